//! A session: the machine, and the shell that does what it says.
//!
//! Whoever sends requests asks for a [`Bearer`], and says when an answer rejected it. While the token is good
//! that is a load of a pointer: no lock is taken and nothing is awaited. A refresh runs on a task of its own,
//! so that a caller who goes away takes nothing with it; all who wait for it are woken with its result, after
//! the new pair has been stored.
//!
//! ```text
//! token() ──▶ standing ─ good ─▶ Bearer
//!                └─ else ─▶ machine ─▶ Use · Wait ──▶ refresh task ▶ store ▶ Settle ─▶ Bearer
//! ```

mod blackboard;
mod build;
mod busy;
mod events;
mod inner;
mod job;
mod registry;
mod saving;
mod waiting;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use self::build::SessionBuilder;
pub use self::events::EventStream;
pub use self::events::Next;
use self::inner::Inner;
pub(crate) use self::job::Mark;
pub use self::registry::Sessions;
use crate::action::Answer;
use crate::action::Bearer;
use crate::error::AuthError;
use crate::error::StoreError;
use crate::event::Event;
use crate::input::Input;
pub use crate::machine::table::Phase;
use crate::policy::Policy;
#[cfg(any(feature = "reqwest", feature = "tower"))]
use crate::port::BoxFuture;
use crate::port::Refresher;
use crate::tokens::Generation;
use crate::tokens::TokenPair;
use crate::verdict::Reason;

/// One set of credentials, shared by everybody who sends requests with it. Clones are the same session.
#[derive(Clone)]
pub struct Session {
    inner: Arc<Inner>,
}

/// What becomes of a request whose token was rejected.
#[derive(Clone, Debug)]
pub enum Remedy {
    /// Send it again with this token.
    Repeat(Bearer),
    /// Another token would not help: give the answer to the caller as it is.
    Keep,
}

/// Where a session stands, for people who watch.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Status {
    /// The phase of the machine.
    pub phase: Phase,
    /// The generation of the last token that was given; 0 before the first.
    pub generation: Generation,
    /// How long the current token is good; `None` without one, or when that is not known.
    pub time_left: Option<Duration>,
}

impl Session {
    /// Begins a session that gets its tokens from `refresher`.
    pub fn builder(refresher: impl Refresher, policy: Policy) -> SessionBuilder {
        SessionBuilder::new(Arc::new(refresher), policy)
    }

    /// The token, when it can be had without waiting: what [`token`](Self::token) tries first.
    ///
    /// A refresher gets none from the session that it refreshes.
    #[must_use]
    pub fn try_token(&self) -> Option<Bearer> {
        if self.inner.is_refreshing_here() { None } else { self.inner.standing() }
    }

    /// The token to send a request with. Waits where there is none that should be sent.
    ///
    /// Dropping the future changes nothing for others.
    ///
    /// # Errors
    ///
    /// [`AuthError`] when there are no credentials, when the session is over, when a refresh failed, and when
    /// a refresher asks its own session (as far as that can be seen: from the task that it was called on, or
    /// a blocking thread that a closure of this crate runs on). All who waited for one refresh get the same
    /// value.
    pub async fn token(&self) -> Result<Bearer, Arc<AuthError>> {
        if let Some(bearer) = self.try_token() {
            return Ok(bearer);
        }
        match self.ask(Input::Ask).await? {
            Remedy::Repeat(bearer) => Ok(bearer),
            // An ask is never answered with "keep": the machine has no such row.
            Remedy::Keep => Err(Arc::new(AuthError::NotLoggedIn)),
        }
    }

    /// Says that an answer rejected the token of `generation`, and gives the one to send the request with
    /// again.
    ///
    /// A generation that has been replaced since causes no refresh: the current token is given. Sent before a
    /// logout, it gets none: who has logged in since may be somebody else.
    ///
    /// # Errors
    ///
    /// As for [`token`](Self::token).
    pub async fn rejected(
        &self,
        generation: Generation,
        reason: Reason,
    ) -> Result<Remedy, Arc<AuthError>> {
        self.ask(Input::Rejected { generation, reason }).await
    }

    /// Says that the repeat of a request was rejected as well. No refresh follows for it; the answer goes to
    /// the caller.
    pub fn rejected_again(&self, generation: Generation, reason: Reason) {
        let _ = self.inner.hear(Input::RejectedAgain { generation, reason });
    }

    /// Takes in new credentials, after a login. Whoever waits gets them; they are stored in the background, see
    /// [`settled`](Self::settled).
    ///
    /// What a refresh that is under way brings is dropped and not revoked, since it may come from the same
    /// login. For another user call [`logout`](Self::logout) first.
    pub fn install(&self, pair: TokenPair) {
        let _ = self.inner.hear(Input::Installed(pair));
    }

    /// Ends the session: nothing is sent with its tokens any more, and who waits hears of it at once. Then
    /// what is stored is erased, and the refresh token revoked at the server where the refresher can do that.
    ///
    /// A refresh that is under way is let run to its end, since only then the newest refresh token is known;
    /// what it brings is revoked and not used. The future does not wait for that: see [`Event::Revoked`] and
    /// [`settled`](Self::settled). Dropping the future stops nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when what is stored could not be erased; it is tried again while the session lives.
    pub async fn logout(&self) -> Result<(), StoreError> {
        self.inner.clear().await
    }

    /// Done when nothing is under way: no refresh, no first try to store or erase, no revocation.
    ///
    /// To be awaited before a program ends. An early refresh may have begun with its last request, and when the
    /// program ends before the new pair is stored, the next start has a refresh token that was used. Further
    /// tries at a store that fails are not waited for.
    pub async fn settled(&self) {
        self.inner.settled().await;
    }

    /// Everything that happens from now on. A reader that is too slow loses the oldest events and is told how
    /// many.
    #[must_use]
    pub fn events(&self) -> EventStream {
        self.inner.events()
    }

    /// Tells an event of one request, from an adapter.
    pub fn tell(&self, event: Event) {
        self.inner.tell(event);
    }

    /// Where the session stands.
    #[must_use]
    pub fn status(&self) -> Status {
        self.inner.status()
    }

    /// What the current token may be used for, as far as a server said so (RFC 6749 §3.3).
    #[must_use]
    pub fn scope(&self) -> Option<String> {
        self.inner.scope()
    }

    /// The limits.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        self.inner.policy()
    }

    /// A future that is done after `span`, by the session's clock.
    #[cfg(any(feature = "reqwest", feature = "tower"))]
    pub(crate) fn pause(&self, span: Duration) -> BoxFuture<'static, ()> {
        self.inner.clock.sleep(span)
    }

    async fn ask(&self, input: Input) -> Result<Remedy, Arc<AuthError>> {
        if self.inner.is_refreshing_here() {
            return Err(Arc::new(AuthError::Reentrant));
        }
        let (answer, waiter) = self.inner.hear(input);
        match (answer, waiter) {
            (Some(Answer::Use(bearer)), _) => Ok(Remedy::Repeat(bearer)),
            (Some(Answer::Fail(error)), _) => Err(error),
            (Some(Answer::Wait(_)), Some(waiter)) => waiter.outcome().await.map(Remedy::Repeat),
            (Some(Answer::Keep | Answer::Wait(_)) | None, _) => Ok(Remedy::Keep),
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("status", &self.status()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goes_to_any_thread<T: Send + 'static>(_: &T) {}
    fn is_shared_by_threads<T: Send + Sync + 'static>() {}

    #[test]
    fn sessions_and_their_futures_go_to_any_thread() {
        is_shared_by_threads::<Session>();
        is_shared_by_threads::<EventStream>();
        is_shared_by_threads::<Sessions<String>>();
        let _ = |session: &'static Session, generation| {
            goes_to_any_thread(&session.token());
            goes_to_any_thread(&session.rejected(generation, Reason::Expired));
            goes_to_any_thread(&session.logout());
            goes_to_any_thread(&session.settled());
        };
    }
}
