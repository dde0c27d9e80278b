//! Which keys are tried on a token, each bound to one algorithm, and why they are believed.

use jwt_core::Algorithm;
use jwt_core::jws::Candidates;
use jwt_core::jws::Header;
use jwt_core::jws::KeySource;
use jwt_core::key::Jwk;
use jwt_core::key::KeyError;
use jwt_core::key::KeyType;
use jwt_core::key::VerifyingKey;

use super::KeySupply;
use super::KeyUsed;
use super::MAX_CANDIDATES;
use super::Rules;

/// How many keys are bound at most; those that do not fit count, too, and are only named.
const MOST: usize = 1_024;
/// How many names of keys are told.
const NAMES: usize = 5;

/// The keys for one token, and what was found out while choosing them.
#[derive(Debug, Default)]
pub(super) struct Ring {
    keys: Vec<Bound>,
    problems: Vec<KeyError>,
    /// Names of keys of the supply, when none was the token's.
    other_key_ids: Vec<String>,
    chosen_by: Choice,
}

/// A key that is ready, and where its algorithm came from.
#[derive(Debug)]
struct Bound {
    index: usize,
    key: VerifyingKey,
    pinned: Pinned,
    halved: bool,
    weak: bool,
}

/// A key and its place in the supply.
type Numbered<'s> = (usize, &'s Jwk);

/// Who named the algorithm.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Pinned {
    Header,
    Key,
    Rules,
}

/// How the keys were chosen among those supplied.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Choice {
    KeyId,
    Kind,
    #[default]
    Only,
    OnlyWithOtherKeyId,
}

impl KeySource for Ring {
    fn candidates<'s>(&'s self, _: &Header<'_>, found: &mut Candidates<'s>) {
        self.keys.iter().for_each(|bound| found.offer(&bound.key));
    }
}

/// Chooses and binds the keys for a token with this `alg` and `kid`, which are only hints.
pub(super) fn gather(
    supply: &KeySupply,
    rules: &Rules,
    algorithm: Option<Algorithm>,
    key_id: Option<&str>,
) -> Ring {
    let mut ring = Ring::default();
    for (index, jwk) in ring.choose(supply, algorithm, key_id) {
        let weak = supply.weak_secrets_allowed;
        match bind(index, jwk, rules, algorithm, weak) {
            Ok(bound) => ring.keys.extend(bound),
            Err(error) => ring.problems.push(error),
        }
        let fitting = |bound: &&Bound| Some(bound.key.algorithm()) == algorithm;
        let is_over = |limit: usize| ring.keys.iter().filter(fitting).nth(limit).is_some();
        // One more than are tried is refused whichever it is.
        if ring.size() > MOST || (index >= MAX_CANDIDATES && is_over(MAX_CANDIDATES)) {
            break;
        }
    }
    ring
}

impl Ring {
    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// How much is remembered with it, in keys; at least one.
    pub(super) fn size(&self) -> usize {
        self.keys.len().saturating_add(self.problems.len()).saturating_add(1)
    }

    /// Why the first of the chosen keys could not be used.
    pub(super) fn problem(&self) -> Option<&KeyError> {
        self.problems.first()
    }

    /// Adds to a message what the supply has instead.
    pub(super) fn nothing_fits(&self, message: &str) -> String {
        if self.other_key_ids.is_empty() {
            return message.to_owned();
        }
        let names: Vec<&str> = self.other_key_ids.iter().take(NAMES).map(String::as_str).collect();
        let more = if self.other_key_ids.len() > names.len() { ", …" } else { "" };
        format!("{message}; the keys given have kid {}{more}", names.join(", "))
    }

    /// Describes the key that fitted, or the only one there was to try.
    pub(super) fn used(
        &self,
        fitted: Option<&VerifyingKey>,
        supply: &KeySupply,
        key_id: Option<&str>,
    ) -> Option<KeyUsed> {
        let same = |one: &VerifyingKey, other: &VerifyingKey| {
            one.algorithm() == other.algorithm()
                && one.key_id() == other.key_id()
                && one.thumbprint() == other.thumbprint()
        };
        let bound = match (fitted, self.keys.as_slice()) {
            (Some(fitted), keys) => keys.iter().find(|bound| same(&bound.key, fitted))?,
            (None, [only]) => only,
            _ => return None,
        };
        let jwk = bound.key.jwk();
        let source = supply.source_of(bound.index);
        let secret = jwk.key_type() == KeyType::Oct;
        Some(KeyUsed {
            algorithm: bound.key.algorithm(),
            description: describe(jwk),
            index: bound.index,
            kid: bound.key.key_id().map(str::to_owned),
            source: source.to_owned(),
            thumbprint: (!secret).then(|| bound.key.thumbprint()),
            trust: self.trust(bound, source, key_id),
            weak: bound.weak,
        })
    }

    fn trust(&self, bound: &Bound, source: &str, key_id: Option<&str>) -> String {
        let mut words = vec![format!("supplied by you ({source}), not by the token")];
        match (self.chosen_by, key_id) {
            (Choice::KeyId, Some(key_id)) => words.push(format!("chosen by kid {key_id:?}")),
            (Choice::OnlyWithOtherKeyId, Some(key_id)) => {
                words.push(format!("its kid is not the token's, {key_id:?}"));
            }
            _ => {}
        }
        if bound.halved {
            words.push("the public half of a private key".to_owned());
        }
        let algorithm = bound.key.algorithm();
        words.push(match bound.pinned {
            Pinned::Header => format!(
                "{algorithm} is taken from the token's header, within the key's family: not pinned"
            ),
            Pinned::Key => format!("pinned to {algorithm} by the key"),
            Pinned::Rules => format!("pinned to {algorithm} by you"),
        });
        if bound.weak {
            words.push("the secret is shorter than the hash and can be guessed".to_owned());
        }
        words.join("; ")
    }

    /// By `kid`, then by kind; a single key is tried whatever its `kid` is.
    fn choose<'s>(
        &mut self,
        supply: &'s KeySupply,
        algorithm: Option<Algorithm>,
        key_id: Option<&str>,
    ) -> Vec<Numbered<'s>> {
        if let [only] = supply.keys.as_slice() {
            let differs = only.key_id().is_some() && key_id.is_some() && only.key_id() != key_id;
            self.chosen_by = if differs { Choice::OnlyWithOtherKeyId } else { Choice::Only };
            return vec![(0, only)];
        }
        let all = || supply.keys.iter().enumerate();
        let named: Vec<Numbered<'_>> = match key_id {
            Some(_) => all().filter(|(_, jwk)| jwk.key_id() == key_id).collect(),
            None => Vec::new(),
        };
        if !named.is_empty() {
            self.chosen_by = Choice::KeyId;
            return fitting(named, algorithm);
        }
        self.chosen_by = Choice::Kind;
        let unnamed = |(_, jwk): &Numbered<'_>| key_id.is_none() || jwk.key_id().is_none();
        let others: Vec<Numbered<'_>> = all().filter(unnamed).collect();
        if others.is_empty() {
            let known = supply.keys.iter().filter_map(Jwk::key_id);
            let known = known.take(NAMES.saturating_add(1));
            self.other_key_ids = known.map(|one| format!("{one:?}")).collect();
        }
        fitting(others, algorithm)
    }
}

/// Names kind and size: `EC P-256`, `RSA 2048`, `oct, 256 bits`.
pub(super) fn describe(jwk: &Jwk) -> String {
    match jwk.key_type() {
        KeyType::Oct => format!("oct, {} bits", jwk.bits()),
        KeyType::Rsa => format!("RSA {}", jwk.bits()),
        other => other.to_string(),
    }
}

/// Keeps the keys that can serve the algorithm; all of them if none can, for the verifier to refuse.
fn fitting(keys: Vec<Numbered<'_>>, algorithm: Option<Algorithm>) -> Vec<Numbered<'_>> {
    let Some(algorithm) = algorithm else { return keys };
    let serves = |(_, jwk): &Numbered<'_>| jwk.algorithms().contains(&algorithm);
    let serving: Vec<Numbered<'_>> = keys.iter().copied().filter(serves).collect();
    if serving.is_empty() { keys } else { serving }
}

/// Binds one key to the algorithms it may be tried with.
///
/// A key with `alg` has one. Without, the rules decide, then the header within the key's family. A
/// header from outside the family gets every algorithm of the key, so that the verifier refuses it
/// with its own words.
fn bind(
    index: usize,
    jwk: &Jwk,
    rules: &Rules,
    algorithm: Option<Algorithm>,
    weak: bool,
) -> Result<Vec<Bound>, KeyError> {
    let public = jwk.public().unwrap_or_else(|| jwk.clone());
    let halved = jwk.is_private() && jwk.key_type() != KeyType::Oct;
    let served = jwk.algorithms();
    let (wanted, pinned) = if rules.algorithms.is_empty() {
        match algorithm.filter(|one| served.contains(one)) {
            _ if jwk.algorithm_name().is_some() => (vec![None], Pinned::Key),
            Some(one) => (vec![Some(one)], Pinned::Header),
            None => (served.iter().copied().map(Some).collect(), Pinned::Header),
        }
    } else {
        let both = rules.algorithms.iter().filter(|one| served.contains(one));
        let both: Vec<_> = both.copied().map(Some).collect();
        // The first of the rules serves for the refusal.
        let wanted = if both.is_empty() { vec![rules.algorithms.first().copied()] } else { both };
        (wanted, Pinned::Rules)
    };
    let bound = |algorithm: Option<Algorithm>| {
        let (key, weak) = match public.verifying_key(algorithm) {
            Err(KeyError::SecretTooShort { .. }) if weak => {
                (VerifyingKey::from_jwk_weak(&public, algorithm)?, true)
            }
            other => (other?, false),
        };
        Ok(Bound { index, key, pinned, halved, weak })
    };
    wanted.into_iter().map(bound).collect()
}
