//! JSON as it is printed: members in order, numbers and duplicate names as they stood in the token.
//!
//! Control characters, those of C1 and those that change the direction of text are escaped, so that
//! nothing of a token reaches a terminal raw; a JSON parser reads the same text from it.

use core::fmt::Write;

use jwt_core::json::Kind;
use jwt_core::json::Value;

use crate::engine::sanitize::is_hidden;

/// A value to be printed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Json {
    Bool(bool),
    List(Vec<Json>),
    Null,
    /// Digits, as they are to stand there.
    Number(String),
    Object(Vec<(String, Json)>),
    /// A string literal with its quotes and escapes, as it stood in its source.
    Literal(String),
    Text(String),
}

impl Json {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn number(number: impl ToString) -> Self {
        Self::Number(number.to_string())
    }

    pub(super) fn maybe<T>(value: Option<T>, make: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Null, make)
    }

    /// Takes over what was read from a token; `source` is the text it was read from.
    pub(super) fn of(value: &Value<'_>, source: &str) -> Self {
        match &value.kind {
            Kind::Array(items) => {
                Self::List(items.iter().map(|one| Self::of(one, source)).collect())
            }
            Kind::Bool(value) => Self::Bool(*value),
            Kind::Null => Self::Null,
            Kind::Number(digits) => Self::Number((*digits).to_owned()),
            Kind::Object(object) => Self::Object(
                object
                    .members
                    .iter()
                    .map(|member| (member.name.to_string(), Self::of(&member.value, source)))
                    .collect(),
            ),
            Kind::String(_) => Self::Literal(value.to_text(source).to_owned()),
        }
    }

    /// Writes everything in one line.
    pub(super) fn line(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, None);
        out
    }

    /// Writes one member in a line.
    pub(super) fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Some(0));
        out
    }

    fn write(&self, out: &mut String, indent: Option<usize>) {
        match self {
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(|item| (None, item)).collect();
                write_all(out, indent, ['[', ']'], &items);
            }
            Self::Literal(text) => escape(out, text),
            Self::Null => out.push_str("null"),
            Self::Number(digits) => out.push_str(digits),
            Self::Object(members) => {
                let members: Vec<_> =
                    members.iter().map(|(name, value)| (Some(name.as_str()), value)).collect();
                write_all(out, indent, ['{', '}'], &members);
            }
            Self::Text(text) => quote(out, text),
        }
    }
}

/// Makes an object of names and values.
pub(super) fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(members.map(|(name, value)| (name.to_owned(), value)).to_vec())
}

fn write_all(
    out: &mut String,
    indent: Option<usize>,
    [open, close]: [char; 2],
    items: &[(Option<&str>, &Json)],
) {
    let inner = indent.map(|indent| indent.saturating_add(2));
    out.push(open);
    for (index, (name, value)) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        new_line(out, inner);
        if let Some(name) = name {
            quote(out, name);
            out.push_str(if indent.is_some() { ": " } else { ":" });
        }
        value.write(out, inner);
    }
    if !items.is_empty() {
        new_line(out, indent);
    }
    out.push(close);
}

fn new_line(out: &mut String, indent: Option<usize>) {
    if let Some(indent) = indent {
        let _ = write!(out, "\n{:indent$}", "");
    }
}

/// Writes a string with its quotes.
fn quote(out: &mut String, text: &str) {
    out.push('"');
    for one in text.chars() {
        match one {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => push(out, other),
        }
    }
    out.push('"');
}

/// Copies a literal, whose quotes and escapes are right already.
fn escape(out: &mut String, literal: &str) {
    literal.chars().for_each(|one| push(out, one));
}

fn push(out: &mut String, one: char) {
    if is_hidden(one) {
        let mut units = [0; 2];
        for unit in one.encode_utf16(&mut units) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    } else {
        out.push(one);
    }
}

#[cfg(test)]
mod tests {
    use jwt_core::json;

    use super::*;

    fn through(text: &str) -> String {
        let reading = json::read(text.as_bytes(), &json::Limits::default());
        Json::of(&reading.value.unwrap(), text).line()
    }

    #[test]
    fn digits_duplicates_and_escapes_stay() {
        let text = r#"{"a":12345678901234567890123,"a":1e3,"b":["\u00e9\/",1.50],"c":{},"d":[]}"#;
        assert_eq!(through(text), text);
    }

    #[test]
    fn a_line_has_no_line_break() {
        assert_eq!(through("{\r\n \"a\" : 1 ,\n\"b\":null}"), r#"{"a":1,"b":null}"#);
        assert_eq!(Json::text("a\nb\u{1b}[31m\u{202e}").line(), r#""a\nb\u001b[31m\u202e""#);
        assert_eq!(through("\"\u{202e}\u{9b}\""), r#""\u202e\u009b""#);
    }

    #[test]
    fn pretty_puts_a_member_in_a_line() {
        let json = object([("a", Json::List(vec![Json::number(1)])), ("b", Json::Object(vec![]))]);
        assert_eq!(json.pretty(), "{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}");
    }
}
