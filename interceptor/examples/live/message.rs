//! What can happen: a key, the clock, a step of a request, an event of the session, a line of the server's log.
//!
//! Plain values without a token: what a test writes down and what sockets bring are the same.

use std::time::Duration;

use interceptor::demo::Trouble;
use interceptor::machine::table::Phase;

use super::command::Command;

/// Something that happened.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    Command(Command),
    /// A request has made a step.
    Lane {
        number: u64,
        step: Step,
    },
    /// Where session and server stand now.
    Looked(Look),
    /// The terminal has another size: columns and rows.
    Resized(u16, u16),
    /// The server has written into its log.
    Server(Notice),
    /// The session has told an event.
    Session {
        news: News,
        text: String,
        trouble: bool,
    },
    /// So long after the start of the program.
    Tick(Duration),
}

/// A step of one request, told by whoever made it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Step {
    /// An answer has come off the wire.
    Answered(Answer),
    /// Its caller knows what became of it.
    Ended(End),
    /// It began the refresh.
    Leads,
    /// It went out, with the token of this generation.
    Sent(Option<u64>),
    /// There is no token to send it with: it waits for one.
    Waits,
}

/// An answer of the server.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The `errorCode` in its body.
    pub(crate) code: Option<u64>,
}

impl Answer {
    /// What it is called: the error code, else the status.
    #[must_use]
    pub(crate) fn number(self) -> u64 {
        self.code.unwrap_or_else(|| u64::from(self.status))
    }

    #[must_use]
    pub(crate) fn is_good(self) -> bool {
        self.code.is_none() && (200..300).contains(&self.status)
    }
}

/// What became of a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum End {
    /// The caller has the last answer.
    Answered,
    /// The network failed.
    Failed,
    /// The caller has gone away.
    HungUp,
    /// There is no token and none to come.
    LogIn,
    /// There is no token for now.
    NoToken,
}

/// What of an event of the session changes the screen; its text goes into the log.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum News {
    /// The session is over.
    Ended,
    /// A refresh failed; the next is tried after this pause.
    Failed(Option<Duration>),
    LoggedIn,
    LoggedOut,
    /// A refresh gave a new token.
    Refreshed,
    /// A request was sent again.
    Repeated,
    /// The token is new and was refused: refreshing rests.
    Rests,
    /// A refresh has begun.
    Started,
    /// Anything else.
    Told,
}

/// What of the server's log changes the screen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Notice {
    /// A resource was asked for, and what was wrong with the token.
    Asked(Option<Trouble>),
    /// The token endpoint denied a request.
    Denied(String),
    /// Anything else: the text, and whether it is trouble.
    Told(String, bool),
}

/// Where session and server stand, as they say themselves.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Look {
    pub(crate) phase: Phase,
    /// The generation of the last token; 0 before the first.
    pub(crate) generation: u64,
    /// How long the current token is good, by the session's clock.
    pub(crate) time_left: Option<Duration>,
    /// Requests that the token endpoint got.
    pub(crate) asked: u64,
    /// Refresh tokens that were exchanged.
    pub(crate) exchanged: u64,
    /// Refresh tokens that came although they had been used.
    pub(crate) reused: u64,
    /// Whether the answer to the next request at the token endpoint will be lost.
    pub(crate) loses_answer: bool,
}
