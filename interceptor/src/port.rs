//! What a session needs of the world: a clock, a place to keep tokens, a token endpoint, tasks, an ear.
//!
//! Each is one small trait, so that a test, another runtime or a program's own storage can stand in. Futures
//! are boxed: all of this happens once in the life of a token.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::error::RefreshError;
use crate::error::StoreError;
use crate::event::Event;
use crate::moment::Bound;
use crate::moment::Moment;
use crate::tokens::RefreshToken;
use crate::tokens::StoredPair;
use crate::tokens::TokenPair;

mod clock;
mod memory;
mod spawn;

pub use self::clock::SystemClock;
pub use self::memory::MemoryStore;
pub use self::spawn::TokioSpawner;

/// A future in a box, as the traits here give it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Tells the time and lets it pass.
pub trait Clock: Send + Sync + 'static {
    /// The time by both clocks.
    fn now(&self) -> Moment;

    /// Whether `bound` has passed. This is asked for each request: a clock may have a shorter way to tell than
    /// [`now`](Self::now).
    fn passed(&self, bound: Bound) -> bool {
        bound.passed(self.now())
    }

    /// A future that is done after `span`.
    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()>;
}

/// Gets new tokens: the one thing that knows the token endpoint.
pub trait Refresher: Send + Sync + 'static {
    /// Whether a refresh needs a refresh token (RFC 6749 §6). `false` for client credentials and the like,
    /// which can be asked at any time, and whose requests can be repeated.
    fn needs_refresh_token(&self) -> bool {
        true
    }

    /// Asks for a new pair. The session sees to it that only one such call runs, but for one that a logout or a
    /// login has overtaken and that is let run to its end.
    ///
    /// The future runs on a task of its own and is dropped after
    /// [`Policy::refresh_timeout`](crate::policy::Policy).
    fn refresh<'a>(
        &'a self,
        refresh: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>>;

    /// Revokes the pair at the server, after a logout (RFC 7009). `false`: there is no such thing at this server,
    /// which is what a refresher says that knows of none.
    fn revoke<'a>(&'a self, pair: &'a TokenPair) -> BoxFuture<'a, Result<bool, RefreshError>> {
        let _ = pair;
        Box::pin(async { Ok(false) })
    }
}

/// Keeps the pair of one session beyond the life of the program.
///
/// The session calls one method at a time and gives it [`Policy::refresh_timeout`](crate::policy::Policy); then
/// the future is dropped. A store that goes on writing after that, as one on a thread of its own does, must see
/// to it that a later call is not overwritten by it.
///
/// It is made for one process. When another one has put a pair there, that is found before a refresh token is
/// sent again and after one was refused; but nothing keeps two processes from sending the same one.
pub trait Store: Send + Sync + 'static {
    /// What was kept.
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredPair>, StoreError>>;

    /// Keeps `pair` in the place of what was there; on return it is safe.
    fn save<'a>(&'a self, pair: &'a StoredPair) -> BoxFuture<'a, Result<(), StoreError>>;

    /// Forgets what was kept.
    fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>>;
}

/// Runs a future to its end, whatever becomes of whoever started it.
pub trait Spawner: Send + Sync + 'static {
    /// Starts `task` and leaves it alone. A task that cannot be run must be dropped: the session then tells
    /// those who wait that the refresh broke.
    fn spawn(&self, task: BoxFuture<'static, ()>);
}

/// Hears of events as they happen, under no lock. It must not block. A panic of it is caught and forgotten.
pub trait Observer: Send + Sync + 'static {
    /// One event.
    fn on(&self, event: &Event);
}

impl<T: Refresher + ?Sized> Refresher for Arc<T> {
    fn needs_refresh_token(&self) -> bool {
        (**self).needs_refresh_token()
    }

    fn refresh<'a>(
        &'a self,
        refresh: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        (**self).refresh(refresh)
    }

    fn revoke<'a>(&'a self, pair: &'a TokenPair) -> BoxFuture<'a, Result<bool, RefreshError>> {
        (**self).revoke(pair)
    }
}

impl<T: Store + ?Sized> Store for Arc<T> {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredPair>, StoreError>> {
        (**self).load()
    }

    fn save<'a>(&'a self, pair: &'a StoredPair) -> BoxFuture<'a, Result<(), StoreError>> {
        (**self).save(pair)
    }

    fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        (**self).clear()
    }
}

impl<F: Fn(&Event) + Send + Sync + 'static> Observer for F {
    fn on(&self, event: &Event) {
        self(event);
    }
}
