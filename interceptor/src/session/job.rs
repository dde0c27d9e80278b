//! Errands of a session: what runs on a task, with the end that the machine hears of in any case.

use std::sync::Arc;

use tracing::Instrument;

use crate::action::Job;
use crate::error::Failure;
use crate::error::RefreshError;
use crate::event::Event;
use crate::input::FlightId;
use crate::input::Input;
use crate::input::Outcome;
use crate::port::BoxFuture;
use crate::session::busy::Busy;
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
                let busy = inner.busy();
                let end = Ending { inner, flight: job.flight, asked: false, told: false, busy };
                let span = tracing::debug_span!("auth.refresh", repeat = job.repeat);
                Box::pin(refresh(end, job).instrument(span))
            }
            Errand::Save(flight, pair, wish) => inner.save(flight, pair, wish),
            Errand::Erase(erased, wish) => inner.erase(erased, wish),
            Errand::Revoke(pair) => {
                let busy = inner.busy();
                let revoking = Revoking { inner, told: false, busy };
                Box::pin(revoke(revoking, pair))
            }
        }
    }

    /// Whether the caller is the refresher of this very session.
    pub(super) fn is_refreshing_here(self: &Arc<Self>) -> bool {
        REFRESHING.try_with(|session| *session == self.name()).unwrap_or(false)
    }

    fn name(self: &Arc<Self>) -> usize {
        Arc::as_ptr(self).addr()
    }

    /// What the store has, when somebody else has put it there since.
    async fn newer_pair(&self, job: &Job) -> Option<StoredPair> {
        let reading = async {
            let _turn = self.store_turn.lock().await;
            // Behind what this session has, the store is older, and no news.
            if !self.is_stored() {
                return None;
            }
            self.store.load().await.ok()?
        };
        let stored = self.within_limit(reading).await??;
        (stored.pair.refresh.is_some() && stored.pair.refresh != job.refresh).then_some(stored)
    }
}

async fn revoke(mut revoking: Revoking, pair: TokenPair) {
    let inner = Arc::clone(&revoking.inner);
    let asking = REFRESHING.scope(inner.name(), inner.refresher.revoke(&pair));
    match inner.within_limit(asking).await {
        Some(Ok(true)) => revoking.tell(true),
        // There is no such thing at this server.
        Some(Ok(false)) => revoking.told = true,
        Some(Err(_)) | None => revoking.tell(false),
    }
}

async fn refresh(mut end: Ending, job: Job) {
    let inner = Arc::clone(&end.inner);
    if !job.delay.is_zero() {
        inner.clock.sleep(job.delay).await;
        if !inner.wants(job.flight) {
            return end.tell(Outcome::Failed(RefreshError::transient("nobody wants it any more")));
        }
    }
    // The answer that was lost may have reached another process.
    if job.repeat
        && let Some(newer) = inner.newer_pair(&job).await
    {
        return end.tell(Outcome::Superseded(newer));
    }
    let limit = inner.clock.sleep(job.timeout);
    end.asked = true;
    let asking = inner.refresher.refresh(job.refresh.as_ref());
    let answer = tokio::select! {
        // An answer that is there is taken, however late it is seen: the token in it is the only good one.
        biased;
        answer = REFRESHING.scope(inner.name(), asking) => answer,
        () = limit => Err(RefreshError::ambiguous("no answer in time")),
    };
    let outcome = match answer {
        Ok(pair) => Outcome::Issued(pair),
        Err(error) if error.failure() == Failure::Permanent => {
            // Refused may mean: another process has used it, and stored what it got.
            inner.newer_pair(&job).await.map_or(Outcome::Failed(error), Outcome::Superseded)
        }
        Err(error) => Outcome::Failed(error),
    };
    end.tell(outcome);
}

/// Tells the machine how a refresh ended, also when its task is dropped or panics.
struct Ending {
    inner: Arc<Inner>,
    flight: FlightId,
    /// Whether the refresher was called, so that the refresh token may have been sent.
    asked: bool,
    told: bool,
    #[expect(dead_code, reason = "dropped last: what the machine starts then begins before")]
    busy: Busy,
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
            let error = if self.asked {
                RefreshError::broken("the refresher stopped without an answer")
            } else {
                RefreshError::transient("the refresh was stopped before it began")
            };
            self.tell(Outcome::Failed(error));
        }
    }
}

/// Tells how a revocation ended, also when its task is dropped or panics.
struct Revoking {
    inner: Arc<Inner>,
    told: bool,
    #[expect(dead_code, reason = "held until the end")]
    busy: Busy,
}

impl Revoking {
    fn tell(&mut self, done: bool) {
        self.told = true;
        self.inner.tell(Event::Revoked { done });
    }
}

impl Drop for Revoking {
    fn drop(&mut self) {
        if !self.told {
            self.tell(false);
        }
    }
}
