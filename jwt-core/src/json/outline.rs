//! An object read without building anything: the places of its members, in memory used again.
//!
//! A verifier asks a header or a Claims Set for a handful of members. This reading finds them in one
//! pass, judges the syntax on its way, and allocates nothing once its buffers have grown. It takes
//! only what it is sure of: where a text has an escape in a name or a `\u` escape anywhere, breaks a
//! rule or is simply wrong, it gives up, and the reader of trees decides and words the error. What it
//! takes, that reader takes as well; the property tests hold both together.
//!
//! The inside of a string is looked at eight octets at a time. Names are compared by a number that is
//! made of their octets, and the text decides only where two numbers are the same.

use core::cmp::Ordering;
use core::ops::Range;

use super::Limits;
use super::MAX_DEPTH;
use super::RESERVED;
use super::swar;

/// The members of one object by their places, and the buffers to find the next one's.
#[derive(Clone)]
pub(crate) struct Outline {
    members: Vec<Place>,
    /// The names of the objects below the root that are open.
    names: Vec<Name>,
    /// Where to look for a member, by the slot of its name: nowhere, at the place before this, or
    /// from there on.
    slots: [u8; SLOTS],
}

/// Where one member stands: its name without the quotes, and its value.
#[derive(Clone)]
pub(super) struct Place {
    name: Name,
    start: u32,
    end: u32,
    /// The value is a string and has no escape.
    pub(super) plain: bool,
}

/// A name by its place, and the number that stands for its octets.
#[derive(Clone, Copy)]
struct Name {
    number: u64,
    start: u32,
    end: u32,
}

impl Place {
    pub(super) const fn value(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Default for Outline {
    fn default() -> Self {
        Self { members: Vec::new(), names: Vec::new(), slots: [EMPTY; SLOTS] }
    }
}

impl Outline {
    /// Reads one object and gives its text; `None` when a closer look is needed, which is no judgement.
    pub(crate) fn read<'t>(&mut self, octets: &'t [u8], limits: &Limits) -> Option<&'t str> {
        let text = core::str::from_utf8(octets).ok()?;
        self.read_text(text, limits).then_some(text)
    }

    /// Reads one object; false when a closer look is needed, which is no judgement.
    pub(crate) fn read_text(&mut self, text: &str, limits: &Limits) -> bool {
        self.members.clear();
        self.names.clear();
        self.slots = [EMPTY; SLOTS];
        if u32::try_from(text.len()).is_err() {
            return false;
        }
        if self.members.capacity() == 0 {
            self.members.reserve(USUAL);
        }
        let depth = limits.depth.min(MAX_DEPTH);
        let read =
            Pass { text, octets: text.as_bytes(), at: 0, outline: self }.root(depth).is_some();
        if !read {
            self.members.clear();
        }
        read
    }

    /// Finds a member of the text that was read.
    #[inline]
    pub(super) fn find(&self, text: &str, name: &str) -> Option<&Place> {
        let number = number(name.as_bytes());
        let first = match self.slots.get(slot(number)).copied() {
            None | Some(EMPTY) => return None,
            Some(place) => usize::from(place.wrapping_sub(1)),
        };
        let is_called = |place: &&Place| {
            place.name.number == number
                && (name.len() <= WHOLE && place.name.len() == name.len()
                    || text.get(place.name.range()) == Some(name))
        };
        self.members.get(first..)?.iter().find(is_called)
    }

    #[cfg(test)]
    pub(super) fn members(&self) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
        self.members.iter().map(|place| (place.name.range(), place.value()))
    }

    /// Notes a member of the root.
    fn note(&mut self, name: Name, start: usize, end: usize, plain: bool) {
        // Past the last number a search begins there: what stands before has a slot of its own.
        let place = self.members.len().wrapping_add(1).min(usize::from(u8::MAX));
        if let Some(slot) = self.slots.get_mut(slot(name.number)).filter(|slot| **slot == EMPTY) {
            *slot = u8::try_from(place).unwrap_or(u8::MAX);
        }
        self.members.push(Place { name, start: place_of(start), end: place_of(end), plain });
    }
}

impl Name {
    const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    const fn len(&self) -> usize {
        self.end.wrapping_sub(self.start) as usize
    }

    fn cmp(&self, other: &Self, text: &str) -> Ordering {
        let texts = || text.get(self.range()).cmp(&text.get(other.range()));
        self.number.cmp(&other.number).then_with(texts)
    }
}

/// Gives the number of a name: its octets as far as [`WHOLE`] goes, else a mix of both ends.
///
/// Names have no octet zero, so that shorter ones have the same number only when they are the same.
#[inline]
fn number(name: &[u8]) -> u64 {
    match (name.first_chunk(), name.last_chunk()) {
        (Some(first), Some(last)) if name.len() > WHOLE => {
            u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(23)
        }
        (Some(first), _) => u64::from_le_bytes(*first),
        _ => name.iter().rev().fold(0, |number, octet| number << 8 | u64::from(*octet)),
    }
}

/// A longer text is not read.
fn place_of(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Gives one of the slots.
const fn slot(number: u64) -> usize {
    let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
    (mixed[0] >> 2) as usize
}

struct Pass<'t, 'o> {
    text: &'t str,
    octets: &'t [u8],
    at: usize,
    outline: &'o mut Outline,
}

impl Pass<'_, '_> {
    /// Reads the whole text; `None` gives up.
    fn root(&mut self, depth: usize) -> Option<()> {
        self.skip_white_space();
        if self.peek() != Some(b'{') {
            return None;
        }
        self.object::<true>(depth)?;
        self.skip_white_space();
        (self.at == self.octets.len()).then_some(())
    }

    /// Reads an object; so many levels are allowed, its own included.
    fn object<const ROOT: bool>(&mut self, levels: usize) -> Option<()> {
        let levels = levels.checked_sub(1)?;
        self.step();
        self.skip_white_space();
        let first = self.outline.names.len();
        // A bit for each slot that a name has had.
        let mut seen = 0_u64;
        if self.peek() == Some(b'}') {
            self.step();
            return Some(());
        }
        loop {
            let name = self.name()?;
            let bit = 1_u64 << slot(name.number);
            if seen & bit != 0 && !self.is_new::<ROOT>(name, first) {
                return None;
            }
            seen |= bit;
            if !ROOT {
                self.outline.names.push(name);
            }
            let start = self.at;
            let plain = self.value(levels)?;
            if ROOT {
                self.outline.note(name, start, self.at, plain);
            }
            self.skip_white_space();
            match self.next()? {
                b',' => self.skip_white_space(),
                b'}' => break,
                _ => return None,
            }
        }
        if ROOT && self.outline.members.len() > FEW_NAMES {
            let names = self.outline.members.iter().map(|place| place.name);
            self.outline.names.extend(names);
        }
        let unique = self.are_unique(first);
        self.outline.names.truncate(first);
        unique.then_some(())
    }

    fn array(&mut self, levels: usize) -> Option<()> {
        let levels = levels.checked_sub(1)?;
        self.step();
        self.skip_white_space();
        if self.peek() == Some(b']') {
            self.step();
            return Some(());
        }
        loop {
            self.value(levels)?;
            self.skip_white_space();
            match self.next()? {
                b',' => self.skip_white_space(),
                b']' => return Some(()),
                _ => return None,
            }
        }
    }

    /// Reads a name, which must have no escape, and its colon.
    fn name(&mut self) -> Option<Name> {
        if self.next()? != b'"' {
            return None;
        }
        let start = self.at;
        self.at = swar::plain_end(self.octets, start);
        let octets = self.octets.get(start..self.at)?;
        let (start, end) = (place_of(start), place_of(self.at));
        let name = Name { number: number(octets), start, end };
        if self.next()? != b'"' || octets.first() == Some(&b'$') && is_reserved(octets) {
            return None;
        }
        self.skip_white_space();
        if self.next()? != b':' {
            return None;
        }
        self.skip_white_space();
        Some(name)
    }

    /// Reads a value; tells whether it is a string without escapes.
    fn value(&mut self, levels: usize) -> Option<bool> {
        match self.peek()? {
            b'"' => return self.string(),
            b'{' => self.object::<false>(levels)?,
            b'[' => self.array(levels)?,
            b't' => self.word(b"true")?,
            b'f' => self.word(b"false")?,
            b'n' => self.word(b"null")?,
            _ => self.number()?,
        }
        Some(false)
    }

    /// Steps over a string; tells whether it has no escapes. Gives up at what may be a surrogate.
    fn string(&mut self) -> Option<bool> {
        let mut plain = true;
        self.step();
        loop {
            self.at = swar::plain_end(self.octets, self.at);
            match self.next()? {
                b'"' => return Some(plain),
                b'\\' => plain = false,
                _ => return None,
            }
            if !matches!(self.next()?, b'"' | b'/' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't') {
                return None;
            }
        }
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        if !self.octets.get(self.at..)?.starts_with(word) {
            return None;
        }
        self.at = self.at.wrapping_add(word.len());
        Some(())
    }

    /// Steps over a number (RFC 8259 §6): no leading zero, digits on both sides of the point.
    fn number(&mut self) -> Option<()> {
        if self.peek() == Some(b'-') {
            self.step();
        }
        if self.peek() == Some(b'0') {
            self.step();
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.step();
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.step();
            if let Some(b'+' | b'-') = self.peek() {
                self.step();
            }
            self.digits()?;
        }
        Some(())
    }

    /// Steps over at least one digit.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        self.at = swar::digits_end(self.octets, start);
        (self.at > start).then_some(())
    }

    /// Tells whether the object has no such name before this one; past a few names, yes.
    fn is_new<const ROOT: bool>(&self, name: Name, first: usize) -> bool {
        let differs = |other: &Name| other.cmp(&name, self.text).is_ne();
        if ROOT {
            let members = &self.outline.members;
            return members.len() > FEW_NAMES || members.iter().all(|one| differs(&one.name));
        }
        let names = self.outline.names.get(first..).unwrap_or_default();
        names.len() > FEW_NAMES || names.iter().all(differs)
    }

    /// Tells whether the names from `first` on are all different, where they were too many to say.
    fn are_unique(&mut self, first: usize) -> bool {
        let names = self.outline.names.get_mut(first..).unwrap_or_default();
        if names.len() <= FEW_NAMES {
            return true;
        }
        names.sort_unstable_by(|one, other| one.cmp(other, self.text));
        names.windows(2).all(|pair| match pair {
            [one, other] => one.cmp(other, self.text).is_ne(),
            _ => true,
        })
    }

    fn skip_white_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.step();
        }
    }

    fn peek(&self) -> Option<u8> {
        self.octets.get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let octet = self.peek()?;
        self.step();
        Some(octet)
    }

    /// No text is long enough to overflow it.
    const fn step(&mut self) {
        self.at = self.at.wrapping_add(1);
    }
}

fn is_reserved(name: &[u8]) -> bool {
    name.starts_with(RESERVED.as_bytes())
}

/// Up to so many names are compared one by one, more are sorted: names are chosen by whoever wrote
/// the text, and sorting cannot be made slow by a choice of names.
const FEW_NAMES: usize = 32;

/// Names up to this length are a number as a whole.
const WHOLE: usize = 8;

/// Room for so many members is made at once.
const USUAL: usize = 16;

const SLOTS: usize = 64;
const EMPTY: u8 = 0;

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes an object with these names.
    fn object<'s>(names: impl IntoIterator<Item = &'s str>) -> String {
        let members: Vec<_> =
            names.into_iter().map(|name| format!("\"{name}\":[\"{name}\"]")).collect();
        format!("{{{}}}", members.join(","))
    }

    fn reads(text: &str) -> bool {
        Outline::default().read(text.as_bytes(), &Limits::default()).is_some()
    }

    /// Names that differ in one place only, at either end, in the middle and in their length.
    const ALIKE: [&str; 12] = [
        "",
        "a",
        "aa",
        "aaaaaaa",
        "aaaaaaaa",
        "aaaaaaab",
        "aaaaaaaaa",
        "aaaaaaaaaaaaaaaaaaaa",
        "aaaaaaaaaabaaaaaaaaa",
        "aaaaaaaaaaabaaaaaaaa",
        "baaaaaaaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaaaaaab",
    ];

    #[test]
    fn names_that_are_alike_are_told_apart_and_found() {
        let text = object(ALIKE);
        let mut outline = Outline::default();
        assert!(outline.read(text.as_bytes(), &Limits::default()).is_some());
        for name in ALIKE {
            let place = outline.find(&text, name).unwrap();
            assert_eq!(text.get(place.value()), Some(&*format!("[\"{name}\"]")));
        }
        for name in ["aaa", "b", "aaaaaaac", "aaaaaaaaaacaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaa"] {
            assert!(outline.find(&text, name).is_none(), "{name}");
        }
    }

    #[test]
    fn a_name_that_stands_twice_is_not_taken_wherever_it_stands() {
        for count in [2, 5, 31, 32, 33, 34, 64, 65, 253, 254, 255, 256, 300, 1000] {
            for ends in [false, true] {
                let long = if ends { "a name of some length " } else { "" };
                let names: Vec<_> = (0..count).map(|at| format!("{long}{at}")).collect();
                assert!(reads(&object(names.iter().map(String::as_str))), "{count}");
                for (one, other) in
                    [(0, count - 1), (count / 2, count - 1), (0, 1), (count - 2, count - 1)]
                {
                    let mut names = names.clone();
                    names[other] = names[one].clone();
                    let text = object(names.iter().map(String::as_str));
                    let again = one != other;
                    assert_eq!(reads(&text), !again, "{count}, {one} and {other}");
                    assert_eq!(reads(&format!("{{\"a\":{text}}}")), !again, "{count}, below");
                    let within = format!("{{\"b\":1,\"a\":[{{}},{text}],\"c\":{{\"b\":1}}}}");
                    assert_eq!(reads(&within), !again, "{count}, in an array");
                }
            }
        }
    }

    #[test]
    fn every_member_of_a_large_object_is_found() {
        for count in [60, 253, 254, 255, 256, 400] {
            let names: Vec<_> = (0..count).map(|at| at.to_string()).collect();
            let text = object(names.iter().map(String::as_str));
            let mut outline = Outline::default();
            assert!(outline.read(text.as_bytes(), &Limits::default()).is_some());
            for name in &names {
                let place = outline.find(&text, name).unwrap();
                assert_eq!(text.get(place.value()), Some(&*format!("[\"{name}\"]")), "{count}");
            }
            assert!(outline.find(&text, "none").is_none());
        }
    }

    #[test]
    fn what_was_read_before_is_forgotten() {
        let mut outline = Outline::default();
        assert!(outline.read(br#"{"a":1,"b":{"c":2}}"#, &Limits::default()).is_some());
        assert!(outline.read(br#"{"b":1}"#, &Limits::default()).is_some());
        assert!(outline.find(r#"{"b":1}"#, "a").is_none());
        assert!(outline.read(br#"{"a":1,"#, &Limits::default()).is_none());
        assert!(outline.find(r#"{"a":1,"#, "a").is_none());
    }
}
