//! Waiting for a refresh: one channel for all, and a count that is kept true when somebody goes away.

use std::sync::Arc;

use tokio::sync::watch;

use crate::action::Bearer;
use crate::error::AuthError;
use crate::error::RefreshError;
use crate::input::FlightId;
use crate::input::Input;
use crate::session::Inner;

/// What all who wait get.
pub(super) type Told = Result<Bearer, Arc<AuthError>>;

/// A refresh that somebody waits for.
#[derive(Debug)]
pub(super) struct Room {
    pub(super) flight: FlightId,
    door: watch::Sender<Option<Told>>,
}

impl Room {
    pub(super) fn new(flight: FlightId) -> Self {
        Self { flight, door: watch::Sender::new(None) }
    }

    pub(super) fn enter(&self, inner: &Arc<Inner>) -> Waiter {
        let guest = Guest { inner: Arc::clone(inner), flight: self.flight, served: false };
        Waiter { guest, door: self.door.subscribe() }
    }

    /// Lets everybody out.
    pub(super) fn open(self, told: Told) {
        self.door.send_replace(Some(told));
    }
}

/// One who waits.
pub(super) struct Waiter {
    guest: Guest,
    door: watch::Receiver<Option<Told>>,
}

impl Waiter {
    /// Waits until the refresh has ended, however that may be.
    pub(super) async fn outcome(mut self) -> Told {
        let told = match self.door.wait_for(Option::is_some).await {
            Ok(told) => told.clone(),
            Err(_) => None,
        };
        self.guest.served = true;
        told.unwrap_or_else(|| Err(Arc::new(AuthError::Unavailable(gone()))))
    }
}

/// Says goodbye when its owner goes before being served.
struct Guest {
    inner: Arc<Inner>,
    flight: FlightId,
    served: bool,
}

impl Drop for Guest {
    fn drop(&mut self) {
        if !self.served {
            let _ = self.inner.hear(Input::Dropped { flight: self.flight });
        }
    }
}

fn gone() -> RefreshError {
    RefreshError::broken("the session is gone")
}
