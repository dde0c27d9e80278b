//! What happened last, the newest at the bottom.

use ratatui::Frame;
use ratatui::text::Line;
use ratatui::text::Span;

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
    let above = model.log.len().saturating_sub(room);
    for entry in model.log.iter().skip(above) {
        put(frame, area, row, &line(model, entry, layout.roomy));
        row = row.saturating_add(1);
    }
}

fn line(model: &Model, entry: &Entry, roomy: bool) -> Line<'static> {
    let dim = model.theme.style(Role::Dim);
    let style = model.theme.style(if entry.trouble { Role::Bad } else { Role::Plain });
    let mut line = Line::default();
    if roomy {
        let (seconds, tenths) = (entry.at.as_secs(), entry.at.subsec_millis().div_euclid(100));
        line.push_span(Span::styled(format!("{seconds:>4}.{tenths}  "), dim));
        line.push_span(Span::styled(format!("{:<8} ", entry.who.name()), dim));
    } else {
        line.push_span(Span::styled(format!("{}: ", entry.who.name()), dim));
    }
    line.push_span(Span::styled(entry.text.clone(), style));
    if entry.times > 1 {
        line.push_span(Span::styled(format!("  × {}", entry.times), dim));
    }
    line
}
