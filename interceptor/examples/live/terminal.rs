//! The terminal itself: taken over for the time of the program, given back whatever happens.
//!
//! Raw mode, alternate screen, bracketed paste and the hidden cursor are undone on return, on an error, on a panic in any
//! thread, and on SIGTERM, SIGHUP, SIGINT and SIGQUIT. Ctrl-Z stops the program as it stops others.

use std::io;
use std::panic;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::thread;

use crossterm::cursor::Hide;
use crossterm::cursor::Show;
use crossterm::event;
use crossterm::event::DisableBracketedPaste;
use crossterm::event::EnableBracketedPaste;
use crossterm::event::Event;
use crossterm::execute;
use crossterm::style::ResetColor;
use crossterm::terminal::EnterAlternateScreen;
use crossterm::terminal::LeaveAlternateScreen;
use crossterm::terminal::disable_raw_mode;
use crossterm::terminal::enable_raw_mode;
use tokio::sync::mpsc::Sender;

use crate::app::command::Key;
use crate::keyboard::key_of;
use crate::signals;

/// What comes from outside of the program.
#[derive(Debug)]
pub(crate) enum Heard {
    /// The terminal gives no more input.
    InputLost(io::Error),
    Key(Key),
    Resized,
    #[cfg_attr(not(unix), expect(dead_code, reason = "there are no signals"))]
    Signal(i32),
}

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Keeps the terminal taken over; gives it back when dropped.
pub(crate) struct Guard(());

impl Guard {
    pub(crate) fn take() -> io::Result<Self> {
        let guard = Self(());
        take()?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    // What is pasted comes as one event, which means nothing here, and not as keys.
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)
}

/// Gives the terminal back as it was. Harmless when it is not ours, and from any thread.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // Nobody could be told of a failure here; the most important one comes first.
        let _ = disable_raw_mode();
        let _ =
            execute!(io::stdout(), DisableBracketedPaste, ResetColor, LeaveAlternateScreen, Show);
    }
}

/// Whether the terminal is still ours: a panic gives it back, also one that stays within a task.
pub(crate) fn is_ours() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// Makes a panic of any thread give the terminal back before it says where it happened.
pub(crate) fn install_panic_hook() {
    let said = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        give_back();
        said(info);
    }));
}

/// Stops the process as Ctrl-Z would, and comes back when the shell continues it.
pub(crate) fn suspend() -> io::Result<()> {
    give_back();
    signals::stop()?;
    take()
}

/// Ends the process by a signal, as it would have without us.
pub(crate) fn end_by(signal: i32) {
    give_back();
    signals::end_by(signal);
}

/// Takes the terminal again after the shell had it.
pub(crate) fn take_again() -> io::Result<()> {
    // The shell has made it as it likes it; the library holds it for raw still, and would do nothing.
    disable_raw_mode()?;
    take()
}

/// Reads the terminal in a thread and passes on what it says, no faster than it is heard.
pub(crate) fn listen_to_keys(heard: Sender<Heard>) {
    thread::spawn(move || {
        loop {
            let event = match event::read() {
                Ok(Event::Key(key)) => key_of(key).map(Heard::Key),
                Ok(Event::Resize(..)) => Some(Heard::Resized),
                Ok(_) => None,
                Err(error) => Some(Heard::InputLost(error)),
            };
            let Some(event) = event else { continue };
            let last = matches!(event, Heard::InputLost(_));
            if heard.blocking_send(event).is_err() || last {
                return;
            }
        }
    });
}
