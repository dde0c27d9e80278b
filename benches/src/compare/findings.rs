//! What follows from the samples: promises that hold or not, who is ahead where, how fast a thing grows.

use super::contender::Contender;
use super::contender::Contenders;
use super::contender::LIMIT;
use super::contender::OURS;
use super::measure::Measured;
use super::measure::Seen;
use super::plan::Promise;
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

/// What was promised, what was measured, and whether it holds.
pub(crate) fn promises(measured: &[Measured], titles: Titles<'_>) -> Option<String> {
    let head = ["work", "of", "promised", "measured", "quartiles", ""].map(str::to_owned);
    let mut rows = Vec::new();
    for (row, seen) in measured.iter().flat_map(Measured::rows) {
        for promise in &row.promises {
            let told = match promise {
                Promise::Ratio { of, against: theirs, at_most } => {
                    let Some(ratio) = against(seen, of, theirs) else { continue };
                    told_ratio(ratio, *at_most, &format!("{} / {}", titles(of), titles(theirs)))
                }
                Promise::PerSecond { of, at_least } => {
                    let samples = seen.samples.get(of);
                    let Some(time) = samples.and_then(|samples| spread(samples)) else { continue };
                    told_rate(time, *at_least, &titles(of))
                }
            };
            let mut cells = vec![row.title.clone()];
            cells.extend(told);
            rows.push(cells);
        }
    }
    (!rows.is_empty()).then(|| markdown(&head, &rows))
}

fn told_ratio(ratio: Spread, at_most: f64, of: &str) -> [String; 5] {
    [
        of.to_owned(),
        format!("≤ {at_most:.2}"),
        format!("{:.2}", ratio.median),
        format!("{:.2}–{:.2}", ratio.low, ratio.high),
        held(ratio.median <= at_most),
    ]
}

fn told_rate(time: Spread, at_least: f64, of: &str) -> [String; 5] {
    let rate = |time: f64| 1e9 / time;
    let millions = |rate: f64| format!("{:.2} M/s", rate / 1e6);
    [
        of.to_owned(),
        format!("≥ {}", millions(at_least)),
        millions(rate(time.median)),
        format!("{}–{}", millions(rate(time.high)), millions(rate(time.low))),
        held(rate(time.median) >= at_least),
    ]
}

fn held(holds: bool) -> String {
    if holds { "met" } else { "**missed**" }.to_owned()
}

/// Where another library is faster than ours, by name: a row counts when three quarters of its rounds say so.
pub(crate) fn others_ahead(contenders: &Contenders, measured: &[Measured]) -> String {
    let mut text = String::new();
    for contender in &contenders.all {
        let name = contender.name();
        if name == OURS || name == LIMIT {
            continue;
        }
        // What grows is told of where it stands.
        let rows = measured.iter().filter(|one| !one.section.grows).flat_map(Measured::rows);
        let both: Vec<_> = rows
            .filter_map(|(row, seen)| Some((row.title.as_str(), against(seen, OURS, name)?)))
            .collect();
        if both.is_empty() {
            continue;
        }
        let ahead: Vec<_> = both
            .iter()
            .filter(|(_, ratio)| ratio.low > 1.0)
            .map(|(title, ratio)| format!("{title} {:.2}", ratio.median))
            .collect();
        let title = contender.package.title;
        let of = format!("{} of {} rows", ahead.len(), both.len());
        if ahead.is_empty() {
            text.push_str(&format!("- {title} is ahead of ours in {of}.\n"));
        } else {
            text.push_str(&format!("- {title} is ahead of ours in {of}: {}.\n", ahead.join("; ")));
        }
    }
    text
}

/// How much longer the last row of a section takes than the first, for each contender.
pub(crate) fn growth(contenders: &Contenders, measured: &Measured) -> Option<String> {
    let mut rows = measured.rows();
    let (first, seen_first) = rows.next()?;
    let (last, seen_last) = rows.last()?;
    let median = |seen: &Seen, name| Some(spread(seen.samples.get(name)?)?.median);
    let factors = contenders.all.iter().filter_map(|contender| {
        let name = contender.name();
        let factor = median(seen_last, name)? / median(seen_first, name)?;
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
    let rows: Vec<_> = measured.rows().collect();
    let pairs = rows.chunks_exact(2).filter_map(|pair| {
        let [(one, seen_one), (_, seen_two)] = pair else { return None };
        let (one_thread, two) = (seen_one.samples.get(OURS)?, seen_two.samples.get(OURS)?);
        let (one_thread, two) = (spread(one_thread)?.median, spread(two)?.median);
        let rate = |time: f64| 1e3 / time;
        let what = one.title.strip_suffix(" on 1 thread")?;
        Some(format!(
            "{what}: {:.2} million a second on one thread, {:.2} on two, {:.2} times as many.",
            rate(one_thread),
            rate(two),
            one_thread / two
        ))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::Measured;
    use super::Seen;
    use super::promises;
    use super::scaling;
    use super::told_ratio;
    use crate::compare::statistics::spread;

    /// Rows of one section, each seen with the same samples.
    fn seen(case: &str, samples: &[(&'static str, f64)]) -> Measured {
        let section = plan::sections(|row| row.starts_with(case)).remove(0);
        let seen = section.rows.iter().map(|_| Seen {
            samples: samples.iter().map(|(name, time)| (*name, vec![*time; 3])).collect(),
            instead: Vec::new(),
        });
        let seen = seen.collect();
        Measured { section, seen }
    }

    #[test]
    fn a_promise_is_met_up_to_its_bound() {
        let told = |ratio: f64| told_ratio(spread(&[ratio]).unwrap(), 0.40, "a / b");
        assert_eq!(told(0.40), ["a / b", "≤ 0.40", "0.40", "0.40–0.40", "met"]);
        assert_eq!(told(0.41)[4], "**missed**");
    }

    #[test]
    fn a_rate_is_met_from_its_bound_on() {
        let fast = promises(&[seen("candidate", &[("ours", 300.0)])], &str::to_owned).unwrap();
        assert!(fast.contains("3.33 M/s") && fast.contains("met"), "{fast}");
        let slow = promises(&[seen("candidate", &[("ours", 400.0)])], &str::to_owned).unwrap();
        assert!(slow.contains("2.50 M/s") && slow.contains("**missed**"), "{slow}");
    }

    #[test]
    fn a_promise_about_an_absent_contender_is_not_told() {
        assert_eq!(promises(&[seen("es256-sign", &[("ours", 1.0)])], &str::to_owned), None);
    }

    #[test]
    fn two_threads_are_compared_with_one() {
        let mut measured = seen("batch", &[("ours", 1000.0)]);
        measured.seen[1].samples.insert("ours", vec![500.0]);
        let told = scaling(&measured);
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with("tokens verified: 1.00 million"), "{told:?}");
        assert!(told[0].ends_with("2.00 times as many."), "{told:?}");
    }
}
