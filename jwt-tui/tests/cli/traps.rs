//! What other tools get wrong on a command line, and this one gets right: a test for each trap.
//!
//! The numbers are those of the list in `tests/traps.rs`.

use std::fs;

use serde_json::Value;

use super::run::data;
use super::run::folder;
use super::run::piped;
use super::run::run;
use super::run::token;

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const HS256: &str = "rfc7515_a1_hs256";
const ES256: &str = "rfc7515_a3_es256";
/// A second before the examples of the RFC expire.
const BEFORE: [&str; 2] = ["--at", "1300819379"];

fn made(header: &str, payload: &str) -> String {
    let encode = |text: &str| jwt_core::base64url::encode(text);
    format!("{}.{}.AAAA", encode(header), encode(payload))
}

fn signed(args: &[&str]) -> String {
    let ran = run(&[&["sign", "--secret", SECRET, "-q"], args].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    ran.stdout.trim().to_owned()
}

/// The key of RFC 7515 A.3 as SEC1 (RFC 5915), in PEM.
#[expect(clippy::unwrap_used, reason = "the key is part of the source")]
fn sec1() -> String {
    let jwk: Value =
        serde_json::from_str(&fs::read_to_string(data(&format!("{ES256}.jwk"))).unwrap()).unwrap();
    let member = |name: &str| {
        jwt_core::base64url::decode(jwk.get(name).and_then(Value::as_str).unwrap()).unwrap()
    };
    let curve = [0xa0, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
    let der = [
        &[0x30, 0x77, 0x02, 0x01, 0x01, 0x04, 0x20][..],
        &member("d"),
        &curve,
        &[0xa1, 0x44, 0x03, 0x42, 0x00, 0x04],
        &member("x"),
        &member("y"),
    ]
    .concat();
    let text = jwt_core::base64url::encode(der).replace('-', "+").replace('_', "/");
    let padding = "=".repeat(text.len().wrapping_neg() & 3);
    format!("-----BEGIN EC PRIVATE KEY-----\n{text}{padding}\n-----END EC PRIVATE KEY-----\n")
}

/// Trap 1b.2, 2.9: nothing was shown of a token whose algorithm was not known.
#[test]
fn whatever_the_algorithm_is_the_content_shows() {
    let payload = r#"{"sub":"alice"}"#;
    for header in [
        r#"{"alg":"none"}"#,
        r#"{"alg":"ES512"}"#,
        r#"{"alg":"ML-DSA-99"}"#,
        r#"{"typ":"JWT"}"#,
        r#"{"alg":"HS256","alg":"none"}"#,
        r#"{"alg":7}"#,
    ] {
        let ran = run(&["inspect", &made(header, payload)]);
        assert_eq!(ran.code, Some(0), "{header}: {}", ran.stderr);
        assert!(ran.stdout.contains("alice"), "{header}: {}", ran.stdout);
    }
    let text = run(&["inspect", &made(r#"{"alg":"HS256"}"#, "hello")]);
    assert!(text.stdout.contains("text: hello"), "{}", text.stdout);
}

/// Trap 1b.6, 1b.20: the largest date ended the program.
#[test]
fn the_largest_date_panics_nowhere() {
    for date in ["9223372036854775807", "18446744073709551615", "1e300", "-1"] {
        let token = made(r#"{"alg":"HS256"}"#, &format!("{{\"exp\":{date},\"iat\":{date}}}"));
        for command in ["inspect", "verify"] {
            for flags in [&[][..], &["--json"], &["--tz", "local"]] {
                let ran = run(&[&[command, &token], flags].concat());
                assert!(ran.code.is_some_and(|code| code < 70), "{date}: {}", ran.stderr);
                assert!(!ran.stdout.is_empty());
            }
        }
    }
}

/// Trap 1b.7: a senseless number was answered by a crash report.
#[test]
fn a_senseless_option_is_a_usage_error_and_no_crash() {
    for args in [
        &["verify", "x", "--leeway", "1000000000000000000000s"][..],
        &["verify", "x", "--threads", "0"],
        &["inspect", "x", "-t", "1000"],
    ] {
        let ran = run(args);
        assert!(ran.code == Some(2), "{args:?}: {}", ran.stderr);
        assert!(!ran.stderr.contains("panicked") && !ran.stderr.contains("bug"), "{}", ran.stderr);
    }
}

/// Trap 1b.8, 1b.20: failures were printed to stdout and left with 0, or with a crash.
#[test]
fn what_fails_says_so_by_its_exit_code_and_errors_go_to_stderr() {
    let token = token(HS256);
    let wrong = run(&["verify", &token, "--secret", SECRET]);
    assert_eq!(wrong.code, Some(10));
    let garbage = run(&["inspect", "garbage"]);
    assert_eq!(garbage.code, Some(3));
    assert!(garbage.stderr.contains("not a token"));
    let missing = run(&["verify", &token, "--key", "/no/such/key"]);
    assert_eq!((missing.code, missing.stdout.as_str()), (Some(5), ""));
    assert!(missing.stderr.contains("/no/such/key"), "{}", missing.stderr);
}

/// Trap 1b.9, 2.12, 2.16: a token on stdin was not read, or only after a "-".
#[test]
fn a_piped_token_is_read_without_being_asked_to() {
    let text = token(HS256);
    for args in [&[][..], &["inspect"], &["inspect", "-"], &["verify"]] {
        let ran = piped(args, text.as_bytes());
        assert!(ran.stdout.contains("HS256") || args == ["verify"], "{args:?}: {}", ran.stdout);
        assert!(!ran.stderr.contains("there is no token"), "{}", ran.stderr);
    }
    let key = data(&format!("{HS256}.jwk"));
    let verified = piped(&[&["verify", "--key", &key], &BEFORE[..]].concat(), text.as_bytes());
    assert_eq!(verified.code, Some(0));
}

/// Trap 1b.10, 2.14, 2.15: the name of a file decided what kind of key was in it.
#[test]
fn a_key_is_known_by_its_content_and_never_by_its_name() {
    let folder = folder("trap_keys");
    let jwk = fs::read_to_string(data(&format!("{ES256}.jwk"))).unwrap();
    let pem = run(&["key", "public", &data(&format!("{ES256}.jwk")), "--to", "pem"]).stdout;
    let set = format!("{{\"keys\":[{jwk}]}}");
    for (name, content) in
        [("jwk.pem", &jwk), ("pem.json", &pem), ("set.der", &set), ("sec1.txt", &sec1())]
    {
        let path = folder.join(name);
        fs::write(&path, content).unwrap();
        let path = path.to_str().unwrap();
        let ran = run(&[&["verify", &token(ES256), "--key", path], &BEFORE[..]].concat());
        assert_eq!(ran.code, Some(0), "{name}: {}{}", ran.stdout, ran.stderr);
    }
}

/// Trap 1b.11, 2.18, 2.20: members were dropped, sorted and rounded; an empty secret signed.
#[test]
fn what_is_shown_and_signed_is_what_stood_there() {
    let header = r#"{"x":1,"alg":"HS256","a":[1.50,1e3]}"#;
    let token = made(header, r#"{"z":12345678901234567890123,"a":1e3}"#);
    let ran = run(&["inspect", "--ndjson", &token]);
    assert!(ran.stdout.contains(r#""value":{"x":1,"alg":"HS256","a":[1.50,1e3]}"#));
    assert!(ran.stdout.contains(r#""value":{"z":12345678901234567890123,"a":1e3}"#));
    let token = signed(&["--payload", r#"{"z": 1.0,"a" :2 }"#, "--header", "x5t=abc"]);
    let part =
        |index| token.split('.').nth(index).and_then(|one| jwt_core::base64url::decode(one).ok());
    assert_eq!(part(1).unwrap(), br#"{"z": 1.0,"a" :2 }"#);
    assert_eq!(part(0).unwrap(), br#"{"alg":"HS256","x5t":"abc"}"#);
    let empty = run(&["sign", "--secret", "", "--claim", "a=b"]);
    assert_eq!((empty.code, empty.stdout.as_str()), (Some(4), ""));
}

/// Trap 1b.18, 2.4, 2.5: nothing was shown, and nothing said that nothing was checked.
#[test]
fn without_a_key_nothing_is_called_invalid_and_everything_is_told() {
    let ran = run(&["verify", &token(HS256)]);
    assert_eq!(ran.code, Some(4));
    let words = ran.words();
    assert!(words.contains("signature not checked: no key was given"), "{words}");
    assert!(!words.contains("invalid") && !words.contains("does not match"), "{words}");
    let seen = run(&["inspect", &token(HS256)]);
    assert!(seen.words().contains("not checked: inspect uses no key"), "{}", seen.stdout);
    // A wrong signature hides neither the header nor what else was found.
    let wrong = run(&["verify", "--json", &token(HS256), "--secret", SECRET]);
    let json: Value = serde_json::from_str(&wrong.stdout).unwrap();
    assert_eq!(json["header"]["value"]["alg"], "HS256");
    assert_eq!(json["checks"].as_array().map(Vec::len), Some(5));
}

/// Trap 1b.19: tokens that had expired a quarter of an hour ago passed silently.
#[test]
fn no_leeway_is_granted_unless_it_is_asked_for() {
    let key = data(&format!("{HS256}.jwk"));
    let at = |more: &[&str]| {
        run(&[&["verify", &token(HS256), "--key", &key, "--at", "1300819381"], more].concat()).code
    };
    assert_eq!(at(&[]), Some(11));
    assert_eq!(at(&["--leeway", "2s"]), Some(0));
    let without_exp = signed(&["--claim", "sub=alice"]);
    assert_eq!(run(&["verify", &without_exp, "--secret", SECRET]).code, Some(0));
    assert_eq!(
        run(&["verify", &without_exp, "--secret", SECRET, "--require", "exp"]).code,
        Some(13)
    );
}

/// Trap 1b.20: JSON of several lines on stdin ended the program.
#[test]
fn json_of_several_lines_is_signed_and_wrong_json_is_named() {
    let key = data("rfc8037_a4_eddsa.jwk");
    let ran = piped(&["sign", "--key", &key, "--payload", "-"], b"{\n  \"sub\": \"alice\"\n}\n");
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let wrong = run(&["sign", "--key", &key, "--claim", "a:={\"b\":"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (Some(2), ""));
    assert!(wrong.stderr.contains("--claim a: "), "{}", wrong.stderr);
}

/// Trap 1b.21, 2.13: of a wrapped token one line was read, and "Bearer" was an error.
#[test]
fn a_wrapped_token_and_a_header_line_are_read() {
    let token = token(HS256);
    let middle = token.len() / 2;
    let wrapped = format!("{}\n  {}\n", token.get(..middle).unwrap(), token.get(middle..).unwrap());
    let key = data(&format!("{HS256}.jwk"));
    for text in [
        wrapped,
        format!("Authorization: Bearer {token}"),
        format!("> authorization: bearer {token}\r\n> accept: */*\r\n"),
        format!("Cookie: a=b; session={token}; c=d"),
        format!("'{token}'"),
    ] {
        let args = [&["verify", "--key", &key], &BEFORE[..]].concat();
        let ran = piped(&args, text.as_bytes());
        assert_eq!(ran.code, Some(0), "{text}: {}", ran.stdout);
    }
}

/// Trap 1b.22: a value with "=" in it was refused.
#[test]
fn a_value_may_hold_the_sign_that_ends_a_name() {
    let token = signed(&["--claim", "url=http://a?b=c"]);
    assert!(run(&["inspect", &token]).stdout.contains("\"http://a?b=c\""));
    // That no escape code reaches a pipe is held in output.rs.
}

/// Trap 2.6: an unknown algorithm was reported as a wrong signature.
#[test]
fn an_algorithm_that_nobody_can_check_is_no_wrong_signature() {
    let ran = run(&["verify", &made(r#"{"alg":"XY1"}"#, "{}"), "--secret", SECRET]);
    assert_eq!(ran.code, Some(14));
    assert!(
        ran.stdout.contains("XY1") && !ran.words().contains("does not match"),
        "{}",
        ran.stdout
    );
}

/// Trap 2.7: any key of a set passed, whatever kid said.
#[test]
fn a_kid_chooses_the_key_of_a_set_and_one_that_is_not_there_fails() {
    let jwk = fs::read_to_string(data(&format!("{HS256}.jwk"))).unwrap();
    let named = |kid: &str| jwk.replacen('{', &format!("{{\"kid\":\"{kid}\","), 1);
    let set = format!("{{\"keys\":[{},{}]}}", named("old"), named("new"));
    let header = made(r#"{"alg":"HS256","kid":"gone"}"#, "{}");
    let ran = piped(&["verify", &header, "--jwks", "-"], set.as_bytes());
    assert_eq!(ran.code, Some(4), "{}", ran.stdout);
    assert!(ran.words().contains("\"old\", \"new\""), "{}", ran.stdout);
}

/// Trap 2.8: unsigned tokens were shown as verified, then no longer shown at all.
#[test]
fn none_is_looked_at_and_never_verified() {
    let token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.";
    assert!(run(&["inspect", token]).stdout.contains("alice"));
    for key in [&[][..], &["--secret", SECRET], &["--key", &data(&format!("{HS256}.jwk"))]] {
        assert_eq!(run(&[&["verify", token], key].concat()).code, Some(14));
    }
    assert_eq!(run(&["verify", token, "--alg", "none"]).code, Some(2));
}

/// Trap 2.10: nothing of an encrypted token was shown.
#[test]
fn the_header_of_an_encrypted_token_shows() {
    let token = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA";
    let ran = run(&["inspect", token]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.contains("A128GCM") && ran.stdout.contains("encrypted"), "{}", ran.stdout);
}

/// Trap 2.14: a secret that is no text ended the program.
#[test]
fn a_binary_secret_is_taken_as_it_is() {
    let path = folder("trap_binary").join("secret");
    let octets: Vec<u8> = (128..192).collect();
    fs::write(&path, octets).unwrap();
    let path = path.to_str().unwrap();
    let token = run(&["sign", "--secret-file", path, "--claim", "a=b", "-q"]).stdout;
    assert_eq!(run(&["verify", token.trim(), "--secret-file", path]).code, Some(0));
}

/// Trap 2.17: "+60 sec" ended the program after an update of a library.
#[test]
fn a_span_of_time_is_read_in_many_forms_and_never_panics() {
    for (text, code) in [
        ("+60s", Some(0)),
        ("60s", Some(0)),
        ("-1h", Some(0)),
        ("1h30m", Some(0)),
        ("+60 parsecs", Some(2)),
        ("", Some(2)),
        ("99999999999999999999d", Some(2)),
    ] {
        let ran = run(&["sign", "--secret", SECRET, "--exp", text]);
        assert_eq!(ran.code, code, "{text:?}: {}", ran.stderr);
    }
}

/// Trap 2.22, 2.23: dates were numbers, and milliseconds went unnoticed.
#[test]
fn dates_are_told_and_milliseconds_are_noticed() {
    let ran = run(&["inspect", &token(HS256)]);
    assert!(ran.stdout.contains("2011-03-22 18:43:00 UTC") && ran.stdout.contains(" ago"));
    let token = made(r#"{"alg":"HS256"}"#, r#"{"exp":1795408408000}"#);
    let ran = run(&["inspect", &token]);
    assert!(ran.stdout.contains("milliseconds? as such 2026-11-23 04:33:28"), "{}", ran.stdout);
    let json: Value = serde_json::from_str(&run(&["inspect", "--json", &token]).stdout).unwrap();
    assert_eq!(json["times"]["exp"]["suspect_unit"], true);
    let token = made(r#"{"alg":"HS256"}"#, r#"{"exp":1795408408000000}"#);
    let ran = run(&["inspect", &token]);
    assert!(ran.stdout.contains("microseconds? as such 2026-11-23 04:33:28"), "{}", ran.stdout);
}

/// Trap 2.31: "failed", and no reason.
#[test]
fn a_key_that_cannot_be_made_or_used_says_why() {
    for (content, reason) in [
        ("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}", "x"),
        ("ssh-ed25519 AAAA", "OpenSSH"),
        ("eyJhbGciOiJub25lIn0.e30.", "token"),
        ("-----BEGIN PUBLIC KEY-----\n!!!\n-----END PUBLIC KEY-----", "PEM"),
    ] {
        let ran = piped(&["key", "show", "-"], content.as_bytes());
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(4), ""), "{content}");
        assert!(ran.stderr.contains(reason), "{content}: {}", ran.stderr);
    }
}

/// Trap 2.25: an address in a token was called by looking at it.
#[test]
fn addresses_in_a_token_are_shown_and_never_followed() {
    let header = r#"{"alg":"RS256","jku":"http://127.0.0.1:9/k","x5u":"http://127.0.0.1:9/c"}"#;
    let ran = run(&["inspect", &made(header, "{}")]);
    assert!(ran.stdout.contains("http://127.0.0.1:9/k") && ran.code == Some(0), "{}", ran.stdout);
    assert_eq!(run(&["verify", &made(header, "{}")]).code, Some(4));
}

/// Trap 2.11: the algorithm could not be chosen when a token was verified.
#[test]
fn the_algorithm_that_is_asked_for_is_the_only_one() {
    let verified = |algorithm: &str| {
        let key = data(&format!("{HS256}.jwk"));
        let args = ["verify", &token(HS256), "--key", &key, "--alg", algorithm];
        run(&[&args[..], &BEFORE].concat()).code
    };
    assert_eq!([verified("HS256"), verified("HS512")], [Some(0), Some(14)]);
}

/// Trap 2.15: JSON on a command line had to be quoted anew for every shell.
#[test]
fn claims_need_no_quotes_of_json() {
    let file = folder("trap_quotes").join("claims.json");
    fs::write(&file, r#"{"sub":"alice"}"#).unwrap();
    let from_file = signed(&["--payload", &format!("@{}", file.display())]);
    assert!(run(&["inspect", &from_file]).stdout.contains("\"alice\""));
    let ran =
        run(&["inspect", "--ndjson", &signed(&["--claim", "sub=alice", "--claim", "n:=1.0"])]);
    assert!(ran.stdout.contains(r#""value":{"sub":"alice","n":1.0,"#), "{}", ran.stdout);
}

/// Trap 2.16: to verify the token of a cluster took a day.
#[test]
fn the_token_of_a_cluster_verifies_in_one_command() {
    let key = data(&format!("{ES256}.jwk"));
    let claims = r#"{"aud":["https://kubernetes.default.svc","vault"],"exp":1300819380,"iss":"https://kubernetes.default.svc","kubernetes.io":{"namespace":"default"},"sub":"system:serviceaccount:default:app"}"#;
    let made = run(&["sign", "--key", &key, "--payload", claims, "--header", "kid=k1", "-q"]);
    let public = run(&["key", "public", &key, "--kid", "k1"]).stdout;
    let public = if public.is_empty() { fs::read_to_string(&key).unwrap() } else { public };
    let set = format!("{{\"keys\":[{public}]}}");
    let args = ["verify", made.stdout.trim(), "--jwks", "-", "--aud", "vault"];
    let issuer = ["--iss", "https://kubernetes.default.svc"];
    let ran = piped(&[&args[..], &issuer, &BEFORE].concat(), set.as_bytes());
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
}

/// Trap 2.27: results could not be passed on.
#[test]
fn what_is_signed_goes_to_the_next_program() {
    let made = run(&["sign", "--secret", SECRET, "--claim", "sub=alice"]);
    assert_eq!(made.stdout.lines().count(), 1, "{}", made.stdout);
    let ran = piped(&["verify", "--secret", SECRET], made.stdout.as_bytes());
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
}
