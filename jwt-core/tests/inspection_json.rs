//! Inspection of JWS in JSON Serialization (RFC 7515 §7.2): its strings, signatures and headers.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a panic fails the test")]

#[path = "inspection/look.rs"]
mod look;

use std::collections::BTreeSet;

use jwt_core::base64url;
use jwt_core::inspect;
use jwt_core::inspect::Form;
use jwt_core::inspect::Severity;
use jwt_core::jws;
use jwt_core::jws::Part;
use jwt_core::jws::Policy;

use self::look::CLAIMS;
use self::look::HEADER;
use self::look::codes;
use self::look::finding;
use self::look::header_text;
use self::look::key;
use self::look::look;
use self::look::payload_text;

#[test]
fn json_serializations_are_recognised_and_taken_apart() {
    let (header, payload) = (base64url::encode(HEADER), base64url::encode(CLAIMS));
    for (text, form) in [
        (
            format!(r#"{{"payload":"{payload}","protected":"{header}","signature":"c2ln"}}"#),
            Form::JsonFlattened,
        ),
        (
            format!(
                r#" {{"payload":"{payload}","signatures":[{{"protected":"{header}","signature":"c2ln"}}]}}"#
            ),
            Form::JsonGeneral,
        ),
    ] {
        let inspection = look(text.as_bytes());
        assert_eq!(inspection.form, form);
        assert_eq!(finding(&inspection, "jws.json_serialization").part, Part::Token);
        assert_eq!(header_text(&inspection), HEADER);
        assert_eq!(payload_text(&inspection), CLAIMS);
        assert_eq!(inspection.signature().unwrap().octets(), b"sig");
    }
    let text =
        format!(r#"{{"protected":"{header}","ciphertext":"AAAA","iv":"AAAA","tag":"AAAA"}}"#);
    assert_eq!(look(text.as_bytes()).form, Form::Jwe);
    assert_eq!(look(b"{\"a\":1}").form, Form::Unknown);
    assert_eq!(look(b"{").form, Form::Unknown);
}

#[test]
fn strings_of_json_are_read_without_their_escapes() {
    let header = r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#;
    let protected = base64url::encode(header);
    let claims = r#"{"exp":1700000900,"x":"a.b"}"#;
    let tag = key().sign(format!("{protected}.{claims}").as_bytes()).unwrap();
    let (signature, escaped) = (base64url::encode(tag), claims.replace('"', "\\\""));
    let written = protected.replacen('e', "\\u0065", 1);
    assert_ne!(written, protected);
    let text =
        format!(r#"{{"payload":"{escaped}","protected":"{written}","signature":"{signature}"}}"#);
    let policy = Policy::default();
    let verified = jws::verify_json(&text, &key().verifying_key(), &policy).unwrap();
    let inspection = look(text.as_bytes());
    assert_eq!(inspection.payload().unwrap().octets(), verified.payload());
    assert_eq!(header_text(&inspection), header);
    assert!(inspection.payload().unwrap().error.is_none());
    assert_eq!(codes(text.as_bytes()), ["jws.json_serialization", "jws.unencoded"]);

    let wrong = text.replace("\\u0065", "\\u0021");
    let at = wrong.find("\\u0021").unwrap();
    let inspection = look(wrong.as_bytes());
    let told: Vec<_> = inspection.findings.iter().filter(|one| one.part == Part::Header).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].code(), &told[0].span), ("base64url.invalid_character", &(at..at + 1)));
    let error = jws::verify_json(&wrong, &key().verifying_key(), &policy).unwrap_err();
    assert_eq!(error.span(), Some(told[0].span.clone()));
    assert_eq!(error.to_string(), told[0].message);
}

#[test]
fn each_wrong_character_of_json_is_told_once_where_it_is_escaped() {
    let tag = base64url::encode([1; 32]);
    let header = base64url::encode(HEADER).replacen('J', "\\u004a", 1);
    let payload = base64url::encode(CLAIMS).replacen('J', "\\/", 1);
    let text = format!(
        r#"{{"payload":"{payload}","protected":"{header}!","signature":"\u0041{tag}\u003d"}}"#
    );
    let inspection = look(text.as_bytes());
    let mut told: Vec<_> = inspection.findings.iter().map(|one| (one.code(), &one.span)).collect();
    told.retain(|(code, _)| code.starts_with("base64url."));
    let place = |written: &str| text.find(written).map(|at| at..at + 1).unwrap();
    let (slash, mark, sign) = (place("\\/"), place("!"), place("\\u003d"));
    let expected = [
        ("base64url.standard_alphabet", &slash),
        ("base64url.invalid_character", &mark),
        ("base64url.padding", &sign),
    ];
    assert_eq!(told, expected);

    // Padding that is taken by leave stands behind escapes too.
    let policy = Policy::default().accept_padding();
    let text = text.replace('!', "").replace("\\/", "J").replace("\\u0041", "");
    let report = inspect::examine_jws(text.as_bytes(), &key().verifying_key(), &policy);
    let sign = text.find("\\u003d").unwrap();
    let told = finding(&report.inspection, "base64url.padding");
    assert_eq!((told.severity, told.span.start), (Severity::Warning, sign));
}

#[test]
fn what_is_wrong_behind_escapes_is_told_once_of_the_whole_string() {
    let tag = base64url::encode([1; 32]);
    let payload = base64url::encode(CLAIMS);
    for (header, code) in [
        (r#"{"alg":"HS256","kid":7}"#, "jws.header_member"),
        (r#"{"alg":"HS256","alg":"HS256"}"#, "json.duplicate_name"),
        (r#"{"alg":"#, "json.syntax"),
    ] {
        let header = base64url::encode(header).replacen('e', "\\u0065", 1);
        let text =
            format!(r#"{{"payload":"{payload}","protected":"{header}","signature":"{tag}"}}"#);
        let inspection = look(text.as_bytes());
        let whole = inspection.header().unwrap().span.clone();
        let told = inspection.findings.iter().filter(|one| one.part == Part::Header);
        let told: Vec<_> = told.map(|one| (one.code(), one.span.clone())).collect();
        assert_eq!(told, [(code, whole)]);
    }
}

#[test]
fn every_signature_and_every_header_of_json_is_looked_at() {
    let good = base64url::encode(HEADER);
    let none = base64url::encode(r#"{"alg":"none"}"#);
    let crit = base64url::encode(r#"{"alg":"HS256","crit":["x"],"x":1}"#);
    let payload = base64url::encode(CLAIMS);
    let tag = base64url::encode([1; 32]);
    let first = format!(r#"{{"protected":"{good}","signature":"{tag}"}}"#);
    for (second, code) in [
        (format!(r#"{{"protected":"{none}","signature":"{tag}"}}"#), "jws.unsecured"),
        (format!(r#"{{"protected":"{crit}","signature":"{tag}"}}"#), "jws.critical"),
        (
            format!(r#"{{"protected":"{good}","header":{{"jwk":{{}}}},"signature":"{tag}"}}"#),
            "jws.unprotected",
        ),
        (
            format!(r#"{{"protected":"{good}","header":{{"jku":"a"}},"signature":"{tag}"}}"#),
            "inspect.embedded_key",
        ),
        (
            format!(r#"{{"protected":"{good}","header":{{"alg":"none"}},"signature":"{tag}"}}"#),
            "jws.unsecured",
        ),
        (
            format!(r#"{{"protected":"{good}","header":{{"alg":"HS256"}},"signature":"{tag}"}}"#),
            "jws.header_duplicate",
        ),
        (format!(r#"{{"header":{{"alg":"HS256"}},"signature":"{tag}"}}"#), "jws.unprotected"),
        (format!(r#"{{"protected":"{good}","signature":"AAAA"}}"#), "inspect.signature_length"),
        (format!(r#"{{"protected":"{good}"}}"#), "jws.json_shape"),
    ] {
        let text = format!(r#"{{"payload":"{payload}","signatures":[{first},{second}]}}"#);
        let told = codes(text.as_bytes());
        assert!(told.contains(&code), "{second}: {told:?}");
        let unique: BTreeSet<_> = told.iter().collect();
        assert_eq!(unique.len(), told.len(), "{told:?}");
        if code.starts_with("jws.") && code != "jws.critical" {
            let error = jws::verify_json(&text, &key().verifying_key(), &Policy::default());
            assert!(told.contains(&error.unwrap_err().code()), "{second}: {told:?}");
        }
    }
    let text = format!(r#"{{"payload":"{payload}","signatures":[{first},{first}]}}"#);
    assert_eq!(codes(text.as_bytes()), ["jws.json_serialization"]);
    // What one header says is nothing about a signature that has none.
    let bare = r#"{"header":{"kid":"k"},"signature":"AAAA"}"#;
    let text = format!(r#"{{"payload":"{payload}","signatures":[{first},{bare}]}}"#);
    assert!(!codes(text.as_bytes()).contains(&"inspect.signature_length"));
    let text = format!(r#"{{"payload":"{payload}","signatures":[{bare},{first}]}}"#);
    assert!(!codes(text.as_bytes()).contains(&"inspect.signature_length"));
}
