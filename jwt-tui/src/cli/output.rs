//! What is printed and how: data to stdout, everything else to stderr.
//!
//! Colours are roles here and never the only sign of anything: each state has a mark of its own, with
//! an ASCII twin. A closed pipe ends the writing in silence.

use std::io;
use std::io::IsTerminal;
use std::io::Write;

use jwt_core::inspect::State;

use super::args::Color;
use super::args::Look;
use super::exit::CliError;
use crate::engine::times::Zone;
use crate::text::Lang;

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
            zone: look.tz.zone(),
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

    /// Tells something besides the data, unless silence was asked for.
    pub(super) fn note(&self, message: &str) {
        if !self.quiet {
            say("note", message);
        }
    }

    /// Warns, unless silence was asked for.
    pub(super) fn warn(&self, message: &str) {
        if !self.quiet {
            say("warning", message);
        }
    }
}

/// Tells whether the terminal can do nothing but print.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Writes data to stdout.
///
/// Nobody reading any more is no error: the answer is in the exit code.
pub(super) fn print(data: &str) -> Result<(), CliError> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(data.as_bytes()).and_then(|()| stdout.flush()) {
        Err(source) if source.kind() != io::ErrorKind::BrokenPipe => {
            Err(CliError::Io { what: "stdout".to_owned(), source })
        }
        _ => Ok(()),
    }
}

/// Tells an error and what to do about it, whatever was asked for.
pub(super) fn report(error: &CliError) {
    complain(&error.to_string());
    if let Some(remedy) = error.remedy() {
        say("help", remedy);
    }
}

/// Tells an error, whatever was asked for.
pub(super) fn complain(message: &str) {
    say("error", message);
}

fn say(kind: &str, message: &str) {
    let message = crate::engine::sanitize::visible(message);
    // There is nobody left to tell that stderr is closed.
    let _ = writeln!(io::stderr(), "jwt-tui: {kind}: {message}");
}
