//! Keys on their way out: to the clipboard and to files.
//!
//! The public part goes by the small letters. A private part or a secret leaves by its own command
//! alone, and into files that nobody else can read.

use std::path::Path;

use zeroize::Zeroizing;

use crate::engine::sanitize::visible;
use crate::keys::form;
use crate::keys::form::Part;
use crate::keys::form::Written;
use crate::keys::ring::Entry;
use crate::text::keys as words;
use crate::text::messages;
use crate::text::words::THE_PUBLIC_KEY;
use crate::text::words::THE_THUMBPRINT;
use crate::tui::effect::Effect;
use crate::tui::message::NotWritten;
use crate::tui::message::Text;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Purpose;
use crate::tui::model::Replace;
use crate::tui::model::Tone;
use crate::tui::update::giving;
use crate::tui::update::ring::marked_or_say;

/// Shows the marked key in the next form.
pub fn turn(model: &mut Model) {
    model.keys.form = model.keys.form.next();
    model.keys.card_scroll = 0;
    model.say(Tone::Note, words::FORM_SHOWN, &[&model.keys.form.name()]);
}

/// Copies the marked key in the form that shows.
pub fn copy(model: &mut Model, part: Part) -> Vec<Effect> {
    let Some(entry) = marked_or_say(model) else { return Vec::new() };
    let Some(text) = text(model, &entry, part, model.keys.form) else { return Vec::new() };
    let what = if part == Part::Public { THE_PUBLIC_KEY } else { words::THE_PRIVATE_KEY };
    vec![Effect::Copy { text, what }]
}

/// Copies the thumbprint of the marked key.
pub fn copy_thumbprint(model: &mut Model) -> Vec<Effect> {
    let Some(entry) = marked_or_say(model) else { return Vec::new() };
    let Some(thumbprint) = entry.thumbprint() else {
        model.say(Tone::Note, words::NO_THUMBPRINT, &[]);
        return Vec::new();
    };
    vec![Effect::Copy { text: thumbprint.into(), what: THE_THUMBPRINT }]
}

/// Asks for the name of a file to write the marked key to.
pub fn ask(model: &mut Model, part: Part) {
    let Some(entry) = marked_or_say(model) else { return };
    // What cannot be written is said before a name is typed.
    if text(model, &entry, part, model.keys.form).is_some() {
        giving::ask(model, Purpose::KeyFile(part));
    }
}

/// The form that the name of a file asks for by its end, else the one that shows.
#[must_use]
pub fn form_for(path: &str, shown: Written) -> Written {
    Written::of_file(Path::new(path.trim())).unwrap_or(shown)
}

/// Writes the marked key to the file that was named.
pub fn write(model: &mut Model, path: &str, part: Part) -> Vec<Effect> {
    let Some(entry) = marked_or_say(model) else { return Vec::new() };
    let form = form_for(path, model.keys.form);
    let Some(text) = text(model, &entry, part, form) else { return Vec::new() };
    let path = Zeroizing::new(path.to_owned());
    vec![Effect::WriteFile { path, text, replace: false }]
}

/// Replaces the file, as was agreed to.
#[must_use]
pub fn replace(replace: Replace) -> Vec<Effect> {
    let Replace { path, text } = replace;
    vec![Effect::WriteFile { path, text, replace: true }]
}

/// Tells how the writing went; asks when there is such a file.
pub fn written(model: &mut Model, path: Zeroizing<String>, result: Result<(), NotWritten>) {
    let name = visible(&path).into_owned();
    match result {
        Ok(()) => model.say(Tone::Good, words::WRITTEN_FILE, &[&name]),
        Err(NotWritten::Failed(reason)) => {
            model.say_text(
                Tone::Bad,
                format!("{name}: {}", visible(&messages::say(model.lang, &reason))),
            );
        }
        // Whoever types something else by now is asked nothing; nothing is replaced.
        Err(NotWritten::Exists(_)) if model.is_typing() => {
            model.say(Tone::Bad, words::NOT_REPLACED, &[]);
        }
        Err(NotWritten::Exists(text)) => {
            model.status = None;
            model.mode = Mode::Replace(Box::new(Replace { path, text }));
        }
    }
}

/// The marked key in a form, or a word about why there is no such text.
fn text(model: &mut Model, entry: &Entry, part: Part, form: Written) -> Option<Text> {
    match part {
        Part::Public if entry.is_secret() => {
            model.say(Tone::Note, words::SECRET_HAS_NO_PUBLIC, &[]);
            return None;
        }
        Part::Whole if !entry.jwk.is_private() => {
            model.say(Tone::Note, words::HAS_NO_PRIVATE, &[]);
            return None;
        }
        _ => {}
    }
    match form::write(&entry.jwk, form, part) {
        Ok(text) => {
            let mut octets = Vec::with_capacity(text.len().saturating_add(1));
            octets.extend_from_slice(text.as_bytes());
            if !text.ends_with('\n') {
                octets.push(b'\n');
            }
            Some(octets.into())
        }
        Err(error) => {
            let reason = messages::say(model.lang, &error.to_string()).into_owned();
            model.say(Tone::Bad, words::NOT_WRITTEN, &[&form.name(), &reason]);
            None
        }
    }
}
