//! The session: its phase, its token and how long that is good, its refreshes.

use std::time::Duration;

use interceptor::machine::table::Phase;
use ratatui::Frame;
use ratatui::text::Line;
use ratatui::text::Span;

use super::left;
use super::put;
use super::put_all;
use super::rule;
use super::span;
use super::title;
use crate::app::layout::Layout;
use crate::app::model::Model;
use crate::app::theme::Role;

pub(super) fn draw(model: &Model, frame: &mut Frame<'_>, layout: &Layout) {
    let area = layout.session;
    if !layout.roomy {
        let mut line = Line::from(vec![phase(model)]);
        line.push_span(Span::raw(" · "));
        line.extend(briefly(model));
        let refreshes = format!(" · refreshes {}", model.tally.refreshed);
        line.push_span(Span::raw(refreshes));
        return put(frame, area, 0, &line);
    }
    let mut first = Line::from(vec![phase(model)]);
    first.push_span(Span::raw(format!(": {}", meaning(model))));
    let lines = [
        rule(model, vec![title(model, "session of alice")], area.width),
        first,
        Line::from(token(model, usize::from(area.width))),
        refreshes(model),
        flight(model),
    ];
    put_all(frame, area, &lines);
}

fn phase(model: &Model) -> Span<'static> {
    let (name, role) = match model.look.phase {
        Phase::Empty => ("empty", Role::Bad),
        Phase::Usable if new_refused(model).is_some() => ("usable", Role::Waiting),
        Phase::Usable => ("usable", Role::Good),
        Phase::Renewing => ("renewing", Role::Good),
        Phase::Ending => ("ending", Role::Waiting),
        Phase::Spent => ("spent", Role::Waiting),
        Phase::Refreshing => ("refreshing", Role::Waiting),
        Phase::Over => ("over", Role::Bad),
    };
    Span::styled(name, model.theme.style(role))
}

fn meaning(model: &Model) -> &'static str {
    match model.look.phase {
        Phase::Empty => "nobody is logged in (i)",
        Phase::Usable if new_refused(model).is_some() => "new tokens are refused",
        Phase::Usable => "requests go out at once",
        Phase::Renewing => "refresh in the background",
        Phase::Ending => "the last token, then log in",
        Phase::Spent if rest(model).is_some() => "the refresh failed and rests",
        Phase::Spent => "the next request refreshes",
        Phase::Refreshing => "all wait for one refresh",
        Phase::Over => "log in again (i)",
    }
}

/// What matters most of token, refresh and pause.
fn briefly(model: &Model) -> Vec<Span<'static>> {
    let text = match (model.look.phase, rest(model), model.refreshing_since) {
        (Phase::Empty | Phase::Over, ..) => meaning(model).to_owned(),
        (Phase::Usable, ..) if new_refused(model).is_some() => "refreshing rests".to_owned(),
        (Phase::Spent, Some(rest), _) => format!("next try in {}", left(rest)),
        (Phase::Refreshing, _, Some(since)) => {
            let time = span(model.now.saturating_sub(since));
            format!("{} wait, {time}", model.waiting().count())
        }
        _ => return token(model, 0),
    };
    vec![Span::raw(text)]
}

/// The token and its countdown; with a bar where there is room for it.
fn token(model: &Model, width: usize) -> Vec<Span<'static>> {
    let look = &model.look;
    let name = format!("token {}", look.generation);
    let colour = model.theme.style(Role::Token(look.generation.is_multiple_of(2)));
    match (look.phase, look.time_left) {
        (Phase::Empty | Phase::Over, _) => vec![Span::raw("no token")],
        (Phase::Spent | Phase::Refreshing, _) if width == 0 => {
            vec![Span::styled(name, colour), Span::raw(" is spent")]
        }
        (Phase::Spent | Phase::Refreshing, _) => {
            vec![Span::styled(name, colour), Span::raw(" is not sent any more")]
        }
        (_, None) => vec![Span::styled(name, colour)],
        (_, Some(time)) if width == 0 => {
            vec![Span::styled(name, colour), Span::raw(format!(" {}", left(time)))]
        }
        (_, Some(time)) => {
            let text = format!(" {} of {}", left(time), left(model.life));
            // A space before the bar.
            let used = name.len().saturating_add(text.len()).saturating_add(1);
            let bar = bar(time, model.life, width.saturating_sub(used).min(24));
            vec![
                Span::styled(name, colour),
                Span::raw(" "),
                Span::styled(bar, colour),
                Span::raw(text),
            ]
        }
    }
}

fn bar(left: Duration, life: Duration, width: usize) -> String {
    let of = life.as_millis().max(1);
    let columns = u128::try_from(width).unwrap_or_default();
    let full = left.as_millis().saturating_mul(columns).div_ceil(of).min(columns);
    let full = usize::try_from(full).unwrap_or_default();
    format!("{}{}", "█".repeat(full), "░".repeat(width.saturating_sub(full)))
}

fn refreshes(model: &Model) -> Line<'static> {
    let tally = &model.tally;
    let failed = if tally.failed > 0 { Role::Bad } else { Role::Plain };
    Line::from(vec![
        Span::raw("refreshes "),
        Span::styled(tally.refreshed.to_string(), model.theme.style(Role::Title)),
        Span::raw(" · "),
        Span::styled(format!("failed {}", tally.failed), model.theme.style(failed)),
        Span::raw(format!(" · repeated {}", tally.repeated)),
    ])
}

/// The refresh that is under way, or the pause after one that failed.
fn flight(model: &Model) -> Line<'static> {
    let style = model.theme.style(Role::Waiting);
    if let Some(rest) = rest(model) {
        return Line::styled(format!("next try in {} at the earliest", left(rest)), style);
    }
    if let Some(rest) = new_refused(model) {
        return Line::styled(format!("refreshing rests for {} at most", left(rest)), style);
    }
    let Some(since) = model.refreshing_since else {
        return Line::styled("no refresh under way", model.theme.style(Role::Dim));
    };
    let waiting = model.waiting().count();
    let time = span(model.now.saturating_sub(since));
    let text = match model.leader() {
        Some(lane) => {
            let others = waiting.saturating_sub(1);
            format!("refresh for {time}: {} leads, {others} wait", lane.number)
        }
        None => format!("refresh for {time}: {waiting} wait"),
    };
    Line::styled(text, style)
}

/// How long refreshing rests after a failure.
fn rest(model: &Model) -> Option<Duration> {
    until(model, model.rests_until)
}

/// How long refreshing rests at most because new tokens are refused.
fn new_refused(model: &Model) -> Option<Duration> {
    until(model, model.new_refused_until)
}

/// What is left until then; nothing when it has passed.
fn until(model: &Model, moment: Option<Duration>) -> Option<Duration> {
    let rest = moment?.saturating_sub(model.now);
    (!rest.is_zero()).then_some(rest)
}
