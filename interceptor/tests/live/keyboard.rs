//! Keys as the terminal library tells them.

#[path = "../../examples/live/keyboard.rs"]
mod own;

use crossterm::event::KeyCode;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyModifiers;

use self::own::key_of;
use crate::app::command::Command;
use crate::app::command::Key;

const CODES: [KeyCode; 12] = [
    KeyCode::Char('q'),
    KeyCode::Char('r'),
    KeyCode::Char(' '),
    KeyCode::Char('1'),
    KeyCode::Down,
    KeyCode::End,
    KeyCode::Enter,
    KeyCode::Esc,
    KeyCode::Home,
    KeyCode::PageDown,
    KeyCode::PageUp,
    KeyCode::Up,
];

fn command(code: KeyCode, held: KeyModifiers) -> Command {
    Command::of(key_of(KeyEvent::new(code, held)).unwrap())
}

#[test]
fn a_key_means_something_only_without_alt_and_control() {
    let held = [
        KeyModifiers::ALT,
        KeyModifiers::CONTROL,
        KeyModifiers::ALT | KeyModifiers::CONTROL,
        KeyModifiers::ALT | KeyModifiers::SHIFT,
        KeyModifiers::SUPER,
    ];
    for code in CODES {
        assert_ne!(command(code, KeyModifiers::NONE), Command::Nothing, "{code:?}");
        for held in held {
            assert_eq!(command(code, held), Command::Nothing, "{held:?} {code:?}");
        }
    }
    // A shifted key is what it is on that keyboard.
    assert_eq!(command(KeyCode::Char('?'), KeyModifiers::SHIFT), Command::Help);
}

#[test]
fn control_c_is_the_one_that_does_and_control_z_is_told_apart() {
    for letter in ['c', 'C'] {
        assert_eq!(command(KeyCode::Char(letter), KeyModifiers::CONTROL), Command::Abort);
        let with_alt = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(command(KeyCode::Char(letter), with_alt), Command::Nothing);
    }
    let stop = KeyEvent::new(KeyCode::Char('z'), KeyModifiers::CONTROL);
    assert_eq!(key_of(stop), Some(Key::Control('z')));
}

#[test]
fn a_key_that_is_let_go_is_none() {
    let mut event = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
    assert_eq!(key_of(event), Some(Key::Char('q')));
    event.kind = KeyEventKind::Release;
    assert_eq!(key_of(event), None);
}
