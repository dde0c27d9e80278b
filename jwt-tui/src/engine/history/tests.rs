use jwt_core::base64url::encode;

use super::*;

const NOW: NumericDate = NumericDate::from_seconds(1_300_819_380);

fn token(header: &str, payload: &str) -> String {
    format!("{}.{}.{}", encode(header), encode(payload), encode("the signature"))
}

fn usual() -> Entry {
    let token = token(
        r#"{"alg":"HS256","kid":"Key-1"}"#,
        r#"{"iss":"https://idp.example","sub":"ann","note":"한글"}"#,
    );
    Entry::new(&token, NOW, Origin::Pasted)
}

#[test]
fn a_line_keeps_everything_but_the_signature() {
    let entry = usual();
    let line = entry.line(Keep::Unsigned).unwrap();
    assert!(!line.contains(&encode("the signature")) && !line.contains('\n'), "{line}");
    let read = Entry::read(&line).unwrap();
    assert!(read.lacks_signature && read.token.ends_with('.'));
    assert_eq!((read.when, &read.origin, read.length), (NOW, &Origin::Pasted, entry.length));
    assert_eq!(read.summary.issuer.as_deref(), Some("https://idp.example"));
    assert!(read.is_twin(&entry));
}

#[test]
fn the_signature_is_kept_only_when_told() {
    let entry = usual();
    let read = Entry::read(&entry.line(Keep::Signed).unwrap()).unwrap();
    assert_eq!((read.token.clone(), read.lacks_signature), (entry.token.clone(), false));
    // What was lost once does not come back as an empty signature.
    let lost = Entry::read(&entry.line(Keep::Unsigned).unwrap()).unwrap();
    assert!(Entry::read(&lost.line(Keep::Signed).unwrap()).unwrap().lacks_signature);
}

#[test]
fn a_token_that_nobody_signed_lost_no_signature() {
    let unsigned = format!("{}.{}.", encode(r#"{"alg":"none"}"#), encode("{}"));
    let entry = Entry::new(&unsigned, NOW, Origin::Pasted);
    let read = Entry::read(&entry.line(Keep::Unsigned).unwrap()).unwrap();
    assert_eq!((&*read.token, read.lacks_signature), (unsigned.as_str(), false));
}

#[test]
fn the_hash_tells_nothing_of_the_signature() {
    let one = usual();
    let other = Entry::new(&one.token.replace(&encode("the signature"), "AAAA"), NOW, Origin::Made);
    assert_eq!(one.hash, other.hash);
    assert!(!one.is_twin(&other));
}

#[test]
fn what_may_be_a_secret_is_never_kept() {
    let kept = |token: &str| Entry::new(token, NOW, Origin::Pasted).line(Keep::Signed).map(drop);
    let not_compact = Err(NotKept::NotCompact);
    for secret in ["hunter2.correct.horse", "pass.word", "eyJhbGciOiJIUzI1NiJ9", "", "a.b.c"] {
        assert_eq!(kept(secret), not_compact, "{secret}");
    }
    let jwe = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodetZdvT";
    assert_eq!(kept(jwe), not_compact);
    for (header, payload) in [
        (r#"{"alg":"HS256","jwk":{"kty":"oct","k":"c2VjcmV0"}}"#, "{}"),
        (r#"{"alg":"HS256"}"#, r#"{"keys":[{"kty":"EC","crv":"P-256","d":"AA"}]}"#),
        (r#"{"alg":"ML-DSA-44","jwk":{"kty":"AKP","alg":"ML-DSA-44","priv":"AA"}}"#, "{}"),
    ] {
        assert_eq!(kept(&token(header, payload)), Err(NotKept::HoldsKey), "{header}");
    }
    let public = r#"{"alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}}"#;
    assert_eq!(kept(&token(public, "{}")), Ok(()));
    let long = token(r#"{"alg":"HS256"}"#, &format!(r#"{{"a":"{}"}}"#, "x".repeat(MAX_KEPT_TOKEN)));
    assert_eq!(kept(&long), Err(NotKept::TooLong));
}

#[test]
fn damaged_lines_are_no_entries() {
    let good = usual().line(Keep::Unsigned).unwrap();
    for bad in [
        "",
        "{",
        "[]",
        "null",
        "{\"v\":1}",
        &good.replace("\"v\":1", "\"v\":2"),
        &good.replace("\"token\":\"ey", "\"token\":\"fy"),
        &good.replace("left out", "lost"),
        &good.replace("pasted", "stolen"),
        &good.replace("1300819380", "-1"),
        good.get(..good.len() - 9).unwrap(),
    ] {
        assert_eq!(Entry::read(bad), None, "{bad}");
    }
}

#[test]
fn tokens_are_found_by_what_they_say() {
    let entry = usual();
    for (wanted, expected) in
        [("ANN", true), ("key-1 idp", true), ("한글", true), ("", true), ("ann bob", false)]
    {
        assert_eq!(entry.matches(wanted), expected, "{wanted}");
    }
}

#[test]
fn nothing_of_a_token_is_in_its_debug_text() {
    assert_eq!(format!("{:?}", usual()), format!("Entry {{ length: {}, .. }}", usual().length));
}
