//! The members of one object by name, whichever way it was read, each as text with its place.
//!
//! The rules about headers and claims ask here, so that they are written once for both readings.

use core::ops::Range;
use std::borrow::Cow;

use super::Object;
use super::outline::Outline;

/// The members of an object that a reader has taken.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'t, 'r> {
    text: &'t str,
    reading: Reading<'t, 'r>,
}

#[derive(Clone, Copy)]
enum Reading<'t, 'r> {
    Outline(&'r Outline),
    Tree(&'r Object<'t>),
}

/// The value of one member: JSON text of good syntax, and its bytes in the text of the object.
#[derive(Clone)]
pub(crate) struct Field<'a> {
    pub(crate) text: &'a str,
    pub(crate) span: Range<usize>,
    /// It is known to be a string without escapes; false where nobody has looked.
    plain: bool,
}

impl<'t, 'r> Fields<'t, 'r> {
    /// Takes the text that `outline` has just read.
    pub(crate) fn outlined(text: &'t str, outline: &'r Outline) -> Self {
        Self { text, reading: Reading::Outline(outline) }
    }

    /// Takes the text that `object` was read from.
    pub(crate) fn parsed(text: &'t [u8], object: &'r Object<'t>) -> Self {
        // The reader has checked the encoding; what it has not taken has no members.
        let text = core::str::from_utf8(text).unwrap_or_default();
        Self { text, reading: Reading::Tree(object) }
    }

    /// Gives the value of a member.
    #[inline(always)]
    pub(crate) fn get(&self, name: &str) -> Option<Field<'t>> {
        let (span, plain) = match self.reading {
            Reading::Outline(outline) => {
                let place = outline.find(self.text, name)?;
                (place.value(), place.plain)
            }
            Reading::Tree(object) => (in_tree(object, name)?, false),
        };
        Some(Field { text: self.text.get(span.clone())?, span, plain })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

#[cold]
fn in_tree(object: &Object<'_>, name: &str) -> Option<Range<usize>> {
    object.get(name).map(|value| value.span.clone())
}

impl<'a> Field<'a> {
    pub(crate) fn as_bool(&self) -> Option<bool> {
        match self.text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    pub(crate) fn as_number(&self) -> Option<&'a str> {
        let first = self.text.as_bytes().first();
        matches!(first, Some(b'-' | b'0'..=b'9')).then_some(self.text)
    }

    /// Gives the string without its escapes; borrowed when it has none.
    #[inline(always)]
    pub(crate) fn as_str(&self) -> Option<Cow<'a, str>> {
        if self.plain {
            return inside(self.text).map(Cow::Borrowed);
        }
        string(self.text)
    }

    /// Gives the elements of an array of strings; `None` for any other value.
    pub(crate) fn as_strings(
        &self,
    ) -> Option<impl Iterator<Item = Cow<'a, str>> + Clone + use<'a>> {
        let elements = Elements { rest: self.text.strip_prefix('[')? };
        if elements.clone().any(|element| element.is_none()) {
            return None;
        }
        Some(elements.flatten())
    }

    pub(crate) fn is_array(&self) -> bool {
        self.text.starts_with('[')
    }

    /// Gives the name of the type for messages, as [`Value::type_name`](super::Value::type_name).
    pub(crate) fn type_name(&self) -> &'static str {
        match self.text.as_bytes().first() {
            Some(b'[') => "array",
            Some(b't' | b'f') => "boolean",
            Some(b'n') => "null",
            Some(b'{') => "object",
            Some(b'"') => "string",
            _ => "number",
        }
    }
}

fn inside(literal: &str) -> Option<&str> {
    literal.strip_prefix('"')?.strip_suffix('"')
}

fn string(literal: &str) -> Option<Cow<'_, str>> {
    let inside = inside(literal)?;
    if inside.contains('\\') {
        return serde_json::from_str(literal).ok().map(Cow::Owned);
    }
    Some(Cow::Borrowed(inside))
}

/// The elements of an array whose syntax is good; `None` for one that is no string, which ends it.
#[derive(Clone)]
struct Elements<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Elements<'a> {
    type Item = Option<Cow<'a, str>>;

    fn next(&mut self) -> Option<Self::Item> {
        let white = |c: char| c.is_ascii_whitespace() || c == ',';
        let rest = self.rest.trim_start_matches(white);
        if rest.is_empty() || rest.starts_with(']') {
            return None;
        }
        let Some(literal) = literal(rest) else {
            self.rest = "";
            return Some(None);
        };
        self.rest = rest.get(literal.len()..).unwrap_or_default();
        Some(string(literal))
    }
}

/// Cuts a string with its quotes off the front of a text.
fn literal(text: &str) -> Option<&str> {
    let mut bytes = text.bytes().enumerate().skip(1);
    if !text.starts_with('"') {
        return None;
    }
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return text.get(..at.saturating_add(1)),
            b'\\' => {
                bytes.next();
            }
            _ => {}
        }
    }
    None
}
