//! A caller's type filled from an outline: what is known of a text is not looked for again.
//!
//! The outline has judged the syntax and knows where every member of the root stands. Here names and
//! plain strings are handed over as they stand, and digits as a number; whatever else a type asks for, of a
//! value, is asked of `serde_json` about the text of that value alone. Nothing is decided here: where a
//! type finds anything wrong, or asks for something unusual, the caller starts again with the whole text
//! and `serde_json`, which words the error. What is filled here is what that would give; a property test
//! holds both together.

use core::cell::Cell;
use core::fmt;

use serde::de;
use serde::de::Deserialize;
use serde::de::DeserializeSeed;
use serde::de::Deserializer;
use serde::de::MapAccess;
use serde::de::Visitor;
use serde::forward_to_deserialize_any;

use super::Limits;
use super::MAX_DEPTH;
use super::RESERVED;
use super::outline::Outline;
use super::outline::Place;

/// Fills a type from the text that `outline` has just read; `None` when a closer look is needed, which
/// is no judgement.
///
/// `limits` are those under which it was read.
pub(crate) fn fill<'t, C: Deserialize<'t>>(
    text: &'t str,
    outline: &Outline,
    limits: &Limits,
) -> Option<C> {
    // serde_json counts levels too: asked for one value, it would take one level more of the whole.
    if limits.depth >= MAX_DEPTH.saturating_sub(1) {
        return None;
    }
    let (unsure, taken) = (Cell::new(false), Cell::new(false));
    let root = Root { text, places: outline.places(), unsure, taken };
    let filled = root.hand(|| C::deserialize(&root)).ok()?;
    (!root.unsure.get()).then_some(filled)
}

/// The type does not fit, or asks for what only `serde_json` knows.
#[derive(Debug)]
struct Unsure;

impl fmt::Display for Unsure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the type needs a closer look")
    }
}

impl core::error::Error for Unsure {}

impl de::Error for Unsure {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
}

macro_rules! ask {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Unsure> {
            self.ask(|json| json.$method(visitor))
        }
    )*};
}

macro_rules! digits {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Unsure> {
            match self.text.parse() {
                Ok(number) => self.root.sure(visitor.visit_u64(number)),
                Err(_) => self.ask(|json| json.$method(visitor)),
            }
        }
    )*};
}

macro_rules! unsure {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'t>>(self, _: V) -> Result<V::Value, Unsure> {
            self.unsure()
        }
    )*};
}

struct Root<'t, 'r> {
    text: &'t str,
    places: &'r [Place],
    /// Something has failed. A type may pass over an error; where `serde_json` stands then, it may not.
    unsure: Cell<bool>,
    /// What was handed over last has been taken. A type may leave it; `serde_json` stands before it still.
    taken: Cell<bool>,
}

impl<'t> Root<'t, '_> {
    fn map<V: Visitor<'t>>(&self, visitor: V) -> Result<V::Value, Unsure> {
        let mut members = Members { root: self, places: self.places.iter(), value: None };
        let filled = visitor.visit_map(&mut members);
        // A type that has not asked for every member has not read the text to its end.
        let whole = members.value.is_none() && members.places.next().is_none();
        self.sure(filled.and_then(|filled| whole.then_some(filled).ok_or(Unsure)))
    }

    /// Hands something over to be taken; gives what was made of it.
    fn hand<T>(&self, make: impl FnOnce() -> Result<T, Unsure>) -> Result<T, Unsure> {
        self.taken.set(false);
        let made = make();
        let left = !self.taken.get();
        self.sure(if left { Err(Unsure) } else { made })
    }

    /// Notes that something has been taken, and what came of it.
    fn sure<T>(&self, outcome: Result<T, Unsure>) -> Result<T, Unsure> {
        self.taken.set(true);
        if outcome.is_err() {
            self.unsure.set(true);
        }
        outcome
    }

    fn unsure<T>(&self) -> Result<T, Unsure> {
        self.sure(Err(Unsure))
    }
}

impl<'t> Deserializer<'t> for &Root<'t, '_> {
    type Error = Unsure;

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Unsure> {
        self.map(visitor)
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Unsure> {
        self.map(visitor)
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unsure> {
        self.map(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unsure> {
        if name.starts_with(RESERVED) {
            return self.unsure();
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Unsure> {
        self.unsure()
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Unsure> {
        visitor.visit_some(self)
    }

    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Unsure> {
        self.sure(visitor.visit_unit())
    }

    // An object is none of these; a visitor that takes it nevertheless is for serde_json to answer.
    unsure! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_i128 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_u128 deserialize_f32 deserialize_f64 deserialize_char deserialize_str
        deserialize_string deserialize_bytes deserialize_byte_buf deserialize_unit
        deserialize_seq deserialize_identifier
    }

    fn deserialize_unit_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        _: V,
    ) -> Result<V::Value, Unsure> {
        self.unsure()
    }

    fn deserialize_tuple<V: Visitor<'t>>(self, _: usize, _: V) -> Result<V::Value, Unsure> {
        self.unsure()
    }

    fn deserialize_tuple_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        _: usize,
        _: V,
    ) -> Result<V::Value, Unsure> {
        self.unsure()
    }
}

struct Members<'t, 'r> {
    root: &'r Root<'t, 'r>,
    places: core::slice::Iter<'r, Place>,
    /// The member whose name was given last, until its value is asked for.
    value: Option<&'r Place>,
}

impl<'t> MapAccess<'t> for &mut Members<'t, '_> {
    type Error = Unsure;

    fn next_key_seed<K: DeserializeSeed<'t>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unsure> {
        if self.value.is_some() {
            return self.root.unsure();
        }
        let Some(place) = self.places.next() else { return Ok(None) };
        self.value = Some(place);
        let root = self.root;
        let Some(text) = root.text.get(place.name()) else { return root.unsure() };
        root.hand(|| seed.deserialize(Name { text, root })).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, Unsure> {
        let root = self.root;
        let Some(place) = self.value.take() else { return root.unsure() };
        let Some(text) = root.text.get(place.value()) else { return root.unsure() };
        root.hand(|| seed.deserialize(Member { text, plain: place.plain, root }))
    }
}

/// A name, which has no escape.
struct Name<'t, 'r> {
    text: &'t str,
    root: &'r Root<'t, 'r>,
}

impl Name<'_, '_> {
    fn unsure<T>(&self) -> Result<T, Unsure> {
        self.root.unsure()
    }
}

impl<'t> Deserializer<'t> for Name<'t, '_> {
    type Error = Unsure;

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Unsure> {
        self.root.sure(visitor.visit_borrowed_str(self.text))
    }

    // Numbers in quotes, among others: see serde_json on the keys of a map.
    unsure! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_i128 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_u128 deserialize_f32 deserialize_f64 deserialize_bytes deserialize_byte_buf
        deserialize_option
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unsure> {
        if name.starts_with(RESERVED) {
            return self.unsure();
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Unsure> {
        self.unsure()
    }

    forward_to_deserialize_any! {
        <V: Visitor<'t>>
        char str string unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The value of a member.
struct Member<'t, 'r> {
    text: &'t str,
    /// It is a string without escapes.
    plain: bool,
    root: &'r Root<'t, 'r>,
}

impl<'t> Member<'t, '_> {
    /// Gives a string that stands in the text as it is meant.
    fn string(&self) -> Option<&'t str> {
        let inside = || self.text.strip_prefix('"')?.strip_suffix('"');
        self.plain.then(inside).flatten()
    }

    fn text<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Unsure> {
        match self.string() {
            Some(text) => self.root.sure(visitor.visit_borrowed_str(text)),
            None => self.ask(|json| json.deserialize_str(visitor)),
        }
    }

    /// Has `serde_json` read this value alone.
    fn ask<T>(
        self,
        read: impl FnOnce(
            &mut serde_json::Deserializer<serde_json::de::StrRead<'t>>,
        ) -> serde_json::Result<T>,
    ) -> Result<T, Unsure> {
        let mut json = serde_json::Deserializer::from_str(self.text);
        let outcome = read(&mut json).and_then(|value| json.end().map(|()| value));
        self.root.sure(outcome.map_err(|_| Unsure))
    }
}

impl<'t> Deserializer<'t> for Member<'t, '_> {
    type Error = Unsure;

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Unsure> {
        match self.string() {
            Some(text) => self.root.sure(visitor.visit_borrowed_str(text)),
            None => self.ask(|json| json.deserialize_any(visitor)),
        }
    }

    fn deserialize_bool<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Unsure> {
        match self.text {
            "true" => self.root.sure(visitor.visit_bool(true)),
            "false" => self.root.sure(visitor.visit_bool(false)),
            _ => self.ask(|json| json.deserialize_bool(visitor)),
        }
    }

    fn deserialize_str<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Unsure> {
        self.text(visitor)
    }

    fn deserialize_string<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Unsure> {
        self.text(visitor)
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Unsure> {
        if self.text == "null" {
            return self.root.sure(visitor.visit_none());
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unsure> {
        if name.starts_with(RESERVED) {
            return self.ask(|json| json.deserialize_newtype_struct(name, visitor));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Unsure> {
        self.root.sure(visitor.visit_unit())
    }

    digits! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    ask! {
        deserialize_i128 deserialize_u128 deserialize_f32 deserialize_f64 deserialize_char
        deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_seq
        deserialize_map deserialize_identifier
    }

    fn deserialize_unit_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unsure> {
        self.ask(|json| json.deserialize_unit_struct(name, visitor))
    }

    fn deserialize_tuple<V: Visitor<'t>>(self, len: usize, visitor: V) -> Result<V::Value, Unsure> {
        self.ask(|json| json.deserialize_tuple(len, visitor))
    }

    fn deserialize_tuple_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Unsure> {
        self.ask(|json| json.deserialize_tuple_struct(name, len, visitor))
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unsure> {
        self.ask(|json| json.deserialize_struct(name, fields, visitor))
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unsure> {
        self.ask(|json| json.deserialize_enum(name, variants, visitor))
    }
}

#[cfg(test)]
mod tests;
