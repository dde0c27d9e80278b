//! What an inspection points at, and the explanations of what only a human needs to be told.

use core::fmt;
use core::ops::Range;
use std::collections::BTreeSet;

use super::Segment;
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

    /// Starts an error that is still to be worded.
    pub(super) fn new(explanation: &'static Explanation, part: Part, span: Range<usize>) -> Self {
        Self {
            explanation,
            severity: Severity::Error,
            part,
            span,
            message: String::new(),
            expected: None,
            found: None,
        }
    }

    pub(super) fn weighs(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    pub(super) fn message(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    pub(super) fn contrast(mut self, expected: &str, found: &str) -> Self {
        self.expected = Some(expected.to_owned());
        self.found = Some(found.to_owned());
        self
    }
}

impl fmt::Debug for Finding {
    /// Shows code and place and no value of the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} at {:?}", self.severity, self.code(), self.span)
    }
}

/// Findings as they are collected, without repeats and not without end.
pub(super) struct Findings {
    /// What a verifier refuses, apart from the rest: no number of remarks crowds it out.
    errors: Vec<Finding>,
    remarks: Vec<Finding>,
    bytes: usize,
}

/// How many findings one inspection lists.
const MAX_FINDINGS: usize = 100;

impl Findings {
    pub(super) fn new(bytes: usize) -> Self {
        Self { errors: Vec::new(), remarks: Vec::new(), bytes }
    }

    /// Gives the findings, errors first, then by place.
    pub(super) fn sorted(mut self) -> Vec<Finding> {
        let mut list = self.errors;
        list.append(&mut self.remarks);
        list.sort_by_key(|finding| (finding.severity, finding.span.start));
        let mut told = BTreeSet::new();
        list.retain(|finding| told.insert((finding.code(), finding.span.start)));
        list.truncate(MAX_FINDINGS);
        list
    }

    /// Notes what a verifier refuses; an error without a place is about the whole text.
    pub(super) fn refused(&mut self, error: &JwsError) {
        self.refused_at(error, 0..self.bytes, 0);
    }

    /// As [`Self::refused`], for a header that does not stand at the start of the text.
    pub(super) fn refused_in(&mut self, error: &JwsError, header: &Segment<'_>) {
        self.refused_at(error, header.span.clone(), header.span.start);
    }

    /// As [`Self::refused_in`], for a header whose places are not those of the text.
    pub(super) fn refused_somewhere(&mut self, error: &JwsError, header: &Segment<'_>) {
        let mut finding = Finding::new(error.explanation(), error.part(), header.span.clone())
            .message(error.to_string());
        finding.expected = error.expected();
        finding.found = error.found();
        self.add(finding);
    }

    fn refused_at(&mut self, error: &JwsError, whole: Range<usize>, start: usize) {
        let moved =
            |span: Range<usize>| span.start.saturating_add(start)..span.end.saturating_add(start);
        let span = error.span().map_or(whole, moved);
        let mut finding =
            Finding::new(error.explanation(), error.part(), span).message(error.to_string());
        finding.expected = error.expected();
        finding.found = error.found();
        self.add(finding);
    }

    /// Adds a finding; its span is kept inside the text.
    pub(super) fn add(&mut self, mut finding: Finding) {
        let span = finding.span;
        finding.span = span.start.min(self.bytes)..span.end.min(self.bytes);
        let list = match finding.severity {
            Severity::Error => &mut self.errors,
            Severity::Info | Severity::Warning => &mut self.remarks,
        };
        if list.len() < MAX_FINDINGS {
            list.push(finding);
        }
    }
}

/// Every explanation of this file, for the catalog.
pub(super) const EXPLANATIONS: &[&Explanation] = &[
    &ALGORITHM_UNKNOWN,
    &DETACHED,
    &EMBEDDED_KEY,
    &FAR_FUTURE,
    &MILLISECONDS,
    &NEVER_VALID,
    &NO_EXPIRATION,
    &PROOF,
    &SIGNATURE_EMPTY,
    &SIGNATURE_LENGTH,
    &TOO_LONG,
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

/// Shown when the second segment is empty and the third is not.
pub(crate) const DETACHED: Explanation = Explanation {
    code: "inspect.detached",
    title: "The payload is not in the token",
    meaning: "A JWS can be detached: what is signed travels apart, and the second segment is empty. \
              Alone such a token proves nothing, and it is no JWT.",
    remedy: "Verify it as a detached JWS together with its payload.",
    reference: Rfc { number: 7515, section: "F" },
};

/// Shown when a date is beyond any calendar.
pub(crate) const FAR_FUTURE: Explanation = Explanation {
    code: "inspect.far_future",
    title: "This date lies beyond any calendar",
    meaning: "A NumericDate counts seconds. This one is too far ahead for seconds and for \
              milliseconds: with such an exp a token never expires, with such an nbf it never begins.",
    remedy: "Look for a maximum value or microseconds where the token is made.",
    reference: Rfc { number: 7519, section: "2" },
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

/// Shown when `exp` is not later than `nbf` or `iat`.
pub(crate) const NEVER_VALID: Explanation = Explanation {
    code: "inspect.never_valid",
    title: "The token ends before it begins",
    meaning: "exp is not later than nbf or iat, so there is no time between them. Only the leeway of \
              a verifier, or one that does not look at iat, can let such a token in.",
    remedy: "Look where the token is made: the two may be swapped or of different units.",
    reference: Rfc { number: 7519, section: "4.1.4" },
};

/// Shown when there is no `exp`.
pub(crate) const NO_EXPIRATION: Explanation = Explanation {
    code: "inspect.no_expiration",
    title: "The token never expires",
    meaning: "Without exp a stolen token works until its key is changed.",
    remedy: "Issue tokens with exp, minutes ahead for access tokens.",
    reference: Rfc { number: 7519, section: "4.1.4" },
};

/// Shown for a proof of possession.
pub(crate) const PROOF: Explanation = Explanation {
    code: "inspect.dpop_proof",
    title: "This is a DPoP proof, not an access token",
    meaning: "A client proves with it that it holds a key. The key stands in jwk, where it belongs \
              here, and the proof is for one request at the time of iat: it needs no exp.",
    remedy: "Check it as a proof, against the request and the access token beside it.",
    reference: Rfc { number: 9449, section: "4.2" },
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
    meaning: "HMAC, ECDSA, Ed25519 and ML-DSA have signatures of one length, RSA has one as long as \
              the modulus. ECDSA in DER, which begins with 0x30, is not used by JWS.",
    remedy: "Convert DER to r and s of fixed length, and look for a cut-off end.",
    reference: Rfc { number: 7518, section: "3" },
};

/// Shown when a text is not taken apart.
pub(crate) const TOO_LONG: Explanation = Explanation {
    code: "inspect.too_long",
    title: "The text is too long to take apart",
    meaning: "An inspection shows every part of a token, which costs many times its size. Over 8 MiB \
              nothing is looked at, and what is not listed here may still be wrong.",
    remedy: "Verify it: a verifier with raised limits does not need an inspection.",
    reference: Rfc { number: 8259, section: "9" },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_of_remarks_hides_an_error() {
        let mut findings = Findings::new(1_000);
        for at in 0..200 {
            let finding = Finding::new(&NO_EXPIRATION, Part::Payload, at..at);
            findings.add(finding.weighs(Severity::Warning));
        }
        findings.add(Finding::new(&TOO_LONG, Part::Token, 999..1_000));
        let list = findings.sorted();
        assert_eq!((list.len(), list[0].code()), (MAX_FINDINGS, TOO_LONG.code));
    }
}
