//! JWS Compact Serialization (RFC 7515 §7.1): three base64url segments joined by two dots.
//!
//! Takes the text of a token, gives three borrowed segments and their byte ranges. Nothing is
//! decoded here. Refused: texts over the cap, any count of segments but three, and any character but
//! `A–Z a–z 0–9 - _` and the two dots; by leave of a policy the payload may stand unencoded.
//!
//! ```text
//! eyJhbGciOiJIUzI1NiJ9 . eyJzdWIiOiIxIn0 . dBjftJeZ4CVP…
//! └─ JOSE Header ────┘   └─ payload ───┘   └─ signature ┘
//! └────────── JWS Signing Input ───────┘
//! ```

use core::fmt;
use core::ops::Range;

use super::Caps;
use super::JwsError;
use super::Part;
use super::Policy;
use super::header;
use crate::base64url;
use crate::json::Object;
use crate::json::Value;

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
#[derive(Clone, Copy, Eq, PartialEq)]
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
        let token = token.as_ref();
        if let Some(compact) = Self::plain(token, caps) {
            return Ok(compact);
        }
        Self::examined(token, caps)
    }

    /// Splits a token a step at a time and gives the first thing that is wrong.
    fn examined(token: &'t [u8], caps: &Caps) -> Result<Self, JwsError> {
        let compact = Self::split(token, caps, None)?;
        compact.segments().into_iter().try_for_each(|segment| segment.check(false))?;
        Ok(compact)
    }

    /// Splits a token whose payload may stand unencoded and whose segments may be padded, as far as
    /// the policy goes.
    pub(crate) fn parse_under(token: &'t [u8], policy: &Policy) -> Result<Self, JwsError> {
        if let Some(compact) = Self::plain(token, &policy.caps) {
            return Ok(compact);
        }
        let compact = Self::split(token, &policy.caps, Some(policy))?;
        let header = compact.header.as_bytes();
        compact.segments().into_iter().try_for_each(|one| one.check_under(header, policy))?;
        Ok(compact)
    }

    /// Splits a token of nothing but the alphabet and two dots; any other is examined.
    ///
    /// So there is no third dot, no scheme and no JSON, and a policy has nothing to allow.
    fn plain(octets: &'t [u8], caps: &Caps) -> Option<Self> {
        if octets.len() > caps.token_bytes {
            return None;
        }
        let compact = Self::at_dots(core::str::from_utf8(octets).ok()?)?;
        let segments = [compact.header, compact.payload, compact.signature];
        segments.iter().all(|text| all_symbols(text.as_bytes())).then_some(compact)
    }

    /// Cuts at the first dot and at the last.
    fn at_dots(text: &'t str) -> Option<Self> {
        let (signing_input, signature) = text.rsplit_once('.')?;
        let (header, payload) = signing_input.split_once('.')?;
        Some(Self { header, payload, signature, signing_input })
    }

    /// Cuts at the dots, which neither base64url nor an unencoded payload may contain.
    fn split(octets: &'t [u8], caps: &Caps, policy: Option<&Policy>) -> Result<Self, JwsError> {
        if octets.len() > caps.token_bytes {
            return Err(JwsError::TokenTooLong { found: octets.len(), limit: caps.token_bytes });
        }
        if octets.trim_ascii_start().starts_with(b"{") {
            return Err(JwsError::JsonSerialization);
        }
        if let Some(span) = scheme(octets) {
            return Err(JwsError::Scheme { span });
        }
        let Ok(text) = core::str::from_utf8(octets) else {
            return Err(first_foreign(octets, policy));
        };
        let dots = octets.iter().filter(|octet| **octet == b'.').count();
        if dots == 4 {
            return Err(JwsError::Jwe);
        }
        match Self::at_dots(text) {
            Some(compact) if dots == 2 => Ok(compact),
            _ => Err(JwsError::SegmentCount { found: dots.saturating_add(1) }),
        }
    }

    fn segments(&self) -> [Encoded<'t>; 3] {
        let segment = |part, text: &'t str, start| Encoded { part, text: text.as_bytes(), start };
        [
            segment(Part::Header, self.header, 0),
            segment(Part::Payload, self.payload, self.payload_range().start),
            segment(Part::Signature, self.signature, self.signature_range().start),
        ]
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

impl fmt::Debug for Compact<'_> {
    /// Shows where the segments lie and nothing that is in them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Compact")
            .field("header", &self.header_range())
            .field("payload", &self.payload_range())
            .field("signature", &self.signature_range())
            .finish_non_exhaustive()
    }
}

/// One segment and the byte of the token at which it starts.
#[derive(Clone, Copy)]
struct Encoded<'t> {
    part: Part,
    text: &'t [u8],
    start: usize,
}

impl Encoded<'_> {
    /// Refuses the first character outside the alphabet; padding at the end is passed over when asked.
    fn check(self, padding: bool) -> Result<(), JwsError> {
        let padded = self.text.iter().rev().take_while(|octet| **octet == b'=').count();
        let symbols = self.text.len().saturating_sub(if padding { padded } else { 0 });
        let text = self.text.get(..symbols).unwrap_or(self.text);
        let Some(within) = text.iter().position(|octet| !is_symbol(*octet)) else {
            return Ok(());
        };
        let head = text.get(..=within).unwrap_or_default();
        match base64url::decode(head) {
            Err(source) => {
                let offset = self.start.saturating_add(within);
                Err(JwsError::Base64Url { part: self.part, offset, source })
            }
            // A foreign character has no octets.
            Ok(_) => Err(JwsError::SegmentCount { found: 3 }),
        }
    }

    /// Refuses as [`Encoded::check`] does, but for a payload that the header calls unencoded.
    fn check_under(self, header: &[u8], policy: &Policy) -> Result<(), JwsError> {
        let Err(error) = self.check(policy.padding) else { return Ok(()) };
        if self.part != Part::Payload || !declares_unencoded(header, policy) {
            return Err(error);
        }
        // Where the policy has none, the reader of the header says so; it needs a text to read.
        if policy.unencoded || core::str::from_utf8(self.text).is_err() {
            self.check_unencoded()?;
        }
        Ok(())
    }

    /// Refuses what RFC 7797 §5.2 keeps out of a compact token: all but printable ASCII.
    fn check_unencoded(self) -> Result<(), JwsError> {
        match self.text.iter().position(|octet| !matches!(octet, b' '..=b'~')) {
            None => Ok(()),
            Some(within) => {
                Err(JwsError::UnencodedPayload { offset: self.start.saturating_add(within) })
            }
        }
    }
}

/// Finds the scheme of an Authorization header field before a token.
fn scheme(octets: &[u8]) -> Option<Range<usize>> {
    let start = octets.len().saturating_sub(octets.trim_ascii_start().len());
    let end = start.saturating_add(SCHEME.len());
    octets.get(start..end)?.eq_ignore_ascii_case(SCHEME).then_some(start..end)
}

/// What stands before a token in a header field of HTTP (RFC 6750 §2.1).
const SCHEME: &[u8] = b"Bearer ";

/// Tells whether the header says `b64` false, whatever else is wrong with it.
fn declares_unencoded(header: &[u8], policy: &Policy) -> bool {
    let segment = core::str::from_utf8(header).unwrap_or_default();
    let mut octets = Vec::new();
    let read = header::decode(segment, policy.padding, &policy.caps, 0, &mut octets);
    let object = read.ok().and_then(|()| Object::parse(&octets, &policy.caps.json()).ok());
    let b64 = object.as_ref().and_then(|object| object.get("b64"));
    b64.and_then(Value::as_bool) == Some(false)
}

const fn is_symbol(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() | matches!(octet, b'-' | b'_')
}

/// Tells whether all is of the alphabet.
///
/// Each block is looked at to its end, so that the compiler can take many octets of it at once; the
/// first block with another character is the last one.
fn all_symbols(text: &[u8]) -> bool {
    text.chunks(BLOCK).all(|block| block.iter().fold(true, |all, octet| all & is_symbol(*octet)))
}

/// A few registers of the widest processors.
const BLOCK: usize = 64;

/// Names the first octet of what is no text that has no place in a token.
fn first_foreign(octets: &[u8], policy: Option<&Policy>) -> JwsError {
    let header = octets.split(|octet| *octet == b'.').next().unwrap_or_default();
    let mut part = Part::Header;
    let mut start = 0_usize;
    for text in octets.split(|octet| *octet == b'.') {
        let segment = Encoded { part, text, start };
        let checked = match policy {
            Some(policy) => segment.check_under(header, policy),
            None => segment.check(false),
        };
        if let Err(error) = checked {
            return error;
        }
        start = start.saturating_add(text.len()).saturating_add(1);
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
    fn a_token_is_plain_exactly_when_nothing_is_found_on_examination() {
        let caps = Caps::default();
        for at in 0..8 {
            for octet in 0..=u8::MAX {
                let mut token = *b"ab.cd.ef";
                token[at] = octet;
                assert_eq!(Compact::plain(&token, &caps), Compact::examined(&token, &caps).ok());
            }
        }
        let long = format!("{0}.{0}.{0}", "Aa0-_Zz9".repeat(20));
        for at in 0..long.len() {
            let token = [&long.as_bytes()[..at], b"+", &long.as_bytes()[at.saturating_add(1)..]];
            assert_eq!(Compact::plain(&token.concat(), &caps), None, "{at}");
        }
        assert!(Compact::plain(long.as_bytes(), &caps).is_some());
    }

    #[test]
    fn the_cap_is_checked_at_the_limit_and_one_over() {
        let caps = Caps::default().token_bytes(5);
        assert!(Compact::parse("a.b.c", &caps).is_ok());
        let error = JwsError::TokenTooLong { found: 6, limit: 5 };
        assert_eq!(Compact::parse("a.b.cd", &caps), Err(error));
    }
}
