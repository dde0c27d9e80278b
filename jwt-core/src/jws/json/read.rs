//! The members of a JSON Serialization and the header of each signature (RFC 7515 §5.2, §7.2).

use core::ops::Range;
use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::json::Object;
use crate::json::Outline;
use crate::json::Value;
use crate::jws::Header;
use crate::jws::JwsError;
use crate::jws::Part;
use crate::jws::Policy;
use crate::jws::header;
use crate::jws::header::Parameters;
use crate::jws::header::Place;

/// What only the general and only the flattened form has.
const FLATTENED: [&str; 3] = ["protected", "header", "signature"];
/// The parameters that name a key by carrying it or its address.
const KEYS: [&str; 4] = ["jwk", "jku", "x5c", "x5u"];

/// A text taken apart: well formed in every part, and nothing verified.
pub(super) struct Envelope<'t> {
    /// The payload as it stands and where it starts; `None` when it is detached.
    pub(super) payload: Option<(Cow<'t, str>, usize)>,
    pub(super) signatures: Vec<Signed<'t>>,
    /// Whether the payload is no base64url, for all signatures alike.
    pub(super) unencoded: bool,
    /// The whole object.
    pub(super) span: Range<usize>,
}

/// One signature with its header.
pub(super) struct Signed<'t> {
    /// The protected header as it stands, base64url; empty when there is none.
    pub(super) protected: Cow<'t, str>,
    pub(super) header: Header<'static>,
    /// The signature, base64url, and where it starts.
    pub(super) signature: (Cow<'t, str>, usize),
}

impl<'t> Envelope<'t> {
    /// Reads a text of either form; what is malformed anywhere refuses all of it.
    pub(super) fn read(bytes: &'t [u8], policy: &Policy) -> Result<Self, JwsError> {
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
        let payload = string(&object, "payload")?;
        let mut signatures = Vec::new();
        for object in signature_objects(&object, policy, &span)? {
            signatures.push(signed(object, text, policy, &span)?);
        }
        let unencoded = signatures.first().is_some_and(|one| one.header.is_unencoded());
        if let Some(other) = signatures.iter().find(|one| one.header.is_unencoded() != unencoded) {
            return Err(JwsError::UnencodedMixed { span: other.header.span_of("b64") });
        }
        Ok(Self { payload, signatures, unencoded, span })
    }
}

/// Finds the objects that hold the signatures: those of the list, or the one that is the text itself.
fn signature_objects<'o, 't>(
    object: &'o Object<'t>,
    policy: &Policy,
    span: &Range<usize>,
) -> Result<Vec<&'o Object<'t>>, JwsError> {
    let Some(list) = object.get("signatures") else {
        return Ok(vec![object]);
    };
    if let Some(both) = FLATTENED.iter().find_map(|name| object.member(name)) {
        let problem = "signatures stands beside a member of the flattened form";
        return Err(JwsError::JsonShape { problem, span: both.name_span.clone() });
    }
    let wrong = |problem, span: &Range<usize>| JwsError::JsonShape { problem, span: span.clone() };
    let items = list
        .as_array()
        .ok_or_else(|| wrong("signatures: expected an array of objects", &list.span))?;
    if items.is_empty() {
        return Err(wrong("signatures: expected at least one", span));
    }
    let limit = policy.caps.signatures;
    if items.len() > limit {
        return Err(JwsError::TooManySignatures { found: items.len(), limit });
    }
    let mut objects = Vec::new();
    for item in items {
        let one = item.as_object();
        objects.push(one.ok_or_else(|| wrong("signatures: expected objects only", &item.span))?);
    }
    Ok(objects)
}

fn signed<'t>(
    object: &Object<'t>,
    text: &'t str,
    policy: &Policy,
    span: &Range<usize>,
) -> Result<Signed<'t>, JwsError> {
    let missing = |problem| JwsError::JsonShape { problem, span: span.clone() };
    let signature = string(object, "signature")?.ok_or_else(|| missing("signature is missing"))?;
    let protected = string(object, "protected")?;
    let unprotected = match object.get("header") {
        Some(value) if value.as_object().is_none() => {
            let (problem, span) = ("header: expected an object", value.span.clone());
            return Err(JwsError::JsonShape { problem, span });
        }
        value => value,
    };
    if protected.is_none() && unprotected.is_none() {
        return Err(missing("there is neither protected nor header"));
    }
    let header = joined(protected.as_ref(), unprotected, text, policy)?;
    let protected = protected.map_or(Cow::Borrowed(""), |(text, _)| text);
    Ok(Signed { protected, header, signature })
}

/// Makes the JOSE Header: the union of both, whose names must differ (RFC 7515 §7.2.1).
fn joined(
    protected: Option<&(Cow<'_, str>, usize)>,
    unprotected: Option<&Value<'_>>,
    text: &str,
    policy: &Policy,
) -> Result<Header<'static>, JwsError> {
    let mut outline = Outline::default();
    let mut octets = Vec::new();
    let place = Place::Encoded(protected.map_or(0, |(_, start)| *start));
    match protected {
        Some((segment, start)) => {
            header::decode(segment, policy.padding, &policy.caps, *start, &mut octets)?;
        }
        None => octets.extend_from_slice(b"{}"),
    }
    let covered = header::with_fields(&octets, place, &policy.caps, &mut outline, |fields| {
        Parameters::protected(fields, place)
    })?;
    let open = match unprotected {
        Some(value) => {
            let names = Object::parse(&octets, &policy.caps.json()).ok();
            disjoint(names.as_ref(), value)?;
            Some(open(value, text, &covered, policy)?)
        }
        None => None,
    };
    let (algorithm, key_id, media_type, content_type) = match open {
        Some(open) => (
            covered.algorithm.or(open.algorithm),
            covered.key_id.or(open.key_id),
            covered.media_type.or(open.media_type),
            covered.content_type.or(open.content_type),
        ),
        None => (covered.algorithm, covered.key_id, covered.media_type, covered.content_type),
    };
    let json = String::from_utf8_lossy(&octets);
    let whole = Header {
        json,
        unprotected: unprotected.map(|value| Cow::Borrowed(value.to_text(text))),
        algorithm: algorithm.ok_or(JwsError::AlgorithmMissing)?,
        key_id,
        media_type,
        content_type,
        critical: covered.critical,
        unencoded: covered.unencoded,
        place,
    };
    Ok(whole.into_owned())
}

/// Reads an unprotected header; without the policy's leave nothing in it counts.
fn open<'t>(
    value: &Value<'_>,
    text: &'t str,
    covered: &Parameters<'_>,
    policy: &Policy,
) -> Result<Parameters<'t>, JwsError> {
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
        let parameters = Parameters::plain(fields, place)?;
        if policy.unprotected {
            return Ok(parameters);
        }
        if let Some(field) = fields.get("alg").filter(|_| covered.algorithm.is_none()) {
            return refused("alg", field.span);
        }
        for name in KEYS {
            if let Some(field) = fields.get(name) {
                return refused(name, field.span);
            }
        }
        Ok(Parameters {
            algorithm: None,
            key_id: None,
            media_type: None,
            content_type: None,
            critical: Vec::new(),
            unencoded: false,
        })
    })
}

/// "the Header Parameter names in the two locations MUST be disjoint" (RFC 7515 §7.2.1).
fn disjoint(protected: Option<&Object<'_>>, unprotected: &Value<'_>) -> Result<(), JwsError> {
    let members = protected.map(|object| &*object.members).unwrap_or_default();
    let names: BTreeSet<&str> = members.iter().map(|member| &*member.name).collect();
    let open = unprotected.as_object().map(|object| &*object.members).unwrap_or_default();
    match open.iter().find(|member| names.contains(&*member.name)) {
        None => Ok(()),
        Some(member) => Err(JwsError::HeaderDuplicate {
            name: member.name.to_string(),
            span: member.name_span.clone(),
        }),
    }
}

/// Gives a string member and the byte at which its text starts.
fn string<'t>(
    object: &Object<'t>,
    name: &'static str,
) -> Result<Option<(Cow<'t, str>, usize)>, JwsError> {
    let Some(value) = object.get(name) else {
        return Ok(None);
    };
    match &value.kind {
        crate::json::Kind::String(text) => {
            Ok(Some((text.clone(), value.span.start.saturating_add(1))))
        }
        _ => {
            let problem = match Part::of_member(name) {
                Part::Payload => "payload: expected a string",
                Part::Header => "protected: expected a string",
                _ => "signature: expected a string",
            };
            Err(JwsError::JsonShape { problem, span: value.span.clone() })
        }
    }
}
