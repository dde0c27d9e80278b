//! What `update` asks for; the [`World`](super::world::World) does it.

use std::ops::Range;
use std::time::Duration;

/// Something to be done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Effect {
    /// The caller of this request goes away.
    Drop(u64),
    /// All access tokens that are out expire.
    Expire,
    LogIn,
    LogOut,
    /// The answer to the next request at the token endpoint is lost.
    LoseAnswer,
    Quit,
    /// The server ends the session.
    Revoke,
    /// Requests with these numbers are sent.
    Send(Range<u64>),
    /// How the server behaves from now on.
    Tune(Tuning),
}

/// How the server behaves.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Tuning {
    /// It answers as fast as it can.
    pub(crate) fast: bool,
    /// The token endpoint takes [`SLOW`].
    pub(crate) slow: bool,
    /// The token endpoint answers 503.
    pub(crate) broken: bool,
}

impl Tuning {
    /// How long a resource takes to answer.
    #[must_use]
    pub(crate) fn resource(self) -> Duration {
        if self.fast { Duration::ZERO } else { RESOURCE }
    }

    /// How long the token endpoint takes to answer.
    #[must_use]
    pub(crate) fn token_endpoint(self) -> Duration {
        match self {
            Self { slow: true, .. } => SLOW,
            Self { fast: true, .. } => Duration::ZERO,
            _ => TOKEN_ENDPOINT,
        }
    }
}

/// How long a resource takes when one wants to watch.
const RESOURCE: Duration = Duration::from_millis(600);
/// How long the token endpoint takes when one wants to watch.
const TOKEN_ENDPOINT: Duration = Duration::from_millis(1200);
/// How long a slow token endpoint takes.
const SLOW: Duration = Duration::from_secs(6);
/// What a broken token endpoint writes into `Retry-After`.
pub(crate) const REST: Duration = Duration::from_secs(5);
/// The first and the longest pause of the session after failures: nobody who watches waits for a minute.
pub(crate) const BACK_OFF: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(5));
