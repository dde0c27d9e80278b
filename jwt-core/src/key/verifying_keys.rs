//! The keys of a JWK Set that may check signatures, each bound to its algorithm (RFC 7517 §4.5, §5).
//!
//! A set is refused as a whole when it mixes shared secrets with public keys, or when two different
//! keys of one `kty` that may check signatures have one `kid`: then `kid` names nothing, and whoever
//! slipped a key in could sign. A broken key counts for both as far as it can be read. A key alone is
//! left out when it is for something else (`use`, `key_ops`, `alg`), private, broken or too weak. A set
//! of which nothing remains is an error.

mod places;

use core::fmt;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use self::places::Places;
use super::Jwk;
use super::JwkSet;
use super::KeyError;
use super::KeyType;
use super::Leniency;
use super::Skipped;
use super::VerifyingKey;
use super::bind;
use super::error::cut;
use crate::alg::Algorithm;

/// Keys that verify, in the order of their set, and what was left out of it.
///
/// A token with a `kid` finds its keys by it, however many there are.
///
/// Made by [`JwkSet::verifying_keys`] alone, so the rules about sets have been kept.
///
/// # Example: the keys of an issuer
///
/// ```
/// use jwt_core::key::JwkSet;
///
/// let set = JwkSet::from_json(br#"{"keys":[
///     {"kty":"OKP","crv":"Ed25519","kid":"a","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
///     {"kty":"RSA","kid":"b","use":"enc","n":"AQ","e":"AQAB"}]}"#)?;
/// let keys = set.verifying_keys()?.with_issuer("https://issuer.example");
/// // Without `alg` the first key is offered under both names of its algorithm.
/// assert_eq!(keys.keys().len(), 2);
/// assert_eq!(keys.skipped()[0].error.code(), "key.not_for_this");
/// # Ok::<(), jwt_core::key::KeyError>(())
/// ```
#[derive(Clone)]
pub struct VerifyingKeys {
    keys: Vec<VerifyingKey>,
    places: Places,
    skipped: Vec<Skipped>,
}

impl VerifyingKeys {
    /// Gives the keys; one that names no `alg` stands here once for each algorithm it can serve.
    #[must_use]
    pub fn keys(&self) -> &[VerifyingKey] {
        &self.keys
    }

    /// Gives what was left out, by its place in the set, with the reason.
    #[must_use]
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// Keeps only the keys of these algorithms: for sets whose keys name no `alg` (RFC 8725 §3.1).
    ///
    /// When none of them remains, every token is refused.
    #[must_use]
    pub fn for_algorithms(mut self, algorithms: &[Algorithm]) -> Self {
        self.keys.retain(|key| algorithms.contains(&key.algorithm()));
        self.places = Places::of(&self.keys);
        self
    }

    /// Binds every key to an issuer, or to one issuer more (see [`VerifyingKey::with_issuer`]).
    #[must_use]
    pub fn with_issuer(mut self, issuer: impl Into<String>) -> Self {
        let issuer = issuer.into();
        self.keys = self.keys.into_iter().map(|key| key.with_issuer(issuer.clone())).collect();
        self
    }

    /// Prepares every key for checking many signatures, where there is a faster way (see [`VerifyingKey::prepare`]).
    ///
    /// Each ES256 key takes as long as about ten verifications and 86 KiB, once for all clones of it; keys of other
    /// algorithms stay as they are. A set of three is prepared in a few milliseconds; of one with thousands of ES256
    /// keys, most of which never meet a token, each takes its time and memory all the same.
    ///
    /// Order, `kid` and issuers of the keys stay, and so does every answer.
    #[must_use]
    pub fn prepare(mut self) -> Self {
        self.keys = self.keys.into_iter().map(VerifyingKey::prepare).collect();
        self
    }

    /// Gives the keys that a token with this `kid` may be of, in order: those of the `kid`, or when no key has
    /// it, those without one. How many other keys there are does not matter.
    pub(crate) fn matching(&self, key_id: &str) -> impl Iterator<Item = &VerifyingKey> {
        self.places.matching(key_id).filter_map(|place| self.keys.get(place))
    }
}

impl fmt::Debug for VerifyingKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifyingKeys")
            .field("keys", &self.keys)
            .field("skipped", &self.skipped)
            .finish_non_exhaustive()
    }
}

impl From<VerifyingKeys> for Vec<VerifyingKey> {
    fn from(keys: VerifyingKeys) -> Self {
        keys.keys
    }
}

/// Binds what can be bound of a set that keeps the rules.
pub(super) fn of(set: &JwkSet, leniency: Leniency) -> Result<VerifyingKeys, KeyError> {
    check(set)?;
    let broken: BTreeSet<usize> = set.skipped.iter().map(|one| one.index).collect();
    let places = (0..).filter(|place| !broken.contains(place));
    let (mut keys, mut skipped) = (Vec::new(), set.skipped.clone());
    for (index, jwk) in places.zip(&set.keys) {
        match every(jwk, leniency) {
            Ok(bound) => keys.extend(bound),
            Err(error) => {
                skipped.push(Skipped {
                    index,
                    algorithm: jwk.algorithm_name().map(str::to_owned),
                    key_id: jwk.key_id().map(str::to_owned),
                    key_operations: jwk.key_operations().map(<[String]>::to_vec),
                    key_type: Some(jwk.key_type().kty().to_owned()),
                    public_key_use: jwk.public_key_use().map(str::to_owned),
                    error,
                });
            }
        }
    }
    skipped.sort_by_key(|one| one.index);
    if keys.is_empty() {
        let reason = skipped.into_iter().next().map(|one| Box::new(one.error));
        return Err(KeyError::SetUnusable { reason });
    }
    let places = Places::of(&keys);
    Ok(VerifyingKeys { keys, places, skipped })
}

/// Checks what a set as a whole must keep.
pub(super) fn check(set: &JwkSet) -> Result<(), KeyError> {
    if let Some(found) = public_beside_secrets(set) {
        return Err(KeyError::SetMixed { found });
    }
    let mut known: BTreeMap<(&str, &str), (&'static str, String)> = BTreeMap::new();
    for jwk in set.keys.iter().filter(|jwk| bind::may_verify(jwk)) {
        let Some(key_id) = jwk.key_id() else { continue };
        let kty = jwk.key_type().kty();
        let thumbprint = jwk.thumbprint();
        // One key that stands there for two algorithms is no other key.
        match known.get(&(kty, key_id)) {
            Some((_, same)) if *same == thumbprint => {}
            Some(_) => {
                return Err(KeyError::SetDuplicateKeyId { key_id: cut(key_id), kty });
            }
            None => {
                known.insert((kty, key_id), (kty, thumbprint));
            }
        }
    }
    // A broken key that was meant to verify is another key too: its name must not fall to the other.
    for one in set.skipped.iter().filter(|one| was_to_verify(one)) {
        let (Some(key_id), Some(kty)) = (&one.key_id, &one.key_type) else { continue };
        if let Some((kty, _)) = known.get(&(kty.as_str(), key_id.as_str())) {
            return Err(KeyError::SetDuplicateKeyId { key_id: cut(key_id), kty });
        }
    }
    Ok(())
}

/// Gives the `kty` of the first public key when the set has a shared secret too, broken ones included.
fn public_beside_secrets(set: &JwkSet) -> Option<&'static str> {
    let broken = set.skipped.iter().filter_map(|one| known_kty(one.key_type.as_deref()?));
    let all = || set.keys.iter().map(|jwk| jwk.key_type().kty()).chain(broken.clone());
    let secret = KeyType::Oct.kty();
    all().find(|kty| *kty != secret).filter(|_| all().any(|kty| kty == secret))
}

/// Gives a `kty` of ours by its name; what another one means nobody here knows.
fn known_kty(name: &str) -> Option<&'static str> {
    let kinds = Algorithm::ALL.iter().filter_map(|algorithm| KeyType::serving(*algorithm));
    kinds.map(KeyType::kty).find(|kty| *kty == name)
}

/// Tells whether a key that could not be read was meant to check signatures, as [`bind::may_verify`]
/// tells of one that could; never when its kind or curve is none that is supported.
fn was_to_verify(one: &Skipped) -> bool {
    let signs = one.public_key_use.as_deref().is_none_or(|meant| meant == "sig");
    let verifies = |operations: &Vec<String>| operations.iter().any(|one| one == "verify");
    let serves = |name: &str| {
        let kind = name.parse::<Algorithm>().ok().and_then(KeyType::serving);
        kind.is_some_and(|kind| one.key_type.as_deref() == Some(kind.kty()))
    };
    signs
        && one.key_operations.as_ref().is_none_or(verifies)
        && one.algorithm.as_deref().is_none_or(serves)
        && !matches!(one.error, KeyError::Unsupported { .. })
}

/// Binds a key to its own algorithm, or to each that its kind can serve when it names none.
fn every(jwk: &Jwk, leniency: Leniency) -> Result<Vec<VerifyingKey>, KeyError> {
    if jwk.algorithm_name().is_some() {
        return Ok(vec![VerifyingKey::from_jwk_with(jwk, None, leniency)?]);
    }
    let mut bound = Vec::new();
    let mut refused = None;
    for algorithm in jwk.algorithms() {
        match VerifyingKey::from_jwk_with(jwk, Some(algorithm), leniency) {
            Ok(key) => bound.push(key),
            // A secret of 32 octets serves HS256 and is too short for the others: no fault of its own.
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    match refused {
        Some(error) if bound.is_empty() => Err(error),
        _ => Ok(bound),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::SigningKey;

    const ED25519: &str =
        r#""kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo""#;
    const SECRET: &str = r#""kty":"oct","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA""#;

    fn set(keys: &[&str]) -> JwkSet {
        let keys: Vec<String> = keys.iter().map(|members| format!("{{{members}}}")).collect();
        JwkSet::from_json(format!(r#"{{"keys":[{}]}}"#, keys.join(",")).as_bytes()).unwrap()
    }

    /// Members of a new public key, to which more can be added.
    fn public(algorithm: Algorithm) -> String {
        let mut jwk = SigningKey::generate(algorithm).unwrap().jwk().public().unwrap();
        jwk.algorithm = None;
        let json = jwk.to_json();
        json.trim_matches(['{', '}']).to_owned()
    }

    fn code(keys: &[&str]) -> &'static str {
        set(keys).verifying_keys().map_or_else(|error| error.code(), |_| "taken")
    }

    #[test]
    fn a_key_without_alg_is_offered_for_all_that_its_kind_serves() {
        let served = |members: &str| -> Vec<&'static str> {
            let keys = set(&[members]).verifying_keys().unwrap();
            keys.keys().iter().map(|key| key.algorithm().as_str()).collect()
        };
        assert_eq!(served(ED25519), ["EdDSA", "Ed25519"]);
        assert_eq!(served(&format!(r#"{ED25519},"alg":"EdDSA""#)), ["EdDSA"]);
        assert_eq!(served(&public(Algorithm::Es384)), ["ES384"]);
        assert_eq!(
            served(&public(Algorithm::Rs256)),
            ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]
        );
        // 32 octets are too short for the larger hashes; that is no reason to leave the key out.
        assert_eq!(served(SECRET), ["HS256"]);
    }

    #[test]
    fn a_set_of_secrets_and_public_keys_is_refused_and_still_shown() {
        let mixed = set(&[SECRET, ED25519]);
        assert_eq!(mixed.keys.len(), 2);
        let error = mixed.verifying_keys().unwrap_err();
        assert_eq!(error, KeyError::SetMixed { found: "OKP" });
        assert_eq!(mixed.check(), Err(error));
        assert_eq!(code(&[SECRET, r#""kty":"oct","k":"AAAA""#]), "taken");
    }

    #[test]
    fn a_broken_key_mixes_a_set_as_a_good_one_does() {
        for broken in [r#""kty":"oct""#, r#""kty":"oct","k":7"#, r#""kty":"oct","k":"A A""#] {
            assert_eq!(code(&[broken, ED25519]), "key.set_mixed", "{broken}");
            assert_eq!(code(&[ED25519, broken]), "key.set_mixed", "{broken}");
        }
        for broken in [r#""kty":"EC","crv":"P-256""#, r#""kty":"RSA","use":"enc""#] {
            assert_eq!(code(&[SECRET, broken]), "key.set_mixed", "{broken}");
        }
        // A key on a curve that is not supported is public all the same.
        let x25519 = r#""kty":"OKP","crv":"X25519","x":"AAAA""#;
        assert_eq!(set(&[SECRET, x25519]).check(), Err(KeyError::SetMixed { found: "OKP" }));
        // Of a kind that is not known nobody can say what it is.
        assert_eq!(code(&[SECRET, r#""kty":"NEW""#]), "taken");
        assert_eq!(code(&[ED25519, r#""kty":"NEW""#]), "taken");
    }

    #[test]
    fn a_broken_key_that_was_for_something_else_shares_its_kid_with_nobody() {
        let ed25519 = format!(r#"{ED25519},"kid":"k""#);
        let broken = r#""kty":"OKP","crv":"Ed25519","x":"AAAA","kid":"k""#;
        assert_eq!(code(&[&ed25519, broken]), "key.set_duplicate_key_id");
        for (member, expected) in [
            (r#""use":"sig""#, "key.set_duplicate_key_id"),
            (r#""use":"enc""#, "taken"),
            (r#""use":7"#, "key.set_duplicate_key_id"),
            (r#""alg":"EdDSA""#, "key.set_duplicate_key_id"),
            (r#""alg":"ECDH-ES""#, "taken"),
            (r#""alg":"ES256""#, "taken"),
            (r#""key_ops":["verify"]"#, "key.set_duplicate_key_id"),
            (r#""key_ops":["deriveKey"]"#, "taken"),
            (r#""key_ops":[7]"#, "key.set_duplicate_key_id"),
        ] {
            let other = format!("{broken},{member}");
            assert_eq!(code(&[&ed25519, &other]), expected, "{member}");
            assert_eq!(code(&[&other, &ed25519]), expected, "{member}");
        }
        let rsa = format!(r#"{},"kid":"k""#, public(Algorithm::Rs256));
        let unread = r#""kty":"RSA","kid":"k","n":"A A","e":"AQAB""#;
        assert_eq!(code(&[&rsa, unread]), "key.set_duplicate_key_id");
        assert_eq!(code(&[&rsa, &format!(r#"{unread},"alg":"RSA-OAEP""#)]), "taken");
        // What no algorithm here could use has no name to lose (RFC 7517 §5).
        for curve in ["X25519", "Ed448"] {
            let other = format!(r#""kty":"OKP","crv":"{curve}","x":"AAAA","kid":"k""#);
            assert_eq!(code(&[&ed25519, &other]), "taken", "{curve}");
        }
    }

    #[test]
    fn one_kid_for_two_keys_of_one_kind_is_refused() {
        let [one, two] = [public(Algorithm::Es256), public(Algorithm::Es384)]
            .map(|members| format!(r#"{members},"kid":"k""#));
        assert_eq!(code(&[&one, &two]), "key.set_duplicate_key_id");
        let error = set(&[&one, &two]).check().unwrap_err().to_string();
        assert_eq!(error, "kid: two different EC keys of the set have \"k\"");
        // Another kind may be an alternative of the same name (RFC 7517 §4.5).
        assert_eq!(code(&[&one, &format!(r#"{ED25519},"kid":"k""#)]), "taken");
        // The same key again is no other key.
        let again = format!(r#"{one},"alg":"ES256""#);
        assert_eq!(code(&[&one, &again]), "taken");
        // A key for encryption is never tried, so its name confuses nobody.
        assert_eq!(code(&[&one, &format!(r#"{two},"use":"enc""#)]), "taken");
        // A broken one is another key, unless it was for encryption.
        let broken = r#""kty":"EC","crv":"P-256","x":"","y":"","kid":"k""#;
        assert_eq!(code(&[&one, broken]), "key.set_duplicate_key_id");
        assert_eq!(code(&[&one, &format!(r#"{broken},"use":"enc""#)]), "taken");
        // Keys without a name do not share one.
        assert_eq!(code(&[&public(Algorithm::Es256), &public(Algorithm::Es256)]), "taken");
    }

    #[cfg(feature = "rsa")]
    #[test]
    fn what_cannot_verify_is_left_out_with_its_place_and_reason() {
        let private = SigningKey::generate(Algorithm::Es256).unwrap();
        let private = private.jwk().to_json();
        let roca = format!(
            r#""kty":"RSA","kid":"card","e":"AQAB","n":"{}""#,
            crate::alg::rsa::roca::tests::WEAK
        );
        let keys = set(&[
            r#""kty":"NEW""#,
            &format!(r#"{ED25519},"use":"enc","kid":"e""#),
            &roca,
            ED25519,
            &format!(r#"{ED25519},"key_ops":["sign"]"#),
            private.trim_matches(['{', '}']),
            &format!(r#"{ED25519},"alg":"RSA-OAEP""#),
        ])
        .verifying_keys()
        .unwrap();
        let told: Vec<_> = keys
            .skipped()
            .iter()
            .map(|one| (one.index, one.key_id.as_deref(), one.error.code()))
            .collect();
        assert_eq!(
            told,
            [
                (0, None, "key.unsupported"),
                (1, Some("e"), "key.not_for_this"),
                (2, Some("card"), "key.rsa_roca"),
                (4, None, "key.not_for_this"),
                (5, None, "key.private_for_verifying"),
                (6, None, "key.algorithm_unknown"),
            ]
        );
        assert_eq!(keys.keys().len(), 2);
    }

    #[test]
    fn a_set_of_which_nothing_remains_is_an_error_with_the_first_reason() {
        let error = set(&[]).verifying_keys().unwrap_err();
        assert_eq!(error, KeyError::SetUnusable { reason: None });
        let error = set(&[&format!(r#"{ED25519},"use":"enc""#)]).verifying_keys().unwrap_err();
        assert_eq!(error.code(), "key.set_unusable");
        let text = error.to_string();
        assert!(text.ends_with("; the first: use: expected \"sig\", found \"enc\""), "{text}");
        let short = set(&[r#""kty":"oct","k":"AAAA""#]);
        assert_eq!(short.verifying_keys().unwrap_err().code(), "key.set_unusable");
        let lenient = short.verifying_keys_with(Leniency::NONE.with_short_secrets()).unwrap();
        assert_eq!(lenient.keys().len(), 3);
    }

    #[test]
    fn prepared_keys_are_found_by_their_kid_and_answer_as_before() {
        let algorithms = [Algorithm::Es256, Algorithm::Es256, Algorithm::Es384, Algorithm::Ed25519];
        let signing: Vec<_> = ["a", "b", "c", "d"]
            .iter()
            .zip(algorithms)
            .map(|(kid, algorithm)| SigningKey::generate(algorithm).unwrap().with_key_id(*kid))
            .collect();
        let members: Vec<_> = signing
            .iter()
            .map(|key| key.jwk().public().unwrap().to_json().trim_matches(['{', '}']).to_owned())
            .collect();
        let members: Vec<_> = members.iter().map(String::as_str).collect();
        let plain = set(&members).verifying_keys().unwrap().with_issuer("issuer");
        let prepared = plain.clone().prepare();
        assert_eq!(prepared.keys().len(), plain.keys().len());
        assert!(prepared.keys().iter().all(|key| key.issuers() == ["issuer"]));
        for key in &signing {
            let key_id = key.key_id().unwrap();
            let mut found = prepared.matching(key_id);
            let one = found.next().unwrap();
            assert!(found.next().is_none());
            assert_eq!(one.thumbprint(), key.jwk().thumbprint());
        }
        for (key, message) in signing.iter().flat_map(|key| [(key, b"message"), (key, b"massage")])
        {
            let signature = key.sign(b"message").unwrap();
            for (plain, prepared) in plain.keys().iter().zip(prepared.keys()) {
                let answer = plain.verify(message, &signature);
                assert_eq!(prepared.verify(message, &signature), answer, "{plain:?}");
                let signed = plain.key_id() == key.key_id() && message == b"message";
                assert_eq!(answer.is_ok(), signed, "{plain:?}");
            }
        }
    }

    #[test]
    fn every_key_is_bound_to_the_issuer() {
        let keys = set(&[ED25519, &public(Algorithm::Es256)]).verifying_keys().unwrap();
        assert!(keys.keys().iter().all(|key| key.issuers().is_empty()));
        let keys = keys.with_issuer("a").with_issuer("b").with_issuer("a");
        assert!(keys.keys().iter().all(|key| key.issuers() == ["a", "b"]));
    }
}
