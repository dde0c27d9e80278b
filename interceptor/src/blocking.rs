//! Sessions for programs that wait with their thread: `ureq`, SDKs without futures, command lines.
//!
//! Refreshes run in the [`Background`], a runtime of one thread, so that a caller who gives up takes nothing with
//! it; callers wait with their own thread. Everything else is the session's affair, the sharing included: a hundred
//! threads whose tokens were rejected cause one refresh.
//!
//! ```text
//! thread 1 ──▶ token() ─┐  waits                ┌─▶ Bearer
//! thread 2 ──▶ token() ─┼───────── refresh ─────┼─▶ Bearer
//! thread 3 ──▶ token() ─┘  in the background    └─▶ Bearer
//! ```

mod background;

use std::future::Future;
use std::sync::Arc;

pub use self::background::Background;
use crate::action::Bearer;
use crate::error::AuthError;
use crate::error::StoreError;
use crate::session::Remedy;
use crate::session::Session;
use crate::session::SessionBuilder;
use crate::tokens::Generation;
use crate::tokens::TokenPair;
use crate::verdict::Reason;

/// A session whose calls wait with the thread of the caller. Clones are the same session.
///
/// Not for async code: a call would hold up the tasks of its thread.
///
/// # Example: a token, without a runtime in sight
///
/// ```
/// use interceptor::blocking::{Background, BlockingSession};
/// use interceptor::origin::Origins;
/// use interceptor::policy::Policy;
/// use interceptor::refresher::from_blocking_fn;
/// use interceptor::session::Session;
/// use interceptor::tokens::{AccessToken, TokenPair};
///
/// let refresher = from_blocking_fn(|_| Ok(TokenPair::new(AccessToken::new("of-the-sdk").unwrap())))
///     .without_refresh_token();
/// let policy = Policy::new(Origins::one("https://api.example.com")?);
/// let session = BlockingSession::build(Session::builder(refresher, policy), &Background::start()?);
/// assert_eq!(session.token()?.token.expose(), "of-the-sdk");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct BlockingSession {
    session: Session,
    background: Background,
}

impl BlockingSession {
    /// Begins without looking into the store; refreshes run in `background`.
    #[must_use]
    pub fn build(builder: SessionBuilder, background: &Background) -> Self {
        let session = builder.spawner(background.clone()).build();
        Self { session, background: background.clone() }
    }

    /// Begins with what is stored, unless tokens were given.
    ///
    /// # Errors
    ///
    /// [`AuthError::Store`] when the store cannot be read.
    pub fn open(builder: SessionBuilder, background: &Background) -> Result<Self, AuthError> {
        let session = background.wait(builder.spawner(background.clone()).open())?;
        Ok(Self { session, background: background.clone() })
    }

    /// The token to send a request with. Waits where there is none that should be sent.
    ///
    /// # Errors
    ///
    /// As for [`Session::token`]. Whoever would wait on the thread of the background for what only that thread can
    /// do is told [`AuthError::Reentrant`].
    pub fn token(&self) -> Result<Bearer, Arc<AuthError>> {
        if let Some(bearer) = self.session.try_token() {
            return Ok(bearer);
        }
        self.outside()?;
        self.wait(self.session.token())
    }

    /// Says that an answer rejected the token of `generation`, and gives the one to send the request with again:
    /// see [`Session::rejected`].
    ///
    /// # Errors
    ///
    /// As for [`token`](Self::token).
    pub fn rejected(
        &self,
        generation: Generation,
        reason: Reason,
    ) -> Result<Remedy, Arc<AuthError>> {
        self.outside()?;
        self.wait(self.session.rejected(generation, reason))
    }

    /// Says that the repeat of a request was rejected as well: see [`Session::rejected_again`].
    pub fn rejected_again(&self, generation: Generation, reason: Reason) {
        self.session.rejected_again(generation, reason);
    }

    /// Takes in new credentials, after a login.
    pub fn install(&self, pair: TokenPair) {
        self.session.install(pair);
    }

    /// Ends the session; done when what is stored is erased: see [`Session::logout`].
    ///
    /// # Errors
    ///
    /// [`StoreError`] when what is stored could not be erased.
    pub fn logout(&self) -> Result<(), StoreError> {
        if self.background.is_here() {
            return Err(StoreError::new("the thread that would erase what is stored waits for it"));
        }
        self.wait(self.session.logout())
    }

    /// The session itself: its status, its events, and what needs no waiting.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Waits for a future of the session's, such as the next of its events.
    pub fn wait<T: Future>(&self, future: T) -> T::Output {
        self.background.wait(future)
    }

    fn outside(&self) -> Result<(), Arc<AuthError>> {
        if self.background.is_here() { Err(Arc::new(AuthError::Reentrant)) } else { Ok(()) }
    }
}
