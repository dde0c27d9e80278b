//! Whether the marked key fits the token, in words: the answer, why, what `kid` says, what to do.

use ratatui::text::Line;
use ratatui::text::Span;

use super::Page;
use super::list;
use crate::engine::document::SignatureState;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::visible;
use crate::keys::doctor;
use crate::keys::fit::Examination;
use crate::keys::fit::Fit;
use crate::keys::fit::KeyId;
use crate::keys::ring::Entry;
use crate::text::Lang;
use crate::text::Phrase;
use crate::text::keys as words;
use crate::text::messages;
use crate::tui::facts::Sign;
use crate::tui::facts::VerdictKind;
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// The content of the pane.
pub(super) fn lines(model: &Model, width: usize) -> Vec<Line<'static>> {
    let mut page = Page::new(model, width, 0);
    let Some(entry) = model.marked_key() else {
        page.text(words::NO_KEY_MARKED.of(model.lang), Role::Dim);
        return page.lines;
    };
    let (sign, role) = list::sign(model, entry);
    page.signed(sign, role, &headline(model, entry), Role::Title);
    if let Some(examined) = model.key.fit(entry.id) {
        kid(&mut page, model, entry, examined);
        why(&mut page, model, entry, examined);
    }
    if let Some((_, readings)) = model.key.diagnosis().filter(|(id, _)| *id == entry.id) {
        let told = words::DOCTOR.with(model.lang, &[&doctor::told(readings, model.lang)]);
        page.signed("!", Role::Warning, &told, Role::Warning);
    }
    page.lines
}

/// The answer on one row.
pub(super) fn summary(model: &Model, width: usize) -> Line<'static> {
    let Some(entry) = model.marked_key() else {
        let text = clip(words::NO_KEY_MARKED.of(model.lang), width).into_owned();
        return Line::styled(text, model.theme.style(Role::Dim));
    };
    let (sign, role) = list::sign(model, entry);
    let text = headline(model, entry);
    Line::from(vec![
        Span::styled(format!("{sign} "), model.theme.style(role)),
        Span::raw(clip(&text, width.saturating_sub(2)).into_owned()),
    ])
}

/// The answer in a sentence.
fn headline(model: &Model, entry: &Entry) -> String {
    if model.document.token().is_empty() {
        return words::FIT_NO_TOKEN.of(model.lang).to_owned();
    }
    match model.key.fit(entry.id) {
        Some(examined) => answer(model.lang, examined),
        None => words::FIT_PENDING.of(model.lang).to_owned(),
    }
}

fn answer(lang: Lang, examined: &Examination) -> String {
    let unusable = |phrase: Phrase, reason: String| {
        phrase.with(lang, &[&visible(&messages::say(lang, &reason))])
    };
    match &examined.fit {
        Fit::Yes { algorithm, .. } if examined.key_id == KeyId::Same => {
            words::FIT_YES_KID.with(lang, &[algorithm])
        }
        Fit::Yes { algorithm, .. } => words::FIT_YES.with(lang, &[algorithm]),
        Fit::NoAlgorithm { found: Some(found) } => {
            words::FIT_NO_ALGORITHM.with(lang, &[&clip(&visible(found), 24)])
        }
        Fit::NoAlgorithm { found: None } => words::FIT_ALGORITHM_MISSING.of(lang).to_owned(),
        Fit::OtherAlgorithm { wanted, bound } => {
            words::FIT_ALGORITHM.with(lang, &[wanted, &visible(bound)])
        }
        Fit::OtherCurve { wanted, needs, found } => {
            words::FIT_CURVE.with(lang, &[wanted, needs, found])
        }
        Fit::OtherFamily { wanted, needs, found, .. } => {
            words::FIT_FAMILY.with(lang, &[wanted, needs, found])
        }
        Fit::Forbidden { member, expected, found } => {
            words::FIT_FORBIDDEN.with(lang, &[member, &visible(found), expected])
        }
        Fit::Mismatch { algorithm } => words::FIT_MISMATCH.with(lang, &[algorithm]),
        Fit::Token(error) => unusable(words::FIT_TOKEN, error.to_string()),
        Fit::Unusable(error) => unusable(words::FIT_UNUSABLE, error.to_string()),
    }
}

/// What `kid` says beside the answer.
fn kid(page: &mut Page<'_>, model: &Model, entry: &Entry, examined: &Examination) {
    let quoted = |kid: Option<&str>| format!("\"{}\"", clip(&visible(kid.unwrap_or_default()), 40));
    let token = quoted(examined.wanted.as_deref());
    let key = quoted(entry.jwk.key_id());
    let was_tried = matches!(examined.fit, Fit::Yes { .. } | Fit::Mismatch { .. });
    let (phrase, values, role) = match examined.key_id {
        KeyId::Neither => return,
        KeyId::Same => (words::KID_SAME, [&token, &key], Role::Dim),
        KeyId::Differs if was_tried => (words::KID_DIFFERS, [&token, &key], Role::Warning),
        KeyId::Differs => (words::KID_DIFFERS_TOO, [&token, &key], Role::Dim),
        KeyId::OnlyToken => (words::KID_ONLY_TOKEN, [&token, &key], Role::Dim),
        KeyId::OnlyKey => (words::KID_ONLY_KEY, [&key, &token], Role::Dim),
    };
    let [first, second] = values;
    page.signed("·", Role::Dim, &phrase.with(model.lang, &[first, second]), role);
}

/// Why, and what to do about it.
fn why(page: &mut Page<'_>, model: &Model, entry: &Entry, examined: &Examination) {
    let mut say = |phrase: Phrase, role: Role| {
        page.signed(" ", role, phrase.of(model.lang), role);
    };
    match &examined.fit {
        Fit::Yes { is_weak, .. } => {
            if *is_weak {
                say(words::FIT_WEAK, Role::Warning);
            }
            if is_used(model, entry) {
                say(words::FIT_USED, Role::Plain);
            } else if examined.key_id == KeyId::Differs {
                say(words::KID_ROTATION, Role::Plain);
            }
        }
        Fit::OtherFamily { confusion: Some(form), .. } => {
            let told = words::FIT_CONFUSION.with(model.lang, &[form]);
            page.signed("!", Role::Bad, &told, Role::Warning);
        }
        Fit::OtherFamily { .. } => say(words::FIT_FAMILY_WHY, Role::Plain),
        Fit::OtherCurve { .. } => say(words::FIT_CURVE_WHY, Role::Plain),
        Fit::OtherAlgorithm { .. } => say(words::FIT_ALGORITHM_WHY, Role::Plain),
        Fit::Forbidden { .. } => say(words::FIT_FORBIDDEN_WHY, Role::Plain),
        Fit::Mismatch { .. } => say(mismatch(model, entry), Role::Plain),
        Fit::NoAlgorithm { .. } | Fit::Token(_) | Fit::Unusable(_) => {}
    }
}

/// What a signature that does not match may mean.
fn mismatch(model: &Model, entry: &Entry) -> Phrase {
    let is_diagnosed = model.key.diagnosis().is_some_and(|(id, _)| *id == entry.id);
    match model.document.signature_state() {
        SignatureState::Stale => words::FIT_STALE,
        _ if entry.is_secret() && !is_diagnosed => words::FIT_MISMATCH_SECRET,
        _ => words::FIT_MISMATCH_WHY,
    }
}

/// Whether the verdict on the signature is by this key.
fn is_used(model: &Model, entry: &Entry) -> bool {
    let holds = model.facts.verdict(VerdictKind::Signature).map(|check| check.sign);
    let used = model.facts.key.as_ref().filter(|_| holds == Some(Sign::Pass));
    used.and_then(|used| model.key.offered(used.index)).is_some_and(|used| used.id == entry.id)
}
