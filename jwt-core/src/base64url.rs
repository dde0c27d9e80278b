//! base64url without padding (RFC 4648 §5): the only encoding that JOSE uses for octets.
//!
//! Takes octets and gives text, or takes text and gives octets. One octet string has one text:
//! refused are padding, the `+` and `/` of standard base64, white space, every other character
//! outside the alphabet, a length of 1 mod 4, and bits that are set after the last octet. The
//! error tells which rule was broken and at which offset.
//!
//! ```text
//! octets    01001010 01010111 01010100      "JWT"
//! sextets   010010 100101 011101 010100     18 37 29 20
//! symbols   S      l      d      U          "SldU"
//! ```
//!
//! The run time depends on the length of the input and on where the first mistake is, so text
//! that carries a secret key belongs to a constant-time decoder.

mod error;
mod quad;
#[cfg(test)]
mod tests;

use core::str;

pub use error::BUFFER_TOO_SMALL;
pub use error::Base64UrlError;
pub use error::Base64UrlErrorKind;
pub use error::EXPLANATIONS;
pub use error::INVALID_CHARACTER;
pub use error::LENGTH;
pub use error::NOT_ASCII;
pub use error::PADDING;
pub use error::STANDARD_ALPHABET;
pub use error::TRAILING_BITS;
pub use error::WHITE_SPACE;
pub use quad::Quad;
pub use quad::Quads;
pub use quad::chars_of_octets;
pub use quad::octets_of_chars;
pub use quad::quads;

/// Encodes octets as base64url text without padding.
///
/// # Example: the header of many tokens
///
/// ```
/// let text = jwt_core::base64url::encode(r#"{"alg":"HS256"}"#);
/// assert_eq!(text, "eyJhbGciOiJIUzI1NiJ9");
/// ```
#[must_use]
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    let mut text = String::new();
    encode_append(bytes.as_ref(), &mut text);
    text
}

/// Encodes octets and appends the text to `out`.
///
/// # Example: two segments and a dot
///
/// ```
/// let mut token = String::new();
/// jwt_core::base64url::encode_append(b"{}", &mut token);
/// token.push('.');
/// jwt_core::base64url::encode_append(b"octets", &mut token);
/// assert_eq!(token, "e30.b2N0ZXRz");
/// ```
pub fn encode_append(bytes: &[u8], out: &mut String) {
    out.reserve(encoded_len(bytes.len()).unwrap_or(0));
    let mut buffer = [0; 1024];
    for chunk in bytes.chunks(768) {
        // 768 octets fill the buffer exactly, so it is never too small.
        if let Ok(text) = encode_into(chunk, &mut buffer) {
            out.push_str(text);
        }
    }
}

/// Encodes octets into the front of `out` and returns the text written there.
///
/// # Errors
///
/// [`Base64UrlErrorKind::BufferTooSmall`] when `out` is shorter than [`encoded_len`] of the octets.
///
/// # Example: no allocation
///
/// ```
/// let mut buffer = [0; 16];
/// let text = jwt_core::base64url::encode_into(b"JWT", &mut buffer)?;
/// assert_eq!(text, "SldU");
/// # Ok::<(), jwt_core::base64url::Base64UrlError>(())
/// ```
pub fn encode_into<'o>(bytes: &[u8], out: &'o mut [u8]) -> Result<&'o str, Base64UrlError> {
    let needed = encoded_len(bytes.len()).unwrap_or(usize::MAX);
    let text = out.get_mut(..needed).ok_or_else(|| too_small(needed))?;
    write_symbols(bytes, text);
    // Symbols are ASCII: nothing is ever replaced by the default.
    Ok(str::from_utf8(text).unwrap_or_default())
}

/// Decodes base64url text.
///
/// # Errors
///
/// Any [`Base64UrlErrorKind`] but `BufferTooSmall`, with the offset of the first bad character.
///
/// # Example: a mistake and its place
///
/// ```
/// use jwt_core::base64url;
///
/// assert_eq!(base64url::decode("SldU").as_deref(), Ok(&b"JWT"[..]));
/// assert_eq!(base64url::decode("Sl+U").unwrap_err().offset, 2);
/// assert_eq!(base64url::decode("SlcV=").unwrap_err().code(), "base64url.padding");
/// ```
pub fn decode(text: impl AsRef<[u8]>) -> Result<Vec<u8>, Base64UrlError> {
    let mut octets = Vec::new();
    decode_append(text.as_ref(), &mut octets)?;
    Ok(octets)
}

/// Decodes base64url text and appends the octets to `out`, which stays as it was on an error.
///
/// # Errors
///
/// Those of [`decode`].
pub fn decode_append(text: &[u8], out: &mut Vec<u8>) -> Result<(), Base64UrlError> {
    let before = out.len();
    let added = decoded_len(text.len()).ok_or_else(|| error::first(text))?;
    out.resize(before.saturating_add(added), 0);
    let fresh = out.get_mut(before..).unwrap_or_default();
    let outcome = decode_into(text, fresh).map(|_| ());
    if outcome.is_err() {
        out.truncate(before);
    }
    outcome
}

/// Decodes base64url text into the front of `out` and returns the octets written there.
///
/// On an error the octets in `out` are of no meaning.
///
/// # Errors
///
/// Those of [`decode`], and [`Base64UrlErrorKind::BufferTooSmall`] when `out` is shorter than
/// [`decoded_len`] of the text.
pub fn decode_into<'o>(text: &[u8], out: &'o mut [u8]) -> Result<&'o [u8], Base64UrlError> {
    let needed = decoded_len(text.len()).ok_or_else(|| error::first(text))?;
    let octets = out.get_mut(..needed).ok_or_else(|| too_small(needed))?;
    if !read_symbols(text, octets) {
        return Err(error::first(text));
    }
    Ok(octets)
}

/// Counts the characters that encode `bytes` octets; `None` when the count overflows.
#[must_use]
pub const fn encoded_len(bytes: usize) -> Option<usize> {
    let last = match bytes % 3 {
        0 => 0,
        1 => 2,
        _ => 3,
    };
    match (bytes / 3).checked_mul(4) {
        Some(whole) => whole.checked_add(last),
        None => None,
    }
}

/// Counts the octets in `chars` characters; `None` for 1 mod 4, which no encoder produces.
#[must_use]
pub const fn decoded_len(chars: usize) -> Option<usize> {
    let last = match chars % 4 {
        0 => 0,
        1 => return None,
        2 => 1,
        _ => 2,
    };
    match (chars / 4).checked_mul(3) {
        Some(whole) => whole.checked_add(last),
        None => None,
    }
}

const fn too_small(needed: usize) -> Base64UrlError {
    Base64UrlError { offset: 0, kind: Base64UrlErrorKind::BufferTooSmall { needed } }
}

/// Writes the symbols of `bytes`; `text` has exactly their length.
fn write_symbols(bytes: &[u8], text: &mut [u8]) {
    let (groups, rest) = bytes.as_chunks::<3>();
    let (quads, last) = text.as_chunks_mut::<4>();
    for (quad, &[a, b, c]) in quads.iter_mut().zip(groups) {
        *quad = symbols(a, b, c);
    }
    let short = match *rest {
        [a] => symbols(a, 0, 0),
        [a, b] => symbols(a, b, 0),
        _ => return,
    };
    for (place, symbol) in last.iter_mut().zip(short) {
        *place = symbol;
    }
}

/// Reads symbols into `octets`, which has exactly their length; false when any is refused.
fn read_symbols(text: &[u8], octets: &mut [u8]) -> bool {
    let (quads, rest) = text.as_chunks::<4>();
    let (groups, last) = octets.as_chunks_mut::<3>();
    let mut seen = 0;
    for (group, &[a, b, c, d]) in groups.iter_mut().zip(quads) {
        let (a, b, c, d) = (sextet(a), sextet(b), sextet(c), sextet(d));
        seen |= a | b | c | d;
        *group = [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d];
    }
    let (octet, spare) = match *rest {
        [] => return seen & REFUSED == 0,
        [a, b] => {
            let (a, b) = (sextet(a), sextet(b));
            seen |= a | b;
            ([a << 2 | b >> 4, 0], b & 0b1111)
        }
        [a, b, c] => {
            let (a, b, c) = (sextet(a), sextet(b), sextet(c));
            seen |= a | b | c;
            ([a << 2 | b >> 4, b << 4 | c >> 2], c & 0b11)
        }
        _ => return false,
    };
    for (place, octet) in last.iter_mut().zip(octet) {
        *place = octet;
    }
    seen & REFUSED == 0 && spare == 0
}

/// Gives the four symbols of three octets.
fn symbols(a: u8, b: u8, c: u8) -> [u8; 4] {
    [a >> 2, a << 4 | b >> 4, b << 2 | c >> 6, c].map(symbol)
}

/// Gives the symbol of the low six bits.
fn symbol(sextet: u8) -> u8 {
    ALPHABET.get(usize::from(sextet & 0b11_1111)).copied().unwrap_or(0)
}

/// Gives the sextet of a symbol, or [`REFUSED`].
fn sextet(symbol: u8) -> u8 {
    SEXTETS.get(usize::from(symbol)).copied().unwrap_or(REFUSED)
}

/// RFC 4648 §5, table 2.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Marks a character outside the alphabet: a bit that no sextet has.
const REFUSED: u8 = 0b1000_0000;

/// The alphabet turned around.
#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "runs in the compiler, which refuses a bad index; 63 fits"
)]
static SEXTETS: [u8; 256] = {
    let mut table = [REFUSED; 256];
    let mut value = 0;
    while value < ALPHABET.len() {
        table[ALPHABET[value] as usize] = value as u8;
        value += 1;
    }
    table
};
