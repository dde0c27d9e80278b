//! What an inspection points at, and the explanations of what only a human needs to be told.

use core::fmt;
use core::ops::Range;

use crate::explain::Explanation;
use crate::explain::Rfc;
use crate::jws::JwsError;
use crate::jws::Part;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// A verifier refuses the token for it.
    Error,
    /// Legal, but likely a mistake or a danger.
    Warning,
    /// Good to know.
    Info,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        })
    }
}

/// One noteworthy thing, with its place.
#[derive(Clone, Eq, PartialEq)]
pub struct Finding {
    /// The lesson behind it.
    pub explanation: &'static Explanation,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it is.
    pub part: Part,
    /// The bytes of the text that it is about.
    pub span: Range<usize>,
    /// One line: a lower-case fragment without a full stop.
    pub message: String,
    /// What would have been in order.
    pub expected: Option<String>,
    /// What is there instead.
    pub found: Option<String>,
}

impl Finding {
    /// Gives the stable dotted name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.explanation.code
    }

    /// Turns a verifier's error into a finding; an error without a place gets `whole`.
    pub(super) fn of(error: &JwsError, whole: Range<usize>) -> Self {
        let limit = whole.end;
        let span = error.span().unwrap_or(whole);
        Self {
            explanation: error.explanation(),
            severity: Severity::Error,
            part: error.part(),
            span: span.start.min(limit)..span.end.min(limit),
            message: error.to_string(),
            expected: error.expected(),
            found: error.found(),
        }
    }
}

impl fmt::Debug for Finding {
    /// Shows code and place and no value of the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} at {:?}", self.severity, self.code(), self.span)
    }
}

/// Every explanation of this file, for the catalog.
pub(super) const EXPLANATIONS: &[&Explanation] = &[
    &ALGORITHM_UNKNOWN,
    &EMBEDDED_KEY,
    &JSON_SERIALIZATION,
    &MILLISECONDS,
    &NESTED,
    &NO_EXPIRATION,
    &SIGNATURE_EMPTY,
    &SIGNATURE_LENGTH,
];

/// Shown when `alg` is no algorithm of this library.
pub(crate) const ALGORITHM_UNKNOWN: Explanation = Explanation {
    code: "inspect.algorithm_unknown",
    title: "The algorithm is not known here",
    meaning: "Names are exact and case-sensitive. An unknown one may be new, private or misspelt; no \
              key here can check it.",
    remedy: "Compare it with the registered names, such as HS256, RS256, ES256 and Ed25519.",
    reference: Rfc { number: 7518, section: "3.1" },
};

/// Shown when the header carries a key or the address of one.
pub(crate) const EMBEDDED_KEY: Explanation = Explanation {
    code: "inspect.embedded_key",
    title: "The token brings its own key",
    meaning: "Whoever forges a token can put his own key, or the address of one, into the header. \
              Such a key proves nothing about the issuer and is never used here.",
    remedy: "Take the issuer's key from where you trust it.",
    reference: Rfc { number: 8725, section: "3.10" },
};

/// Shown for the JSON Serialization.
pub(crate) const JSON_SERIALIZATION: Explanation = Explanation {
    code: "inspect.json_serialization",
    title: "This is a JWS in JSON Serialization",
    meaning: "The parts of the token stand in a JSON object instead of between dots. A JWT is always \
              compact.",
    remedy: "Join protected, payload and signature with dots to get the compact form of one signature.",
    reference: Rfc { number: 7515, section: "7.2" },
};

/// Shown when a date looks like milliseconds.
pub(crate) const MILLISECONDS: Explanation = Explanation {
    code: "inspect.milliseconds",
    title: "This date looks like milliseconds",
    meaning: "A NumericDate counts seconds. Read as seconds this one lies thousands of years ahead; \
              read as milliseconds it is near today.",
    remedy: "Divide by 1000 where the token is made; in JavaScript: Math.floor(Date.now() / 1000).",
    reference: Rfc { number: 7519, section: "2" },
};

/// Shown when the payload is a token.
pub(crate) const NESTED: Explanation = Explanation {
    code: "inspect.nested",
    title: "The payload is a token itself",
    meaning: "cty JWT marks a nested token: the claims are in the inner one, which has a signature of \
              its own to check.",
    remedy: "Verify the outer token as a JWS, then the payload as a JWT.",
    reference: Rfc { number: 7519, section: "5.2" },
};

/// Shown when there is no `exp`.
pub(crate) const NO_EXPIRATION: Explanation = Explanation {
    code: "inspect.no_expiration",
    title: "The token never expires",
    meaning: "Without exp a stolen token works until its key is changed.",
    remedy: "Issue tokens with exp, minutes ahead for access tokens.",
    reference: Rfc { number: 7519, section: "4.1.4" },
};

/// Shown when the third segment is empty.
pub(crate) const SIGNATURE_EMPTY: Explanation = Explanation {
    code: "inspect.signature_empty",
    title: "There is no signature",
    meaning: "The third segment is empty, so nothing shows who made the token.",
    remedy: "Refuse the token, or look for where its end was cut off.",
    reference: Rfc { number: 7515, section: "5.2" },
};

/// Shown when the signature's length cannot be right.
pub(crate) const SIGNATURE_LENGTH: Explanation = Explanation {
    code: "inspect.signature_length",
    title: "The signature has the wrong length for its algorithm",
    meaning: "HMAC tags and ECDSA and Ed25519 signatures have fixed lengths. An ECDSA signature of 70 \
              to 72 octets that starts with 0x30 is DER, which JWS does not use.",
    remedy: "Convert DER to r and s of fixed length, and look for a cut-off end.",
    reference: Rfc { number: 7518, section: "3.4" },
};
