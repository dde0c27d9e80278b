use std::fs;

use jwt_core::NumericDate;
use jwt_core::base64url;
use jwt_core::inspect::trace;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::key::Jwk;
use jwt_core::key::SigningKey;

use super::encoding;
use super::*;
use crate::engine::verdict::KeySupply;
use crate::text::Lang;
use crate::text::explain::core as words;

fn data(name: &str) -> String {
    fs::read_to_string(format!("{}/tests/data/rfc/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn example(name: &str, public: bool) -> Explained {
    let token = data(&format!("{name}.jwt"));
    let jwk = Jwk::from_json(data(&format!("{name}.jwk"))).unwrap();
    let jwk = if public { jwk.public().unwrap() } else { jwk };
    with(token.trim(), jwk)
}

fn with(token: &str, jwk: Jwk) -> Explained {
    let supply = KeySupply::new(vec![jwk], "test");
    let now = NumericDate::from_seconds(0);
    let key = choose(token.as_bytes(), Some(&supply), now).unwrap();
    explain(token.as_bytes(), key.as_ref())
}

fn names(explained: &Explained) -> Vec<&'static str> {
    explained.steps.iter().map(|step| step.name).collect()
}

fn value<'e>(explained: &'e Explained, step: &str, name: &str) -> &'e [u8] {
    let step = explained.steps.iter().find(|one| one.name == step).unwrap();
    let value = step.values.iter().find(|value| value.name.of(Lang::En) == name).unwrap();
    value.octets.expose()
}

const WRITTEN: [&str; 5] =
    ["header.json", "header.encode", "payload.json", "payload.encode", "signing_input"];

#[test]
fn a1_hs256_has_the_values_of_the_rfc() {
    let explained = example("rfc7515_a1_hs256", false);
    let rest = [
        "idea",
        "hmac.key_block",
        "hmac.inner_pad",
        "hmac.inner_hash",
        "hmac.outer_pad",
        "hmac.outer_hash",
        "algorithm",
        "signature",
        "hmac.compare",
        "verdict",
    ];
    assert_eq!(names(&explained), [WRITTEN.as_slice(), &rest].concat());
    assert_eq!((explained.view, explained.holds), (View::Made, Some(true)));
    assert_eq!(
        value(&explained, "header.json", "header"),
        b"{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}"
    );
    assert_eq!(
        base64url::encode(value(&explained, "hmac.outer_hash", "tag")),
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    );
    assert_eq!(value(&explained, "hmac.key_block", "K0").len(), 64);
}

#[test]
fn a2_rs256_opens_to_the_hash_and_shows_its_making() {
    let explained = example("rfc7515_a2_rs256", false);
    assert!(names(&explained).contains(&"rsa.sign"));
    let hash = value(&explained, "hash", "hash").to_vec();
    assert!(value(&explained, "rsa.compare", "EM").ends_with(&hash));
    assert_eq!(explained.holds, Some(true));
    let public = example("rfc7515_a2_rs256", true);
    assert!(!names(&public).contains(&"rsa.sign"));
    assert_eq!(public.view, View::Checked);
}

#[test]
fn a3_es256_has_r_and_s_of_the_rfc() {
    let explained = example("rfc7515_a3_es256", false);
    let r = value(&explained, "ecdsa.split", "r");
    assert_eq!((r[0], r[1], r[31]), (14, 209, 101));
    let s = value(&explained, "ecdsa.split", "s");
    assert_eq!((s[0], s[1], s[31]), (197, 10, 213));
    assert_eq!(value(&explained, "ecdsa.point", "x(R) mod n"), r);
    let nonce = explained.steps.iter().find(|step| step.name == "ecdsa.nonce").unwrap();
    assert!(nonce.values.iter().filter(|value| value.secret).count() == 2);
}

#[test]
fn a4_es512_and_rfc8037_hold() {
    for (name, step) in
        [("rfc7515_a4_es512", "ecdsa.point"), ("rfc8037_a4_eddsa", "eddsa.equation")]
    {
        let explained = example(name, true);
        assert_eq!(explained.holds, Some(true), "{name}");
        assert!(names(&explained).contains(&step));
        assert_eq!(explained.steps.last().unwrap().name, "verdict");
    }
    let explained = example("rfc8037_a4_eddsa", false);
    assert!(hex(value(&explained, "eddsa.split", "R")).starts_with("860c98d229"));
}

#[test]
fn a_wrong_key_shows_where_the_values_part() {
    let token = data("rfc7515_a3_es256.jwt");
    let other = SigningKey::generate(Algorithm::Es256).unwrap().jwk().clone();
    let explained = with(token.trim(), other);
    assert_eq!((explained.view, explained.holds), (View::Checked, Some(false)));
    let failed: Vec<_> =
        explained.steps.iter().filter(|step| !step.holds()).map(|step| step.name).collect();
    assert_eq!(failed, ["ecdsa.point", "verdict"]);
    assert!(!names(&explained).contains(&"ecdsa.nonce"), "a nonce of another key's signature");
}

#[test]
fn a_key_of_another_algorithm_stops_at_the_comparison() {
    let token = data("rfc7515_a3_es256.jwt");
    let explained = with(token.trim(), Jwk::from_secret(&[7; 32]).unwrap());
    let failed: Vec<_> =
        explained.steps.iter().filter(|step| !step.holds()).map(|step| step.name).collect();
    assert_eq!(failed, ["algorithm", "verdict"]);
}

#[test]
fn without_a_key_everything_but_the_key_is_shown() {
    let token = data("rfc7515_a2_rs256.jwt");
    let explained = explain(token.trim().as_bytes(), None);
    assert_eq!(names(&explained), [WRITTEN.as_slice(), &["hash", "signature", "key"]].concat());
    let keyed = example("rfc7515_a2_rs256", true);
    assert_eq!(value(&explained, "hash", "hash"), value(&keyed, "hash", "hash"));
    assert_eq!(explained.holds, None);
}

#[test]
fn any_bytes_have_steps_and_no_panic() {
    for token in ["", ".", "..", "...", "a", "é.é.é", "eyJ+.e30.x", "a.b.c.d.e", "\u{1b}[31m"] {
        let explained = explain(token.as_bytes(), None);
        assert!(!explained.steps.is_empty(), "{token}");
        let keyed = with(token, Jwk::from_secret(&[7; 32]).unwrap());
        assert!(!keyed.steps.is_empty() && keyed.holds == Some(false), "{token}");
        for index in 0..keyed.steps.len() {
            let _ = recipe::recipe(&keyed, index, true, Lang::Ko);
        }
    }
}

#[test]
fn debug_shows_no_octet_of_token_or_key() {
    let text = format!("{:?}", example("rfc7515_a1_hs256", false));
    assert!(!text.contains("eyJ0eXA") && !text.contains("AyM1SysPpby"), "{text}");
}

/// Tokens of every algorithm, sound, damaged and checked with another key.
#[expect(
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    reason = "a signature is ASCII and longer than this"
)]
fn traces() -> Vec<trace::Trace> {
    let mut traces = Vec::new();
    for &algorithm in Algorithm::ALL {
        let key = SigningKey::generate(algorithm).unwrap();
        let (token, made) = trace::signing(&key, &HeaderBuilder::new(), b"{}").unwrap();
        traces.push(made);
        let key = key.verifying_key();
        let mut bent = |token: &str| traces.push(trace::verifying(token.as_bytes(), &key));
        let (input, signature) = token.rsplit_once('.').unwrap();
        bent(&format!("{input}.{}", base64url::encode([0_u8; 64])));
        bent(&format!("{input}.{}", &signature[..signature.len() - 4]));
        bent(&format!("{input}.{}", signature.replacen(&signature[..4], "AAAA", 1)));
        bent(&format!("{input}.={signature}"));
        bent(&token.replacen(".e30.", ".e30.e30.", 1));
        bent(&format!("e30.e30.{signature}"));
        bent(&format!("{}.e30.{signature}", base64url::encode(r#"{"alg":"none"}"#)));
        bent(&format!("{}.e30.{signature}", base64url::encode(r#"{"alg":1}"#)));
        bent(&format!("{}.e30.{signature}", base64url::encode(r#"{"alg":"x","crit":1}"#)));
        bent(&format!("{}.e30.{signature}", base64url::encode(r#"["#)));
        let crit = format!(r#"{{"alg":"{algorithm}","crit":["x"],"x":1}}"#);
        bent(&format!("{}.e30.{signature}", base64url::encode(crit)));
    }
    traces
}

#[test]
fn every_word_of_the_trace_has_its_korean() {
    let known = |text: &str| words::ALL.iter().any(|(english, _)| *english == text);
    // What is written in signs reads the same everywhere.
    let is_prose = |text: &str| {
        let letters = |word: &str| word.chars().filter(char::is_ascii_lowercase).count();
        text.split(' ').filter(|word| letters(word) >= 3).count() >= 2
    };
    for trace in traces() {
        for step in &trace.steps {
            assert!(known(step.title), "{}: {}", step.name, step.title);
            assert!(known(step.text), "{}: {}", step.name, step.text);
            for check in &step.checks {
                assert!(known(check.what) || !is_prose(check.what), "{}", check.what);
            }
            for value in &step.values {
                assert!(known(value.name) || !is_prose(value.name), "{}", value.name);
            }
        }
    }
}

#[test]
fn a_group_tells_the_same_as_the_decoder() {
    let token = data("rfc7515_a1_hs256.jwt");
    let token = token.trim().as_bytes();
    for span in encoding::segments(token) {
        let octets = base64url::decode(&token[span.clone()]).unwrap();
        let count = group::group(token, &span, 0).unwrap().count;
        let carried: Vec<u8> = (0..count)
            .flat_map(|index| group::group(token, &span, index).unwrap().carried().to_vec())
            .collect();
        assert_eq!(carried, octets);
        let last = group::group(token, &span, usize::MAX).unwrap();
        assert_eq!(last.index + 1, count);
        assert_eq!(last.in_token.end, span.end);
        assert_eq!(last.total_octets, octets.len());
        assert_eq!(last.spare_bits(), [0, 4, 2][octets.len() % 3]);
        assert!(last.is_canonical());
    }
    assert!(group::group(token, &(3..3), 0).is_none());
}

#[test]
fn one_flipped_bit_changes_half_of_the_hash_and_the_verdict() {
    let token = data("rfc7515_a1_hs256.jwt");
    let jwk = Jwk::from_json(data("rfc7515_a1_hs256.jwk")).unwrap();
    let key = Chosen::bind(&jwk, Some(Algorithm::Hs256), true).unwrap();
    let token = token.trim().as_bytes();
    let flipped =
        flip::flip(token, flip::Place { segment: 1, octet: 9, bit: 7 }, Some(&key)).unwrap();
    assert_eq!(flipped.octet[0] ^ flipped.octet[1], 1);
    assert_eq!(flipped.changed.len(), 1, "an octet's lowest bit lies in one character");
    assert_eq!(flipped.holds, Some([true, false]));
    let (bits, all) = flipped.hash_bits();
    assert!(all == 256 && (80..176).contains(&bits), "{bits}");
    let (bits, all) = flipped.tag.unwrap();
    assert!(all == 256 && (80..176).contains(&bits), "{bits}");
    assert_eq!(flipped.failed.unwrap().of(Lang::En), "the tag equals the signature");

    let place = flip::Place { segment: 2, octet: 0, bit: 0 };
    let flipped = flip::flip(token, place, Some(&key)).unwrap();
    assert_eq!(flipped.hash_bits().0, 0, "the signature is not signed");
    assert_eq!(flipped.holds, Some([true, false]));
    let unkeyed = flip::flip(token, place, None).unwrap();
    assert_eq!(unkeyed.holds, None);
    for place in [
        flip::Place { segment: 3, octet: 0, bit: 0 },
        flip::Place { segment: 0, octet: 9999, bit: 0 },
        flip::Place { segment: 0, octet: 0, bit: 8 },
    ] {
        assert!(flip::flip(token, place, Some(&key)).is_none());
    }
}

#[test]
fn a_demonstration_of_every_algorithm_holds() {
    for &algorithm in Algorithm::ALL {
        let key = SigningKey::generate(algorithm).unwrap();
        let token = jws::sign(&key, &HeaderBuilder::new(), b"{}").unwrap();
        let explained = with(&token, key.jwk().clone());
        assert_eq!((explained.view, explained.holds), (View::Made, Some(true)), "{algorithm}");
        let phases: Vec<_> = explained.steps.iter().map(|step| step.phase).collect();
        assert!(phases.is_sorted_by_key(|phase| *phase as u8), "{algorithm}: {phases:?}");
        assert!(phases.contains(&Phase::Sign), "{algorithm}");
    }
}
