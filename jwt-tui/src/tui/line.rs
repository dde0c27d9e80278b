//! A one-line input that can hold a secret: wiped when dropped, masked until revealed.
//!
//! The text never moves in memory without the old copy being wiped. Pasted line breaks are kept (a
//! PEM key has them) and shown by name.

use std::fmt;

use zeroize::Zeroizing;

use crate::tui::keymap::Key;
use crate::tui::keymap::Press;

/// Text with a cursor, on one line.
#[derive(Clone, Default)]
pub struct LineInput {
    text: Zeroizing<String>,
    /// Byte offset of the cursor, always at a character border.
    cursor: usize,
}

impl LineInput {
    /// Opens a text with the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { text: Zeroizing::new(text.to_owned()), cursor: text.len() }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before and what at and behind the cursor.
    #[must_use]
    pub fn halves(&self) -> (&str, &str) {
        self.text.split_at_checked(self.cursor).unwrap_or((&self.text, ""))
    }

    /// Empties the line.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Inserts a text at the cursor.
    pub fn insert(&mut self, text: &str) {
        let mut joined = Zeroizing::new(String::with_capacity(
            self.text.len().saturating_add(text.len()).max(64),
        ));
        let (before, after) = self.halves();
        joined.push_str(before);
        joined.push_str(text);
        joined.push_str(after);
        self.text = joined;
        self.cursor = self.cursor.saturating_add(text.len());
    }

    /// Types a key.
    pub fn press(&mut self, press: Press) {
        match (press.key, press.ctrl) {
            (Key::Char(character), false) if !press.alt => {
                self.insert(character.encode_utf8(&mut [0; 4]));
            }
            (Key::Backspace, false) | (Key::Char('h'), true) => {
                let end = self.cursor;
                self.cursor = self.before();
                self.remove(self.cursor..end);
            }
            (Key::Char('w'), true) => {
                let end = self.cursor;
                let kept = self
                    .halves()
                    .0
                    .trim_end()
                    .rfind(' ')
                    .map_or(0, |space| space.saturating_add(1));
                self.cursor = kept;
                self.remove(kept..end);
            }
            (Key::Delete, false) => self.remove(self.cursor..self.after()),
            (Key::Left, _) => self.cursor = self.before(),
            (Key::Right, _) => self.cursor = self.after(),
            (Key::Home, _) | (Key::Char('a'), true) => self.cursor = 0,
            (Key::End, _) | (Key::Char('e'), true) => self.cursor = self.text.len(),
            _ => {}
        }
    }

    fn before(&self) -> usize {
        let character = self.halves().0.chars().next_back();
        self.cursor.saturating_sub(character.map_or(0, char::len_utf8))
    }

    fn after(&self) -> usize {
        let character = self.halves().1.chars().next();
        self.cursor.saturating_add(character.map_or(0, char::len_utf8))
    }

    fn remove(&mut self, range: std::ops::Range<usize>) {
        if self.text.get(range.clone()).is_some() {
            self.text.replace_range(range, "");
        }
    }
}

impl fmt::Debug for LineInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LineInput(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_keys(input: &mut LineInput, keys: &[Key]) {
        for &key in keys {
            input.press(Press { key, ctrl: false, alt: false });
        }
    }

    #[test]
    fn edits_in_the_middle_of_wide_text() {
        let mut input = LineInput::new("한글");
        type_keys(&mut input, &[Key::Left, Key::Char('x'), Key::Left, Key::Backspace]);
        assert_eq!(input.text(), "x글");
        type_keys(&mut input, &[Key::Delete, Key::Delete, Key::Delete, Key::Backspace]);
        assert_eq!(input.text(), "");
    }

    #[test]
    fn shows_nothing_in_debug() {
        assert_eq!(format!("{:?}", LineInput::new("hunter2")), "LineInput(..)");
    }

    #[test]
    fn a_word_goes_at_once() {
        let mut input = LineInput::new("one two ");
        input.press(Press { key: Key::Char('w'), ctrl: true, alt: false });
        assert_eq!(input.text(), "one ");
    }
}
