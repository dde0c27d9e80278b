//! The pair goes to the store: one write at a time, the last wish wins, and a failed one is tried again.

use std::sync::Arc;
use std::sync::Weak;

use tokio::sync::oneshot;

use crate::error::StoreError;
use crate::event::Event;
use crate::input::FlightId;
use crate::input::Input;
use crate::port::BoxFuture;
use crate::session::inner::Inner;
use crate::session::inner::Wish;
use crate::tokens::StoredPair;

impl Inner {
    /// Stores `pair`, tells the machine, and goes on trying when it failed.
    pub(super) fn save(
        self: Arc<Self>,
        flight: Option<FlightId>,
        pair: StoredPair,
        wish: Wish,
    ) -> BoxFuture<'static, ()> {
        let mut waiting = Kept { inner: Arc::clone(&self), flight, tried: false };
        Box::pin(async move {
            let first = self.try_save(&pair, wish, 1).await;
            waiting.tried = true;
            // Whoever waits has waited long enough: the token is good, stored or not.
            drop(waiting);
            if first.is_err() {
                let clock = Arc::clone(&self.clock);
                let session = Arc::downgrade(&self);
                drop(self);
                try_again(session, clock, &pair, wish).await;
            }
        })
    }

    /// Erases what is stored.
    pub(super) fn erase(
        self: Arc<Self>,
        erased: Option<oneshot::Sender<Result<(), StoreError>>>,
        wish: Wish,
    ) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            let _turn = self.store_turn.lock().await;
            // Somebody has logged in since: theirs stays.
            let result = if self.is_wanted(wish) { self.store.clear().await } else { Ok(()) };
            if let Some(erased) = erased {
                // Whoever logged out does not wait for it any more.
                let _ = erased.send(result);
            }
        })
    }

    async fn try_save(&self, pair: &StoredPair, wish: Wish, attempts: u32) -> Result<(), ()> {
        let _turn = self.store_turn.lock().await;
        if !self.is_wanted(wish) {
            return Ok(());
        }
        let within = self.clock.sleep(self.policy().refresh_timeout);
        let result = tokio::select! {
            result = self.store.save(pair) => result,
            () = within => Err(StoreError::new("the store did not answer in time")),
        };
        result.map_err(|error| {
            self.tell(Event::StoreFailed { attempts, message: error.to_string() });
        })
    }
}

async fn try_again(
    session: Weak<Inner>,
    clock: Arc<dyn crate::port::Clock>,
    pair: &StoredPair,
    wish: Wish,
) {
    for attempts in 2_u32.. {
        let Some(pause) = session.upgrade().map(|inner| inner.policy().pause(attempts, 0.0)) else {
            return;
        };
        clock.sleep(pause).await;
        let Some(inner) = session.upgrade() else { return };
        if inner.try_save(pair, wish, attempts).await.is_ok() {
            return;
        }
    }
}

/// Tells the machine that storing has ended, also when the store panics or nobody runs the task.
struct Kept {
    inner: Arc<Inner>,
    flight: Option<FlightId>,
    tried: bool,
}

impl Drop for Kept {
    fn drop(&mut self) {
        if !self.tried {
            let message = "storing was cut short".to_owned();
            self.inner.tell(Event::StoreFailed { attempts: 1, message });
        }
        if let Some(flight) = self.flight {
            let _ = self.inner.hear(Input::Saved { flight });
        }
    }
}
