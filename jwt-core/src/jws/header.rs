//! The JOSE Header of a token that came from outside (RFC 7515 §4).
//!
//! Takes the first segment, gives its parameters. Refused: JSON that is not one strict object, a
//! missing or ill-typed `alg`, `none`, registered parameters of the wrong type, and a `crit` that is
//! not a list of names as RFC 7515 §4.1.11 wants it. Keys in the header (`jwk`, `x5c`) and places of
//! keys (`jku`, `x5u`) are kept for showing and never used.

use core::fmt;
use core::ops::Range;

use super::Caps;
use super::JwsError;
use super::Part;
use crate::base64url;
use crate::json::Member;
use crate::json::Object;
use crate::json::Value;

/// The parameters that RFC 7515 §4.1 and RFC 7517 give a string value.
const STRINGS: [&str; 7] = ["jku", "kid", "x5u", "x5t", "x5t#S256", "typ", "cty"];
/// The names that RFC 7515 and RFC 7518 define themselves; none of them may stand in `crit`.
const DEFINED: [&str; 18] = [
    "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "enc",
    "zip", "epk", "apu", "apv", "iv", "tag",
];

/// A parsed JOSE Header. Untrusted until it comes out of a verifier.
#[derive(Clone, Eq, PartialEq)]
pub struct Header {
    json: String,
    algorithm: String,
    key_id: Option<String>,
    media_type: Option<String>,
    content_type: Option<String>,
    critical: Vec<String>,
    unencoded: bool,
}

impl Header {
    /// Gives the header as it was sent, decoded: UTF-8 JSON.
    #[must_use]
    pub fn json(&self) -> &str {
        &self.json
    }

    /// Gives `alg` as written (RFC 7515 §4.1.1).
    #[must_use]
    pub fn algorithm_name(&self) -> &str {
        &self.algorithm
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

    /// Reads every parameter again, in order, with its place in [`Header::json`].
    ///
    /// `None` never happens for a header that was parsed.
    #[must_use]
    pub fn object(&self) -> Option<Object<'_>> {
        let limits = crate::json::Limits { depth: usize::MAX };
        Object::parse(self.json.as_bytes(), &limits).ok()
    }
}

impl fmt::Debug for Header {
    /// Shows the names of the common parameters and no value: a log is no place for tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Header").field("alg", &self.algorithm).finish_non_exhaustive()
    }
}

/// Decodes and checks the first segment; offsets in errors are those of the token.
pub(crate) fn read_header(segment: &str, caps: &Caps) -> Result<Header, JwsError> {
    let found = base64url::decoded_len(segment.len()).unwrap_or(segment.len());
    if found > caps.header_bytes {
        return Err(JwsError::HeaderTooLong { found, limit: caps.header_bytes });
    }
    let octets = base64url::decode(segment).map_err(|source| JwsError::Base64Url {
        part: Part::Header,
        offset: source.offset,
        source,
    })?;
    let json_error = |source: crate::json::JsonError| {
        let offset = in_token(source.offset..source.offset.saturating_add(1)).start;
        JwsError::Json { offset: offset.min(segment.len()), source }
    };
    let object = Object::parse(&octets, &caps.json()).map_err(json_error)?;
    let fields = Fields::read(&object)?;
    drop(object);
    // `Object::parse` has checked the encoding.
    let json = String::from_utf8(octets).unwrap_or_default();
    Ok(fields.with(json))
}

/// Maps bytes of the decoded header to the characters of the token that carry them.
fn in_token(bytes: Range<usize>) -> Range<usize> {
    base64url::chars_of_octets(bytes)
}

struct Fields {
    algorithm: String,
    strings: [Option<String>; 3],
    critical: Vec<String>,
    unencoded: bool,
}

impl Fields {
    fn read(object: &Object<'_>) -> Result<Self, JwsError> {
        let algorithm = algorithm(object)?;
        for name in STRINGS {
            if let Some(value) = object.get(name) {
                expect_type(name, value, "string", value.as_str().is_some())?;
            }
        }
        let text = |name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned);
        let critical = critical(object)?;
        let unencoded = match object.get("b64") {
            Some(value) => {
                expect_type("b64", value, "boolean", value.as_bool().is_some())?;
                value.as_bool() == Some(false)
            }
            None => false,
        };
        Ok(Self { algorithm, strings: ["kid", "typ", "cty"].map(text), critical, unencoded })
    }

    fn with(self, json: String) -> Header {
        let Self { algorithm, strings: [key_id, media_type, content_type], .. } = self;
        let (critical, unencoded) = (self.critical, self.unencoded);
        Header { json, algorithm, key_id, media_type, content_type, critical, unencoded }
    }
}

fn algorithm(object: &Object<'_>) -> Result<String, JwsError> {
    let Some(value) = object.get("alg") else {
        return Err(JwsError::AlgorithmMissing);
    };
    expect_type("alg", value, "string", value.as_str().is_some())?;
    let name = value.as_str().unwrap_or_default();
    if name.eq_ignore_ascii_case("none") {
        let (found, span) = (name.to_owned(), in_token(value.span.clone()));
        return Err(JwsError::Unsecured { found, span });
    }
    Ok(name.to_owned())
}

fn critical(object: &Object<'_>) -> Result<Vec<String>, JwsError> {
    let Some(value) = object.get("crit") else {
        return Ok(Vec::new());
    };
    let wrong = |problem: &'static str, name: &str| JwsError::Critical {
        problem,
        name: name.to_owned(),
        span: in_token(value.span.clone()),
    };
    let items = value.as_array().ok_or_else(|| wrong("expected an array of names", ""))?;
    if items.is_empty() {
        return Err(wrong("expected at least one name", ""));
    }
    let mut names: Vec<String> = Vec::new();
    for item in items {
        let name = item.as_str().ok_or_else(|| wrong("expected an array of names", ""))?;
        if names.iter().any(|known| known == name) {
            return Err(wrong("names a parameter twice:", name));
        }
        if DEFINED.contains(&name) {
            return Err(wrong("names a parameter of the standard itself:", name));
        }
        if object.get(name).is_none() {
            return Err(wrong("names a parameter that is not in the header:", name));
        }
        names.push(name.to_owned());
    }
    Ok(names)
}

fn expect_type(
    name: &'static str,
    value: &Value<'_>,
    expected: &'static str,
    holds: bool,
) -> Result<(), JwsError> {
    if holds {
        return Ok(());
    }
    let (found, span) = (value.type_name(), in_token(value.span.clone()));
    Err(JwsError::HeaderMember { name, expected, found, span })
}

/// Finds where a parameter stands in the token, for errors that are raised later.
pub(super) fn span_of(header: &Header, name: &str) -> Range<usize> {
    let object = header.object();
    let member: Option<&Member<'_>> =
        object.as_ref().and_then(|object| object.members.iter().find(|one| one.name == name));
    member.map_or(0..0, |member| in_token(member.value.span.clone()))
}
