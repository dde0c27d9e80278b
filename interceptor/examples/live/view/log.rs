//! What happened last, the newest at the bottom.

use ratatui::Frame;
use ratatui::text::Line;
use ratatui::text::Span;

use super::folded;
use super::put;
use super::rule;
use super::title;
use crate::app::layout::Layout;
use crate::app::model::Entry;
use crate::app::model::Model;
use crate::app::theme::Role;

pub(super) fn draw(model: &Model, frame: &mut Frame<'_>, layout: &Layout) {
    let area = layout.log;
    let mut room = usize::from(area.height);
    let mut row = 0_usize;
    if layout.roomy {
        put(frame, area, 0, &rule(model, vec![title(model, "what happened")], area.width));
        row = row.saturating_add(1);
        room = room.saturating_sub(1);
    }
    // Each has one line at least.
    let entries = model.log.len().saturating_sub(room);
    let lines: Vec<_> = model
        .log
        .iter()
        .skip(entries)
        .flat_map(|entry| lines(model, entry, layout.roomy, usize::from(area.width)))
        .collect();
    let above = if layout.roomy { lines.len().saturating_sub(room) } else { 0 };
    for line in lines.iter().skip(above) {
        put(frame, area, row, line);
        row = row.saturating_add(1);
    }
}

/// An entry: when, who, and the text folded beside it.
fn lines(model: &Model, entry: &Entry, roomy: bool, width: usize) -> Vec<Line<'static>> {
    let dim = model.theme.style(Role::Dim);
    let style = model.theme.style(if entry.trouble { Role::Bad } else { Role::Plain });
    let mut margin = if roomy {
        let (seconds, tenths) = (entry.at.as_secs(), entry.at.subsec_millis().div_euclid(100));
        format!("{seconds:>4}.{tenths}  {:<8} ", entry.who.name())
    } else {
        format!("{}: ", entry.who.name())
    };
    let text = match entry.times {
        1 => entry.text.clone(),
        times => format!("{} ({times} times)", entry.text),
    };
    let indent = margin.len();
    let mut lines = Vec::new();
    // Where there is one line for all, its end is what does not fit.
    let room = if roomy { width.saturating_sub(indent) } else { usize::MAX };
    for text in folded(&text, room) {
        lines.push(Line::from(vec![Span::styled(margin, dim), Span::styled(text, style)]));
        margin = " ".repeat(indent);
    }
    lines
}
