//! The rules that tie a key to one algorithm and one purpose (RFC 7517 §4.2–4.4, RFC 8725 §3.1).

use zeroize::Zeroizing;

use super::Jwk;
use super::KeyError;
use super::KeyType;
use super::Leniency;
use super::der_outline;
use super::error::cut;
use crate::alg::Algorithm;
use crate::base64url;
use crate::json;
use crate::json::Object;

/// What a key is wanted for, in the words of `key_ops`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Purpose {
    Sign,
    Verify,
}

impl Purpose {
    const fn operation(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Verify => "verify",
        }
    }
}

/// Finds the one algorithm of a key: its own, or the caller's when it names none.
pub(super) fn algorithm(
    jwk: &Jwk,
    default: Option<Algorithm>,
    purpose: Purpose,
) -> Result<Algorithm, KeyError> {
    let found = jwk.key_type();
    let algorithm = match (named(jwk)?, default) {
        (Some(named), Some(default)) if named != default => {
            let found = named.as_str().to_owned();
            return Err(KeyError::AlgorithmMismatch { expected: default, found });
        }
        (Some(algorithm), _) | (None, Some(algorithm)) => algorithm,
        (None, None) => return Err(KeyError::AlgorithmMissing { found }),
    };
    if !kind_fits(jwk, algorithm) {
        return Err(KeyError::KindMismatch { algorithm, expected: needs(algorithm, found), found });
    }
    allowed(jwk, purpose)?;
    Ok(algorithm)
}

/// Tells whether kind, curve and `alg` let the key serve an algorithm.
pub(super) fn may_serve(jwk: &Jwk, algorithm: Algorithm) -> bool {
    let named = jwk.algorithm.as_deref().is_none_or(|name| name == algorithm.as_str());
    named && kind_fits(jwk, algorithm)
}

/// Tells whether the key may check signatures of any algorithm by what its owner says about it.
pub(super) fn may_verify(jwk: &Jwk) -> bool {
    let serves = |algorithm: &Algorithm| may_serve(jwk, *algorithm);
    allowed(jwk, Purpose::Verify).is_ok() && Algorithm::ALL.iter().any(serves)
}

/// Checks an HMAC secret: not empty, long enough, and no text of a key (RFC 8725 §2.1, §3.5).
pub(super) fn secret(
    secret: &[u8],
    algorithm: Algorithm,
    leniency: Leniency,
) -> Result<(), KeyError> {
    if secret.is_empty() {
        return Err(KeyError::SecretEmpty);
    }
    if let Some(found) = looks_like_key(secret) {
        return Err(KeyError::LooksLikeKey { found });
    }
    let minimum = algorithm.hash().map_or(0, crate::alg::Hash::octets);
    if !leniency.short_secrets && secret.len() < minimum {
        return Err(KeyError::SecretTooShort { algorithm, found: secret.len(), minimum });
    }
    Ok(())
}

fn named(jwk: &Jwk) -> Result<Option<Algorithm>, KeyError> {
    let only = jwk.material.allowed().one();
    let Some(name) = &jwk.algorithm else {
        return Ok(only);
    };
    match (name.parse(), only) {
        (Ok(expected), Some(only)) if expected != only => {
            Err(KeyError::AlgorithmMismatch { expected, found: only.as_str().to_owned() })
        }
        (Ok(algorithm), _) => Ok(Some(algorithm)),
        (Err(_), _) => Err(KeyError::AlgorithmUnknown { found: cut(name) }),
    }
}

fn kind_fits(jwk: &Jwk, algorithm: Algorithm) -> bool {
    // A key published as id-RSASSA-PSS must not serve RSASSA-PKCS1-v1_5 (RFC 4055 §1.2).
    jwk.key_type().serves(algorithm) && jwk.material.allowed().allows(algorithm)
}

fn allowed(jwk: &Jwk, purpose: Purpose) -> Result<(), KeyError> {
    if let Some(found) = jwk.public_key_use.as_ref().filter(|value| *value != "sig") {
        let found = cut(found);
        return Err(KeyError::NotForThis { member: "use", expected: "sig", found });
    }
    let expected = purpose.operation();
    match &jwk.key_operations {
        Some(operations) if !operations.iter().any(|one| one == expected) => {
            let found = operations.iter().map(|one| cut(one)).collect::<Vec<_>>().join(", ");
            Err(KeyError::NotForThis { member: "key_ops", expected, found })
        }
        _ => Ok(()),
    }
}

const fn needs(algorithm: Algorithm, found: KeyType) -> &'static str {
    match algorithm {
        Algorithm::Hs256 | Algorithm::Hs384 | Algorithm::Hs512 => "a shared secret (oct)",
        Algorithm::Es256 => "an EC key on P-256",
        Algorithm::Es384 => "an EC key on P-384",
        Algorithm::Es512 => "an EC key on P-521",
        Algorithm::Es256k => "an EC key on secp256k1",
        Algorithm::EdDsa | Algorithm::Ed25519 => "an OKP key on Ed25519",
        Algorithm::MlDsa44 => "an AKP key of ML-DSA-44",
        Algorithm::MlDsa65 => "an AKP key of ML-DSA-65",
        Algorithm::MlDsa87 => "an AKP key of ML-DSA-87",
        Algorithm::Rs256 | Algorithm::Rs384 | Algorithm::Rs512 if matches!(found, KeyType::Rsa) => {
            "an RSA key that is not for PSS alone"
        }
        Algorithm::Rs256
        | Algorithm::Rs384
        | Algorithm::Rs512
        | Algorithm::Ps256
        | Algorithm::Ps384
        | Algorithm::Ps512 => "an RSA key",
    }
}

/// Recognises text and octets that are a key of another kind: known to others, so no secret.
///
/// Looks behind comments, quotes, byte order marks and white space: a check that a blank defeats is
/// none. No random secret contains any of this.
fn looks_like_key(secret: &[u8]) -> Option<&'static str> {
    let trimmed = bare(secret);
    let contains = |text: &[u8]| secret.windows(text.len()).any(|window| window == text);
    if contains(b"-----BEGIN ") {
        return Some("PEM");
    }
    // The second is the blob behind the kind, alone or behind the options of an authorized_keys line.
    if SSH.iter().any(|kind| trimmed.starts_with(kind))
        || SSH_BLOBS.iter().any(|start| contains(start))
        || contains(b"BEGIN SSH2 PUBLIC KEY")
    {
        return Some("an SSH public key");
    }
    if contains(b"\"kty\"") || (trimmed.starts_with(b"{") && is_jwk(trimmed)) {
        return Some("a JWK or JWK Set");
    }
    if one_structure(secret.trim_ascii_start()).is_some_and(der_outline::is_key) {
        return Some("a DER key");
    }
    // The body of a PEM text without its BEGIN and END lines.
    if trimmed.starts_with(b"M")
        && from_any_base64(trimmed).is_some_and(|der| der_outline::is_key(&der))
    {
        return Some("a DER key in base64");
    }
    None
}

/// How the text of an SSH public key starts (RFC 4253 §6.6, RFC 5656 §3.1).
const SSH: [&[u8]; 6] = [
    b"ssh-rsa",
    b"ssh-dss",
    b"ssh-ed25519",
    b"ecdsa-sha2-nistp",
    b"sk-ssh-ed25519",
    b"sk-ecdsa-sha2",
];

/// How such a key starts in base64: the length of the name of its kind, and the name.
const SSH_BLOBS: [&[u8]; 6] = [
    b"AAAAB3NzaC1yc2E",
    b"AAAAB3NzaC1kc3M",
    b"AAAAC3NzaC1lZDI1NTE5",
    b"AAAAE2VjZHNhLXNoYTIt",
    b"AAAAGnNrLXNzaC1lZDI1NTE5",
    b"AAAAInNrLWVjZHNhLXNoYTIt",
];

/// Cuts off what editors, shells and configuration files put around a text.
fn bare(secret: &[u8]) -> &[u8] {
    let mut rest = secret;
    loop {
        let before = rest.len();
        // Byte order mark and no-break space.
        for mark in [&b"\xef\xbb\xbf"[..], b"\xc2\xa0"] {
            rest = rest.strip_prefix(mark).unwrap_or(rest);
            rest = rest.strip_suffix(mark).unwrap_or(rest);
        }
        let around = |octet: &u8| matches!(octet, 0..=b' ' | b'"' | b'\'' | b'`' | b'\\');
        while let [first, inner @ ..] = rest
            && around(first)
        {
            rest = inner;
        }
        while let [inner @ .., last] = rest
            && around(last)
        {
            rest = inner;
        }
        if rest.len() == before {
            return rest;
        }
    }
}

fn is_jwk(text: &[u8]) -> bool {
    Object::parse(text, &json::Limits::default())
        .is_ok_and(|object| object.get("kty").is_some() || object.get("keys").is_some())
}

/// Decodes base64 of either alphabet, with or without padding and line ends, also written `\n`.
fn from_any_base64(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut plain = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text;
    while let [octet, after @ ..] = rest {
        rest = after;
        match octet {
            b'\\' => {
                if let [b'n' | b'r', after @ ..] = rest {
                    rest = after;
                }
            }
            b'+' => plain.push(b'-'),
            b'/' => plain.push(b'_'),
            b'=' => {}
            other if other.is_ascii_whitespace() => {}
            other => plain.push(*other),
        }
    }
    let mut octets = Zeroizing::new(vec![0; base64url::decoded_len(plain.len())?]);
    base64url::decode_into(&plain, &mut octets).is_ok().then_some(octets)
}

/// Cuts out the DER structure at the start, whatever stands behind it.
fn one_structure(octets: &[u8]) -> Option<&[u8]> {
    let (header, length) = match octets {
        [0x30, 0x82, high, low, ..] => (4_usize, usize::from(u16::from_be_bytes([*high, *low]))),
        [0x30, 0x81, length, ..] => (3, usize::from(*length)),
        [0x30, length @ 0..=0x7f, ..] => (2, usize::from(*length)),
        _ => return None,
    };
    octets.get(..header.saturating_add(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_octets_do_not_look_like_a_key() {
        for secret in [&b"0123456789abcdef"[..], b"M", b"Madrid is a secret", &[0x30; 64], b"{}"] {
            assert_eq!(looks_like_key(secret), None, "{secret:?}");
        }
    }

    #[test]
    fn key_text_is_refused_even_behind_white_space() {
        let jwk = br#" {"kty":"oct","k":"AAAA"}"#;
        assert_eq!(looks_like_key(jwk), Some("a JWK or JWK Set"));
        assert_eq!(looks_like_key(b"\n\t -----BEGIN PUBLIC KEY-----"), Some("PEM"));
        assert_eq!(looks_like_key(b"ssh-ed25519 AAAAC3"), Some("an SSH public key"));
        assert_eq!(looks_like_key(br#"{"keys":[]}"#), Some("a JWK or JWK Set"));
    }

    #[test]
    fn no_disguise_hides_a_key() {
        let jwk = r#"{"kty":"oct","k":"AAAA"}"#;
        let pem = "-----BEGIN PUBLIC KEY-----";
        for text in [
            format!("Bag Attributes\n{pem}"),
            format!("\u{feff}{pem}"),
            format!("\0\u{a0}\u{b}{pem}"),
            format!("\"{pem}\\n\""),
            format!("\\n{pem}"),
            format!("\u{feff}{jwk}"),
            format!("[{jwk}]"),
            format!("{{\"key\":{jwk}}}"),
            format!("{jwk}x"),
            r#"{"kty":"oct","kty":"oct"}"#.to_owned(),
            "ssh-rsa\tAAAA".to_owned(),
            "'sk-ssh-ed25519@openssh.com AAAA".to_owned(),
            "---- BEGIN SSH2 PUBLIC KEY ----".to_owned(),
            "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo".to_owned(),
            "MCowBQYDK2VwAyEA11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\n".to_owned(),
            r"MCowBQYDK2VwAyEA11qYAYKxCrfVS\n/7TyWQHOg7hcvPapiMl\r\nrwIaaPcHURo=\n".to_owned(),
            "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7h\\\ncvPapiMlrwIaaPcHURo=".to_owned(),
            "AAAAC3NzaC1lZDI1NTE5AAAAIGZvb2Jhcg==".to_owned(),
            "AAAAB3NzaC1yc2EAAAADAQABAAABAQ".to_owned(),
            "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTY".to_owned(),
            "no-pty,command=\"x y\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGZvb2Jhcg==".to_owned(),
            "\0\0\0\u{b}ssh-ed25519\0\0\0 ".to_owned(),
        ] {
            assert!(looks_like_key(text.as_bytes()).is_some(), "{text:?}");
        }
    }

    #[test]
    fn der_is_refused_as_octets_and_as_base64() {
        let text = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
        assert_eq!(looks_like_key(text.as_bytes()), Some("a DER key in base64"));
        let der = from_any_base64(text.as_bytes()).unwrap();
        assert_eq!(looks_like_key(&der), Some("a DER key"));
        let lines = [&b" "[..], &der, b"\n"].concat();
        assert_eq!(looks_like_key(&lines), Some("a DER key"));
    }
}
