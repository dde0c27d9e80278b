//! The letters of the jump, one on each pane.

use ratatui::Frame;
use ratatui::text::Line;

use crate::tui::layout::Layout;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::update::palette;

/// Columns of a letter in its brackets.
const WIDTH: u16 = 3;

/// Draws a letter on each pane that shows.
pub fn draw(model: &Model, frame: &mut Frame<'_>, layout: &Layout) {
    if !matches!(model.mode, Mode::Jump) {
        return;
    }
    for (letter, pane) in palette::letters(model) {
        let Some(place) = layout.place(pane) else { continue };
        let label = Line::styled(format!("[{letter}]"), model.theme.style(Role::Forge));
        // A folded pane has its name at the left and no border there to write on.
        let x = if place.is_open { place.area.x } else { place.area.right().saturating_sub(WIDTH) };
        frame.buffer_mut().set_line(x, place.area.y, &label, WIDTH);
    }
}
