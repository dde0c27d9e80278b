//! RFC 8725 §3, requirements that need more than one attempt each: subjects (§3.8), what a header says
//! about keys (§3.10), and the sizes of RSA keys (§3.5).
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use core::cell::RefCell;

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::KeyLookup;
use jwt_core::jws::Policy;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verifier;
use jwt_core::key::Jwk;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use serde_json::Value;
use serde_json::json;

const NOW: u64 = 1_700_000_000;

/// §3.8: "the application MUST validate that the subject value corresponds to a valid subject".
#[test]
fn section_3_8_sub_is_compared_as_a_whole_and_required_when_named() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let verifier = Verifier::new(key.verifying_key()).subject("alice");
    let answer = |sub: Option<Value>| {
        let claims = Claims::new().with_expiration(NOW + 900);
        let claims = match sub {
            Some(sub) => claims.with("sub", &sub).unwrap(),
            None => claims,
        };
        let token = jwt::sign(&key, &claims).unwrap();
        verifier.verify(&token, NOW).map_or_else(|error| error.code(), |_| "accepted")
    };
    assert_eq!(answer(Some(json!("alice"))), "accepted");
    for other in ["", "Alice", "alice ", " alice", "alic", "alicea", "alice\u{0}", "al\u{131}ce"] {
        assert_eq!(answer(Some(json!(other))), "jwt.subject", "{other:?}");
    }
    for other in [json!(["alice"]), json!(null), json!({"alice": true}), json!(1)] {
        assert_eq!(answer(Some(other.clone())), "jwt.claim_type", "{other}");
    }
    assert_eq!(answer(None), "jwt.claim_missing");
}

/// A key whose certificate is here too: what an attacker has.
fn attacker() -> (SigningKey, String) {
    let pem = include_str!("vectors/interop/p256.pkcs8.pem");
    let certificate = include_str!("vectors/interop/p256.cert.pem");
    let body = certificate.lines().filter(|line| !line.starts_with('-')).collect();
    (SigningKey::from_pem(Algorithm::Es256, pem).unwrap(), body)
}

/// §3.10: `jku` and `x5u` may name any server, `jwk` and `x5c` any key.
#[test]
fn section_3_10_a_key_or_its_address_in_the_header_is_never_used() {
    let (attacker, certificate) = attacker();
    let honest = SigningKey::generate(Algorithm::Es256).unwrap();
    let public = attacker.jwk().public().unwrap();
    let jwk: Value = serde_json::from_str(&public.to_json()).unwrap();
    let address = json!("https://attacker.example/keys");
    for (name, value) in [
        ("jwk", jwk),
        ("jku", address.clone()),
        ("jku", json!("file:///dev/null")),
        ("x5u", address),
        ("x5u", json!("http://169.254.169.254/latest/meta-data")),
        ("x5c", json!([certificate])),
        ("x5t", json!("AAAA")),
        ("x5t#S256", json!(public.thumbprint())),
        ("kid", json!(public.thumbprint())),
    ] {
        let header = HeaderBuilder::new().member(name, &value).unwrap();
        let policy = Policy::default();
        let forged = jws::sign(&attacker, &header, b"{}").unwrap();
        let key = honest.verifying_key();
        let error = jws::verify(&forged, &key, &policy).unwrap_err();
        assert_eq!(error.code(), "jws.signature_mismatch", "{name}: {value}");
        // Nor does it spoil a token of the right key.
        let token = jws::sign(&honest, &header, b"{}").unwrap();
        assert!(jws::verify(&token, &key, &policy).is_ok(), "{name}: {value}");
    }
}

/// §3.10: a `kid` "does not create SQL or LDAP injection vulnerabilities": it is compared, and handed
/// on as it is.
#[test]
fn section_3_10_a_kid_is_a_name_and_nothing_else() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let names = [
        "../../../../dev/null",
        "/etc/passwd",
        "..\\..\\windows\\win.ini",
        "' OR '1'='1",
        "x' UNION SELECT 'secret' -- ",
        "*)(uid=*",
        "2023-11\u{0}.pem",
        "2023-1?",
        "*",
        "",
        "2023-11 ",
        "2023-12",
        "http://attacker.example/",
        "| sleep 9",
    ];
    let named = vec![
        key.clone().with_key_id("2023-11").verifying_key(),
        key.clone().with_key_id("2023-10").verifying_key(),
    ];
    for name in names {
        let token = jws::sign(&key, &HeaderBuilder::new().key_id(name), b"{}").unwrap();
        let error = jws::verify(&token, &named, &Policy::default()).unwrap_err();
        assert_eq!(error.code(), "jws.key_not_found", "{name:?}");
        let asked = RefCell::new(None);
        let look_up = KeyLookup::new(|header: &jws::Header<'_>| {
            *asked.borrow_mut() = header.key_id().map(str::to_owned);
            Vec::new()
        });
        assert!(jws::verify(&token, &look_up, &Policy::default()).is_err());
        assert_eq!(asked.borrow().as_deref(), Some(name));
    }
}

/// A modulus of so many bits: odd, and of no particular kind.
fn rsa(bits: usize) -> Result<VerifyingKey, &'static str> {
    let mut octets: Vec<u8> =
        (0..bits.div_ceil(8)).map(|at| u8::try_from(at % 251).unwrap() | 1).collect();
    let top = (bits - 1) % 8;
    octets[0] = octets[0] & ((1 << top) - 1) | 1 << top;
    let jwk = json!({ "kty": "RSA", "n": base64url::encode(octets), "e": "AQAB" });
    let jwk = Jwk::from_json(jwk.to_string().as_bytes()).map_err(|error| error.code())?;
    assert_eq!(jwk.bits(), bits);
    jwk.verifying_key(Some(Algorithm::Rs256)).map_err(|error| error.code())
}

/// §3.5, and the cost of a verification: both limits, and one bit beyond each.
#[test]
fn section_3_5_an_rsa_modulus_has_2048_to_8192_bits() {
    for (bits, code) in [
        (2047, Some("key.rsa_size")),
        (2048, None),
        (8192, None),
        (8193, Some("key.rsa_size")),
        (8200, Some("key.rsa_size")),
    ] {
        assert_eq!(rsa(bits).err(), code, "{bits}");
    }
}
