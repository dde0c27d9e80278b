//! The values of ECDSA on the way from a message and a signature to one comparison (RFC 6979 §2,
//! FIPS 186-5 §6.4).
//!
//! ```text
//! z = hash   w = s⁻¹ mod n   u1 = z·w   u2 = r·w   R = u1·G + u2·Q   r = x(R) mod n
//! ```
//!
//! Every integer is as long as a coordinate. With the private scalar d the nonce is found again from
//! the signature, k = w·(z + r·d); both are marked secret, for either gives away the other.
#![expect(clippy::arithmetic_side_effects, reason = "arithmetic of scalars and points is modular")]

use p256::elliptic_curve::AffinePoint;
use p256::elliptic_curve::CurveArithmetic;
use p256::elliptic_curve::Field;
use p256::elliptic_curve::FieldBytes;
use p256::elliptic_curve::Group;
use p256::elliptic_curve::ProjectivePoint;
use p256::elliptic_curve::Scalar;
use p256::elliptic_curve::ff::PrimeField;
use p256::elliptic_curve::ops::Reduce;
use p256::elliptic_curve::point::AffineCoordinates;
use zeroize::Zeroize;
use zeroize::Zeroizing;

use super::Curve;
use crate::alg::Hash;
use crate::alg::trace::Input;
use crate::alg::trace::Step;
use crate::alg::trace::Value;
use crate::alg::trace::digest;
use crate::alg::trace::hashed;
use crate::explain::Document;
use crate::explain::Reference;
use crate::explain::Rfc;
use crate::secret::Secret;

const SIGNING: Reference = Rfc { number: 6979, section: "2.4" };
const VERIFYING: Reference = Document { name: "FIPS 186-5", section: "6.4.2" };

/// Takes a signature r‖s apart with the public point x‖y, and with the private scalar if there is one.
pub(crate) fn steps(
    curve: Curve,
    hash: Hash,
    point: &[u8],
    private: Option<&Secret>,
    message: &[u8],
    signature: &[u8],
) -> Vec<Step> {
    let given = Given { curve, hash, point, private, message, signature };
    let mut steps = Vec::new();
    // `None` is where no further value exists; the step that tells why is in the list already.
    let _ = match curve {
        Curve::P256 => walk::<p256::NistP256>(&given, &mut steps),
        Curve::P384 => walk::<p384::NistP384>(&given, &mut steps),
        Curve::P521 => walk::<p521::NistP521>(&given, &mut steps),
        Curve::Secp256k1 => walk::<k256::Secp256k1>(&given, &mut steps),
    };
    steps
}

struct Given<'g> {
    curve: Curve,
    hash: Hash,
    point: &'g [u8],
    private: Option<&'g Secret>,
    message: &'g [u8],
    signature: &'g [u8],
}

fn walk<C: CurveArithmetic>(given: &Given<'_>, steps: &mut Vec<Step>) -> Option<()> {
    let size = given.curve.coordinate_octets();
    let hash = digest(given.hash, &[given.message]);
    steps.push(hashed(given.hash, given.message, &hash));

    let z = truncated::<C>(&hash, size)?;
    steps.push(
        Step::new(
            "ecdsa.hash_integer",
            "Read the hash as an integer",
            "The leftmost bits of the hash, as many as the group order n has, are taken as an \
             integer. All curves of JOSE come with a hash that is not longer than n.",
            Rfc { number: 6979, section: "2.3.2" },
        )
        .value(integer::<C>("z", &z)),
    );

    let halves = given.signature.split_at_checked(size);
    let (left, right) = halves.unwrap_or((given.signature, &[]));
    let fits = right.len() == size;
    let r = if fits { nonzero::<C>(left) } else { None };
    let s = if fits { nonzero::<C>(right) } else { None };
    let end = left.len().saturating_add(right.len());
    let mut step = Step::new(
        "ecdsa.split",
        "Split the signature into r and s",
        "The two integers stand side by side, each as long as a coordinate of the curve, without \
         any DER around them. Both must be at least 1 and less than the group order n.",
        Rfc { number: 7518, section: "3.4" },
    )
    .value(Value::new("r", left).of(Input::Signature, 0..left.len()))
    .value(Value::new("s", right).of(Input::Signature, left.len()..end))
    .check("the signature is twice as long as a coordinate", fits);
    if fits {
        step = step.check("0 < r < n", r.is_some()).check("0 < s < n", s.is_some());
    }
    let (Some(r), Some(s)) = (r, s) else {
        steps.push(step);
        return None;
    };
    let w: Scalar<C> = Option::from(Field::invert(&s))?;
    if let Some(private) = given.private {
        // What is taken apart next is made here.
        steps.extend(nonce_step::<C>(private, &r, &w, &z));
    }
    steps.push(step);
    steps.push(
        Step::new(
            "ecdsa.inverse",
            "Invert s",
            "Dividing by s modulo n is multiplying by its inverse: w · s = 1 mod n.",
            VERIFYING,
        )
        .value(integer::<C>("w", &w))
        .check("w · s = 1 mod n", w * s == Scalar::<C>::ONE),
    );

    let (u1, u2) = (z * w, r * w);
    steps.push(
        Step::new(
            "ecdsa.factors",
            "Compute the two factors",
            "u1 = z · w carries the message, u2 = r · w the signature.",
            VERIFYING,
        )
        .value(integer::<C>("u1", &u1))
        .value(integer::<C>("u2", &u2)),
    );
    steps.push(point_step::<C>(given.point, &u1, &u2, &r)?);
    Some(())
}

fn point_step<C: CurveArithmetic>(
    point: &[u8],
    u1: &Scalar<C>,
    u2: &Scalar<C>,
    r: &Scalar<C>,
) -> Option<Step> {
    let (x, y) = point.split_at_checked(point.len().checked_div(2)?)?;
    let (x, y) = (FieldBytes::<C>::try_from(x).ok()?, FieldBytes::<C>::try_from(y).ok()?);
    let key: AffinePoint<C> = Option::from(AffinePoint::<C>::from_coordinates(&x, &y))?;
    let sum = ProjectivePoint::<C>::generator() * *u1 + ProjectivePoint::<C>::from(key) * *u2;
    let step = Step::new(
        "ecdsa.point",
        "Find the signer's point R again",
        "R = u1 · G + u2 · Q is the point k · G that the signer drew, without k being known. Its x \
         coordinate, reduced modulo n, must be r.",
        VERIFYING,
    )
    .value(with_halves(Value::new("Q", point), point.len()));
    if bool::from(sum.is_identity()) {
        return Some(step.check("R is not the point at infinity", false));
    }
    let affine: AffinePoint<C> = sum.into();
    let x = affine.x();
    let reduced = <Scalar<C> as Reduce<FieldBytes<C>>>::reduce(&x);
    let mut both = x.to_vec();
    both.extend_from_slice(&affine.y());
    let length = both.len();
    Some(
        step.value(with_halves(Value::new("R", both), length))
            .value(integer::<C>("x(R) mod n", &reduced))
            .value(integer::<C>("r", r))
            .check("r = x(R) mod n", reduced == *r),
    )
}

/// Solves the signing equation s = (z + r·d) / k for k.
fn nonce_step<C: CurveArithmetic>(
    private: &Secret,
    r: &Scalar<C>,
    w: &Scalar<C>,
    z: &Scalar<C>,
) -> Option<Step> {
    let d = Zeroizing::new(nonzero::<C>(private.expose())?);
    let k = Zeroizing::new(*w * (*z + *r * *d));
    let affine: AffinePoint<C> = (ProjectivePoint::<C>::generator() * *k).into();
    let reduced = <Scalar<C> as Reduce<FieldBytes<C>>>::reduce(&affine.x());
    Some(
        Step::new(
            "ecdsa.nonce",
            "Draw the nonce k and sign",
            "k is derived from the private key and the hash, so that no two messages share one: two \
             signatures with one k give the private key away. r is x(k · G) mod n, s is \
             (z + r · d) / k mod n, or its negative where a signer prefers the lower of the two.",
            SIGNING,
        )
        .value(Value::secret("d", private.clone()))
        .value(integer::<C>("k", &k).masked(true))
        .value(integer::<C>("r", r))
        .check("x(k · G) mod n = r", reduced == *r),
    )
}

fn with_halves(value: Value, length: usize) -> Value {
    let half = length.checked_div(2).unwrap_or(0);
    value.part("x", 0..half).part("y", half..length)
}

fn integer<C: CurveArithmetic>(name: &'static str, scalar: &Scalar<C>) -> Value {
    let mut repr = scalar.to_repr();
    let octets = repr.to_vec();
    // The nonce passes through here.
    repr.zeroize();
    Value::new(name, octets)
}

/// Reads an integer of full length in 1..n.
fn nonzero<C: CurveArithmetic>(octets: &[u8]) -> Option<Scalar<C>> {
    let repr = FieldBytes::<C>::try_from(octets).ok()?;
    let scalar: Scalar<C> = Option::from(Scalar::<C>::from_repr(repr))?;
    (!bool::from(Field::is_zero(&scalar))).then_some(scalar)
}

/// Takes the leftmost octets of a hash, or fills it up from the left, and reduces it modulo n.
fn truncated<C: CurveArithmetic>(hash: &[u8], size: usize) -> Option<Scalar<C>> {
    let left = hash.get(..size).unwrap_or(hash);
    let mut octets = vec![0; size.saturating_sub(left.len())];
    octets.extend_from_slice(left);
    let repr = FieldBytes::<C>::try_from(octets.as_slice()).ok()?;
    Some(<Scalar<C> as Reduce<FieldBytes<C>>>::reduce(&repr))
}
