//! No secret and no claim is in what is printed: `Debug` of every type that holds one, and every error
//! about a key or a token.
//!
//! Looked for are octets as text, base64url, base64, decimal and hexadecimal numbers, in a print whose
//! white space is taken out: `{:#?}` writes a list of octets over many lines.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a panic fails the test")]

use core::fmt::Debug;
use core::fmt::Display;
use std::sync::LazyLock;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jwt_core::Algorithm;
use jwt_core::alg::Family;
use jwt_core::base64url;
use jwt_core::inspect;
use jwt_core::jws;
use jwt_core::jws::Buffer;
use jwt_core::jws::Caps;
use jwt_core::jws::Compact;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::JsonSigning;
use jwt_core::jws::Policy;
use jwt_core::jws::SecretCandidates;
use jwt_core::jws::SignError;
use jwt_core::jws::SigningInput;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Profile;
use jwt_core::jwt::Verifier;
use jwt_core::jwt::VerifyError;
use jwt_core::jwt::dpop::ProofVerifier;
use jwt_core::jwt::dpop::Prover;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use serde_json::Value;

const NOW: u64 = 1_700_000_000;
/// Claims, and what a request carries besides: none of them is in any print.
const SUBJECT: &str = "zebra-in-the-subject";
const NONCE: &str = "zebra-in-the-nonce";
const PRIVATE: &str = "zebra-in-a-private-claim";
const CODE: &str = "zebra-in-the-authorization-code";

/// One RSA key for every algorithm: making one takes long.
static RSA: LazyLock<String> = LazyLock::new(|| {
    SigningKey::generate(Algorithm::Rs256).unwrap().jwk().to_pem().unwrap().to_string()
});

fn keys() -> impl Iterator<Item = SigningKey> {
    Algorithm::ALL.iter().map(|&algorithm| match algorithm.family() {
        Family::RsaPkcs1 | Family::RsaPss => SigningKey::from_pem(algorithm, RSA.as_str()).unwrap(),
        _ => SigningKey::generate(algorithm).unwrap(),
    })
}

/// The octets of every member of a key that is private.
fn secrets_of(key: &SigningKey) -> Vec<Vec<u8>> {
    let members: Value = serde_json::from_str(&key.jwk().to_json()).unwrap();
    let secret = ["k", "d", "p", "priv", "q", "dp", "dq", "qi"];
    let texts = secret.iter().filter_map(|name| members[name].as_str());
    let secrets: Vec<_> = texts.map(|text| base64url::decode(text).unwrap()).collect();
    assert!(!secrets.is_empty());
    secrets
}

/// Asserts that octets stand in a print in no form: the first eight of them are enough.
fn assert_hidden(printed: &str, octets: &[u8], what: &str) {
    let printed: String = printed.chars().filter(|one| !one.is_whitespace()).collect();
    let start = &octets[..octets.len().min(8)];
    // Whole groups of three, so that what follows changes nothing.
    let groups = &octets[..if octets.len() < 6 { 3 } else { 6 }];
    let joined =
        |write: fn(&u8) -> String, by: &str| start.iter().map(write).collect::<Vec<_>>().join(by);
    let lower = |octet: &u8| format!("{octet:02x}");
    let mut forms = vec![
        joined(ToString::to_string, ","),
        joined(lower, ""),
        joined(lower, "").to_uppercase(),
        joined(|octet| format!("0x{octet:x}"), ","),
        base64url::encode(groups),
        STANDARD.encode(groups),
    ];
    forms.extend(str::from_utf8(octets).ok().map(str::to_owned));
    for form in forms {
        assert!(!form.is_empty() && !printed.contains(&form), "{what}: {form} in {printed}");
    }
}

/// Every print of a value.
fn both(value: &dyn Debug) -> String {
    format!("{value:?} {value:#?}\n")
}

/// Every type that is made on the way of one key and its tokens.
fn printed_about(key: &SigningKey, tokens: &mut Vec<String>) -> String {
    let public = key.verifying_key();
    let claims = Claims::new()
        .with_subject(SUBJECT)
        .with_expiration(NOW + 900)
        .with("private", PRIVATE)
        .unwrap();
    let token = jwt::sign(key, &claims).unwrap();
    let verifier = Verifier::new(public.clone());
    let mut printed = [
        both(key),
        both(&public),
        both(key.jwk()),
        both(&verifier),
        both(&verifier.verify(&token, NOW).unwrap()),
        both(verifier.verify(&token, NOW).unwrap().claims()),
        both(&verifier.verify_borrowed::<Value>(&token, NOW, &mut Buffer::new()).unwrap()),
        both(&jws::verify(&token, &public, &Policy::default()).unwrap()),
        both(&inspect::inspect(token.as_bytes())),
        both(&inspect::examine(token.as_bytes(), &verifier, NOW.into())),
        both(&inspect::examine_jws(token.as_bytes(), &public, &Policy::default())),
    ]
    .concat();

    let mut buffer = Buffer::new();
    let borrowed = jws::verify_into(&token, &public, &Policy::default(), &mut buffer).unwrap();
    printed += &both(&borrowed);
    printed += &both(&buffer);

    let json = JsonSigning::new(PRIVATE.as_bytes()).signature(key, &HeaderBuilder::new()).unwrap();
    printed += &both(&json);
    let json = json.flattened().unwrap();
    printed += &both(&jws::verify_json(&json, &public, &Policy::default()).unwrap());

    printed += &both(&Compact::parse(&token, &Caps::default()).unwrap());
    let input = SigningInput::new(key.algorithm(), &HeaderBuilder::new(), PRIVATE.as_bytes());
    printed += &both(&input.unwrap());

    let outer = jws::sign(key, &HeaderBuilder::new().cty("JWT"), token.as_bytes()).unwrap();
    let nested = jwt::verify_nested(&outer, &public, &Policy::default(), &verifier, NOW).unwrap();
    printed += &both(&nested);

    let shown = key.jwk().public().unwrap_or_else(|| key.jwk().clone());
    for jwk in [key.jwk(), &shown] {
        let set = JwkSet::from_json(format!(r#"{{"keys":[{}]}}"#, *jwk.to_json()).as_bytes());
        let set = set.unwrap();
        printed += &both(&set);
        printed += &both(&set.verifying_keys());
    }
    tokens.extend([token, outer]);
    printed
}

/// The rules of profiles, proofs of possession and tests of secrets: each holds something to compare.
fn printed_about_requests(tokens: &mut Vec<String>) -> String {
    let key = SigningKey::generate(Algorithm::Ed25519).unwrap();
    let hmac = SigningKey::generate(Algorithm::Hs256).unwrap();
    let token = jwt::sign(&hmac, &Claims::new().with_subject(SUBJECT)).unwrap();
    let prover = Prover::new(key).unwrap();
    let uri = "https://api.example/me";
    let proof = || prover.proof("GET", uri).nonce(NONCE).access_token(&token).token_id(PRIVATE);
    let signed = proof().sign(NOW).unwrap();
    let verifier = ProofVerifier::new("GET", uri).unwrap().nonce(NONCE).access_token(&token);
    let another = ProofVerifier::new("GET", uri).unwrap();
    let id_token = Profile::id_token("i", "app").nonce(NONCE).code(CODE).access_token(&token);
    let printed = [
        both(&prover),
        both(&proof()),
        both(&verifier.verify([&signed], NOW).unwrap()),
        both(&verifier),
        both(&another.nonce("another").verify([&signed], NOW).unwrap_err()),
        both(&verifier.clone().access_token("another").verify([&signed], NOW).unwrap_err()),
        both(&verifier.clone().thumbprint("another").verify([&signed], NOW).unwrap_err()),
        both(&id_token),
        both(&Profile::from(id_token)),
        both(&Profile::from(Profile::access_token("i", "api"))),
        both(&Profile::from(Profile::logout_token("i", "app"))),
        both(&Profile::from(Profile::refresh_token("i"))),
        both(&SecretCandidates::new(&token, &Caps::default()).unwrap()),
    ];
    tokens.extend([token, signed]);
    printed.concat()
}

#[test]
fn no_debug_shows_a_secret_a_claim_or_a_token() {
    for key in keys() {
        let mut tokens = Vec::new();
        let printed = printed_about(&key, &mut tokens) + &printed_about_requests(&mut tokens);
        let name = key.algorithm().as_str();
        for secret in secrets_of(&key) {
            assert_hidden(&printed, &secret, name);
        }
        for claim in [SUBJECT, NONCE, PRIVATE, CODE] {
            assert_hidden(&printed, claim.as_bytes(), name);
        }
        for token in tokens {
            let signature = token.rsplit('.').next().unwrap();
            assert_hidden(&printed, &base64url::decode(signature).unwrap(), name);
            assert_hidden(&printed, token.as_bytes(), name);
        }
    }
}

/// What is looked for is found where it is shown.
#[test]
fn what_is_hidden_would_be_found() {
    let secret = b"\x00\x7f\x80\xfe\xff secret".to_vec();
    let shown: [String; 6] = [
        format!("{secret:#?}"),
        format!("{secret:02x?}").replace(", ", ""),
        format!("{secret:#x?}"),
        base64url::encode(&secret),
        STANDARD.encode(&secret),
        "zebra".to_owned(),
    ];
    for (index, printed) in shown.iter().enumerate() {
        let octets = if index == 5 { b"zebra".to_vec() } else { secret.clone() };
        let hidden = std::panic::catch_unwind(|| assert_hidden(printed, &octets, ""));
        assert!(hidden.is_err(), "{printed}");
    }
}

/// What the owner says about a key may stand in an error; its other members may not.
const METADATA: [&str; 3] = ["alg", "crv", "kty"];

#[test]
fn no_error_about_a_key_shows_a_secret() {
    const MARKER: &str = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0";
    fn told<E: Debug + Display>(error: &E) -> String {
        format!("{error} {error:?} {error:#?}\n")
    }
    let mut errors = 0;
    for key in keys() {
        let json = key.jwk().to_json();
        let members: Value = serde_json::from_str(&json).unwrap();
        let mut printed = String::new();
        // Break each member in turn, with the marker where a secret stands.
        for (name, value) in members.as_object().unwrap() {
            let value = value.as_str().unwrap();
            for broken in [
                Value::from(MARKER),
                format!("{MARKER}=").into(),
                format!("{value} {MARKER}").into(),
                vec![MARKER].into(),
            ] {
                let mut changed = members.clone();
                changed[name] = broken;
                let error = match Jwk::from_json(changed.to_string().as_bytes()) {
                    Err(error) => error,
                    // A secret of any octets is read, and is too short for the longer hashes.
                    Ok(jwk) => match jwk.signing_key(Some(key.algorithm())) {
                        Err(error) => error,
                        Ok(_) => continue,
                    },
                };
                errors += 1;
                let told = told(&error);
                if !METADATA.contains(&name.as_str()) {
                    assert!(!told.contains(MARKER), "{name}: {told}");
                    assert_hidden(&told, b"secret-secret-secret-secret", name);
                }
                printed += &told;
            }
        }
        if let Ok(pem) = key.jwk().to_pem() {
            for broken in [pem.replace("-----END", ""), pem.replacen('A', "*", 1)] {
                printed += &Jwk::from_pem(&broken).map_or_else(|error| told(&error), |_| "".into());
            }
            let as_secret = VerifyingKey::hmac(Algorithm::Hs256, pem.as_bytes());
            printed += &told(&as_secret.unwrap_err());
        }
        for secret in secrets_of(&key) {
            assert_hidden(&printed, &secret, key.algorithm().as_str());
        }
    }
    assert!(errors > 100, "{errors}");
    for secret in ["too-short-a-secret", MARKER] {
        let short = SigningKey::hmac(Algorithm::Hs512, secret.as_bytes()).unwrap_err();
        assert_eq!(short.code(), "key.secret_too_short");
        assert_hidden(&told(&short), secret.as_bytes(), "a short secret");
    }
}

/// `Display` of an error about claims says what was found; `Debug`, which lands in logs, does not.
#[test]
fn no_debug_of_an_error_about_a_token_shows_a_claim() {
    let key = SigningKey::generate(Algorithm::Hs256).unwrap();
    let claims = Claims::new()
        .with_subject(SUBJECT)
        .with_issuer(PRIVATE)
        .with_audience(CODE)
        .with_token_id(NONCE)
        .with_expiration(NOW - 900);
    let token = jwt::sign(&key, &claims).unwrap();
    let verifier = Verifier::new(key.verifying_key())
        .issuer("joe")
        .audience("me")
        .subject("alice")
        .max_age(Duration::from_secs(1));
    let error = verifier.verify(&token, NOW).unwrap_err();
    assert!(matches!(error, VerifyError::Claims(_)));
    let other = SigningKey::generate(Algorithm::Hs256).unwrap();
    let forged = Verifier::new(other.verifying_key()).verify(&token, NOW).unwrap_err();
    let no_claims = jws::sign(&key, &HeaderBuilder::new(), SUBJECT.as_bytes()).unwrap();
    let no_claims = verifier.verify(&no_claims, NOW).unwrap_err();
    let shape = jwt::sign(&key, &Claims::new().with_subject(SUBJECT).with_expiration(NOW + 900));
    let shape = Verifier::new(key.verifying_key())
        .verify_as::<Vec<u8>>(&shape.unwrap(), NOW)
        .map(drop)
        .unwrap_err();
    let unsignable: SignError = jwt::sign(&key, SUBJECT).unwrap_err();
    let printed =
        [both(&error), both(&forged), both(&no_claims), both(&shape), both(&unsignable)].concat();
    for claim in [SUBJECT, NONCE, PRIVATE, CODE] {
        assert_hidden(&printed, claim.as_bytes(), "an error");
    }
    for secret in secrets_of(&key) {
        assert_hidden(&printed, &secret, "an error");
    }
    assert_hidden(&printed, token.as_bytes(), "an error");
}
