//! What follows from the samples: promises that hold or not, who is ahead where, how fast a thing grows.

use super::contender::Contender;
use super::contender::Contenders;
use super::contender::JSONWEBTOKEN_AWS;
use super::contender::LIMIT;
use super::contender::OURS;
use super::contender::OURS_AWS;
use super::measure::Measured;
use super::measure::Seen;
use super::plan::ONE_THREAD;
use super::plan::Promise;
use super::plan::Row;
use super::plan::TWO_THREADS;
use super::statistics::Spread;
use super::statistics::ratio;
use super::statistics::spread;
use super::table::markdown;
use super::table::number;

/// How a column is called.
pub(crate) type Titles<'t> = &'t dyn Fn(&str) -> String;

/// The times of a section: nanoseconds, and in brackets what part of them ours takes.
pub(crate) fn times(contenders: &Contenders, measured: &Measured) -> String {
    // A contender that has none of the rows has no column.
    let takes_part =
        |one: &&Contender| measured.seen.iter().any(|seen| seen.samples.contains_key(one.name()));
    let columns: Vec<_> = contenders.all.iter().filter(takes_part).collect();
    let mut head = vec![String::new()];
    head.extend(columns.iter().map(|one| one.package.title.to_owned()));
    let rows = measured.rows().map(|(row, seen)| {
        let mut cells = vec![row.title.clone()];
        cells.extend(columns.iter().map(|one| cell(seen, one.name())));
        cells
    });
    markdown(&head, &rows.collect::<Vec<_>>())
}

fn cell(seen: &Seen, name: &str) -> String {
    let Some(time) = seen.samples.get(name).and_then(|samples| spread(samples)) else {
        return "–".to_owned();
    };
    let part = if name == OURS { None } else { against(seen, OURS, name) };
    let part = part.map_or_else(String::new, |part| format!(" ({:.2})", part.median));
    let mark = if seen.instead.contains(&name) { "¹" } else { "" };
    format!("{}{mark}{part}", number(time.median))
}

/// The ratio of two contenders of a row, when both are there.
fn against(seen: &Seen, of: &str, against: &str) -> Option<Spread> {
    ratio(seen.samples.get(of)?, seen.samples.get(against)?)
}

/// What was promised, what was measured, and whether it holds. What could not be measured is told as well.
pub(crate) fn promises(measured: &[Measured], titles: Titles<'_>) -> Option<String> {
    let head = ["work", "of", "promised", "measured", "quartiles", ""].map(str::to_owned);
    let mut rows = Vec::new();
    for measured in measured {
        for (row, seen) in measured.rows() {
            for promise in &row.promises {
                let mut cells = vec![row.title.clone()];
                cells.extend(told(promise, measured, row, seen, titles));
                rows.push(cells);
            }
        }
    }
    (!rows.is_empty()).then(|| markdown(&head, &rows))
}

fn told(
    promise: &Promise,
    measured: &Measured,
    row: &Row,
    seen: &Seen,
    titles: Titles<'_>,
) -> [String; 5] {
    let ratio_text = |value: f64| format!("{value:.3}");
    let times_text = |value: f64| format!("{value:.2} times");
    let rate_text = |value: f64| format!("{:.2} M/s", value / 1e6);
    match promise {
        Promise::Ratio { of, against: theirs, at_most } => {
            let mark = if seen.instead.contains(theirs) { "¹" } else { "" };
            let what = format!("{} / {}{mark}", titles(of), titles(theirs));
            let seen = against(seen, of, theirs);
            cells(what, "≤", *at_most, seen, ratio_text, |seen| seen <= *at_most)
        }
        Promise::PerSecond { of, at_least } => {
            let rate = seen.samples.get(of).and_then(|samples| {
                spread(&samples.iter().map(|time| 1e9 / time).collect::<Vec<_>>())
            });
            cells(titles(of), "≥", *at_least, rate, rate_text, |seen| seen >= *at_least)
        }
        Promise::Scaling { of, at_least } => {
            let one =
                row.title.strip_suffix(TWO_THREADS).and_then(|what| one_thread(measured, what));
            let scales = one.and_then(|one| ratio(one.samples.get(of)?, seen.samples.get(of)?));
            let what = format!("{}, of one thread", titles(of));
            cells(what, "≥", *at_least, scales, times_text, |seen| seen >= *at_least)
        }
    }
}

/// The cells of a promise. The number that is compared is not the rounded one.
fn cells(
    what: String,
    sign: &str,
    bound: f64,
    seen: Option<Spread>,
    text: impl Fn(f64) -> String,
    holds: impl Fn(f64) -> bool,
) -> [String; 5] {
    let bound = format!("{sign} {}", text(bound));
    let none = || "–".to_owned();
    let Some(seen) = seen else { return [what, bound, none(), none(), "not measured".into()] };
    let held = if holds(seen.median) { "met" } else { "**missed**" };
    let quartiles = format!("{}–{}", text(seen.low), text(seen.high));
    [what, bound, text(seen.median), quartiles, held.into()]
}

/// Where another library is faster than ours, by name. Ours with the other backend is compared with the library that
/// has it too; otherwise it is no other.
pub(crate) fn others_ahead(contenders: &Contenders, measured: &[Measured]) -> String {
    let mut text = String::new();
    let title = |name: &str| {
        contenders.all.iter().find(|one| one.name() == name).map(|one| one.package.title)
    };
    let others = contenders.all.iter().map(Contender::name);
    let others = others.filter(|name| ![OURS, OURS_AWS, LIMIT].contains(name));
    let pairs = others.map(|name| (OURS, name)).chain([(OURS_AWS, JSONWEBTOKEN_AWS)]);
    for (ours, theirs) in pairs {
        let (Some(of), Some(title)) = (title(ours), title(theirs)) else { continue };
        if let Some(ahead) = ahead(measured, ours, theirs) {
            text.push_str(&format!("- {title} is ahead of {of} in {ahead}.\n"));
        }
    }
    text
}

/// In how many rows one is ahead of ours, and in which: only those that both have.
fn ahead(measured: &[Measured], ours: &str, theirs: &str) -> Option<String> {
    // What grows is told of where it stands.
    let rows = measured.iter().filter(|one| !one.section.grows).flat_map(Measured::rows);
    let both: Vec<_> = rows
        .filter(|(_, seen)| !seen.instead.contains(&theirs) && !seen.instead.contains(&ours))
        .filter_map(|(row, seen)| Some((row.title.as_str(), against(seen, ours, theirs)?)))
        .collect();
    let ahead: Vec<_> = both.iter().filter(|(_, ratio)| ratio.median > 1.0).collect();
    let rows = ahead.iter().map(|(title, ratio)| {
        let unsure = if ratio.low > 1.0 { "" } else { " (not in three quarters of the rounds)" };
        format!("{title} {:.2}{unsure}", ratio.median)
    });
    let colon = if ahead.is_empty() { "" } else { ": " };
    let rows = rows.collect::<Vec<_>>().join("; ");
    (!both.is_empty()).then(|| format!("{} of {} rows{colon}{rows}", ahead.len(), both.len()))
}

/// How much longer the last row of a section takes than the first, for each contender.
pub(crate) fn growth(contenders: &Contenders, measured: &Measured) -> Option<String> {
    let mut rows = measured.rows();
    let (first, seen_first) = rows.next()?;
    let (last, seen_last) = rows.last()?;
    let factors = contenders.all.iter().filter_map(|contender| {
        let samples = |seen: &'_ Seen| seen.samples.get(contender.name()).cloned();
        let factor = ratio(&samples(seen_last)?, &samples(seen_first)?)?.median;
        Some(format!("{} {} times", contender.package.title, factor_text(factor)))
    });
    let factors: Vec<_> = factors.collect();
    let (from, to) = (&first.title, &last.title);
    let sentence = format!("From {from} to {to} the time grows so: {}.", factors.join(", "));
    (!factors.is_empty()).then_some(sentence)
}

fn factor_text(factor: f64) -> String {
    if factor < 10.0 { format!("{factor:.2}") } else { number(factor.round()) }
}

/// How much faster two threads are than one, for each pair of rows.
pub(crate) fn scaling(measured: &Measured) -> Vec<String> {
    let told = measured.rows().filter_map(|(row, seen)| {
        let what = row.title.strip_suffix(TWO_THREADS)?;
        let (one, two) = (one_thread(measured, what)?.samples.get(OURS)?, seen.samples.get(OURS)?);
        let rate = |times: &[f64]| Some(1e3 / spread(times)?.median);
        Some(format!(
            "{what}: {:.2} million a second on one thread, {:.2} on two, {:.2} times as many.",
            rate(one)?,
            rate(two)?,
            ratio(one, two)?.median
        ))
    });
    told.collect()
}

/// What was seen of the row that does the same on one thread.
fn one_thread<'m>(measured: &'m Measured, what: &str) -> Option<&'m Seen> {
    let is_it = |row: &Row| row.title.strip_suffix(ONE_THREAD) == Some(what);
    measured.rows().find(|(row, _)| is_it(row)).map(|(_, seen)| seen)
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::Measured;
    use super::Seen;
    use super::ahead;
    use super::cells;
    use super::promises;
    use super::scaling;
    use crate::compare::statistics::spread;

    /// Rows of one section, each seen with the same samples.
    fn seen(case: &str, samples: &[(&'static str, f64)]) -> Measured {
        let section = plan::sections(|row| row.case.starts_with(case)).remove(0);
        let seen = section.rows.iter().map(|_| Seen {
            samples: samples.iter().map(|(name, time)| (*name, vec![*time; 3])).collect(),
            instead: Vec::new(),
        });
        let seen = seen.collect();
        Measured { section, seen }
    }

    fn told(measured: &[Measured]) -> String {
        promises(measured, &str::to_owned).unwrap()
    }

    #[test]
    fn a_promise_is_met_up_to_its_bound() {
        let verdict = |ratio: f64| {
            let seen = spread(&[ratio]);
            cells("a / b".into(), "≤", 0.40, seen, |v| format!("{v:.3}"), |seen| seen <= 0.40)
        };
        assert_eq!(verdict(0.40), ["a / b", "≤ 0.400", "0.400", "0.400–0.400", "met"]);
        assert_eq!(verdict(0.404)[2..], ["0.404", "0.404–0.404", "**missed**"]);
    }

    #[test]
    fn a_rate_is_met_from_its_bound_on() {
        let fast = told(&[seen("candidate", &[("ours", 300.0)])]);
        assert!(fast.contains("3.33 M/s") && fast.contains("met"), "{fast}");
        let slow = told(&[seen("candidate", &[("ours", 400.0)])]);
        assert!(slow.contains("2.50 M/s") && slow.contains("**missed**"), "{slow}");
    }

    #[test]
    fn a_promise_about_an_absent_contender_is_told_as_not_measured() {
        let told = told(&[seen("es256-sign", &[("ours", 1.0)])]);
        assert_eq!(told.matches("not measured").count(), 2, "{told}");
        assert!(!told.contains("met |") && !told.contains("missed"), "{told}");
    }

    #[test]
    fn a_promise_is_told_with_the_nearest_thing() {
        let samples = [("ours", 1.0), ("jsonwebtoken-rust-crypto", 4.0)];
        let mut measured = seen("hs256-verify-borrowed", &samples);
        measured.seen[0].instead.push("jsonwebtoken-rust-crypto");
        let told = told(&[measured]);
        assert!(told.contains("ours / jsonwebtoken-rust-crypto¹"), "{told}");
    }

    #[test]
    fn two_threads_are_compared_with_one() {
        for (case, what) in [("batch", "tokens verified: "), ("candidates", "secrets tried: ")] {
            let mut measured = seen(case, &[("ours", 1000.0)]);
            measured.seen[1].samples.insert("ours", vec![500.0; 3]);
            let told = scaling(&measured);
            assert_eq!(told.len(), 1);
            assert!(told[0].starts_with(&format!("{what}1.00 million")), "{told:?}");
            assert!(told[0].ends_with("2.00 times as many."), "{told:?}");
        }
    }

    #[test]
    fn rows_of_two_kinds_are_no_pair() {
        let section =
            plan::sections(|row| ["candidates-1-thread", "batch-2-threads"].contains(&&*row.case));
        let mut measured = seen("batch", &[("ours", 1000.0)]);
        measured.section.rows = section.into_iter().flat_map(|section| section.rows).collect();
        assert_eq!(measured.section.rows.len(), 2);
        assert!(scaling(&measured).is_empty());
    }

    #[test]
    fn more_threads_are_promised_to_do_more() {
        let mut measured = seen("candidates", &[("ours", 1000.0)]);
        measured.seen[1].samples.insert("ours", vec![600.0; 3]);
        let met = told(&[measured]);
        assert!(met.contains("1.67 times") && met.contains("| met"), "{met}");
        // Without the row of one thread nothing is known.
        let alone = told(&[seen("candidates-2", &[("ours", 600.0)])]);
        assert!(alone.contains("not measured"), "{alone}");
    }

    #[test]
    fn others_are_ahead_in_rows_that_both_have() {
        let both = [("ours", 3.0), ("jwt-simple-pure-rust", 2.0)];
        let rows = |measured: Measured| ahead(&[measured], "ours", "jwt-simple-pure-rust");
        assert_eq!(rows(seen("ps256-sign", &both)).unwrap(), "1 of 1 rows: PS256 sign 1.50");
        let mut instead = seen("es256-verify-prepared", &both);
        instead.seen[0].instead.push("jwt-simple-pure-rust");
        assert_eq!(rows(instead), None);
        let mut noisy = seen("ps256-sign", &both);
        noisy.seen[0].samples.insert("ours", vec![1.0, 3.0, 3.0]);
        assert!(rows(noisy).unwrap().ends_with("1.50 (not in three quarters of the rounds)"));
        let behind = [("ours", 1.0), ("jwt-simple-pure-rust", 2.0)];
        assert_eq!(rows(seen("ps256-sign", &behind)).unwrap(), "0 of 1 rows");
    }
}
