//! How hooks are added and removed.

use std::future::Future;

use http::Request;

use super::Answer;
use super::HookId;
use super::Thrown;
use super::list::Hook;
use super::list::List;

/// The two lists of hooks of an instance.
pub struct Interceptors<'a, B, R> {
    pub(super) request: &'a List<Request<B>, B, R>,
    pub(super) response: &'a List<Answer<B, R>, B, R>,
}

impl<'a, B, R> Interceptors<'a, B, R> {
    /// What a request goes through before it is sent. The hook that was added last runs first.
    #[must_use]
    pub fn request(&self) -> Hooks<'a, Request<B>, B, R> {
        Hooks { list: self.request }
    }

    /// What an answer goes through. The hook that was added first runs first.
    #[must_use]
    pub fn response(&self) -> Hooks<'a, Answer<B, R>, B, R> {
        Hooks { list: self.response }
    }
}

/// The hooks of one list. What is changed here counts from the next request on.
pub struct Hooks<'a, T, B, R> {
    list: &'a List<T, B, R>,
}

impl<T, B, R> Hooks<'_, T, B, R>
where
    T: 'static,
    B: 'static,
    R: 'static,
{
    /// Adds a hook: `fulfilled` gets what the step before gave, `rejected` what it threw.
    pub fn use_<F, E>(
        &self,
        fulfilled: impl Fn(T) -> F + Send + Sync + 'static,
        rejected: impl Fn(Thrown<B, R>) -> E + Send + Sync + 'static,
    ) -> HookId
    where
        F: Future<Output = Result<T, Thrown<B, R>>> + Send + 'static,
        E: Future<Output = Result<T, Thrown<B, R>>> + Send + 'static,
    {
        self.list.add(Hook::new(fulfilled, rejected, None))
    }

    /// Removes a hook. Nothing happens when it is not in this list.
    pub fn eject(&self, hook: HookId) {
        self.list.eject(hook);
    }

    /// Removes all hooks of this list.
    pub fn clear(&self) {
        self.list.clear();
    }
}

impl<B: 'static, R: 'static> Hooks<'_, Request<B>, B, R> {
    /// Adds a hook that runs for some requests: those of which `run_when` says so, which sees the request
    /// before any hook has changed it.
    pub fn use_when<F, E>(
        &self,
        fulfilled: impl Fn(Request<B>) -> F + Send + Sync + 'static,
        rejected: impl Fn(Thrown<B, R>) -> E + Send + Sync + 'static,
        run_when: impl Fn(&Request<B>) -> bool + Send + Sync + 'static,
    ) -> HookId
    where
        F: Future<Output = Result<Request<B>, Thrown<B, R>>> + Send + 'static,
        E: Future<Output = Result<Request<B>, Thrown<B, R>>> + Send + 'static,
    {
        self.list.add(Hook::new(fulfilled, rejected, Some(Box::new(run_when))))
    }
}

/// The success side that changes nothing: what axios does where none is given.
///
/// # Errors
///
/// None.
pub async fn pass<T, B, R>(value: T) -> Result<T, Thrown<B, R>> {
    Ok(value)
}

/// The error side that changes nothing: what axios does where none is given.
///
/// # Errors
///
/// What it is given, always.
pub async fn rethrow<T, B, R>(thrown: Thrown<B, R>) -> Result<T, Thrown<B, R>> {
    Err(thrown)
}
