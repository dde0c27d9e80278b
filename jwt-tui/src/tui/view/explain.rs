//! The Explain screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::layout::Place;
use crate::tui::layout::content;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::view::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::frame::Edges;

/// Divides the body between the panes of this screen, where there is room for two columns.
#[must_use]
pub fn columns(model: &Model, body: Rect) -> Vec<Place> {
    crate::tui::layout::evenly(model, body)
}

/// Draws one open pane.
pub fn draw(model: &Model, frame: &mut Frame<'_>, place: &Place) {
    let edges = Edges {
        title: Line::styled(place.pane.title().of(model.lang), model.theme.style(Role::Title)),
        note: None,
        foot: Vec::new(),
    };
    frame::draw(frame, place.area, edges, place.pane == model.focus, model.theme);
    draw_lines(frame, content(place.area), Vec::new(), model.explain.scroll);
}

/// One line for a folded pane.
#[must_use]
pub fn summary(_model: &Model, _pane: crate::tui::model::Pane, _width: usize) -> Line<'static> {
    Line::default()
}

/// How many rows the content of a pane takes at a width.
#[must_use]
pub fn rows(_model: &Model, _pane: crate::tui::model::Pane, _width: usize) -> usize {
    0
}
