//! Records that are forgotten with the program: maps behind one lock.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::SystemTime;

use jwt_core::secret::Secret;

use super::Family;
use super::FamilyId;
use super::Fingerprint;
use super::Issued;
use super::Records;
use super::Revocation;
use super::Rotation;

/// Keeps everything in memory, within bounds: at most [`MemoryRecords::MAX_FAMILIES`], of which the oldest is
/// forgotten first, and [`MemoryRecords::MAX_ACCESS`] access tokens, of which the one that ends first is.
#[derive(Debug, Default)]
pub struct MemoryRecords {
    tables: Mutex<Tables>,
}

#[derive(Debug, Default)]
struct Tables {
    begun: u64,
    /// In the order in which they began, which is that in which they end.
    families: BTreeMap<FamilyId, Line>,
    /// Every refresh token that is remembered, used or not.
    tokens: HashMap<Fingerprint, FamilyId>,
    /// Access tokens by `jti`.
    access: HashMap<String, Access>,
    /// The same in the order in which they end.
    ends: BTreeSet<(SystemTime, String)>,
}

/// An access token that is out.
#[derive(Debug)]
struct Access {
    until: SystemTime,
    family: Option<FamilyId>,
    taken_back: Option<Revocation>,
}

/// A family and the line of its tokens.
#[derive(Debug)]
struct Line {
    family: Family,
    closed: bool,
    good: Fingerprint,
    /// The last one that was used, and what it got for it, for as long as it may get it again.
    just_used: Option<JustUsed>,
    /// All that were used, the oldest first.
    used: VecDeque<Fingerprint>,
}

#[derive(Debug)]
struct JustUsed {
    token: Fingerprint,
    successor: Secret,
    until: SystemTime,
}

impl MemoryRecords {
    /// Families that are kept at one time.
    pub const MAX_FAMILIES: usize = 65_536;

    /// Used refresh tokens that are remembered of one family; an older one is merely unknown.
    pub const MAX_USED: usize = 1024;

    /// Access tokens that are kept at one time. One that is forgotten cannot be taken back, nor is it known that it
    /// was: tokens that live for a minute would have to be made at 4000 in a second for it to come to that.
    pub const MAX_ACCESS: usize = 262_144;

    fn tables(&self) -> MutexGuard<'_, Tables> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Records for MemoryRecords {
    fn begin(&self, family: Family, first: Fingerprint) -> FamilyId {
        let mut tables = self.tables();
        tables.begun = tables.begun.saturating_add(1);
        let id = FamilyId(tables.begun);
        let used = VecDeque::new();
        let line = Line { family, closed: false, good: first, just_used: None, used };
        tables.tokens.insert(first, id);
        tables.families.insert(id, line);
        if tables.families.len() > Self::MAX_FAMILIES {
            tables.forget_oldest();
        }
        id
    }

    fn family(&self, token: Fingerprint) -> Option<(FamilyId, Family)> {
        let tables = self.tables();
        let id = *tables.tokens.get(&token)?;
        Some((id, tables.families.get(&id)?.family.clone()))
    }

    fn rotate(
        &self,
        token: Fingerprint,
        successor: &Secret,
        now: SystemTime,
        grace: Duration,
    ) -> Rotation {
        let tables = &mut *self.tables();
        let Some(id) = tables.tokens.get(&token).copied() else { return Rotation::Unknown };
        let Some(line) = tables.families.get_mut(&id) else { return Rotation::Unknown };
        if line.good != token {
            return line.again(token, now);
        }
        if line.closed || line.family.until <= now {
            return Rotation::Closed;
        }
        let next = Fingerprint::of(successor.expose());
        line.advance(next, successor, now, grace);
        tables.tokens.insert(next, id);
        if line.used.len() > Self::MAX_USED
            && let Some(oldest) = line.used.pop_front()
        {
            tables.tokens.remove(&oldest);
        }
        Rotation::Rotated
    }

    fn close(&self, family: FamilyId) -> bool {
        let tables = &mut *self.tables();
        let Some(line) = tables.families.get_mut(&family) else { return false };
        let was_open = line.close();
        for token in tables.access.values_mut().filter(|token| token.family == Some(family)) {
            token.taken_back = Some(Revocation::Over);
        }
        was_open
    }

    fn close_all(&self) -> Vec<FamilyId> {
        let tables = &mut *self.tables();
        for token in tables.access.values_mut().filter(|token| token.family.is_some()) {
            token.taken_back = Some(Revocation::Over);
        }
        let open = tables.families.iter_mut().filter_map(|(id, line)| line.close().then_some(*id));
        open.collect()
    }

    fn issued(&self, token: Issued) {
        let tables = &mut *self.tables();
        let line = token.family.and_then(|family| tables.families.get(&family));
        // Whoever presents a used token closes the family at any moment, also between an exchange and this.
        let taken_back = line.is_some_and(|line| line.closed).then_some(Revocation::Over);
        let Issued { jti, until, family } = token;
        tables.remember(jti, Access { until, family, taken_back });
    }

    fn family_of(&self, jti: &str) -> Option<FamilyId> {
        self.tables().access.get(jti)?.family
    }

    fn revoke(&self, jti: &str, until: SystemTime, why: Revocation) {
        let tables = &mut *self.tables();
        match tables.access.get_mut(jti) {
            Some(token) => token.taken_back = token.taken_back.or(Some(why)),
            None => {
                let token = Access { until, family: None, taken_back: Some(why) };
                tables.remember(jti.to_owned(), token);
            }
        }
    }

    fn revoke_all(&self, why: Revocation) -> usize {
        let tables = &mut *self.tables();
        let out = tables.access.values_mut().filter(|token| token.taken_back.is_none());
        out.map(|token| token.taken_back = Some(why)).count()
    }

    fn revoked(&self, jti: &str) -> Option<Revocation> {
        self.tables().access.get(jti)?.taken_back
    }

    fn sweep(&self, now: SystemTime) {
        let tables = &mut *self.tables();
        while tables.ends.first().is_some_and(|(until, _)| *until <= now) {
            tables.forget_first();
        }
        let ended = |line: &Line| line.family.until <= now;
        while tables.families.first_key_value().is_some_and(|(_, line)| ended(line)) {
            tables.forget_oldest();
        }
    }
}

impl Tables {
    fn remember(&mut self, jti: String, token: Access) {
        self.ends.insert((token.until, jti.clone()));
        self.access.insert(jti, token);
        if self.access.len() > MemoryRecords::MAX_ACCESS {
            self.forget_first();
        }
    }

    fn forget_first(&mut self) {
        if let Some((_, jti)) = self.ends.pop_first() {
            self.access.remove(&jti);
        }
    }

    fn forget_oldest(&mut self) {
        if let Some((_, line)) = self.families.pop_first() {
            for token in line.used.iter().chain([&line.good]) {
                self.tokens.remove(token);
            }
        }
    }
}

impl Line {
    /// Whether it was open.
    fn close(&mut self) -> bool {
        self.just_used = None;
        !std::mem::replace(&mut self.closed, true)
    }

    fn advance(&mut self, next: Fingerprint, successor: &Secret, now: SystemTime, grace: Duration) {
        let token = std::mem::replace(&mut self.good, next);
        let until = now.checked_add(grace).unwrap_or(now);
        // Without a grace window the successor is not kept in any form but its hash.
        self.just_used = (!grace.is_zero()).then(|| {
            let successor = successor.clone();
            JustUsed { token, successor, until }
        });
        self.used.push_back(token);
    }

    fn again(&self, token: Fingerprint, now: SystemTime) -> Rotation {
        match &self.just_used {
            Some(last) if last.token == token && now < last.until => {
                Rotation::Again(last.successor.clone())
            }
            _ => Rotation::Reused,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).unwrap()
    }

    fn begin(records: &MemoryRecords, name: &str, until: u64) -> FamilyId {
        let (user, client, scope) = (String::new(), String::new(), String::new());
        let family = Family { user, client, scope, until: at(until) };
        records.begin(family, Fingerprint::of(name.as_bytes()))
    }

    fn issue(records: &MemoryRecords, jti: &str, until: u64, family: Option<FamilyId>) {
        records.issued(Issued { jti: jti.to_owned(), until: at(until), family });
    }

    #[test]
    fn what_has_ended_is_forgotten_and_nothing_else() {
        let records = MemoryRecords::default();
        let (first, second) = (begin(&records, "one", 100), begin(&records, "two", 200));
        issue(&records, "a", 10, Some(first));
        issue(&records, "b", 20, Some(second));
        records.revoke("c", at(10), Revocation::Outdated);
        records.sweep(at(10));
        assert_eq!((records.family_of("a"), records.family_of("b")), (None, Some(second)));
        assert_eq!(records.revoked("c"), None);
        records.sweep(at(100));
        assert_eq!(records.family(Fingerprint::of(b"one")), None);
        assert!(records.family(Fingerprint::of(b"two")).is_some());
        let tables = records.tables();
        assert_eq!((tables.access.len(), tables.ends.len(), tables.tokens.len()), (0, 0, 1));
    }

    #[test]
    fn of_too_many_access_tokens_the_one_that_ends_first_is_forgotten() {
        let records = MemoryRecords::default();
        let family = begin(&records, "one", 100);
        issue(&records, "first", 10, Some(family));
        for number in 0..MemoryRecords::MAX_ACCESS {
            issue(&records, &number.to_string(), 20, Some(family));
        }
        assert_eq!((records.family_of("first"), records.family_of("0")), (None, Some(family)));
        let tables = records.tables();
        let kept = (tables.access.len(), tables.ends.len());
        assert_eq!(kept, (MemoryRecords::MAX_ACCESS, MemoryRecords::MAX_ACCESS));
    }

    #[test]
    fn a_token_of_a_family_that_has_just_been_closed_is_taken_back() {
        let records = MemoryRecords::default();
        let family = begin(&records, "one", 100);
        assert!(records.close(family) && !records.close(family));
        issue(&records, "late", 10, Some(family));
        assert_eq!(records.revoked("late"), Some(Revocation::Over));
    }

    #[test]
    fn all_families_end_and_a_clients_own_token_stays() {
        let records = MemoryRecords::default();
        let (first, second) = (begin(&records, "one", 100), begin(&records, "two", 100));
        issue(&records, "a", 10, Some(first));
        issue(&records, "own", 10, None);
        records.close(second);
        assert_eq!(records.close_all(), [first]);
        assert_eq!((records.revoked("a"), records.revoked("own")), (Some(Revocation::Over), None));
    }
}
