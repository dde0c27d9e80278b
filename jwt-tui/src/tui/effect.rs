//! What the world outside is asked to do; described here, done in `runtime`.

use jwt_core::Algorithm;
use zeroize::Zeroizing;

use crate::text::Phrase;
use crate::tui::message::Text;

/// A wish of [`update`](crate::tui::update::update).
#[derive(Debug)]
pub enum Effect {
    /// Take the mouse from the terminal, or give it back.
    CaptureMouse(bool),
    /// Put a text on the clipboard.
    Copy {
        /// What to put there.
        text: Text,
        /// What it is, for the message that follows.
        what: Phrase,
    },
    /// Make a key, away from the loop: an RSA key takes a while.
    GenerateKey(Algorithm),
    /// Leave the program.
    Quit,
    /// Read a file and tell its content.
    ReadFile(Zeroizing<String>),
    /// Draw every cell anew.
    Redraw,
    /// Hand the terminal back to the shell until it continues us.
    Suspend,
}
