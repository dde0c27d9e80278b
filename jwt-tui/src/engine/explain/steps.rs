//! Puts the steps in the order in which a token is made and then checked.

use jwt_core::Algorithm;
use jwt_core::alg::Family;
use jwt_core::inspect::trace;
use jwt_core::inspect::trace::Trace;

use super::Chosen;
use super::Explained;
use super::Form;
use super::Phase;
use super::Step;
use super::Value;
use super::View;
use super::encoding;
use super::recipe::Materials;
use crate::engine::verdict;
use crate::text::explain as words;
use crate::text::explain::core::phrase;

/// Steps of the trace that the steps about the writing stand for.
const TOLD_BEFORE: [&str; 5] = ["token", "header", "critical", "signing_input", "payload"];
/// The steps with which a check begins once the signature is needed.
const OPENINGS: [&str; 6] = [
    "hmac.compare",
    "rsa.signature_integer",
    "ecdsa.split",
    "eddsa.split",
    "mldsa.split",
    "signature_check",
];
/// Values that a later step compares: that step, the one that has the value, and its name.
const COMPARED: [(&str, &str, &str); 3] = [
    ("hmac.compare", "hmac.outer_hash", "tag"),
    ("rsa.compare", "rsa.expected_message", "expected EM"),
    ("eddsa.equation", "eddsa.split", "R"),
];
/// The last steps of the making, one for each kind of algorithm.
const MAKING: [&str; 5] =
    ["hmac.outer_hash", "rsa.sign", "ecdsa.nonce", "eddsa.response", "mldsa.seed"];

/// Takes a token apart with a key, or with none; total on any bytes.
#[must_use]
pub fn explain(token: &[u8], key: Option<&Chosen>) -> Explained {
    let mut steps = encoding::steps(token);
    let Some(key) = key else {
        let algorithm = encoding::named_algorithm(token);
        steps.extend(encoding::without_key(token, algorithm));
        let materials = Materials::new(token, None);
        return Explained { algorithm, view: View::Unkeyed, steps, holds: None, materials };
    };
    let trace = follow(token, key);
    let holds = trace.holds();
    let was_made = trace.steps.iter().any(|step| MAKING.contains(&step.name));
    let algorithm = Some(trace.algorithm);
    if trace.steps.iter().any(|step| step.name == "signing_input") {
        steps.push(idea(trace.algorithm, was_made));
    }
    steps.extend(arrange(&trace));
    Explained {
        algorithm,
        view: if was_made { View::Made } else { View::Checked },
        steps,
        holds: Some(holds),
        materials: Materials::new(token, Some(key)),
    }
}

/// What the algorithm does, in plain words, before its numbers.
fn idea(algorithm: Algorithm, was_made: bool) -> Step {
    let [title, text] = match algorithm.family() {
        Family::Hmac => [words::IDEA_HMAC_TITLE, words::IDEA_HMAC],
        Family::Ecdsa => [words::IDEA_ECDSA_TITLE, words::IDEA_ECDSA],
        Family::EdDsa => [words::IDEA_EDDSA_TITLE, words::IDEA_EDDSA],
        Family::MlDsa => [words::IDEA_MLDSA_TITLE, words::IDEA_MLDSA],
        _ => [words::IDEA_RSA_TITLE, words::IDEA_RSA],
    };
    Step {
        name: "idea",
        phase: if was_made { Phase::Sign } else { Phase::Check },
        title,
        text,
        values: Vec::new(),
        checks: Vec::new(),
        reference: String::new(),
    }
}

/// The private steps tell something of a token only when the key made it.
pub(super) fn follow(token: &[u8], key: &Chosen) -> Trace {
    let policy = verdict::policy();
    let checked = trace::verifying_with(token, &key.verifying, &policy);
    match &key.signing {
        Some(signing) if checked.holds() => trace::retracing(token, signing, &policy),
        _ => checked,
    }
}

fn arrange(trace: &Trace) -> Vec<Step> {
    let is_told = |step: &trace::Step| TOLD_BEFORE.contains(&step.name) && step.holds();
    let last_made = trace.steps.iter().rposition(|step| MAKING.contains(&step.name));
    let mut steps: Vec<Step> = trace
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| !is_told(step))
        .map(|(index, step)| {
            let is_made = last_made.is_some_and(|last| index <= last);
            let shared = matches!(step.name, "algorithm" | "signature");
            let phase = if is_made && !shared { Phase::Sign } else { Phase::Check };
            from_trace(step, phase)
        })
        .collect();
    // What is compared stands in one step with what it is compared to.
    for (step, from, name) in COMPARED {
        let found = steps.iter().find(|step| step.name == from);
        let value = found.and_then(|step| step.values.iter().find(|one| one.name == phrase(name)));
        if let Some(value) = value.cloned()
            && let Some(step) = steps.iter_mut().find(|one| one.name == step)
        {
            step.values.push(value);
        }
    }
    // The signature is decoded where it is needed, and the algorithm compared before anything else
    // of the check.
    let opening = steps.iter().position(|step| OPENINGS.contains(&step.name));
    let signature = steps.iter().position(|step| step.name == "signature");
    if let (Some(opening), Some(signature)) = (opening, signature)
        && signature < opening
    {
        let step = steps.remove(signature);
        steps.insert(opening.saturating_sub(1), step);
    }
    steps.sort_by_key(|step| step.phase != Phase::Sign);
    steps
}

fn from_trace(step: &trace::Step, phase: Phase) -> Step {
    Step {
        name: step.name,
        phase,
        title: phrase(step.title),
        text: phrase(step.text),
        values: step.values.iter().map(|one| value(one, step.name)).collect(),
        checks: step.checks.iter().copied().map(Into::into).collect(),
        reference: step.reference.to_string(),
    }
}

fn value(value: &trace::Value, step: &str) -> Value {
    let is_text = matches!(value.name, "message" | "alg" | "algorithm of the key")
        || step == "token"
        || matches!((step, value.name), ("header", "header") | ("payload", "payload"));
    Value {
        name: phrase(value.name),
        form: if is_text { Form::Text } else { Form::Hex },
        secret: value.secret,
        parts: value.parts.iter().map(|part| (phrase(part.name), part.span.clone())).collect(),
        in_token: value.in_token.clone(),
        octets: value.octets().into(),
    }
}
