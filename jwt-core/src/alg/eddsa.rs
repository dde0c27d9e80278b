//! EdDSA on Ed25519 (RFC 8037 §3.1, RFC 8032 §5.1, RFC 9864 §2.2).
//!
//! Keys are 32 octets, signatures 64. Refused: keys that are no point, a point of small order or a
//! point in a second spelling, and signatures whose s is not below the group order, so that one
//! message has no second signature.

#[cfg(feature = "trace")]
pub(crate) mod trace;

use ed25519_dalek::Signature;
use ed25519_dalek::SigningKey;
use ed25519_dalek::VerifyingKey;
use signature::Signer;
use signature::Verifier;

use super::InvalidKey;
use super::Sign;
use super::SignatureMismatch;
use super::SigningFailed;
use super::Verify;
use crate::secret::Secret;

/// Octets of a public key and of a private seed.
pub(crate) const KEY_OCTETS: usize = 32;

/// Prepares a public key for checking signatures.
pub(crate) fn verifier(public: &[u8]) -> Result<Box<dyn Verify>, InvalidKey> {
    let octets = <&[u8; KEY_OCTETS]>::try_from(public).map_err(|_| InvalidKey)?;
    let key = VerifyingKey::from_bytes(octets).map_err(|_| InvalidKey)?;
    if small_order(octets) || !canonical(octets) {
        return Err(InvalidKey);
    }
    Ok(Box::new(Strict(key)))
}

/// Tells whether y is less than p = 2^255 − 19. One key has one text.
///
/// RFC 8032 §5.1.3: "If the resulting value is >= p, decoding fails." The other second spelling, a sign for an x of
/// zero, is a point of small order.
fn canonical(point: &[u8; KEY_OCTETS]) -> bool {
    let [first, middle @ .., last] = point;
    *first < 0xed || last & 0x7f != 0x7f || middle.iter().any(|octet| *octet != 0xff)
}

/// Tells whether a canonical point is one of the eight whose order divides the cofactor, by its y alone.
pub(super) fn small_order(point: &[u8; KEY_OCTETS]) -> bool {
    let mut y = *point;
    let [.., last] = &mut y;
    *last &= 0x7f;
    SMALL_ORDER.contains(&y)
}

/// The y of the points of order 1, 2, 4 and 8, little-endian as in a key. Those of order 8 have y⁴ = (1 − 2y²)/d.
const SMALL_ORDER: [[u8; KEY_OCTETS]; 5] = [
    [
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0,
    ],
    [
        0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0x7f,
    ],
    [0; KEY_OCTETS],
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98,
        0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53,
        0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67,
        0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac,
        0x03, 0x7a,
    ],
];

/// Prepares a private seed for signing.
pub(crate) fn signer(seed: &[u8]) -> Result<Box<dyn Sign>, InvalidKey> {
    Ok(Box::new(Seeded(signing_key(seed)?)))
}

/// Computes the public key of a private seed.
pub(crate) fn public_key(seed: &[u8]) -> Result<Vec<u8>, InvalidKey> {
    Ok(signing_key(seed)?.verifying_key().to_bytes().to_vec())
}

/// Makes a new private seed.
pub(crate) fn generate() -> Result<Secret, SigningFailed> {
    let mut seed = vec![0; KEY_OCTETS];
    getrandom::fill(&mut seed).map_err(|_| SigningFailed)?;
    Ok(Secret::new(seed))
}

fn signing_key(seed: &[u8]) -> Result<SigningKey, InvalidKey> {
    let octets = <&[u8; KEY_OCTETS]>::try_from(seed).map_err(|_| InvalidKey)?;
    Ok(SigningKey::from_bytes(octets))
}

struct Strict(VerifyingKey);

impl Verify for Strict {
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        let signature = Signature::from_slice(signature).map_err(|_| SignatureMismatch)?;
        // What `verify_strict` adds is that the key and R are not of small order. The key was looked at when it
        // came, and R is told by its text, where the crate below takes it apart for an eighth of the time.
        if small_order(signature.r_bytes()) {
            return Err(SignatureMismatch);
        }
        self.0.verify(message, &signature).map_err(|_| SignatureMismatch)
    }
}

struct Seeded(SigningKey);

impl Sign for Seeded {
    fn sign(&self, message: &[u8], signature: &mut Vec<u8>) -> Result<(), SigningFailed> {
        let made = self.0.try_sign(message).map_err(|_| SigningFailed)?;
        signature.extend_from_slice(&made.to_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_verifies() {
        let seed = generate().unwrap();
        let public = public_key(seed.expose()).unwrap();
        let mut signature = Vec::new();
        signer(seed.expose()).unwrap().sign(b"m", &mut signature).unwrap();
        let verifier = verifier(&public).unwrap();
        assert_eq!(verifier.verify(b"m", &signature), Ok(()));
        assert_eq!(verifier.verify(b"n", &signature), Err(SignatureMismatch));
        assert_eq!(verifier.verify(b"m", &signature[..63]), Err(SignatureMismatch));
    }

    #[test]
    fn points_of_small_order_are_refused() {
        let mut identity = [0; 32];
        identity[0] = 1;
        assert!(verifier(&identity).is_err());
        assert!(verifier(&[0; 32]).is_err());
    }

    #[test]
    fn points_of_small_order_are_told_by_their_y() {
        let mut points = 0;
        for y in SMALL_ORDER {
            for sign in [0, 0x80] {
                let mut point = y;
                point[31] |= sign;
                assert!(canonical(&point) && small_order(&point));
                // 1 and −1 have an x of zero, of which there is one.
                let Ok(key) = VerifyingKey::from_bytes(&point) else { continue };
                assert!(key.is_weak());
                points += usize::from(key.to_edwards().compress().to_bytes() == point);
            }
        }
        assert_eq!(points, 8);
    }

    proptest::proptest! {
        #[test]
        fn keys_are_taken_that_the_crate_below_finds_canonical_and_strong(octets in proptest::prelude::any::<[u8; 32]>()) {
            let expected = VerifyingKey::from_bytes(&octets).is_ok_and(|key| {
                !key.is_weak() && key.to_edwards().compress().to_bytes() == octets
            });
            proptest::prop_assert_eq!(verifier(&octets).is_ok(), expected);
        }

        #[test]
        fn signatures_are_judged_as_strictly_as_below(message in proptest::prelude::any::<Vec<u8>>(), small in 0_usize..5, place in 0_usize..64, bit in 0_u32..8) {
            let seed = generate().unwrap();
            let public = public_key(seed.expose()).unwrap();
            let below = VerifyingKey::try_from(&public[..]).unwrap();
            let verifier = verifier(&public).unwrap();
            let mut signature = Vec::new();
            signer(seed.expose()).unwrap().sign(&message, &mut signature).unwrap();
            let mut changed = signature.clone();
            changed[place] ^= 1 << bit;
            let mut weak = signature.clone();
            weak[..32].copy_from_slice(&SMALL_ORDER[small]);
            for signature in [signature, changed, weak] {
                let expected = below.verify_strict(&message, &Signature::from_slice(&signature).unwrap()).is_ok();
                proptest::prop_assert_eq!(verifier.verify(&message, &signature).is_ok(), expected);
            }
        }
    }

    /// R is the identity and s = h·a: the equation holds, for a nonce of zero that gives the key away.
    #[cfg(feature = "trace")]
    #[test]
    fn an_r_of_small_order_is_refused() {
        use sha2::Digest;
        let key = SigningKey::from_bytes(&[7; 32]);
        let public = key.verifying_key();
        let mut hash = sha2::Sha512::new();
        hash.update(SMALL_ORDER[0]);
        hash.update(public.as_bytes());
        hash.update(b"m");
        let h = curve25519_dalek::Scalar::from_bytes_mod_order_wide(&hash.finalize().into());
        let signature = [SMALL_ORDER[0], (h * key.to_scalar()).to_bytes()].concat();
        assert!(public.verify(b"m", &Signature::from_slice(&signature).unwrap()).is_ok());
        let verifier = verifier(public.as_bytes()).unwrap();
        assert_eq!(verifier.verify(b"m", &signature), Err(SignatureMismatch));
    }

    #[test]
    fn a_second_spelling_of_a_point_is_refused() {
        // y and p + y name one point; p is 2^255 − 19, so y may be 0 to 18.
        let mut taken = 0;
        for y in 0..19 {
            let mut high = [0xff; 32];
            (high[0], high[31]) = (0xed + y, 0x7f);
            let mut low = [0; 32];
            low[0] = y;
            taken += usize::from(verifier(&low).is_ok());
            for sign in [0, 0x80] {
                high[31] |= sign;
                assert!(VerifyingKey::from_bytes(&high).is_ok() == verifier(&low).is_ok() || y < 2);
                assert!(verifier(&high).is_err(), "p + {y}");
            }
        }
        assert!(taken > 0);
    }

    #[test]
    fn keys_of_another_length_are_refused() {
        for length in [0, 1, 31, 33, 64] {
            assert!(verifier(&vec![9; length]).is_err());
            assert!(signer(&vec![9; length]).is_err());
        }
    }
}
