//! The values of ML-DSA that octets can show (FIPS 204 §6, §7.2): what is signed, and what a signature
//! is made of.
//!
//! ```text
//! tr = H(public key)   μ = H(tr ‖ 00 ‖ 00 ‖ M)   signature = c̃ ‖ z ‖ h   c̃ = H(μ ‖ w1)
//! ```
//!
//! H is SHAKE256. The arithmetic between z and w1, on polynomials modulo 8380417, is the primitive's
//! and is not taken apart. With the private seed, what it expands to is shown, marked secret.

use shake::ExtendableOutput;
use shake::Shake256;
use shake::Update;
use zeroize::Zeroizing;

use super::ParameterSet;
use super::verifier;
use crate::alg::trace::Input;
use crate::alg::trace::Step;
use crate::alg::trace::Value;
use crate::explain::Document;
use crate::explain::Reference;
use crate::secret::Secret;

const KEYS: Reference = Document { name: "FIPS 204", section: "6.1" };
const VERIFYING: Reference = Document { name: "FIPS 204", section: "6.3" };
const ENCODING: Reference = Document { name: "FIPS 204", section: "7.2" };
/// A polynomial has 256 coefficients, in a signature and everywhere else.
const COEFFICIENTS: usize = 256;

/// What the encodings of a parameter set depend on (FIPS 204 §4, table 1).
struct Parameters {
    /// Rows of the matrix, and polynomials of the hint.
    rows: u8,
    /// Columns of the matrix, and polynomials of z.
    columns: u8,
    challenge_octets: usize,
    /// Bits of a coefficient of z; γ1 is 2 to the power of one less.
    bits: usize,
    /// β: how much a coefficient of z must stay below γ1.
    beta: u32,
    /// ω: how many hints there may be.
    hints: usize,
}

impl Parameters {
    const fn of(set: ParameterSet) -> Self {
        match set {
            ParameterSet::MlDsa44 => {
                Self { rows: 4, columns: 4, challenge_octets: 32, bits: 18, beta: 78, hints: 80 }
            }
            ParameterSet::MlDsa65 => {
                Self { rows: 6, columns: 5, challenge_octets: 48, bits: 20, beta: 196, hints: 55 }
            }
            ParameterSet::MlDsa87 => {
                Self { rows: 8, columns: 7, challenge_octets: 64, bits: 20, beta: 120, hints: 75 }
            }
        }
    }

    fn response_octets(&self) -> usize {
        let bits = self.bits.saturating_mul(COEFFICIENTS);
        usize::from(self.columns).saturating_mul(bits.div_euclid(8))
    }

    fn hint_octets(&self) -> usize {
        self.hints.saturating_add(usize::from(self.rows))
    }
}

/// Takes a signature c̃ ‖ z ‖ h apart with the public key, and shows what the seed gives if there is one.
pub(crate) fn steps(
    set: ParameterSet,
    public: &[u8],
    private: Option<&Secret>,
    message: &[u8],
    signature: &[u8],
) -> Vec<Step> {
    let parameters = Parameters::of(set);
    let mut steps = Vec::new();
    steps.extend(private.map(|seed| seed_step(&parameters, public, seed)));
    let key_hash = shake256(&[public], 64);
    steps.push(key_hash_step(public, &key_hash));
    steps.push(representative_step(&key_hash, message));
    let split = split_step(&parameters, signature);
    let goes_on = split.holds();
    steps.push(split);
    if goes_on {
        let holds = verifier(set, public).is_ok_and(|key| key.verify(message, signature).is_ok());
        let challenge = signature.get(..parameters.challenge_octets).unwrap_or_default();
        steps.push(challenge_step(challenge, holds));
    }
    steps
}

fn seed_step(parameters: &Parameters, public: &[u8], seed: &Secret) -> Step {
    let expanded = shake256(&[seed.expose(), &[parameters.rows, parameters.columns]], 128);
    let begins = expanded.expose().get(..32).is_some_and(|rho| public.starts_with(rho));
    Step::new(
        "mldsa.seed",
        "Expand the private seed",
        "H of the seed and the size of the matrix gives three seeds: ρ for the public matrix, ρ' for \
         the secret vectors, and K for the nonce. Everything else of the key is computed from them.",
        KEYS,
    )
    .value(Value::secret("ξ", seed.clone()))
    .value(
        Value::secret("ρ ‖ ρ' ‖ K", expanded)
            .part("ρ", 0..32)
            .part("ρ'", 32..96)
            .part("K", 96..128),
    )
    .check("the public key begins with ρ", begins)
}

fn key_hash_step(public: &[u8], key_hash: &Secret) -> Step {
    Step::new(
        "mldsa.key_hash",
        "Hash the public key",
        "tr is SHAKE256 of the encoded public key. Hashed into what is signed, it binds a signature \
         to this one key.",
        VERIFYING,
    )
    .value(
        Value::new("public key", public)
            .part("ρ", 0..32.min(public.len()))
            .part("t1", 32.min(public.len())..public.len()),
    )
    .value(Value::new("tr", key_hash.clone()))
}

fn representative_step(key_hash: &Secret, message: &[u8]) -> Step {
    // Zero for "not hashed before", zero for the length of the context.
    let prefix = [0, 0];
    Step::new(
        "mldsa.message",
        "Make the message representative μ",
        "μ is SHAKE256 of tr, two zeros and the signing input. The first zero says that the message \
         was not hashed before, the second that the context, which JOSE leaves empty, has no octet.",
        VERIFYING,
    )
    .value(Value::new("message", message).of(Input::Message, 0..message.len()))
    .value(Value::new("μ", shake256(&[key_hash.expose(), &prefix, message], 64)))
}

fn split_step(parameters: &Parameters, signature: &[u8]) -> Step {
    let first = parameters.challenge_octets;
    let second = first.saturating_add(parameters.response_octets());
    let end = second.saturating_add(parameters.hint_octets());
    let step = Step::new(
        "mldsa.split",
        "Split the signature into c̃, z and h",
        "c̃ is the hash that the signer committed to, z the response, h hints for rounding. Small z \
         is what is hard to find without the key, and h has exactly one encoding.",
        ENCODING,
    );
    let parts = (signature.get(..first), signature.get(first..second), signature.get(second..));
    let (Some(challenge), Some(response), Some(hints)) = parts else {
        return step
            .value(Value::new("signature", signature).of(Input::Signature, 0..signature.len()))
            .check("the signature has the length of its parameter set", false);
    };
    let fits = signature.len() == end;
    let step = step
        .value(Value::new("c̃", challenge).of(Input::Signature, 0..first))
        .value(Value::new("z", response).of(Input::Signature, first..second))
        .value(Value::new("h", hints).of(Input::Signature, second..signature.len()))
        .check("the signature has the length of its parameter set", fits);
    if !fits {
        return step;
    }
    step.check("h is a list of hints in its one encoding", is_canonical(parameters, hints))
        .check("every coefficient of z is below γ1 − β", is_short(parameters, response))
}

fn challenge_step(challenge: &[u8], holds: bool) -> Step {
    Step::new(
        "mldsa.challenge",
        "Compute w1 and hash it again",
        "From z, c̃, h and the public key follows w1, the high bits of what the signer drew; c̃ must \
         be H(μ ‖ w1). The arithmetic on polynomials is left to the primitive here.",
        VERIFYING,
    )
    .value(Value::new("c̃", challenge).of(Input::Signature, 0..challenge.len()))
    .check("H(μ ‖ w1) is c̃", holds)
}

/// Tells whether hints rise within each polynomial, their counts never fall, and the rest is zero
/// (FIPS 204 algorithm 21).
fn is_canonical(parameters: &Parameters, hints: &[u8]) -> bool {
    let Some((places, counts)) = hints.split_at_checked(parameters.hints) else { return false };
    let mut start = 0;
    for count in counts {
        let end = usize::from(*count);
        let Some(of_one) = places.get(start..end) else { return false };
        if !of_one.is_sorted_by(|one, next| one < next) {
            return false;
        }
        start = end;
    }
    places.get(start..).is_some_and(|rest| rest.iter().all(|place| *place == 0))
}

/// Reads each coefficient as γ1 minus a number of so many bits, the lowest first (FIPS 204 algorithm
/// 19), and tells whether all are between −(γ1 − β) and γ1 − β.
fn is_short(parameters: &Parameters, response: &[u8]) -> bool {
    let half = 1_u32.checked_shl(u32::try_from(parameters.bits).unwrap_or(0)).unwrap_or(0) / 2;
    let bound = half.saturating_sub(parameters.beta);
    let bit = |at: usize| {
        let octet = response.get(at.div_euclid(8)).copied().unwrap_or_default();
        u32::from(octet >> at.rem_euclid(8) & 1)
    };
    let coefficients = usize::from(parameters.columns).saturating_mul(COEFFICIENTS);
    (0..coefficients).all(|index| {
        let start = index.saturating_mul(parameters.bits);
        let end = start.saturating_add(parameters.bits);
        let number = (start..end).rev().fold(0, |number: u32, at| number << 1 | bit(at));
        half.abs_diff(number) < bound
    })
}

fn shake256(pieces: &[&[u8]], octets: usize) -> Secret {
    let mut state = Shake256::default();
    for piece in pieces {
        state.update(piece);
    }
    let mut output = Zeroizing::new(vec![0; octets]);
    state.finalize_xof_into(&mut output);
    Secret::from(output.as_slice())
}
