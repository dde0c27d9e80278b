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
//! The run time depends on the length of the input and on where the first mistake is, and tables are
//! looked up by what it says, so the secret members of a JWK go through a constant-time coder instead.

mod error;
mod quad;
mod symbols;

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
pub(crate) use error::first as first_mistake;
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
    let bytes = bytes.as_ref();
    let mut text = vec![0; text_len(bytes)];
    symbols::write(bytes, &mut text);
    // Symbols are ASCII: the default is never used.
    String::from_utf8(text).unwrap_or_default()
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
    out.reserve(text_len(bytes));
    let mut buffer = [0; 256];
    // 192 octets fill the buffer exactly: it is never too small.
    for chunk in bytes.chunks(192) {
        out.push_str(encode_into(chunk, &mut buffer).unwrap_or_default());
    }
}

/// Encodes octets and appends the symbols to `out`.
pub(crate) fn encode_to(bytes: &[u8], out: &mut Vec<u8>) {
    let before = out.len();
    out.resize(before.saturating_add(text_len(bytes)), 0);
    symbols::write(bytes, out.get_mut(before..).unwrap_or_default());
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
    let needed = text_len(bytes);
    let text = out.get_mut(..needed).ok_or_else(|| too_small(needed))?;
    symbols::write(bytes, text);
    // Symbols are ASCII: the default is never used.
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

/// Decodes base64url text that may be padded to a multiple of four (RFC 4648 §3.2), and appends.
///
/// JOSE has no padding; this is for those who send it nevertheless. The padding must be exact.
///
/// # Errors
///
/// Those of [`decode`].
///
/// # Example: one `=`, and one too many
///
/// ```
/// use jwt_core::base64url::decode_padded_append;
///
/// let mut octets = Vec::new();
/// decode_padded_append(b"SlcV", &mut octets)?;
/// decode_padded_append(b"Slc=", &mut octets)?;
/// assert!(decode_padded_append(b"Slc==", &mut octets).is_err());
/// # Ok::<(), jwt_core::base64url::Base64UrlError>(())
/// ```
pub fn decode_padded_append(text: &[u8], out: &mut Vec<u8>) -> Result<(), Base64UrlError> {
    let bare = match text {
        [bare @ .., b'=', b'='] | [bare @ .., b'='] if text.len().is_multiple_of(4) => bare,
        _ => text,
    };
    decode_append(bare, out)
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
    if !symbols::read(text, octets) {
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

/// Gives the length of the text of `bytes`. No slice is long enough to overflow it.
fn text_len(bytes: &[u8]) -> usize {
    encoded_len(bytes.len()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests;
