//! A key: how it is pressed, how people write it, and how the settings name it.

use std::fmt;

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

/// Names of keys in the settings, besides characters and `f1` to `f12`.
const NAMES: &[(&str, Key)] = &[
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("down", Key::Down),
    ("end", Key::End),
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("home", Key::Home),
    ("left", Key::Left),
    ("pgdn", Key::PageDown),
    ("pgup", Key::PageUp),
    ("right", Key::Right),
    ("shift-tab", Key::BackTab),
    ("space", Key::Char(' ')),
    ("tab", Key::Tab),
    ("up", Key::Up),
];

impl Press {
    /// Reads a key as the settings write it: `ctrl-x`, `alt-1`, `f5`, `pgdn`, `G`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut press = Self { key: Key::Esc, ctrl: false, alt: false };
        let mut name = text;
        loop {
            // A lone modifier letter is a character, `-` too.
            if let Some(rest) = strip(name, "ctrl-").filter(|_| !press.ctrl) {
                (press.ctrl, name) = (true, rest);
            } else if let Some(rest) = strip(name, "alt-").filter(|_| !press.alt) {
                (press.alt, name) = (true, rest);
            } else {
                break;
            }
        }
        press.key = key_named(name)?;
        if let Key::Char(character) = press.key
            && press.ctrl
        {
            press.key = Key::Char(character.to_ascii_lowercase());
        }
        Some(press)
    }

    /// Whether it types a character where text is typed.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self.key, Key::Char(_)) && !self.ctrl && !self.alt
    }

    /// The key as people write it, without a character beyond ASCII: `Down`, `Ctrl-X`.
    #[must_use]
    pub fn ascii(self) -> String {
        let text = self.to_string();
        match self.key {
            Key::Down => text.replace('↓', "Down"),
            Key::Left => text.replace('←', "Left"),
            Key::Right => text.replace('→', "Right"),
            Key::Up => text.replace('↑', "Up"),
            _ => text,
        }
    }
}

fn strip<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    (head.eq_ignore_ascii_case(prefix) && !rest.is_empty()).then_some(rest)
}

fn key_named(name: &str) -> Option<Key> {
    let mut characters = name.chars();
    if let (Some(character), None) = (characters.next(), characters.next()) {
        return (!character.is_control()).then_some(Key::Char(character));
    }
    let lower = name.to_ascii_lowercase();
    if let Some(&(_, key)) = NAMES.iter().find(|(known, _)| *known == lower) {
        return Some(key);
    }
    let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
    (1..=12).contains(&number).then_some(Key::F(number))
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
    use super::*;

    #[test]
    fn every_key_is_read_as_it_is_named() {
        for &(name, key) in NAMES {
            assert_eq!(Press::parse(name), Some(Press { key, ctrl: false, alt: false }), "{name}");
        }
        let ctrl = |key| Some(Press { key, ctrl: true, alt: false });
        assert_eq!(Press::parse("ctrl-X"), ctrl(Key::Char('x')));
        assert_eq!(Press::parse("Ctrl--"), ctrl(Key::Char('-')));
        assert_eq!(
            Press::parse("alt-1"),
            Some(Press { key: Key::Char('1'), ctrl: false, alt: true })
        );
        assert_eq!(Press::parse("G"), Some(Press { key: Key::Char('G'), ctrl: false, alt: false }));
        assert_eq!(Press::parse("f12"), Some(Press { key: Key::F(12), ctrl: false, alt: false }));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "ctrl-", "hyper-x", "f0", "f13", "enterr", "ctrl-ctrl-x", "\u{1b}"] {
            assert_eq!(Press::parse(text), None, "{text}");
        }
    }

    #[test]
    fn arrows_have_names_in_ascii() {
        let press = |text| Press::parse(text).map(Press::ascii);
        assert_eq!(press("down").as_deref(), Some("Down"));
        assert_eq!(press("ctrl-left").as_deref(), Some("Ctrl-Left"));
        assert_eq!(press("pgup").as_deref(), Some("PgUp"));
    }
}
