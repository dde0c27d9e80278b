//! What was seen in a text: its form, its segments and what they hold.

use core::ops::Range;

use super::Finding;
use crate::base64url;
use crate::base64url::Base64UrlError;
use crate::base64url::Quads;
use crate::json;
use crate::json::Reading;
use crate::jws::Part;

/// What a text looks like.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Form {
    /// Three segments: JWS Compact Serialization (RFC 7515 §7.1).
    Compact,
    /// One signature as a JSON object (RFC 7515 §7.2.2).
    JsonFlattened,
    /// Several signatures in a JSON object (RFC 7515 §7.2.1).
    JsonGeneral,
    /// Five segments or an object with a ciphertext: an encrypted token (RFC 7516 §7).
    Jwe,
    /// None of these.
    Unknown,
}

/// All that can be seen in a text without a key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Inspection<'t> {
    /// What the text looks like.
    pub form: Form,
    /// The segments in order; at most 16 are listed.
    pub segments: Vec<Segment<'t>>,
    /// How many segments there are.
    pub segment_count: usize,
    /// The bytes that the signature is over, for a compact token.
    pub signing_input: Option<Range<usize>>,
    /// What is noteworthy, errors first, then by place.
    pub findings: Vec<Finding>,
}

impl<'t> Inspection<'t> {
    /// Gives the segment of a part.
    #[must_use]
    pub fn segment(&self, part: Part) -> Option<&Segment<'t>> {
        self.segments.iter().find(|segment| segment.part == part)
    }

    /// Gives the header's segment.
    #[must_use]
    pub fn header(&self) -> Option<&Segment<'t>> {
        self.segment(Part::Header)
    }

    /// Gives the payload's segment.
    #[must_use]
    pub fn payload(&self) -> Option<&Segment<'t>> {
        self.segment(Part::Payload)
    }

    /// Gives the signature's segment.
    #[must_use]
    pub fn signature(&self) -> Option<&Segment<'t>> {
        self.segment(Part::Signature)
    }

    /// Gives `alg` as it stands in the header, even when other things are wrong with it.
    #[must_use]
    pub fn algorithm_name(&self) -> Option<String> {
        self.header_text("alg")
    }

    /// Gives a header parameter that is a string.
    #[must_use]
    pub fn header_text(&self, name: &str) -> Option<String> {
        self.header()?.member_text(name)
    }

    /// Tells whether anything at all could be decoded.
    #[must_use]
    pub fn is_decoded(&self) -> bool {
        let holds_json =
            |segment: &Segment<'_>| segment.json().is_some_and(|reading| reading.value.is_some());
        self.header().is_some_and(holds_json) || self.payload().is_some_and(holds_json)
    }
}

/// One segment: where it lies and what it decodes to.
#[derive(Clone, Eq, PartialEq)]
pub struct Segment<'t> {
    /// What it is called: `"header"`, `"ciphertext"`, `"segment 4"`, …
    pub name: &'static str,
    /// Which part of a JWS it is; [`Part::Token`] for those that a JWS does not have.
    pub part: Part,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Its characters as they were given.
    pub text: &'t [u8],
    /// Why it is not strict base64url; padding that a policy takes is no reason.
    pub error: Option<Base64UrlError>,
    /// Whether it is base64url; a payload under `b64` false is not (RFC 7797).
    pub encoded: bool,
    /// The characters without the escapes of JSON, where there are any.
    pub(super) unescaped: Option<Vec<u8>>,
    pub(super) octets: Vec<u8>,
}

impl Segment<'_> {
    /// Gives what the segment decodes to; when it is not strict, what can be made of it.
    #[must_use]
    pub fn octets(&self) -> &[u8] {
        &self.octets
    }

    /// Gives the decoded octets as text, when they are UTF-8.
    #[must_use]
    pub fn decoded_text(&self) -> Option<&str> {
        core::str::from_utf8(&self.octets).ok()
    }

    /// Reads the decoded octets as JSON, leniently; `None` when they are not UTF-8.
    ///
    /// Costs a walk over the text each time.
    #[must_use]
    pub fn json(&self) -> Option<Reading<'_>> {
        let text = self.decoded_text()?;
        Some(json::read(text.as_bytes(), &json::Limits { depth: usize::MAX }))
    }

    /// Walks the segment in groups of four characters and three octets.
    #[must_use]
    pub fn quads(&self) -> Quads<'_> {
        base64url::quads(self.characters())
    }

    /// Gives the characters, those of a JSON string without its escapes.
    pub(super) fn characters(&self) -> &[u8] {
        self.unescaped.as_deref().unwrap_or(self.text)
    }

    /// Gives the byte of the text at which a character of base64url stands or is escaped.
    pub(super) fn place_of(&self, character: usize) -> usize {
        let within = match self.unescaped {
            Some(_) => json::written_len(self.text, character),
            None => character,
        };
        self.span.start.saturating_add(within).min(self.span.end)
    }

    /// Gives a member of the object that the segment holds, when it is a string.
    pub(super) fn member_text(&self, name: &str) -> Option<String> {
        let reading = self.json()?;
        let object = reading.value.as_ref()?.as_object()?;
        object.get(name)?.as_str().map(str::to_owned)
    }

    /// Maps bytes of the decoded octets to the bytes of the text that carry them.
    ///
    /// Gives the whole segment when it is not strict base64url or written with escapes of JSON.
    #[must_use]
    pub fn carriers(&self, octets: Range<usize>) -> Range<usize> {
        if self.error.is_some() || self.unescaped.is_some() {
            return self.span.clone();
        }
        let chars = if self.encoded { base64url::chars_of_octets(octets) } else { octets };
        let place = |offset: usize| self.span.start.saturating_add(offset).min(self.span.end);
        place(chars.start)..place(chars.end)
    }
}

impl core::fmt::Debug for Segment<'_> {
    /// Shows name and place and nothing of the content: a log is no place for tokens.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Segment")
            .field("name", &self.name)
            .field("span", &self.span)
            .finish_non_exhaustive()
    }
}
