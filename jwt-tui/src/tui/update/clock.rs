//! Time: told before each message, and once in a while for as long as a countdown shows.

use std::time::Duration;

use jwt_core::NumericDate;

use crate::tui::layout::Class;
use crate::tui::layout::class;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::update::explain;
use crate::tui::update::judging;

const HOUR: u64 = 60 * 60;
const DAY: u64 = 24 * HOUR;
const YEAR: u64 = 365 * DAY;

/// Takes the time; judges again only when it changes a verdict.
pub fn tell(model: &mut Model, now: NumericDate) {
    model.now = now;
    explain::tick(model);
    if model.turns_at.is_some_and(|turn| turn <= now) {
        judging::judge(model);
    }
}

/// How long until something on the screen reads differently by itself; none when nothing moves.
#[must_use]
pub fn next_tick(model: &Model) -> Option<Duration> {
    let (width, height) = model.size;
    if matches!(model.mode, Mode::Help(_) | Mode::Why(_)) || class(width, height) == Class::TooSmall
    {
        return None;
    }
    let times = model.facts.times;
    let rest_of_second =
        Duration::from_nanos(1_000_000_000_u64.saturating_sub(u64::from(model.now.nanoseconds())));
    [times.expires, times.issued, times.not_before]
        .into_iter()
        .flatten()
        .filter_map(|date| change(date.seconds(), model.now.seconds()))
        .chain(model.turns_at.map(|turn| turn.seconds().saturating_sub(model.now.seconds()).max(1)))
        .min()
        .map(|seconds| {
            rest_of_second.saturating_add(Duration::from_secs(seconds.saturating_sub(1)))
        })
        .into_iter()
        .chain(explain::wait(model, model.now))
        .min()
}

/// In how many seconds the distance of two dates reads differently.
fn change(date: u64, now: u64) -> Option<u64> {
    let distance = date.abs_diff(now);
    // A distance is told in its two largest units; past a year it is as good as standing still.
    let unit = match distance {
        0..HOUR => 1,
        HOUR..DAY => 60,
        DAY..YEAR => HOUR,
        _ => return None,
    };
    let into_unit = distance.checked_rem(unit)?;
    Some(if date > now { into_unit.saturating_add(1) } else { unit.saturating_sub(into_unit) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::verdict::Rules;

    fn model(expires: u64, now: u64) -> Model {
        let mut model = Model::new(NumericDate::from_seconds(now), Rules::default());
        model.facts.times.expires = Some(NumericDate::from_seconds(expires));
        model
    }

    #[test]
    fn seconds_tick_and_days_do_not() {
        assert_eq!(next_tick(&model(1_060, 1_000)), Some(Duration::from_secs(1)));
        assert_eq!(next_tick(&model(1_000, 1_060)), Some(Duration::from_secs(1)));
        assert_eq!(next_tick(&model(1_000 + 7_210, 1_000)), Some(Duration::from_secs(11)));
        assert_eq!(next_tick(&model(1_000, 400_000_000)), None);
    }

    #[test]
    fn nothing_ticks_where_no_countdown_shows() {
        let mut model = model(1_060, 1_000);
        model.mode = Mode::Help(0);
        assert_eq!(next_tick(&model), None);
        model.mode = Mode::Normal;
        model.size = (20, 6);
        assert_eq!(next_tick(&model), None);
        model.size = (80, 24);
        model.facts.times.expires = None;
        assert_eq!(next_tick(&model), None);
    }
}
