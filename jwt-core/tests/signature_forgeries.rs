//! Signatures that a released library once took, or wrongly refused: one named case each.
//!
//! A refusal is always `jws.signature_mismatch` and tells no more, unless the segment itself is no
//! base64url.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use std::sync::LazyLock;

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::jws::Policy;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;

const ECDSA: [Algorithm; 4] =
    [Algorithm::Es256, Algorithm::Es384, Algorithm::Es512, Algorithm::Es256k];
const MISMATCH: &str = "jws.signature_mismatch";

/// One RSA key for every algorithm: making one takes long.
static RSA: LazyLock<SigningKey> =
    LazyLock::new(|| SigningKey::generate(Algorithm::Rs256).unwrap());

fn rsa(algorithm: Algorithm) -> SigningKey {
    SigningKey::from_pem(algorithm, RSA.jwk().to_pem().unwrap()).unwrap()
}

fn signing_input(algorithm: Algorithm, payload: &str) -> String {
    let header = base64url::encode(format!(r#"{{"alg":"{algorithm}"}}"#));
    format!("{header}.{}", base64url::encode(payload))
}

/// Verifies a signature over a token of the key's algorithm: `"accepted"` or the code.
fn outcome(key: &VerifyingKey, payload: &str, signature: impl AsRef<[u8]>) -> &'static str {
    let signature = base64url::encode(signature);
    let token = format!("{}.{signature}", signing_input(key.algorithm(), payload));
    jws::verify(&token, key, &Policy::default()).map_or_else(|error| error.code(), |_| "accepted")
}

fn sign(key: &SigningKey, payload: &str) -> Vec<u8> {
    key.sign(signing_input(key.algorithm(), payload).as_bytes()).unwrap()
}

/// A key, its other half and the good signature over `"payload"`.
fn signed(algorithm: Algorithm) -> (SigningKey, VerifyingKey, Vec<u8>) {
    let key = match algorithm.family() {
        jwt_core::alg::Family::RsaPkcs1 | jwt_core::alg::Family::RsaPss => rsa(algorithm),
        _ => SigningKey::generate(algorithm).unwrap(),
    };
    let signature = sign(&key, "payload");
    assert_eq!(outcome(&key.verifying_key(), "payload", &signature), "accepted");
    (key.clone(), key.verifying_key(), signature)
}

/// Big-endian addition; an overflow becomes one more octet.
fn plus(one: &[u8], other: &[u8]) -> Vec<u8> {
    let mut carry = 0_u16;
    let mut sum: Vec<u8> = Vec::new();
    for (a, b) in one.iter().rev().zip(other.iter().rev()) {
        carry += u16::from(*a) + u16::from(*b);
        sum.push(carry as u8);
        carry >>= 8;
    }
    if carry > 0 {
        sum.push(1);
    }
    sum.reverse();
    sum
}

/// Big-endian subtraction of a smaller number.
fn minus(one: &[u8], other: &[u8]) -> Vec<u8> {
    let complement: Vec<u8> = other.iter().map(|octet| !octet).collect();
    let mut unit = vec![0; one.len()];
    *unit.last_mut().unwrap() = 1;
    let sum = plus(&plus(one, &complement)[1..], &unit);
    sum[sum.len() - one.len()..].to_vec()
}

fn octets(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        hex.chars().map(|digit| digit.to_digit(16).unwrap()).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// The order of the curve's group, as long as a coordinate.
fn order(algorithm: Algorithm) -> Vec<u8> {
    octets(match algorithm {
        Algorithm::Es256 => "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
        Algorithm::Es384 => {
            "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"
        }
        Algorithm::Es512 => {
            "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409"
        }
        _ => "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
    })
}

#[test]
fn ecdsa_s_and_its_negative_are_both_accepted_on_every_curve() {
    // JOSE has no low-s rule; half of OpenSSL's signatures on secp256k1 are high.
    for algorithm in ECDSA {
        let (_, key, signature) = signed(algorithm);
        let (r, s) = signature.split_at(signature.len() / 2);
        let other = [r, &minus(&order(algorithm), s)].concat();
        assert_ne!(other, signature);
        assert_eq!(outcome(&key, "payload", &other), "accepted", "{algorithm}");
    }
}

#[test]
fn ecdsa_r_and_s_of_zero_or_the_order_are_refused() {
    for algorithm in ECDSA {
        let (_, key, signature) = signed(algorithm);
        let (r, s) = signature.split_at(signature.len() / 2);
        let (zero, n) = (vec![0; r.len()], order(algorithm));
        let top = vec![0xff; r.len()];
        for r in [&zero, &n, &top, &r.to_vec()] {
            for s in [&zero, &n, &top] {
                let forged = [r.as_slice(), s].concat();
                assert_eq!(outcome(&key, "payload", &forged), MISMATCH, "{algorithm}");
            }
        }
        for r in [&zero, &n, &top] {
            assert_eq!(outcome(&key, "payload", [r.as_slice(), s].concat()), MISMATCH);
        }
    }
}

#[test]
fn ecdsa_r_and_s_swapped_are_refused() {
    for algorithm in ECDSA {
        let (_, key, signature) = signed(algorithm);
        let (r, s) = signature.split_at(signature.len() / 2);
        assert_eq!(outcome(&key, "payload", [s, r].concat()), MISMATCH, "{algorithm}");
    }
}

#[test]
fn ecdsa_in_der_is_refused() {
    for algorithm in ECDSA {
        let (_, key, signature) = signed(algorithm);
        let (r, s) = signature.split_at(signature.len() / 2);
        let integer = |number: &[u8]| {
            let zeros = number.iter().take_while(|octet| **octet == 0).count();
            let mut value = number[zeros..].to_vec();
            if value[0] >= 0x80 {
                value.insert(0, 0);
            }
            [&[2, value.len() as u8], value.as_slice()].concat()
        };
        let body = [integer(r), integer(s)].concat();
        let mut der = vec![0x30];
        if body.len() >= 0x80 {
            der.push(0x81);
        }
        der.push(body.len() as u8);
        der.extend(body);
        assert_eq!(outcome(&key, "payload", &der), MISMATCH, "{algorithm}");
    }
}

#[test]
fn ecdsa_of_another_length_is_refused() {
    for algorithm in ECDSA {
        let (_, key, signature) = signed(algorithm);
        let (r, s) = signature.split_at(signature.len() / 2);
        // Both numbers with 1 and 4 more zeros in front: 66 and 72 octets for ES256.
        for zeros in [1, 2, 4, 16] {
            let zeros = vec![0; zeros];
            let wide = [&zeros, r, &zeros, s].concat();
            assert_eq!(outcome(&key, "payload", &wide), MISMATCH, "{algorithm} {}", wide.len());
        }
        let front = [&[0], signature.as_slice()].concat();
        let back = [signature.as_slice(), &[0]].concat();
        for forged in [&front, &back, &back[1..].to_vec(), &signature[1..].to_vec(), &r.to_vec()] {
            assert_eq!(outcome(&key, "payload", forged), MISMATCH, "{algorithm} {}", forged.len());
        }
    }
}

#[test]
fn ecdsa_without_a_leading_zero_is_refused() {
    // A number that happens to start with a zero octet must keep it.
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    let short = (0..).map(|count| format!("payload {count}")).find_map(|payload| {
        let signature = sign(&key, &payload);
        (signature[0] == 0).then_some((payload, signature))
    });
    let (payload, signature) = short.unwrap();
    assert_eq!(outcome(&key.verifying_key(), &payload, &signature), "accepted");
    assert_eq!(outcome(&key.verifying_key(), &payload, &signature[1..]), MISMATCH);
}

#[test]
fn an_es512_segment_of_one_more_character_is_refused() {
    let (_, key, signature) = signed(Algorithm::Es512);
    let segment = base64url::encode(&signature);
    assert_eq!(segment.len(), 176);
    let token = format!("{}.{segment}A", signing_input(Algorithm::Es512, "payload"));
    let refused = jws::verify(&token, &key, &Policy::default()).map(drop).unwrap_err();
    assert_eq!(refused.code(), "base64url.length");
}

#[test]
fn a_signature_on_another_curve_is_refused_under_the_same_name() {
    // secp256k1 and P-256 have keys and signatures of one length.
    for (named, made) in
        [(Algorithm::Es256, Algorithm::Es256k), (Algorithm::Es256k, Algorithm::Es256)]
    {
        let (key, other) =
            (SigningKey::generate(named).unwrap(), SigningKey::generate(made).unwrap());
        let input = signing_input(named, "payload");
        let forged = other.sign(input.as_bytes()).unwrap();
        assert_eq!(outcome(&key.verifying_key(), "payload", &forged), MISMATCH);
    }
}

fn modulus() -> Vec<u8> {
    let members: serde_json::Value = serde_json::from_str(&RSA.jwk().to_json()).unwrap();
    base64url::decode(members["n"].as_str().unwrap()).unwrap()
}

#[test]
fn an_rsa_signature_plus_the_modulus_is_refused() {
    for algorithm in [Algorithm::Rs256, Algorithm::Ps256, Algorithm::Ps512] {
        let key = rsa(algorithm);
        // One whose sum with n still has 256 octets, so that the length does not give it away.
        let fitting = (0..).map(|count| format!("payload {count}")).find_map(|payload| {
            let signature = sign(&key, &payload);
            let sum = plus(&signature, &modulus());
            (sum.len() == signature.len()).then_some((payload, signature, sum))
        });
        let (payload, signature, sum) = fitting.unwrap();
        let key = key.verifying_key();
        assert_eq!(outcome(&key, &payload, &signature), "accepted");
        assert_eq!(outcome(&key, &payload, &sum), MISMATCH, "{algorithm}");
    }
}

#[test]
fn an_rsa_signature_of_another_length_is_refused() {
    for algorithm in [Algorithm::Rs256, Algorithm::Ps384] {
        let (_, key, signature) = signed(algorithm);
        let zero = [&[0], signature.as_slice()].concat();
        let more = [signature.as_slice(), &[0]].concat();
        for forged in [&zero[..], &more, &signature[1..], &signature[..255], &[], &[0], &[1]] {
            assert_eq!(outcome(&key, "payload", forged), MISMATCH, "{algorithm} {}", forged.len());
        }
    }
}

#[test]
fn an_rsa_signature_with_a_leading_zero_cut_off_is_refused() {
    let key = rsa(Algorithm::Ps256);
    let short = (0..).map(|count| format!("payload {count}")).find_map(|payload| {
        let signature = sign(&key, &payload);
        (signature[0] == 0).then_some((payload, signature))
    });
    let (payload, signature) = short.unwrap();
    assert_eq!(outcome(&key.verifying_key(), &payload, &signature), "accepted");
    assert_eq!(outcome(&key.verifying_key(), &payload, &signature[1..]), MISMATCH);
}

#[test]
fn rsa_signatures_of_zero_one_and_minus_one_are_refused() {
    let n = modulus();
    let mut one = vec![0; n.len()];
    one[n.len() - 1] = 1;
    for algorithm in [Algorithm::Rs256, Algorithm::Rs512, Algorithm::Ps256, Algorithm::Ps512] {
        let key = rsa(algorithm).verifying_key();
        for forged in [vec![0; n.len()], one.clone(), minus(&n, &one), n.clone(), vec![255; 256]] {
            assert_eq!(outcome(&key, "payload", &forged), MISMATCH, "{algorithm}");
        }
    }
}

fn primitive() -> rsa::RsaPrivateKey {
    pkcs8::DecodePrivateKey::from_pkcs8_pem(&RSA.jwk().to_pem().unwrap()).unwrap()
}

#[test]
fn a_pss_salt_of_another_length_than_the_hash_is_refused() {
    use rsa::signature::RandomizedSigner;
    use rsa::signature::SignatureEncoding;
    let input = signing_input(Algorithm::Ps256, "payload");
    let key = rsa(Algorithm::Ps256).verifying_key();
    for (length, expected) in [
        (32, "accepted"),
        (0, MISMATCH),
        (20, MISMATCH),
        (31, MISMATCH),
        (33, MISMATCH),
        (222, MISMATCH),
    ] {
        let signer = rsa::pss::SigningKey::<sha2::Sha256>::new_with_salt_len(primitive(), length);
        let made = signer.try_sign_with_rng(&mut getrandom::SysRng, input.as_bytes()).unwrap();
        assert_eq!(outcome(&key, "payload", made.to_vec()), expected, "salt of {length}");
    }
}

#[test]
fn another_hash_or_padding_of_the_same_rsa_key_is_refused() {
    let algorithms = [
        Algorithm::Rs256,
        Algorithm::Rs384,
        Algorithm::Rs512,
        Algorithm::Ps256,
        Algorithm::Ps384,
        Algorithm::Ps512,
    ];
    for named in algorithms {
        let input = signing_input(named, "payload");
        for made in algorithms {
            let signature = rsa(made).sign(input.as_bytes()).unwrap();
            let expected = if named == made { "accepted" } else { MISMATCH };
            let found = outcome(&rsa(named).verifying_key(), "payload", &signature);
            assert_eq!(found, expected, "{made} as {named}");
        }
    }
}

#[test]
fn ed25519_s_plus_the_group_order_is_refused() {
    // RFC 8032 §5.1.7: s must be in 0..L, or one message has a second signature.
    let order = octets("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed");
    for algorithm in [Algorithm::Ed25519, Algorithm::EdDsa] {
        let (_, key, signature) = signed(algorithm);
        let (r, s) = signature.split_at(32);
        let mut s = s.to_vec();
        s.reverse();
        let mut high = plus(&s, &order);
        high.reverse();
        assert_eq!(outcome(&key, "payload", [r, &high].concat()), MISMATCH);
        for bit in [0x20, 0x40, 0x80] {
            let mut set = signature.clone();
            set[63] |= bit;
            assert_eq!(outcome(&key, "payload", &set), MISMATCH);
        }
    }
}

#[test]
fn ed25519_of_another_length_zero_or_with_a_point_of_small_order_is_refused() {
    let (_, key, signature) = signed(Algorithm::Ed25519);
    let longer = [signature.as_slice(), &[0]].concat();
    let mut neutral = vec![0; 64];
    neutral[0] = 1;
    let (r, s) = signature.split_at(32);
    for forged in [&[][..], &[0; 64], &longer, &signature[..63], &neutral, &[s, r].concat()] {
        assert_eq!(outcome(&key, "payload", forged), MISMATCH);
    }
}

#[test]
fn an_hmac_tag_cut_off_extended_or_empty_is_refused() {
    for algorithm in [Algorithm::Hs256, Algorithm::Hs384, Algorithm::Hs512] {
        let (_, key, tag) = signed(algorithm);
        for length in 0..tag.len() {
            assert_eq!(outcome(&key, "payload", &tag[..length]), MISMATCH, "{algorithm} {length}");
        }
        for more in [&[0][..], &[0; 16], &tag] {
            let longer = [&tag, more].concat();
            assert_eq!(outcome(&key, "payload", longer), MISMATCH, "{algorithm}");
        }
        assert_eq!(outcome(&key, "payload", vec![0; tag.len()]), MISMATCH);
    }
}

#[test]
fn an_hmac_without_a_key_is_refused() {
    use hmac::KeyInit;
    use hmac::Mac;
    let key = SigningKey::generate(Algorithm::Hs256).unwrap().verifying_key();
    let input = signing_input(Algorithm::Hs256, "payload");
    for secret in [&[][..], &[0], &[0; 32], &[0; 64], b"null", b"undefined"] {
        let mut mac = hmac::Hmac::<sha2::Sha256>::new_from_slice(secret).unwrap();
        mac.update(input.as_bytes());
        assert_eq!(outcome(&key, "payload", mac.finalize().into_bytes()), MISMATCH);
    }
}

#[test]
fn every_refusal_of_a_signature_reads_the_same() {
    // Which check failed is not told: a forger would learn from it.
    let mut told = std::collections::BTreeSet::new();
    for &algorithm in Algorithm::ALL {
        let (_, key, signature) = signed(algorithm);
        let zeros = vec![0; signature.len()];
        for forged in [&[][..], &[1], &zeros, &signature[1..]] {
            let segment = base64url::encode(forged);
            let token = format!("{}.{segment}", signing_input(algorithm, "payload"));
            let error = jws::verify(&token, &key, &Policy::default()).map(drop).unwrap_err();
            told.insert(format!("{error} {error:?} {:?} {:?}", error.expected(), error.found()));
        }
    }
    assert_eq!(told.len(), 1, "{told:?}");
}
