//! The screen as a pure function of the model: the same model is always the same screen.

pub(crate) mod help;
mod hints;
mod lanes;
mod log;
mod server;
mod session;

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr as _;

use super::layout::SMALLEST;
use super::layout::layout;
use super::model::Model;
use super::theme::Role;

/// Draws the whole screen.
pub(crate) fn view(model: &Model, frame: &mut Frame<'_>) {
    let screen = frame.area();
    // The terminal shrank a moment ago and its message is on the way: the next frame fits.
    if model.size.0 > screen.width || model.size.1 > screen.height {
        return;
    }
    let Some(layout) = layout(model.size) else {
        let (columns, rows) = SMALLEST;
        let text = format!("{columns}×{rows} needed, this is {}×{}", model.size.0, model.size.1);
        return put(frame, screen, 0, &Line::styled(text, model.theme.style(Role::Waiting)));
    };
    if model.help.is_some() {
        return help::draw(model, frame);
    }
    session::draw(model, frame, &layout);
    server::draw(model, frame, &layout);
    lanes::draw(model, frame, layout.lanes);
    log::draw(model, frame, &layout);
    hints::draw(model, frame, layout.hints);
}

/// Writes a line into a row of `area`; one that is too long ends with an ellipsis at the edge. Nothing where
/// there is no such row.
fn put(frame: &mut Frame<'_>, area: Rect, row: usize, line: &Line<'_>) {
    let Ok(row) = u16::try_from(row) else { return };
    let area = area.intersection(frame.area());
    if row < area.height {
        let row = area.y.saturating_add(row);
        let buffer = frame.buffer_mut();
        buffer.set_line(area.x, row, line, area.width);
        let edge = (area.right().saturating_sub(1), row);
        if line.to_string().trim_end().width() > usize::from(area.width)
            && let Some(cell) = buffer.cell_mut(edge)
        {
            cell.set_symbol("…");
        }
    }
}

/// Writes lines from the first row of `area` on.
fn put_all(frame: &mut Frame<'_>, area: Rect, lines: &[Line<'_>]) {
    for (row, line) in lines.iter().enumerate() {
        put(frame, area, row, line);
    }
}

/// A rule with a title on it.
fn rule<'l>(model: &Model, title: Vec<Span<'l>>, width: u16) -> Line<'l> {
    let dim = model.theme.style(Role::Dim);
    let mut line = Line::from(vec![Span::styled("── ", dim)]);
    line.extend(title);
    line.push_span(Span::raw(" "));
    let used = line.width();
    line.push_span(Span::styled("─".repeat(usize::from(width).saturating_sub(used)), dim));
    line
}

fn title<'l>(model: &Model, text: &'l str) -> Span<'l> {
    Span::styled(text, model.theme.style(Role::Title))
}

/// How much is beyond the upper and the lower edge; nothing of an edge that is one.
fn beyond(above: usize, below: usize, gap: &str) -> impl Iterator<Item = String> {
    let edges = [("↑", above), ("↓", below)].into_iter().filter(|(_, count)| *count > 0);
    edges.map(move |(arrow, count)| format!("{gap}{arrow} {count}"))
}

/// A span of time, in as few figures as say enough.
fn span(span: Duration) -> String {
    let tenths = span.as_millis().div_euclid(100);
    if tenths < 100 {
        format!("{}.{} s", tenths.div_euclid(10), tenths.rem_euclid(10))
    } else {
        format!("{} s", span.as_secs())
    }
}

/// What is left of a span of time: full seconds, the one that has begun included.
fn left(span: Duration) -> String {
    format!("{} s", span.as_secs().saturating_add(u64::from(span.subsec_nanos() > 0)))
}

/// `text` in lines of at most `width` columns, broken between words; a longer word stays in one piece.
fn folded(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let next = line.width().saturating_add(word.width()).saturating_add(1);
        if !line.is_empty() && next > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// `text` with spaces up to `width` columns.
fn padded(text: &str, width: usize) -> String {
    let gap = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(gap))
}
