//! The real binary in a pseudo-terminal: what a person would see, and what is left when it ends.
//!
//! Nothing waits for a fixed time: every step waits for a condition of the screen, up to a generous
//! limit.
#![cfg(unix)]
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
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
use vt100::MouseProtocolMode;
use vt100::Screen;

use crate::tokens;

const LIMIT: Duration = Duration::from_secs(30);

/// What the terminal shows, and whether the program closed it.
struct Shown {
    parser: vt100::Parser,
    /// Everything that was written to the terminal.
    written: Vec<u8>,
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
        Self::spawn(env!("CARGO_BIN_EXE_jwt-tui"), size, args, environment)
    }

    fn spawn(program: &str, size: (u16, u16), args: &[&str], environment: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let modes_before = format!("{:?}", pair.master.get_termios());
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        command.env_remove("COLORTERM");
        // Nobody's settings.
        command.env("XDG_CONFIG_HOME", "/nonexistent");
        command.env("LC_ALL", "C");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        // The slave side stays open, so that the modes can be read after the program has ended.
        let slave = pair.slave;
        let parser = vt100::Parser::new(nonzero(size.1), nonzero(size.0), 0);
        let shown = Arc::new((
            Mutex::new(Shown { parser, written: Vec::new(), is_closed: false }),
            Condvar::new(),
        ));
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

    /// Everything that was written to the terminal until now.
    fn written(&self) -> Vec<u8> {
        self.shown.0.lock().unwrap().written.clone()
    }

    /// Where a text stands: column and row from 1, as the mouse counts them.
    fn place(&self, text: &str) -> (usize, usize) {
        let contents = self.shown.0.lock().unwrap().parser.screen().contents();
        let found = contents.lines().enumerate().find_map(|(row, line)| {
            let (before, _) = line.split_once(text)?;
            Some((jwt_tui::engine::sanitize::columns(before) + 1, row + 1))
        });
        found.unwrap_or_else(|| panic!("{text} is not on\n{contents}"))
    }

    /// Clicks as a terminal tells it (SGR, mode 1006).
    fn click(&mut self, (column, row): (usize, usize)) {
        self.send(&format!("\u{1b}[<0;{column};{row}M\u{1b}[<0;{column};{row}m"));
    }

    /// The terminal is as it was: modes, screen, cursor, paste marks, mouse.
    fn assert_clean(&self) {
        self.wait("a clean terminal", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == MouseProtocolMode::None
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
            state.written.extend_from_slice(&octets[..count]);
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

/// Starts it by a line of the shell; `$0` is the program.
fn started_by(line: &str, environment: &[(&str, &str)]) -> Session {
    Session::spawn("sh", (120, 36), &["-c", line, env!("CARGO_BIN_EXE_jwt-tui")], environment)
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

/// Trap 1b.3: in a terminal that does not mark pastes the first letter was a command.
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

/// Trap 1b.4, 2.33, 4a: the tail of an unmarked paste waited for the next key.
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

/// Trap 1b.14: at 20x6 only frames were left.
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

/// Trap 1b.15, 4d: a signal left raw mode, mouse and the other screen behind.
#[test]
fn signals_leave_the_terminal_clean() {
    for name in ["-TERM", "-HUP", "-INT"] {
        let mut session = started(&[tokens::A1], &[]);
        session.signal(name);
        assert!(!session.ended().success(), "{name}");
        session.assert_clean();
    }
}

/// Trap 2.33: a paste without an end froze the input for good.
#[test]
fn a_signal_ends_even_a_paste_that_never_ends() {
    let mut session = started(&[tokens::A1], &[]);
    session.send("\u{1b}[200~eyJ");
    session.signal("-TERM");
    assert!(!session.ended().success());
    session.assert_clean();
}

/// Trap 2.33, 4d: a crash left the terminal unusable.
#[test]
fn a_panic_leaves_the_terminal_clean_and_tells_no_data() {
    a_panic_is_clean("1");
}

/// Trap 2.33: a thread that crashed left the terminal in raw mode.
#[test]
fn a_panic_of_a_helper_thread_leaves_the_terminal_clean() {
    a_panic_is_clean("helper");
}

/// F12 panics where the environment says so, in a debug build.
fn a_panic_is_clean(place: &str) {
    if !cfg!(debug_assertions) {
        return;
    }
    let mut session = started(&[tokens::A1], &[("JWT_TUI_TEST_PANIC", place)]);
    session.send("\u{1b}[24~");
    assert!(!session.ended().success());
    session.assert_clean();
    session.wait_text("stopped by a bug of its own");
    assert!(!session.shows(|screen| screen.contents().contains("asked for by a test")));
}

/// Trap 2.27: over SSH there is no clipboard but that of the terminal.
#[test]
fn a_copy_goes_to_the_clipboard_of_the_terminal() {
    let mut session = started(&["a.b.c"], &[]);
    session.send("yt");
    session.wait_text("OSC 52");
    session.send("q");
    session.ended();
    session.assert_clean();
    let written = String::from_utf8_lossy(&session.written()).into_owned();
    assert!(written.contains("\u{1b}]52;c;YS5iLmM="), "{written:?}");
}

/// Trap 1b.15: Ctrl-Z did nothing.
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

/// Trap 2.25, 2.31: files appeared that nobody had asked for.
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

/// Trap 2.33, 4c: `NO_COLOR` took reverse away, too.
#[test]
fn no_color_keeps_what_is_told_by_attributes() {
    let mut session = started(&[tokens::A1], &[("NO_COLOR", "1")]);
    session.send("\t\tj");
    session.wait("the marked claim in reverse", |screen| {
        (0..36).any(|row| {
            let cells = (0..120).filter_map(|column| screen.cell(row, column));
            let text: String = cells
                .filter(|cell| cell.inverse())
                .map(|cell| cell.contents().to_owned())
                .collect();
            text.contains("1300819380")
        })
    });
    session.send("q");
    session.ended();
    session.assert_clean();
}

/// Trap 2.13: "Authorization:" had to be cut off by hand.
#[test]
fn a_token_is_found_in_the_output_of_curl() {
    let output = format!(
        "*   Trying 127.0.0.1:8443...\r\n> GET /v1/me HTTP/1.1\r\n> Host: api.example\r\n\
         > Authorization: Bearer {}\r\n> Accept: */*\r\n>\r\n< HTTP/1.1 401 Unauthorized\r\n",
        tokens::A1
    );
    let mut session = started(&[], &[]);
    session.paste(&output);
    session.wait_text("token taken");
    session.wait_text("179 chars");
    session.send("q");
    session.ended();
    session.assert_clean();
}

/// Trap 1b.2, 2.9: nothing was shown where it was needed most.
#[test]
fn something_shows_of_every_kind_of_token() {
    let token = |header: &str, payload: &str| {
        let encode = jwt_core::base64url::encode;
        format!("{}.{}.AAAA", encode(header), encode(payload))
    };
    for (token, wanted) in [
        (tokens::NONE.to_owned(), "\"admin\""),
        (token(r#"{"alg":"ES512"}"#, r#"{"sub":"jane"}"#), "\"jane\""),
        (token(r#"{"alg":"HS256"}"#, r#"{"sub":"one","sub":"two"}"#), "\"two\""),
        (token(r#"{"typ":"JWT"}"#, r#"{"sub":"nobody"}"#), "\"nobody\""),
        (token(r#"{"alg":"HS256"}"#, "no json at all"), "no json at all"),
        (tokens::JWE.to_owned(), "RSA-OAEP"),
        (token(r#"{"alg":"HS256"}"#, r#"{"exp":9223372036854775807}"#), "9223372036854775807"),
        ("only.two".to_owned(), "✗ structure"),
    ] {
        let mut session = started(&[&token], &[]);
        session.wait_text(wanted);
        session.send("q");
        assert!(session.ended().success(), "{token}");
    }
}

#[test]
fn no_escape_sequence_of_a_token_reaches_the_terminal() {
    let hostile =
        "\u{1b}]0;PWNED\u{7}\u{1b}]52;c;UFdORUQ=\u{7}\u{1b}[31m\u{1b}[2J\u{9b}2J\u{202e}\u{85}";
    let json = serde_json::json!({ "sub": hostile, hostile: 1, "iss": hostile }).to_string();
    let header = serde_json::json!({ "alg": "HS256", "kid": hostile, "typ": hostile }).to_string();
    let encode = jwt_core::base64url::encode;
    let escaped = format!("{}.{}.AAAA", encode(&header), encode(&json));
    // The characters themselves, not written as JSON escapes.
    let raw = tokens::around(&format!("{{\"sub\":\"{hostile}\"}}"));
    let tokens = [escaped, raw, format!("x{hostile}.y.z")];
    for (token, lang) in tokens.iter().flat_map(|token| [(token, "en"), (token, "ko")]) {
        let mut session = Session::start((120, 36), &["--lang", lang, token], &[]);
        session.wait("the screen", |screen| screen.contents().contains("? "));
        for keys in ["\t", "\t", "t", "t", "\t", "\t", "\r", "q", "2", "5", "6", "7", "1", "\u{c}"]
        {
            session.send(keys);
        }
        session.send(":zzzz");
        session.wait_text("zzzz");
        session.send("\u{3}");
        session.ended();
        session.assert_clean();
        let written = session.written();
        let has = |needle: &[u8]| written.windows(needle.len()).any(|window| window == needle);
        for needle in [
            &b"\x1b]"[..],
            b"\xc2\x9b",
            b"\xc2\x85",
            b"\x07",
            b"\x1b[2J\xc2",
            "\u{202e}".as_bytes(),
        ] {
            assert!(!has(needle), "{needle:?} was written for {token}");
        }
    }
}

/// Trap 1b.17: a click chose a pane and nothing in it.
#[test]
fn the_mouse_is_taken_for_buttons_and_wheel_but_not_for_every_move() {
    let mut session = started(&[tokens::A1], &[]);
    session.wait("the mouse", |screen| {
        screen.mouse_protocol_mode() == MouseProtocolMode::ButtonMotion
    });
    session.click(session.place("1300819380"));
    session.wait_text("must not be accepted");
    session.send("M");
    session.wait("no mouse", |screen| screen.mouse_protocol_mode() == MouseProtocolMode::None);
    session.send("q");
    session.ended();
    session.assert_clean();
    let mut session = started(&["--no-mouse", tokens::A1], &[]);
    session.send("?");
    session.wait_text("In this pane");
    assert!(session.shows(|screen| screen.mouse_protocol_mode() == MouseProtocolMode::None));
    session.send("\u{3}");
    session.ended();
}

#[test]
fn the_wheel_scrolls() {
    let long = tokens::around(&"x".repeat(9_000));
    let mut session = started(&[&long], &[]);
    session.wait_text("1–");
    let (column, row) = session.place("H eyJ");
    for _ in 0..8 {
        session.send(&format!("\u{1b}[<65;{column};{row}M"));
    }
    session.wait("other rows", |screen| !screen.contents().contains("H eyJ"));
    session.send("q");
    session.ended();
    session.assert_clean();
}

/// Trap 1b.9, 2.12, 4e: a token in a pipe opened an empty screen.
#[test]
fn a_token_in_a_pipe_leaves_the_keys_to_the_terminal() {
    let mut session = started_by("printf %s \"$TOKEN\" | \"$0\"", &[("TOKEN", tokens::A1)]);
    session.wait_text("\"joe\"");
    session.send("?");
    session.wait_text("In this pane");
    session.send("\u{3}");
    session.ended();
    session.assert_clean();
}

/// Trap 2.33: terminals without a screen, and screen readers, got frames.
#[test]
fn a_dumb_terminal_gets_lines() {
    for (args, term) in [(&["--plain", tokens::A1][..], "xterm"), (&[tokens::A1][..], "dumb")] {
        let mut session = Session::start((80, 60), args, &[("TERM", term)]);
        session.wait_text("command>");
        session.send("key\r");
        session.wait_text("not shown>");
        session.send("nobody may see this\r");
        session.wait_text("[no] signature");
        session.send("quit\r");
        assert!(session.ended().success());
        session.wait_text("bye");
        session.assert_clean();
        let written = session.written();
        assert!(!written.contains(&0x1b), "an escape sequence was written");
        assert!(!String::from_utf8_lossy(&written).contains("nobody may see"));
    }
}

#[test]
fn settings_are_read_and_their_errors_told() {
    let folder = std::env::temp_dir().join(format!("jwt-tui-settings-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("config.toml");
    let name = file.to_str().unwrap();
    fs::write(&file, "lang = \"ko\"\n[keys]\nhelp = [\"ctrl-x\"]\n").unwrap();
    let mut session = Session::start((120, 36), &["--config", name, tokens::A1], &[]);
    session.wait_text("오프라인");
    session.send("\u{18}");
    session.wait_text("이 창에서");
    session.send("\u{3}");
    session.ended();
    fs::write(&file, "theme = \"ansi\"\nmuose = true\n").unwrap();
    let mut session = Session::start((120, 36), &["--config", name, tokens::A1], &[]);
    session.wait_text("line 2");
    session.wait_text("did you mean mouse?");
    assert_eq!(session.ended().exit_code(), 2);
    fs::remove_dir_all(&folder).unwrap();
}

const PROMPTED: [&str; 3] = ["verify", tokens::A1, "--secret-prompt"];

#[test]
fn a_secret_that_is_asked_for_is_not_echoed_and_control_c_breaks_off() {
    let mut session = Session::start((80, 24), &PROMPTED, &[]);
    session.wait_text("secret: ");
    session.send("hunter2\r");
    session.wait_text("does not match");
    assert_eq!(session.ended().exit_code(), 10);
    session.assert_clean();
    assert!(!String::from_utf8_lossy(&session.written()).contains("hunter2"));
    for (lang, words) in [("en", "error: broken off"), ("ko", "오류: 중단했습니다")] {
        let mut session =
            Session::start((80, 24), &[&PROMPTED[..], &["--lang", lang]].concat(), &[]);
        session.wait("the question", |screen| screen.contents().contains(": "));
        session.send("hunter2\u{3}");
        session.wait_text(words);
        assert_eq!(session.ended().exit_code(), 130);
        session.assert_clean();
    }
}

#[test]
fn a_signal_at_a_hidden_question_leaves_the_terminal_clean() {
    for name in ["-TERM", "-HUP", "-INT", "-QUIT"] {
        let mut session = Session::start((80, 24), &PROMPTED, &[]);
        session.wait_text("secret: ");
        session.signal(name);
        assert!(!session.ended().success(), "{name}");
        session.assert_clean();
        let mut session = Session::start((80, 60), &["--plain", tokens::A1], &[]);
        session.wait_text("command>");
        session.send("key\r");
        session.wait_text("not shown>");
        session.signal(name);
        assert!(!session.ended().success(), "{name}");
        session.assert_clean();
    }
}

#[test]
fn a_signal_after_a_hidden_question_ends_the_debugger_cleanly() {
    let mut session = Session::start((120, 36), &[tokens::A1, "--secret-prompt"], &[]);
    session.wait_text("secret: ");
    session.send("hunter2\r");
    session.wait_text("What is this?");
    session.signal("-TERM");
    assert!(!session.ended().success());
    session.assert_clean();
}

#[test]
fn a_paste_of_lines_at_a_hidden_question_is_one_answer() {
    let mut session = Session::start((80, 60), &["--plain", tokens::A1], &[]);
    session.wait_text("command>");
    session.send("key\r");
    session.wait_text("not shown>");
    let lines = tokens::A1_KEY.replace(',', ",\r").replace('{', "{\r");
    session.send(&format!("{lines}\r"));
    session.wait_text("[ok] signature");
    session.send("quit\r");
    assert!(session.ended().success());
    session.assert_clean();
    assert!(!String::from_utf8_lossy(&session.written()).contains("AyM1SysPpbyDfgZld3umj1"));
}

#[test]
fn no_escape_sequence_of_an_argument_reaches_the_terminal() {
    let hostile = "\u{1b}[31m\u{1b}]0;PWNED\u{7}\u{9b}2J\u{202e}";
    for lang in ["en", "ko"] {
        for args in [
            ["--lang", lang, "inspect", "--color", hostile],
            ["--lang", lang, "verify", "--alg", hostile],
            ["--lang", lang, "sign", "--claim", hostile],
            ["--lang", lang, "inspect", "x", &format!("--{hostile}")],
            ["--lang", lang, "key", "show", hostile],
            ["--lang", lang, "--theme", hostile, "x"],
            ["--lang", lang, "--config", hostile, "x"],
            ["--lang", lang, "verify", "x", &format!("@{hostile}")],
        ] {
            let mut session = Session::start((200, 24), &args, &[]);
            session.wait("the argument by its names", |screen| {
                screen.contents().to_lowercase().contains("202e")
            });
            assert!(!session.ended().success(), "{args:?}");
            let written = session.written();
            let has = |needle: &[u8]| written.windows(needle.len()).any(|window| window == needle);
            for needle in [&b"\x1b]"[..], b"\xc2\x9b", b"\x07", "\u{202e}".as_bytes()] {
                assert!(!has(needle), "{needle:?} was written for {args:?}");
            }
        }
    }
}

#[test]
fn progress_shows_while_many_tokens_are_verified_and_goes_when_it_ends() {
    let environment = [("TOKEN", tokens::A1), ("SECRET", "not the key of it, but long enough")];
    let line = "yes \"$TOKEN\" | \"$0\" verify - --secret-env SECRET > /dev/null";
    let mut session = started_by(line, &environment);
    session.wait("a count", |screen| {
        let counted = |row: &str| {
            row.starts_with("jwt-tui: ") && row.contains(" tokens, ") && row.ends_with(" failed")
        };
        screen.contents().lines().any(counted)
    });
    session.send("\u{3}");
    session.ended();
    session.assert_clean();
    let line = "yes \"$TOKEN\" | head -n 9 | \"$0\" verify - --secret-env SECRET > /dev/null";
    let mut session = started_by(line, &environment);
    session.wait_text("9 tokens");
    session.ended();
}

#[test]
fn a_theme_that_is_not_known_is_refused_with_those_that_are() {
    for (lang, words) in [("en", "did you mean dark?"), ("ko", "dark")] {
        let args = ["--theme", "drak", "--lang", lang, tokens::A1];
        let mut session = Session::start((120, 36), &args, &[]);
        session.wait_text("drak");
        session.wait_text(words);
        assert_eq!(session.ended().exit_code(), 2);
        session.assert_clean();
    }
}

#[test]
fn dates_are_told_on_the_clock_asked_for() {
    for (zone, words) in [("Asia/Seoul", "(Asia/Seoul)"), ("Asia/Tokyo", "(Asia/Tokyo)")] {
        let mut session = started(&["--tz", zone, tokens::A1], &[("TZ", "America/New_York")]);
        session.send("\t\tj");
        session.wait_text("2011-03-23 03:43:00 +09:00");
        session.wait_text(words);
        session.send("q");
        session.ended();
    }
    let mut session = started(&["--tz", "utc", tokens::A1], &[("TZ", "America/New_York")]);
    session.send("\t\tj");
    session.wait_text("must not be accepted");
    assert!(!session.shows(|screen| screen.contents().contains("America")));
    session.send("q");
    session.ended();
}
