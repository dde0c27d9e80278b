//! Why a key was refused, in words that name the member, the expected and the found.
//!
//! No variant carries octets of a key. Every one has a stable code and an explanation.

mod lessons;

use self::lessons::ALGORITHM_MISMATCH;
use self::lessons::ALGORITHM_MISSING;
use self::lessons::ALGORITHM_UNKNOWN;
use self::lessons::CERTIFICATE_MISMATCH;
use self::lessons::ENCRYPTED;
pub(crate) use self::lessons::EXPLANATIONS;
use self::lessons::INCONSISTENT;
use self::lessons::KIND_MISMATCH;
use self::lessons::LEFT_OUT;
use self::lessons::LOOKS_LIKE_KEY;
use self::lessons::MALFORMED;
use self::lessons::MALFORMED_JSON;
use self::lessons::MEMBER;
use self::lessons::NOT_FOR_THIS;
use self::lessons::POINT_INVALID;
use self::lessons::PRIVATE_FOR_VERIFYING;
use self::lessons::PRIVATE_INVALID;
use self::lessons::PUBLIC_FOR_SIGNING;
use self::lessons::RSA_EXPONENT;
use self::lessons::RSA_MODULUS;
use self::lessons::RSA_ROCA;
use self::lessons::RSA_SIZE;
use self::lessons::SECRET_EMPTY;
use self::lessons::SECRET_TOO_SHORT;
use self::lessons::SET_DUPLICATE_KEY_ID;
use self::lessons::SET_MIXED;
use self::lessons::SET_UNUSABLE;
use self::lessons::UNREPRESENTABLE;
use self::lessons::UNSUPPORTED;
use super::KeyType;
use crate::Algorithm;
use crate::alg::Family;
use crate::alg::RANDOMNESS;
use crate::explain::Explanation;

/// Why a key could not be loaded, bound to an algorithm, made or written (RFC 7517, RFC 7518 §6).
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The key is for one algorithm and was asked for as one of another (RFC 7517 §4.4, RFC 4055 §1.2).
    #[error("the key is for {found}, expected {expected}")]
    AlgorithmMismatch {
        /// What the caller asked for, or set as the key's `alg`.
        expected: Algorithm,
        /// What the key's `alg` says, or its RSASSA-PSS parameters, which leave one algorithm.
        found: String,
    },
    /// Neither the key nor the caller names an algorithm.
    #[error("the key names no alg, and none was given for this {found} key")]
    AlgorithmMissing {
        /// The kind of key.
        found: KeyType,
    },
    /// The key's `alg` is no signature algorithm of this library.
    #[error("alg: expected a supported signature algorithm, found {found:?}")]
    AlgorithmUnknown {
        /// What the key's `alg` says.
        found: String,
    },
    /// `x5c` or `x5t#S256` belong to another key (RFC 7517 §4.7, §4.9).
    #[error("{member}: the first certificate is not of this key")]
    CertificateMismatch {
        /// `"x5c"` or `"x5t#S256"`.
        member: &'static str,
    },
    /// The PEM block is encrypted with a passphrase.
    #[error("the PEM block {label:?} is encrypted; expected an unencrypted key")]
    Encrypted {
        /// The label of the block.
        label: String,
    },
    /// The private part does not belong to the public part.
    #[error("the private part of the {found} key does not belong to its public part")]
    Inconsistent {
        /// The kind of key.
        found: KeyType,
    },
    /// The key is of another kind or curve than the algorithm needs.
    #[error("{algorithm} needs {expected}, found {found}")]
    KindMismatch {
        /// The algorithm that was asked for.
        algorithm: Algorithm,
        /// The kind of key it needs.
        expected: &'static str,
        /// The kind of key that was given.
        found: KeyType,
    },
    /// Text of a key was given as an HMAC secret: the start of a key-confusion attack.
    #[error("the HMAC secret looks like {found}; expected random octets")]
    LooksLikeKey {
        /// What the secret looks like.
        found: &'static str,
    },
    /// The text or octets are no key of any known form.
    #[error("{container}: {problem}")]
    Malformed {
        /// `"PEM"`, `"DER"` or `"X.509"`.
        container: &'static str,
        /// What is wrong, without any value of the key.
        problem: String,
    },
    /// The text is no JSON, or none of a JWK or JWK Set.
    #[error("{container}: {problem}")]
    MalformedJson {
        /// `"JWK"` or `"JWK Set"`.
        container: &'static str,
        /// What is wrong, without any value of the key.
        problem: String,
    },
    /// A member of the JWK is missing, of the wrong type or of the wrong value.
    #[error("{name}: {problem}")]
    Member {
        /// Name of the member.
        name: &'static str,
        /// What is wrong, without any value of a secret member.
        problem: String,
    },
    /// `use` or `key_ops` forbid what was asked of the key (RFC 7517 §4.2, §4.3).
    #[error("{member}: expected {expected:?}, found {found:?}")]
    NotForThis {
        /// `"use"` or `"key_ops"`.
        member: &'static str,
        /// The value that would allow it.
        expected: &'static str,
        /// The value that stands there.
        found: String,
    },
    /// The public key is no point of its curve, or one of small order.
    #[error("the public key is no valid point of {found}")]
    PointInvalid {
        /// The kind of key, with its curve.
        found: KeyType,
    },
    /// A private key was given where a public one belongs.
    #[error("expected a public key, found a private {found} key")]
    PrivateForVerifying {
        /// The kind of key.
        found: KeyType,
    },
    /// The private part is no private key of its kind: zero, too large or of another length.
    #[error("the private part is no {found} private key: out of range or of another length")]
    PrivateInvalid {
        /// The kind of key, with its curve.
        found: KeyType,
    },
    /// A public key was given where a private one is needed.
    #[error("expected a private key, found a public {found} key")]
    PublicForSigning {
        /// The kind of key.
        found: KeyType,
    },
    /// The operating system gave no randomness.
    #[error("the source of randomness failed")]
    Randomness,
    /// The public exponent of an RSA key is even, too small or too large.
    #[error("the RSA exponent e must be odd, at least {minimum} and below 2^33")]
    RsaExponent {
        /// The least that is taken.
        minimum: u64,
    },
    /// The modulus of an RSA key is even or not larger than the exponent.
    #[error("the RSA modulus n is no product of odd primes")]
    RsaModulus,
    /// The modulus of an RSA key was made by a faulty generator (CVE-2017-15361, ROCA).
    #[error(
        "the RSA modulus n is of the ROCA kind (CVE-2017-15361): its private key can be computed"
    )]
    RsaRoca,
    /// The modulus of an RSA key has too few or too many bits.
    #[error("the RSA modulus has {found} bits, expected {minimum} to {maximum}")]
    RsaSize {
        /// Bits of the modulus.
        found: usize,
        /// The least that is taken.
        minimum: usize,
        /// The most that is taken.
        maximum: usize,
    },
    /// The HMAC secret has no octet at all.
    #[error("the HMAC secret is empty")]
    SecretEmpty,
    /// The HMAC secret is shorter than the hash (RFC 7518 §3.2).
    #[error("the HMAC secret has {found} octets, {algorithm} needs at least {minimum}")]
    SecretTooShort {
        /// The algorithm that was asked for.
        algorithm: Algorithm,
        /// Octets of the secret.
        found: usize,
        /// The least that is taken.
        minimum: usize,
    },
    /// Two different keys of a set have one `kid` and one `kty` (RFC 7517 §4.5).
    #[error("kid: two different {kty} keys of the set have {key_id:?}")]
    SetDuplicateKeyId {
        /// The `kid` that they share, cut when it is long.
        key_id: String,
        /// The `kty` that they share.
        kty: &'static str,
    },
    /// A set holds shared secrets beside public keys.
    #[error("the set mixes shared secrets (oct) with {found} keys")]
    SetMixed {
        /// The `kty` of the first key that is no secret.
        found: &'static str,
    },
    /// No key of a set can verify a signature.
    #[error("no key of the set can verify a signature{}", because(.reason.as_deref()))]
    SetUnusable {
        /// Why the first of them cannot; `None` for a set without any key.
        reason: Option<Box<KeyError>>,
    },
    /// The form asked for cannot hold this key.
    #[error("no {form} form exists for a key of kind {found}")]
    Unrepresentable {
        /// The kind of key.
        found: KeyType,
        /// The form that was asked for.
        form: &'static str,
    },
    /// The kind of key or its curve is not supported, or this build leaves its family out.
    #[error("expected {}, found {found}{}", supported(), left_out(.features))]
    Unsupported {
        /// The features of this library of which one must be on; none when no feature brings such a key.
        features: Vec<&'static str>,
        /// The name or object identifier that was found; one out of the key is quoted and cut.
        found: String,
    },
}

impl KeyError {
    /// What no feature brings.
    pub(super) const fn unsupported(found: String) -> Self {
        Self::Unsupported { features: Vec::new(), found }
    }

    /// Gives the stable dotted name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// Gives the lesson behind the error.
    #[must_use]
    pub fn explanation(&self) -> &'static Explanation {
        match self {
            Self::AlgorithmMismatch { .. } => &ALGORITHM_MISMATCH,
            Self::AlgorithmMissing { .. } => &ALGORITHM_MISSING,
            Self::AlgorithmUnknown { .. } => &ALGORITHM_UNKNOWN,
            Self::CertificateMismatch { .. } => &CERTIFICATE_MISMATCH,
            Self::Encrypted { .. } => &ENCRYPTED,
            Self::Inconsistent { .. } => &INCONSISTENT,
            Self::KindMismatch { .. } => &KIND_MISMATCH,
            Self::LooksLikeKey { .. } => &LOOKS_LIKE_KEY,
            Self::Malformed { .. } => &MALFORMED,
            Self::MalformedJson { .. } => &MALFORMED_JSON,
            Self::Member { .. } => &MEMBER,
            Self::NotForThis { .. } => &NOT_FOR_THIS,
            Self::PointInvalid { .. } => &POINT_INVALID,
            Self::PrivateForVerifying { .. } => &PRIVATE_FOR_VERIFYING,
            Self::PrivateInvalid { .. } => &PRIVATE_INVALID,
            Self::PublicForSigning { .. } => &PUBLIC_FOR_SIGNING,
            Self::Randomness => &RANDOMNESS,
            Self::RsaExponent { .. } => &RSA_EXPONENT,
            Self::RsaModulus => &RSA_MODULUS,
            Self::RsaRoca => &RSA_ROCA,
            Self::RsaSize { .. } => &RSA_SIZE,
            Self::SecretEmpty => &SECRET_EMPTY,
            Self::SecretTooShort { .. } => &SECRET_TOO_SHORT,
            Self::SetDuplicateKeyId { .. } => &SET_DUPLICATE_KEY_ID,
            Self::SetMixed { .. } => &SET_MIXED,
            Self::SetUnusable { .. } => &SET_UNUSABLE,
            Self::Unrepresentable { .. } => &UNREPRESENTABLE,
            Self::Unsupported { features, .. } if features.is_empty() => &UNSUPPORTED,
            Self::Unsupported { .. } => &LEFT_OUT,
        }
    }
}

fn because(reason: Option<&KeyError>) -> String {
    reason.map_or_else(|| ": it is empty".to_owned(), |reason| format!("; the first: {reason}"))
}

/// Lists the kinds of key that this build takes: `"RSA, EC or oct"`.
fn supported() -> String {
    let kinds = [
        (Family::RsaPkcs1, "RSA"),
        (Family::Ecdsa, "EC"),
        (Family::EdDsa, "OKP Ed25519"),
        (Family::MlDsa, "AKP ML-DSA"),
        (Family::Hmac, "oct"),
    ];
    let names: Vec<_> =
        kinds.iter().filter(|(family, _)| family.is_built_in()).map(|(_, name)| *name).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => "no key at all".to_owned(),
    }
}

/// Names the features of which one would bring the key: `", for which the feature rsa of jwt-core must be on"`.
fn left_out(features: &[&str]) -> String {
    let which = match features.split_last() {
        None => return String::new(),
        Some((one, [])) => format!("the feature {one}"),
        Some((last, rest)) => format!("one of the features {} or {last}", rest.join(", ")),
    };
    format!(", for which {which} of jwt-core must be on")
}

/// Cuts a text out of a key to what an error may repeat: its author may be hostile.
pub(super) fn cut(text: &str) -> String {
    let mut chars = text.chars();
    let mut short: String = chars.by_ref().take(MAX_REPEATED).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}

/// Quotes a text out of a key, cut, with everything escaped that moves a cursor or turns the line.
pub(super) fn quoted(text: &str) -> String {
    format!("{:?}", cut(text))
}

/// The most characters of a text out of a key that an error repeats.
const MAX_REPEATED: usize = 64;
