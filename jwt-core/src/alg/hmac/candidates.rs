//! Trying many secrets on one tag (RFC 2104 §2, FIPS 180-4 §5 and §6): the audit of weak secrets.
//!
//! What does not depend on the secret is done once: the message is cut into blocks and padded as it
//! stands behind the key block, and the tag is read as words. A candidate then costs the compressions
//! that no algebra removes, and no allocation: three and one for each block of the padded message. A
//! secret longer than a block is hashed first, which costs its own blocks.
//!
//! ```text
//! block = secret, or its hash when longer than a block, zero-padded to the block
//! inner = H( block ⊕ ipad │ message … 80 00 … length )     message … length: prepared
//! tag   = H( block ⊕ opad │ inner 80 00 … length )         80 … length: prepared
//! ```

use core::slice;

use sha2::Digest;
use sha2::Sha256;
use sha2::Sha384;
use sha2::Sha512;
use sha2::block_api::compress256;
use sha2::block_api::compress512;

use super::copy;
use crate::alg::Hash;

/// A message and its tag, prepared for trying secrets.
pub(crate) struct Candidates(Width);

enum Width {
    /// SHA-256: words of 32 bits, blocks of 64 octets.
    Narrow(Prepared<u32, 64>),
    /// SHA-384 and SHA-512: words of 64 bits, blocks of 128 octets.
    Wide(Prepared<u64, 128>),
}

impl Candidates {
    /// Prepares a message and its tag; `None` when the tag has not the length of the hash.
    pub(crate) fn new(hash: Hash, message: &[u8], tag: &[u8]) -> Option<Self> {
        if tag.len() != hash.octets() {
            return None;
        }
        Some(Self(match hash {
            Hash::Sha256 => Width::Narrow(Prepared::new(H_256, shorten::<Sha256>, message, tag)),
            Hash::Sha384 => Width::Wide(Prepared::new(H_384, shorten::<Sha384>, message, tag)),
            Hash::Sha512 => Width::Wide(Prepared::new(H_512, shorten::<Sha512>, message, tag)),
        }))
    }

    /// Tells whether the secret, of any length, makes the tag; every octet of it is compared.
    ///
    /// Not in constant time: whoever tries secrets holds message and tag already.
    pub(crate) fn matches(&self, secret: &[u8]) -> bool {
        match &self.0 {
            Width::Narrow(prepared) => prepared.matches(secret),
            Width::Wide(prepared) => prepared.matches(secret),
        }
    }
}

/// A word of the hash's state, and the compression that works on eight of them.
trait Word<const BLOCK: usize>: Copy + Eq {
    fn compress(state: &mut [Self; 8], blocks: &[[u8; BLOCK]]);
    /// Reads big-endian words; what is left over at the end is none.
    fn read(octets: &[u8]) -> Vec<Self>;
    /// Writes as many big-endian words as there is room for.
    fn write(words: &[Self; 8], octets: &mut [u8]);
}

impl Word<64> for u32 {
    fn compress(state: &mut [Self; 8], blocks: &[[u8; 64]]) {
        compress256(state, blocks);
    }

    fn read(octets: &[u8]) -> Vec<Self> {
        let (words, _) = octets.as_chunks();
        words.iter().copied().map(Self::from_be_bytes).collect()
    }

    fn write(words: &[Self; 8], octets: &mut [u8]) {
        let (places, _) = octets.as_chunks_mut();
        for (place, word) in places.iter_mut().zip(words) {
            *place = word.to_be_bytes();
        }
    }
}

impl Word<128> for u64 {
    fn compress(state: &mut [Self; 8], blocks: &[[u8; 128]]) {
        compress512(state, blocks);
    }

    fn read(octets: &[u8]) -> Vec<Self> {
        let (words, _) = octets.as_chunks();
        words.iter().copied().map(Self::from_be_bytes).collect()
    }

    fn write(words: &[Self; 8], octets: &mut [u8]) {
        let (places, _) = octets.as_chunks_mut();
        for (place, word) in places.iter_mut().zip(words) {
            *place = word.to_be_bytes();
        }
    }
}

struct Prepared<W, const BLOCK: usize> {
    /// The state before the first block.
    initial: [W; 8],
    /// Hashes a secret that is longer than a block.
    shorten: fn(&[u8], &mut [u8]),
    /// The message, padded for standing behind one block.
    message: Vec<[u8; BLOCK]>,
    /// What stands behind the inner hash in the last block, the place of the hash left empty.
    last: [u8; BLOCK],
    /// The tag: eight words, or six of SHA-384.
    tag: Vec<W>,
    tag_octets: usize,
}

impl<W: Word<BLOCK>, const BLOCK: usize> Prepared<W, BLOCK> {
    fn new(initial: [W; 8], shorten: fn(&[u8], &mut [u8]), message: &[u8], tag: &[u8]) -> Self {
        let last = padded(&vec![0; tag.len()]).first().copied().unwrap_or([0; BLOCK]);
        let message = padded(message);
        Self { initial, shorten, message, last, tag: W::read(tag), tag_octets: tag.len() }
    }

    fn matches(&self, secret: &[u8]) -> bool {
        let mut block = [0; BLOCK];
        if secret.len() > BLOCK {
            (self.shorten)(secret, &mut block);
        } else {
            copy(secret, &mut block);
        }
        for octet in &mut block {
            *octet ^= IPAD;
        }
        let mut inner = self.initial;
        W::compress(&mut inner, slice::from_ref(&block));
        W::compress(&mut inner, &self.message);

        for octet in &mut block {
            *octet ^= IPAD ^ OPAD;
        }
        let mut last = self.last;
        if let Some(place) = last.get_mut(..self.tag_octets) {
            W::write(&inner, place);
        }
        let mut outer = self.initial;
        W::compress(&mut outer, &[block, last]);
        self.tag.iter().zip(&outer).all(|(expected, found)| expected == found)
    }
}

/// Cuts a message that follows one block into blocks and pads it (FIPS 180-4 §5.1).
///
/// One bit, zeros, and the length in bits of all that was hashed, the block before it included. The
/// length takes an eighth of a block; its upper half stays zero in the wide hashes.
fn padded<const BLOCK: usize>(message: &[u8]) -> Vec<[u8; BLOCK]> {
    let (whole, rest) = message.as_chunks();
    let mut blocks = whole.to_vec();
    let mut end = [0; BLOCK];
    let marked = rest.iter().copied().chain([MARK]);
    for (octet, value) in end.iter_mut().zip(marked) {
        *octet = value;
    }
    let room = BLOCK.saturating_sub(rest.len()).saturating_sub(1);
    if room < BLOCK / 8 {
        blocks.push(end);
        end = [0; BLOCK];
    }
    let octets = BLOCK.saturating_add(message.len());
    let bits = u64::try_from(octets).unwrap_or(u64::MAX).saturating_mul(8);
    for (octet, value) in end.iter_mut().rev().zip(bits.to_le_bytes()) {
        *octet = value;
    }
    blocks.push(end);
    blocks
}

fn shorten<D: Digest>(secret: &[u8], block: &mut [u8]) {
    copy(&D::digest(secret), block);
}

pub(super) const IPAD: u8 = 0x36;
pub(super) const OPAD: u8 = 0x5c;
/// The one bit that ends a message.
pub(super) const MARK: u8 = 0x80;

/// The initial state of SHA-256 (FIPS 180-4 §5.3.3).
pub(super) const H_256: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// The initial state of SHA-384 (FIPS 180-4 §5.3.4).
const H_384: [u64; 8] = [
    0xcbbb_9d5d_c105_9ed8,
    0x629a_292a_367c_d507,
    0x9159_015a_3070_dd17,
    0x152f_ecd8_f70e_5939,
    0x6733_2667_ffc0_0b31,
    0x8eb4_4a87_6858_1511,
    0xdb0c_2e0d_64f9_8fa7,
    0x47b5_481d_befa_4fa4,
];

/// The initial state of SHA-512 (FIPS 180-4 §5.3.5).
const H_512: [u64; 8] = [
    0x6a09_e667_f3bc_c908,
    0xbb67_ae85_84ca_a73b,
    0x3c6e_f372_fe94_f82b,
    0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1,
    0x9b05_688c_2b3e_6c1f,
    0x1f83_d9ab_fb41_bd6b,
    0x5be0_cd19_137e_2179,
];

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::any;
    use proptest::proptest;

    use super::super::signer;
    use super::*;

    const HASHES: [Hash; 3] = [Hash::Sha256, Hash::Sha384, Hash::Sha512];

    fn tag(hash: Hash, secret: &[u8], message: &[u8]) -> Vec<u8> {
        let mut tag = Vec::new();
        signer(hash, secret).sign(message, &mut tag).unwrap();
        tag
    }

    /// Every place of the padding's turn: the block's end with and without room for the length.
    #[test]
    fn every_length_of_message_and_secret_is_hashed_as_hmac_does() {
        let octets: Vec<u8> = (0..=255).cycle().take(300).collect();
        for hash in HASHES {
            for length in 0..=octets.len() {
                let message = &octets[..length];
                let secret = &octets[..length.min(200)];
                let candidates =
                    Candidates::new(hash, message, &tag(hash, secret, message)).unwrap();
                assert!(candidates.matches(secret), "{hash:?} {length}");
                assert!(!candidates.matches(&octets[1..=secret.len() + 1]), "{hash:?} {length}");
            }
        }
    }

    #[test]
    fn every_bit_of_the_tag_counts() {
        for hash in HASHES {
            let good = tag(hash, b"secret", b"message");
            for bit in 0..good.len() * 8 {
                let mut bad = good.clone();
                bad[bit / 8] ^= 1 << (bit % 8);
                let candidates = Candidates::new(hash, b"message", &bad).unwrap();
                assert!(!candidates.matches(b"secret"), "{hash:?} bit {bit}");
            }
        }
    }

    #[test]
    fn a_tag_of_another_length_cannot_be_prepared() {
        for hash in HASHES {
            let mut tag = tag(hash, b"secret", b"message");
            tag.push(0);
            assert!(Candidates::new(hash, b"message", &tag).is_none());
            tag.truncate(hash.octets() - 1);
            assert!(Candidates::new(hash, b"message", &tag).is_none());
            assert!(Candidates::new(hash, b"message", &[]).is_none());
        }
    }

    /// A secret and its zero-padded form are one key (RFC 2104 §2), and so is the hash of a long one.
    #[test]
    fn the_two_equivalent_secrets_of_hmac_are_found_as_well() {
        let candidates =
            Candidates::new(Hash::Sha256, b"m", &tag(Hash::Sha256, b"key", b"m")).unwrap();
        assert!(candidates.matches(b"key\0"));
        let long = [7; 65];
        let candidates =
            Candidates::new(Hash::Sha256, b"m", &tag(Hash::Sha256, &long, b"m")).unwrap();
        assert!(candidates.matches(&Sha256::digest(long)));
    }

    proptest! {
        #[test]
        fn agrees_with_hmac(
            secret in vec(any::<u8>(), 0..200),
            other in vec(any::<u8>(), 0..200),
            message in vec(any::<u8>(), 0..300),
        ) {
            for hash in HASHES {
                let right = tag(hash, &secret, &message);
                let candidates = Candidates::new(hash, &message, &right).unwrap();
                assert!(candidates.matches(&secret));
                assert_eq!(candidates.matches(&other), tag(hash, &other, &message) == right);
            }
        }
    }
}
