//! Refreshers from closures: for SDKs, devices, and whatever else gives tokens.

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use tokio::runtime::Handle;

use crate::error::RefreshError;
use crate::port::BoxFuture;
use crate::port::Refresher;
use crate::session::Mark;
use crate::tokens::RefreshToken;
use crate::tokens::TokenPair;

/// Makes a refresher of an async closure.
///
/// It is given the refresh token of the session. What it calls must not go through that session: it would wait for
/// itself, and is told [`Reentrant`](crate::error::AuthError::Reentrant).
///
/// # Example: tokens from elsewhere
///
/// ```
/// use interceptor::error::RefreshError;
/// use interceptor::refresher::from_fn;
/// use interceptor::tokens::{AccessToken, TokenPair};
///
/// let refresher = from_fn(|_| async {
///     let text = std::env::var("TOKEN").map_err(|_| RefreshError::transient("no token yet"))?;
///     let access = AccessToken::new(&text).map_err(|error| RefreshError::permanent(error.to_string()))?;
///     Ok(TokenPair::new(access))
/// })
/// .without_refresh_token();
/// # let _ = refresher;
/// ```
pub fn from_fn<F, T>(refresh: F) -> FnRefresher<F>
where
    F: Fn(Option<RefreshToken>) -> T + Send + Sync + 'static,
    T: Future<Output = Result<TokenPair, RefreshError>> + Send + 'static,
{
    FnRefresher { refresh, needs_refresh_token: true }
}

/// Makes a refresher of a closure that waits with its thread, for clients that know no futures.
///
/// It runs on a thread that tokio keeps for such work, so that [`Policy::refresh_timeout`](crate::policy::Policy)
/// holds all the same: then its answer is given up, while the thread goes on until the closure returns. Give the
/// client a timeout of its own.
pub fn from_blocking_fn<F>(refresh: F) -> BlockingFnRefresher<F>
where
    F: Fn(Option<RefreshToken>) -> Result<TokenPair, RefreshError> + Send + Sync + 'static,
{
    BlockingFnRefresher { refresh: Arc::new(refresh), needs_refresh_token: true }
}

/// A refresher from an async closure: see [`from_fn`].
pub struct FnRefresher<F> {
    refresh: F,
    needs_refresh_token: bool,
}

/// A refresher from a closure that waits with its thread: see [`from_blocking_fn`].
pub struct BlockingFnRefresher<F> {
    refresh: Arc<F>,
    needs_refresh_token: bool,
}

impl<F> FnRefresher<F> {
    /// Says that the closure needs no refresh token: it is given none, and can be called at any time.
    #[must_use]
    pub fn without_refresh_token(mut self) -> Self {
        self.needs_refresh_token = false;
        self
    }
}

impl<F> BlockingFnRefresher<F> {
    /// Says that the closure needs no refresh token: it is given none, and can be called at any time.
    #[must_use]
    pub fn without_refresh_token(mut self) -> Self {
        self.needs_refresh_token = false;
        self
    }
}

impl<F, T> Refresher for FnRefresher<F>
where
    F: Fn(Option<RefreshToken>) -> T + Send + Sync + 'static,
    T: Future<Output = Result<TokenPair, RefreshError>> + Send + 'static,
{
    fn needs_refresh_token(&self) -> bool {
        self.needs_refresh_token
    }

    fn refresh<'a>(
        &'a self,
        refresh: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        let refresh = refresh.filter(|_| self.needs_refresh_token).cloned();
        // Called inside, where the task bears the mark of its session.
        Box::pin(async move { (self.refresh)(refresh).await })
    }
}

impl<F> Refresher for BlockingFnRefresher<F>
where
    F: Fn(Option<RefreshToken>) -> Result<TokenPair, RefreshError> + Send + Sync + 'static,
{
    fn needs_refresh_token(&self) -> bool {
        self.needs_refresh_token
    }

    fn refresh<'a>(
        &'a self,
        refresh: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        let call = Arc::clone(&self.refresh);
        let refresh = refresh.filter(|_| self.needs_refresh_token).cloned();
        Box::pin(async move {
            let runtime = Handle::try_current().map_err(broken)?;
            let mark = Mark::here();
            let work = runtime.spawn_blocking(move || mark.carry(|| call(refresh)));
            work.await.map_err(broken)?
        })
    }
}

/// A panic of the closure, or a runtime that is not there (any more).
fn broken(error: impl std::error::Error + Send + Sync + 'static) -> RefreshError {
    RefreshError::broken("the closure could not be run to its end").with_source(error)
}

impl<F> fmt::Debug for FnRefresher<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FnRefresher(..)")
    }
}

impl<F> fmt::Debug for BlockingFnRefresher<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlockingFnRefresher(..)")
    }
}
