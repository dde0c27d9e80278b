//! One strict reader of JSON objects (RFC 8259), with a place for every name and value.
//!
//! Takes UTF-8 text, gives members in order: strings unescaped, numbers as they are written, each
//! with its byte range. `serde_json` judges the syntax; a walk over the text it has accepted then
//! finds what it forgets. Refused: a byte order mark, bytes that are not UTF-8, anything after the
//! value, lone surrogates, names that occur twice in one object (RFC 7519 §4), and too much depth.
//!
//! ```text
//! {"iss":"joe","exp":1300819380}
//!  └─┬─┘ └─┬─┘
//!  name  value: spans 1..6 and 7..12
//! ```

mod error;
mod fields;
mod fill;
mod judge;
mod outline;
mod swar;
mod walk;
mod write;

use core::fmt;
use core::ops::Range;
use std::borrow::Cow;

pub use error::DUPLICATE_NAME;
pub use error::EXPLANATIONS;
pub use error::JsonError;
pub use error::JsonErrorKind;
pub use error::NOT_AN_OBJECT;
pub use error::NOT_UTF8;
pub use error::RESERVED_NAME;
pub use error::SYNTAX;
pub use error::TOO_DEEP;
pub(crate) use fields::Field;
pub(crate) use fields::Fields;
pub(crate) use fill::fill;
pub(crate) use outline::Outline;
pub(crate) use write::write;

/// How much a reader puts up with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// How deep objects and arrays may nest; the root has depth 1. Values over 128 act as 128.
    pub depth: usize,
}

/// A depth of 32.
impl Default for Limits {
    fn default() -> Self {
        Self { depth: 32 }
    }
}

/// A value and its place. `Debug` shows type and place, never the value itself.
#[derive(Clone, Eq, PartialEq)]
pub struct Value<'a> {
    /// Byte range in the text that was read, quotes and brackets included.
    pub span: Range<usize>,
    /// What the value is.
    pub kind: Kind<'a>,
}

/// The six types of JSON. `Debug` shows the type, never the value itself.
#[derive(Clone, Eq, PartialEq)]
pub enum Kind<'a> {
    /// Values in brackets, in order.
    Array(Vec<Value<'a>>),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
    /// A number as it is written: nothing is rounded.
    Number(&'a str),
    /// Members in braces.
    Object(Object<'a>),
    /// A string without its escapes; borrowed when it has none.
    String(Cow<'a, str>),
}

/// Members in the order of the text. `Debug` shows names, types and places, never values.
#[derive(Clone, Eq, PartialEq)]
pub struct Object<'a> {
    /// The members; only a lenient reading can have two of one name.
    pub members: Vec<Member<'a>>,
}

/// A name and its value.
#[derive(Clone, Eq, PartialEq)]
pub struct Member<'a> {
    /// The name without its escapes.
    pub name: Cow<'a, str>,
    /// Byte range of the name in the text that was read, quotes included.
    pub name_span: Range<usize>,
    /// The value.
    pub value: Value<'a>,
}

/// What [`read`] found: a value if the syntax holds, and every problem in order of its offset.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reading<'a> {
    /// The root value, of any type. What lies below the depth limit is an empty object or array.
    pub value: Option<Value<'a>>,
    /// All that [`Object::parse`] would refuse, but for the type of the root.
    pub problems: Vec<JsonError>,
}

/// Reads any JSON value for people to look at: problems are listed, not fatal.
///
/// Takes time and memory linear in the text, but for sorting the names of large objects.
///
/// # Example: a name that occurs twice
///
/// ```
/// use jwt_core::json::{Limits, read};
///
/// let reading = read(br#"{"alg":"none","alg":"HS256"}"#, &Limits::default());
/// assert_eq!(reading.value.unwrap().as_object().unwrap().members.len(), 2);
/// assert_eq!(reading.problems[0].code(), "json.duplicate_name");
/// assert_eq!(reading.problems[0].offset, 14);
/// ```
#[must_use]
pub fn read<'a>(text: &'a [u8], limits: &Limits) -> Reading<'a> {
    match walk::walk(text, limits.depth.min(MAX_DEPTH)) {
        Ok((value, mut problems)) => {
            problems.sort_by_key(|problem| problem.offset);
            Reading { value: Some(value), problems }
        }
        Err(problem) => Reading { value: None, problems: vec![problem] },
    }
}

/// Counts the bytes in which so many characters at the start of a string are written.
///
/// `raw` is what stands between the quotes. The characters are of one byte each, escaped or not, as those of
/// base64url are.
pub(crate) fn written_len(raw: &[u8], characters: usize) -> usize {
    let mut rest = raw;
    for _ in 0..characters {
        let length = match rest {
            [b'\\', b'u', ..] => 6,
            [b'\\', ..] => 2,
            _ => 1,
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    raw.len().saturating_sub(rest.len())
}

impl<'a> Object<'a> {
    /// Reads exactly one object; the first problem in the text refuses all of it.
    ///
    /// # Errors
    ///
    /// Every [`JsonErrorKind`]: bytes that are not UTF-8, bad syntax, a root of another type, a name
    /// that occurs twice in one object at any depth, and depth over the limit.
    ///
    /// # Example: members with their places
    ///
    /// ```
    /// use jwt_core::json::{Limits, Object};
    ///
    /// let text = br#"{"iss":"joe","exp":1300819380}"#;
    /// let claims = Object::parse(text, &Limits::default())?;
    /// assert_eq!(claims.get("iss").and_then(|value| value.as_str()), Some("joe"));
    /// assert_eq!(claims.get("exp").and_then(|value| value.as_number()), Some("1300819380"));
    /// assert_eq!(claims.get("exp").map(|value| value.span.clone()), Some(19..29));
    /// # Ok::<(), jwt_core::json::JsonError>(())
    /// ```
    pub fn parse(text: &'a [u8], limits: &Limits) -> Result<Self, JsonError> {
        let Reading { value, problems } = read(text, limits);
        if let Some(value) = value.as_ref().filter(|value| value.as_object().is_none()) {
            let kind = JsonErrorKind::NotAnObject(value.type_name());
            return Err(JsonError { offset: value.span.start, kind });
        }
        match (value.map(|value| value.kind), problems.into_iter().next()) {
            (Some(Kind::Object(object)), None) => Ok(object),
            (_, Some(problem)) => Err(problem),
            // A reading has a value or a problem; were it to have neither, it is refused.
            (_, None) => Err(JsonError::syntax(0, "no value")),
        }
    }

    /// Gives the value of the first member of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value<'a>> {
        self.member(name).map(|member| &member.value)
    }

    /// Gives the first member of this name.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Member<'a>> {
        self.members.iter().find(|member| member.name == name)
    }
}

impl<'a> Value<'a> {
    /// Gives the elements if this is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Value<'a>]> {
        match &self.kind {
            Kind::Array(values) => Some(values),
            _ => None,
        }
    }

    /// Gives the truth value if this is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.kind {
            Kind::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// Gives the number as it is written, if this is one.
    #[must_use]
    pub fn as_number(&self) -> Option<&'a str> {
        match self.kind {
            Kind::Number(text) => Some(text),
            _ => None,
        }
    }

    /// Gives the object if this is one.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object<'a>> {
        match &self.kind {
            Kind::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Gives the string without its escapes, if this is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    /// Tells whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.kind, Kind::Null)
    }

    /// Gives the text of this value, as it is written in the `source` it was read from.
    ///
    /// Another source gives other text, or none.
    #[must_use]
    pub fn to_text<'s>(&self, source: &'s str) -> &'s str {
        source.get(self.span.clone()).unwrap_or_default()
    }

    /// Gives the name of the type for messages: `"array"`, `"boolean"`, `"null"`, `"number"`,
    /// `"object"` or `"string"`.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        self.kind.type_name()
    }
}

impl Kind<'_> {
    fn type_name(&self) -> &'static str {
        match self {
            Self::Array(_) => "array",
            Self::Bool(_) => "boolean",
            Self::Null => "null",
            Self::Number(_) => "number",
            Self::Object(_) => "object",
            Self::String(_) => "string",
        }
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {:?}", self.kind, self.span)
    }
}

impl fmt::Debug for Kind<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Array(values) => f.debug_list().entries(values).finish(),
            Self::Object(object) => object.fmt(f),
            _ => f.write_str(self.type_name()),
        }
    }
}

impl fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members = self.members.iter().map(|member| (&member.name, &member.value));
        f.debug_map().entries(members).finish()
    }
}

impl fmt::Debug for Member<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {:?}", self.name, self.value)
    }
}

/// What begins so is for `serde_json` no name but a sign to itself; a caller's type may be read by it.
const RESERVED: &str = "$serde_json::private::";

/// The walk recurses once per level; this many fit any stack.
const MAX_DEPTH: usize = 128;

#[cfg(test)]
mod properties;

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, clippy::string_slice, reason = "a panic fails the test")]
mod tests;
