//! One value of a JSON text, without the rest of it.
//!
//! `serde_json` judges the syntax of the whole text and skips what is not on the way without building or
//! nesting anything. Each step reads the value of the step before, so a text is read at most once per step
//! and the stack does not grow with its depth. A name on the way that is there twice makes the text unclear:
//! two readers could each believe another one.

use std::fmt;

use serde::de::DeserializeSeed;
use serde::de::Deserializer;
use serde::de::Error;
use serde::de::IgnoredAny;
use serde::de::MapAccess;
use serde::de::SeqAccess;
use serde::de::Visitor;
use serde_json::value::RawValue;

use crate::verdict::json_code::pointer::Pointer;
use crate::verdict::json_code::pointer::Step;

/// The text of the value that `pointer` points at, as it is written; `None` when there is none or the body is
/// no clear JSON.
pub(super) fn value<'b>(body: &'b [u8], pointer: &Pointer) -> Option<&'b str> {
    let body = std::str::from_utf8(body).ok()?;
    let mut value: &RawValue = serde_json::from_str(body).ok()?;
    for step in pointer.steps() {
        value = child(value.get(), step)?;
    }
    Some(value.get())
}

fn child<'b>(text: &'b str, step: &Step) -> Option<&'b RawValue> {
    let mut reader = serde_json::Deserializer::from_str(text);
    match text.as_bytes().first()? {
        b'{' => reader.deserialize_map(Member(&step.name)).ok()?,
        b'[' => reader.deserialize_seq(Element(step.index?)).ok()?,
        _ => None,
    }
}

/// Finds the one member of this name.
struct Member<'s>(&'s str);

impl<'b> Visitor<'b> for Member<'_> {
    type Value = Option<&'b RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'b>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(wanted) = members.next_key_seed(Name(self.0))? {
            if !wanted {
                members.next_value::<IgnoredAny>()?;
            } else if found.replace(members.next_value()?).is_some() {
                return Err(A::Error::custom("a name that is there twice"));
            }
        }
        Ok(found)
    }
}

/// Whether a name is this one; takes no memory for it.
struct Name<'s>(&'s str);

impl<'b> DeserializeSeed<'b> for Name<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'b>>(self, name: D) -> Result<bool, D::Error> {
        name.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<bool, E> {
        Ok(name == self.0)
    }
}

/// Finds the element at this index.
struct Element(usize);

impl<'b> Visitor<'b> for Element {
    type Value = Option<&'b RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'b>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        for _ in 0..self.0 {
            if elements.next_element::<IgnoredAny>()?.is_none() {
                return Ok(None);
            }
        }
        let found = elements.next_element()?;
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        Ok(found)
    }
}
