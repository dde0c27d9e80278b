//! Decoded segments as rows: JSON laid out over lines with every value as written, raw text, octets.

use std::ops::Range;

use jwt_core::json::Kind;
use jwt_core::json::Value;

use crate::tui::sheet::Sheet;
use crate::tui::sheet::SheetBuilder;
use crate::tui::theme::Role;

/// Lays a JSON value out: one member a line, two spaces a level.
///
/// Names, strings and numbers stay as they are written; only the space between them is ours.
#[must_use]
pub fn json(text: &str, value: &Value<'_>) -> Sheet {
    let mut walk = Walk { text, at: 0, out: SheetBuilder::default() };
    walk.value(value, 0);
    walk.out.build()
}

/// Lays a JSON value out like [`json`], as a text to go on editing.
#[must_use]
pub fn text(source: &str, value: &Value<'_>) -> String {
    let mut out = String::with_capacity(source.len().saturating_mul(2));
    write(source, value, "\n", &mut out);
    out
}

fn write(source: &str, value: &Value<'_>, new_line: &str, out: &mut String) {
    let deeper = format!("{new_line}  ");
    let copy =
        |span: Range<usize>, out: &mut String| out.push_str(source.get(span).unwrap_or_default());
    match &value.kind {
        Kind::Object(object) if !object.members.is_empty() => {
            let mut before = '{';
            for member in &object.members {
                out.push(before);
                out.push_str(&deeper);
                copy(member.name_span.clone(), out);
                out.push_str(": ");
                write(source, &member.value, &deeper, out);
                before = ',';
            }
            out.push_str(new_line);
            out.push('}');
        }
        Kind::Array(values) if !values.is_empty() => {
            let mut before = '[';
            for item in values {
                out.push(before);
                out.push_str(&deeper);
                write(source, item, &deeper, out);
                before = ',';
            }
            out.push_str(new_line);
            out.push(']');
        }
        _ => copy(value.span.clone(), out),
    }
}

/// The text as it is, with the place of an error marked.
#[must_use]
pub fn raw(text: &str, error: Option<usize>) -> Sheet {
    let mut out = SheetBuilder::default();
    let wrong = error.map_or(text.len()..text.len(), |offset| character_at(text, offset));
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    out.push(part(0..wrong.start), Role::Plain);
    out.push(part(wrong.clone()), Role::Wrong);
    out.push(part(wrong.end..text.len()), Role::Plain);
    out.build()
}

/// Octets that are no text: eight a row, as numbers and as far as possible as characters.
#[must_use]
pub fn octets(octets: &[u8]) -> Sheet {
    let mut out = SheetBuilder::default();
    for (row, chunk) in octets.chunks(OCTETS_A_ROW).enumerate() {
        if row > 0 {
            out.break_row();
        }
        let mut hex = String::new();
        let mut characters = String::new();
        for &octet in chunk {
            hex.push_str(&format!("{octet:02x} "));
            characters.push(if (0x20..0x7f).contains(&octet) { char::from(octet) } else { '·' });
        }
        let offset = row.saturating_mul(OCTETS_A_ROW);
        out.decorate(&format!("{offset:06x}  "), Role::Dim);
        out.decorate(&format!("{hex:<25}"), Role::Number);
        out.decorate(&characters, Role::String);
    }
    out.build()
}

/// The character at or around a byte offset; empty at the end.
fn character_at(text: &str, offset: usize) -> Range<usize> {
    let start =
        (0..=offset.min(text.len())).rev().find(|&place| text.is_char_boundary(place)).unwrap_or(0);
    let length = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    start..start.saturating_add(length)
}

/// What fits beside its characters in half a screen.
const OCTETS_A_ROW: usize = 8;

struct Walk<'t> {
    text: &'t str,
    /// How far the source was copied or skipped.
    at: usize,
    out: SheetBuilder,
}

impl Walk<'_> {
    fn value(&mut self, value: &Value<'_>, depth: usize) {
        match &value.kind {
            Kind::Object(object) if !object.members.is_empty() => {
                self.decorate("{");
                let last = object.members.len();
                for (index, member) in object.members.iter().enumerate() {
                    self.new_line(depth.saturating_add(1));
                    self.copy(member.name_span.clone(), Role::Name);
                    self.decorate(": ");
                    self.value(&member.value, depth.saturating_add(1));
                    self.comma(index, last);
                }
                self.new_line(depth);
                self.decorate("}");
            }
            Kind::Array(values) if !values.is_empty() => {
                self.decorate("[");
                for (index, item) in values.iter().enumerate() {
                    self.new_line(depth.saturating_add(1));
                    self.value(item, depth.saturating_add(1));
                    self.comma(index, values.len());
                }
                self.new_line(depth);
                self.decorate("]");
            }
            Kind::String(_) => self.copy(value.span.clone(), Role::String),
            Kind::Number(_) => self.copy(value.span.clone(), Role::Number),
            _ => self.copy(value.span.clone(), Role::Literal),
        }
    }

    fn comma(&mut self, index: usize, count: usize) {
        if index.saturating_add(1) < count {
            self.decorate(",");
        }
    }

    fn new_line(&mut self, depth: usize) {
        self.out.break_row();
        // Deep nesting would push the text out of sight.
        self.decorate(&"  ".repeat(depth.min(12)));
    }

    fn decorate(&mut self, text: &str) {
        self.out.decorate(text, Role::Dim);
    }

    fn copy(&mut self, span: Range<usize>, role: Role) {
        self.out.skip(span.start.saturating_sub(self.at));
        self.out.push(self.text.get(span.clone()).unwrap_or_default(), role);
        self.at = span.end;
    }
}

#[cfg(test)]
mod tests {
    use jwt_core::json::Limits;
    use jwt_core::json::read;

    use super::*;

    fn rows(sheet: &mut Sheet, width: usize) -> Vec<String> {
        sheet.cut(width);
        (0..sheet.row_count())
            .map(|row| sheet.pieces(row).map(|(_, text, _)| text).collect())
            .collect()
    }

    #[test]
    fn values_stay_as_written() {
        let text =
            r#"{"n":1.0,"big":12345678901234567890123,"s":"\u00e9","o":{"a":[],"b":[1,null]}}"#;
        let reading = read(text.as_bytes(), &Limits::default());
        let mut sheet = json(text, &reading.value.unwrap());
        let expected = [
            "{",
            "  \"n\": 1.0,",
            "  \"big\": 12345678901234567890123,",
            "  \"s\": \"\\u00e9\",",
            "  \"o\": {",
            "    \"a\": [],",
            "    \"b\": [",
            "      1,",
            "      null",
            "    ]",
            "  }",
            "}",
        ];
        assert_eq!(rows(&mut sheet, 60), expected);
    }

    #[test]
    fn a_text_to_edit_is_laid_out_alike_and_keeps_what_a_screen_would_name() {
        let text = "{\"a\":[1.0,{}],\"b\":\"\u{202e}\"}";
        let reading = read(text.as_bytes(), &Limits::default());
        let laid_out = super::text(text, &reading.value.unwrap());
        assert_eq!(laid_out, "{\n  \"a\": [\n    1.0,\n    {}\n  ],\n  \"b\": \"\u{202e}\"\n}");
    }

    #[test]
    fn the_place_of_a_value_is_found_again() {
        let text = r#"{"a":1, "b" : 22}"#;
        let reading = read(text.as_bytes(), &Limits::default());
        let mut sheet = json(text, &reading.value.unwrap());
        sheet.cut(60);
        let place = sheet.shown(text.find("22").unwrap());
        assert_eq!(sheet.row_of(place), 2);
    }

    #[test]
    fn the_wrong_character_is_marked() {
        let mut sheet = raw("{\"a\":é}", Some(6));
        sheet.cut(40);
        let bad: Vec<_> = sheet.pieces(0).filter(|(_, _, role)| *role == Role::Wrong).collect();
        assert_eq!(bad.len(), 1);
        assert_eq!(bad[0].1, "é");
        assert_eq!(rows(&mut raw("ab", Some(99)), 9), ["ab"]);
    }

    #[test]
    fn octets_come_eight_a_row() {
        let mut sheet = octets(&[0x41; 9]);
        let rows = rows(&mut sheet, 80);
        assert_eq!(rows.len(), 2);
        assert!(rows[0].ends_with(" AAAAAAAA") && rows[1].starts_with("000008  41 "));
    }
}
