//! The menu: what can be done, by number or by name in any language.

use crate::engine::input;
use crate::engine::input::Pasted;
use crate::text::Lang;
use crate::text::Phrase;
use crate::text::plain as words;

/// One entry of the menu; its number is its place, from 1.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Entry {
    Show,
    Open,
    Key,
    Why,
    Explain,
    Edit,
    Sign,
    Print,
    Diff,
    Undo,
    Help,
    Quit,
}

impl Entry {
    pub(super) const ALL: [Self; 12] = [
        Self::Show,
        Self::Open,
        Self::Key,
        Self::Why,
        Self::Explain,
        Self::Edit,
        Self::Sign,
        Self::Print,
        Self::Diff,
        Self::Undo,
        Self::Help,
        Self::Quit,
    ];

    /// Its name, and what it does.
    pub(super) fn words(self) -> (Phrase, Phrase) {
        match self {
            Self::Show => (words::SHOW, words::SHOW_HELP),
            Self::Open => (words::OPEN, words::OPEN_HELP),
            Self::Key => (words::GIVE, words::GIVE_HELP),
            Self::Why => (words::WHY, words::WHY_HELP),
            Self::Explain => (words::EXPLAIN, words::EXPLAIN_HELP),
            Self::Edit => (words::EDIT, words::EDIT_HELP),
            Self::Sign => (words::SIGN, words::SIGN_HELP),
            Self::Print => (words::PRINT, words::PRINT_HELP),
            Self::Diff => (words::DIFF, words::DIFF_HELP),
            Self::Undo => (words::UNDO, words::UNDO_HELP),
            Self::Help => (words::HELP, words::HELP_HELP),
            Self::Quit => (words::QUIT, words::QUIT_HELP),
        }
    }
}

/// Keys of the screen that sentences name: typed here they do the same.
const KEYS: [(&str, Entry); 4] =
    [("?", Entry::Help), ("q", Entry::Quit), ("s", Entry::Sign), ("u", Entry::Undo)];

/// Reads a line: a number or a name, then what belongs to it.
pub(super) fn read(line: &str) -> Option<(Entry, &str)> {
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let number = first.trim_end_matches('.').parse::<usize>().ok();
    let by_number = number.and_then(|number| Entry::ALL.get(number.checked_sub(1)?).copied());
    let is_named = |entry: &Entry| {
        let (name, _) = entry.words();
        Lang::ALL.iter().any(|&lang| name.of(lang).eq_ignore_ascii_case(first))
    };
    let entry = by_number
        .or_else(|| Entry::ALL.into_iter().find(is_named))
        .or_else(|| KEYS.iter().find(|(key, _)| *key == first).map(|&(_, entry)| entry))?;
    Some((entry, rest.trim()))
}

/// Whether a line is a token by itself, or any text with one.
pub(super) fn is_token(line: &str) -> bool {
    !matches!(input::classify(line), Pasted::Other)
}
