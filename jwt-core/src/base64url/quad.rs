//! Groups of four symbols and the octets they carry: base64url text laid out under a ruler.
//!
//! Takes any bytes, text or not, and never refuses: a symbol outside the alphabet has no sextet,
//! and its group yields no octets. The decoder does not come here.

use core::iter::FusedIterator;
use core::ops::Range;

use crate::base64url::symbols::REFUSED;
use crate::base64url::symbols::bits_of;
use crate::base64url::symbols::octets_of;
use crate::base64url::symbols::sextet;

/// Walks over a text in groups of up to four characters.
///
/// # Example: which octets four characters carry
///
/// ```
/// let mut quads = jwt_core::base64url::quads(b"SldUIQ");
///
/// let first = quads.next().unwrap();
/// assert_eq!((first.chars.clone(), first.bytes.clone()), (0..4, 0..3));
/// assert_eq!(first.sextets(), [Some(18), Some(37), Some(29), Some(20)]);
/// assert_eq!(first.octets(), b"JWT");
///
/// let last = quads.next().unwrap();
/// assert_eq!((last.symbols(), last.octets()), (&b"IQ"[..], &b"!"[..]));
/// ```
#[must_use]
pub fn quads(text: &[u8]) -> Quads<'_> {
    Quads { text, chars: 0, bytes: 0 }
}

/// The iterator that [`quads`] returns.
#[derive(Clone, Debug)]
pub struct Quads<'t> {
    /// What is left of the text.
    text: &'t [u8],
    chars: usize,
    bytes: usize,
}

impl Iterator for Quads<'_> {
    type Item = Quad;

    fn next(&mut self) -> Option<Quad> {
        let (group, rest) = self.text.split_at_checked(4).unwrap_or((self.text, &[]));
        if group.is_empty() {
            return None;
        }
        let quad = Quad::new(group, self.chars, self.bytes);
        self.text = rest;
        self.chars = self.chars.saturating_add(4);
        self.bytes = self.bytes.saturating_add(3);
        Some(quad)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.text.len().div_ceil(4);
        (left, Some(left))
    }
}

impl ExactSizeIterator for Quads<'_> {}

impl FusedIterator for Quads<'_> {}

/// Up to four symbols, their sextets, and the octets they carry.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Quad {
    /// Which characters of the text these are.
    pub chars: Range<usize>,
    /// Which octets of the decoded text these symbols carry; empty when they carry none.
    ///
    /// A group starts at three times its number even where a group before it carries nothing, so
    /// that damage in one place does not move the rest.
    pub bytes: Range<usize>,
    symbols: [u8; 4],
    sextets: [Option<u8>; 4],
    octets: [u8; 3],
}

impl Quad {
    /// Gives the characters, one to four, as they are in the text.
    #[must_use]
    pub fn symbols(&self) -> &[u8] {
        self.symbols.get(..self.chars.len()).unwrap_or_default()
    }

    /// Gives the six bits of each character, or `None` for one outside the alphabet.
    #[must_use]
    pub fn sextets(&self) -> &[Option<u8>] {
        self.sextets.get(..self.chars.len()).unwrap_or_default()
    }

    /// Gives the octets carried: one less than there are symbols, or none in a damaged group.
    #[must_use]
    pub fn octets(&self) -> &[u8] {
        self.octets.get(..self.bytes.len()).unwrap_or_default()
    }

    /// Gives the bits after the last octet, which a canonical text leaves zero.
    ///
    /// Four bits for two symbols, two bits for three; always zero for other counts and in a damaged
    /// group.
    #[must_use]
    pub fn trailing_bits(&self) -> u8 {
        match *self.sextets() {
            [Some(_), Some(last)] => last & 0b1111,
            [Some(_), Some(_), Some(last)] => last & 0b11,
            _ => 0,
        }
    }

    fn new(group: &[u8], char_offset: usize, byte_offset: usize) -> Self {
        // 'A' carries zero bits: a short group reads as if zeros followed it.
        let mut symbols = [b'A'; 4];
        for (place, &symbol) in symbols.iter_mut().zip(group) {
            *place = symbol;
        }
        let bits = bits_of(&symbols);
        let carried = if bits & REFUSED == 0 { group.len().saturating_sub(1) } else { 0 };
        Self {
            chars: char_offset..char_offset.saturating_add(group.len()),
            bytes: byte_offset..byte_offset.saturating_add(carried),
            symbols,
            sextets: symbols.map(sextet),
            octets: octets_of(bits),
        }
    }
}

/// Maps a range of decoded octets to the characters that carry at least one bit of them.
///
/// An empty range maps to an empty range.
///
/// # Example: the second octet lies in the second and third character
///
/// ```
/// assert_eq!(jwt_core::base64url::chars_of_octets(1..2), 1..3);
/// ```
#[must_use]
pub const fn chars_of_octets(octets: Range<usize>) -> Range<usize> {
    let start = first_char_of(octets.start);
    if octets.start >= octets.end {
        return start..start;
    }
    // An octet always touches two characters.
    start..first_char_of(octets.end.saturating_sub(1)).saturating_add(2)
}

/// Maps a range of characters to the decoded octets that they carry at least one bit of.
///
/// The octets of a text that ends in a short group may end before this range does: its last
/// character has spare bits. An empty range maps to an empty range.
///
/// # Example: the second character carries the end of one octet and the start of the next
///
/// ```
/// assert_eq!(jwt_core::base64url::octets_of_chars(1..2), 0..2);
/// ```
#[must_use]
pub const fn octets_of_chars(chars: Range<usize>) -> Range<usize> {
    let start = octet_of(chars.start, 0);
    if chars.start >= chars.end {
        return start..start;
    }
    start..octet_of(chars.end.saturating_sub(1), 5).saturating_add(1)
}

/// Gives ⌊8i / 6⌋, the character that holds the first bit of octet `i`.
const fn first_char_of(octet: usize) -> usize {
    (octet / 3).saturating_mul(4).saturating_add(octet % 3)
}

/// Gives ⌊(6j + bit) / 8⌋, the octet that holds this bit, 0 to 5, of character `j`.
const fn octet_of(char: usize, bit: usize) -> usize {
    let inside = (char % 4).saturating_mul(6).saturating_add(bit) / 8;
    (char / 4).saturating_mul(3).saturating_add(inside)
}
