//! What the machine says: an answer to whoever asked, and work for its shell, in order.

use std::sync::Arc;
use std::time::Duration;

use crate::error::AuthError;
use crate::event::Event;
use crate::input::FlightId;
use crate::tokens::AccessToken;
use crate::tokens::Generation;
use crate::tokens::RefreshToken;
use crate::tokens::StoredPair;
use crate::tokens::TokenPair;

/// What the machine says to one input.
#[derive(Debug)]
pub struct Step {
    /// To whoever asked. `None` for inputs that ask for nothing.
    pub answer: Option<Answer>,
    /// To the shell; to be done in this order.
    pub actions: Vec<Action>,
}

impl Step {
    /// Nothing to say and nothing to do.
    #[must_use]
    pub(crate) fn silent() -> Self {
        Self { answer: None, actions: Vec::new() }
    }
}

/// What becomes of a request.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Send it with this token.
    Use(Bearer),
    /// Wait for this refresh, then send it with what [`Action::Settle`] gives.
    Wait(FlightId),
    /// No other token will help: give the answer that was rejected back to the caller.
    Keep,
    /// There is no token.
    Fail(Arc<AuthError>),
}

/// A token to be sent, and which one it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Bearer {
    /// The token; [`AccessToken::header`] is the value for `Authorization`.
    pub token: AccessToken,
    /// To be named when an answer rejects it.
    pub generation: Generation,
}

/// Work for the shell.
#[derive(Debug)]
pub enum Action {
    /// Start this refresh; hear [`Input::Finished`](crate::input::Input) when it ends.
    Start(Job),
    /// Store this pair; hear [`Input::Saved`](crate::input::Input) when that is done or was put off.
    Save {
        /// Of which refresh. `None`: nobody waits for it.
        flight: Option<FlightId>,
        /// What to store.
        pair: StoredPair,
    },
    /// Tell all who wait for this refresh, and forget it.
    Settle {
        /// Which one.
        flight: FlightId,
        /// What they get.
        result: Result<Bearer, Arc<AuthError>>,
    },
    /// Forget what is stored.
    Erase,
    /// Revoke this pair at the server.
    Revoke(TokenPair),
    /// Tell this to whoever watches.
    Tell(Event),
}

/// A refresh to be done.
#[derive(Clone, Debug)]
pub struct Job {
    /// Which one.
    pub flight: FlightId,
    /// With which refresh token; `None` where the refresher needs none.
    pub refresh: Option<RefreshToken>,
    /// Wait this long before.
    pub delay: Duration,
    /// Give up after this long, counted from after the delay.
    pub timeout: Duration,
    /// Whether it is the second try with the same refresh token, after a lost answer.
    pub repeat: bool,
}
