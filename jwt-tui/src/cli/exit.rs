//! Exit codes, one for each kind of answer, and the errors that end a run.
//!
//! | code | means |
//! | --- | --- |
//! | 0 | what was asked holds |
//! | 1 | a check failed, other than below |
//! | 2 | the command line makes no sense |
//! | 3 | not a token |
//! | 4 | no key, none that can be used, none that matches |
//! | 5 | reading or writing failed |
//! | 10 | the signature does not match |
//! | 11, 12 | expired, not yet valid |
//! | 13 | no Claims Set, or a claim is not what was asked for |
//! | 14 | the algorithm is refused |
//! | 22 | two tokens differ |
//! | 70 | a bug of ours |
//! | 130 | interrupted (the signal's own ending, which shells report so) |

use std::io;
use std::panic;
use std::panic::AssertUnwindSafe;
use std::process;
use std::process::ExitCode;

use jwt_core::jws::HeaderError;
use jwt_core::jws::SignError;
use jwt_core::key::KeyError;

use crate::EX_SOFTWARE;
use crate::engine::times::TimeError;
use crate::engine::verdict::FailureKind;
use crate::keys::load::LoadError;
use crate::text::Lang;
use crate::text::Phrase;
use crate::text::cli as words;
use crate::text::lessons;
use crate::text::messages;
use crate::text::system;
use crate::tui::terminal;

/// How a run ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Exit {
    /// The algorithm is refused.
    Algorithm,
    /// A bug of ours.
    Bug,
    /// A check failed that has no code of its own.
    Check,
    /// No Claims Set, or a claim is not what was asked for.
    Claims,
    /// Two tokens differ.
    Differs,
    /// The token has expired.
    Expired,
    /// What was asked holds, or was done.
    Holds,
    /// It was broken off.
    Interrupted,
    /// Reading or writing failed.
    Io,
    /// There is no key to use.
    Key,
    /// The text is no token.
    NotAToken,
    /// The token is not valid yet.
    NotYetValid,
    /// The signature does not match.
    Signature,
    /// The command line makes no sense.
    Usage,
}

impl Exit {
    /// Gives the number for the operating system.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Holds => 0,
            Self::Check => 1,
            Self::Usage => 2,
            Self::NotAToken => 3,
            Self::Key => 4,
            Self::Io => 5,
            Self::Signature => 10,
            Self::Expired => 11,
            Self::NotYetValid => 12,
            Self::Claims => 13,
            Self::Algorithm => 14,
            Self::Differs => 22,
            Self::Interrupted => 130,
            Self::Bug => EX_SOFTWARE,
        }
    }

    /// Gives the code for what a token failed at.
    #[must_use]
    pub const fn of(failure: Option<FailureKind>) -> Self {
        match failure {
            None => Self::Holds,
            Some(FailureKind::Algorithm) => Self::Algorithm,
            Some(FailureKind::Claims) => Self::Claims,
            Some(FailureKind::Expired) => Self::Expired,
            Some(FailureKind::Key | FailureKind::NoKey) => Self::Key,
            Some(FailureKind::NotAToken) => Self::NotAToken,
            Some(FailureKind::NotYetValid) => Self::NotYetValid,
            Some(FailureKind::Other) => Self::Check,
            Some(FailureKind::Signature) => Self::Signature,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a run could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CliError {
    /// A header parameter cannot be written.
    #[error("--header: {0}")]
    Header(#[from] HeaderError),
    /// A file, stream or variable could not be read or written.
    #[error("{what}: {source}")]
    Io {
        /// The file or stream.
        what: String,
        /// What the system says.
        source: io::Error,
    },
    /// A question was broken off.
    #[error("broken off")]
    Interrupted,
    /// A key could not be loaded.
    #[error("{what}: {source}")]
    Load {
        /// The flag or file.
        what: String,
        /// What is wrong with it.
        source: LoadError,
    },
    /// A key cannot be used for what was asked.
    #[error("{what}: {source}")]
    Key {
        /// The flag or file.
        what: String,
        /// What is wrong with it.
        source: KeyError,
    },
    /// There is no key, or more than one.
    #[error("{0}")]
    NoKey(String),
    /// The token could not be made.
    #[error("{0}")]
    Sign(#[from] SignError),
    /// The debugger's screen could not be opened or broke.
    #[error("the terminal: {0}")]
    Terminal(String),
    /// A moment or duration could not be read.
    #[error("{flag}: {source}")]
    Time {
        /// The flag.
        flag: &'static str,
        /// What is wrong with it.
        source: TimeError,
    },
    /// The input is larger than anything that is read.
    #[error("{what}: more than {} MiB; expected a token, a key or a text with tokens", limit >> 20)]
    TooLarge {
        /// The file or stream.
        what: String,
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// The command line makes no sense.
    #[error("{0}")]
    Usage(String),
    /// The command line makes no sense; in every language.
    #[error("{}", .0.of(Lang::En))]
    Words(Phrase),
}

impl CliError {
    /// Gives the code that the run ends with.
    #[must_use]
    pub const fn exit(&self) -> Exit {
        match self {
            Self::Io { .. } | Self::Terminal(_) | Self::TooLarge { .. } => Exit::Io,
            Self::Interrupted => Exit::Interrupted,
            Self::Key { .. } | Self::Load { .. } | Self::NoKey(_) => Exit::Key,
            Self::Sign(_) => Exit::Check,
            Self::Header(_) | Self::Time { .. } | Self::Usage(_) | Self::Words(_) => Exit::Usage,
        }
    }

    /// Tells what to do about it, where the rule that was broken has such a line.
    #[must_use]
    pub fn remedy(&self, lang: Lang) -> Option<&'static str> {
        let explanation = match self {
            Self::Key { source, .. } | Self::Load { source: LoadError::Key(source), .. } => {
                source.explanation()
            }
            Self::Sign(source) => source.explanation(),
            _ => return None,
        };
        Some(lessons::lesson(lang, explanation).remedy)
    }

    /// Says what is wrong in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let at =
            |what: &str, why: &str| format!("{}: {}", place(lang, what), messages::say(lang, why));
        match self {
            Self::Header(source) => at("--header", &source.to_string()),
            Self::Interrupted => words::INTERRUPTED.of(lang).to_owned(),
            Self::Io { what, source } => {
                format!("{}: {}", place(lang, what), system::words(lang, source))
            }
            Self::Key { what, source } => at(what, &source.to_string()),
            Self::Load { what, source } => at(what, &source.to_string()),
            Self::NoKey(told) | Self::Usage(told) => told.clone(),
            Self::Sign(source) => messages::say(lang, &source.to_string()).into_owned(),
            Self::Terminal(why) => words::TERMINAL.with(lang, &[why]),
            Self::Time { flag, source } => format!("{flag}: {}", source.message(lang)),
            Self::TooLarge { what, limit } => {
                words::TOO_LARGE.with(lang, &[&place(lang, what), &(limit >> 20)])
            }
            Self::Words(phrase) => phrase.of(lang).to_owned(),
        }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }
}

/// Names a place in a language: a file keeps its name.
fn place(lang: Lang, what: &str) -> String {
    match what.strip_prefix("the variable ") {
        Some(name) => words::THE_VARIABLE.with(lang, &[&name]),
        None => words::named(lang, what).to_owned(),
    }
}

/// Runs a command and turns a panic into the code for our bugs.
///
/// What is told of it is the place in the source and nothing else: the message of a panic may quote
/// what was being looked at.
pub(super) fn guarded(lang: Lang, command: impl FnOnce() -> Exit) -> Exit {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        terminal::hidden::give_back();
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        super::output::complain(&words::BUG.with(lang, &[&place]), lang);
        // A release build has no unwinding: what would be an abort ends as everywhere else.
        if cfg!(panic = "abort") {
            process::exit(EX_SOFTWARE.into());
        }
    }));
    let result = panic::catch_unwind(AssertUnwindSafe(command));
    panic::set_hook(before);
    result.unwrap_or(Exit::Bug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_with_the_code_for_bugs() {
        assert_eq!(guarded(Lang::En, || panic!("hunter2")), Exit::Bug);
        assert_eq!(guarded(Lang::En, || Exit::Holds), Exit::Holds);
        assert_eq!(Exit::Bug.code(), 70);
    }

    #[test]
    fn every_failure_has_a_code() {
        for (kind, code) in [
            (FailureKind::Algorithm, 14),
            (FailureKind::Claims, 13),
            (FailureKind::Expired, 11),
            (FailureKind::Key, 4),
            (FailureKind::NoKey, 4),
            (FailureKind::NotAToken, 3),
            (FailureKind::NotYetValid, 12),
            (FailureKind::Other, 1),
            (FailureKind::Signature, 10),
        ] {
            assert_eq!(Exit::of(Some(kind)).code(), code);
        }
        assert_eq!(Exit::of(None).code(), 0);
    }
}
