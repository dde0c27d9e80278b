//! What is to be stored: one write at a time, the last wish wins, and a failed one is tried again.

use std::sync::Arc;
use std::sync::Weak;

use tokio::sync::oneshot;

use crate::error::StoreError;
use crate::event::Event;
use crate::input::FlightId;
use crate::input::Input;
use crate::port::BoxFuture;
use crate::port::Clock;
use crate::session::busy::Busy;
use crate::session::inner::Inner;
use crate::session::inner::Wish;
use crate::tokens::StoredPair;

/// What the store is asked to do.
enum Write {
    Save(StoredPair),
    Erase,
}

impl Inner {
    /// Stores `pair`, tells the machine, and goes on trying when it failed.
    pub(super) fn save(
        self: Arc<Self>,
        flight: Option<FlightId>,
        pair: StoredPair,
        wish: Wish,
    ) -> BoxFuture<'static, ()> {
        let busy = self.busy();
        let mut waiting = Kept { inner: Arc::clone(&self), flight, tried: false, busy };
        Box::pin(async move {
            let write = Write::Save(pair);
            let first = self.try_write(&write, wish, 1).await;
            waiting.tried = true;
            // Whoever waits has waited long enough: the token is good, stored or not.
            drop(waiting);
            if first.is_err() {
                go_on(self, &write, wish).await;
            }
        })
    }

    /// Erases what is stored, and goes on trying when it failed.
    pub(super) fn erase(
        self: Arc<Self>,
        erased: Option<oneshot::Sender<Result<(), StoreError>>>,
        wish: Wish,
    ) -> BoxFuture<'static, ()> {
        let busy = self.busy();
        Box::pin(async move {
            let first = self.try_write(&Write::Erase, wish, 1).await;
            let failed = first.is_err();
            if let Some(erased) = erased {
                // Whoever logged out does not wait for it any more.
                let _ = erased.send(first);
            }
            drop(busy);
            if failed {
                go_on(self, &Write::Erase, wish).await;
            }
        })
    }

    async fn try_write(&self, write: &Write, wish: Wish, attempts: u32) -> Result<(), StoreError> {
        let writing = async {
            let _turn = self.store_turn.lock().await;
            // Somebody has wished for something else since: theirs stays.
            if !self.is_wanted(wish) {
                return Ok(());
            }
            match write {
                Write::Save(pair) => self.store.save(pair).await?,
                Write::Erase => self.store.clear().await?,
            }
            self.fulfil(wish);
            Ok(())
        };
        let result = self.within_limit(writing).await;
        let result = result.unwrap_or_else(|| Err(StoreError::new("no answer in time")));
        if let Err(error) = &result {
            self.tell(Event::StoreFailed { attempts, message: error.to_string() });
        }
        result
    }
}

/// Tries again until it is done, something else is wished for, or the session is gone.
async fn go_on(inner: Arc<Inner>, write: &Write, wish: Wish) {
    let clock = Arc::clone(&inner.clock);
    let session = Arc::downgrade(&inner);
    drop(inner);
    try_again(session, clock, write, wish).await;
}

async fn try_again(session: Weak<Inner>, clock: Arc<dyn Clock>, write: &Write, wish: Wish) {
    for attempts in 2_u32.. {
        let Some(pause) = session.upgrade().map(|inner| inner.policy().pause(attempts, 0.0)) else {
            return;
        };
        clock.sleep(pause).await;
        let Some(inner) = session.upgrade() else { return };
        if inner.try_write(write, wish, attempts).await.is_ok() {
            return;
        }
    }
}

/// Tells the machine that storing has ended, also when the store panics or nobody runs the task.
struct Kept {
    inner: Arc<Inner>,
    flight: Option<FlightId>,
    tried: bool,
    #[expect(dead_code, reason = "dropped last: what the machine starts then begins before")]
    busy: Busy,
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
