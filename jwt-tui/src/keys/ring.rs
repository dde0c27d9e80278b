//! The keys of a session: several sources with several keys each, the latest first.
//!
//! Plain data. Adding keys forgets none; forgetting one wipes it, for each key wipes its private part
//! when it is dropped. A verifier is offered all of them, or the one that was chosen.

use std::collections::HashMap;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use jwt_core::key::Jwk;
use jwt_core::key::KeyType;
use jwt_core::key::MAX_KEYS;
use zeroize::Zeroizing;

use crate::engine::verdict::KeySupply;
use crate::keys::doctor::Reading;

/// The keys of a session.
#[derive(Clone, Debug, Default)]
pub struct Ring {
    entries: Vec<Entry>,
    left_out: Vec<LeftOut>,
    chosen: Option<EntryId>,
    next: u64,
}

/// The name of an entry, never given twice in a session.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct EntryId(u64);

/// A key and where it came from.
#[derive(Clone)]
pub struct Entry {
    /// Its name within the ring.
    pub id: EntryId,
    /// The key.
    pub jwk: Jwk,
    /// Where it came from: a file, `pasted`, `typed`.
    pub source: Arc<str>,
    /// In which form it came.
    pub form: Form,
    /// The steps from the secret as it was given to this one.
    pub readings: Vec<Reading>,
    /// Tells it from others; that of a secret can be guessed from, so it is wiped and never shown.
    thumbprint: Zeroizing<String>,
}

/// In which form a key came.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// The public part of another key of the ring.
    Derived,
    /// On the command line, in a form that is not known here.
    Given,
    /// Made here.
    Made,
    /// As a secret.
    Secret,
    /// As a file or text of keys: the kind, and the structure in it where there is a choice.
    Text {
        /// `"PEM"`, `"DER"`, `"JWK"`, `"JWK Set"`.
        kind: &'static str,
        /// `"PKCS#8"`, `"SEC1"`; empty where the kind says it all.
        structure: &'static str,
    },
}

/// What could not be read among the keys of a source.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct LeftOut {
    /// Where it came from.
    pub source: Arc<str>,
    /// Which and why, in one line.
    pub reason: String,
}

/// There is no room for more keys.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Full;

/// What is to be known about keys besides the keys.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Where they came from.
    pub source: Arc<str>,
    /// In which form.
    pub form: Form,
    /// How a secret was read.
    pub readings: Vec<Reading>,
}

impl Ring {
    /// Takes the keys that were given on the command line.
    #[must_use]
    pub fn of(supply: &KeySupply) -> Self {
        let mut ring = Self::default();
        for (index, jwk) in supply.keys.iter().enumerate() {
            let source = Arc::from(supply.source_of(index));
            let origin = Origin { source, form: Form::Given, readings: Vec::new() };
            let entry = ring.entry(jwk.clone(), &origin);
            ring.entries.push(entry);
        }
        ring
    }

    /// Adds keys of one place before the others, in their order; gives the first one's name.
    ///
    /// A key that is there already with the same members moves to the front instead of standing twice.
    /// A verifier is offered all keys again: whoever gives a key wants it tried.
    ///
    /// # Errors
    ///
    /// [`Full`] when the ring would hold more than [`MAX_KEYS`] keys.
    pub fn add(&mut self, keys: Vec<Jwk>, origin: &Origin) -> Result<Option<EntryId>, Full> {
        if self.entries.len().saturating_add(keys.len()) > MAX_KEYS {
            return Err(Full);
        }
        let added: Vec<Entry> = keys.into_iter().map(|jwk| self.entry(jwk, origin)).collect();
        let mut known: HashMap<&str, Vec<&Jwk>> = HashMap::new();
        for entry in &added {
            known.entry(&entry.thumbprint).or_default().push(&entry.jwk);
        }
        self.entries.retain(|entry| {
            let twins = known.get(entry.thumbprint.as_str());
            !twins.is_some_and(|twins| twins.iter().any(|twin| is_same(twin, &entry.jwk)))
        });
        let first = added.first().map(|entry| entry.id);
        self.entries.splice(0..0, added);
        self.chosen = None;
        Ok(first)
    }

    /// Remembers what could not be read.
    pub fn leave_out(&mut self, source: &Arc<str>, reasons: Vec<String>) {
        let line = |reason| LeftOut { source: Arc::clone(source), reason };
        let mut lines: Vec<LeftOut> = reasons.into_iter().map(line).take(MAX_KEYS).collect();
        let known: HashSet<&LeftOut> = lines.iter().collect();
        let old: Vec<LeftOut> =
            self.left_out.drain(..).filter(|one| !known.contains(one)).collect();
        // The latest stand first, as the keys do, and old ones make room.
        lines.extend(old);
        lines.truncate(MAX_KEYS);
        self.left_out = lines;
    }

    /// The keys, the latest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// A key by its name.
    #[must_use]
    pub fn get(&self, id: EntryId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// What could not be read.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The only key that a verifier is offered; none when it is offered all.
    #[must_use]
    pub fn chosen(&self) -> Option<EntryId> {
        self.chosen
    }

    /// Offers this key alone; all of them when it is the one already.
    pub fn choose(&mut self, id: EntryId) {
        self.chosen = Some(id).filter(|&id| self.chosen != Some(id) && self.get(id).is_some());
    }

    /// Wipes one key.
    pub fn forget(&mut self, id: EntryId) {
        self.entries.retain(|entry| entry.id != id);
        self.chosen = self.chosen.filter(|&chosen| chosen != id);
        if self.entries.is_empty() {
            self.left_out.clear();
        }
    }

    /// Wipes all keys.
    pub fn forget_all(&mut self) {
        let next = self.next;
        *self = Self { next, ..Self::default() };
    }

    /// The entries that a verifier is offered, in the order of [`Ring::supply`].
    pub fn offered(&self) -> impl Iterator<Item = &Entry> {
        let chosen = self.chosen;
        self.entries.iter().filter(move |entry| chosen.is_none_or(|id| id == entry.id))
    }

    /// What a verifier is offered; none when there is no key.
    #[must_use]
    pub fn supply(&self) -> Option<KeySupply> {
        let places = self.offered().map(|entry| (entry.jwk.clone(), Arc::clone(&entry.source)));
        (!self.entries.is_empty()).then(|| KeySupply::from_places(places))
    }

    fn entry(&mut self, jwk: Jwk, origin: &Origin) -> Entry {
        let id = EntryId(self.next);
        self.next = self.next.saturating_add(1);
        let thumbprint = Zeroizing::new(jwk.thumbprint());
        let Origin { source, form, readings } = origin;
        let (source, readings) = (Arc::clone(source), readings.clone());
        Entry { id, jwk, source, form: *form, readings, thumbprint }
    }
}

impl Entry {
    /// Its RFC 7638 thumbprint; none for a shared secret, whose thumbprint can be guessed from.
    #[must_use]
    pub fn thumbprint(&self) -> Option<&str> {
        (!self.is_secret()).then_some(self.thumbprint.as_str())
    }

    /// Whether it is a shared secret.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        self.jwk.key_type() == KeyType::Oct
    }
}

impl fmt::Debug for Entry {
    /// Shows what the key's own `Debug` shows, and not the thumbprint, which a secret has too.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("id", &self.id)
            .field("jwk", &self.jwk)
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Form {
    /// Names the forms of texts, which are the same in every language; the others are phrases.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { kind, structure: "" } => f.write_str(kind),
            Self::Text { kind, structure } => write!(f, "{kind} ({structure})"),
            _ => Ok(()),
        }
    }
}

/// Whether two keys are the same to the last member.
fn is_same(one: &Jwk, other: &Jwk) -> bool {
    one.is_private() == other.is_private() && *one.to_json() == *other.to_json()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(source: &str) -> Origin {
        Origin { source: Arc::from(source), form: Form::Secret, readings: Vec::new() }
    }

    fn secret(text: &str) -> Jwk {
        Jwk::from_secret(text.as_bytes()).unwrap()
    }

    fn sources(ring: &Ring) -> Vec<&str> {
        ring.entries().iter().map(|entry| &*entry.source).collect()
    }

    #[test]
    fn later_keys_stand_first_and_none_is_forgotten() {
        let mut ring = Ring::default();
        ring.add(vec![secret("a"), secret("b")], &origin("one")).unwrap();
        let first = ring.add(vec![secret("c")], &origin("two")).unwrap().unwrap();
        assert_eq!(sources(&ring), ["two", "one", "one"]);
        assert_eq!(ring.entries()[0].id, first);
        let supply = ring.supply().unwrap();
        assert_eq!((supply.source.as_str(), supply.source_of(2)), ("two, one", "one"));
    }

    #[test]
    fn the_same_key_stands_once_and_a_twin_with_another_kid_twice() {
        let mut ring = Ring::default();
        ring.add(vec![secret("a")], &origin("one")).unwrap();
        ring.add(vec![secret("a")], &origin("two")).unwrap();
        assert_eq!(sources(&ring), ["two"]);
        ring.add(vec![secret("a").with_key_id("k")], &origin("three")).unwrap();
        assert_eq!(sources(&ring), ["three", "two"]);
    }

    #[test]
    fn one_is_chosen_until_it_is_chosen_again_or_forgotten() {
        let mut ring = Ring::default();
        let b = ring.add(vec![secret("b")], &origin("one")).unwrap().unwrap();
        let a = ring.add(vec![secret("a")], &origin("one")).unwrap().unwrap();
        ring.choose(b);
        assert_eq!(ring.supply().unwrap().keys.len(), 1);
        ring.choose(b);
        assert_eq!(ring.supply().unwrap().keys.len(), 2);
        ring.choose(a);
        ring.forget(a);
        assert_eq!((ring.chosen(), ring.entries().len()), (None, 1));
        ring.choose(a);
        assert_eq!(ring.chosen(), None, "it is gone");
        ring.choose(b);
        ring.add(vec![secret("c")], &origin("two")).unwrap();
        assert_eq!(ring.chosen(), None, "a key that is given is tried");
    }

    #[test]
    fn a_name_is_never_given_twice() {
        let mut ring = Ring::default();
        let first = ring.add(vec![secret("a")], &origin("one")).unwrap();
        ring.leave_out(&Arc::from("one"), vec!["key 1: broken".to_owned()]);
        ring.forget_all();
        assert!(ring.supply().is_none() && ring.left_out().is_empty());
        assert_ne!(ring.add(vec![secret("a")], &origin("one")).unwrap(), first);
    }

    #[test]
    fn what_was_left_out_is_kept_once_the_latest_first() {
        let mut ring = Ring::default();
        let source = Arc::from("pasted");
        ring.leave_out(&source, vec!["a".to_owned(), "b".to_owned()]);
        ring.leave_out(&source, vec![]);
        ring.leave_out(&source, vec!["c".to_owned(), "a".to_owned()]);
        let reasons: Vec<_> = ring.left_out().iter().map(|one| one.reason.as_str()).collect();
        assert_eq!(reasons, ["c", "a", "b"]);
    }

    #[test]
    fn a_full_ring_takes_no_more() {
        let mut ring = Ring::default();
        let keys = (0..MAX_KEYS).map(|number| secret(&number.to_string())).collect();
        ring.add(keys, &origin("one")).unwrap();
        assert_eq!(ring.add(vec![secret("a")], &origin("two")), Err(Full));
        assert_eq!(ring.entries().len(), MAX_KEYS);
    }

    #[test]
    fn debug_shows_no_secret() {
        let mut ring = Ring::default();
        ring.add(vec![secret("hunter2")], &origin("one")).unwrap();
        let shown = format!("{ring:?}");
        let thumbprint = secret("hunter2").thumbprint();
        assert!(!shown.contains("hunter2") && !shown.contains(&thumbprint), "{shown}");
    }
}
