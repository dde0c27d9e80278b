//! Proofs of possession (RFC 9449): the examples of the RFC, and an attack on each point of §4.3.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use std::time::Duration;

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::alg::Family;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::Policy;
use jwt_core::jws::SignError;
use jwt_core::jws::Signer;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Profile;
use jwt_core::jwt::Verifier;
use jwt_core::jwt::dpop::DpopError;
use jwt_core::jwt::dpop::ProofVerifier;
use jwt_core::jwt::dpop::Prover;
use jwt_core::jwt::dpop::access_token_hash;
use jwt_core::key::SigningKey;
use serde_json::Value;
use serde_json::json;

const NOW: u64 = 1_700_000_000;
const URI: &str = "https://api.example/me";
const TOKEN: &str = "an-access-token";

fn key(algorithm: Algorithm) -> SigningKey {
    SigningKey::generate(algorithm).unwrap()
}

fn request() -> ProofVerifier {
    ProofVerifier::new("GET", URI).unwrap()
}

fn public_jwk(key: &SigningKey) -> Value {
    serde_json::from_str(&key.verifying_key().jwk().to_json()).unwrap()
}

/// Header and claims of a sound proof by `key`.
fn sound(key: &SigningKey) -> (Value, Value) {
    let header =
        json!({"alg": key.algorithm().as_str(), "typ": "dpop+jwt", "jwk": public_jwk(key)});
    (header, json!({"jti": "1", "htm": "GET", "htu": URI, "iat": NOW}))
}

/// Signs any header and claims, sound or not.
fn sealed(key: &SigningKey, header: &Value, claims: &Value) -> String {
    let encode = |part: &Value| base64url::encode(part.to_string());
    let signing_input = format!("{}.{}", encode(header), encode(claims));
    let signature = key.sign(signing_input.as_bytes()).unwrap();
    format!("{signing_input}.{}", base64url::encode(signature))
}

fn code<T>(result: Result<T, DpopError>) -> &'static str {
    result.map_or_else(|error| error.code(), |_| "accepted")
}

fn outcome(request: &ProofVerifier, proof: &str) -> &'static str {
    code(request.verify([proof], NOW))
}

/// What is said of a proof with one header parameter changed, or taken out by `null`.
fn header(name: &str, value: Value) -> &'static str {
    let key = key(Algorithm::Es256);
    let (mut header, claims) = sound(&key);
    put(&mut header, name, value);
    outcome(&request(), &sealed(&key, &header, &claims))
}

/// What is said of a proof with one claim changed, or taken out by `null`.
fn claim(name: &str, value: Value) -> &'static str {
    let key = key(Algorithm::Es256);
    let (header, mut claims) = sound(&key);
    put(&mut claims, name, value);
    outcome(&request(), &sealed(&key, &header, &claims))
}

fn put(object: &mut Value, name: &str, value: Value) {
    let members = object.as_object_mut().unwrap();
    if value.is_null() {
        members.remove(name);
    } else {
        members.insert(name.to_owned(), value);
    }
}

fn example(source: &str) -> Value {
    let text = include_str!("vectors/rfc/rfc9449_proofs.json");
    let all: Vec<Value> = serde_json::from_str(text).unwrap();
    all.into_iter().find(|one| one["source"] == source).unwrap()
}

#[test]
fn figure_2_verifies() {
    let example = example("RFC9449 Figure 2");
    let text = |name: &str| example[name].as_str().unwrap();
    let request = ProofVerifier::new(text("method"), text("uri")).unwrap();
    let proof = request.verify([text("compact")], 1_562_262_616).unwrap();
    assert_eq!(proof.token_id(), text("jti"));
    assert_eq!(Some(proof.issued_at().seconds()), example["iat"].as_u64());
    assert_eq!(proof.thumbprint(), "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    assert_eq!(code(request.verify([text("compact")], 1_562_262_917)), "dpop.too_old");
}

#[test]
fn figure_13_verifies_with_its_access_token_and_key() {
    let example = example("RFC9449 Figure 13");
    let text = |name: &str| example[name].as_str().unwrap();
    assert_eq!(access_token_hash(text("access_token")), text("ath"));
    let request = ProofVerifier::new(text("method"), text("uri")).unwrap();
    let bound = request.access_token(text("access_token")).thumbprint(text("jkt"));
    let proof = bound.verify([text("compact")], 1_562_262_620).unwrap();
    assert_eq!(proof.token_id(), text("jti"));
    let another = bound.access_token("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxV");
    let result = another.verify([text("compact")], 1_562_262_620);
    assert_eq!(code(result), "dpop.access_token_hash");
}

#[test]
fn a_proof_of_every_asymmetric_algorithm_is_made_and_accepted() {
    let asymmetric = |one: &&Algorithm| one.family() != Family::Hmac;
    for &algorithm in Algorithm::ALL.iter().filter(asymmetric) {
        let prover = Prover::new(key(algorithm).with_key_id("private name")).unwrap();
        let uri = "https://api.example/me?secret=1#part";
        let proof = prover.proof("GET", uri).access_token(TOKEN).nonce("n").sign(NOW).unwrap();
        let request = request().access_token(TOKEN).nonce("n").thumbprint(prover.thumbprint());
        let verified = request.verify([&proof], NOW).unwrap();
        assert_eq!(verified.thumbprint(), prover.thumbprint(), "{algorithm}");
        assert_eq!(verified.token_id().len(), 22, "{algorithm}");
        assert_eq!(verified.remember_until().seconds(), NOW + 300);
        let payload = proof.split('.').nth(1).unwrap();
        let claims: Value = serde_json::from_slice(&base64url::decode(payload).unwrap()).unwrap();
        assert_eq!(claims["htu"], URI, "query and fragment are not sent");
    }
}

#[test]
fn the_header_of_a_proof_holds_the_public_members_alone() {
    for algorithm in [Algorithm::Es256, Algorithm::Ed25519, Algorithm::Rs256, Algorithm::MlDsa44] {
        let prover = Prover::new(key(algorithm)).unwrap();
        let proof = prover.proof("GET", URI).token_id("given").sign(NOW).unwrap();
        let segment = proof.split('.').next().unwrap();
        let header: Value = serde_json::from_slice(&base64url::decode(segment).unwrap()).unwrap();
        assert_eq!(header["typ"], "dpop+jwt");
        let names: Vec<_> = header["jwk"].as_object().unwrap().keys().collect();
        let expected: &[&str] = match algorithm {
            Algorithm::Es256 => &["crv", "kty", "x", "y"],
            Algorithm::Ed25519 => &["crv", "kty", "x"],
            Algorithm::MlDsa44 => &["alg", "kty", "pub"],
            _ => &["e", "kty", "n"],
        };
        assert_eq!(names, expected, "{algorithm}");
        assert_eq!(request().verify([&proof], NOW).unwrap().token_id(), "given");
    }
}

#[test]
fn a_proof_is_dated_in_whole_seconds() {
    let prover = Prover::new(key(Algorithm::Ed25519)).unwrap();
    let now = NumericDate::from_seconds(NOW).saturating_add(Duration::from_millis(1_999));
    let proof = prover.proof("GET", URI).sign(now).unwrap();
    let verified = request().verify([&proof], now).unwrap();
    assert_eq!(verified.issued_at(), NumericDate::from_seconds(NOW + 1));
}

#[test]
fn two_proofs_have_two_names() {
    let prover = Prover::new(key(Algorithm::Ed25519)).unwrap();
    let name = || {
        let proof = prover.proof("GET", URI).sign(NOW).unwrap();
        request().verify([proof], NOW).unwrap().token_id().to_owned()
    };
    assert_ne!(name(), name());
}

#[test]
fn a_secret_makes_no_proofs() {
    let secret = SigningKey::hmac(Algorithm::Hs256, &[7; 32]).unwrap();
    assert_eq!(code(Prover::new(secret.clone())), "dpop.symmetric_key");
    let pair = key(Algorithm::Es256);
    let mixed = Prover::held_elsewhere(secret, pair.verifying_key());
    assert_eq!(code(mixed), "dpop.symmetric_key");
    let mixed = Prover::held_elsewhere(key(Algorithm::Ed25519), pair.verifying_key());
    assert_eq!(code(mixed), "dpop.algorithm");
}

#[test]
fn a_key_that_is_held_elsewhere_makes_proofs() {
    struct Device(SigningKey);

    impl Signer for Device {
        fn algorithm(&self) -> Algorithm {
            self.0.algorithm()
        }

        fn key_id(&self) -> Option<&str> {
            None
        }

        fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, SignError> {
            self.0.sign(signing_input).map_err(SignError::signer)
        }
    }

    let pair = key(Algorithm::Es256);
    let prover = Prover::held_elsewhere(Device(pair.clone()), pair.verifying_key()).unwrap();
    let proof = prover.proof("GET", URI).sign(NOW).unwrap();
    assert_eq!(outcome(&request(), &proof), "accepted");
}

#[test]
fn point_1_exactly_one_proof() {
    let prover = Prover::new(key(Algorithm::Es256)).unwrap();
    let proof = prover.proof("GET", URI).sign(NOW).unwrap();
    let none: [&str; 0] = [];
    assert_eq!(code(request().verify(none, NOW)), "dpop.count");
    assert_eq!(code(request().verify([&proof, &proof], NOW)), "dpop.count");
    for joined in [format!("{proof},{proof}"), format!("{proof}, {proof}"), format!(" {proof}")] {
        let code = outcome(&request(), &joined);
        assert!(code.starts_with("base64url.") || code.starts_with("jws."), "{code}");
    }
}

#[test]
fn point_2_a_well_formed_jwt() {
    for (proof, expected) in [
        ("", "jws.segment_count"),
        ("a.b", "jws.segment_count"),
        ("a.b.c.d.e", "jws.jwe"),
        ("{\"payload\":\"\"}", "jws.json_serialization"),
    ] {
        assert_eq!(outcome(&request(), proof), expected, "{proof}");
    }
    let key = key(Algorithm::Es256);
    let (header, _) = sound(&key);
    let list = sealed(&key, &header, &json!(["jti"]));
    assert_eq!(outcome(&request(), &list), "jwt.not_a_claims_set");
    let twice = format!(r#"{{"jti":"1","jti":"1","htm":"GET","htu":"{URI}","iat":{NOW}}}"#);
    let head = base64url::encode(header.to_string());
    let signing_input = format!("{head}.{}", base64url::encode(twice));
    let signature = base64url::encode(key.sign(signing_input.as_bytes()).unwrap());
    assert_eq!(
        outcome(&request(), &format!("{signing_input}.{signature}")),
        "jwt.not_a_claims_set"
    );
    assert_eq!(outcome(&request(), &"A".repeat(20_000)), "jws.token_too_long");
}

#[test]
fn point_3_every_claim_is_there_and_of_its_type() {
    for name in ["jti", "htm", "htu", "iat"] {
        assert_eq!(claim(name, Value::Null), "dpop.claim_missing", "{name}");
        assert_eq!(claim(name, json!([name])), "dpop.claim_type", "{name}");
    }
    for iat in [json!("1700000000"), json!(-1), json!(true)] {
        assert_eq!(claim("iat", iat.clone()), "dpop.claim_type", "{iat}");
    }
    for (name, value) in [("nonce", json!(1)), ("ath", json!({}))] {
        assert_eq!(claim(name, value), "dpop.claim_type", "{name}");
    }
    assert_eq!(claim("jti", json!("")), "dpop.claim_type");
    assert_eq!(claim("jti", json!("j".repeat(256))), "accepted");
    assert_eq!(claim("jti", json!("j".repeat(257))), "dpop.claim_type");
}

#[test]
fn point_4_the_type_is_exact() {
    for typ in [
        json!("JWT"),
        json!("at+jwt"),
        json!("DPoP+jwt"),
        json!("application/dpop+jwt"),
        json!("dpop+jwt "),
        json!(""),
        Value::Null,
    ] {
        assert_eq!(header("typ", typ.clone()), "dpop.typ", "{typ}");
    }
}

#[test]
fn point_5_the_algorithm_is_asymmetric_and_accepted() {
    for alg in ["HS256", "HS384", "HS512", "ES521", "es256", ""] {
        assert_eq!(header("alg", json!(alg)), "dpop.algorithm", "{alg}");
    }
    for alg in ["none", "None", "NONE"] {
        assert_eq!(header("alg", json!(alg)), "jws.unsecured", "{alg}");
    }
    assert_eq!(header("alg", Value::Null), "jws.algorithm_missing");
    let prover = Prover::new(key(Algorithm::Es256)).unwrap();
    let proof = prover.proof("GET", URI).sign(NOW).unwrap();
    let accepting = |algorithms: &[Algorithm]| {
        outcome(&request().algorithms(algorithms.iter().copied()), &proof)
    };
    assert_eq!(accepting(&[Algorithm::Ed25519, Algorithm::Es256]), "accepted");
    assert_eq!(accepting(&[Algorithm::Ed25519]), "dpop.algorithm");
    assert_eq!(accepting(&[]), "dpop.algorithm");
}

/// Even a caller who lists HMAC gets none: the "public" key would be the secret.
#[test]
fn point_5_a_secret_in_the_header_is_no_key() {
    let secret = SigningKey::hmac(Algorithm::Hs256, &[7; 32]).unwrap();
    let (header, claims) = sound(&secret);
    let proof = sealed(&secret, &header, &claims);
    let request = request().algorithms([Algorithm::Hs256, Algorithm::Es256]);
    assert_eq!(outcome(&request, &proof), "dpop.algorithm");
    let (mut header, claims) = sound(&secret);
    put(&mut header, "alg", json!("ES256"));
    assert_eq!(outcome(&request, &sealed(&secret, &header, &claims)), "dpop.private_key");
}

#[test]
fn point_6_the_signature_is_by_the_key_in_the_header() {
    let other = public_jwk(&key(Algorithm::Es256));
    assert_eq!(header("jwk", other), "jws.signature_mismatch");
    // A key of another kind than alg says.
    let other = public_jwk(&key(Algorithm::Ed25519));
    assert_eq!(header("jwk", other), "key.algorithm_mismatch");
    let bare =
        json!({"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"});
    assert_eq!(header("jwk", bare), "key.kind_mismatch");
    assert_eq!(header("jwk", json!({"kty": "EC"})), "key.member");
    assert_eq!(header("jwk", json!({})), "key.member");
    assert_eq!(header("jwk", Value::Null), "dpop.key_missing", "taken out");
    for jwk in [json!("key"), json!([]), json!(7)] {
        assert_eq!(header("jwk", jwk.clone()), "jws.header_member", "{jwk}");
    }
    let key = key(Algorithm::Es256);
    let (header, claims) = sound(&key);
    let proof = sealed(&key, &header, &claims);
    let (signing_input, _) = proof.rsplit_once('.').unwrap();
    let code = outcome(&request(), &format!("{signing_input}."));
    assert_eq!(code, "jws.signature_mismatch");
    let zeros = base64url::encode([0; 64]);
    let code = outcome(&request(), &format!("{signing_input}.{zeros}"));
    assert_eq!(code, "jws.signature_mismatch");
}

#[test]
fn point_6_crit_and_b64_are_as_strict_as_in_any_jwt() {
    assert_eq!(header("crit", json!(["x"])), "jws.critical");
    assert_eq!(header("b64", json!(false)), "jws.unencoded");
}

#[test]
fn point_7_a_private_key_in_the_header_is_refused() {
    let pair = key(Algorithm::Es256);
    let (mut header, claims) = sound(&pair);
    header["jwk"] = serde_json::from_str(&pair.jwk().to_json()).unwrap();
    assert_eq!(outcome(&request(), &sealed(&pair, &header, &claims)), "dpop.private_key");
    for member in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
        let (mut header, claims) = sound(&pair);
        header["jwk"][member] = json!("AAAA");
        let code = outcome(&request(), &sealed(&pair, &header, &claims));
        assert_eq!(code, "dpop.private_key", "{member}");
    }
}

#[test]
fn point_8_the_method_is_exact() {
    for method in ["POST", "get", "GET ", "", "DELETE"] {
        assert_eq!(claim("htm", json!(method)), "dpop.method", "{method:?}");
    }
}

#[test]
fn point_9_the_target_is_the_same_in_any_spelling() {
    for uri in [
        "https://API.example:443/me",
        "HTTPS://api.example/x/../me",
        "https://api.example/%6de",
        "https://api.example/me?q=1#f",
    ] {
        assert_eq!(claim("htu", json!(uri)), "accepted", "{uri}");
    }
    for uri in [
        "http://api.example/me",
        "https://api.example:8443/me",
        "https://api.example.evil/me",
        "https://evil/api.example/me",
        "https://api.example/me/",
        "https://api.example/Me",
        "https://api.example/me%2F",
        "https://api.example",
        "https://api.example?/me",
        "https://api.example#/me",
    ] {
        assert_eq!(claim("htu", json!(uri)), "dpop.target_uri", "{uri}");
    }
    for uri in ["", "/me", "me", "https://user@api.example/me", "https://api.example\\@evil/me"] {
        assert_eq!(claim("htu", json!(uri)), "dpop.uri_malformed", "{uri}");
    }
    assert_eq!(
        ProofVerifier::new("GET", "HTTPS://Api.Example?x").unwrap().target_uri(),
        "https://api.example/"
    );
    assert_eq!(code(ProofVerifier::new("GET", "/me")), "dpop.uri_malformed");
    let prover = Prover::new(key(Algorithm::Ed25519)).unwrap();
    assert_eq!(code(prover.proof("GET", "/me").sign(NOW)), "dpop.uri_malformed");
}

#[test]
fn point_10_the_nonce_is_the_servers() {
    let prover = Prover::new(key(Algorithm::Ed25519)).unwrap();
    let with = prover.proof("GET", URI).nonce("given").sign(NOW).unwrap();
    let without = prover.proof("GET", URI).sign(NOW).unwrap();
    assert_eq!(outcome(&request().nonce("given"), &with), "accepted");
    assert_eq!(outcome(&request().nonce("given"), &without), "dpop.nonce");
    assert_eq!(outcome(&request().nonce("Given"), &with), "dpop.nonce");
    assert_eq!(outcome(&request(), &with), "accepted", "who gave none asks for none");
    let both = request().nonce("next").nonce("given");
    assert_eq!(outcome(&both, &with), "accepted", "the previous one will do");
    assert_eq!(outcome(&both, &without), "dpop.nonce");
    assert_eq!(outcome(&request().nonce("next").nonce("after"), &with), "dpop.nonce");
    let nonce = |proof: &str| {
        let verified = request().verify([proof], NOW).unwrap();
        verified.nonce().map(str::to_owned)
    };
    assert_eq!((nonce(&with).as_deref(), nonce(&without)), (Some("given"), None));
}

#[test]
fn point_11_the_window_ends_on_its_last_second() {
    for (iat, expected) in [
        (json!(NOW - 300), "accepted"),
        (json!(NOW - 301), "dpop.too_old"),
        (json!(NOW + 60), "accepted"),
        (json!(NOW + 61), "dpop.issued_in_future"),
        (json!(0), "dpop.too_old"),
        (json!(1e300), "dpop.issued_in_future"),
    ] {
        assert_eq!(claim("iat", iat.clone()), expected, "{iat}");
    }
    let prover = Prover::new(key(Algorithm::Ed25519)).unwrap();
    let proof = prover.proof("GET", URI).sign(NOW).unwrap();
    let short = request().max_age(Duration::from_secs(5)).leeway(Duration::ZERO);
    let verified = short.verify([&proof], NOW + 5).unwrap();
    // The moment it names is the last at which a replay would pass.
    let last = verified.remember_until();
    assert!(short.verify([&proof], last).is_ok());
    let next = last.saturating_add(Duration::from_nanos(1));
    assert_eq!(code(short.verify([&proof], next)), "dpop.too_old");
    assert_eq!(code(short.verify([&proof], NOW - 1)), "dpop.issued_in_future");
}

/// A server whose nonces hold their own time, and a client without a clock.
#[test]
fn point_11_the_time_may_be_left_to_a_nonce() {
    let prover = Prover::new(key(Algorithm::Ed25519)).unwrap();
    for iat in [0, NOW + 900_000] {
        let proof = prover.proof("GET", URI).nonce("made-at-NOW").sign(iat).unwrap();
        assert!(outcome(&request(), &proof).starts_with("dpop."), "{iat}");
        let verified = request().leave_time_to_nonce().verify([&proof], NOW).unwrap();
        assert_eq!(verified.nonce(), Some("made-at-NOW"));
        assert_eq!(verified.remember_until().seconds(), u64::MAX);
        let bare = prover.proof("GET", URI).sign(iat).unwrap();
        assert_eq!(outcome(&request().leave_time_to_nonce(), &bare), "dpop.nonce");
    }
    let key = key(Algorithm::Es256);
    let (header, mut claims) = sound(&key);
    put(&mut claims, "nonce", json!("n"));
    put(&mut claims, "iat", Value::Null);
    let without = sealed(&key, &header, &claims);
    assert_eq!(outcome(&request().leave_time_to_nonce(), &without), "dpop.claim_missing");
}

/// A proof is a JWT, and what stands in one counts (RFC 7519 §4.1).
#[test]
fn registered_claims_count_in_a_proof_too() {
    for (exp, expected) in [
        (json!(NOW - 60), "dpop.expired"),
        (json!(NOW - 59), "accepted"),
        (json!(NOW + 1), "accepted"),
        (json!(0), "dpop.expired"),
        (json!("soon"), "dpop.claim_type"),
        (json!(-1), "dpop.claim_type"),
    ] {
        assert_eq!(claim("exp", exp.clone()), expected, "exp {exp}");
    }
    for (nbf, expected) in [
        (json!(NOW + 61), "dpop.not_yet_valid"),
        (json!(NOW + 60), "accepted"),
        (json!(-1), "accepted"),
        (json!([NOW]), "dpop.claim_type"),
    ] {
        assert_eq!(claim("nbf", nbf.clone()), expected, "nbf {nbf}");
    }
    for (name, value) in [("iss", json!(7)), ("sub", json!([])), ("aud", json!({}))] {
        assert_eq!(claim(name, value), "dpop.claim_type", "{name}");
    }
    assert_eq!(claim("aud", json!("https://another.example")), "accepted", "htu tells for whom");
}

#[test]
fn a_proof_that_expires_is_remembered_no_longer() {
    let key = key(Algorithm::Es256);
    for (exp, until) in [(NOW + 10, NOW + 70), (NOW + 900, NOW + 300)] {
        let (header, mut claims) = sound(&key);
        put(&mut claims, "exp", json!(exp));
        let proof = sealed(&key, &header, &claims);
        let verified = request().verify([&proof], NOW).unwrap();
        assert_eq!(verified.remember_until().seconds(), until, "{exp}");
        assert!(request().verify([&proof], until + 1).is_err(), "{exp}");
    }
}

#[test]
fn point_12_the_access_token_goes_with_the_proof() {
    let prover = Prover::new(key(Algorithm::Ed25519)).unwrap();
    let with = prover.proof("GET", URI).access_token(TOKEN).sign(NOW).unwrap();
    let without = prover.proof("GET", URI).sign(NOW).unwrap();
    assert_eq!(outcome(&request().access_token(TOKEN), &with), "accepted");
    assert_eq!(outcome(&request().access_token("another"), &with), "dpop.access_token_hash");
    assert_eq!(outcome(&request().access_token(TOKEN), &without), "dpop.claim_missing");
    assert_eq!(outcome(&request().thumbprint(prover.thumbprint()), &with), "accepted");
    let thief = Prover::new(key(Algorithm::Ed25519)).unwrap();
    let stolen = thief.proof("GET", URI).access_token(TOKEN).sign(NOW).unwrap();
    let bound = request().access_token(TOKEN).thumbprint(prover.thumbprint());
    assert_eq!(outcome(&bound, &stolen), "dpop.thumbprint");
}

/// An access token with these claims besides its own, and the verifier for it.
fn access_token(confirmation: Option<Value>) -> (String, Verifier<jwt_core::key::VerifyingKey>) {
    let issuer = key(Algorithm::Es256);
    let kind = Profile::access_token("https://issuer.example", "https://api.example");
    let mut claims = kind.claims("alice", "app", "1", NOW, Duration::from_secs(60));
    if let Some(confirmation) = confirmation {
        claims = claims.with("cnf", &confirmation).unwrap();
    }
    let token = jwt::sign_with(&issuer, &kind.header(), &claims).unwrap();
    (token, Verifier::new(issuer.verifying_key()).profile(kind))
}

#[test]
fn a_bound_token_needs_its_own_key() {
    let prover = Prover::new(key(Algorithm::Es256)).unwrap();
    let (token, tokens) = access_token(Some(json!({"jkt": prover.thumbprint()})));
    let proof_of =
        |prover: &Prover| prover.proof("GET", URI).access_token(&token).sign(NOW).unwrap();
    let check = |proof: &str, now: u64| {
        code(request().verify_with_access_token([proof], &token, &tokens, now))
    };
    assert_eq!(check(&proof_of(&prover), NOW), "accepted");
    assert_eq!(
        check(&proof_of(&Prover::new(key(Algorithm::Es256)).unwrap()), NOW),
        "dpop.thumbprint"
    );
    assert_eq!(check(&prover.proof("GET", URI).sign(NOW).unwrap(), NOW), "dpop.claim_missing");
    let other = prover.proof("GET", URI).access_token("other").sign(NOW).unwrap();
    assert_eq!(check(&other, NOW), "dpop.access_token_hash");
    assert_eq!(check(&proof_of(&prover), NOW + 120), "jwt.expired");
    // A rule of the request's own stays.
    let strict = request().thumbprint("another");
    let result = strict.verify_with_access_token([proof_of(&prover)], &token, &tokens, NOW);
    assert_eq!(code(result), "dpop.thumbprint");
}

#[test]
fn a_token_that_is_bound_to_nothing_is_refused() {
    let prover = Prover::new(key(Algorithm::Es256)).unwrap();
    let jkt = prover.thumbprint();
    for confirmation in [
        None,
        Some(json!({})),
        Some(json!({"jkt": 7})),
        Some(json!({"jwk": {}})),
        Some(json!([jkt])),
        Some(json!(jkt)),
    ] {
        let (token, tokens) = access_token(confirmation.clone());
        let proof = prover.proof("GET", URI).access_token(&token).sign(NOW).unwrap();
        let result = request().verify_with_access_token([proof], &token, &tokens, NOW);
        assert_eq!(code(result), "dpop.not_bound", "{confirmation:?}");
    }
}

#[test]
fn a_confirmation_is_read_back() {
    let claims = Claims::new().with_confirmation("a\"b");
    assert_eq!(claims.confirmation().as_deref(), Some("a\"b"));
    assert_eq!(Claims::new().confirmation(), None);
}

/// A proof brings its own key, which no other verifier may take: nor does a key source see one.
#[test]
fn no_other_verifier_uses_a_key_from_a_header() {
    let thief = key(Algorithm::Es256);
    let honest = key(Algorithm::Es256);
    let header = HeaderBuilder::new().typ("at+jwt").member("jwk", &public_jwk(&thief)).unwrap();
    let claims = Claims::new().with_subject("admin").with_expiration(NOW + 60);
    let token = jwt::sign_with(&thief, &header, &claims).unwrap();
    let tokens = Verifier::new(honest.verifying_key());
    assert_eq!(tokens.verify(&token, NOW).unwrap_err().code(), "jws.signature_mismatch");
    let tokens = Verifier::new(Vec::new());
    assert_eq!(tokens.verify(&token, NOW).unwrap_err().code(), "jws.key_not_found");
    let error = jws::verify(&token, &honest.verifying_key(), &Policy::default()).unwrap_err();
    assert_eq!(error.code(), "jws.signature_mismatch");
    let parts: Vec<_> = token.split('.').collect();
    let [protected, payload, signature] = parts[..] else { panic!("not three segments") };
    let json = json!({"protected": protected, "payload": payload, "signature": signature});
    let result =
        jws::verify_json(json.to_string().as_bytes(), &honest.verifying_key(), &Policy::default());
    assert_eq!(result.unwrap_err().code(), "jws.signature_mismatch");
}

#[test]
fn a_proof_is_no_token_of_another_kind() {
    let pair = key(Algorithm::Es256);
    let proof = Prover::new(pair.clone()).unwrap().proof("GET", URI).sign(NOW).unwrap();
    let profiles: [Profile; 4] = [
        Profile::access_token("i", "a").into(),
        Profile::id_token("i", "a").into(),
        Profile::logout_token("i", "a").into(),
        Profile::refresh_token("i").into(),
    ];
    for profile in profiles {
        let name = profile.name();
        // Even with the right key.
        let verifier = Verifier::new(pair.verifying_key()).profile(profile);
        let error = verifier.verify(&proof, NOW).unwrap_err().to_string();
        assert!(error.contains("typ: expected"), "{name}: {error}");
    }
}

#[test]
fn nothing_that_is_debugged_shows_a_secret() {
    let prover = Prover::new(key(Algorithm::Es256)).unwrap();
    let proof = prover.proof("GET", URI).access_token(TOKEN).nonce("the-nonce");
    let request = request().access_token(TOKEN).nonce("the-nonce");
    let shown = format!("{prover:?} {proof:?} {request:?}");
    assert!(!shown.contains("the-nonce") && !shown.contains(TOKEN), "{shown}");
    assert!(!shown.contains(&access_token_hash(TOKEN)), "{shown}");
    // Nor does an error: `{:?}` is what a log gets of `unwrap` and `dbg!`.
    let pair = key(Algorithm::Es256);
    for (claim, value, expected) in [
        ("htm", json!("the-value"), "dpop.method(htm)"),
        ("htu", json!("https://the-value.example"), "dpop.target_uri(htu)"),
        ("ath", json!("the-value"), "dpop.access_token_hash(ath)"),
        ("iat", json!("the-value"), "dpop.claim_type(iat)"),
        ("iat", json!(NOW - 900), "dpop.too_old(iat)"),
        ("exp", json!(NOW - 900), "dpop.expired(exp)"),
        ("jti", Value::Null, "dpop.claim_missing(jti)"),
    ] {
        let (header, mut claims) = sound(&pair);
        put(&mut claims, "ath", json!(access_token_hash(TOKEN)));
        put(&mut claims, claim, value);
        let request = ProofVerifier::new("GET", URI).unwrap().access_token(TOKEN);
        let error = request.verify([sealed(&pair, &header, &claims)], NOW).unwrap_err();
        assert_eq!(format!("{error:?}"), expected);
    }
    let (token, tokens) = access_token(None);
    let result = ProofVerifier::new("GET", URI).unwrap().verify_with_access_token(
        [""],
        &token,
        &tokens.issuer("https://the-value.example"),
        NOW,
    );
    assert_eq!(format!("{:?}", result.unwrap_err()), "jwt.issuer");
}

#[test]
fn a_foreign_typ_writes_no_line_of_its_own_into_a_log() {
    let header = base64url::encode(r#"{"alg":"ES256","typ":"x\nINFO login ok \u001b[2J"}"#);
    let verifier = ProofVerifier::new("GET", "https://api.example/").unwrap();
    let error = verifier.verify([format!("{header}.e30.AAAA")], 1000).unwrap_err();
    assert_eq!(error.code(), "dpop.typ");
    assert!(!error.to_string().contains(['\n', '\u{1b}']), "{error}");
}
