//! What the server has counted since it started.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::PoisonError;

/// Numbers, all counted from the start of the server.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Counters {
    /// Requests to `/token` and `/reissue`, also those that were not answered.
    pub token_endpoint: u64,
    /// Refresh tokens that were exchanged for their successors.
    pub rotations: u64,
    /// Refresh tokens that gave the same successor again, within the grace window.
    pub repeats: u64,
    /// Refresh tokens that were presented although they had been used.
    pub reuses: u64,
    /// Families that were revoked, by a reuse, by somebody who logged out, or by an administrator.
    pub families_revoked: u64,
    /// Logins that succeeded.
    pub logins: u64,
    /// Requests for a resource, also those that were not answered.
    pub resources: u64,
    /// TCP connections that were accepted.
    pub connections: u64,
    /// Connections that were closed on purpose instead of an answer.
    pub hang_ups: u64,
    /// Answers by status.
    pub statuses: BTreeMap<u16, u64>,
}

impl Counters {
    /// Answers with this status.
    #[must_use]
    pub fn status(&self, status: u16) -> u64 {
        self.statuses.get(&status).copied().unwrap_or_default()
    }
}

#[derive(Debug, Default)]
pub(super) struct Counting(Mutex<Counters>);

impl Counting {
    pub(super) fn read(&self) -> Counters {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Adds one to what `field` names.
    pub(super) fn count(&self, field: impl FnOnce(&mut Counters) -> &mut u64) {
        let mut counters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = field(&mut counters);
        *number = number.saturating_add(1);
    }

    pub(super) fn answered(&self, status: u16) {
        self.count(|counters| counters.statuses.entry(status).or_default());
    }
}
