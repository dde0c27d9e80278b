//! The one table of keys: where a key works, what it does, and how help and hints call it.
//!
//! Help, the hints at the bottom and the table in the README are printed from [`BINDINGS`], so that
//! they cannot promise what the program does not do. A test refuses two meanings of one key in one
//! context.

use std::fmt;

use crate::text::Phrase;
use crate::tui::message::Command;

mod bindings;

pub use self::bindings::BINDINGS;

/// A key as the program sees it, whatever terminal library read it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Press {
    /// Which key.
    pub key: Key,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

/// A key without its modifiers. Shift shows in the character, and in [`Key::BackTab`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Key {
    /// Backspace.
    Backspace,
    /// Shift-Tab.
    BackTab,
    /// A character.
    Char(char),
    /// Delete.
    Delete,
    /// Arrow down.
    Down,
    /// End.
    End,
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// A function key.
    F(u8),
    /// Home.
    Home,
    /// Arrow left.
    Left,
    /// Page down.
    PageDown,
    /// Page up.
    PageUp,
    /// Arrow right.
    Right,
    /// Tab.
    Tab,
    /// Arrow up.
    Up,
}

/// Where the keys go: the focused pane, or what lies over it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Context {
    /// The token pane.
    Token,
    /// The header pane.
    Header,
    /// The payload pane.
    Payload,
    /// The key pane.
    Key,
    /// The checks pane.
    Checks,
    /// The pane "What is this?".
    About,
    /// Explain: the list of steps.
    Steps,
    /// Explain: the values of a step.
    Step,
    /// Explain: a base64url group.
    Group,
    /// Keys: the list.
    Ring,
    /// Keys: one key.
    KeyCard,
    /// Keys: whether it fits.
    Fit,
    /// Diff: what changed.
    Changes,
    /// Diff: the characters.
    Characters,
    /// History: the list.
    Entries,
    /// History: one token.
    Entry,
    /// After `y`: the next key says what to copy.
    Copy,
    /// A text area is open.
    Edit,
    /// A one-line input is open.
    Line,
    /// A text lies over the screen: help, or why a check came out so.
    Overlay,
    /// A list to choose from lies over the screen.
    Choose,
    /// The question whether to leave unsaved work.
    Quit,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where it works.
    pub contexts: &'static [Context],
    /// The keys; the first is the one that hints show.
    pub keys: &'static [Press],
    /// What it does.
    pub command: Command,
    /// What it is called, in a word or two: bottom line and README.
    pub name: Phrase,
    /// What it does, in a sentence without a full stop.
    pub help: Phrase,
    /// Whether the bottom line shows it, and how early; 0 is never.
    pub hint: u8,
}

/// Finds what a key does in a context.
#[must_use]
pub fn lookup(context: Context, press: Press) -> Option<Command> {
    bindings(context).find(|row| row.keys.contains(&press)).map(|row| row.command)
}

/// All rows that work in a context, in the order of the table.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |row| row.contexts.contains(&context))
}

/// The rows that the bottom line shows in a context, the most useful first.
#[must_use]
pub fn hints(context: Context) -> Vec<&'static Binding> {
    let mut rows: Vec<_> = bindings(context).filter(|row| row.hint > 0).collect();
    rows.sort_by_key(|row| row.hint);
    rows
}

impl Binding {
    /// The keys as people write them: `↓ / j`.
    #[must_use]
    pub fn keys_text(&self) -> String {
        let names: Vec<_> = self.keys.iter().map(ToString::to_string).collect();
        names.join(" / ")
    }
}

impl fmt::Display for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.key {
            Key::Char(' ') => f.write_str("Space"),
            Key::Char(character) if self.ctrl => write!(f, "{}", character.to_ascii_uppercase()),
            Key::Char(character) => write!(f, "{character}"),
            Key::F(number) => write!(f, "F{number}"),
            Key::Down => f.write_str("↓"),
            Key::Left => f.write_str("←"),
            Key::Right => f.write_str("→"),
            Key::Up => f.write_str("↑"),
            Key::BackTab => f.write_str("Shift-Tab"),
            Key::PageDown => f.write_str("PgDn"),
            Key::PageUp => f.write_str("PgUp"),
            named => write!(f, "{named:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::bindings::ctrl;
    use super::bindings::key;
    use super::bindings::on;
    use super::*;
    use crate::engine::sanitize::columns;
    use crate::text::Lang;

    const ALL: &[Context] = &[
        Context::Token,
        Context::Header,
        Context::Payload,
        Context::Key,
        Context::Checks,
        Context::About,
        Context::Steps,
        Context::Step,
        Context::Group,
        Context::Ring,
        Context::KeyCard,
        Context::Fit,
        Context::Changes,
        Context::Characters,
        Context::Entries,
        Context::Entry,
        Context::Copy,
        Context::Edit,
        Context::Line,
        Context::Overlay,
        Context::Choose,
        Context::Quit,
    ];

    #[test]
    fn no_key_means_two_things_in_one_context() {
        for &context in ALL {
            let mut seen: Vec<Press> = Vec::new();
            for row in bindings(context) {
                for &press in row.keys {
                    assert!(!seen.contains(&press), "{context:?}: {press} is bound twice");
                    seen.push(press);
                }
            }
        }
    }

    #[test]
    fn every_context_has_a_way_out_and_a_hint() {
        for &context in ALL {
            let leaves =
                |command| matches!(command, Command::Close | Command::QuitNow | Command::Quit);
            assert!(bindings(context).any(|row| leaves(row.command)), "{context:?}");
            assert!(!hints(context).is_empty(), "{context:?}");
        }
    }

    #[test]
    fn escape_never_quits() {
        for row in BINDINGS {
            if row.keys.contains(&on(Key::Esc)) {
                assert_eq!(row.command, Command::Close);
            }
        }
    }

    #[test]
    fn rows_have_words() {
        for row in BINDINGS {
            assert!(!row.keys.is_empty() && !row.contexts.is_empty());
            for lang in Lang::ALL {
                let (name, help) = (row.name.of(lang), row.help.of(lang));
                assert!(columns(name) <= 16, "{name}");
                assert!(!help.ends_with('.'), "{help}");
            }
        }
    }

    #[test]
    fn keys_read_as_people_write_them() {
        assert_eq!(ctrl('r').to_string(), "Ctrl-R");
        assert_eq!(on(Key::BackTab).to_string(), "Shift-Tab");
        assert_eq!(key('A').to_string(), "A");
    }

    #[test]
    fn the_token_letter_is_free() {
        // `eyJ…` typed by a terminal without bracketed paste must not run a command.
        for &context in &ALL[..16] {
            assert_eq!(lookup(context, key('e')), None);
        }
    }
}
