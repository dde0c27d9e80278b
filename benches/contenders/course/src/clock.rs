//! The clocks. They stand outside of the loop that is measured.

use std::time::Instant;

use rustix::time::ClockId;
use rustix::time::clock_gettime;

/// By which clock a case is measured.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Clock {
    /// The time that this thread had the processor: what others do meanwhile is not counted.
    Thread,
    /// The clock on the wall, for work that is done by several threads.
    Wall,
}

impl Clock {
    /// Gives the nanoseconds that the work takes.
    pub fn measure<R>(self, work: impl FnOnce() -> R) -> (u64, R) {
        match self {
            Self::Thread => {
                let begun = thread_time();
                let done = work();
                (thread_time().saturating_sub(begun), done)
            }
            Self::Wall => {
                let begun = Instant::now();
                let done = work();
                (u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX), done)
            }
        }
    }
}

fn thread_time() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    let rest = u64::try_from(time.tv_nsec).unwrap_or_default();
    seconds.saturating_mul(1_000_000_000).saturating_add(rest)
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::Clock;

    #[test]
    fn both_clocks_go_forward() {
        for clock in [Clock::Thread, Clock::Wall] {
            let work = || (0..100_000_u64).fold(0, |sum, at| sum ^ black_box(at));
            let (time, _) = clock.measure(work);
            assert!(time > 0 && time < u64::MAX, "{clock:?}");
        }
    }
}
