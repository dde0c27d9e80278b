//! The last pass over a frame: the ground of a theme, and ASCII in place of our signs.
//!
//! It works on cells, so that no view can be forgotten, and each sign becomes one character of one
//! column, so that nothing moves. Foreign text is left alone: where it uses a sign of ours the
//! sanitiser has marked it.

use ratatui::buffer::Buffer;
use ratatui::style::Color;

use crate::engine::sanitize::FOREIGN;
use crate::text::ascii;
use crate::tui::model::Model;

/// Finishes a frame.
pub fn finish(model: &Model, buffer: &mut Buffer) {
    if let Some((text, ground)) = model.theme.base() {
        for cell in &mut buffer.content {
            if cell.fg == Color::Reset {
                cell.fg = text;
            }
            if cell.bg == Color::Reset {
                cell.bg = ground;
            }
        }
    }
    if model.desk.ascii {
        for cell in &mut buffer.content {
            let symbol = cell.symbol();
            if symbol.is_ascii() {
                continue;
            }
            if symbol.contains(FOREIGN) {
                let own: String = symbol.chars().filter(|&one| one != FOREIGN).collect();
                cell.set_symbol(&own);
                continue;
            }
            let twin = ascii::text(symbol);
            if twin != symbol {
                cell.set_symbol(&twin);
            }
        }
    }
}
