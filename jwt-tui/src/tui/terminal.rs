//! The terminal itself: taken over for the time of the session, given back whatever happens.
//!
//! Raw mode, alternate screen, bracketed paste, mouse and the hidden cursor are undone on return, on an
//! error, on a panic in any thread, and on SIGTERM, SIGHUP, SIGINT and SIGQUIT. Signals are heard by a
//! thread of their own, so that even input that no longer comes (an unterminated bracketed paste
//! blocks the reader for good) cannot keep the program from ending cleanly.

use std::io;
use std::io::BufRead as _;
use std::io::IsTerminal as _;
use std::io::Read as _;
use std::io::Write as _;
use std::panic;
use std::process;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crossterm::cursor::Hide;
use crossterm::cursor::Show;
use crossterm::event;
use crossterm::event::DisableBracketedPaste;
use crossterm::event::EnableBracketedPaste;
use crossterm::event::KeyCode;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyModifiers;
use crossterm::event::MouseButton;
use crossterm::event::MouseEvent;
use crossterm::event::MouseEventKind;
use crossterm::execute;
use crossterm::style::Print;
use crossterm::style::ResetColor;
use crossterm::terminal::EndSynchronizedUpdate;
use crossterm::terminal::EnterAlternateScreen;
use crossterm::terminal::LeaveAlternateScreen;
use crossterm::terminal::disable_raw_mode;
use crossterm::terminal::enable_raw_mode;
use signal_hook::consts::SIGCONT;
use signal_hook::consts::SIGHUP;
use signal_hook::consts::SIGINT;
use signal_hook::consts::SIGQUIT;
use signal_hook::consts::SIGTERM;
use signal_hook::consts::SIGTSTP;
use signal_hook::consts::SIGWINCH;
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use zeroize::Zeroizing;

use crate::EX_SOFTWARE;
use crate::tui::keymap::Key;
use crate::tui::keymap::Press;
use crate::tui::message::Mouse;
use crate::tui::message::MouseKind;
use crate::tui::plain::Console;
use crate::tui::runtime::Event;

pub mod hidden;

use self::hidden::Typed;

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the mouse is wanted while it is.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Buttons, wheel and moves with a button down, in decimal coordinates. Not every move (1003): an idle
/// program would be woken by a hand on the mouse.
const TAKE_MOUSE: &str = "\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1006h";
const GIVE_MOUSE: &str = "\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l";

/// Room for a line from the start: what may be a secret is not left behind in smaller pieces.
const LINE: usize = 8192;
/// The longest line that is read.
const MOST: u64 = 8 << 20;

/// How long the loop may take to end by itself after a signal.
const GRACE: Duration = Duration::from_secs(1);

/// Keeps the terminal taken over; gives it back when dropped.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal over.
    ///
    /// # Errors
    ///
    /// When the terminal refuses; it is then as it was.
    pub fn take() -> io::Result<Self> {
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

/// Takes the terminal over; also after the shell had it in between.
///
/// # Errors
///
/// When the terminal refuses.
pub fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    if MOUSE.load(Ordering::SeqCst) {
        execute!(io::stdout(), Print(TAKE_MOUSE))?;
    }
    Ok(())
}

/// Takes the mouse, or gives it back; remembered for when the terminal is taken over again.
///
/// # Errors
///
/// When the terminal refuses.
pub fn capture_mouse(is_ours: bool) -> io::Result<()> {
    MOUSE.store(is_ours, Ordering::SeqCst);
    if !TAKEN.load(Ordering::SeqCst) {
        return Ok(());
    }
    execute!(io::stdout(), Print(if is_ours { TAKE_MOUSE } else { GIVE_MOUSE }))
}

/// Gives the terminal back as it was. Harmless when it is not ours, and from any thread.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // Nobody could be told of a failure here; the most important one comes first.
    let _ = disable_raw_mode();
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        Print(GIVE_MOUSE),
        DisableBracketedPaste,
        ResetColor,
        LeaveAlternateScreen,
        Show
    );
}

/// Makes a panic of any thread give the terminal back before it says where it happened.
///
/// The text of a panic may quote data, and data may be a secret: only the place is told.
pub fn install_panic_hook() {
    panic::set_hook(Box::new(|info| {
        give_back();
        let place = info.location().map_or_else(String::new, ToString::to_string);
        eprintln!("jwt-tui: stopped by a bug of its own at {place}; the terminal is restored");
        // A release build has no unwinding: what would be an abort ends as everywhere else.
        if cfg!(panic = "abort") {
            process::exit(EX_SOFTWARE.into());
        }
    }));
}

/// Stops the process as Ctrl-Z would, and comes back when the shell continues it.
///
/// # Errors
///
/// When the terminal cannot be taken over again.
pub fn suspend() -> io::Result<()> {
    give_back();
    emulate_default_handler(SIGTSTP)?;
    take()
}

/// Ends the process by a signal, as it would have without us.
pub fn end_by(signal: i32) {
    give_back();
    // It does not return for a signal that ends.
    let _ = emulate_default_handler(signal);
}

/// Whether a signal asks the program to end.
#[must_use]
pub fn ends(signal: i32) -> bool {
    matches!(signal, SIGHUP | SIGINT | SIGQUIT | SIGTERM)
}

/// Whether a signal tells that the shell continued us.
#[must_use]
pub fn continues(signal: i32) -> bool {
    signal == SIGCONT
}

/// Whether a signal asks the program to stop until it is continued.
#[must_use]
pub fn stops(signal: i32) -> bool {
    signal == SIGTSTP
}

/// Lines of standard input and output; a hidden one is read without an echo.
#[derive(Debug, Default)]
pub struct LineConsole(());

impl Console for LineConsole {
    fn ask(&mut self, prompt: &str, is_hidden: bool) -> io::Result<Option<Zeroizing<String>>> {
        let mut output = io::stdout().lock();
        let question = if prompt.is_empty() { String::new() } else { format!("{prompt}> ") };
        if is_hidden && io::stdin().is_terminal() {
            return Ok(Some(match hidden::ask(&question, &mut output)? {
                Typed::BrokenOff => Zeroizing::default(),
                Typed::Line(line) => line,
            }));
        }
        write!(output, "{question}")?;
        output.flush()?;
        let mut line = Zeroizing::new(String::with_capacity(LINE));
        let mut octets = Zeroizing::new(Vec::with_capacity(LINE));
        let count = io::stdin().lock().take(MOST).read_until(b'\n', &mut octets)?;
        line.push_str(&String::from_utf8_lossy(&octets));
        Ok((count > 0).then_some(line))
    }

    fn tell(&mut self, line: &str) -> io::Result<()> {
        let mut output = io::stdout().lock();
        writeln!(output, "{line}")?;
        output.flush()
    }
}

/// Listens to signals in a thread and passes them on.
///
/// # Errors
///
/// When the handlers cannot be registered.
pub fn listen_to_signals(events: Sender<Event>) -> io::Result<()> {
    // The key reader hears of new sizes, too, but only once it runs.
    let wanted = [SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH];
    let mut signals = Signals::new(wanted)?;
    hidden::hand_over();
    thread::spawn(move || {
        for signal in signals.forever() {
            let heard = events.send(Event::Signal(signal)).is_ok();
            if ends(signal) {
                if heard {
                    thread::sleep(GRACE);
                }
                end_by(signal);
            }
        }
    });
    Ok(())
}

/// Reads the terminal in a thread and passes on what it says, each with the time it was read.
pub fn listen_to_keys(events: Sender<Event>) {
    thread::spawn(move || {
        loop {
            let event = match event::read() {
                Ok(event) => Event::Terminal(event, Instant::now()),
                Err(error) => Event::InputLost(error),
            };
            let last = matches!(event, Event::InputLost(_));
            if events.send(event).is_err() || last {
                return;
            }
        }
    });
}

/// A mouse event of the terminal library in our own terms; none for what means nothing here.
#[must_use]
pub fn mouse_of(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        _ => return None,
    };
    Some(Mouse { kind, column: event.column, row: event.row })
}

/// A key of the terminal library in our own terms; none for what we do not know.
#[must_use]
pub fn press_of(event: KeyEvent) -> Option<Press> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let key = match event.code {
        KeyCode::Backspace => Key::Backspace,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Char(character) if ctrl => Key::Char(character.to_ascii_lowercase()),
        KeyCode::Char(character) => Key::Char(character),
        KeyCode::Delete => Key::Delete,
        KeyCode::Down => Key::Down,
        KeyCode::End => Key::End,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::F(number) => Key::F(number),
        KeyCode::Home => Key::Home,
        KeyCode::Left => Key::Left,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::Right => Key::Right,
        KeyCode::Tab => Key::Tab,
        KeyCode::Up => Key::Up,
        _ => return None,
    };
    Some(Press { key, ctrl, alt })
}
