//! What happens on the Keys screen: the marked key and what is done with it.

use jwt_core::Algorithm;
use jwt_core::key::Jwk;

use crate::engine::sanitize::visible;
use crate::keys::doctor;
use crate::keys::form::Part;
use crate::keys::form::secret_octets;
use crate::keys::ring::Entry;
use crate::keys::ring::EntryId;
use crate::keys::ring::Form;
use crate::keys::ring::Origin;
use crate::text::keys as words;
use crate::tui::effect::Effect;
use crate::tui::layout::layout;
use crate::tui::message::Command;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Purpose;
use crate::tui::model::Screen;
use crate::tui::model::Tone;
use crate::tui::model::keys::Card;
use crate::tui::update::giving;
use crate::tui::update::keys;
use crate::tui::update::moving;
use crate::tui::update::writing;
use crate::tui::view;

/// Called when the screen opens, and after each message while it shows.
pub fn settle(model: &mut Model) {
    let ring = &model.key.ring;
    let count = ring.entries().len().saturating_add(ring.left_out().len());
    let list = &mut model.keys.list;
    list.selected = list.selected.min(count.saturating_sub(1));
    write_card(model);
    let layout = layout(model);
    let size =
        |pane| layout.content(pane).map_or((0, 0), |area| (area.width.into(), area.height.into()));
    let (_, rows): (usize, usize) = size(Pane::Ring);
    model.keys.list.scroll =
        moving::follow(model.keys.list.scroll, model.keys.list.selected, count, rows);
    let (width, rows) = size(Pane::KeyCard);
    let lines = view::keys::rows(model, Pane::KeyCard, width);
    model.keys.card_scroll = moving::within(model.keys.card_scroll, lines, rows);
    let (width, rows) = size(Pane::Fit);
    let lines = view::keys::rows(model, Pane::Fit, width);
    model.keys.fit_scroll = moving::within(model.keys.fit_scroll, lines, rows);
}

/// Acts on a command while a pane of this screen has the keys.
///
/// # Errors
///
/// The command itself when it is not its own.
pub fn command(model: &mut Model, command: Command) -> Result<Vec<Effect>, Command> {
    match command {
        Command::CopyKey => return Ok(writing::copy(model, Part::Public)),
        Command::CopyPrivateKey => return Ok(writing::copy(model, Part::Whole)),
        Command::CopyThumbprint => return Ok(writing::copy_thumbprint(model)),
        Command::DerivePublic => derive(model),
        Command::ForgetAll => keys::forget(model),
        Command::ForgetKey => forget(model),
        Command::GenerateKey => keys::choose(model, true),
        Command::GiveKey => giving::ask(model, Purpose::Key),
        Command::KeyForm => writing::turn(model),
        Command::ReadSecretSo => read_so(model),
        Command::Sign => sign(model, false),
        Command::SignWithKey => sign(model, true),
        Command::UseKey => choose(model),
        Command::WriteKey => writing::ask(model, Part::Public),
        Command::WritePrivateKey => writing::ask(model, Part::Whole),
        other => return Err(other),
    }
    Ok(Vec::new())
}

/// The marked key, or a word about there being none.
pub(super) fn marked_or_say(model: &mut Model) -> Option<Entry> {
    let entry = model.marked_key().cloned();
    if entry.is_none() {
        model.say(Tone::Note, words::NO_KEY_MARKED, &[]);
    }
    entry
}

/// Marks a key.
pub fn mark(model: &mut Model, id: EntryId) {
    let place = model.key.ring.entries().iter().position(|entry| entry.id == id);
    model.keys.list.selected = place.unwrap_or(0);
    model.keys.card_scroll = 0;
    model.keys.fit_scroll = 0;
}

/// Reads a secret in the way that fits the token, else in the way that it looks like.
pub fn read_so(model: &mut Model) {
    let found = model.key.diagnosis().cloned();
    let Some((id, readings)) = found.or_else(|| looks_like(model)) else {
        return model.say(Tone::Note, words::NO_READING, &[]);
    };
    let Some(entry) = model.key.ring.get(id).cloned() else { return };
    let read = secret_octets(&entry.jwk).and_then(|given| doctor::apply(&readings, &given));
    let Some(jwk) = read.as_ref().and_then(|secret| as_before(&entry.jwk, secret)) else {
        return model.say(Tone::Note, words::NO_READING, &[]);
    };
    let bytes = read.map_or(0, |secret| secret.len());
    let readings = [entry.readings, readings].concat();
    let origin = Origin { source: entry.source, form: Form::Secret, readings };
    giving::supply(model, vec![jwk], &origin);
    model.say(Tone::Good, words::READING_TAKEN, &[&bytes]);
}

/// What the marked secret, or the first that is offered, looks like.
fn looks_like(model: &Model) -> Option<(EntryId, Vec<doctor::Reading>)> {
    let on_screen = model.marked_key().filter(|_| model.screen == Screen::Keys);
    let entry = on_screen.or_else(|| model.key.ring.offered().next())?;
    let (encoding, _) = doctor::looks_encoded(&secret_octets(&entry.jwk)?)?;
    Some((entry.id, vec![doctor::Reading::Decoded(encoding)]))
}

/// A secret with what the old one said about itself.
fn as_before(old: &Jwk, secret: &[u8]) -> Option<Jwk> {
    let mut jwk = Jwk::from_secret(secret).ok()?;
    if let Some(kid) = old.key_id() {
        jwk = jwk.with_key_id(kid);
    }
    match old.algorithm_name().and_then(|name| name.parse::<Algorithm>().ok()) {
        Some(algorithm) => Some(jwk.with_algorithm(algorithm)),
        None => Some(jwk),
    }
}

/// Moves inside the focused pane; `page` is how many of its rows show.
pub(super) fn go(model: &mut Model, command: Command, page: usize) {
    let state = &mut model.keys;
    match model.focus {
        Pane::KeyCard => state.card_scroll = moving::moved(state.card_scroll, command, page),
        Pane::Fit => state.fit_scroll = moving::moved(state.fit_scroll, command, page),
        _ => {
            state.list.selected = moving::moved(state.list.selected, command, page);
            state.card_scroll = 0;
            state.fit_scroll = 0;
        }
    }
}

fn choose(model: &mut Model) {
    let Some(entry) = marked_or_say(model) else { return };
    model.key.ring.choose(entry.id);
    keys::offer(model);
    match model.key.ring.chosen() {
        Some(_) => {
            let name = view::keys::name(model.lang, &entry);
            model.say(Tone::Good, words::USES_ONE, &[&name]);
        }
        None => model.say(Tone::Good, words::USES_ALL, &[]),
    }
}

fn derive(model: &mut Model) {
    let Some(entry) = marked_or_say(model) else { return };
    let Some(public) = entry.jwk.public() else {
        return model.say(Tone::Note, words::SECRET_HAS_NO_PUBLIC, &[]);
    };
    if !entry.jwk.is_private() {
        return model.say(Tone::Note, words::IS_PUBLIC, &[]);
    }
    let origin = Origin { source: entry.source, form: Form::Derived, readings: Vec::new() };
    giving::supply(model, vec![public], &origin);
    model.say(Tone::Good, words::DERIVED, &[]);
}

fn forget(model: &mut Model) {
    let Some(entry) = marked_or_say(model) else { return };
    let name = view::keys::name(model.lang, &entry);
    model.key.ring.forget(entry.id);
    drop(entry);
    keys::offer(model);
    model.say(Tone::Good, words::FORGOTTEN_ONE, &[&visible(&name)]);
}

/// Signs with the marked key; another algorithm is written into the header only when it is asked for.
fn sign(model: &mut Model, may_write: bool) {
    let Some(entry) = marked_or_say(model) else { return };
    if !entry.jwk.is_private() {
        return model.say(Tone::Bad, words::CANNOT_SIGN, &[]);
    }
    let serves = entry.jwk.algorithms();
    let named = keys::algorithm(model).filter(|one| serves.contains(one));
    let Some(algorithm) = named.or_else(|| serves.first().copied()) else {
        return model.say(Tone::Bad, words::CANNOT_SIGN, &[]);
    };
    if named.is_none() && !may_write {
        let header = model.facts.header_text("alg").unwrap_or("—").to_owned();
        return model.say(Tone::Note, words::OTHER_ALGORITHM, &[&visible(&header), &algorithm]);
    }
    if named.is_none()
        && !model.document.token().is_empty()
        && let Err(error) = model.document.set_algorithm(algorithm)
    {
        return model.say_text(Tone::Bad, error.to_string());
    }
    keys::sign_with(model, &entry, algorithm);
}

/// Writes the marked key down when it, its form or what may be seen of it has changed.
fn write_card(model: &mut Model) {
    let form = model.keys.form;
    let Some(entry) = model.key.ring.entries().get(model.keys.list.selected) else {
        model.keys.card = None;
        return;
    };
    let revealed = model.key.revealed;
    let part = if revealed && entry.jwk.is_private() { Part::Whole } else { Part::Public };
    let is_same = |card: &Card| card.of == entry.id && card.form == form && card.part == part;
    if model.keys.card.as_ref().is_some_and(is_same) {
        return;
    }
    let octets = secret_octets(&entry.jwk);
    let text = crate::keys::form::write(&entry.jwk, form, part);
    let secret = octets.as_ref().filter(|_| part == Part::Whole);
    let secret = secret.and_then(|octets| std::str::from_utf8(octets).ok());
    model.keys.card = Some(Card {
        of: entry.id,
        form,
        part,
        text: text
            .map(|text| crate::keys::form::laid_out(&text))
            .map_err(|error| error.to_string()),
        encoded: octets.as_ref().and_then(|octets| doctor::looks_encoded(octets)),
        secret: secret.map(|text| zeroize::Zeroizing::new(text.to_owned())),
        octets: octets.map(|octets| octets.len()),
    });
}
