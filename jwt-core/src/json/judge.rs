//! The judgement of syntax, and the byte that is to blame.
//!
//! `serde_json` says whether text is JSON, without recursion and without keeping anything. It tells
//! a line and a column, but means by them now the offending byte, now the one after, and now the
//! end of what it had read. Here all become the offset of the first byte that cannot follow what
//! stands before it; for text that ends too early, the length of the text.

use serde::de::IgnoredAny;

use crate::json::JsonError;

/// Refuses text that is not exactly one JSON value. Lone surrogates pass.
pub(super) fn judge(text: &str) -> Result<(), JsonError> {
    if text.starts_with('\u{feff}') {
        // RFC 8259 §8.1: a reader MAY ignore it. One text, one spelling: this one does not.
        return Err(JsonError::syntax(0, "byte order mark"));
    }
    let Err(error) = serde_json::from_str::<IgnoredAny>(text) else {
        return Ok(());
    };
    let message = error.to_string();
    let message = message.split_once(" at line ").map_or(&*message, |(message, _)| message);
    let after = position(text, &error);
    Err(match message {
        "invalid escape" => bad_escape(text, message),
        // Four digits are read at once: a bad one among the last three looks like the end.
        _ if error.is_eof() => bad_escape(text, message),
        "invalid number" if after == text.len() => bad_number(text, message),
        _ if message.starts_with("control character") => JsonError::syntax(after, message),
        _ => JsonError::syntax(after.saturating_sub(1), message),
    })
}

/// Turns line, counted from 1, and column, in bytes, into an offset.
fn position(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    lines.map(str::len).sum::<usize>().saturating_add(error.column())
}

/// Blames the byte that spoils an escape, or else the end of the text.
fn bad_escape(text: &str, message: &str) -> JsonError {
    // Up to the mistake a backslash stands only where an escape begins.
    let mut bytes = text.bytes().enumerate();
    while bytes.by_ref().any(|(_, byte)| byte == b'\\') {
        let bad = match bytes.next() {
            Some((_, b'u')) => bytes.by_ref().take(4).find(|(_, digit)| !digit.is_ascii_hexdigit()),
            Some((_, b'"' | b'/' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't')) => None,
            other => other,
        };
        if let Some((offset, _)) = bad {
            return JsonError::syntax(offset, "invalid escape");
        }
    }
    JsonError::syntax(text.len(), message)
}

/// Blames the last byte of a number, or the end of the text where the number only lacks more.
fn bad_number(text: &str, message: &str) -> JsonError {
    // Both are reported at the last byte. White space after the text tells them apart.
    let after = match serde_json::from_str::<IgnoredAny>(&format!("{text} ")) {
        Ok(IgnoredAny) => text.len(),
        Err(error) => position(text, &error),
    };
    JsonError::syntax(after.saturating_sub(1), message)
}

/// Finds the `\u` escape of a surrogate that has no partner, in a literal of good syntax.
pub(super) fn lone_surrogate(literal: &str) -> Option<usize> {
    let mut high = None;
    let mut at = 0_usize;
    while let Some(found) = literal.get(at..).and_then(|rest| rest.find('\\')) {
        let start = at.saturating_add(found);
        let unit = code_unit(literal.get(start..).unwrap_or_default());
        let is_low = unit.is_some_and(|unit| matches!(unit, 0xDC00..=0xDFFF));
        match high.take() {
            Some(_) if is_low && found == 0 => {}
            Some(lone) => return Some(lone),
            None if is_low => return Some(start),
            None => {
                let is_high = unit.is_some_and(|unit| matches!(unit, 0xD800..=0xDBFF));
                high = is_high.then_some(start);
            }
        }
        at = start.saturating_add(if unit.is_some() { 6 } else { 2 });
    }
    high
}

/// Reads the four digits of an escape that starts with `\u`.
fn code_unit(escape: &str) -> Option<u16> {
    let digits = escape.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests;
