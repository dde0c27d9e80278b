//! Edits of single members: added, renamed, taken out, dates mended.

use jwt_core::json;
use jwt_core::json::Limits;

use crate::engine::document::EditError;
use crate::engine::document::Half;
use crate::engine::times;
use crate::text::bench as words;
use crate::text::words as common;
use crate::tui::facts::Row;
use crate::tui::facts::members::is_date;
use crate::tui::line::LineInput;
use crate::tui::model::Line;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Purpose;
use crate::tui::model::Tone;
use crate::tui::update::judging::judge;

/// Asks for a new member of the focused half.
pub fn ask_for_member(model: &mut Model) {
    let Some(half) = model.focus.half() else { return };
    if let Err(error) = model.document.half(half) {
        model.say_text(Tone::Bad, error.message(model.lang));
        return;
    }
    ask(model, Purpose::Member(half), "");
}

/// Asks for another name of the marked member.
pub fn ask_for_name(model: &mut Model) {
    let Some((half, index)) = marked(model) else { return };
    let name = model.facts.members(half).rows.get(index).map(|row| row.name.clone());
    ask(model, Purpose::Name(half, index), &name.unwrap_or_default());
}

/// Takes the marked member out.
pub fn delete(model: &mut Model) {
    let Some((half, index)) = marked(model) else { return };
    let name = model.facts.members(half).rows.get(index).map(Row::label);
    let before = model.document.revision();
    let done = model.document.remove_member(half, index);
    finish(model, before, done);
    if done.is_ok() {
        model.say(Tone::Good, words::DELETED, &[&name.unwrap_or_default()]);
    }
}

/// Adds what was typed: `name=text`, `name:=JSON`, a moment for a claim that is a date.
pub fn accept_member(model: &mut Model, half: Half, line: Line) {
    let text = line.input.text();
    let Some((name, value)) = text.split_once('=') else {
        model.say(Tone::Bad, words::NO_MEMBER, &[]);
        model.mode = Mode::Line(line);
        return;
    };
    let (name, is_json) = match name.strip_suffix(':') {
        Some(name) => (name.trim(), true),
        None => (name.trim(), false),
    };
    let written = if is_date(half, name) && !is_sound(value) {
        match times::parse_moment_in(value, model.now, model.zone()) {
            Ok(date) => date.seconds().to_string(),
            Err(error) => return refuse(model, line, error.message(model.lang)),
        }
    } else if is_json || is_date(half, name) {
        value.trim().to_owned()
    } else {
        serde_json::Value::from(value).to_string()
    };
    if !is_sound(&written) {
        return refuse(model, line, common::NOT_JSON.of(model.lang).to_owned());
    }
    let before = model.document.revision();
    let done = model.document.add_member(half, name, &written);
    finish(model, before, done);
    if done.is_ok() {
        model.claims_pane_mut(half).selected = usize::MAX;
    }
}

/// Gives a member the name that was typed.
pub fn accept_name(model: &mut Model, half: Half, index: usize, name: &str) {
    let before = model.document.revision();
    let done = model.document.rename_member(half, index, name);
    finish(model, before, done);
}

/// Writes every date of the payload that counts a smaller unit in seconds, as one step.
pub fn repair(model: &mut Model) {
    let suspect: Vec<_> = model
        .facts
        .payload
        .rows
        .iter()
        .filter_map(|row| {
            let unit = times::unit(row.date?, model.now)?;
            Some((row.name.clone(), row.value_span.clone(), unit, unit.to_seconds(row.date?)))
        })
        .collect();
    let Some((_, _, unit, date)) = suspect.first().cloned() else {
        model.say(Tone::Note, words::NOTHING_TO_REPAIR, &[]);
        return;
    };
    let names: Vec<_> = suspect.iter().map(|(name, ..)| name.as_str()).collect();
    let names = names.join(", ");
    let values: Vec<_> =
        suspect.into_iter().map(|(_, span, _, date)| (span, date.seconds().to_string())).collect();
    let before = model.document.revision();
    let done = model.document.replace_values(Half::Payload, &values);
    finish(model, before, done);
    if done.is_ok() {
        let unit = unit.name().of(model.lang);
        model.say(Tone::Good, words::REPAIRED, &[&names, &unit, &times::utc(date)]);
    }
}

/// Whether a text is one JSON value and nothing else.
pub(super) fn is_sound(text: &str) -> bool {
    let reading = json::read(text.trim().as_bytes(), &Limits::default());
    reading.value.is_some() && reading.problems.is_empty()
}

/// Keeps the line open and says why.
pub(super) fn refuse(model: &mut Model, line: Line, why: String) {
    model.say_text(Tone::Bad, why);
    model.mode = Mode::Line(line);
}

/// Judges after an edit of the revision `before` and says how it went.
pub(super) fn finish(model: &mut Model, before: usize, done: Result<(), EditError>) {
    match done {
        Err(error) => model.say_text(Tone::Bad, error.message(model.lang)),
        Ok(()) if model.document.revision() == before => {
            model.say(Tone::Note, common::UNCHANGED, &[]);
        }
        Ok(()) => model.say(Tone::Good, common::EDITED, &[]),
    }
    judge(model);
}

fn marked(model: &mut Model) -> Option<(Half, usize)> {
    let half = model.focus.half()?;
    let index = model.claims_pane(half).selected;
    if index < model.facts.members(half).rows.len() {
        return Some((half, index));
    }
    model.say(Tone::Note, words::NO_MEMBER_HERE, &[]);
    None
}

pub(super) fn ask(model: &mut Model, purpose: Purpose, text: &str) {
    model.mode = Mode::Line(Line { purpose, input: LineInput::new(text), masked: false });
}
