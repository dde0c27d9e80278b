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

/// Which rows show, in words; empty when all do.
#[must_use]
pub fn place(scroll: usize, shown: usize, count: usize) -> String {
    if count <= shown {
        return String::new();
    }
    let last = scroll.saturating_add(shown).min(count);
    format!("{}–{last} of {count}", scroll.saturating_add(1))
}
