//! P-256 verification with tables, for a key that checks many signatures (FIPS 186-5 §6.4.2).
//!
//! What takes the time is u1·G + u2·Q. Here both points have a table of their multiples d·2^(6i), with d from 1 to
//! 63, so that a product is 43 additions and no doubling. Everything is public, the signature, the message and
//! the key, so how long it takes may depend on them. Points are added by `p256`'s own complete formulas.
//!
//! ```text
//! scalar  │ 4 bits │ 6 bits │ … │ 6 bits │ 6 bits │
//!              ▼        ▼           ▼        ▼         one point of each row, added up
//! table     row 42   row 41   …   row 1    row 0       43 rows of 63 points, about 190 KiB
//! ```

use core::ops::Add;
use core::ops::Mul;
use std::sync::OnceLock;

use p256::AffinePoint;
use p256::FieldBytes;
use p256::ProjectivePoint;
use p256::Scalar;
use p256::ecdsa::Signature;
use p256::ecdsa::VerifyingKey;
use p256::elliptic_curve::BatchNormalize;
use p256::elliptic_curve::PrimeField;
use p256::elliptic_curve::ops::Invert;
use p256::elliptic_curve::ops::Reduce;
use p256::elliptic_curve::point::AffineCoordinates;
use sha2::Digest;
use sha2::Sha256;

use super::InvalidKey;
use super::SignatureMismatch;
use super::Verify;

/// A public key with its table.
pub(super) struct Prepared(Table);

impl Prepared {
    /// Works out the table of a point that is given as 04‖x‖y.
    pub(super) fn new(sec1: &[u8]) -> Result<Self, InvalidKey> {
        let key = VerifyingKey::from_sec1_bytes(sec1).map_err(|_| InvalidKey)?;
        Ok(Self(Table::new(ProjectivePoint::from(*key.as_affine()))))
    }

    fn holds(&self, message: &[u8], signature: &Signature) -> bool {
        let (r, s) = signature.split_scalars();
        let inverse = s.invert_vartime();
        let hash = Scalar::reduce(&FieldBytes::from(<[u8; 32]>::from(Sha256::digest(message))));
        let (u1, u2) = (hash.mul(&*inverse), (*r).mul(&*inverse));
        let sum = generator().add_product(ProjectivePoint::IDENTITY, &u1);
        let sum = self.0.add_product(sum, &u2);
        // At infinity x is given as zero, which r never is.
        Scalar::reduce(&sum.to_affine().x()) == *r
    }
}

impl Verify for Prepared {
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        let signature = Signature::from_slice(signature).map_err(|_| SignatureMismatch)?;
        if self.holds(message, &signature) { Ok(()) } else { Err(SignatureMismatch) }
    }
}

/// The table of the generator, made once for all keys.
fn generator() -> &'static Table {
    static GENERATOR: OnceLock<Table> = OnceLock::new();
    GENERATOR.get_or_init(|| Table::new(ProjectivePoint::GENERATOR))
}

/// The multiples of a point, row by row.
struct Table(Vec<AffinePoint>);

impl Table {
    fn new(point: ProjectivePoint) -> Self {
        let mut points = Vec::with_capacity(ROWS.saturating_mul(ROW));
        let mut base = point;
        for _ in 0..ROWS {
            let mut multiple = base;
            for _ in 0..ROW {
                points.push(multiple);
                multiple = multiple.add(&base);
            }
            // 64 times the base: the first of the next row.
            base = multiple;
        }
        Self(ProjectivePoint::batch_normalize(points.as_slice()))
    }

    /// `sum` and the point times `scalar`.
    fn add_product(&self, mut sum: ProjectivePoint, scalar: &Scalar) -> ProjectivePoint {
        let octets = scalar.to_repr();
        for (row, digit) in self.0.chunks_exact(ROW).zip(digits(&octets)) {
            // Zero is in no row: nothing is added.
            if let Some(point) = digit.checked_sub(1).and_then(|place| row.get(place)) {
                sum = sum.add(point);
            }
        }
        sum
    }
}

/// The digits of a big-endian number to the base of 64, the lowest first.
fn digits(octets: &[u8]) -> impl Iterator<Item = usize> {
    let mut rest = octets.iter().rev();
    let (mut bits, mut held) = (0_usize, 0_u32);
    (0..ROWS).map(move |_| {
        if held < WIDTH {
            let octet = rest.next().copied().unwrap_or_default();
            bits |= usize::from(octet) << held;
            held = held.saturating_add(8);
        }
        let digit = bits & ROW;
        bits >>= WIDTH;
        held = held.saturating_sub(WIDTH);
        digit
    })
}

/// Bits of a digit.
const WIDTH: u32 = 6;

/// Points of a row, one for each digit but zero; also the digit with all bits set.
const ROW: usize = 63;

/// Rows that 256 bits take.
const ROWS: usize = 43;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Curve;
    use super::super::generate;
    use super::super::public_point;
    use super::super::signer;
    use super::super::verifier;
    use super::*;

    fn both(scalar: &[u8]) -> (Box<dyn Verify>, Prepared) {
        let point = public_point(Curve::P256, scalar).unwrap();
        let prepared = Prepared::new(&[&[4], &*point].concat()).unwrap();
        (verifier(Curve::P256, &point).unwrap(), prepared)
    }

    #[test]
    fn digits_of_all_octets_make_the_number_again() {
        let octets: [u8; 32] =
            core::array::from_fn(|place| u8::try_from(place * 37 % 251).unwrap());
        let all: Vec<usize> = digits(&octets).collect();
        assert_eq!(all.len(), ROWS);
        let bit = |place: usize| all[place / 6] >> (place % 6) & 1;
        for place in 0..256 {
            let expected = octets[31 - place / 8] >> (place % 8) & 1;
            assert_eq!(bit(place), usize::from(expected), "bit {place}");
        }
        assert!(digits(&[0xff; 32]).all(|digit| digit == 63 || digit == 15));
    }

    #[test]
    fn products_are_those_of_the_crate_below() {
        let table = Table::new(ProjectivePoint::GENERATOR);
        let edges =
            [Scalar::ZERO, Scalar::ONE, -Scalar::ONE, Scalar::from(63_u64), Scalar::from(64_u64)];
        for scalar in edges {
            let product = table.add_product(ProjectivePoint::IDENTITY, &scalar);
            assert_eq!(product, ProjectivePoint::GENERATOR * scalar);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        /// What the one says the other says, of good signatures and of any that is close to one.
        #[test]
        fn both_ways_agree(message in any::<Vec<u8>>(), place in 0_usize..64, bit in 0_u32..8) {
            let scalar = generate(Curve::P256).unwrap();
            let (plain, prepared) = both(scalar.expose());
            let mut signature = Vec::new();
            signer(Curve::P256, scalar.expose()).unwrap().sign(&message, &mut signature).unwrap();
            prop_assert_eq!(plain.verify(&message, &signature), Ok(()));
            prop_assert_eq!(prepared.verify(&message, &signature), Ok(()));
            signature[place] ^= 1 << bit;
            prop_assert_eq!(plain.verify(&message, &signature), Err(SignatureMismatch));
            prop_assert_eq!(prepared.verify(&message, &signature), Err(SignatureMismatch));
        }

        /// r and s of any size, zero and out of range among them.
        #[test]
        fn both_ways_agree_on_any_octets(octets in prop::collection::vec(prop_oneof![Just(0), Just(0xff), any::<u8>()], 0..70)) {
            let (plain, prepared) = both(&[7; 32]);
            prop_assert_eq!(plain.verify(b"m", &octets), prepared.verify(b"m", &octets));
        }
    }

    /// u1·G + u2·Q is the point at infinity: nothing that has an x.
    #[test]
    fn a_sum_at_infinity_is_no_signature() {
        let (plain, prepared) = both(&[7; 32]);
        let hash = Scalar::reduce(&FieldBytes::from(<[u8; 32]>::from(Sha256::digest(b"m"))));
        let private = Scalar::from_repr(FieldBytes::from([7; 32])).unwrap();
        // u1 + u2·d = 0 when r = −hash/d, whatever s is.
        let r = -hash * private.invert().unwrap();
        let signature = Signature::from_scalars(r, Scalar::ONE).unwrap().to_bytes();
        assert_eq!(plain.verify(b"m", &signature), Err(SignatureMismatch));
        assert_eq!(prepared.verify(b"m", &signature), Err(SignatureMismatch));
    }
}
