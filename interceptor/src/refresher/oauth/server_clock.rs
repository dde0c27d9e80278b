//! What time it is at the server, by the `Date` of its last answer.
//!
//! Assertions are dated, and a server refuses those of another time. Takes the head of each answer and the two clocks
//! of this machine, gives the server's time; nothing is sent for it. It is believed as long as both clocks of this
//! machine agree on how long ago the answer came: after one was set, or after a suspend, nobody knows, and the clock
//! on the wall is taken again.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::SystemTime;

use http::HeaderMap;
use http::header::DATE;

use crate::moment::Moment;
use crate::refresher::response::date;

#[derive(Debug, Default)]
pub(super) struct ServerClock(Mutex<Option<Heard>>);

#[derive(Clone, Copy, Debug)]
struct Heard {
    date: SystemTime,
    at: Moment,
}

impl ServerClock {
    pub(super) fn hear(&self, headers: &HeaderMap, at: Moment) {
        if let Some(date) = headers.get(DATE).and_then(date::parse) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Heard { date, at });
        }
    }

    /// The server's time at `now`; without any word of it, this machine's.
    pub(super) fn at(&self, now: Moment) -> SystemTime {
        let heard = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        heard.and_then(|heard| heard.at(now)).unwrap_or(now.wall)
    }
}

impl Heard {
    fn at(self, now: Moment) -> Option<SystemTime> {
        let passed = now.run.checked_sub(self.at.run)?;
        let agrees = !differ(self.at.wall.checked_add(passed)?, now.wall);
        // A second is as fine as a `Date` is: what is not off by more is this machine's own time.
        let is_off = differ(self.at.wall, self.date);
        if agrees && is_off { self.date.checked_add(passed) } else { None }
    }
}

/// Whether two times are further apart than answers and seconds can make them.
pub(super) fn differ(one: SystemTime, other: SystemTime) -> bool {
    let apart = one.duration_since(other).unwrap_or_else(|error| error.duration());
    apart > SLACK
}

const SLACK: Duration = Duration::from_secs(2);

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use http::HeaderValue;

    use super::*;

    const DATED: u64 = 784_111_777;

    fn moment(wall: u64, run: u64) -> Moment {
        Moment { wall: wall_at(wall), run: Duration::from_secs(run) }
    }

    fn wall_at(seconds: u64) -> SystemTime {
        UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).unwrap()
    }

    /// The server's time, in seconds, after an answer that was dated 784 111 777 and came at `heard`.
    fn at(heard: Moment, now: Moment) -> SystemTime {
        let (clock, mut headers) = (ServerClock::default(), HeaderMap::new());
        headers.insert(DATE, HeaderValue::from_static("Sun, 06 Nov 1994 08:49:37 GMT"));
        clock.hear(&headers, heard);
        clock.hear(&HeaderMap::new(), now);
        clock.at(now)
    }

    #[test]
    fn the_clock_of_this_machine_may_be_off_as_long_as_it_goes() {
        assert_eq!(at(moment(1000, 5), moment(1060, 65)), wall_at(DATED + 60));
        assert_eq!(ServerClock::default().at(moment(1000, 5)), wall_at(1000));
    }

    #[test]
    fn a_second_or_two_are_no_difference() {
        assert_eq!(at(moment(DATED + 2, 5), moment(DATED + 62, 65)), wall_at(DATED + 62));
        assert_eq!(at(moment(DATED + 3, 5), moment(DATED + 63, 65)), wall_at(DATED + 60));
    }

    #[test]
    fn a_clock_that_was_set_or_a_suspend_ends_what_is_known() {
        // Set right meanwhile; asleep for an hour; begun anew.
        assert_eq!(at(moment(1000, 5), moment(DATED + 60, 65)), wall_at(DATED + 60));
        assert_eq!(at(moment(1000, 5), moment(4660, 65)), wall_at(4660));
        assert_eq!(at(moment(1000, 5), moment(1060, 0)), wall_at(1060));
    }
}
