//! A struct written as a JSON object, watched for what a strict reader would refuse.
//!
//! `serde_json` writes good syntax. What it does not see to is that names are unique, and what a ready
//! piece of JSON holds. Of a plain struct the names are known as they are written: where they differ, and
//! the text has no escape, no object but itself and no deep arrays, it is strict. About anything else nothing is
//! said, and a reader decides.
//!
//! Written here are only the brackets of such a struct and of the arrays in it, and texts that need no
//! escape, eight octets at a time. Every other value is written by `serde_json`, and whatever is of
//! another kind by it alone, from its start.

use core::fmt::Display;

use serde::Serialize;
use serde::Serializer;
use serde::ser::Impossible;
use serde::ser::SerializeSeq;
use serde::ser::SerializeStruct;
use serde::ser::SerializeTuple;
use serde::ser::SerializeTupleStruct;

use super::swar;

/// Writes a value and appends its JSON; tells whether it is known to be one strict object.
///
/// # Errors
///
/// What `serde_json` says of a value that has no JSON form.
pub(crate) fn write<C: Serialize + ?Sized>(
    value: &C,
    out: &mut Vec<u8>,
) -> Result<bool, serde_json::Error> {
    let start = out.len();
    let mut names = Names::default();
    if value.serialize(Whole(Pen { out: &mut *out, names: &mut names })).is_err() || names.other {
        out.truncate(start);
        serde_json::to_writer(&mut *out, value)?;
        return Ok(false);
    }
    Ok(!names.odd && is_flat(out.get(start..).unwrap_or_default()))
}

/// Tells whether an object has no escape, no other object and no deep array in it.
fn is_flat(text: &[u8]) -> bool {
    // Of 128 octets none is counted over; the compiler makes it a few comparisons of many octets each.
    let counted = text.chunks(128).map(|block| {
        block.iter().fold((0_u8, 0_u8), |(special, arrays), &octet| {
            let is_special = (octet == b'{') | (octet == b'\\');
            let is_array = octet == b'[';
            (special.wrapping_add(u8::from(is_special)), arrays.wrapping_add(u8::from(is_array)))
        })
    });
    let sum = |(special, arrays): (usize, usize), (more, others): (u8, u8)| {
        (special.saturating_add(usize::from(more)), arrays.saturating_add(usize::from(others)))
    };
    let (special, arrays) = counted.fold((0, 0), sum);
    special == 1 && arrays < FEW_ARRAYS
}

/// So many arrays, one in the other, are under every limit of depth; more are for a reader.
const FEW_ARRAYS: usize = 32;

/// The names of a struct, as far as they are watched.
#[derive(Default)]
struct Names {
    /// There is something about them that a reader has to look at.
    odd: bool,
    /// Something is of another kind than is written here, whatever came of it.
    other: bool,
    /// A bit for each length and first octet that a name has had.
    seen: u64,
    count: usize,
    names: [&'static str; MOST],
}

impl Names {
    fn note(&mut self, name: &'static str) {
        let first = name.as_bytes().first().copied().unwrap_or_default();
        let mixed = first.wrapping_mul(5) ^ u8::try_from(name.len()).unwrap_or_default();
        let bit = 1_u64 << (mixed % 64);
        let before = self.names.get(..self.count).unwrap_or_default();
        self.odd |= first == b'$' || self.seen & bit != 0 && before.contains(&name);
        self.seen |= bit;
        match self.names.get_mut(self.count) {
            Some(place) => *place = name,
            None => self.odd = true,
        }
        self.count = self.count.saturating_add(1);
    }
}

/// More names than these are for a reader.
const MOST: usize = 32;

/// Why a value is left to `serde_json`, or what `serde_json` says of it.
#[derive(Debug)]
struct Left;

impl Display for Left {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        core::fmt::Debug::fmt(self, f)
    }
}

impl core::error::Error for Left {}

impl serde::ser::Error for Left {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

type Written = Result<(), Left>;

/// Where it is written, and what is seen of it.
struct Pen<'w> {
    out: &'w mut Vec<u8>,
    names: &'w mut Names,
}

impl Pen<'_> {
    /// The same one, for a value within.
    fn lent(&mut self) -> Pen<'_> {
        Pen { out: &mut *self.out, names: &mut *self.names }
    }

    fn left<T>(self) -> Result<T, Left> {
        self.names.other = true;
        Err(Left)
    }

    /// Writes a text between quotes.
    fn text(&mut self, text: &str) -> Written {
        let octets = text.as_bytes();
        if swar::plain_end(octets, 0) < octets.len() {
            return self.by_serde_json(text);
        }
        self.out.push(b'"');
        self.out.extend_from_slice(octets);
        self.out.push(b'"');
        Ok(())
    }

    fn by_serde_json<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        serde_json::to_writer(&mut *self.out, value).map_err(|_| Left)
    }
}

/// What the whole value must be: a struct.
struct Whole<'w>(Pen<'w>);

/// The members of that struct.
struct Members<'w>(Pen<'w>);

/// The value of a member, or of an array in it.
struct Member<'w>(Pen<'w>);

/// The values of an array.
struct Elements<'w> {
    pen: Pen<'w>,
    /// What stands before the next one.
    before: &'static [u8],
}

impl SerializeStruct for Members<'_> {
    type Ok = ();
    type Error = Left;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        let Self(pen) = self;
        pen.out.push(if pen.names.count == 0 { b'{' } else { b',' });
        pen.names.note(name);
        pen.text(name)?;
        pen.out.push(b':');
        let (start, before) = (pen.out.len(), pen.names.other);
        if value.serialize(Member(pen.lent())).is_err() {
            // Nothing of this member is left, and so nothing to be said of it but by a reader.
            pen.names.other = before;
            pen.out.truncate(start);
            return pen.by_serde_json(value).inspect_err(|_| pen.names.other = true);
        }
        Ok(())
    }

    fn end(self) -> Written {
        let Self(pen) = self;
        let last: &[u8] = if pen.names.count == 0 { b"{}" } else { b"}" };
        pen.out.extend_from_slice(last);
        Ok(())
    }
}

impl Elements<'_> {
    fn next<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.pen.out.extend_from_slice(self.before);
        self.before = b",";
        let written = value.serialize(Member(self.pen.lent()));
        // The array may go on as if nothing had been.
        written.inspect_err(|_| self.pen.names.other = true)
    }

    fn finish(self) -> Written {
        self.pen.out.push(b']');
        Ok(())
    }
}

macro_rules! elements {
    ($($kind:ident: $next:ident;)*) => {$(
        impl $kind for Elements<'_> {
            type Ok = ();
            type Error = Left;

            fn $next<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                self.next(value)
            }

            fn end(self) -> Written {
                self.finish()
            }
        }
    )*};
}

elements! {
    SerializeSeq: serialize_element;
    SerializeTuple: serialize_element;
    SerializeTupleStruct: serialize_field;
}

/// Methods of a serializer for kinds that are left to `serde_json`.
macro_rules! left {
    ($($method:ident($($type:ty),*) -> $answer:ty;)*) => {$(
        fn $method(self, $(_: $type),*) -> Result<$answer, Left> {
            self.0.left()
        }
    )*};
}

/// What is the same for the whole and for a member: what is passed through, and the kinds that are left to
/// `serde_json` wherever they stand.
macro_rules! common {
    () => {
        type Ok = ();
        type Error = Left;
        type SerializeTupleVariant = Impossible<(), Left>;
        type SerializeMap = Impossible<(), Left>;
        type SerializeStructVariant = Impossible<(), Left>;

        fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
            value.serialize(self)
        }

        fn serialize_newtype_struct<T: Serialize + ?Sized>(
            self,
            _: &'static str,
            value: &T,
        ) -> Written {
            // As serde_json does.
            value.serialize(self)
        }

        fn serialize_newtype_variant<T: Serialize + ?Sized>(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: &T,
        ) -> Written {
            self.0.left()
        }

        left! {
            serialize_bytes(&[u8]) -> ();
            serialize_unit_struct(&'static str) -> ();
            serialize_unit_variant(&'static str, u32, &'static str) -> ();
            serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
            serialize_map(Option<usize>) -> Self::SerializeMap;
            serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
        }
    };
}

impl<'w> Serializer for Whole<'w> {
    type SerializeSeq = Impossible<(), Left>;
    type SerializeTuple = Impossible<(), Left>;
    type SerializeTupleStruct = Impossible<(), Left>;
    type SerializeStruct = Members<'w>;

    common! {}

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Members<'w>, Left> {
        let Self(pen) = self;
        // By such names serde_json tells ready JSON and numbers of its own.
        if name.starts_with('$') {
            return pen.left();
        }
        Ok(Members(pen))
    }

    left! {
        serialize_bool(bool) -> ();
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_i128(i128) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_u32(u32) -> ();
        serialize_u64(u64) -> ();
        serialize_u128(u128) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_str(&str) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
    }
}

/// Methods of a serializer for single values, which `serde_json` writes.
macro_rules! single {
    ($($method:ident($type:ty);)*) => {$(
        fn $method(mut self, value: $type) -> Written {
            self.0.by_serde_json(&value)
        }
    )*};
}

impl<'w> Serializer for Member<'w> {
    type SerializeSeq = Elements<'w>;
    type SerializeTuple = Elements<'w>;
    type SerializeTupleStruct = Elements<'w>;
    type SerializeStruct = Impossible<(), Left>;

    common! {}

    fn serialize_str(mut self, value: &str) -> Written {
        self.0.text(value)
    }

    fn collect_str<T: Display + ?Sized>(mut self, value: &T) -> Written {
        // Without a text of its own in between.
        self.0.by_serde_json(&format_args!("{value}"))
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit(mut self) -> Written {
        self.0.by_serde_json(&())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Elements<'w>, Left> {
        self.serialize_tuple(0)
    }

    fn serialize_tuple(self, _: usize) -> Result<Elements<'w>, Left> {
        let Self(pen) = self;
        pen.out.push(b'[');
        Ok(Elements { pen, before: b"" })
    }

    fn serialize_tuple_struct(self, _: &'static str, len: usize) -> Result<Elements<'w>, Left> {
        self.serialize_tuple(len)
    }

    single! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_i128(i128);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_u128(u128);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
    }

    left! {
        serialize_struct(&'static str, usize) -> Self::SerializeStruct;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use serde_json::value::RawValue;

    use super::*;
    use crate::json::Limits;
    use crate::json::Object;

    /// Tells what is known of a value; it is written as `serde_json` writes it, and known only if it holds.
    fn known<C: Serialize>(value: &C) -> bool {
        let mut out = b"before".to_vec();
        let known = write(value, &mut out).unwrap();
        let text = out.strip_prefix(b"before").unwrap();
        assert_eq!(text, serde_json::to_vec(value).unwrap());
        let strict = Object::parse(text, &Limits::default()).is_ok();
        assert!(!known || strict, "{}", String::from_utf8_lossy(text));
        known
    }

    #[derive(serde::Serialize)]
    struct Two<A, B> {
        a: A,
        b: B,
    }

    /// A ready piece of JSON may be deeper than any reader goes.
    #[test]
    fn of_deep_arrays_nothing_is_said() {
        for (depth, flat) in [(1, true), (31, true), (32, false), (127, false), (200, false)] {
            let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            let mut out = Vec::new();
            let raw = RawValue::from_string(text).unwrap();
            assert_eq!(write(&Two { a: raw, b: 1 }, &mut out).unwrap(), flat, "{depth}");
        }
    }

    #[derive(serde::Serialize)]
    struct Same {
        name: u8,
        #[serde(rename = "name")]
        other: u8,
    }

    #[derive(serde::Serialize)]
    struct Reserved {
        #[serde(rename = "$serde_json::private::Number")]
        number: u8,
    }

    #[derive(serde::Serialize)]
    struct Escaped {
        a: u8,
        #[serde(rename = "\n")]
        b: u8,
    }

    #[derive(serde::Serialize)]
    struct Newtype(Two<u8, u8>);

    #[derive(serde::Serialize)]
    struct Flat {
        a: u8,
        #[serde(flatten)]
        rest: Two<u8, u8>,
    }

    #[derive(serde::Serialize)]
    enum Kind {
        Named { a: u8 },
        Unit,
    }

    #[test]
    fn a_plain_struct_is_known_to_be_strict() {
        assert!(known(&Two { a: "x", b: 1 }));
        assert!(known(&Two { a: ["x", "y"], b: "é" }));
        assert!(known(&Newtype(Two { a: 1, b: 2 })));
        assert!(known(&Some(Two { a: None::<u8>, b: () })));
    }

    #[test]
    fn of_anything_else_nothing_is_said() {
        let raw = |text: &str| RawValue::from_string(text.to_owned()).unwrap();
        assert!(!known(&Same { name: 1, other: 2 }));
        assert!(!known(&Reserved { number: 1 }));
        assert!(!known(&Escaped { a: 1, b: 2 }));
        assert!(!known(&Flat { a: 1, rest: Two { a: 1, b: 2 } }));
        assert!(!known(&Two { a: "x\n", b: 1 }));
        assert!(!known(&Two { a: "{", b: 1 }));
        assert!(!known(&Two { a: Two { a: 1, b: 1 }, b: 1 }));
        assert!(!known(&Two { a: raw(r#"{"a":1,"a":2}"#), b: 1 }));
        assert!(!known(&Two { a: raw(r#""\ud800""#), b: 1 }));
        assert!(!known(&raw(r#"{"a":1,"a":2}"#)));
        assert!(!known(&json!({"a": 1})));
        assert!(!known(&Kind::Named { a: 1 }));
        assert!(!known(&Kind::Unit));
        assert!(!known(&[Two { a: 1, b: 1 }]));
        assert!(!known(&(1, 2)));
        assert!(!known(&"text"));
        assert!(!known(&1.5));
        assert!(!known(&()));
        // 257 braces, and as many as a counter of one octet holds.
        for braces in [1, 127, 128, 255, 256, 257, 1024] {
            assert!(!known(&Two { a: "{".repeat(braces), b: 1 }), "{braces}");
        }
    }

    /// A value that goes on with something else when a serializer does not take it.
    struct Stubborn;

    impl Serialize for Stubborn {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut array = serializer.serialize_seq(None)?;
            array.serialize_element(&1)?;
            drop(array.serialize_element(&json!({"a": 1})));
            array.end()
        }
    }

    struct Fails;

    impl Serialize for Fails {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("never"))
        }
    }

    /// Goes on after an error, in an array and in the struct itself.
    struct Careless;

    impl Serialize for Careless {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut members = serializer.serialize_struct("Careless", 2)?;
            drop(members.serialize_field("a", &Fails));
            members.serialize_field("b", &1)?;
            members.end()
        }
    }

    struct CarelessArray;

    impl Serialize for CarelessArray {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut array = serializer.serialize_tuple(1)?;
            array.serialize_element(&1)?;
            drop(array.serialize_element(&Fails));
            array.end()
        }
    }

    #[test]
    fn of_what_went_on_after_an_error_nothing_is_said() {
        for (known, text) in [
            (write_of(&Careless), r#"{"a":,"b":1}"#),
            (write_of(&Two { a: CarelessArray, b: 1 }), r#"{"a":[1,],"b":1}"#),
            (write_of(&Two { a: CarelessArray, b: Kind::Unit }), r#"{"a":[1,],"b":"Unit"}"#),
        ] {
            assert_eq!(known, (false, text.to_owned()));
        }
    }

    fn write_of(value: &impl Serialize) -> (bool, String) {
        let mut out = Vec::new();
        let known = write(value, &mut out).unwrap();
        (known, String::from_utf8(out).unwrap())
    }

    struct Octets;

    impl Serialize for Octets {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_bytes(b"\"ab")
        }
    }

    struct Shown;

    impl Serialize for Shown {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str("say \"x\"")
        }
    }

    #[derive(serde::Serialize)]
    struct Nothing;

    #[derive(serde::Serialize)]
    #[serde(tag = "kind", content = "value")]
    enum Beside {
        One(u8),
    }

    #[derive(serde::Serialize)]
    #[serde(tag = "kind")]
    enum Inside {
        One { a: u8 },
    }

    #[derive(serde::Serialize)]
    #[serde(untagged)]
    enum Either {
        Number(u8),
        Pair(u8, u8),
    }

    #[derive(serde::Serialize)]
    struct Pair(char, Option<u8>);

    #[derive(serde::Serialize)]
    struct Empty {}

    #[derive(serde::Serialize)]
    struct Skipping {
        #[serde(skip_serializing_if = "Option::is_none")]
        a: Option<u8>,
        b: u8,
    }

    #[test]
    fn members_of_every_kind_are_written_as_serde_json_writes_them() {
        assert!(known(&Two { a: (true, -1_i8, 2_i16, 3_i32), b: (i64::MIN, i128::MIN) }));
        assert!(known(&Two { a: (1_u8, 2_u16, 3_u32), b: (u64::MAX, u128::MAX) }));
        assert!(known(&Two { a: (1.5_f32, f64::NAN), b: f64::INFINITY }));
        assert!(known(&Two { a: Pair('x', None), b: Pair('é', Some(1)) }));
        assert!(known(&Two { a: [[1, 2], [3, 4]], b: [0_u8; 0] }));
        assert!(known(&Two { a: "", b: "\u{7f}\u{10ffff}/" }));
        assert!(known(&Empty {}));
        assert!(known(&Skipping { a: None, b: 1 }));
        assert!(known(&Skipping { a: Some(1), b: 1 }));
        for control in '\0'..='\u{1f}' {
            assert!(
                !known(&Two { a: format!("1234567{control}"), b: ["\"", "\\"] }),
                "{control:?}"
            );
        }
        assert!(!known(&Two { a: json!({"a": [1, {"b": null}]}), b: ["x", "\t"] }));
        assert!(!known(&Two { a: Kind::Named { a: 1 }, b: [Kind::Named { a: 2 }] }));
        assert!(known(&Two { a: Kind::Unit, b: [Kind::Unit] }));
        assert!(!known(&Two { a: Stubborn, b: 1 }));
        assert!(!known(&Two { a: Stubborn, b: Kind::Unit }));
        assert!(!known(&Two { a: Stubborn, b: [Kind::Unit] }));
        assert!(known(&Two { a: Octets, b: [Octets] }));
        assert!(!known(&Two { a: Shown, b: 1 }));
        assert!(known(&Two { a: Nothing, b: [Nothing] }));
        assert!(!known(&Two { a: Beside::One(1), b: 1 }));
        assert!(!known(&Two { a: Inside::One { a: 1 }, b: 1 }));
        assert!(known(&Inside::One { a: 1 }));
        assert!(known(&Beside::One(1)));
        assert!(known(&Two { a: Either::Number(1), b: Either::Pair(1, 2) }));
        assert!(!known(&Two { a: Ok::<u8, u8>(1), b: Err::<u8, u8>(2) }));
    }

    #[test]
    fn what_has_no_json_form_is_an_error() {
        let odd_keys = std::collections::BTreeMap::from([((1, 2), 3)]);
        let mut out = Vec::new();
        assert!(write(&Two { a: odd_keys, b: 1 }, &mut out).is_err());
    }

    macro_rules! wide {
        ($($field:ident)*) => {
            #[derive(Default, serde::Serialize)]
            struct Wide { $($field: u8),* }
        };
    }

    wide! {
        a b c d e f g h i j k l m n o p q r s t u v w x y z
        aa ab ac ad ae af ag ah ai aj
    }

    #[test]
    fn of_many_names_nothing_is_said() {
        assert!(!known(&Wide::default()));
    }
}
