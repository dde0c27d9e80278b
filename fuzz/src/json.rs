//! Our JSON reader beside `serde_json`, which has another way to every value: its own types.

use std::collections::BTreeMap;

use jwt_core::json::JsonError;
use jwt_core::json::JsonErrorKind;
use jwt_core::json::Kind;
use jwt_core::json::Object;
use jwt_core::json::Reading;
use jwt_core::json::Value;
use serde_json::value::RawValue;

/// Claims that an object that we accept is the same object for `serde_json`, and that one that we
/// refuse is none for it either, but for names that occur twice or that it keeps for itself, and for
/// depth.
pub fn agrees_with_serde(ours: &Result<Object<'_>, JsonError>, octets: &[u8]) {
    match ours {
        Ok(object) => same_object(object, str::from_utf8(octets).expect("accepted text is UTF-8")),
        Err(error) => {
            assert!(error.offset <= octets.len(), "{error:?}");
            let stricter = matches!(
                error.kind,
                JsonErrorKind::DuplicateName(_)
                    | JsonErrorKind::ReservedName(_)
                    | JsonErrorKind::TooDeep(_)
            );
            let theirs =
                serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(octets);
            assert!(stricter || theirs.is_err(), "refused here alone: {error:?}");
        }
    }
}

/// Claims that every place in a reading lies in the text, each within the one around it.
pub fn is_inside(reading: &Reading<'_>, octets: &[u8]) {
    assert!(reading.value.is_some() || !reading.problems.is_empty());
    for problem in &reading.problems {
        assert!(problem.offset <= octets.len(), "{problem:?}");
    }
    if let Some(value) = &reading.value {
        value_inside(value, 0..octets.len());
    }
}

fn value_inside(value: &Value<'_>, outer: core::ops::Range<usize>) {
    let span = value.span.clone();
    assert!(outer.start <= span.start && span.start < span.end && span.end <= outer.end);
    let mut free = span.start..span.end;
    match &value.kind {
        Kind::Array(items) => {
            for item in items {
                value_inside(item, free.clone());
                free.start = item.span.end;
            }
        }
        Kind::Object(object) => {
            for member in &object.members {
                assert!(free.start < member.name_span.start);
                assert!(member.name_span.start + 2 <= member.name_span.end);
                value_inside(&member.value, member.name_span.end..free.end);
                free.start = member.value.span.end;
            }
        }
        _ => {}
    }
}

fn same_object(object: &Object<'_>, text: &str) {
    let theirs: BTreeMap<String, &RawValue> = serde_json::from_str(text).expect("an object");
    assert_eq!(object.members.len(), theirs.len(), "no name is lost and none made up");
    for member in &object.members {
        same_value(&member.value, theirs[member.name.as_ref()].get());
    }
}

fn same_value(value: &Value<'_>, raw: &str) {
    match &value.kind {
        Kind::Array(items) => {
            let theirs: Vec<&RawValue> = serde_json::from_str(raw).expect("an array");
            assert_eq!(items.len(), theirs.len());
            for (item, their) in items.iter().zip(theirs) {
                same_value(item, their.get());
            }
        }
        Kind::Bool(truth) => assert_eq!(truth.to_string(), raw),
        Kind::Null => assert_eq!(raw, "null"),
        Kind::Number(digits) => assert_eq!(*digits, raw),
        Kind::Object(object) => same_object(object, raw),
        Kind::String(ours) => {
            assert_eq!(*ours, serde_json::from_str::<String>(raw).expect("a string"));
        }
    }
}
