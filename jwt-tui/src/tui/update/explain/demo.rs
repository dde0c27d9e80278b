//! The same text under another algorithm, with a key that is made for it and for nothing else.

use jwt_core::Algorithm;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::key::Jwk;
use zeroize::Zeroizing;

use crate::engine::document::Document;
use crate::engine::document::EditError;
use crate::engine::document::Half;
use crate::engine::explain::Chosen;
use crate::text::explain as words;
use crate::tui::effect::Effect;
use crate::tui::model::Choose;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Tone;
use crate::tui::model::explain::Demo;

/// Asks for the algorithm.
pub fn ask(model: &mut Model) {
    let items: Vec<_> = Algorithm::ALL.iter().map(|&algorithm| (algorithm, true)).collect();
    let now = model.explain.shown.as_ref().and_then(|shown| shown.algorithm);
    let selected = items.iter().position(|(one, _)| Some(*one) == now).unwrap_or(0);
    let choose = Choose { items, selected, demonstrate: true, ..Choose::default() };
    model.mode = Mode::Choose(choose);
}

/// Asks for a key of the picked algorithm.
pub fn chosen(model: &mut Model, choose: &Choose) -> Vec<Effect> {
    let Some(&(algorithm, _)) = choose.items.get(choose.selected) else { return Vec::new() };
    model.explain.awaited = Some(algorithm);
    model.say(Tone::Note, words::MAKING_DEMONSTRATION, &[&algorithm]);
    vec![Effect::GenerateKey(algorithm)]
}

/// Whether a key that was made is the one of the demonstration.
#[must_use]
pub fn awaits(model: &Model, key: &Result<Box<Jwk>, String>) -> bool {
    let Some(awaited) = model.explain.awaited else { return false };
    key.as_ref().map_or(true, |key| key.algorithms().contains(&awaited))
}

/// Signs the text with the key that was made and shows the steps of that.
pub fn made(model: &mut Model, key: Result<Box<Jwk>, String>) {
    let Some(algorithm) = model.explain.awaited.take() else { return };
    model.status = None;
    let made = key.and_then(|jwk| {
        let key = Chosen::bind(&jwk, Some(algorithm), true).map_err(|error| error.to_string())?;
        let token = signed(model.document.token(), &key).ok_or_else(String::new)?;
        Ok(Demo { algorithm, token, key })
    });
    match made {
        Ok(demo) => {
            model.explain.demo = Some(demo);
            model.explain.is_fresh = false;
            model.explain.flip = None;
            model.explain.item = 0;
            model.explain.scroll = 0;
            show_idea(model);
        }
        Err(reason) => model.say_text(Tone::Bad, reason),
    }
}

/// Begins where the algorithms part.
fn show_idea(model: &mut Model) {
    super::settle(model);
    let steps = model.explain.shown.as_ref().map_or(&[][..], |shown| &shown.steps);
    if let Some(place) = steps.iter().position(|step| step.name == "idea") {
        model.explain.step = place;
    }
}

/// The token with its `alg` replaced; where its header cannot be kept, one of its own.
fn signed(token: &str, key: &Chosen) -> Option<Zeroizing<String>> {
    let signing = key.signing.as_ref()?;
    let mut document = Document::new(token);
    let sign = |input: &[u8]| signing.sign(input).map_err(|_| EditError::NotText);
    let is_kept = document.set_algorithm(signing.algorithm()).is_ok()
        && document.sign(sign).is_ok()
        && jws::verify(
            document.token().as_bytes(),
            &key.verifying,
            &crate::engine::verdict::policy(),
        )
        .is_ok();
    if is_kept {
        return Some(Zeroizing::new(document.token().to_owned()));
    }
    let payload = Document::new(token).half(Half::Payload).unwrap_or_else(|_| "{}".to_owned());
    jws::sign(signing, &HeaderBuilder::new().typ("JWT"), payload.as_bytes())
        .ok()
        .map(Zeroizing::new)
}

/// Back to the token and the key of the user.
pub fn end(model: &mut Model) {
    model.explain.demo = None;
    model.explain.is_fresh = false;
    model.explain.flip = None;
    model.say(Tone::Good, words::DEMONSTRATION_ENDED, &[]);
}
