//! What reading a token takes from the allocator: nothing on the hot path, and never more than a
//! small multiple of the token, whatever is in it.
//!
//! Memory is counted, time is not: no counter of work exists on every machine, and a clock proves
//! nothing. The count of calls stands in for it where work shows as allocation; a walk over the same
//! octets again and again would not show here. So that a person sees one, the longest of the texts
//! below are also timed at 1 MiB and at 4 MiB, and the ratio is printed: about 4 is linear, 16 is
//! quadratic. Nothing is asserted of it: `cargo test -p benches --test allocations -- --nocapture`.
#![expect(clippy::arithmetic_side_effects, clippy::unwrap_used, reason = "a panic fails the test")]

#[path = "allocations/counting.rs"]
mod counting;
#[path = "allocations/payloads.rs"]
mod payloads;

use std::sync::LazyLock;
use std::time::Duration;
use std::time::Instant;

use jwt_core::Algorithm;
use jwt_core::alg::Family;
use jwt_core::base64url;
use jwt_core::inspect;
use jwt_core::jws;
use jwt_core::jws::Buffer;
use jwt_core::jws::Caps;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::JsonSigning;
use jwt_core::jws::KeySource;
use jwt_core::jws::Policy;
use jwt_core::jwt;
use jwt_core::jwt::Verifier;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;

use crate::counting::Cost;
use crate::counting::cost;
use crate::payloads::SHAPES;

const NOW: u64 = 1_700_000_000;

/// What a warm verification may ask the allocator for: nothing, but for the polynomials of ML-DSA, which the crate
/// below boxes to spare the stack.
const fn calls_allowed(algorithm: Algorithm) -> usize {
    match algorithm.family() {
        // The primitive boxes polynomials of a signature.
        Family::MlDsa => 2,
        _ => 0,
    }
}

#[derive(serde::Deserialize, serde::Serialize)]
struct Session<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    exp: u64,
    nbf: u64,
    iat: u64,
    scope: &'a str,
}

const SESSION: Session<'_> = Session {
    iss: "https://issuer.example",
    sub: "alice",
    aud: "api",
    exp: NOW + 900,
    nbf: NOW,
    iat: NOW,
    scope: "read write",
};

/// What one more verification costs, once the buffer has grown.
fn warm(verifier: &Verifier<impl KeySource>, token: &str) -> (Cost, bool) {
    let mut buffer = Buffer::new();
    let mut verify =
        || verifier.verify_borrowed::<Session<'_>>(token, NOW, &mut buffer).map(drop).is_ok();
    for _ in 0..3 {
        verify();
    }
    cost(verify)
}

/// One RSA key for every algorithm: making one takes long.
static RSA: LazyLock<String> = LazyLock::new(|| {
    let key = SigningKey::generate(Algorithm::Rs256).unwrap();
    key.jwk().to_pem().unwrap().to_string()
});

fn key(algorithm: Algorithm) -> SigningKey {
    let key = match algorithm.family() {
        Family::RsaPkcs1 | Family::RsaPss => SigningKey::from_pem(algorithm, RSA.as_str()),
        _ => SigningKey::generate(algorithm),
    };
    key.unwrap().with_key_id("2023-11")
}

#[test]
fn a_warm_verification_allocates_nothing() {
    for &algorithm in Algorithm::ALL {
        let key = key(algorithm);
        let token = jwt::sign(&key, &SESSION).unwrap();
        let verifier = Verifier::new(key.verifying_key())
            .issuer("https://issuer.example")
            .audience("api")
            .typ("JWT");
        let (cost, accepted) = warm(&verifier, &token);
        println!("{algorithm}: {cost:?}");
        assert!(accepted, "{algorithm}");
        assert!(cost.calls <= calls_allowed(algorithm), "{algorithm}: {cost:?}");
    }
}

/// What making a token may ask for: the token and the signature. Integers of RSA and polynomials of ML-DSA come on top.
const fn calls_to_sign(algorithm: Algorithm) -> usize {
    match algorithm.family() {
        Family::MlDsa => 10,
        Family::RsaPkcs1 | Family::RsaPss => 2000,
        _ => 2,
    }
}

#[test]
fn making_a_token_allocates_little() {
    for &algorithm in Algorithm::ALL {
        let key = key(algorithm);
        let sign = || jwt::sign(&key, &SESSION).is_ok();
        // What is worked out once and kept.
        sign();
        let (cost, made) = cost(sign);
        println!("{algorithm}: {cost:?}");
        assert!(made, "{algorithm}");
        assert!(cost.calls <= calls_to_sign(algorithm), "{algorithm}: {cost:?}");
    }
}

#[test]
fn finding_the_key_among_many_allocates_nothing() {
    for algorithm in [Algorithm::Hs256, Algorithm::Es256, Algorithm::Ed25519] {
        let key = key(algorithm);
        let token = jwt::sign(&key, &SESSION).unwrap();
        let other = |at| SigningKey::generate(algorithm).unwrap().with_key_id(format!("k{at}"));
        let mut keys: Vec<_> = (0..10).map(|at| other(at).verifying_key()).collect();
        keys.push(key.verifying_key());
        let verifier = Verifier::new(keys).audience("api");
        assert_eq!(warm(&verifier, &token), (Cost::default(), true), "{algorithm}");
    }
}

#[test]
fn refusing_a_signature_costs_next_to_nothing() {
    for algorithm in [Algorithm::Hs256, Algorithm::Es256, Algorithm::Ed25519] {
        let token = jwt::sign(&key(algorithm), &SESSION).unwrap();
        let stranger = key(algorithm).verifying_key();
        let (cost, accepted) = warm(&Verifier::new(stranger), &token);
        assert!(!accepted, "{algorithm}");
        // Ed25519 boxes its error.
        assert!(cost.calls <= 1 && cost.octets <= 64, "{algorithm}: {cost:?}");
    }
}

/// Where the promise ends: what the caller's type has no place for is stepped over, and a nested one
/// takes a few octets for that; a name or text with an escape is read the long way.
#[test]
fn claims_that_are_not_plain_cost_a_little() {
    let key = key(Algorithm::Hs256);
    let verifier = Verifier::new(key.verifying_key()).audience("api");
    for (name, value, calls) in [
        ("flat", serde_json::json!(1), 0),
        ("nested", serde_json::json!({"a": [1, {"b": []}]}), 1),
        ("escape\n", serde_json::json!("a\nb"), 16),
    ] {
        let mut claims = serde_json::to_value(SESSION).unwrap();
        claims.as_object_mut().unwrap().insert(name.into(), value);
        let (cost, accepted) = warm(&verifier, &jwt::sign(&key, &claims).unwrap());
        assert!(accepted, "{name}");
        assert!(cost.calls <= calls && cost.octets <= 2048, "{name}: {cost:?}");
    }
}

fn wide(bytes: usize) -> Caps {
    Caps::default().token_bytes(bytes)
}

fn hs256() -> SigningKey {
    SigningKey::hmac(Algorithm::Hs256, &[7; 32]).unwrap()
}

/// Costs of one thing done to three sizes, each four times the one before.
fn costs(work: impl Fn(usize) -> Cost) -> [Cost; 3] {
    [64 * 1024, 256 * 1024, 1024 * 1024].map(work)
}

/// No more than linear: four times the token is at most five times the cost, and a constant.
fn assert_linear(what: &str, costs: [Cost; 3], most: usize) {
    println!("{what}: {costs:?}");
    let [small, middle, large] = costs;
    for (less, more) in [(small, middle), (middle, large)] {
        assert!(more.calls <= less.calls * 5 + 100, "{what}: calls: {costs:?}");
        assert!(more.octets <= less.octets * 5 + 4096, "{what}: octets: {costs:?}");
    }
    for (size, cost) in [(64, small), (256, middle), (1024, large)] {
        let limit = size * 1024 * most;
        assert!(cost.peak <= limit, "{what}: {} held, allowed: {limit}", cost.peak);
    }
}

#[test]
fn verifying_costs_at_most_a_multiple_of_the_token() {
    let key = hs256();
    for (shape, payload, held) in SHAPES {
        let costs = costs(|size| {
            let token = jws::sign(&key, &HeaderBuilder::new(), &payload(size * 3 / 4)).unwrap();
            let verifier = Verifier::new(key.verifying_key()).caps(wide(2 * 1024 * 1024));
            let (cost, result) = cost(|| verifier.verify(&token, NOW));
            let expected = if shape.contains("refused") { "jwt.not_a_claims_set" } else { "" };
            assert_eq!(result.err().map_or("", |error| error.code()), expected, "{shape}");
            cost
        });
        assert_linear(&format!("verify, {shape}"), costs, held.verify);
    }
}

#[test]
fn refused_claims_cost_at_most_a_multiple_of_the_token() {
    let key = hs256();
    let verifier = Verifier::new(key.verifying_key())
        .caps(wide(2 * 1024 * 1024))
        .issuer("https://issuer.example")
        .audience("api");
    for (what, claim, code) in [
        ("a long issuer", "iss", "jwt.issuer"),
        ("a long audience", "aud", "jwt.audience"),
        ("many audiences", "aud", "jwt.audience"),
        ("many audiences of the wrong type", "aud", "jwt.claim_type"),
        ("a long expiration", "exp", "jwt.claim_type"),
    ] {
        let costs = costs(|size| {
            let value = match what {
                "many audiences" => format!("[{}\"\"]", "\"b\",".repeat(size / 6)),
                "many audiences of the wrong type" => format!("[{}0]", "0,".repeat(size / 3)),
                _ => format!("\"{}\"", "\\u0001".repeat(size / 9)),
            };
            let mut claims = serde_json::Map::new();
            claims.insert("exp".into(), (NOW + 900).into());
            claims.insert("iss".into(), "https://issuer.example".into());
            claims.insert("aud".into(), "api".into());
            claims.insert(claim.into(), serde_json::from_str(&value).unwrap());
            let token = jwt::sign(&key, &claims).unwrap();
            let (cost, error) = cost(|| verifier.verify(&token, NOW).unwrap_err());
            assert_eq!(error.code(), code, "{what}");
            cost
        });
        assert_linear(&format!("verify, {what}, refused"), costs, 64);
    }
}

#[test]
fn inspecting_costs_at_most_a_multiple_of_the_token() {
    let key = hs256();
    for (shape, payload, held) in SHAPES {
        let costs = costs(|size| {
            let token = jws::sign(&key, &HeaderBuilder::new(), &payload(size * 3 / 4)).unwrap();
            let caps = wide(2 * 1024 * 1024);
            let (cost, inspection) = cost(|| inspect::inspect_with(token.as_bytes(), &caps));
            assert_eq!(inspection.segments.len(), 3, "{shape}");
            cost
        });
        assert_linear(&format!("inspect, {shape}"), costs, held.inspect);
    }
}

#[test]
fn inspecting_what_is_no_token_costs_at_most_a_multiple_of_it() {
    type Text = fn(usize) -> Vec<u8>;
    let texts: [(&str, Text); 5] = [
        ("dots", |size| vec![b'.'; size]),
        ("segments of one character", |size| b"a.".repeat(size / 2)),
        ("one segment of foreign octets", |size| vec![0xff; size]),
        ("padding", |size| vec![b'='; size]),
        ("a JSON Serialization of many signatures", |size| {
            let one = br#"{"protected":"e30","signature":"AA"},"#;
            let mut text = br#"{"payload":"e30","signatures":["#.to_vec();
            text.extend(one.repeat(size / one.len()));
            text.extend_from_slice(b"{}]}");
            text
        }),
    ];
    for (what, text) in texts {
        let costs = costs(|size| {
            let (text, caps) = (text(size), wide(2 * 1024 * 1024));
            cost(|| inspect::inspect_with(&text, &caps)).0
        });
        assert_linear(&format!("inspect, {what}"), costs, 64);
    }
}

/// A general JSON Serialization of about so many octets, made of signatures by keys that are strangers
/// and a last one that holds.
fn many_signatures(octets: usize) -> String {
    let one = r#"{"protected":"eyJhbGciOiJIUzI1NiJ9","signature":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},"#;
    let signing = JsonSigning::new(b"payload").signature(&hs256(), &HeaderBuilder::new()).unwrap();
    let good = signing.general().unwrap();
    good.replacen("[{", &format!("[{}{{", one.repeat(octets / one.len())), 1)
}

/// A flattened one whose payload is so long.
fn long_payload(octets: usize) -> String {
    let payload = vec![b'a'; octets * 3 / 4];
    let signing = JsonSigning::new(&payload).signature(&hs256(), &HeaderBuilder::new()).unwrap();
    signing.flattened().unwrap()
}

#[test]
fn verifying_the_json_serialization_costs_at_most_a_multiple_of_it() {
    type Text = fn(usize) -> String;
    let key = hs256().verifying_key();
    for (what, text, most) in [
        ("many signatures", many_signatures as Text, 16),
        ("many signatures, over the cap", many_signatures, 8),
        ("a long payload", long_payload, 2),
        ("white space", |size| long_payload(64) + &" ".repeat(size), 1),
    ] {
        let refused = what.contains("over the cap");
        let costs = costs(|size| {
            let text = text(size);
            let caps = wide(2 * 1024 * 1024);
            let caps = if refused { caps } else { caps.signatures(usize::MAX) };
            let policy = Policy::default().caps(caps);
            let (cost, result) = cost(|| jws::verify_json(&text, &key, &policy));
            let expected = if refused { "jws.too_many_signatures" } else { "" };
            assert_eq!(result.err().map_or("", |error| error.code()), expected, "{what}");
            cost
        });
        assert_linear(&format!("verify_json, {what}"), costs, most);
    }
}

/// Prints how much longer four times the text takes; no clock is trusted to say more.
#[test]
fn four_times_the_text_is_timed_for_a_person_to_see() {
    let key = hs256();
    let verifier = Verifier::new(key.verifying_key()).caps(wide(16 * 1024 * 1024));
    let policy = Policy::default().caps(wide(16 * 1024 * 1024).signatures(usize::MAX));
    let ratio = |what: &str, work: &dyn Fn(usize) -> Duration| {
        let [one, four] = [1, 4].map(|mib| work(mib * 1024 * 1024).as_secs_f64());
        println!("{what}: {one:.3} s for 1 MiB, {four:.3} s for 4 MiB, ratio {:.1}", four / one);
    };
    for (shape, payload, _) in SHAPES {
        ratio(&format!("verify, {shape}"), &|size| {
            let token = jws::sign(&key, &HeaderBuilder::new(), &payload(size * 3 / 4)).unwrap();
            let begun = Instant::now();
            let accepted = verifier.verify(&token, NOW).is_ok();
            let took = begun.elapsed();
            assert_eq!(accepted, !shape.contains("refused"), "{shape}");
            took
        });
    }
    for (what, text) in [
        ("many signatures", many_signatures as fn(usize) -> String),
        ("a long payload", long_payload),
    ] {
        ratio(&format!("verify_json, {what}"), &|size| {
            let text = text(size);
            let begun = Instant::now();
            assert!(jws::verify_json(&text, &key.verifying_key(), &policy).is_ok(), "{what}");
            begun.elapsed()
        });
    }
}

#[test]
fn a_token_over_the_cap_costs_a_constant() {
    let key = hs256().verifying_key();
    let verifier = Verifier::new(key.clone());
    let policy = Policy::default();
    for size in [16 * 1024 + 1, 64 * 1024, 1024 * 1024] {
        for text in [vec![b'A'; size], vec![b'.'; size], vec![b'{'; size]] {
            let (cost, error) = cost(|| verifier.verify(&text, NOW).unwrap_err());
            assert_eq!(error.code(), "jws.token_too_long");
            assert_eq!(cost, Cost::default(), "jwt, {size}");
            let (cost, error) = counting::cost(|| jws_error(&text, &key, &policy));
            assert_eq!(error, "jws.token_too_long");
            assert_eq!(cost, Cost::default(), "jws, {size}");
        }
    }
}

fn jws_error(text: &[u8], key: &VerifyingKey, policy: &Policy) -> &'static str {
    jws::verify(text, key, policy).unwrap_err().code()
}

#[test]
fn a_header_over_the_cap_costs_a_constant() {
    let verifier = Verifier::new(hs256().verifying_key());
    let token = format!("{}.e30.AA", base64url::encode(vec![b' '; 8 * 1024 + 1]));
    let (cost, error) = cost(|| verifier.verify(&token, NOW).unwrap_err());
    assert_eq!(error.code(), "jws.header_too_long");
    assert_eq!(cost, Cost::default());
}

#[test]
fn what_is_too_long_to_take_apart_costs_a_constant() {
    let costs = [8, 12, 16].map(|mib| {
        let text = vec![b'a'; mib * 1024 * 1024 + 1];
        cost(|| inspect::inspect(&text)).0
    });
    println!("{costs:?}");
    assert!(costs.iter().all(|cost| cost.peak <= 4096 && cost.calls <= 32), "{costs:?}");
}
