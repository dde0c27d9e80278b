//! Inspection: whatever comes in, what can be seen is shown and what is wrong is pointed at.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

#[path = "inspection/look.rs"]
mod look;

use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::time::Duration;

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::base64url;
use jwt_core::inspect;
use jwt_core::inspect::Finding;
use jwt_core::inspect::Form;
use jwt_core::inspect::Inspection;
use jwt_core::inspect::Outcome;
use jwt_core::inspect::Report;
use jwt_core::inspect::Segment;
use jwt_core::inspect::Severity;
use jwt_core::inspect::State;
use jwt_core::inspect::Verdict;
use jwt_core::jws;
use jwt_core::jws::Candidates;
use jwt_core::jws::Caps;
use jwt_core::jws::Header;
use jwt_core::jws::JwsError;
use jwt_core::jws::KeySource;
use jwt_core::jws::Part;
use jwt_core::jws::Policy;
use jwt_core::jwt::Verifier;
use jwt_core::jwt::VerifyError;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use proptest::collection::vec;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::sample::Index;
use proptest::sample::select;
use proptest::test_runner::Config;
use proptest::test_runner::RngSeed;
use proptest::test_runner::TestCaseError;
use proptest::test_runner::TestRunner;

use self::look::CLAIMS;
use self::look::HEADER;
use self::look::check;
use self::look::codes;
use self::look::finding;
use self::look::header_text;
use self::look::key;
use self::look::look;
use self::look::payload_text;

const NOW: NumericDate = NumericDate::from_seconds(1_700_000_000);
fn verifier() -> Verifier<VerifyingKey> {
    Verifier::new(key().verifying_key()).issuer("joe").audience("me").leeway(Duration::ZERO)
}

/// Signs any octets as header and payload.
fn forge(header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    let input = format!("{}.{}", base64url::encode(header), base64url::encode(payload));
    let tag = base64url::encode(key().sign(input.as_bytes()).unwrap());
    format!("{input}.{tag}")
}

/// What the characters at a finding stand for, decoded as part of its segment.
fn pointed_at(inspection: &Inspection<'_>, finding: &Finding) -> String {
    let segment = inspection.segment(finding.part).unwrap();
    let start = (finding.span.start - segment.span.start) / 4 * 3;
    let end = ((finding.span.end - segment.span.start) * 3).div_ceil(4);
    let octets = segment.octets();
    String::from_utf8_lossy(&octets[start..end.min(octets.len())]).into_owned()
}

#[test]
fn a_good_token_has_no_finding() {
    let token = forge(HEADER, CLAIMS);
    let inspection = look(token.as_bytes());
    assert_eq!(inspection.form, Form::Compact);
    assert_eq!(inspection.findings, []);
    assert_eq!(header_text(&inspection), HEADER);
    assert_eq!(payload_text(&inspection), CLAIMS);
    assert_eq!(inspection.signature().unwrap().octets().len(), 32);
    assert_eq!(inspection.signing_input, Some(0..token.rfind('.').unwrap()));
    assert_eq!(inspection.algorithm_name().as_deref(), Some("HS256"));
}

#[test]
fn alg_none_is_shown_and_pointed_at_in_any_case() {
    for none in ["none", "None", "nOnE"] {
        let header = format!(r#"{{"typ":"JWT","alg":"{none}"}}"#);
        let token = format!("{}.{}.", base64url::encode(&header), base64url::encode(CLAIMS));
        let inspection = look(token.as_bytes());
        let found = finding(&inspection, "jws.unsecured");
        assert_eq!((found.severity, found.part), (Severity::Error, Part::Header));
        assert!(pointed_at(&inspection, found).contains(none));
        assert_eq!(found.found.as_deref(), Some(none));
        assert_eq!(payload_text(&inspection), CLAIMS);
    }
}

#[test]
fn an_unknown_alg_is_shown_and_pointed_at() {
    let token = forge(r#"{"typ":"JWT","alg":"XS256"}"#, CLAIMS);
    let inspection = look(token.as_bytes());
    let found = finding(&inspection, "inspect.algorithm_unknown");
    assert!(pointed_at(&inspection, found).contains("XS256"));
    assert_eq!(inspection.algorithm_name().as_deref(), Some("XS256"));
    assert_eq!(payload_text(&inspection), CLAIMS);
}

#[test]
fn a_missing_alg_is_told_and_the_rest_shown() {
    let token = forge(r#"{"typ":"JWT"}"#, CLAIMS);
    let inspection = look(token.as_bytes());
    assert_eq!(finding(&inspection, "jws.algorithm_missing").part, Part::Header);
    assert_eq!(header_text(&inspection), r#"{"typ":"JWT"}"#);
    assert_eq!(payload_text(&inspection), CLAIMS);
}

#[test]
fn a_duplicate_alg_is_pointed_at_where_it_stands_again() {
    let token = forge(r#"{"alg":"HS256","typ":"JWT","alg":"none"}"#, CLAIMS);
    let inspection = look(token.as_bytes());
    let found = finding(&inspection, "json.duplicate_name");
    assert_eq!((found.severity, found.part), (Severity::Error, Part::Header));
    // The second name is the 28th octet of the header: three octets in four characters.
    assert!(found.span.contains(&(27 / 3 * 4)), "{:?}", found.span);
    assert_eq!(header_text(&inspection), r#"{"alg":"HS256","typ":"JWT","alg":"none"}"#);
    assert_eq!(payload_text(&inspection), CLAIMS);
}

#[test]
fn a_payload_that_is_not_json_is_shown_as_octets() {
    let token = forge(HEADER, "Example of plain text");
    let inspection = look(token.as_bytes());
    let found = finding(&inspection, "jwt.not_a_claims_set");
    assert_eq!((found.severity, found.part), (Severity::Warning, Part::Payload), "a JWS may");
    assert_eq!(inspection.payload().unwrap().octets(), b"Example of plain text");
    let token = forge(HEADER, [0xff, 0xfe, 0x00]);
    let inspection = look(token.as_bytes());
    assert_eq!(inspection.payload().unwrap().octets(), [0xff, 0xfe, 0x00]);
    assert_eq!(inspection.payload().unwrap().decoded_text(), None);
}

#[test]
fn one_to_seven_segments_are_counted_and_shown() {
    let parts = [HEADER, CLAIMS, "c", "d", "e", "f", "g"].map(base64url::encode);
    for count in 1..=7 {
        let token = parts[..count].join(".");
        let inspection = look(token.as_bytes());
        assert_eq!(inspection.segment_count, count);
        assert_eq!(inspection.segments.len(), count);
        assert_eq!(header_text(&inspection), HEADER);
        match count {
            3 => assert_eq!(inspection.form, Form::Compact),
            5 => {
                assert_eq!(inspection.form, Form::Jwe);
                assert_eq!(finding(&inspection, "jws.jwe").span, 0..token.len());
            }
            _ => {
                assert_eq!(inspection.form, Form::Unknown);
                let found = finding(&inspection, "jws.segment_count");
                let plural = if count == 1 { "" } else { "s" };
                assert_eq!(found.found, Some(format!("{count} segment{plural}")));
                assert_eq!(found.expected.as_deref(), Some("3 segments"));
            }
        }
        if count > 1 && count != 5 {
            assert_eq!(payload_text(&inspection), CLAIMS);
        }
    }
}

#[test]
fn a_jwe_is_recognised_with_its_header() {
    // RFC 7516, Appendix A.2: the header and shortened other segments.
    let header = r#"{"alg":"RSA1_5","enc":"A128CBC-HS256"}"#;
    let token = format!("{}.AAAA.AxY8DCtDaGlsbGljb3RoZQ.AAAA.AAAA", base64url::encode(header));
    let inspection = look(token.as_bytes());
    assert_eq!(inspection.form, Form::Jwe);
    assert_eq!(header_text(&inspection), header);
    assert_eq!(inspection.header_text("enc").as_deref(), Some("A128CBC-HS256"));
    assert!(inspection.payload().is_none() && inspection.signature().is_none());
    let names: Vec<_> = inspection.segments.iter().map(|one| one.name).collect();
    assert_eq!(names[3..], ["ciphertext", "authentication tag"]);
    let errors: Vec<_> =
        inspection.findings.iter().filter(|one| one.severity == Severity::Error).collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
}

#[test]
fn a_megabyte_of_a_is_shown_and_told_to_be_too_long() {
    let text = vec![b'A'; 1 << 20];
    let inspection = look(&text);
    let found = finding(&inspection, "jws.token_too_long");
    assert_eq!(found.found.as_deref(), Some("1048576 bytes"));
    assert_eq!(inspection.segments.len(), 1);
    assert_eq!(inspection.segments[0].octets().len(), (1 << 20) / 4 * 3);
    let dots = vec![b'.'; 1 << 20];
    let inspection = look(&dots);
    assert_eq!(inspection.segment_count, (1 << 20) + 1);
    assert!(inspection.segments.len() <= 16);
}

#[test]
fn a_long_token_is_taken_apart_all_the_same() {
    let claims = format!(r#"{{"exp":1,"a":"{}"}}"#, "A".repeat(100_000));
    let token = forge(HEADER, &claims);
    let inspection = look(token.as_bytes());
    assert_eq!(finding(&inspection, "jws.token_too_long").severity, Severity::Error);
    assert_eq!(payload_text(&inspection), claims);
    let wider = inspect::inspect_with(token.as_bytes(), &Caps::default().token_bytes(1 << 20));
    assert_eq!(wider.findings, []);
}

#[test]
fn bytes_that_are_not_utf8_are_pointed_at() {
    let token = forge(HEADER, CLAIMS);
    let mut bytes = token.into_bytes();
    bytes[40] = 0xff;
    let inspection = look(&bytes);
    let found = finding(&inspection, "base64url.not_ascii");
    assert_eq!(found.span, 40..41);
    assert_eq!(header_text(&inspection), HEADER);
    let token = forge(b"{\"alg\":\"HS256\",\"a\":\"\xff\"}", CLAIMS);
    let inspection = look(token.as_bytes());
    let found = finding(&inspection, "json.not_utf8");
    assert_eq!(found.part, Part::Header);
    assert!(found.span.contains(&(20 / 3 * 4 + 3)), "{:?} holds octet 20", found.span);
    assert_eq!(payload_text(&inspection), CLAIMS);
    for bytes in [&b"\xff\xfe"[..], b"\0\0\0", b"", b" ", "\u{feff}eyJ.e.f".as_bytes()] {
        assert!(!look(bytes).findings.is_empty(), "{bytes:?}");
    }
}

#[test]
fn an_exp_beyond_any_calendar_is_shown_as_it_is_written() {
    for exp in ["9223372036854775807", "18446744073709551616", "1e300", "253402300800000000"] {
        let claims = format!(r#"{{"iss":"joe","aud":"me","exp":{exp}}}"#);
        let token = forge(HEADER, &claims);
        let inspection = look(token.as_bytes());
        let found = finding(&inspection, "inspect.far_future");
        assert_eq!(found.found.as_deref(), Some(exp));
        assert!(pointed_at(&inspection, found).contains(exp));
        assert_eq!(payload_text(&inspection), claims);
        assert!(verifier().verify(&token, NOW).is_ok(), "far away is not wrong");
    }
    let token = forge(HEADER, r#"{"iss":"joe","aud":"me","exp":1700000900000}"#);
    assert_eq!(look(token.as_bytes()).findings[0].code(), "inspect.milliseconds");
}

#[test]
fn keys_in_the_header_are_shown_with_a_warning() {
    let header = r#"{"alg":"HS256","jwk":{"kty":"oct","k":"AAAA"},"jku":"http://127.0.0.1/"}"#;
    let token = forge(header, CLAIMS);
    let inspection = look(token.as_bytes());
    let count = inspection.findings.iter().filter(|one| one.code() == "inspect.embedded_key");
    assert_eq!(count.count(), 2);
    assert_eq!(finding(&inspection, "inspect.embedded_key").severity, Severity::Warning);
    assert!(verifier().verify(&token, NOW).is_ok());
}

#[test]
fn cty_jwt_hides_nothing_of_a_payload_that_is_no_token() {
    let header = r#"{"alg":"HS256","cty":"JWT"}"#;
    let token = forge(header, r#"{"iss":7,"exp":"1"}"#);
    let inspection = look(token.as_bytes());
    let told = inspection.findings.iter().filter(|one| one.code() == "jwt.claim_type");
    assert_eq!(told.count(), 2);
    for cty in ["JWT", "jwt", "application/jwt"] {
        let header = format!(r#"{{"alg":"HS256","cty":"{cty}"}}"#);
        let token = forge(header, forge(HEADER, CLAIMS));
        let inspection = look(token.as_bytes());
        assert_eq!(finding(&inspection, "jwt.nested").severity, Severity::Info, "{cty}");
        assert_eq!(inspection.findings.len(), 1, "{cty}: {:?}", inspection.findings);
        agrees(token.as_bytes()).unwrap();
    }
}

#[test]
fn an_encrypted_token_in_a_signed_one_is_nested_for_inspection_and_verifier_alike() {
    let header = r#"{"alg":"HS256","cty":"JWT"}"#;
    let token = forge(header, "eyJhbGciOiJkaXIifQ..AAAA.AAAA.AAAA");
    let report = inspect::examine(token.as_bytes(), &verifier(), NOW);
    assert_eq!(report.verdicts.claims.code, "jwt.nested");
    let told: Vec<_> =
        report.inspection.findings.iter().map(|one| (one.severity, one.code())).collect();
    assert_eq!(told, [(Severity::Info, "jwt.nested")]);
    agrees(token.as_bytes()).unwrap();
    // Without the word of the header it is a payload that is nothing at all, for both again.
    let token = forge(HEADER, "eyJhbGciOiJkaXIifQ..AAAA.AAAA.AAAA");
    let report = inspect::examine(token.as_bytes(), &verifier(), NOW);
    assert_eq!(report.verdicts.claims.code, "jwt.not_a_claims_set");
    finding(&report.inspection, "jwt.not_a_claims_set");
}

#[test]
fn alg_none_is_told_whatever_else_is_wrong_with_the_header() {
    for header in [
        r#"{"alg":"none"}"#,
        r#"{"alg":"none","kid":7}"#,
        r#"{"alg":"none","alg":"none"}"#,
        r#"{"alg":"HS256","alg":"NONE"}"#,
        r#"{"alg":"none","crit":[]}"#,
        r#"{"typ":"JWT","typ":"JWT","alg":"none"}"#,
    ] {
        for padding in ["", "=", "=="] {
            let token = format!("{}{padding}.{}.", base64url::encode(header), "e30");
            assert!(codes(token.as_bytes()).contains(&"jws.unsecured"), "{header} {padding}");
        }
    }
}

#[test]
fn padding_that_the_policy_takes_is_no_error() {
    let header = base64url::encode(r#"{"alg":"HS256","kid":"k"}"#);
    assert_ne!(header.len() % 4, 0);
    let input = format!("{header}==.{}", base64url::encode(CLAIMS));
    let tag = base64url::encode(key().sign(input.as_bytes()).unwrap());
    let token = format!("{input}.{tag}=");
    let verifier = verifier().accept_padding();
    let report = inspect::examine(token.as_bytes(), &verifier, NOW);
    assert!(matches!(&report.outcome, Outcome::Jwt(Ok(_))));
    let told: Vec<_> =
        report.inspection.findings.iter().map(|one| (one.severity, one.code())).collect();
    assert_eq!(told, [(Severity::Warning, "base64url.padding"); 2]);
    assert_eq!(report.inspection.findings[0].span, header.len()..header.len() + 2);
    assert_eq!(report.inspection.algorithm_name().as_deref(), Some("HS256"));
    // The rules of a padded header are those of any other.
    let header = base64url::encode(r#"{"alg":"HS256","crit":["xyz"],"xyz":1}"#);
    assert_ne!(header.len() % 4, 0);
    let token = format!("{header}=.e30.AAAA");
    let policy = Policy::default().accept_padding();
    let report = inspect::examine_jws(token.as_bytes(), &key().verifying_key(), &policy);
    finding(&report.inspection, "jws.critical");
}

#[test]
fn what_is_too_long_to_take_apart_is_said_to_be() {
    let caps = Caps::default().token_bytes(usize::MAX).header_bytes(usize::MAX);
    let garbage = vec![b'A'; 9 << 20];
    let inspection = inspect::inspect_with(&garbage, &caps);
    finding(&inspection, "inspect.too_long");
    let report = inspect::examine_without_key(&garbage, &caps);
    assert_eq!(report.verdicts.structure.code, "jws.segment_count");

    let claims = format!(r#"{{"exp":1700000900,"x":"{}"}}"#, "x".repeat(7 << 20));
    let token = forge(HEADER, claims);
    assert!(token.len() > 8 << 20);
    let report = inspect::examine_without_key(token.as_bytes(), &caps);
    assert_eq!(report.verdicts.structure.state, State::NotChecked);
    assert_eq!(report.inspection.findings.len(), 1);
    let verifier = Verifier::new(key().verifying_key()).caps(caps);
    let report = inspect::examine(token.as_bytes(), &verifier, NOW);
    assert_eq!(report.verdicts.time.state, State::Pass, "{:?}", report.verdicts.time);
    assert_eq!(report.inspection.findings[0].severity, Severity::Warning, "it is accepted");
}

#[test]
fn a_proof_of_possession_is_told_from_a_token() {
    let jwk = r#"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#;
    let header = format!(r#"{{"alg":"HS256","typ":"dpop+jwt","jwk":{jwk}}}"#);
    let proof = forge(header, r#"{"jti":"1","htm":"GET","htu":"https://a.example/","iat":1}"#);
    assert_eq!(codes(proof.as_bytes()), ["inspect.dpop_proof"]);
    let header = format!(r#"{{"alg":"HS256","typ":"JWT","jwk":{jwk}}}"#);
    let token = forge(header, r#"{"iat":1}"#);
    assert_eq!(codes(token.as_bytes()), ["inspect.embedded_key", "inspect.no_expiration"]);
    let header = r#"{"alg":"HS256","typ":"dpop+jwt","jku":"https://a.example/"}"#;
    let told = codes(forge(header, "{}").as_bytes());
    assert!(told.contains(&"inspect.embedded_key"), "an address has no place there: {told:?}");
}

#[test]
fn what_holds_a_token_back_is_told() {
    for (claims, told) in [
        (r#"{"exp":10,"nbf":10}"#, true),
        (r#"{"exp":10,"nbf":9.5,"iat":1}"#, false),
        (r#"{"exp":10,"iat":1e1}"#, true),
        (r#"{"exp":10,"iat":11}"#, true),
        (r#"{"iat":11,"nbf":12}"#, false),
    ] {
        let found = codes(forge(HEADER, claims).as_bytes());
        assert_eq!(found.contains(&"inspect.never_valid"), told, "{claims}");
    }

    let token = forge(HEADER, CLAIMS);
    for text in [format!("Bearer {token}"), format!(" bearer {token}")] {
        let inspection = look(text.as_bytes());
        let span = finding(&inspection, "jws.scheme").span.clone();
        assert!(text.as_bytes()[span].eq_ignore_ascii_case(b"bearer "));
    }
    assert!(codes(format!("Bearers{token}").as_bytes()).iter().all(|one| *one != "jws.scheme"));

    let key = key();
    let detached = jws::sign_detached(&key, &jws::HeaderBuilder::new(), b"apart").unwrap();
    assert_eq!(finding(&look(detached.as_bytes()), "inspect.detached").severity, Severity::Info);
    assert!(!codes(b"eyJhbGciOiJIUzI1NiJ9..").contains(&"inspect.detached"));
}

#[test]
fn signatures_of_impossible_lengths_are_told() {
    let told = |alg: &str, signature: &[u8]| {
        let header = base64url::encode(format!(r#"{{"alg":"{alg}"}}"#));
        let payload = base64url::encode(CLAIMS);
        let token = format!("{header}.{payload}.{}", base64url::encode(signature));
        let inspection = look(token.as_bytes());
        let found = inspection.findings.iter().find(|one| one.code() == "inspect.signature_length");
        found.map(|one| one.message.clone())
    };
    for alg in ["RS256", "PS512"] {
        for (length, wrong) in
            [(127, true), (128, false), (256, false), (1024, false), (1025, true)]
        {
            assert_eq!(told(alg, &vec![1; length]).is_some(), wrong, "{alg} {length}");
        }
    }
    for alg in ["ML-DSA-44", "ES384", "HS512", "Ed25519"] {
        assert!(told(alg, &[1; 31]).is_some(), "{alg}");
    }
    // The shortest and longest heads of a SEQUENCE: ES512 needs the longer one.
    for (alg, head, rest) in [
        ("ES256", &[0x30, 70][..], 70),
        ("ES384", &[0x30, 102][..], 102),
        ("ES512", &[0x30, 0x81, 136][..], 136),
    ] {
        let der = [head, &vec![2; rest]].concat();
        assert!(told(alg, &der).unwrap().ends_with("of DER"), "{alg}");
        assert!(!told(alg, &der[1..]).unwrap().ends_with("of DER"), "{alg}");
    }
    assert!(!told("HS256", &[&[0x30, 70][..], &[2; 70]].concat()).unwrap().ends_with("of DER"));
}

#[test]
fn a_payload_of_any_kind_is_no_fault_of_a_jws() {
    for payload in [r#"{"exp":"x"}"#, r#"{"a":1,"a":2}"#, "[1]", "text"] {
        let token = forge(HEADER, payload);
        let policy = Policy::default();
        let report = inspect::examine_jws(token.as_bytes(), &key().verifying_key(), &policy);
        assert!(matches!(&report.outcome, Outcome::Jws(Ok(_))));
        let errors =
            report.inspection.findings.iter().filter(|one| one.severity == Severity::Error);
        assert_eq!(errors.count(), 0, "{payload}");
        assert!(!report.inspection.findings.is_empty(), "{payload}");
        let report = inspect::examine_without_key(token.as_bytes(), &Caps::default());
        assert_eq!(report.verdicts.structure.state, State::Pass, "{payload}");
    }
    let token =
        format!("{}.{}.", base64url::encode(r#"{"alg":"none"}"#), base64url::encode(CLAIMS));
    let report = inspect::examine_without_key(token.as_bytes(), &Caps::default());
    assert_eq!(report.verdicts.structure.state, State::Pass);
    assert_eq!(report.verdicts.signature.code, "jws.unsecured");
    let token = forge(HEADER, CLAIMS).replace('.', "=.");
    let report = inspect::examine_without_key(token.as_bytes(), &Caps::default());
    assert_eq!(report.verdicts.structure.code, "base64url.padding");
}

#[test]
fn what_was_compared_is_not_said_to_be_unchecked() {
    let verdicts = |claims: &str, verifier: &Verifier<VerifyingKey>| {
        inspect::examine(forge(HEADER, claims).as_bytes(), verifier, NOW).verdicts
    };
    let plain = || Verifier::new(key().verifying_key()).allow_missing_expiration();
    let aged = plain().max_age(Duration::from_secs(60));
    let fresh = r#"{"iat":1700000000}"#;
    assert_eq!(verdicts(fresh, &aged).time.state, State::Pass);
    assert_eq!(verdicts(fresh, &plain()).time.state, State::NotChecked);
    assert_eq!(verdicts(r#"{"iat":1}"#, &aged).time.code, "jwt.too_old");
    let time = verdicts(r#"{"nbf":1}"#, &aged).time;
    assert_eq!(time.state, State::NotChecked, "there is no iat");

    let bound = Verifier::new(key().verifying_key().with_issuer("joe")).allow_missing_expiration();
    assert_eq!(verdicts(r#"{"iss":"joe"}"#, &bound).claims.state, State::Pass);
    assert_eq!(verdicts(r#"{"iss":"joe","exp":1}"#, &bound).claims.state, State::Pass);
    assert_eq!(verdicts(r#"{"iss":"jane"}"#, &bound).claims.code, "jwt.issuer_of_key");
    assert_eq!(verdicts(r#"{"iss":"joe"}"#, &plain()).claims.state, State::NotChecked);

    let strict = Verifier::new(key().verifying_key());
    let answer = verdicts(r#"{"nbf":1}"#, &strict);
    assert_eq!((answer.time.state, answer.claims.code), (State::NotChecked, "jwt.claim_missing"));
    let answer = verdicts(r#"{"nbf":1800000000}"#, &strict);
    assert_eq!((answer.time.code, answer.claims.code), ("jwt.not_yet_valid", "jwt.claim_missing"));
}

#[test]
fn a_report_gives_the_verifier_s_verdict_for_every_algorithm() {
    for &algorithm in Algorithm::ALL {
        let (key, stranger) =
            (SigningKey::generate(algorithm).unwrap(), SigningKey::generate(algorithm).unwrap());
        let token = jws::sign(&key, &jws::HeaderBuilder::new(), CLAIMS.as_bytes()).unwrap();
        let ask = |token: &str, key: VerifyingKey| {
            let verifier = Verifier::new(key).issuer("joe").audience("me");
            let report = inspect::examine(token.as_bytes(), &verifier, NOW);
            let accepted = verifier.verify(token, NOW).is_ok();
            let failed = report.verdicts.iter().find(|(_, one)| one.state == State::Fail);
            assert_eq!(failed.is_none(), accepted, "{algorithm}");
            assert!(report.inspection.findings.is_empty(), "{:?}", report.inspection.findings);
            failed.map(|(name, _)| name)
        };
        assert_eq!(ask(&token, key.verifying_key()), None, "{algorithm}");
        assert_eq!(ask(&token, stranger.verifying_key()), Some("signature"), "{algorithm}");
        let altered = token.replacen(
            &base64url::encode(CLAIMS),
            &base64url::encode(CLAIMS.replace("900", "901")),
            1,
        );
        assert_eq!(ask(&altered, key.verifying_key()), Some("signature"), "{algorithm}");
        let other = if algorithm == Algorithm::Hs384 { Algorithm::Hs256 } else { Algorithm::Hs384 };
        let other = SigningKey::generate(other).unwrap();
        assert_eq!(ask(&token, other.verifying_key()), Some("key"), "{algorithm}");
    }
}

/// Keys that lie where nobody could look.
struct Unreachable;

impl KeySource for Unreachable {
    fn candidates<'s>(&'s self, _: &Header<'_>, found: &mut Candidates<'s>) {
        found.unavailable("timed out");
    }
}

#[test]
fn a_look_up_that_failed_is_no_failure_of_the_token() {
    let token = forge(HEADER, CLAIMS);
    let unavailable = JwsError::KeysUnavailable { cause: "timed out".to_owned() };
    let report = inspect::examine(token.as_bytes(), &Verifier::new(Unreachable), NOW);
    let Outcome::Jwt(Err(VerifyError::Jws(error))) = &report.outcome else {
        panic!("{:?}", report.outcome);
    };
    assert_eq!(error, &unavailable);
    let as_jws = inspect::examine_jws(token.as_bytes(), &Unreachable, &Policy::default());
    let Outcome::Jws(Err(error)) = &as_jws.outcome else { panic!("{:?}", as_jws.outcome) };
    assert_eq!(error, &unavailable);
    for verdicts in [&report.verdicts, &as_jws.verdicts] {
        assert_eq!(verdicts.key, Verdict::not_checked("the keys could not be looked up"));
        let states: Vec<_> = verdicts.iter().map(|(name, one)| (name, one.state)).collect();
        let unchecked = ["key", "signature", "time", "claims"].map(|one| (one, State::NotChecked));
        assert_eq!(states, [&[("structure", State::Pass)][..], &unchecked].concat());
    }
}

#[test]
fn what_crit_and_b64_demand_is_told() {
    let token = forge(r#"{"alg":"HS256","crit":["x"],"x":1}"#, CLAIMS);
    assert_eq!(finding(&look(token.as_bytes()), "jws.critical").severity, Severity::Error);
    let token = forge(r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#, CLAIMS);
    assert_eq!(finding(&look(token.as_bytes()), "jws.unencoded").severity, Severity::Error);
}

#[test]
fn codes_of_the_catalog_are_unique() {
    let codes: Vec<_> = inspect::catalog().map(|one| one.code).collect();
    let unique: BTreeSet<_> = codes.iter().collect();
    assert_eq!(unique.len(), codes.len());
}

/// Every code that the sources define is in the catalog: none can be raised and not explained.
#[test]
fn every_code_in_the_sources_is_in_the_catalog() {
    fn codes(folder: &std::path::Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                codes(&path, found);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            let texts = source.split("    code: \"").skip(1);
            found
                .extend(texts.filter_map(|text| text.split_once('"')).map(|(code, _)| code.into()));
        }
    }
    let mut found = BTreeSet::new();
    codes(concat!(env!("CARGO_MANIFEST_DIR"), "/src").as_ref(), &mut found);
    let known: BTreeSet<String> = inspect::catalog().map(|one| one.code.to_owned()).collect();
    assert!(found.len() > 60);
    let missing: Vec<_> = found.difference(&known).collect();
    assert!(missing.is_empty(), "not in the catalog: {missing:?}");
}

#[test]
fn without_a_key_nothing_is_said_to_hold() {
    let token = forge(HEADER, CLAIMS);
    let report = inspect::examine_without_key(token.as_bytes(), &Caps::default());
    assert!(matches!(report.outcome, Outcome::NotChecked));
    assert_eq!(report.verdicts.structure.state, State::Pass);
    for (name, verdict) in report.verdicts.iter().skip(1) {
        assert_eq!(verdict.state, State::NotChecked, "{name}");
    }
}

#[test]
fn a_bad_signature_leaves_time_and_claims_unjudged() {
    let (expired, other) = (forge(HEADER, r#"{"exp":1}"#), forge(HEADER, CLAIMS));
    let (input, _) = expired.rsplit_once('.').unwrap();
    let (_, signature) = other.rsplit_once('.').unwrap();
    let token = format!("{input}.{signature}");
    let report = inspect::examine(token.as_bytes(), &verifier(), NOW);
    let states: Vec<_> = report.verdicts.iter().map(|(name, one)| (name, one.state)).collect();
    assert_eq!(
        states,
        [
            ("structure", State::Pass),
            ("key", State::Pass),
            ("signature", State::Fail),
            ("time", State::NotChecked),
            ("claims", State::NotChecked),
        ]
    );
}

#[test]
fn the_signature_alone_can_be_asked_for() {
    let token = forge(HEADER, "plain text");
    let policy = Policy::default();
    let report = inspect::examine_jws(token.as_bytes(), &key().verifying_key(), &policy);
    assert!(matches!(&report.outcome, Outcome::Jws(Ok(jws)) if jws.payload() == b"plain text"));
    assert_eq!(report.verdicts.signature.state, State::Pass);
    assert_eq!(report.verdicts.claims.state, State::NotChecked);
    let report = inspect::examine(token.as_bytes(), &verifier(), NOW);
    assert_eq!(report.verdicts.signature.state, State::Pass);
    assert_eq!(report.verdicts.claims.code, "jwt.not_a_claims_set");
}

/// Verifiers that differ in what they take; whether the age is asked for stands beside each.
static VERIFIERS: LazyLock<Vec<(bool, Verifier<VerifyingKey>)>> = LazyLock::new(|| {
    let plain = || Verifier::new(key().verifying_key()).allow_missing_expiration();
    vec![
        (false, verifier()),
        (false, verifier().accept_padding().understands("x")),
        (true, plain().audience("me").max_age(Duration::from_secs(600)).accept_padding()),
        (false, Verifier::new(key().verifying_key().with_issuer("joe")).audience("me")),
        (false, plain().caps(Caps::default().token_bytes(150).header_bytes(40).depth(2))),
    ]
});

/// What must hold of a report, whatever the bytes and the verifier are.
fn agrees(bytes: &[u8]) -> Result<(), String> {
    for (aged, verifier) in VERIFIERS.iter() {
        agrees_with(bytes, verifier, *aged).map_err(|error| format!("{verifier:?}: {error}"))?;
    }
    for policy in [
        Policy::default(),
        Policy::default().accept_padding().understands("x"),
        Policy::default().refuse_unencoded().caps(Caps::default().header_bytes(40)),
    ] {
        agrees_as_jws(bytes, &policy).map_err(|error| format!("{policy:?}: {error}"))?;
    }
    Ok(())
}

fn agrees_with(bytes: &[u8], verifier: &Verifier<VerifyingKey>, aged: bool) -> Result<(), String> {
    let report = inspect::examine(bytes, verifier, NOW);
    check(&report.inspection, bytes)?;
    let Outcome::Jwt(outcome) = &report.outcome else {
        return Err("no outcome of a JWT".to_owned());
    };
    let failed = failed(&report, bytes)?;
    let errors = errors(&report);
    passes_are_about_something(&report, verifier, aged)?;
    match (outcome, verifier.verify(bytes, NOW)) {
        (Ok(one), Ok(two)) if one.claims() == two.claims() => {
            if !failed.is_empty() || !errors.is_empty() {
                return Err(format!("accepted with {failed:?} and {errors:?}"));
            }
        }
        (Err(one), Err(two)) if *one == two => {
            if !failed.contains(&two.code()) {
                return Err(format!("{} is no verdict among {failed:?}", two.code()));
            }
            return explained(&two, &report.inspection);
        }
        _ => return Err("examine and verify differ".to_owned()),
    }
    Ok(())
}

/// As [`agrees_with`], for the signature alone, and what can be said before there is a key.
fn agrees_as_jws(bytes: &[u8], policy: &Policy) -> Result<(), String> {
    let key = key().verifying_key();
    let report = inspect::examine_jws(bytes, &key, policy);
    check(&report.inspection, bytes)?;
    let (failed, errors) = (failed(&report, bytes)?, errors(&report));
    let Outcome::Jws(outcome) = &report.outcome else {
        return Err("no outcome of a JWS".to_owned());
    };
    match (outcome, jws::verify(bytes, &key, policy)) {
        (Ok(one), Ok(two)) if one.payload() == two.payload() => {
            if !failed.is_empty() || !errors.is_empty() {
                return Err(format!("accepted with {failed:?} and {errors:?}"));
            }
        }
        (Err(one), Err(two)) if *one == two => {
            if failed != [two.code()] {
                return Err(format!("{} is not the verdict {failed:?}", two.code()));
            }
            explained(&VerifyError::Jws(two), &report.inspection)?;
        }
        _ => return Err("examine_jws and verify differ".to_owned()),
    }
    if policy.padding || policy.unencoded {
        return Ok(());
    }
    let without = inspect::examine_without_key(bytes, &policy.caps).verdicts;
    let told = report.verdicts.structure;
    match (without.structure.state, told.state) {
        (State::Fail, _) | (State::Pass, State::Pass) => {}
        answers => return Err(format!("without a key the structure is {answers:?}")),
    }
    if told.state == State::Fail && told.code != without.structure.code {
        return Err(format!("without a key {} is {}", told.code, without.structure.code));
    }
    if without.signature.code != "not_checked" && without.signature.code != "jws.unsecured" {
        return Err(format!("without a key the signature is {:?}", without.signature));
    }
    Ok(())
}

fn failed(report: &Report<'_>, bytes: &[u8]) -> Result<Vec<&'static str>, String> {
    for (name, verdict) in report.verdicts.iter() {
        if verdict.span.as_ref().is_some_and(|span| span.end > bytes.len()) {
            return Err(format!("{name} at {:?} of {}", verdict.span, bytes.len()));
        }
    }
    let failed = report.verdicts.iter().filter(|(_, one)| one.state == State::Fail);
    Ok(failed.map(|(_, verdict)| verdict.code).collect())
}

fn errors(report: &Report<'_>) -> Vec<&'static str> {
    let errors = report.inspection.findings.iter().filter(|one| one.severity == Severity::Error);
    errors.map(Finding::code).collect()
}

/// A pass says that something was compared, so there was something.
fn passes_are_about_something(
    report: &Report<'_>,
    verifier: &Verifier<VerifyingKey>,
    aged: bool,
) -> Result<(), String> {
    let payload = report.inspection.payload().and_then(Segment::json);
    let value = payload.as_ref().and_then(|reading| reading.value.as_ref());
    let object = value.and_then(|value| value.as_object());
    let has = |name: &str| object.is_some_and(|object| object.get(name).is_some());
    let dated = has("exp") || has("nbf") || (aged && has("iat"));
    if report.verdicts.time.state == State::Pass && !dated {
        return Err("time passes without a date".to_owned());
    }
    let asked = verifier.validation().asks_for_claims() || !verifier.keys().issuers().is_empty();
    if report.verdicts.claims.state == State::Pass && !asked {
        return Err("claims pass without a question".to_owned());
    }
    Ok(())
}

/// What is wrong with the token itself is a finding, too, of the same code.
fn explained(error: &VerifyError, inspection: &Inspection<'_>) -> Result<(), String> {
    let about_the_key = matches!(
        error,
        VerifyError::Jws(
            JwsError::AlgorithmMismatch { .. } | JwsError::KeyNotFound { .. } | JwsError::Signature
        )
    );
    let about_the_rules =
        matches!(error, VerifyError::Claims(_)) && error.code() != "jwt.claim_type";
    // A broken object is told as what breaks it.
    let told = |one: &Finding| {
        one.code() == error.code()
            || matches!(error, VerifyError::NotAClaimsSet(source) if one.code() == source.code())
    };
    if about_the_key || about_the_rules || inspection.findings.iter().any(told) {
        return Ok(());
    }
    Err(format!("{} is not among {:?}", error.code(), inspection.findings))
}

fn holds<S: Strategy>(cases: u32, strategy: S, property: impl Fn(S::Value) -> Result<(), String>) {
    let config = Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(8725),
        ..Config::default()
    };
    let property = |value| property(value).map_err(TestCaseError::fail);
    TestRunner::new(config).run(&strategy, property).unwrap();
}

/// A few octets of a text are replaced, put in or taken out.
fn changed(text: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let telling = b"\"{}[]:,.0e-AZ=\\ \n".to_vec();
    let octet = proptest::prop_oneof![3 => select(telling), 1 => any::<u8>()];
    (select(text), vec((any::<Index>(), 0..3_u8, octet), 0..4)).prop_map(|(text, changes)| {
        let mut octets = text.as_bytes().to_vec();
        for (at, kind, octet) in changes {
            let at = at.index(octets.len() + 1);
            match kind {
                0 => octets.insert(at, octet),
                1 if at < octets.len() => octets[at] = octet,
                2 if at < octets.len() => drop(octets.remove(at)),
                _ => {}
            }
        }
        octets
    })
}

const HEADERS: &[&str] = &[
    HEADER,
    r#"{"alg":"HS256","kid":"k","cty":"JWT"}"#,
    r#"{"alg":"HS256","crit":["x"],"x":1,"b64":false}"#,
    r#"{"alg":"HS256","kid":"k","b64":true,"crit":["b64"]}"#,
    r#"{"alg":"none"}"#,
    r#"{"alg":"HS256","alg":"HS256"}"#,
    r#"{"alg":7,"typ":{"a":[1,2,{"b":null}]}}"#,
    r#"["HS256"]"#,
    r#"{"alg":"HS256","jwk":{"kty":"oct","k":"AAAA"},"x5c":["AAAA"]}"#,
    r#"{"alg":"HS256","cty":"application/jwt"}"#,
    r#"{"alg":"HS256","crit":["x"],"x":1}"#,
    r#"{"alg":"HS256","crit":["b64"],"b64":false}"#,
];

/// Signs octets as header and payload, each as RFC 7515 has it, with padding, or as it stands.
fn written(header: &[u8], payload: &[u8], padded: (bool, bool, bool), raw: bool) -> Vec<u8> {
    let encoded = |octets: &[u8], padded: bool| {
        let mut text = base64url::encode(octets);
        while padded && !text.len().is_multiple_of(4) {
            text.push('=');
        }
        text.into_bytes()
    };
    let payload = if raw { payload.to_vec() } else { encoded(payload, padded.1) };
    let input = [&encoded(header, padded.0), &b"."[..], &payload].concat();
    let tag = encoded(&key().sign(&input).unwrap(), padded.2);
    [input, tag].join(&b'.')
}

const PAYLOADS: &[&str] = &[
    CLAIMS,
    r#"{"iss":"joe","aud":["me","you"],"exp":1700000900.5,"nbf":1,"iat":1,"jti":"1","sub":"s"}"#,
    r#"{"iss":"joe","aud":"me","exp":"1700000900"}"#,
    r#"{"iss":7,"aud":[7],"exp":null,"nbf":-1,"sub":[]}"#,
    r#"{"iss":"joe","iss":"joe","aud":"me","exp":1e999}"#,
    // A token, for the header that says so.
    "eyJhbGciOiJIUzI1NiJ9.e30.AAAA",
    r#"{"iss":"joe","aud":"me","iat":1700000000}"#,
    r#"{"nbf":1}"#,
    "plain text",
    "[1]",
    "",
];

#[test]
fn a_report_agrees_with_the_verifier_on_signed_tokens_of_any_content() {
    holds(4_000, (changed(HEADERS), changed(PAYLOADS)), |(header, payload)| {
        agrees(forge(header, payload).as_bytes())
    });
}

#[test]
fn a_report_agrees_with_the_verifier_on_signed_tokens_of_any_writing() {
    let ways = (any::<(bool, bool, bool)>(), any::<bool>());
    let contents = (select(HEADERS), select(PAYLOADS));
    holds(4_000, (contents, ways), |((header, payload), (padded, raw))| {
        agrees(&written(header.as_bytes(), payload.as_bytes(), padded, raw))
    });
}

#[test]
fn a_report_agrees_with_the_verifier_on_changed_tokens() {
    let signed = (select(HEADERS), select(PAYLOADS)).prop_map(|(one, two)| forge(one, two));
    let changes = vec((any::<Index>(), any::<u8>()), 0..3);
    holds(4_000, (signed, changes), |(token, changes)| {
        let mut bytes = token.into_bytes();
        for (at, octet) in changes {
            let at = at.index(bytes.len());
            bytes[at] = octet;
        }
        agrees(&bytes)
    });
}

#[test]
fn a_report_agrees_with_the_verifier_on_noise() {
    holds(2_000, vec(any::<u8>(), 0..300), |bytes| agrees(&bytes));
    holds(2_000, "[.A-Za-z0-9_{}\":,= -]{0,60}", |text| agrees(text.as_bytes()));
}
