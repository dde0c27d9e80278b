//! The walk over JSON text: syntax is judged first, then every value is found with its place.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::de::IgnoredAny;

use crate::json::JsonError;
use crate::json::JsonErrorKind;
use crate::json::Kind;
use crate::json::Member;
use crate::json::Object;
use crate::json::Value;

/// Gives the root value and all problems that leave one; an error is one that does not.
pub(super) fn walk(bytes: &[u8], depth: usize) -> Result<(Value<'_>, Vec<JsonError>), JsonError> {
    let text = core::str::from_utf8(bytes)
        .map_err(|error| JsonError { offset: error.valid_up_to(), kind: JsonErrorKind::NotUtf8 })?;
    judge(text)?;
    let mut walk = Walk { text, at: 0, depth, problems: Vec::new() };
    let value = walk.value(depth)?;
    Ok((value, walk.problems))
}

/// Lets `serde_json` judge the syntax. It does not recurse for a value that is ignored.
fn judge(text: &str) -> Result<(), JsonError> {
    if text.starts_with('\u{feff}') {
        // RFC 8259 §8.1: implementations MUST NOT add a byte order mark.
        return Err(JsonError::syntax(0, "byte order mark"));
    }
    let Err(error) = serde_json::from_str::<IgnoredAny>(text) else {
        return Ok(());
    };
    let message = error.to_string();
    let message = message.split_once(" at line ").map_or(&*message, |(message, _)| message);
    let offset = if error.is_eof() { text.len() } else { offending(text, &error, message) };
    Err(JsonError::syntax(offset, message))
}

/// Finds the byte that `serde_json` refused.
///
/// Its line and column point after that byte, with three exceptions, told apart by the message.
fn offending(text: &str, error: &serde_json::Error, message: &str) -> usize {
    let after = position(text, error);
    if message.starts_with("control character") {
        return after;
    }
    if message == "invalid escape" {
        let read = text.as_bytes().get(..after).unwrap_or_default();
        let escape = read.iter().rposition(|&byte| byte == b'\\').unwrap_or_default();
        let rest = text.as_bytes().get(escape..).unwrap_or_default();
        return escape.saturating_add(match rest {
            [_, b'u', digits @ ..] => digits
                .iter()
                .take_while(|digit| digit.is_ascii_hexdigit())
                .count()
                .saturating_add(2),
            _ => 1,
        });
    }
    if message == "invalid number" && after == text.len() {
        // A number that the end cuts short is blamed on its last byte, as a bad last byte is. White
        // space after the text changes nothing but that.
        return match serde_json::from_str::<IgnoredAny>(&format!("{text} ")) {
            Ok(IgnoredAny) => after,
            Err(error) => position(text, &error).saturating_sub(1),
        };
    }
    after.saturating_sub(1)
}

/// Turns line, counted from 1, and column, in bytes, into an offset.
fn position(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    lines.map(str::len).sum::<usize>().saturating_add(error.column())
}

/// A position in text whose syntax was judged good, which is why no step looks back.
struct Walk<'a> {
    text: &'a str,
    at: usize,
    /// The limit, for messages.
    depth: usize,
    problems: Vec<JsonError>,
}

impl<'a> Walk<'a> {
    /// Reads the value that comes next; `levels` more of nesting are allowed.
    fn value(&mut self, levels: usize) -> Result<Value<'a>, JsonError> {
        self.skip_white_space();
        let start = self.at;
        let kind = match self.peek() {
            Some(b'{') => self.object(levels)?,
            Some(b'[') => self.array(levels)?,
            Some(b'"') => Kind::String(self.string()?),
            Some(b't') => self.word(4, Kind::Bool(true)),
            Some(b'f') => self.word(5, Kind::Bool(false)),
            Some(b'n') => self.word(4, Kind::Null),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => return Err(self.lost()),
        };
        Ok(Value { span: start..self.at, kind })
    }

    fn object(&mut self, levels: usize) -> Result<Kind<'a>, JsonError> {
        let mut members = Vec::new();
        let Some(levels) = levels.checked_sub(1) else {
            self.skip_container();
            return Ok(Kind::Object(Object { members }));
        };
        self.step(1);
        loop {
            self.skip_white_space();
            match self.peek() {
                Some(b',') => self.step(1),
                Some(b'"') => members.push(self.member(levels)?),
                Some(b'}') => break,
                _ => return Err(self.lost()),
            }
        }
        self.step(1);
        self.note_duplicates(&members);
        Ok(Kind::Object(Object { members }))
    }

    fn member(&mut self, levels: usize) -> Result<Member<'a>, JsonError> {
        let start = self.at;
        let name = self.string()?;
        let name_span = start..self.at;
        self.skip_white_space();
        // The colon.
        self.step(1);
        let value = self.value(levels)?;
        Ok(Member { name, name_span, value })
    }

    fn array(&mut self, levels: usize) -> Result<Kind<'a>, JsonError> {
        let mut values = Vec::new();
        let Some(levels) = levels.checked_sub(1) else {
            self.skip_container();
            return Ok(Kind::Array(values));
        };
        self.step(1);
        loop {
            self.skip_white_space();
            match self.peek() {
                Some(b',') => self.step(1),
                Some(b']') => break,
                _ => values.push(self.value(levels)?),
            }
        }
        self.step(1);
        Ok(Kind::Array(values))
    }

    /// Reads a string with its quotes and gives what it stands for.
    fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        let start = self.at;
        let escaped = self.skip_string();
        let literal = self.text.get(start..self.at).unwrap_or_default();
        if !escaped {
            let inside = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            return inside.map(Cow::Borrowed).ok_or_else(|| self.lost());
        }
        // serde_json accepts lone surrogates in a string it ignores, and refuses them here.
        serde_json::from_str(literal).map(Cow::Owned).map_err(|_| {
            let offset = lone_surrogate(literal).unwrap_or_default();
            JsonError::syntax(start.saturating_add(offset), "lone surrogate in a \\u escape")
        })
    }

    fn number(&mut self) -> Kind<'a> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let inside = |byte: &u8| matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9' | b'E' | b'e');
        let length = rest.bytes().position(|byte| !inside(&byte)).unwrap_or(rest.len());
        self.step(length);
        Kind::Number(rest.get(..length).unwrap_or_default())
    }

    fn word(&mut self, length: usize, kind: Kind<'a>) -> Kind<'a> {
        self.step(length);
        kind
    }

    /// Notes the depth, and steps over an object or array without recursion.
    fn skip_container(&mut self) {
        let kind = JsonErrorKind::TooDeep(self.depth);
        self.problems.push(JsonError { offset: self.at, kind });
        let mut open = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.skip_string();
                    continue;
                }
                b'{' | b'[' => open = open.saturating_add(1),
                b'}' | b']' => open = open.saturating_sub(1),
                _ => {}
            }
            self.step(1);
            if open == 0 {
                return;
            }
        }
    }

    /// Steps over a string with its quotes; true when it has escapes.
    fn skip_string(&mut self) -> bool {
        let mut escaped = false;
        self.step(1);
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.step(1);
                    break;
                }
                b'\\' => {
                    escaped = true;
                    self.step(2);
                }
                _ => self.step(1),
            }
        }
        escaped
    }

    fn skip_white_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.step(1);
        }
    }

    /// Notes each member whose name an earlier one has.
    fn note_duplicates(&mut self, members: &[Member<'a>]) {
        let mut note = |member: &Member<'a>| {
            let kind = JsonErrorKind::DuplicateName(member.name.to_string());
            self.problems.push(JsonError { offset: member.name_span.start, kind });
        };
        if members.len() > FEW_MEMBERS {
            let mut names = BTreeSet::new();
            members.iter().filter(|member| !names.insert(&member.name)).for_each(note);
            return;
        }
        let mut earlier = members.iter();
        while let Some(member) = earlier.next_back() {
            if earlier.clone().any(|other| other.name == member.name) {
                note(member);
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn step(&mut self, count: usize) {
        self.at = self.at.saturating_add(count);
    }

    /// The walk met what the judge should have refused: refuse it here.
    fn lost(&self) -> JsonError {
        JsonError::syntax(self.at, "unexpected byte")
    }
}

/// Up to this many members are compared in pairs. A tree takes over after that: names are chosen
/// by whoever wrote the text, and a tree cannot be made slow by a choice of names.
const FEW_MEMBERS: usize = 16;

/// Finds the `\u` escape of a surrogate that has no partner, in a literal of good syntax.
fn lone_surrogate(literal: &str) -> Option<usize> {
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
