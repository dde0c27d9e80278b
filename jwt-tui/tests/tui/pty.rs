//! The real binary in a pseudo-terminal: what a person would see, and what is left when it ends.
//!
//! Nothing waits for a fixed time: every step waits for a condition of the screen, up to a generous
//! limit.
#![cfg(unix)]
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a helper of tests may stop at once"
)]

use std::fs;
use std::io::Read;
use std::io::Write;
use std::num::NonZeroU16;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::Condvar;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use portable_pty::Child;
use portable_pty::CommandBuilder;
use portable_pty::ExitStatus;
use portable_pty::MasterPty;
use portable_pty::PtySize;
use portable_pty::native_pty_system;
use vt100::Screen;

use crate::tokens;

const LIMIT: Duration = Duration::from_secs(30);

/// What the terminal shows, and whether the program closed it.
struct Shown {
    parser: vt100::Parser,
    is_closed: bool,
}

/// The program in a terminal.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
    modes_before: String,
}

impl Session {
    fn start(size: (u16, u16), args: &[&str], environment: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let modes_before = format!("{:?}", pair.master.get_termios());
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_jwt-tui"));
        command.args(args);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        command.env("LC_ALL", "C");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        // The slave side stays open, so that the modes can be read after the program has ended.
        let slave = pair.slave;
        let parser = vt100::Parser::new(nonzero(size.1), nonzero(size.0), 0);
        let shown = Arc::new((Mutex::new(Shown { parser, is_closed: false }), Condvar::new()));
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        listen(reader, Arc::clone(&shown));
        std::mem::forget(slave);
        Self { child, master: pair.master, writer, shown, modes_before }
    }

    fn send(&mut self, text: &str) {
        self.writer.write_all(text.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Pastes as a terminal does that marks pastes.
    fn paste(&mut self, text: &str) {
        self.send(&format!("\u{1b}[200~{text}\u{1b}[201~"));
    }

    /// Waits until the screen is as wanted.
    fn wait(&self, what: &str, wanted: impl Fn(&Screen) -> bool) {
        let (lock, changed) = &*self.shown;
        let end = Instant::now() + LIMIT;
        let mut shown = lock.lock().unwrap();
        while !wanted(shown.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            let contents = shown.parser.screen().contents();
            assert!(!left.is_zero() && !shown.is_closed, "waited for {what}, saw:\n{contents}");
            shown = changed.wait_timeout(shown, left).unwrap().0;
        }
    }

    fn shows(&self, wanted: impl Fn(&Screen) -> bool) -> bool {
        wanted(self.shown.0.lock().unwrap().parser.screen())
    }

    fn wait_text(&self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    fn resize(&self, size: (u16, u16)) {
        let (lock, _) = &*self.shown;
        lock.lock().unwrap().parser.screen_mut().set_size(nonzero(size.1), nonzero(size.0));
        self.master.resize(pty_size(size)).unwrap();
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    fn ended(&mut self) -> ExitStatus {
        let end = Instant::now() + LIMIT;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "it did not end");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The terminal is as it was: modes, screen, cursor, paste marks.
    fn assert_clean(&self) {
        self.wait("a clean terminal", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        assert_eq!(format!("{:?}", self.master.get_termios()), self.modes_before);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

fn listen(mut reader: Box<dyn Read + Send>, shown: Arc<(Mutex<Shown>, Condvar)>) {
    thread::spawn(move || {
        let mut octets = [0; 65_536];
        loop {
            let count = reader.read(&mut octets).unwrap_or(0);
            let mut state = shown.0.lock().unwrap();
            state.parser.process(&octets[..count]);
            state.is_closed |= count == 0;
            shown.1.notify_all();
            if count == 0 {
                return;
            }
        }
    });
}

fn pty_size((columns, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn nonzero(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap()
}

fn started(args: &[&str], environment: &[(&str, &str)]) -> Session {
    let session = Session::start((120, 36), args, environment);
    session.wait_text("What is this?");
    session
}

#[test]
fn opens_shows_a_token_and_quits() {
    let mut session = started(&[tokens::A1], &[]);
    session.wait_text("HS256");
    session.wait_text("? signature");
    session.send("q");
    assert!(session.ended().success());
    session.assert_clean();
}

#[test]
fn a_marked_paste_replaces_the_token() {
    let mut session = started(&[], &[]);
    session.wait("marked pastes", Screen::bracketed_paste);
    session.paste(tokens::A1);
    session.wait_text("token taken");
    session.wait_text("\"joe\"");
    session.send("q");
    session.ended();
    session.assert_clean();
}

#[test]
fn an_unmarked_paste_runs_no_command_and_loses_no_letter() {
    let mut session = started(&[], &[]);
    session.send(tokens::A1);
    session.wait_text("token taken");
    session.wait_text("\"joe\"");
    session.wait_text("179 chars");
    // Commands work as before.
    session.send("?");
    session.wait_text("In this pane");
    session.send("q");
    session.wait("the workbench", |screen| !screen.contents().contains("In this pane"));
    session.send("q");
    session.ended();
    session.assert_clean();
}

#[test]
fn three_hundred_kilobytes_arrive_marked_or_not() {
    let long = tokens::around(&format!("{{\"long\":\"{}\"}}", "x".repeat(225_000)));
    let count = format!("{} chars", long.len());
    let mut session = started(&[], &[]);
    session.paste(&long);
    session.wait_text(&count);
    session.paste(tokens::A1);
    session.wait_text("179 chars");
    session.send(&long);
    session.wait_text(&count);
    session.send("q");
    session.ended();
    session.assert_clean();
}

#[test]
fn a_wrong_key_is_said_to_be_wrong() {
    let mut session = started(&[tokens::A1], &[]);
    session.send("v");
    session.wait_text("secret, PEM, JWK");
    session.send("certainly not the key of that token\r");
    session.wait_text("✗ signature");
    session.wait_text("does not match");
    session.paste(tokens::A1_KEY);
    session.wait_text("✓ signature");
    session.send("q");
    session.ended();
    session.assert_clean();
}

#[test]
fn follows_the_size_of_the_terminal() {
    let mut session = started(&[tokens::A1], &[]);
    session.resize((40, 12));
    session.wait("the small form", |screen| screen.contents().starts_with("✓str"));
    session.resize((20, 6));
    session.wait_text("needs 30x8");
    session.resize((120, 36));
    session.wait_text("What is this?");
    session.wait_text("offline");
    session.send("q");
    assert!(session.ended().success());
    session.assert_clean();
}

#[test]
fn control_c_quits() {
    let mut session = started(&[tokens::A1], &[]);
    session.send("\u{3}");
    assert!(session.ended().success());
    session.assert_clean();
}

#[test]
fn signals_leave_the_terminal_clean() {
    for name in ["-TERM", "-HUP", "-INT"] {
        let mut session = started(&[tokens::A1], &[]);
        session.signal(name);
        assert!(!session.ended().success(), "{name}");
        session.assert_clean();
    }
}

#[test]
fn a_signal_ends_even_a_paste_that_never_ends() {
    let mut session = started(&[tokens::A1], &[]);
    session.send("\u{1b}[200~eyJ");
    session.signal("-TERM");
    assert!(!session.ended().success());
    session.assert_clean();
}

#[test]
fn a_panic_leaves_the_terminal_clean_and_tells_no_data() {
    if !cfg!(debug_assertions) {
        return;
    }
    let mut session = started(&[tokens::A1], &[("JWT_TUI_TEST_PANIC", "1")]);
    session.send("\u{1b}[24~");
    assert!(!session.ended().success());
    session.assert_clean();
    session.wait_text("stopped by a bug of its own");
    assert!(!session.shows(|screen| screen.contents().contains("asked for by a test")));
}

#[test]
fn suspends_and_comes_back() {
    let mut session = started(&[tokens::A1], &[]);
    session.send("\u{1a}");
    session.wait("the shell's screen", |screen| !screen.alternate_screen());
    // It may not have stopped yet, and a signal that comes too early is lost.
    let end = Instant::now() + LIMIT;
    while !session.shows(|screen| screen.alternate_screen() && screen.bracketed_paste()) {
        assert!(Instant::now() < end, "it did not come back");
        session.signal("-CONT");
        thread::sleep(Duration::from_millis(20));
    }
    session.wait_text("What is this?");
    session.send("q");
    assert!(session.ended().success());
    session.assert_clean();
}

#[test]
fn no_color_sends_no_colour() {
    let mut session = started(&[tokens::A1], &[("NO_COLOR", "1")]);
    {
        let (lock, _) = &*session.shown;
        let shown = lock.lock().unwrap();
        for row in 0..36 {
            for column in 0..120 {
                let cell = shown.parser.screen().cell(row, column).unwrap();
                assert_eq!(cell.fgcolor(), vt100::Color::Default);
                assert_eq!(cell.bgcolor(), vt100::Color::Default);
            }
        }
    }
    session.send("q");
    session.ended();
}

/// A home of its own, gone when the test ends.
struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("jwt-tui-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn open(&self, args: &[&str]) -> Session {
        let home = self.0.to_str().unwrap();
        let state = format!("{home}/state");
        let session = started(
            args,
            &[("HOME", home), ("XDG_STATE_HOME", &state), ("XDG_CONFIG_HOME", home), ("LANG", "C")],
        );
        session.wait("marked pastes", Screen::bracketed_paste);
        session
    }

    fn file(&self) -> PathBuf {
        self.0.join("state/jwt-tui/history.ndjson")
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn nothing_is_written_while_the_history_is_off() {
    let home = Home::new("off");
    let mut session = home.open(&[]);
    session.paste(tokens::A1);
    session.wait_text("token taken");
    session.paste(tokens::A1_KEY);
    session.wait_text("1 key taken");
    session.send("7");
    session.wait_text("In memory only");
    session.send("q");
    assert!(session.ended().success());
    assert_eq!(fs::read_dir(&home.0).unwrap().count(), 0, "something was written");
}

#[test]
fn the_history_outlives_the_session_without_signatures() {
    let home = Home::new("on");
    let mut session = home.open(&["--history"]);
    session.paste(tokens::A1_KEY);
    session.wait_text("supplied by you");
    session.paste(tokens::A1);
    session.wait_text("token taken");
    // What is on its way to the disk arrives there, however soon one leaves.
    session.send("q");
    assert!(session.ended().success());
    let written = fs::read_to_string(home.file()).unwrap();
    let segments: Vec<&str> = tokens::A1.split('.').collect();
    assert!(written.contains(segments[1]) && !written.contains(segments[2]), "{written}");
    assert!(!written.contains("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ"), "the key is in it");
    assert_eq!(fs::metadata(home.file()).unwrap().permissions().mode() & 0o777, 0o600);

    let mut session = home.open(&["--history", tokens::NONE]);
    session.send("7");
    session.wait_text("joe");
    session.send("j");
    session.wait_text("left out when it was kept");
    session.send("X");
    session.wait_text("Delete the whole history?");
    session.send("y");
    session.wait_text("the history is empty");
    session.send("q");
    session.ended();
    assert!(!home.file().exists());
}

#[test]
fn two_instances_at_once_lose_nothing_of_each_other() {
    let home = Home::new("two");
    let [mut one, mut other] = [home.open(&["--history"]), home.open(&["--history"])];
    for (session, token) in [(&mut one, tokens::A1), (&mut other, tokens::NONE)] {
        session.paste(token);
        session.wait_text("token taken");
    }
    for session in [&mut one, &mut other] {
        session.send("q");
        session.ended();
    }
    assert_eq!(fs::read_to_string(home.file()).unwrap().lines().count(), 2);
}
