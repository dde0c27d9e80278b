//! The keys of a JWK Set that may check signatures, each bound to its algorithm (RFC 7517 §4.5, §5).
//!
//! A set is refused as a whole when it mixes shared secrets with public keys, or when two different
//! keys of one `kty` that may check signatures have one `kid`: then `kid` names nothing, and whoever
//! slipped a key in could sign. A key alone is left out when it is for something else (`use`,
//! `key_ops`, `alg`), private, broken or too weak. A set of which nothing remains is an error.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Jwk;
use super::JwkSet;
use super::KeyError;
use super::KeyType;
use super::Leniency;
use super::Skipped;
use super::VerifyingKey;
use super::bind;

/// Keys that verify, in the order of their set, and what was left out of it.
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
#[derive(Clone, Debug)]
pub struct VerifyingKeys {
    keys: Vec<VerifyingKey>,
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

    /// Binds every key to an issuer, or to one issuer more (see [`VerifyingKey::with_issuer`]).
    #[must_use]
    pub fn with_issuer(mut self, issuer: impl Into<String>) -> Self {
        let issuer = issuer.into();
        self.keys = self.keys.into_iter().map(|key| key.with_issuer(issuer.clone())).collect();
        self
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
                let key_id = jwk.key_id().map(str::to_owned);
                let key_type = Some(jwk.key_type().kty().to_owned());
                let public_key_use = jwk.public_key_use().map(str::to_owned);
                skipped.push(Skipped { index, key_id, key_type, public_key_use, error });
            }
        }
    }
    skipped.sort_by_key(|one| one.index);
    if keys.is_empty() {
        let reason = skipped.into_iter().next().map(|one| Box::new(one.error));
        return Err(KeyError::SetUnusable { reason });
    }
    Ok(VerifyingKeys { keys, skipped })
}

/// Checks what a set as a whole must keep.
pub(super) fn check(set: &JwkSet) -> Result<(), KeyError> {
    let is_secret = |jwk: &Jwk| jwk.key_type() == KeyType::Oct;
    if let (true, Some(other)) =
        (set.keys.iter().any(is_secret), set.keys.iter().find(|jwk| !is_secret(jwk)))
    {
        return Err(KeyError::SetMixed { found: other.key_type().kty() });
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
                return Err(KeyError::SetDuplicateKeyId { key_id: key_id.to_owned(), kty });
            }
            None => {
                known.insert((kty, key_id), (kty, thumbprint));
            }
        }
    }
    // A broken key that was meant to verify is another key too: its name must not fall to the other.
    let meant = |one: &&Skipped| one.public_key_use.as_deref().is_none_or(|meant| meant == "sig");
    for one in set.skipped.iter().filter(meant) {
        let (Some(key_id), Some(kty)) = (&one.key_id, &one.key_type) else { continue };
        if let Some((kty, _)) = known.get(&(kty.as_str(), key_id.as_str())) {
            return Err(KeyError::SetDuplicateKeyId { key_id: key_id.clone(), kty });
        }
    }
    Ok(())
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
    use crate::alg::Algorithm;
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
    fn every_key_is_bound_to_the_issuer() {
        let keys = set(&[ED25519, &public(Algorithm::Es256)]).verifying_keys().unwrap();
        assert!(keys.keys().iter().all(|key| key.issuers().is_empty()));
        let keys = keys.with_issuer("a").with_issuer("b").with_issuer("a");
        assert!(keys.keys().iter().all(|key| key.issuers() == ["a", "b"]));
    }
}
