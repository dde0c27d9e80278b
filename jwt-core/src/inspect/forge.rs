//! Tokens that no honest signer makes, for proving that a server refuses them (RFC 8725 §2).
//!
//! Takes header, payload and signature as any octets, or as the very text of a segment, and writes
//! them between two dots. Nothing is checked and nothing is refused: the header need not be JSON, the
//! text need not be base64url, the algorithm that the header names need not be the one that signed.
//!
//! ```text
//! alg, string, member                  what the header says, member by member
//! header, header_text                  or as a whole
//! payload, payload_text                what is said
//! unsigned, signature, signature_text  no signature, or any
//! hmac                                 a tag by any octets: a public key, an empty secret
//! sign                                 a good signature under a header that lies
//! ```
//!
//! **Warning:** what is made here is an attack when it is sent to a service that is not one's own to
//! test. The module is there with the feature `hazmat` alone and nothing in this crate uses it.
//!
//! # Example: three attacks that a verifier must stand
//!
//! ```
//! use jwt_core::Algorithm;
//! use jwt_core::alg::Hash;
//! use jwt_core::inspect::forge::Forgery;
//! use jwt_core::jws;
//! use jwt_core::key::SigningKey;
//!
//! let honest = SigningKey::generate(Algorithm::Es256)?;
//! let public = honest.jwk().public().unwrap().to_pem()?;
//! let claims = br#"{"sub":"admin"}"#;
//!
//! let unsecured = Forgery::new().alg("nOnE").payload(claims).unsigned();
//! let confused = Forgery::new().alg("HS256").payload(claims).hmac(Hash::Sha256, public.as_bytes());
//! let misnamed = Forgery::new().alg("ES384").payload(claims).sign(&honest)?;
//!
//! for (token, code) in [
//!     (unsecured, "jws.unsecured"),
//!     (confused, "jws.algorithm_mismatch"),
//!     (misnamed, "jws.algorithm_mismatch"),
//! ] {
//!     let error = jws::verify(&token, &honest.verifying_key(), &jws::Policy::default());
//!     assert_eq!(error.unwrap_err().code(), code);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use core::fmt;
use core::fmt::Write;

use crate::alg::Hash;
use crate::alg::hmac;
use crate::base64url;
use crate::jws::Compact;
use crate::jws::SignError;
use crate::key::SigningKey;

/// A token in the making: any header and any payload, signed at the end in any way.
///
/// The methods that give a token leave the forgery as it is, so that one can be signed in many ways.
///
/// **Warning:** for testing services of one's own; nothing here is checked.
#[derive(Clone, Default, Eq, PartialEq)]
pub struct Forgery {
    header: Header,
    payload: Segment,
}

#[derive(Clone, Eq, PartialEq)]
enum Header {
    /// Names and the JSON text of their values, in order, repeated names kept.
    Members(Vec<(String, String)>),
    Segment(Segment),
}

#[derive(Clone, Eq, PartialEq)]
enum Segment {
    /// Encoded as base64url when the token is written.
    Octets(Vec<u8>),
    /// Written as it is.
    Text(String),
}

impl Forgery {
    /// Starts with the header `{}` and an empty payload.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts with the header and payload of a token, to the letter: for another signature on them,
    /// or for another payload under the same header.
    ///
    /// **Warning:** an altered token is a forgery, also of one's own.
    #[must_use]
    pub fn of(token: &Compact<'_>) -> Self {
        Self::new().header_text(token.header()).payload_text(token.payload())
    }

    /// Adds `alg` with any text, such as `none` in some spelling or an algorithm of another key.
    ///
    /// Called again it stands there twice: does the server check the first and use the second?
    ///
    /// **Warning:** signing does not heed it; the header may lie.
    #[must_use]
    pub fn alg(self, name: &str) -> Self {
        self.string("alg", name)
    }

    /// Adds a member whose value is a JSON string, such as a `kid` that is a path or a piece of SQL.
    ///
    /// **Warning:** a repeated name stays repeated.
    #[must_use]
    pub fn string(self, name: &str, value: &str) -> Self {
        self.member(name, &quoted(value))
    }

    /// Adds a member whose value is any text in the place of JSON: `crit`, `b64`, a `jwk` of the
    /// forger's own, a number where a string belongs, or nothing that JSON knows.
    ///
    /// A header that was given as octets or text before is dropped.
    ///
    /// **Warning:** neither name nor value is checked; a repeated name stays repeated.
    #[must_use]
    pub fn member(mut self, name: &str, json: &str) -> Self {
        let mut members = match self.header {
            Header::Members(members) => members,
            Header::Segment(_) => Vec::new(),
        };
        members.push((name.to_owned(), json.to_owned()));
        self.header = Header::Members(members);
        self
    }

    /// Sets the header as octets, in place of all that it had: broken JSON, an array, no UTF-8.
    ///
    /// **Warning:** nothing is checked; an empty header is possible.
    #[must_use]
    pub fn header(mut self, octets: &[u8]) -> Self {
        self.header = Header::Segment(Segment::Octets(octets.to_vec()));
        self
    }

    /// Sets the first segment to the letter: padding, standard base64, line breaks, a third dot.
    ///
    /// **Warning:** nothing is encoded or checked.
    #[must_use]
    pub fn header_text(mut self, segment: &str) -> Self {
        self.header = Header::Segment(Segment::Text(segment.to_owned()));
        self
    }

    /// Sets the payload as octets: claims of another user, broken JSON, anything.
    ///
    /// **Warning:** nothing is checked.
    #[must_use]
    pub fn payload(mut self, octets: &[u8]) -> Self {
        self.payload = Segment::Octets(octets.to_vec());
        self
    }

    /// Sets the second segment to the letter: bad base64url, or a payload that is not encoded at all
    /// (RFC 7797 §3).
    ///
    /// **Warning:** nothing is encoded or checked.
    #[must_use]
    pub fn payload_text(mut self, segment: &str) -> Self {
        self.payload = Segment::Text(segment.to_owned());
        self
    }

    /// Gives header, dot and payload, over which a signature is made elsewhere (RFC 7515 §5.1).
    ///
    /// **Warning:** sign it with keys of one's own alone.
    #[must_use]
    pub fn signing_input(&self) -> String {
        let mut text = String::new();
        match &self.header {
            Header::Members(members) => {
                base64url::encode_append(object(members).as_bytes(), &mut text);
            }
            Header::Segment(segment) => segment.write(&mut text),
        }
        text.push('.');
        self.payload.write(&mut text);
        text
    }

    /// Gives the token with an empty signature: an unsecured one (RFC 7515 §A.5), or a signed one
    /// that has lost its signature.
    ///
    /// **Warning:** a server that takes it takes anything.
    #[must_use]
    pub fn unsigned(&self) -> String {
        self.signature_text("")
    }

    /// Gives the token with any octets as its signature: zeros, one of another token, DER.
    ///
    /// **Warning:** the signature need not belong to the token.
    #[must_use]
    pub fn signature(&self, octets: &[u8]) -> String {
        self.signature_text(&base64url::encode(octets))
    }

    /// Gives the token with its third segment to the letter: padded, cut, with dots in it.
    ///
    /// **Warning:** nothing is encoded or checked.
    #[must_use]
    pub fn signature_text(&self, segment: &str) -> String {
        let mut token = self.signing_input();
        token.push('.');
        token.push_str(segment);
        token
    }

    /// Gives the token with an HMAC tag by any octets: the PEM, DER or JWK text of a public key as the
    /// server stores it (RFC 8725 §2.1), a guessed password, the empty secret.
    ///
    /// The header keeps the `alg` it has; for HS256 take SHA-256, and so on.
    ///
    /// **Warning:** secrets are neither checked nor wiped.
    #[must_use]
    pub fn hmac(&self, hash: Hash, secret: &[u8]) -> String {
        let mut tag = Vec::new();
        // An HMAC has no way to fail.
        let _ = hmac::signer(hash, secret).sign(self.signing_input().as_bytes(), &mut tag);
        self.signature(&tag)
    }

    /// Gives the token with a good signature by a key, whatever the header says about it: another
    /// `alg`, a `crit` that nobody knows, `b64`, repeated names.
    ///
    /// # Errors
    ///
    /// [`SignError::Key`] when the key cannot sign.
    ///
    /// **Warning:** use a key that signs for tests alone; verifiers that trust the key will hold the
    /// signature to be good.
    pub fn sign(&self, key: &SigningKey) -> Result<String, SignError> {
        let signature = key.sign(self.signing_input().as_bytes())?;
        Ok(self.signature(&signature))
    }
}

impl fmt::Debug for Forgery {
    /// Shows nothing of header and payload: they may be those of a real token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Forgery").finish_non_exhaustive()
    }
}

impl Default for Header {
    fn default() -> Self {
        Self::Members(Vec::new())
    }
}

impl Default for Segment {
    fn default() -> Self {
        Self::Octets(Vec::new())
    }
}

impl Segment {
    fn write(&self, token: &mut String) {
        match self {
            Self::Octets(octets) => base64url::encode_append(octets, token),
            Self::Text(text) => token.push_str(text),
        }
    }
}

/// Walks every spelling of `none` in capitals and small letters, sixteen of them.
///
/// For servers that compare `alg` with a list of forbidden spellings.
///
/// **Warning:** a token with one of them says that it has no signature; see [`Forgery::unsigned`].
///
/// # Example: no spelling is let in
///
/// ```
/// use jwt_core::inspect::forge::Forgery;
/// use jwt_core::inspect::forge::spellings_of_none;
/// # let key = jwt_core::key::SigningKey::generate(jwt_core::Algorithm::Hs256)?.verifying_key();
///
/// for none in spellings_of_none() {
///     let token = Forgery::new().alg(&none).payload(b"{}").unsigned();
///     let error = jwt_core::jws::verify(&token, &key, &Default::default()).unwrap_err();
///     assert_eq!(error.code(), "jws.unsecured");
/// }
/// # Ok::<(), jwt_core::key::KeyError>(())
/// ```
pub fn spellings_of_none() -> impl Iterator<Item = String> {
    (0..16_u8).map(|capitals| {
        let letter = |(place, letter): (u32, char)| {
            if capitals.checked_shr(place).unwrap_or(0) & 1 == 1 {
                letter.to_ascii_uppercase()
            } else {
                letter
            }
        };
        (0..).zip("none".chars()).map(letter).collect()
    })
}

fn object(members: &[(String, String)]) -> String {
    let mut json = String::from("{");
    for (index, (name, value)) in members.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(json, "{comma}{}:{value}", quoted(name));
    }
    json.push('}');
    json
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::alg::Algorithm;
    use crate::jws::Caps;
    use crate::jws::HeaderBuilder;
    use crate::jws::Policy;
    use crate::jws::SecretCandidates;
    use crate::jws::verify;

    fn header_of(token: &str) -> String {
        let segment = token.split('.').next().unwrap();
        String::from_utf8(base64url::decode(segment).unwrap()).unwrap()
    }

    #[test]
    fn the_header_keeps_order_repeats_and_what_is_no_json() {
        let token = Forgery::new()
            .alg("ES256")
            .string("k\"id", "../\"key")
            .member("crit", "[oops")
            .alg("none")
            .unsigned();
        assert_eq!(
            header_of(&token),
            r#"{"alg":"ES256","k\"id":"../\"key","crit":[oops,"alg":"none"}"#
        );
        assert_eq!(Forgery::new().unsigned(), "e30..");
    }

    #[test]
    fn octets_are_encoded_and_text_is_left_as_it_is() {
        let forgery = Forgery::new().header(b"\xff\x00").payload_text("not encoded \n==");
        assert_eq!(forgery.signing_input(), "_wA.not encoded \n==");
        assert_eq!(forgery.signature(&[0xfb]), "_wA.not encoded \n==.-w");
        assert_eq!(forgery.header_text("=").payload(b"a").signature_text("."), "=.YQ..");
        assert_eq!(header_of(&Forgery::new().header(b"[]").alg("a").unsigned()), r#"{"alg":"a"}"#);
    }

    #[test]
    fn none_has_sixteen_spellings() {
        let spellings: BTreeSet<String> = spellings_of_none().collect();
        assert_eq!(spellings.len(), 16);
        assert!(spellings.iter().all(|one| one.eq_ignore_ascii_case("none")));
    }

    /// What a verifier holds to be good shows that the signature is one, whatever it stands under.
    #[test]
    fn good_signatures_are_good_under_an_honest_header() {
        for &algorithm in Algorithm::ALL {
            let key = SigningKey::generate(algorithm).unwrap();
            let forgery = Forgery::new().alg(algorithm.as_str()).payload(b"any");
            let token = forgery.sign(&key).unwrap();
            let verified = verify(&token, &key.verifying_key(), &Policy::default()).unwrap();
            assert_eq!(verified.payload(), b"any");
        }
    }

    #[test]
    fn a_tag_is_that_of_a_key_with_the_same_octets() {
        let secret = [7; 64];
        for (algorithm, hash) in [
            (Algorithm::Hs256, Hash::Sha256),
            (Algorithm::Hs384, Hash::Sha384),
            (Algorithm::Hs512, Hash::Sha512),
        ] {
            let forgery = Forgery::new().alg(algorithm.as_str()).payload(b"any");
            let key = SigningKey::hmac(algorithm, &secret).unwrap();
            assert_eq!(forgery.hmac(hash, &secret), forgery.sign(&key).unwrap());
            assert_ne!(forgery.hmac(hash, b""), forgery.hmac(hash, b"\x01"));
        }
    }

    /// The signature holds over what was written, so that nothing but the lie is left to refuse.
    #[test]
    fn a_header_that_lies_is_signed_all_the_same() {
        for &algorithm in Algorithm::ALL {
            let key = SigningKey::generate(algorithm).unwrap();
            let name = algorithm.as_str();
            let other = if name == "PS512" { "PS384" } else { "PS512" };
            let base = Forgery::new().alg(name).payload(b"{}");
            for (forgery, code) in [
                (Forgery::new().alg(other).payload(b"{}"), "jws.algorithm_mismatch"),
                (Forgery::new().alg("none").payload(b"{}"), "jws.unsecured"),
                (base.clone().alg(other), "json.duplicate_name"),
                (base.clone().member("crit", r#"["x"]"#).string("x", ""), "jws.critical"),
                (base.clone().header(b"\0"), "json.syntax"),
            ] {
                let token = forgery.sign(&key).unwrap();
                let (signing_input, signature) = token.rsplit_once('.').unwrap();
                let signature = base64url::decode(signature).unwrap();
                let trusted = key.verifying_key();
                assert_eq!(signing_input, forgery.signing_input());
                assert!(trusted.verify(signing_input.as_bytes(), &signature).is_ok(), "{name}");
                let error = verify(&token, &trusted, &Policy::default()).unwrap_err();
                assert_eq!(error.code(), code, "{name}");
            }
        }
    }

    #[test]
    fn the_texts_of_a_public_key_are_secrets_to_the_octet() {
        let key = SigningKey::generate(Algorithm::Es256).unwrap().jwk().public().unwrap();
        let pem = key.to_pem().unwrap();
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let der = base64url::decode(body.trim_end_matches('=').replace('+', "-").replace('/', "_"));
        for (name, hash) in
            [("HS256", Hash::Sha256), ("HS384", Hash::Sha384), ("HS512", Hash::Sha512)]
        {
            for secret in [pem.as_bytes(), der.as_ref().unwrap(), key.to_json().as_bytes(), b""] {
                let token = Forgery::new().alg(name).hmac(hash, secret);
                let candidates = SecretCandidates::new(&token, &Caps::default()).unwrap();
                assert!(candidates.matches(secret), "{name}");
                // A line end more is another secret; a zero more would be the same one.
                assert!(!candidates.matches(&[secret, b"\n"].concat()), "{name}");
            }
        }
    }

    #[test]
    fn a_token_can_be_taken_apart_and_altered() {
        let key = SigningKey::generate(Algorithm::Hs256).unwrap();
        let token = crate::jws::sign(&key, &HeaderBuilder::new().typ("JWT"), b"{}").unwrap();
        let compact = Compact::parse(&token, &Caps::default()).unwrap();
        let forgery = Forgery::of(&compact);
        assert_eq!(forgery.signature_text(compact.signature()), token);
        let altered = forgery.payload(b"[]").signature_text(compact.signature());
        let error = verify(&altered, &key.verifying_key(), &Policy::default()).unwrap_err();
        assert_eq!(error.code(), "jws.signature_mismatch");
    }
}
