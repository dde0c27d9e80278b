//! The limits of a session, and the one place that reads an access token: to be early, never to trust it.
//!
//! A token is renewed in three steps: from the *soft* bound on in the background while it is still used, from
//! the *hard* bound on before it is used again, and when a server says so. Soft and hard are bounded by the
//! life of the token, so that a short one does not cause a storm.

use std::time::Duration;
use std::time::SystemTime;

use http::Method;
use jwt_core::NumericDate;
use jwt_core::inspect::inspect;

use crate::moment::Bound;
use crate::moment::Moment;
use crate::origin::OriginError;
use crate::origin::Origins;
use crate::tokens::TokenPair;

/// The limits of a session. The defaults are what a service would want that talks to one API.
#[derive(Clone, Debug)]
pub struct Policy {
    /// How long before its end a token is renewed in the background; at most half its life.
    pub early: Duration,
    /// Which part of `early` is left to chance, so that many processes do not ask at once: 0 to 1.
    pub jitter: f64,
    /// How long before its end a token is no longer sent, for clocks that differ and requests that take
    /// time; at most a quarter of its life.
    pub margin: Duration,
    /// How long a refresh may take, and a call of the store; a tenth of a second at least. It has nothing to
    /// do with the time that a caller gives a request.
    pub refresh_timeout: Duration,
    /// The first and the longest pause after failures; each is twice the one before, less up to half by chance,
    /// and a tenth of a second at least.
    pub back_off: (Duration, Duration),
    /// The longest `Retry-After` that is obeyed. Up to a quarter is added by chance, so that those who were
    /// told the same do not come back in the same instant.
    pub longest_retry_after: Duration,
    /// How often a refresh token is sent again when the answer was lost, so that nobody knows whether the
    /// server has exchanged it. After that the session is over.
    ///
    /// A server that takes a second use for theft revokes the session at the first of these, and would have
    /// been useless without it; one that lets a token be used twice within some seconds saves it. More than one
    /// is for servers that are known to be so patient.
    pub repeats: u32,
    /// Octets of a request body that are kept to send it again; larger ones are sent once.
    pub max_replay_body: usize,
    /// Which requests are sent again after a rejection. A rejection says that the request was not carried
    /// out, so the default is all.
    pub replay: fn(&Method) -> bool,
    /// Where the token may be sent.
    pub origins: Origins,
    /// Octets of the header field above which [`Event::HeaderTooLarge`](crate::event::Event) is told.
    pub header_budget: usize,
}

impl Policy {
    /// The defaults, for these origins.
    #[must_use]
    pub fn new(origins: Origins) -> Self {
        Self {
            early: Duration::from_secs(60),
            jitter: 0.5,
            margin: Duration::from_secs(5),
            refresh_timeout: Duration::from_secs(30),
            back_off: (Duration::from_secs(1), Duration::from_secs(60)),
            longest_retry_after: Duration::from_secs(3600),
            repeats: 1,
            max_replay_body: 64 * 1024,
            replay: |_| true,
            origins,
            header_budget: 8 * 1024,
        }
    }

    /// The defaults, for an API at one origin: `https://api.example.com`.
    ///
    /// # Errors
    ///
    /// As [`Origin::parse`](crate::origin::Origin::parse): above all for `http` to another machine.
    pub fn for_origin(origin: &str) -> Result<Self, OriginError> {
        Ok(Self::new(Origins::one(origin)?))
    }

    /// The bounds of a token that is `age` old and lives for `life` in all; `chance` is from 0 to 1.
    #[must_use]
    pub(crate) fn bounds(&self, now: Moment, age: Duration, life: Duration, chance: f64) -> Bounds {
        let early = self.early.min(part(life, 2));
        let jitter = if self.jitter.is_finite() { self.jitter.clamp(0.0, 1.0) } else { 0.0 };
        let early = scaled(early, 1.0 - jitter * chance);
        let margin = self.margin.min(part(life, 4)).min(early);
        Bounds {
            soft: Bound::after_age(now, age, life.saturating_sub(early)),
            hard: Bound::after_age(now, age, life.saturating_sub(margin)),
            end: Bound::after_age(now, age, life),
        }
    }

    /// The pause after `failures` failures in a row; `chance` is from 0 to 1.
    #[must_use]
    pub(crate) fn pause(&self, failures: u32, chance: f64) -> Duration {
        let (first, longest) = self.back_off;
        let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
        let pause = first.saturating_mul(doubled).min(longest);
        scaled(pause, 1.0 - 0.5 * chance).max(SHORTEST)
    }

    /// How long to obey a server that wants to be left alone for `wanted`; `chance` is from 0 to 1.
    #[must_use]
    pub(crate) fn obeyed(&self, wanted: Duration, chance: f64) -> Duration {
        let wanted = wanted.min(self.longest_retry_after);
        wanted.saturating_add(scaled(part(wanted, 4), chance))
    }

    /// How long a refresh, or a call of the store, may take.
    #[must_use]
    pub(crate) fn time_limit(&self) -> Duration {
        self.refresh_timeout.max(SHORTEST)
    }
}

/// No pause and no limit is shorter, whatever was set: it would be a loop, or a failure of everything.
const SHORTEST: Duration = Duration::from_millis(100);

/// The `divisor`th part of `life`.
#[must_use]
pub(crate) fn part(life: Duration, divisor: u32) -> Duration {
    life.checked_div(divisor).unwrap_or(life)
}

/// `factor` times `span`; the factor is from 0 to 1, and what no float can tell stays as it is.
fn scaled(span: Duration, factor: f64) -> Duration {
    let seconds = span.as_secs_f64() * factor.clamp(0.0, 1.0);
    Duration::try_from_secs_f64(seconds).unwrap_or(span)
}

/// When a token is renewed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Bounds {
    /// From here on in the background.
    pub(crate) soft: Bound,
    /// From here on before it is used.
    pub(crate) hard: Bound,
    /// From here on it is good for nothing.
    pub(crate) end: Bound,
}

/// How long the access token of a pair lives that was asked for at `now`.
///
/// The smaller of what the answer says (`expires_in`) and what the token says (`exp`, counted from the
/// server's clock, else from `iat`, else from ours); when neither says anything, as long as the last one.
#[must_use]
pub(crate) fn lifetime(
    pair: &TokenPair,
    now: SystemTime,
    last: Option<Duration>,
) -> Option<Duration> {
    // A life of nothing is a mistake of somebody's: to believe it would mean a refresh for each request.
    let alive = |life: &Duration| !life.is_zero();
    let said = pair.expires_in.filter(alive);
    let written = written_lifetime(pair, now).filter(alive);
    match (said, written) {
        (Some(said), Some(written)) => Some(said.min(written)),
        (Some(life), None) | (None, Some(life)) => Some(life),
        (None, None) => last,
    }
}

/// What `exp` leaves of a JWT. Read without any check: it is wrong at worst, and then a server says so.
fn written_lifetime(pair: &TokenPair, now: SystemTime) -> Option<Duration> {
    let inspection = inspect(pair.access.expose().as_bytes());
    let payload = inspection.payload()?.json()?.value?;
    let claims = payload.as_object()?;
    let date = |name| NumericDate::parse(claims.get(name)?.as_number()?).ok();
    let exp = date("exp")?;
    let start = match pair.server_time {
        Some(server) => NumericDate::from(server),
        None => date("iat").unwrap_or_else(|| NumericDate::from(now)),
    };
    exp.duration_since(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_spans_are_no_reason_to_panic() {
        let mut policy = Policy::new(Origins::default());
        policy.early = Duration::MAX;
        policy.margin = Duration::MAX;
        policy.back_off = (Duration::MAX, Duration::MAX);
        policy.jitter = f64::NAN;
        let start = Moment { wall: SystemTime::UNIX_EPOCH, run: Duration::ZERO };
        let bounds = policy.bounds(start, Duration::ZERO, Duration::MAX, 1.0);
        assert!(!bounds.end.passed(start));
        assert_eq!(policy.pause(u32::MAX, 0.0), Duration::MAX);
    }

    #[test]
    fn limits_of_nothing_are_not_obeyed() {
        let mut policy = Policy::new(Origins::default());
        policy.refresh_timeout = Duration::ZERO;
        policy.back_off = (Duration::ZERO, Duration::ZERO);
        assert_eq!(policy.pause(5, 0.5), SHORTEST);
        assert_eq!(policy.time_limit(), SHORTEST);
    }

    #[test]
    fn who_is_told_to_come_back_comes_a_little_later_by_chance() {
        let policy = Policy::new(Origins::default());
        let wanted = Duration::from_secs(100);
        assert_eq!(policy.obeyed(wanted, 0.0), wanted);
        assert_eq!(policy.obeyed(wanted, 1.0), Duration::from_secs(125));
        assert_eq!(policy.obeyed(Duration::MAX, 0.0), Duration::from_secs(3600));
    }

    #[test]
    fn the_margin_is_not_before_the_early_part() {
        let mut policy = Policy::new(Origins::default());
        (policy.early, policy.jitter) = (Duration::from_secs(2), 0.0);
        let start = Moment { wall: SystemTime::UNIX_EPOCH, run: Duration::ZERO };
        let bounds = policy.bounds(start, Duration::ZERO, Duration::from_secs(600), 0.0);
        assert_eq!(bounds.soft.left(start), Duration::from_secs(598));
        assert_eq!(bounds.hard.left(start), Duration::from_secs(598));
    }

    #[test]
    fn early_and_margin_are_parts_of_a_life() {
        let mut policy = Policy::new(Origins::default());
        policy.jitter = 0.0;
        let start = Moment { wall: SystemTime::UNIX_EPOCH, run: Duration::ZERO };
        let bounds = policy.bounds(start, Duration::ZERO, Duration::from_secs(8), 0.5);
        assert_eq!(bounds.soft.left(start), Duration::from_secs(4));
        assert_eq!(bounds.hard.left(start), Duration::from_secs(6));
        assert_eq!(bounds.end.left(start), Duration::from_secs(8));
    }

    #[test]
    fn pauses_double_up_to_the_longest_and_lose_half_by_chance_at_most() {
        let policy = Policy::new(Origins::default());
        let seconds: Vec<_> =
            (1..9).map(|failures| policy.pause(failures, 0.0).as_secs()).collect();
        assert_eq!(seconds, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(policy.pause(1, 1.0), Duration::from_millis(500));
    }
}
