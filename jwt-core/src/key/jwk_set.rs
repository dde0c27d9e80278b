//! A JWK Set: the keys of one issuer (RFC 7517 §5).
//!
//! A key that is unknown or broken is skipped and reported, as RFC 7517 §5 advises: one new
//! algorithm in a set must not lock everybody out. The set itself must be a strict JSON object with
//! an array `keys`. Reading it is for showing and keeping; what may check signatures is handed out by
//! [`JwkSet::verifying_keys`], which has more rules.

use zeroize::Zeroizing;

use super::Jwk;
use super::KeyError;
use super::Leniency;
use super::VerifyingKeys;
use super::jwk;
use super::jwk::read_object;
use super::verifying_keys;
use crate::json;
use crate::json::Kind;

/// The most keys that a set may hold.
pub const MAX_KEYS: usize = 10_000;

/// Keys in the order of the set, and what was left out.
#[derive(Clone, Debug, Default)]
pub struct JwkSet {
    /// The keys that can be read. Which of them may verify is said by [`JwkSet::verifying_keys`].
    pub keys: Vec<Jwk>,
    /// The keys that cannot, with the reason.
    pub skipped: Vec<Skipped>,
}

/// A key of a set that was passed over.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Skipped {
    /// Its place in `keys`, from 0.
    pub index: usize,
    /// Its `alg`, when that could be read.
    pub algorithm: Option<String>,
    /// Its `kid`, when that could be read.
    pub key_id: Option<String>,
    /// Its `key_ops`, when those could be read.
    pub key_operations: Option<Vec<String>>,
    /// Its `kty`, when that could be read.
    pub key_type: Option<String>,
    /// Its `use`, when that could be read.
    pub public_key_use: Option<String>,
    /// Why it cannot be used.
    pub error: KeyError,
}

impl JwkSet {
    /// Reads a set from UTF-8 JSON.
    ///
    /// # Errors
    ///
    /// [`KeyError::MalformedJson`] when it is no strict JSON object, has no array `keys` or more than
    /// [`MAX_KEYS`] keys. A bad key inside is no error: see [`JwkSet::skipped`].
    pub fn from_json(json: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        let object = jwk::parsed("JWK Set", json.as_ref())?;
        let keys = object.get("keys").ok_or_else(|| {
            malformed(match object.get("kty") {
                Some(_) => "expected a set with the member keys, found one key".to_owned(),
                None => "keys: is missing".to_owned(),
            })
        })?;
        let keys = keys.as_array().ok_or_else(|| {
            malformed(format!("keys: expected an array, found {}", keys.type_name()))
        })?;
        if keys.len() > MAX_KEYS {
            return Err(malformed(format!(
                "keys: expected at most {MAX_KEYS}, found {}",
                keys.len()
            )));
        }
        let mut set = Self::default();
        for (index, value) in keys.iter().enumerate() {
            match read(&value.kind) {
                Ok(jwk) => set.keys.push(jwk),
                Err(error) => {
                    set.skipped.push(skipped(index, &value.kind, error));
                }
            }
        }
        Ok(set)
    }

    /// Checks what a set as a whole must keep before its keys may verify (RFC 7517 §4.5).
    ///
    /// # Errors
    ///
    /// [`KeyError::SetMixed`] for shared secrets beside public keys, and
    /// [`KeyError::SetDuplicateKeyId`] for a `kid` of two different keys of one `kty` that may verify.
    /// A broken key counts as far as it can be read. One of an unknown `kty` counts for neither rule, and
    /// one of an unsupported curve only for the first: it can verify nothing here, and a reader should
    /// pass over it (RFC 7517 §5).
    pub fn check(&self) -> Result<(), KeyError> {
        verifying_keys::check(self)
    }

    /// Binds every key that may check signatures and leaves the others out, with the reason.
    ///
    /// A key without `alg` is bound once for each algorithm that its kind can serve, an RSA key for
    /// example six times.
    ///
    /// # Errors
    ///
    /// What [`JwkSet::check`] refuses, and [`KeyError::SetUnusable`] when no key remains.
    pub fn verifying_keys(&self) -> Result<VerifyingKeys, KeyError> {
        self.verifying_keys_with(Leniency::NONE)
    }

    /// Binds as [`JwkSet::verifying_keys`] does, where a caller allows weaker keys by name.
    ///
    /// # Errors
    ///
    /// As [`JwkSet::verifying_keys`]; the rules about the set as a whole are never loosened.
    pub fn verifying_keys_with(&self, leniency: Leniency) -> Result<VerifyingKeys, KeyError> {
        verifying_keys::of(self, leniency)
    }

    /// Writes the set, private parts included.
    #[must_use]
    pub fn to_json(&self) -> Zeroizing<String> {
        let mut json = Zeroizing::new("{\"keys\":[".to_owned());
        for (index, key) in self.keys.iter().enumerate() {
            if index > 0 {
                json.push(',');
            }
            json.push_str(&key.to_json());
        }
        json.push_str("]}");
        json
    }

    /// Gives the set that can be published: the public half of each key (see [`Jwk::public`]).
    ///
    /// Shared secrets have none and are left out, as is what was skipped when the set was read.
    #[must_use]
    pub fn public(&self) -> Self {
        Self { keys: self.keys.iter().filter_map(Jwk::public).collect(), skipped: Vec::new() }
    }

    /// Gives every key with this `kid`; nothing says that there is only one (RFC 7517 §4.5).
    pub fn find<'s>(&'s self, key_id: &'s str) -> impl Iterator<Item = &'s Jwk> {
        self.keys.iter().filter(move |key| key.key_id() == Some(key_id))
    }
}

impl FromIterator<Jwk> for JwkSet {
    fn from_iter<I: IntoIterator<Item = Jwk>>(keys: I) -> Self {
        Self { keys: keys.into_iter().collect(), skipped: Vec::new() }
    }
}

fn read(kind: &Kind<'_>) -> Result<Jwk, KeyError> {
    let Kind::Object(object) = kind else {
        let problem = "expected an object".to_owned();
        return Err(KeyError::MalformedJson { container: "JWK", problem });
    };
    read_object(object)
}

/// Keeps what can be told of a value that is no good key.
fn skipped(index: usize, kind: &Kind<'_>, error: KeyError) -> Skipped {
    let [algorithm, key_id, key_type, public_key_use] =
        ["alg", "kid", "kty", "use"].map(|name| text(kind, name));
    let key_operations = operations(kind);
    Skipped { index, algorithm, key_id, key_operations, key_type, public_key_use, error }
}

/// Gives `key_ops` of what could not be read as a key, when it is a list of names.
fn operations(kind: &Kind<'_>) -> Option<Vec<String>> {
    let Kind::Object(object) = kind else { return None };
    let items = object.get("key_ops")?.as_array()?;
    items.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

/// Gives a member of what could not be read as a key.
fn text(kind: &Kind<'_>, name: &str) -> Option<String> {
    let Kind::Object(object) = kind else { return None };
    object.get(name).and_then(json::Value::as_str).map(str::to_owned)
}

fn malformed(problem: String) -> KeyError {
    KeyError::MalformedJson { container: "JWK Set", problem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_and_broken_keys_are_skipped_and_reported() {
        let set = JwkSet::from_json(
            br#"{"keys":[
                {"kty":"NEW","kid":"n"},
                {"kty":"oct","k":"AAAA","kid":"ok"},
                {"kty":"oct","k":"A A","kid":"broken"},
                {"kty":"EC","crv":"P-999","x":"","y":""},
                17
            ]}"#,
        )
        .unwrap();
        assert_eq!(set.keys.len(), 1);
        assert_eq!(set.find("ok").count(), 1);
        let told: Vec<_> = set
            .skipped
            .iter()
            .map(|one| (one.index, one.key_id.as_deref(), one.error.code()))
            .collect();
        assert_eq!(
            told,
            [
                (0, Some("n"), "key.unsupported"),
                (2, Some("broken"), "key.member"),
                (3, None, "key.unsupported"),
                (4, None, "key.malformed_json"),
            ]
        );
    }

    #[test]
    fn a_set_without_an_array_of_keys_is_refused() {
        for text in [&b"{}"[..], br#"{"keys":{}}"#, b"[]", b"", br#"{"keys":[],"keys":[]}"#] {
            assert_eq!(JwkSet::from_json(text).unwrap_err().code(), "key.malformed_json");
        }
    }

    #[test]
    fn the_public_set_holds_no_private_part_and_no_secret() {
        use crate::alg::Algorithm;
        use crate::key::SigningKey;
        let mut set = JwkSet::default();
        for algorithm in [Algorithm::Es256, Algorithm::Hs256, Algorithm::Ed25519] {
            let key = SigningKey::generate(algorithm).unwrap().with_key_id(algorithm.as_str());
            set.keys.push(key.jwk().clone());
        }
        set.keys.push(set.keys[0].public().unwrap());
        let public = set.public();
        let names: Vec<_> = public.keys.iter().filter_map(Jwk::key_id).collect();
        assert_eq!(names, ["ES256", "Ed25519", "ES256"]);
        assert!(public.keys.iter().all(|key| !key.is_private()));
        let json = public.to_json();
        assert!(!json.contains("\"d\"") && !json.contains("\"k\""), "{}", *json);
        assert!(set.to_json().contains("\"d\"") && set.to_json().contains("\"k\""));
    }

    #[test]
    fn a_written_set_reads_back() {
        let text = br#"{"keys":[{"kty":"oct","k":"AAAA","kid":"a\"b"},{"kty":"oct","k":"AAAB"}]}"#;
        let set = JwkSet::from_json(text).unwrap();
        assert_eq!(set.to_json().as_bytes(), text);
    }
}
