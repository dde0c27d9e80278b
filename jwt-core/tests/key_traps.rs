//! Keys that a released library once took, used for the wrong thing or fell over: one case each.
#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use std::sync::LazyLock;

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::Policy;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::Leniency;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use serde_json::Value;
use serde_json::json;

static RSA: LazyLock<SigningKey> =
    LazyLock::new(|| SigningKey::generate(Algorithm::Rs256).unwrap());

/// The members of a new key, without `alg`.
fn private_members(algorithm: Algorithm) -> Value {
    let key = if algorithm == Algorithm::Rs256 {
        RSA.clone()
    } else {
        SigningKey::generate(algorithm).unwrap()
    };
    let mut members: Value = serde_json::from_str(&key.jwk().to_json()).unwrap();
    members.as_object_mut().unwrap().remove("alg");
    members
}

fn members(algorithm: Algorithm) -> Value {
    let mut members = private_members(algorithm);
    for private in ["d", "p", "q", "dp", "dq", "qi"] {
        members.as_object_mut().unwrap().remove(private);
    }
    members
}

/// Sets a member and gives what reading and binding the key says.
fn with(
    members: &Value,
    name: &str,
    value: impl Into<Value>,
    algorithm: Algorithm,
) -> &'static str {
    let mut members = members.clone();
    members[name] = value.into();
    bound(&members, Some(algorithm))
}

fn bound(members: &Value, algorithm: Option<Algorithm>) -> &'static str {
    let jwk = Jwk::from_json(members.to_string().as_bytes());
    let key = jwk.and_then(|jwk| jwk.verifying_key(algorithm));
    key.map_or_else(|error| error.code(), |_| "bound")
}

fn signing(members: &Value) -> &'static str {
    let jwk = Jwk::from_json(members.to_string().as_bytes());
    let key = jwk.and_then(|jwk| jwk.signing_key(Some(Algorithm::Rs256)));
    key.map_or_else(|error| error.code(), |_| "bound")
}

fn encoded(octets: &[u8]) -> String {
    base64url::encode(octets)
}

#[test]
fn an_okp_key_of_another_length_is_refused() {
    let okp = members(Algorithm::Ed25519);
    assert_eq!(bound(&okp, Some(Algorithm::Ed25519)), "bound");
    for length in [0, 1, 31, 33, 64] {
        let x = encoded(&vec![9; length]);
        assert_eq!(with(&okp, "x", x, Algorithm::Ed25519), "key.member", "{length} octets");
    }
}

#[test]
fn an_okp_point_of_small_order_is_refused() {
    let okp = members(Algorithm::Ed25519);
    let mut identity = [0; 32];
    identity[0] = 1;
    let mut minus_one = [0xff; 32];
    minus_one[0] = 0xec;
    minus_one[31] = 0x7f;
    for point in [[0; 32], identity, minus_one] {
        let code = with(&okp, "x", encoded(&point), Algorithm::Ed25519);
        assert_eq!(code, "key.point_invalid", "{point:?}");
    }
}

#[test]
fn an_okp_point_in_a_second_spelling_is_refused() {
    let okp = members(Algorithm::Ed25519);
    // y = p + 3, which is the point of y = 3 (RFC 8032 §5.1.3).
    let x = "8P_______________________________________38";
    assert_eq!(with(&okp, "x", x, Algorithm::Ed25519), "key.point_invalid");
    let mut first = [0; 32];
    first[0] = 3;
    assert_eq!(with(&okp, "x", encoded(&first), Algorithm::Ed25519), "bound");
}

#[test]
fn a_key_that_cannot_sign_is_refused_as_okp() {
    let mut okp = members(Algorithm::Ed25519);
    for crv in ["X25519", "Ed448", "ed25519", "P-256"] {
        okp["crv"] = crv.into();
        assert_eq!(bound(&okp, Some(Algorithm::Ed25519)), "key.unsupported", "{crv}");
    }
}

#[test]
fn an_rsa_exponent_that_is_one_even_small_or_huge_is_refused() {
    let rsa = members(Algorithm::Rs256);
    assert_eq!(bound(&rsa, Some(Algorithm::Rs256)), "bound");
    for exponent in [
        &[][..],
        &[0],
        &[1],
        &[2],
        &[3],
        &[17],
        &[1, 0, 0],
        &[1, 0, 2],
        &[0xff; 9],
        &[1, 0, 0, 0, 0, 0, 0, 0, 1],
        &[2, 0, 0, 0, 1],
    ] {
        let code = with(&rsa, "e", encoded(exponent), Algorithm::Rs256);
        assert_eq!(code, "key.rsa_exponent", "{exponent:?}");
    }
}

#[test]
fn no_leniency_takes_an_exponent_of_one_or_an_even_one() {
    let leniency = Leniency::NONE.with_small_rsa_exponents().with_rsa_from_1024_bits();
    let mut rsa = members(Algorithm::Rs256);
    let mut code = |exponent: &[u8]| {
        rsa["e"] = encoded(exponent).into();
        let jwk = Jwk::from_json(rsa.to_string().as_bytes());
        let key =
            jwk.and_then(|jwk| VerifyingKey::from_jwk_with(&jwk, Some(Algorithm::Rs256), leniency));
        key.map_or_else(|error| error.code(), |_| "bound")
    };
    for exponent in [&[][..], &[0], &[1], &[2], &[4], &[1, 0, 0], &[1, 0, 2], &[0xff; 9]] {
        assert_eq!(code(exponent), "key.rsa_exponent", "{exponent:?}");
    }
    for exponent in [&[3][..], &[5], &[17], &[1, 0, 1]] {
        assert_eq!(code(exponent), "bound", "{exponent:?}");
    }
}

#[test]
fn no_leniency_takes_the_text_of_a_key_as_a_secret_or_an_empty_one() {
    let leniency = Leniency::NONE.with_short_secrets();
    let bind = |secret: &[u8]| {
        let jwk = Jwk::from_secret(secret)?;
        VerifyingKey::from_jwk_with(&jwk, Some(Algorithm::Hs256), leniency)
    };
    assert!(bind(b"x").is_ok());
    assert_eq!(bind(b"").unwrap_err().code(), "key.secret_empty");
    let text = b"-----BEGIN PUBLIC KEY-----";
    assert_eq!(bind(text).unwrap_err().code(), "key.looks_like_key");
}

#[test]
fn an_rsa_modulus_that_is_even_small_or_huge_is_refused() {
    let rsa = members(Algorithm::Ps256);
    let n = base64url::decode(rsa["n"].as_str().unwrap()).unwrap();
    let mut even = n.clone();
    *even.last_mut().unwrap() &= 0xfe;
    assert_eq!(with(&rsa, "n", encoded(&even), Algorithm::Ps256), "key.rsa_modulus");
    let small = [&n[..127], &[1]].concat();
    for n in [&[][..], &[0], &[1], &small, &n[1..], &[&n[..], &[1; 1000]].concat()] {
        let code = with(&rsa, "n", encoded(n), Algorithm::Ps256);
        assert_eq!(code, "key.rsa_size", "{} octets", n.len());
    }
}

#[test]
fn an_rsa_private_exponent_of_zero_is_refused() {
    let whole = private_members(Algorithm::Rs256);
    for zero in [&[][..], &[0], &[0; 256]] {
        let mut members = json!({ "kty": "RSA", "d": encoded(zero) });
        for name in ["n", "e"] {
            members[name] = whole[name].clone();
        }
        assert_eq!(signing(&members), "key.inconsistent", "without primes");
        for name in ["p", "q", "dp", "dq", "qi"] {
            members[name] = whole[name].clone();
        }
        assert_eq!(signing(&members), "key.inconsistent", "with primes");
    }
}

#[test]
fn no_private_exponent_makes_the_search_for_primes_panic_or_succeed() {
    let whole = private_members(Algorithm::Rs256);
    let n = base64url::decode(whole["n"].as_str().unwrap()).unwrap();
    let d = base64url::decode(whole["d"].as_str().unwrap()).unwrap();
    let mut exponents =
        vec![n.clone(), vec![0xff; 256], vec![0xff; 300], vec![1], vec![2], vec![3]];
    exponents.extend((1..=256).step_by(17).map(|length| vec![0xa5; length]));
    for at in (0..256).step_by(23) {
        let mut near = d.clone();
        *near.get_mut(at.min(d.len() - 1)).unwrap() ^= 0x10;
        exponents.push(near);
        let mut near = n.clone();
        near[at] ^= 1;
        exponents.push(near);
    }
    for exponent in exponents {
        let mut members = json!({ "kty": "RSA", "d": encoded(&exponent) });
        for name in ["n", "e"] {
            members[name] = whole[name].clone();
        }
        assert_eq!(signing(&members), "key.inconsistent", "{}", encoded(&exponent));
    }
}

#[test]
fn a_coordinate_with_anything_but_base64url_is_refused() {
    for (algorithm, names) in [
        (Algorithm::Es256, &["x", "y"][..]),
        (Algorithm::Ed25519, &["x"]),
        (Algorithm::Rs256, &["n", "e"]),
        (Algorithm::Hs256, &["k"]),
    ] {
        let key = members(algorithm);
        for name in names {
            let good = key[*name].as_str().unwrap();
            for bad in [
                format!(" {good}"),
                format!("{good} "),
                format!("{good}\n"),
                format!("{}\n{}", &good[..2], &good[2..]),
                format!("{}\t{}", &good[..2], &good[2..]),
                format!("{good}="),
                format!("{good}=="),
                format!("+{}", &good[1..]),
                format!("/{}", &good[1..]),
                format!("{good}\u{0}"),
                format!("é{}", &good[1..]),
            ] {
                assert_eq!(
                    with(&key, name, bad.as_str(), algorithm),
                    "key.member",
                    "{name} {bad:?}"
                );
            }
            for bad in [json!(null), json!(7), json!([good]), json!({ "a": good })] {
                assert_eq!(with(&key, name, bad, algorithm), "key.member", "{name}");
            }
        }
    }
}

#[test]
fn a_coordinate_of_another_length_is_refused() {
    for algorithm in [Algorithm::Es256, Algorithm::Es384, Algorithm::Es512, Algorithm::Es256k] {
        let key = members(algorithm);
        for name in ["x", "y"] {
            let octets = base64url::decode(key[name].as_str().unwrap()).unwrap();
            let longer = [&[0], octets.as_slice()].concat();
            for octets in [&longer[..], &octets[1..], &[]] {
                let code = with(&key, name, encoded(octets), algorithm);
                assert_eq!(code, "key.member", "{algorithm} {name} of {}", octets.len());
            }
        }
    }
}

#[test]
fn a_point_off_the_curve_is_refused() {
    for algorithm in [Algorithm::Es256, Algorithm::Es384, Algorithm::Es512, Algorithm::Es256k] {
        let key = members(algorithm);
        let mut y = base64url::decode(key["y"].as_str().unwrap()).unwrap();
        *y.last_mut().unwrap() ^= 1;
        let zeros = vec![0; y.len()];
        for y in [&y, &zeros] {
            assert_eq!(with(&key, "y", encoded(y), algorithm), "key.point_invalid");
        }
        let mut infinity = key.clone();
        infinity["x"] = encoded(&zeros).into();
        infinity["y"] = encoded(&zeros).into();
        assert_eq!(bound(&infinity, Some(algorithm)), "key.point_invalid");
    }
}

#[test]
fn a_point_of_one_curve_under_the_name_of_another_is_refused() {
    let p256 = members(Algorithm::Es256);
    assert_eq!(with(&p256, "crv", "secp256k1", Algorithm::Es256k), "key.point_invalid");
    assert_eq!(with(&p256, "crv", "P-384", Algorithm::Es384), "key.member");
    for crv in ["P-257", "p-256", "P-256K", "secp256r1", "", "Ed25519", "BP-256"] {
        assert_eq!(with(&p256, "crv", crv, Algorithm::Es256), "key.unsupported", "{crv}");
    }
}

#[test]
fn a_jwk_on_another_curve_or_of_another_kind_serves_no_algorithm_of_the_name() {
    let kinds = [
        Algorithm::Es256,
        Algorithm::Es384,
        Algorithm::Es512,
        Algorithm::Es256k,
        Algorithm::Ed25519,
        Algorithm::Rs256,
        Algorithm::Hs512,
    ];
    for made in kinds {
        let key = members(made);
        for asked in kinds {
            let expected = if made == asked { "bound" } else { "key.kind_mismatch" };
            assert_eq!(bound(&key, Some(asked)), expected, "{made} key for {asked}");
        }
    }
}

#[test]
fn an_rsa_key_without_alg_never_becomes_an_empty_hmac_secret() {
    for algorithm in [Algorithm::Rs256, Algorithm::Es256, Algorithm::Ed25519] {
        let mut key = members(algorithm);
        assert_eq!(bound(&key, Some(Algorithm::Hs256)), "key.kind_mismatch");
        key["kty"] = "oct".into();
        assert_eq!(bound(&key, Some(Algorithm::Hs256)), "key.member", "there is no k");
        assert_eq!(with(&key, "k", "", Algorithm::Hs256), "key.secret_empty");
    }
}

#[test]
fn use_key_ops_and_alg_of_a_jwk_are_obeyed() {
    for algorithm in [Algorithm::Es256, Algorithm::Rs256, Algorithm::Hs256, Algorithm::Ed25519] {
        let key = members(algorithm);
        let code = |name: &str, value: Value| with(&key, name, value, algorithm);
        assert_eq!(code("use", json!("sig")), "bound");
        for other in ["enc", "SIG", "", "sig "] {
            assert_eq!(code("use", json!(other)), "key.not_for_this", "use {other:?}");
        }
        assert_eq!(code("key_ops", json!(["verify"])), "bound");
        assert_eq!(code("key_ops", json!(["sign", "verify", "x"])), "bound");
        for other in [json!([]), json!(["encrypt"]), json!(["sign"]), json!(["Verify"])] {
            assert_eq!(code("key_ops", other.clone()), "key.not_for_this", "key_ops {other}");
        }
        for wrong in [json!("verify"), json!([7]), json!(["verify", "verify"]), json!(null)] {
            assert_eq!(code("key_ops", wrong.clone()), "key.member", "key_ops {wrong}");
        }
        assert_eq!(code("alg", json!(algorithm.as_str())), "bound");
        assert_eq!(code("alg", json!("ES384")), "key.algorithm_mismatch");
        for unknown in ["none", "es256", "RSA-OAEP", "ES521", ""] {
            assert_eq!(code("alg", json!(unknown)), "key.algorithm_unknown", "alg {unknown:?}");
        }
        assert_eq!(code("alg", json!(7)), "key.member");
        assert_eq!(bound(&key, None), "key.algorithm_missing");
    }
}

#[test]
fn key_ops_of_a_private_key_are_obeyed_when_signing() {
    let mut key = private_members(Algorithm::Es256);
    for (operations, expected) in
        [(json!(["sign"]), "bound"), (json!(["verify"]), "key.not_for_this")]
    {
        key["key_ops"] = operations;
        let jwk = Jwk::from_json(key.to_string().as_bytes()).unwrap();
        let made = jwk.signing_key(Some(Algorithm::Es256));
        assert_eq!(made.map_or_else(|error| error.code(), |_| "bound"), expected);
    }
}

#[test]
fn thousands_of_key_ops_cost_nothing_and_fill_no_error() {
    let mut key = members(Algorithm::Ed25519);
    let operations = |count: usize, length: usize| -> Value {
        (0..count).map(|one| format!("{one}{}", "x".repeat(length))).collect()
    };
    key["key_ops"] = operations(33, 0);
    let refused = Jwk::from_json(key.to_string().as_bytes()).unwrap_err();
    assert_eq!(refused.to_string(), "key_ops: expected at most 32 operations");
    key["key_ops"] = operations(100_000, 0);
    assert_eq!(bound(&key, Some(Algorithm::Ed25519)), "key.member");
    key["key_ops"] = operations(32, 10_000);
    let jwk = Jwk::from_json(key.to_string().as_bytes()).unwrap();
    let refused = jwk.verifying_key(Some(Algorithm::Ed25519)).unwrap_err();
    assert_eq!(refused.code(), "key.not_for_this");
    assert!(refused.to_string().len() < 3000, "{refused}");
}

#[test]
fn the_other_half_of_a_key_says_verify_once_and_can_be_kept() {
    for algorithm in [Algorithm::Es256, Algorithm::Hs256, Algorithm::Rs256] {
        for operations in [json!(["sign", "verify"]), json!(["verify", "sign"]), json!(["sign"])] {
            let mut key = private_members(algorithm);
            key["key_ops"] = operations.clone();
            let jwk = Jwk::from_json(key.to_string().as_bytes()).unwrap();
            let other = jwk.signing_key(Some(algorithm)).unwrap().verifying_key();
            let mut halves = vec![other.jwk().clone()];
            halves.extend(jwk.public());
            for half in halves {
                assert_eq!(half.key_operations().unwrap(), ["verify"], "{algorithm} {operations}");
                let again = Jwk::from_json(half.to_json().as_bytes()).unwrap();
                assert!(again.verifying_key(Some(algorithm)).is_ok(), "{algorithm} {operations}");
            }
        }
    }
    // What has no part in signatures stays.
    let mut key = private_members(Algorithm::Es256);
    key["key_ops"] = json!(["x", "sign", "y"]);
    let jwk = Jwk::from_json(key.to_string().as_bytes()).unwrap();
    assert_eq!(jwk.public().unwrap().key_operations().unwrap(), ["x", "verify", "y"]);
}

#[test]
fn use_and_key_ops_that_contradict_each_other_are_refused() {
    let mut key = members(Algorithm::Ed25519);
    for (told, operations, expected) in [
        ("sig", json!(["verify"]), "bound"),
        ("sig", json!(["verify", "sign", "x"]), "bound"),
        ("sig", json!(["verify", "encrypt"]), "key.member"),
        ("sig", json!(["deriveBits"]), "key.member"),
        ("enc", json!(["verify"]), "key.member"),
        ("enc", json!(["sign", "encrypt"]), "key.member"),
        ("enc", json!(["encrypt", "wrapKey"]), "key.not_for_this"),
        ("else", json!(["verify", "encrypt"]), "key.not_for_this"),
    ] {
        key["use"] = told.into();
        key["key_ops"] = operations.clone();
        assert_eq!(bound(&key, Some(Algorithm::Ed25519)), expected, "{told} {operations}");
    }
}

#[test]
fn a_key_says_that_it_is_for_signatures() {
    let mut key = private_members(Algorithm::Es256);
    key["key_ops"] = json!(["sign"]);
    let jwk = Jwk::from_json(key.to_string().as_bytes()).unwrap();
    let published = jwk.public().unwrap().for_signatures();
    assert_eq!((published.public_key_use(), published.key_operations()), (Some("sig"), None));
    let again = Jwk::from_json(published.to_json().as_bytes()).unwrap();
    assert_eq!(again.public_key_use(), Some("sig"));
    assert!(again.verifying_key(Some(Algorithm::Es256)).is_ok());
    assert!(jwk.for_signatures().signing_key(Some(Algorithm::Es256)).is_ok());
}

#[test]
fn rsa_members_beside_the_primes_are_all_there_and_right() {
    let whole = private_members(Algorithm::Rs256);
    assert_eq!(signing(&whole), "bound");
    for name in ["p", "q", "dp", "dq", "qi"] {
        let mut one_less = whole.clone();
        one_less.as_object_mut().unwrap().remove(name);
        assert_eq!(signing(&one_less), "key.member", "without {name}");
        let mut alone = whole.clone();
        for other in ["p", "q", "dp", "dq", "qi"].iter().filter(|other| **other != name) {
            alone.as_object_mut().unwrap().remove(*other);
        }
        assert_eq!(signing(&alone), "key.member", "{name} alone");
        let mut wrong = whole.clone();
        let mut octets = base64url::decode(whole[name].as_str().unwrap()).unwrap();
        *octets.last_mut().unwrap() ^= 2;
        wrong[name] = encoded(&octets).into();
        assert_eq!(signing(&wrong), "key.inconsistent", "{name}");
        wrong[name] = "AA".into();
        assert_eq!(signing(&wrong), "key.inconsistent", "{name}");
        let mut padded = whole.clone();
        let octets = base64url::decode(whole[name].as_str().unwrap()).unwrap();
        padded[name] = encoded(&[&[0], &octets[..]].concat()).into();
        assert_eq!(signing(&padded), "bound", "{name}");
    }
}

#[test]
fn an_ec_scalar_out_of_range_is_called_so() {
    for algorithm in [Algorithm::Es256, Algorithm::Es384, Algorithm::Es512, Algorithm::Es256k] {
        let mut key = private_members(algorithm);
        let length = base64url::decode(key["d"].as_str().unwrap()).unwrap().len();
        for octet in [0, 0xff] {
            key["d"] = encoded(&vec![octet; length]).into();
            let refused = Jwk::from_json(key.to_string().as_bytes()).unwrap_err();
            assert_eq!(refused.code(), "key.private_invalid", "{algorithm}");
        }
    }
}

#[test]
fn text_of_a_key_moves_no_cursor_in_an_error_and_is_cut() {
    let hostile = format!("\u{1b}[2J\u{9b}\u{202e}\n{}", "x".repeat(100_000));
    let ed25519 = members(Algorithm::Ed25519);
    for wrong in [
        json!({ "kty": hostile }),
        json!({ "kty": "EC", "crv": hostile }),
        json!({ "kty": "OKP", "crv": hostile }),
        json!({ "kty": "AKP", "alg": hostile }),
    ] {
        let told = Jwk::from_json(wrong.to_string().as_bytes()).unwrap_err().to_string();
        assert!(told.contains(r"\u{1b}[2J\u{9b}\u{202e}\nxxx"), "{told}");
        assert!(told.len() < 300 && !told.contains(char::is_control), "{told}");
    }
    for name in ["alg", "use", "key_ops"] {
        let mut key = ed25519.clone();
        key[name] = if name == "key_ops" { json!([hostile]) } else { json!(hostile) };
        let jwk = Jwk::from_json(key.to_string().as_bytes()).unwrap();
        let told = jwk.verifying_key(Some(Algorithm::Ed25519)).unwrap_err().to_string();
        assert!(told.len() < 300 && !told.contains(char::is_control), "{name}: {told}");
    }
    // Both ways to share a kid: with a key that reads, and with one that does not.
    let mut one = ed25519;
    one["kid"] = json!(hostile);
    let mut other = members(Algorithm::Ed25519);
    other["kid"] = json!(hostile);
    let mut broken = one.clone();
    broken["x"] = json!("AAAA");
    for second in [other, broken] {
        let set = JwkSet::from_json(json!({ "keys": [one, second] }).to_string().as_bytes());
        let refused = set.unwrap().check().unwrap_err();
        assert_eq!(refused.code(), "key.set_duplicate_key_id");
        for told in [refused.to_string(), format!("{refused:?}")] {
            assert!(told.len() < 300 && !told.contains(char::is_control), "{told}");
        }
    }
}

/// One DER value with a length of up to two octets.
fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
    let header = match u16::try_from(value.len()).unwrap().to_be_bytes() {
        [0, low @ 0..=0x7f] => vec![tag, low],
        [0, low] => vec![tag, 0x81, low],
        [high, low] => vec![tag, 0x82, high, low],
    };
    [&header[..], value].concat()
}

const OID_EC: &[u8] = &[6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
const OID_P256: &[u8] = &[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
const OID_ED25519: &[u8] = &[6, 3, 0x2b, 0x65, 0x70];
const OID_ML_DSA_44: &[u8] = &[6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 0x11];
const OID_PSS: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 0x0a];
const OID_RSA: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];

fn spki(algorithm: &[&[u8]], key: &[u8]) -> Vec<u8> {
    let algorithm = tlv(0x30, &algorithm.concat());
    tlv(0x30, &[algorithm, tlv(3, &[&[0], key].concat())].concat())
}

/// PKCS#8 of version 2, with a public key beside the private one (RFC 5958 §2).
fn pkcs8(algorithm: &[&[u8]], key: &[u8], public: Option<&[u8]>) -> Vec<u8> {
    let version = [2, 1, u8::from(public.is_some())];
    let algorithm = tlv(0x30, &algorithm.concat());
    let public = public.map(|octets| tlv(0x81, &[&[0], octets].concat())).unwrap_or_default();
    tlv(0x30, &[&version[..], &algorithm, &tlv(4, key), &public].concat())
}

fn pkcs1_public(key: &Value) -> Vec<u8> {
    let member = |name: &str| base64url::decode(key[name].as_str().unwrap()).unwrap();
    let n = tlv(2, &[&[0], &member("n")[..]].concat());
    tlv(0x30, &[n, tlv(2, &member("e"))].concat())
}

#[test]
fn a_key_in_der_that_is_not_taken_as_one_is_no_hmac_secret_either() {
    use base64::Engine;
    let rsa = pkcs1_public(&members(Algorithm::Rs256));
    let point = [&[4], &[7; 64][..]].concat();
    let x509 = {
        let pem = include_str!("vectors/interop/p256.cert.pem");
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let mut der = base64::engine::general_purpose::STANDARD.decode(body).unwrap();
        // Another curve than its own, of which there is none.
        let at = der.windows(OID_P256.len()).position(|window| window == OID_P256).unwrap();
        der[at + OID_P256.len() - 1] = 0x7f;
        der
    };
    for (name, der) in [
        ("PSS with SHA-1", spki(&[OID_PSS, &[0x30, 0]], &rsa)),
        ("RSA with parameters", spki(&[OID_RSA, &[0x30, 0]], &rsa)),
        ("EC with explicit parameters", spki(&[OID_EC, &[0x30, 3, 2, 1, 1]], &point)),
        ("EC off its curve", spki(&[OID_EC, OID_P256], &point)),
        ("Ed25519 with NULL", spki(&[OID_ED25519, &[5, 0]], &[9; 32])),
        ("Ed25519 of 31 octets", spki(&[OID_ED25519], &[9; 31])),
        ("ML-DSA-44, expanded", pkcs8(&[OID_ML_DSA_44], &tlv(4, &[7; 2560]), None)),
        ("ML-DSA-44, cut", spki(&[OID_ML_DSA_44], &[7; 1311])),
        ("X.509 of an unknown curve", x509),
    ] {
        assert!(Jwk::from_der(&der).is_err(), "{name}");
        let text = base64::engine::general_purpose::STANDARD.encode(&der);
        let (start, end) = text.split_at(40);
        for secret in [
            der.clone(),
            [&b"\n"[..], &der, b"\n"].concat(),
            text.clone().into_bytes(),
            format!("{start}\\n{end}\\n").into_bytes(),
            format!("\"{start}\\r\\n{end}\"").into_bytes(),
        ] {
            let refused = VerifyingKey::hmac_weak(Algorithm::Hs256, &secret).map(drop).unwrap_err();
            assert_eq!(refused.code(), "key.looks_like_key", "{name} {}", secret.escape_ascii());
        }
    }
}

#[test]
fn random_secrets_are_no_key_however_they_are_written() {
    use base64::Engine;
    for _ in 0..500 {
        let key = SigningKey::generate(Algorithm::Hs512).unwrap();
        let k: Value = serde_json::from_str(&key.jwk().to_json()).unwrap();
        let mut octets = base64url::decode(k["k"].as_str().unwrap()).unwrap();
        for first in [octets[0], 0x30, 0] {
            octets[0] = first;
            let text = base64::engine::general_purpose::STANDARD.encode(&octets);
            let broken = format!("{}\\n{}\\n", &text[..40], &text[40..]);
            for secret in [&octets[..], text.as_bytes(), broken.as_bytes()] {
                assert!(VerifyingKey::hmac(Algorithm::Hs512, secret).is_ok(), "{text}");
            }
        }
    }
}

#[test]
fn a_public_half_beside_another_private_one_in_pkcs8_is_refused() {
    let code = |der: &[u8]| Jwk::from_der(der).map_or_else(|error| error.code(), |_| "read");
    let [one, two] = [(), ()].map(|()| private_members(Algorithm::Es256));
    let member = |key: &Value, name: &str| base64url::decode(key[name].as_str().unwrap()).unwrap();
    let point = |key: &Value| [&[4], &member(key, "x")[..], &member(key, "y")].concat();
    let sec1 = tlv(0x30, &[&[2, 1, 1][..], &tlv(4, &member(&one, "d"))].concat());
    let ec = |public: Option<&[u8]>| code(&pkcs8(&[OID_EC, OID_P256], &sec1, public));
    assert_eq!(ec(None), "read");
    assert_eq!(ec(Some(&point(&one))), "read");
    assert_eq!(ec(Some(&point(&two))), "key.inconsistent");
    assert_eq!(ec(Some(&[4, 0])), "key.point_invalid");
    let seed = private_members(Algorithm::Ed25519);
    let okp =
        |public: &[u8]| code(&pkcs8(&[OID_ED25519], &tlv(4, &member(&seed, "d")), Some(public)));
    assert_eq!(okp(&member(&seed, "x")), "read");
    assert_eq!(okp(&member(&members(Algorithm::Ed25519), "x")), "key.inconsistent");

    let pem = RSA.jwk().to_pem().unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let whole = {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD.decode(body).unwrap()
    };
    // The octets of PKCS#1 are the last value of PKCS#8.
    let at = whole.windows(4).position(|window| window[..2] == [4, 0x82]).unwrap();
    let inner = &whole[at + 4..];
    let rsa = |public: Option<&[u8]>| code(&pkcs8(&[OID_RSA, &[5, 0]], inner, public));
    assert_eq!(rsa(None), "read");
    assert_eq!(rsa(Some(&pkcs1_public(&members(Algorithm::Rs256)))), "read");
    let other = SigningKey::generate(Algorithm::Ps256).unwrap();
    let other: Value = serde_json::from_str(&other.jwk().to_json()).unwrap();
    assert_eq!(rsa(Some(&pkcs1_public(&other))), "key.inconsistent");
    assert_eq!(rsa(Some(&[0x30, 0])), "key.malformed");
    // d mod (q − 1) and q⁻¹ mod p end the structure: one octet off is another key's.
    let mut wrong = inner.to_vec();
    *wrong.last_mut().unwrap() ^= 1;
    assert_eq!(code(&pkcs8(&[OID_RSA, &[5, 0]], &wrong, None)), "key.inconsistent");
}

#[test]
fn an_ec_point_in_der_begins_with_02_03_or_04() {
    let key = members(Algorithm::Es256);
    let x = base64url::decode(key["x"].as_str().unwrap()).unwrap();
    let y = base64url::decode(key["y"].as_str().unwrap()).unwrap();
    for first in 0..=u8::MAX {
        let read = Jwk::from_der(&spki(&[OID_EC, OID_P256], &[&[first], &x[..]].concat()));
        assert_eq!(read.is_ok(), matches!(first, 2 | 3), "{first}");
        let read = Jwk::from_der(&spki(&[OID_EC, OID_P256], &[&[first], &x[..], &y].concat()));
        assert_eq!(read.is_ok(), first == 4, "{first}");
    }
}

#[test]
fn an_ml_dsa_key_in_der_that_is_too_short_or_expanded_is_called_so() {
    let told = |der: &[u8]| Jwk::from_der(der).unwrap_err().to_string();
    assert_eq!(
        told(&spki(&[OID_ML_DSA_44], &[7; 1311])),
        "DER: the AKP ML-DSA-44 public key has 1311 octets, expected 1312"
    );
    let expanded = told(&pkcs8(&[OID_ML_DSA_44], &tlv(4, &[7; 2560]), None));
    assert!(expanded.ends_with("without its seed: export it with the seed"), "{expanded}");
}

#[test]
fn halves_that_do_not_belong_together_are_refused() {
    for algorithm in [Algorithm::Es256, Algorithm::Es512, Algorithm::Ed25519] {
        let mut key = private_members(algorithm);
        key["d"] = private_members(algorithm)["d"].clone();
        let refused = Jwk::from_json(key.to_string().as_bytes()).unwrap_err();
        assert_eq!(refused.code(), "key.inconsistent", "{algorithm}");
    }
    let mut key = private_members(Algorithm::Rs256);
    let other = SigningKey::generate(Algorithm::Rs256).unwrap();
    let other: Value = serde_json::from_str(&other.jwk().to_json()).unwrap();
    key["d"] = other["d"].clone();
    let jwk = Jwk::from_json(key.to_string().as_bytes());
    let code = jwk.and_then(|jwk| jwk.signing_key(Some(Algorithm::Rs256))).map(drop).unwrap_err();
    assert_eq!(code.code(), "key.inconsistent");
}

#[test]
fn a_jwk_is_one_object_with_unique_names() {
    for text in [
        "[]",
        r#"["oct","AAAA"]"#,
        r#"{"kty":"oct","kty":"oct","k":"AAAA"}"#,
        r#"{"kty":"oct","k":"AAAA"}{}"#,
        "\u{feff}{\"kty\":\"oct\",\"k\":\"AAAA\"}",
        "",
        "null",
    ] {
        assert_eq!(Jwk::from_json(text).unwrap_err().code(), "key.malformed_json", "{text}");
    }
    let deep = format!(r#"{{"kty":"oct","k":"AAAA","a":{}}}"#, "[".repeat(100_000));
    assert_eq!(Jwk::from_json(&deep).unwrap_err().code(), "key.malformed_json");
    for (set, words) in [
        (r#"{"kty":"oct","k":"AAAA"}"#, "found one key"),
        ("<!DOCTYPE html><html>not found</html>", "found what looks like a page of HTML"),
        ("{}", "keys: is missing"),
    ] {
        let error = JwkSet::from_json(set).unwrap_err();
        assert_eq!(error.code(), "key.malformed_json");
        assert!(error.to_string().contains(words), "{error}");
    }
    let error = Jwk::from_json(r#"{"keys":[]}"#).unwrap_err().to_string();
    assert!(error.contains("found a set"), "{error}");
    let error = JwkSet::from_json(r#"{"keys":[]}"#).unwrap().verifying_keys().unwrap_err();
    assert!(error.to_string().ends_with("it is empty"), "{error}");
}

#[test]
fn octets_around_a_key_in_der_or_pem_are_refused() {
    use base64::Engine;
    for key in [RSA.clone(), SigningKey::generate(Algorithm::Es256).unwrap()] {
        for jwk in [key.jwk().clone(), key.jwk().public().unwrap()] {
            let pem = jwk.to_pem().unwrap();
            let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
            let der = base64::engine::general_purpose::STANDARD.decode(body).unwrap();
            assert!(Jwk::from_der(&der).is_ok());
            for wrong in [
                [&der[..], &[0]].concat(),
                [&[0], &der[..]].concat(),
                [&der[..], &der[..]].concat(),
                der[..der.len().checked_sub(1).unwrap()].to_vec(),
                Vec::new(),
            ] {
                assert_eq!(Jwk::from_der(&wrong).unwrap_err().code(), "key.malformed");
                let text = base64::engine::general_purpose::STANDARD.encode(&wrong);
                let label = if jwk.is_private() { "PRIVATE KEY" } else { "PUBLIC KEY" };
                let wrapped = format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n");
                assert_eq!(Jwk::from_pem(&wrapped).unwrap_err().code(), "key.malformed");
            }
        }
    }
}

#[test]
fn a_pem_without_its_end_or_under_a_wrong_label_is_refused() {
    let public = RSA.jwk().public().unwrap().to_pem().unwrap();
    for wrong in [
        public.replace("-----END PUBLIC KEY-----", ""),
        public.replace("-----END PUBLIC KEY-----", "-----END PRIVATE KEY-----"),
        public.replace("-----END PUBLIC KEY-----", "----END PUBLIC KEY----"),
        public.replace("PUBLIC KEY", "RSA PUBLIC KEY"),
        public.replace("PUBLIC KEY", "PRIVATE KEY"),
        public.replace("PUBLIC KEY", "EC PRIVATE KEY"),
        public.replace("PUBLIC KEY", "CERTIFICATE"),
        public.replace("PUBLIC KEY", "public key"),
        public.replace("PUBLIC KEY", "NEW KEY"),
        public.replacen("MII", "M*I", 1),
        public.replacen("MII", "M-I", 1),
        public.replace('-', ""),
        String::new(),
    ] {
        assert_eq!(Jwk::from_pem(&wrong).unwrap_err().code(), "key.malformed", "{wrong}");
    }
}

#[test]
fn a_private_key_for_verifying_is_refused_by_name_in_every_form() {
    for algorithm in [Algorithm::Rs256, Algorithm::Es384, Algorithm::Ed25519] {
        let jwk = Jwk::from_json(private_members(algorithm).to_string().as_bytes()).unwrap();
        let pem = jwk.to_pem().unwrap();
        for refused in [
            jwk.verifying_key(Some(algorithm)).unwrap_err(),
            VerifyingKey::from_pem(algorithm, &pem).unwrap_err(),
        ] {
            assert_eq!(refused.code(), "key.private_for_verifying", "{algorithm}");
            assert!(refused.to_string().contains("private"), "{refused}");
        }
        assert!(jwk.public().unwrap().verifying_key(Some(algorithm)).is_ok());
    }
}

#[test]
fn a_public_key_for_signing_is_refused_by_name() {
    for algorithm in [Algorithm::Rs256, Algorithm::Es384, Algorithm::Ed25519] {
        let jwk = Jwk::from_json(members(algorithm).to_string().as_bytes()).unwrap();
        let refused = jwk.signing_key(Some(algorithm)).unwrap_err();
        assert_eq!(refused.code(), "key.public_for_signing", "{algorithm}");
    }
}

#[test]
fn a_set_with_unknown_and_broken_keys_serves_with_the_rest() {
    let key = SigningKey::generate(Algorithm::Es256).unwrap().with_key_id("good");
    let set = format!(
        r#"{{"keys":[{{"kty":"AKP","alg":"ML-DSA-44","pub":"AA"}},{},{{"kty":"RSA"}},7]}}"#,
        *key.jwk().public().unwrap().to_json()
    );
    let set = JwkSet::from_json(set.as_bytes()).unwrap();
    assert_eq!((set.keys.len(), set.skipped.len()), (1, 3));
    let keys: Vec<VerifyingKey> =
        set.keys.iter().map(|jwk| jwk.verifying_key(None).unwrap()).collect();
    let token = jws::sign(&key, &HeaderBuilder::new(), b"payload").unwrap();
    assert!(jws::verify(&token, &keys, &Policy::default()).is_ok());
}

#[test]
fn text_and_octets_of_a_key_are_no_hmac_secret() {
    use base64::Engine;
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let public = key.jwk().public().unwrap();
    let pem = public.to_pem().unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = base64::engine::general_purpose::STANDARD.decode(&body).unwrap();
    let json = public.to_json();
    for secret in [
        pem.as_bytes(),
        format!("\n \t{}", *pem).as_bytes(),
        pem.replace('\n', "\\n").as_bytes(),
        pem.replace('\n', "\r\n").as_bytes(),
        pem.trim_end().as_bytes(),
        &der,
        body.as_bytes(),
        format!("{body}\n").as_bytes(),
        json.as_bytes(),
        format!(" {}\n", *json).as_bytes(),
        format!(r#"{{"keys":[{}]}}"#, *json).as_bytes(),
        b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGZvb2Jhcg== me@here",
        b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
    ] {
        for code in [
            VerifyingKey::hmac(Algorithm::Hs256, secret).map(drop).unwrap_err().code(),
            SigningKey::hmac(Algorithm::Hs256, secret).map(drop).unwrap_err().code(),
            VerifyingKey::hmac_weak(Algorithm::Hs256, secret).map(drop).unwrap_err().code(),
        ] {
            assert_eq!(code, "key.looks_like_key", "{}", secret.escape_ascii());
        }
    }
}
