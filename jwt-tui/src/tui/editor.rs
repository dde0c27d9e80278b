//! A text area: typing, words, undo and redo by `ratatui-textarea`, drawn by ourselves.
//!
//! The library keeps lines, cursor and history. Its own drawing is not used: foreign text must pass
//! the sanitiser, and a long token must cost only the rows that show.

use std::fmt;

use ratatui_textarea::CursorMove;
use ratatui_textarea::Input;
use ratatui_textarea::Key as AreaKey;
use ratatui_textarea::TextArea;

use crate::tui::keymap::Key;
use crate::tui::keymap::Press;

/// Text over several lines with a cursor.
#[derive(Clone)]
pub struct Editor {
    area: TextArea<'static>,
    /// First row that shows.
    pub scroll: usize,
}

impl Editor {
    /// Opens a text with the cursor at its begin.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_tab_length(2);
        Self { area, scroll: 0 }
    }

    /// The text as it stands.
    #[must_use]
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// The lines.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        self.area.lines()
    }

    /// Line and character of the cursor, both from 0.
    #[must_use]
    pub fn cursor(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    /// The byte of the text at which the cursor stands.
    #[must_use]
    pub fn offset(&self) -> usize {
        let (line, character) = self.cursor();
        let before: usize =
            self.lines().iter().take(line).map(|line| line.len().saturating_add(1)).sum();
        let text = self.lines().get(line).map_or("", String::as_str);
        let within = text.char_indices().nth(character).map_or(text.len(), |(offset, _)| offset);
        before.saturating_add(within)
    }

    /// Puts the cursor somewhere; places beyond the end are the end.
    pub fn go_to(&mut self, line: usize, character: usize) {
        let number = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(number(line), number(character)));
    }

    /// Types a key; `width` is that of a row, for moving over the rows of a folded line.
    pub fn press(&mut self, press: Press, width: usize) {
        if self.move_in_folded_line(press, width) {
            return;
        }
        self.area.input(input_of(press));
    }

    /// Inserts a text at the cursor.
    pub fn insert(&mut self, text: &str) {
        self.area.insert_str(text.replace("\r\n", "\n").replace('\r', "\n"));
    }

    /// Replaces the whole text, as one step of the history.
    pub fn replace(&mut self, text: &str) {
        self.area.select_all();
        self.area.insert_str(text);
        self.area.move_cursor(CursorMove::Top);
        self.area.move_cursor(CursorMove::Head);
    }

    /// Takes the last typing back.
    pub fn undo(&mut self) -> bool {
        self.area.undo()
    }

    /// Types it again.
    pub fn redo(&mut self) -> bool {
        self.area.redo()
    }

    /// Up and down inside one line that is folded over several rows.
    fn move_in_folded_line(&mut self, press: Press, width: usize) -> bool {
        let (line, character) = self.cursor();
        let length = self.lines().get(line).map_or(0, |text| text.chars().count());
        let row_of = |place: usize| place.checked_div(width).unwrap_or(0);
        let target = match press.key {
            Key::Up => character.checked_sub(width),
            Key::Down if character.saturating_add(width) <= length => {
                Some(character.saturating_add(width))
            }
            Key::Down if row_of(length) > row_of(character) => Some(length),
            _ => None,
        };
        let Some(target) = target.filter(|_| !press.ctrl && !press.alt) else { return false };
        // The library jumps by u16; longer ways are walked.
        if let Ok(near) = u16::try_from(target) {
            self.area.move_cursor(CursorMove::Jump(u16::try_from(line).unwrap_or(u16::MAX), near));
        } else {
            let back = target < character;
            for _ in 0..target.abs_diff(character) {
                self.area.move_cursor(if back { CursorMove::Back } else { CursorMove::Forward });
            }
        }
        true
    }
}

impl fmt::Debug for Editor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Editor({} lines)", self.lines().len())
    }
}

fn input_of(press: Press) -> Input {
    let key = match press.key {
        Key::Backspace => AreaKey::Backspace,
        Key::BackTab => AreaKey::Null,
        Key::Char(character) => AreaKey::Char(character),
        Key::Delete => AreaKey::Delete,
        Key::Down => AreaKey::Down,
        Key::End => AreaKey::End,
        Key::Enter => AreaKey::Enter,
        Key::Esc => AreaKey::Esc,
        Key::F(number) => AreaKey::F(number),
        Key::Home => AreaKey::Home,
        Key::Left => AreaKey::Left,
        Key::PageDown => AreaKey::PageDown,
        Key::PageUp => AreaKey::PageUp,
        Key::Right => AreaKey::Right,
        Key::Tab => AreaKey::Tab,
        Key::Up => AreaKey::Up,
    };
    Input { key, ctrl: press.ctrl, alt: press.alt, shift: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(key: Key) -> Press {
        Press { key, ctrl: false, alt: false }
    }

    #[test]
    fn keeps_every_byte_it_was_given() {
        for text in ["", "a", "{\n  \"a\": 1\n}\n", "tab\there", "\n\n"] {
            assert_eq!(Editor::new(text).text(), text);
        }
    }

    #[test]
    fn typing_inserts_and_undo_takes_back() {
        let mut editor = Editor::new("bc");
        editor.press(on(Key::Char('a')), 10);
        assert_eq!(editor.text(), "abc");
        assert!(editor.undo());
        assert_eq!(editor.text(), "bc");
        assert!(editor.redo());
        assert_eq!(editor.text(), "abc");
    }

    #[test]
    fn down_walks_the_rows_of_a_folded_line() {
        let mut editor = Editor::new("0123456789");
        editor.press(on(Key::Down), 4);
        assert_eq!(editor.cursor(), (0, 4));
        editor.press(on(Key::Down), 4);
        editor.press(on(Key::Down), 4);
        assert_eq!(editor.cursor(), (0, 8));
        editor.press(on(Key::Up), 4);
        assert_eq!(editor.cursor(), (0, 4));
    }

    #[test]
    fn a_whole_text_is_replaced_in_one_step() {
        let mut editor = Editor::new("one\ntwo");
        editor.replace("three\nfour");
        assert_eq!(editor.text(), "three\nfour");
        while editor.undo() {}
        assert_eq!(editor.text(), "one\ntwo");
    }
}
