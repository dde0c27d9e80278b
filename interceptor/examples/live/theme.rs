//! Styles by role: the colours of the terminal's own palette, or attributes alone for `NO_COLOR`.
//!
//! Nothing is said by style alone: words and signs carry every meaning.

use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;

/// Which set of styles.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Theme {
    Colour,
    Mono,
}

/// What a piece of the screen is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Role {
    Bad,
    Dim,
    Good,
    Key,
    Plain,
    Title,
    /// A token of an even or an odd generation.
    Token(bool),
    Waiting,
}

impl Theme {
    #[must_use]
    pub(crate) fn style(self, role: Role) -> Style {
        let style = Style::new();
        match (self, role) {
            (_, Role::Plain) => style,
            (_, Role::Dim) => style.add_modifier(Modifier::DIM),
            (_, Role::Title) => style.add_modifier(Modifier::BOLD),
            (Self::Mono, Role::Bad) => style.add_modifier(Modifier::REVERSED),
            (Self::Mono, Role::Good | Role::Key) => style.add_modifier(Modifier::BOLD),
            (Self::Mono, Role::Token(_)) => style,
            (Self::Mono, Role::Waiting) => style.add_modifier(Modifier::UNDERLINED),
            (Self::Colour, Role::Bad) => style.fg(Color::Red),
            (Self::Colour, Role::Good) => style.fg(Color::Green),
            (Self::Colour, Role::Key) => style.fg(Color::Cyan).add_modifier(Modifier::BOLD),
            (Self::Colour, Role::Token(true)) => style.fg(Color::Magenta),
            (Self::Colour, Role::Token(false)) => style.fg(Color::Cyan),
            (Self::Colour, Role::Waiting) => style.fg(Color::Yellow),
        }
    }
}
