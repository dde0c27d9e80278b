//! Every leniency is a switch of its own and off by default; sources and signers of the caller's.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::jws::Candidates;
use jwt_core::jws::Header;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::JsonSigning;
use jwt_core::jws::JwsError;
use jwt_core::jws::KeyLookup;
use jwt_core::jws::KeySource;
use jwt_core::jws::Policy;
use jwt_core::jws::Signer;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verifier;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::Leniency;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;

const NOW: u64 = 1_700_000_000;

fn hs256() -> SigningKey {
    SigningKey::hmac(Algorithm::Hs256, &[7; 32]).unwrap()
}

fn padded(octets: &[u8]) -> String {
    let mut text = base64url::encode(octets);
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

/// A token as a load balancer makes it: each segment padded, and the signature over the padded ones.
fn padded_token(key: &SigningKey, header: &str, claims: &str) -> String {
    let signing_input = format!("{}.{}", padded(header.as_bytes()), padded(claims.as_bytes()));
    let signature = key.sign(signing_input.as_bytes()).unwrap();
    format!("{signing_input}.{}", padded(&signature))
}

#[test]
fn padded_segments_verify_over_the_original_bytes_when_asked_for() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let claims = format!(r#"{{"sub":"alice","exp":{}}}"#, NOW + 60);
    let token = padded_token(&key, r#"{"alg":"ES256","typ":"JWT"}"#, &claims);
    assert!(token.contains('='));
    let strict = Verifier::new(key.verifying_key());
    assert_eq!(strict.verify(&token, NOW).unwrap_err().code(), "base64url.padding");
    let lenient = Verifier::new(key.verifying_key()).accept_padding();
    assert_eq!(lenient.verify(&token, NOW).unwrap().claims().subject().unwrap(), "alice");
    // Without its padding it is another signing input.
    let stripped = token.replace('=', "");
    assert_eq!(lenient.verify(&stripped, NOW).unwrap_err().code(), "jws.signature_mismatch");
    // An ordinary token still verifies.
    let plain = jwt::sign(&key, &Claims::new().with_expiration(NOW + 60)).unwrap();
    assert!(lenient.verify(&plain, NOW).is_ok());
}

#[test]
fn only_the_exact_padding_is_taken() {
    let key = hs256();
    let policy = Policy::default().accept_padding();
    // Each is signed as it stands: what refuses it is the reader, not the signature.
    let code = |header: &str, payload: &str| {
        let input = format!("{header}.{payload}");
        let tag = base64url::encode(key.sign(input.as_bytes()).unwrap());
        let verified = jws::verify(&format!("{input}.{tag}="), &key.verifying_key(), &policy);
        verified.map_or_else(|error| error.code(), |_| "accepted")
    };
    let (whole, one, two) = (r#"{"alg":"HS256"}"#, r#"{"alg":"HS256"  }"#, r#"{"alg":"HS256" }"#);
    let [whole, one, two] = [whole, one, two].map(|header| padded(header.as_bytes()));
    let counts = [&whole, &one, &two].map(|header| header.matches('=').count());
    assert_eq!(counts, [0, 1, 2]);
    for header in [&whole, &one, &two] {
        for payload in ["", "YWI=", "YWI", "YQ==", "YQ", "YWJj"] {
            assert_eq!(code(header, payload), "accepted", "{header} {payload}");
            assert_eq!(code(header.trim_end_matches('='), payload), "accepted", "{header}");
        }
        let more = ["=", "==", "===", "===="].map(|more| format!("{header}{more}"));
        let before = [format!("={header}"), format!("===={header}")];
        for bent in more.iter().chain(&before) {
            assert_eq!(code(bent, "YWI="), "base64url.padding", "{bent}");
        }
    }
    assert_eq!(code(two.strip_suffix('=').unwrap(), "YWI="), "base64url.padding");
    for bent in [
        "=", "==", "====", "YQ=", "YQ===", "YWI==", "YWI=A", "=YWI", "YWIA=", "YWJj=", "YWJj====",
        "Y===", "YQ==YQ==", "YWI=YWI=",
    ] {
        assert!(code(&whole, bent).starts_with("base64url."), "{bent}");
    }
    // The padding is part of the group: its spare bits are zero too.
    assert_eq!(code(&whole, "YWJ="), "base64url.trailing_bits");
    assert_eq!(code(&whole, "YR=="), "base64url.trailing_bits");
    let good = padded_token(&key, r#"{"alg":"HS256"}"#, "ab");
    assert_eq!(jws::verify(&good, &key.verifying_key(), &policy).unwrap().payload(), b"ab");
    for bent in [format!("{good}="), format!("{good}==="), format!("{good}====")] {
        let refused = jws::verify(&bent, &key.verifying_key(), &policy).unwrap_err();
        assert_eq!(refused.code(), "base64url.padding", "{bent}");
    }
}

#[test]
fn padding_that_is_allowed_is_not_blamed_for_octets_that_are_no_text() {
    let policy = Policy::default().accept_padding();
    let good = padded_token(&hs256(), r#"{"alg":"HS256" }"#, "ab");
    for (place, octet) in good.bytes().enumerate().filter(|(_, octet)| *octet != b'=') {
        if octet == b'.' {
            continue;
        }
        let mut bent = good.clone().into_bytes();
        bent[place] = 0xff;
        let refused = jws::verify(&bent, &hs256().verifying_key(), &policy).unwrap_err();
        assert_eq!(refused.code(), "base64url.not_ascii");
        assert_eq!(refused.span(), Some(place..place + 1));
    }
}

#[test]
fn a_missing_exp_is_let_go_by_name_only() {
    let token = jwt::sign(&hs256(), &Claims::new().with_subject("alice")).unwrap();
    let strict = Verifier::new(hs256().verifying_key());
    assert_eq!(strict.verify(&token, NOW).unwrap_err().code(), "jwt.claim_missing");
    assert!(strict.allow_missing_expiration().verify(&token, NOW).is_ok());
    let old = jwt::sign(&hs256(), &Claims::new().with_expiration(NOW - 600)).unwrap();
    let lenient = Verifier::new(hs256().verifying_key()).allow_missing_expiration();
    assert_eq!(lenient.verify(&old, NOW).unwrap_err().code(), "jwt.expired");
}

#[test]
fn each_leniency_of_keys_loosens_its_own_rule_alone() {
    let short = Jwk::from_secret(b"short").unwrap();
    let bind = |jwk: &Jwk, leniency| {
        VerifyingKey::from_jwk_with(jwk, Some(Algorithm::Hs256), leniency).map(drop)
    };
    assert_eq!(bind(&short, Leniency::NONE).unwrap_err().code(), "key.secret_too_short");
    assert!(bind(&short, Leniency::NONE.with_short_secrets()).is_ok());
    let others = Leniency::NONE.with_rsa_from_1024_bits().with_small_rsa_exponents();
    assert_eq!(bind(&short, others).unwrap_err().code(), "key.secret_too_short");
    let small = Jwk::from_pem(include_str!("vectors/interop/rsa1024.spki.pem")).unwrap();
    let bind = |jwk: &Jwk, leniency| {
        VerifyingKey::from_jwk_with(jwk, Some(Algorithm::Rs256), leniency).map(drop)
    };
    assert_eq!(bind(&small, Leniency::NONE).unwrap_err().code(), "key.rsa_size");
    assert!(bind(&small, Leniency::NONE.with_rsa_from_1024_bits()).is_ok());
    let e3 = Jwk::from_pem(include_str!("vectors/interop/rsae3.spki.pem")).unwrap();
    assert_eq!(bind(&e3, Leniency::NONE).unwrap_err().code(), "key.rsa_exponent");
    assert!(bind(&e3, Leniency::NONE.with_small_rsa_exponents()).is_ok());
}

#[test]
fn a_negative_nbf_has_come_long_ago() {
    for nbf in ["-1", "-1.5", "-1e30"] {
        let claims = format!(r#"{{"exp":{},"nbf":{nbf}}}"#, NOW + 60);
        let token = jws::sign(&hs256(), &HeaderBuilder::new(), claims.as_bytes()).unwrap();
        assert!(Verifier::new(hs256().verifying_key()).verify(&token, NOW).is_ok(), "{nbf}");
    }
    // One that no float holds is no date on either side of zero.
    let claims = format!(r#"{{"exp":{},"nbf":-2e400}}"#, NOW + 60);
    let token = jws::sign(&hs256(), &HeaderBuilder::new(), claims.as_bytes()).unwrap();
    let error = Verifier::new(hs256().verifying_key()).verify(&token, NOW).unwrap_err();
    assert_eq!(error.code(), "jwt.claim_type");
}

#[test]
fn a_key_bound_to_an_issuer_vouches_for_no_other() {
    let (one, other) = (hs256(), SigningKey::hmac(Algorithm::Hs256, &[8; 32]).unwrap());
    let keys = vec![
        one.verifying_key().with_issuer("https://one.example"),
        other.verifying_key().with_issuer("https://other.example"),
    ];
    let verifier = Verifier::new(keys);
    let claims = |issuer: &str| Claims::new().with_expiration(NOW + 60).with_issuer(issuer);
    let code = |key: &SigningKey, claims: &Claims| {
        let token = jwt::sign(key, claims).unwrap();
        verifier.verify(&token, NOW).map_or_else(|error| error.code(), |_| "accepted")
    };
    assert_eq!(code(&one, &claims("https://one.example")), "accepted");
    assert_eq!(code(&other, &claims("https://other.example")), "accepted");
    assert_eq!(code(&one, &claims("https://other.example")), "jwt.issuer_of_key");
    assert_eq!(code(&one, &claims("https://one.example/")), "jwt.issuer_of_key");
    assert_eq!(code(&one, &Claims::new().with_expiration(NOW + 60)), "jwt.claim_missing");
    let odd = jws::sign(&one, &HeaderBuilder::new(), br#"{"exp":1700000060,"iss":["x"]}"#).unwrap();
    assert_eq!(verifier.verify(&odd, NOW).unwrap_err().code(), "jwt.claim_type");
}

#[test]
fn a_jwk_set_is_a_source_and_chooses_by_kid_then_by_algorithm() {
    let keys: Vec<SigningKey> = [(Algorithm::Es256, "a"), (Algorithm::Es256, "b")]
        .into_iter()
        .map(|(algorithm, kid)| SigningKey::generate(algorithm).unwrap().with_key_id(kid))
        .chain([SigningKey::generate(Algorithm::Ed25519).unwrap().with_key_id("c")])
        .collect();
    let jwks: Vec<String> =
        keys.iter().map(|key| key.jwk().public().unwrap().to_json().to_string()).collect();
    let set = JwkSet::from_json(format!(r#"{{"keys":[{}]}}"#, jwks.join(",")).as_bytes()).unwrap();
    let source = set.verifying_keys().unwrap();
    let policy = Policy::default();
    for key in &keys {
        let token = jws::sign(key, &HeaderBuilder::new(), b"x").unwrap();
        let verified = jws::verify(&token, &source, &policy).unwrap();
        assert_eq!(verified.key().key_id(), key.key_id());
    }
    let renamed = jws::sign(&keys[1], &HeaderBuilder::new().key_id("a"), b"x").unwrap();
    assert_eq!(
        jws::verify(&renamed, &source, &policy).unwrap_err().code(),
        "jws.signature_mismatch"
    );
    let unknown = jws::sign(&keys[1], &HeaderBuilder::new().key_id("z"), b"x").unwrap();
    assert_eq!(jws::verify(&unknown, &source, &policy).unwrap_err().code(), "jws.key_not_found");
    // Without a kid each key of the algorithm is tried.
    let nameless = keys[1].jwk().to_pem().unwrap();
    let nameless = SigningKey::from_pem(Algorithm::Es256, &nameless).unwrap();
    let token = jws::sign(&nameless, &HeaderBuilder::new(), b"x").unwrap();
    assert_eq!(jws::verify(&token, &source, &policy).unwrap().key().key_id(), Some("b"));
}

/// A source that keeps nothing: it makes the key for each token.
struct OnTheFly;

impl KeySource for OnTheFly {
    fn candidates<'s>(&'s self, _: &Header<'_>, found: &mut Candidates<'s>) {
        found.offer_owned(hs256().verifying_key());
    }
}

#[test]
fn sources_of_the_callers_own_are_boxed_shared_and_made_of_functions() {
    let token = jws::sign(&hs256().with_key_id("k"), &HeaderBuilder::new(), b"x").unwrap();
    let policy = Policy::default();
    let boxed: Box<dyn KeySource> = Box::new(OnTheFly);
    assert!(jws::verify(&token, &boxed, &policy).is_ok());
    let shared: Arc<dyn KeySource + Send + Sync> = Arc::new(OnTheFly);
    assert!(jws::verify(&token, &shared, &policy).is_ok());
    let local: Rc<dyn KeySource> = Rc::new(OnTheFly);
    assert!(jws::verify(&token, &local, &policy).is_ok());
    let asked = std::cell::RefCell::new(Vec::new());
    let source = KeyLookup::new(|header: &Header<'_>| {
        asked.borrow_mut().push(header.key_id().map(str::to_owned));
        Vec::new()
    });
    assert_eq!(jws::verify(&token, &source, &policy).unwrap_err().code(), "jws.key_not_found");
    assert_eq!(asked.borrow()[0].as_deref(), Some("k"));
}

#[test]
fn a_source_is_asked_once_for_a_signature_whatever_comes_of_it() {
    let asked = Cell::new(0);
    let offered = |algorithms: &[Algorithm]| {
        let keys: Vec<VerifyingKey> = algorithms
            .iter()
            .map(|algorithm| SigningKey::generate(*algorithm).unwrap().verifying_key())
            .collect();
        asked.set(0);
        let asked = &asked;
        KeyLookup::new(move |_: &Header<'_>| {
            asked.set(asked.get() + 1);
            keys.clone()
        })
    };
    let token = jws::sign(&hs256(), &HeaderBuilder::new(), b"x").unwrap();
    let verify = |source| jws::verify(&token, &source, &Policy::default()).map(drop).unwrap_err();
    let algorithms = [Algorithm::Ed25519, Algorithm::Es384, Algorithm::Hs384, Algorithm::Es384];
    match verify(offered(&algorithms)) {
        JwsError::AlgorithmMismatch { expected, found, .. } => {
            // Each once, in the order of the registry.
            assert_eq!(expected, [Algorithm::Hs384, Algorithm::Es384, Algorithm::Ed25519]);
            assert_eq!(found, "HS256");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(asked.get(), 1);
    assert_eq!(verify(offered(&[])).code(), "jws.key_not_found");
    assert_eq!(asked.get(), 1);
    assert_eq!(verify(offered(&[Algorithm::Hs256; 17])).code(), "jws.too_many_keys");
    assert_eq!(asked.get(), 1);
    assert_eq!(verify(offered(&[Algorithm::Hs256])).code(), "jws.signature_mismatch");
    assert_eq!(asked.get(), 1);
}

/// A source that has one key and cannot reach the place of the others for some `kid`.
struct HalfThere;

impl KeySource for HalfThere {
    fn candidates<'s>(&'s self, header: &Header<'_>, found: &mut Candidates<'s>) {
        found.offer_owned(hs256().verifying_key());
        if header.key_id() == Some("far") {
            found.unavailable("timed out");
            found.unavailable("and again");
        }
    }
}

#[test]
fn a_look_up_that_failed_says_nothing_about_the_token() {
    let policy = Policy::default();
    let error = JwsError::KeysUnavailable { cause: "timed out".to_owned() };
    let header = |kid: &str| HeaderBuilder::new().key_id(kid);
    for key in [hs256(), SigningKey::generate(Algorithm::Es256).unwrap()] {
        let token = jws::sign(&key, &header("far"), b"x").unwrap();
        assert_eq!(jws::verify(&token, &HalfThere, &policy).unwrap_err(), error);
        let verifier = Verifier::new(HalfThere);
        assert_eq!(verifier.verify(&token, NOW).unwrap_err().code(), "jws.keys_unavailable");
    }
    let near = jws::sign(&hs256(), &header("near"), b"x").unwrap();
    assert!(jws::verify(&near, &HalfThere, &policy).is_ok());
    // Of several signatures one that holds is enough; where none does, nobody can tell.
    let stranger = SigningKey::generate(Algorithm::Hs256).unwrap();
    let two = |key: &SigningKey| {
        let signing = JsonSigning::new(b"x").signature(key, &header("near")).unwrap();
        signing.signature(&hs256(), &header("far")).unwrap().general().unwrap()
    };
    let verified = jws::verify_json(&two(&hs256()), &HalfThere, &policy).unwrap();
    assert_eq!(verified.refused()[0].error, error);
    let refused = jws::verify_json(&two(&stranger), &HalfThere, &policy).map(drop);
    assert_eq!(refused.unwrap_err(), error);
    let all = policy.require_all_signatures();
    let refused = jws::verify_json(&two(&hs256()), &HalfThere, &all).map(drop);
    assert_eq!(refused.unwrap_err(), error);
    // Where all must hold, one that does not has decided.
    match jws::verify_json(&two(&stranger), &HalfThere, &all) {
        Err(JwsError::Signatures { found: 2, errors }) => {
            let told: Vec<_> = errors.iter().map(|one| (one.index, &one.error)).collect();
            assert_eq!(told, [(0, &JwsError::Signature), (1, &error)]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn signers_of_the_callers_own_are_boxed_and_shared() {
    let key = hs256().with_key_id("k");
    let boxed: Box<dyn Signer> = Box::new(key.clone());
    let shared: Arc<dyn Signer + Send + Sync> = Arc::new(key.clone());
    let local: Rc<dyn Signer> = Rc::new(key.clone());
    let wanted = jws::sign(&key, &HeaderBuilder::new(), b"x").unwrap();
    for made in [
        jws::sign(&boxed, &HeaderBuilder::new(), b"x"),
        jws::sign(&shared, &HeaderBuilder::new(), b"x"),
        jws::sign(&local, &HeaderBuilder::new(), b"x"),
    ] {
        assert_eq!(made.unwrap(), wanted);
    }
}

#[test]
fn a_signing_input_is_completed_with_a_signature_from_elsewhere() {
    let elsewhere = SigningKey::generate(Algorithm::Es256).unwrap();
    let keys = elsewhere.verifying_key();
    let header = HeaderBuilder::new().key_id("hsm");
    let unsigned = jws::SigningInput::new(Algorithm::Es256, &header, b"x").unwrap();
    let signature = elsewhere.sign(unsigned.as_bytes()).unwrap();
    let token = unsigned.clone().with_signature(&signature).unwrap();
    assert_eq!(jws::verify(&token, &keys, &Policy::default()).unwrap().payload(), b"x");
    assert_eq!(unsigned.with_signature(&[0x30; 71]).unwrap_err().code(), "jws.signer_length");
    let apart = jws::SigningInput::detached(Algorithm::Es256, &header, b"y").unwrap();
    let signature = elsewhere.sign(apart.as_bytes()).unwrap();
    let token = apart.with_signature(&signature).unwrap();
    assert!(jws::verify_detached(&token, b"y", &keys, &Policy::default()).is_ok());
}
