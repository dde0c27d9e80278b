//! What released libraries got wrong, one named case each: the wanted outcome and its cause.
//!
//! Tokens are HS256 under one secret of 32 octets; the verifier expects `iss` joe and `aud` me at
//! second 1 700 000 000, without leeway. A refusal counts only with the right code: a token that is
//! refused for another reason proves nothing.

#![expect(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

use std::time::Duration;

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::Policy;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verifier;
use jwt_core::key::Jwk;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;

const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";
const NOW: u64 = 1_700_000_000;
const HEADER: &str = r#"{"alg":"HS256"}"#;
const CLAIMS: &str = r#"{"iss":"joe","aud":"me","exp":1700000900}"#;

fn key() -> SigningKey {
    SigningKey::hmac(Algorithm::Hs256, SECRET).unwrap()
}

/// Signs any octets as header and payload, sound or not.
fn forge(header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    sealed(&format!("{}.{}", base64url::encode(header), base64url::encode(payload)))
}

/// Signs any signing input, sound or not.
fn sealed(signing_input: &str) -> String {
    let signature = key().sign(signing_input.as_bytes()).unwrap();
    format!("{signing_input}.{}", base64url::encode(signature))
}

fn verifier() -> Verifier<VerifyingKey> {
    Verifier::new(key().verifying_key()).issuer("joe").audience("me").leeway(Duration::ZERO)
}

/// Gives `"accepted"` or the code of the refusal.
fn outcome(token: impl AsRef<[u8]>) -> &'static str {
    verifier().verify(token.as_ref(), NOW).map_or_else(|error| error.code(), |_| "accepted")
}

fn header(json: impl AsRef<[u8]>) -> &'static str {
    outcome(forge(json, CLAIMS))
}

fn claims(json: impl AsRef<[u8]>) -> &'static str {
    outcome(forge(HEADER, json))
}

/// Puts other claims beside a sound `iss` and `aud`.
fn with(more: &str) -> &'static str {
    claims(format!(r#"{{"iss":"joe","aud":"me",{more}}}"#))
}

#[test]
fn the_sound_token_is_accepted() {
    assert_eq!(outcome(forge(HEADER, CLAIMS)), "accepted");
}

#[test]
fn crit_that_names_an_unknown_header() {
    assert_eq!(header(r#"{"alg":"HS256","crit":["x"],"x":1}"#), "jws.critical");
}

#[test]
fn crit_that_is_empty() {
    assert_eq!(header(r#"{"alg":"HS256","crit":[]}"#), "jws.critical");
}

#[test]
fn crit_that_is_a_string() {
    assert_eq!(header(r#"{"alg":"HS256","crit":"exp"}"#), "jws.critical");
}

#[test]
fn crit_that_names_alg() {
    assert_eq!(header(r#"{"alg":"HS256","crit":["alg"]}"#), "jws.critical");
}

#[test]
fn crit_that_names_what_is_absent_or_twice() {
    assert_eq!(header(r#"{"alg":"HS256","crit":["x"]}"#), "jws.critical");
    assert_eq!(header(r#"{"alg":"HS256","crit":["x","x"],"x":1}"#), "jws.critical");
}

#[test]
fn crit_is_accepted_from_a_caller_who_understands_it() {
    let token = forge(r#"{"alg":"HS256","crit":["x"],"x":1}"#, CLAIMS);
    assert!(verifier().understands("x").verify(&token, NOW).is_ok());
    assert!(verifier().understands("y").verify(&token, NOW).is_err());
}

#[test]
fn b64_false_with_and_without_crit() {
    assert_eq!(header(r#"{"alg":"HS256","b64":false}"#), "jws.unencoded");
    assert_eq!(header(r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#), "jws.unencoded");
    assert_eq!(header(r#"{"alg":"HS256","b64":"false"}"#), "jws.header_member");
}

#[test]
fn two_alg_members() {
    assert_eq!(header(r#"{"alg":"none","alg":"HS256"}"#), "json.duplicate_name");
    assert_eq!(header(r#"{"alg":"HS256","\u0061lg":"HS256"}"#), "json.duplicate_name");
}

#[test]
fn two_exp_members() {
    assert_eq!(with(r#""exp":1700000900,"exp":1"#), "jwt.not_a_claims_set");
}

#[test]
fn two_custom_members_at_any_depth() {
    assert_eq!(with(r#""exp":1700000900,"a":1,"a":1"#), "jwt.not_a_claims_set");
    assert_eq!(with(r#""exp":1700000900,"a":[{"b":1,"b":1}]"#), "jwt.not_a_claims_set");
}

#[test]
fn exp_of_a_wrong_type_is_never_missing() {
    for exp in ["null", "true", r#""1700000900""#, r#""never""#, "[1700000900]", "{}", "-1"] {
        assert_eq!(with(&format!(r#""exp":{exp}"#)), "jwt.claim_type", "{exp}");
    }
}

#[test]
fn exp_of_any_size_is_kept_exactly() {
    for exp in [
        "4102444800.5",
        "1e300",
        "9007199254740993",
        "18446744073709551615",
        "9223372036854775808",
        "1e18",
    ] {
        assert_eq!(with(&format!(r#""exp":{exp}"#)), "accepted", "{exp}");
    }
    let token = forge(HEADER, r#"{"iss":"joe","aud":"me","exp":9007199254740993}"#);
    let verified = verifier().verify(&token, NOW).unwrap();
    assert_eq!(verified.claims().get("exp").unwrap().get(), "9007199254740993");
    assert_eq!(verified.claims().expiration().unwrap().seconds(), 9_007_199_254_740_993);
    assert_eq!(with(r#""exp":1e999"#), "jwt.claim_type");
    assert_eq!(with(r#""exp":NaN"#), "jwt.not_a_claims_set");
}

#[test]
fn exp_equal_to_now_has_come_and_a_fraction_counts() {
    assert_eq!(with(r#""exp":1700000000"#), "jwt.expired");
    assert_eq!(with(r#""exp":1699999999.999999999999"#), "jwt.expired");
    assert_eq!(with(r#""exp":1700000000.000000000001"#), "accepted");
    assert_eq!(with(r#""exp":1700000001"#), "accepted");
    assert_eq!(with(r#""exp":-0"#), "jwt.expired");
}

#[test]
fn exp_is_required_unless_told_otherwise() {
    let token = forge(HEADER, r#"{"iss":"joe","aud":"me"}"#);
    assert_eq!(outcome(&token), "jwt.claim_missing");
    assert!(verifier().allow_missing_expiration().verify(&token, NOW).is_ok());
}

#[test]
fn leeway_ends_on_its_last_second() {
    let at = |exp: u64| {
        let token = forge(HEADER, format!(r#"{{"iss":"joe","aud":"me","exp":{exp}}}"#));
        verifier().leeway(Duration::from_secs(60)).verify(&token, NOW).is_ok()
    };
    assert!(at(NOW - 59));
    assert!(!at(NOW - 60));
}

#[test]
fn nbf_in_the_future_or_of_a_wrong_type() {
    assert_eq!(with(r#""exp":1700000900,"nbf":1700000001"#), "jwt.not_yet_valid");
    assert_eq!(with(r#""exp":1700000900,"nbf":1700000000.5"#), "jwt.not_yet_valid");
    assert_eq!(with(r#""exp":1700000900,"nbf":1700000000"#), "accepted");
    assert_eq!(with(r#""exp":1700000900,"nbf":"1""#), "jwt.claim_type");
}

#[test]
fn iat_in_the_future_does_not_break_a_login() {
    assert_eq!(with(r#""exp":1700000900,"iat":1700000001"#), "accepted");
    assert_eq!(with(r#""exp":1700000900,"iat":"1""#), "jwt.claim_type");
}

#[test]
fn max_age_counts_from_iat_and_requires_it() {
    let aged = |iat: &str| {
        let token = forge(HEADER, format!(r#"{{"iss":"joe","aud":"me","exp":1700000900{iat}}}"#));
        let verifier = verifier().max_age(Duration::from_secs(10));
        verifier.verify(&token, NOW).map_or_else(|error| error.code(), |_| "accepted")
    };
    assert_eq!(aged(r#","iat":1699999990"#), "accepted");
    assert_eq!(aged(r#","iat":1699999989"#), "jwt.too_old");
    assert_eq!(aged(r#","iat":1700000001"#), "jwt.issued_in_future");
    assert_eq!(aged(""), "jwt.claim_missing");
}

#[test]
fn iss_missing() {
    assert_eq!(claims(r#"{"aud":"me","exp":1700000900}"#), "jwt.claim_missing");
}

#[test]
fn iss_as_number_object_or_array_with_joe() {
    for iss in ["7", r#"{"joe":1}"#, r#"["joe"]"#, "null"] {
        let json = format!(r#"{{"iss":{iss},"aud":"me","exp":1700000900}}"#);
        assert_eq!(claims(json), "jwt.claim_type", "{iss}");
    }
}

#[test]
fn iss_is_compared_as_a_whole() {
    for iss in ["jo", "joe2", "Joe", "joe ", ""] {
        let json = format!(r#"{{"iss":"{iss}","aud":"me","exp":1700000900}}"#);
        assert_eq!(claims(json), "jwt.issuer", "{iss}");
    }
}

#[test]
fn aud_missing() {
    assert_eq!(claims(r#"{"iss":"joe","exp":1700000900}"#), "jwt.claim_missing");
}

#[test]
fn aud_as_number_object_or_mixed_array() {
    for aud in ["7", r#"{"me":1}"#, r#"["me",7]"#, "null", "[[\"me\"]]"] {
        let json = format!(r#"{{"iss":"joe","aud":{aud},"exp":1700000900}}"#);
        assert_eq!(claims(json), "jwt.claim_type", "{aud}");
    }
}

#[test]
fn aud_that_is_another_or_empty() {
    for aud in [r#""you""#, "[]", r#"["you","them"]"#, r#""""#, r#""me2""#] {
        let json = format!(r#"{{"iss":"joe","aud":{aud},"exp":1700000900}}"#);
        assert_eq!(claims(json), "jwt.audience", "{aud}");
    }
    assert_eq!(claims(r#"{"iss":"joe","aud":["you","me"],"exp":1700000900}"#), "accepted");
}

/// "Reject when aud is present and the principal is not in it" (RFC 7519 §4.1.3) holds for a verifier
/// that was not told who it is too.
#[test]
fn aud_of_somebody_while_the_verifier_names_nobody() {
    let nameless = || Verifier::new(key().verifying_key()).issuer("joe");
    let asked = |verifier: Verifier<VerifyingKey>, aud: &str| {
        let token = forge(HEADER, format!(r#"{{"iss":"joe",{aud}"exp":1700000900}}"#));
        verifier.verify(&token, NOW).map_or_else(|error| error.code(), |_| "accepted")
    };
    for aud in [r#""aud":"you","#, r#""aud":["you","me"],"#, r#""aud":[],"#, r#""aud":"","#] {
        assert_eq!(asked(nameless(), aud), "jwt.audience_unnamed", "{aud}");
        assert_eq!(asked(nameless().allow_any_audience(), aud), "accepted", "{aud}");
    }
    assert_eq!(asked(nameless(), ""), "accepted", "it is for nobody");
    assert_eq!(asked(nameless(), r#""aud":7,"#), "jwt.claim_type");
    assert_eq!(asked(nameless().allow_any_audience(), r#""aud":7,"#), "jwt.claim_type");
    let named = || nameless().audience("me").allow_any_audience();
    assert_eq!(asked(named(), r#""aud":"you","#), "jwt.audience", "a named audience still counts");
    assert_eq!(asked(named(), ""), "jwt.claim_missing");
}

#[test]
fn ill_typed_claims_that_no_rule_asks_for() {
    assert_eq!(with(r#""exp":1700000900,"sub":7"#), "jwt.claim_type");
    assert_eq!(with(r#""exp":1700000900,"jti":[]"#), "jwt.claim_type");
}

#[test]
fn invalid_utf8_in_the_header() {
    assert_eq!(header(b"{\"alg\":\"HS256\",\"x\":\"\xff\"}"), "json.not_utf8");
}

#[test]
fn utf16_and_byte_order_marks() {
    let wide: Vec<u8> = HEADER.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(header(wide), "json.syntax");
    assert_eq!(header(format!("\u{feff}{HEADER}")), "json.syntax");
    assert_eq!(claims(format!("\u{feff}{CLAIMS}")), "jwt.not_a_claims_set");
}

#[test]
fn typ_is_free_unless_one_is_demanded() {
    assert_eq!(header(r#"{"alg":"HS256","typ":"foo"}"#), "accepted");
    let typed = |typ: &str| {
        let token = forge(format!(r#"{{"alg":"HS256"{typ}}}"#), CLAIMS);
        let verifier = verifier().typ("at+jwt");
        verifier.verify(&token, NOW).map_or_else(|error| error.code(), |_| "accepted")
    };
    assert_eq!(typed(r#","typ":"at+jwt""#), "accepted");
    assert_eq!(typed(r#","typ":"application/AT+JWT""#), "accepted");
    assert_eq!(typed(r#","typ":"JWT""#), "jwt.typ");
    assert_eq!(typed(""), "jwt.typ");
}

#[test]
fn a_payload_of_20_megabytes() {
    let token = format!("{}.{}.x", base64url::encode(HEADER), "A".repeat(20 << 20));
    assert_eq!(outcome(token), "jws.token_too_long");
}

#[test]
fn secrets_that_are_empty_or_one_byte() {
    let code = |secret: &[u8]| VerifyingKey::hmac(Algorithm::Hs256, secret).unwrap_err().code();
    assert_eq!(code(b""), "key.secret_empty");
    assert_eq!(code(b"x"), "key.secret_too_short");
    assert_eq!(code(&[7; 31]), "key.secret_too_short");
    assert!(VerifyingKey::hmac(Algorithm::Hs256, &[7; 32]).is_ok());
}

#[test]
fn pem_der_or_jwk_text_as_secret() {
    let public = SigningKey::generate(Algorithm::Es256).unwrap().jwk().public().unwrap();
    let (pem, jwk) = (public.to_pem().unwrap(), public.to_json());
    for text in [pem.as_bytes(), jwk.as_bytes(), format!("\r\n {}", *pem).as_bytes()] {
        let error = VerifyingKey::hmac(Algorithm::Hs256, text).unwrap_err();
        assert_eq!(error.code(), "key.looks_like_key");
        let error = SigningKey::hmac_weak(Algorithm::Hs256, text).unwrap_err();
        assert_eq!(error.code(), "key.looks_like_key");
    }
}

#[test]
fn alg_none_in_every_case_of_letters() {
    for none in ["none", "None", "NONE", "nOnE"] {
        let json = format!(r#"{{"alg":"{none}"}}"#);
        assert_eq!(header(&json), "jws.unsecured");
        let bare = format!("{}.{}.", base64url::encode(&json), base64url::encode(CLAIMS));
        assert_eq!(outcome(bare), "jws.unsecured");
    }
}

#[test]
fn alg_misspelt_missing_or_of_a_wrong_type() {
    for alg in ["hs256", "HS256 ", "HS384", "RS256", "", "HS257"] {
        assert_eq!(header(format!(r#"{{"alg":"{alg}"}}"#)), "jws.algorithm_mismatch", "{alg:?}");
    }
    assert_eq!(header("{}"), "jws.algorithm_missing");
    for alg in ["7", "null", "[\"HS256\"]", "true", "{}"] {
        assert_eq!(header(format!(r#"{{"alg":{alg}}}"#)), "jws.header_member", "{alg}");
    }
}

#[test]
fn header_parameters_of_a_wrong_type() {
    for more in [r#""typ":7"#, r#""kid":7"#, r#""kid":null"#, r#""cty":[]"#, r#""jku":{}"#] {
        assert_eq!(header(format!(r#"{{"alg":"HS256",{more}}}"#)), "jws.header_member", "{more}");
    }
}

#[test]
fn an_array_is_no_object() {
    assert_eq!(header(r#"["HS256"]"#), "json.not_an_object");
    assert_eq!(claims("[9999999999,0,null,null,null]"), "jwt.not_a_claims_set");
    assert_eq!(claims(r#""text""#), "jwt.not_a_claims_set");
    assert_eq!(claims("7"), "jwt.not_a_claims_set");
}

#[test]
fn payloads_that_are_empty_cut_off_or_followed_by_something() {
    for json in ["", "{", r#"{"exp":1700000900"#, r#"{"exp":1700000900}x"#, r"{}{}", "\u{1f}{}"] {
        assert_eq!(claims(json), "jwt.not_a_claims_set", "{json:?}");
    }
    assert_eq!(claims(b"{\"iss\":\"\xc3\"}"), "jwt.not_a_claims_set");
}

#[test]
fn json_of_a_hundred_thousand_levels() {
    let deep = format!(r#"{{"a":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    let caps = jws::Caps::default().token_bytes(1 << 20).header_bytes(1 << 20);
    let token = forge(HEADER, &deep);
    let error = verifier().caps(caps.clone()).verify(&token, NOW).unwrap_err();
    assert_eq!(error.code(), "jwt.not_a_claims_set");
    let header = deep.replacen('{', r#"{"alg":"HS256","#, 1);
    let error = verifier().caps(caps).verify(&forge(header, CLAIMS), NOW).unwrap_err();
    assert_eq!(error.code(), "json.too_deep");
}

#[test]
fn base64url_that_is_not_canonical() {
    let sound = forge(HEADER, CLAIMS);
    let (signing_input, signature) = sound.rsplit_once('.').unwrap();
    let mut last = signature.to_owned();
    // 32 octets leave two spare bits in the last symbol.
    let end = last.pop().unwrap();
    let twin = char::from_u32(u32::from(end) + 1).unwrap();
    assert_eq!(outcome(format!("{signing_input}.{last}{twin}")), "base64url.trailing_bits");
    assert_eq!(outcome(format!("{sound}=")), "base64url.padding");
    assert_eq!(outcome(format!("{sound}\n")), "base64url.white_space");
    assert_eq!(outcome(format!(" {sound}")), "base64url.white_space");
    assert_eq!(outcome(sound.replacen('e', "+", 1)), "base64url.standard_alphabet");
    assert_eq!(outcome(sound.replacen('e', "é", 1)), "base64url.not_ascii");
    assert_eq!(outcome(sound.replacen('e', "%", 1)), "base64url.invalid_character");
}

#[test]
fn other_counts_of_segments() {
    let sound = forge(HEADER, CLAIMS);
    let (signing_input, _) = sound.rsplit_once('.').unwrap();
    let (first, _) = signing_input.split_once('.').unwrap();
    assert_eq!(outcome(first), "jws.segment_count");
    assert_eq!(outcome(signing_input), "jws.segment_count");
    assert_eq!(outcome(format!("{sound}.")), "jws.segment_count");
    assert_eq!(outcome(format!("{sound}..")), "jws.jwe");
    assert_eq!(outcome(format!("{signing_input}.")), "jws.signature_mismatch");
    assert_eq!(outcome(""), "jws.segment_count");
    assert_eq!(outcome(r#"{"payload":"e30","signature":""}"#), "jws.json_serialization");
}

#[test]
fn signatures_that_are_cut_off() {
    let sound = forge(HEADER, CLAIMS);
    let short = sound.get(..sound.len() - 3).unwrap();
    assert_eq!(outcome(short), "jws.signature_mismatch");
}

#[test]
fn a_bad_signature_hides_every_claim() {
    let (expired, other) = (forge(HEADER, r#"{"exp":1}"#), forge(HEADER, CLAIMS));
    let (signing_input, _) = expired.rsplit_once('.').unwrap();
    let (_, signature) = other.rsplit_once('.').unwrap();
    assert_eq!(outcome(format!("{signing_input}.{signature}")), "jws.signature_mismatch");
}

#[test]
fn every_broken_claim_is_told_time_first() {
    let token = forge(HEADER, r#"{"iss":"you","aud":"you","exp":1,"nbf":1700000001}"#);
    let error = verifier().verify(&token, NOW).unwrap_err();
    let jwt_core::jwt::VerifyError::Claims(errors) = error else { panic!("{error}") };
    let codes: Vec<_> = errors.iter().map(jwt_core::jwt::ClaimsError::code).collect();
    assert_eq!(codes, ["jwt.expired", "jwt.not_yet_valid", "jwt.issuer", "jwt.audience"]);
}

#[test]
fn keys_in_the_header_are_never_used() {
    let mine = SigningKey::generate(Algorithm::Es256).unwrap();
    let public = mine.jwk().public().unwrap();
    let header = HeaderBuilder::new()
        .member(
            "jwk",
            &serde_json::value::RawValue::from_string(public.to_json().to_string()).unwrap(),
        )
        .unwrap()
        .member("jku", "https://attacker.example/jwks")
        .unwrap();
    let token = jws::sign(&mine, &header, b"{}").unwrap();
    let error = jws::verify(&token, &key().verifying_key(), &Policy::default()).unwrap_err();
    assert_eq!(error.code(), "jws.algorithm_mismatch");
    let other = SigningKey::generate(Algorithm::Es256).unwrap().verifying_key();
    let error = jws::verify(&token, &other, &Policy::default()).unwrap_err();
    assert_eq!(error.code(), "jws.signature_mismatch");
    // The token itself is a good one, for whoever trusts that key.
    assert!(jws::verify(&token, &mine.verifying_key(), &Policy::default()).is_ok());
}

/// A certificate of the attacker's key, or an address of one, brings no key either.
#[test]
fn certificates_in_the_header_are_never_used() {
    let mine =
        SigningKey::from_pem(Algorithm::Es256, include_str!("vectors/interop/p256.pkcs8.pem"))
            .unwrap();
    let pem = include_str!("vectors/interop/p256.cert.pem");
    assert_eq!(Jwk::from_pem(pem).unwrap().thumbprint(), mine.verifying_key().thumbprint());
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let honest = SigningKey::generate(Algorithm::Es256).unwrap().verifying_key();
    let header = HeaderBuilder::new;
    for header in [
        header().member("x5c", &[&body]).unwrap(),
        header().member("x5u", "https://attacker.example/chain.pem").unwrap(),
        header().member("x5c", &[&body]).unwrap().member("x5u", "file:///etc/keys/x.pem").unwrap(),
    ] {
        let claims = Claims::new().with_expiration(NOW + 60);
        let token = jwt_core::jwt::sign_with(&mine, &header, &claims).unwrap();
        let code = |keys: Vec<VerifyingKey>| {
            let verifier = Verifier::new(keys);
            verifier.verify(&token, NOW).map_or_else(|error| error.code(), |_| "accepted")
        };
        assert_eq!(code(vec![honest.clone()]), "jws.signature_mismatch");
        assert_eq!(code(Vec::new()), "jws.key_not_found");
        assert_eq!(code(vec![mine.verifying_key()]), "accepted");
    }
}

/// A `kid` is compared with names that the caller gave, and is no path, query or command.
#[test]
fn a_kid_is_a_name_and_nothing_else() {
    let honest = SigningKey::generate(Algorithm::Es256).unwrap().with_key_id("2026-11");
    let mine = SigningKey::generate(Algorithm::Es256).unwrap();
    for kid in [
        "../../../../dev/null",
        "/proc/sys/kernel/randomize_va_space",
        "2026-11' UNION SELECT 'secret' -- ",
        "2026-11\u{0}",
        "2026-11; cat /etc/passwd",
        "https://attacker.example/key.json",
        "%32026-11",
        "",
    ] {
        let claims = Claims::new().with_expiration(NOW + 60);
        let sign =
            |key: &SigningKey| jwt_core::jwt::sign(&key.clone().with_key_id(kid), &claims).unwrap();
        // An empty secret is what such a path would have read.
        let header = serde_json::json!({"alg": "HS256", "kid": kid}).to_string();
        let input = format!("{}.{}", base64url::encode(header), base64url::encode(CLAIMS));
        let mac = <hmac::Hmac<sha2::Sha256> as hmac::KeyInit>::new_from_slice(b"").unwrap();
        let mac = hmac::Mac::chain_update(mac, &input);
        let tag = hmac::Mac::finalize(mac).into_bytes();
        let empty = format!("{input}.{}", base64url::encode(tag));
        for token in [sign(&mine), sign(&honest), empty] {
            let error =
                Verifier::new(vec![honest.verifying_key()]).verify(&token, NOW).unwrap_err();
            assert_eq!(error.code(), "jws.key_not_found", "{kid:?}");
        }
    }
}

#[test]
fn a_public_key_never_checks_an_hmac() {
    let rsa = SigningKey::generate(Algorithm::Rs256).unwrap();
    let pem = rsa.jwk().public().unwrap().to_pem().unwrap();
    let input = format!("{}.{}", base64url::encode(HEADER), base64url::encode(CLAIMS));
    // The attacker's HMAC over the public PEM, made with the primitive itself.
    let mut mac =
        <hmac::Hmac<sha2::Sha256> as hmac::KeyInit>::new_from_slice(pem.as_bytes()).unwrap();
    hmac::Mac::update(&mut mac, input.as_bytes());
    let tag = hmac::Mac::finalize(mac).into_bytes();
    let token = format!("{input}.{}", base64url::encode(tag));
    let error = Verifier::new(rsa.verifying_key()).verify(&token, NOW).unwrap_err();
    assert_eq!(error.code(), "jws.algorithm_mismatch");
}

#[test]
fn several_keys_are_tried_by_kid_then_by_algorithm() {
    let keys: Vec<SigningKey> =
        (0..3).map(|_| SigningKey::generate(Algorithm::Es256).unwrap()).collect();
    let [a, b, c] = keys.as_slice() else { panic!("three keys") };
    let set = vec![
        a.clone().with_key_id("one").verifying_key(),
        b.clone().with_key_id("one").verifying_key(),
        c.clone().with_key_id("two").verifying_key(),
        key().verifying_key(),
    ];
    let code = |token: &str| {
        Verifier::new(set.clone())
            .verify(token, NOW)
            .map_or_else(|error| error.code(), |_| "accepted")
    };
    let claims = Claims::new().with_expiration(NOW + 1);
    let sign = |key: &SigningKey| jwt_core::jwt::sign(key, &claims).unwrap();
    assert_eq!(code(&sign(&b.clone().with_key_id("one"))), "accepted", "the second of one kid");
    assert_eq!(code(&sign(c)), "accepted", "without kid every key of the algorithm");
    assert_eq!(code(&sign(&c.clone().with_key_id("one"))), "jws.signature_mismatch");
    // Keys without a kid of their own remain for a kid that no key has.
    assert_eq!(code(&sign(&c.clone().with_key_id("three"))), "jws.algorithm_mismatch");
    let named = [set.first().unwrap().clone()];
    let error = Verifier::new(named.to_vec()).verify(&sign(&c.clone().with_key_id("x")), NOW);
    assert_eq!(error.unwrap_err().code(), "jws.key_not_found");
}

#[test]
fn too_many_keys_are_not_tried() {
    let one = SigningKey::generate(Algorithm::Ed25519).unwrap();
    let token = jwt_core::jwt::sign(&one, &Claims::new().with_expiration(NOW + 1)).unwrap();
    let code = |count: usize| {
        let keys = vec![one.verifying_key(); count];
        Verifier::new(keys).verify(&token, NOW).map_or_else(|error| error.code(), |_| "accepted")
    };
    assert_eq!(code(16), "accepted");
    assert_eq!(code(17), "jws.too_many_keys");
}

#[test]
fn the_caps_hold_at_the_limit_and_refuse_one_over() {
    let token = forge(HEADER, CLAIMS);
    let at = |caps: jws::Caps| {
        verifier().caps(caps).verify(&token, NOW).map_or_else(|error| error.code(), |_| "accepted")
    };
    let caps = jws::Caps::default();
    assert_eq!(at(caps.clone().token_bytes(token.len())), "accepted");
    assert_eq!(at(caps.clone().token_bytes(token.len() - 1)), "jws.token_too_long");
    assert_eq!(at(caps.clone().header_bytes(HEADER.len())), "accepted");
    assert_eq!(at(caps.clone().header_bytes(HEADER.len() - 1)), "jws.header_too_long");
    let nested = |levels: usize| {
        let value = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        with(&format!(r#""exp":1700000900,"a":{value}"#))
    };
    assert_eq!(nested(31), "accepted");
    assert_eq!(nested(32), "jwt.not_a_claims_set");
}

#[test]
fn a_private_key_is_refused_for_verifying() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let pem = key.jwk().to_pem().unwrap();
    let error = VerifyingKey::from_pem(Algorithm::Es256, &pem).unwrap_err();
    assert_eq!(error.code(), "key.private_for_verifying");
    let jwk = Jwk::from_json(key.jwk().to_json().as_bytes()).unwrap();
    assert_eq!(jwk.verifying_key(None).unwrap_err().code(), "key.private_for_verifying");
}

#[test]
fn a_member_that_a_json_reader_would_unwrap_is_refused() {
    // serde_json takes an object of this one member for the JSON text in it, unread by any rule.
    let key = SigningKey::generate(Algorithm::Hs256).unwrap();
    let verifier = Verifier::new(key.verifying_key()).allow_missing_expiration();
    for payload in [
        r#"{"exp":2000,"roles":{"$serde_json::private::RawValue":"[\"admin\"]"}}"#,
        r#"{"exp":2000,"roles":[{"$serde_json::private::Number":"1"}]}"#,
        r#"{"$serde_json::private::RawValue":"{\"exp\":1,\"aud\":\"other\",\"x\":1,\"x\":2}"}"#,
        r#"{"\u0024serde_json::private::RawValue":"{}"}"#,
    ] {
        let token = jws::sign(&key, &HeaderBuilder::new(), payload.as_bytes()).unwrap();
        let error = verifier.verify_as::<serde_json::Value>(&token, 1000).unwrap_err();
        assert!(error.to_string().contains("kept for"), "{payload}: {error}");
    }
    let payload = br#"{"exp":2000,"$serde_json":1,"serde_json::private::RawValue":"1"}"#;
    let token = jws::sign(&key, &HeaderBuilder::new(), payload).unwrap();
    assert!(verifier.verify(&token, 1000).is_ok());
}
