//! The steps that need no key: JSON, its octets, base64url, and the signing input.

use core::ops::Range;

use jwt_core::Algorithm;
use jwt_core::alg::Family;
use jwt_core::alg::Hash;
use jwt_core::base64url;
use jwt_core::inspect;
use sha2::Digest;
use sha2::Sha256;
use sha2::Sha384;
use sha2::Sha512;

use super::Check;
use super::Form;
use super::Phase;
use super::Step;
use super::Value;
use crate::text::Phrase;
use crate::text::explain as words;

/// The places of the segments of a token, at most the first three.
#[must_use]
pub fn segments(token: &[u8]) -> Vec<Range<usize>> {
    let mut start: usize = 0;
    token
        .split(|&byte| byte == b'.')
        .take(3)
        .map(|segment| {
            let span = start..start.saturating_add(segment.len());
            start = span.end.saturating_add(1);
            span
        })
        .collect()
}

/// Where header and payload with the dot between them are.
#[must_use]
pub fn signing_input(token: &[u8]) -> Range<usize> {
    0..segments(token).get(1).map_or(token.len(), |payload| payload.end)
}

/// The algorithm that the header names, when it is one.
pub(super) fn named_algorithm(token: &[u8]) -> Option<Algorithm> {
    inspect::inspect(token).algorithm_name().and_then(|name| name.parse().ok())
}

/// Header, payload and signing input.
pub(super) fn steps(token: &[u8]) -> Vec<Step> {
    let spans = segments(token);
    let mut steps = Vec::new();
    for (index, span) in spans.iter().take(2).enumerate() {
        let text = token.get(span.clone()).unwrap_or_default();
        steps.extend(half(index, text, span.clone()));
    }
    if spans.len() < 2 {
        return steps;
    }
    let input = signing_input(token);
    let mut value = Value::text(
        words::SIGNING_INPUT,
        token.get(input.clone()).unwrap_or_default(),
        Some(input),
    );
    let places = spans.iter().take(2).cloned();
    value.parts = [words::HEADER, words::PAYLOAD].into_iter().zip(places).collect();
    steps.push(step(
        "signing_input",
        words::INPUT_TITLE,
        words::INPUT_TEXT,
        vec![value],
        "RFC 7515 §5.1",
    ));
    steps
}

/// The two steps of one half: its octets, and how they are written.
fn half(index: usize, text: &[u8], span: Range<usize>) -> Vec<Step> {
    let is_header = index == 0;
    let (name, json, encode) = if is_header {
        (words::HEADER, "header.json", "header.encode")
    } else {
        (words::PAYLOAD, "payload.json", "payload.encode")
    };
    let segment = Value::text(words::SEGMENT, text, Some(span.clone()));
    let Ok(octets) = base64url::decode(text) else {
        let mut step = step(
            encode,
            words::NOT_ENCODED_TITLE,
            words::NOT_ENCODED_TEXT,
            vec![segment],
            "RFC 7515 §2",
        );
        step.checks.push(Check { what: words::IS_BASE64URL, holds: false });
        return vec![step];
    };
    let [title, why] = if is_header {
        [words::HEADER_TITLE, words::HEADER_TEXT]
    } else {
        [words::PAYLOAD_TITLE, words::PAYLOAD_TEXT]
    };
    let mut decoded = Value::text(name, &octets, Some(span));
    if str::from_utf8(&octets).is_err() {
        decoded.form = Form::Hex;
    }
    let [encode_title, encode_text] = if is_header {
        [words::ENCODE_HEADER_TITLE, words::ENCODE_TEXT]
    } else {
        [words::ENCODE_PAYLOAD_TITLE, words::ENCODE_PAYLOAD_TEXT]
    };
    vec![
        step(
            json,
            title,
            why,
            vec![decoded],
            if is_header { "RFC 7515 §4" } else { "RFC 7519 §3" },
        ),
        step(encode, encode_title, encode_text, vec![segment], "RFC 4648 §5"),
    ]
}

/// What can be said of the signature without a key, and what a key would add.
pub(super) fn without_key(token: &[u8], algorithm: Option<Algorithm>) -> Vec<Step> {
    let mut steps = Vec::new();
    let spans = segments(token);
    let hash = algorithm.and_then(hash_name).filter(|_| spans.len() == 3);
    if let Some(name) = hash {
        let message = token.get(signing_input(token)).unwrap_or_default();
        let mut value = Value::text(words::HASH, &sha2(name, message), None);
        value.form = Form::Hex;
        let [title, text] = [words::HASH_TITLE, words::HASH_TEXT];
        steps.push(step("hash", title, text, vec![value], "RFC 6234"));
    }
    if let Some(span) = spans.get(2) {
        let text = token.get(span.clone()).unwrap_or_default();
        let octets = base64url::decode(text);
        let mut value =
            Value::text(words::SIGNATURE, octets.as_deref().unwrap_or(text), Some(span.clone()));
        value.form = if octets.is_ok() { Form::Hex } else { Form::Text };
        let mut step = step(
            "signature",
            words::SIGNATURE_TITLE,
            words::SIGNATURE_TEXT,
            vec![value],
            "RFC 7515 §7.1",
        );
        step.phase = Phase::Check;
        if octets.is_err() {
            step.checks.push(Check { what: words::IS_BASE64URL, holds: false });
        }
        steps.push(step);
    }
    let mut key = step("key", words::KEY_TITLE, key_text(algorithm), Vec::new(), "RFC 7515 §5.2");
    key.phase = Phase::Check;
    steps.push(key);
    steps
}

fn key_text(algorithm: Option<Algorithm>) -> Phrase {
    match algorithm.map(Algorithm::family) {
        Some(Family::Hmac) => words::KEY_HMAC,
        Some(Family::RsaPkcs1) => words::KEY_RSA,
        Some(Family::RsaPss) => words::KEY_PSS,
        Some(Family::Ecdsa) => words::KEY_ECDSA,
        Some(Family::EdDsa) => words::KEY_EDDSA,
        Some(Family::MlDsa) => words::KEY_MLDSA,
        _ => words::KEY_UNKNOWN,
    }
}

/// The hash that is taken of the signing input alone, as openssl calls it.
pub(super) fn hash_name(algorithm: Algorithm) -> Option<&'static str> {
    match algorithm.family() {
        Family::Ecdsa | Family::RsaPkcs1 | Family::RsaPss => Some(digest_name(algorithm)),
        _ => None,
    }
}

/// The hash inside an algorithm, as openssl calls it.
pub(super) fn digest_name(algorithm: Algorithm) -> &'static str {
    match algorithm.hash() {
        Some(Hash::Sha384) => "sha384",
        Some(Hash::Sha512) => "sha512",
        None if algorithm.family() == Family::EdDsa => "sha512",
        _ => "sha256",
    }
}

/// Hashes with SHA-2.
pub(super) fn sha2(name: &str, octets: &[u8]) -> Vec<u8> {
    match name {
        "sha384" => Sha384::digest(octets).to_vec(),
        "sha512" => Sha512::digest(octets).to_vec(),
        _ => Sha256::digest(octets).to_vec(),
    }
}

fn step(
    name: &'static str,
    title: Phrase,
    text: Phrase,
    values: Vec<Value>,
    reference: &str,
) -> Step {
    Step {
        name,
        phase: Phase::Write,
        title,
        text,
        values,
        checks: Vec::new(),
        reference: reference.to_owned(),
    }
}
