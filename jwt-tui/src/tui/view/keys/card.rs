//! The marked key: everything about it that may be seen, and its text in a form.

use jwt_core::Algorithm;
use jwt_core::alg::Family;
use ratatui::text::Line;

use super::Page;
use super::list;
use super::name;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::visible;
use crate::engine::sanitize::visible_lines;
use crate::engine::times;
use crate::keys::doctor;
use crate::keys::form::Part;
use crate::keys::form::Written;
use crate::keys::load::SecretEncoding;
use crate::keys::ring::Entry;
use crate::keys::ring::Form;
use crate::text::keys as words;
use crate::text::messages;
use crate::tui::model::Model;
use crate::tui::model::keys::Card;
use crate::tui::theme::Role;

/// Columns of the labels.
const LABELS: usize = 9;
/// Columns of a line of PEM (RFC 7468 §2).
const PEM_COLUMNS: usize = 64;

/// The content of the pane.
pub(super) fn lines(model: &Model, width: usize) -> Vec<Line<'static>> {
    let mut page = Page::new(model, width, LABELS);
    if let Some(entry) = model.marked_key() {
        members(&mut page, model, entry);
        if let Some(card) = model.keys.card.as_ref().filter(|card| card.of == entry.id) {
            secret(&mut page, model, entry, card);
            written(&mut page, model, entry, card);
        }
    } else if let Some(one) = left_out(model) {
        page.field(words::LABEL_SOURCE, &visible(&one.source), Role::Plain);
        let reason = messages::say(model.lang, &one.reason);
        page.signed("!", Role::Warning, &visible(&reason), Role::Plain);
        page.gap();
        page.text(words::LEFT_OUT_MEANING.of(model.lang), Role::Plain);
    } else {
        page.text(words::NO_KEY_MARKED.of(model.lang), Role::Dim);
    }
    page.lines
}

/// The card on one row.
pub(super) fn summary(model: &Model, width: usize) -> Line<'static> {
    let Some(entry) = model.marked_key() else {
        let text = clip(words::NO_KEY_MARKED.of(model.lang), width).into_owned();
        return Line::styled(text, model.theme.style(Role::Dim));
    };
    let part = list::part(entry).of(model.lang);
    let text = format!(
        "{} · {} · {part} · {}",
        name(model.lang, entry),
        list::kind(&entry.jwk),
        visible(&entry.source)
    );
    Line::raw(clip(&text, width).into_owned())
}

/// The line of what was left out that is marked.
pub(super) fn left_out(model: &Model) -> Option<&crate::keys::ring::LeftOut> {
    let ring = &model.key.ring;
    ring.left_out().get(model.keys.list.selected.checked_sub(ring.entries().len())?)
}

fn members(page: &mut Page<'_>, model: &Model, entry: &Entry) {
    let (jwk, lang) = (&entry.jwk, model.lang);
    let none = words::NOT_SAID.of(lang);
    let kind = match entry.is_secret() {
        true => words::SECRET_SIZE.with(lang, &[&(jwk.bits() / 8), &jwk.bits()]),
        false => words::BITS.with(lang, &[&jwk.key_type(), &jwk.bits()]),
    };
    page.field(words::LABEL_KIND, &kind, Role::Plain);
    let text = |value: Option<&str>| {
        value.map_or_else(|| none.to_owned(), |one| visible(one).into_owned())
    };
    page.field(words::LABEL_KID, &text(jwk.key_id()), Role::Plain);
    let served: Vec<_> = jwk.algorithms().iter().map(|one| one.as_str()).collect();
    match jwk.algorithm_name() {
        Some(named) => page.field(words::LABEL_ALG, &visible(named), Role::Plain),
        None => page.field(words::LABEL_ALG, words::NO_ALG.of(lang), Role::Dim),
    }
    match served.as_slice() {
        [] => page.field(words::LABEL_SERVES, words::SERVES_NOTHING.of(lang), Role::Warning),
        [one] if Some(*one) == jwk.algorithm_name() => {}
        several => page.field(words::LABEL_SERVES, &several.join(" "), Role::Plain),
    }
    page.field(words::LABEL_USE, &text(jwk.public_key_use()), Role::Plain);
    let operations = jwk.key_operations().map(|list| list.join(", "));
    page.field(words::LABEL_KEY_OPS, &text(operations.as_deref()), Role::Plain);
    match entry.thumbprint() {
        Some(thumbprint) => page.field(words::LABEL_THUMBPRINT, thumbprint, Role::Plain),
        None => page.field(words::LABEL_THUMBPRINT, words::NO_THUMBPRINT.of(lang), Role::Dim),
    }
    let part = match (entry.is_secret(), jwk.is_private()) {
        (true, _) => words::HAS_SECRET,
        (false, true) => words::HAS_PRIVATE,
        (false, false) => words::HAS_PUBLIC,
    };
    page.field(words::LABEL_PART, part.of(lang), Role::Plain);
    page.field(words::LABEL_SOURCE, &visible(&entry.source), Role::Plain);
    page.field(words::LABEL_FORM, &form(model, entry), Role::Plain);
    if let Some(certificate) = jwk.certificates().first() {
        let until = times::in_zone(certificate.not_after(), times::Zone::Utc);
        let told = words::CERTIFICATE.with(lang, &[&visible(certificate.subject()), &until]);
        page.field(words::LABEL_CERTIFICATE, &told, Role::Plain);
    }
}

/// The form in which it came.
fn form(model: &Model, entry: &Entry) -> String {
    let phrase = match entry.form {
        Form::Text { .. } => return entry.form.to_string(),
        Form::Derived => words::FORM_DERIVED,
        Form::Given => words::FORM_GIVEN,
        Form::Made => words::FORM_MADE,
        Form::Secret if entry.readings.is_empty() => words::FORM_SECRET,
        Form::Secret => words::FORM_SECRET_READ,
    };
    phrase.of(model.lang).to_owned()
}

/// What there is to say about a secret, and the secret once it is asked for.
fn secret(page: &mut Page<'_>, model: &Model, entry: &Entry, card: &Card) {
    let (Some(octets), lang) = (card.octets, model.lang) else { return };
    if !entry.readings.is_empty() {
        page.field(words::LABEL_READ, &doctor::told(&entry.readings, lang), Role::Plain);
    }
    match &card.secret {
        Some(text) => page.field(words::LABEL_SECRET, &visible(text), Role::Warning),
        None if model.key.revealed => {}
        None => page.field(words::LABEL_SECRET, words::HIDDEN.of(lang), Role::Plain),
    }
    let algorithm = hmac(model, entry);
    let needed = algorithm.hash().map_or(0, jwt_core::alg::Hash::octets);
    if octets < needed {
        let told = words::WEAK.with(lang, &[&octets, &algorithm, &needed]);
        page.signed("!", Role::Warning, &told, Role::Warning);
    }
    if let Some((encoding, octets)) = card.encoded {
        let encoding = match encoding {
            SecretEncoding::Hex => words::ENCODING_HEX.of(lang).to_owned(),
            other => other.to_string(),
        };
        let told = words::LOOKS_ENCODED.with(lang, &[&encoding, &octets]);
        page.signed("!", Role::Warning, &told, Role::Plain);
    }
}

/// The HMAC that a secret is for: its own, else the token's, else the smallest.
fn hmac(model: &Model, entry: &Entry) -> Algorithm {
    [entry.jwk.algorithm_name(), model.facts.header_text("alg")]
        .into_iter()
        .flatten()
        .filter_map(|name| name.parse::<Algorithm>().ok())
        .find(|one| one.family() == Family::Hmac)
        .unwrap_or(Algorithm::Hs256)
}

/// The text of the key in the form that is chosen.
fn written(page: &mut Page<'_>, model: &Model, entry: &Entry, card: &Card) {
    let (form, lang) = (card.form.name(), model.lang);
    // A secret has no public part; what is hidden is said above.
    if entry.is_secret() && card.part == Part::Public {
        return;
    }
    page.gap();
    match &card.text {
        Ok(text) => {
            let phrase = match card.part {
                Part::Whole => words::WRITTEN_WHOLE,
                Part::Public => words::WRITTEN_PUBLIC,
            };
            let role = if card.part == Part::Whole { Role::Warning } else { Role::Plain };
            page.text(&phrase.with(lang, &[&form]), Role::Title);
            match card.form {
                Written::Pem => pem(page, text, role),
                _ => page.text(&visible_lines(text), role),
            }
        }
        Err(reason) => {
            let reason = messages::say(lang, reason);
            page.text(&words::NOT_WRITTEN.with(lang, &[&form, &visible(&reason)]), Role::Dim);
        }
    }
}

/// The lines of a PEM text; its body is cut anew where the pane is narrower than the lines.
fn pem(page: &mut Page<'_>, text: &str, role: Role) {
    if page.width() >= PEM_COLUMNS {
        return page.text(text, role);
    }
    let mut body = zeroize::Zeroizing::new(String::with_capacity(text.len()));
    for line in text.lines() {
        if line.starts_with("-----") {
            page.text(&body, role);
            body.clear();
            page.text(line, role);
        } else {
            body.push_str(line);
        }
    }
}
