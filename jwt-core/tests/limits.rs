//! Every cap, at its limit and one over, for `jws::verify`, `jwt::Verifier` and `inspect`.
//!
//! A verifier refuses what is one over; an inspection shows it and says the same code.
#![expect(clippy::arithmetic_side_effects, clippy::unwrap_used, reason = "a panic fails the test")]

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::inspect;
use jwt_core::inspect::Severity;
use jwt_core::jws;
use jwt_core::jws::Caps;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::JsonSigning;
use jwt_core::jws::JwsError;
use jwt_core::jws::KeySource;
use jwt_core::jws::Policy;
use jwt_core::jwt::Verifier;
use jwt_core::jwt::dpop::ProofVerifier;
use jwt_core::key::JwkSet;
use jwt_core::key::MAX_KEYS;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;

const NOW: u64 = 1_700_000_000;
const ACCEPTED: &str = "accepted";

fn key() -> SigningKey {
    SigningKey::hmac(Algorithm::Hs256, &[7; 32]).unwrap()
}

fn signed(header: &str, payload: &str) -> String {
    let input = format!("{}.{}", base64url::encode(header), base64url::encode(payload));
    let signature = key().sign(input.as_bytes()).unwrap();
    format!("{input}.{}", base64url::encode(signature))
}

/// A good token of exactly so many bytes.
fn token_of(bytes: usize) -> String {
    // One of four lengths of the header leaves a length that base64url can have.
    let fitting = (0..4).find_map(|more| {
        let header = format!(r#"{{"alg":"HS256","kid":"{}"}}"#, "k".repeat(more));
        let frame = signed(&header, "").len();
        let payload = base64url::decoded_len(bytes.checked_sub(frame)?)?;
        let claims = r#"{"exp":1700000900,"x":""}"#;
        let filler = "x".repeat(payload.checked_sub(claims.len())?);
        let token = signed(&header, &claims.replace(r#""""#, &format!("\"{filler}\"")));
        (token.len() == bytes).then_some(token)
    });
    fitting.unwrap()
}

fn policy(caps: &Caps) -> Policy {
    let mut policy = Policy::default();
    policy.caps = caps.clone();
    policy
}

/// What [`jws::verify`] says: the code, or that it accepts.
fn jws_verdict(token: &str, keys: &(impl KeySource + ?Sized), caps: &Caps) -> &'static str {
    jws::verify(token, keys, &policy(caps)).map_or_else(|error| error.code(), |_| ACCEPTED)
}

/// What a [`Verifier`] says.
fn jwt_verdict(token: &str, keys: impl KeySource, caps: &Caps) -> &'static str {
    let verifier = Verifier::new(keys).caps(caps.clone());
    verifier.verify(token, NOW).map_or_else(|error| error.code(), |_| ACCEPTED)
}

/// The first error that an inspection shows.
fn shown(token: &str, caps: &Caps) -> &'static str {
    let inspection = inspect::inspect_with(token.as_bytes(), caps);
    let error = inspection.findings.iter().find(|finding| finding.severity == Severity::Error);
    error.map_or(ACCEPTED, |finding| finding.code())
}

/// All three, which must say the same.
fn verdict(token: &str, caps: &Caps) -> &'static str {
    let key = key().verifying_key();
    let verdict = jws_verdict(token, &key, caps);
    assert_eq!(jwt_verdict(token, &key, caps), verdict);
    assert_eq!(shown(token, caps), verdict);
    verdict
}

fn nested(levels: usize) -> String {
    format!("{}{}", "[".repeat(levels), "]".repeat(levels))
}

#[test]
fn a_token_has_at_most_16_kib_by_default() {
    let caps = Caps::default();
    assert_eq!(caps.token_bytes, 16 * 1024);
    assert_eq!(verdict(&token_of(16 * 1024), &caps), ACCEPTED);
    assert_eq!(verdict(&token_of(16 * 1024 + 1), &caps), "jws.token_too_long");
}

#[test]
fn the_length_of_a_token_is_held_to_the_byte() {
    for bytes in [120, 121, 122, 123, 5000, 100_000] {
        let token = token_of(bytes);
        assert_eq!(verdict(&token, &Caps::default().token_bytes(bytes)), ACCEPTED, "{bytes}");
        let caps = Caps::default().token_bytes(bytes - 1);
        assert_eq!(verdict(&token, &caps), "jws.token_too_long", "{bytes}");
        let error = jws::verify(&token, &key().verifying_key(), &policy(&caps)).unwrap_err();
        assert_eq!(error, JwsError::TokenTooLong { found: bytes, limit: bytes - 1 });
    }
}

#[test]
fn the_length_is_looked_at_before_anything_else() {
    let caps = Caps::default().token_bytes(10);
    for text in ["...........", "{\"payload\":", "{          ", "===========", "a.b.c.d.e.f"] {
        assert_eq!(text.len(), 11);
        let error = jws::verify(text, &key().verifying_key(), &policy(&caps)).unwrap_err();
        assert_eq!(error, JwsError::TokenTooLong { found: 11, limit: 10 }, "{text}");
    }
    assert_eq!(jws_verdict("", &key().verifying_key(), &caps.token_bytes(0)), "jws.segment_count");
}

#[test]
fn a_header_has_at_most_8_kib_by_default() {
    let caps = Caps::default();
    assert_eq!(caps.header_bytes, 8 * 1024);
    for (bytes, expected) in [(8 * 1024, ACCEPTED), (8 * 1024 + 1, "jws.header_too_long")] {
        assert_eq!(verdict(&with_header_of(bytes), &caps), expected, "{bytes}");
    }
}

#[test]
fn the_length_of_a_header_is_held_to_the_byte() {
    for bytes in [30, 31, 32, 33, 5000, 50_000] {
        let token = with_header_of(bytes);
        let wide = Caps::default().token_bytes(1 << 20);
        assert_eq!(verdict(&token, &wide.clone().header_bytes(bytes)), ACCEPTED, "{bytes}");
        let caps = wide.header_bytes(bytes - 1);
        assert_eq!(verdict(&token, &caps), "jws.header_too_long", "{bytes}");
        let error = jws::verify(&token, &key().verifying_key(), &policy(&caps)).unwrap_err();
        assert_eq!(error, JwsError::HeaderTooLong { found: bytes, limit: bytes - 1 });
    }
}

/// A good token whose decoded header has exactly so many bytes.
fn with_header_of(bytes: usize) -> String {
    let header = r#"{"alg":"HS256","x":""}"#;
    let filler = "x".repeat(bytes - header.len());
    let header = header.replace(r#""""#, &format!("\"{filler}\""));
    assert_eq!(header.len(), bytes);
    signed(&header, r#"{"exp":1700000900}"#)
}

#[test]
fn padding_is_no_part_of_a_header_and_a_character_left_over_no_octet() {
    let key = key().verifying_key();
    let pad = |octets: &[u8]| {
        let text = base64url::encode(octets);
        let missing = text.len().next_multiple_of(4) - text.len();
        format!("{text}{}", "=".repeat(missing))
    };
    for bytes in [30, 31, 32, 5000, 5001, 5002] {
        let token = with_header_of(bytes);
        let (_, rest) = token.split_once('.').unwrap();
        let (payload, _) = rest.split_once('.').unwrap();
        let (header, _) = token.split_once('.').unwrap();
        let input = format!("{}.{payload}", pad(&base64url::decode(header).unwrap()));
        let tag = self::key().sign(input.as_bytes()).unwrap();
        let token = format!("{input}.{}", base64url::encode(tag));
        let verdict = |limit| {
            let policy = policy(&Caps::default().header_bytes(limit)).accept_padding();
            jws::verify(&token, &key, &policy).map(drop)
        };
        assert_eq!(verdict(bytes), Ok(()), "{bytes}");
        let error = JwsError::HeaderTooLong { found: bytes, limit: bytes - 1 };
        assert_eq!(verdict(bytes - 1), Err(error), "{bytes}");
    }
    // Five characters have three octets and a rest that is none.
    let caps = Caps::default();
    assert_eq!(jws_verdict("AAAAA.e30.", &key, &caps.clone().header_bytes(3)), "base64url.length");
    let over = caps.header_bytes(2);
    assert_eq!(jws_verdict("AAAAA.e30.", &key, &over), "jws.header_too_long");
}

/// What [`jws::verify_json`] says.
fn json_verdict(text: &str, keys: &(impl KeySource + ?Sized), caps: &Caps) -> &'static str {
    jws::verify_json(text, keys, &policy(caps)).map_or_else(|error| error.code(), |_| ACCEPTED)
}

fn flattened(token: &str) -> String {
    let compact = jws::Compact::parse(token, &Caps::default().token_bytes(usize::MAX)).unwrap();
    let (protected, payload) = (compact.header(), compact.payload());
    let signature = compact.signature();
    format!(r#"{{"protected":"{protected}","payload":"{payload}","signature":"{signature}"}}"#)
}

#[test]
fn the_length_of_a_header_is_held_to_the_byte_in_json_too() {
    let key = key().verifying_key();
    for bytes in [30, 31, 32, 8 * 1024] {
        let text = flattened(&with_header_of(bytes));
        let caps = Caps::default().header_bytes(bytes);
        assert_eq!(json_verdict(&text, &key, &caps), ACCEPTED, "{bytes}");
        let caps = Caps::default().header_bytes(bytes - 1);
        assert_eq!(json_verdict(&text, &key, &caps), "jws.header_too_long", "{bytes}");
    }
}

#[test]
fn at_most_16_signatures_are_checked_by_default() {
    assert_eq!(Caps::default().signatures, 16);
    for (count, expected) in [(16, ACCEPTED), (17, "jws.too_many_signatures")] {
        let signing = (0..count).fold(JsonSigning::new(b"x"), |signing, _| {
            signing.signature(&key(), &HeaderBuilder::new()).unwrap()
        });
        let text = signing.general().unwrap();
        assert_eq!(json_verdict(&text, &key().verifying_key(), &Caps::default()), expected);
    }
}

#[test]
fn a_target_uri_has_at_most_4096_bytes() {
    let uri = |bytes: usize| {
        let start = "https://api.example/";
        format!("{start}{}", "a".repeat(bytes - start.len()))
    };
    assert_eq!(uri(4096).len(), 4096);
    assert!(ProofVerifier::new("GET", &uri(4096)).is_ok());
    let error = ProofVerifier::new("GET", &uri(4097)).unwrap_err();
    assert_eq!(error.code(), "dpop.uri_malformed");
}

#[test]
fn an_inspection_lists_100_findings() {
    // The first of so many equal names is in order, each other one is a finding.
    for (names, findings) in [(100, 99), (101, 100), (102, 100), (1000, 100)] {
        let members = vec![r#""a":1"#; names].join(",");
        let token = signed(r#"{"alg":"HS256"}"#, &format!("{{{members}}}"));
        let inspection = inspect::inspect(token.as_bytes());
        assert_eq!(inspection.findings.len(), findings, "{names}");
        let code = "json.duplicate_name";
        assert!(inspection.findings.iter().all(|finding| finding.code() == code), "{names}");
    }
}

#[test]
fn claims_nest_32_levels_deep_by_default() {
    let caps = Caps::default();
    assert_eq!(caps.depth, 32);
    for (inside, expected) in [(31, ACCEPTED), (32, "jwt.not_a_claims_set")] {
        let token = with_claims_inside(inside);
        assert_eq!(jwt_verdict(&token, key().verifying_key(), &caps), expected, "{inside}");
        assert_eq!(
            jws_verdict(&token, &key().verifying_key(), &caps),
            ACCEPTED,
            "octets, to a JWS"
        );
        let shows = if expected == ACCEPTED { ACCEPTED } else { "json.too_deep" };
        assert_eq!(shown(&token, &caps), shows, "{inside}");
    }
}

#[test]
fn the_depth_of_claims_is_held_to_the_level() {
    for depth in [1, 2, 3, 64, 127, 128] {
        let caps = Caps::default().depth(depth);
        let at = with_claims_inside(depth - 1);
        assert_eq!(jwt_verdict(&at, key().verifying_key(), &caps), ACCEPTED, "{depth}");
        let over = with_claims_inside(depth);
        let expected = "jwt.not_a_claims_set";
        assert_eq!(jwt_verdict(&over, key().verifying_key(), &caps), expected, "{depth}");
    }
}

#[test]
fn over_128_levels_no_cap_helps() {
    for depth in [129, 1000, usize::MAX] {
        let caps = Caps::default().depth(depth);
        let key = key().verifying_key();
        assert_eq!(jwt_verdict(&with_claims_inside(127), &key, &caps), ACCEPTED);
        assert_eq!(jwt_verdict(&with_claims_inside(128), &key, &caps), "jwt.not_a_claims_set");
        assert_eq!(shown(&with_claims_inside(128), &caps), "json.too_deep");
    }
}

/// A good token with a claim that nests so deep; the Claims Set itself is one level more.
fn with_claims_inside(levels: usize) -> String {
    let inside = if levels == 0 { "1".to_owned() } else { nested(levels) };
    signed(r#"{"alg":"HS256"}"#, &format!(r#"{{"exp":1700000900,"x":{inside}}}"#))
}

#[test]
fn the_depth_of_a_header_is_held_to_the_level() {
    for depth in [2, 32, 100, 128] {
        let caps = Caps::default().depth(depth);
        for (inside, expected) in [(depth - 1, ACCEPTED), (depth, "json.too_deep")] {
            let header = format!(r#"{{"alg":"HS256","x":{}}}"#, nested(inside));
            assert_eq!(verdict(&signed(&header, r#"{"exp":1700000900}"#), &caps), expected);
        }
    }
}

#[test]
fn a_token_has_three_segments() {
    let good = signed(r#"{"alg":"HS256"}"#, r#"{"exp":1700000900}"#);
    let caps = Caps::default();
    assert_eq!(verdict(&good, &caps), ACCEPTED);
    for segments in (1..=20).filter(|segments| *segments != 3) {
        let text: Vec<_> = good.split('.').cycle().take(segments).collect();
        let text = text.join(".");
        let expected = if segments == 5 { "jws.jwe" } else { "jws.segment_count" };
        let key = key().verifying_key();
        assert_eq!(jws_verdict(&text, &key, &caps), expected, "{segments}");
        assert_eq!(jwt_verdict(&text, &key, &caps), expected, "{segments}");
        let inspection = inspect::inspect(text.as_bytes());
        assert!(inspection.findings.iter().any(|finding| finding.code() == expected), "{segments}");
        assert_eq!(inspection.segment_count, segments);
        assert_eq!(inspection.segments.len(), segments.min(16), "16 are listed");
    }
}

#[test]
fn at_most_16_keys_are_tried_by_default() {
    let caps = Caps::default();
    assert_eq!(caps.candidates, 16);
    candidates(16, &caps);
}

#[test]
fn the_count_of_keys_is_held_to_the_key() {
    for count in [1, 2, 5, 40] {
        let mut caps = Caps::default();
        caps.candidates = count;
        candidates(count, &caps);
    }
}

/// The right key is found in the last place, and not looked for when there is one key more.
fn candidates(count: usize, caps: &Caps) {
    let token = signed(r#"{"alg":"HS256"}"#, r#"{"exp":1700000900}"#);
    let other = |_| SigningKey::generate(Algorithm::Hs256).unwrap().verifying_key();
    let mut keys: Vec<VerifyingKey> = (1..count).map(other).collect();
    keys.push(key().verifying_key());
    assert_eq!(keys.len(), count);
    assert_eq!(jws_verdict(&token, &keys, caps), ACCEPTED);
    assert_eq!(jwt_verdict(&token, &keys, caps), ACCEPTED);
    keys.push(key().verifying_key());
    assert_eq!(jws_verdict(&token, &keys, caps), "jws.too_many_keys");
    assert_eq!(jwt_verdict(&token, &keys, caps), "jws.too_many_keys");
    assert_eq!(json_verdict(&flattened(&token), &keys, caps), "jws.too_many_keys");
    // Keys of another algorithm are no candidates and do not count.
    let strangers = SigningKey::generate(Algorithm::Hs384).unwrap().verifying_key();
    keys.pop();
    keys.splice(0..0, core::iter::repeat_n(strangers, 100));
    assert_eq!(jws_verdict(&token, &keys, caps), ACCEPTED);
    assert_eq!(json_verdict(&flattened(&token), &keys, caps), ACCEPTED);
}

#[test]
fn an_inspection_takes_8_mib_apart() {
    let caps = Caps::default().token_bytes(usize::MAX);
    for (bytes, segments) in [(8 * 1024 * 1024, 3), (8 * 1024 * 1024 + 1, 0)] {
        let mut text = "a".repeat(bytes - 2);
        text.push_str("..");
        assert_eq!(inspect::inspect_with(text.as_bytes(), &caps).segments.len(), segments);
    }
}

#[test]
fn a_set_holds_10_000_keys() {
    let set = |count| format!(r#"{{"keys":[{}]}}"#, vec!["{}"; count].join(","));
    assert_eq!(MAX_KEYS, 10_000);
    assert_eq!(JwkSet::from_json(set(MAX_KEYS).as_bytes()).unwrap().skipped.len(), MAX_KEYS);
    let error = JwkSet::from_json(set(MAX_KEYS + 1).as_bytes()).unwrap_err();
    assert_eq!(error.code(), "key.malformed_json");
}
