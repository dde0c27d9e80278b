//! When something happened, by two clocks: the one on the wall, which jumps, and one that only runs on.
//!
//! A token expires by the clock on the wall, also while the machine sleeps. But that clock is set back and
//! forth, so the time that has run is kept beside it: a [`Bound`] has passed when either clock says so.
//! Nothing here asks the time; a [`Clock`](crate::port::Clock) does.

use std::time::Duration;
use std::time::SystemTime;

/// A point in time as both clocks show it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Moment {
    /// The clock on the wall.
    pub wall: SystemTime,
    /// Time that has run since some start that is the same for all moments of one clock. It never goes back;
    /// it may stand still while the machine sleeps.
    pub run: Duration,
}

impl Moment {
    /// How long ago `earlier` was, by the clock that runs on. Zero when it was later.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        self.run.saturating_sub(earlier.run)
    }
}

/// The end of a span of time, by whichever clock is there first.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Bound {
    /// `None`: not by this clock, or further away than it can tell.
    wall: Option<SystemTime>,
    run: Duration,
}

impl Bound {
    /// The bound `span` after `start`.
    #[must_use]
    pub fn after(start: Moment, span: Duration) -> Self {
        Self::after_age(start, Duration::ZERO, span)
    }

    /// The bound of a span that began `age` before `now`, which may be before the clock that runs on did.
    #[must_use]
    pub fn after_age(now: Moment, age: Duration, span: Duration) -> Self {
        let wall = match span.checked_sub(age) {
            Some(left) => now.wall.checked_add(left),
            None => now.wall.checked_sub(age.saturating_sub(span)),
        };
        Self { wall, run: now.run.saturating_add(span.saturating_sub(age)) }
    }

    /// The bound `span` after `start` by the clock that runs on, whatever becomes of the other: for pauses.
    #[must_use]
    pub fn running(start: Moment, span: Duration) -> Self {
        Self { wall: None, run: start.run.saturating_add(span) }
    }

    /// Whether either clock has reached it.
    #[must_use]
    pub fn passed(self, now: Moment) -> bool {
        now.run >= self.run || self.wall.is_some_and(|wall| now.wall >= wall)
    }

    /// The same for whoever reads one clock after the other; `has_run` says whether so much time has run.
    #[must_use]
    pub(crate) fn passed_by(
        self,
        wall: impl FnOnce() -> SystemTime,
        has_run: impl FnOnce(Duration) -> bool,
    ) -> bool {
        self.wall.is_some_and(|end| wall() >= end) || has_run(self.run)
    }

    /// How long until the first of the two clocks is there; zero when it has passed.
    #[must_use]
    pub fn left(self, now: Moment) -> Duration {
        let run = self.run.saturating_sub(now.run);
        match self.wall {
            Some(wall) => run.min(wall.duration_since(now.wall).unwrap_or_default()),
            None => run,
        }
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a panic fails the test")]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    fn at(seconds: u64) -> Moment {
        let run = Duration::from_secs(seconds);
        Moment { wall: SystemTime::UNIX_EPOCH + HOUR + run, run }
    }

    #[test]
    fn a_bound_passes_on_its_second() {
        let bound = Bound::after(at(0), Duration::from_secs(60));
        assert!(!bound.passed(at(59)));
        assert!(bound.passed(at(60)));
        assert_eq!(bound.left(at(45)), Duration::from_secs(15));
        assert_eq!(bound.left(at(61)), Duration::ZERO);
    }

    #[test]
    fn a_clock_set_forward_passes_it_and_one_set_back_does_not_hold_it_open() {
        let bound = Bound::after(at(0), Duration::from_secs(60));
        assert!(bound.passed(Moment { wall: at(0).wall + HOUR, run: Duration::from_secs(1) }));
        assert!(bound.passed(Moment { wall: at(0).wall - HOUR, run: Duration::from_secs(60) }));
    }

    #[test]
    fn a_span_that_began_before_the_clock_ran_is_shorter_by_its_age_on_both_clocks() {
        let minute = Duration::from_secs(60);
        let bound = Bound::after_age(at(0), Duration::from_secs(50), minute);
        assert_eq!(bound.left(at(0)), Duration::from_secs(10));
        // Set back by an hour, the clock on the wall does not hold it open.
        assert!(bound.passed(Moment { wall: at(0).wall - HOUR, run: Duration::from_secs(10) }));
        assert!(Bound::after_age(at(0), HOUR, minute).passed(at(0)));
    }

    #[test]
    fn a_span_beyond_every_clock_never_passes() {
        assert!(!Bound::after(at(0), Duration::MAX).passed(at(u64::from(u32::MAX))));
    }
}
