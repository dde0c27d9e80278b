//! What an answer says about the token that was sent with its request.
//!
//! A [`Classify`] looks at status and header first, at the beginning of the body only where it asks for it,
//! and gives a [`Verdict`]. It decides nothing: what follows from a verdict is the machine's affair.

use http::HeaderMap;
use http::StatusCode;

/// What an answer says about the access token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// The token was taken.
    Accepted,
    /// The token was not taken, and the request was not carried out.
    Rejected(Reason),
    /// The answer says nothing about the token: it goes back to the caller as it is.
    NotOurs,
}

/// Why an access token was not taken.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Reason {
    /// Another token will do: this one has expired, was revoked, or is no longer known (`errorCode` 5001;
    /// `invalid_token` of RFC 6750 §3.1, which covers all of these).
    Expired,
    /// The session is over and a refresh would not help (`errorCode` 5002).
    Invalid,
    /// The token is good, and not for this (`insufficient_scope` of RFC 6750 §3.1). No refresh follows.
    InsufficientScope,
}

/// Reads verdicts off answers.
pub trait Classify: Send + Sync + 'static {
    /// The verdict, where status and header suffice.
    fn by_head(&self, status: StatusCode, headers: &HeaderMap) -> Option<Verdict>;

    /// How many octets of the body are needed, when the head was not enough. `None`: the body is not looked
    /// at. Longer bodies are passed on unread.
    fn wants_body(&self, status: StatusCode, headers: &HeaderMap) -> Option<usize>;

    /// The verdict by the whole body, which is at most as long as was asked for.
    fn by_body(&self, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Verdict;
}
