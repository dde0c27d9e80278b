//! The help: every key, and how a request's line is read.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use super::beyond;
use super::folded;
use super::padded;
use super::put;
use super::rule;
use super::title;
use crate::app::command::BINDINGS;
use crate::app::model::Model;
use crate::app::theme::Role;

pub(super) fn draw(model: &Model, frame: &mut Frame<'_>) {
    let (columns, rows) = model.size;
    let lines = lines(model);
    let first = model.help.unwrap_or_default().min(last_line(model));
    let below = lines.len().saturating_sub(first).saturating_sub(room(model));
    let screen = Rect::new(0, 0, columns, rows);
    let mut heading = vec![title(model, "help")];
    let dim = model.theme.style(Role::Dim);
    heading.extend(beyond(first, below, " · ").map(|text| Span::styled(text, dim)));
    put(frame, screen, 0, &rule(model, heading, columns));
    for (row, line) in lines.iter().skip(first).take(room(model)).enumerate() {
        put(frame, screen, row.saturating_add(1), line);
    }
    let foot = if first > 0 || below > 0 {
        vec![
            key(model, "↑ ↓"),
            Span::raw(" scroll  "),
            key(model, "any other key"),
            Span::raw(" closes"),
        ]
    } else {
        vec![key(model, "any key"), Span::raw(" closes")]
    };
    put(frame, screen, usize::from(rows).saturating_sub(1), &Line::from(foot));
}

/// The last line that the help can begin with.
#[must_use]
pub(crate) fn last_line(model: &Model) -> usize {
    lines(model).len().saturating_sub(room(model))
}

/// Lines between title and foot.
fn room(model: &Model) -> usize {
    usize::from(model.size.1).saturating_sub(2)
}

fn lines(model: &Model) -> Vec<Line<'static>> {
    let width = usize::from(model.size.0);
    let mut lines = Vec::new();
    for binding in BINDINGS.iter().filter(|binding| !binding.help.is_empty()) {
        entry(model, binding.shown, binding.help, width, &mut lines);
    }
    lines.push(Line::default());
    for (name, text) in LEGEND {
        entry(model, name, text, width, &mut lines);
    }
    lines
}

/// A name and its text, folded beside it.
fn entry(
    model: &Model,
    name: &'static str,
    text: &'static str,
    width: usize,
    lines: &mut Vec<Line<'static>>,
) {
    let mut name = key_padded(model, name);
    for line in folded(text, width.saturating_sub(NAMES)) {
        lines.push(Line::from(vec![name, Span::raw(line)]));
        name = Span::raw(" ".repeat(NAMES));
    }
}

fn key(model: &Model, text: &'static str) -> Span<'static> {
    Span::styled(text, model.theme.style(Role::Key))
}

fn key_padded(model: &Model, text: &'static str) -> Span<'static> {
    Span::styled(padded(text, NAMES), model.theme.style(Role::Key))
}

/// Columns for names.
const NAMES: usize = 8;

/// How a request's line is read.
const LEGEND: [(&str, &str); 8] = [
    (
        "1▶",
        "Sent with token 1. Where there is room: \"sent, token 1 ▶\", and \"repeated\" for the second time.",
    ),
    ("5001", "The server's answer: the access token has expired."),
    ("leads", "It began the refresh. All others wait for the same one."),
    ("5002", "The token is invalid: no refresh, the session is over."),
    ("✓", "200: the caller has what it asked for, and knows nothing of all this."),
    (
        "again",
        "\"Used tokens again\" counts refresh tokens that came a second time: the server takes that for theft.",
    ),
    ("--life", "At the start: how many seconds an access token lives, if not 60."),
    (
        "--grace",
        "At the start: for how many seconds a used refresh token gives the same successor again, if not 0.",
    ),
];
