//! The values of ECDSA on the way from a message and a signature to one comparison (RFC 6979 §2,
//! FIPS 186-5 §6.4).
//!
//! ```text
//! z = hash   w = s⁻¹ mod n   u1 = z·w   u2 = r·w   R = u1·G + u2·Q   r = x(R) mod n
//! ```
//!
//! Every integer is as long as a coordinate. With the private scalar d the nonce is found again from
//! the signature, k = w·(z + r·d); both are marked secret, for either gives away the other. A signer
//! may have put n − s for s, which gives n − k: the nonce is the one of the two that RFC 6979 §3.2
//! derives.
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
use crate::alg::hmac;
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
        steps.extend(nonce_step::<C>(given.hash, private, &r, &s, &z));
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
    hash: Hash,
    private: &Secret,
    r: &Scalar<C>,
    s: &Scalar<C>,
    z: &Scalar<C>,
) -> Option<Step> {
    let d = Zeroizing::new(nonzero::<C>(private.expose())?);
    let sum = Zeroizing::new(*z + *r * *d);
    let w: Scalar<C> = Option::from(Field::invert(s))?;
    let mut k = Zeroizing::new(w * *sum);
    let derived = deterministic::<C>(hash, private, z);
    if derived.is_some_and(|derived| *derived == -*k) {
        *k = -*k;
    }
    let affine: AffinePoint<C> = (ProjectivePoint::<C>::generator() * *k).into();
    let reduced = <Scalar<C> as Reduce<FieldBytes<C>>>::reduce(&affine.x());
    let inverse = Zeroizing::new(Option::<Scalar<C>>::from(Field::invert(&*k))?);
    let made = *inverse * *sum;
    let step = Step::new(
        "ecdsa.nonce",
        "Draw the nonce k and sign",
        "k is derived from the private key and the hash, so that no two messages share one: two \
         signatures with one k give the private key away. r is x(k · G) mod n, s is \
         (z + r · d) / k mod n; a signer that prefers the lower of two puts n − s in its place.",
        SIGNING,
    )
    .value(Value::secret("d", private.clone()))
    .value(integer::<C>("k", &k).masked(true))
    .value(integer::<C>("r", r))
    .value(integer::<C>("s", &made))
    .check("x(k · G) mod n = r", reduced == *r);
    Some(if made == *s {
        step.check("s is in the signature", true)
    } else {
        step.value(integer::<C>("n − s", s)).check("n − s is in the signature", made == -*s)
    })
}

/// Derives the nonce from the private key and the hash (RFC 6979 §3.2).
///
/// `None` where the group order is longer than the hash: no signer of such a curve negates s.
fn deterministic<C: CurveArithmetic>(
    hash: Hash,
    private: &Secret,
    z: &Scalar<C>,
) -> Option<Zeroizing<Scalar<C>>> {
    let (size, z) = (hash.octets(), z.to_repr());
    if z.len() != size {
        return None;
    }
    let mut value = Secret::new(vec![1; size]);
    let mut key = Secret::new(vec![0; size]);
    for round in [0, 1] {
        key = tag(hash, &key, &[value.expose(), &[round], private.expose(), &z])?;
        value = tag(hash, &key, &[value.expose()])?;
    }
    // Each further round is as likely as a number of this length is over the group order.
    for _ in 0..MOST_ROUNDS {
        value = tag(hash, &key, &[value.expose()])?;
        if let Some(nonce) = nonzero::<C>(value.expose()) {
            return Some(Zeroizing::new(nonce));
        }
        key = tag(hash, &key, &[value.expose(), &[0]])?;
        value = tag(hash, &key, &[value.expose()])?;
    }
    None
}

const MOST_ROUNDS: usize = 64;

/// HMAC over pieces that may be private; what they are joined in is wiped, as is the tag.
fn tag(hash: Hash, key: &Secret, pieces: &[&[u8]]) -> Option<Secret> {
    let message = Secret::new(pieces.concat());
    // Room for all of it, so that nothing is left behind by growing.
    let mut tag = Zeroizing::new(Vec::with_capacity(hash.octets()));
    hmac::signer(hash, key.expose()).sign(message.expose(), &mut tag).ok()?;
    Some(Secret::from(tag.as_slice()))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn octets(hex: &str) -> Vec<u8> {
        let digits: Vec<u8> =
            hex.chars().map(|one| u8::try_from(one.to_digit(16).unwrap()).unwrap()).collect();
        digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
    }

    const SCALAR: &str = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";
    const X: &str = "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6";
    const Y: &str = "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299";
    const NONCE: &str = "A6E3C57DD01ABE90086538398355DD4C3B17AA873382B0F24D6129493D8AAD60";
    const R: &str = "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716";
    const S: &str = "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8";

    #[test]
    fn rfc6979_a2_5_has_the_nonce_of_the_rfc_whichever_s_is_sent() {
        let scalar = |hex: &str| nonzero::<p256::NistP256>(&octets(hex)).unwrap();
        let (private, point) = (Secret::new(octets(SCALAR)), [octets(X), octets(Y)].concat());
        for (s, names) in [
            (scalar(S), &["d", "k", "r", "s"][..]),
            (-scalar(S), &["d", "k", "r", "s", "n − s"][..]),
        ] {
            let signature = [octets(R), s.to_repr().to_vec()].concat();
            let (curve, hash) = (Curve::P256, Hash::Sha256);
            let steps = steps(curve, hash, &point, Some(&private), b"sample", &signature);
            assert!(steps.iter().all(Step::holds));
            let step = steps.iter().find(|step| step.name == "ecdsa.nonce").unwrap();
            assert_eq!(step.find("k").unwrap().octets(), octets(NONCE));
            assert_eq!(step.find("s").unwrap().octets(), octets(S));
            let shown: Vec<_> = step.values.iter().map(|value| value.name).collect();
            assert_eq!(shown, names);
        }
    }
}
