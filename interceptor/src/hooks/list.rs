//! The hooks of one side, in the order in which they were added.
//!
//! A list is never changed: adding and ejecting put a new one in its place. A request that runs keeps the one
//! that it began with, so a hook may add, eject or repeat a request, and nobody waits for anybody.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use arc_swap::ArcSwap;

use super::Thrown;
use crate::port::BoxFuture;

/// Names one hook, for [`Hooks::eject`](super::Hooks::eject). No two hooks of a program have the same.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct HookId(u64);

/// What a side of a hook gives: the value for the next success side, or the error for the next error side.
pub(super) type Given<T, B, R> = Result<T, Thrown<B, R>>;

/// One pair of sides, `promise.then(fulfilled, rejected)`.
pub(super) struct Hook<T, B, R> {
    id: HookId,
    fulfilled: Side<T, T, B, R>,
    rejected: Side<Thrown<B, R>, T, B, R>,
    /// Whether it runs for a request. `None`: always.
    run_when: Option<RunWhen<T>>,
}

type Side<I, T, B, R> = Box<dyn Fn(I) -> BoxFuture<'static, Given<T, B, R>> + Send + Sync>;

/// Whether a hook runs, by the value as it was before any hook.
pub(super) type RunWhen<T> = Box<dyn Fn(&T) -> bool + Send + Sync>;

impl<T: 'static, B: 'static, R: 'static> Hook<T, B, R> {
    pub(super) fn new<F, E>(
        fulfilled: impl Fn(T) -> F + Send + Sync + 'static,
        rejected: impl Fn(Thrown<B, R>) -> E + Send + Sync + 'static,
        run_when: Option<RunWhen<T>>,
    ) -> Self
    where
        F: Future<Output = Given<T, B, R>> + Send + 'static,
        E: Future<Output = Given<T, B, R>> + Send + 'static,
    {
        Self {
            id: HookId(NEXT.fetch_add(1, Ordering::Relaxed)),
            fulfilled: Box::new(move |value| Box::pin(fulfilled(value))),
            rejected: Box::new(move |thrown| Box::pin(rejected(thrown))),
            run_when,
        }
    }

    pub(super) fn runs(&self, value: &T) -> bool {
        self.run_when.as_ref().is_none_or(|run_when| run_when(value))
    }

    /// One step of the chain: one of the two sides runs, never both.
    pub(super) async fn then(&self, given: Given<T, B, R>) -> Given<T, B, R> {
        match given {
            Ok(value) => (self.fulfilled)(value).await,
            Err(thrown) => (self.rejected)(thrown).await,
        }
    }
}

/// The hooks of one side.
pub(super) struct List<T, B, R> {
    hooks: ArcSwap<Vec<Arc<Hook<T, B, R>>>>,
}

impl<T, B, R> List<T, B, R> {
    pub(super) fn new() -> Self {
        Self { hooks: ArcSwap::from_pointee(Vec::new()) }
    }

    /// What there is now, for one request.
    pub(super) fn now(&self) -> Arc<Vec<Arc<Hook<T, B, R>>>> {
        self.hooks.load_full()
    }

    pub(super) fn add(&self, hook: Hook<T, B, R>) -> HookId {
        let (id, hook) = (hook.id, Arc::new(hook));
        self.hooks.rcu(|hooks| {
            let mut hooks = Vec::clone(hooks);
            hooks.push(Arc::clone(&hook));
            hooks
        });
        id
    }

    pub(super) fn eject(&self, id: HookId) {
        self.hooks.rcu(|hooks| {
            let mut hooks = Vec::clone(hooks);
            hooks.retain(|hook| hook.id != id);
            hooks
        });
    }

    pub(super) fn clear(&self) {
        self.hooks.store(Arc::default());
    }
}

static NEXT: AtomicU64 = AtomicU64::new(1);
