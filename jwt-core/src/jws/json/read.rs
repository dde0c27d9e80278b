//! The members of a JSON Serialization and the header of each signature (RFC 7515 §5.2, §7.2).

use core::ops::Range;
use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::json::Fields;
use crate::json::Kind;
use crate::json::Object;
use crate::json::Outline;
use crate::json::Value;
use crate::json::written_len;
use crate::jws::Header;
use crate::jws::JwsError;
use crate::jws::Part;
use crate::jws::Policy;
use crate::jws::header;
use crate::jws::header::EMBEDDED_KEYS;
use crate::jws::header::Parameters;
use crate::jws::header::Place;
use crate::jws::segment::decode_append;
use crate::jws::verify::check_b64;

/// What only the general and only the flattened form has.
const FLATTENED: [&str; 3] = ["protected", "header", "signature"];

/// A text taken apart: well formed in every part, and nothing verified.
pub(in crate::jws) struct Envelope<'t> {
    /// The payload as it stands; `None` when it is detached.
    pub(in crate::jws) payload: Option<Text<'t>>,
    pub(in crate::jws) signatures: Vec<Signed<'t>>,
    /// Whether the payload is no base64url, for all signatures alike.
    pub(super) unencoded: bool,
    /// The whole object.
    pub(in crate::jws) span: Range<usize>,
}

/// One signature with its header.
pub(in crate::jws) struct Signed<'t> {
    /// The protected header as it stands, base64url; empty when there is none.
    pub(in crate::jws) protected: Cow<'t, str>,
    pub(in crate::jws) header: Header<'static>,
    /// The signature, decoded.
    pub(in crate::jws) signature: Vec<u8>,
}

/// A string of the text, without its escapes.
#[derive(Clone)]
pub(in crate::jws) struct Text<'t> {
    pub(in crate::jws) text: Cow<'t, str>,
    /// The same with its escapes, as it stands between the quotes.
    pub(super) raw: &'t str,
    /// Where it stands, with its quotes.
    pub(super) span: Range<usize>,
}

impl Text<'_> {
    /// Decodes base64url and appends the octets.
    pub(super) fn decode_append(
        &self,
        part: Part,
        padding: bool,
        octets: &mut Vec<u8>,
    ) -> Result<(), JwsError> {
        let decoded = decode_append(self.text.as_bytes(), part, padding, self.start(), octets);
        decoded.map_err(|error| self.placed(error))
    }

    /// Gives the first byte behind the quote.
    fn start(&self) -> usize {
        self.span.start.saturating_add(1)
    }

    /// Tells how octets that the text carries are found. Escapes move them: then all of it is named.
    fn place(&self) -> Place {
        match self.text {
            Cow::Borrowed(_) => Place::Encoded(self.start()),
            Cow::Owned(_) => Place::Within(self.span.start, self.span.end),
        }
    }

    /// Puts an error about one character where that stands or is escaped.
    fn placed(&self, error: JwsError) -> JwsError {
        match error {
            JwsError::Base64Url { part, source, .. } => {
                // What stands before the offending character is symbols of one byte.
                let within = written_len(self.raw.as_bytes(), source.offset);
                JwsError::Base64Url { part, offset: self.start().saturating_add(within), source }
            }
            error => error,
        }
    }
}

impl<'t> Envelope<'t> {
    /// Reads a text of either form; what is malformed anywhere refuses all of it.
    pub(in crate::jws) fn read(bytes: &'t [u8], policy: &Policy) -> Result<Self, JwsError> {
        let limit = policy.caps.token_bytes;
        if bytes.len() > limit {
            return Err(JwsError::TokenTooLong { found: bytes.len(), limit });
        }
        let object = Object::parse(bytes, &policy.caps.json()).map_err(|source| {
            let start = source.offset.min(bytes.len());
            let span = start..start.saturating_add(1).min(bytes.len());
            JwsError::JsonEnvelope { span, source }
        })?;
        // `Object::parse` has checked the encoding.
        let text = core::str::from_utf8(bytes).unwrap_or_default();
        let span = 0..bytes.len();
        let payload = string(&object, "payload", text)?;
        let mut signatures = Vec::new();
        for (object, span) in signature_objects(&object, policy, &span)? {
            signatures.push(signed(object, text, policy, &span)?);
        }
        let unencoded = agreed(&signatures)?;
        Ok(Self { payload, signatures, unencoded, span })
    }
}

/// Tells whether the payload is unencoded, of which all signatures must say the same (RFC 7797 §3).
fn agreed(signatures: &[Signed<'_>]) -> Result<bool, JwsError> {
    let Some(first) = signatures.first() else { return Ok(false) };
    let unencoded = first.header.is_unencoded();
    match signatures.iter().find(|one| one.header.is_unencoded() != unencoded) {
        None => Ok(unencoded),
        // Of the two at least one has a `b64`.
        Some(other) => {
            let span = other.header.find("b64").unwrap_or_else(|| first.header.span_of("b64"));
            Err(JwsError::UnencodedMixed { span })
        }
    }
}

/// Finds the objects that hold the signatures: those of the list, or the one that is the text itself.
fn signature_objects<'o, 't>(
    object: &'o Object<'t>,
    policy: &Policy,
    span: &Range<usize>,
) -> Result<Vec<(&'o Object<'t>, Range<usize>)>, JwsError> {
    let Some(list) = object.get("signatures") else {
        return Ok(vec![(object, span.clone())]);
    };
    if let Some(both) = FLATTENED.iter().find_map(|name| object.member(name)) {
        let problem = "signatures stands beside a member of the flattened form";
        return Err(shape(problem, &both.name_span));
    }
    let items = list
        .as_array()
        .ok_or_else(|| shape("signatures: expected an array of objects", &list.span))?;
    if items.is_empty() {
        return Err(shape("signatures: expected at least one", &list.span));
    }
    let limit = policy.caps.signatures;
    if items.len() > limit {
        return Err(JwsError::TooManySignatures { found: items.len(), limit });
    }
    let mut objects = Vec::new();
    for item in items {
        let one = item.as_object();
        let one = one.ok_or_else(|| shape("signatures: expected objects only", &item.span))?;
        objects.push((one, item.span.clone()));
    }
    Ok(objects)
}

fn signed<'t>(
    object: &Object<'t>,
    text: &'t str,
    policy: &Policy,
    span: &Range<usize>,
) -> Result<Signed<'t>, JwsError> {
    let encoded = string(object, "signature", text)?;
    let encoded = encoded.ok_or_else(|| shape("signature is missing", span))?;
    let protected = string(object, "protected", text)?;
    let unprotected = object.get("header");
    if let Some(value) = unprotected {
        let header = value.as_object();
        let header = header.ok_or_else(|| shape("header: expected an object", &value.span))?;
        // "otherwise, it MUST be absent" (RFC 7515 §7.2.1).
        if header.members.is_empty() {
            return Err(shape("header: must be absent when it is empty", &value.span));
        }
    }
    if protected.is_none() && unprotected.is_none() {
        return Err(shape("there is neither protected nor header", span));
    }
    let header = joined(protected.as_ref(), unprotected, text, policy)?;
    check_b64(&header)?;
    let mut signature = Vec::new();
    encoded.decode_append(Part::Signature, policy.padding, &mut signature)?;
    let protected = protected.map_or(Cow::Borrowed(""), |protected| protected.text);
    Ok(Signed { protected, header, signature })
}

/// Makes the JOSE Header: the union of both, whose names must differ (RFC 7515 §7.2.1).
pub(super) fn joined(
    protected: Option<&Text<'_>>,
    unprotected: Option<&Value<'_>>,
    text: &str,
    policy: &Policy,
) -> Result<Header<'static>, JwsError> {
    let mut octets = Vec::new();
    let place = protected.map_or(Place::Encoded(0), Text::place);
    match protected {
        Some(own) => {
            let (padding, caps) = (policy.padding, &policy.caps);
            header::decode(&own.text, padding, caps, own.start(), &mut octets)
                .map_err(|error| own.placed(error))?;
        }
        None => octets.extend_from_slice(b"{}"),
    }
    let object = Object::parse(&octets, &policy.caps.json());
    // "MUST be present … when the JWS Protected Header value is non-empty; otherwise, it MUST be absent"
    // (RFC 7515 §7.2.1).
    let empty = octets.is_empty() || object.as_ref().is_ok_and(|object| object.members.is_empty());
    if let Some(own) = protected.filter(|_| empty) {
        return Err(shape("protected: must be absent when it is empty", &own.span));
    }
    let object = object.map_err(|error| place.json_error(error))?;
    let covered = Parameters::protected(&Fields::parsed(&octets, &object), place)?;
    let open = match unprotected {
        Some(value) => {
            disjoint(&object, value)?;
            open(value, text, &covered, policy)?
        }
        None => Believed::default(),
    };
    let json = String::from_utf8_lossy(&octets);
    let algorithm = covered.algorithm.or(open.algorithm).ok_or(JwsError::AlgorithmMissing)?;
    let whole = Header {
        json,
        unprotected: unprotected
            .map(|value| (Cow::Borrowed(value.to_text(text)), value.span.start)),
        known_algorithm: algorithm.parse().ok(),
        algorithm,
        key_id: covered.key_id.or(open.key_id),
        media_type: covered.media_type,
        content_type: covered.content_type,
        critical: covered.critical,
        unencoded: covered.unencoded,
        place,
    };
    Ok(whole.into_owned())
}

/// What is taken over from an unprotected header.
#[derive(Default)]
struct Believed<'t> {
    algorithm: Option<Cow<'t, str>>,
    key_id: Option<Cow<'t, str>>,
}

/// Reads an unprotected header; without the policy's leave nothing in it counts.
fn open<'t>(
    value: &Value<'_>,
    text: &'t str,
    covered: &Parameters<'_>,
    policy: &Policy,
) -> Result<Believed<'t>, JwsError> {
    let (place, json) = (Place::Plain(value.span.start), value.to_text(text));
    let refused =
        |name, span: Range<usize>| Err(JwsError::Unprotected { name, span: place.of(span) });
    let mut outline = Outline::default();
    header::with_fields(json.as_bytes(), place, &policy.caps, &mut outline, |fields| {
        // "MUST be integrity protected" (RFC 7515 §4.1.11, RFC 7797 §3).
        for name in ["crit", "b64"] {
            if let Some(field) = fields.get(name) {
                return refused(name, field.span);
            }
        }
        let Parameters { algorithm, key_id, .. } = Parameters::plain(fields, place)?;
        if policy.unprotected {
            return Ok(Believed { algorithm, key_id });
        }
        if let Some(field) = fields.get("alg").filter(|_| covered.algorithm.is_none()) {
            return refused("alg", field.span);
        }
        for name in EMBEDDED_KEYS {
            if let Some(field) = fields.get(name) {
                return refused(name, field.span);
            }
        }
        Ok(Believed::default())
    })
}

/// "the Header Parameter names in the two locations MUST be disjoint" (RFC 7515 §7.2.1).
fn disjoint(protected: &Object<'_>, unprotected: &Value<'_>) -> Result<(), JwsError> {
    let names: BTreeSet<&str> = protected.members.iter().map(|member| &*member.name).collect();
    let open = unprotected.as_object().map(|object| &*object.members).unwrap_or_default();
    match open.iter().find(|member| names.contains(&*member.name)) {
        None => Ok(()),
        Some(member) => Err(JwsError::HeaderDuplicate {
            name: member.name.to_string(),
            span: member.name_span.clone(),
        }),
    }
}

/// Gives a string member.
fn string<'t>(
    object: &Object<'t>,
    name: &'static str,
    source: &'t str,
) -> Result<Option<Text<'t>>, JwsError> {
    let Some(value) = object.get(name) else {
        return Ok(None);
    };
    let span = value.span.clone();
    match &value.kind {
        Kind::String(text) => {
            let literal = value.to_text(source);
            let raw = literal.get(1..literal.len().saturating_sub(1)).unwrap_or_default();
            Ok(Some(Text { text: text.clone(), raw, span }))
        }
        _ => {
            let problem = match Part::of_member(name) {
                Part::Payload => "payload: expected a string",
                Part::Header => "protected: expected a string",
                _ => "signature: expected a string",
            };
            Err(shape(problem, &span))
        }
    }
}

fn shape(problem: &'static str, span: &Range<usize>) -> JwsError {
    JwsError::JsonShape { problem, span: span.clone() }
}
