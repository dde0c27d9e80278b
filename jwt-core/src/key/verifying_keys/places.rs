//! Where the keys of each `kid` stand: a token finds its key without a walk over the others.

use std::collections::HashMap;

use super::VerifyingKey;

/// The places of keys, chained from one key to the next of the same `kid`.
///
/// The names come from whoever wrote the set, who must not be able to make them collide: the hash is the
/// keyed one of the standard library.
#[derive(Clone)]
pub(super) struct Places {
    /// The first key of each `kid`.
    first: HashMap<Box<str>, usize>,
    /// The first key without a `kid`.
    nameless: Option<usize>,
    /// For each key the next one of its `kid`, or without one.
    next: Vec<Option<usize>>,
}

impl Places {
    /// Goes over the keys once.
    pub(super) fn of(keys: &[VerifyingKey]) -> Self {
        let mut places = Self {
            first: HashMap::with_capacity(keys.len()),
            nameless: None,
            next: vec![None; keys.len()],
        };
        // From the end, so that every chain leads forward.
        for ((place, key), next) in keys.iter().enumerate().zip(&mut places.next).rev() {
            *next = match key.key_id() {
                Some(key_id) => places.first.insert(key_id.into(), place),
                None => places.nameless.replace(place),
            };
        }
        places
    }

    /// Gives the places of the keys with this `kid`, in order; when no key has it, of those without one.
    pub(super) fn matching(&self, key_id: &str) -> impl Iterator<Item = usize> {
        let first = self.first.get(key_id).copied().or(self.nameless);
        std::iter::successors(first, |place| self.next.get(*place).copied().flatten())
    }
}
