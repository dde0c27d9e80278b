//! What is done with keys: making, forgetting, choosing the algorithm, signing.

use std::sync::Arc;

use jwt_core::Algorithm;
use jwt_core::key::Jwk;

use crate::engine::document::EditError;
use crate::engine::sanitize::visible;
use crate::engine::verdict::signing_key;
use crate::keys::ring::Entry;
use crate::keys::ring::Form;
use crate::keys::ring::Origin;
use crate::text::keys::FORGOTTEN_ALL;
use crate::text::keys::MADE;
use crate::text::keys::NOT_MADE;
use crate::text::keys::SIGNED;
use crate::text::keys::SIGNED_BY;
use crate::text::messages;
use crate::text::words;
use crate::tui::effect::Effect;
use crate::tui::model::Choose;
use crate::tui::model::Examined;
use crate::tui::model::KeyRing;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Screen;
use crate::tui::model::Tone;
use crate::tui::update::giving;
use crate::tui::update::judging::judge;
use crate::tui::view;

/// Shows or hides secrets: the one that is being typed, else the key's.
pub fn reveal(model: &mut Model) {
    match &mut model.mode {
        Mode::Line(line) => line.masked = !line.masked,
        _ if model.key.ring.entries().is_empty() => model.say(Tone::Note, words::NEEDS_KEY, &[]),
        _ => model.key.revealed = !model.key.revealed,
    }
}

/// Wipes the key; asks first where it would be several.
pub fn forget(model: &mut Model) {
    match model.key.ring.entries().len() {
        0 => model.say(Tone::Note, words::NEEDS_KEY, &[]),
        1 => forget_all(model),
        _ => model.mode = Mode::Forget,
    }
}

/// Wipes all keys.
pub fn forget_all(model: &mut Model) {
    let count = model.key.ring.entries().len();
    model.key.ring.forget_all();
    model.key.revealed = false;
    model.key.scroll = 0;
    offer(model);
    match count {
        1 => model.say(Tone::Good, words::FORGOTTEN, &[]),
        _ => model.say(Tone::Good, FORGOTTEN_ALL, &[&count]),
    }
}

/// Offers the verifier what the ring says and judges the token with it.
pub fn offer(model: &mut Model) {
    model.key.supply = model.key.ring.supply();
    // What is known of keys that are gone goes with them.
    model.keys.card = None;
    if model.key.supply.is_none() {
        model.key.examined =
            Examined { is_running: model.key.examined.is_running, ..Examined::default() };
    }
    judge(model);
}

/// Opens the list of algorithms; the header's own is marked.
pub fn choose(model: &mut Model, generate: bool) {
    let can: Vec<Algorithm> = signing_algorithms(model);
    let free = generate || model.key.supply.is_none();
    let items: Vec<_> = Algorithm::ALL
        .iter()
        .map(|&algorithm| (algorithm, free || can.contains(&algorithm)))
        .collect();
    let named = model.facts.header_text("alg");
    let selected = items
        .iter()
        .position(|(algorithm, _)| named == Some(algorithm.as_str()))
        .or_else(|| items.iter().position(|&(_, possible)| possible))
        .unwrap_or(0);
    model.mode = Mode::Choose(Choose { items, selected, generate, ..Choose::default() });
}

/// Takes the marked algorithm.
pub fn chosen(model: &mut Model, choose: &Choose) -> Vec<Effect> {
    let Some(&(algorithm, possible)) = choose.items.get(choose.selected) else { return Vec::new() };
    if choose.generate {
        return make(model, algorithm);
    }
    if !possible {
        model.say(Tone::Bad, words::KEY_CANNOT, &[&algorithm]);
        return Vec::new();
    }
    match model.document.set_algorithm(algorithm) {
        Ok(()) => {
            judge(model);
            let phrase = if model.key.supply.is_some() {
                words::ALGORITHM_WRITTEN
            } else {
                words::ALGORITHM_WRITTEN_NO_KEY
            };
            model.say(Tone::Good, phrase, &[&algorithm]);
        }
        Err(error) => model.say_text(Tone::Bad, error.to_string()),
    }
    Vec::new()
}

/// Makes a key for the algorithm of the header; asks for one when it names none that is known.
pub fn generate(model: &mut Model) -> Vec<Effect> {
    match algorithm(model) {
        Some(algorithm) => make(model, algorithm),
        None => {
            choose(model, true);
            Vec::new()
        }
    }
}

fn make(model: &mut Model, algorithm: Algorithm) -> Vec<Effect> {
    model.say(Tone::Note, words::MAKING_KEY, &[&algorithm]);
    vec![Effect::GenerateKey(algorithm)]
}

/// Takes the key that was made.
pub fn generated(model: &mut Model, key: Result<Box<Jwk>, String>) -> Vec<Effect> {
    match key {
        Ok(key) => {
            let name = key.algorithms().first().map_or("", |algorithm| algorithm.as_str());
            let source = Arc::from(words::MADE_HERE.of(model.lang));
            let origin = Origin { source, form: Form::Made, readings: Vec::new() };
            giving::supply(model, vec![*key], &origin);
            let phrase = if on_keys(model) { MADE } else { words::KEY_MADE };
            model.say(Tone::Good, phrase, &[&name]);
        }
        Err(reason) => {
            let reason = messages::say(model.lang, &reason).into_owned();
            model.say(Tone::Bad, NOT_MADE, &[&reason]);
        }
    }
    Vec::new()
}

/// Signs header and payload as they stand.
pub fn sign(model: &mut Model) {
    if model.document.token().is_empty() {
        model.say(Tone::Note, words::NOTHING_TO_SIGN, &[]);
        return;
    }
    if model.key.supply.is_none() {
        model.say(Tone::Bad, words::NEEDS_KEY, &[]);
        return;
    }
    let Some(algorithm) = algorithm(model) else {
        model.say(Tone::Bad, words::NO_ALGORITHM, &[]);
        return;
    };
    let kid = model.facts.header_text("kid");
    let Some(entry) = signer(&model.key, algorithm, kid).cloned() else {
        model.say(Tone::Bad, words::CANNOT_SIGN, &[&algorithm]);
        return;
    };
    sign_with(model, &entry, algorithm);
}

/// Signs header and payload as they stand with one key.
pub fn sign_with(model: &mut Model, entry: &Entry, algorithm: Algorithm) {
    if model.document.token().is_empty() {
        model.say(Tone::Note, words::NOTHING_TO_SIGN, &[]);
        return;
    }
    let weak = model.key.supply.as_ref().is_none_or(|supply| supply.weak_secrets_allowed);
    let key = match signing_key(&entry.jwk, Some(algorithm), weak) {
        Ok(key) => key,
        Err(error) => {
            model.say_text(Tone::Bad, error.to_string());
            return;
        }
    };
    let before = (model.document.token().to_owned(), model.document.revision());
    let signed = model
        .document
        .sign(|input| key.sign(input).map_err(|error| SignFailure(error.to_string())));
    match signed {
        Ok(()) => {
            judge(model);
            if model.document.token() == before.0 {
                // A step that only says that the signature is fresh is no step.
                if model.document.revision() != before.1 {
                    model.document.undo();
                }
                model.say(Tone::Note, words::SAME_SIGNATURE, &[]);
            } else {
                say_signed(model, entry, algorithm);
            }
        }
        Err(SignFailure(reason)) => model.say_text(Tone::Bad, reason),
    }
}

/// Says with which key, where there are several.
fn say_signed(model: &mut Model, entry: &Entry, algorithm: Algorithm) {
    let on_keys = on_keys(model);
    if model.key.ring.entries().len() < 2 {
        let phrase = if on_keys { SIGNED } else { words::SIGNED };
        return model.say(Tone::Good, phrase, &[&algorithm]);
    }
    let name = view::keys::name(model.lang, entry);
    let source = visible(&entry.source).into_owned();
    let phrase = if on_keys { SIGNED_BY } else { words::SIGNED_BY };
    model.say(Tone::Good, phrase, &[&algorithm, &name, &source]);
}

/// Whether the letters of the Keys screen work: `y` copies a key there, and not the token.
fn on_keys(model: &Model) -> bool {
    model.screen == Screen::Keys
}

/// Why signing failed, in words.
struct SignFailure(String);

impl From<EditError> for SignFailure {
    fn from(error: EditError) -> Self {
        Self(error.to_string())
    }
}

/// The algorithm that the header names, when it is one.
pub(super) fn algorithm(model: &Model) -> Option<Algorithm> {
    model.facts.header_text("alg").and_then(|name| name.parse().ok())
}

/// What the keys can sign with.
fn signing_algorithms(model: &Model) -> Vec<Algorithm> {
    let keys = model.key.supply.as_ref().map_or(&[][..], |supply| &supply.keys);
    keys.iter().filter(|key| key.is_private()).flat_map(Jwk::algorithms).collect()
}

/// A private key for the algorithm: the one that the header names, else the one that the token held
/// with before it was changed, else the latest.
fn signer<'k>(keys: &'k KeyRing, algorithm: Algorithm, kid: Option<&str>) -> Option<&'k Entry> {
    let can: Vec<&Entry> = keys
        .ring
        .offered()
        .filter(|entry| entry.jwk.is_private() && entry.jwk.algorithms().contains(&algorithm))
        .collect();
    let named = can.iter().find(|entry| kid.is_some() && entry.jwk.key_id() == kid);
    let fitted = can.iter().find(|entry| keys.fitted == Some(entry.id));
    named.or(fitted).or(can.first()).copied()
}
