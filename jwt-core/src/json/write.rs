//! A struct written as a JSON object, watched for what a strict reader would refuse.
//!
//! `serde_json` writes good syntax. What it does not see to is that names are unique, and what a ready
//! piece of JSON holds. Of a plain struct the names are known as they are written: where they differ, and
//! the text has no escape, no object but itself and no deep arrays, it is strict. About anything else nothing is
//! said, and a reader decides.

use serde::Serialize;
use serde::Serializer;
use serde::ser::SerializeStruct;

type Writer<'w> = serde_json::Serializer<&'w mut Vec<u8>>;

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
    let mut watched =
        Watched { writer: serde_json::Serializer::new(&mut *out), names: Names::default() };
    value.serialize(&mut watched)?;
    let unique = watched.names.are_unique();
    Ok(unique && is_flat(out.get(start..).unwrap_or_default()))
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
    /// A struct was written, and there was nothing odd about it.
    watched: bool,
    odd: bool,
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

    const fn are_unique(&self) -> bool {
        self.watched && !self.odd
    }
}

/// More names than these are for a reader.
const MOST: usize = 32;

struct Watched<'w> {
    writer: Writer<'w>,
    names: Names,
}

/// The members of the struct that is the whole value.
struct Members<'s, S> {
    members: S,
    names: &'s mut Names,
}

impl<S: SerializeStruct> SerializeStruct for Members<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        self.names.note(name);
        self.members.serialize_field(name, value)
    }

    fn skip_field(&mut self, name: &'static str) -> Result<(), S::Error> {
        self.members.skip_field(name)
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.names.watched = true;
        self.members.end()
    }
}

macro_rules! pass_on {
    ($($method:ident($($name:ident: $type:ty),*) -> $answer:ident;)*) => {$(
        fn $method(self, $($name: $type),*) -> Result<Self::$answer, Self::Error> {
            self.writer.$method($($name),*)
        }
    )*};
}

impl<'s, 'w> Serializer for &'s mut Watched<'w> {
    type Ok = ();
    type Error = serde_json::Error;
    type SerializeSeq = <&'s mut Writer<'w> as Serializer>::SerializeSeq;
    type SerializeTuple = <&'s mut Writer<'w> as Serializer>::SerializeTuple;
    type SerializeTupleStruct = <&'s mut Writer<'w> as Serializer>::SerializeTupleStruct;
    type SerializeTupleVariant = <&'s mut Writer<'w> as Serializer>::SerializeTupleVariant;
    type SerializeMap = <&'s mut Writer<'w> as Serializer>::SerializeMap;
    type SerializeStruct = Members<'s, <&'s mut Writer<'w> as Serializer>::SerializeStruct>;
    type SerializeStructVariant = <&'s mut Writer<'w> as Serializer>::SerializeStructVariant;

    fn serialize_struct(
        self,
        name: &'static str,
        len: usize,
    ) -> Result<Self::SerializeStruct, Self::Error> {
        let members = self.writer.serialize_struct(name, len)?;
        Ok(Members { members, names: &mut self.names })
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Self::Error> {
        // As serde_json does.
        value.serialize(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Self::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Self::Error> {
        self.writer.serialize_newtype_variant(name, index, variant, value)
    }

    // Nothing is said of the names of these.
    pass_on! {
        serialize_bool(value: bool) -> Ok;
        serialize_i8(value: i8) -> Ok;
        serialize_i16(value: i16) -> Ok;
        serialize_i32(value: i32) -> Ok;
        serialize_i64(value: i64) -> Ok;
        serialize_i128(value: i128) -> Ok;
        serialize_u8(value: u8) -> Ok;
        serialize_u16(value: u16) -> Ok;
        serialize_u32(value: u32) -> Ok;
        serialize_u64(value: u64) -> Ok;
        serialize_u128(value: u128) -> Ok;
        serialize_f32(value: f32) -> Ok;
        serialize_f64(value: f64) -> Ok;
        serialize_char(value: char) -> Ok;
        serialize_str(value: &str) -> Ok;
        serialize_bytes(value: &[u8]) -> Ok;
        serialize_none() -> Ok;
        serialize_unit() -> Ok;
        serialize_unit_struct(name: &'static str) -> Ok;
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str) -> Ok;
        serialize_seq(len: Option<usize>) -> SerializeSeq;
        serialize_tuple(len: usize) -> SerializeTuple;
        serialize_tuple_struct(name: &'static str, len: usize) -> SerializeTupleStruct;
        serialize_tuple_variant(name: &'static str, index: u32, variant: &'static str, len: usize) -> SerializeTupleVariant;
        serialize_map(len: Option<usize>) -> SerializeMap;
        serialize_struct_variant(name: &'static str, index: u32, variant: &'static str, len: usize) -> SerializeStructVariant;
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
