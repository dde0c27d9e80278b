//! ECDSA on four curves (RFC 7518 §3.4, RFC 8812 §3.2, FIPS 186-5 §6).
//!
//! A signature is r‖s, two big-endian integers as long as a coordinate, never DER. Refused: any other
//! length, and an r or s of zero or out of range. A high s is accepted on every curve: JOSE has no
//! low-s rule, and half of the signatures that OpenSSL makes on secp256k1 are high. Signing is
//! deterministic (RFC 6979), so a weak source of randomness cannot leak the key; with the feature `aws-lc-rs` it is done
//! elsewhere, in `aws_lc`.

mod plain;
mod points;
#[cfg(feature = "trace")]
pub(crate) mod trace;
mod windows;

use signature::SignatureEncoding;

use self::plain::Plain;
use super::Curve;
use super::InvalidKey;
use super::Sign;
use super::SignatureMismatch;
use super::SigningFailed;
use super::Verify;
use crate::secret::Secret;

/// Runs one expression with the types of the curve at hand.
macro_rules! on_curve {
    ($curve:expr, $types:ident => $body:expr) => {
        match $curve {
            Curve::P256 => {
                use p256::ecdsa as $types;
                $body
            }
            Curve::P384 => {
                use p384::ecdsa as $types;
                $body
            }
            Curve::P521 => {
                use p521::ecdsa as $types;
                $body
            }
            Curve::Secp256k1 => {
                use k256::ecdsa as $types;
                $body
            }
        }
    };
}

/// Checks that a SEC1 point (RFC 5480 §2.2) is on the curve and gives it as x‖y.
///
/// Takes the compressed form, too; the point at infinity is refused, and every other first octet.
pub(crate) fn point(curve: Curve, sec1: &[u8]) -> Result<Vec<u8>, InvalidKey> {
    // The crates below know a compact form as well, 05, which RFC 5480 does not.
    if !matches!(sec1.first(), Some(2..=4)) {
        return Err(InvalidKey);
    }
    on_curve!(curve, types => {
        let key = types::VerifyingKey::from_sec1_bytes(sec1).map_err(|_| InvalidKey)?;
        without_tag(key.to_sec1_point(false).as_bytes())
    })
}

/// Computes the public point x‖y of a private scalar, which must be in 1..n and exactly as long.
pub(crate) fn public_point(curve: Curve, scalar: &[u8]) -> Result<Vec<u8>, InvalidKey> {
    if scalar.len() != curve.coordinate_octets() {
        return Err(InvalidKey);
    }
    on_curve!(curve, types => {
        let key = types::SigningKey::from_slice(scalar).map_err(|_| InvalidKey)?;
        without_tag(types::VerifyingKey::from(&key).to_sec1_point(false).as_bytes())
    })
}

/// Makes a new private scalar.
pub(crate) fn generate(curve: Curve) -> Result<Secret, SigningFailed> {
    // A candidate is drawn until it is in 1..n: at once on most curves (FIPS 186-5 §A.2.2).
    for _ in 0..64 {
        let mut octets = vec![0; curve.coordinate_octets()];
        getrandom::fill(&mut octets).map_err(|_| SigningFailed)?;
        if curve == Curve::P521 {
            // 521 bits are 65 octets and one bit.
            if let Some(first) = octets.first_mut() {
                *first &= 1;
            }
        }
        let scalar = Secret::new(octets);
        if public_point(curve, scalar.expose()).is_ok() {
            return Ok(scalar);
        }
    }
    Err(SigningFailed)
}

/// Prepares a public point, given as x‖y, for checking signatures.
pub(crate) fn verifier(curve: Curve, point: &[u8]) -> Result<Box<dyn Verify>, InvalidKey> {
    let mut sec1 = vec![4];
    sec1.extend_from_slice(point);
    match curve {
        Curve::Secp256k1 => {
            let key = k256::ecdsa::VerifyingKey::from_sec1_bytes(&sec1).map_err(|_| InvalidKey)?;
            Ok(Box::new(AnyS(key)))
        }
        Curve::P256 => {
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(&sec1).map_err(|_| InvalidKey)?;
            Ok(Box::new(Plain::<p256::NistP256>::new(*key.as_affine())))
        }
        Curve::P384 => {
            let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(&sec1).map_err(|_| InvalidKey)?;
            Ok(Box::new(Plain::<p384::NistP384>::new(*key.as_affine())))
        }
        Curve::P521 => {
            let key = p521::ecdsa::VerifyingKey::from_sec1_bytes(&sec1).map_err(|_| InvalidKey)?;
            Ok(Box::new(Plain::<p521::NistP521>::new(*key.as_affine())))
        }
    }
}

/// Prepares a public point, given as x‖y, for checking many signatures; `None` for a curve without a faster way.
pub(crate) fn prepared(curve: Curve, point: &[u8]) -> Option<Box<dyn Verify>> {
    if curve != Curve::P256 {
        return None;
    }
    let key = windows::Prepared::new(&[&[4], point].concat()).ok()?;
    Some(Box::new(key))
}

/// Prepares a private scalar for signing.
pub(crate) fn signer(curve: Curve, scalar: &[u8]) -> Result<Box<dyn Sign>, InvalidKey> {
    if scalar.len() != curve.coordinate_octets() {
        return Err(InvalidKey);
    }
    on_curve!(curve, types => {
        let key = types::SigningKey::from_slice(scalar).map_err(|_| InvalidKey)?;
        Ok(Box::new(Deterministic::<_, types::Signature>(key, core::marker::PhantomData)))
    })
}

fn without_tag(sec1: &[u8]) -> Result<Vec<u8>, InvalidKey> {
    match sec1.split_first() {
        Some((4, coordinates)) => Ok(coordinates.to_vec()),
        _ => Err(InvalidKey),
    }
}

/// A secp256k1 key that takes both s and n − s: the crate below refuses the high one on its own.
struct AnyS(k256::ecdsa::VerifyingKey);

impl Verify for AnyS {
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        let signature =
            k256::ecdsa::Signature::from_slice(signature).map_err(|_| SignatureMismatch)?;
        signature::Verifier::verify(&self.0, message, &signature.normalize_s())
            .map_err(|_| SignatureMismatch)
    }
}

/// A private key that derives its nonce from key and message (RFC 6979 §3.2).
struct Deterministic<K, S>(K, core::marker::PhantomData<fn() -> S>);

impl<K, S> Sign for Deterministic<K, S>
where
    K: signature::Signer<S> + Send + Sync,
    S: SignatureEncoding,
{
    fn sign(&self, message: &[u8], signature: &mut Vec<u8>) -> Result<(), SigningFailed> {
        let made = self.0.try_sign(message).map_err(|_| SigningFailed)?;
        signature.extend_from_slice(made.to_bytes().as_ref());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(curve: Curve) -> (Box<dyn Sign>, Box<dyn Verify>) {
        let scalar = generate(curve).unwrap();
        let point = public_point(curve, scalar.expose()).unwrap();
        (signer(curve, scalar.expose()).unwrap(), verifier(curve, &point).unwrap())
    }

    #[test]
    fn every_curve_signs_r_and_s_of_one_length() {
        for &curve in Curve::ALL {
            let (signer, verifier) = key(curve);
            let mut signature = Vec::new();
            signer.sign(b"message", &mut signature).unwrap();
            assert_eq!(Some(signature.len()), curve.coordinate_octets().checked_mul(2));
            assert_eq!(verifier.verify(b"message", &signature), Ok(()));
            assert_eq!(verifier.verify(b"massage", &signature), Err(SignatureMismatch));
            signature.push(0);
            assert_eq!(verifier.verify(b"message", &signature), Err(SignatureMismatch));
        }
    }

    #[test]
    fn zero_r_and_s_are_refused() {
        for &curve in Curve::ALL {
            let (_, verifier) = key(curve);
            let octets = curve.coordinate_octets().checked_mul(2).unwrap();
            assert_eq!(verifier.verify(b"m", &vec![0; octets]), Err(SignatureMismatch));
            assert_eq!(verifier.verify(b"m", &[]), Err(SignatureMismatch));
        }
    }

    #[test]
    fn secp256k1_takes_the_high_s_as_well() {
        let scalar = generate(Curve::Secp256k1).unwrap();
        let point = public_point(Curve::Secp256k1, scalar.expose()).unwrap();
        let verifier = verifier(Curve::Secp256k1, &point).unwrap();
        let signer = k256::ecdsa::SigningKey::from_slice(scalar.expose()).unwrap();
        let low: k256::ecdsa::Signature = signature::Signer::sign(&signer, b"m");
        let low = low.normalize_s();
        let (r, s) = low.split_scalars();
        let high = k256::ecdsa::Signature::from_scalars(r, -s).unwrap();
        assert_ne!(low, high);
        assert_eq!(verifier.verify(b"m", &low.to_bytes()), Ok(()));
        assert_eq!(verifier.verify(b"m", &high.to_bytes()), Ok(()));
    }

    #[test]
    fn points_off_the_curve_and_at_infinity_are_refused() {
        for &curve in Curve::ALL {
            let octets = curve.coordinate_octets().checked_mul(2).unwrap();
            assert!(verifier(curve, &vec![1; octets]).is_err());
            assert!(verifier(curve, &[]).is_err());
            assert_eq!(point(curve, &[0]), Err(InvalidKey));
            assert_eq!(point(curve, &[]), Err(InvalidKey));
        }
    }

    #[test]
    fn points_begin_with_02_03_or_04_alone() {
        for &curve in Curve::ALL {
            let scalar = generate(curve).unwrap();
            let whole = public_point(curve, scalar.expose()).unwrap();
            let (x, y) = whole.split_at(curve.coordinate_octets());
            let parity = y.last().unwrap() & 1;
            for first in 0..=u8::MAX {
                let short = point(curve, &[&[first], x].concat());
                assert_eq!(short == Ok(whole.clone()), first == 2 + parity, "{curve} {first}");
                assert_eq!(short.is_ok(), matches!(first, 2 | 3), "{curve} {first}");
                let long = point(curve, &[&[first], &whole[..]].concat());
                assert_eq!(long.is_ok(), first == 4, "{curve} {first}");
            }
        }
    }

    #[test]
    fn scalars_out_of_range_are_refused() {
        for &curve in Curve::ALL {
            let octets = curve.coordinate_octets();
            assert_eq!(public_point(curve, &vec![0; octets]), Err(InvalidKey));
            assert_eq!(public_point(curve, &vec![0xff; octets]), Err(InvalidKey));
            assert_eq!(public_point(curve, &[1]), Err(InvalidKey));
        }
    }
}
