//! The values of RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 8017 §8.1.2, §8.2.2, §9).
//!
//! ```text
//! EM of PKCS1-v1_5 = 00 ‖ 01 ‖ ff … ff ‖ 00 ‖ DigestInfo prefix ‖ hash
//! EM of PSS        = maskedDB ‖ H ‖ bc,  DB = 00 … 00 ‖ 01 ‖ salt,  H = Hash(00×8 ‖ hash ‖ salt)
//! ```
//!
//! Both begin alike: the signature is an integer s below n, and s^e mod n is EM. The private
//! exponent, shown when a signature is made, is marked secret.

use super::PrivateIntegers;
use super::PublicIntegers;
use super::emsa_pkcs1::prefix;
use super::emsa_pss::TRAILER;
use crate::alg::Hash;
use crate::alg::integers::MAX_MODULUS_BITS;
use crate::alg::trace::Input;
use crate::alg::trace::Step;
use crate::alg::trace::Value;
use crate::alg::trace::digest;
use crate::alg::trace::hashed;
use crate::explain::Reference;
use crate::explain::Rfc;

const PKCS1_ENCODING: Reference = Rfc { number: 8017, section: "9.2" };
const PSS_CHECKING: Reference = Rfc { number: 8017, section: "9.1.2" };

/// Takes an RSASSA-PKCS1-v1_5 signature apart.
pub(crate) fn pkcs1(
    hash: Hash,
    public: &PublicIntegers,
    private: Option<&PrivateIntegers>,
    message: &[u8],
    signature: &[u8],
) -> Vec<Step> {
    let digested = digest(hash, &[message]);
    let mut steps = vec![hashed(hash, message, &digested)];
    let info = digest_info(hash, &digested);
    let expected = pkcs1_encoding(&info, public.modulus.len());
    steps.push(
        Step::new(
            "rsa.digest_info",
            "Name the hash in front of the digest",
            "DigestInfo is a fixed prefix that says which hash was used, then the digest. Naming it \
             keeps a digest of one hash from passing as that of another.",
            PKCS1_ENCODING,
        )
        .value(with_digest_info(Value::new("DigestInfo", info.clone()), &info, hash, 0)),
    );
    steps.push(
        Step::new(
            "rsa.expected_message",
            "Fill it up to the length of the modulus",
            "00 01, as many ff as fit, 00, and the DigestInfo. Every octet is determined: a verifier \
             compares the whole and parses nothing.",
            PKCS1_ENCODING,
        )
        .value(with_pkcs1_parts(Value::new("expected EM", expected.clone()), &info, hash)),
    );
    steps.extend(private_step(public, private, &expected, signature));
    let Some(encoded) = open(public, signature, Rfc { number: 8017, section: "8.2.2" }, &mut steps)
    else {
        return steps;
    };
    let rest = encoded.len().saturating_sub(info.len());
    let (padding, found) = encoded.split_at_checked(rest).unwrap_or((&encoded, &[]));
    let wanted = expected.get(..rest).unwrap_or_default();
    let prefix = info.len().saturating_sub(hash.octets());
    steps.push(
        Step::new(
            "rsa.compare",
            "Compare EM with the expected one",
            "The signature opens to exactly the octets that this message asks for, or it does not \
             hold. What s^e gives for a forged signature looks like noise.",
            Rfc { number: 8017, section: "8.2.2" },
        )
        .value(with_pkcs1_parts(Value::new("EM", encoded.clone()), &info, hash))
        .check("EM begins with 00 01", encoded.starts_with(&[0, 1]))
        .check("ff fills EM up to one 00", padding.get(2..) == wanted.get(2..))
        .check("the DigestInfo names the hash", found.get(..prefix) == info.get(..prefix))
        .check("the hash in EM is that of the message", found.get(prefix..) == Some(&digested))
        .check("EM is the expected EM", encoded == expected),
    );
    steps
}

/// Takes an RSASSA-PSS signature apart; the salt must be as long as the hash.
pub(crate) fn pss(
    hash: Hash,
    public: &PublicIntegers,
    private: Option<&PrivateIntegers>,
    message: &[u8],
    signature: &[u8],
) -> Vec<Step> {
    let digested = digest(hash, &[message]);
    let mut steps = vec![hashed(hash, message, &digested)];
    let reference = Rfc { number: 8017, section: "8.1.2" };
    let mut opening = Vec::new();
    let opened = open(public, signature, reference, &mut opening);
    if let Some(encoded) = &opened {
        // The salt is nowhere but in EM, so the signer's EM is read from the signature.
        steps.extend(private_step(public, private, encoded, signature));
    }
    steps.append(&mut opening);
    if let Some(opened) = opened {
        // `None` is where no further value exists; the step that tells why is in the list already.
        let _ = pss_open(hash, public, &digested, &opened, &mut steps);
    }
    steps
}

fn pss_open(
    hash: Hash,
    public: &PublicIntegers,
    digested: &[u8],
    opened: &[u8],
    steps: &mut Vec<Step>,
) -> Option<()> {
    let bits = public.bits().saturating_sub(1);
    let length = bits.div_ceil(8);
    let (front, encoded) = opened.split_at_checked(opened.len().checked_sub(length)?)?;
    // Salt and hash are of one length; 01 and bc stand beside them.
    let room = hash.octets().saturating_mul(2).saturating_add(2) <= length;
    let step = Step::new(
        "rsa.pss_split",
        "Take EM apart",
        "EM is the masked data block, the hash H and the octet bc. It has one bit less than the \
         modulus, so that it is the smaller number.",
        PSS_CHECKING,
    )
    .check("EM has room for a hash and a salt", room);
    if !room {
        steps.push(step.value(Value::new("EM", encoded)));
        return None;
    }
    let masked_end = length.checked_sub(hash.octets())?.checked_sub(1)?;
    let hash_end = length.checked_sub(1)?;
    let masked = encoded.get(..masked_end)?;
    let hash_found = encoded.get(masked_end..hash_end)?;
    // The bits of the first octet that EM may use: one less than the modulus has.
    let unused = length.saturating_mul(8).saturating_sub(bits);
    let usable = u32::try_from(unused).ok().and_then(|unused| 0xff_u8.checked_shr(unused))?;
    let first = masked.first().copied().unwrap_or_default();
    let step = step
        .value(
            Value::new("EM", encoded)
                .part("maskedDB", 0..masked_end)
                .part("H", masked_end..hash_end)
                .part("bc", hash_end..length),
        )
        .value(Value::new("maskedDB", masked))
        .value(Value::new("H", hash_found))
        .check("EM ends with bc", encoded.last() == Some(&TRAILER))
        .check(
            "the bits of EM over its length are zero",
            first & !usable == 0 && front.iter().all(|octet| *octet == 0),
        );
    steps.push(step);

    let mask = mgf1(hash, hash_found, masked.len());
    let mut data: Vec<u8> = masked.iter().zip(&mask).map(|(one, other)| one ^ other).collect();
    if let Some(first) = data.first_mut() {
        *first &= usable;
    }
    let salt_start = data.len().checked_sub(hash.octets())?;
    let (padding, salt) = data.split_at_checked(salt_start)?;
    let (separator, zeros) = padding.split_last()?;
    let separator_start = zeros.len();
    steps.push(
        Step::new(
            "rsa.pss_mask",
            "Make the mask from H and take it off",
            "MGF1 hashes H with a counter until there are octets enough. XOR with them turns maskedDB \
             back into zeros, 01 and the salt.",
            Rfc { number: 8017, section: "B.2.1" },
        )
        .value(Value::new("mask", mask))
        .value(
            Value::new("DB", data.as_slice())
                .part("zeros", 0..separator_start)
                .part("01", separator_start..salt_start)
                .part("salt", salt_start..data.len()),
        )
        .check(
            "DB is zeros and 01 before the salt",
            *separator == 1 && zeros.iter().all(|octet| *octet == 0),
        ),
    );
    steps.push(pss_compare(hash, digested, salt, hash_found));
    Some(())
}

fn pss_compare(hash: Hash, digested: &[u8], salt: &[u8], hash_found: &[u8]) -> Step {
    let mut block = vec![0; 8];
    block.extend_from_slice(digested);
    let salt_start = block.len();
    block.extend_from_slice(salt);
    let again = digest(hash, &[&block]);
    let holds = again == hash_found;
    Step::new(
        "rsa.pss_compare",
        "Hash the message's hash with the salt and compare",
        "M' is eight zeros, the hash of the signing input and the salt. Its hash H' must be the H of \
         EM; the salt makes two signatures of one message differ.",
        PSS_CHECKING,
    )
    .value(Value::new("salt", salt))
    .value(
        Value::new("M'", block.as_slice())
            .part("zeros", 0..8)
            .part("hash", 8..salt_start)
            .part("salt", salt_start..block.len()),
    )
    .value(Value::new("H'", again))
    .value(Value::new("H", hash_found))
    .check("H' = H", holds)
}

/// Reads the signature as an integer and raises it to the public exponent; gives as many octets as
/// the modulus has.
fn open(
    public: &PublicIntegers,
    signature: &[u8],
    reference: Reference,
    steps: &mut Vec<Step>,
) -> Option<Vec<u8>> {
    let length = public.modulus.len();
    let fits = signature.len() == length;
    let mut step = Step::new(
        "rsa.signature_integer",
        "Read the signature as an integer s",
        "The octets are one large integer, big-endian. It must be written with as many octets as the \
         modulus n and be less than n.",
        reference,
    )
    .value(Value::new("s", signature).of(Input::Signature, 0..signature.len()))
    .value(Value::new("n", public.modulus.as_slice()))
    .check("s has as many octets as n", fits);
    if fits {
        // Of two numbers of one length the order is that of their octets.
        step = step.check("s < n", signature < public.modulus.as_slice());
    }
    let holds = step.holds();
    steps.push(step);
    if !holds {
        return None;
    }
    let key = public.check(super::Limits::WIDEST).ok()?;
    let mut room = [0; MAX_MODULUS_BITS / 8];
    let encoded = key.open(signature, &mut room)?.to_vec();
    steps.push(
        Step::new(
            "rsa.open",
            "Raise s to the public exponent",
            "s^e mod n undoes what the private exponent did. Anyone can do this; only the holder of d \
             can find an s that opens to something meaningful.",
            Rfc { number: 8017, section: "5.2.2" },
        )
        .value(Value::new("e", public.exponent.as_slice()))
        .value(Value::new("s^e mod n", encoded.as_slice())),
    );
    Some(encoded)
}

/// The step that only the holder of the private exponent can take.
fn private_step(
    public: &PublicIntegers,
    private: Option<&PrivateIntegers>,
    encoded: &[u8],
    signature: &[u8],
) -> Option<Step> {
    let private = private?;
    Some(
        Step::new(
            "rsa.sign",
            "Raise EM to the private exponent",
            "s = EM^d mod n. The computation is blinded with a random factor that cancels out, so \
             that its timing tells nothing of d.",
            Rfc { number: 8017, section: "5.2.1" },
        )
        .value(Value::new("EM", encoded))
        .value(Value::secret("d", private.exponent.clone()))
        .value(Value::new("n", public.modulus.as_slice()))
        .value(Value::new("s", signature).of(Input::Signature, 0..signature.len())),
    )
}

/// The DER of `DigestInfo`: the identifier of the hash with NULL, and the digest (RFC 8017 §9.2, note 1).
fn digest_info(hash: Hash, digested: &[u8]) -> Vec<u8> {
    let mut info = prefix(hash).to_vec();
    info.extend_from_slice(digested);
    info
}

fn pkcs1_encoding(info: &[u8], length: usize) -> Vec<u8> {
    let mut encoded = vec![0, 1];
    encoded.resize(length.saturating_sub(info.len()).saturating_sub(1), 0xff);
    encoded.push(0);
    encoded.extend_from_slice(info);
    encoded
}

fn with_pkcs1_parts(value: Value, info: &[u8], hash: Hash) -> Value {
    let start = value.octets().len().saturating_sub(info.len());
    let end = start.saturating_sub(1);
    let value = value.part("00 01", 0..2).part("ff", 2..end).part("00", end..start);
    with_digest_info(value, info, hash, start)
}

fn with_digest_info(value: Value, info: &[u8], hash: Hash, start: usize) -> Value {
    let end = start.saturating_add(info.len());
    let middle = end.saturating_sub(hash.octets());
    value.part("DigestInfo prefix", start..middle).part("hash", middle..end)
}

/// Stretches a seed to `length` octets (RFC 8017 §B.2.1).
fn mgf1(hash: Hash, seed: &[u8], length: usize) -> Vec<u8> {
    let mut mask = Vec::new();
    let mut counter = 0_u32;
    while mask.len() < length {
        mask.extend(digest(hash, &[seed, &counter.to_be_bytes()]));
        counter = counter.wrapping_add(1);
    }
    mask.truncate(length);
    mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_modulus_without_room_for_hash_and_salt_is_named() {
        let mut modulus = vec![0xff; 128];
        modulus[0] = 0x80;
        let public = PublicIntegers::new(&modulus, &[1, 0, 1]);
        for (hash, room) in [(Hash::Sha512, false), (Hash::Sha384, true)] {
            let steps = pss(hash, &public, None, b"message", &[1; 128]);
            let step = steps.iter().find(|step| step.name == "rsa.pss_split").unwrap();
            assert_eq!(step.checks[0].what, "EM has room for a hash and a salt");
            assert_eq!(step.checks[0].holds, room);
            assert!(!steps.iter().all(Step::holds), "a step says why there is no further one");
        }
    }
}
