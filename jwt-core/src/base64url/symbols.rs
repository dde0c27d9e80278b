//! The alphabet, and the two loops that turn octets into symbols and back.
//!
//! Both go through tables made by the compiler: a look-up gives two symbols for twelve bits, or
//! the six bits of a symbol already shifted to their place. Lengths are the caller's affair.
//!
//! ```text
//! 12 octets   aaaaaaaa aaaaaaaa aaaaaaaa bbbbbbbb bbbbbbbb bbbbbbbb cccccccc …
//! 3 words     └─ 32 bits ───────────────────────┘ └─ 32 bits ────────────────…
//! 4 groups    └─ 24 bits, 4 symbols ───┘ └─ 24 bits, 4 symbols ───┘ └─ 24 bi…
//! ```

/// Writes the symbols of `octets` into `text`, which has exactly their length.
pub(super) fn write(octets: &[u8], text: &mut [u8]) {
    let (blocks, octets) = octets.as_chunks::<12>();
    let (places, text) = text.as_chunks_mut::<16>();
    for (place, block) in places.iter_mut().zip(blocks) {
        write_block(block, place);
    }
    let (groups, rest) = octets.as_chunks::<3>();
    let (quads, last) = text.as_chunks_mut::<4>();
    for (quad, group) in quads.iter_mut().zip(groups) {
        *quad = quad_of(group);
    }
    let quad = match *rest {
        [a] => quad_of(&[a, 0, 0]),
        [a, b] => quad_of(&[a, b, 0]),
        _ => return,
    };
    for (place, symbol) in last.iter_mut().zip(quad) {
        *place = symbol;
    }
}

/// Reads the symbols of `text` into `octets`, which has exactly their length.
///
/// False when a character is outside the alphabet, or a bit after the last octet is set.
pub(super) fn read(text: &[u8], octets: &mut [u8]) -> bool {
    // One look at the end in place of a branch for each symbol: most text is good.
    let mut seen = 0;
    let (blocks, text) = text.as_chunks::<16>();
    let (places, octets) = octets.as_chunks_mut::<12>();
    for (place, block) in places.iter_mut().zip(blocks) {
        seen |= read_block(block, place);
    }
    let (quads, rest) = text.as_chunks::<4>();
    let (groups, last) = octets.as_chunks_mut::<3>();
    for (group, quad) in groups.iter_mut().zip(quads) {
        let bits = bits_of(quad);
        seen |= bits;
        *group = octets_of(bits);
    }
    let (bits, spare) = match *rest {
        [] => return seen & REFUSED == 0,
        [a, b] => (bits_of(&[a, b, b'A', b'A']), 0xFFFF),
        [a, b, c] => (bits_of(&[a, b, c, b'A']), 0xFF),
        _ => return false,
    };
    for (place, octet) in last.iter_mut().zip(octets_of(bits)) {
        *place = octet;
    }
    // RFC 4648 §3.5: the spare bits MUST be zero in what an encoder writes.
    (seen | bits) & REFUSED == 0 && bits & spare == 0
}

/// Gives the 24 bits of four symbols, or a number with the bit [`REFUSED`].
pub(super) fn bits_of(&[a, b, c, d]: &[u8; 4]) -> u32 {
    let [first, second, third, fourth] = &SEXTETS;
    placed(first, a) | placed(second, b) | placed(third, c) | placed(fourth, d)
}

/// Gives the three octets of 24 bits.
pub(super) fn octets_of(bits: u32) -> [u8; 3] {
    let [_, octets @ ..] = bits.to_be_bytes();
    octets
}

/// Gives the six bits of a symbol, or `None` for a character outside the alphabet.
pub(super) fn sextet(symbol: u8) -> Option<u8> {
    let [.., fourth] = &SEXTETS;
    u8::try_from(placed(fourth, symbol)).ok()
}

fn write_block(octets: &[u8; 12], text: &mut [u8; 16]) {
    let mut words = [0; 3];
    for (word, &octets) in words.iter_mut().zip(octets.as_chunks::<4>().0) {
        *word = u32::from_be_bytes(octets);
    }
    let [a, b, c] = words;
    // Every twelve bits of the ninety-six; what stands above them is masked by the look-up.
    let twelves =
        [a >> 20, a >> 8, a << 4 | b >> 28, b >> 16, b >> 4, b << 8 | c >> 24, c >> 12, c];
    for (place, bits) in text.as_chunks_mut::<2>().0.iter_mut().zip(twelves) {
        *place = pair(bits);
    }
}

fn read_block(text: &[u8; 16], octets: &mut [u8; 12]) -> u32 {
    let mut groups = [0; 4];
    for (group, quad) in groups.iter_mut().zip(text.as_chunks::<4>().0) {
        *group = bits_of(quad);
    }
    let [a, b, c, d] = groups;
    let words = [a << 8 | b >> 16, b << 16 | c >> 8, c << 24 | d];
    for (place, word) in octets.as_chunks_mut::<4>().0.iter_mut().zip(words) {
        *place = word.to_be_bytes();
    }
    a | b | c | d
}

fn quad_of(&[a, b, c]: &[u8; 3]) -> [u8; 4] {
    let [first, second] = pair(u32::from(a) << 4 | u32::from(b) >> 4);
    let [third, fourth] = pair(u32::from(b) << 8 | u32::from(c));
    [first, second, third, fourth]
}

/// Gives the symbols of the low twelve bits.
fn pair(bits: u32) -> [u8; 2] {
    let [.., high, low] = (bits & 0xFFF).to_be_bytes();
    PAIRS.get(usize::from(u16::from_be_bytes([high, low]))).copied().unwrap_or_default()
}

fn placed(table: &[u32; 256], symbol: u8) -> u32 {
    table.get(usize::from(symbol)).copied().unwrap_or(REFUSED)
}

/// Marks a character outside the alphabet: a bit that no group of 24 has.
pub(super) const REFUSED: u32 = 1 << 31;

/// RFC 4648 §5, table 2.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The two symbols of every twelve bits.
#[expect(clippy::indexing_slicing, reason = "runs in the compiler, which refuses a bad index")]
static PAIRS: [[u8; 2]; 4096] = {
    let mut table = [[0; 2]; 4096];
    let mut bits = 0;
    while bits < table.len() {
        table[bits] = [ALPHABET[bits >> 6], ALPHABET[bits & 0b11_1111]];
        bits += 1;
    }
    table
};

/// The alphabet turned around: the sextet of every symbol, shifted to each of its four places.
#[expect(clippy::indexing_slicing, reason = "runs in the compiler, which refuses a bad index")]
static SEXTETS: [[u32; 256]; 4] = {
    let mut table = [[REFUSED; 256]; 4];
    let mut value = 0;
    while value < 64 {
        let symbol = ALPHABET[value as usize] as usize;
        table[0][symbol] = value << 18;
        table[1][symbol] = value << 12;
        table[2][symbol] = value << 6;
        table[3][symbol] = value;
        value += 1;
    }
    table
};
