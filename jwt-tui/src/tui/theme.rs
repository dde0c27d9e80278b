//! Styles by role: a view says what a thing is, never what colour it has.
//!
//! Four themes: the sixteen colours of the terminal, so that the user's own palette rules; a dark and
//! a light one in true colour; and one without any colour for `NO_COLOR`, which tells the roles apart
//! by attributes and never mixes the two (a cell with a colour would lose its attributes there).
//! Nothing is said by style alone: signs and gutters carry every meaning, too.

use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;

mod truecolor;

/// Which set of styles.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Theme {
    /// The sixteen colours of the terminal.
    #[default]
    Ansi,
    /// True colour on a dark ground.
    Dark,
    /// True colour on a light ground.
    Light,
    /// No colour at all.
    Mono,
}

/// What a piece of the screen is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// Something wrong.
    Bad,
    /// The border of a pane.
    Border,
    /// The border of the focused pane.
    BorderFocused,
    /// Where typing goes.
    Cursor,
    /// Less important text.
    Dim,
    /// The dots of the token.
    Dot,
    /// The word FORGE and what belongs to it.
    Forge,
    /// Something that holds.
    Good,
    /// The header segment.
    Header,
    /// A key in the bottom line and in the help.
    HintKey,
    /// A JSON `true`, `false` or `null`.
    Literal,
    /// The characters of the token that carry the marked claim.
    Marked,
    /// A member name.
    Name,
    /// A JSON number.
    Number,
    /// The payload segment.
    Payload,
    /// Ordinary text.
    Plain,
    /// The row under the cursor.
    Selected,
    /// The signature segment.
    Signature,
    /// A JSON string.
    String,
    /// A title.
    Title,
    /// Something not checked.
    Unchecked,
    /// Something to look at.
    Warning,
    /// The character that is wrong, where it stands.
    Wrong,
}

impl Role {
    /// Every role with the letter by which saved screens name it.
    pub const ALL: &'static [(Self, char)] = &[
        (Self::Plain, '.'),
        (Self::Bad, 'B'),
        (Self::Border, 'b'),
        (Self::BorderFocused, 'F'),
        (Self::Cursor, 'C'),
        (Self::Dim, 'd'),
        (Self::Dot, 'o'),
        (Self::Forge, 'f'),
        (Self::Good, 'G'),
        (Self::Header, 'H'),
        (Self::HintKey, 'k'),
        (Self::Literal, 'l'),
        (Self::Marked, 'M'),
        (Self::Name, 'n'),
        (Self::Number, '#'),
        (Self::Payload, 'P'),
        (Self::Selected, 'X'),
        (Self::Signature, 'S'),
        (Self::String, 's'),
        (Self::Title, 'T'),
        (Self::Unchecked, '?'),
        (Self::Warning, 'W'),
        (Self::Wrong, 'w'),
    ];
}

impl Theme {
    /// Every theme, in the order in which a key goes through them.
    pub const ALL: [Self; 4] = [Self::Ansi, Self::Dark, Self::Light, Self::Mono];

    /// Its name on the command line and in the settings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ansi => "ansi",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }

    /// The theme of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// Whether sixteen colours are not enough for it.
    #[must_use]
    pub fn needs_truecolor(self) -> bool {
        matches!(self, Self::Dark | Self::Light)
    }

    /// The next one, around the end.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Ansi => Self::Dark,
            Self::Dark => Self::Light,
            Self::Light => Self::Mono,
            Self::Mono => Self::Ansi,
        }
    }

    /// The colours of cells that have none of their own: text and ground; none leaves them to the
    /// terminal.
    #[must_use]
    pub fn base(self) -> Option<(Color, Color)> {
        match self {
            Self::Ansi | Self::Mono => None,
            Self::Dark => Some(truecolor::DARK.base()),
            Self::Light => Some(truecolor::LIGHT.base()),
        }
    }

    /// The style of a role.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        match self {
            Self::Ansi => colored(role),
            Self::Dark => truecolor::DARK.style(role),
            Self::Light => truecolor::LIGHT.style(role),
            Self::Mono => plain(role),
        }
    }
}

fn colored(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Bad => style.fg(Color::LightRed).add_modifier(Modifier::BOLD),
        Role::Border | Role::Dim => style.fg(Color::DarkGray),
        Role::BorderFocused => style.fg(Color::Cyan),
        Role::Cursor => style.add_modifier(Modifier::REVERSED),
        Role::Dot => style.fg(Color::Gray),
        Role::Forge => style.fg(Color::Black).bg(Color::Yellow),
        Role::Good => style.fg(Color::Green).add_modifier(Modifier::BOLD),
        Role::Header => style.fg(Color::LightBlue),
        Role::HintKey => style.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Role::Literal => style.fg(Color::LightGreen),
        Role::Marked => style.fg(Color::Black).bg(Color::LightMagenta),
        Role::Number => style.fg(Color::Cyan),
        Role::Payload => style.fg(Color::LightMagenta),
        Role::Plain => style,
        Role::Selected => style.add_modifier(Modifier::REVERSED | Modifier::BOLD),
        Role::Signature => style.fg(Color::LightCyan),
        Role::String => style.fg(Color::Green),
        // Titles stand on borders and must not take over their colour.
        Role::Name | Role::Title => style.fg(Color::Reset).add_modifier(Modifier::BOLD),
        Role::Unchecked => style.fg(Color::Yellow).add_modifier(Modifier::BOLD),
        Role::Warning => style.fg(Color::Yellow),
        Role::Wrong => style.fg(Color::LightRed).add_modifier(Modifier::REVERSED | Modifier::BOLD),
    }
}

fn plain(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Bad
        | Role::Good
        | Role::HintKey
        | Role::Name
        | Role::Title
        | Role::Unchecked
        | Role::Warning
        | Role::Header
        | Role::BorderFocused => style.add_modifier(Modifier::BOLD),
        Role::Dim | Role::Dot | Role::Signature => style.add_modifier(Modifier::DIM),
        Role::Cursor | Role::Forge | Role::Marked => style.add_modifier(Modifier::REVERSED),
        Role::Selected | Role::Wrong => style.add_modifier(Modifier::REVERSED | Modifier::BOLD),
        Role::Border
        | Role::Literal
        | Role::Number
        | Role::Payload
        | Role::Plain
        | Role::String => style,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mono_theme_has_no_colour() {
        for &(role, _) in Role::ALL {
            let style = Theme::Mono.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }

    #[test]
    fn names_lead_to_their_themes() {
        for theme in Theme::ALL {
            assert_eq!(Theme::named(theme.name()), Some(theme));
        }
        assert_eq!(Theme::named("solar"), None);
    }

    #[test]
    fn the_key_goes_through_every_theme() {
        let mut seen = vec![Theme::default()];
        while seen.last().copied().map(Theme::next) != seen.first().copied() {
            seen.push(seen.last().copied().unwrap_or_default().next());
        }
        assert_eq!(seen, Theme::ALL);
    }

    #[test]
    fn letters_are_unique() {
        for (index, (_, letter)) in Role::ALL.iter().enumerate() {
            assert!(Role::ALL[..index].iter().all(|(_, earlier)| earlier != letter), "{letter}");
        }
    }

    #[test]
    fn the_three_segments_differ() {
        let [header, payload, signature] =
            [Role::Header, Role::Payload, Role::Signature].map(|role| Theme::Ansi.style(role));
        assert!(header != payload && payload != signature && header != signature);
    }
}
