//! The Keys screen: the ring as a list, the marked key as a card, and whether it fits the token.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::engine::sanitize::clip;
use crate::engine::sanitize::visible;
use crate::keys::ring::Entry;
use crate::text::Lang;
use crate::tui::layout;
use crate::tui::layout::Place;
use crate::tui::layout::content;
use crate::tui::layout::split;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Screen;
use crate::tui::theme::Role;
use crate::tui::view::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::frame::Edges;
use crate::tui::widgets::rows as places;

mod card;
mod fit;
mod list;
mod page;

pub use self::list::kind;
pub(super) use self::page::Page;

/// Divides the body: the list at the left, the card and the answer at the right.
#[must_use]
pub fn columns(model: &Model, body: Rect) -> Vec<Place> {
    let (left, right) = layout::sides(model, body, 53);
    let width = usize::from(content(right).width);
    let needed =
        |pane| u16::try_from(rows(model, pane, width)).unwrap_or(u16::MAX).saturating_add(2);
    // The answer gets what it needs, the card the rest; a long answer leaves the card a half.
    let answer = needed(Pane::Fit).clamp(5, right.height / 2);
    let (card, fit) = split(right, right.height.saturating_sub(answer));
    layout::open([left, card, fit], Screen::Keys)
}

/// Draws one open pane.
pub fn draw(model: &Model, frame: &mut Frame<'_>, place: &Place) {
    let inside = content(place.area);
    let (width, height) = (usize::from(inside.width), usize::from(inside.height));
    let (scroll, lines) = match place.pane {
        Pane::Ring => (0, list::lines(model, width, height)),
        Pane::KeyCard => (model.keys.card_scroll, card::lines(model, width)),
        _ => (model.keys.fit_scroll, fit::lines(model, width)),
    };
    let (first, count) = match place.pane {
        Pane::Ring => (model.keys.list.scroll, list::count(model)),
        _ => (scroll, lines.len()),
    };
    let title = place.pane.title().of(model.lang);
    let edges = Edges {
        title: Line::styled(title, model.theme.style(Role::Title)),
        note: Some(Line::styled(list::note(model), model.theme.style(Role::Dim)))
            .filter(|_| place.pane == Pane::Ring && !model.key.ring.entries().is_empty()),
        foot: vec![places::place(first, height, count)],
    };
    frame::draw(frame, place.area, edges, place.pane == model.focus, model.theme);
    draw_lines(frame, inside, lines, scroll);
}

/// One line for a folded pane.
#[must_use]
pub fn summary(model: &Model, pane: Pane, width: usize) -> Line<'static> {
    match pane {
        Pane::Ring => list::summary(model, width),
        Pane::KeyCard => card::summary(model, width),
        _ => fit::summary(model, width),
    }
}

/// How many rows the content of a pane takes at a width.
#[must_use]
pub fn rows(model: &Model, pane: Pane, width: usize) -> usize {
    match pane {
        Pane::Ring => list::count(model).max(7),
        Pane::KeyCard => card::lines(model, width).len(),
        _ => fit::lines(model, width).len(),
    }
}

/// What a key is called: its `kid`, else the start of its thumbprint, else that it is a secret.
#[must_use]
pub fn name(lang: Lang, entry: &Entry) -> String {
    let kid = entry.jwk.key_id().filter(|kid| !kid.is_empty());
    match (kid, entry.thumbprint()) {
        // A name is for telling keys apart: the first columns of a long one do.
        (Some(kid), _) => clip(&visible(kid), 64).into_owned(),
        (None, Some(thumbprint)) => {
            thumbprint.get(..8).map_or_else(String::new, |start| format!("{start}…"))
        }
        (None, None) => crate::text::keys::SECRET.of(lang).to_owned(),
    }
}
