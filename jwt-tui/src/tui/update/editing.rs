//! Edits: text areas for whole texts, a line for one value, and the steps back and forth.
//!
//! The token follows every key of a text area, so that the verdicts do, too; closing it makes one
//! step for undo out of all of them.

use jwt_core::inspect::Form;
use jwt_core::json;
use jwt_core::json::Limits;

use crate::engine::document::EditError;
use crate::engine::document::Half;
use crate::engine::document::segment_count;
use crate::engine::times;
use crate::text::Phrase;
use crate::text::messages;
use crate::text::words;
use crate::tui::editor::Editor;
use crate::tui::effect::Effect;
use crate::tui::facts::lay_out;
use crate::tui::facts::members::is_date;
use crate::tui::facts::members::row_at;
use crate::tui::keymap::Key;
use crate::tui::keymap::Press;
use crate::tui::layout::layout;
use crate::tui::line::LineInput;
use crate::tui::model::Edit;
use crate::tui::model::Line;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Purpose;
use crate::tui::model::Target;
use crate::tui::model::Tone;
use crate::tui::model::View;
use crate::tui::update::judging::judge;
use crate::tui::update::members;
use crate::tui::update::moving;
use crate::tui::update::palette;
use crate::tui::view;

/// Opens the focused thing: a claim as a line, a text or the token as a text area.
pub fn open(model: &mut Model) {
    let opened = match model.focus.half() {
        Some(half) if model.view_of(half) == View::Table => open_claim(model, half),
        Some(half) => open_half(model, half),
        None => open_token(model),
    };
    if let Err(error) = opened {
        model.say_text(Tone::Bad, error.message(model.lang));
    }
}

/// Opens the segment of the cursor as it stands, in the token pane: what it decodes to shows beside.
pub fn open_segment(model: &mut Model) {
    let index = match model.focus.half() {
        Some(Half::Header) => 0,
        Some(Half::Payload) => 1,
        None => model.token.segment,
    };
    let token = model.document.token();
    if token.is_empty() || model.facts.form != Some(Form::Compact) {
        let count = segment_count(token);
        let error = EditError::NotThreeSegments(count);
        model.say_text(Tone::Bad, error.message(model.lang));
        return;
    }
    let text = token.split('.').nth(index).unwrap_or_default().to_owned();
    moving::focus(model, Pane::Token);
    model.document.begin_edit();
    edit(model, Target::Segment(index), &text);
}

fn open_claim(model: &mut Model, half: Half) -> Result<(), EditError> {
    let members = model.facts.members(half);
    let Some(row) = members.rows.get(model.claims_pane(half).selected) else {
        return open_half(model, half);
    };
    let span = row.value_span.clone();
    let text = model.document.half(half)?;
    let input = LineInput::new(text.get(span.clone()).unwrap_or_default());
    model.mode = Mode::Line(Line { purpose: Purpose::Claim(half, span), input, masked: false });
    Ok(())
}

fn open_half(model: &mut Model, half: Half) -> Result<(), EditError> {
    let is_new = model.document.token().is_empty();
    model.document.begin_edit();
    if is_new {
        begin_token(model);
    }
    let text = match model.document.half(half) {
        Ok(text) => text,
        Err(error) => {
            model.document.end_edit();
            return Err(error);
        }
    };
    edit(model, Target::Half(half), &text);
    Ok(())
}

fn edit(model: &mut Model, target: Target, text: &str) {
    model.mode = Mode::Edit(Box::new(Edit { target, editor: Editor::new(text), date: None }));
    model.say(Tone::Note, words::EDITING, &[]);
}

/// A token to begin with where there is none: the usual header, three usual claims.
fn begin_token(model: &mut Model) {
    let key = model.key.supply.as_ref().and_then(|supply| supply.keys.first());
    let algorithm = key.and_then(|key| key.algorithms().first().copied());
    let algorithm = algorithm.map_or("HS256", |algorithm| algorithm.as_str());
    let now = model.now.seconds();
    let expires = now.saturating_add(3600);
    let header = format!("{{\"alg\":\"{algorithm}\",\"typ\":\"JWT\"}}");
    let payload =
        format!("{{\n  \"sub\": \"somebody\",\n  \"iat\": {now},\n  \"exp\": {expires}\n}}");
    let encode = jwt_core::base64url::encode;
    model.document.replace_text(&format!("{}.{}.", encode(header), encode(payload)));
    judge(model);
}

fn open_token(model: &mut Model) -> Result<(), EditError> {
    model.document.begin_edit();
    let text = model.document.token().to_owned();
    edit(model, Target::Token, &text);
    Ok(())
}

/// A key that is text, or a key that means nothing.
pub fn typed(model: &mut Model, press: Press) -> Vec<Effect> {
    let width = width(model);
    match &mut model.mode {
        Mode::Line(line) => {
            model.status = None;
            line.input.press(press);
        }
        Mode::Edit(edit) => {
            if !matches!(edit.target, Target::Half(_)) && breaks_line(press) {
                return Vec::new();
            }
            edit.editor.press(press, view::edit::fold_width(width));
            follow(model);
        }
        Mode::Copy => model.mode = Mode::Normal,
        Mode::Jump => palette::jump(model, press),
        Mode::Palette(_) => palette::typed(model, press),
        _ => model.status = None,
    }
    Vec::new()
}

/// Text that came at once.
pub fn inserted(model: &mut Model, text: &str) -> Vec<Effect> {
    match &mut model.mode {
        Mode::Line(line) => {
            model.status = None;
            line.input.insert(text);
        }
        Mode::Edit(edit) => {
            if !matches!(edit.target, Target::Half(_)) {
                let joined: String = text.split_whitespace().collect();
                edit.editor.insert(&joined);
            } else {
                edit.editor.insert(text);
            }
            follow(model);
        }
        Mode::Palette(_) => palette::inserted(model, text),
        _ => {}
    }
    Vec::new()
}

/// Empties the line.
pub fn clear_line(model: &mut Model) {
    match &mut model.mode {
        Mode::Line(line) => line.input.clear(),
        Mode::Palette(state) => {
            state.input.clear();
            palette::search(model);
        }
        _ => {}
    }
}

/// Lays the JSON of the text area out over lines; leaves it alone while it is no JSON.
pub fn format(model: &mut Model) {
    let Mode::Edit(edit) = &mut model.mode else { return };
    let Edit { target: Target::Half(_), editor, .. } = &mut **edit else { return };
    let text = editor.text();
    let reading = json::read(text.as_bytes(), &Limits::default());
    let Some(value) = reading.value else {
        let reason = reading.problems.first().map_or_else(String::new, ToString::to_string);
        let reason = messages::say(model.lang, &reason).into_owned();
        model.say_text(Tone::Bad, reason);
        return;
    };
    editor.replace(&lay_out::text(&text, &value));
    follow(model);
}

/// Takes the text of a claim, when it is JSON; the line stays open otherwise.
pub fn accept_claim(model: &mut Model, line: Line) {
    let Purpose::Claim(half, span) = line.purpose.clone() else { return };
    let value = line.input.text().trim();
    let is_date = model.typed_row(half, &span).is_some_and(|row| is_date(half, &row.name));
    let written = if members::is_sound(value) {
        value.to_owned()
    } else if is_date && !value.starts_with(['"', '{', '[']) {
        match times::parse_moment_in(value, model.now, model.zone()) {
            Ok(date) => date.seconds().to_string(),
            Err(error) => return members::refuse(model, line, error.message(model.lang)),
        }
    } else {
        return members::refuse(model, line, words::NOT_JSON.of(model.lang).to_owned());
    };
    let before = model.document.revision();
    let done = model.document.replace_value(half, span, &written);
    members::finish(model, before, done);
}

/// Closes the text area; what it changed is one step.
pub fn close(model: &mut Model) {
    if model.document.end_edit() {
        model.say(Tone::Good, words::EDITED, &[]);
    } else {
        model.say(Tone::Note, words::UNCHANGED, &[]);
    }
    judge(model);
}

/// One step back: of the typing in a text area, else of the token.
pub fn undo(model: &mut Model) {
    step(
        model,
        Editor::undo,
        crate::engine::document::Document::undo,
        words::UNDONE,
        words::NOTHING_TO_UNDO,
    );
}

/// One step forth.
pub fn redo(model: &mut Model) {
    step(
        model,
        Editor::redo,
        crate::engine::document::Document::redo,
        words::REDONE,
        words::NOTHING_TO_REDO,
    );
}

fn step(
    model: &mut Model,
    in_editor: fn(&mut Editor) -> bool,
    in_document: fn(&mut crate::engine::document::Document) -> bool,
    done: Phrase,
    not_done: Phrase,
) {
    if let Mode::Edit(edit) = &mut model.mode {
        in_editor(&mut edit.editor);
        follow(model);
        return;
    }
    if in_document(&mut model.document) {
        judge(model);
        model.say(Tone::Good, done, &[]);
    } else {
        model.say(Tone::Note, not_done, &[]);
    }
}

/// Makes the token follow the text area.
fn follow(model: &mut Model) {
    let Mode::Edit(edit) = &model.mode else { return };
    let text = edit.editor.text();
    match edit.target {
        Target::Half(half) => {
            if let Err(error) = model.document.replace_half(half, &text) {
                model.say_text(Tone::Bad, error.message(model.lang));
            }
        }
        Target::Segment(index) => {
            if let Err(error) = model.document.replace_segment(index, &text) {
                model.say_text(Tone::Bad, error.message(model.lang));
            }
        }
        Target::Token => model.document.replace_text(&text),
    }
    judge(model);
    mark(model);
}

/// Finds what the cursor of the text area is on: a date in JSON, a character of the token.
fn mark(model: &mut Model) {
    let Mode::Edit(edit) = &mut model.mode else { return };
    let offset = edit.editor.offset();
    let half = match edit.target {
        Target::Half(half) => half,
        Target::Segment(index) => {
            let span = model.facts.pieces.get(index).map_or(0..0, |piece| piece.span.clone());
            // Behind the last character it is still the last one that is looked at.
            let last = span.end.saturating_sub(1).max(span.start);
            model.token.cursor = span.start.saturating_add(offset).min(last);
            return;
        }
        Target::Token => {
            model.token.cursor = offset;
            return;
        }
    };
    let rows = &model.facts.members(half).rows;
    // Behind its comma a member still has the cursor: that is where the end of a line is.
    let row = rows.get(row_at(rows, offset.saturating_sub(2)));
    let row = row.filter(|row| row.span.start <= offset);
    edit.date = row.and_then(|row| row.date);
}

fn width(model: &Model) -> usize {
    layout(model).content(model.focus).map_or(1, |area| usize::from(area.width))
}

/// A token has no line breaks and no blanks.
fn breaks_line(press: Press) -> bool {
    matches!(press.key, Key::Enter | Key::Tab | Key::Char(' '))
        || (press.ctrl && matches!(press.key, Key::Char('m' | 'j')))
}
