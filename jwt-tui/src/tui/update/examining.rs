//! Finding out about keys away from the loop: which fit the token, and which secret was meant otherwise.
//!
//! Asked once for each judgement, one at a time: an answer about a token of before asks anew.

use std::collections::HashMap;

use crate::engine::document::SignatureState;
use crate::keys::doctor;
use crate::keys::doctor::Reading;
use crate::keys::fit::Examination;
use crate::keys::form::secret_octets;
use crate::keys::ring::Entry;
use crate::keys::ring::EntryId;
use crate::text::keys as words;
use crate::tui::effect::Effect;
use crate::tui::effect::Examine;
use crate::tui::facts::Sign;
use crate::tui::facts::VerdictKind;
use crate::tui::message::Text;
use crate::tui::model::Examined;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Screen;
use crate::tui::model::Tone;

/// The most secrets whose other readings are tried.
const MAX_SECRETS: usize = 16;

/// What is to be found out now, if anything.
pub fn wish(model: &mut Model) -> Option<Effect> {
    let (token, judged) = (model.document.token(), model.key.judged);
    if token.is_empty() || model.key.examined.is_running || matches!(model.mode, Mode::Edit(_)) {
        return None;
    }
    let known = &model.key.examined;
    let is_stale = known.of != judged;
    let wants_fits = model.screen == Screen::Keys && (is_stale || known.fits.is_none());
    let wants_doctor = is_ill(model) && (is_stale || !known.asked_doctor);
    let of_keys = |entry: &Entry| (entry.id, entry.jwk.clone());
    let keys: Option<Vec<_>> =
        wants_fits.then(|| model.key.ring.entries().iter().map(of_keys).collect());
    let keys = keys.filter(|keys| !keys.is_empty());
    let secrets = wants_doctor.then(|| secrets(model)).filter(|secrets| !secrets.is_empty());
    if keys.is_none() && secrets.is_none() {
        return None;
    }
    let token = token.into();
    model.key.examined.is_running = true;
    Some(Effect::Examine(Box::new(Examine { of: judged, token, keys, secrets })))
}

/// Takes an answer; one about a token of before is passed over.
pub fn examined(
    model: &mut Model,
    of: u64,
    fits: Option<HashMap<EntryId, Examination>>,
    diagnosis: Option<Option<(EntryId, Vec<Reading>)>>,
) {
    model.key.examined.is_running = false;
    if of != model.key.judged {
        return;
    }
    if model.key.examined.of != of {
        model.key.examined = Examined { of, ..Examined::default() };
    }
    if fits.is_some() {
        model.key.examined.fits = fits;
    }
    if let Some(diagnosis) = diagnosis {
        model.key.examined.asked_doctor = true;
        if let Some((_, readings)) = &diagnosis {
            let told = doctor::told(readings, model.lang);
            model.say(Tone::Note, words::DOCTOR_SAID, &[&told]);
        }
        model.key.examined.diagnosis = diagnosis;
    }
}

/// Whether a signature that no edit explains does not match.
fn is_ill(model: &Model) -> bool {
    let signature = model.facts.verdict(VerdictKind::Signature);
    signature.is_some_and(|check| check.sign == Sign::Fail)
        && model.document.signature_state() != SignatureState::Stale
}

fn secrets(model: &Model) -> Vec<(EntryId, Text)> {
    let octets = |entry: &Entry| Some((entry.id, Text::new(secret_octets(&entry.jwk)?.to_vec())));
    model.key.ring.offered().filter_map(octets).take(MAX_SECRETS).collect()
}
