//! Error codes in JSON bodies: the article's `{"errorCode": 5001}`, in a 200 as well as in a 401.
//!
//! Takes the place of the code as a JSON Pointer (RFC 6901) and which codes mean what. A body is looked at only
//! if it says that it is JSON (RFC 8259, RFC 6839 §3.1), is not compressed and not longer than the limit;
//! everything else passes unread. Refused as unclear, and so as saying nothing: bad syntax, octets that are
//! not UTF-8, a code that is there twice, a code of another type.
//!
//! ```text
//! HTTP/1.1 200 OK                  pointer /errorCode ─▶ 5001 ∈ expired ─▶ Rejected(Expired)
//! Content-Type: application/json                         5002 ∈ invalid ─▶ Rejected(Invalid)
//!                                                        else ───────────▶ nothing: by the status
//! {"errorCode": 5001}
//! ```
//!
//! [`peek`] goes to the one value and skips the rest: most answers it sees are good ones, and they should
//! not pay for a tree of everything that they hold, as `jwt_core::json` would build it.

mod code;
mod head;
mod peek;
mod pointer;

use std::ops::RangeInclusive;

use http::HeaderMap;
use http::StatusCode;

pub use self::code::Code;
pub(crate) use self::pointer::Pointer;
pub use self::pointer::PointerError;
use crate::verdict::Classify;
use crate::verdict::Glance;
use crate::verdict::Reason;
use crate::verdict::Verdict;

/// Reads error codes in JSON bodies. The default is the article's: `/errorCode`, 5001 expired, 5002 invalid,
/// in 2xx, 400, 401 and 403.
///
/// # Example: GraphQL, which answers 200
///
/// ```
/// use http::{HeaderMap, StatusCode};
/// use interceptor::verdict::{Classify, JsonCode, Reason, Verdict};
///
/// let graphql = JsonCode::at("/errors/0/extensions/code")?.expired(["UNAUTHENTICATED"]);
/// let body = br#"{"errors": [{"extensions": {"code": "UNAUTHENTICATED"}}]}"#;
/// let said = graphql.by_body(StatusCode::OK, &HeaderMap::new(), body);
/// assert_eq!(said, Some(Verdict::Rejected(Reason::Expired)));
/// # Ok::<(), interceptor::verdict::PointerError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct JsonCode {
    pointer: Pointer,
    expired: Vec<Code>,
    invalid: Vec<Code>,
    statuses: Vec<RangeInclusive<u16>>,
    max_octets: usize,
}

impl JsonCode {
    /// Codes at another place, given as a JSON Pointer; none means anything yet.
    ///
    /// # Errors
    ///
    /// [`PointerError`] when the text is no JSON Pointer, or one of more than 16 steps.
    pub fn at(pointer: &str) -> Result<Self, PointerError> {
        Ok(Self::of(Pointer::parse(pointer)?))
    }

    /// The same with these codes for a token that another one can replace.
    #[must_use]
    pub fn expired<C: Into<Code>>(mut self, codes: impl IntoIterator<Item = C>) -> Self {
        self.expired = codes.into_iter().map(Into::into).collect();
        self
    }

    /// The same with these codes for a session that is over.
    #[must_use]
    pub fn invalid<C: Into<Code>>(mut self, codes: impl IntoIterator<Item = C>) -> Self {
        self.invalid = codes.into_iter().map(Into::into).collect();
        self
    }

    /// The same, looking at answers with these statuses: `[200..=299, 401..=401]`.
    #[must_use]
    pub fn statuses(mut self, statuses: impl IntoIterator<Item = RangeInclusive<u16>>) -> Self {
        self.statuses = statuses.into_iter().collect();
        self
    }

    /// The same with another limit: bodies of more octets are not looked at. Each body up to it is held back
    /// until it is here as a whole.
    #[must_use]
    pub fn max_octets(mut self, max_octets: usize) -> Self {
        self.max_octets = max_octets;
        self
    }

    fn of(pointer: Pointer) -> Self {
        let (expired, invalid) = (Vec::new(), Vec::new());
        let statuses = vec![200..=299, 400..=401, 403..=403];
        Self { pointer, expired, invalid, statuses, max_octets: MAX_OCTETS }
    }

    fn looks_at(&self, status: StatusCode, headers: &HeaderMap) -> bool {
        self.statuses.iter().any(|range| range.contains(&status.as_u16()))
            && head::is_plain_json(headers)
            && head::may_fit(headers, self.max_octets)
    }
}

impl Default for JsonCode {
    fn default() -> Self {
        Self::of(Pointer::member("errorCode")).expired([5001]).invalid([5002])
    }
}

impl Classify for JsonCode {
    fn by_head(&self, status: StatusCode, headers: &HeaderMap) -> Glance {
        let verdict = if status.is_success() { Verdict::Accepted } else { Verdict::NotOurs };
        let glance = Glance::likely(verdict);
        if self.looks_at(status, headers) { glance.after_body(self.max_octets) } else { glance }
    }

    fn by_body(&self, _: StatusCode, _: &HeaderMap, body: &[u8]) -> Option<Verdict> {
        let text = peek::value(body, &self.pointer)?;
        let one_of = |codes: &[Code]| codes.iter().any(|code| code.is(text));
        if one_of(&self.expired) {
            Some(Verdict::Rejected(Reason::Expired))
        } else if one_of(&self.invalid) {
            Some(Verdict::Rejected(Reason::Invalid))
        } else {
            None
        }
    }
}

/// Octets of a body that are looked at, unless set otherwise: error bodies are short.
const MAX_OCTETS: usize = 64 * 1024;

#[cfg(test)]
mod tests;
