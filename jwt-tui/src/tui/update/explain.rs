//! What happens on the Explain screen.

use std::time::Duration;

use jwt_core::NumericDate;

use crate::engine::explain::Form;
use crate::engine::explain::choose;
use crate::engine::explain::encoding;
use crate::engine::explain::explain;
use crate::engine::explain::group;
use crate::engine::explain::recipe;
use crate::text::explain as words;
use crate::text::words as common;
use crate::tui::effect::Effect;
use crate::tui::facts::VerdictKind;
use crate::tui::layout::layout;
use crate::tui::message::Command;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Screen;
use crate::tui::model::Tone;
use crate::tui::model::View;
use crate::tui::model::explain::Cooked;
use crate::tui::model::explain::Row;
use crate::tui::update::moving::focus;
use crate::tui::update::moving::follow;
use crate::tui::update::moving::moved;
use crate::tui::update::moving::show;
use crate::tui::update::moving::within;
use crate::tui::view;

pub mod demo;
pub mod flip;

/// How long a step stays while it plays.
const PLAY: Duration = Duration::from_secs(4);

/// The token that is explained: the demonstration's, else the one on the workbench.
#[must_use]
pub fn token(model: &Model) -> &str {
    match &model.explain.demo {
        Some(demo) => demo.token.as_str(),
        None => model.document.token(),
    }
}

/// Whether secret values show: those of a demonstration are no secrets.
#[must_use]
pub fn is_revealed(model: &Model) -> bool {
    model.key.revealed || model.explain.demo.is_some()
}

/// Called when the screen opens, and after each message while it shows.
pub fn settle(model: &mut Model) {
    if !model.explain.is_fresh {
        build(model);
    }
    let layout = layout(model);
    let rows = |pane| layout.content(pane).map_or(0, |area| usize::from(area.height));
    let width = |pane| layout.content(pane).map_or(0, |area| usize::from(area.width));
    let state = &mut model.explain;
    state.step = state.step.min(state.count().saturating_sub(1));
    let values = state.current().map_or(0, |step| step.values.len());
    state.item = state.item.min(values.saturating_add(1));
    let list = state.rows();
    let row = list.iter().position(|row| *row == Row::Step(state.step)).unwrap_or(0);
    state.steps_scroll = follow(state.steps_scroll, row, list.len(), rows(Pane::Steps));
    if row <= 1 {
        // The heading over the first step shows with it.
        state.steps_scroll = within(0, list.len(), rows(Pane::Steps));
    }
    settle_group(model);
    cook(model);
    let count = view::explain::rows(model, Pane::Step, width(Pane::Step));
    model.explain.scroll = within(model.explain.scroll, count, rows(Pane::Step));
    let count = view::explain::rows(model, Pane::Group, width(Pane::Group));
    model.explain.group_scroll = within(model.explain.group_scroll, count, rows(Pane::Group));
}

fn build(model: &mut Model) {
    model.explain.is_fresh = true;
    model.explain.problem = None;
    model.explain.recipe = None;
    let chosen = match &model.explain.demo {
        Some(demo) => Ok(Some(demo.key.clone())),
        None => {
            let token = model.document.token().as_bytes();
            choose(token, model.key.supply.as_ref(), model.now)
        }
    };
    let key = chosen.unwrap_or_else(|error| {
        model.explain.problem = Some(error.to_string());
        None
    });
    let token = token(model);
    let shown = (!token.is_empty()).then(|| explain(token.as_bytes(), key.as_ref()));
    model.explain.shown = shown;
    model.explain.key = key;
    flip::look(model);
}

fn settle_group(model: &mut Model) {
    let token = token(model).as_bytes();
    let spans = encoding::segments(token);
    let segment = model.explain.segment.min(spans.len().saturating_sub(1));
    let count = spans.get(segment).map_or(0, |span| span.len().div_ceil(4));
    model.explain.segment = segment;
    model.explain.group = model.explain.group.min(count.saturating_sub(1));
}

/// Writes the command of the marked step, once for each step.
fn cook(model: &mut Model) {
    let of = (model.explain.step, is_revealed(model), model.lang);
    if model.explain.recipe.as_ref().is_some_and(|cooked| cooked.of == of) {
        return;
    }
    let (step, revealed, lang) = of;
    let made =
        model.explain.shown.as_ref().map(|shown| recipe::recipe(shown, step, revealed, lang));
    model.explain.recipe = made.map(|recipe| Cooked { of, recipe });
}

/// Token, key or rules are others now.
pub fn forget(model: &mut Model) {
    model.explain.is_fresh = false;
    model.explain.demo = None;
    if model.screen != Screen::Explain {
        // What is not looked at is not kept.
        model.explain.shown = None;
        model.explain.key = None;
        model.explain.recipe = None;
    }
}

/// Marks what was focused on the workbench: a claim's group, a segment's step, the verdict.
pub fn opened(model: &mut Model) {
    let mut span = None;
    let mut step = None;
    match model.subject {
        Pane::Header | Pane::Payload => {
            let half = model.subject.half().unwrap_or(crate::engine::document::Half::Payload);
            step = Some(if half.pane() == Pane::Header { "header.json" } else { "payload.json" });
            let row = model.facts.members(half).rows.get(model.claims_pane(half).selected);
            let is_table = model.view_of(half) == View::Table;
            span = row.filter(|_| is_table).map(|row| row.carried_by.start);
            model.explain.segment = usize::from(half.pane() == Pane::Payload);
        }
        Pane::Token => {
            let piece = model.facts.pieces.get(model.token.segment);
            span = piece.map(|piece| piece.span.start);
            step = match model.token.segment {
                0 => Some("header.json"),
                1 => Some("payload.json"),
                _ => Some("signature"),
            };
        }
        Pane::Key => step = Some("idea"),
        Pane::Checks => {
            let check = model.facts.checks.get(model.checks.selected);
            span = check.and_then(|check| check.span.as_ref()).map(|span| span.start);
            let is_signature =
                check.is_some_and(|check| check.verdict == Some(VerdictKind::Signature));
            step = is_signature.then_some("verdict");
        }
        _ => {}
    }
    if !model.explain.is_fresh {
        build(model);
    }
    mark(model, span, step);
}

fn mark(model: &mut Model, span: Option<usize>, step: Option<&str>) {
    if let Some(start) = span {
        let spans = encoding::segments(token(model).as_bytes());
        let holds = |span: &core::ops::Range<usize>| span.contains(&start);
        if let Some((index, span)) = spans.iter().enumerate().find(|(_, span)| holds(span)) {
            model.explain.segment = index;
            model.explain.group = start.saturating_sub(span.start) / 4;
        }
    }
    let Some(name) = step else { return };
    let steps = model.explain.shown.as_ref().map_or(&[][..], |shown| &shown.steps);
    let place = |name: &str| steps.iter().position(|step| step.name == name);
    // Where the values part is worth more than the sentence that they do.
    let failed = steps.iter().position(|step| !step.holds()).filter(|_| name == "verdict");
    if let Some(index) = failed.or_else(|| place(name)) {
        go_to(model, index);
    }
}

/// Marks another step and begins at its top.
fn go_to(model: &mut Model, step: usize) {
    model.explain.step = step;
    model.explain.item = 0;
    model.explain.scroll = 0;
}

/// Marks the step on a row of the list, counted from the first one that shows.
pub fn clicked(model: &mut Model, row: usize) {
    let place = model.explain.steps_scroll.saturating_add(row);
    if let Some(&view_row) = model.explain.rows().get(place)
        && let Row::Step(step) = view_row
    {
        go_to(model, step);
    }
}

/// Acts on a command while a pane of this screen has the keys; gives it back when it is not its own.
///
/// # Errors
///
/// The command itself, when it has its general meaning here.
pub fn command(model: &mut Model, command: Command) -> Result<Vec<Effect>, Command> {
    if model.explain.flip.is_some() && flip::command(model, command) {
        return Ok(Vec::new());
    }
    match command {
        Command::Accept => focus(model, Pane::Step),
        Command::ChooseAlgorithm => demo::ask(model),
        Command::Close => return close(model).map(|()| Vec::new()),
        Command::CopyRecipe => return Ok(copy_recipe(model)),
        Command::Copy | Command::CopyValue => return Ok(copy_value(model)),
        Command::FlipBit => flip::begin(model),
        Command::NextStep => go_to(model, model.explain.step.saturating_add(1)),
        Command::Play => play(model),
        Command::PreviousStep => go_to(model, model.explain.step.saturating_sub(1)),
        Command::Left | Command::Right => move_group(model, command),
        other => return Err(other),
    }
    Ok(Vec::new())
}

/// Ends what is going on; with nothing going on, the screen itself.
fn close(model: &mut Model) -> Result<(), Command> {
    if model.explain.plays_at.take().is_some() {
        return Ok(());
    }
    if model.explain.demo.is_some() {
        demo::end(model);
        return Ok(());
    }
    if model.zoomed {
        return Err(Command::Close);
    }
    show(model, Screen::Workbench);
    Ok(())
}

/// Moves inside the focused pane; `page` is how many of its rows show.
pub(super) fn go(model: &mut Model, command: Command, page: usize) {
    match model.focus {
        Pane::Steps => {
            let last = model.explain.count().saturating_sub(1);
            go_to(model, moved(model.explain.step, command, page).min(last));
        }
        Pane::Step if matches!(command, Command::Down | Command::Up) => go_to_item(model, command),
        Pane::Step => model.explain.scroll = moved(model.explain.scroll, command, page),
        _ => match command {
            Command::Down => to_segment(model, model.explain.segment.saturating_add(1)),
            Command::Up => to_segment(model, model.explain.segment.saturating_sub(1)),
            Command::Top => model.explain.group = 0,
            Command::Bottom => model.explain.group = usize::MAX,
            _ => {
                let scroll = model.explain.group_scroll;
                model.explain.group_scroll = moved(scroll, command, page);
            }
        },
    }
}

/// Marks the next value and brings it into sight.
fn go_to_item(model: &mut Model, command: Command) {
    let area = layout(model).content(Pane::Step).unwrap_or_default();
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let before = model.explain.item;
    let last = model.explain.current().map_or(0, |step| step.values.len().saturating_add(1));
    model.explain.item = moved(before, command, 1).min(last);
    let span = view::explain::item_rows(model, width);
    let scroll = model.explain.scroll;
    if before == model.explain.item {
        // Nothing more to mark: what is below or above still comes into sight.
        model.explain.scroll = moved(scroll, command, height);
    } else if span.start < scroll || span.end > scroll.saturating_add(height) {
        let tall = span.len() > height;
        let up = span.end.saturating_sub(height);
        model.explain.scroll = if tall || span.start < scroll { span.start } else { up };
    }
}

fn to_segment(model: &mut Model, segment: usize) {
    let count = encoding::segments(token(model).as_bytes()).len();
    if segment < count && segment != model.explain.segment {
        model.explain.segment = segment;
        model.explain.group = 0;
    }
}

/// One group on, over the ends of segments.
fn move_group(model: &mut Model, command: Command) {
    let spans = encoding::segments(token(model).as_bytes());
    let state = &mut model.explain;
    let count = |index: usize| spans.get(index).map_or(0, |span| span.len().div_ceil(4));
    if command == Command::Right {
        let next = state.segment.saturating_add(1);
        if state.group.saturating_add(1) < count(state.segment) {
            state.group = state.group.saturating_add(1);
        } else if next < spans.len() {
            (state.segment, state.group) = (next, 0);
        }
    } else if state.group > 0 {
        state.group = state.group.saturating_sub(1);
    } else if let Some(before) = state.segment.checked_sub(1) {
        (state.segment, state.group) = (before, count(before).saturating_sub(1));
    }
}

/// The marked group, for the view.
#[must_use]
pub fn marked_group(model: &Model) -> Option<group::Group> {
    let token = token(model).as_bytes();
    let span = encoding::segments(token).get(model.explain.segment).cloned()?;
    group::group(token, &span, model.explain.group)
}

fn copy_value(model: &mut Model) -> Vec<Effect> {
    let revealed = is_revealed(model);
    let step = model.explain.current();
    let marked = model.explain.item.checked_sub(1).filter(|_| model.focus == Pane::Step);
    let value = step.and_then(|step| {
        marked
            .and_then(|place| step.values.get(place))
            .or_else(|| step.values.get(step.main_value()?))
    });
    let Some(value) = value else {
        model.say(Tone::Note, common::NOTHING_TO_COPY, &[]);
        return Vec::new();
    };
    if value.secret && !revealed {
        model.say(Tone::Note, words::REVEAL_FIRST, &[]);
        return Vec::new();
    }
    let text = match value.form {
        Form::Text => value.octets.expose().to_vec().into(),
        Form::Hex => value.hex().into(),
    };
    vec![Effect::Copy { text, what: words::THE_VALUE }]
}

fn copy_recipe(model: &mut Model) -> Vec<Effect> {
    match model.explain.recipe.as_ref().map(|cooked| &cooked.recipe) {
        Some(Ok(recipe)) => {
            let text = recipe.script.as_bytes().to_vec().into();
            vec![Effect::Copy { text, what: words::THE_RECIPE }]
        }
        Some(Err(why)) => {
            let why = *why;
            model.say(Tone::Note, why, &[]);
            Vec::new()
        }
        None => {
            model.say(Tone::Note, common::NOTHING_TO_COPY, &[]);
            Vec::new()
        }
    }
}

/// Begins to play, or stops; at the end it begins anew.
fn play(model: &mut Model) {
    if model.explain.plays_at.take().is_some() || model.explain.count() == 0 {
        return;
    }
    if model.explain.step.saturating_add(1) >= model.explain.count() {
        go_to(model, 0);
    }
    model.explain.plays_at = Some(model.now.saturating_add(PLAY));
}

/// Shows the next step when its time has come.
pub fn tick(model: &mut Model) {
    let Some(due) = model.explain.plays_at else { return };
    if model.screen != Screen::Explain {
        model.explain.plays_at = None;
        return;
    }
    if model.now < due {
        return;
    }
    let next = model.explain.step.saturating_add(1);
    let is_last = next.saturating_add(1) >= model.explain.count();
    go_to(model, next);
    model.explain.plays_at = (!is_last).then(|| model.now.saturating_add(PLAY));
    crate::tui::update::moving::settle(model);
}

/// How long until the next step shows by itself.
#[must_use]
pub fn wait(model: &Model, now: NumericDate) -> Option<Duration> {
    let due = model.explain.plays_at.filter(|_| model.screen == Screen::Explain)?;
    Some(due.duration_since(now).unwrap_or_default())
}
