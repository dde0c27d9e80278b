//! How the screen is set up: keys, signs, colours that are possible, the split, the mouse.

use crate::tui::keymap::Keymap;
use crate::tui::model::Pane;

/// What the settings and the terminal decide.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// Whether our signs and borders are ASCII.
    pub ascii: bool,
    /// Which colours may be used.
    pub colors: Colors,
    /// The keys.
    pub keymap: Keymap,
    /// Whether the mouse is ours.
    pub mouse: bool,
    /// The pane of each screen that had the keys when it was left.
    pub left: Vec<Pane>,
    /// The pane that had the keys before a key was asked for.
    pub before_key: Option<Pane>,
    /// How many columns the left side has more than it would have; may be negative.
    pub split: i16,
    /// Whether the split is being dragged.
    pub is_dragging: bool,
}

/// Which colours may be used.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Colors {
    /// None: the user said so.
    None,
    /// The sixteen of the terminal.
    #[default]
    Sixteen,
    /// All.
    True,
}
