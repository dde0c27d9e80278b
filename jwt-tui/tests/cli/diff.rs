//! `diff`: two tokens compared on three levels.

use serde_json::Value;

use super::run::data;
use super::run::piped;
use super::run::run;
use super::run::token;

const NAME: &str = "rfc7515_a1_hs256";

/// The example of the RFC with an hour more and another signature than a key would make.
fn later() -> String {
    let token = token(NAME);
    let (header, rest) = token.split_once('.').unwrap_or_default();
    let (_, signature) = rest.split_once('.').unwrap_or_default();
    let payload =
        "{\"iss\":\"joe\",\r\n \"exp\":1300822980,\r\n \"http://example.com/is_root\":true}";
    format!("{header}.{}.{signature}", jwt_core::base64url::encode(payload))
}

#[test]
fn a_token_is_the_same_as_itself() {
    let ran = run(&["diff", &token(NAME), &token(NAME)]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("PAYLOAD  the same 94 chars"), "{}", ran.stdout);
}

#[test]
fn an_hour_more_is_told_as_an_hour_more() {
    let ran = run(&["diff", &token(NAME), &later()]);
    assert_eq!(ran.code, Some(22));
    let line = "~ /exp  1300819380 → 1300822980  (1h later)";
    assert!(ran.stdout.lines().any(|one| one == line), "{}", ran.stdout);
    let ascii = run(&["diff", &token(NAME), &later(), "--ascii"]).stdout;
    assert!(ascii.is_ascii() && ascii.contains("1300819380 -> 1300822980"), "{ascii}");
}

#[test]
fn one_key_says_which_of_the_two_it_vouches_for() {
    let key = data("rfc7515_a1_hs256.jwk");
    let ran = run(&["diff", &token(NAME), &later(), "--key", &key, "--json"]);
    assert_eq!(ran.code, Some(22), "{}", ran.stderr);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
    assert_eq!((&json["schema"], &json["same"]), (&"jwt-tui.diff/1".into(), &false.into()));
    assert_eq!(
        (&json["parts"][0]["kind"], &json["parts"][1]["kind"]),
        (&"same".into(), &"different".into())
    );
    let member = &json["parts"][1]["members"][0];
    assert_eq!((&member["pointer"], &member["before"]), (&"/exp".into(), &"1300819380".into()));
    assert_eq!((&member["change"], &member["meaning"]), (&"changed".into(), &"1h later".into()));
    assert_eq!(
        (&json["verdicts"][0]["status"], &json["verdicts"][1]["status"]),
        (&"pass".into(), &"fail".into())
    );
}

#[test]
fn what_is_no_token_and_a_second_reader_of_stdin_are_refused() {
    assert_eq!(run(&["diff", "hello", &token(NAME)]).code, Some(3));
    assert_eq!(piped(&["diff", "-", "-"], token(NAME).as_bytes()).code, Some(2));
    assert_eq!(run(&["diff", &token(NAME)]).code, Some(2));
}

#[test]
fn hostile_values_reach_no_terminal() {
    let with = |text: &str| {
        let payload = format!("{{\"a\":\"{text}\",\"b\\u001b\":1}}");
        format!("eyJhbGciOiJub25lIn0.{}.", jwt_core::base64url::encode(payload))
    };
    for flags in [&[][..], &["--json"]] {
        let tokens = [with("x\u{202e}\u{9b}"), with("y")];
        let ran = run(&[&["diff", &tokens[0], &tokens[1]], flags].concat());
        assert!(!ran.stdout.contains(['\u{202e}', '\u{9b}', '\u{1b}']), "{}", ran.stdout);
    }
}

#[test]
fn what_differs_is_told_in_korean_and_json_stays_as_it_is() {
    let korean = run(&["diff", &token(NAME), &later(), "--lang", "ko"]).stdout;
    for wanted in ["페이로드", "1시간 늦어졌습니다", "요약"] {
        assert!(korean.contains(wanted), "{korean}");
    }
    let json = |lang| run(&["diff", &token(NAME), &later(), "--json", "--lang", lang]).stdout;
    assert_eq!(json("en"), json("ko"));
    let json: Value = serde_json::from_str(&json("ko")).unwrap_or_default();
    assert!(
        json["notes"][0].as_str().is_some_and(|note| note.starts_with("the content changed")),
        "{json}"
    );
}

#[test]
fn a_pipe_of_ascii_gets_ascii_for_every_kind_of_change() {
    let with =
        |payload: &str| format!("eyJhbGciOiJub25lIn0.{}.", jwt_core::base64url::encode(payload));
    let tokens = [with(r#"{"a":1,"b":2,"c":3}"#), with(r#"{"c":3.0,"a":1,"d":4}"#)];
    let shown = run(&["diff", &tokens[0], &tokens[1], "--ascii"]).stdout;
    assert!(shown.is_ascii(), "{shown}");
    for sign in ["^ /a", "- /b", "= /c", "+ /d"] {
        assert!(shown.contains(sign), "{sign}: {shown}");
    }
}
