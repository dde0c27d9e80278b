//! What is printed and how: data to stdout, everything else to stderr.
//!
//! Colours are roles here and never the only sign of anything: each state has a mark of its own, with
//! an ASCII twin. A closed pipe ends the writing in silence.

use std::io;
use std::io::IsTerminal;
use std::io::Write;

use jwt_core::inspect::State;

use super::args::Clock;
use super::args::Color;
use super::args::Look;
use super::exit::CliError;
use crate::engine::times::Zone;
use crate::text::Lang;
use crate::text::cli as words;

/// What a piece of text is, for colouring it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Role {
    Bad,
    Dim,
    Good,
    Header,
    Payload,
    Signature,
    Title,
    Warning,
}

/// What a sentence beside the data is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Tone {
    Error,
    Help,
    Note,
    Summary,
    Warning,
}

/// How the output looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style<'z> {
    pub(super) ascii: bool,
    pub(super) color: bool,
    pub(super) lang: Lang,
    pub(super) quiet: bool,
    pub(super) verbose: bool,
    pub(super) zone: Zone<'z>,
}

impl<'z> Style<'z> {
    /// Decides by flags, `NO_COLOR` and whether stdout is a terminal.
    pub(super) fn new(look: &'z Look, lang: Lang) -> Self {
        let allowed = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let color = match look.color {
            Color::Always => true,
            Color::Auto => allowed && !look.plain && io::stdout().is_terminal() && !is_dumb(),
            Color::Never => false,
        };
        Self {
            ascii: look.ascii,
            color,
            lang,
            quiet: look.quiet,
            verbose: look.verbose,
            zone: look.tz.as_ref().map_or(Zone::Utc, Clock::zone),
        }
    }

    /// Colours a text that is already fit to be shown.
    pub(super) fn paint(&self, role: Role, text: &str) -> String {
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let code = match role {
            Role::Bad => "31",
            Role::Dim => "2",
            Role::Good => "32",
            Role::Header => "31;1",
            Role::Payload => "35;1",
            Role::Signature => "36;1",
            Role::Title => "1",
            Role::Warning => "33",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// Gives the mark of a state, the three of which never look alike.
    pub(super) fn mark(&self, state: State) -> String {
        let (role, mark) = match (state, self.ascii) {
            (State::Pass, false) => (Role::Good, "✓"),
            (State::Pass, true) => (Role::Good, "[ok]"),
            (State::Fail, false) => (Role::Bad, "✗"),
            (State::Fail, true) => (Role::Bad, "[no]"),
            (State::NotChecked, false) => (Role::Dim, "?"),
            (State::NotChecked, true) => (Role::Dim, "[??]"),
        };
        self.paint(role, mark)
    }

    /// Gives the mark of a warning.
    pub(super) fn warning_mark(&self) -> String {
        self.paint(Role::Warning, if self.ascii { "[!!]" } else { "!" })
    }

    /// Gives the sign that parts facts in a line.
    pub(super) const fn dot(&self) -> &'static str {
        if self.ascii { "-" } else { "·" }
    }

    /// Gives the sign for what was left out.
    pub(super) const fn ellipsis(&self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    /// Tells something besides the data; all but errors are left out if silence was asked for.
    pub(super) fn tell(&self, tone: Tone, message: &str) {
        if !self.quiet || tone == Tone::Error {
            say(tone, self.lang, message);
        }
    }

    /// Tells something worth knowing.
    pub(super) fn note(&self, message: &str) {
        self.tell(Tone::Note, message);
    }

    /// Warns.
    pub(super) fn warn(&self, message: &str) {
        self.tell(Tone::Warning, message);
    }
}

/// Tells whether the terminal can do nothing but print.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Writes data to stdout, and tells whether anybody reads it.
///
/// Nobody reading any more is no error: the answer is in the exit code.
pub(super) fn print(data: &str) -> Result<bool, CliError> {
    if data.is_empty() {
        return Ok(true);
    }
    let mut stdout = io::stdout().lock();
    match stdout.write_all(data.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(true),
        Err(source) if source.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(source) => Err(CliError::Io { what: "stdout".to_owned(), source }),
    }
}

/// Replaces the line of progress on a terminal; an empty one takes it away.
pub(super) fn status(line: &str) {
    let _ = write!(io::stderr(), "\r{line}\u{1b}[K");
}

/// Tells an error and what to do about it, whatever was asked for.
pub(super) fn report(error: &CliError, lang: Lang) {
    complain(&error.message(lang), lang);
    if let Some(remedy) = error.remedy(lang) {
        say(Tone::Help, lang, remedy);
    }
}

/// Tells an error, whatever was asked for.
pub(super) fn complain(message: &str, lang: Lang) {
    say(Tone::Error, lang, message);
}

/// Tells an error of several lines that are fit to be shown.
pub(super) fn complain_lines(message: &str, lang: Lang) {
    let _ = writeln!(io::stderr(), "jwt-tui: {}: {message}", words::ERROR.of(lang));
}

/// Writes a sentence to stderr.
pub(super) fn say(tone: Tone, lang: Lang, message: &str) {
    let kind = match tone {
        Tone::Error => words::ERROR.of(lang),
        Tone::Help => words::HELP.of(lang),
        Tone::Note => words::NOTE.of(lang),
        Tone::Summary => "",
        Tone::Warning => words::WARNING.of(lang),
    };
    let colon = if kind.is_empty() { "" } else { ": " };
    let message = crate::engine::sanitize::visible(message);
    // There is nobody left to tell that stderr is closed.
    let _ = writeln!(io::stderr(), "jwt-tui: {kind}{colon}{message}");
}
