//! Base64url under a ruler: three octets, the same bits in four groups of six, four characters.

use core::ops::Range;

use jwt_core::base64url;
use jwt_core::base64url::Quad;

/// One group of up to four characters, and where it stands.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its number in the segment, from zero.
    pub index: usize,
    /// How many groups the segment has.
    pub count: usize,
    /// Its characters in the segment.
    pub chars: Range<usize>,
    /// Its octets in what the segment decodes to.
    pub octets: Range<usize>,
    /// Its characters in the token.
    pub in_token: Range<usize>,
    /// How many octets the segment decodes to, spare bits left out.
    pub total_octets: usize,
    quad: Quad,
}

/// Lays out one group of a segment; a number past the end gives the last one.
#[must_use]
pub fn group(token: &[u8], segment: &Range<usize>, index: usize) -> Option<Group> {
    let text = token.get(segment.clone())?;
    let count = text.len().div_ceil(4);
    let index = index.min(count.checked_sub(1)?);
    let start = index.saturating_mul(4);
    let quad = base64url::quads(text.get(start..)?).next()?;
    let chars = start..start.saturating_add(quad.chars.len());
    let first = index.saturating_mul(3);
    Some(Group {
        index,
        count,
        octets: first..first.saturating_add(quad.octets().len()),
        in_token: segment.start.saturating_add(chars.start)
            ..segment.start.saturating_add(chars.end),
        chars,
        total_octets: text.len().saturating_mul(3) / 4,
        quad,
    })
}

impl Group {
    /// The characters, one to four.
    #[must_use]
    pub fn symbols(&self) -> &[u8] {
        self.quad.symbols()
    }

    /// The six bits of each character; none for one outside the alphabet.
    #[must_use]
    pub fn sextets(&self) -> &[Option<u8>] {
        self.quad.sextets()
    }

    /// The octets that are carried; none by a damaged group.
    #[must_use]
    pub fn carried(&self) -> &[u8] {
        self.quad.octets()
    }

    /// How many bits after the last octet are left over.
    #[must_use]
    pub fn spare_bits(&self) -> usize {
        let bits = self.symbols().len().saturating_mul(6);
        bits.saturating_sub(self.carried().len().saturating_mul(8))
    }

    /// Whether the left-over bits are zero, as the one right spelling has them.
    #[must_use]
    pub fn is_canonical(&self) -> bool {
        self.quad.trailing_bits() == 0
    }
}
