//! The letters of the jump, one on each pane.

use ratatui::Frame;
use ratatui::text::Line;

use crate::tui::layout::Layout;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::update::palette;

/// Draws a letter at the top left of each pane that shows.
pub fn draw(model: &Model, frame: &mut Frame<'_>, layout: &Layout) {
    if !matches!(model.mode, Mode::Jump) {
        return;
    }
    for (letter, pane) in palette::letters(model) {
        let Some(place) = layout.place(pane) else { continue };
        let label = Line::styled(format!("[{letter}]"), model.theme.style(Role::Forge));
        frame.buffer_mut().set_line(place.area.x, place.area.y, &label, place.area.width.min(3));
    }
}
