//! What is printed, and written into COMPARE.md between two marks.

use std::fs;
use std::path::Path;

use super::Failure;
use super::contender::Contender;
use super::contender::Contenders;
use super::findings;
use super::machine;
use super::measure;
use super::measure::Measured;
use super::table::markdown;

const BEGIN: &str = "<!-- measured: from here on `cargo run -p benches --release` writes -->\n";
const END: &str = "<!-- measured: up to here -->\n";

/// All tables and sentences.
pub(crate) fn text(
    contenders: &mut Contenders,
    measured: &[Measured],
    rounds: usize,
) -> Result<String, Failure> {
    let allocations = measure::allocations(contenders, measured)?;
    let contenders = &*contenders;
    let title = |name: &str| {
        let known = contenders.all.iter().find(|one| one.name() == name);
        known.map_or(name, |one| one.package.title).to_owned()
    };
    let mut text = format!("\n{}\n", head(contenders, rounds));
    if let Some(mut promises) = findings::promises(measured, &title) {
        if promises.contains('¹') {
            promises.push_str(NEAREST);
        }
        text.push_str(&part("What was promised", PROMISES, &promises));
    }
    for measured in measured {
        let mut told = findings::times(contenders, measured);
        if measured.seen.iter().any(|seen| !seen.instead.is_empty()) {
            told.push_str(NEAREST);
        }
        let mut sentences = Vec::new();
        if measured.section.grows {
            sentences.extend(findings::growth(contenders, measured));
        }
        sentences.extend(findings::scaling(measured));
        for sentence in sentences {
            told.push_str(&format!("\n{sentence}\n"));
        }
        text.push_str(&part(measured.section.title, measured.section.about, &told));
    }
    let ahead = findings::others_ahead(contenders, measured);
    if !ahead.is_empty() {
        text.push_str(&part("Where others are ahead", AHEAD, &ahead));
    }
    if let Some(table) = allocation_table(contenders, &allocations) {
        text.push_str(&part("Calls of the allocator", ALLOCATIONS, &table));
    }
    Ok(text)
}

const NEAREST: &str = "\n¹ It has no such thing; this is its time for the same token without it.\n";
const PROMISES: &str = "The project's own targets. For \"a / b\": the time of the first, \
                        divided by the time of the second.";
const AHEAD: &str = "A row counts when ours took longer in half of the rounds; the number is how many times as long. Only \
                     rows that both have are counted, and what grows is not. It is about times alone: allocations are in \
                     the table below.";
const ALLOCATIONS: &str = "For one operation, once everything has grown: allocations and reallocations, counted in a \
                           program of its own that is not timed. What the caller's own type of claims asks \
                           for is among them: its strings, and where claims are borrowed, with `&str` fields, its \
                           lists.";

fn part(title: &str, about: &str, told: &str) -> String {
    let about = if about.is_empty() { String::new() } else { format!("{about}\n\n") };
    format!("## {title}\n\n{about}{told}\n")
}

fn head(contenders: &Contenders, rounds: usize) -> String {
    let absent = match contenders.absent.as_slice() {
        [] => String::new(),
        absent => format!("\n\nLeft out: {}.", absent.join("; ")),
    };
    let commit =
        machine::commit().map_or_else(String::new, |of| format!("; ours is commit `{of}`"));
    format!(
        "{}.\n\nVersions: {}{commit}.{absent}\n\nTimes are nanoseconds of one operation, medians of {rounds} rounds. In \
         brackets is the time of ours divided by that time, the median of the rounds' ratios: under 1 ours is faster. \
         \"Ours\" in brackets is always the first column, which runs on the default backend, even in the columns of \
         contenders that run on AWS-LC.\n",
        machine::machine(),
        machine::versions(contenders)
    )
}

fn allocation_table(contenders: &Contenders, counts: &[measure::Counted]) -> Option<String> {
    let taking_part =
        |one: &&Contender| counts.iter().any(|(_, seen)| seen.contains_key(one.name()));
    let columns: Vec<_> = contenders.all.iter().filter(taking_part).collect();
    let mut head = vec![String::new()];
    head.extend(columns.iter().map(|one| one.package.title.to_owned()));
    let rows = counts.iter().map(|(title, seen)| {
        let mut cells = vec![title.clone()];
        cells.extend(columns.iter().map(|one| {
            let calls = seen.get(one.name());
            calls.map_or_else(|| "–".to_owned(), |calls| average(*calls))
        }));
        cells
    });
    (!columns.is_empty()).then(|| markdown(&head, &rows.collect::<Vec<_>>()))
}

/// A mean of some runs: one that is not whole does not become whole, least of all zero.
fn average(calls: f64) -> String {
    if calls.fract() == 0.0 { format!("{calls:.0}") } else { format!("{calls:.2}") }
}

/// Writes it into COMPARE.md, in the place of what stood there.
pub(crate) fn write(text: &str) -> Result<(), Failure> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("COMPARE.md");
    let cannot = |error: std::io::Error| Failure::from(format!("COMPARE.md: {error}"));
    let old = fs::read_to_string(&path).map_err(cannot)?;
    fs::write(&path, replaced(&old, text)?).map_err(cannot)
}

/// Puts a text between the marks of another.
fn replaced(old: &str, text: &str) -> Result<String, Failure> {
    let (before, rest) = old.split_once(BEGIN).ok_or("COMPARE.md has no first mark")?;
    let (_, after) = rest.split_once(END).ok_or("COMPARE.md has no last mark")?;
    Ok(format!("{before}{BEGIN}{text}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::BEGIN;
    use super::END;
    use super::average;
    use super::replaced;

    #[test]
    fn a_few_calls_in_many_runs_are_not_none() {
        assert_eq!([0.0, 0.05, 0.4, 3.0, 3.5].map(average), ["0", "0.05", "0.40", "3", "3.50"]);
    }

    #[test]
    fn what_stands_between_the_marks_is_replaced() {
        let old = format!("before\n{BEGIN}old\n{END}after\n");
        let new = format!("before\n{BEGIN}new\n{END}after\n");
        assert_eq!(replaced(&old, "new\n").unwrap(), new);
        assert_eq!(replaced(&new, "new\n").unwrap(), new);
    }

    #[test]
    fn a_file_without_marks_is_left_alone() {
        for old in ["", "text\n", BEGIN, END] {
            assert!(replaced(old, "new\n").is_err(), "{old}");
        }
    }

    #[test]
    fn the_file_has_its_marks() {
        let file = include_str!("../../../COMPARE.md");
        assert!(replaced(file, "new\n").is_ok());
    }
}
