//! Asks for a secret on the terminal and shows nothing of what is typed.

use std::io;

use zeroize::Zeroizing;

use crate::tui::terminal::hidden;
use crate::tui::terminal::hidden::Typed;

/// Asks and waits for a line; nothing when it was broken off with Ctrl-C, Ctrl-D or Esc.
pub(super) fn secret(question: &str) -> io::Result<Option<Zeroizing<String>>> {
    // Data goes to stdout, questions do not.
    Ok(match hidden::ask(&format!("{question}: "), &mut io::stderr())? {
        Typed::BrokenOff => None,
        Typed::Line(line) => Some(line),
    })
}
