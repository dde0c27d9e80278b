//! A line that is typed and not shown: raw mode before the question, and never longer than the answer.
//!
//! The keyboard is asked, not stdin, which may carry a token. What was typed is wiped, and a signal
//! that ends the program leaves the terminal as it was. A paste of several lines is one answer: what
//! would be left of it would be echoed, and run by the shell.

use std::io;
use std::io::Write;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use crossterm::event;
use crossterm::terminal::disable_raw_mode;
use crossterm::terminal::enable_raw_mode;
use signal_hook::consts::SIGHUP;
use signal_hook::consts::SIGINT;
use signal_hook::consts::SIGQUIT;
use signal_hook::consts::SIGTERM;
use signal_hook::iterator::Signals;
use zeroize::Zeroizing;

use super::LINE;
use super::end_by;
use super::press_of;
use crate::tui::keymap::Key;

/// The longest answer in octets.
const MOST: usize = 8 << 20;

/// Nobody types a key so soon after Enter: a paste goes on.
const PAUSE: Duration = Duration::from_millis(50);

/// Whether a question has the terminal in raw mode.
static ASKING: AtomicBool = AtomicBool::new(false);
/// Whether signals are heard here already.
static LISTENING: AtomicBool = AtomicBool::new(false);
/// Whether the debugger hears them itself.
static HANDED_OVER: AtomicBool = AtomicBool::new(false);

/// How a question ended.
#[derive(Debug, Eq, PartialEq)]
pub enum Typed {
    /// With Ctrl-C, Ctrl-D or Esc.
    BrokenOff,
    /// With a line.
    Line(Zeroizing<String>),
}

/// Raw mode while it lives.
struct Raw;

impl Raw {
    fn enter() -> io::Result<Self> {
        listen()?;
        ASKING.store(true, Ordering::SeqCst);
        let raw = Self;
        enable_raw_mode()?;
        Ok(raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        give_back();
    }
}

/// Asks a question and reads the answer key by key, so that nothing of it shows.
///
/// # Errors
///
/// When there is no terminal, or the answer is longer than 8 MiB.
pub fn ask(question: &str, output: &mut impl Write) -> io::Result<Typed> {
    // What is typed between the question and raw mode would be echoed.
    let raw = Raw::enter()?;
    write!(output, "{question}")?;
    output.flush()?;
    let typed = read();
    drop(raw);
    writeln!(output)?;
    typed
}

/// Leaves raw mode if a question has it. Harmless otherwise, and from any thread.
pub fn give_back() {
    if ASKING.swap(false, Ordering::SeqCst) {
        // Nobody could be told.
        let _ = disable_raw_mode();
    }
}

/// Leaves the signals to the debugger from now on.
pub(super) fn hand_over() {
    HANDED_OVER.store(true, Ordering::SeqCst);
}

fn read() -> io::Result<Typed> {
    let mut line = Zeroizing::new(String::with_capacity(LINE));
    loop {
        let event::Event::Key(key) = event::read()? else { continue };
        let Some(press) = press_of(key) else { continue };
        match (press.key, press.ctrl) {
            (Key::Enter, _) | (Key::Char('j' | 'm'), true) => {
                if !is_open_pem(&line) && !event::poll(PAUSE)? {
                    return Ok(Typed::Line(line));
                }
                push(&mut line, '\n')?;
            }
            (Key::Char('c' | 'd'), true) | (Key::Esc, _) => return Ok(Typed::BrokenOff),
            (Key::Char('u'), true) => line.clear(),
            (Key::Backspace, _) => {
                line.pop();
            }
            (Key::Char(character), false) => push(&mut line, character)?,
            _ => {}
        }
    }
}

/// Whether a text is a PEM without its last line.
#[must_use]
pub fn is_open_pem(text: &str) -> bool {
    let last = text.trim_end().rsplit('\n').next().unwrap_or_default();
    text.trim_start().starts_with("-----BEGIN") && !last.trim_start().starts_with("-----END")
}

/// Appends a character; a text that has to move leaves no copy of itself behind.
fn push(line: &mut Zeroizing<String>, character: char) -> io::Result<()> {
    let length = line.len().saturating_add(character.len_utf8());
    if length > MOST {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "more than 8 MiB"));
    }
    if length > line.capacity() {
        let mut larger = Zeroizing::new(String::with_capacity(length.saturating_mul(2)));
        larger.push_str(line);
        *line = larger;
    }
    line.push(character);
    Ok(())
}

/// Hears the signals that end programs, in a thread that lives as long as the program: once they are
/// heard, nobody else would end it.
fn listen() -> io::Result<()> {
    if LISTENING.swap(true, Ordering::SeqCst) {
        return Ok(());
    }
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            if !HANDED_OVER.load(Ordering::SeqCst) {
                give_back();
                end_by(signal);
            }
        }
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pem_is_open_until_its_last_line() {
        for (text, is_open) in [
            ("-----BEGIN EC PRIVATE KEY-----", true),
            ("-----BEGIN EC PRIVATE KEY-----\nAAAA", true),
            ("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\r\n", false),
            ("a secret", false),
            ("", false),
        ] {
            assert_eq!(is_open_pem(text), is_open, "{text}");
        }
    }

    #[test]
    fn a_long_answer_keeps_every_character_and_too_long_a_one_is_refused() {
        let mut line = Zeroizing::new(String::with_capacity(1));
        for _ in 0..1_000 {
            push(&mut line, '키').unwrap();
        }
        assert_eq!(*line, "키".repeat(1_000));
        let mut line = Zeroizing::new("x".repeat(MOST - 2));
        assert!(push(&mut line, '키').is_err());
        assert!(push(&mut line, 'x').is_ok());
    }
}
