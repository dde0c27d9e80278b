//! A line for each request: its way so far, in words where there is room for them, else in signs.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use super::beyond;
use super::padded;
use super::put;
use super::rule;
use super::span;
use crate::app::lane::Lane;
use crate::app::lane::Stage;
use crate::app::lane::Stretch;
use crate::app::layout::GAP;
use crate::app::layout::SIGNS;
use crate::app::layout::form;
use crate::app::message::Answer;
use crate::app::message::End;
use crate::app::model::Model;
use crate::app::theme::Role;

pub(super) fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let form = form(area, model.crowd);
    let capacity = form.columns.saturating_mul(form.rows);
    let above = model.lanes.len().saturating_sub(capacity).saturating_sub(model.back);
    put(frame, area, 0, &summary(model, above, area.width));
    if model.lanes.is_empty() {
        return invite(model, frame, area);
    }
    let shown: Vec<_> = model.lanes.iter().skip(above).take(capacity).collect();
    for (column, lanes) in shown.chunks(form.rows.max(1)).enumerate() {
        let width = if form.columns == 1 { usize::from(area.width) } else { SIGNS };
        let left = column.saturating_mul(width.saturating_add(GAP));
        let place = Rect {
            x: area.x.saturating_add(u16::try_from(left).unwrap_or(u16::MAX)),
            width: u16::try_from(width).unwrap_or(u16::MAX),
            ..area
        };
        for (row, lane) in lanes.iter().enumerate() {
            let line = if form.words { in_words(model, lane) } else { in_signs(model, lane) };
            put(frame, place, row.saturating_add(1), &line);
        }
    }
}

/// How many requests are how far, and how many are beyond the edges; in signs where words do not fit.
fn summary(model: &Model, above: usize, width: u16) -> Line<'static> {
    let fits = |line: &Line<'_>| line.width() <= usize::from(width);
    let line = rule(model, parts(model, "requests", above, &Stage::ALL, Stage::name, " · "), width);
    if fits(&line) {
        return line;
    }
    let total = format!("{}:", model.lanes.len());
    let stages: Vec<_> = Stage::ALL.into_iter().filter(|stage| model.count(*stage) > 0).collect();
    // What is over soonest goes first: those that are on their way, in the order of the way.
    let mut lines = (0..=stages.len()).map(|first| {
        let kept = stages.get(first..).unwrap_or_default();
        let heading = if first == 0 { total.clone() } else { format!("{total} …") };
        rule(model, parts(model, &heading, above, kept, sign, " "), width)
    });
    lines.clone().find(fits).or_else(|| lines.next_back()).unwrap_or_default()
}

fn parts(
    model: &Model,
    heading: &str,
    above: usize,
    stages: &[Stage],
    name: fn(Stage) -> &'static str,
    gap: &str,
) -> Vec<Span<'static>> {
    let mut spans = vec![Span::styled(heading.to_owned(), model.theme.style(Role::Title))];
    for &stage in stages {
        let count = model.count(stage);
        if count > 0 {
            let text = format!("{gap}{count} {}", name(stage));
            spans.push(Span::styled(text, model.theme.style(role(stage))));
        }
    }
    let dim = model.theme.style(Role::Dim);
    spans.extend(beyond(above, model.back, gap).map(|text| Span::styled(text, dim)));
    spans
}

fn sign(stage: Stage) -> &'static str {
    match stage {
        Stage::Begun => "…",
        Stage::Sent => "1▶",
        Stage::Waiting => "wait",
        Stage::Repeated => "2▶",
        Stage::Served => "✓",
        Stage::Refused => "✗",
        Stage::Failed => "!",
        Stage::Dropped => "–",
    }
}

fn invite(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let dim = model.theme.style(Role::Dim);
    let heading = if model.last_number == 0 {
        "Nothing sent yet. Try, in this order:"
    } else {
        "Nothing on the screen. Try, in this order:"
    };
    let lines = [
        "",
        heading,
        "  space      a burst: 200 for all",
        "  e, space   5001, one refresh, then 200",
        "  e, space, d: the leader goes away",
        "  r, space   5002: over. i logs in again",
    ];
    for (row, text) in lines.into_iter().enumerate() {
        put(frame, area, row.saturating_add(1), &Line::styled(text, dim));
    }
}

fn role(stage: Stage) -> Role {
    match stage {
        Stage::Served => Role::Good,
        Stage::Waiting => Role::Waiting,
        Stage::Refused | Stage::Failed => Role::Bad,
        Stage::Dropped => Role::Dim,
        Stage::Begun | Stage::Sent | Stage::Repeated => Role::Plain,
    }
}

fn in_words(model: &Model, lane: &Lane) -> Line<'static> {
    let mut line = Line::from(vec![number(model, lane, 4)]);
    for stretch in lane.stretches(model.now) {
        let (text, width, role) = match stretch {
            Stretch::Sent { generation, again } => {
                let verb = if again { "repeated" } else { "sent" };
                let width = if again { 20 } else { 16 };
                let name = generation.map_or_else(|| "?".to_owned(), |number| number.to_string());
                (format!("{verb}, token {name} ▶ "), width, token(generation))
            }
            Stretch::Answer(answer) => (answer.number().to_string(), 5, tone(answer)),
            Stretch::Wait(time, still) => {
                (format!("{} {}", waiting(lane, still), span(time)), 13, wait_role(still))
            }
        };
        line.push_span(Span::styled(padded(&text, width), model.theme.style(role)));
    }
    end(model, lane, &mut line, true);
    line
}

fn in_signs(model: &Model, lane: &Lane) -> Line<'static> {
    let mut line = Line::from(vec![number(model, lane, 3)]);
    for stretch in lane.stretches(model.now) {
        let (text, width, role) = match stretch {
            Stretch::Sent { generation, .. } => {
                let name = generation.map_or_else(|| "?".to_owned(), |number| number.to_string());
                (format!("{name}▶"), 2, token(generation))
            }
            Stretch::Answer(answer) => (answer.number().to_string(), 5, tone(answer)),
            Stretch::Wait(time, still) => {
                let word = if lane.leads { "leads" } else { "waits" };
                (format!("{word} {}", tight(time)), 11, wait_role(still))
            }
        };
        line.push_span(Span::styled(padded(&text, width), model.theme.style(role)));
    }
    end(model, lane, &mut line, false);
    line
}

fn number(model: &Model, lane: &Lane, width: usize) -> Span<'static> {
    let style = model.theme.style(if lane.leads { Role::Title } else { Role::Dim });
    Span::styled(format!("{:>width$} ", lane.number), style)
}

/// What became of it, and how long it took; or that its answer is awaited.
fn end(model: &Model, lane: &Lane, line: &mut Line<'static>, words: bool) {
    let stage = lane.stage();
    let Some((_, end)) = lane.ended else {
        if matches!(stage, Stage::Sent | Stage::Repeated) {
            line.push_span(Span::styled("…", model.theme.style(Role::Dim)));
        }
        return;
    };
    let text = match end {
        End::Answered if stage == Stage::Served && words && model.size.0 >= WIDE => "✓ served",
        End::Answered if stage == Stage::Served => "✓",
        End::Answered => "✗ refused",
        End::Failed => "✗ network",
        End::HungUp => "– dropped",
        End::LogIn => "✗ log in",
        End::NoToken => "✗ no token",
    };
    line.push_span(Span::styled(text, model.theme.style(role(stage))));
    let took = lane.took(model.now);
    let took = if words { format!(" {}", span(took)) } else { format!(" {}", tight(took)) };
    line.push_span(Span::styled(took, model.theme.style(Role::Dim)));
}

fn tight(time: Duration) -> String {
    span(time).replace(' ', "")
}

fn waiting(lane: &Lane, still: bool) -> &'static str {
    match (lane.leads, still) {
        (true, true) => "leads",
        (true, false) => "led",
        (false, true) => "waits",
        (false, false) => "waited",
    }
}

fn wait_role(still: bool) -> Role {
    if still { Role::Waiting } else { Role::Plain }
}

fn tone(answer: Answer) -> Role {
    match answer.number() {
        _ if answer.is_good() => Role::Good,
        5001 => Role::Waiting,
        _ => Role::Bad,
    }
}

fn token(generation: Option<u64>) -> Role {
    Role::Token(generation.is_some_and(|number| number.is_multiple_of(2)))
}

/// From so many columns on there is room for one more word.
const WIDE: u16 = 90;
