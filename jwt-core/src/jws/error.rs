//! Why a text is refused as a JWS, with the place in the token.

use core::ops::Range;

use super::Part;
use crate::alg::Algorithm;
use crate::alg::SIGNATURE_MISMATCH;
use crate::base64url::Base64UrlError;
use crate::explain::Explanation;
use crate::explain::Rfc;
use crate::json::JsonError;

/// Why [`verify`](super::verify) refused a token (RFC 7515 §5.2, RFC 8725 §3).
///
/// Offsets and spans are bytes of the token as it was given.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
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
        /// The offending byte.
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
        /// Where `crit` stands.
        span: Range<usize>,
    },
    /// A registered header parameter has a value of the wrong type (RFC 7515 §4.1).
    #[error("{name}: expected a {expected}, found {found}")]
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
        /// The byte of the token that carries the offending byte of the JSON.
        offset: usize,
        /// What is wrong; its own offset counts in the decoded header.
        source: JsonError,
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
    /// Not three segments (RFC 7515 §7.1).
    #[error("expected three segments, found {found}")]
    SegmentCount {
        /// How many there are.
        found: usize,
    },
    /// The signature does not hold. Why is not told.
    #[error("the signature does not match")]
    Signature,
    /// The token is over the cap.
    #[error("the token has {found} bytes, the limit is {limit}")]
    TokenTooLong {
        /// Bytes of the token.
        found: usize,
        /// The cap.
        limit: usize,
    },
    /// More keys fit the token than may be tried.
    #[error("more than {limit} keys fit this token, which names none of them")]
    TooManyKeys {
        /// The cap.
        limit: usize,
    },
    /// `b64` is `false`: the payload is not base64url (RFC 7797).
    #[error("b64: expected true, found false: unencoded payloads are not read here")]
    Unencoded {
        /// Where `b64` stands.
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
            Self::HeaderMember { .. } => &HEADER_MEMBER,
            Self::HeaderTooLong { .. } => &HEADER_TOO_LONG,
            Self::Json { source, .. } => source.explanation(),
            Self::JsonSerialization => &JSON_SERIALIZATION,
            Self::Jwe => &JWE,
            Self::KeyNotFound { .. } => &KEY_NOT_FOUND,
            Self::SegmentCount { .. } => &SEGMENT_COUNT,
            Self::Signature => &SIGNATURE_MISMATCH,
            Self::TokenTooLong { .. } => &TOKEN_TOO_LONG,
            Self::TooManyKeys { .. } => &TOO_MANY_KEYS,
            Self::Unencoded { .. } => &UNENCODED,
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
            Self::HeaderMember { expected, .. } => Some(format!("a {expected}")),
            Self::HeaderTooLong { limit, .. } | Self::TokenTooLong { limit, .. } => {
                Some(format!("at most {limit} bytes"))
            }
            Self::Json { .. } => Some("one JSON object in UTF-8 with unique names".to_owned()),
            Self::JsonSerialization | Self::Jwe | Self::SegmentCount { .. } => {
                Some("3 segments".to_owned())
            }
            Self::KeyNotFound { .. } => Some("a kid among the supplied keys".to_owned()),
            Self::Signature => None,
            Self::TooManyKeys { limit } => Some(format!("at most {limit} keys")),
            Self::Unencoded { .. } => Some("b64 true or absent".to_owned()),
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
            Self::Json { source, .. } => Some(source.to_string()),
            Self::JsonSerialization => Some("JSON".to_owned()),
            Self::Jwe => Some("5 segments".to_owned()),
            Self::KeyNotFound { key_id } => key_id.clone(),
            Self::SegmentCount { found } => {
                Some(format!("{found} segment{}", if *found == 1 { "" } else { "s" }))
            }
            Self::Unencoded { .. } => Some("b64 false".to_owned()),
            Self::AlgorithmMissing | Self::Signature | Self::TooManyKeys { .. } => None,
        }
    }

    /// Tells which part of the token is at fault.
    #[must_use]
    pub fn part(&self) -> Part {
        match self {
            Self::Base64Url { part, .. } => *part,
            Self::Signature => Part::Signature,
            Self::JsonSerialization
            | Self::Jwe
            | Self::KeyNotFound { .. }
            | Self::SegmentCount { .. }
            | Self::TokenTooLong { .. }
            | Self::TooManyKeys { .. } => Part::Token,
            _ => Part::Header,
        }
    }

    /// Gives the bytes of the token at fault, where the error has a narrower place than its part.
    #[must_use]
    pub fn span(&self) -> Option<Range<usize>> {
        match self {
            Self::AlgorithmMismatch { span, .. }
            | Self::Critical { span, .. }
            | Self::HeaderMember { span, .. }
            | Self::Unencoded { span }
            | Self::Unsecured { span, .. } => Some(span.clone()),
            Self::Base64Url { offset, .. } | Self::Json { offset, .. } => {
                Some(*offset..offset.saturating_add(1))
            }
            _ => None,
        }
    }
}

fn names(algorithms: &[Algorithm]) -> String {
    let names: Vec<_> = algorithms.iter().map(|one| one.as_str()).collect();
    names.join(" or ")
}

fn quoted(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(" {name:?}") }
}

fn with_kid(key_id: Option<&str>) -> String {
    key_id.map_or_else(String::new, |key_id| format!(" the token's kid {key_id:?}"))
}

/// Every explanation of this floor, for the catalog.
pub(crate) const EXPLANATIONS: &[&Explanation] = &[
    &ALGORITHM_MISMATCH,
    &ALGORITHM_MISSING,
    &super::sign::CLAIMS_UNWRITABLE,
    &CRITICAL,
    &HEADER_MEMBER,
    &HEADER_TOO_LONG,
    &super::sign::HEADER_UNSUPPORTED,
    &JSON_SERIALIZATION,
    &JWE,
    &KEY_NOT_FOUND,
    &SEGMENT_COUNT,
    &SIGNATURE_MISMATCH,
    &TOKEN_TOO_LONG,
    &TOO_MANY_KEYS,
    &UNENCODED,
    &UNSECURED,
];

/// Shown when header and key name different algorithms.
pub(crate) const ALGORITHM_MISMATCH: Explanation = Explanation {
    code: "jws.algorithm_mismatch",
    title: "The token names another algorithm than the key",
    meaning: "A key serves one algorithm. If the token could choose, a public RSA key would become \
              the secret of an HMAC that anybody can compute.",
    remedy: "Verify with the key that was made for this algorithm, or refuse the token.",
    reference: Rfc { number: 8725, section: "3.1" },
};

/// Shown when `alg` is missing.
pub(crate) const ALGORITHM_MISSING: Explanation = Explanation {
    code: "jws.algorithm_missing",
    title: "The header has no alg",
    meaning: "alg is the one parameter that every JOSE Header must have.",
    remedy: "Make the token with a library that writes alg.",
    reference: Rfc { number: 7515, section: "4.1.1" },
};

/// Shown for a bad `crit`.
pub(crate) const CRITICAL: Explanation = Explanation {
    code: "jws.critical",
    title: "crit names something that is not understood",
    meaning: "crit lists parameters that must be understood for the token to be read rightly. A \
              reader that does not know one must refuse the token.",
    remedy: "Register the names that your program handles, or ask the issuer what they mean.",
    reference: Rfc { number: 7515, section: "4.1.11" },
};

/// Shown when a registered parameter has the wrong type.
pub(crate) const HEADER_MEMBER: Explanation = Explanation {
    code: "jws.header_member",
    title: "A header parameter has the wrong type",
    meaning: "Registered parameters have fixed types; a kid that is a number or an object has fooled \
              key look-ups.",
    remedy: "Make the token with the parameter as the standard words it.",
    reference: Rfc { number: 7515, section: "4.1" },
};

/// Shown when the header is over the cap.
pub(crate) const HEADER_TOO_LONG: Explanation = Explanation {
    code: "jws.header_too_long",
    title: "The header is larger than the limit",
    meaning: "The header is read before the signature holds, so its size is bounded.",
    remedy: "Raise the limit when the issuer really sends such headers.",
    reference: Rfc { number: 8725, section: "2.4" },
};

/// Shown for the JSON Serialization.
pub(crate) const JSON_SERIALIZATION: Explanation = Explanation {
    code: "jws.json_serialization",
    title: "This is a JWS in JSON Serialization",
    meaning: "The parts of the token stand in a JSON object instead of between dots. A JWT is always \
              compact.",
    remedy: "Join protected, payload and signature with dots to get the compact form of one signature.",
    reference: Rfc { number: 7515, section: "7.2" },
};

/// Shown for five segments.
pub(crate) const JWE: Explanation = Explanation {
    code: "jws.jwe",
    title: "This is an encrypted token, a JWE",
    meaning: "Five segments are header, encrypted key, initialization vector, ciphertext and tag. \
              Only the header can be read without the key.",
    remedy: "Decrypt it with the recipient's key; what is inside may be a signed token.",
    reference: Rfc { number: 7516, section: "3.1" },
};

/// Shown when no key has the token's `kid`.
pub(crate) const KEY_NOT_FOUND: Explanation = Explanation {
    code: "jws.key_not_found",
    title: "No key fits the token",
    meaning: "The token's kid names a key that is not among those supplied, or none was supplied.",
    remedy: "Fetch the issuer's current key set: keys rotate.",
    reference: Rfc { number: 7515, section: "4.1.4" },
};

/// Shown when there are not three segments.
pub(crate) const SEGMENT_COUNT: Explanation = Explanation {
    code: "jws.segment_count",
    title: "A signed token has three segments",
    meaning: "Header, payload and signature are joined by two dots.",
    remedy: "Copy the token again: it may be cut off, wrapped or joined with something else.",
    reference: Rfc { number: 7515, section: "7.1" },
};

/// Shown when the token is over the cap.
pub(crate) const TOKEN_TOO_LONG: Explanation = Explanation {
    code: "jws.token_too_long",
    title: "The token is larger than the limit",
    meaning: "Anybody can send a large token; its length is checked before any work is done.",
    remedy: "Raise the limit when tokens really are so large, and ask why they are.",
    reference: Rfc { number: 8725, section: "2.4" },
};

/// Shown when too many keys fit.
pub(crate) const TOO_MANY_KEYS: Explanation = Explanation {
    code: "jws.too_many_keys",
    title: "Too many keys fit the token",
    meaning: "Without a kid every key of the algorithm must be tried, and each try costs a signature \
              check.",
    remedy: "Give keys and tokens a kid, or raise the limit.",
    reference: Rfc { number: 7515, section: "D" },
};

/// Shown for `b64: false`.
pub(crate) const UNENCODED: Explanation = Explanation {
    code: "jws.unencoded",
    title: "The payload is not base64url",
    meaning: "b64 false says that the payload stands in the token as it is. A JWT must not use it.",
    remedy: "Make the token without b64.",
    reference: Rfc { number: 7797, section: "7" },
};

/// Shown for `alg: none`.
pub(crate) const UNSECURED: Explanation = Explanation {
    code: "jws.unsecured",
    title: "The token has no signature",
    meaning: "alg none means that anybody may have written the token. Accepting it is the oldest \
              attack on JWT.",
    remedy: "Refuse it. Read it only to look at it.",
    reference: Rfc { number: 8725, section: "3.2" },
};
