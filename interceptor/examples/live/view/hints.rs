//! The bottom of the screen: which keys there are, as many as fit.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr as _;

use super::put;
use crate::app::command::BINDINGS;
use crate::app::command::Command;
use crate::app::model::Model;
use crate::app::theme::Role;

pub(super) fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let mut row = 0_usize;
    let mut line = Line::default();
    for binding in BINDINGS.iter().filter(|binding| !binding.hint.is_empty()) {
        let hint = match binding.command {
            Command::Burst => format!("burst of {}", model.burst()),
            _ => binding.hint.to_owned(),
        };
        let needed = binding.shown.width().saturating_add(hint.width()).saturating_add(1);
        let gap = if line.width() > 0 { 2 } else { 0 };
        if line.width().saturating_add(gap).saturating_add(needed) > width {
            put(frame, area, row, &line);
            row = row.saturating_add(1);
            line = Line::default();
        } else {
            line.push_span(Span::raw(" ".repeat(gap)));
        }
        line.push_span(Span::styled(binding.shown, model.theme.style(Role::Key)));
        line.push_span(Span::raw(format!(" {hint}")));
    }
    put(frame, area, row, &line);
}
