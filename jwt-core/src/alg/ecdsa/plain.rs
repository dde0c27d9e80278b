//! Verification with a key as it comes, for a few signatures (FIPS 186-5 §6.4.2).
//!
//! u1·G + u2·Q is added up from the highest bit to the lowest with one run of doublings for both products (Straus).
//! Digits are signed and odd, with zeros between them (the non-adjacent form), so a table holds odd multiples alone: 32
//! of the generator, made once for all keys, and 8 of the key, made when it is first used.

use std::sync::OnceLock;

use p256::elliptic_curve::PrimeField;

use super::SignatureMismatch;
use super::Verify;
use super::points::Affine;
use super::points::Element;
use super::points::GENERATOR_WIDTH;
use super::points::Nist;
use super::points::Sum;
use super::points::holds;
use super::points::odd_multiples;

/// A public key and, once it was used, a few of its multiples.
pub(super) struct Plain<C: Nist> {
    key: C::ProjectivePoint,
    multiples: OnceLock<[Affine<Element<C>>; 1 << (KEY_WIDTH - 2)]>,
}

/// Bits of a digit that the key is multiplied by.
const KEY_WIDTH: u32 = 5;

impl<C: Nist> Plain<C> {
    /// Takes a point of the curve that is not at infinity.
    pub(super) fn new(point: C::AffinePoint) -> Self {
        Self { key: point.into(), multiples: OnceLock::new() }
    }
}

impl<C: Nist> Verify for Plain<C> {
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        let good = holds::<C>(message, signature, |u1, u2| {
            let key = self.multiples.get_or_init(|| odd_multiples::<C, _>(self.key));
            sum(
                (C::generator(), &Digits::new(u1, GENERATOR_WIDTH)),
                (key, &Digits::new(u2, KEY_WIDTH)),
            )
        });
        if good { Ok(()) } else { Err(SignatureMismatch) }
    }
}

/// Adds up the products of two points, of which the odd multiples are given, and two scalars.
fn sum<F: PrimeField>(a: (&[Affine<F>], &Digits), b: (&[Affine<F>], &Digits)) -> Sum<F> {
    let mut sum = Sum::INFINITY;
    let leading = |(a, b): &(&i8, &i8)| **a == 0 && **b == 0;
    for (a_digit, b_digit) in a.1.0.iter().zip(&b.1.0).rev().skip_while(leading) {
        sum.double();
        for (multiples, &digit) in [(a.0, a_digit), (b.0, b_digit)] {
            // Of 1, 3, 5 and so on the half, rounded down, is the place. An even digit is zero.
            let place = usize::from(digit.unsigned_abs() >> 1);
            match multiples.get(place) {
                Some(point) if digit > 0 => sum.add(point),
                Some(point) if digit < 0 => sum.add(&point.negative()),
                _ => {}
            }
        }
    }
    sum
}

/// The digits of a number in non-adjacent form, the lowest first, one for each bit.
///
/// A digit is zero or odd and less than half of 2^width in either direction. After one that is not zero come at least
/// width − 1 zeros.
struct Digits([i8; 522]);

impl Digits {
    /// Takes a big-endian number of at most 521 bits. `width` is at most 8.
    fn new(octets: &[u8], width: u32) -> Self {
        let mut digits = [0_i8; 522];
        // Bits from the lowest up: `held` of them are in `bits`, with what is carried added to them.
        let mut rest = octets.iter().rev();
        let (mut bits, mut held) = (0_u32, 0_u32);
        let unused = 8_u32.saturating_sub(width);
        for digit in &mut digits {
            if held < width {
                match rest.next() {
                    Some(&octet) => bits = bits.saturating_add(u32::from(octet) << held),
                    None if bits == 0 => break,
                    None => {}
                }
                held = held.saturating_add(8);
            }
            if bits & 1 == 1 {
                // The lowest bits as a signed number. Without it they are zero, and what was borrowed is carried.
                let [low, ..] = (bits << unused).to_le_bytes();
                *digit = low.cast_signed() >> unused;
                bits = bits.saturating_sub_signed(i32::from(*digit));
            }
            bits >>= 1;
            held = held.saturating_sub(1);
        }
        Self(digits)
    }
}

#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of a test are small, and scalars do not overflow"
)]
mod tests {
    use p256::elliptic_curve::Field;
    use proptest::prelude::*;

    use super::super::Curve;
    use super::super::InvalidKey;
    use super::super::generate;
    use super::super::prepared;
    use super::super::public_point;
    use super::super::signer;
    use super::super::verifier;
    use super::*;

    /// A key of the crates below, which check signatures with their own sums.
    type Below = Box<dyn Fn(&[u8], &[u8]) -> bool>;

    macro_rules! below {
        ($types:ident, $sec1:expr) => {{
            use $types::ecdsa::signature::Verifier;
            let key = $types::ecdsa::VerifyingKey::from_sec1_bytes($sec1).unwrap();
            let below: Below = Box::new(move |message, signature| {
                $types::ecdsa::Signature::from_slice(signature)
                    .is_ok_and(|signature| key.verify(message, &signature).is_ok())
            });
            below
        }};
    }

    fn below(curve: Curve, point: &[u8]) -> Below {
        let sec1 = [&[4], point].concat();
        match curve {
            Curve::P256 => below!(p256, &sec1),
            Curve::P384 => below!(p384, &sec1),
            Curve::P521 => below!(p521, &sec1),
            Curve::Secp256k1 => below!(k256, &sec1),
        }
    }

    const CURVES: [Curve; 3] = [Curve::P256, Curve::P384, Curve::P521];

    /// Every way there is to check with a key, which all say the same.
    fn checked(curve: Curve, point: &[u8], message: &[u8], signature: &[u8]) -> bool {
        let expected = below(curve, point)(message, signature);
        let plain = verifier(curve, point).unwrap();
        assert_eq!(plain.verify(message, signature).is_ok(), expected, "{curve}");
        if let Some(prepared) = prepared(curve, point) {
            assert_eq!(prepared.verify(message, signature).is_ok(), expected, "{curve}, prepared");
        }
        expected
    }

    #[test]
    fn digits_add_up_to_the_number_and_have_zeros_between_them() {
        // 2^521 − 1 is the largest that has room.
        let mut largest = [0xff; 66];
        largest[0] = 1;
        let octets: [&[u8]; 5] = [&[0; 32], &[0xff; 32], &largest, &[0x55, 0xaa, 0x80, 0x7f], &[1]];
        for octets in octets {
            for width in [2, 5, 7, 8] {
                let digits = Digits::new(octets, width).0;
                let two = p521::Scalar::from(2_u64);
                let value = |sum: p521::Scalar, octet: &u8| {
                    sum * two.pow([8]) + p521::Scalar::from(u64::from(*octet))
                };
                let expected = octets.iter().fold(p521::Scalar::ZERO, value);
                let sum = digits.iter().rev().fold(p521::Scalar::ZERO, |sum, &digit| {
                    let size = p521::Scalar::from(u64::from(digit.unsigned_abs()));
                    sum.double() + if digit < 0 { -size } else { size }
                });
                assert_eq!(sum, expected, "{octets:?} {width}");
                for (place, digit) in digits.iter().enumerate().filter(|(_, digit)| **digit != 0) {
                    assert!(digit % 2 != 0 && i32::from(digit.unsigned_abs()) < 1 << (width - 1));
                    let after = digits.iter().skip(place + 1).take(width as usize - 1);
                    assert!(after.copied().all(|digit| digit == 0), "{octets:?} {width}");
                }
            }
        }
    }

    /// u1·G + u2·Q is the point at infinity: nothing that has an x.
    fn infinity<C: Nist>(curve: Curve) -> Result<(), InvalidKey> {
        let private = C::Scalar::from(7_u64);
        let point = public_point(curve, private.to_repr().as_ref())?;
        // u1 + u2·d = 0 when r = −hash/d, whatever s is.
        let mut hash = p256::elliptic_curve::FieldBytes::<C>::default();
        let digest = <C::Hash as sha2::Digest>::digest(b"m");
        let start = hash.len() - digest.len();
        hash[start..].copy_from_slice(&digest);
        let hash = <C::Scalar as p256::elliptic_curve::ops::Reduce<_>>::reduce(&hash);
        let r = -hash * Field::invert(&private).unwrap();
        let signature = [r.to_repr(), C::Scalar::ONE.to_repr()].concat();
        assert!(!checked(curve, &point, b"m", &signature));
        Ok(())
    }

    #[test]
    fn a_sum_at_infinity_is_no_signature() {
        infinity::<p256::NistP256>(Curve::P256).unwrap();
        infinity::<p384::NistP384>(Curve::P384).unwrap();
        infinity::<p521::NistP521>(Curve::P521).unwrap();
    }

    /// With the generator for a key both tables hold the same points, and sums meet equal and opposite ones.
    #[test]
    fn keys_that_are_the_generator_or_its_negative_are_like_others() {
        for curve in CURVES {
            let octets = curve.coordinate_octets();
            let mut one = vec![0; octets];
            one[octets - 1] = 1;
            let point = public_point(curve, &one).unwrap();
            for message in 0_u8..16 {
                let mut signature = Vec::new();
                signer(curve, &one).unwrap().sign(&[message], &mut signature).unwrap();
                assert!(checked(curve, &point, &[message], &signature));
                assert!(!checked(curve, &point, &[message + 1], &signature));
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

        /// What the crates below say all ways say, of good signatures and of any that is close to one.
        #[test]
        fn all_ways_agree(message in any::<Vec<u8>>(), place in 0_usize..64, bit in 0_u32..8) {
            for curve in CURVES {
                let scalar = generate(curve).unwrap();
                let point = public_point(curve, scalar.expose()).unwrap();
                let mut signature = Vec::new();
                signer(curve, scalar.expose()).unwrap().sign(&message, &mut signature).unwrap();
                prop_assert!(checked(curve, &point, &message, &signature));
                signature[place] ^= 1 << bit;
                prop_assert!(!checked(curve, &point, &message, &signature));
            }
        }

        /// r and s of any size, zero and out of range among them.
        #[test]
        fn all_ways_agree_on_any_octets(octets in prop::collection::vec(prop_oneof![Just(0), Just(0xff), any::<u8>()], 0..140)) {
            for curve in CURVES {
                let mut scalar = vec![7; curve.coordinate_octets()];
                scalar[0] = 0;
                let point = public_point(curve, &scalar).unwrap();
                checked(curve, &point, b"m", &octets);
                let right_length = octets.iter().copied().cycle().take(2 * curve.coordinate_octets());
                checked(curve, &point, b"m", &right_length.collect::<Vec<_>>());
            }
        }
    }
}
