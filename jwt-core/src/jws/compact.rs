//! JWS Compact Serialization (RFC 7515 §7.1): three base64url segments joined by two dots.
//!
//! Takes the text of a token, gives three borrowed segments and their byte ranges. Nothing is
//! decoded here. Refused: texts over the cap, any count of segments but three, and any character but
//! `A–Z a–z 0–9 - _` and the two dots.
//!
//! ```text
//! eyJhbGciOiJIUzI1NiJ9 . eyJzdWIiOiIxIn0 . dBjftJeZ4CVP…
//! └─ JOSE Header ────┘   └─ payload ───┘   └─ signature ┘
//! └────────── JWS Signing Input ───────┘
//! ```

use core::ops::Range;

use super::Caps;
use super::JwsError;
use super::Part;
use crate::base64url;

/// The three segments of a token, borrowed from its text.
///
/// # Example: where the segments lie
///
/// ```
/// use jwt_core::jws::Caps;
/// use jwt_core::jws::Compact;
///
/// let compact = Compact::parse("eyJh.eyJz.c2ln", &Caps::default())?;
/// assert_eq!(compact.payload(), "eyJz");
/// assert_eq!(compact.payload_range(), 5..9);
/// assert_eq!(compact.signing_input(), "eyJh.eyJz");
/// # Ok::<(), jwt_core::jws::JwsError>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Compact<'t> {
    header: &'t str,
    payload: &'t str,
    signature: &'t str,
    signing_input: &'t str,
}

impl<'t> Compact<'t> {
    /// Splits a token at its two dots.
    ///
    /// # Errors
    ///
    /// [`JwsError::TokenTooLong`] before anything else is looked at,
    /// [`JwsError::JsonSerialization`] for JSON, [`JwsError::Jwe`] for five
    /// segments, [`JwsError::SegmentCount`] for any other count than three, and
    /// [`JwsError::Base64Url`] for the first character that is outside the alphabet.
    pub fn parse<T: AsRef<[u8]> + ?Sized>(token: &'t T, caps: &Caps) -> Result<Self, JwsError> {
        let octets = token.as_ref();
        if octets.len() > caps.token_bytes {
            return Err(JwsError::TokenTooLong { found: octets.len(), limit: caps.token_bytes });
        }
        if octets.trim_ascii_start().starts_with(b"{") {
            return Err(JwsError::JsonSerialization);
        }
        let Ok(text) = core::str::from_utf8(octets) else {
            return Err(first_foreign(octets));
        };
        let dots = octets.iter().filter(|octet| **octet == b'.').count();
        if dots == 4 {
            return Err(JwsError::Jwe);
        }
        let three = text.rsplit_once('.').and_then(|(signing_input, signature)| {
            let (header, payload) = signing_input.split_once('.')?;
            Some(Self { header, payload, signature, signing_input })
        });
        match three {
            Some(compact) if dots == 2 && octets.iter().all(is_compact) => Ok(compact),
            Some(_) if dots == 2 => Err(first_foreign(octets)),
            _ => Err(JwsError::SegmentCount { found: dots.saturating_add(1) }),
        }
    }

    /// Gives the encoded JOSE Header.
    #[must_use]
    pub const fn header(&self) -> &'t str {
        self.header
    }

    /// Gives the encoded payload.
    #[must_use]
    pub const fn payload(&self) -> &'t str {
        self.payload
    }

    /// Gives the encoded signature.
    #[must_use]
    pub const fn signature(&self) -> &'t str {
        self.signature
    }

    /// Gives the JWS Signing Input: header, dot and payload as they were sent (RFC 7515 §5.1).
    #[must_use]
    pub const fn signing_input(&self) -> &'t str {
        self.signing_input
    }

    /// Gives the bytes of the token that are the encoded header.
    #[must_use]
    pub const fn header_range(&self) -> Range<usize> {
        0..self.header.len()
    }

    /// Gives the bytes of the token that are the encoded payload.
    #[must_use]
    pub const fn payload_range(&self) -> Range<usize> {
        self.header.len().saturating_add(1)..self.signing_input.len()
    }

    /// Gives the bytes of the token that are the encoded signature.
    #[must_use]
    pub const fn signature_range(&self) -> Range<usize> {
        let start = self.signing_input.len().saturating_add(1);
        start..start.saturating_add(self.signature.len())
    }
}

const fn is_compact(octet: &u8) -> bool {
    matches!(octet, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.')
}

/// Names the first character that has no place in a token (RFC 7515 §2, "without padding").
fn first_foreign(octets: &[u8]) -> JwsError {
    let mut part = Part::Header;
    let mut start = 0_usize;
    for segment in octets.split(|octet| *octet == b'.') {
        let foreign = segment.iter().position(|octet| !is_compact(octet));
        if let Some(within) = foreign {
            let head = segment.get(..=within).unwrap_or(segment);
            if let Err(source) = base64url::decode(head) {
                let offset = start.saturating_add(within);
                return JwsError::Base64Url { part, offset, source };
            }
        }
        start = start.saturating_add(segment.len()).saturating_add(1);
        part = if part == Part::Header { Part::Payload } else { Part::Signature };
    }
    JwsError::SegmentCount { found: octets.split(|octet| *octet == b'.').count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(token: &str) -> Result<Compact<'_>, JwsError> {
        Compact::parse(token, &Caps::default())
    }

    #[test]
    fn one_to_seven_segments_are_told_apart() {
        for (token, found) in
            [("a", 1), ("a.b", 2), ("a.b.c.d", 4), ("a.b.c.d.e.f", 6), ("......", 7)]
        {
            assert_eq!(parse(token), Err(JwsError::SegmentCount { found }), "{token}");
        }
        assert_eq!(parse(""), Err(JwsError::SegmentCount { found: 1 }));
        assert_eq!(parse("a.b.c.d.e"), Err(JwsError::Jwe));
        assert!(parse("a.b.c").is_ok());
        assert!(parse("..").is_ok(), "empty segments are for the readers of their content");
    }

    #[test]
    fn the_first_foreign_character_is_named_with_its_place() {
        for (token, place, part) in [
            ("a+b.c.d", 1, Part::Header),
            ("ab.c c.d", 4, Part::Payload),
            ("ab.cd.e=", 7, Part::Signature),
            ("ab.cd.e\n", 7, Part::Signature),
            ("\u{feff}ab.cd.e", 0, Part::Header),
        ] {
            match parse(token) {
                Err(JwsError::Base64Url { part: found, offset, .. }) => {
                    assert_eq!((offset, found), (place, part), "{token:?}");
                }
                other => panic!("{token:?}: {other:?}"),
            }
        }
        assert!(Compact::parse(b"a\xff.b.c", &Caps::default()).is_err());
    }

    #[test]
    fn the_cap_is_checked_at_the_limit_and_one_over() {
        let caps = Caps::default().token_bytes(5);
        assert!(Compact::parse("a.b.c", &caps).is_ok());
        let error = JwsError::TokenTooLong { found: 6, limit: 5 };
        assert_eq!(Compact::parse("a.b.cd", &caps), Err(error));
    }
}
