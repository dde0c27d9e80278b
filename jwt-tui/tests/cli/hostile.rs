//! Input made to break things: all that can be shown is shown, and the cause is pointed at.

use super::run::Ran;
use super::run::piped;
use super::run::run;

fn encoded(text: &str) -> String {
    jwt_core::base64url::encode(text)
}

fn token(header: &str, payload: &str) -> String {
    format!("{}.{}.AAAA", encoded(header), encoded(payload))
}

/// Inspects and asserts what everything that is inspected must give.
fn inspected(text: &str) -> Ran {
    let ran = run(&["inspect", text]);
    assert!(!ran.stdout.is_empty(), "{text}");
    assert!(!ran.stdout.contains('\u{1b}'), "{text}");
    assert!(!ran.stderr.contains("bug"), "{}", ran.stderr);
    let json = run(&["inspect", "--json", text]);
    assert_eq!(json.code, ran.code);
    let parsed: Result<serde_json::Value, _> = serde_json::from_str(&json.stdout);
    assert!(parsed.is_ok(), "{text}: {}", json.stdout);
    ran
}

#[test]
fn octets_that_are_no_text_are_pointed_at_in_place() {
    let ran = piped(&["inspect"], b"eyJhbGciOiJIUzI1NiJ9.\xff\xfe.AAAA");
    assert_eq!(ran.code, Some(3));
    for text in ["HS256", "0xff", "byte 21", "SIGNATURE"] {
        assert!(ran.stdout.contains(text), "{text}: {}", ran.stdout);
    }
}

#[test]
fn what_is_wrong_is_named_and_the_rest_is_shown() {
    for (header, payload, cause, shown) in [
        (r#"{"alg":"none"}"#, r#"{"sub":"1"}"#, "\"none\"", "subject"),
        (r#"{"alg":"nOnE"}"#, r#"{"sub":"1"}"#, "\"nOnE\"", "subject"),
        (r#"{"alg":"ZZ999"}"#, r#"{"sub":"1"}"#, "\"ZZ999\"", "subject"),
        (r#"{"typ":"JWT"}"#, r#"{"sub":"1"}"#, "alg", "subject"),
        (r#"{"alg":"none","alg":"HS256"}"#, r#"{"sub":"1"}"#, "alg", "subject"),
        (r#"{"alg":"HS256"}"#, "hello", "the payload", "text: hello"),
        (r#"{"alg":"HS256"}"#, "[1,2]", "the payload", "[1,2]"),
        (r#"{"alg":"HS256"}"#, r#"{"exp":9223372036854775807}"#, "", "after 9999-12-30"),
        (r#"{"alg":"HS256"}"#, r#"{"exp":1e300}"#, "", "after 9999-12-30"),
        (r#"{"alg":"HS256"}"#, r#"{"exp":"soon"}"#, "exp", "\"soon\""),
        (r#"{"alg":"HS256"}"#, r#"{"exp":1700000000000}"#, "milliseconds", "2023-11-14"),
        (r#"{"alg":"HS256"}"#, r#"{"a":1,"a":2}"#, "\"a\"", "2"),
        (r#"{"alg":"HS256"}"#, r#"{"n":12345678901234567890123}"#, "", "12345678901234567890123"),
    ] {
        let ran = inspected(&token(header, payload));
        assert_eq!(ran.code, Some(0), "{header} {payload}: {}", ran.stderr);
        assert!(ran.stdout.contains(cause), "{header} {payload}: {}", ran.stdout);
        assert!(ran.stdout.contains(shown), "{header} {payload}: {}", ran.stdout);
    }
}

#[test]
fn one_to_seven_segments_are_shown() {
    let segment = encoded(r#"{"alg":"HS256"}"#);
    for count in 1..=7 {
        let ran = inspected(&vec![segment.as_str(); count].join("."));
        assert_eq!(ran.code, Some(0), "{count}");
        assert!(ran.stdout.contains(&format!("{count} segment")), "{}", ran.stdout);
        assert!(ran.stdout.contains("\"HS256\""), "{}", ran.stdout);
    }
}

#[test]
fn the_header_of_an_encrypted_token_is_shown() {
    let header = encoded(r#"{"alg":"dir","enc":"A128GCM"}"#);
    let ran = inspected(&format!("{header}..AAAA.AAAA.AAAA"));
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.contains("JWE") && ran.stdout.contains("A128GCM"), "{}", ran.stdout);
}

#[test]
fn the_wrong_byte_is_pointed_at() {
    let token = format!("{}+.e30.", encoded(r#"{"alg":"HS256"}"#));
    let ran = inspected(&token);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    let caret = lines.iter().position(|line| line.trim() == "^").unwrap();
    let column = lines[caret].find('^').unwrap();
    assert_eq!(lines[caret - 1].as_bytes()[column], b'+', "{}", ran.stdout);
}

#[test]
fn a_megabyte_and_broken_octets_do_no_harm() {
    let long = piped(&["inspect"], &vec![b'A'; 1 << 20]);
    assert_eq!(long.code, Some(3));
    assert!(long.stdout.len() < 10_000);
    let dots = piped(&["inspect"], &vec![b'.'; 1 << 20]);
    assert!(dots.stdout.len() < 10_000);
    for octets in [&b"\xff\xfe\x00"[..], b"eyJ\xff.eyJ.\xff", b"\0\0\0", b"\xed\xa0\x80"] {
        let ran = piped(&["inspect"], octets);
        assert!(matches!(ran.code, Some(0 | 3)), "{:?}", ran.code);
    }
    let invalid = format!(
        "{}.{}.",
        encoded(r#"{"alg":"HS256"}"#),
        jwt_core::base64url::encode(b"{\"a\":\"\xff\"}")
    );
    let ran = inspected(&invalid);
    assert!(ran.stdout.contains("UTF-8"), "{}", ran.stdout);
    let deep = token(r#"{"alg":"HS256"}"#, &"[".repeat(100_000));
    assert_eq!(piped(&["inspect"], deep.as_bytes()).code, Some(0));
}

#[test]
fn escapes_and_direction_marks_reach_no_terminal() {
    let payload = "{\"sub\":\"\u{202e}gnp\",\"\u{9b}31m\":\"\\u001b[31m\",\"x\":\"\u{7f}\"}";
    let token = token(r#"{"alg":"HS256"}"#, payload);
    for args in
        [&["inspect", &token][..], &["inspect", "--json", &token], &["inspect", "--ndjson", &token]]
    {
        let ran = run(args);
        let bad = |one: char| (one.is_control() && one != '\n') || one == '\u{202e}';
        assert!(!ran.stdout.contains(bad), "{:?}", ran.stdout);
    }
    let ran = run(&["verify", &token, "--key", "/nowhere/\u{1b}[31m"]);
    assert!(!ran.stderr.contains('\u{1b}'), "{:?}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text_are_no_panic() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    for args in [
        [b"inspect".as_slice(), b"\xff\xfe"],
        [b"inspect", b"@\xff"],
        [b"key", b"\xff"],
        [b"\xff", b"\xff"],
    ] {
        let mut command = super::run::command(&[]);
        command.args(args.map(OsStr::from_bytes));
        let code = super::run::ran(command).code;
        assert!(matches!(code, Some(2 | 3 | 5)), "{args:?}: {code:?}");
    }
}
