//! An object read without building anything: the places of its members, in memory used again.
//!
//! A verifier asks a header or a Claims Set for a handful of members. This reading finds them in one
//! pass, judges the syntax on its way, and allocates nothing once its buffers have grown. It takes
//! only what it is sure of: where a text has an escape in a name or a `\u` escape anywhere, breaks a
//! rule or is simply wrong, it gives up, and the reader of trees decides and words the error. What it
//! takes, that reader takes as well; the property tests hold both together.

use core::ops::Range;

use super::Limits;
use super::MAX_DEPTH;
use super::RESERVED;

/// The members of one object by their places, and the buffers to find the next one's.
#[derive(Clone, Default)]
pub(crate) struct Outline {
    members: Vec<Place>,
    names: Vec<Range<usize>>,
    levels: Vec<Level>,
}

/// Where one member stands: its name without the quotes, and its value.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) name: Range<usize>,
    pub(super) value: Range<usize>,
}

/// An object or array that is still open.
#[derive(Clone, Copy)]
struct Level {
    object: bool,
    /// How many names were known when it was opened.
    names: usize,
}

impl Outline {
    /// Reads one object; false when a closer look is needed, which is no judgement.
    pub(crate) fn read(&mut self, bytes: &[u8], limits: &Limits) -> bool {
        self.members.clear();
        self.names.clear();
        self.levels.clear();
        let Ok(text) = core::str::from_utf8(bytes) else { return false };
        let depth = limits.depth.min(MAX_DEPTH);
        let read = Pass { text, at: 0, depth, outline: self }.object().is_some();
        if !read {
            self.members.clear();
        }
        read
    }

    pub(super) fn members(&self) -> &[Place] {
        &self.members
    }
}

/// What may come next.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Next {
    /// A value.
    Value,
    /// A value or the end of an array that has none.
    ValueOrEnd,
    /// The name of a member.
    Name,
    /// A name or the end of an object that has none.
    NameOrEnd,
    /// A comma or the end of what is open.
    CommaOrEnd,
}

struct Pass<'t, 'o> {
    text: &'t str,
    at: usize,
    depth: usize,
    outline: &'o mut Outline,
}

impl Pass<'_, '_> {
    /// Reads the whole text; `None` gives up.
    fn object(&mut self) -> Option<()> {
        self.skip_white_space();
        if self.peek() != Some(b'{') {
            return None;
        }
        let mut next = self.open(true)?;
        while let Some(level) = self.outline.levels.last().copied() {
            self.skip_white_space();
            let byte = self.peek()?;
            next = match (byte, next) {
                (b'}', Next::NameOrEnd | Next::CommaOrEnd) if level.object => self.close(level)?,
                (b']', Next::ValueOrEnd | Next::CommaOrEnd) if !level.object => {
                    self.close(level)?
                }
                (b',', Next::CommaOrEnd) => {
                    self.at = self.at.saturating_add(1);
                    if level.object { Next::Name } else { Next::Value }
                }
                (b'"', Next::Name | Next::NameOrEnd) => self.name()?,
                (_, Next::Value | Next::ValueOrEnd) => self.value(byte)?,
                _ => return None,
            };
        }
        self.skip_white_space();
        (self.at == self.text.len()).then_some(())
    }

    fn open(&mut self, object: bool) -> Option<Next> {
        if self.outline.levels.len() == self.depth {
            return None;
        }
        let names = self.outline.names.len();
        self.outline.levels.push(Level { object, names });
        self.at = self.at.saturating_add(1);
        Some(if object { Next::NameOrEnd } else { Next::ValueOrEnd })
    }

    fn close(&mut self, level: Level) -> Option<Next> {
        if level.object && !self.unique(level.names) {
            return None;
        }
        self.outline.names.truncate(level.names);
        self.outline.levels.pop();
        self.at = self.at.saturating_add(1);
        self.ended();
        Some(Next::CommaOrEnd)
    }

    /// Reads a name, which must have no escape, and its colon.
    fn name(&mut self) -> Option<Next> {
        let start = self.at.saturating_add(1);
        if self.string()? {
            return None;
        }
        let name = start..self.at.saturating_sub(1);
        if self.text.get(name.clone())?.starts_with(RESERVED) {
            return None;
        }
        self.skip_white_space();
        if self.peek() != Some(b':') {
            return None;
        }
        self.at = self.at.saturating_add(1);
        self.skip_white_space();
        if self.outline.levels.len() == 1 {
            let value = self.at..self.at;
            self.outline.members.push(Place { name: name.clone(), value });
        }
        self.outline.names.push(name);
        Some(Next::Value)
    }

    fn value(&mut self, byte: u8) -> Option<Next> {
        match byte {
            b'{' => return self.open(true),
            b'[' => return self.open(false),
            b'"' => {
                self.string()?;
            }
            b't' => self.word("true")?,
            b'f' => self.word("false")?,
            b'n' => self.word("null")?,
            _ => self.number()?,
        }
        self.ended();
        Some(Next::CommaOrEnd)
    }

    /// A value ends here; when it is a member's of the root, its place is complete.
    fn ended(&mut self) {
        if self.outline.levels.len() == 1
            && let Some(place) = self.outline.members.last_mut()
        {
            place.value.end = self.at;
        }
    }

    /// Steps over a string; tells whether it has escapes. Gives up at what may be a surrogate.
    fn string(&mut self) -> Option<bool> {
        let mut escaped = false;
        self.at = self.at.saturating_add(1);
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let plain =
                rest.iter().position(|byte| matches!(byte, b'"' | b'\\') || *byte < 0x20)?;
            self.at = self.at.saturating_add(plain);
            match (self.peek()?, rest.get(plain.saturating_add(1)).copied()) {
                (b'"', _) => {
                    self.at = self.at.saturating_add(1);
                    return Some(escaped);
                }
                (b'\\', Some(b'"' | b'/' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't')) => {
                    escaped = true;
                    self.at = self.at.saturating_add(2);
                }
                _ => return None,
            }
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        if !self.text.as_bytes().get(self.at..)?.starts_with(word.as_bytes()) {
            return None;
        }
        self.at = self.at.saturating_add(word.len());
        Some(())
    }

    /// Steps over a number (RFC 8259 §6): no leading zero, digits on both sides of the point.
    fn number(&mut self) -> Option<()> {
        if self.peek() == Some(b'-') {
            self.at = self.at.saturating_add(1);
        }
        if self.peek() == Some(b'0') {
            self.at = self.at.saturating_add(1);
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at = self.at.saturating_add(1);
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at = self.at.saturating_add(1);
            if let Some(b'+' | b'-') = self.peek() {
                self.at = self.at.saturating_add(1);
            }
            self.digits()?;
        }
        Some(())
    }

    /// Steps over at least one digit.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at = self.at.saturating_add(1);
        }
        (self.at > start).then_some(())
    }

    /// Tells whether the names from `first` on are all different.
    fn unique(&mut self, first: usize) -> bool {
        let text = self.text;
        let Some(names) = self.outline.names.get_mut(first..) else { return true };
        let of = |name: &Range<usize>| text.get(name.clone()).unwrap_or_default();
        if names.len() > FEW_NAMES {
            names.sort_unstable_by(|one, other| of(one).cmp(of(other)));
            return names.windows(2).all(|pair| match pair {
                [one, other] => of(one) != of(other),
                _ => true,
            });
        }
        let mut earlier = names.iter();
        while let Some(name) = earlier.next_back() {
            if earlier.clone().any(|other| of(other) == of(name)) {
                return false;
            }
        }
        true
    }

    fn skip_white_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at = self.at.saturating_add(1);
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// Up to this many names are compared in pairs, more are sorted.
const FEW_NAMES: usize = 16;
