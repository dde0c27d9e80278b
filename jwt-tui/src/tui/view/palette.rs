//! The palette: a line to type into, the commands that fit with their keys, and what the marked one does.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns;
use crate::text::craft;
use crate::tui::layout::content;
use crate::tui::model::Model;
use crate::tui::model::palette::Entry;
use crate::tui::model::palette::State;
use crate::tui::theme::Role;
use crate::tui::update::palette;
use crate::tui::view::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::frame::Edges;
use crate::tui::widgets::input;
use crate::tui::widgets::rows;

/// From how many columns on the help of every command shows.
const SHOWS_HELP: usize = 60;
/// Columns of the keys.
const KEYS: usize = 14;
/// Columns of the name.
const NAME: usize = 22;

/// The rows of commands: below the line that is typed, above the help of the marked one.
#[must_use]
pub fn list_area(inside: Rect) -> Rect {
    Rect { y: inside.y.saturating_add(1), height: inside.height.saturating_sub(2), ..inside }
}

/// Draws it.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, state: &State) {
    let inside = content(area);
    let list = list_area(inside);
    let width = usize::from(inside.width);
    let theme = model.theme;
    let count = state.found.len();
    let edges = Edges {
        title: Line::styled(craft::PALETTE.of(model.lang), theme.style(Role::Title)),
        note: None,
        foot: vec![
            craft::COMMANDS_FIT.with(model.lang, &[&count, &state.total]),
            rows::place(state.scroll, usize::from(list.height), count),
        ],
    };
    frame::draw_over(frame, area, edges, theme);
    let prompt = format!("{}: ", craft::PALETTE_PROMPT.of(model.lang));
    let room = width.saturating_sub(columns(&prompt));
    let mut spans = vec![Span::styled(prompt, theme.style(Role::HintKey))];
    spans.extend(input::spans(&state.input, false, room, theme));
    frame.buffer_mut().set_line(inside.x, inside.y, &Line::from(spans), inside.width);
    let shown = usize::from(list.height);
    let entries = state.found.iter().enumerate().skip(state.scroll).take(shown);
    let mut lines: Vec<_> =
        entries.map(|(index, &entry)| line(model, entry, index == state.selected, width)).collect();
    if lines.is_empty() {
        let words = craft::NO_COMMAND.of(model.lang);
        lines.push(Line::styled(words, theme.style(Role::Warning)));
    }
    draw_lines(frame, list, lines, 0);
    let marked = state.found.get(state.selected).and_then(|&entry| palette::row(model, entry));
    if let Some(row) = marked {
        let help = clip(row.help.of(model.lang), width).into_owned();
        let help = Line::styled(help, theme.style(Role::Dim));
        frame.buffer_mut().set_line(inside.x, list.bottom(), &help, inside.width);
    }
}

/// One command: its keys, its name, and what it does where there is room.
fn line(model: &Model, entry: Entry, is_marked: bool, width: usize) -> Line<'static> {
    let Some(row) = palette::row(model, entry) else { return Line::default() };
    let style = |role| model.theme.style(if is_marked { Role::Selected } else { role });
    let keys = palette::keys_text(model, entry, row);
    let keys = padded(&keys, KEYS);
    let name = padded(&entry.command.name(), NAME);
    let used = columns(&keys).saturating_add(columns(&name)).saturating_add(3);
    let help = if width < SHOWS_HELP { "" } else { row.help.of(model.lang) };
    let help = clip(help, width.saturating_sub(used)).into_owned();
    let gap = width.saturating_sub(used).saturating_sub(columns(&help));
    let mark = if is_marked { "▸ " } else { "  " };
    Line::from(vec![
        Span::styled(mark, model.theme.style(Role::HintKey)),
        Span::styled(keys, style(Role::HintKey)),
        Span::styled(name, style(Role::Name)),
        Span::styled(format!(" {help}{}", " ".repeat(gap)), style(Role::Plain)),
    ])
}

fn padded(text: &str, width: usize) -> String {
    let text = clip(text, width.saturating_sub(1));
    let gap = width.saturating_sub(columns(&text));
    format!("{text}{}", " ".repeat(gap))
}
