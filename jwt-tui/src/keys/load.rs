//! Loads keys by what is in them: PEM, JWK, JWK Set or DER, and secrets in four encodings.
//!
//! Takes the octets of a file, a paste or an environment variable. The name of the file is never
//! looked at. Refused: what is none of these, with a hint about what it looks like instead. Copies of
//! key octets made here are wiped.

use jwt_core::base64url;
use jwt_core::json;
use jwt_core::json::Value;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::KeyError;
use zeroize::Zeroizing;

/// The most blocks of a PEM text that are named when they are left out.
const MAX_BLOCKS: usize = 100;

/// Keys from one place.
#[derive(Clone, Debug)]
pub struct LoadedKeys {
    /// `"PEM"`, `"JWK"`, `"JWK Set"` or `"DER"`.
    pub kind: &'static str,
    /// The structure inside a PEM text, such as `"PKCS#8"`; empty for the other kinds.
    pub structure: &'static str,
    /// The keys that can be used.
    pub keys: Vec<Jwk>,
    /// Those that cannot or are not taken, with the reason, one line each.
    pub skipped: Vec<String>,
}

/// Why nothing could be loaded.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// There is nothing at all.
    #[error("it is empty; expected a PEM, JWK, JWK Set or DER key")]
    Empty,
    /// The form is known, the key is refused.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A JWK Set without one usable key.
    #[error("the JWK Set holds no usable key{}", reasons(.0))]
    NoKeyInSet(Vec<String>),
    /// The secret is not written in the encoding that was named.
    #[error("the secret is not {encoding}: {problem}")]
    Secret {
        /// The encoding that was named.
        encoding: SecretEncoding,
        /// What is wrong, without a character of the secret.
        problem: String,
    },
    /// The content is no key in a known form.
    #[error("expected a PEM, JWK, JWK Set or DER key, found {0}")]
    Unrecognised(&'static str),
}

/// How a shared secret is written down.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SecretEncoding {
    /// Not known: taken as text.
    Auto,
    /// Standard base64 with or without padding (RFC 4648 §4).
    Base64,
    /// base64url with or without padding (RFC 4648 §5).
    Base64Url,
    /// Hexadecimal digits, two for an octet.
    Hex,
    /// The characters themselves are the secret, in UTF-8.
    #[default]
    Text,
}

impl core::fmt::Display for SecretEncoding {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Auto => "any encoding",
            Self::Base64 => "base64",
            Self::Base64Url => "base64url",
            Self::Hex => "hexadecimal",
            Self::Text => "text",
        })
    }
}

/// Loads every key of a content.
///
/// # Errors
///
/// [`LoadError`] when there is no key that can be used.
pub fn load(content: &[u8]) -> Result<LoadedKeys, LoadError> {
    let trimmed = content.trim_ascii();
    if trimmed.is_empty() {
        return Err(LoadError::Empty);
    }
    if let Some(text) =
        core::str::from_utf8(content).ok().filter(|text| text.contains("-----BEGIN "))
    {
        return from_pem(text);
    }
    if trimmed.starts_with(b"{") {
        return from_json(trimmed);
    }
    // An ASN.1 SEQUENCE: every key structure is one.
    if content.starts_with(&[0x30]) && core::str::from_utf8(content).is_err() {
        let keys = vec![Jwk::from_der(content)?];
        return Ok(LoadedKeys { kind: "DER", structure: "", keys, skipped: Vec::new() });
    }
    Err(LoadError::Unrecognised(looks_like(trimmed)))
}

/// Takes a shared secret; [`SecretEncoding::Auto`] takes it as text.
///
/// # Errors
///
/// [`LoadError::Secret`] when it is not written as was said, [`LoadError::Key`] when it is empty.
pub fn secret(text: &[u8], encoding: SecretEncoding) -> Result<Jwk, LoadError> {
    Ok(Jwk::from_secret(&decode(text, encoding)?)?)
}

/// Gives the octets of a secret; [`SecretEncoding::Auto`] takes it as text.
///
/// # Errors
///
/// [`LoadError::Secret`] when it is not written as was said.
pub fn decode(text: &[u8], encoding: SecretEncoding) -> Result<Zeroizing<Vec<u8>>, LoadError> {
    match encoding {
        SecretEncoding::Auto | SecretEncoding::Text => Ok(Zeroizing::new(text.to_vec())),
        SecretEncoding::Base64 | SecretEncoding::Base64Url => base64(text, encoding),
        SecretEncoding::Hex => hexadecimal(text).ok_or_else(|| LoadError::Secret {
            encoding,
            problem: "expected pairs of the digits 0-9 and a-f".to_owned(),
        }),
    }
}

/// Lists every way in which a secret can be read, text first, each with its encoding.
#[must_use]
pub fn readings(text: &[u8]) -> Vec<(SecretEncoding, Jwk)> {
    let mut readings: Vec<(SecretEncoding, Jwk)> = Vec::new();
    for encoding in [
        SecretEncoding::Text,
        SecretEncoding::Base64,
        SecretEncoding::Base64Url,
        SecretEncoding::Hex,
    ] {
        let Ok(jwk) = secret(text, encoding) else { continue };
        let known = |(_, one): &(SecretEncoding, Jwk)| one.thumbprint() == jwk.thumbprint();
        if !readings.iter().any(known) {
            readings.push((encoding, jwk));
        }
    }
    readings
}

/// Takes the first key of a PEM text; the blocks behind it are named.
///
/// They may be the certificates of a chain, whose keys must not check tokens.
fn from_pem(text: &str) -> Result<LoadedKeys, LoadError> {
    let keys = vec![Jwk::from_pem(text)?];
    let label = |rest: &'_ str| {
        rest.split_once("-----").map_or_else(String::new, |(label, _)| label.to_owned())
    };
    let mut labels = text.split("-----BEGIN ").skip(1).map(label);
    let first = labels.by_ref().find(|label| label != "EC PARAMETERS").unwrap_or_default();
    let mut skipped = Vec::new();
    for (place, label) in (2_usize..).zip(labels).take(MAX_BLOCKS) {
        let label: String = label.chars().take(40).collect();
        skipped.push(format!("block {place} ({label}): only the first key of a PEM text is taken"));
    }
    Ok(LoadedKeys { kind: "PEM", structure: structure(&first), keys, skipped })
}

/// What stands in a PEM block, by its label.
fn structure(label: &str) -> &'static str {
    match label {
        "CERTIFICATE" | "X509 CERTIFICATE" => "X.509",
        "EC PRIVATE KEY" => "SEC1",
        "PRIVATE KEY" => "PKCS#8",
        "PUBLIC KEY" => "SPKI",
        "RSA PRIVATE KEY" | "RSA PUBLIC KEY" => "PKCS#1",
        _ => "",
    }
}

fn from_json(text: &[u8]) -> Result<LoadedKeys, LoadError> {
    let reading = json::read(text, &json::Limits::default());
    let object = reading.value.as_ref().and_then(Value::as_object);
    let is_set = object.is_some_and(|object| object.get("keys").is_some());
    if !is_set {
        let keys = vec![Jwk::from_json(text)?];
        return Ok(LoadedKeys { kind: "JWK", structure: "", keys, skipped: Vec::new() });
    }
    let JwkSet { keys, skipped } = JwkSet::from_json(text)?;
    let skipped: Vec<String> = skipped
        .iter()
        .map(|one| match &one.key_id {
            Some(kid) => format!("key {} (kid {kid:?}): {}", one.index, one.error),
            None => format!("key {}: {}", one.index, one.error),
        })
        .collect();
    if keys.is_empty() {
        return Err(LoadError::NoKeyInSet(skipped));
    }
    Ok(LoadedKeys { kind: "JWK Set", structure: "", keys, skipped })
}

fn reasons(skipped: &[String]) -> String {
    if skipped.is_empty() {
        return String::new();
    }
    format!(": {}", skipped.join("; "))
}

fn looks_like(content: &[u8]) -> &'static str {
    let starts = |prefix: &[u8]| content.starts_with(prefix);
    if starts(b"ssh-") || starts(b"ecdsa-sha2-") {
        return "an OpenSSH public key; convert it with: ssh-keygen -e -m PKCS8 -f FILE";
    }
    if starts(b"MI") || starts(b"MC") || starts(b"MF") || starts(b"MH") {
        return "what may be the inside of a PEM key; its BEGIN and END lines are missing";
    }
    if starts(b"ey") {
        return "what looks like a token";
    }
    if starts(b"[") {
        return "a JSON array; a JWK Set is an object with the member keys";
    }
    match core::str::from_utf8(content) {
        Ok(_) => "other text; a shared secret is given with --secret-file or typed as a secret",
        Err(_) => "other octets; a binary shared secret is given with --secret-file",
    }
}

/// Decodes either alphabet after a look at it; padding and white space around are let pass.
fn base64(text: &[u8], encoding: SecretEncoding) -> Result<Zeroizing<Vec<u8>>, LoadError> {
    let foreign: &[u8] = if encoding == SecretEncoding::Base64 { b"-_" } else { b"+/" };
    let mut plain = Zeroizing::new(text.trim_ascii().to_vec());
    while plain.last() == Some(&b'=') {
        plain.pop();
    }
    let wrong = |offset: usize| LoadError::Secret {
        encoding,
        problem: format!("character {} does not belong there", offset.saturating_add(1)),
    };
    if let Some(offset) = plain.iter().position(|byte| foreign.contains(byte)) {
        return Err(wrong(offset));
    }
    for byte in plain.iter_mut() {
        match byte {
            b'+' => *byte = b'-',
            b'/' => *byte = b'_',
            _ => {}
        }
    }
    base64url::decode(&*plain).map(Zeroizing::new).map_err(|error| wrong(error.offset))
}

fn hexadecimal(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let digits = text.trim_ascii();
    let mut octets = Zeroizing::new(Vec::with_capacity(digits.len() / 2));
    for pair in digits.chunks(2) {
        let [high, low] = pair else { return None };
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let value = digit(*high)?.checked_mul(16)?.checked_add(digit(*low)?)?;
        octets.push(u8::try_from(value).ok()?);
    }
    Some(octets)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED25519: &str =
        r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

    #[test]
    fn the_form_is_told_by_content() {
        let jwk = load(ED25519.as_bytes()).unwrap();
        assert_eq!((jwk.kind, jwk.keys.len()), ("JWK", 1));
        let set = load(
            format!(" {{\"keys\":[{ED25519},{{\"kty\":\"NEW\",\"kid\":\"n\"}}]}}\n").as_bytes(),
        )
        .unwrap();
        assert_eq!((set.kind, set.keys.len(), set.skipped.len()), ("JWK Set", 1, 1));
        let pem = jwk.keys[0].to_pem().unwrap();
        assert_eq!(load(pem.as_bytes()).unwrap().kind, "PEM");
        assert_eq!(load(pem.replace('\n', "\\n").as_bytes()).unwrap().kind, "PEM");
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let der = base64(body.as_bytes(), SecretEncoding::Base64).unwrap();
        let der = load(&der).unwrap();
        assert_eq!(der.kind, "DER");
        assert_eq!(der.keys[0].thumbprint(), jwk.keys[0].thumbprint());
    }

    #[test]
    fn only_the_first_key_of_a_pem_text_is_taken_and_the_others_are_named() {
        let pem = load(ED25519.as_bytes()).unwrap().keys[0].to_pem().unwrap();
        let loaded = load(format!("{}{}", *pem, *pem).as_bytes()).unwrap();
        assert_eq!((loaded.keys.len(), loaded.structure), (1, "SPKI"));
        assert_eq!(
            loaded.skipped,
            ["block 2 (PUBLIC KEY): only the first key of a PEM text is taken"]
        );
    }

    #[test]
    fn what_is_no_key_is_named() {
        for (content, word) in [
            (&b"  "[..], "empty"),
            (b"ssh-ed25519 AAAA", "OpenSSH"),
            (b"MIIBIjANBgkqhki", "BEGIN"),
            (b"eyJhbGciOiJIUzI1NiJ9.e30.", "token"),
            (b"hunter2", "--secret-file"),
            (b"\xff\xfe", "binary"),
            (b"[]", "array"),
            (br#"{"keys":[]}"#, "no usable key"),
            (br#"{"kty":"NEW"}"#, "NEW"),
        ] {
            let error = load(content).unwrap_err().to_string();
            assert!(error.contains(word), "{error}");
        }
    }

    #[test]
    fn a_secret_is_read_as_it_was_said() {
        let text = secret(b"secret!!", SecretEncoding::Text).unwrap();
        for (written, encoding) in [
            ("c2VjcmV0ISE=", SecretEncoding::Base64),
            ("c2VjcmV0ISE\n", SecretEncoding::Base64Url),
            ("7365637265742121", SecretEncoding::Hex),
        ] {
            let jwk = secret(written.as_bytes(), encoding).unwrap();
            assert_eq!(jwk.thumbprint(), text.thumbprint(), "{encoding}");
        }
    }

    #[test]
    fn a_secret_in_another_encoding_is_refused_without_being_shown() {
        for (written, encoding) in [
            ("hunter-2", SecretEncoding::Base64),
            ("hunter+2", SecretEncoding::Base64Url),
            ("hunter2x", SecretEncoding::Hex),
            ("abc", SecretEncoding::Hex),
            ("", SecretEncoding::Text),
            ("", SecretEncoding::Hex),
        ] {
            let error = secret(written.as_bytes(), encoding).unwrap_err().to_string();
            assert!(!error.contains("hunter"), "{error}");
        }
    }

    #[test]
    fn readings_that_say_the_same_are_listed_once() {
        let encodings =
            |text: &[u8]| readings(text).into_iter().map(|one| one.0).collect::<Vec<_>>();
        assert_eq!(encodings(b"hunter 2"), [SecretEncoding::Text]);
        assert_eq!(
            encodings(b"abcdef0123456789"),
            [SecretEncoding::Text, SecretEncoding::Base64, SecretEncoding::Hex]
        );
    }
}
