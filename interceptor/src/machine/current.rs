//! The token that a session has now, and what has been learned of it.

use std::time::Duration;

use crate::action::Bearer;
use crate::moment::Moment;
use crate::policy::Bounds;
use crate::policy::Policy;
use crate::policy::part;
use crate::tokens::StoredPair;

#[derive(Debug)]
pub(super) struct Current {
    pub(super) bearer: Bearer,
    pub(super) pair: StoredPair,
    /// When it became the current one.
    taken: Moment,
    life: Option<Duration>,
    /// `None`: nobody says how long it lives.
    pub(super) bounds: Option<Bounds>,
    /// It was rejected.
    pub(super) spoiled: bool,
    /// A rejection of it while it was new has been counted.
    pub(super) noted: bool,
    /// That refreshing rests, or that there is nothing to do it with, has been told.
    pub(super) told: bool,
    /// How often its refresh token was sent without a word of what became of it.
    pub(super) doubts: u32,
}

impl Current {
    pub(super) fn new(
        bearer: Bearer,
        pair: StoredPair,
        taken: Moment,
        life: Option<Duration>,
        bounds: Option<Bounds>,
    ) -> Self {
        Self {
            bearer,
            pair,
            taken,
            life,
            bounds,
            spoiled: false,
            noted: false,
            told: false,
            doubts: 0,
        }
    }

    /// Whether it may still be sent when it cannot be renewed.
    pub(super) fn is_good(&self, now: Moment) -> bool {
        !self.spoiled && !self.bounds.is_some_and(|bounds| bounds.end.passed(now))
    }

    pub(super) fn age(&self, now: Moment) -> Duration {
        now.since(self.taken)
    }

    /// Whether it is so new that time is no reason to reject it.
    pub(super) fn is_young(&self, now: Moment, policy: &Policy) -> bool {
        let settled = policy.back_off.1.min(part(self.life.unwrap_or(Duration::MAX), 2));
        self.age(now) < settled && !self.bounds.is_some_and(|bounds| bounds.hard.passed(now))
    }
}
