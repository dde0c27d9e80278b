//! What a session tells whoever watches it: each thing once, in the order in which it happened.
//!
//! No event holds a token. `Display` writes one line for people.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::error::AuthError;
use crate::tokens::Generation;

/// Something that happened to a session.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Event {
    /// New credentials were handed in.
    LoggedIn {
        /// Their generation.
        generation: Generation,
    },
    /// A refresh has begun.
    RefreshStarted {
        /// The generation that it replaces.
        replaces: Generation,
        /// What called for it.
        trigger: Trigger,
    },
    /// The answer to a refresh was lost; the same refresh token is sent once more.
    RefreshRepeated {
        /// The generation that it replaces.
        replaces: Generation,
        /// How long it waits before.
        delay: Duration,
    },
    /// A refresh has given a new token.
    Refreshed {
        /// Its generation.
        generation: Generation,
        /// How many callers waited for it.
        waiters: usize,
        /// How long it took, from start to stored.
        took: Duration,
    },
    /// A refresh has failed.
    RefreshFailed {
        /// Why; what all who waited got.
        error: Arc<AuthError>,
        /// How many callers waited for it.
        waiters: usize,
        /// How long no further refresh is tried. `None`: none will be.
        held_off: Option<Duration>,
    },
    /// The token was rejected, and there is nothing to renew it with; it stays in use for the servers that take it.
    /// Told once for each token.
    NotRenewable {
        /// The generation that was rejected.
        generation: Generation,
    },
    /// Fresh tokens are refused one after another; refreshing rests until this one is older: a second, and twice as
    /// long each time, as the pauses of [`Policy::back_off`](crate::policy::Policy) are. A new login ends it.
    RefreshRests {
        /// The generation that was refused.
        generation: Generation,
    },
    /// The session is over: log in again.
    SessionEnded {
        /// Why; what everybody who asks from now on gets.
        error: Arc<AuthError>,
    },
    /// The user has logged out.
    LoggedOut,
    /// The refresh token was revoked at the server, or that failed (RFC 7009). Not told where the refresher
    /// knows of no such thing.
    Revoked {
        /// Whether the server said yes.
        done: bool,
    },
    /// The store could not be written; it is tried again while the session lives and wants the same, unless the
    /// store panicked.
    StoreFailed {
        /// How often it was tried.
        attempts: u32,
        /// What the store said.
        message: String,
    },
    /// The access token is longer than many servers take in a header field.
    HeaderTooLarge {
        /// Octets of the header field.
        octets: usize,
        /// Octets that were set as the limit.
        budget: usize,
    },
    /// A request was sent again with a new token.
    Repeated {
        /// The generation that it was repeated with.
        generation: Generation,
    },
    /// A request was rejected and could not be sent again; its answer went back as it was.
    NotReplayed {
        /// Why not.
        cause: NotReplayed,
    },
}

/// What called for a refresh.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Trigger {
    /// The token would expire soon; it is still in use.
    Early,
    /// The token had expired by the clock, or there was none.
    Late,
    /// The server refused the token.
    Rejected,
}

/// Why a request was not sent again.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum NotReplayed {
    /// Its body is a stream, or was longer than [`Policy::max_replay_body`](crate::policy::Policy).
    Body,
    /// The policy says so, by its method.
    Method,
}

impl Event {
    /// Whether somebody should look: logged as a warning, everything else for finding mistakes.
    #[must_use]
    pub fn is_trouble(&self) -> bool {
        match self {
            Self::RefreshFailed { .. }
            | Self::NotRenewable { .. }
            | Self::NotReplayed { .. }
            | Self::RefreshRests { .. }
            | Self::SessionEnded { .. }
            | Self::Revoked { done: false }
            | Self::StoreFailed { .. }
            | Self::HeaderTooLarge { .. } => true,
            Self::LoggedIn { .. }
            | Self::RefreshStarted { .. }
            | Self::RefreshRepeated { .. }
            | Self::Refreshed { .. }
            | Self::LoggedOut
            | Self::Revoked { done: true }
            | Self::Repeated { .. } => false,
        }
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LoggedIn { generation } => write!(f, "logged in, token {generation}"),
            Self::RefreshStarted { replaces, trigger } if *replaces == Generation::default() => {
                write!(f, "refresh started for the first token ({trigger})")
            }
            Self::RefreshStarted { replaces, trigger } => {
                write!(f, "refresh of token {replaces} started ({trigger})")
            }
            Self::RefreshRepeated { replaces, delay } => {
                let delay = Short(*delay);
                write!(f, "refresh of token {replaces}: answer lost, once more in {delay}")
            }
            Self::Refreshed { generation, waiters, took } => {
                write!(f, "token {generation} is here after {}, {waiters} waited", Short(*took))
            }
            Self::RefreshFailed { error, waiters, held_off: Some(rest) } => {
                let rest = Short(*rest);
                write!(f, "refresh failed, {waiters} waited, next try in {rest}: {error}")
            }
            Self::RefreshFailed { error, waiters, held_off: None } => {
                write!(f, "refresh failed for good, {waiters} waited: {error}")
            }
            Self::NotRenewable { generation } => {
                write!(f, "token {generation} was rejected, and there is no refresh token: log in")
            }
            Self::RefreshRests { generation } => {
                write!(f, "token {generation} is new and refused as well: refreshing rests")
            }
            // Each of these errors says that the session is over.
            Self::SessionEnded { error } => write!(f, "{error}"),
            Self::LoggedOut => f.write_str("logged out"),
            Self::Revoked { done: true } => f.write_str("refresh token revoked"),
            Self::Revoked { done: false } => f.write_str("refresh token could not be revoked"),
            Self::StoreFailed { attempts, message } => {
                write!(f, "the store could not be written (try {attempts}): {message}")
            }
            Self::HeaderTooLarge { octets, budget } => {
                write!(f, "the access token fills {octets} octets of header, more than {budget}")
            }
            Self::Repeated { generation } => write!(f, "request repeated with token {generation}"),
            Self::NotReplayed { cause: NotReplayed::Body } => {
                f.write_str("request not repeated: its body cannot be sent again")
            }
            Self::NotReplayed { cause: NotReplayed::Method } => {
                f.write_str("request not repeated: the policy forbids it for its method")
            }
        }
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Early => "early",
            Self::Late => "late",
            Self::Rejected => "rejected",
        })
    }
}

/// A span as people say it: "1.2 s", "340 ms".
struct Short(Duration);

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < Duration::from_secs(1) {
            write!(f, "{} ms", self.0.as_millis())
        } else {
            write!(f, "{:.1} s", self.0.as_secs_f64())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_for_people() {
        let line = |delay| {
            Event::RefreshRepeated { replaces: Generation::default().next(), delay }.to_string()
        };
        let lost = "refresh of token 1: answer lost, once more in";
        assert_eq!(line(Duration::from_nanos(930_119_687)), format!("{lost} 930 ms"));
        assert_eq!(line(Duration::from_millis(2_345)), format!("{lost} 2.3 s"));
        let first =
            Event::RefreshStarted { replaces: Generation::default(), trigger: Trigger::Late };
        assert_eq!(first.to_string(), "refresh started for the first token (late)");
    }
}
