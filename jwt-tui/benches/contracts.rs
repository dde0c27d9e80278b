//! Measures what the debugger promises, beside `jwt-ui` and `jwt-cli` where they are installed.
//!
//! ```text
//! cargo bench -p jwt-tui
//! ```
//!
//! Whole processes are started, in a pseudo-terminal where a screen is waited for, and each figure is
//! the median of several runs with its minimum. Nothing is asserted: a machine may be busy.
#![cfg(unix)]
#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a measurement may stop at once"
)]

use std::fs;
use std::hint::black_box;
use std::io::Read;
use std::io::Write;
use std::num::NonZeroU16;
use std::process;
use std::process::Stdio;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use jwt_core::NumericDate;
use jwt_core::base64url;
use jwt_tui::text::Lang;
use jwt_tui::tui::Start;
use jwt_tui::tui::message::Command;
use jwt_tui::tui::message::Message;
use jwt_tui::tui::model::Screen;
use jwt_tui::tui::model::desk::Colors;
use jwt_tui::tui::update;
use jwt_tui::tui::view::view;
use portable_pty::Child;
use portable_pty::CommandBuilder;
use portable_pty::MasterPty;
use portable_pty::PtySize;
use portable_pty::native_pty_system;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const OURS: &str = env!("CARGO_BIN_EXE_jwt-tui");
/// Columns and rows of the terminal.
const SIZE: (u16, u16) = (120, 36);
/// What stands on the screen once the payload is decoded, and nowhere in the token's text.
const DECODED: &str = "decoded-claim";
/// How long a screen is waited for.
const LIMIT: Duration = Duration::from_secs(10);

fn main() {
    println!("{:<44} {:>12} {:>12}   promised", "", "median", "minimum");
    // A megabyte is 1,000,000 octets here.
    let size = fs::metadata(OURS).unwrap().len();
    println!(
        "{:<44} {:>12} {:>12}   ≤ 4.00 MB",
        "binary",
        format!("{:.2} MB", size as f64 / 1e6),
        ""
    );
    first_frame();
    inspect();
    paste();
    frames();
    idle();
}

/// From the start of the process until a decoded claim stands on the screen.
fn first_frame() {
    let token = token(40);
    let start = |program: &str, arguments: &[&str]| {
        median(15, || {
            let mut session = Session::start(program, arguments)?;
            session.until(|screen| screen.contains(DECODED))
        })
    };
    row("first decoded frame", start(OURS, &[&token]), "≤ 15 ms");
    row("  jwtui (jwt-ui)", start("jwtui", &[&token]), "");
}

/// One shot on the command line.
fn inspect() {
    let token = token(40);
    let run = |program: &str, arguments: &[&str]| {
        median(40, || {
            let begin = Instant::now();
            let output = process::Command::new(program)
                .args(arguments)
                .stdin(Stdio::null())
                .stderr(Stdio::null())
                .output()
                .ok()?;
            let took = begin.elapsed();
            String::from_utf8_lossy(&output.stdout).contains(DECODED).then_some(took)
        })
    };
    row("inspect", run(OURS, &["inspect", &token]), "≤ 3 ms");
    row("  jwtui -s -n (jwt-ui)", run("jwtui", &["-s", "-n", &token]), "");
    row("  jwt decode (jwt-cli)", run("jwt", &["decode", &token]), "");
}

/// A bracketed paste of 300 KB, from the first octet sent until a claim stands on the screen.
fn paste() {
    let text = format!("\u{1b}[200~{}\u{1b}[201~", token(225_000));
    let took = median(7, || {
        let mut session = Session::start(OURS, &[])?;
        session.until(|screen| screen.contains("jwt-tui"))?;
        let begin = Instant::now();
        let mut writer = session.master.take_writer().ok()?;
        let text = text.clone();
        thread::spawn(move || writer.write_all(text.as_bytes()));
        session.until(|screen| screen.contains(DECODED))?;
        Some(begin.elapsed())
    });
    row("paste of 300 KB", took, "≤ 100 ms");
}

/// One frame with a token of 350 KB on each screen, a key pressed before each; the difference to the
/// frame before is worked out, too.
fn frames() {
    let start = Start::new(Some(token(262_000)), || NumericDate::from_seconds(1_800_000_000));
    let mut model = update::sized(update::start(&start, Colors::Sixteen), SIZE);
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    for screen in Screen::ALL {
        update::update(&mut model, Message::Command(Command::Show(screen)));
        let took = median(200, || {
            let begin = Instant::now();
            update::update(&mut model, Message::Command(Command::Down));
            terminal.draw(|frame| view(black_box(&model), frame)).ok()?;
            Some(begin.elapsed())
        });
        let name = format!("key and frame at 350 KB, {}", screen.title().of(Lang::En));
        row(&name, took, "≤ 2 ms");
    }
}

/// Wake-ups of all threads while nothing moves.
fn idle() {
    let Some(mut session) = Session::start(OURS, &[&token(40)]) else { return };
    session.until(|screen| screen.contains(DECODED));
    let Some(id) = session.child.process_id() else { return };
    let switches = || {
        let tasks = fs::read_dir(format!("/proc/{id}/task")).ok()?;
        let of_task = |path: std::path::PathBuf| {
            let status = fs::read_to_string(path.join("status")).ok()?;
            let line =
                status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            line?.trim().parse::<u64>().ok()
        };
        Some(tasks.flatten().filter_map(|task| of_task(task.path())).sum::<u64>())
    };
    // What the start left over is done by then.
    thread::sleep(Duration::from_secs(1));
    let Some(before) = switches() else {
        println!("{:<44} {:>12}", "idle", "no /proc here");
        return;
    };
    thread::sleep(Duration::from_secs(4));
    let woken = switches().unwrap_or(before) - before;
    println!("{:<44} {:>12} {:>12}   0", "wake-ups in 4 s with nothing to do", woken, "");
}

/// A token with a claim of `padding` octets before the one that is looked for; never expires.
fn token(padding: usize) -> String {
    let payload = format!(r#"{{"{DECODED}":1,"filler":"{}"}}"#, "x".repeat(padding));
    [r#"{"alg":"HS256","typ":"JWT"}"#, &payload, "a signature of 32 octets, or about"]
        .map(|part| base64url::encode(part.as_bytes()))
        .join(".")
}

/// Median and minimum of several runs; none as soon as one gives none.
fn median(runs: usize, mut run: impl FnMut() -> Option<Duration>) -> Option<(Duration, Duration)> {
    let mut all = (0..runs).map(|_| run()).collect::<Option<Vec<_>>>()?;
    all.sort();
    Some((all[all.len() / 2], all[0]))
}

fn row(name: &str, figures: Option<(Duration, Duration)>, promised: &str) {
    let text = |took: Duration| format!("{:.2} ms", took.as_secs_f64() * 1e3);
    match figures {
        Some((median, least)) => {
            println!("{name:<44} {:>12} {:>12}   {promised}", text(median), text(least));
        }
        None => println!("{name:<44} {:>12} {:>12}   {promised}", "not here", ""),
    }
}

/// A program in a terminal.
struct Session {
    begin: Instant,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
}

impl Session {
    fn start(program: &str, arguments: &[&str]) -> Option<Self> {
        let size = PtySize { rows: SIZE.1, cols: SIZE.0, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).ok()?;
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C");
        let mut reader = pair.master.try_clone_reader().ok()?;
        let begin = Instant::now();
        let child = pair.slave.spawn_command(command).ok()?;
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 65_536];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let (rows, columns) = (NonZeroU16::new(SIZE.1)?, NonZeroU16::new(SIZE.0)?);
        let screen = vt100::Parser::new(rows, columns, 0);
        Some(Self { begin, child, master: pair.master, output, screen })
    }

    /// The time since the start when the screen is as wanted.
    fn until(&mut self, is_there: impl Fn(&str) -> bool) -> Option<Duration> {
        loop {
            if is_there(&self.screen.screen().contents()) {
                return Some(self.begin.elapsed());
            }
            self.screen.process(&self.output.recv_timeout(LIMIT).ok()?);
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
