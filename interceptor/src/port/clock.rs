//! The clock of the system; sleeping is tokio's.

use std::time::Duration;
use std::time::Instant;
use std::time::SystemTime;

use crate::moment::Bound;
use crate::moment::Moment;
use crate::port::BoxFuture;
use crate::port::Clock;

/// Wall time from the system, running time from its start, sleep from tokio.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    start: Instant,
}

impl SystemClock {
    /// A clock whose running time begins now.
    #[must_use]
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        Moment { wall: SystemTime::now(), run: self.start.elapsed() }
    }

    fn passed(&self, bound: Bound) -> bool {
        // An end that is further away than the clock can tell is never reached.
        let has_run = |run| self.start.checked_add(run).is_some_and(|end| Instant::now() >= end);
        bound.passed_by(SystemTime::now, has_run)
    }

    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()> {
        // Made inside: outside of a runtime it would panic, here it does so on the task that polls it.
        Box::pin(async move { tokio::time::sleep(span).await })
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_to_a_bound_leads_where_the_long_one_does() {
        let clock = SystemClock::new();
        let hour = Duration::from_secs(3600);
        let now = clock.now();
        let past = Moment { wall: now.wall - hour, ..now };
        for (bound, passed) in [
            (Bound::after(now, hour), false),
            (Bound::after(now, Duration::ZERO), true),
            (Bound::after(past, Duration::from_secs(60)), true),
            (Bound::running(past, Duration::ZERO), true),
            (Bound::running(past, hour), false),
            (Bound::running(now, Duration::MAX), false),
        ] {
            assert_eq!(clock.passed(bound), passed, "{bound:?}");
            assert_eq!(bound.passed(clock.now()), passed, "{bound:?}");
        }
    }
}
