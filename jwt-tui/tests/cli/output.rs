//! What is printed where: colours, streams, schemas, closed pipes.

use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use super::run::command;
use super::run::data;
use super::run::piped;
use super::run::ran;
use super::run::run;
use super::run::token;

const NAME: &str = "rfc7515_a1_hs256";

#[expect(clippy::unwrap_used, reason = "output that is no JSON fails the test")]
fn json(args: &[&str]) -> Value {
    let ran = run(args);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Trap 1b.22: colours were written into pipes.
#[test]
fn a_pipe_gets_no_colour_unless_it_is_always() {
    let token = token(NAME);
    for args in [&["inspect", &token][..], &["verify", &token], &[&token], &["--help"], &["verfy"]]
    {
        let ran = run(args);
        assert!(!ran.stdout.contains('\u{1b}') && !ran.stderr.contains('\u{1b}'), "{args:?}");
    }
    assert!(run(&["inspect", &token, "--color", "always"]).stdout.contains('\u{1b}'));
    assert!(!run(&["inspect", &token, "--color", "never"]).stdout.contains('\u{1b}'));
    let mut silenced = command(&["inspect", &token]);
    silenced.env("NO_COLOR", "1").env("TERM", "xterm-256color");
    assert!(!ran(silenced).stdout.contains('\u{1b}'));
}

#[test]
fn marks_have_ascii_twins() {
    let ran = run(&["verify", &token(NAME), "--key", &data("rfc7515_a1_hs256.jwk"), "--ascii"]);
    assert!(ran.stdout.is_ascii(), "{}", ran.stdout);
    for mark in ["[ok]", "[no]", "[??]"] {
        assert!(ran.stdout.contains(mark), "{}", ran.stdout);
    }
}

#[test]
fn without_a_terminal_it_inspects() {
    let token = token(NAME);
    let inspected = run(&["inspect", &token]);
    assert_eq!(run(&[&token]).stdout, inspected.stdout);
    assert_eq!(piped(&[], token.as_bytes()).stdout, inspected.stdout);
    assert_eq!(piped(&["inspect", "-"], token.as_bytes()).stdout, inspected.stdout);
}

#[test]
fn quiet_answers_by_the_code_alone() {
    let ran = run(&["verify", &token(NAME), "--secret", "x", "-q"]);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(10), "", ""));
}

#[test]
fn a_secret_on_the_command_line_is_warned_about_and_never_shown() {
    let ran = run(&["verify", &token(NAME), "--secret", "hunter2"]);
    assert!(ran.stderr.contains("--secret-file"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("hunter2") && !ran.stdout.contains("hunter2"));
    let key = data("rfc7515_a1_hs256.jwk");
    let ran = run(&["verify", &token(NAME), "--key", &key, "--json", "-v"]);
    assert!(!ran.stdout.contains("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ"));
}

#[test]
fn inspect_keeps_to_its_schema() {
    let json = json(&["inspect", "--json", &token(NAME)]);
    assert_eq!(json["schema"], "jwt-tui.inspect/1");
    let part = &json["token"]["parts"][1];
    assert_eq!(json["token"]["kind"], "jws-compact");
    assert_eq!((&json["token"]["length"], &part["start"]), (&179.into(), &41.into()));
    assert_eq!(
        (&part["name"], &part["len"], &part["bytes_len"]),
        (&"payload".into(), &94.into(), &70.into())
    );
    assert_eq!(json["header"]["raw"], "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}");
    assert_eq!(json["header"]["value"]["alg"], "HS256");
    assert_eq!(json["payload"]["is_json"], true);
    assert_eq!(json["payload"]["value"]["exp"], 1_300_819_380);
    assert_eq!(json["signature"]["len"], 32);
    assert!(json["signature"]["hex"].as_str().unwrap().starts_with("7418dfb4"));
    let exp = &json["times"]["exp"];
    assert_eq!((&exp["value"], &exp["suspect_unit"]), (&1_300_819_380.into(), &false.into()));
    assert_eq!(exp["utc"], "2011-03-22 18:43:00 UTC");
    assert!(exp["relative_s"].as_i64().unwrap() < 0);
    let ids: Vec<&str> = json["checks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|check| check["id"].as_str().unwrap())
        .collect();
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, ["claims", "key", "signature", "structure", "time"]);
    for check in json["checks"].as_array().unwrap() {
        let status = if check["id"] == "structure" { "pass" } else { "not_checked" };
        assert_eq!(check["status"], status);
        assert!(check["code"].is_string() && check["message"].is_string());
    }
    assert!(json["findings"].is_array() && json["key"].is_null());
}

#[test]
fn json_keeps_digits_and_duplicates() {
    // {"alg":"HS256"} . {"n":12345678901234567890123,"a":1,"a":1.0}
    let token = format!(
        "eyJhbGciOiJIUzI1NiJ9.{}.AAAA",
        jwt_core::base64url::encode(r#"{"n":12345678901234567890123,"a":1,"a":1.0}"#)
    );
    let line = run(&["inspect", "--ndjson", &token]).stdout;
    assert_eq!(line.lines().count(), 1);
    let value = r#""value":{"n":12345678901234567890123,"a":1,"a":1.0},"is_json":true"#;
    assert!(line.contains(value), "{line}");
}

#[test]
fn verify_keeps_to_its_schema_and_hides_what_is_unproven() {
    let token = token(NAME);
    let key = data("rfc7515_a1_hs256.jwk");
    let good = json(&["verify", "--json", &token, "--key", &key, "--at", "1300819379"]);
    assert_eq!(good["schema"], "jwt-tui.verify/1");
    assert_eq!(
        (&good["ok"], &good["exit"], &good["at"]),
        (&true.into(), &0.into(), &1_300_819_379.into())
    );
    assert_eq!(good["payload"]["value"]["iss"], "joe");
    assert_eq!(good["key"]["alg"], "HS256");
    assert!(good["key"]["thumbprint"].is_null(), "a secret's thumbprint is not for sharing");
    assert!(good["key"]["trust"].as_str().unwrap().contains("not pinned"));
    let expired = json(&["verify", "--json", &token, "--key", &key]);
    assert_eq!(
        (&expired["ok"], &expired["exit"], &expired["code"]),
        (&false.into(), &11.into(), &"jwt.expired".into())
    );
    assert_eq!(expired["payload"]["value"]["iss"], "joe", "the signature holds");
    let forged = json(&["verify", "--json", &token, "--secret", "x", "-v"]);
    assert_eq!(forged["exit"], 10);
    assert!(forged["payload"].is_null());
    assert_eq!(forged["header"]["value"]["alg"], "HS256");
}

#[test]
fn every_token_of_a_text_is_inspected() {
    let token = token(NAME);
    let other = super::run::token("rfc7515_a4_es512");
    let text = format!("{{\"access_token\":\"{token}\",\"id_token\":\"{other}\"}}");
    let ran = piped(&["inspect", "--ndjson"], text.as_bytes());
    let origins: Vec<Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["token"]["origin"].clone())
        .collect();
    assert_eq!(origins, ["access_token", "id_token"]);
}

#[test]
fn dates_are_shown_on_the_clock_asked_for() {
    let token = token(NAME);
    let mut local = command(&["inspect", &token, "--tz", "local"]);
    local.env("TZ", "UTC");
    assert!(ran(local).stdout.contains("2011-03-22 18:43:00 +00:00"));
    assert!(run(&["inspect", &token]).stdout.contains("2011-03-22 18:43:00 UTC"));
    if run(&["inspect", &token, "--tz", "Asia/Seoul"]).code == Some(2) {
        eprintln!("skipped: this machine has no time zone database");
        return;
    }
    for place in ["Asia/Seoul", "asia/seoul"] {
        let seoul = run(&["inspect", &token, "--tz", place]).stdout;
        assert!(seoul.contains("2011-03-23 03:43:00 +09:00"), "{seoul}");
    }
    let nowhere = run(&["inspect", &token, "--tz", "Asia/Nowhere"]);
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.stderr.contains("Asia/Seoul"), "{}", nowhere.stderr);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = command(&["inspect", &token(NAME), "-v"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(told, "");
}
