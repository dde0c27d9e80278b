//! The JOSE Header of a token that came from outside (RFC 7515 §4).
//!
//! Takes the decoded first segment, gives its parameters. Refused: JSON that is not one strict
//! object, a missing or ill-typed `alg`, `none`, registered parameters of the wrong type, and a `crit`
//! that is not a list of names as RFC 7515 §4.1.11 wants it. Keys in the header (`jwk`, `x5c`) and
//! places of keys (`jku`, `x5u`) are kept for showing and never used.

use core::fmt;
use core::ops::Range;
use std::borrow::Cow;

use super::Caps;
use super::JwsError;
use super::Part;
use super::Policy;
use crate::alg::Algorithm;
use crate::base64url;
use crate::json::Field;
use crate::json::Fields;
use crate::json::JsonError;
use crate::json::Object;
use crate::json::Outline;

/// The parameters that RFC 7515 §4.1 and RFC 7517 give a string value.
const STRINGS: [&str; 7] = ["jku", "kid", "x5u", "x5t", "x5t#S256", "typ", "cty"];
/// The parameters that carry a key or an address of one (RFC 7515 §4.1.2–4.1.6).
pub(crate) const EMBEDDED_KEYS: [&str; 4] = ["jwk", "jku", "x5u", "x5c"];
/// The names that RFC 7515 and RFC 7518 define themselves; none of them may stand in `crit`.
const DEFINED: [&str; 20] = [
    "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "enc",
    "zip", "epk", "apu", "apv", "iv", "tag", "p2s", "p2c",
];

/// How many names `crit` may hold: each is looked up, and no caller understands so many.
const MAX_CRITICAL: usize = 64;

/// A parsed JOSE Header. Untrusted until it comes out of a verifier.
#[derive(Clone, Eq, PartialEq)]
pub struct Header<'h> {
    pub(super) json: Cow<'h, str>,
    /// The unprotected header, and the byte of the text at which it starts.
    pub(super) unprotected: Option<(Cow<'h, str>, usize)>,
    pub(super) algorithm: Cow<'h, str>,
    /// What `alg` names; `None` when it is none of ours.
    pub(super) known_algorithm: Option<Algorithm>,
    pub(super) key_id: Option<Cow<'h, str>>,
    pub(super) media_type: Option<Cow<'h, str>>,
    pub(super) content_type: Option<Cow<'h, str>>,
    pub(super) critical: Vec<String>,
    pub(super) unencoded: bool,
    pub(super) place: Place,
}

impl Header<'_> {
    /// Gives the protected header as it was sent, decoded: UTF-8 JSON.
    ///
    /// `{}` when a JSON Serialization protects nothing.
    #[must_use]
    pub fn json(&self) -> &str {
        &self.json
    }

    /// Gives the unprotected header of a JSON Serialization: JSON that no signature covers.
    #[must_use]
    pub fn unprotected(&self) -> Option<&str> {
        self.unprotected.as_ref().map(|(json, _)| &**json)
    }

    /// Gives `alg` as written (RFC 7515 §4.1.1).
    #[must_use]
    pub fn algorithm_name(&self) -> &str {
        &self.algorithm
    }

    /// Gives the algorithm that `alg` names; `None` when it is none of ours.
    #[must_use]
    pub const fn algorithm(&self) -> Option<Algorithm> {
        self.known_algorithm
    }

    /// Gives `kid`, an opaque hint that the sender chose (RFC 7515 §4.1.4).
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// Gives `typ`, the media type of the whole token (RFC 7515 §4.1.9).
    #[must_use]
    pub fn typ(&self) -> Option<&str> {
        self.media_type.as_deref()
    }

    /// Gives `cty`, the media type of the payload; `JWT` for a nested token (RFC 7519 §5.2).
    #[must_use]
    pub fn cty(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// Gives the names in `crit`; empty when there is none (RFC 7515 §4.1.11).
    #[must_use]
    pub fn critical(&self) -> &[String] {
        &self.critical
    }

    /// Tells whether `b64` is `false`: the payload is not base64url (RFC 7797 §3).
    #[must_use]
    pub fn is_unencoded(&self) -> bool {
        self.unencoded
    }

    /// Reads every protected parameter again, in order, with its place in [`Header::json`].
    ///
    /// `None` never happens for a header that was parsed.
    #[must_use]
    pub fn object(&self) -> Option<Object<'_>> {
        let limits = crate::json::Limits { depth: usize::MAX };
        Object::parse(self.json.as_bytes(), &limits).ok()
    }

    /// Gives a header that borrows from nothing.
    #[must_use]
    pub fn into_owned(self) -> Header<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        Header {
            json: owned(self.json),
            unprotected: self.unprotected.map(|(json, start)| (owned(json), start)),
            algorithm: owned(self.algorithm),
            known_algorithm: self.known_algorithm,
            key_id: self.key_id.map(owned),
            media_type: self.media_type.map(owned),
            content_type: self.content_type.map(owned),
            critical: self.critical,
            unencoded: self.unencoded,
            place: self.place,
        }
    }

    /// Finds where a parameter stands in the token, for errors that are raised later.
    pub(super) fn span_of(&self, name: &str) -> Range<usize> {
        self.find(name).unwrap_or(0..0)
    }

    /// Finds where a parameter stands in the token, in the protected header or beside it.
    pub(super) fn find(&self, name: &str) -> Option<Range<usize>> {
        let span = |json: &str| {
            let limits = crate::json::Limits { depth: usize::MAX };
            let object = Object::parse(json.as_bytes(), &limits).ok()?;
            object.get(name).map(|value| value.span.clone())
        };
        if let Some(span) = span(&self.json) {
            return Some(self.place.of(span));
        }
        let (json, start) = self.unprotected.as_ref()?;
        span(json).map(|span| Place::Plain(*start).of(span))
    }
}

impl fmt::Debug for Header<'_> {
    /// Shows the algorithm and no other value: a log is no place for tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Header").field("alg", &self.algorithm).finish_non_exhaustive()
    }
}

/// How bytes of a header's JSON are found in the token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
    /// The JSON is base64url from this byte on.
    Encoded(usize),
    /// The JSON stands in the text as it is, from this byte on.
    Plain(usize),
    /// The JSON is base64url with escapes in it, somewhere between these bytes.
    Within(usize, usize),
}

impl Place {
    /// Maps bytes of the JSON to the bytes of the token that carry them.
    pub(super) fn of(self, bytes: Range<usize>) -> Range<usize> {
        let (start, within) = match self {
            Self::Encoded(start) => (start, base64url::chars_of_octets(bytes)),
            Self::Plain(start) => (start, bytes),
            Self::Within(start, end) => return start..end,
        };
        start.saturating_add(within.start)..start.saturating_add(within.end)
    }

    pub(super) fn json_error(self, source: JsonError) -> JwsError {
        let offset = self.of(source.offset..source.offset.saturating_add(1)).start;
        JwsError::Json { offset, source }
    }
}

/// Decodes and checks a header by itself; offsets in errors are those of the segment.
pub(crate) fn read_header(segment: &str, policy: &Policy) -> Result<Header<'static>, JwsError> {
    let (mut octets, caps) = (Vec::new(), &policy.caps);
    decode(segment, policy.padding, caps, 0, &mut octets)?;
    compact(&octets, Place::Encoded(0), caps, &mut Outline::default()).map(Header::into_owned)
}

/// Decodes the text of a protected header that starts at byte `at` of the token.
pub(super) fn decode(
    segment: &str,
    padding: bool,
    caps: &Caps,
    at: usize,
    octets: &mut Vec<u8>,
) -> Result<(), JwsError> {
    let found = octets_of(segment, padding);
    if found > caps.header_bytes {
        return Err(JwsError::HeaderTooLong { found, limit: caps.header_bytes });
    }
    octets.clear();
    super::segment::decode_append(segment, Part::Header, padding, at, octets)
}

/// Counts the octets of a segment: padding carries none, nor does a character that is left over.
fn octets_of(segment: &str, padding: bool) -> usize {
    let bare = match segment.strip_suffix('=') {
        Some(bare) if padding && segment.len().is_multiple_of(4) => {
            bare.strip_suffix('=').unwrap_or(bare)
        }
        _ => segment,
    };
    let symbols = bare.len();
    base64url::decoded_len(symbols)
        .or_else(|| base64url::decoded_len(symbols.saturating_sub(1)))
        .unwrap_or(symbols)
}

/// Reads the header of a compact token, in which everything is protected.
pub(super) fn compact<'h>(
    octets: &'h [u8],
    place: Place,
    caps: &Caps,
    outline: &mut Outline,
) -> Result<Header<'h>, JwsError> {
    with_fields(octets, place, caps, outline, |fields| {
        let Parameters { algorithm, key_id, media_type, content_type, critical, unencoded } =
            Parameters::protected(fields, place)?;
        let algorithm = algorithm.ok_or(JwsError::AlgorithmMissing)?;
        // The reader has checked the encoding.
        let json = Cow::Borrowed(core::str::from_utf8(octets).unwrap_or_default());
        Ok(Header {
            json,
            unprotected: None,
            known_algorithm: algorithm.parse().ok(),
            algorithm,
            key_id,
            media_type,
            content_type,
            critical,
            unencoded,
            place,
        })
    })
}

/// Reads octets as one strict object, without a tree where that is possible.
pub(super) fn with_fields<'h, T>(
    octets: &'h [u8],
    place: Place,
    caps: &Caps,
    outline: &mut Outline,
    look: impl FnOnce(&Fields<'h, '_>) -> Result<T, JwsError>,
) -> Result<T, JwsError> {
    if let Some(text) = outline.read(octets, &caps.json()) {
        return look(&Fields::outlined(text, outline));
    }
    let object = Object::parse(octets, &caps.json()).map_err(|error| place.json_error(error))?;
    look(&Fields::parsed(octets, &object))
}

/// The parameters of one header, protected or not.
pub(super) struct Parameters<'h> {
    pub(super) algorithm: Option<Cow<'h, str>>,
    pub(super) key_id: Option<Cow<'h, str>>,
    pub(super) media_type: Option<Cow<'h, str>>,
    pub(super) content_type: Option<Cow<'h, str>>,
    pub(super) critical: Vec<String>,
    pub(super) unencoded: bool,
}

impl<'h> Parameters<'h> {
    /// Reads a header that the signature covers.
    pub(super) fn protected(fields: &Fields<'h, '_>, place: Place) -> Result<Self, JwsError> {
        let mut parameters = Self::plain(fields, place)?;
        parameters.critical = critical(fields, place)?;
        if let Some(value) = fields.get("b64") {
            expect_type("b64", &value, "boolean", value.as_bool().is_some(), place)?;
            parameters.unencoded = value.as_bool() == Some(false);
        }
        Ok(parameters)
    }

    /// Reads everything but `crit` and `b64`, which mean something only where they are protected.
    pub(super) fn plain(fields: &Fields<'h, '_>, place: Place) -> Result<Self, JwsError> {
        let algorithm = algorithm(fields, place)?;
        for name in STRINGS {
            if let Some(value) = fields.get(name) {
                expect_type(name, &value, "string", value.as_str().is_some(), place)?;
            }
        }
        if let Some(value) = fields.get("jwk") {
            expect_type("jwk", &value, "object", value.type_name() == "object", place)?;
        }
        if let Some(value) = fields.get("x5c") {
            expect_type("x5c", &value, "array of strings", value.as_strings().is_some(), place)?;
        }
        let text = |name: &str| fields.get(name).and_then(|value| value.as_str());
        Ok(Self {
            algorithm,
            key_id: text("kid"),
            media_type: text("typ"),
            content_type: text("cty"),
            critical: Vec::new(),
            unencoded: false,
        })
    }
}

fn algorithm<'h>(fields: &Fields<'h, '_>, place: Place) -> Result<Option<Cow<'h, str>>, JwsError> {
    let Some(value) = fields.get("alg") else {
        return Ok(None);
    };
    let name = value.as_str();
    expect_type("alg", &value, "string", name.is_some(), place)?;
    match name {
        Some(name) if name.eq_ignore_ascii_case("none") => {
            let (found, span) = (name.into_owned(), place.of(value.span));
            Err(JwsError::Unsecured { found, span })
        }
        name => Ok(name),
    }
}

fn critical(fields: &Fields<'_, '_>, place: Place) -> Result<Vec<String>, JwsError> {
    let Some(value) = fields.get("crit") else {
        return Ok(Vec::new());
    };
    let wrong = |problem: &'static str, name: &str| JwsError::Critical {
        problem,
        name: name.to_owned(),
        span: place.of(value.span.clone()),
    };
    let items = value.as_strings().ok_or_else(|| wrong("expected an array of names", ""))?;
    let mut names: Vec<String> = Vec::new();
    for name in items {
        if names.len() == MAX_CRITICAL {
            return Err(wrong("names more parameters than anybody understands", ""));
        }
        if names.iter().any(|known| *known == name) {
            return Err(wrong("names a parameter twice:", &name));
        }
        if DEFINED.contains(&&*name) {
            return Err(wrong("names a parameter of the standard itself:", &name));
        }
        if !fields.has(&name) {
            return Err(wrong("names a parameter that is not in the header:", &name));
        }
        names.push(name.into_owned());
    }
    if names.is_empty() {
        return Err(wrong("expected at least one name", ""));
    }
    Ok(names)
}

fn expect_type(
    name: &'static str,
    value: &Field<'_>,
    expected: &'static str,
    holds: bool,
    place: Place,
) -> Result<(), JwsError> {
    if holds {
        return Ok(());
    }
    let (found, span) = (value.type_name(), place.of(value.span.clone()));
    Err(JwsError::HeaderMember { name, expected, found, span })
}
