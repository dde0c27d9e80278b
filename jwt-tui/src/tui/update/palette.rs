//! The palette: every command by its name, and the jump from pane to pane.

use crate::text::craft;
use crate::tui::effect::Effect;
use crate::tui::fuzzy;
use crate::tui::keymap::Binding;
use crate::tui::keymap::Context;
use crate::tui::keymap::Key;
use crate::tui::keymap::Press;
use crate::tui::layout::layout;
use crate::tui::message::Command;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Tone;
use crate::tui::model::palette::Entry;
use crate::tui::model::palette::State;
use crate::tui::update;
use crate::tui::update::moving;

/// The letters of the jump, in the order of the panes: those where fingers rest.
const LETTERS: &str = "asdfghjkl";

/// Opens the palette.
pub fn open(model: &mut Model) {
    model.mode = Mode::Palette(State::default());
    search(model);
}

/// Types into the palette.
pub fn typed(model: &mut Model, press: Press) {
    if let Mode::Palette(state) = &mut model.mode {
        state.input.press(press);
    }
    search(model);
}

/// Types many characters into the palette.
pub fn inserted(model: &mut Model, text: &str) {
    if let Mode::Palette(state) = &mut model.mode {
        state.input.insert(text);
    }
    search(model);
}

/// Looks anew for what fits.
pub fn search(model: &mut Model) {
    let Mode::Palette(state) = &model.mode else { return };
    let query = state.input.text().to_owned();
    let entries = entries(model);
    let total = entries.len();
    let mut found: Vec<(i32, Entry)> = entries
        .into_iter()
        .filter_map(|entry| Some((worth(model, entry, &query)?, entry)))
        .collect();
    // The sort is stable: what is equally good stays in the order of the table.
    found.sort_by_key(|(score, _)| score.saturating_neg());
    if let Mode::Palette(state) = &mut model.mode {
        state.found = found.into_iter().map(|(_, entry)| entry).collect();
        state.total = total;
        state.selected = 0;
        state.scroll = 0;
    }
}

/// Runs the marked command where it works.
pub fn run(model: &mut Model, state: &State) -> Vec<Effect> {
    let Some(entry) = state.found.get(state.selected) else {
        return Vec::new();
    };
    let pane = Pane::ALL.into_iter().find(|pane| pane.context() == entry.context);
    if let Some(pane) = pane.filter(|&pane| pane != model.focus) {
        moving::show(model, pane.screen());
        moving::focus(model, pane);
    }
    update::command(model, entry.command)
}

/// The row of the table behind an entry.
#[must_use]
pub fn row(model: &Model, entry: Entry) -> Option<&Binding> {
    model.desk.keymap.bindings(entry.context).find(|row| row.command == entry.command)
}

/// The keys of an entry as they are typed from here: what is copied needs the key of copying first.
#[must_use]
pub fn keys_text(model: &Model, entry: Entry, row: &Binding) -> String {
    let keys = row.keys_text(model.desk.ascii);
    if entry.context != Context::Copy {
        return keys;
    }
    let copy = Entry { context: model.focus.context(), command: Command::Copy };
    let first = self::row(model, copy).and_then(|row| row.keys.first()).copied();
    first.map_or_else(|| keys.clone(), |first| format!("{first} {keys}"))
}

/// The panes that can be jumped to, each with its letter.
#[must_use]
pub fn letters(model: &Model) -> Vec<(char, Pane)> {
    LETTERS.chars().zip(model.screen.panes().iter().copied()).collect()
}

/// Jumps to the pane of a letter; any other key is said to be none, and the letters stay.
pub fn jump(model: &mut Model, press: Press) {
    model.status = None;
    let letter = match press.key {
        Key::Char(letter) => Some(letter.to_ascii_lowercase()),
        _ => None,
    };
    let letters = letters(model);
    let Some(&(_, pane)) = letters.iter().find(|(one, _)| Some(*one) == letter) else {
        return model.say(Tone::Note, craft::NO_SUCH_LETTER, &[&press]);
    };
    model.mode = Mode::Normal;
    if layout(model).place(pane).is_none() {
        model.zoomed = false;
    }
    moving::focus(model, pane);
}

/// Everything that can be run: here, after `y`, then in the other panes. Each command once.
fn entries(model: &Model) -> Vec<Entry> {
    let table = &model.desk.keymap;
    let here = model.focus.context();
    let others = Pane::ALL.into_iter().map(Pane::context);
    let mut entries: Vec<Entry> = Vec::new();
    for context in [here, Context::Copy].into_iter().chain(others) {
        for row in table.bindings(context) {
            let command = row.command;
            let is_new = entries.iter().all(|entry| entry.command != command);
            if is_new && !matches!(command, Command::Palette | Command::Close | Command::Jump) {
                entries.push(Entry { context, command });
            }
        }
    }
    entries
}

/// The better of name and help; a word of the help is worth less than the name.
fn worth(model: &Model, entry: Entry, query: &str) -> Option<i32> {
    let row = row(model, entry)?;
    let in_name = fuzzy::score(query, &entry.command.name());
    let in_word = fuzzy::score(query, row.name.of(model.lang));
    let is_long = query.chars().count() > 2;
    let in_help = fuzzy::score(query, row.help.of(model.lang)).filter(|_| is_long);
    in_name.max(in_word).max(in_help.map(|score| score / 2))
}
