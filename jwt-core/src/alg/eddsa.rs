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
    // RFC 8032 §5.1.3: "If the resulting value is >= p, decoding fails." One key has one text.
    let canonical = key.to_edwards().compress().to_bytes() == *octets;
    if key.is_weak() || !canonical {
        return Err(InvalidKey);
    }
    Ok(Box::new(Strict(key)))
}

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
        self.0.verify_strict(message, &signature).map_err(|_| SignatureMismatch)
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
