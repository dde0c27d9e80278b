//! What can be wrong with the access token of a request.

use std::fmt;

/// Why a resource was not given.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Trouble {
    /// There is no token: the request has no `Authorization`, or one of another scheme.
    Missing,
    /// The request carries it in a way that none should: in two header fields, or in one that is no text.
    Malformed,
    /// It has expired, and nothing else is wrong with it.
    Expired,
    /// It was taken back before its time because what it says is out of date; another one will do.
    Outdated,
    /// It is no access token of this server, or not in one piece.
    Invalid,
    /// It was taken back because its session has ended.
    Over,
    /// It is good, and not for this.
    Scope,
}

impl Trouble {
    /// Whether a new access token would help: 5001 in one dialect; in the other, `invalid_token` says so of
    /// all that is wrong.
    #[must_use]
    pub fn is_renewable(self) -> bool {
        matches!(self, Self::Expired | Self::Outdated)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "the request has no access token",
            Self::Malformed => "the request is malformed",
            Self::Expired => "the access token expired",
            Self::Outdated => "the access token was taken back",
            Self::Invalid => "the access token is invalid",
            Self::Over => "the session has ended",
            Self::Scope => "the access token is not for this",
        })
    }
}
