//! Segments: their names by form, and what they decode to.

use super::inspection::Form;
use super::inspection::Segment;
use crate::base64url;
use crate::base64url::Base64UrlError;
use crate::jws::Part;

const COMPACT: [(&str, Part); 3] =
    [("header", Part::Header), ("payload", Part::Payload), ("signature", Part::Signature)];
const ENCRYPTED: [(&str, Part); 5] = [
    ("header", Part::Header),
    ("encrypted key", Part::Token),
    ("initialization vector", Part::Token),
    ("ciphertext", Part::Token),
    ("authentication tag", Part::Token),
];
const OTHERS: [&str; 13] = [
    "segment 4",
    "segment 5",
    "segment 6",
    "segment 7",
    "segment 8",
    "segment 9",
    "segment 10",
    "segment 11",
    "segment 12",
    "segment 13",
    "segment 14",
    "segment 15",
    "segment 16",
];

/// Names the segment of this index.
pub(super) fn named(form: Form, index: usize) -> (&'static str, Part) {
    let table: &[(&'static str, Part)] = if form == Form::Jwe { &ENCRYPTED } else { &COMPACT };
    if let Some(named) = table.get(index) {
        return *named;
    }
    let name = index.checked_sub(COMPACT.len()).and_then(|index| OTHERS.get(index));
    (name.copied().unwrap_or("segment"), Part::Token)
}

/// Decodes one segment, as a verifier does or as far as it goes.
pub(super) fn segment<'t>(
    name: &'static str,
    part: Part,
    start: usize,
    text: &'t [u8],
    padding: bool,
) -> Segment<'t> {
    let span = start..start.saturating_add(text.len());
    let (octets, error) = decoded(text, padding);
    Segment { name, part, span, text, error, encoded: true, unescaped: None, octets }
}

/// Decodes a segment again that is a JSON string with escapes, from the characters they stand for.
pub(super) fn unescaped<'t>(segment: Segment<'t>, plain: &str, padding: bool) -> Segment<'t> {
    let (octets, error) = decoded(plain.as_bytes(), padding);
    Segment { error, unescaped: Some(plain.as_bytes().to_vec()), octets, ..segment }
}

/// Takes a segment whose octets stand as they are (RFC 7797).
pub(super) fn unencoded(segment: Segment<'_>) -> Segment<'_> {
    let octets = segment.characters().to_vec();
    Segment { error: None, encoded: false, octets, ..segment }
}

fn decoded(text: &[u8], padding: bool) -> (Vec<u8>, Option<Base64UrlError>) {
    let mut octets = Vec::new();
    let result = if padding {
        base64url::decode_padded_append(text, &mut octets)
    } else {
        base64url::decode_append(text, &mut octets)
    };
    match result {
        Ok(()) => (octets, None),
        Err(error) => (repaired(text), Some(error)),
    }
}

/// Decodes what is not strict as far as its meaning is plain: standard alphabet, padding, white
/// space, a cut-off end. For showing only.
fn repaired(text: &[u8]) -> Vec<u8> {
    let mut plain: Vec<u8> = text
        .iter()
        .map(|octet| match octet {
            b'+' => b'-',
            b'/' => b'_',
            other => *other,
        })
        .filter(|octet| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_'))
        .collect();
    if plain.len() % 4 == 1 {
        plain.pop();
    }
    let whole = plain.len().saturating_sub(plain.len() % 4);
    let (groups, tail) = plain.split_at_checked(whole).unwrap_or((&plain, &[]));
    let mut octets = base64url::decode(groups).unwrap_or_default();
    // The last symbol may carry bits that belong to nothing: read it with them cleared.
    for quad in base64url::quads(tail) {
        octets.extend_from_slice(quad.octets());
    }
    octets
}
