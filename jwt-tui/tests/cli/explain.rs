//! `explain`: the steps as text and as JSON, one of them alone, and what it never tells.

use serde_json::Value;

use super::run::data;
use super::run::piped;
use super::run::run;
use super::run::token;

const EXAMPLES: [(&str, &str); 5] = [
    ("rfc7515_a1_hs256", "hmac.outer_hash"),
    ("rfc7515_a2_rs256", "rsa.sign"),
    ("rfc7515_a3_es256", "ecdsa.point"),
    ("rfc7515_a4_es512", "ecdsa.point"),
    ("rfc8037_a4_eddsa", "eddsa.equation"),
];

fn explain(name: &str, more: &[&str]) -> super::run::Ran {
    let key = data(&format!("{name}.jwk"));
    run(&[&["explain", &token(name), "--key", &key], more].concat())
}

fn json(name: &str) -> Value {
    serde_json::from_str(&explain(name, &["--json"]).stdout).unwrap_or_default()
}

/// The parts of a private key that no output may have, in base64url and in hex.
fn private_parts(name: &str) -> Vec<String> {
    let jwk = std::fs::read_to_string(data(&format!("{name}.jwk"))).unwrap_or_default();
    let jwk: Value = serde_json::from_str(&jwk).unwrap_or_default();
    let parts = ["k", "d", "p", "q", "dp", "dq", "qi"].into_iter();
    let texts: Vec<String> =
        parts.filter_map(|part| jwk.get(part)?.as_str().map(str::to_owned)).collect();
    let hex = |text: &String| {
        let octets = jwt_core::base64url::decode(text).unwrap_or_default();
        octets.iter().map(|octet| format!("{octet:02x}")).collect::<String>()
    };
    let hex: Vec<String> = texts.iter().map(hex).collect();
    [texts, hex].concat()
}

#[test]
fn every_example_of_the_rfcs_has_its_steps_and_holds() {
    for (name, step) in EXAMPLES {
        let ran = explain(name, &[]);
        assert_eq!(ran.code, Some(0), "{name}: {}", ran.stderr);
        assert!(ran.stdout.starts_with("How it is written\n 1  Header"), "{}", ran.stdout);
        let json = json(name);
        assert_eq!((&json["schema"], &json["holds"]), (&"jwt-tui.explain/1".into(), &true.into()));
        let steps = json["steps"].as_array().cloned().unwrap_or_default();
        assert!(steps.iter().any(|one| one["name"] == step), "{name}");
        for (index, step) in steps.iter().enumerate() {
            assert_eq!(step["n"], index + 1);
            for member in ["phase", "title", "text", "ref", "values", "checks", "shell"] {
                assert!(step.get(member).is_some(), "{member}");
            }
        }
    }
}

#[test]
fn numbers_are_those_of_rfc_7515() {
    let steps = json("rfc7515_a3_es256")["steps"].clone();
    let split =
        steps.as_array().and_then(|steps| steps.iter().find(|s| s["name"] == "ecdsa.split"));
    let split = split.cloned().unwrap_or_default();
    // RFC 7515 A.3.1: R begins with 14, 209, 33, 83, S with 197, 10, 7, 211.
    let hex = |index: usize| split["values"][index]["hex"].as_str().unwrap_or_default().to_owned();
    assert!(hex(0).starts_with("0ed12153") && hex(1).starts_with("c50a07d3"), "{split}");
}

#[test]
fn nothing_private_is_told() {
    for (name, _) in EXAMPLES {
        for flags in [&["--json"][..], &["-v"], &["--ndjson"]] {
            let ran = explain(name, flags);
            for part in private_parts(name) {
                assert!(!ran.stdout.contains(&part), "{name} {flags:?}");
            }
        }
        let json = json(name);
        for step in json["steps"].as_array().cloned().unwrap_or_default() {
            for value in step["values"].as_array().cloned().unwrap_or_default() {
                assert_eq!(value["secret"] == true, value["hex"].is_null(), "{value}");
            }
        }
    }
}

#[test]
fn one_step_stands_alone_with_its_command() {
    let ran = explain("rfc7515_a1_hs256", &["--step", "5"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.contains(" 5  Signing input"), "{}", ran.stdout);
    assert!(!ran.stdout.contains(" 4  "), "{}", ran.stdout);
    assert!(ran.stdout.contains("\nT='eyJ0eXAi"), "{}", ran.stdout);
    for step in ["0", "99"] {
        let ran = explain("rfc7515_a1_hs256", &["--step", step]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.stderr.contains("steps 1 to"), "{}", ran.stderr);
    }
}

#[test]
fn long_values_are_whole_only_with_verbose() {
    let signing_input = token("rfc7515_a2_rs256");
    let (input, _) = signing_input.rsplit_once('.').unwrap_or_default();
    let plain = explain("rfc7515_a2_rs256", &[]).stdout;
    assert!(!plain.contains(input) && plain.lines().all(|line| line.chars().count() <= 100));
    assert!(explain("rfc7515_a2_rs256", &["-v"]).stdout.contains(input));
}

#[test]
fn without_a_key_and_with_a_wrong_one_it_says_so() {
    let ran = run(&["explain", &token("rfc7515_a3_es256")]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.contains("What a key would add"), "{}", ran.stdout);
    let ran = run(&["explain", &token("rfc7515_a1_hs256"), "--secret", "wrong"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.contains("✗ the tag equals the signature"), "{}", ran.stdout);
    assert!(ran.stdout.contains("How your key would sign it"), "{}", ran.stdout);
}

#[test]
fn problems_of_input_have_the_codes_that_verify_gives_them() {
    assert_eq!(run(&["explain", "hello"]).code, Some(3));
    assert_eq!(run(&["explain", "@/no/such/file"]).code, Some(5));
    assert_eq!(run(&["explain", &token("rfc7515_a1_hs256"), "--key", "/no/such"]).code, Some(5));
    let hello = data("README.md");
    assert_eq!(run(&["explain", &token("rfc7515_a1_hs256"), "--key", &hello]).code, Some(4));
    let piped = piped(&["explain", "-"], token("rfc7515_a1_hs256").as_bytes());
    assert_eq!(piped.code, Some(0), "{}", piped.stderr);
}

#[test]
fn it_speaks_korean_and_ascii() {
    let ran = explain("rfc7515_a1_hs256", &["--lang", "ko"]);
    assert!(ran.stdout.starts_with("적는 방법\n"), "{}", ran.stdout);
    let ran = explain("rfc7515_a1_hs256", &["--ascii"]);
    assert!(ran.stdout.is_ascii(), "{}", ran.stdout);
}
