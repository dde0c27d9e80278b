//! Panes that are folded to their summary: a name and the gist, on one row or three.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use crate::engine::document::Half;
use crate::text::words;
use crate::tui::layout::Place;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::theme::Role;
use crate::tui::view;
use crate::tui::view::draw_lines;

/// Columns of the name.
const NAME: u16 = 15;

/// Draws a folded pane.
pub fn draw(model: &Model, frame: &mut Frame<'_>, place: &Place) {
    let name = Span::styled(
        format!(" {}", place.pane.title().of(model.lang)),
        model.theme.style(Role::Title),
    );
    frame.buffer_mut().set_line(place.area.x, place.area.y, &Line::from(name), NAME);
    let rest = Rect {
        x: place.area.x.saturating_add(NAME),
        width: place.area.width.saturating_sub(NAME).saturating_sub(1),
        ..place.area
    };
    let width = usize::from(rest.width);
    let lines = match place.pane {
        Pane::Token => token(model, width),
        Pane::Header => vec![view::claims::summary(model, Half::Header, width)],
        Pane::Payload => vec![view::claims::summary(model, Half::Payload, width)],
        Pane::Key => vec![view::key::summary(model, width)],
        Pane::Checks if place.area.height > 1 => view::checks::lines(model, width).0,
        Pane::Checks => vec![view::checks::summary(model, width)],
        Pane::About if place.area.height > 1 => about(model, width),
        Pane::About => vec![view::about::summary(model, width)],
        pane @ (Pane::Steps | Pane::Step | Pane::Group) => {
            vec![view::explain::summary(model, pane, width)]
        }
        pane @ (Pane::Ring | Pane::KeyCard | Pane::Fit) => {
            vec![view::keys::summary(model, pane, width)]
        }
        pane @ (Pane::Changes | Pane::Characters) => {
            vec![view::diff::summary(model, pane, width)]
        }
        pane @ (Pane::Entries | Pane::Entry) => vec![view::history::summary(model, pane, width)],
    };
    draw_lines(frame, rest, lines, 0);
}

/// The lesson without the air between its paragraphs.
fn about(model: &Model, width: usize) -> Vec<Line<'static>> {
    view::about::lines(model, width).into_iter().filter(|line| line.width() > 0).collect()
}

fn token(model: &Model, width: usize) -> Vec<Line<'static>> {
    if model.facts.pieces.is_empty() {
        let words = words::WELCOME.of(model.lang).lines().next().unwrap_or_default();
        return vec![Line::styled(words, model.theme.style(Role::Dim))];
    }
    (0..model.facts.pieces.len()).map(|index| view::token::summary(model, index, width)).collect()
}
