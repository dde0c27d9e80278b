//! ML-DSA, signatures that hold against quantum computers (RFC 9964, FIPS 204).
//!
//! Pure ML-DSA with the empty context, the only form of JOSE (RFC 9964 §5). A private key is its seed
//! of 32 octets (§4); the expanded form is computed. Refused: keys and signatures of another length,
//! and signatures whose coefficients are out of range. Signing is hedged (FIPS 204 §3.4): it mixes
//! fresh randomness in, so that a fault or a leak while signing one message twice tells nothing.
//!
//! ```text
//!            public key   signature   octets; a token grows by four thirds of it
//! ML-DSA-44        1312        2420
//! ML-DSA-65        1952        3309
//! ML-DSA-87        2592        4627
//! ```

#[cfg(feature = "trace")]
pub(crate) mod trace;

use ml_dsa::ExpandedSigningKey;
use ml_dsa::MlDsa44;
use ml_dsa::MlDsa65;
use ml_dsa::MlDsa87;
use ml_dsa::MlDsaParams;
use ml_dsa::Seed;
use ml_dsa::Signature;
use ml_dsa::VerifyingKey;
use zeroize::Zeroizing;

use super::InvalidKey;
use super::ParameterSet;
use super::Sign;
use super::SignatureMismatch;
use super::SigningFailed;
use super::Verify;
use super::parameter_set::SEED_OCTETS;
use crate::secret::Secret;

/// The context is the empty string (RFC 9964 §5).
const CONTEXT: &[u8] = &[];

/// Prepares a public key for checking signatures: expands its matrix, 16 to 56 KiB.
pub(crate) fn verifier(set: ParameterSet, public: &[u8]) -> Result<Box<dyn Verify>, InvalidKey> {
    match set {
        ParameterSet::MlDsa44 => Public::<MlDsa44>::boxed(public),
        ParameterSet::MlDsa65 => Public::<MlDsa65>::boxed(public),
        ParameterSet::MlDsa87 => Public::<MlDsa87>::boxed(public),
    }
}

/// Expands a private seed for signing.
pub(crate) fn signer(set: ParameterSet, seed: &[u8]) -> Result<Box<dyn Sign>, InvalidKey> {
    let seed = Zeroizing::new(Seed::try_from(seed).map_err(|_| InvalidKey)?);
    Ok(match set {
        ParameterSet::MlDsa44 => Box::new(Private::<MlDsa44>::expanded(&seed)),
        ParameterSet::MlDsa65 => Box::new(Private::<MlDsa65>::expanded(&seed)),
        ParameterSet::MlDsa87 => Box::new(Private::<MlDsa87>::expanded(&seed)),
    })
}

/// Computes the public key of a private seed.
pub(crate) fn public_key(set: ParameterSet, seed: &[u8]) -> Result<Vec<u8>, InvalidKey> {
    let seed = Zeroizing::new(Seed::try_from(seed).map_err(|_| InvalidKey)?);
    Ok(match set {
        ParameterSet::MlDsa44 => Private::<MlDsa44>::expanded(&seed).public_key(),
        ParameterSet::MlDsa65 => Private::<MlDsa65>::expanded(&seed).public_key(),
        ParameterSet::MlDsa87 => Private::<MlDsa87>::expanded(&seed).public_key(),
    })
}

/// Computes the expanded private key of a seed, for comparing with a stored one (RFC 9881).
pub(crate) fn expanded_key(set: ParameterSet, seed: &[u8]) -> Result<Secret, InvalidKey> {
    let seed = Zeroizing::new(Seed::try_from(seed).map_err(|_| InvalidKey)?);
    Ok(match set {
        ParameterSet::MlDsa44 => Private::<MlDsa44>::expanded(&seed).octets(),
        ParameterSet::MlDsa65 => Private::<MlDsa65>::expanded(&seed).octets(),
        ParameterSet::MlDsa87 => Private::<MlDsa87>::expanded(&seed).octets(),
    })
}

/// Makes a new private seed.
pub(crate) fn generate() -> Result<Secret, SigningFailed> {
    let mut seed = vec![0; SEED_OCTETS];
    getrandom::fill(&mut seed).map_err(|_| SigningFailed)?;
    Ok(Secret::new(seed))
}

struct Public<P: MlDsaParams>(VerifyingKey<P>);

impl<P: MlDsaParams + 'static> Public<P>
where
    VerifyingKey<P>: Send + Sync,
{
    fn boxed(octets: &[u8]) -> Result<Box<dyn Verify>, InvalidKey> {
        let octets = octets.try_into().map_err(|_| InvalidKey)?;
        Ok(Box::new(Self(VerifyingKey::decode(&octets))))
    }
}

impl<P: MlDsaParams> Verify for Public<P>
where
    VerifyingKey<P>: Send + Sync,
{
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        let signature = Signature::<P>::try_from(signature).map_err(|_| SignatureMismatch)?;
        let holds = self.0.verify_with_context(message, CONTEXT, &signature);
        if holds { Ok(()) } else { Err(SignatureMismatch) }
    }
}

struct Private<P: MlDsaParams>(ExpandedSigningKey<P>);

impl<P: MlDsaParams> Private<P> {
    fn expanded(seed: &Seed) -> Self {
        Self(ExpandedSigningKey::from_seed(seed))
    }

    fn public_key(&self) -> Vec<u8> {
        self.0.verifying_key().encode().to_vec()
    }

    #[expect(deprecated, reason = "compared with what others stored, never stored here")]
    fn octets(&self) -> Secret {
        Secret::from(Zeroizing::new(self.0.to_expanded()).as_slice())
    }
}

impl<P: MlDsaParams> Sign for Private<P>
where
    ExpandedSigningKey<P>: Send + Sync,
{
    fn sign(&self, message: &[u8], signature: &mut Vec<u8>) -> Result<(), SigningFailed> {
        let made = self
            .0
            .sign_randomized(message, CONTEXT, &mut getrandom::SysRng)
            .map_err(|_| SigningFailed)?;
        signature.extend_from_slice(&made.encode());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(set: ParameterSet) -> (Box<dyn Sign>, Box<dyn Verify>, Vec<u8>) {
        let seed = generate().unwrap();
        let public = public_key(set, seed.expose()).unwrap();
        assert_eq!(public.len(), set.public_key_octets());
        let signer = signer(set, seed.expose()).unwrap();
        let mut signature = Vec::new();
        signer.sign(b"m", &mut signature).unwrap();
        (signer, verifier(set, &public).unwrap(), signature)
    }

    #[test]
    fn signs_and_verifies() {
        for &set in ParameterSet::ALL {
            let (_, verifier, signature) = signed(set);
            assert_eq!(Some(signature.len()), set.algorithm().signature_octets());
            assert_eq!(verifier.verify(b"m", &signature), Ok(()), "{set}");
            assert_eq!(verifier.verify(b"n", &signature), Err(SignatureMismatch));
            assert_eq!(verifier.verify(b"", &signature), Err(SignatureMismatch));
            for length in [0, 1, signature.len() - 1] {
                let cut = &signature[..length];
                assert_eq!(verifier.verify(b"m", cut), Err(SignatureMismatch));
            }
            let long = [&signature[..], &[0]].concat();
            assert_eq!(verifier.verify(b"m", &long), Err(SignatureMismatch));
        }
    }

    #[test]
    fn every_octet_of_a_signature_counts() {
        let (_, verifier, signature) = signed(ParameterSet::MlDsa44);
        for at in (0..signature.len()).step_by(3) {
            let mut changed = signature.clone();
            changed[at] ^= 1 << (at % 8);
            assert_eq!(verifier.verify(b"m", &changed), Err(SignatureMismatch), "octet {at}");
        }
    }

    #[test]
    fn signatures_of_all_zeros_or_ones_are_refused() {
        for &set in ParameterSet::ALL {
            let (_, verifier, signature) = signed(set);
            for octet in [0, 0xff] {
                let forged = vec![octet; signature.len()];
                assert_eq!(verifier.verify(b"m", &forged), Err(SignatureMismatch));
            }
        }
    }

    #[test]
    fn the_hint_at_the_end_has_one_form() {
        // FIPS 204 algorithm 21: indices rise within a polynomial and what is left over is zero. The
        // last four octets of ML-DSA-44 count the hints, 80 places stand before them.
        // Signing is hedged: until the first polynomial has two hints and the last place is free.
        let (verifier, signature) = loop {
            let (_, verifier, signature) = signed(ParameterSet::MlDsa44);
            let [.., first, _, _, last] = signature[..] else { panic!("no signature") };
            if first >= 2 && last < 80 {
                break (verifier, signature);
            }
        };
        let places = signature.len() - 84;
        let refused = |changed: &[u8]| {
            assert_eq!(verifier.verify(b"m", changed), Err(SignatureMismatch));
        };
        let mut swapped = signature.clone();
        swapped.swap(places, places + 1);
        refused(&swapped);
        let mut twice = signature.clone();
        twice[places + 1] = twice[places];
        refused(&twice);
        let mut filled = signature.clone();
        filled[places + 79] = 1;
        refused(&filled);
        let mut falling = signature.clone();
        let last = falling.len() - 1;
        falling[last] = 0;
        refused(&falling);
        falling[last] = 81;
        refused(&falling);
        assert_eq!(verifier.verify(b"m", &signature), Ok(()));
    }

    #[test]
    fn signing_is_hedged() {
        let (signer, verifier, first) = signed(ParameterSet::MlDsa44);
        let mut second = Vec::new();
        signer.sign(b"m", &mut second).unwrap();
        assert_ne!(first, second);
        assert_eq!(verifier.verify(b"m", &second), Ok(()));
    }

    #[test]
    fn keys_of_another_length_or_set_are_refused() {
        for &set in ParameterSet::ALL {
            for length in [0, 1, 31, 33, 64, 1311, 1313, 2560, 4896] {
                assert!(verifier(set, &vec![9; length]).is_err(), "{set} {length}");
                assert!(signer(set, &vec![9; length]).is_err(), "{set} {length}");
                assert!(public_key(set, &vec![9; length]).is_err(), "{set} {length}");
            }
            for &other in ParameterSet::ALL {
                let made = verifier(set, &vec![9; other.public_key_octets()]);
                assert_eq!(made.is_ok(), set == other);
            }
        }
    }

    /// RFC 9964 has the public key of the seed of zeros; here its first octets.
    #[test]
    fn the_seed_of_zeros_has_the_public_key_of_the_rfc() {
        let public = public_key(ParameterSet::MlDsa44, &[0; 32]).unwrap();
        assert!(crate::base64url::encode(public).starts_with("unH59k4RuutY-pxvu24U5h8YZD2rSVtH"));
    }
}
