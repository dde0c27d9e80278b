//! The keys of a supply, bound once for many tokens.
//!
//! Binding a key costs as much as checking a signature. What is bound depends on `alg` and `kid` alone,
//! and of a `kid` that no key has, only on its being there.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use jwt_core::Algorithm;
use jwt_core::key::Jwk;

use super::KeySupply;
use super::Rules;
use super::ring;
use super::ring::Ring;

/// The most bound keys that are remembered; strangers choose `alg` and `kid`.
const MOST: usize = 16_384;

/// Bound keys by what asks for them.
#[derive(Debug)]
pub(super) struct Rings<'s> {
    pub(super) keys: Option<&'s KeySupply>,
    pub(super) rules: &'s Rules,
    known: HashSet<&'s str>,
    remembered: Mutex<Remembered<'s>>,
}

/// Rings, and how many keys they hold.
#[derive(Debug, Default)]
struct Remembered<'s> {
    rings: HashMap<(Option<Algorithm>, Wanted<'s>), Arc<Ring>>,
    count: usize,
}

/// What a token says of the name of its key.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Wanted<'s> {
    Known(&'s str),
    None,
    Unknown,
}

impl<'s> Rings<'s> {
    pub(super) fn new(keys: Option<&'s KeySupply>, rules: &'s Rules) -> Self {
        let known = keys.into_iter().flat_map(|supply| &supply.keys).filter_map(Jwk::key_id);
        Self { keys, rules, known: known.collect(), remembered: Mutex::default() }
    }

    /// Chooses and binds the keys for a token with this `alg` and `kid`, which are only hints.
    pub(super) fn gather(&self, algorithm: Option<&str>, key_id: Option<&str>) -> Arc<Ring> {
        let Some(supply) = self.keys else { return Arc::default() };
        let algorithm: Option<Algorithm> = algorithm.and_then(|name| name.parse().ok());
        let wanted = match key_id {
            Some(key_id) => {
                self.known.get(key_id).map_or(Wanted::Unknown, |one| Wanted::Known(one))
            }
            None => Wanted::None,
        };
        let asked = (algorithm, wanted);
        let lock = || self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ring) = lock().rings.get(&asked) {
            return Arc::clone(ring);
        }
        // Not under the lock: others go on meanwhile.
        let ring = Arc::new(ring::gather(supply, self.rules, algorithm, key_id));
        let mut remembered = lock();
        let count = remembered.count.saturating_add(ring.size());
        if count <= MOST && remembered.rings.insert(asked, Arc::clone(&ring)).is_none() {
            remembered.count = count;
        }
        ring
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Jwk {
        Jwk::from_secret(name.repeat(32).as_bytes()).unwrap().with_key_id(name)
    }

    #[test]
    fn a_key_is_bound_once_for_each_algorithm_and_name() {
        let supply = KeySupply::new(vec![named("a"), named("b")], "given");
        let rules = Rules::default();
        let rings = Rings::new(Some(&supply), &rules);
        let gather = |algorithm, name| rings.gather(Some(algorithm), name);
        let first = gather("HS256", Some("a"));
        assert!(Arc::ptr_eq(&first, &gather("HS256", Some("a"))));
        for (algorithm, name) in [("HS512", Some("a")), ("HS256", Some("b")), ("HS256", None)] {
            assert!(!Arc::ptr_eq(&first, &gather(algorithm, name)), "{algorithm} {name:?}");
        }
        let strangers = ["x", "y"].map(|name| gather("HS256", Some(name)));
        assert!(Arc::ptr_eq(&strangers[0], &strangers[1]));
    }

    #[test]
    fn strangers_do_not_fill_the_memory() {
        let keys: Vec<Jwk> = (0..100).map(|number| named(&number.to_string())).collect();
        let supply = KeySupply::new(keys, "given");
        let rules = Rules::default();
        let rings = Rings::new(Some(&supply), &rules);
        for number in 0..1_000 {
            rings.gather(Some(&format!("alg {number}")), Some(&format!("kid {number}")));
        }
        assert_eq!(rings.remembered.lock().unwrap().rings.len(), 1);
    }
}
