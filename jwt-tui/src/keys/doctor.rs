//! The secret doctor: when a secret does not fit a token, which other reading of it does.
//!
//! What goes wrong with shared secrets is rarely the secret. It is a line break that an editor added,
//! quotes that a shell kept, base64 that one side decodes and the other does not. Each such reading is
//! tried on the token; what fits is named, and the secret itself is never shown.

use core::fmt;

use jwt_core::jws::SecretCandidates;
use jwt_core::key::Jwk;
use zeroize::Zeroizing;

use crate::engine::verdict::policy;
use crate::keys::load;
use crate::keys::load::SecretEncoding;
use crate::text::Lang;
use crate::text::Phrase;
use crate::text::keys as words;

/// A way to read a secret other than as it was given.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reading {
    /// Decoded from an encoding.
    Decoded(SecretEncoding),
    /// Line ends as LF where it has CR LF.
    LfForCrLf,
    /// Line ends as CR LF where it has LF.
    CrLfForLf,
    /// `\n` written out stands for a line break, as in many files of variables.
    Unescaped,
    /// Without the quotes around it.
    Unquoted,
    /// Without white space at its ends.
    Trimmed,
    /// With a line feed at its end, as `echo` writes it.
    WithLineFeed,
    /// With CR LF at its end.
    WithCrLf,
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decoded(encoding) => write!(f, "decoded from {encoding}"),
            Self::LfForCrLf => f.write_str("with LF line ends instead of CR LF"),
            Self::CrLfForLf => f.write_str("with CR LF line ends instead of LF"),
            Self::Unescaped => f.write_str(r"with line breaks where it has \n written out"),
            Self::Unquoted => f.write_str("without the quotes around it"),
            Self::Trimmed => f.write_str("without the white space at its ends"),
            Self::WithLineFeed => f.write_str("with a line feed at its end"),
            Self::WithCrLf => f.write_str("with CR LF at its end"),
        }
    }
}

/// Finds readings that fit together: the steps from the secret as it was given to the one that signed
/// the token. `None` when it fits as given, when no reading does, or when no secret signs the token.
///
/// At most two steps are combined, such as quotes around base64.
#[must_use]
pub fn diagnose(token: &[u8], given: &[u8]) -> Option<Vec<Reading>> {
    let caps = policy().caps;
    let token = SecretCandidates::new(token, &caps).ok()?;
    if token.matches(given) {
        return None;
    }
    let first: Vec<_> = ALL.iter().filter_map(|one| Some((*one, one.read(given)?))).collect();
    if let Some((reading, _)) = first.iter().find(|(_, secret)| token.matches(secret)) {
        return Some(vec![*reading]);
    }
    first.iter().find_map(|(reading, secret)| {
        let second =
            ALL.iter().find(|next| next.read(secret).is_some_and(|two| token.matches(&two)));
        second.map(|next| vec![*reading, *next])
    })
}

/// Several steps in words, in their order.
#[must_use]
pub fn told(readings: &[Reading], lang: Lang) -> String {
    let steps: Vec<&str> = readings.iter().map(|one| one.phrase().of(lang)).collect();
    steps.join(words::DOCTOR_THEN.of(lang))
}

/// Reads a secret in these ways, one after the other; `None` when one of them cannot be done.
#[must_use]
pub fn apply(readings: &[Reading], given: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let start = Zeroizing::new(given.to_vec());
    readings.iter().try_fold(start, |secret, reading| reading.read(&secret))
}

/// Tells whether a secret looks like the written form of octets as long as a hash: how it is
/// encoded and how many octets it would be.
///
/// Random octets that were meant are often written down in base64 and then used as text.
#[must_use]
pub fn looks_encoded(secret: &[u8]) -> Option<(SecretEncoding, usize)> {
    [SecretEncoding::Hex, SecretEncoding::Base64, SecretEncoding::Base64Url].into_iter().find_map(
        |encoding| {
            let octets = load::decode(secret, encoding).ok()?.len();
            HASHES.contains(&octets).then_some((encoding, octets))
        },
    )
}

/// Tells whether a token was signed with the text of a public key as its HMAC secret, and how that
/// text was written: the attack that confuses the kinds of keys (RFC 8725 §2.1).
#[must_use]
pub fn confusion(token: &[u8], public: &Jwk) -> Option<&'static str> {
    let caps = policy().caps;
    let token = SecretCandidates::new(token, &caps).ok()?;
    let public = public.public()?;
    let pem = public.to_pem().ok();
    let bare = pem.as_deref().map(|pem| pem.trim_end());
    let windows = pem.as_deref().map(|pem| pem.replace('\n', "\r\n"));
    let json = public.to_json();
    [
        ("PEM", pem.as_ref().map(|pem| pem.as_str())),
        ("PEM", bare),
        ("PEM, CR LF", windows.as_deref()),
        ("PEM, CR LF", windows.as_deref().map(str::trim_end)),
        ("JWK", Some(json.as_str())),
    ]
    .into_iter()
    .find_map(|(name, text)| text.filter(|text| token.matches(text.as_bytes())).map(|_| name))
}

/// The lengths of SHA-256, SHA-384 and SHA-512, which a secret should have (RFC 7518 §3.2).
const HASHES: [usize; 3] = [32, 48, 64];

/// Every reading, the likeliest first.
const ALL: [Reading; 10] = [
    Reading::Trimmed,
    Reading::Unquoted,
    Reading::Decoded(SecretEncoding::Base64),
    Reading::Decoded(SecretEncoding::Base64Url),
    Reading::Decoded(SecretEncoding::Hex),
    Reading::WithLineFeed,
    Reading::WithCrLf,
    Reading::LfForCrLf,
    Reading::CrLfForLf,
    Reading::Unescaped,
];

impl Reading {
    /// What it does, in words that stand behind "the secret fits".
    #[must_use]
    pub fn phrase(self) -> Phrase {
        match self {
            Self::Decoded(SecretEncoding::Base64) => words::READ_BASE64,
            Self::Decoded(SecretEncoding::Base64Url) => words::READ_BASE64URL,
            Self::Decoded(SecretEncoding::Hex) => words::READ_HEX,
            Self::Decoded(SecretEncoding::Auto | SecretEncoding::Text) => words::READ_TEXT,
            Self::LfForCrLf => words::READ_LF,
            Self::CrLfForLf => words::READ_CRLF,
            Self::Unescaped => words::READ_UNESCAPED,
            Self::Unquoted => words::READ_UNQUOTED,
            Self::Trimmed => words::READ_TRIMMED,
            Self::WithLineFeed => words::READ_WITH_LF,
            Self::WithCrLf => words::READ_WITH_CRLF,
        }
    }

    /// Reads a secret in this way; `None` when that changes nothing or cannot be done.
    fn read(self, given: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let read = match self {
            Self::Decoded(encoding) => load::decode(given, encoding).ok()?,
            Self::LfForCrLf => replaced(given, b"\r\n", b"\n"),
            Self::CrLfForLf => replaced(&replaced(given, b"\r\n", b"\n"), b"\n", b"\r\n"),
            Self::Unescaped => replaced(given, br"\n", b"\n"),
            Self::Unquoted => {
                let inner = |quote: u8| given.strip_prefix(&[quote])?.strip_suffix(&[quote]);
                Zeroizing::new(
                    inner(b'"').or_else(|| inner(b'\'')).or_else(|| inner(b'`'))?.to_vec(),
                )
            }
            Self::Trimmed => Zeroizing::new(given.trim_ascii().to_vec()),
            Self::WithLineFeed => Zeroizing::new([given, b"\n"].concat()),
            Self::WithCrLf => Zeroizing::new([given, b"\r\n"].concat()),
        };
        (*read != given).then_some(read)
    }
}

fn replaced(text: &[u8], from: &[u8], to: &[u8]) -> Zeroizing<Vec<u8>> {
    // No replacement more than doubles the text: the copy never grows and leaves none behind.
    let mut out = Zeroizing::new(Vec::with_capacity(text.len().saturating_mul(2)));
    let mut rest = text;
    while let Some((&byte, tail)) = rest.split_first() {
        if let Some(after) = rest.strip_prefix(from) {
            out.extend_from_slice(to);
            rest = after;
        } else {
            out.push(byte);
            rest = tail;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use jwt_core::Algorithm;
    use jwt_core::alg::Hash;
    use jwt_core::inspect::forge::Forgery;
    use jwt_core::jws;
    use jwt_core::jws::HeaderBuilder;
    use jwt_core::key::SigningKey;

    use super::*;

    fn signed(secret: &[u8]) -> Vec<u8> {
        let key = SigningKey::hmac_weak(Algorithm::Hs256, secret).unwrap();
        jws::sign(&key, &HeaderBuilder::new(), b"{}").unwrap().into_bytes()
    }

    #[test]
    fn each_reading_is_found_alone() {
        const SECRET: &[u8] = b"correct horse battery staple";
        let lines: &[u8] = b"one\ntwo\nthree";
        for (signer, given, reading) in [
            (SECRET, &b" correct horse battery staple\r\n"[..], Reading::Trimmed),
            (SECRET, b"'correct horse battery staple'", Reading::Unquoted),
            (
                SECRET,
                b"Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZQ==",
                Reading::Decoded(SecretEncoding::Base64),
            ),
            (b"\xfb\xff", b"-_8", Reading::Decoded(SecretEncoding::Base64Url)),
            (b"\x01\xab", b"01AB", Reading::Decoded(SecretEncoding::Hex)),
            (b"hunter2\n", b"hunter2", Reading::WithLineFeed),
            (b"hunter2\r\n", b"hunter2", Reading::WithCrLf),
            (lines, b"one\r\ntwo\r\nthree", Reading::LfForCrLf),
            (b"one\r\ntwo", b"one\ntwo", Reading::CrLfForLf),
            (lines, br"one\ntwo\nthree", Reading::Unescaped),
        ] {
            assert_eq!(diagnose(&signed(signer), given), Some(vec![reading]), "{reading}");
        }
    }

    #[test]
    fn a_reading_that_was_found_can_be_applied() {
        let found = diagnose(&signed(b"\x01\xab"), b"\"01ab\"").unwrap();
        assert_eq!(apply(&found, b"\"01ab\"").unwrap().as_slice(), b"\x01\xab");
        assert_eq!(apply(&found, b"01ab"), None);
    }

    #[test]
    fn octets_written_down_are_recognised_by_their_length() {
        let octets = [0xfb_u8; 32];
        let text = jwt_core::base64url::encode(octets);
        assert_eq!(looks_encoded(text.as_bytes()), Some((SecretEncoding::Base64Url, 32)));
        let hex = "fb".repeat(32);
        assert_eq!(looks_encoded(hex.as_bytes()), Some((SecretEncoding::Hex, 32)));
        let standard = text.replace('-', "+").replace('_', "/");
        assert_eq!(looks_encoded(standard.as_bytes()), Some((SecretEncoding::Base64, 32)));
        assert_eq!(looks_encoded(b"correct horse battery staple"), None);
        assert_eq!(looks_encoded(&octets), None);
    }

    #[test]
    fn the_text_of_a_public_key_as_a_secret_is_told() {
        let key = SigningKey::generate(Algorithm::Es256).unwrap();
        let pem = key.jwk().public().unwrap().to_pem().unwrap();
        let forged =
            |secret: &[u8]| Forgery::new().alg("HS256").payload(b"{}").hmac(Hash::Sha256, secret);
        let windows = pem.replace('\n', "\r\n");
        for (secret, expected) in [
            (pem.as_bytes(), Some("PEM")),
            (pem.trim_end().as_bytes(), Some("PEM")),
            (windows.as_bytes(), Some("PEM, CR LF")),
            (b"something else", None),
        ] {
            assert_eq!(confusion(forged(secret).as_bytes(), key.jwk()), expected);
        }
    }

    #[test]
    fn two_readings_are_combined() {
        let found = diagnose(&signed(b"\x01\xab"), b"\"01ab\"\n");
        assert_eq!(found, None, "three steps are too many to be likely");
        let found = diagnose(&signed(b"\x01\xab"), b"\"01ab\"");
        assert_eq!(found, Some(vec![Reading::Unquoted, Reading::Decoded(SecretEncoding::Hex)]));
    }

    #[test]
    fn what_fits_or_never_will_has_no_diagnosis() {
        assert_eq!(diagnose(&signed(b"hunter2"), b"hunter2"), None);
        assert_eq!(diagnose(&signed(b"hunter2"), b"hunter3"), None);
        assert_eq!(diagnose(b"no token", b"hunter2"), None);
        let key = SigningKey::generate(Algorithm::Ed25519).unwrap();
        let token = jws::sign(&key, &HeaderBuilder::new(), b"{}").unwrap();
        assert_eq!(diagnose(token.as_bytes(), b"hunter2"), None);
    }
}
