//! What happens on the Explain screen.

use crate::tui::effect::Effect;
use crate::tui::message::Command;
use crate::tui::model::Model;

/// Called when the screen opens, and after each message while it shows.
pub fn settle(_model: &mut Model) {}

/// Acts on a command while a pane of this screen has the keys; gives it back when it is not its own.
///
/// # Errors
///
/// The command itself, for the general meaning to be applied.
pub fn command(_model: &mut Model, command: Command) -> Result<Vec<Effect>, Command> {
    Err(command)
}
