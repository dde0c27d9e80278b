//! EMSA-PKCS1-v1_5: a hash, named and filled up to the length of the modulus (RFC 8017 §9.2).
//!
//! ```text
//! EM = 00 ‖ 01 ‖ ff … ff ‖ 00 ‖ T        T = the DER of DigestInfo: a prefix that names the hash, and the hash
//! ```
//!
//! Nothing of what a signature opens to is parsed: every octet of it is known beforehand.

use core::marker::PhantomData;

use sha2::Digest;

use super::public::PublicKey;
use crate::alg::Hash;
use crate::alg::SignatureMismatch;
use crate::alg::Verify;
use crate::alg::integers::MAX_MODULUS_BITS;

/// A key of RSASSA-PKCS1-v1_5 with the hash D, which is that of `hash`.
pub(super) struct Pkcs1<D> {
    pub(super) key: PublicKey,
    pub(super) hash: Hash,
    pub(super) digest: PhantomData<fn() -> D>,
}

impl<D: Digest> Verify for Pkcs1<D> {
    /// "Compare the encoded message EM and the second encoded message EM'" (RFC 8017 §8.2.2, step 4).
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        let mut room = [0; MAX_MODULUS_BITS / 8];
        let opened = self.key.open(signature, &mut room).ok_or(SignatureMismatch)?;
        if is_encoded(opened, &prefix(self.hash), &D::digest(message)) {
            Ok(())
        } else {
            Err(SignatureMismatch)
        }
    }
}

/// Tells whether these octets, as many as the modulus has, are the one encoding of a hash.
fn is_encoded(encoded: &[u8], prefix: &[u8], hash: &[u8]) -> bool {
    let named = |octets: &[u8]| octets.strip_suffix(hash).is_some_and(|front| front == prefix);
    let Some([0, 1, rest @ ..]) = encoded.get(..) else {
        return false;
    };
    let length = prefix.len().saturating_add(hash.len());
    let Some((filled, info)) = rest.len().checked_sub(length).map(|at| rest.split_at(at)) else {
        return false;
    };
    // "The length of PS will be at least 8 octets" (§9.2, step 4).
    matches!(filled, [fill @ .., 0] if fill.len() >= 8 && fill.iter().all(|octet| *octet == 0xff))
        && named(info)
}

/// The DER of `DigestInfo` in front of the hash: its identifier with NULL (RFC 8017 §9.2, note 1).
pub(super) const fn prefix(hash: Hash) -> [u8; 19] {
    let (whole, arc, octets) = match hash {
        Hash::Sha256 => (0x31, 1, 0x20),
        Hash::Sha384 => (0x41, 2, 0x30),
        Hash::Sha512 => (0x51, 3, 0x40),
    };
    // The identifier is 2.16.840.1.101.3.4.2 and the arc of the hash.
    let [a, b, c, d, e, f, g, h] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02];
    [0x30, whole, 0x30, 0x0d, 0x06, 0x09, a, b, c, d, e, f, g, h, arc, 0x05, 0x00, 0x04, octets]
}
