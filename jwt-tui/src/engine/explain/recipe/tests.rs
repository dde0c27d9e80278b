//! Runs every recipe with `sh` and compares what it prints with the value of the step.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;

use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::key::SigningKey;

use super::super::explain;
use super::*;

/// Whether a program is there; says aloud what is skipped without it.
fn has(program: &str, argument: &str) -> bool {
    let found = Command::new(program).arg(argument).output().is_ok_and(|ran| ran.status.success());
    if !found {
        eprintln!("SKIPPED: {program} is not installed, so its recipes were not run");
    }
    found
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("jwt-tui-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(script: &str, folder: &Path, secret: Option<&str>) -> Output {
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).current_dir(folder);
    command.env_remove("SECRET_HEX");
    if let Some(secret) = secret {
        command.env("SECRET_HEX", secret);
    }
    command.output().unwrap()
}

fn made(algorithm: Algorithm, payload: &[u8]) -> (Chosen, String) {
    let key = SigningKey::generate(algorithm).unwrap();
    let token = jws::sign(&key, &HeaderBuilder::new().typ("JWT"), payload).unwrap();
    (Chosen::bind(key.jwk(), Some(algorithm), false).unwrap(), token)
}

/// Runs all recipes of a token; gives the names of the steps that have one.
fn check(explained: &Explained, name: &str, is_revealed: bool) -> Vec<&'static str> {
    let folder = folder(name);
    let mut secret = None;
    if let Some(jwk) = &explained.materials.private {
        if let Ok(pem) = jwk.to_pem() {
            fs::write(folder.join("key.pem"), pem.as_bytes()).unwrap();
        }
        let values = explained.steps.iter().flat_map(|step| &step.values);
        let is_secret = |value: &&Value| ["secret", "ξ"].contains(&value.name.of(Lang::En));
        secret = values.filter(is_secret).map(Value::hex).next();
    }
    let mut ran = Vec::new();
    for (index, step) in explained.steps.iter().enumerate() {
        let Ok(recipe) = recipe(explained, index, is_revealed, Lang::En) else { continue };
        let given = secret.as_deref().filter(|_| !is_revealed);
        let output = run(&recipe.script, &folder, given);
        let said = format!(
            "{name}, {}: {}\n{}",
            step.name,
            String::from_utf8_lossy(&output.stderr),
            recipe.script.as_str()
        );
        compare(step, &recipe.prints, &output, explained.holds == Some(true), &said);
        ran.push(step.name);
    }
    fs::remove_dir_all(folder).unwrap();
    ran
}

fn compare(step: &Step, prints: &Prints, output: &Output, holds: bool, said: &str) {
    match prints {
        Prints::Octets(place) => {
            assert_eq!(output.stdout, step.values[*place].octets.expose(), "{said}");
        }
        Prints::Hex(places) => {
            assert!(!places.is_empty(), "{said}");
            let text = String::from_utf8_lossy(&output.stdout);
            let lines: Vec<&str> = text.lines().collect();
            let wanted: Vec<_> = places.iter().map(|&place| step.values[place].hex()).collect();
            assert_eq!(lines, wanted, "{said}");
        }
        Prints::Verdict => {
            let text = String::from_utf8_lossy(&output.stdout);
            assert_eq!(text.contains("Verified"), holds, "{text} {said}");
        }
    }
}

/// Steps whose value no recipe computes, each with a sentence that says so.
const WITHOUT: [&str; 7] = [
    "idea",
    "algorithm",
    "key",
    "ecdsa.nonce",
    "eddsa.equation",
    "mldsa.challenge",
    "verdict of ML-DSA",
];

#[test]
fn every_recipe_prints_the_value_of_its_step() {
    if !has("openssl", "version") || !has("bc", "--version") {
        return;
    }
    let payload = "{\"sub\":\"it's 100 % \\\\ 한글\",\r\n\"n\":1}".as_bytes();
    for &algorithm in Algorithm::ALL {
        let (key, token) = made(algorithm, payload);
        let explained = explain(token.as_bytes(), Some(&key));
        // No recipe of ECDSA takes the private key.
        let both: &[bool] =
            if algorithm.family() == Family::Ecdsa { &[false] } else { &[false, true] };
        for &is_revealed in both {
            let ran = check(&explained, &format!("{algorithm}-{is_revealed}"), is_revealed);
            for step in &explained.steps {
                let is_mldsa = step.name == "verdict" && algorithm.family() == Family::MlDsa;
                let without = is_mldsa || WITHOUT.contains(&step.name);
                assert_eq!(ran.contains(&step.name), !without, "{algorithm} {}", step.name);
            }
        }
    }
}

#[test]
fn recipes_with_a_public_key_and_without_any_print_their_values_too() {
    if !has("openssl", "version") || !has("bc", "--version") {
        return;
    }
    for algorithm in [Algorithm::Rs256, Algorithm::Ps512, Algorithm::Es256, Algorithm::Ed25519] {
        let (mut key, token) = made(algorithm, b"{}");
        key.signing = None;
        let explained = explain(token.as_bytes(), Some(&key));
        check(&explained, &format!("public-{algorithm}"), false);
        check(&explain(token.as_bytes(), None), &format!("none-{algorithm}"), false);
    }
}

#[test]
fn recipes_say_so_when_the_signature_does_not_hold() {
    if !has("openssl", "version") || !has("bc", "--version") {
        return;
    }
    for algorithm in [Algorithm::Hs384, Algorithm::Rs256, Algorithm::Es256, Algorithm::Ed25519] {
        let (_, token) = made(algorithm, b"{}");
        let (other, _) = made(algorithm, b"{}");
        let explained = explain(token.as_bytes(), Some(&other));
        assert_eq!(explained.holds, Some(false));
        check(&explained, &format!("wrong-{algorithm}"), true);
    }
}

#[test]
fn secrets_are_in_a_recipe_only_when_they_are_revealed() {
    for algorithm in [Algorithm::Hs256, Algorithm::Rs256, Algorithm::Ed25519, Algorithm::MlDsa44] {
        let (key, token) = made(algorithm, b"{}");
        let explained = explain(token.as_bytes(), Some(&key));
        let pem = key.signing.as_ref().unwrap().jwk().to_pem().ok();
        let pem_line = pem.as_ref().and_then(|pem| pem.lines().nth(1));
        let secrets: Vec<String> = explained
            .steps
            .iter()
            .flat_map(|step| &step.values)
            .filter(|value| value.secret)
            .map(Value::hex)
            .collect();
        assert!(!secrets.is_empty());
        let mut shown = 0;
        for index in 0..explained.steps.len() {
            for is_revealed in [false, true] {
                let Ok(recipe) = recipe(&explained, index, is_revealed, Lang::En) else { continue };
                let holds_one = secrets.iter().any(|secret| recipe.script.contains(secret))
                    || pem_line.is_some_and(|line| recipe.script.contains(line));
                assert!(is_revealed || !holds_one, "{algorithm} {index}");
                shown += usize::from(holds_one);
            }
        }
        assert!(shown > 0, "{algorithm}: a revealed recipe needs no variable");
    }
}

#[test]
fn a_recipe_without_its_secret_says_what_is_missing() {
    let (key, token) = made(Algorithm::Hs256, b"{}");
    let explained = explain(token.as_bytes(), Some(&key));
    let index = explained.steps.iter().position(|step| step.name == "hmac.key_block").unwrap();
    for (lang, word) in [(Lang::En, "in hex"), (Lang::Ko, "16진수")] {
        let recipe = recipe(&explained, index, false, lang).unwrap();
        let output = run(&recipe.script, Path::new("/"), None);
        assert!(!output.status.success());
        assert!(String::from_utf8_lossy(&output.stderr).contains(word));
    }
}

#[test]
fn a_recipe_refuses_a_secret_that_is_no_hex() {
    let (key, token) = made(Algorithm::Hs256, b"{}");
    let explained = explain(token.as_bytes(), Some(&key));
    for name in ["hmac.key_block", "hmac.inner_hash", "hmac.outer_hash", "verdict"] {
        let index = explained.steps.iter().position(|step| step.name == name).unwrap();
        for (lang, word) in [(Lang::En, "must be in hex"), (Lang::Ko, "16진수")] {
            let recipe = recipe(&explained, index, false, lang).unwrap();
            for secret in ["a secret as text", "0x61", "616", "6161\n", "6161 6161"] {
                let output = run(&recipe.script, Path::new("/"), Some(secret));
                assert!(!output.status.success(), "{name} {secret}");
                assert!(output.stdout.is_empty(), "{name} {secret}");
                assert!(String::from_utf8_lossy(&output.stderr).contains(word), "{secret}");
            }
        }
    }
}

#[test]
fn what_is_shown_of_a_recipe_is_short() {
    let (key, token) = made(Algorithm::Ps256, &[b' '; 9000]);
    let explained = explain(token.as_bytes(), Some(&key));
    for index in 0..explained.steps.len() {
        let Ok(recipe) = recipe(&explained, index, false, Lang::En) else { continue };
        assert!(recipe.shown.concat().len() < 2500, "{:?}", recipe.shown);
    }
}

#[test]
fn a_token_that_a_shell_would_change_has_no_recipe() {
    for token in ["a b.c.d", "a.\u{1b}[31m.c", "é.e30."] {
        let explained = explain(token.as_bytes(), None);
        for index in 0..explained.steps.len() {
            assert!(recipe(&explained, index, true, Lang::En).is_err());
        }
    }
    let explained = explain(b"e30.e30.'$(id)`\"$T", None);
    let index = explained.steps.iter().position(|step| step.name == "signing_input").unwrap();
    let recipe = recipe(&explained, index, false, Lang::En).unwrap();
    let output = run(&recipe.script, Path::new("/"), None);
    assert_eq!(output.stdout, b"e30.e30", "{}", recipe.script.as_str());
}
