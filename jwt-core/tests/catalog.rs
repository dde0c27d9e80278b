//! Every explanation is a lesson about something that happens: for each one there is a token, a key, a
//! text, a date or a call that yields it and nothing else.
//!
//! To add an explanation, add one line to [`CASES`]. What cannot be brought about from outside stands
//! in [`OUT_OF_REACH`] with the reason. Needs the feature `hazmat`, which makes the tokens.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a panic fails the test")]

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::Duration;

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::alg::Hash;
use jwt_core::base64url;
use jwt_core::explain::Explanation;
use jwt_core::explain::Reference;
use jwt_core::inspect;
use jwt_core::inspect::forge::Forgery;
use jwt_core::jws;
use jwt_core::jws::Caps;
use jwt_core::jws::Compact;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::HeaderError;
use jwt_core::jws::JsonSigning;
use jwt_core::jws::Policy;
use jwt_core::jws::SignError;
use jwt_core::jws::Signer;
use jwt_core::jwt;
use jwt_core::jwt::BACKCHANNEL_LOGOUT;
use jwt_core::jwt::IdToken;
use jwt_core::jwt::Profile;
use jwt_core::jwt::Verifier;
use jwt_core::jwt::VerifyError;
use jwt_core::jwt::dpop::DpopError;
use jwt_core::jwt::dpop::Proof;
use jwt_core::jwt::dpop::ProofVerifier;
use jwt_core::jwt::dpop::Prover;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::KeyError;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;

/// What an attempt says: every explanation that it yields, so that a second one is seen.
type Told = Vec<Explanation>;

/// A code and what brings it about.
type Case = (&'static str, fn() -> Told);

/// What is explained but cannot be brought about through the public API, with the reason.
const OUT_OF_REACH: &[(&str, &str)] =
    &[("key.randomness", "the operating system's source of randomness would have to fail")];

/// One line for each code, in the order of the floors; inside a floor by name.
const CASES: &[Case] = &[
    // Encodings: in the payload of a token whose signature holds.
    ("base64url.buffer_too_small", || {
        vec![*base64url::decode_into(b"YWJj", &mut [0; 2]).unwrap_err().explanation()]
    }),
    ("base64url.invalid_character", || jws_of(&good().payload_text("Y*Q"))),
    ("base64url.length", || jws_of(&good().payload_text("YWJjZ"))),
    ("base64url.not_ascii", || jws_of(&good().payload_text("YW\u{2013}j"))),
    ("base64url.padding", || jws_of(&good().payload_text("YQ=="))),
    ("base64url.standard_alphabet", || jws_of(&good().payload_text("Y+Q/"))),
    ("base64url.trailing_bits", || jws_of(&good().payload_text("YR"))),
    ("base64url.white_space", || jws_of(&good().payload_text("YW\nJj"))),
    ("json.duplicate_name", || jws_of(&good().alg("HS256"))),
    ("json.not_an_object", || jws_of(&good().header(br#"["alg","HS256"]"#))),
    ("json.not_utf8", || jws_of(&good().header(b"{\"alg\":\"HS256\",\"kid\":\"\xff\"}"))),
    ("json.reserved_name", || {
        jws_of(&good().member("x", r#"{"$serde_json::private::RawValue":"1"}"#))
    }),
    ("json.syntax", || jws_of(&good().member("kid", "'single'"))),
    ("json.too_deep", || {
        jws_of(&good().member("x", &format!("{}{}", "[".repeat(40), "]".repeat(40))))
    }),
    ("time.negative", || date("-1")),
    ("time.not_a_number", || date("2011-03-22T18:43:00Z")),
    ("time.too_large", || date("1e309")),
    // Keys.
    ("key.algorithm_mismatch", || bound(SECRET_JWK, Some(Algorithm::Hs512))),
    ("key.algorithm_missing", || bound(PUBLIC_JWK, None)),
    ("key.algorithm_unknown", || bound(r#"{"kty":"oct","k":"AAAA","alg":"A128GCM"}"#, None)),
    ("key.certificate_mismatch", || {
        let pem = include_str!("vectors/interop/p256.cert.pem");
        let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
        read(&PUBLIC_JWK.replace('}', &format!(r#","x5c":["{body}"]}}"#)))
    }),
    ("key.encrypted", || {
        key(Jwk::from_pem(
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
        ))
    }),
    ("key.inconsistent", || {
        let seed = base64url::encode([7; 32]);
        read(&PUBLIC_JWK.replace('}', &format!(r#","d":"{seed}"}}"#)))
    }),
    ("key.kind_mismatch", || bound(PUBLIC_JWK, Some(Algorithm::Es256))),
    ("key.looks_like_key", || {
        let pem = Jwk::from_json(PUBLIC_JWK.as_bytes()).unwrap().to_pem().unwrap();
        key(VerifyingKey::hmac(Algorithm::Hs256, pem.as_bytes()))
    }),
    ("key.malformed_json", || key(Jwk::from_json("<html>"))),
    ("key.malformed", || key(Jwk::from_der(b"\x30\x00 and more"))),
    ("key.member", || read(r#"{"kty":"oct"}"#)),
    ("key.not_for_this", || {
        bound(&PUBLIC_JWK.replace('}', r#","use":"enc"}"#), Some(Algorithm::Ed25519))
    }),
    ("key.point_invalid", || {
        read(&format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{}"}}"#, base64url::encode([0; 32])))
    }),
    ("key.private_for_verifying", || {
        key(SigningKey::generate(Algorithm::Ed25519).unwrap().jwk().verifying_key(None))
    }),
    ("key.private_invalid", || {
        let d = base64url::encode([0; 32]);
        let jwk = SigningKey::generate(Algorithm::Es256).unwrap().jwk().public().unwrap();
        read(&jwk.to_json().replace('}', &format!(r#","d":"{d}"}}"#)))
    }),
    ("key.public_for_signing", || {
        let jwk = Jwk::from_json(PUBLIC_JWK.as_bytes()).unwrap();
        key(jwk.signing_key(Some(Algorithm::Ed25519)))
    }),
    ("key.rsa_exponent", || rsa(&odd(256), &[3])),
    ("key.rsa_modulus", || rsa(&[0xfe; 256], &[1, 0, 1])),
    ("key.rsa_roca", || read(ROCA_JWK)),
    ("key.rsa_size", || rsa(&odd(128), &[1, 0, 1])),
    ("key.secret_empty", || key(SigningKey::hmac(Algorithm::Hs256, b""))),
    ("key.secret_too_short", || key(SigningKey::hmac(Algorithm::Hs256, &[1; 31]))),
    ("key.set_duplicate_key_id", || {
        let one = SigningKey::generate(Algorithm::Ed25519).unwrap().with_key_id("a");
        let other = SigningKey::generate(Algorithm::Ed25519).unwrap().with_key_id("a");
        set(&[&one.jwk().public().unwrap().to_json(), &other.jwk().public().unwrap().to_json()])
    }),
    ("key.set_mixed", || set(&[PUBLIC_JWK, SECRET_JWK])),
    ("key.set_unusable", || set(&[])),
    ("key.unrepresentable", || key(Jwk::from_json(SECRET_JWK.as_bytes()).unwrap().to_pem())),
    ("key.unsupported", || read(r#"{"kty":"NEW"}"#)),
    ("alg.unknown", || vec![*"hs256".parse::<Algorithm>().unwrap_err().explanation()]),
    // Tokens.
    ("jws.algorithm_mismatch", || {
        // The public key as an HMAC secret, in every text that a server may hold it.
        let honest = SigningKey::generate(Algorithm::Es256).unwrap();
        let public = honest.jwk().public().unwrap();
        let forgery = Forgery::new().alg("HS256").payload(CLAIMS);
        let told = [public.to_pem().unwrap(), public.to_json()].map(|text| {
            let token = forgery.hmac(Hash::Sha256, text.as_bytes());
            verified(&token, &honest.verifying_key(), &Policy::default())
        });
        let [first, second] = told;
        assert_eq!(first, second);
        first
    }),
    ("jws.algorithm_missing", || jws_of(&Forgery::new().string("typ", "JWT"))),
    ("jws.algorithm_set", || built(HeaderBuilder::new().member("alg", "none"))),
    ("jws.critical", || jws_of(&good().member("crit", r#"["x"]"#).member("x", "1"))),
    ("jws.critical_set", || built(HeaderBuilder::new().member("crit", &["x"]))),
    ("jws.header_duplicate", || json(r#""header":{"alg":"HS256"}"#, &Policy::default())),
    ("jws.header_member", || jws_of(&good().member("kid", "17"))),
    ("jws.header_too_long", || jws_of(&good().string("x", &"x".repeat(9_000)))),
    ("jws.json_serialization", || {
        let token = honest_token();
        let compact = Compact::parse(&token, &Caps::default()).unwrap();
        token_text(&format!(
            r#"{{"protected":"{}","payload":"{}","signature":"{}"}}"#,
            compact.header(),
            compact.payload(),
            compact.signature()
        ))
    }),
    ("jws.json_shape", || json(r#""header":[]"#, &Policy::default())),
    ("jws.jwe", || token_text("eyJhbGciOiJkaXIifQ..AAAA.AAAA.AAAA")),
    ("jws.key_not_found", || {
        let keys = vec![honest().with_key_id("one").verifying_key()];
        verified(&sealed(&good().string("kid", "two")), &keys, &Policy::default())
    }),
    ("jws.keys_unavailable", || verified(&honest_token(), &Unreachable, &Policy::default())),
    ("jws.not_detached", || {
        let keys = honest().verifying_key();
        let result = jws::verify_detached(&honest_token(), CLAIMS, &keys, &Policy::default());
        vec![*result.unwrap_err().explanation()]
    }),
    ("jws.parameter_repeated", || {
        built(HeaderBuilder::new().member("x", &1).unwrap().member("x", &2))
    }),
    ("jws.parameter_unwritable", || {
        let map = BTreeMap::from([(vec![1], 2)]);
        built(HeaderBuilder::new().member("x", &map))
    }),
    ("jws.payload_unwritable", || {
        signed(jws::sign(&honest(), &HeaderBuilder::new().unencoded(), b"a.b"))
    }),
    ("jws.scheme", || token_text(&format!("Bearer {}", honest_token()))),
    ("jws.segment_count", || {
        let token = honest_token();
        let (signing_input, _) = token.rsplit_once('.').unwrap();
        token_text(signing_input)
    }),
    ("jws.signature_mismatch", || {
        let token = honest_token();
        let compact = Compact::parse(&token, &Caps::default()).unwrap();
        let altered = Forgery::of(&compact).payload(br#"{"sub":"admin","exp":1700000900}"#);
        token_text(&altered.signature_text(compact.signature()))
    }),
    ("jws.signatures", || {
        let stranger = SigningKey::generate(Algorithm::Hs256).unwrap();
        json_of(&two_signatures(), &stranger.verifying_key(), &Policy::default())
    }),
    ("jws.signatures_disagree", || {
        let (plain, unencoded) = (HeaderBuilder::new(), HeaderBuilder::new().unencoded());
        let signing = JsonSigning::new(CLAIMS).signature(&honest(), &plain).unwrap();
        signed(signing.signature(&honest(), &unencoded).map(|_| String::new()))
    }),
    ("jws.signer_failed", || signed(jws::sign(&Device(None), &HeaderBuilder::new(), CLAIMS))),
    ("jws.signer_length", || {
        signed(jws::sign(&Device(Some(vec![0x30; 70])), &HeaderBuilder::new(), CLAIMS))
    }),
    ("jws.token_too_long", || jws_of(&good().payload(&[b' '; 20_000]))),
    ("jws.too_many_keys", || {
        let keys = vec![honest().verifying_key(); 17];
        verified(&honest_token(), &keys, &Policy::default())
    }),
    ("jws.too_many_signatures", || {
        let policy = Policy::default().caps(Caps::default().signatures(1));
        json_of(&two_signatures(), &honest().verifying_key(), &policy)
    }),
    ("jws.unencoded", || {
        let verifier = Verifier::new(honest().verifying_key());
        let token = sealed(&unencoded().payload_text("plain"));
        vec![*verifier.verify(&token, NOW).unwrap_err().explanation()]
    }),
    ("jws.unencoded_mixed", || {
        let encoded = honest_token();
        let unencoded = sealed(&unencoded().payload_text("e30"));
        let member = |token: &str| {
            let compact = Compact::parse(token, &Caps::default()).unwrap();
            let (protected, signature) = (compact.header(), compact.signature());
            format!(r#"{{"protected":"{protected}","signature":"{signature}"}}"#)
        };
        let signatures = [member(&encoded), member(&unencoded)].join(",");
        let text = format!(r#"{{"payload":"e30","signatures":[{signatures}]}}"#);
        json_of(&text, &honest().verifying_key(), &Policy::default())
    }),
    ("jws.unencoded_payload", || jws_of(&unencoded().payload_text("line\nline"))),
    ("jws.unprotected", || json(r#""header":{"jwk":{}}"#, &Policy::default())),
    ("jws.unsecured", || token_text(&Forgery::new().alg("nOnE").payload(CLAIMS).unsigned())),
    // Claims.
    ("jwt.access_token_hash", || {
        id_token(r#","at_hash":"AAAA""#, |kind| kind.access_token("an access token"))
    }),
    ("jwt.audience", || jwt_of(&with(r#""aud":"them""#), |verifier| verifier.audience("us"))),
    ("jwt.audience_unnamed", || jwt_of(&with(r#""aud":"them""#), plain)),
    ("jwt.authenticated_in_future", || {
        id_token(r#","auth_time":1800000000"#, |kind| kind.max_age(Duration::from_secs(60)))
    }),
    ("jwt.authentication_class", || {
        id_token(r#","acr":"0""#, |kind| kind.authentication_class(["1"]))
    }),
    ("jwt.authentication_time", || {
        id_token(r#","auth_time":1600000000"#, |kind| kind.max_age(Duration::from_secs(60)))
    }),
    ("jwt.authorized_party", || id_token(r#","azp":"another""#, |kind| kind)),
    ("jwt.bound", || {
        let claims =
            r#""iss":"i","aud":"api","iat":1,"jti":"1","sub":"a","client_id":"c","cnf":{}"#;
        let token = sealed(&good().string("typ", "at+jwt").payload(&with(claims)));
        let verifier = Verifier::new(honest().verifying_key());
        let verifier = verifier.profile(Profile::access_token("i", "api").bearer());
        vec![*verifier.verify(&token, NOW).unwrap_err().explanation()]
    }),
    ("jwt.claim_missing", || jwt_of(CLAIMS, |verifier| verifier.require("scope"))),
    ("jwt.claim_type", || jwt_of(br#"{"exp":"1700000900"}"#, plain)),
    ("jwt.claims_shape", || {
        let verifier = Verifier::new(honest().verifying_key());
        let result = verifier.verify_as::<Vec<String>>(&honest_token(), NOW);
        vec![*result.unwrap_err().explanation()]
    }),
    ("jwt.claims_unwritable", || signed(jwt::sign(&honest(), &["no object"]))),
    ("jwt.code_hash", || id_token(r#","c_hash":"AAAA""#, |kind| kind.code("a code"))),
    ("jwt.events", || {
        let claims = r#""iss":"i","aud":"app","iat":1,"jti":"1","sub":"alice","events":{}"#;
        jwt_of(&with(claims), |verifier| {
            verifier.profile(Profile::logout_token("i", "app").allow_untyped())
        })
    }),
    ("jwt.expired", || jwt_of(br#"{"exp":1600000000}"#, plain)),
    ("jwt.forbidden_claim", || {
        id_token(&format!(r#","events":{{"{BACKCHANNEL_LOGOUT}":{{}}}}"#), |kind| kind)
    }),
    ("jwt.issued_in_future", || {
        jwt_of(&with(r#""iat":1700000800"#), |verifier| verifier.max_age(Duration::from_secs(1)))
    }),
    ("jwt.issuer", || jwt_of(&with(r#""iss":"joe/""#), |verifier| verifier.issuer("joe"))),
    ("jwt.issuer_of_key", || {
        jwt_of(&with(r#""iss":"joe""#), |verifier| {
            Verifier::new(verifier.keys().clone().with_issuer("jane"))
        })
    }),
    ("jwt.nested", || {
        let token = sealed(&good().string("cty", "JWT").payload(honest_token().as_bytes()));
        let verifier = Verifier::new(honest().verifying_key());
        vec![*verifier.verify(&token, NOW).unwrap_err().explanation()]
    }),
    ("jwt.nonce", || id_token(r#","nonce":"another""#, |kind| kind.nonce("sent"))),
    ("jwt.not_a_claims_set", || jwt_of(b"[1700000900]", plain)),
    ("jwt.not_nested", || {
        let (keys, inner) = (honest().verifying_key(), Verifier::new(honest().verifying_key()));
        let result = jwt::verify_nested(&honest_token(), &keys, &Policy::default(), &inner, NOW);
        result.err().map(|error| *error.explanation()).into_iter().collect()
    }),
    ("jwt.not_yet_valid", || jwt_of(&with(r#""nbf":1700000800"#), plain)),
    ("jwt.subject", || jwt_of(&with(r#""sub":"bob""#), |verifier| verifier.subject("alice"))),
    ("jwt.too_old", || {
        jwt_of(&with(r#""iat":1600000000"#), |verifier| verifier.max_age(Duration::from_secs(60)))
    }),
    ("jwt.typ", || jwt_of(CLAIMS, |verifier| verifier.typ("at+jwt"))),
    // Proofs of possession: of a request that is all right but for one thing.
    ("dpop.access_token_hash", || {
        proof_of(|proof| proof.access_token("one"), |request| request.access_token("another"))
    }),
    ("dpop.algorithm", || {
        proof_of(|proof| proof, |request| request.algorithms([Algorithm::Es256]))
    }),
    ("dpop.claim_missing", || proof_of(|proof| proof, |request| request.access_token("token"))),
    ("dpop.claim_type", || proof_of(|proof| proof.token_id(""), |request| request)),
    ("dpop.count", || {
        let none: [&str; 0] = [];
        dpop(ProofVerifier::new("GET", URI).unwrap().verify(none, NOW))
    }),
    ("dpop.expired", || proof_with(r#","exp":1600000000"#)),
    ("dpop.issued_in_future", || proof_at(NOW + 61, "GET", URI)),
    ("dpop.key_missing", || {
        let header = Forgery::new().alg("Ed25519").string("typ", "dpop+jwt").payload(b"{}");
        dpop(ProofVerifier::new("GET", URI).unwrap().verify([header.signature(&[1; 64])], NOW))
    }),
    ("dpop.method", || proof_at(NOW, "DELETE", URI)),
    ("dpop.nonce", || proof_of(|proof| proof, |request| request.nonce("given"))),
    ("dpop.not_bound", || {
        let request = ProofVerifier::new("GET", URI).unwrap();
        let tokens = Verifier::new(honest().verifying_key());
        dpop(request.verify_with_access_token([""], &honest_token(), &tokens, NOW))
    }),
    ("dpop.not_yet_valid", || proof_with(r#","nbf":1800000000"#)),
    ("dpop.private_key", || embedding(r#"{"kty":"OKP","crv":"Ed25519","x":"","d":""}"#)),
    ("dpop.symmetric_key", || dpop(Prover::new(honest()))),
    ("dpop.target_uri", || proof_at(NOW, "GET", "https://api.example/other")),
    ("dpop.thumbprint", || proof_of(|proof| proof, |request| request.thumbprint("another"))),
    ("dpop.too_old", || proof_at(NOW - 301, "GET", URI)),
    ("dpop.typ", || dpop(ProofVerifier::new("GET", URI).unwrap().verify([honest_token()], NOW))),
    ("dpop.uri_malformed", || dpop(ProofVerifier::new("GET", "/me"))),
    // What a human is told, no verifier.
    ("inspect.algorithm_unknown", || {
        seen(&Forgery::new().alg("hs256").payload(CLAIMS).signature(&[1; 32]))
    }),
    ("inspect.detached", || {
        // As a JWT it is also one without claims.
        let detached = jws::sign_detached(&honest(), &HeaderBuilder::new(), CLAIMS).unwrap();
        seen_beside("jwt.not_a_claims_set", &detached)
    }),
    ("inspect.dpop_proof", || {
        let prover = Prover::new(SigningKey::generate(Algorithm::Ed25519).unwrap()).unwrap();
        seen(&prover.proof("GET", URI).sign(NOW).unwrap())
    }),
    ("inspect.embedded_key", || seen(&sealed(&good().member("jwk", PUBLIC_JWK)))),
    ("inspect.far_future", || seen(&sealed(&good().payload(br#"{"exp":9007199254740991}"#)))),
    ("inspect.milliseconds", || seen(&sealed(&good().payload(br#"{"exp":1700000900000}"#)))),
    ("inspect.never_valid", || seen(&sealed(&good().payload(br#"{"exp":10,"nbf":10}"#)))),
    ("inspect.no_expiration", || seen(&sealed(&good().payload(br#"{"sub":"alice"}"#)))),
    ("inspect.signature_empty", || seen(&good().unsigned())),
    ("inspect.signature_length", || seen(&good().signature(&[1; 31]))),
    ("inspect.too_long", || {
        let token = sealed(&good().payload(&[b' '; 7 << 20]));
        let caps = Caps::default().token_bytes(usize::MAX);
        let inspection = inspect::inspect_with(token.as_bytes(), &caps);
        inspection.findings.iter().map(|one| *one.explanation).collect()
    }),
];

const NOW: u64 = 1_700_000_000;
const URI: &str = "https://api.example/me";
const CLAIMS: &[u8] = br#"{"exp":1700000900}"#;
/// The public key of RFC 8037 §A.2.
const PUBLIC_JWK: &str =
    r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
/// A key of the faulty form, made for the tests.
const ROCA_JWK: &str = concat!(
    r#"{"kty":"RSA","e":"AQAB","n":""#,
    "sie-psqQtPxLcZJ8RzXKoze3icW4vGMqRobPd3RjrSBQh_NuederJeSzOZ4YnxReFI5YfmRqRfHBgj_X",
    "71CW0KWc9uInauyehog87LE2nY9mTxwo_E6Y-zqxYJBCYU3IBGTanHlLdunhviGxveOjgKPiH8gg8-yh",
    "OqecaqyumevYrnj0A1RL-wL3lpiGqJ1zekeTFJZsY3w5jXSnU0LTn1Z0qJ_44TEORsEGr3ljPCR61m-q",
    "hJdrcYl_-SRreWAOGsAb-8qB86nd6HGiihF_gXuHtVsMzhDdkg_1TDDnOBAmVYdI0r5bHEfw0BYYlX62",
    "M5MhM9xXSM6JCPhd3isWCw",
    r#""}"#
);
const SECRET_JWK: &str =
    r#"{"kty":"oct","alg":"HS256","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}"#;

#[test]
fn every_explanation_is_yielded_by_its_case_and_by_nothing_else() {
    let cases: BTreeMap<_, _> = CASES.iter().copied().collect();
    let mut faults = Vec::new();
    for one in inspect::catalog() {
        let code = one.code;
        let reason = OUT_OF_REACH.iter().find(|(unreached, _)| *unreached == code);
        match (cases.get(code), reason) {
            (Some(_), Some(_)) => {
                faults.push(format!("{code} has a case: take it out of OUT_OF_REACH"));
            }
            (None, Some((_, ""))) => {
                faults.push(format!("{code} is out of reach without a reason"));
            }
            (None, Some(_)) => {}
            (None, None) => faults.push(format!(
                "{code} ({}) has no case: add a line to CASES in tests/catalog.rs that yields it",
                one.title
            )),
            (Some(case), None) => {
                let Ok(told) = catch_unwind(case) else {
                    faults.push(format!("the case of {code} panics, see above"));
                    continue;
                };
                if told != [*one] {
                    let told: Vec<_> = told.iter().map(|one| one.code).collect();
                    faults.push(format!("the case of {code} yields {told:?}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn no_case_is_left_over_or_doubled() {
    let known: BTreeSet<_> = inspect::catalog().map(|one| one.code).collect();
    let mut seen = BTreeSet::new();
    let listed = CASES.iter().map(|(code, _)| *code);
    for code in listed.chain(OUT_OF_REACH.iter().map(|(code, _)| *code)) {
        assert!(known.contains(code), "{code} is in no catalog: rename or remove its line");
        assert!(seen.insert(code), "{code} has two lines");
    }
}

#[test]
fn codes_are_unique_and_texts_are_short() {
    let mut codes = BTreeSet::new();
    for one in inspect::catalog() {
        let code = one.code;
        assert!(codes.insert(code), "{code} stands for two explanations");
        let title = one.title.chars().count();
        assert!((1..80).contains(&title), "the title of {code} has {title} characters");
        assert!(!one.title.ends_with('.'), "the title of {code} ends with a full stop");
        for (name, text) in [("meaning", one.meaning), ("remedy", one.remedy)] {
            let length = text.chars().count();
            assert!((1..=320).contains(&length), "the {name} of {code} has {length} characters");
        }
        let named = match one.reference {
            Reference::Document { name, section } => !name.is_empty() && !section.is_empty(),
            Reference::Rfc { number, .. } => number > 0,
            _ => false,
        };
        assert!(named, "{code} points at no standard");
    }
}

/// Every `Explanation` written down in the sources is in the catalog: none was forgotten there.
#[test]
fn every_explanation_of_the_sources_is_in_the_catalog() {
    let mut written = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut written);
    let known: BTreeSet<_> = inspect::catalog().map(|one| one.code.to_owned()).collect();
    for code in &written {
        assert!(known.contains(code), "{code} is missing in the EXPLANATIONS of its file or floor");
    }
    for code in &known {
        let times = written.iter().filter(|one| *one == code).count();
        assert_eq!(times, 1, "{code} is written down so many times");
    }
}

/// Lists the codes of the `Explanation` constants below a folder.
fn collect(folder: &Path, codes: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, codes);
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for line in source.lines() {
            let code =
                line.trim().strip_prefix("code: \"").and_then(|rest| rest.strip_suffix("\","));
            codes.extend(code.map(str::to_owned));
        }
    }
}

/// The one key that the verifier of these tests trusts.
fn honest() -> SigningKey {
    SigningKey::hmac(Algorithm::Hs256, &[7; 32]).unwrap()
}

fn honest_token() -> String {
    sealed(&good())
}

/// A token with nothing wrong in it, to put one thing wrong.
fn good() -> Forgery {
    Forgery::new().alg("HS256").payload(CLAIMS)
}

fn unencoded() -> Forgery {
    good().member("b64", "false").member("crit", r#"["b64"]"#)
}

/// The token in flattened JSON Serialization, with one member more.
fn json(member: &str, policy: &Policy) -> Told {
    let token = honest_token();
    let compact = Compact::parse(&token, &Caps::default()).unwrap();
    let (protected, payload) = (compact.header(), compact.payload());
    let signature = compact.signature();
    let text = format!(
        r#"{{"protected":"{protected}","payload":"{payload}","signature":"{signature}",{member}}}"#
    );
    json_of(&text, &honest().verifying_key(), policy)
}

fn json_of(text: &str, keys: &VerifyingKey, policy: &Policy) -> Told {
    jws::verify_json(text, keys, policy)
        .err()
        .map(|error| *error.explanation())
        .into_iter()
        .collect()
}

fn two_signatures() -> String {
    let signing = JsonSigning::new(CLAIMS).signature(&honest(), &HeaderBuilder::new()).unwrap();
    signing.signature(&honest(), &HeaderBuilder::new()).unwrap().general().unwrap()
}

/// Keys whose place does not answer.
struct Unreachable;

impl jws::KeySource for Unreachable {
    fn candidates<'s>(&'s self, _: &jws::Header<'_>, found: &mut jws::Candidates<'s>) {
        found.unavailable("no answer");
    }
}

/// A key that is held elsewhere, and its one answer.
struct Device(Option<Vec<u8>>);

impl Signer for Device {
    fn algorithm(&self) -> Algorithm {
        Algorithm::Es256
    }

    fn key_id(&self) -> Option<&str> {
        None
    }

    fn sign(&self, _: &[u8]) -> Result<Vec<u8>, SignError> {
        self.0.clone().ok_or_else(|| SignError::signer("no answer"))
    }
}

fn set(jwks: &[&str]) -> Told {
    let set = JwkSet::from_json(format!(r#"{{"keys":[{}]}}"#, jwks.join(",")).as_bytes()).unwrap();
    key(set.verifying_keys())
}

/// Signs with the trusted key: what is refused then is not the signature.
fn sealed(forgery: &Forgery) -> String {
    forgery.sign(&honest()).unwrap()
}

fn with(claim: &str) -> Vec<u8> {
    format!(r#"{{"exp":1700000900,{claim}}}"#).into_bytes()
}

fn plain(verifier: Verifier<VerifyingKey>) -> Verifier<VerifyingKey> {
    verifier
}

/// What [`jws::verify`] says of a well signed token.
fn jws_of(forgery: &Forgery) -> Told {
    token_text(&sealed(forgery))
}

fn token_text(token: &str) -> Told {
    verified(token, &honest().verifying_key(), &Policy::default())
}

fn verified<K: jws::KeySource>(token: &str, keys: &K, policy: &Policy) -> Told {
    jws::verify(token, keys, policy).err().map(|error| *error.explanation()).into_iter().collect()
}

/// What a [`Verifier`] says of well signed claims.
fn jwt_of(claims: &[u8], rules: fn(Verifier<VerifyingKey>) -> Verifier<VerifyingKey>) -> Told {
    let verifier = rules(Verifier::new(honest().verifying_key()));
    match verifier.verify(&sealed(&good().payload(claims)), NOW) {
        Ok(_) => Vec::new(),
        Err(VerifyError::Claims(errors)) => errors.iter().map(|one| *one.explanation()).collect(),
        Err(error) => vec![*error.explanation()],
    }
}

/// What the rules of an ID token say of one with more claims.
fn id_token(more: &str, rules: fn(IdToken) -> IdToken) -> Told {
    let claims = with(&format!(r#""iss":"i","aud":"app","sub":"alice","iat":1{more}"#));
    let verifier = Verifier::new(honest().verifying_key());
    let verifier = verifier.profile(rules(Profile::id_token("i", "app")));
    match verifier.verify(&sealed(&good().payload(&claims)), NOW) {
        Err(VerifyError::Claims(errors)) => errors.iter().map(|one| *one.explanation()).collect(),
        other => panic!("{:?}", other.err().map(|error| error.code())),
    }
}

/// What is said of a proof with changes, checked by a verifier with changes.
fn proof_of(
    proof: fn(Proof<'_>) -> Proof<'_>,
    request: fn(ProofVerifier) -> ProofVerifier,
) -> Told {
    let prover = Prover::new(SigningKey::generate(Algorithm::Ed25519).unwrap()).unwrap();
    let proof = proof(prover.proof("GET", URI)).sign(NOW).unwrap();
    dpop(request(ProofVerifier::new("GET", URI).unwrap()).verify([proof], NOW))
}

/// What is said of a proof for another request or time.
fn proof_at(now: u64, method: &str, uri: &str) -> Told {
    let prover = Prover::new(SigningKey::generate(Algorithm::Ed25519).unwrap()).unwrap();
    let proof = prover.proof(method, uri).sign(now).unwrap();
    dpop(ProofVerifier::new("GET", URI).unwrap().verify([proof], NOW))
}

/// What is said of a proof with more claims.
fn proof_with(more: &str) -> Told {
    let key = SigningKey::generate(Algorithm::Ed25519).unwrap();
    let jwk = key.verifying_key().jwk().to_json();
    let claims = format!(r#"{{"jti":"1","htm":"GET","htu":"{URI}","iat":{NOW}{more}}}"#);
    let header = Forgery::new().alg("Ed25519").string("typ", "dpop+jwt").member("jwk", &jwk);
    let proof = header.payload(claims.as_bytes()).sign(&key).unwrap();
    dpop(ProofVerifier::new("GET", URI).unwrap().verify([proof], NOW))
}

/// What is said of a proof with this `jwk`.
fn embedding(jwk: &str) -> Told {
    let header = Forgery::new().alg("Ed25519").string("typ", "dpop+jwt").member("jwk", jwk);
    let proof = header.payload(b"{}").signature(&[1; 64]);
    dpop(ProofVerifier::new("GET", URI).unwrap().verify([proof], NOW))
}

fn dpop<T>(result: Result<T, DpopError>) -> Told {
    result.err().map(|error| *error.explanation()).into_iter().collect()
}

/// What [`inspect::inspect`] finds.
fn seen(token: &str) -> Told {
    inspect::inspect(token.as_bytes()).findings.iter().map(|one| *one.explanation).collect()
}

/// As [`seen`], for what never comes without a fault of this code.
fn seen_beside(code: &str, token: &str) -> Told {
    let (beside, told): (Told, Told) = seen(token).into_iter().partition(|one| one.code == code);
    assert_eq!(beside.len(), 1, "{code} comes with it");
    told
}

fn date(text: &str) -> Told {
    NumericDate::parse(text).err().map(|error| *error.explanation()).into_iter().collect()
}

fn signed(result: Result<String, SignError>) -> Told {
    result.err().map(|error| *error.explanation()).into_iter().collect()
}

fn built(result: Result<HeaderBuilder, HeaderError>) -> Told {
    result.err().map(|error| *error.explanation()).into_iter().collect()
}

fn key<T>(result: Result<T, KeyError>) -> Told {
    result.err().map(|error| *error.explanation()).into_iter().collect()
}

fn read(json: &str) -> Told {
    key(Jwk::from_json(json.as_bytes()))
}

fn bound(json: &str, algorithm: Option<Algorithm>) -> Told {
    key(Jwk::from_json(json.as_bytes()).unwrap().verifying_key(algorithm))
}

fn rsa(modulus: &[u8], exponent: &[u8]) -> Told {
    let (n, e) = (base64url::encode(modulus), base64url::encode(exponent));
    let jwk = Jwk::from_json(format!(r#"{{"kty":"RSA","n":"{n}","e":"{e}"}}"#).as_bytes());
    key(jwk.and_then(|jwk| jwk.verifying_key(Some(Algorithm::Rs256))))
}

/// An odd number of so many octets.
fn odd(octets: usize) -> Vec<u8> {
    vec![0xff; octets]
}
