//! Asks for a secret on the terminal and shows nothing of what is typed.
//!
//! The keyboard is asked, not stdin, which may carry the token. What was typed is wiped.

use std::io;
use std::io::Write;

use crossterm::event;
use crossterm::event::Event;
use crossterm::event::KeyCode;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyModifiers;
use crossterm::terminal;
use zeroize::Zeroizing;

/// The longest secret that is taken, in characters: enough for a paste by accident.
const LONGEST: usize = 64 << 10;

/// Raw mode while it lives.
struct Raw;

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = terminal::disable_raw_mode();
        let _ = writeln!(io::stderr());
    }
}

/// Asks and waits for a line; nothing when it was broken off with Ctrl-C or Ctrl-D.
pub(super) fn secret(question: &str) -> io::Result<Option<Zeroizing<String>>> {
    terminal::enable_raw_mode()?;
    let raw = Raw;
    write!(io::stderr(), "{question}: ")?;
    io::stderr().flush()?;
    // Room from the start: a text that grows leaves copies of itself behind.
    let mut typed = Zeroizing::new(String::with_capacity(LONGEST.saturating_mul(4)));
    let mut count = 0_usize;
    loop {
        let Event::Key(key) = event::read()? else { continue };
        if key.kind == KeyEventKind::Release {
            continue;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Enter => break,
            KeyCode::Char('c' | 'd') if control => return Ok(None),
            KeyCode::Char('j' | 'm') if control => break,
            KeyCode::Char('u') if control => {
                typed.clear();
                count = 0;
            }
            KeyCode::Backspace => {
                count = count.saturating_sub(usize::from(typed.pop().is_some()));
            }
            KeyCode::Char(one) if !control && count < LONGEST => {
                typed.push(one);
                count = count.saturating_add(1);
            }
            _ => {}
        }
    }
    drop(raw);
    Ok(Some(typed))
}
