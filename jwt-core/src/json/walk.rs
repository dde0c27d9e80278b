//! The walk over JSON text: syntax is judged first, then every value is found with its place.
//!
//! It goes forward only, recurses once per level, and finds what the judge of syntax passes:
//! names that occur twice, levels over the limit, and surrogates without a partner.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::json::JsonError;
use crate::json::JsonErrorKind;
use crate::json::Kind;
use crate::json::Member;
use crate::json::Object;
use crate::json::RESERVED;
use crate::json::Value;
use crate::json::judge;

/// Gives the root value and all problems that leave one; an error is one that does not.
pub(super) fn walk(bytes: &[u8], depth: usize) -> Result<(Value<'_>, Vec<JsonError>), JsonError> {
    let text = core::str::from_utf8(bytes)
        .map_err(|error| JsonError { offset: error.valid_up_to(), kind: JsonErrorKind::NotUtf8 })?;
    judge::judge(text)?;
    let mut walk = Walk { text, at: 0, depth, problems: Vec::new() };
    let value = walk.value(depth)?;
    Ok((value, walk.problems))
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
        if name.starts_with(RESERVED) {
            let kind = JsonErrorKind::ReservedName(name.to_string());
            self.problems.push(JsonError { offset: start, kind });
        }
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
            let offset = judge::lone_surrogate(literal).unwrap_or_default();
            JsonError::syntax(start.saturating_add(offset), "lone surrogate in a \\u escape")
        })
    }

    fn number(&mut self) -> Kind<'a> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let outside = |byte| !matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9' | b'E' | b'e');
        let length = rest.bytes().position(outside).unwrap_or(rest.len());
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
