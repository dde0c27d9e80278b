//! The Diff screen: what changed at the left, the characters of both tokens at the right.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns as width_of;
use crate::engine::sanitize::visible;
use crate::text::diff as words;
use crate::tui::facts::compared::changes;
use crate::tui::layout;
use crate::tui::layout::Place;
use crate::tui::layout::content;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Screen;
use crate::tui::theme::Role;
use crate::tui::view::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::frame::Edges;
use crate::tui::widgets::prose;
use crate::tui::widgets::rows as row_words;

/// Divides the body between the panes of this screen, where there is room for two columns.
#[must_use]
pub fn columns(model: &Model, body: Rect) -> Vec<Place> {
    let (left, right) = layout::sides(model, body, 50);
    layout::open([left, right], Screen::Diff)
}

/// Draws one open pane.
pub fn draw(model: &Model, frame: &mut Frame<'_>, place: &Place) {
    let inside = content(place.area);
    let (width, height) = (usize::from(inside.width), usize::from(inside.height));
    let (scroll, count) = match place.pane {
        Pane::Characters => (model.diff.characters_scroll, model.diff.characters.rows.len()),
        _ => (model.diff.scroll, model.diff.changes.rows.len()),
    };
    let (lines, foot) = if model.diff.comparison.is_none() {
        (nothing(model, place.pane, width), Vec::new())
    } else {
        let lines = match place.pane {
            Pane::Characters => characters(model, scroll, height),
            _ => changes(model, scroll, height, width),
        };
        let made = model.diff.comparison.as_ref().filter(|_| place.pane == Pane::Changes);
        let changes = made.map_or_else(String::new, |made| changes::count(made, model.lang));
        (lines, vec![row_words::place(scroll, height, count), changes])
    };
    let edges = Edges {
        title: Line::styled(place.pane.title().of(model.lang), model.theme.style(Role::Title)),
        note: None,
        foot,
    };
    frame::draw(frame, place.area, edges, place.pane == model.focus, model.theme);
    draw_lines(frame, inside, lines, 0);
}

fn nothing(model: &Model, pane: Pane, width: usize) -> Vec<Line<'static>> {
    if pane != Pane::Changes {
        return Vec::new();
    }
    let is_empty = model.document.token().is_empty();
    let text = if is_empty { words::NO_TOKEN } else { words::NOTHING_TO_COMPARE };
    text.of(model.lang).lines().flat_map(|text| prose::fold(text, width)).map(Line::raw).collect()
}

/// The rows that show; those of the marked change stand out.
fn changes(model: &Model, scroll: usize, height: usize, width: usize) -> Vec<Line<'static>> {
    let diff = &model.diff;
    let marked = diff.changes.items.get(diff.selected).cloned().unwrap_or(0..0);
    let is_focused = model.focus == Pane::Changes;
    let rows = diff.changes.rows.iter().enumerate().skip(scroll).take(height);
    rows.map(|(index, row)| {
        let is_marked = marked.contains(&index);
        let role = |role| if is_marked && is_focused { Role::Selected } else { role };
        let mut used: usize = 0;
        let mut spans: Vec<Span<'static>> = Vec::new();
        for (place, (text, of)) in row.iter().enumerate() {
            let mut text = text.clone();
            if place == 0 && index == marked.start && is_marked {
                text = text.replacen(' ', "▸", 1);
            }
            used = used.saturating_add(width_of(&text));
            spans.push(Span::styled(text, model.theme.style(role(*of))));
        }
        if is_marked {
            let gap = " ".repeat(width.saturating_sub(used));
            spans.push(Span::styled(gap, model.theme.style(role(Role::Plain))));
        }
        Line::from(spans)
    })
    .collect()
}

fn characters(model: &Model, scroll: usize, height: usize) -> Vec<Line<'static>> {
    let diff = &model.diff;
    let Some(comparison) = &diff.comparison else { return Vec::new() };
    let item = comparison.items.get(diff.selected);
    // A whole part needs no mark: its characters are told apart already.
    let marked = item.filter(|item| item.member.is_some()).map(|item| item.carriers.clone());
    let marked = marked.unwrap_or_default();
    let rows = diff.characters.rows.iter().skip(scroll).take(height);
    rows.map(|&row| {
        let pieces = diff.characters.pieces(comparison, row, &marked, model.lang);
        let span = |(text, role)| Span::styled(text, model.theme.style(role));
        Line::from(pieces.into_iter().map(span).collect::<Vec<_>>())
    })
    .collect()
}

/// One line for a folded pane.
#[must_use]
pub fn summary(model: &Model, pane: Pane, width: usize) -> Line<'static> {
    let Some(comparison) = &model.diff.comparison else { return Line::default() };
    let text = match pane {
        Pane::Characters => {
            let told = comparison.diff.parts.iter().map(|part| {
                let title = crate::engine::diff::heading(part.part).of(model.lang);
                format!("{title} {}", part.headline(model.lang))
            });
            told.collect::<Vec<_>>().join(" · ")
        }
        _ => changes::in_short(comparison, model.lang),
    };
    Line::styled(clip(&visible(&text), width).into_owned(), model.theme.style(Role::Plain))
}

/// How many rows the content of a pane takes at a width.
#[must_use]
pub fn rows(model: &Model, pane: Pane, _width: usize) -> usize {
    match pane {
        Pane::Characters => model.diff.characters.rows.len(),
        _ => model.diff.changes.rows.len(),
    }
}
