//! What happens on the Diff screen.

use std::sync::Arc;

use jwt_core::jws::Part;

use crate::engine::diff::Change;
use crate::engine::diff::restored;
use crate::engine::document::Half;
use crate::engine::history::Entry;
use crate::engine::input;
use crate::engine::sanitize::visible;
use crate::text::diff as words;
use crate::tui::effect::Effect;
use crate::tui::facts::compared;
use crate::tui::facts::compared::Given;
use crate::tui::facts::compared::Item;
use crate::tui::facts::compared::aligned::Aligned;
use crate::tui::facts::compared::changes;
use crate::tui::layout::layout;
use crate::tui::line::LineInput;
use crate::tui::message::Command;
use crate::tui::model::Line;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Purpose;
use crate::tui::model::Screen;
use crate::tui::model::Tone;
use crate::tui::model::View;
use crate::tui::model::diff::Other;
use crate::tui::update::judging::judge;
use crate::tui::update::moving;

/// Opens the screen. A token that was edited since another was chosen is compared with its original.
pub fn show(model: &mut Model) {
    let is_edited = model.document.is_forged()
        && model.diff.chosen.as_ref().is_some_and(|one| one.revision != model.document.revision());
    if is_edited && model.screen != Screen::Diff {
        model.diff.chosen = None;
    }
    moving::show(model, Screen::Diff);
}

/// Asks for the other token.
pub fn ask(model: &mut Model) {
    let input = LineInput::default();
    model.mode = Mode::Line(Line { purpose: Purpose::Compare, input, masked: false });
}

/// Takes the other token; nothing at all leaves the choice to the circumstances again.
pub fn given(model: &mut Model, text: &str) {
    model.diff.chosen = None;
    if !text.trim().is_empty() {
        let token = input::token_or_raw(text).token;
        choose(model, &token, words::GIVEN, false);
        model.history.aside.push(Arc::from(token.as_str()));
        model.say(Tone::Good, words::COMPARED, &[]);
    }
    moving::show(model, Screen::Diff);
}

/// Compares with a token of the history.
pub fn compare(model: &mut Model, entry: &Entry) {
    choose(model, &entry.token, words::FROM_HISTORY, entry.lacks_signature);
    moving::show(model, Screen::Diff);
}

fn choose(model: &mut Model, token: &str, name: crate::text::Phrase, lacks_signature: bool) {
    let revision = model.document.revision();
    let token = Arc::from(token);
    model.diff.chosen = Some(Other { token, name, lacks_signature, revision });
}

/// Called when the screen opens, and after each message while it shows.
pub fn settle(model: &mut Model) {
    compare_anew(model);
    let layout = layout(model);
    let lang = model.lang;
    let diff = &mut model.diff;
    let Some(comparison) = &diff.comparison else { return };
    diff.selected = diff.selected.min(comparison.items.len().saturating_sub(1));
    if let Some(area) = layout.content(Pane::Changes) {
        let (width, rows) = (usize::from(area.width), usize::from(area.height));
        if diff.changes.made_for != Some((width, lang)) {
            diff.changes = changes::cut(comparison, width, lang);
        }
        let count = diff.changes.rows.len();
        diff.scroll = match diff.changes.items.get(diff.selected) {
            // What stands above the first change is read with it.
            Some(_) if diff.selected == 0 && diff.scroll == 0 => 0,
            Some(item) => {
                let scroll = moving::follow(diff.scroll, item.end.saturating_sub(1), count, rows);
                scroll.min(item.start)
            }
            None => moving::within(diff.scroll, count, rows),
        };
    }
    if let Some(area) = layout.content(Pane::Characters) {
        let (width, rows) = (usize::from(area.width), usize::from(area.height));
        if diff.characters.width != Some(width) {
            diff.characters = Aligned::new(comparison, width);
            diff.scrolled_to = None;
        }
        let item = comparison.items.get(diff.selected);
        if diff.scrolled_to != Some(diff.selected) {
            let place = item.and_then(|item| Some((item, comparison.part(item)?.part)));
            let row = place.map_or(0, |(item, part)| diff.characters.row_of(part, &item.carriers));
            // With the rows around it, all of them when they fit.
            diff.characters_scroll = row.saturating_sub(rows / 3);
            diff.scrolled_to = Some(diff.selected);
        }
        let count = diff.characters.rows.len();
        diff.characters_scroll = moving::within(diff.characters_scroll, count, rows);
    }
}

/// Compares when tokens, sides or keys are others than those of the last comparison.
fn compare_anew(model: &mut Model) {
    let Some(other) = other(model) else {
        model.diff.comparison = None;
        return;
    };
    let name = match other.name {
        words::ORIGINAL => words::MADE,
        _ => words::PRESENT,
    };
    let present = usize::from(!model.diff.is_swapped);
    // Another judgement may be one by other keys, or at another time.
    let is_made = model.diff.compared_at == model.key.judged
        && model.diff.comparison.as_ref().is_some_and(|made| {
            made.present == present
                && *made.side(present).token == *model.document.token()
                && made.side(made.other()).token == other.token
                && made.side(present).name == name
                && made.side(made.other()).name == other.name
        });
    if is_made {
        return;
    }
    let token = Arc::from(model.document.token());
    let mut sides = [
        Given { token: other.token, name: other.name, lacks_signature: other.lacks_signature },
        Given { token, name, lacks_signature: false },
    ];
    if present == 0 {
        sides.reverse();
    }
    let supply = model.key.supply.as_ref();
    model.diff.compared_at = model.key.judged;
    model.diff.comparison = Some(compared::compare(sides, present, supply, model.now));
    model.diff.changes.made_for = None;
    model.diff.characters.width = None;
}

/// The token to compare with: the chosen one, the original of an edited one, else the one before.
fn other(model: &Model) -> Option<Other> {
    if model.document.token().is_empty() {
        return None;
    }
    if let Some(chosen) = &model.diff.chosen {
        return Some(chosen.clone());
    }
    let revision = model.document.revision();
    let plain = |token: &str, name| {
        let token = Arc::from(token);
        Other { token, name, lacks_signature: false, revision }
    };
    if model.document.is_forged() {
        return Some(plain(model.document.original(), words::ORIGINAL));
    }
    let present = model.document.token();
    if let Some(entry) = model.history.session.iter().find(|entry| *entry.token != *present) {
        return Some(plain(&entry.token, words::BEFORE));
    }
    let now = model.history.session.iter().find(|entry| *entry.token == *present);
    let is_other = |entry: &&Arc<Entry>| now.is_none_or(|now| !now.is_twin(entry));
    let entry = model.history.kept.iter().find(is_other)?;
    let lacks_signature = entry.lacks_signature;
    Some(Other { lacks_signature, ..plain(&entry.token, words::FROM_HISTORY) })
}

/// Acts on a command while a pane of this screen has the keys; gives it back when it is not its own.
///
/// # Errors
///
/// The command, when it has the meaning here that it has everywhere.
pub fn command(model: &mut Model, command: Command) -> Result<Vec<Effect>, Command> {
    match command {
        Command::NextChange => select(model, Command::Down),
        Command::PreviousChange => select(model, Command::Up),
        Command::SwapSides => {
            model.diff.is_swapped = !model.diff.is_swapped;
            model.say(Tone::Note, words::SWAPPED, &[]);
        }
        Command::JumpToClaim => jump(model),
        Command::TakeBack => take_back(model),
        Command::CopyChange => return Ok(copy(model)),
        other => return Err(other),
    }
    Ok(Vec::new())
}

/// Moves inside the focused pane; `page` is how many of its rows show.
pub(super) fn go(model: &mut Model, command: Command, page: usize) {
    if model.focus != Pane::Characters {
        select(model, command);
        return;
    }
    model.diff.characters_scroll = moving::moved(model.diff.characters_scroll, command, page);
}

fn select(model: &mut Model, command: Command) {
    let count = model.diff.comparison.as_ref().map_or(0, |made| made.items.len());
    let before = model.diff.selected;
    let after = moving::moved(before, command, 10).min(count.saturating_sub(1));
    model.diff.selected = after;
    if after == before {
        // Nothing more to mark: what stands above or below is brought into sight.
        model.diff.scroll = moving::moved(model.diff.scroll, command, 10);
    }
}

/// A click on a row that shows: the change it belongs to is marked.
pub fn clicked(model: &mut Model, row: usize) {
    let row = model.diff.scroll.saturating_add(row);
    if let Some(item) = model.diff.changes.items.iter().position(|rows| rows.contains(&row)) {
        model.diff.selected = item;
    }
}

fn marked(model: &Model) -> Option<Item> {
    model.diff.comparison.as_ref()?.items.get(model.diff.selected).cloned()
}

/// Goes to the marked change on the workbench.
fn jump(model: &mut Model) {
    let (Some(item), Some(made)) = (marked(model), &model.diff.comparison) else {
        model.say(Tone::Note, words::NOTHING_MARKED, &[]);
        return;
    };
    let Some(part) = made.part(&item).map(|part| part.part) else { return };
    let place = made.member(&item).map(|member| member.places.get(made.present).cloned().flatten());
    let Some(half) = half(part) else {
        moving::show(model, Screen::Workbench);
        moving::focus(model, Pane::Token);
        let signature = model.facts.pieces.get(2).map_or(0, |piece| piece.span.start);
        model.token.cursor = signature;
        return;
    };
    if place == Some(None) {
        model.say(Tone::Note, words::NOT_PRESENT, &[]);
        return;
    }
    moving::show(model, Screen::Workbench);
    moving::focus(model, half.pane());
    if let Some(place) = place.flatten() {
        let rows = &model.facts.members(half).rows;
        let holds = |row: &crate::tui::facts::Row| {
            row.span.start <= place.start && place.end <= row.span.end
        };
        let selected = rows.iter().position(holds).unwrap_or(0);
        let pane = model.claims_pane_mut(half);
        pane.view = View::Table;
        pane.selected = selected;
    }
}

fn half(part: Part) -> Option<Half> {
    match part {
        Part::Header => Some(Half::Header),
        Part::Payload => Some(Half::Payload),
        Part::Signature | Part::Token => None,
    }
}

fn copy(model: &mut Model) -> Vec<Effect> {
    let text = marked(model)
        .and_then(|item| changes::copied(model.diff.comparison.as_ref()?, &item, model.lang));
    let Some(text) = text else {
        model.say(Tone::Note, words::NOTHING_MARKED, &[]);
        return Vec::new();
    };
    vec![Effect::Copy { text: text.into(), what: words::THE_CHANGE }]
}

/// Takes the marked value from the other token over into the one on the workbench.
fn take_back(model: &mut Model) {
    let Some(item) = marked(model) else {
        model.say(Tone::Note, words::NOTHING_MARKED, &[]);
        return;
    };
    // It stays the one to compare with, though the workbench now has an edited token.
    let other = other(model);
    match taken(model, &item) {
        Some(name) => {
            model.diff.chosen =
                other.map(|other| Other { revision: model.document.revision(), ..other });
            judge(model);
            model.say(Tone::Good, words::TAKEN_BACK, &[&visible(&name)]);
        }
        None => model.say(Tone::Bad, words::NOT_TAKEN_BACK, &[]),
    }
}

/// Edits the token; gives the name of what was taken back.
fn taken(model: &mut Model, item: &Item) -> Option<String> {
    let made = model.diff.comparison.as_ref()?;
    let part = made.part(item)?.part;
    let (from, to) = (made.other(), made.present);
    let Some(member) = made.member(item) else {
        let source = made.side(from).token.get(item.carriers.get(from)?.clone())?;
        let place = item.carriers.get(to)?.clone();
        let mut token = made.side(to).token.to_string();
        // A segment that is not there has no place to be put.
        let is_there = made.side(from).token.matches('.').count() == token.matches('.').count();
        token.get(place.clone()).filter(|_| is_there)?;
        token.replace_range(place, source);
        model.document.replace_text(&token);
        return Some(crate::engine::diff::heading(part).of(model.lang).to_owned());
    };
    let half = half(part)?;
    let is_moved = matches!(member.change, Change::Moved { .. });
    let places =
        [member.places.get(from).cloned().flatten(), member.places.get(to).cloned().flatten()];
    let source = crate::engine::document::Document::new(&made.side(from).token).half(half).ok()?;
    let text = model.document.half(half).ok()?;
    let text = restored(&source, &text, &places, is_moved)?;
    let name = member.pointer.clone();
    model.document.replace_half(half, &text).ok()?;
    Some(name)
}
