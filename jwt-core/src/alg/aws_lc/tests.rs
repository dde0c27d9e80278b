//! One answer from two backends: what one signs the other takes, and what one refuses the other refuses.

use curve25519_dalek::scalar::Scalar;
use sha2::Digest;
use sha2::Sha512;

use super::*;
use crate::alg::Family;
use crate::alg::Hash;
use crate::alg::ecdsa;
use crate::alg::eddsa;
use crate::alg::integers::Limits;
use crate::alg::rsa;

const CURVES: [Curve; 3] = [Curve::P256, Curve::P384, Curve::P521];

fn signed(key: &dyn Sign) -> Vec<u8> {
    let mut signature = vec![9];
    key.sign(b"message", &mut signature).unwrap();
    assert_eq!(signature.remove(0), 9, "appended");
    signature
}

/// Asks both backends and gives the answer that they share.
fn both(verifiers: &[Box<dyn Verify>; 2], message: &[u8], signature: &[u8]) -> bool {
    let [one, other] = verifiers.each_ref().map(|key| key.verify(message, signature));
    assert_eq!(one, other, "{signature:02x?}");
    one.is_ok()
}

/// Has both sign, and asks both about the signatures and about what comes of changing them.
fn agree(signers: [Box<dyn Sign>; 2], verifiers: &[Box<dyn Verify>; 2]) {
    for signer in signers {
        let signature = signed(&*signer);
        assert!(both(verifiers, b"message", &signature));
        assert!(!both(verifiers, b"massage", &signature));
        assert!(!both(verifiers, b"", &signature));
        for at in 0..signature.len() {
            let mut changed = signature.clone();
            changed[at] ^= 1 << (at % 8);
            assert!(!both(verifiers, b"message", &changed), "octet {at}");
        }
        for octet in [0, 0xff] {
            assert!(!both(verifiers, b"message", &vec![octet; signature.len()]));
            assert!(!both(verifiers, b"message", &[&signature[..], &[octet]].concat()));
            assert!(!both(verifiers, b"message", &[&[octet], &signature[..]].concat()));
        }
        for length in [0, 1, 31, signature.len().saturating_sub(1)] {
            assert!(!both(verifiers, b"message", &signature[..length]));
        }
    }
}

#[test]
fn ecdsa_is_answered_alike() {
    for curve in CURVES {
        let scalar = ecdsa::generate(curve).unwrap();
        let point = ecdsa::public_point(curve, scalar.expose()).unwrap();
        let signers = [
            ecdsa_signer(curve, scalar.expose(), &point).unwrap(),
            ecdsa::signer(curve, scalar.expose()).unwrap(),
        ];
        let drawn = signed(&*signers[0]);
        assert_ne!(drawn, signed(&*signers[0]), "AWS-LC draws its nonce");
        let verifiers =
            [ecdsa_verifier(curve, &point).unwrap(), ecdsa::verifier(curve, &point).unwrap()];
        // A half of a good signature with zero, with all ones, and with the other half.
        let (r, s) = drawn.split_at(drawn.len() / 2);
        let (zero, ones) = (vec![0; s.len()], vec![0xff; s.len()]);
        for halves in [[&zero, s], [r, &zero], [&ones, s], [r, &ones], [s, r]] {
            assert!(!both(&verifiers, b"message", &halves.concat()), "{curve}");
        }
        agree(signers, &verifiers);
        if let Some(prepared) = ecdsa::prepared(curve, &point) {
            let [own, _] = verifiers;
            let signer = || ecdsa_signer(curve, scalar.expose(), &point).unwrap();
            agree([signer(), signer()], &[own, prepared]);
        }
    }
}

#[test]
fn secp256k1_stays_where_it_is() {
    let scalar = ecdsa::generate(Curve::Secp256k1).unwrap();
    let point = ecdsa::public_point(Curve::Secp256k1, scalar.expose()).unwrap();
    assert!(ecdsa_verifier(Curve::Secp256k1, &point).is_none());
    assert!(ecdsa_signer(Curve::Secp256k1, scalar.expose(), &point).is_none());
}

#[test]
fn ed25519_is_answered_alike() {
    let seed = eddsa::generate().unwrap();
    let public = eddsa::public_key(seed.expose()).unwrap();
    let signers =
        [eddsa_signer(seed.expose(), &public).unwrap(), eddsa::signer(seed.expose()).unwrap()];
    // Ed25519 has no randomness: both make the one signature there is.
    assert_eq!(signed(&*signers[0]), signed(&*signers[1]));
    agree(signers, &[eddsa_verifier(&public).unwrap(), eddsa::verifier(&public).unwrap()]);
}

/// R = 0, the neutral point, and s = h·a satisfy s·B = R + h·A; who holds the key can sign so that others differ.
#[test]
fn ed25519_with_an_r_of_small_order_is_refused_though_the_equation_holds() {
    let seed = [7; 32];
    let public = eddsa::public_key(&seed).unwrap();
    let hash = Sha512::digest(seed);
    let mut low: [u8; 32] = hash[..32].try_into().unwrap();
    low[0] &= 248;
    low[31] &= 127;
    low[31] |= 64;
    let a = Scalar::from_bytes_mod_order(low);
    let mut r = [0; 32];
    r[0] = 1;
    let h = Sha512::digest([&r[..], &public, b"message"].concat());
    let h = Scalar::from_bytes_mod_order_wide(&h.as_slice().try_into().unwrap());
    let signature = [r, (h * a).to_bytes()].concat();
    let alone = ParsedPublicKey::new(&signature::ED25519, &public).unwrap();
    assert!(alone.verify_sig(b"message", &signature).is_ok(), "AWS-LC lets it pass");
    let verifiers = [eddsa_verifier(&public).unwrap(), eddsa::verifier(&public).unwrap()];
    assert!(!both(&verifiers, b"message", &signature));
}

const RSA: [(Algorithm, Hash); 6] = [
    (Algorithm::Rs256, Hash::Sha256),
    (Algorithm::Rs384, Hash::Sha384),
    (Algorithm::Rs512, Hash::Sha512),
    (Algorithm::Ps256, Hash::Sha256),
    (Algorithm::Ps384, Hash::Sha384),
    (Algorithm::Ps512, Hash::Sha512),
];

#[test]
fn rsa_is_answered_alike() {
    let (public, private) = rsa::generate(2048).unwrap();
    for (algorithm, hash) in RSA {
        let key = public.check(Limits::STRICT).unwrap();
        let secret = rsa::private_key(&public, &private, Limits::STRICT).unwrap();
        let pss = algorithm.family() == Family::RsaPss;
        let (signer, verifier) = match pss {
            true => (rsa::pss_signer(hash, secret), rsa::pss_verifier(hash, key)),
            false => (rsa::pkcs1_signer(hash, secret), rsa::pkcs1_verifier(hash, key)),
        };
        let signers = [rsa_signer(algorithm, &public, &private).unwrap(), signer];
        let alike = signed(&*signers[0]) == signed(&*signers[1]);
        assert_eq!(alike, !pss, "{algorithm}: the salt alone is drawn");
        let verifiers = [rsa_verifier(algorithm, &public).unwrap(), verifier];
        assert!(!both(&verifiers, b"message", &public.modulus), "{algorithm}");
        agree(signers, &verifiers);
    }
}

#[test]
fn keys_that_aws_lc_does_not_take_are_left_to_the_own_code() {
    let (public, private) = rsa::generate(1024).unwrap();
    for (algorithm, _) in RSA {
        assert!(rsa_verifier(algorithm, &public).is_none(), "{algorithm}");
        assert!(rsa_signer(algorithm, &public, &private).is_none(), "{algorithm}");
    }
    let (public, mut private) = rsa::generate(2048).unwrap();
    assert!(rsa_signer(Algorithm::Es256, &public, &private).is_none());
    assert!(rsa_verifier(Algorithm::Es256, &public).is_none());
    private.primes = None;
    assert!(rsa_signer(Algorithm::Rs256, &public, &private).is_none());
}
