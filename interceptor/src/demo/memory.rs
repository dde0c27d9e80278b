//! Records that are forgotten with the program: maps behind one lock.

use std::collections::BTreeMap;
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

/// Keeps everything in memory, within bounds: at most [`MemoryRecords::MAX_FAMILIES`], the oldest is forgotten first.
#[derive(Debug, Default)]
pub struct MemoryRecords {
    tables: Mutex<Tables>,
}

#[derive(Debug, Default)]
struct Tables {
    begun: u64,
    families: BTreeMap<FamilyId, Line>,
    /// Every refresh token that is remembered, used or not.
    tokens: HashMap<Fingerprint, FamilyId>,
    issued: HashMap<String, Issued>,
    revoked: HashMap<String, (Revocation, SystemTime)>,
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
        let was_open = !std::mem::replace(&mut line.closed, true);
        line.just_used = None;
        for token in tables.issued.values().filter(|token| token.family == Some(family)) {
            tables.revoked.insert(token.jti.clone(), (Revocation::Over, token.until));
        }
        was_open
    }

    fn issued(&self, token: Issued) {
        self.tables().issued.insert(token.jti.clone(), token);
    }

    fn family_of(&self, jti: &str) -> Option<FamilyId> {
        self.tables().issued.get(jti)?.family
    }

    fn revoke(&self, jti: &str, until: SystemTime, why: Revocation) {
        self.tables().revoked.insert(jti.to_owned(), (why, until));
    }

    fn revoke_all(&self, why: Revocation) -> usize {
        let tables = &mut *self.tables();
        let before = tables.revoked.len();
        for token in tables.issued.values() {
            tables.revoked.entry(token.jti.clone()).or_insert((why, token.until));
        }
        tables.revoked.len().saturating_sub(before)
    }

    fn revoked(&self, jti: &str) -> Option<Revocation> {
        self.tables().revoked.get(jti).map(|(why, _)| *why)
    }

    fn sweep(&self, now: SystemTime) {
        let tables = &mut *self.tables();
        tables.issued.retain(|_, token| token.until > now);
        tables.revoked.retain(|_, (_, until)| *until > now);
        tables.families.retain(|_, line| line.family.until > now);
        let families = &tables.families;
        tables.tokens.retain(|_, family| families.contains_key(family));
    }
}

impl Tables {
    fn forget_oldest(&mut self) {
        if let Some((_, line)) = self.families.pop_first() {
            for token in line.used.iter().chain([&line.good]) {
                self.tokens.remove(token);
            }
        }
    }
}

impl Line {
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
