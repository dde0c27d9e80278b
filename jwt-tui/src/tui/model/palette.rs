//! The palette: what was typed, which commands fit, which is marked.

use crate::tui::keymap::Context;
use crate::tui::line::LineInput;
use crate::tui::message::Command;

/// State of the palette.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// What is typed.
    pub input: LineInput,
    /// The commands that fit, the best first.
    pub found: Vec<Entry>,
    /// How many commands there are.
    pub total: usize,
    /// The marked one.
    pub selected: usize,
    /// First row that shows.
    pub scroll: usize,
}

/// One command of the palette, with the place where it is run.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Entry {
    /// Where it works: the focused pane, another one, or after `y`.
    pub context: Context,
    /// What it does.
    pub command: Command,
}
