//! Errands of a session: what runs on a task, with the end that the machine hears of in any case.

use std::sync::Arc;

use tracing::Instrument;

use crate::action::Job;
use crate::error::RefreshError;
use crate::event::Event;
use crate::input::FlightId;
use crate::input::Input;
use crate::input::Outcome;
use crate::port::BoxFuture;
use crate::session::inner::Errand;
use crate::session::inner::Inner;
use crate::tokens::StoredPair;
use crate::tokens::TokenPair;

tokio::task_local! {
    /// The session whose refresher runs on this task.
    static REFRESHING: usize;
}

/// The mark of the task that a refresher runs on, to be taken along to a thread that works for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark(Option<usize>);

impl Mark {
    /// The mark of this task or thread.
    pub(crate) fn here() -> Self {
        Self(REFRESHING.try_with(|session| *session).ok())
    }

    /// Does `work` under the mark.
    pub(crate) fn carry<T>(self, work: impl FnOnce() -> T) -> T {
        match self.0 {
            Some(session) => REFRESHING.sync_scope(session, work),
            None => work(),
        }
    }
}

impl Inner {
    /// The errand as a task.
    pub(super) fn run(self: &Arc<Self>, errand: Errand) -> BoxFuture<'static, ()> {
        let inner = Arc::clone(self);
        match errand {
            Errand::Refresh(job) => {
                // Made here: a task that is dropped before it began has ended as well.
                let end = Ending { inner, flight: job.flight, told: false };
                let span = tracing::debug_span!("auth.refresh", repeat = job.repeat);
                Box::pin(refresh(end, job).instrument(span))
            }
            Errand::Save(flight, pair, wish) => inner.save(flight, pair, wish),
            Errand::Erase(erased, wish) => inner.erase(erased, wish),
            Errand::Revoke(pair) => Box::pin(async move { inner.revoke(&pair).await }),
        }
    }

    /// Whether the caller is the refresher of this very session.
    pub(super) fn is_refreshing_here(self: &Arc<Self>) -> bool {
        REFRESHING.try_with(|session| *session == self.name()).unwrap_or(false)
    }

    fn name(self: &Arc<Self>) -> usize {
        Arc::as_ptr(self).addr()
    }

    async fn revoke(self: &Arc<Self>, pair: &TokenPair) {
        let within = self.clock.sleep(self.policy().refresh_timeout);
        let done = tokio::select! {
            answer = REFRESHING.scope(self.name(), self.refresher.revoke(pair)) => answer.is_ok(),
            () = within => false,
        };
        self.tell(Event::Revoked { done });
    }

    /// What the store has, when it is newer than what the job was given.
    async fn newer_pair(&self, job: &Job) -> Option<StoredPair> {
        let _turn = self.store_turn.lock().await;
        let stored = self.store.load().await.ok()??;
        (stored.pair.refresh.is_some() && stored.pair.refresh != job.refresh).then_some(stored)
    }
}

async fn refresh(mut end: Ending, job: Job) {
    let inner = Arc::clone(&end.inner);
    if !job.delay.is_zero() {
        inner.clock.sleep(job.delay).await;
    }
    // The answer that was lost may have reached another process.
    let newer = if job.repeat { inner.newer_pair(&job).await } else { None };
    let outcome = match newer {
        Some(pair) => Outcome::Superseded(pair),
        None => {
            let within = inner.clock.sleep(job.timeout);
            let asking = inner.refresher.refresh(job.refresh.as_ref());
            let answer = tokio::select! {
                answer = REFRESHING.scope(inner.name(), asking) => answer,
                () = within => Err(RefreshError::ambiguous("no answer in time")),
            };
            answer.map_or_else(Outcome::Failed, Outcome::Issued)
        }
    };
    end.tell(outcome);
}

/// Tells the machine how a refresh ended, also when its task is dropped or panics.
struct Ending {
    inner: Arc<Inner>,
    flight: FlightId,
    told: bool,
}

impl Ending {
    fn tell(&mut self, outcome: Outcome) {
        self.told = true;
        let _ = self.inner.hear(Input::Finished { flight: self.flight, outcome });
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        if !self.told {
            let error = RefreshError::broken("the refresher stopped without an answer");
            self.tell(Outcome::Failed(error));
        }
    }
}
