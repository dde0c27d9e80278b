//! A refresh under way.

use crate::action::Job;
use crate::input::FlightId;
use crate::moment::Moment;
use crate::tokens::StoredPair;

#[derive(Debug)]
pub(super) struct Flight {
    pub(super) id: FlightId,
    pub(super) job: Job,
    /// How many wait for it.
    pub(super) waiters: usize,
    pub(super) started: Moment,
    /// When the refresh token was sent the last time: from then on the new token lives at the latest.
    pub(super) sent: Moment,
    pub(super) stage: Stage,
}

/// How far a refresh is.
#[derive(Debug)]
pub(super) enum Stage {
    /// The token endpoint is asked.
    Asking,
    /// The new pair is here and is being stored. Nobody gets it before.
    Saving(StoredPair),
}

impl Flight {
    pub(super) fn new(job: Job, now: Moment) -> Self {
        let id = job.flight;
        Self { id, job, waiters: 0, started: now, sent: now, stage: Stage::Asking }
    }

    pub(super) fn is_asking(&self) -> bool {
        matches!(self.stage, Stage::Asking)
    }
}
