//! The public operation: what a signature opens to (RFC 8017 §5.2.2, RSAVP1).

use std::sync::OnceLock;

use super::montgomery::Modulus;
use crate::alg::integers::MAX_MODULUS_BITS;

/// Room for an encoded message under the largest modulus.
pub(super) type Room = [u8; MAX_MODULUS_BITS / 8];

/// A public key that has passed every check.
pub(crate) struct PublicKey {
    modulus: Vec<u8>,
    exponent: u64,
    /// What multiplying modulo n needs, worked out by the first signature: many keys of a set never meet one.
    prepared: OnceLock<Modulus>,
}

impl PublicKey {
    /// Takes an odd modulus, big-endian and without leading zeros, and an odd exponent of at least 3.
    pub(super) fn new(modulus: &[u8], exponent: u64) -> Self {
        Self { modulus: modulus.to_vec(), exponent, prepared: OnceLock::new() }
    }

    /// Counts the bits of the modulus that its first octet has not: 0 to 7.
    pub(super) fn unused_bits(&self) -> u32 {
        self.modulus.first().map_or(0, |octet| octet.leading_zeros())
    }

    /// Raises a signature to the public exponent and gives as many octets as the modulus has.
    ///
    /// `None` for what is not as long as the modulus (RFC 8017 §8.1.2 and §8.2.2, step 1) or not less: "If the
    /// signature representative s is not between 0 and n - 1, output 'signature representative out of range' and
    /// stop" (§5.2.2).
    pub(super) fn open<'r>(&self, signature: &[u8], room: &'r mut Room) -> Option<&'r mut [u8]> {
        // Of two numbers of one length the order is that of their octets.
        if signature.len() != self.modulus.len() || signature >= self.modulus.as_slice() {
            return None;
        }
        let opened = room.get_mut(..self.modulus.len())?;
        let modulus = self.prepared.get_or_init(|| Modulus::new(&self.modulus));
        modulus.power(signature, self.exponent, opened);
        Some(opened)
    }
}
