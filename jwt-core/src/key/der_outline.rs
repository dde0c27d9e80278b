//! The outline of a DER key: the tags of its parts, enough to tell that octets are one.
//!
//! HMAC asks it of every secret, for the text of a key is known to others (RFC 8725 §2.1). It needs no reader of
//! any kind of key, so that a build with HMAC alone refuses what every other build refuses. Taken for a key is
//! all that the readers of `der` take, and what has the same parts with other values in them.
//!
//! ```text
//! PKCS#8     SEQUENCE { INTEGER 0 or 1, SEQUENCE, OCTET STRING, … }      RFC 5958 §2
//! encrypted  SEQUENCE { SEQUENCE { OID, … }, OCTET STRING }              RFC 5958 §3
//! SPKI       SEQUENCE { SEQUENCE { OID, … }, BIT STRING }                RFC 5280 §4.1.2.7
//! X.509      SEQUENCE { SEQUENCE, SEQUENCE { OID, … }, BIT STRING }      RFC 5280 §4.1
//! PKCS#1     SEQUENCE { INTEGER, INTEGER }, or nine of them and more     RFC 8017 §A.1
//! SEC1       SEQUENCE { INTEGER 1, OCTET STRING, … }                     RFC 5915 §3
//! ```

/// Tells whether the octets have the outline of a key, whatever its kind and its parameters.
pub(super) fn is_key(der: &[u8]) -> bool {
    let Some((Element { tag: SEQUENCE, content }, [])) = Element::first(der) else {
        return false;
    };
    let Some(parts) = parts(content) else {
        return false;
    };
    let tags: Vec<u8> = parts.iter().map(|part| part.tag).collect();
    let version = matches!(parts.first(), Some(Element { content: [0 | 1], .. }));
    match tags.as_slice() {
        [INTEGER, SEQUENCE, OCTET_STRING, ..] | [INTEGER, OCTET_STRING, ..] => version,
        [INTEGER, INTEGER] => true,
        [SEQUENCE, OCTET_STRING | BIT_STRING] => names_algorithm(parts.first()),
        [SEQUENCE, SEQUENCE, BIT_STRING] => names_algorithm(parts.get(1)),
        more => version && more.len() >= 9 && more.iter().take(9).all(|tag| *tag == INTEGER),
    }
}

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const OBJECT_IDENTIFIER: u8 = 0x06;
const SEQUENCE: u8 = 0x30;

/// One tag, and what its length encloses.
struct Element<'d> {
    tag: u8,
    content: &'d [u8],
}

impl<'d> Element<'d> {
    /// Cuts off the first element; `None` when it is not whole.
    fn first(der: &'d [u8]) -> Option<(Self, &'d [u8])> {
        let (tag, rest) = der.split_first()?;
        let (first, rest) = rest.split_first()?;
        let (length, rest) = match first {
            short @ 0..=0x7f => (usize::from(*short), rest),
            long @ 0x81..=0x84 => {
                let (length, rest) = rest.split_at_checked(usize::from(long & 0x7f))?;
                let octets = length.iter().map(|octet| usize::from(*octet));
                (octets.fold(0, |sum: usize, octet| sum.wrapping_shl(8) | octet), rest)
            }
            _ => return None,
        };
        let (content, rest) = rest.split_at_checked(length)?;
        Some((Self { tag: *tag, content }, rest))
    }
}

/// Cuts the content of a sequence into its elements; no structure of a key has more than thirteen.
fn parts(mut content: &[u8]) -> Option<Vec<Element<'_>>> {
    let mut parts = Vec::new();
    while !content.is_empty() && parts.len() < 16 {
        let (part, rest) = Element::first(content)?;
        parts.push(part);
        content = rest;
    }
    content.is_empty().then_some(parts)
}

/// Tells whether an element is an `AlgorithmIdentifier`, which begins with an object identifier.
fn names_algorithm(element: Option<&Element<'_>>) -> bool {
    let first = element.and_then(|element| Element::first(element.content));
    first.is_some_and(|(inner, _)| inner.tag == OBJECT_IDENTIFIER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_structures_and_cut_ones_are_no_keys() {
        for der in [
            &b""[..],
            b"\x30",
            b"\x30\x00",
            b"\x30\x03\x02\x01\x00",
            b"\x30\x06\x02\x01\x00\x02\x01",
            b"\x30\x06\x02\x01\x05\x04\x01\x07",
            b"\x30\x06\x02\x01\x05\x02\x01\x07\x00",
            b"\x30\x80\x02\x01\x05\x02\x01\x07\x00\x00",
            b"\x30\x84\xff\xff\xff\xff\x02\x01\x05",
            b"\x31\x06\x02\x01\x05\x02\x01\x07",
            b"\x30\x07\x30\x02\x05\x00\x03\x01\x00",
        ] {
            assert!(!is_key(der), "{der:02x?}");
        }
        assert!(is_key(b"\x30\x06\x02\x01\x05\x02\x01\x07"));
        assert!(is_key(b"\x30\x09\x30\x04\x06\x02\x05\x00\x03\x01\x00"));
    }

    #[test]
    fn a_long_sequence_ends_the_walk() {
        let many = b"\x02\x01\x00".repeat(16);
        let der = |content: &[u8]| [&[0x30, 0x81, 48], content].concat();
        assert!(is_key(&der(&many)));
        let more = [&[0x30, 0x81, 51][..], &many, b"\x02\x01\x00"].concat();
        assert!(!is_key(&more));
    }
}
