//! Rows of a sheet: only those that show are touched.

use std::ops::Range;

use ratatui::text::Line;
use ratatui::text::Span;

use crate::tui::sheet::Sheet;
use crate::tui::theme::Role;
use crate::tui::theme::Theme;

/// One row as a line; the shown range `marked` stands out.
#[must_use]
pub fn line(sheet: &Sheet, row: usize, marked: &Range<usize>, theme: Theme) -> Line<'static> {
    let mut spans = Vec::new();
    for (range, text, role) in sheet.pieces(row) {
        let from = marked.start.clamp(range.start, range.end).saturating_sub(range.start);
        let to = marked.end.clamp(range.start, range.end).saturating_sub(range.start).max(from);
        let mut push = |part: Range<usize>, role: Role| {
            if let Some(text) = text.get(part).filter(|text| !text.is_empty()) {
                spans.push(Span::styled(text.to_owned(), theme.style(role)));
            }
        };
        push(0..from, role);
        push(from..to, if role == Role::Wrong { role } else { Role::Marked });
        push(to..text.len(), role);
    }
    Line::from(spans)
}

/// One row as a line in which several shown ranges stand out; of two over each other the first.
#[must_use]
pub fn marked_line(
    sheet: &Sheet,
    row: usize,
    marks: &[(Range<usize>, Role)],
    theme: Theme,
) -> Line<'static> {
    let mut spans = Vec::new();
    for (range, text, role) in sheet.pieces(row) {
        let ends = marks.iter().flat_map(|(mark, _)| [mark.start, mark.end]);
        let mut ends: Vec<_> = ends.filter(|end| range.contains(end)).collect();
        ends.extend([range.start, range.end]);
        ends.sort_unstable();
        ends.dedup();
        for (&from, &to) in ends.iter().zip(ends.iter().skip(1)) {
            let part = from.saturating_sub(range.start)..to.saturating_sub(range.start);
            let mark = marks.iter().find(|(mark, _)| mark.contains(&from)).map(|(_, mark)| *mark);
            let role = match mark {
                Some(Role::Marked) if role == Role::Wrong => role,
                Some(mark) => mark,
                None => role,
            };
            let text = text.get(part).unwrap_or_default();
            spans.push(Span::styled(text.to_owned(), theme.style(role)));
        }
    }
    Line::from(spans)
}

/// Which rows show of how many; empty when all do.
#[must_use]
pub fn place(scroll: usize, shown: usize, count: usize) -> String {
    if count <= shown {
        return String::new();
    }
    let last = scroll.saturating_add(shown).min(count);
    format!("{}–{last}/{count}", scroll.saturating_add(1))
}
