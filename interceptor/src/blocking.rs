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
use std::io;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use http::Request;
use http::Response;
use http::header::AUTHORIZATION;

pub use self::background::Background;
use crate::action::Bearer;
use crate::error::AuthError;
use crate::error::StoreError;
use crate::exchange::Again;
use crate::exchange::Exchange;
use crate::exchange::Repeated;
use crate::port::Spawner;
use crate::session::Remedy;
use crate::session::Session;
use crate::session::SessionBuilder;
use crate::session::Status;
use crate::tokens::Generation;
use crate::tokens::TokenPair;
use crate::verdict::Classify;
use crate::verdict::Reason;
use crate::verdict::Verdict;

/// A session whose calls wait with the thread of the caller. Clones are the same session.
///
/// Not for async code: a call would hold up the tasks of its thread.
///
/// A program that is about to end calls [`settled`](Self::settled). A command line may be done in milliseconds, while
/// a refresh that its last request began early, the new pair on its way to the store, or the revocation of a logout
/// take longer and would end with it; the next start would then have a refresh token that was used.
///
/// # Example: a token, without a runtime in sight
///
/// ```
/// use std::time::Duration;
///
/// use interceptor::blocking::BlockingSession;
/// use interceptor::refresher::from_blocking_fn;
/// use interceptor::{AccessToken, Policy, Session, TokenPair};
///
/// let refresher = from_blocking_fn(|_| Ok(TokenPair::new(AccessToken::new("of-the-sdk").unwrap())))
///     .without_refresh_token();
/// let policy = Policy::for_origin("https://api.example.com")?;
/// let session = BlockingSession::start(Session::builder(refresher, policy))?;
/// assert_eq!(session.token()?.token.expose(), "of-the-sdk");
/// // Nothing that was begun is cut off by the end of the program.
/// session.settled(Duration::from_secs(10))?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct BlockingSession {
    session: Session,
    background: Background,
}

/// Why a thread did not wait to the end.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum WaitError {
    /// It is the thread of the background, which would wait for itself.
    #[error("the thread of the background would wait for itself")]
    Here,
    /// It took longer than was allowed.
    #[error("something of the session is still under way")]
    Late,
}

impl BlockingSession {
    /// Begins without looking into the store; refreshes run in a [`Background`] of its own.
    ///
    /// # Errors
    ///
    /// As for [`Background::start`].
    pub fn start(builder: SessionBuilder) -> io::Result<Self> {
        Ok(Self::build(builder, &Background::start()?))
    }

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
    /// [`AuthError::Store`] when the store cannot be read; [`AuthError::Reentrant`] on the thread of `background`, which
    /// would wait for itself.
    pub fn open(builder: SessionBuilder, background: &Background) -> Result<Self, AuthError> {
        if background.is_here() {
            return Err(AuthError::Reentrant);
        }
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
        self.background.wait(self.session.token())
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
        self.background.wait(self.session.rejected(generation, reason))
    }

    /// Sends `request` by `send` with a token, and once more with another where `classify` reads off the answer that the
    /// first was rejected. What comes then goes to the caller, whatever it is.
    ///
    /// As with every adapter, a request goes without a token that is [marked so](crate::exchange::NoToken), that has an
    /// `Authorization` of its own, or whose origin is not in the list. `send` gets a clone the second time, and must not
    /// follow a redirect to another origin with the token.
    ///
    /// # Errors
    ///
    /// What `send` gives, and what [`token`](Self::token) and [`rejected`](Self::rejected) do.
    pub fn send<T, B, E>(
        &self,
        classify: &impl Classify,
        request: Request<T>,
        mut send: impl FnMut(Request<T>) -> Result<Response<B>, E>,
    ) -> Result<Response<B>, E>
    where
        T: Clone,
        B: AsRef<[u8]>,
        E: From<Arc<AuthError>>,
    {
        let exchange = Exchange::new(self.session.clone(), ());
        if !exchange.admits(request.uri(), request.headers(), request.extensions()) {
            return send(request);
        }
        let judge = |answer: &Response<B>| {
            classify.judge(answer.status(), answer.headers(), answer.body().as_ref())
        };
        let again = exchange.again(request.method(), request.extensions());
        let kept = (again == Again::Yes).then(|| request.clone());
        let first = self.token()?;
        let answer = send(with(request, &first))?;
        let Verdict::Rejected(reason) = judge(&answer) else { return Ok(answer) };
        self.outside()?;
        let second = self.background.wait(exchange.rejected(first.generation, again, reason))?;
        let (Some(second), Some(mut request)) = (second, kept) else { return Ok(answer) };
        request.extensions_mut().insert(Repeated { generation: second.generation });
        let answer = send(with(request, &second))?;
        if let Verdict::Rejected(reason) = judge(&answer) {
            self.rejected_again(second.generation, reason);
        }
        Ok(answer)
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
        self.background.wait(self.session.logout())
    }

    /// Where the session stands.
    #[must_use]
    pub fn status(&self) -> Status {
        self.session.status()
    }

    /// The session itself: its events, and what needs no waiting.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Waits until nothing is under way, `within` at most: no refresh, no first try to store or erase, no revocation.
    /// To be called before a program ends.
    ///
    /// # Errors
    ///
    /// [`WaitError::Late`] when something still is, [`WaitError::Here`] on the thread of the background.
    pub fn settled(&self, within: Duration) -> Result<(), WaitError> {
        if self.background.is_here() {
            return Err(WaitError::Here);
        }
        let (sender, settled) = mpsc::channel();
        let session = self.session.clone();
        // On the background's own thread: should something hold that up, this one is not held up longer than it may.
        self.background.spawn(Box::pin(async move {
            session.settled().await;
            // Whoever has waited long enough does not hear it.
            let _ = sender.send(());
        }));
        settled.recv_timeout(within).map_err(|_| WaitError::Late)
    }

    /// Waits for a future of the session's, such as the next of its events.
    ///
    /// # Errors
    ///
    /// [`WaitError::Here`] on the thread of the background.
    pub fn wait<T: Future>(&self, future: T) -> Result<T::Output, WaitError> {
        if self.background.is_here() {
            Err(WaitError::Here)
        } else {
            Ok(self.background.wait(future))
        }
    }

    fn outside(&self) -> Result<(), Arc<AuthError>> {
        if self.background.is_here() { Err(Arc::new(AuthError::Reentrant)) } else { Ok(()) }
    }
}

fn with<T>(mut request: Request<T>, bearer: &Bearer) -> Request<T> {
    request.headers_mut().insert(AUTHORIZATION, bearer.token.header().clone());
    request
}
