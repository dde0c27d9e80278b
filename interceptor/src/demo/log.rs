//! What happened at the server, as plain values, without any token.
//!
//! An access token is named by its serial number, counted from 1 over all that the server has made.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::SystemTime;

use tokio::sync::watch;

use super::FamilyId;
use super::Trouble;

/// The last [`Log::KEPT`] things that happened, and an ear for the next.
#[derive(Debug)]
pub struct Log {
    entries: Mutex<VecDeque<Entry>>,
    /// How many entries were ever written.
    written: watch::Sender<u64>,
}

/// One thing that happened.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// Counted from 1.
    pub number: u64,
    /// When, by the server's clock.
    pub at: SystemTime,
    /// What.
    pub what: Happening,
}

/// What can happen.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Happening {
    /// Somebody has logged in.
    LoggedIn {
        /// The family that begins.
        family: FamilyId,
        /// The access token.
        serial: u64,
    },
    /// A refresh token was exchanged.
    Rotated {
        /// Its family.
        family: FamilyId,
        /// The new access token.
        serial: u64,
    },
    /// A refresh token was presented again within the grace window and gave the same successor.
    RotatedAgain {
        /// Its family.
        family: FamilyId,
        /// The new access token.
        serial: u64,
    },
    /// A refresh token was presented that had been used.
    Reused {
        /// Its family.
        family: FamilyId,
    },
    /// A family was revoked: none of its tokens is good any more.
    FamilyRevoked {
        /// Which one.
        family: FamilyId,
    },
    /// A token endpoint refused a request.
    Refused {
        /// The `error` of RFC 6749 §5.2.
        error: &'static str,
    },
    /// An access token was made for a client of its own account (RFC 6749 §4.4).
    Granted {
        /// The access token.
        serial: u64,
    },
    /// Access tokens were taken back before their time.
    Revoked {
        /// How many.
        tokens: usize,
    },
    /// A resource was asked for.
    Requested {
        /// Which one, with its placeholders.
        resource: &'static str,
        /// The access token, when it is one of this server's.
        serial: Option<u64>,
        /// What was wrong with the request's token; `None` when nothing was.
        trouble: Option<Trouble>,
    },
    /// A connection was closed instead of an answer.
    HungUp,
}

impl Log {
    /// Entries that are kept.
    pub const KEPT: usize = 4096;

    pub(super) fn new() -> Self {
        Self { entries: Mutex::default(), written: watch::Sender::new(0) }
    }

    /// What has happened after the entry of that number; 0 for all that is kept.
    #[must_use]
    pub fn since(&self, number: u64) -> Vec<Entry> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.iter().filter(|entry| entry.number > number).cloned().collect()
    }

    /// How many entries were ever written: the number of the last one.
    #[must_use]
    pub fn last(&self) -> u64 {
        *self.written.borrow()
    }

    /// Done when the log has an entry after that number.
    pub async fn changed(&self, number: u64) {
        // The sender lives as long as this log: the channel cannot close.
        let _ = self.written.subscribe().wait_for(|written| *written > number).await;
    }

    pub(super) fn write(&self, at: SystemTime, what: Happening) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let number = self.last().saturating_add(1);
        entries.push_back(Entry { number, at, what });
        if entries.len() > Self::KEPT {
            entries.pop_front();
        }
        self.written.send_replace(number);
    }
}

impl fmt::Display for Happening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LoggedIn { family, serial } => {
                write!(f, "login: {family}, access token {serial}")
            }
            Self::Rotated { family, serial } => {
                write!(f, "refresh token of {family} exchanged, access token {serial}")
            }
            Self::RotatedAgain { family, serial } => {
                write!(f, "refresh token of {family} again, in time: access token {serial}")
            }
            Self::Reused { family } => write!(f, "used refresh token of {family} presented"),
            Self::FamilyRevoked { family } => write!(f, "{family} revoked"),
            Self::Refused { error } => write!(f, "token request refused: {error}"),
            Self::Granted { serial } => write!(f, "client served, access token {serial}"),
            Self::Revoked { tokens } => write!(f, "{tokens} access tokens taken back"),
            Self::Requested { resource, serial, trouble } => {
                write!(f, "{resource}")?;
                if let Some(serial) = serial {
                    write!(f, ", access token {serial}")?;
                }
                match trouble {
                    Some(trouble) => write!(f, ": {trouble}"),
                    None => f.write_str(": taken"),
                }
            }
            Self::HungUp => f.write_str("connection closed instead of an answer"),
        }
    }
}
