//! What an answer says about the token that was sent with its request.
//!
//! A [`Classify`] looks at status and header first, at the beginning of the body only where it asks for it,
//! and gives a [`Verdict`]. It decides nothing: what follows from a verdict is the machine's affair.
//!
//! What the head tells for certain is kept apart from what it only makes likely, so that two of them can be
//! joined: see [`Classify::or`].
//!
//! ```text
//! by_head ─▶ Glance ─┬─ wants no body ──────────────────────────▶ verdict of the glance
//!                    ├─ body is longer than its limit ──────────▶ verdict of the glance
//!                    └─ body ─▶ by_body ─┬─ says nothing ───────▶ verdict of the glance
//!                                        └──────────────────────▶ verdict of the body
//! ```

use std::sync::Arc;

use http::HeaderMap;
use http::StatusCode;

mod bearer;
mod challenge;
mod grpc;
mod json_code;
mod or;

pub use self::bearer::Bearer6750;
pub use self::challenge::Challenge;
pub use self::challenge::Challenges;
pub use self::challenge::MAX_ELEMENTS;
pub use self::challenge::MAX_OCTETS;
pub use self::grpc::GrpcStatus;
pub use self::json_code::Code;
pub use self::json_code::JsonCode;
pub(crate) use self::json_code::Pointer;
pub use self::json_code::PointerError;
pub use self::or::Or;

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
    /// The token is good, and not for this (`insufficient_scope` of RFC 6750 §3.1;
    /// `insufficient_user_authentication` of RFC 9470 §3). No refresh follows.
    InsufficientScope,
}

/// What status and header fields tell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Glance {
    verdict: Verdict,
    certain: bool,
    limit: Option<usize>,
}

impl Glance {
    /// The server has said it in so many words.
    #[must_use]
    pub const fn certain(verdict: Verdict) -> Self {
        Self { verdict, certain: true, limit: None }
    }

    /// A guess. It holds unless another [`Classify`] knows better.
    #[must_use]
    pub const fn likely(verdict: Verdict) -> Self {
        Self { verdict, certain: false, limit: None }
    }

    /// The same, but the body is heard before it, if it has at most `limit` octets.
    #[must_use]
    pub const fn after_body(mut self, limit: usize) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Octets of the body that are needed at most; `None` when it is not to be looked at. A longer body is
    /// not shown.
    #[must_use]
    pub const fn limit(self) -> Option<usize> {
        self.limit
    }

    /// What holds when the body is not wanted, is longer, cannot be read, or says nothing.
    #[must_use]
    pub const fn verdict(self) -> Verdict {
        self.verdict
    }

    /// Whether [`verdict`](Self::verdict) is more than a guess.
    #[must_use]
    pub const fn is_certain(self) -> bool {
        self.certain
    }
}

/// Reads verdicts off answers. Can be made a trait object.
pub trait Classify: Send + Sync + 'static {
    /// What the head tells.
    fn by_head(&self, status: StatusCode, headers: &HeaderMap) -> Glance;

    /// What the whole body says, which is no longer than [`Glance::limit`]. `None`: nothing, then
    /// [`Glance::verdict`] holds.
    fn by_body(&self, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Option<Verdict>;

    /// The verdict on a whole answer, for clients that have no adapter. A body over the limit is not looked at.
    fn judge(&self, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Verdict {
        let glance = self.by_head(status, headers);
        let shown = glance.limit().filter(|limit| body.len() <= *limit);
        let said = shown.and_then(|_| self.by_body(status, headers, body));
        said.unwrap_or_else(|| glance.verdict())
    }

    /// This one, and where it is not sure, `other`.
    ///
    /// Each is asked in turn, and the first that is sure is believed: by what the body says, or by the head
    /// for certain. Guesses come after that, again in turn, and one that says something comes before
    /// [`NotOurs`](Verdict::NotOurs). So the order matters where both are sure: put the finer one first. The
    /// body is asked for with the larger limit; each sees it only up to its own.
    fn or<C: Classify>(self, other: C) -> Or<Self, C>
    where
        Self: Sized,
    {
        Or::new(self, other)
    }
}

impl<C: Classify + ?Sized> Classify for Arc<C> {
    fn by_head(&self, status: StatusCode, headers: &HeaderMap) -> Glance {
        (**self).by_head(status, headers)
    }

    fn by_body(&self, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Option<Verdict> {
        (**self).by_body(status, headers, body)
    }
}
