//! Trying many secrets on one HMAC token: the audit of weak secrets (RFC 7518 §3.2, RFC 8725 §3.5).
//!
//! Takes a token, prepares what does not depend on the secret, and answers for each candidate whether
//! the token was signed with it. A candidate is any octets: the empty text, one character, the text of
//! a public key. Only the signature is asked about; what `crit`, the payload and the claims say is the
//! matter of a verifier.

use core::fmt;
use std::borrow::Cow;

use super::Caps;
use super::Compact;
use super::Header;
use super::JwsError;
use super::Part;
use super::Policy;
use super::header;
use super::header::Place;
use super::json::Envelope;
use super::segment::decode_append;
use super::sign::signing_input;
use crate::alg::Algorithm;
use crate::alg::Family;
use crate::alg::Hash;
use crate::alg::hmac::candidates::Candidates;
use crate::json::Outline;

/// A token signed with an unknown secret, prepared for trying candidates.
///
/// To find the secret is to be able to forge: meant for tokens of one's own service. A secret that is
/// found belongs on no list and in no log; it must be replaced.
///
/// # Example: the secret was in every list
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::jws;
/// use jwt_core::key::SigningKey;
///
/// let weak = SigningKey::hmac_weak(Algorithm::Hs256, b"hunter2")?;
/// let token = jws::sign(&weak, &jws::HeaderBuilder::new(), b"{}")?;
///
/// let candidates = jws::SecretCandidates::new(&token, &jws::Caps::default())?;
/// let found = ["", "123456", "hunter2"].iter().find(|one| candidates.matches(one.as_bytes()));
/// assert_eq!(found, Some(&"hunter2"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct SecretCandidates {
    algorithm: Algorithm,
    candidates: Candidates,
}

impl SecretCandidates {
    /// Prepares a token whose header names HS256, HS384 or HS512, with its payload in it.
    ///
    /// Padded segments and an unencoded payload are taken: an audit asks about the secret alone.
    ///
    /// # Errors
    ///
    /// What [`verify`](super::verify()) says of a text that is no token and of a header that is none;
    /// [`JwsError::AlgorithmMismatch`] when `alg` is another algorithm, [`JwsError::Base64Url`] for a
    /// signature that is none, and [`JwsError::Signature`] when it has another length than the hash:
    /// no secret could make it.
    pub fn new<T: AsRef<[u8]> + ?Sized>(token: &T, caps: &Caps) -> Result<Self, JwsError> {
        Self::prepare(token.as_ref(), None, caps)
    }

    /// Prepares a token whose payload travels apart from it (RFC 7515 Appendix F).
    ///
    /// # Errors
    ///
    /// As [`SecretCandidates::new`], and [`JwsError::NotDetached`] when the token has a payload of
    /// its own.
    pub fn detached<T: AsRef<[u8]> + ?Sized>(
        token: &T,
        payload: &[u8],
        caps: &Caps,
    ) -> Result<Self, JwsError> {
        Self::prepare(token.as_ref(), Some(payload), caps)
    }

    /// Prepares one signature of a JSON Serialization, with its payload in it.
    ///
    /// `index` is its place in `signatures`, from 0; the flattened form has one signature. Its `alg` may
    /// stand in the unprotected header. The text must be in order as a whole (RFC 7515 §7.2).
    ///
    /// # Errors
    ///
    /// What [`verify_json`](super::verify_json) says of a text that is none, [`JwsError::JsonShape`] when
    /// there is no payload or no signature in this place, and for the signature what
    /// [`SecretCandidates::new`] says.
    pub fn json<T: AsRef<[u8]> + ?Sized>(
        text: &T,
        index: usize,
        caps: &Caps,
    ) -> Result<Self, JwsError> {
        let policy = Policy { padding: true, unprotected: true, ..Policy::default() };
        let envelope = Envelope::read(text.as_ref(), &policy.caps(caps.clone()))?;
        let wrong = |problem| JwsError::JsonShape { problem, span: envelope.span.clone() };
        let payload = envelope.payload.as_ref().ok_or_else(|| wrong("payload is missing"))?;
        let signed = envelope.signatures.get(index);
        let signed = signed.ok_or_else(|| wrong("signatures: there is none in this place"))?;
        let message = format!("{}.{}", signed.protected, payload.text);
        Self::of(hmac(&signed.header)?, message.as_bytes(), &signed.signature)
    }

    fn prepare(token: &[u8], apart: Option<&[u8]>, caps: &Caps) -> Result<Self, JwsError> {
        let policy = Policy { caps: caps.clone(), padding: true, ..Policy::default() };
        let compact = Compact::parse_under(token, &policy)?;
        if apart.is_some() && !compact.payload().is_empty() {
            return Err(JwsError::NotDetached { span: compact.payload_range() });
        }
        let mut octets = Vec::new();
        header::decode(compact.header(), policy.padding, caps, 0, &mut octets)?;
        let mut outline = Outline::default();
        let header = header::compact(&octets, Place::Encoded(0), caps, &mut outline)?;
        let named = hmac(&header)?;
        let (mut tag, start) = (Vec::new(), compact.signature_range().start);
        decode_append(compact.signature(), Part::Signature, policy.padding, start, &mut tag)?;
        let message = apart
            .map(|payload| signing_input(compact.header(), payload, header.is_unencoded()))
            .map_or(Cow::Borrowed(compact.signing_input().as_bytes()), Cow::Owned);
        Self::of(named, &message, &tag)
    }

    fn of(
        (algorithm, hash): (Algorithm, Hash),
        message: &[u8],
        tag: &[u8],
    ) -> Result<Self, JwsError> {
        let candidates = Candidates::new(hash, message, tag).ok_or(JwsError::Signature)?;
        Ok(Self { algorithm, candidates })
    }

    /// Gives the algorithm that the token names.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Tells whether the token was signed with this secret, any octets of any length.
    ///
    /// Allocates nothing and may be called from many threads at once. The time it takes depends on
    /// the candidate's length; nothing of the candidate is kept, and nothing of it is wiped.
    #[must_use]
    pub fn matches(&self, secret: &[u8]) -> bool {
        self.candidates.matches(secret)
    }
}

impl fmt::Debug for SecretCandidates {
    /// Shows the algorithm and nothing of the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretCandidates")
            .field("algorithm", &self.algorithm)
            .finish_non_exhaustive()
    }
}

/// Reads an HMAC and its hash out of `alg`.
fn hmac(header: &Header<'_>) -> Result<(Algorithm, Hash), JwsError> {
    let named = header.algorithm_name().parse().ok();
    let algorithm = named.filter(|one: &Algorithm| one.family() == Family::Hmac);
    algorithm.and_then(|one| Some((one, one.hash()?))).ok_or_else(|| JwsError::AlgorithmMismatch {
        expected: vec![Algorithm::Hs256, Algorithm::Hs384, Algorithm::Hs512],
        found: header.algorithm_name().to_owned(),
        span: header.span_of("alg"),
    })
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::any;
    use proptest::proptest;

    use super::*;
    use crate::base64url;
    use crate::jws::HeaderBuilder;
    use crate::jws::sign;
    use crate::jws::sign_detached;
    use crate::jws::verify;
    use crate::key::SigningKey;
    use crate::key::VerifyingKey;

    const HMAC: [Algorithm; 3] = [Algorithm::Hs256, Algorithm::Hs384, Algorithm::Hs512];

    /// A token as a careless issuer makes it: any secret, the empty one and the text of a key too.
    fn token(algorithm: Algorithm, secret: &[u8], payload: &[u8]) -> String {
        let mut token = base64url::encode(format!("{{\"alg\":\"{algorithm}\"}}").as_bytes());
        token.push('.');
        base64url::encode_append(payload, &mut token);
        let mut tag = Vec::new();
        crate::alg::hmac::signer(algorithm.hash().unwrap(), secret)
            .sign(token.as_bytes(), &mut tag)
            .unwrap();
        token.push('.');
        base64url::encode_append(&tag, &mut token);
        token
    }

    fn prepared(token: &str) -> Result<SecretCandidates, JwsError> {
        SecretCandidates::new(token, &Caps::default())
    }

    #[test]
    fn is_shared_between_threads() {
        const fn shared<T: Send + Sync>() {}
        shared::<SecretCandidates>();
    }

    #[test]
    fn secrets_that_no_key_is_made_of_are_found() {
        let pem = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n";
        let jwk = r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#;
        for algorithm in HMAC {
            for secret in ["", "a", pem, jwk] {
                let candidates = prepared(&token(algorithm, secret.as_bytes(), b"{}")).unwrap();
                assert_eq!(candidates.algorithm(), algorithm);
                assert!(candidates.matches(secret.as_bytes()), "{algorithm} {secret:?}");
                assert!(!candidates.matches(b"b"), "{algorithm} {secret:?}");
            }
        }
    }

    #[test]
    fn tokens_that_no_secret_signs_are_refused() {
        let header = |alg: &str| base64url::encode(format!("{{\"alg\":\"{alg}\"}}").as_bytes());
        for alg in ["RS256", "ES256", "EdDSA", "hs256", "HS1"] {
            let error = prepared(&format!("{}.e30.AAAA", header(alg))).unwrap_err();
            assert_eq!(error.code(), "jws.algorithm_mismatch", "{alg}");
            assert_eq!(error.found().as_deref(), Some(alg));
        }
        let good = token(Algorithm::Hs256, b"secret", b"{}");
        let cut = good.get(..good.len() - 2).unwrap();
        for (token, code) in [
            (format!("{}.e30.", header("none")), "jws.unsecured"),
            (format!("{}.e30.", header("HS256")), "jws.signature_mismatch"),
            (cut.to_owned(), "base64url.length"),
            (format!("{good}AAAA"), "jws.signature_mismatch"),
            (format!("{good}."), "jws.segment_count"),
            ("e30.e30.".to_owned(), "jws.algorithm_missing"),
        ] {
            assert_eq!(prepared(&token).unwrap_err().code(), code, "{token}");
        }
        let caps = Caps::default().token_bytes(good.len() - 1);
        let error = SecretCandidates::new(&good, &caps).unwrap_err();
        assert_eq!(error.code(), "jws.token_too_long");
    }

    #[test]
    fn an_unencoded_detached_or_padded_token_is_tried_as_it_stands() {
        let secret = [7; 32];
        let key = SigningKey::hmac(Algorithm::Hs256, &secret).unwrap();
        let caps = Caps::default();
        for header in [HeaderBuilder::new(), HeaderBuilder::new().unencoded()] {
            let whole = sign(&key, &header, b"no, $ is no base64url").unwrap();
            assert!(prepared(&whole).unwrap().matches(&secret));
            let error = SecretCandidates::detached(&whole, b"", &caps).unwrap_err();
            assert_eq!(error.code(), "jws.not_detached");

            let payload = b"with. dots";
            let apart = sign_detached(&key, &header, payload).unwrap();
            let candidates = SecretCandidates::detached(&apart, payload, &caps).unwrap();
            assert!(candidates.matches(&secret));
            assert!(!candidates.matches(&[8; 32]));
            let other = SecretCandidates::detached(&apart, b"another", &caps).unwrap();
            assert!(!other.matches(&secret));
        }
        let signing_input = format!("{}==.YQ==", base64url::encode(r#"{"alg":"HS256" }"#));
        let tag = base64url::encode(key.sign(signing_input.as_bytes()).unwrap());
        let padded = format!("{signing_input}.{tag}=");
        assert_eq!(prepared(&padded).map(|one| one.matches(&secret)), Ok(true), "{padded}");
    }

    #[cfg(feature = "eddsa")]
    #[test]
    fn a_signature_in_json_is_tried_in_its_place() {
        use crate::jws::JsonSigning;
        let secret = [7; 32];
        let key = SigningKey::hmac(Algorithm::Hs256, &secret).unwrap();
        let other = SigningKey::generate(Algorithm::Ed25519).unwrap();
        let caps = Caps::default();
        for header in [HeaderBuilder::new(), HeaderBuilder::new().unencoded()] {
            let signing = JsonSigning::new("\u{e9} payload".as_bytes());
            let one = signing.signature(&key, &header).unwrap();
            let flattened = one.flattened().unwrap();
            let candidates = SecretCandidates::json(&flattened, 0, &caps).unwrap();
            assert_eq!(candidates.algorithm(), Algorithm::Hs256);
            assert!(candidates.matches(&secret) && !candidates.matches(&[8; 32]));
            let two = JsonSigning::new("\u{e9} payload".as_bytes())
                .signature(&other, &header)
                .and_then(|signing| signing.signature(&key, &header))
                .unwrap();
            let general = two.general().unwrap();
            assert!(SecretCandidates::json(&general, 1, &caps).unwrap().matches(&secret));
            for (index, code) in [(0, "jws.algorithm_mismatch"), (2, "jws.json_shape")] {
                let error = SecretCandidates::json(&general, index, &caps).unwrap_err();
                assert_eq!(error.code(), code);
            }
            let detached = two.detached().general().unwrap();
            let error = SecretCandidates::json(&detached, 1, &caps).unwrap_err();
            assert_eq!(error.code(), "jws.json_shape");
        }
        let tag = base64url::encode(key.sign(b".YQ").unwrap());
        let text = format!(r#"{{"payload":"YQ","header":{{"alg":"HS256"}},"signature":"{tag}"}}"#);
        assert!(SecretCandidates::json(&text, 0, &caps).unwrap().matches(&secret));
        let caps = caps.token_bytes(text.len() - 1);
        let error = SecretCandidates::json(&text, 0, &caps).unwrap_err();
        assert_eq!(error.code(), "jws.token_too_long");
    }

    proptest! {
        #[test]
        fn agrees_with_the_verifier(
            secret in vec(any::<u8>(), 1..200),
            other in vec(any::<u8>(), 1..200),
            payload in vec(any::<u8>(), 0..300),
        ) {
            for algorithm in HMAC {
                let token = token(algorithm, &secret, &payload);
                let candidates = prepared(&token).unwrap();
                for candidate in [&secret, &other] {
                    // Random octets that are the DER of a key are no secret of a verifier's.
                    if let Ok(key) = VerifyingKey::hmac_weak(algorithm, candidate) {
                        let verdict = verify(&token, &key, &Policy::default());
                        assert_eq!(candidates.matches(candidate), verdict.is_ok());
                    }
                }
                assert!(candidates.matches(&secret));
            }
        }
    }
}
