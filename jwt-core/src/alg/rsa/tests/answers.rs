//! Answers beside those of the crate `rsa`, for signatures that hold and for such as nearly do.
#![expect(clippy::arithmetic_side_effects, reason = "a panic fails the test")]

use rsa::traits::SignatureScheme;

use super::super::*;

/// What both make of a signature; they must agree.
fn verdict(
    scheme: Scheme,
    hash: Hash,
    key: &RsaPublicKey,
    message: &[u8],
    signature: &[u8],
) -> bool {
    let digest = hash.digest(message);
    let theirs = match (scheme, hash) {
        (Scheme::Pkcs1, Hash::Sha256) => {
            pkcs1v15::Pkcs1v15Sign::new::<Sha256>().verify(key, &digest, signature)
        }
        (Scheme::Pkcs1, Hash::Sha384) => {
            pkcs1v15::Pkcs1v15Sign::new::<Sha384>().verify(key, &digest, signature)
        }
        (Scheme::Pkcs1, Hash::Sha512) => {
            pkcs1v15::Pkcs1v15Sign::new::<Sha512>().verify(key, &digest, signature)
        }
        (Scheme::Pss, Hash::Sha256) => pss::Pss::<Sha256>::new().verify(key, &digest, signature),
        (Scheme::Pss, Hash::Sha384) => pss::Pss::<Sha384>::new().verify(key, &digest, signature),
        (Scheme::Pss, Hash::Sha512) => pss::Pss::<Sha512>::new().verify(key, &digest, signature),
    };
    let integers = PublicIntegers::new(&key.n_bytes(), &key.e_bytes());
    let ours = integers.check(Limits::WIDEST).unwrap();
    let ours = match scheme {
        Scheme::Pkcs1 => pkcs1_verifier(hash, ours),
        Scheme::Pss => pss_verifier(hash, ours),
    };
    let ours = ours.verify(message, signature).is_ok();
    assert_eq!(ours, theirs.is_ok(), "{scheme:?} {hash:?} {} {signature:x?}", key.size());
    ours
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Scheme {
    Pkcs1,
    Pss,
}

fn sign(scheme: Scheme, hash: Hash, key: &RsaPrivateKey, message: &[u8]) -> Option<Vec<u8>> {
    let signer = match scheme {
        Scheme::Pkcs1 => pkcs1_signer(hash, key.clone()),
        Scheme::Pss => pss_signer(hash, key.clone()),
    };
    let mut signature = Vec::new();
    signer.sign(message, &mut signature).ok().map(|()| signature)
}

fn private(bits: usize, exponent: u64) -> RsaPrivateKey {
    let mut rng = rand_core::UnwrapErr(getrandom::SysRng);
    RsaPrivateKey::new_with_exp(&mut rng, bits, BoxedUint::from(exponent)).unwrap()
}

const SCHEMES: [Scheme; 2] = [Scheme::Pkcs1, Scheme::Pss];
const HASHES: [Hash; 3] = [Hash::Sha256, Hash::Sha384, Hash::Sha512];

/// x^d mod n: an octet string that opens to `encoded`, whether any signer would make it or not.
fn opening_to(key: &RsaPrivateKey, encoded: &[u8]) -> Vec<u8> {
    let base = BoxedUint::from_be_slice(encoded, key.n_bits_precision()).unwrap();
    let mut power = BoxedUint::one_with_precision(key.n_bits_precision());
    for octet in key.d().to_be_bytes() {
        for bit in (0..8).rev() {
            power = power.mul_mod(&power, key.n());
            if octet >> bit & 1 == 1 {
                power = power.mul_mod(&base, key.n());
            }
        }
    }
    let octets = power.to_be_bytes();
    octets[octets.len() - key.size()..].to_vec()
}

/// Every place of the highest bit in its octet; with 1025 bits an encoding of PSS is an octet shorter than n.
#[test]
fn signatures_of_moduli_of_every_shape_hold_and_no_others() {
    for bits in [1024, 1025, 1026, 1031, 1032, 1088, 1152] {
        let exponent = [3, 17, 65_537, (1 << 33) - 9][bits % 4];
        let key = private(bits, exponent);
        let public = RsaPublicKey::from(&key);
        for (scheme, hash) in SCHEMES.into_iter().flat_map(|one| HASHES.map(|hash| (one, hash))) {
            // A signature is made where the modulus has room for hash and salt.
            let Some(signature) = sign(scheme, hash, &key, b"message") else {
                assert_eq!((scheme, hash, bits < 1034), (Scheme::Pss, Hash::Sha512, true));
                continue;
            };
            let holds = |message: &[u8], signature: &[u8]| {
                verdict(scheme, hash, &public, message, signature)
            };
            assert!(holds(b"message", &signature), "{scheme:?} {hash:?} {bits}");
            assert!(!holds(b"massage", &signature));
            for at in (0..signature.len() * 8).step_by(37) {
                let mut changed = signature.clone();
                changed[at / 8] ^= 1 << (at % 8);
                assert!(!holds(b"message", &changed));
            }
            assert!(!holds(b"message", &[&signature[..], &[0]].concat()));
            assert!(!holds(b"message", &[&[0], &signature[..]].concat()));
            assert!(!holds(b"message", &signature[1..]));
            assert!(!holds(b"message", &[]));
            // The same residue, but not less than n.
            let number = |octets| BoxedUint::from_be_slice(octets, 2048).unwrap();
            let more = number(&signature).wrapping_add(number(&key.n_bytes())).to_be_bytes();
            assert!(!holds(b"message", &more[more.len() - signature.len()..]));
            assert!(!holds(b"message", &key.n_bytes()));
            for one in HASHES.into_iter().filter(|one| *one != hash) {
                assert!(!verdict(scheme, one, &public, b"message", &signature));
            }
        }
    }
}

/// Each octet of an encoding is looked at.
#[test]
fn what_nearly_is_the_encoding_does_not_hold() {
    for bits in [1024, 1025] {
        let key = private(bits, 3);
        let public = RsaPublicKey::from(&key);
        for scheme in SCHEMES {
            let signature = sign(scheme, Hash::Sha256, &key, b"message").unwrap();
            let integers = PublicIntegers::new(&key.n_bytes(), &[3]);
            let mut room = [0; MAX_MODULUS_BITS / 8];
            let ours = integers.check(Limits::WIDEST).unwrap();
            let encoded = ours.open(&signature, &mut room).unwrap();
            assert_eq!(opening_to(&key, encoded), signature);
            for at in 0..encoded.len() {
                for change in [1, 0x80] {
                    let mut near = encoded.to_vec();
                    near[at] ^= change;
                    if near >= key.n_bytes().to_vec() {
                        continue;
                    }
                    let near = opening_to(&key, &near);
                    assert!(!verdict(scheme, Hash::Sha256, &public, b"message", &near), "{at}");
                }
            }
        }
    }
}

/// Encodings that older verifiers took: short padding with something behind, no NULL, another salt.
#[test]
fn encodings_of_other_making_do_not_hold() {
    let key = private(1024, 3);
    let public = RsaPublicKey::from(&key);
    let hash = Hash::Sha256;
    let digest = hash.digest(b"message");
    let info = [&emsa_pkcs1::prefix(hash)[..], &digest].concat();
    let filled = |info: &[u8], behind: usize| {
        let fill = vec![0xff; 128 - 3 - info.len() - behind];
        [&[0, 1], &fill[..], &[0], info, &vec![0; behind]].concat()
    };
    let holds = |encoded: &[u8]| {
        let signature = opening_to(&key, encoded);
        verdict(Scheme::Pkcs1, hash, &public, b"message", &signature)
    };
    assert!(holds(&filled(&info, 0)));
    assert!(!holds(&filled(&info, 1)));
    assert!(!holds(&filled(&info, 66)));
    let mut without_null = info.clone();
    without_null.drain(15..17);
    without_null[1] -= 2;
    without_null[3] -= 2;
    assert!(!holds(&filled(&without_null, 0)));
    assert!(!holds(&filled(&digest, 0)));
    let mut encryption = filled(&info, 0);
    encryption[1] = 2;
    assert!(!holds(&encryption));
    for salt in [0, 20, 31, 33, 48] {
        let signer = pss::SigningKey::<Sha256>::new_with_salt_len(key.clone(), salt);
        let made = signature::RandomizedSigner::sign_with_rng(
            &signer,
            &mut rand_core::UnwrapErr(getrandom::SysRng),
            b"message",
        );
        let made: pss::Signature = made;
        assert!(!verdict(Scheme::Pss, hash, &public, b"message", &made.to_bytes()));
    }
}

#[test]
fn one_key_gives_the_same_answer_from_many_threads() {
    let key = private(1024, 65_537);
    let signature = sign(Scheme::Pkcs1, Hash::Sha256, &key, b"message").unwrap();
    let integers = PublicIntegers::new(&key.n_bytes(), &key.e_bytes());
    let verifier = pkcs1_verifier(Hash::Sha256, integers.check(Limits::WIDEST).unwrap());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                assert_eq!(verifier.verify(b"message", &signature), Ok(()));
                assert!(verifier.verify(b"massage", &signature).is_err());
            });
        }
    });
}
