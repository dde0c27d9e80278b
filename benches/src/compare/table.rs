//! Tables of Markdown that are read as well on a terminal.

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
