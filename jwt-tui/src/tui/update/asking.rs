//! What the user asks: of the token that it says something, of a text where something is.

use crate::engine::document::Half;
use crate::engine::rules;
use crate::engine::sanitize::visible;
use crate::engine::search;
use crate::text::bench as words;
use crate::tui::facts::members;
use crate::tui::model::Line;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Purpose;
use crate::tui::model::Tone;
use crate::tui::model::View;
use crate::tui::update::judging::judge;
use crate::tui::update::members::ask;
use crate::tui::update::members::refuse;

/// Asks for the rules; those that hold now are there to be changed.
pub fn ask_for_rules(model: &mut Model) {
    let line = rules::write(&model.rules);
    ask(model, Purpose::Rules, &line);
}

/// Takes the rules that were typed.
///
/// An empty line that changes nothing stays: whoever wants to see what can be asked for types on.
pub fn accept_rules(model: &mut Model, line: Line) {
    if line.input.text().trim().is_empty() && rules::write(&model.rules).is_empty() {
        model.say(Tone::Note, words::RULES_WHAT, &[]);
        model.mode = Mode::Line(line);
        return;
    }
    match rules::parse(line.input.text(), model.rules.jws_only) {
        Ok(taken) => {
            model.rules = taken;
            judge(model);
            let written = rules::write(&model.rules);
            if written.is_empty() {
                model.say(Tone::Note, words::RULES_NONE, &[]);
            } else {
                model.say(Tone::Good, words::RULES_TAKEN, &[&visible(&written)]);
            }
        }
        Err(error) => {
            let why = visible(&error.message(model.lang)).into_owned();
            refuse(model, line, why);
        }
    }
}

/// Asks what to look for.
pub fn ask_for_search(model: &mut Model) {
    let half = model.focus.half().unwrap_or(Half::Payload);
    ask(model, Purpose::Search(half), "");
}

/// Looks for what was typed, from the cursor on.
pub fn accept_search(model: &mut Model, half: Half, needle: &str) {
    needle.clone_into(&mut model.search.needle);
    model.search.found = None;
    if !needle.is_empty() {
        look(model, half, true);
    }
}

/// Goes to the next place of it, or to the one before.
pub fn again(model: &mut Model, forward: bool) {
    let half = model.focus.half().unwrap_or(Half::Payload);
    if model.search.needle.is_empty() {
        model.say(Tone::Note, words::NO_SEARCH, &[]);
        return;
    }
    look(model, half, forward);
}

fn look(model: &mut Model, half: Half, forward: bool) {
    let Ok(text) = model.document.half(half) else { return };
    let here = place(model, half);
    let needle = &model.search.needle;
    let found = if forward {
        let is_first = model.search.found.is_none();
        search::next(&text, needle, if is_first { here } else { here.saturating_add(1) })
    } else {
        search::previous(&text, needle, here)
    };
    let told = visible(needle).into_owned();
    let Some((found, around)) = found else {
        model.say(Tone::Note, words::NOT_FOUND, &[&told]);
        return;
    };
    if around {
        model.say(Tone::Note, words::WRAPPED, &[&told]);
    }
    go_to(model, half, found.start);
    model.search.found = Some((half, found));
}

/// Where the search goes on: at the last match, else at the marked claim.
fn place(model: &Model, half: Half) -> usize {
    match &model.search.found {
        Some((of, found)) if *of == half => found.start,
        _ if model.view_of(half) != View::Table => 0,
        _ => {
            let row = model.facts.members(half).rows.get(model.claims_pane(half).selected);
            row.map_or(0, |row| row.span.start)
        }
    }
}

fn go_to(model: &mut Model, half: Half, offset: usize) {
    let found = model.facts.members(half);
    let row = members::row_at(&found.rows, offset);
    let rows = [&found.json, &found.raw].map(|sheet| sheet.row_of(sheet.shown(offset)));
    let view = model.view_of(half);
    let pane = model.claims_pane_mut(half);
    pane.selected = row;
    pane.wanted = match view {
        View::Table => None,
        View::Json => Some(rows[0]),
        View::Raw => Some(rows[1]),
    };
    model.about_scroll = 0;
}
