//! Tables of Markdown that are read as well on a terminal.

use super::contender::OURS;
use super::measure::Measured;
use super::statistics::ratio;
use super::statistics::spread;

/// Rows of cells under a head, every column as wide as it must be; all but the first stand to the right.
pub(crate) fn markdown(head: &[String], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let cells = cells.chain(head.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default().max(3)
    };
    let widths: Vec<_> = (0..head.len()).map(width).collect();
    let line = |row: &[String]| {
        let cells = widths.iter().enumerate().map(|(column, width)| {
            let cell = row.get(column).map_or("", String::as_str);
            if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    let rule = widths.iter().enumerate().map(|(column, width)| {
        let dashes = "-".repeat(width.saturating_sub(1));
        if column == 0 { format!("{dashes}-") } else { format!("{dashes}:") }
    });
    let rule: Vec<_> = rule.collect();
    let mut text = line(head);
    text.push_str(&line(&rule));
    text.extend(rows.iter().map(|row| line(row)));
    text
}

/// Nanoseconds of every contender, and in brackets what part of it ours takes.
pub(crate) fn times(names: &[&'static str], measured: &[Measured]) -> String {
    let mut head = vec!["ns".to_owned()];
    head.extend(names.iter().map(|name| (*name).to_owned()));
    let rows = measured.iter().map(|seen| {
        let mut row = vec![seen.row.title.to_owned()];
        row.extend(names.iter().map(|name| cell(seen, name)));
        row
    });
    markdown(&head, &rows.collect::<Vec<_>>())
}

fn cell(seen: &Measured, name: &str) -> String {
    let Some(theirs) = seen.samples.get(name) else { return "–".to_owned() };
    let time = spread(theirs).map_or_else(String::new, |spread| number(spread.median));
    let mark = if seen.instead.contains(&name) { "¹" } else { "" };
    let part = seen.samples.get(OURS).filter(|_| name != OURS);
    let part = part.and_then(|ours| ratio(ours, theirs));
    let part = part.map_or_else(String::new, |part| format!(" ({:.2})", part.median));
    format!("{time}{mark}{part}")
}

/// What was promised, what was measured, and whether it holds.
pub(crate) fn targets(measured: &[Measured]) -> String {
    let head = ["target", "of", "at most", "measured", "quartiles", ""].map(str::to_owned);
    let mut rows = Vec::new();
    for seen in measured {
        for target in seen.row.targets {
            let pair = seen.samples.get(target.of).zip(seen.samples.get(target.against));
            let Some(ratio) = pair.and_then(|(of, against)| ratio(of, against)) else { continue };
            rows.push(vec![
                seen.row.title.to_owned(),
                format!("{} / {}", target.of, target.against),
                format!("{:.2}", target.at_most),
                format!("{:.3}", ratio.median),
                format!("{:.3}–{:.3}", ratio.low, ratio.high),
                if ratio.median <= target.at_most { "met" } else { "missed" }.to_owned(),
            ]);
        }
    }
    markdown(&head, &rows)
}

/// A number of nanoseconds as it is read: thousands apart, one decimal under a hundred.
pub(crate) fn number(value: f64) -> String {
    if value < 100.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len().saturating_sub(at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::markdown;
    use super::number;

    #[test]
    fn thousands_stand_apart() {
        let numbers = [0.25, 99.94, 100.0, 999.6, 1_383_166.2].map(number);
        assert_eq!(numbers, ["0.2", "99.9", "100", "1,000", "1,383,166"]);
    }

    #[test]
    fn columns_are_as_wide_as_their_cells() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned);
        let text = markdown(&row(["ns", "é"]), &[row(["a long one", "1"]).into()]);
        assert_eq!(text, "| ns         |   é |\n| ---------- | --: |\n| a long one |   1 |\n");
    }
}
