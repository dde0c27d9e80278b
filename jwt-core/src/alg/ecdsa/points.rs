//! Sums of points on a curve of NIST, y² = x³ − 3x + b, for checking signatures (FIPS 186-5 §6.4.2).
//!
//! Field and scalars are those of the crates below. What is added here are Jacobian coordinates, where (X, Y, Z)
//! stands for the point (X/Z², Y/Z³) and Z = 0 for infinity: a doubling takes 8 multiplications and a point out of a
//! table 11, where the complete formulas below take 13 and twice as many additions. Complete they are not: infinity,
//! a point and itself, a point and its negative are told apart by branches. That is for public values alone, and a
//! signature, its message and its key are public. Nothing here may meet a private key.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "elements of a field and points do not overflow"
)]

use core::array;
use core::iter;
use std::sync::OnceLock;

use p256::elliptic_curve::CurveGroup;
use p256::elliptic_curve::Field;
use p256::elliptic_curve::FieldBytes;
use p256::elliptic_curve::Group;
use p256::elliptic_curve::PrimeField;
use p256::elliptic_curve::hazmat::FieldArithmetic;
use p256::elliptic_curve::ops::Invert;
use p256::elliptic_curve::ops::Reduce;
use p256::elliptic_curve::point::AffineCoordinates;
use p256::elliptic_curve::subtle::CtOption;
use sha2::Digest;

/// A curve of NIST, with the hash that JWA takes for it (RFC 7518 §3.4).
pub(super) trait Nist: FieldArithmetic {
    type Hash: Digest;

    /// The generator's odd multiples, worked out at the first call.
    fn generator() -> &'static [Affine<Element<Self>>];
}

/// A coordinate.
pub(super) type Element<C> = <C as FieldArithmetic>::FieldElement;

macro_rules! nist {
    ($($curve:ty, $hash:ty;)*) => { $(
        impl Nist for $curve {
            type Hash = $hash;

            fn generator() -> &'static [Affine<Element<Self>>] {
                static MULTIPLES: OnceLock<[Affine<Element<$curve>>; 1 << (GENERATOR_WIDTH - 2)]> =
                    OnceLock::new();
                MULTIPLES.get_or_init(|| odd_multiples::<$curve, _>(Group::generator()))
            }
        }
    )* };
}

nist! {
    p256::NistP256, sha2::Sha256;
    p384::NistP384, sha2::Sha384;
    p521::NistP521, sha2::Sha512;
}

/// Bits of a digit that the generator is multiplied by: 32 multiples in its table.
pub(super) const GENERATOR_WIDTH: u32 = 7;

/// Checks a signature r‖s where `sum` gives u1·G + u2·Q.
pub(super) fn holds<C: Nist>(
    message: &[u8],
    signature: &[u8],
    sum: impl FnOnce(&FieldBytes<C>, &FieldBytes<C>) -> Sum<Element<C>>,
) -> bool {
    let point_x = || {
        let half = FieldBytes::<C>::default().len();
        let (r, s) = signature.split_at_checked(half)?;
        let (r, s) = (scalar::<C>(r)?, scalar::<C>(s)?);
        let inverse: C::Scalar = Option::from(s.invert_vartime())?;
        let (u1, u2) = (hashed::<C>(message) * inverse, r * inverse);
        let x = sum(&u1.to_repr(), &u2.to_repr()).x()?;
        Some((r, C::Scalar::reduce(&x.to_repr())))
    };
    point_x().is_some_and(|(r, x)| r == x)
}

/// Reads r or s: as long as n, at least one, less than n.
fn scalar<C: Nist>(octets: &[u8]) -> Option<C::Scalar> {
    let mut repr = FieldBytes::<C>::default();
    if octets.len() != repr.len() {
        return None;
    }
    repr.copy_from_slice(octets);
    let scalar: C::Scalar = Option::from(C::Scalar::from_repr(repr))?;
    (!scalar.is_zero_vartime()).then_some(scalar)
}

/// The hash as a scalar. None is longer than n, so none of its bits is cut off.
fn hashed<C: Nist>(message: &[u8]) -> C::Scalar {
    let mut repr = FieldBytes::<C>::default();
    let hash = C::Hash::digest(message);
    repr.iter_mut().rev().zip(hash.iter().rev()).for_each(|(to, from)| *to = *from);
    C::Scalar::reduce(&repr)
}

/// A point that is not at infinity.
#[derive(Clone, Copy)]
pub(super) struct Affine<F> {
    x: F,
    y: F,
}

impl<F: PrimeField> Affine<F> {
    pub(super) fn of<C: Nist<FieldElement = F>>(point: &C::AffinePoint) -> Self
    where
        F: PrimeField<Repr = FieldBytes<C>>,
    {
        // A point's own coordinates are less than p.
        let read = |repr| F::from_repr(repr).unwrap_or(F::ZERO);
        Self { x: read(point.x()), y: read(point.y()) }
    }

    /// The point mirrored at the x-axis.
    pub(super) fn negative(&self) -> Self {
        Self { x: self.x, y: -self.y }
    }
}

/// P, 3P, 5P and so on.
pub(super) fn odd_multiples<C: Nist, const N: usize>(
    point: C::ProjectivePoint,
) -> [Affine<Element<C>>; N] {
    let twice = point.double();
    let mut rest = iter::successors(Some(point), |multiple| Some(*multiple + twice));
    let multiples: [_; N] = array::from_fn(|_| rest.next().unwrap_or(point));
    let mut normalized = [C::AffinePoint::default(); N];
    CurveGroup::batch_normalize(&multiples, &mut normalized);
    normalized.map(|point| Affine::of::<C>(&point))
}

/// A point in Jacobian coordinates.
#[derive(Clone, Copy)]
pub(super) struct Sum<F> {
    x: F,
    y: F,
    z: F,
}

impl<F: PrimeField> Sum<F> {
    pub(super) const INFINITY: Self = Self { x: F::ONE, y: F::ONE, z: F::ZERO };

    /// Doubles the point; infinity stays what it is. No point of odd order is its own negative.
    pub(super) fn double(&mut self) {
        let zz = self.z.square();
        let slope = triple((self.x - zz) * (self.x + zz));
        let y2 = self.y.double();
        let yy2 = self.y * y2;
        let yy4 = yy2.double();
        let xyy4 = self.x * yy4;
        let x = slope.square() - xyy4.double();
        let y = slope * (xyy4 - x) - yy2 * yy4;
        *self = Self { x, y, z: y2 * self.z };
    }

    /// Adds any point of a table, the same one and its negative among them.
    pub(super) fn add(&mut self, point: &Affine<F>) {
        if self.z.is_zero_vartime() {
            *self = Self { x: point.x, y: point.y, z: F::ONE };
            return;
        }
        let zz = self.z.square();
        let run = point.x * zz - self.x;
        let rise = point.y * zz * self.z - self.y;
        if run.is_zero_vartime() {
            if rise.is_zero_vartime() {
                self.double();
            } else {
                *self = Self::INFINITY;
            }
            return;
        }
        let run2 = run.square();
        let run3 = run2 * run;
        let shifted = self.x * run2;
        let x = rise.square() - run3 - shifted.double();
        let y = rise * (shifted - x) - self.y * run3;
        *self = Self { x, y, z: self.z * run };
    }

    /// The point's x, which infinity has none of.
    fn x(&self) -> Option<F>
    where
        F: Invert<Output = CtOption<F>>,
    {
        let inverse: F = Option::from(self.z.invert_vartime())?;
        Some(self.x * inverse.square())
    }
}

fn triple<F: Field>(element: F) -> F {
    element.double() + element
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A point in both ways, with a Z that is not one.
    fn point<C: Nist>(times: u64, turns: u64) -> (Sum<Element<C>>, C::ProjectivePoint) {
        let turned = Element::<C>::from(turns);
        let projective = C::ProjectivePoint::generator() * C::Scalar::from(times);
        if times == 0 {
            return (Sum { x: turned, y: turned, z: Element::<C>::ZERO }, projective);
        }
        let Affine { x, y } = Affine::of::<C>(&projective.to_affine());
        (Sum { x: x * turned.square(), y: y * turned.square() * turned, z: turned }, projective)
    }

    pub(in super::super) fn same<C: Nist>(
        ours: &Sum<Element<C>>,
        theirs: C::ProjectivePoint,
    ) -> bool {
        let theirs = theirs.to_affine();
        let infinite = bool::from(ours.z.is_zero());
        let Some(x) = ours.x() else { return infinite && theirs == C::AffinePoint::default() };
        let inverse = ours.z.invert_vartime().unwrap();
        let y = ours.y * inverse.square() * inverse;
        x.to_repr() == theirs.x() && y.to_repr() == theirs.y()
    }

    /// All sums of two small multiples: infinity, doublings and opposites are among them.
    fn sums<C: Nist>() {
        for a in 0..8 {
            for b in 1..8 {
                let table = Affine::of::<C>(&point::<C>(b, 1).1.to_affine());
                let (mut sum, expected) = point::<C>(a, a + 3);
                sum.add(&table);
                assert!(same::<C>(&sum, expected + point::<C>(b, 1).1), "{a} + {b}");
                let (mut difference, expected) = point::<C>(a, b + 5);
                difference.add(&table.negative());
                assert!(same::<C>(&difference, expected - point::<C>(b, 1).1), "{a} - {b}");
            }
            let (mut twice, expected) = point::<C>(a, 9);
            twice.double();
            assert!(same::<C>(&twice, expected.double()), "2 · {a}");
        }
    }

    #[test]
    fn sums_are_those_of_the_crates_below() {
        sums::<p256::NistP256>();
        sums::<p384::NistP384>();
        sums::<p521::NistP521>();
    }

    #[test]
    fn multiples_are_odd() {
        let table: [_; 4] = odd_multiples::<p256::NistP256, 4>(Group::generator());
        for (place, multiple) in table.iter().enumerate() {
            let mut sum = Sum::INFINITY;
            sum.add(multiple);
            let times = u64::try_from(2 * place + 1).unwrap();
            assert!(same::<p256::NistP256>(&sum, point::<p256::NistP256>(times, 1).1));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn sums_of_any_points_agree(a in any::<u64>(), b in 1..=u64::MAX, turns in 1..=u64::MAX) {
            let (mut sum, expected) = point::<p256::NistP256>(a, turns);
            let other = point::<p256::NistP256>(b, 1).1;
            sum.add(&Affine::of::<p256::NistP256>(&other.to_affine()));
            prop_assert!(same::<p256::NistP256>(&sum, expected + other));
            sum.double();
            prop_assert!(same::<p256::NistP256>(&sum, Group::double(&(expected + other))));
        }
    }
}
