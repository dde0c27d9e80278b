//! The tokens of before: each that is given is remembered, and some of them are kept in a file.

use std::sync::Arc;

use crate::engine::history::Entry;
use crate::engine::history::Keep;
use crate::engine::history::Origin;
use crate::engine::sanitize::visible;
use crate::history::store::Kept;
use crate::history::store::Request;
use crate::history::store::StoreError;
use crate::text::history as words;
use crate::tui::effect::Effect;
use crate::tui::layout::layout;
use crate::tui::line::LineInput;
use crate::tui::message::Command;
use crate::tui::model::Line;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Purpose;
use crate::tui::model::Question;
use crate::tui::model::Screen;
use crate::tui::model::Tone;
use crate::tui::model::history::Shown;
use crate::tui::update::diff;
use crate::tui::update::giving;
use crate::tui::update::moving;
use crate::tui::view;

/// The most tokens of a session, and the most octets of all of them.
const MOST: (usize, usize) = (200, 32 << 20);

/// Remembers the token that the program was started with.
pub fn begin(model: &mut Model) {
    model.history.origin = Some(Origin::Given);
    let _ = remember(model);
}

/// Asks for the file when tokens are kept; those of the session are added to it.
pub fn opening(model: &mut Model) -> Vec<Effect> {
    let setting = &model.history.setting;
    if setting.keep == Keep::Nothing {
        return Vec::new();
    }
    let Some(file) = setting.file.clone() else {
        model.history.setting.keep = Keep::Nothing;
        model.say(Tone::Bad, words::NO_PLACE, &[]);
        return Vec::new();
    };
    let request = if model.history.kept.is_empty() { add_session(model) } else { Request::Load };
    vec![Effect::History(file, request)]
}

/// Remembers what came since the last message; asks to keep it when that is wanted.
pub fn notice(model: &mut Model) -> Option<Effect> {
    let new = remember(model);
    let setting = &model.history.setting;
    if new.is_empty() || setting.keep == Keep::Nothing {
        return None;
    }
    let file = setting.file.clone()?;
    Some(Effect::History(file, Request::Add(new, setting.keep)))
}

/// Puts a token that was not there before, and one that was made and is there no more, into the list.
fn remember(model: &mut Model) -> Vec<Entry> {
    let mut new = Vec::new();
    for token in std::mem::take(&mut model.history.aside) {
        new.extend(push(model, &token, Some(Origin::Typed)));
    }
    if *model.history.seen != *model.document.original() {
        let given = model.document.original();
        model.history.seen = Arc::from(given);
        if let Some(made) = model.history.made.take() {
            new.extend(push(model, &made, Some(Origin::Made)));
        }
        let given = Arc::clone(&model.history.seen);
        let origin = model.history.origin.take();
        new.extend(push(model, &given, origin));
    }
    if !model.document.is_forged() {
        model.history.made = None;
    } else if model.history.made.as_deref() != Some(model.document.token()) {
        model.history.made = Some(Arc::from(model.document.token()));
    }
    new
}

/// Puts a token at the top; gives it back when it is new or came anew.
fn push(model: &mut Model, token: &str, origin: Option<Origin>) -> Option<Entry> {
    if token.trim().is_empty() {
        return None;
    }
    let history = &mut model.history;
    history.changes = history.changes.wrapping_add(1);
    let known = history.session.iter().position(|entry| *entry.token == *token);
    let known = known.map(|place| history.session.remove(place));
    if let (Some(known), None) = (&known, &origin) {
        history.session.insert(0, Arc::clone(known));
        return None;
    }
    let entry = Entry::new(token, model.now, origin.unwrap_or_default());
    history.session.insert(0, Arc::new(entry.clone()));
    let mut octets: usize = 0;
    let mut fits = |entry: &Arc<Entry>| {
        octets = octets.saturating_add(entry.token.len());
        octets <= MOST.1
    };
    let count = history.session.iter().take_while(|entry| fits(entry)).count();
    history.session.truncate(count.clamp(1, MOST.0));
    Some(entry)
}

fn add_session(model: &Model) -> Request {
    let entries = model.history.session.iter().rev().map(|entry| (**entry).clone()).collect();
    Request::Add(entries, model.history.setting.keep)
}

/// Takes what the file holds, or why it could not be read.
pub fn told(model: &mut Model, kept: Result<Kept, StoreError>) {
    match kept {
        Ok(kept) => {
            let history = &mut model.history;
            history.kept = kept.entries.into_iter().map(Arc::new).collect();
            history.skipped = kept.skipped;
            history.changes = history.changes.wrapping_add(1);
            if kept.mended {
                model.say(Tone::Note, words::MENDED, &[]);
            }
        }
        Err(error) => {
            let reason = error.words(model.lang);
            model.say_text(Tone::Bad, visible(&reason));
        }
    }
}

/// Called when the screen opens, and after each message while it shows.
pub fn settle(model: &mut Model) {
    list(model);
    let layout = layout(model);
    if let Some(area) = layout.content(Pane::Entries) {
        let head = view::history::head(model, usize::from(area.width)).len();
        let rows = usize::from(area.height).saturating_sub(head);
        let history = &mut model.history;
        let (selected, count) = (history.list.selected, history.shown.len());
        history.list.scroll = moving::follow(history.list.scroll, selected, count, rows);
    }
    if let Some(area) = layout.content(Pane::Entry) {
        view::history::cut(model, usize::from(area.width));
        let card = &mut model.history.card;
        card.scroll = moving::within(card.scroll, card.rows.len(), usize::from(area.height));
    }
}

/// Makes the list anew when something in it changed.
fn list(model: &mut Model) {
    let filter = match &model.mode {
        Mode::Line(line) if line.purpose == Purpose::Filter => line.input.text().to_owned(),
        _ => model.history.filter.clone(),
    };
    let made_for = Some((model.history.changes, filter));
    if model.history.shown_for == made_for {
        return;
    }
    let wanted = made_for.as_ref().map_or("", |(_, filter)| filter.as_str());
    let history = &model.history;
    let mut shown: Vec<Shown> = Vec::new();
    for entry in &history.session {
        let is_present = *entry.token == *model.document.original();
        let is_kept = history.kept.iter().any(|kept| kept.is_twin(entry));
        shown.push(Shown { entry: Arc::clone(entry), is_present, is_kept });
    }
    for entry in &history.kept {
        if !history.session.iter().any(|known| known.is_twin(entry)) {
            shown.push(Shown { entry: Arc::clone(entry), is_present: false, is_kept: true });
        }
    }
    shown.retain(|one| one.entry.matches(wanted));
    model.history.shown = shown;
    model.history.shown_for = made_for;
    let last = model.history.shown.len().saturating_sub(1);
    model.history.list.selected = model.history.list.selected.min(last);
}

/// Acts on a command while a pane of this screen has the keys; gives it back when it is not its own.
///
/// # Errors
///
/// The command, when it has the meaning here that it has everywhere.
pub fn command(model: &mut Model, command: Command) -> Result<Vec<Effect>, Command> {
    match command {
        Command::OpenEntry => open(model),
        Command::CompareEntry => {
            if let Some(shown) = model.history.marked().cloned() {
                diff::compare(model, &shown.entry);
            }
        }
        Command::Filter => {
            let input = LineInput::new(&model.history.filter);
            model.mode = Mode::Line(Line { purpose: Purpose::Filter, input, masked: false });
        }
        Command::KeepHistory => keep(model),
        Command::DeleteEntry => return Ok(delete(model)),
        Command::DeleteAll => ask(model, Question::ClearHistory),
        Command::Close if !model.history.filter.is_empty() => model.history.filter.clear(),
        other => return Err(other),
    }
    Ok(Vec::new())
}

/// Moves inside the focused pane; `page` is how many of its rows show.
pub(super) fn go(model: &mut Model, command: Command, page: usize) {
    let history = &mut model.history;
    if model.focus == Pane::Entry {
        history.card.scroll = moving::moved(history.card.scroll, command, page);
        return;
    }
    let last = history.shown.len().saturating_sub(1);
    history.list.selected = moving::moved(history.list.selected, command, page).min(last);
    history.card.scroll = 0;
}

/// A click on a row that shows: its token is marked.
pub fn clicked(model: &mut Model, row: usize, width: usize) {
    let head = view::history::head(model, width).len();
    let Some(row) = row.checked_sub(head) else { return };
    let place = model.history.list.scroll.saturating_add(row);
    if place < model.history.shown.len() {
        model.history.list.selected = place;
        model.history.card.scroll = 0;
    }
}

/// Puts the marked token on the workbench.
fn open(model: &mut Model) {
    let Some(entry) = model.history.marked().map(|shown| Arc::clone(&shown.entry)) else { return };
    giving::replace(model, &entry.token);
    if !model.history.session.iter().any(|known| known.token == entry.token) {
        model.history.session.insert(0, Arc::clone(&entry));
    }
    moving::show(model, Screen::Workbench);
    let phrase = if entry.lacks_signature { words::OPENED_UNSIGNED } else { words::OPENED };
    model.say(Tone::Good, phrase, &[]);
}

/// Stops keeping at once, or asks before anything is written.
fn keep(model: &mut Model) {
    if model.history.setting.keep != Keep::Nothing {
        model.history.setting.keep = Keep::Nothing;
        model.say(Tone::Good, words::SWITCHED_OFF, &[]);
    } else if model.history.setting.file.is_none() {
        model.say(Tone::Bad, words::NO_PLACE, &[]);
    } else {
        ask(model, Question::KeepHistory);
    }
}

fn ask(model: &mut Model, question: Question) {
    model.history.question_scroll = 0;
    model.mode = Mode::Ask(question);
}

/// Does what was asked about.
pub fn answered(model: &mut Model, signed: bool) -> Vec<Effect> {
    let Mode::Ask(question) = std::mem::take(&mut model.mode) else { return Vec::new() };
    let Some(file) = model.history.setting.file.clone() else {
        if question == Question::ClearHistory {
            clear(model);
        }
        return Vec::new();
    };
    match question {
        Question::ClearHistory => {
            clear(model);
            vec![Effect::History(file, Request::Clear)]
        }
        Question::KeepHistory => {
            model.history.setting.keep = if signed { Keep::Signed } else { Keep::Unsigned };
            model.say(Tone::Good, words::SWITCHED_ON, &[]);
            vec![Effect::History(file, add_session(model))]
        }
    }
}

fn clear(model: &mut Model) {
    let history = &mut model.history;
    history.session.retain(|entry| entry.token == history.seen);
    history.kept.clear();
    history.skipped = 0;
    history.changes = history.changes.wrapping_add(1);
    model.say(Tone::Good, words::CLEARED, &[]);
}

/// Deletes the marked token: from the file, and from the list unless it is on the workbench.
fn delete(model: &mut Model) -> Vec<Effect> {
    let Some(shown) = model.history.marked().cloned() else { return Vec::new() };
    if shown.is_present && !shown.is_kept {
        model.say(Tone::Note, words::IS_PRESENT, &[]);
        return Vec::new();
    }
    let history = &mut model.history;
    history.kept.retain(|entry| !entry.is_twin(&shown.entry));
    if !shown.is_present {
        history.session.retain(|entry| !entry.is_twin(&shown.entry));
    }
    history.changes = history.changes.wrapping_add(1);
    let file = history.setting.file.clone().filter(|_| shown.is_kept);
    model.say(Tone::Good, words::DELETED, &[]);
    let request = Request::Delete((*shown.entry).clone());
    file.map(|file| Effect::History(file, request)).into_iter().collect()
}

/// Takes the words that tokens must have in them.
pub fn filter(model: &mut Model, text: &str) {
    model.history.filter = text.trim().to_owned();
    model.history.list.selected = 0;
}
