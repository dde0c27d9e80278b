//! Tokens and keys from outside: pasted, typed or read from a file, told apart by their content.

use std::sync::Arc;

use jwt_core::key::Jwk;
use jwt_core::key::MAX_KEYS;
use zeroize::Zeroizing;

use crate::engine::history;
use crate::engine::input;
use crate::engine::input::Found;
use crate::engine::input::Pasted;
use crate::engine::sanitize::visible;
use crate::keys::load;
use crate::keys::load::LoadError;
use crate::keys::load::SecretEncoding;
use crate::keys::ring::Form;
use crate::keys::ring::Origin;
use crate::text::Lang;
use crate::text::Phrase;
use crate::text::keys::EARLIER_KEY;
use crate::text::keys::RING_FULL;
use crate::text::messages;
use crate::text::words;
use crate::tui::effect::Effect;
use crate::tui::facts::Sign;
use crate::tui::facts::VerdictKind;
use crate::tui::line::LineInput;
use crate::tui::message::Text;
use crate::tui::model::Line;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Purpose;
use crate::tui::model::Screen;
use crate::tui::model::Tone;
use crate::tui::update;
use crate::tui::update::asking;
use crate::tui::update::diff;
use crate::tui::update::editing;
use crate::tui::update::judging::judge;
use crate::tui::update::keys;
use crate::tui::update::members;
use crate::tui::update::moving;
use crate::tui::update::picking;
use crate::tui::update::ring;
use crate::tui::update::writing;

/// Takes the text that the program was started with; whatever it is, it is shown as a token.
pub fn open(model: &mut Model, text: &str) {
    let all = input::tokens_or_raw(text);
    let first = all.first().map_or("", |found| found.token.as_str());
    model.document = crate::engine::document::Document::new(first);
    if all.len() > 1 {
        picking::open(model, all, words::PASTED.of(model.lang));
    }
}

/// Takes a pasted text: into the text that is being typed, else as what its content says.
pub fn pasted(model: &mut Model, text: &Text) -> Vec<Effect> {
    if model.is_typing() {
        return editing::inserted(model, &text.to_text());
    }
    model.status = None;
    model.mode = Mode::Normal;
    let into_key = is_for_keys(model);
    take(model, text, words::PASTED.of(model.lang), into_key);
    Vec::new()
}

/// Takes the content of a file.
pub fn file_read(model: &mut Model, path: &str, content: Result<Text, String>) -> Vec<Effect> {
    let name = visible(path).into_owned();
    match content {
        Ok(text) => {
            let into_key = is_for_keys(model);
            take(model, &text, &name, into_key);
        }
        Err(reason) => model.say_text(Tone::Bad, format!("{name}: {}", said(model.lang, &reason))),
    }
    Vec::new()
}

/// Whether what is no token and no key is a secret here.
fn is_for_keys(model: &Model) -> bool {
    model.focus == Pane::Key || model.screen == Screen::Keys
}

/// Asks for a key, in the key pane.
pub fn ask_for_key(model: &mut Model) {
    let before = model.focus;
    moving::focus(model, Pane::Key);
    ask(model, Purpose::Key);
    model.desk.before_key = Some(before);
}

/// Goes back to where a key was asked for, when none is given.
pub fn no_key(model: &mut Model) {
    if let Some(pane) = model.desk.before_key.take() {
        moving::focus(model, pane);
    }
}

/// Asks for a token.
pub fn ask_for_token(model: &mut Model) {
    ask(model, Purpose::Token);
}

/// Asks for the name of a file.
pub fn ask_for_file(model: &mut Model) {
    ask(model, Purpose::File);
}

/// Takes what was typed on a line.
pub fn accept(model: &mut Model, line: Line) -> Vec<Effect> {
    match line.purpose {
        Purpose::Claim(..) => editing::accept_claim(model, line),
        Purpose::Compare => diff::given(model, line.input.text()),
        Purpose::Filter => update::history::filter(model, line.input.text()),
        Purpose::Rules => asking::accept_rules(model, line),
        Purpose::Search(half) => asking::accept_search(model, half, line.input.text()),
        _ => return accept_text(model, line),
    }
    Vec::new()
}

/// Takes a line that must not be empty.
fn accept_text(model: &mut Model, line: Line) -> Vec<Effect> {
    let text = line.input.text();
    if text.trim().is_empty() {
        model.say(Tone::Note, words::NOTHING_TYPED, &[]);
        return Vec::new();
    }
    match line.purpose {
        Purpose::File => {
            let path = text.trim().trim_start_matches('@').to_owned();
            return vec![Effect::ReadFile(Zeroizing::new(path))];
        }
        Purpose::Key => take_key_text(model, text),
        Purpose::KeyFile(part) => return writing::write(model, text.trim(), part),
        Purpose::Member(half) => members::accept_member(model, half, line),
        Purpose::Name(half, index) => members::accept_name(model, half, index, text),
        _ => take_tokens(model, text, words::TYPED.of(model.lang)),
    }
    Vec::new()
}

/// Opens a line.
pub fn ask(model: &mut Model, purpose: Purpose) {
    let masked = purpose == Purpose::Key;
    model.desk.before_key = None;
    model.mode = Mode::Line(Line { purpose, input: LineInput::default(), masked });
}

/// Finds out what a text is and takes it.
fn take(model: &mut Model, content: &Text, source: &str, into_key: bool) {
    let Ok(text) = std::str::from_utf8(content.expose()) else {
        // No text at all: a key in DER, or a secret of random octets.
        take_octets(model, content.expose(), source, into_key);
        return;
    };
    match input::classify(text) {
        Pasted::Token => take_tokens(model, text, source),
        Pasted::Key => take_keys(model, text.as_bytes(), source),
        Pasted::Other if into_key => take_secret(model, text, source),
        Pasted::Other if is_meant_as_token(text) => take_tokens(model, text, source),
        Pasted::Other => model.say(Tone::Bad, words::NOT_RECOGNISED, &[]),
    }
}

/// One word with dots, or one that begins like a token: broken perhaps, but to be looked at.
fn is_meant_as_token(text: &str) -> bool {
    let text = text.trim();
    let is_word = !text.is_empty() && !text.contains(char::is_whitespace);
    is_word && (text.starts_with("ey") || (text.contains('.') && !text.contains('/')))
}

/// Takes the token of a text, or asks which of several.
fn take_tokens(model: &mut Model, text: &str, source: &str) {
    let all = input::tokens_or_raw(text);
    match all.as_slice() {
        [only] => take_token(model, only, source),
        _ => picking::open(model, all, source),
    }
}

/// Takes a token, and begins to look at it from its first character.
pub(super) fn take_token(model: &mut Model, found: &Found, source: &str) {
    model.history.origin = Some(token_origin(model.lang, source));
    replace(model, &found.token);
    let origin =
        if [words::PASTED, words::TYPED].map(|phrase| phrase.of(model.lang)).contains(&source) {
            String::new()
        } else {
            words::FROM.with(model.lang, &[&source])
        };
    model.say(Tone::Good, words::TOKEN_TAKEN, &[&origin]);
}

/// Puts another token in the place of the one on the workbench and begins at its top.
pub(crate) fn replace(model: &mut Model, token: &str) {
    model.document.give(token);
    model.key.fitted = None;
    model.token.scroll = 0;
    model.token.cursor = 0;
    for pane in [&mut model.header, &mut model.payload] {
        pane.scroll = 0;
        pane.selected = 0;
    }
    model.checks = crate::tui::model::List::default();
    judge(model);
}

/// What the history says about where a token came from.
fn token_origin(lang: Lang, source: &str) -> history::Origin {
    if source == words::PASTED.of(lang) {
        history::Origin::Pasted
    } else if source == words::TYPED.of(lang) {
        history::Origin::Typed
    } else {
        history::Origin::File(source.to_owned())
    }
}

/// A key that was typed or pasted into the line: what is no key is a secret.
fn take_key_text(model: &mut Model, text: &str) {
    match input::classify(text) {
        Pasted::Key => take_keys(model, text.as_bytes(), words::TYPED.of(model.lang)),
        _ => take_secret(model, text, words::TYPED.of(model.lang)),
    }
}

fn take_octets(model: &mut Model, octets: &[u8], source: &str, into_key: bool) {
    let is_key = !matches!(load::load(octets), Err(LoadError::Unrecognised(_)));
    if is_key || !into_key {
        return take_keys(model, octets, source);
    }
    match load::secret(octets, SecretEncoding::Auto) {
        Ok(key) => secret_taken(model, key, source, words::SECRET_TAKEN, octets.len()),
        Err(error) => refuse(model, &error),
    }
}

fn take_keys(model: &mut Model, octets: &[u8], source: &str) {
    match load::load(octets) {
        Ok(loaded) if loaded.keys.is_empty() => {
            let lang = model.lang;
            let reason = loaded.skipped.first().map(|reason| format!(": {}", said(lang, reason)));
            model.say(Tone::Bad, words::NO_USABLE_KEY, &[&reason.unwrap_or_default()]);
        }
        Ok(loaded) => {
            let told = keys_taken(model.lang, loaded.kind, loaded.keys.len(), loaded.skipped.len());
            let form = Form::Text { kind: loaded.kind, structure: loaded.structure };
            let origin = Origin { source: Arc::from(source), form, readings: Vec::new() };
            let Some(added) = supply(model, loaded.keys, &origin) else { return };
            model.key.ring.leave_out(&origin.source, loaded.skipped);
            let told = told_with_earlier(model, told, added);
            model.say_text(Tone::Good, told);
        }
        Err(error) => refuse(model, &error),
    }
}

fn refuse(model: &mut Model, error: &LoadError) {
    let reason = error.to_string();
    let reason = messages::say(model.lang, &reason);
    let reason = visible(&reason).into_owned();
    model.say_text(Tone::Bad, reason);
}

fn take_secret(model: &mut Model, text: &str, source: &str) {
    // A line break at the end comes from copying, hardly ever from the secret.
    let secret = text.strip_suffix('\n').unwrap_or(text);
    let secret = secret.strip_suffix('\r').unwrap_or(secret);
    let phrase =
        if secret.len() < text.len() { words::SECRET_TAKEN_TRIMMED } else { words::SECRET_TAKEN };
    match load::secret(secret.as_bytes(), SecretEncoding::Auto) {
        Ok(key) => secret_taken(model, key, source, phrase, secret.len()),
        Err(error) => refuse(model, &error),
    }
}

fn secret_taken(model: &mut Model, key: Jwk, source: &str, phrase: Phrase, bytes: usize) {
    let origin = Origin { source: Arc::from(source), form: Form::Secret, readings: Vec::new() };
    let Some(added) = supply(model, vec![key], &origin) else { return };
    let told = told_with_earlier(model, phrase.with(model.lang, &[&bytes]), added);
    model.say_text(Tone::Good, told);
}

/// Adds keys to those of the session and judges the token anew; gives how many came.
///
/// None when there is no room for them, which is said.
pub fn supply(model: &mut Model, keys: Vec<Jwk>, origin: &Origin) -> Option<usize> {
    let count = keys.len();
    let Ok(first) = model.key.ring.add(keys, origin) else {
        model.say(Tone::Bad, RING_FULL, &[&MAX_KEYS]);
        return None;
    };
    model.key.revealed = false;
    model.key.scroll = 0;
    if let Some(first) = first {
        ring::mark(model, first);
    }
    keys::offer(model);
    Some(count)
}

/// Says so when it is a key of before that matches, so that nobody takes the new one for it.
fn told_with_earlier(model: &Model, told: String, added: usize) -> String {
    let holds = model.facts.verdict(VerdictKind::Signature).map(|check| check.sign);
    let used = model.facts.key.as_ref().filter(|_| holds == Some(Sign::Pass));
    let earlier = used.filter(|used| used.index >= added);
    let Some((used, supply)) = earlier.zip(model.key.supply.as_ref()) else { return told };
    let source = visible(supply.source_of(used.index)).into_owned();
    EARLIER_KEY.with(model.lang, &[&told, &source])
}

/// An error of the library in a language, fit to be shown.
fn said(lang: Lang, error: &dyn core::fmt::Display) -> String {
    visible(&messages::say(lang, &error.to_string())).into_owned()
}

fn keys_taken(lang: Lang, kind: &str, count: usize, skipped: usize) -> String {
    let phrase = if count == 1 { words::KEY_TAKEN } else { words::KEYS_TAKEN };
    let told = phrase.with(lang, &[&kind, &count]);
    if skipped == 0 { told } else { words::LEFT_OUT.with(lang, &[&told, &skipped]) }
}
