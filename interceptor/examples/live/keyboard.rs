//! From keys of the terminal library to our own.

use crossterm::event::KeyCode;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyModifiers;

use crate::app::command::Key;

/// A key of the terminal library in our own terms; none when it is let go.
pub(crate) fn key_of(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let held = event.modifiers.difference(KeyModifiers::SHIFT);
    Some(match event.code {
        KeyCode::Char(letter) if held == KeyModifiers::CONTROL => {
            Key::Control(letter.to_ascii_lowercase())
        }
        // Whoever holds a key down with it means something else than the key alone.
        _ if !held.is_empty() => Key::Other,
        KeyCode::Char(letter) => Key::Char(letter),
        KeyCode::Down => Key::Down,
        KeyCode::End => Key::End,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Home => Key::Home,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::Up => Key::Up,
        _ => Key::Other,
    })
}
