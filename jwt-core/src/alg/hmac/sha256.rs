//! HMAC-SHA-256 on the compression function (RFC 2104 §2, FIPS 180-4 §6.2): what most tokens are made with.
//!
//! Both key blocks are compressed once and their states kept. A tag then costs the blocks of the message
//! and one more, without a hasher that buffers what is all there already.
//!
//! ```text
//! inner = H( [block ⊕ ipad] message 80 00 … length )       [ … ]: compressed once
//! tag   = H( [block ⊕ opad] inner 80 00 … length )
//! ```

use core::array;

use ctutils::CtEq;
use sha2::block_api::compress256;
use zeroize::Zeroize;
use zeroize::Zeroizing;

use super::candidates::H_256;
use super::candidates::IPAD;
use super::candidates::MARK;
use super::candidates::OPAD;

/// A secret that has been taken in on both sides.
pub(super) struct HmacSha256 {
    inner: Zeroizing<[u32; 8]>,
    outer: Zeroizing<[u32; 8]>,
}

impl HmacSha256 {
    /// Takes in the key block: the secret, or its hash when it is longer, padded with zeros.
    pub(super) fn new(block: &[u8; 64]) -> Self {
        let keyed = |pad: u8| {
            let mut block = block.map(|octet| octet ^ pad);
            let mut state = Zeroizing::new(H_256);
            compress256(&mut state, &[block]);
            block.zeroize();
            state
        };
        Self { inner: keyed(IPAD), outer: keyed(OPAD) }
    }

    pub(super) fn tag(&self, message: &[u8]) -> [u8; 32] {
        let mut state = *self.inner;
        let (whole, rest) = message.as_chunks();
        compress256(&mut state, whole);
        let mut end = [[0; 64]; 2];
        let [first, second] = &mut end;
        for (place, octet) in first.iter_mut().zip(rest.iter().chain([&MARK])) {
            *place = *octet;
        }
        // What is left over is less than a block; its length takes eight octets of the last one.
        if rest.len() < 56 {
            end_with(message.len(), first);
            compress256(&mut state, array::from_ref(first));
        } else {
            end_with(message.len(), second);
            compress256(&mut state, &end);
        }
        let mut last = [0; 64];
        let (words, _) = last.as_chunks_mut();
        for (place, word) in words.iter_mut().zip(state) {
            *place = word.to_be_bytes();
        }
        if let Some(mark) = last.get_mut(32) {
            *mark = MARK;
        }
        end_with(32, &mut last);
        let mut outer = *self.outer;
        compress256(&mut outer, &[last]);
        let mut tag = [0; 32];
        for (place, word) in tag.as_chunks_mut().0.iter_mut().zip(outer) {
            *place = word.to_be_bytes();
        }
        tag
    }

    /// Compares the whole tag in constant time; a shortened one is another (RFC 7518 §3.2).
    pub(super) fn holds(&self, message: &[u8], tag: &[u8]) -> bool {
        let Ok(tag) = <&[u8; 32]>::try_from(tag) else { return false };
        let right = self.tag(message);
        // The differences of all octets are gathered before anything is asked of them.
        let (words, _) = right.as_chunks::<8>();
        let pairs = words.iter().zip(tag.as_chunks::<8>().0);
        let differences = pairs.fold(0, |differences, (one, other)| {
            differences | u64::from_ne_bytes(*one) ^ u64::from_ne_bytes(*other)
        });
        differences.ct_eq(&0).into()
    }
}

/// Writes the length in bits of a key block and so many octets (FIPS 180-4 §5.1.1).
fn end_with(octets: usize, block: &mut [u8; 64]) {
    let octets = u64::try_from(octets).unwrap_or(u64::MAX).saturating_add(64);
    if let Some(place) = block.last_chunk_mut() {
        *place = octets.saturating_mul(8).to_be_bytes();
    }
}
