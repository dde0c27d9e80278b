//! The values of Ed25519 on the way to S·B = R + k·A (RFC 8032 §5.1.6, §5.1.7).
//!
//! Integers and points are 32 octets, little-endian. With the private seed, its hash and what is made
//! of it are shown too, all marked secret: the nonce r gives away the key as surely as the seed does.
#![expect(clippy::arithmetic_side_effects, reason = "arithmetic of scalars and points is modular")]

use curve25519_dalek::EdwardsPoint;
use curve25519_dalek::Scalar;
use curve25519_dalek::edwards::CompressedEdwardsY;
use curve25519_dalek::scalar::clamp_integer;
use zeroize::Zeroizing;

use super::KEY_OCTETS;
use crate::alg::Hash;
use crate::alg::trace::Input;
use crate::alg::trace::Step;
use crate::alg::trace::Value;
use crate::alg::trace::digest;
use crate::explain::Reference;
use crate::explain::Rfc;
use crate::secret::Secret;

const SIGNING: Reference = Rfc { number: 8032, section: "5.1.6" };
const VERIFYING: Reference = Rfc { number: 8032, section: "5.1.7" };

/// Takes a signature R‖S apart with the public key, and with the private seed if there is one.
pub(crate) fn steps(
    public: &[u8],
    private: Option<&Secret>,
    message: &[u8],
    signature: &[u8],
) -> Vec<Step> {
    let mut steps = Vec::new();
    // `None` is where no further value exists; the step that tells why is in the list already.
    let _ = walk(public, private, message, signature, &mut steps);
    steps
}

fn walk(
    public: &[u8],
    private: Option<&Secret>,
    message: &[u8],
    signature: &[u8],
    steps: &mut Vec<Step>,
) -> Option<()> {
    let (left, right) = signature.split_at_checked(KEY_OCTETS).unwrap_or((signature, &[]));
    let fits = right.len() == KEY_OCTETS;
    let end = left.len().saturating_add(right.len());
    let point = decompress(left);
    let scalar = scalar(right);
    let mut step = Step::new(
        "eddsa.split",
        "Split the signature into R and S",
        "R is a point, S an integer. S must be less than the group order L, so that one message has \
         no second signature.",
        VERIFYING,
    )
    .value(Value::new("R", left).of(Input::Signature, 0..left.len()))
    .value(Value::new("S", right).of(Input::Signature, left.len()..end))
    .check("the signature has 64 octets", fits);
    if fits {
        step = step
            .check("S < L", scalar.is_some())
            .check("R is a point of the curve", point.is_some());
        if let Some(point) = &point {
            step = step.check("R is not of small order", !point.is_small_order());
        }
    }
    let (Some(point), Some(scalar), true) = (point, scalar, step.holds()) else {
        steps.push(step);
        return None;
    };

    let challenge = Challenge::of(left, public, message)?;
    let compute = challenge.step(public, message);
    match private.and_then(|seed| sign(seed, message, left, right, &challenge)) {
        // What is taken apart after these is made in them.
        Some([hash, nonce, response]) => steps.extend([hash, nonce, compute, response, step]),
        None => steps.extend([step, compute]),
    }

    let key = decompress(public)?;
    let left_side = EdwardsPoint::mul_base(&scalar);
    let product = key * challenge.scalar;
    let again = left_side - product;
    steps.push(
        Step::new(
            "eddsa.equation",
            "Compare S · B with R + k · A",
            "B is the base point. Whoever made S knew the number behind A; the verifier needs only \
             the points. R is compared in its encoded form.",
            VERIFYING,
        )
        .value(Value::new("S · B", left_side.compress().to_bytes().to_vec()))
        .value(Value::new("k · A", product.compress().to_bytes().to_vec()))
        .value(Value::new("R + k · A", (point + product).compress().to_bytes().to_vec()))
        .value(Value::new("S · B − k · A", again.compress().to_bytes().to_vec()))
        .check("S · B − k · A, encoded, is R", again.compress().as_bytes() == left),
    );
    Some(())
}

/// The steps of RFC 8032 §5.1.6, which need the seed.
fn sign(
    seed: &Secret,
    message: &[u8],
    point: &[u8],
    scalar: &[u8],
    challenge: &Challenge,
) -> Option<[Step; 3]> {
    let hash = Secret::new(digest(Hash::Sha512, &[seed.expose()]));
    let (lower, prefix) = hash.expose().split_at_checked(KEY_OCTETS)?;
    let lower = Zeroizing::new(<[u8; KEY_OCTETS]>::try_from(lower).ok()?);
    let clamped = Zeroizing::new(clamp_integer(*lower));
    let secret_scalar = Zeroizing::new(Scalar::from_bytes_mod_order(*clamped));
    let hash_step =
        Step::new(
            "eddsa.seed_hash",
            "Hash the private seed and split it",
            "The lower half becomes the secret scalar: its three lowest bits are cleared, its highest \
             is cleared and the one below set. The upper half is the prefix that nonces are made of.",
            Rfc { number: 8032, section: "5.1.5" },
        )
        .value(Value::secret("seed", seed.clone()))
        .value(
            Value::secret("h", hash.clone())
                .part("lower half", 0..KEY_OCTETS)
                .part("prefix", KEY_OCTETS..hash.len()),
        )
        .value(Value::secret("a", clamped.to_vec()));

    let wide = Secret::new(digest(Hash::Sha512, &[prefix, message]));
    let octets_of_wide = Zeroizing::new(<[u8; 64]>::try_from(wide.expose()).ok()?);
    let nonce = Zeroizing::new(Scalar::from_bytes_mod_order_wide(&octets_of_wide));
    let made = EdwardsPoint::mul_base(&nonce).compress();
    let nonce_step = Step::new(
        "eddsa.nonce",
        "Make the nonce r and the point R",
        "r = SHA-512(prefix ‖ M) mod L is as random as a drawn number to everybody else, and \
             needs no source of randomness. R = r · B is the first half of the signature.",
        SIGNING,
    )
    .value(Value::secret("r", octets(&nonce)))
    .value(Value::new("R", made.to_bytes().to_vec()))
    .check("r · B is the first half of the signature", made.as_bytes() == point);

    let sum = *nonce + challenge.scalar * *secret_scalar;
    let response_step = Step::new(
        "eddsa.response",
        "Compute S",
        "S = r + k · a mod L is the second half. Without r, which only the signer knows, it tells \
             nothing of a.",
        SIGNING,
    )
    .value(Value::new("S", octets(&sum)))
    .check("r + k · a mod L is the second half of the signature", sum.as_bytes() == scalar);
    Some([hash_step, nonce_step, response_step])
}

struct Challenge {
    hash: [u8; 64],
    scalar: Scalar,
}

impl Challenge {
    fn of(point: &[u8], public: &[u8], message: &[u8]) -> Option<Self> {
        let hash = digest(Hash::Sha512, &[point, public, message]);
        let hash = <[u8; 64]>::try_from(hash.as_slice()).ok()?;
        Some(Self { hash, scalar: Scalar::from_bytes_mod_order_wide(&hash) })
    }

    fn step(&self, public: &[u8], message: &[u8]) -> Step {
        Step::new(
            "eddsa.challenge",
            "Hash R, the public key and the signing input",
            "k = SHA-512(R ‖ A ‖ M) mod L ties this R to this key and this message. The signing input \
             itself goes in, not a digest of it.",
            VERIFYING,
        )
        .value(Value::new("A", public))
        .value(Value::new("message", message).of(Input::Message, 0..message.len()))
        .value(Value::new("SHA-512(R ‖ A ‖ M)", self.hash.to_vec()))
        .value(Value::new("k", octets(&self.scalar)))
    }
}

fn octets(scalar: &Scalar) -> Vec<u8> {
    scalar.as_bytes().to_vec()
}

fn decompress(octets: &[u8]) -> Option<EdwardsPoint> {
    CompressedEdwardsY(<[u8; KEY_OCTETS]>::try_from(octets).ok()?).decompress()
}

/// Reads an integer below the group order.
fn scalar(octets: &[u8]) -> Option<Scalar> {
    let octets = <[u8; KEY_OCTETS]>::try_from(octets).ok()?;
    Option::from(Scalar::from_canonical_bytes(octets))
}
