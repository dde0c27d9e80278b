//! What the machine hears.

use crate::error::RefreshError;
use crate::tokens::Generation;
use crate::tokens::StoredPair;
use crate::tokens::TokenPair;
use crate::verdict::Reason;

/// Names one refresh, from its start until those who wait for it are told.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FlightId(pub(crate) u64);

/// Something that happened outside of the machine.
#[derive(Debug)]
pub enum Input {
    /// A request wants a token.
    Ask,
    /// An answer rejected the token of this generation.
    Rejected {
        /// The generation that was sent.
        generation: Generation,
        /// What the answer said.
        reason: Reason,
    },
    /// The repeat of a request was rejected as well. No refresh follows for it.
    RejectedAgain {
        /// The generation that was sent with the repeat.
        generation: Generation,
        /// What the answer said.
        reason: Reason,
    },
    /// A refresh has ended.
    Finished {
        /// Which one.
        flight: FlightId,
        /// How.
        outcome: Outcome,
    },
    /// The new pair is stored, or storing it was put off.
    Saved {
        /// Of which refresh.
        flight: FlightId,
    },
    /// Somebody who waited for a refresh waits no more.
    Dropped {
        /// Of which refresh.
        flight: FlightId,
    },
    /// New credentials: somebody has logged in.
    Installed(TokenPair),
    /// Credentials from a store.
    Restored(StoredPair),
    /// The user logs out.
    Cleared,
}

/// How a refresh ended.
#[derive(Debug)]
pub enum Outcome {
    /// The server gave a new pair.
    Issued(TokenPair),
    /// The store had a newer pair than the one that was to be refreshed: somebody else was faster.
    Superseded(StoredPair),
    /// No new pair.
    Failed(RefreshError),
}
