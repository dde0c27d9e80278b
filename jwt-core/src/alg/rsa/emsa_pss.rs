//! EMSA-PSS: a hash under a random salt, which a mask hides (RFC 8017 §9.1).
//!
//! ```text
//! EM = maskedDB ‖ H ‖ bc        DB = 00 … 00 ‖ 01 ‖ salt,  H = Hash(00×8 ‖ mHash ‖ salt)
//! ```
//!
//! The salt is as long as the hash (RFC 7518 §3.5), and the mask is made with the same hash.

use core::marker::PhantomData;

use sha2::Digest;

use super::public::PublicKey;
use crate::alg::SignatureMismatch;
use crate::alg::Verify;
use crate::alg::integers::MAX_MODULUS_BITS;

/// The last octet of every encoding.
pub(super) const TRAILER: u8 = 0xbc;

/// A key of RSASSA-PSS with the hash D.
pub(super) struct Pss<D> {
    pub(super) key: PublicKey,
    pub(super) digest: PhantomData<fn() -> D>,
}

impl<D: Digest> Verify for Pss<D> {
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        let mut room = [0; MAX_MODULUS_BITS / 8];
        let opened = self.key.open(signature, &mut room).ok_or(SignatureMismatch)?;
        match holds::<D>(opened, self.key.unused_bits(), &D::digest(message)) {
            Some(true) => Ok(()),
            _ => Err(SignatureMismatch),
        }
    }
}

/// EMSA-PSS-VERIFY of RFC 8017 §9.1.2, by its steps; a `None` or `false` is its "inconsistent".
///
/// EM has one bit less than the modulus, whose first octet has `unused` bits too many.
fn holds<D: Digest>(opened: &mut [u8], unused: u32, hash: &[u8]) -> Option<bool> {
    let encoded = match unused.checked_add(1)? {
        // The modulus has one bit in its first octet: EM is an octet shorter, and the rest must be zero.
        8 => match opened {
            [0, encoded @ ..] => encoded,
            _ => return None,
        },
        _ => opened,
    };
    let unused = unused.checked_add(1)? % 8;
    let octets = hash.len();
    // "3. If emLen < hLen + sLen + 2, output 'inconsistent' and stop."
    let separator = encoded.len().checked_sub(octets.checked_mul(2)?.checked_add(2)?)?;
    // "4. If the rightmost octet of EM does not have hexadecimal value 0xbc, …"
    let (TRAILER, rest) = encoded.split_last_mut().map(|(last, rest)| (*last, rest))? else {
        return None;
    };
    // "5. Let maskedDB be the leftmost emLen - hLen - 1 octets of EM, and let H be the next hLen octets."
    let (data, found) = rest.split_at_mut_checked(rest.len().checked_sub(octets)?)?;
    // "6. If the leftmost 8emLen - emBits bits of the leftmost octet in maskedDB are not all equal to zero, …"
    let usable = 0xff_u8.checked_shr(unused)?;
    if data.first()? & !usable != 0 {
        return None;
    }
    // "7. Let dbMask = MGF(H, emLen - hLen - 1). 8. Let DB = maskedDB xor dbMask."
    take_mask_off::<D>(found, data);
    // "9. Set the leftmost 8emLen - emBits bits of the leftmost octet in DB to zero."
    *data.first_mut()? &= usable;
    // "10. If the emLen - hLen - sLen - 2 leftmost octets of DB are not zero or if the octet at position
    // emLen - hLen - sLen - 1 (the leftmost position is 'position 1') does not have hexadecimal value 0x01, …"
    let (zeros, rest) = data.split_at_checked(separator)?;
    let (1, salt) = rest.split_first().map(|(one, salt)| (*one, salt))? else {
        return None;
    };
    if zeros.iter().any(|octet| *octet != 0) {
        return None;
    }
    // "12. Let M' = (0x)00 00 00 00 00 00 00 00 || mHash || salt; 13. Let H' = Hash(M')."
    let again = D::new().chain_update([0; 8]).chain_update(hash).chain_update(salt).finalize();
    // "14. If H = H', output 'consistent'. Otherwise, output 'inconsistent'."
    Some(again.as_slice() == found)
}

/// MGF1: the mask is the hash of the seed and a counter, again and again (RFC 8017 §B.2.1).
fn take_mask_off<D: Digest>(seed: &[u8], data: &mut [u8]) {
    for (counter, data) in (0_u32..).zip(data.chunks_mut(<D as Digest>::output_size())) {
        let mask = D::new().chain_update(seed).chain_update(counter.to_be_bytes()).finalize();
        for (octet, mask) in data.iter_mut().zip(mask) {
            *octet ^= mask;
        }
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a panic fails the test")]
mod tests {
    use sha2::Sha256;

    use super::*;

    /// EMSA-PSS-ENCODE of RFC 8017 §9.1.1, as many octets as a modulus with so many unused bits has.
    fn encoded(octets: usize, unused: usize, hash: &[u8], salt: &[u8]) -> Vec<u8> {
        let (front, unused) = if unused == 7 { (1, 0) } else { (0, unused + 1) };
        let found = Sha256::new().chain_update([0; 8]).chain_update(hash).chain_update(salt);
        let found = found.finalize();
        let zeros = vec![0; octets - front - salt.len() - found.len() - 2];
        let mut data = [&zeros[..], &[1], salt].concat();
        take_mask_off::<Sha256>(&found, &mut data);
        data[0] &= 0xff >> unused;
        [&vec![0; front][..], &data, &found, &[TRAILER]].concat()
    }

    /// Step 6: step 9 clears these bits, so that nothing after it would notice them.
    #[test]
    fn a_bit_that_the_encoding_does_not_have_must_be_zero() {
        let hash = Sha256::digest(b"message");
        for octets in [67, 128, 129] {
            for unused in 0..8_u8 {
                let good = encoded(octets, unused.into(), &hash, &[7; 32]);
                let holds = |mut opened: Vec<u8>| {
                    holds::<Sha256>(&mut opened, unused.into(), &hash) == Some(true)
                };
                assert!(holds(good.clone()), "{octets} {unused}");
                for bit in 7 - unused..8 {
                    let mut other = good.clone();
                    other[0] |= 1 << bit;
                    assert!(!holds(other), "{octets} {unused} {bit}");
                }
                for salt in [0, 31] {
                    assert!(!holds(encoded(octets, unused.into(), &hash, &vec![7; salt])));
                }
            }
        }
        for octets in 0..=66 {
            assert_ne!(holds::<Sha256>(&mut vec![TRAILER; octets], 7, &hash), Some(true));
        }
    }
}
