//! P-256 verification with tables, for a key that checks many signatures (FIPS 186-5 §6.4.2).
//!
//! What takes the time is u1·G + u2·Q. Here both points have a table of their multiples d·2^(6i), with d from 1 to
//! 32, so that a product is 43 additions and no doubling. Digits are signed: the negative of a point is free.
//! Everything is public, the signature, the message and the key, so how long it takes may depend on them.
//!
//! ```text
//! scalar  │ 4 bits │ 6 bits │ … │ 6 bits │ 6 bits │     each from −32 to 31, what was borrowed carried to the left
//!              ▼        ▼           ▼        ▼         one point of each row, added up
//! table     row 42   row 41   …   row 1    row 0       43 rows of 32 points, 86 KiB
//! ```

#![expect(clippy::arithmetic_side_effects, reason = "points do not overflow")]

use std::sync::OnceLock;

use p256::AffinePoint;
use p256::NistP256;
use p256::ProjectivePoint;
use p256::ecdsa::VerifyingKey;
use p256::elliptic_curve::BatchNormalize;
use p256::elliptic_curve::Group;

use super::InvalidKey;
use super::SignatureMismatch;
use super::Verify;
use super::points::Affine;
use super::points::Element;
use super::points::Sum;
use super::points::holds;

/// A public key with its table.
pub(super) struct Prepared(Table);

impl Prepared {
    /// Works out the table of a point that is given as 04‖x‖y.
    pub(super) fn new(sec1: &[u8]) -> Result<Self, InvalidKey> {
        let key = VerifyingKey::from_sec1_bytes(sec1).map_err(|_| InvalidKey)?;
        Ok(Self(Table::new(*key.as_affine())))
    }
}

impl Verify for Prepared {
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        let good = holds::<NistP256>(message, signature, |u1, u2| {
            let mut sum = Sum::INFINITY;
            generator().add_product(&mut sum, u1);
            self.0.add_product(&mut sum, u2);
            sum
        });
        if good { Ok(()) } else { Err(SignatureMismatch) }
    }
}

/// The table of the generator, made once for all keys.
fn generator() -> &'static Table {
    static GENERATOR: OnceLock<Table> = OnceLock::new();
    GENERATOR.get_or_init(|| Table::new(AffinePoint::GENERATOR))
}

/// The multiples of a point, row by row.
struct Table(Vec<Affine<Element<NistP256>>>);

impl Table {
    fn new(point: AffinePoint) -> Self {
        let mut points = Vec::with_capacity(ROWS.saturating_mul(ROW));
        let mut base = ProjectivePoint::from(point);
        for _ in 0..ROWS {
            let mut multiple = base;
            for _ in 0..ROW {
                points.push(multiple);
                multiple += base;
            }
            // 64 times the base: the first of the next row.
            base = Group::double(points.last().unwrap_or(&base));
        }
        let points = ProjectivePoint::batch_normalize(points.as_slice());
        Self(points.iter().map(Affine::of::<NistP256>).collect())
    }

    /// Adds the point times a big-endian number of 256 bits to `sum`.
    fn add_product(&self, sum: &mut Sum<Element<NistP256>>, octets: &[u8]) {
        for (row, digit) in self.0.chunks_exact(ROW).zip(digits(octets)) {
            // Zero is in no row: nothing is added.
            let place = usize::from(digit.unsigned_abs()).checked_sub(1);
            match place.and_then(|place| row.get(place)) {
                Some(point) if digit > 0 => sum.add(point),
                Some(point) => sum.add(&point.negative()),
                None => {}
            }
        }
    }
}

/// The digits of a big-endian number to the base of 64, the lowest first, each from −32 to 31.
fn digits(octets: &[u8]) -> impl Iterator<Item = i8> {
    let mut rest = octets.iter().rev();
    let (mut bits, mut held) = (0_u32, 0_u32);
    (0..ROWS).map(move |_| {
        if held < WIDTH {
            let octet = rest.next().copied().unwrap_or_default();
            bits = bits.saturating_add(u32::from(octet) << held);
            held = held.saturating_add(8);
        }
        // The lowest 6 bits as a signed number.
        let [low, ..] = (bits << 2).to_le_bytes();
        let digit = low.cast_signed() >> 2;
        bits = bits.saturating_sub_signed(i32::from(digit)) >> WIDTH;
        held = held.saturating_sub(WIDTH);
        digit
    })
}

/// Bits of a digit.
const WIDTH: u32 = 6;

/// Points of a row, one for each size of a digit but zero.
const ROW: usize = 32;

/// Rows that 256 bits and a carry take.
const ROWS: usize = 43;

#[cfg(test)]
mod tests {
    use p256::Scalar;
    use p256::elliptic_curve::PrimeField;

    use super::super::points::tests::same;
    use super::*;

    #[test]
    fn digits_of_all_octets_make_the_number_again() {
        let mixed: [u8; 32] = core::array::from_fn(|place| u8::try_from(place * 37 % 251).unwrap());
        for octets in [mixed, [0; 32], [0xff; 32], [0x7f; 32], [0x80; 32]] {
            let all: Vec<i8> = digits(&octets).collect();
            assert_eq!(all.len(), ROWS);
            assert!(all.iter().all(|digit| (-32..32).contains(digit)));
            let sum = all.iter().rev().fold(Scalar::ZERO, |sum, &digit| {
                let size = Scalar::from(u64::from(digit.unsigned_abs()));
                sum * Scalar::from(64_u64) + if digit < 0 { -size } else { size }
            });
            let value =
                |sum, octet: &u8| sum * Scalar::from(256_u64) + Scalar::from(u64::from(*octet));
            assert_eq!(sum, octets.iter().fold(Scalar::ZERO, value));
        }
    }

    #[test]
    fn products_are_those_of_the_crate_below() {
        let table = Table::new(AffinePoint::GENERATOR);
        let small = [0_u64, 1, 31, 32, 33, 63, 64, 2047, 2048].map(Scalar::from);
        let edges = small
            .into_iter()
            .flat_map(|scalar| [scalar, -scalar, scalar.invert().unwrap_or(Scalar::ONE)]);
        for scalar in edges {
            let mut product = Sum::INFINITY;
            table.add_product(&mut product, &scalar.to_repr());
            assert!(same::<NistP256>(&product, ProjectivePoint::GENERATOR * scalar));
        }
    }
}
