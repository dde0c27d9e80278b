//! Tokens and keys from outside: pasted, typed or read from a file, told apart by their content.

use jwt_core::key::Jwk;
use zeroize::Zeroizing;

use crate::engine::input;
use crate::engine::input::Found;
use crate::engine::input::Pasted;
use crate::engine::sanitize::visible;
use crate::engine::verdict::KeySupply;
use crate::keys::load;
use crate::keys::load::SecretEncoding;
use crate::text::Lang;
use crate::text::words;
use crate::tui::effect::Effect;
use crate::tui::line::LineInput;
use crate::tui::message::Text;
use crate::tui::model::Line;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Purpose;
use crate::tui::model::Tone;
use crate::tui::update::asking;
use crate::tui::update::editing;
use crate::tui::update::judging::judge;
use crate::tui::update::members;
use crate::tui::update::moving;
use crate::tui::update::picking;

/// Takes the text that the program was started with; whatever it is, it is shown as a token.
pub fn open(model: &mut Model, text: &str) {
    let all = input::find_tokens(text);
    let found = input::token_or_raw(text);
    model.document = crate::engine::document::Document::new(&found.token);
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
    let into_key = model.focus == Pane::Key;
    take(model, text, words::PASTED.of(model.lang), into_key);
    Vec::new()
}

/// Takes the content of a file.
pub fn file_read(model: &mut Model, path: &str, content: Result<Text, String>) -> Vec<Effect> {
    let name = visible(path).into_owned();
    match content {
        Ok(text) => {
            let into_key = model.focus == Pane::Key;
            take(model, &text, &name, into_key);
        }
        Err(reason) => model.say_text(Tone::Bad, format!("{name}: {}", visible(&reason))),
    }
    Vec::new()
}

/// Asks for a key, in the key pane.
pub fn ask_for_key(model: &mut Model) {
    moving::focus(model, Pane::Key);
    ask(model, Purpose::Key);
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
        Purpose::Member(half) => members::accept_member(model, half, line),
        Purpose::Name(half, index) => members::accept_name(model, half, index, text),
        _ => take_tokens(model, text, words::TYPED.of(model.lang)),
    }
    Vec::new()
}

fn ask(model: &mut Model, purpose: Purpose) {
    let masked = purpose == Purpose::Key;
    model.mode = Mode::Line(Line { purpose, input: LineInput::default(), masked });
}

/// Finds out what a text is and takes it.
fn take(model: &mut Model, content: &Text, source: &str, into_key: bool) {
    let Ok(text) = std::str::from_utf8(content.expose()) else {
        // No text at all: only a key in DER looks like that.
        take_keys(model, content.expose(), source);
        return;
    };
    match input::classify(text) {
        Pasted::Token(_) => take_tokens(model, text, source),
        Pasted::Key(octets) => {
            let octets = Zeroizing::new(octets);
            take_keys(model, &octets, source);
        }
        Pasted::Other(copy) if into_key => {
            drop(Zeroizing::new(copy));
            take_secret(model, text, source);
        }
        Pasted::Other(_) if is_meant_as_token(text) => {
            take_token(model, &input::token_or_raw(text), source);
        }
        Pasted::Other(_) => model.say(Tone::Bad, words::NOT_RECOGNISED, &[]),
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
    let all = input::find_tokens(text);
    if all.len() > 1 {
        picking::open(model, all, source);
    } else {
        take_token(model, &input::token_or_raw(text), source);
    }
}

/// Takes a token, and begins to look at it from its first character.
pub(super) fn take_token(model: &mut Model, found: &Found, source: &str) {
    model.document.give(&found.token);
    model.token.scroll = 0;
    model.token.cursor = 0;
    for pane in [&mut model.header, &mut model.payload] {
        pane.scroll = 0;
        pane.selected = 0;
    }
    model.checks = crate::tui::model::List::default();
    judge(model);
    let origin =
        if [words::PASTED, words::TYPED].map(|phrase| phrase.of(model.lang)).contains(&source) {
            String::new()
        } else {
            words::FROM.with(model.lang, &[&source])
        };
    model.say(Tone::Good, words::TOKEN_TAKEN, &[&origin]);
}

/// A key that was typed or pasted into the line: what is no key is a secret.
fn take_key_text(model: &mut Model, text: &str) {
    match input::classify(text) {
        Pasted::Key(octets) => {
            let octets = Zeroizing::new(octets);
            take_keys(model, &octets, words::TYPED.of(model.lang));
        }
        _ => take_secret(model, text, words::TYPED.of(model.lang)),
    }
}

fn take_keys(model: &mut Model, octets: &[u8], source: &str) {
    match load::load(octets) {
        Ok(loaded) if loaded.keys.is_empty() => {
            let reason = loaded.skipped.first().map(|reason| format!(": {}", visible(reason)));
            model.say(Tone::Bad, words::NO_USABLE_KEY, &[&reason.unwrap_or_default()]);
        }
        Ok(loaded) => {
            let told = keys_taken(model.lang, loaded.kind, loaded.keys.len(), loaded.skipped.len());
            supply(model, loaded.keys, source);
            model.key.skipped = loaded.skipped;
            model.say_text(Tone::Good, told);
        }
        Err(error) => model.say_text(Tone::Bad, visible(&error.to_string())),
    }
}

fn take_secret(model: &mut Model, text: &str, source: &str) {
    // A line break at the end comes from copying, hardly ever from the secret.
    let secret = text.strip_suffix('\n').unwrap_or(text);
    let secret = secret.strip_suffix('\r').unwrap_or(secret);
    match load::secret(secret.as_bytes(), SecretEncoding::Auto) {
        Ok(key) => {
            supply(model, vec![key], source);
            let phrase = if secret.len() < text.len() {
                words::SECRET_TAKEN_TRIMMED
            } else {
                words::SECRET_TAKEN
            };
            model.say(Tone::Good, phrase, &[&secret.len()]);
        }
        Err(error) => model.say_text(Tone::Bad, visible(&error.to_string())),
    }
}

/// Replaces the keys of the session.
pub fn supply(model: &mut Model, keys: Vec<Jwk>, source: &str) {
    model.key.supply = Some(KeySupply::new(keys, source));
    model.key.skipped.clear();
    model.key.revealed = false;
    model.key.scroll = 0;
    judge(model);
}

fn keys_taken(lang: Lang, kind: &str, count: usize, skipped: usize) -> String {
    let phrase = if count == 1 { words::KEY_TAKEN } else { words::KEYS_TAKEN };
    let told = phrase.with(lang, &[&kind, &count]);
    if skipped == 0 { told } else { words::LEFT_OUT.with(lang, &[&told, &skipped]) }
}
