//! A verifier that has met a header before answers as one that has not, whatever the token.
#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::jws::Caps;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::KeyLookup;
use jwt_core::jws::KeySource;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verifier;
use jwt_core::jwt::VerifyError;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use proptest::prelude::any;
use proptest::prop_assert_eq;
use proptest::proptest;

const NOW: u64 = 1_700_000_000;

fn key() -> SigningKey {
    SigningKey::hmac(Algorithm::Hs256, &[7; 32]).unwrap()
}

fn claims() -> Claims {
    Claims::new().with_issuer("joe").with_subject("alice").with_expiration(NOW + 900)
}

fn token() -> String {
    jwt::sign(&key(), &claims()).unwrap()
}

/// What an answer says: the header and the subject, or the error.
type Answer = Result<(String, Option<String>), VerifyError>;

fn answer<K: KeySource>(verifier: &Verifier<K>, token: &[u8]) -> Answer {
    let verified = verifier.verify(token, NOW)?;
    let mut buffer = jwt::Buffer::new();
    let borrowed = verifier.verify_borrowed::<Claims>(token, NOW, &mut buffer).unwrap();
    assert_eq!(borrowed.header(), verified.header());
    assert_eq!(borrowed.claims(), verified.claims());
    let header = format!("{} {:?}", verified.header().json(), verified.header().key_id());
    Ok((header, verified.claims().subject().map(Into::into)))
}

/// Makes the header of a token a known one.
fn warm<K: KeySource>(verifier: &Verifier<K>, token: &str) {
    for _ in 0..4 {
        assert!(verifier.verify(token, NOW).is_ok());
    }
}

/// Every octet of a token changed, left out, doubled, and every dot moved.
fn mutations(token: &str) -> Vec<Vec<u8>> {
    let octets = token.as_bytes();
    let mut all = vec![octets.to_vec(), Vec::new(), b".".to_vec(), b"..".to_vec()];
    for at in 0..octets.len() {
        for value in [octets[at] ^ 1, octets[at] ^ 0x20, b'.', b'=', b'+', b' ', b'A', 0xff, 0] {
            let mut changed = octets.to_vec();
            changed[at] = value;
            all.push(changed);
        }
        let (before, rest) = octets.split_at(at);
        all.push([before, &rest[1..]].concat());
        all.push([before, &rest[..1], rest].concat());
        all.push([before, b".", rest].concat());
        all.push(before.to_vec());
        all.push(rest.to_vec());
    }
    for (before, after) in
        [("", "="), ("", "=="), (" ", ""), ("", "\n"), ("Bearer ", ""), ("{", "")]
    {
        all.push(format!("{before}{token}{after}").into_bytes());
        let dots = token.replacen('.', &format!("{after}."), 1);
        all.push(format!("{before}{dots}").into_bytes());
        let (input, signature) = token.rsplit_once('.').unwrap();
        all.push(format!("{input}{after}.{signature}").into_bytes());
    }
    all
}

type Rules = fn(Verifier<VerifyingKey>) -> Verifier<VerifyingKey>;

const RULES: [(&str, Rules); 11] = [
    ("the default", |verifier| verifier),
    ("padding", Verifier::accept_padding),
    ("no depth", |verifier| verifier.caps(Caps::default().depth(0))),
    ("one level", |verifier| verifier.caps(Caps::default().depth(1))),
    ("no header", |verifier| verifier.caps(Caps::default().header_bytes(0))),
    ("a short header", |verifier| verifier.caps(Caps::default().header_bytes(26))),
    ("a header that just fits", |verifier| verifier.caps(Caps::default().header_bytes(27))),
    ("short tokens", |verifier| verifier.caps(Caps::default().token_bytes(100))),
    ("no key is tried", |verifier| verifier.caps(Caps::default().candidates(0))),
    ("another kind", |verifier| verifier.typ("at+jwt")),
    ("understands", |verifier| verifier.understands("x").issuer("joe")),
];

#[test]
fn whatever_becomes_of_a_token_the_answer_is_that_of_a_new_verifier() {
    for (name, rules) in RULES {
        let known = Verifier::new(key().verifying_key());
        warm(&known, &token());
        // The rules are changed after the header has become known.
        let known = rules(known);
        for token in mutations(&token()) {
            let new = rules(Verifier::new(key().verifying_key()));
            let text = String::from_utf8_lossy(&token);
            assert_eq!(answer(&known, &token), answer(&new, &token), "{name}: {text}");
        }
    }
}

#[test]
fn a_forged_token_with_a_known_header_is_refused() {
    let verifier = Verifier::new(key().verifying_key());
    warm(&verifier, &token());
    let stranger = SigningKey::hmac(Algorithm::Hs256, &[8; 32]).unwrap();
    let forged = jwt::sign(&stranger, &claims()).unwrap();
    assert_eq!(forged.split('.').next(), token().split('.').next());
    assert_eq!(verifier.verify(&forged, NOW).unwrap_err().code(), "jws.signature_mismatch");
    let unsigned = format!("{}.", token().rsplit_once('.').unwrap().0);
    assert_eq!(verifier.verify(&unsigned, NOW).unwrap_err().code(), "jws.signature_mismatch");
}

/// What only forged tokens have brought stays unknown, and what is known then is the true one.
#[test]
fn headers_of_refused_tokens_take_no_room() {
    let stranger = SigningKey::hmac(Algorithm::Hs256, &[8; 32]).unwrap();
    let verifier = Verifier::new(key().verifying_key());
    for at in 0..100 {
        let header = HeaderBuilder::new().typ("JWT").key_id(&at.to_string());
        let forged = jwt::sign_with(&stranger, &header, &claims()).unwrap();
        assert_eq!(verifier.verify(&forged, NOW).unwrap_err().code(), "jws.signature_mismatch");
    }
    warm(&verifier, &token());
    let verified = verifier.verify(&token(), NOW).unwrap();
    assert_eq!(verified.header().json(), r#"{"alg":"HS256","typ":"JWT"}"#);
}

#[test]
fn more_headers_than_there_is_room_for_are_all_told_apart() {
    let verifier = Verifier::new(key().verifying_key());
    for _ in 0..3 {
        for at in 0..20 {
            let key_id = "k".repeat(at);
            let header = HeaderBuilder::new().key_id(&key_id);
            let token = jwt::sign_with(&key(), &header, &claims()).unwrap();
            let verified = verifier.verify(&token, NOW).unwrap();
            assert_eq!(verified.header().key_id(), Some(&*key_id));
            assert_eq!(verified.header().algorithm(), Some(Algorithm::Hs256));
        }
    }
}

/// A header that is the start of another, in its octets and in its text.
#[test]
fn a_header_is_compared_as_a_whole() {
    let verifier = Verifier::new(key().verifying_key());
    warm(&verifier, &token());
    let encoded = base64url::encode(r#"{"alg":"HS256","typ":"JWT"} "#);
    let (known, rest) = token().split_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert!(encoded.starts_with(&known));
    let payload = rest.split_once('.').unwrap().0.to_owned();
    let input = format!("{encoded}.{payload}");
    let signature = key().sign(input.as_bytes()).unwrap();
    let spaced = format!("{input}.{}", base64url::encode(signature));
    let verified = verifier.verify(&spaced, NOW).unwrap();
    assert_eq!(verified.header().json(), r#"{"alg":"HS256","typ":"JWT"} "#);
}

/// `crit`, `b64` and nested values are asked about each time.
#[test]
fn headers_that_are_not_plain_are_read_each_time() {
    let header = HeaderBuilder::new().critical("x", &1).unwrap();
    let token = jwt::sign_with(&key(), &header, &claims()).unwrap();
    let verifier = Verifier::new(key().verifying_key()).understands("x");
    warm(&verifier, &token);
    let nested = HeaderBuilder::new().member("x", &[[1]]).unwrap();
    let nested = jwt::sign_with(&key(), &nested, &claims()).unwrap();
    warm(&verifier, &nested);
    let flat = verifier.caps(Caps::default().depth(2));
    assert_eq!(flat.verify(&nested, NOW).unwrap_err().code(), "json.too_deep");
    let unencoded = HeaderBuilder::new().unencoded();
    let token = jws::sign(&key(), &unencoded, br#"{"exp":2000000000}"#).unwrap();
    assert_eq!(flat.verify(&token, NOW).unwrap_err().code(), "jws.unencoded");
}

/// The signature covers the padding of a payload, which is taken by leave alone.
#[test]
fn a_padded_payload_is_judged_alike_under_a_known_header() {
    let (header, _) = token().split_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    for payload in [r#"{"exp":2000000000}  "#, r#"{"exp":2000000000} "#, r#"{"exp":2000000000}"#] {
        for padding in ["", "=", "=="] {
            let input = format!("{header}.{}{padding}", base64url::encode(payload));
            let signature = base64url::encode(key().sign(input.as_bytes()).unwrap());
            for behind in ["", "="] {
                let padded = format!("{input}.{signature}{behind}");
                for accepted in [false, true] {
                    let rules = |verifier: Verifier<VerifyingKey>| {
                        if accepted { verifier.accept_padding() } else { verifier }
                    };
                    let known = rules(Verifier::new(key().verifying_key()));
                    warm(&known, &token());
                    let new = rules(Verifier::new(key().verifying_key()));
                    let found = answer(&known, padded.as_bytes());
                    assert_eq!(found, answer(&new, padded.as_bytes()), "{padded}");
                    let exact = (input.len() - header.len() - 1) % 4 == 0;
                    let whole = padding.is_empty() || accepted && exact;
                    assert_eq!(found.is_ok(), whole && (behind.is_empty() || accepted), "{padded}");
                }
            }
        }
    }
}

/// A header chooses among the keys that the source has now, not when it was first met.
#[test]
fn keys_are_looked_up_for_every_token() {
    let keys = std::sync::Mutex::new(vec![key().verifying_key()]);
    let source = KeyLookup::new(|_: &jws::Header<'_>| keys.lock().unwrap().clone());
    let verifier = Verifier::new(&source);
    warm(&verifier, &token());
    keys.lock().unwrap().clear();
    assert_eq!(verifier.verify(&token(), NOW).unwrap_err().code(), "jws.key_not_found");
    let stranger = SigningKey::hmac(Algorithm::Hs256, &[8; 32]).unwrap();
    keys.lock().unwrap().push(stranger.verifying_key());
    assert_eq!(verifier.verify(&token(), NOW).unwrap_err().code(), "jws.signature_mismatch");
    keys.lock().unwrap().push(key().verifying_key().with_key_id("2").with_issuer("ann"));
    assert_eq!(verifier.verify(&token(), NOW).unwrap_err().code(), "jwt.issuer_of_key");
    keys.lock().unwrap().push(SigningKey::generate(Algorithm::Es256).unwrap().verifying_key());
    keys.lock().unwrap().remove(1);
    keys.lock().unwrap().remove(0);
    assert_eq!(verifier.verify(&token(), NOW).unwrap_err().code(), "jws.algorithm_mismatch");
}

#[test]
fn the_key_that_fitted_is_told_for_a_known_header() {
    let keys: Vec<_> =
        (1..4).map(|octet| SigningKey::hmac(Algorithm::Hs256, &[octet; 32]).unwrap()).collect();
    let verifier = Verifier::new(keys.iter().map(SigningKey::verifying_key).collect::<Vec<_>>());
    for _ in 0..3 {
        for key in &keys {
            let verified = verifier.verify(&jwt::sign(key, &claims()).unwrap(), NOW).unwrap();
            assert_eq!(verified.key().thumbprint(), key.verifying_key().thumbprint());
        }
    }
}

#[test]
fn every_algorithm_has_known_headers() {
    for &algorithm in Algorithm::ALL {
        if algorithm.as_str().starts_with("RS") || algorithm.as_str().starts_with("PS") {
            continue;
        }
        let key = SigningKey::generate(algorithm).unwrap();
        let verifier = Verifier::new(key.verifying_key());
        let token = jwt::sign(&key, &claims()).unwrap();
        warm(&verifier, &token);
        let (input, signature) = token.rsplit_once('.').unwrap();
        for bad in ["", "AA", &signature[1..], &format!("AAAA{signature}")] {
            let token = format!("{input}.{bad}");
            let new = Verifier::new(key.verifying_key());
            assert_eq!(answer(&verifier, token.as_bytes()), answer(&new, token.as_bytes()));
        }
    }
}

#[test]
fn a_verifier_is_shared_between_threads() {
    let verifier = Verifier::new(key().verifying_key());
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let verifier = &verifier;
            scope.spawn(move || {
                for at in 0..50 {
                    let key_id = (at * thread % 7).to_string();
                    let header = HeaderBuilder::new().key_id(&key_id);
                    let token = jwt::sign_with(&key(), &header, &claims()).unwrap();
                    let verified = verifier.verify(&token, NOW).unwrap();
                    assert_eq!(verified.header().key_id(), Some(&*key_id));
                }
            });
        }
    });
}

proptest! {
    #[test]
    fn any_payload_under_a_known_header_is_judged_alike(payload in "[ -~]{0,60}", cut in any::<bool>()) {
        let known = Verifier::new(key().verifying_key());
        warm(&known, &token());
        let header = HeaderBuilder::new().typ("JWT");
        let mut token = jws::sign(&key(), &header, payload.as_bytes()).unwrap();
        if cut {
            token.pop();
        }
        let new = Verifier::new(key().verifying_key());
        prop_assert_eq!(answer(&known, token.as_bytes()), answer(&new, token.as_bytes()));
    }
}
