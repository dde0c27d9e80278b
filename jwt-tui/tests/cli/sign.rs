//! Tokens made here, and what is refused to be signed.

use super::run::piped;
use super::run::run;

const SECRET: &str = "0123456789abcdef0123456789abcdef";

fn signed(args: &[&str]) -> String {
    let ran = run(&[&["sign", "--secret", SECRET], args].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
    ran.stdout.trim().to_owned()
}

#[expect(clippy::unwrap_used, reason = "a token that cannot be decoded fails the test")]
fn segment(token: &str, index: usize) -> String {
    let segment = token.split('.').nth(index).unwrap();
    String::from_utf8(jwt_core::base64url::decode(segment).unwrap()).unwrap()
}

#[test]
fn what_is_signed_verifies() {
    let token =
        signed(&["--claim", "sub=alice", "--exp", "15m", "--nbf", "now", "--jti", "random"]);
    let ran = run(&["verify", &token, "--secret", SECRET, "--require", "jti", "--require", "iat"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    let minute = run(&["verify", &token, "--secret", SECRET, "--at", "+16m"]);
    assert_eq!(minute.code, Some(11), "{}", minute.stdout);
}

#[test]
fn claims_keep_their_order_and_digits() {
    let token = signed(&[
        "--alg",
        "HS256",
        "--iat",
        "none",
        "--claim",
        "z:=12345678901234567890123",
        "--claim",
        "a=http://x?y=z",
        "--claim",
        "o:={\"b\":[1.0]}",
        "--exp",
        "1300819380",
    ]);
    assert_eq!(segment(&token, 0), r#"{"alg":"HS256","typ":"JWT"}"#);
    assert_eq!(
        segment(&token, 1),
        r#"{"z":12345678901234567890123,"a":"http://x?y=z","o":{"b":[1.0]},"exp":1300819380}"#
    );
}

/// Trap 2.18: header parameters of one's own could not be given.
#[test]
fn the_header_is_what_was_asked_for() {
    let token = signed(&[
        "--typ",
        "at+jwt",
        "--kid",
        "k1",
        "--header",
        "ver:=2",
        "--header",
        r#"{"x":[1],"y":"z"}"#,
    ]);
    assert_eq!(
        segment(&token, 0),
        r#"{"alg":"HS256","typ":"at+jwt","ver":2,"x":[1],"y":"z","kid":"k1"}"#
    );
    let plain = signed(&["--typ", "none", "--alg", "HS512"]);
    assert_eq!(segment(&plain, 0), r#"{"alg":"HS512"}"#);
}

#[test]
fn a_payload_is_signed_byte_for_byte() {
    let payload = b"{ \"a\" : 1,\r\n\"a\":2 }\xff\n";
    let ran = piped(
        &["sign", "--key", &super::run::data("rfc8037_a4_eddsa.jwk"), "--payload", "-"],
        payload,
    );
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let segment = ran.stdout.split('.').nth(1).unwrap();
    assert_eq!(jwt_core::base64url::decode(segment).unwrap(), payload);
    let key = super::run::data("rfc8037_a4_eddsa.jwk");
    assert_eq!(run(&["verify", "--jws", ran.stdout.trim(), "--key", &key]).code, Some(0));
}

#[test]
fn every_key_of_the_rfcs_signs_and_verifies() {
    for name in [
        "rfc7515_a1_hs256",
        "rfc7515_a2_rs256",
        "rfc7515_a3_es256",
        "rfc7515_a4_es512",
        "rfc8037_a4_eddsa",
    ] {
        let key = super::run::data(&format!("{name}.jwk"));
        let token = run(&["sign", "--key", &key, "--claim", "sub=alice"]).stdout;
        let ran = run(&["verify", token.trim(), "--key", &key, "--sub", "alice"]);
        assert_eq!(ran.code, Some(0), "{name}: {}", ran.stdout);
    }
}

#[test]
fn a_weak_secret_signs_with_a_warning_and_key_text_does_not() {
    let ran = run(&["sign", "--secret", "secret"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stderr.contains("48 bits"), "{}", ran.stderr);
    let token = ran.stdout.trim();
    let verified = run(&["verify", token, "--secret", "secret"]);
    assert_eq!(verified.code, Some(0));
    assert!(verified.stderr.contains("can be guessed"), "{}", verified.stderr);
    for key in ["-----BEGIN PUBLIC KEY-----", r#"{"kty":"RSA"}"#] {
        assert_eq!(run(&["sign", "--secret", key]).code, Some(4), "{key}");
    }
}

#[test]
fn an_unknown_encoding_of_the_secret_is_found() {
    let token = run(&[
        "sign",
        "--secret",
        "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0",
        "--secret-encoding",
        "b64u",
    ]);
    let token = token.stdout.trim().to_owned();
    let text = ["verify", &token, "--secret", "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"];
    assert_eq!(run(&text).code, Some(10));
    let ran = run(&[&text[..], &["--secret-encoding", "auto"]].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    assert!(ran.stderr.contains("fits as base64"), "{}", ran.stderr);
}

#[test]
fn a_line_break_behind_a_secret_is_not_part_of_it() {
    let token = signed(&[]);
    let line = piped(&["verify", &token, "--secret-stdin"], format!("{SECRET}\n").as_bytes());
    assert_eq!(line.code, Some(0), "{}", line.stdout);
    assert!(line.stderr.contains("line break"), "{}", line.stderr);
    let bare = piped(&["verify", &token, "--secret-file", "-"], SECRET.as_bytes());
    assert_eq!((bare.code, bare.stderr.as_str()), (Some(0), ""));
    let two = piped(&["verify", &token, "--secret-stdin"], format!("{SECRET}\n\n").as_bytes());
    assert_eq!(two.code, Some(10), "one line break is dropped, not two");
}
