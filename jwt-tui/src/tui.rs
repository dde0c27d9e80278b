//! The terminal debugger: Model, Message, update and view (the Elm architecture).
//!
//! ```text
//!              ┌───────────────────────────────┐
//! terminal ──▶ runtime ──Message──▶ update ──▶ Model ──▶ view ──▶ terminal
//!              ▲                      │
//!              └──────── Effect ──────┘
//! ```
//!
//! [`update::update`] is the only place that changes the [`model::Model`]; [`view::view`] is a pure
//! function of it; [`runtime`] and [`terminal`] are the only places that meet a terminal.

use std::collections::VecDeque;
use std::env;
use std::io;
use std::panic;
use std::panic::AssertUnwindSafe;
use std::sync::mpsc;

use jiff::tz::TimeZone;
use jwt_core::NumericDate;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use crate::engine::verdict::KeySupply;
use crate::engine::verdict::Rules;
use crate::history::Setting;
use crate::text::Lang;
use crate::tui::keymap::Keymap;
use crate::tui::model::desk::Colors;
use crate::tui::theme::Theme;

pub mod burst;
pub mod editor;
pub mod effect;
pub mod facts;
pub mod fuzzy;
pub mod keymap;
pub mod layout;
pub mod line;
pub mod message;
pub mod model;
pub mod plain;
pub mod runtime;
pub mod settings;
pub mod sheet;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;
pub mod widgets;

/// What the debugger is opened with.
#[derive(Clone)]
pub struct Start {
    /// A token or any text with a token in it; none opens an empty workbench.
    pub text: Option<String>,
    /// Keys that were given on the command line.
    pub keys: Option<KeySupply>,
    /// What a verifier is asked to require.
    pub rules: Rules,
    /// The language to speak.
    pub lang: Lang,
    /// Whether colours are wanted; `NO_COLOR` forbids them all the same.
    pub color: bool,
    /// The theme that is wanted; the terminal may not be able to show it.
    pub theme: Theme,
    /// Whether the mouse may be taken from the terminal.
    pub mouse: bool,
    /// The keys.
    pub keymap: Keymap,
    /// Whether marks and borders are to be ASCII.
    pub ascii: bool,
    /// Whether lines of text are wanted instead of a screen.
    pub plain: bool,
    /// Whether tokens of before are kept in a file, and in which.
    pub history: Setting,
    /// Whose clock dates are told by beside UTC; none for that of this machine.
    pub place: Option<TimeZone>,
    /// The clock; asked on events and while a countdown shows.
    pub now: fn() -> NumericDate,
}

impl Start {
    /// A text to open, if any, and a clock; all else as it is where nobody asked.
    #[must_use]
    pub fn new(text: Option<String>, now: fn() -> NumericDate) -> Self {
        Self {
            text,
            keys: None,
            rules: Rules::default(),
            lang: Lang::default(),
            color: true,
            theme: Theme::default(),
            mouse: true,
            keymap: Keymap::default(),
            ascii: false,
            history: Setting::default(),
            place: None,
            plain: false,
            now,
        }
    }
}

/// Why the debugger could not run or had to stop.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// A bug of ours; where it happened is on standard error already.
    #[error("stopped by a bug of its own")]
    Bug,
    /// The terminal could not be read or written.
    #[error("the terminal: {0}")]
    Terminal(#[from] io::Error),
}

/// Opens the debugger, as a screen or as lines, and returns when the user leaves it; the terminal is then as it was.
///
/// A signal that ends programs ends this one, too, once the terminal is restored.
///
/// # Errors
///
/// [`RunError::Terminal`] when there is none or it is lost, [`RunError::Bug`] after a panic.
pub fn run(start: Start) -> Result<(), RunError> {
    if start.plain {
        let mut console = terminal::LineConsole::default();
        return Ok(plain::Session::new(&start, &mut console).run(start.now)?);
    }
    let (sender, events) = mpsc::channel();
    let model = update::start(&start, colors(&start));
    terminal::capture_mouse(start.mouse)?;
    terminal::install_panic_hook();
    terminal::listen_to_signals(sender.clone())?;
    let ended = {
        let _guard = terminal::Guard::take()?;
        let mut screen = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        let size = screen.size()?;
        let mut runtime = runtime::Runtime {
            terminal: &mut screen,
            model: update::sized(model, (size.width, size.height)),
            events,
            sender: sender.clone(),
            now: start.now,
            burst: burst::Burst::default(),
            last_key: None,
            waiting: VecDeque::new(),
            writing: None,
        };
        terminal::listen_to_keys(sender);
        panic::catch_unwind(AssertUnwindSafe(|| runtime.run())).map_err(|_| RunError::Bug)??
    };
    match ended {
        runtime::Ended::ByUser => Ok(()),
        runtime::Ended::ByBug => Err(RunError::Bug),
        runtime::Ended::BySignal(signal) => {
            terminal::end_by(signal);
            Ok(())
        }
    }
}

/// What the user allows and the terminal can do: `NO_COLOR`, `COLORTERM`.
fn colors(start: &Start) -> Colors {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let has_truecolor = env::var("COLORTERM").is_ok_and(|value| {
        value.eq_ignore_ascii_case("truecolor") || value.eq_ignore_ascii_case("24bit")
    });
    match has_truecolor {
        _ if !start.color || is_set("NO_COLOR") => Colors::None,
        true => Colors::True,
        false => Colors::Sixteen,
    }
}
