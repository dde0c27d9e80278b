//! What a JWK must be, and what its forms give back.

use super::*;

fn refused(json: &str) -> &'static str {
    Jwk::from_json(json.as_bytes()).unwrap_err().code()
}

#[test]
fn every_algorithm_makes_a_key_that_survives_jwk_and_pem() {
    for &algorithm in Algorithm::ALL {
        let key = SigningKey::generate(algorithm).unwrap().with_key_id("k");
        let signature = key.sign(b"message").unwrap();
        assert_eq!(key.verifying_key().verify(b"message", &signature), Ok(()), "{algorithm}");

        let json = key.jwk().to_json();
        let again = Jwk::from_json(json.as_bytes()).unwrap();
        assert_eq!(again.to_json(), json, "{algorithm}");
        assert_eq!(again.signing_key(None).unwrap().algorithm(), algorithm);
        assert_eq!(again.thumbprint(), key.jwk().thumbprint());

        let Some(public) = again.public() else {
            continue;
        };
        assert!(!public.is_private());
        let pem = public.to_pem().unwrap();
        let verifying = VerifyingKey::from_pem(algorithm, &pem).unwrap();
        assert_eq!(verifying.verify(b"message", &signature), Ok(()), "{algorithm}");
        let pem = again.to_pem().unwrap();
        let signing = SigningKey::from_pem(algorithm, &pem).unwrap();
        assert_eq!(signing.jwk().thumbprint(), public.thumbprint());
        let error = VerifyingKey::from_pem(algorithm, &pem).unwrap_err();
        assert_eq!(error.code(), "key.private_for_verifying");
    }
}

#[test]
fn a_key_serves_no_other_algorithm() {
    for &algorithm in Algorithm::ALL {
        let key = SigningKey::generate(algorithm).unwrap();
        for &other in Algorithm::ALL {
            let bound = key.verifying_key().jwk().verifying_key(Some(other));
            assert_eq!(bound.is_ok(), other == algorithm, "{algorithm} as {other}");
        }
    }
}

#[test]
fn an_rsa_key_without_primes_finds_them() {
    let key = SigningKey::generate(Algorithm::Ps256).unwrap();
    let json = key.jwk().to_json();
    let (until_d, _) = json.split_once(",\"p\":").unwrap();
    let bare = format!("{until_d}}}");
    let again =
        SigningKey::from_jwk(&Jwk::from_json(bare.as_bytes()).unwrap(), Some(Algorithm::Ps256));
    let signature = again.unwrap().sign(b"m").unwrap();
    assert_eq!(key.verifying_key().verify(b"m", &signature), Ok(()));
}

#[test]
fn rsa_halves_without_primes_are_compared_when_they_are_bound_for_signing() {
    let key = SigningKey::generate(Algorithm::Rs256).unwrap();
    let other = SigningKey::generate(Algorithm::Rs256).unwrap();
    let bare = |of: &SigningKey| of.jwk().to_json().split_once(",\"p\":").unwrap().0.to_owned();
    let d = |of: &SigningKey| bare(of).split_once(",\"d\":").unwrap().1.to_owned();
    // As it was read, so it is written: nothing is looked for until it is needed.
    let text = format!("{}}}", bare(&key));
    let jwk = Jwk::from_json(text.as_bytes()).unwrap();
    assert_eq!(*jwk.to_json(), text);
    // Found once, the primes are kept.
    let bound = jwk.signing_key(Some(Algorithm::Rs256)).unwrap();
    assert!(bound.jwk().to_json().contains(",\"qi\":"));
    assert!(Jwk::from_json(bound.jwk().to_json().as_bytes()).unwrap().is_private());
    assert!(
        Jwk::from_pem(jwk.to_pem().unwrap()).unwrap().signing_key(bound.algorithm().into()).is_ok()
    );
    let mixed = format!("{}}}", bare(&key).replace(&d(&key), &d(&other)));
    let mixed = Jwk::from_json(mixed.as_bytes()).unwrap();
    let refused = mixed.signing_key(Some(Algorithm::Rs256)).unwrap_err();
    assert_eq!(refused.code(), "key.inconsistent");
    assert_eq!(mixed.to_pem().unwrap_err().code(), "key.inconsistent");
}

#[test]
fn missing_and_ill_typed_members_are_named() {
    let told = |json: &str| Jwk::from_json(json.as_bytes()).unwrap_err().to_string();
    assert_eq!(told("{}"), "kty: is missing");
    assert_eq!(told(r#"{"kty":7}"#), "kty: expected a string, found number");
    assert_eq!(told(r#"{"kty":"oct"}"#), "k: is missing");
    assert_eq!(told(r#"{"kty":"oct","k":[]}"#), "k: expected a base64url string, found array");
    assert_eq!(told(r#"{"kty":"oct","k":"AA=="}"#), "k: is not strict base64url at character 2");
    assert_eq!(
        told(r#"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#),
        "x: expected 32 octets, found 3"
    );
    assert_eq!(told(r#"{"kty":"OKP","crv":"Ed25519","x":""}"#), "x: expected 32 octets, found 0");
    assert_eq!(told(r#"{"kty":"oct","k":"AAAA","kid":5}"#), "kid: expected a string, found number");
}

#[test]
fn unknown_kinds_and_curves_are_named() {
    assert_eq!(refused(r#"{"kty":"AKP","alg":"SLH-DSA-128s","pub":""}"#), "key.unsupported");
    assert_eq!(refused(r#"{"kty":"ec","crv":"P-256"}"#), "key.unsupported");
    assert_eq!(refused(r#"{"kty":"EC","crv":"P-192"}"#), "key.unsupported");
    assert_eq!(refused(r#"{"kty":"OKP","crv":"X25519","x":""}"#), "key.unsupported");
    assert_eq!(refused(r#"{"kty":"oct","k":""}"#), "key.secret_empty");
    assert_eq!(refused(r#"["oct"]"#), "key.malformed_json");
    assert_eq!(refused(r#"{"kty":"oct","kty":"oct","k":"AAAA"}"#), "key.malformed_json");
}

#[test]
fn a_point_off_the_curve_and_a_foreign_private_part_are_refused() {
    let one = SigningKey::generate(Algorithm::Es256).unwrap();
    let two = SigningKey::generate(Algorithm::Es256).unwrap();
    let member = |key: &SigningKey, name: &str| {
        let json = key.jwk().to_json();
        let object = Object::parse(json.as_bytes(), &json::Limits::default()).unwrap();
        object.get(name).unwrap().as_str().unwrap().to_owned()
    };
    let json = one.jwk().to_json();
    let mixed = json.replace(&member(&one, "d"), &member(&two, "d"));
    assert_eq!(refused(&mixed), "key.inconsistent");
    let off = json.replace(&member(&one, "y"), &member(&two, "y"));
    assert_eq!(refused(&off), "key.point_invalid");
}

#[test]
fn use_and_key_ops_are_enforced() {
    let bind = |metadata: &str| {
        let k = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        let json = format!(r#"{{"kty":"oct","k":"{k}"{metadata}}}"#);
        let jwk = Jwk::from_json(json.as_bytes())?;
        jwk.verifying_key(Some(Algorithm::Hs256)).map(|_| ())
    };
    assert_eq!(bind(""), Ok(()));
    assert_eq!(bind(r#","use":"sig","key_ops":["sign","verify"]"#), Ok(()));
    let code = |metadata: &str| bind(metadata).unwrap_err().code();
    assert_eq!(code(r#","use":"enc""#), "key.not_for_this");
    assert_eq!(code(r#","key_ops":["sign"]"#), "key.not_for_this");
    assert_eq!(code(r#","key_ops":[]"#), "key.not_for_this");
    assert_eq!(code(r#","key_ops":["verify","verify"]"#), "key.member");
    assert_eq!(code(r#","key_ops":"verify""#), "key.member");
    assert_eq!(code(r#","alg":"HS512""#), "key.algorithm_mismatch");
    assert_eq!(code(r#","alg":"A128KW""#), "key.algorithm_unknown");
}

#[test]
fn a_short_secret_needs_the_constructor_that_says_so() {
    let error = SigningKey::hmac(Algorithm::Hs256, b"secret").unwrap_err();
    assert_eq!(error.to_string(), "the HMAC secret has 6 octets, HS256 needs at least 32");
    assert!(SigningKey::hmac_weak(Algorithm::Hs256, b"secret").is_ok());
    assert_eq!(SigningKey::hmac_weak(Algorithm::Hs256, b"").unwrap_err(), KeyError::SecretEmpty);
    let error = SigningKey::hmac(Algorithm::Rs256, &[7; 64]).unwrap_err();
    assert_eq!(error.to_string(), "RS256 needs an RSA key, found oct");
}

#[test]
fn nothing_secret_is_printed() {
    for &algorithm in Algorithm::ALL {
        let key = SigningKey::generate(algorithm).unwrap();
        let (jwk, other) = (key.jwk(), key.verifying_key());
        let json = jwk.to_json();
        let object = Object::parse(json.as_bytes(), &json::Limits::default()).unwrap();
        let secrets: Vec<Vec<u8>> = ["k", "d", "p", "q", "dp", "dq", "qi", "priv"]
            .iter()
            .filter_map(|name| object.get(name)?.as_str())
            .map(|text| crate::base64url::decode(text).unwrap())
            .collect();
        assert!(!secrets.is_empty(), "{algorithm}");
        let set = crate::key::JwkSet { keys: vec![jwk.clone()], skipped: Vec::new() };
        let mut shown = vec![format!("{key:?}"), format!("{jwk:?}"), format!("{other:?}")];
        shown.extend([format!("{key:#?}"), format!("{jwk:#?}"), format!("{set:?}")]);
        for shown in shown {
            assert!(!shown.is_empty());
            for secret in &secrets {
                let start = &secret[..9];
                let digits: String = start.iter().map(|octet| format!("{octet:02x}")).collect();
                let list = format!("{start:?}");
                let text = crate::base64url::encode(start);
                for part in [digits.as_str(), list.trim_matches(['[', ']']), &text] {
                    assert!(!shown.to_lowercase().contains(&part.to_lowercase()), "{shown}");
                }
            }
        }
    }
}

#[test]
fn the_three_forms_of_an_ml_dsa_private_key_are_told_apart() {
    use crate::alg::ParameterSet;
    use crate::alg::mldsa;
    fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
        let length = u16::try_from(value.len()).unwrap().to_be_bytes();
        let header = match length {
            [0, low @ 0..=0x7f] => vec![tag, low],
            [0, low] => vec![tag, 0x81, low],
            [high, low] => vec![tag, 0x82, high, low],
        };
        [&header[..], value].concat()
    }
    for (set, last) in ParameterSet::ALL.iter().zip([0x11, 0x12, 0x13]) {
        let pkcs8 = |inner: &[u8]| {
            let oid = [6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, last];
            let der = tlv(0x30, &[&[2, 1, 0], &tlv(0x30, &oid)[..], &tlv(4, inner)].concat());
            Jwk::from_der(&der).map(|jwk| jwk.thumbprint()).map_err(|error| error.code())
        };
        let seed = [7; 32];
        let expanded = mldsa::expanded_key(*set, &seed).unwrap();
        let expected = Material::akp(*set, None, Some(Secret::from(&seed[..]))).unwrap();
        let expected = Ok(thumbprint::sha256(&expected));
        assert_eq!(pkcs8(&tlv(0x80, &seed)), expected);
        let both =
            |seed: &[u8], stored: &[u8]| tlv(0x30, &[&tlv(4, seed)[..], &tlv(4, stored)].concat());
        assert_eq!(pkcs8(&both(&seed, expanded.expose())), expected);
        // The stored half must be what the seed gives, else nobody knows which one signs.
        assert_eq!(pkcs8(&both(&[8; 32], expanded.expose())), Err("key.inconsistent"));
        assert_eq!(pkcs8(&both(&seed, &[0; 64])), Err("key.inconsistent"));
        assert_eq!(pkcs8(&both(&[7; 31], expanded.expose())), Err("key.inconsistent"));
        // Well-formed, and no private key of JOSE, which is the seed (RFC 9964 §4).
        assert_eq!(pkcs8(&tlv(4, expanded.expose())), Err("key.unsupported"));
        for inner in [
            tlv(4, &seed),
            tlv(4, &[&[0], expanded.expose()].concat()),
            tlv(0x80, &[7; 31]),
            tlv(0x80, &[7; 33]),
            [tlv(0x80, &seed), vec![0]].concat(),
            [both(&seed, expanded.expose()), vec![0]].concat(),
            tlv(0x30, &tlv(4, &seed)),
            seed.to_vec(),
            Vec::new(),
        ] {
            assert_eq!(pkcs8(&inner), Err("key.malformed"), "{} octets", inner.len());
        }
    }
}
