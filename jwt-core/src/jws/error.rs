//! Why a text is refused as a JWS, with the place in the token.

mod lessons;

use core::fmt;
use core::ops::Range;

use super::Part;
use super::RefusedSignature;
use crate::alg::Algorithm;
use crate::alg::SIGNATURE_MISMATCH;
use crate::alg::names;
use crate::base64url::Base64UrlError;
use crate::explain::Explanation;
use crate::json::JsonError;

use self::lessons::ALGORITHM_MISMATCH;
use self::lessons::ALGORITHM_MISSING;
use self::lessons::CRITICAL;
pub(crate) use self::lessons::EXPLANATIONS;
use self::lessons::HEADER_DUPLICATE;
use self::lessons::HEADER_MEMBER;
use self::lessons::HEADER_TOO_LONG;
use self::lessons::JSON_SERIALIZATION;
use self::lessons::JSON_SHAPE;
use self::lessons::JWE;
use self::lessons::KEY_NOT_FOUND;
use self::lessons::KEYS_UNAVAILABLE;
use self::lessons::NOT_DETACHED;
use self::lessons::SCHEME;
use self::lessons::SEGMENT_COUNT;
use self::lessons::SIGNATURES;
use self::lessons::TOKEN_TOO_LONG;
use self::lessons::TOO_MANY_KEYS;
use self::lessons::TOO_MANY_SIGNATURES;
use self::lessons::UNENCODED;
use self::lessons::UNENCODED_MIXED;
use self::lessons::UNENCODED_PAYLOAD;
use self::lessons::UNPROTECTED;
use self::lessons::UNSECURED;

/// Why [`verify`](super::verify) refused a token (RFC 7515 §5.2, RFC 8725 §3).
///
/// Offsets and spans are bytes of the token as it was given.
#[derive(Clone, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum JwsError {
    /// The header names another algorithm than the key is for (RFC 8725 §3.1).
    #[error("alg: expected {}, found {found:?}", names(expected))]
    AlgorithmMismatch {
        /// The algorithms of the keys that were considered.
        expected: Vec<Algorithm>,
        /// The header's `alg`.
        found: String,
        /// Where `alg` stands.
        span: Range<usize>,
    },
    /// The header has no `alg` (RFC 7515 §4.1.1).
    #[error("the header has no alg")]
    AlgorithmMissing,
    /// A segment is not strict base64url (RFC 7515 §2).
    #[error("the {part} is not base64url: {source} (byte {offset} of the token)")]
    Base64Url {
        /// The segment.
        part: Part,
        /// The offending byte, or that at which its escape in a JSON string starts.
        offset: usize,
        /// What is wrong with it; its own offset counts from the start of the segment.
        source: Base64UrlError,
    },
    /// `crit` is not well formed, or names what the caller does not understand (RFC 7515 §4.1.11).
    #[error("crit {problem}{}", quoted(name))]
    Critical {
        /// What is wrong.
        problem: &'static str,
        /// The name at fault; empty when it is the list itself.
        name: String,
        /// Where `crit` stands; where there is none that names `b64`, it is where `b64` stands.
        span: Range<usize>,
    },
    /// A parameter stands in the protected and in the unprotected header (RFC 7515 §7.2.1).
    #[error("{name:?} stands in the protected and in the unprotected header")]
    HeaderDuplicate {
        /// Name of the parameter.
        name: String,
        /// Where its name stands in the unprotected header.
        span: Range<usize>,
    },
    /// A registered header parameter has a value of the wrong type (RFC 7515 §4.1).
    #[error("{name}: expected {} {expected}, found {found}", article(expected))]
    HeaderMember {
        /// Name of the parameter.
        name: &'static str,
        /// The JSON type that it must have.
        expected: &'static str,
        /// The JSON type that it has.
        found: &'static str,
        /// Where its value stands.
        span: Range<usize>,
    },
    /// The decoded header is over the cap.
    #[error("the header has {found} bytes, the limit is {limit}")]
    HeaderTooLong {
        /// Bytes of the header.
        found: usize,
        /// The cap.
        limit: usize,
    },
    /// The header is not one strict JSON object (RFC 7515 §4).
    #[error("the header's JSON: {source}")]
    Json {
        /// The byte of the token that carries the offending byte of the JSON; in a JSON string that has
        /// escapes the byte at which the string starts.
        offset: usize,
        /// What is wrong; its own offset counts in the decoded header.
        source: JsonError,
    },
    /// A text that should be a JSON Serialization is not one strict JSON object (RFC 7515 §7.2).
    #[error("the JSON Serialization: {source}")]
    JsonEnvelope {
        /// The offending byte; empty at the end of the text.
        span: Range<usize>,
        /// What is wrong.
        source: JsonError,
    },
    /// A member of a JSON Serialization is missing, of the wrong type or out of place (RFC 7515 §7.2).
    #[error("the JSON Serialization: {problem}")]
    JsonShape {
        /// What is wrong.
        problem: &'static str,
        /// Where.
        span: Range<usize>,
    },
    /// JSON where a compact token belongs, such as a JWS in JSON Serialization (RFC 7515 §7.2).
    #[error("this is JSON, expected a compact token of three segments")]
    JsonSerialization,
    /// Five segments: an encrypted token (RFC 7516 §3.1).
    #[error("this is a JWE, an encrypted token: expected three segments, found 5")]
    Jwe,
    /// No key has the token's `kid`.
    #[error("no key fits{}", with_kid(key_id.as_deref()))]
    KeyNotFound {
        /// The token's `kid`.
        key_id: Option<String>,
    },
    /// The source of keys could not look (see [`Candidates::unavailable`](super::Candidates)).
    ///
    /// Nothing is said about the token: a service answers 503, not 401.
    #[error("the keys could not be looked up: {cause}")]
    KeysUnavailable {
        /// Why, in the words of the source.
        cause: String,
    },
    /// A detached payload was given for a token that has one of its own (RFC 7515 Appendix F).
    #[error("a detached payload was given, but the token has one of its own")]
    NotDetached {
        /// Where its own payload stands.
        span: Range<usize>,
    },
    /// The word Bearer of an HTTP header field stands before the token (RFC 6750 §2.1).
    #[error("Bearer stands before the token and is no part of it")]
    Scheme {
        /// Where the word and its space stand.
        span: Range<usize>,
    },
    /// Not three segments (RFC 7515 §7.1).
    #[error("expected three segments, found {found}")]
    SegmentCount {
        /// How many there are.
        found: usize,
    },
    /// The signature does not hold. Why is not told.
    #[error("the signature does not match")]
    Signature,
    /// Of several signatures too few hold (RFC 7515 §5.2).
    #[error("{} of {found} signatures do not hold: {}", errors.len(), listed(errors))]
    Signatures {
        /// How many signatures there are.
        found: usize,
        /// Those that do not count and why, in order.
        errors: Vec<RefusedSignature>,
    },
    /// The token is over the cap.
    #[error("the token has {found} bytes, the limit is {limit}")]
    TokenTooLong {
        /// Bytes of the token.
        found: usize,
        /// The cap.
        limit: usize,
    },
    /// More keys fit the token than may be tried.
    #[error("more than {limit} keys fit this token")]
    TooManyKeys {
        /// The cap.
        limit: usize,
    },
    /// A JSON Serialization has more signatures than may be checked.
    #[error("{found} signatures, the limit is {limit}")]
    TooManySignatures {
        /// How many there are.
        found: usize,
        /// The cap.
        limit: usize,
    },
    /// `b64` is `false` where the payload must be base64url, as in every JWT (RFC 7797 §7).
    #[error("b64: expected true, found false: the payload must be encoded here")]
    Unencoded {
        /// Where `b64` stands.
        span: Range<usize>,
    },
    /// `b64` differs between the signatures of one payload (RFC 7797 §3).
    #[error("b64 differs between the signatures")]
    UnencodedMixed {
        /// Where the `b64` stands that differs from the first signature's, or where that has none the
        /// first one's.
        span: Range<usize>,
    },
    /// An unencoded payload in a compact token holds more than printable ASCII (RFC 7797 §5.2).
    #[error("the unencoded payload is not printable ASCII (byte {offset} of the token)")]
    UnencodedPayload {
        /// The offending byte.
        offset: usize,
    },
    /// The unprotected header names what only a protected one may name (RFC 7515 §7.2.1).
    #[error("{name} stands only in the unprotected header, which anybody can change")]
    Unprotected {
        /// Name of the parameter.
        name: &'static str,
        /// Where its value stands.
        span: Range<usize>,
    },
    /// `alg` is `none` in some spelling (RFC 8725 §3.2).
    #[error("alg: expected a signature algorithm, found {found:?}")]
    Unsecured {
        /// The spelling.
        found: String,
        /// Where `alg` stands.
        span: Range<usize>,
    },
}

impl JwsError {
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
            Self::AlgorithmMissing => &ALGORITHM_MISSING,
            Self::Base64Url { source, .. } => source.explanation(),
            Self::Critical { .. } => &CRITICAL,
            Self::HeaderDuplicate { .. } => &HEADER_DUPLICATE,
            Self::HeaderMember { .. } => &HEADER_MEMBER,
            Self::HeaderTooLong { .. } => &HEADER_TOO_LONG,
            Self::Json { source, .. } | Self::JsonEnvelope { source, .. } => source.explanation(),
            Self::JsonShape { .. } => &JSON_SHAPE,
            Self::JsonSerialization => &JSON_SERIALIZATION,
            Self::Jwe => &JWE,
            Self::KeyNotFound { .. } => &KEY_NOT_FOUND,
            Self::KeysUnavailable { .. } => &KEYS_UNAVAILABLE,
            Self::NotDetached { .. } => &NOT_DETACHED,
            Self::Scheme { .. } => &SCHEME,
            Self::SegmentCount { .. } => &SEGMENT_COUNT,
            Self::Signature => &SIGNATURE_MISMATCH,
            Self::Signatures { .. } => &SIGNATURES,
            Self::TokenTooLong { .. } => &TOKEN_TOO_LONG,
            Self::TooManyKeys { .. } => &TOO_MANY_KEYS,
            Self::TooManySignatures { .. } => &TOO_MANY_SIGNATURES,
            Self::Unencoded { .. } => &UNENCODED,
            Self::UnencodedMixed { .. } => &UNENCODED_MIXED,
            Self::UnencodedPayload { .. } => &UNENCODED_PAYLOAD,
            Self::Unprotected { .. } => &UNPROTECTED,
            Self::Unsecured { .. } => &UNSECURED,
        }
    }

    /// Tells what would have been accepted, where the rule names something.
    #[must_use]
    pub fn expected(&self) -> Option<String> {
        match self {
            Self::AlgorithmMismatch { expected, .. } => Some(names(expected)),
            Self::AlgorithmMissing => Some("alg".to_owned()),
            Self::Base64Url { .. } => {
                Some("base64url without padding (A-Z a-z 0-9 - _)".to_owned())
            }
            Self::Critical { .. } => Some("names that are understood and present".to_owned()),
            Self::HeaderDuplicate { .. } => Some("each parameter once".to_owned()),
            Self::HeaderMember { expected, .. } => {
                Some(format!("{} {expected}", article(expected)))
            }
            Self::HeaderTooLong { limit, .. } | Self::TokenTooLong { limit, .. } => {
                Some(format!("at most {limit} bytes"))
            }
            Self::Json { .. } | Self::JsonEnvelope { .. } => {
                Some("one JSON object in UTF-8 with unique names".to_owned())
            }
            Self::JsonShape { .. } => Some("payload, protected, header, signature".to_owned()),
            Self::JsonSerialization | Self::Jwe | Self::SegmentCount { .. } => {
                Some("3 segments".to_owned())
            }
            Self::KeyNotFound { .. } => Some("a kid among the supplied keys".to_owned()),
            Self::Scheme { .. } => Some("the token alone".to_owned()),
            Self::NotDetached { .. } => Some("no payload in the token".to_owned()),
            Self::KeysUnavailable { .. } | Self::Signature | Self::Signatures { .. } => None,
            Self::TooManyKeys { limit } => Some(format!("at most {limit} keys")),
            Self::TooManySignatures { limit, .. } => Some(format!("at most {limit} signatures")),
            Self::Unencoded { .. } => Some("b64 true or absent".to_owned()),
            Self::UnencodedMixed { .. } => Some("the same b64 everywhere".to_owned()),
            Self::UnencodedPayload { .. } => Some("printable ASCII without dots".to_owned()),
            Self::Unprotected { name, .. } => Some(format!("{name} in the protected header")),
            Self::Unsecured { .. } => Some("a signature algorithm".to_owned()),
        }
    }

    /// Tells what stands in the token instead.
    #[must_use]
    pub fn found(&self) -> Option<String> {
        match self {
            Self::AlgorithmMismatch { found, .. } | Self::Unsecured { found, .. } => {
                Some(found.clone())
            }
            Self::Base64Url { source, .. } => Some(source.to_string()),
            Self::Critical { name, .. } => Some(name.clone()).filter(|name| !name.is_empty()),
            Self::HeaderMember { found, .. } => Some((*found).to_owned()),
            Self::HeaderTooLong { found, .. } | Self::TokenTooLong { found, .. } => {
                Some(format!("{found} bytes"))
            }
            Self::Json { source, .. } | Self::JsonEnvelope { source, .. } => {
                Some(source.to_string())
            }
            Self::HeaderDuplicate { name, .. } => Some(format!("{name:?} twice")),
            Self::JsonShape { problem, .. } => Some((*problem).to_owned()),
            Self::JsonSerialization => Some("JSON".to_owned()),
            Self::Jwe => Some("5 segments".to_owned()),
            Self::KeyNotFound { key_id } => key_id.clone(),
            Self::Scheme { .. } => Some("Bearer and a token".to_owned()),
            Self::SegmentCount { found } => {
                Some(format!("{found} segment{}", if *found == 1 { "" } else { "s" }))
            }
            Self::NotDetached { .. } => Some("a payload".to_owned()),
            Self::TooManySignatures { found, .. } => Some(format!("{found} signatures")),
            Self::Unencoded { .. } => Some("b64 false".to_owned()),
            Self::UnencodedMixed { .. } => Some("b64 true and false".to_owned()),
            Self::Unprotected { name, .. } => Some(format!("{name} in the unprotected header")),
            Self::AlgorithmMissing
            | Self::KeysUnavailable { .. }
            | Self::Signature
            | Self::Signatures { .. }
            | Self::TooManyKeys { .. }
            | Self::UnencodedPayload { .. } => None,
        }
    }

    /// Tells which part of the token is at fault.
    #[must_use]
    pub fn part(&self) -> Part {
        match self {
            Self::Base64Url { part, .. } => *part,
            Self::NotDetached { .. } | Self::UnencodedPayload { .. } => Part::Payload,
            Self::Signature => Part::Signature,
            Self::JsonEnvelope { .. }
            | Self::JsonSerialization
            | Self::JsonShape { .. }
            | Self::Jwe
            | Self::KeyNotFound { .. }
            | Self::KeysUnavailable { .. }
            | Self::Scheme { .. }
            | Self::SegmentCount { .. }
            | Self::Signatures { .. }
            | Self::TokenTooLong { .. }
            | Self::TooManyKeys { .. }
            | Self::TooManySignatures { .. } => Part::Token,
            _ => Part::Header,
        }
    }

    /// Gives the bytes of the token at fault, where the error has a narrower place than its part.
    #[must_use]
    pub fn span(&self) -> Option<Range<usize>> {
        match self {
            Self::AlgorithmMismatch { span, .. }
            | Self::Critical { span, .. }
            | Self::HeaderDuplicate { span, .. }
            | Self::HeaderMember { span, .. }
            | Self::JsonEnvelope { span, .. }
            | Self::JsonShape { span, .. }
            | Self::NotDetached { span }
            | Self::Scheme { span }
            | Self::Unencoded { span }
            | Self::UnencodedMixed { span }
            | Self::Unprotected { span, .. }
            | Self::Unsecured { span, .. } => Some(span.clone()),
            Self::Base64Url { offset, .. }
            | Self::Json { offset, .. }
            | Self::UnencodedPayload { offset } => Some(*offset..offset.saturating_add(1)),
            _ => None,
        }
    }
}

impl fmt::Debug for JwsError {
    /// Shows code, part and place and no value: a log is no place for what a token says.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({}", self.code(), self.part())?;
        if let Some(span) = self.span() {
            write!(f, " {span:?}")?;
        }
        f.write_str(")")?;
        match self {
            Self::Signatures { errors, .. } => f.debug_list().entries(errors).finish(),
            _ => Ok(()),
        }
    }
}

fn listed(errors: &[RefusedSignature]) -> String {
    let worded = |one: &RefusedSignature| format!("signatures[{}]: {}", one.index, one.error);
    let errors: Vec<_> = errors.iter().map(worded).collect();
    errors.join("; ")
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'o']) { "an" } else { "a" }
}

fn quoted(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(" {name:?}") }
}

fn with_kid(key_id: Option<&str>) -> String {
    key_id.map_or_else(String::new, |key_id| format!(" the token's kid {key_id:?}"))
}
