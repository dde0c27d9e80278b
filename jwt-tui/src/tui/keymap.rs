//! The one table of keys: where a key works, what it does, and how help and hints call it.
//!
//! Help, the hints at the bottom, the palette and the table in the README are printed from a
//! [`Keymap`], so that they cannot promise what the program does not do. It begins as [`BINDINGS`];
//! the settings may change its keys. Two meanings of one key in one context are refused: in the
//! defaults by a test, in the settings with both names.

use std::borrow::Cow;
use std::sync::Arc;

use crate::text::Phrase;
use crate::text::craft;
use crate::text::history;
use crate::text::keys;
use crate::tui::message::Command;
use crate::tui::model::Pane;

mod bindings;
mod press;
mod rebind;
pub mod table;

pub use self::bindings::BINDINGS;
pub use self::press::Key;
pub use self::press::Press;
pub use self::rebind::RebindError;

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
    /// The palette of commands is open.
    Palette,
    /// Each pane shows a letter; the next key goes to one.
    Jump,
    /// The question whether to leave unsaved work.
    Quit,
    /// The question whether to replace a file.
    Replace,
    /// The question whether to forget all keys.
    Forget,
    /// The question whether to delete the history.
    AskClear,
    /// The question whether to keep the history in a file.
    AskKeep,
}

/// One row of the table.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Where it works.
    pub contexts: Cow<'static, [Context]>,
    /// The keys; the first is the one that hints show.
    pub keys: Cow<'static, [Press]>,
    /// What it does.
    pub command: Command,
    /// What it is called, in a word or two: bottom line and README.
    pub name: Phrase,
    /// What it does, in a sentence without a full stop.
    pub help: Phrase,
    /// Whether the bottom line shows it, and how early; 0 is never.
    pub hint: u8,
}

/// The keys of this session.
#[derive(Clone, Debug)]
pub struct Keymap {
    rows: Arc<[Binding]>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self { rows: BINDINGS.into() }
    }
}

impl Keymap {
    /// Finds what a key does in a context.
    #[must_use]
    pub fn lookup(&self, context: Context, press: Press) -> Option<Command> {
        self.bindings(context).find(|row| row.keys.contains(&press)).map(|row| row.command)
    }

    /// All rows, in the order of the table.
    #[must_use]
    pub fn rows(&self) -> &[Binding] {
        &self.rows
    }

    /// All rows that work in a context, in the order of the table.
    pub fn bindings(&self, context: Context) -> impl Iterator<Item = &Binding> {
        self.rows.iter().filter(move |row| row.contexts.contains(&context))
    }

    /// The key of a command by the name of that, as a sentence names it; a command without a key is
    /// run from the palette by its name. None when there is no such command.
    #[must_use]
    pub fn key_of(&self, name: &str, is_ascii: bool) -> Option<String> {
        let mut rows = self.rows.iter().filter(|row| row.command.name() == name).peekable();
        rows.peek()?;
        let press = rows.find_map(|row| row.keys.first());
        Some(match press {
            Some(press) if is_ascii => press.ascii(),
            Some(press) => press.to_string(),
            None => format!(":{name}"),
        })
    }

    /// The rows that the bottom line shows in a context, the most useful first.
    #[must_use]
    pub fn hints(&self, context: Context) -> Vec<&Binding> {
        let mut rows: Vec<_> =
            self.bindings(context).filter(|row| row.hint > 0 && !row.keys.is_empty()).collect();
        rows.sort_by_key(|row| row.hint);
        rows
    }
}

impl Binding {
    /// The keys as people write them: `↓ / j`, or `Down / j` in ASCII.
    #[must_use]
    pub fn keys_text(&self, is_ascii: bool) -> String {
        let name = |press: &Press| if is_ascii { press.ascii() } else { press.to_string() };
        let names: Vec<_> = self.keys.iter().map(name).collect();
        names.join(" / ")
    }
}

impl Context {
    /// Every context, the panes first.
    pub const ALL: &'static [Self] = &[
        Self::Token,
        Self::Header,
        Self::Payload,
        Self::Key,
        Self::Checks,
        Self::About,
        Self::Steps,
        Self::Step,
        Self::Group,
        Self::Ring,
        Self::KeyCard,
        Self::Fit,
        Self::Changes,
        Self::Characters,
        Self::Entries,
        Self::Entry,
        Self::Copy,
        Self::Edit,
        Self::Line,
        Self::Overlay,
        Self::Choose,
        Self::Palette,
        Self::Jump,
        Self::Quit,
        Self::Replace,
        Self::Forget,
        Self::AskClear,
        Self::AskKeep,
    ];

    /// Its name in the settings: `key-card`.
    #[must_use]
    pub fn name(self) -> String {
        kebab(&format!("{self:?}"))
    }

    /// Where it is, in words.
    #[must_use]
    pub fn title(self) -> Phrase {
        let pane = Pane::ALL.into_iter().find(|pane| pane.context() == self);
        match self {
            Self::Copy => craft::AFTER_COPY,
            Self::Edit => craft::WHILE_EDITING,
            Self::Line => craft::WHILE_TYPING,
            Self::Overlay => craft::OVER_THE_SCREEN,
            Self::Choose => craft::IN_A_LIST,
            Self::Palette => craft::IN_THE_PALETTE,
            Self::Jump => craft::WHILE_JUMPING,
            Self::Quit => craft::BEFORE_THE_END,
            Self::Replace => keys::BEFORE_REPLACING,
            Self::Forget => keys::BEFORE_FORGETTING,
            Self::AskClear => history::ASK_CLEAR,
            Self::AskKeep => history::ASK_KEEP,
            _ => pane.map_or(craft::EVERYWHERE, Pane::title),
        }
    }

    /// Whether text is typed there, so that a bare character types itself.
    #[must_use]
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Edit | Self::Line | Self::Palette)
    }
}

/// `GiveToken` as `give-token`, `Show(Keys)` as `show-keys`.
pub(crate) fn kebab(name: &str) -> String {
    let mut text = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() && !text.is_empty() && !text.ends_with('-') {
            text.push('-');
        }
        match character {
            '(' if !text.ends_with('-') => text.push('-'),
            letter if letter.is_ascii_alphanumeric() => text.push(letter.to_ascii_lowercase()),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::bindings::ctrl;
    use super::bindings::key;
    use super::bindings::on;
    use super::*;
    use crate::engine::sanitize::columns;
    use crate::text::Lang;

    #[test]
    fn no_key_means_two_things_in_one_context() {
        let table = Keymap::default();
        for &context in Context::ALL {
            let mut seen: Vec<Press> = Vec::new();
            for row in table.bindings(context) {
                for &press in row.keys.iter() {
                    assert!(!seen.contains(&press), "{context:?}: {press} is bound twice");
                    seen.push(press);
                }
            }
        }
    }

    #[test]
    fn every_context_has_a_way_out_and_a_hint() {
        let table = Keymap::default();
        for &context in Context::ALL {
            let leaves =
                |command| matches!(command, Command::Close | Command::QuitNow | Command::Quit);
            assert!(table.bindings(context).any(|row| leaves(row.command)), "{context:?}");
            assert!(!table.hints(context).is_empty(), "{context:?}");
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
        for &context in &Context::ALL[..Pane::ALL.len()] {
            assert_eq!(Keymap::default().lookup(context, key('e')), None);
        }
    }
}
