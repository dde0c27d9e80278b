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
    pub(super) const fn name(&self) -> Range<usize> {
        self.name.range()
    }

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
        self.members.clear();
        self.names.clear();
        self.slots = [EMPTY; SLOTS];
        if self.members.capacity() == 0 {
            self.members.reserve(USUAL);
        }
        let read = self.pass::<true>(text, limits);
        if !read {
            self.members.clear();
        }
        read.then_some(text)
    }

    /// Tells whether a text is one strict object; false when a closer look is needed.
    pub(crate) fn is_strict(octets: &[u8], limits: &Limits) -> bool {
        let mut outline = Self::default();
        outline.names.reserve(USUAL);
        core::str::from_utf8(octets).is_ok_and(|text| outline.pass::<false>(text, limits))
    }

    fn pass<const KEEP: bool>(&mut self, text: &str, limits: &Limits) -> bool {
        let depth = limits.depth.min(MAX_DEPTH);
        let short = u32::try_from(text.len()).is_ok();
        short && Pass { text, outline: self }.root::<KEEP>(depth).is_some()
    }

    /// Finds a member of the text that was read.
    // Most names are constants: their number and slot are, too, where this is compiled into its caller.
    #[inline(always)]
    pub(super) fn find(&self, text: &str, name: &str) -> Option<&Place> {
        let number = number(name.as_bytes());
        let slot = self.slots.get(slot(number)).copied().filter(|slot| *slot != EMPTY)?;
        let first = usize::from(slot.wrapping_sub(1));
        let place = self.members.get(first)?;
        let whole = name.len() <= WHOLE && place.name.len() == name.len();
        if place.name.number == number && whole {
            return Some(place);
        }
        self.search(text, name, number, first)
    }

    /// Looks for a name from a place on: it is long, or its slot has another before it.
    #[cold]
    fn search(&self, text: &str, name: &str, number: u64, first: usize) -> Option<&Place> {
        let is_called = |place: &&Place| {
            place.name.number == number && text.get(place.name.range()) == Some(name)
        };
        self.members.get(first..)?.iter().find(is_called)
    }

    pub(super) fn places(&self) -> &[Place] {
        &self.members
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

/// One walk over a text. A place in it goes from step to step as a value: kept here, it would be written
/// and read back at every octet.
struct Pass<'t, 'o> {
    text: &'t str,
    outline: &'o mut Outline,
}

impl<'t> Pass<'t, '_> {
    /// Reads the whole text, keeping the places of the members or not; `None` gives up.
    fn root<const KEEP: bool>(&mut self, depth: usize) -> Option<()> {
        let at = self.skip_white_space(0);
        if self.octet(at)? != b'{' {
            return None;
        }
        let end = self.object::<KEEP>(at, depth)?;
        (self.skip_white_space(end) == self.text.len()).then_some(())
    }

    /// Reads an object and gives its end; keeps the places of its members or only their names. So many levels are allowed, its own included.
    fn object<const KEEP: bool>(&mut self, at: usize, levels: usize) -> Option<usize> {
        let levels = levels.checked_sub(1)?;
        let mut at = self.skip_white_space(after(at));
        if self.octet(at)? == b'}' {
            return Some(after(at));
        }
        let first = self.outline.names.len();
        // A bit for each slot that a name has had.
        let mut seen = 0_u64;
        loop {
            let (name, start) = self.name(at)?;
            let bit = 1_u64 << slot(name.number);
            if seen & bit != 0 && !self.is_new::<KEEP>(name, first) {
                return None;
            }
            seen |= bit;
            if !KEEP {
                self.outline.names.push(name);
            }
            let (end, plain) = match self.octet(start)? {
                b'"' => self.string(after(start))?,
                // Most of the rest in a Claims Set are dates.
                b'1'..=b'9' => (self.number(start)?, false),
                _ => (self.value(start, levels)?, false),
            };
            if KEEP {
                self.outline.note(name, start, end, plain);
            }
            at = self.skip_white_space(end);
            match self.octet(at)? {
                b',' => at = self.skip_white_space(after(at)),
                b'}' => break,
                _ => return None,
            }
        }
        if KEEP && self.outline.members.len() > FEW_NAMES {
            let names = self.outline.members.iter().map(|place| place.name);
            self.outline.names.extend(names);
        }
        let unique = self.are_unique(first);
        self.outline.names.truncate(first);
        unique.then_some(after(at))
    }

    fn array(&mut self, at: usize, levels: usize) -> Option<usize> {
        let levels = levels.checked_sub(1)?;
        let mut at = self.skip_white_space(after(at));
        if self.octet(at)? == b']' {
            return Some(after(at));
        }
        loop {
            let end = self.value(at, levels)?;
            at = self.skip_white_space(end);
            match self.octet(at)? {
                b',' => at = self.skip_white_space(after(at)),
                b']' => return Some(after(at)),
                _ => return None,
            }
        }
    }

    /// Reads a name, which must have no escape, and its colon; gives where its value begins.
    // Given back through memory, its parts would be read as one before they are written.
    #[inline(always)]
    fn name(&self, at: usize) -> Option<(Name, usize)> {
        if self.octet(at)? != b'"' {
            return None;
        }
        let start = after(at);
        let rest = self.octets().get(start..)?;
        let (number, length) = match swar::short(rest) {
            Some(short) => short,
            None => self.long_name(start)?,
        };
        let end = start.wrapping_add(length);
        if self.octet(end)? != b'"' {
            return None;
        }
        let colon = self.skip_white_space(after(end));
        if self.octet(colon)? != b':' {
            return None;
        }
        let name = Name { number, start: place_of(start), end: place_of(end) };
        Some((name, self.skip_white_space(after(colon))))
    }

    fn long_name(&self, start: usize) -> Option<(u64, usize)> {
        let name = self.octets().get(start..swar::plain_end(self.octets(), start))?;
        (!name.starts_with(RESERVED.as_bytes())).then(|| (number(name), name.len()))
    }

    /// Reads a value and gives its end.
    fn value(&mut self, at: usize, levels: usize) -> Option<usize> {
        match self.octet(at)? {
            b'"' => self.string(after(at)).map(|(end, _)| end),
            b'{' => self.object::<false>(at, levels),
            b'[' => self.array(at, levels),
            b't' => self.word(at, b"true"),
            b'f' => self.word(at, b"false"),
            b'n' => self.word(at, b"null"),
            _ => self.number(at),
        }
    }

    /// Steps over the rest of a string; tells whether it has no escapes. Gives up at what may be a
    /// surrogate.
    #[inline(always)]
    fn string(&self, at: usize) -> Option<(usize, bool)> {
        let end = swar::plain_end(self.octets(), at);
        if self.octet(end)? == b'"' {
            return Some((after(end), true));
        }
        self.escaped(end).map(|end| (end, false))
    }

    /// Steps over the rest of a string from its first escape on.
    #[cold]
    fn escaped(&self, at: usize) -> Option<usize> {
        let mut at = at;
        loop {
            let escape = match self.octet(at)? {
                b'"' => return Some(after(at)),
                b'\\' => self.octet(after(at))?,
                _ => return None,
            };
            if !matches!(escape, b'"' | b'/' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't') {
                return None;
            }
            at = swar::plain_end(self.octets(), after(after(at)));
        }
    }

    fn word(&self, at: usize, word: &[u8]) -> Option<usize> {
        let found = self.octets().get(at..)?.starts_with(word);
        found.then(|| at.wrapping_add(word.len()))
    }

    /// Steps over a number (RFC 8259 §6): no leading zero, digits on both sides of the point.
    fn number(&self, at: usize) -> Option<usize> {
        let start = if self.octet(at)? == b'-' { after(at) } else { at };
        let mut end = match self.octet(start)? {
            b'0' => after(start),
            _ => self.digits(start)?,
        };
        if self.octet(end) == Some(b'.') {
            end = self.digits(after(end))?;
        }
        if let Some(b'e' | b'E') = self.octet(end) {
            let signed = matches!(self.octet(after(end)), Some(b'+' | b'-'));
            end = self.digits(if signed { after(after(end)) } else { after(end) })?;
        }
        Some(end)
    }

    /// Steps over at least one digit.
    fn digits(&self, start: usize) -> Option<usize> {
        let end = swar::digits_end(self.octets(), start);
        (end > start).then_some(end)
    }

    /// Tells whether the object has no such name before this one; past a few names, yes.
    fn is_new<const KEEP: bool>(&self, name: Name, first: usize) -> bool {
        let differs =
            |other: &Name| other.number != name.number || other.cmp(&name, self.text).is_ne();
        if KEEP {
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

    #[inline]
    fn skip_white_space(&self, at: usize) -> usize {
        let mut at = at;
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.octet(at) {
            at = after(at);
        }
        at
    }

    #[inline]
    fn octet(&self, at: usize) -> Option<u8> {
        self.octets().get(at).copied()
    }

    const fn octets(&self) -> &'t [u8] {
        self.text.as_bytes()
    }
}

/// No text is long enough to overflow it.
const fn after(at: usize) -> usize {
    at.wrapping_add(1)
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

    /// The number of a long name says nothing of its length: whoever writes the text can choose it.
    #[test]
    fn a_long_name_with_the_number_of_a_short_one_is_not_taken_for_it() {
        let long = "MPX(((((PPPPPPPP";
        assert_eq!(number(long.as_bytes()), number(b"exp"));
        for text in [object([long, "exp"]), object(["exp", long]), object([long])] {
            let mut outline = Outline::default();
            assert!(outline.read(text.as_bytes(), &Limits::default()).is_some());
            for name in [long, "exp"] {
                let value = outline.find(&text, name).map(|place| text.get(place.value()).unwrap());
                let expected = format!("[\"{name}\"]");
                assert_eq!(value, text.contains(&*expected).then_some(&*expected), "{text}");
            }
        }
    }

    #[test]
    fn a_number_is_judged_whole_whatever_it_begins_with() {
        for number in ["0", "-0", "1", "9", "1300819380", "-12", "1.5", "12e3", "9.75E-2"] {
            assert!(reads(&format!("{{\"a\":{number}}}")), "{number}");
        }
        for text in
            ["01", "-", "-01", "+1", ".5", "1.", "12e", "9.75E-", "1x", "1 2", "12:", "/", ":"]
        {
            assert!(!reads(&format!("{{\"a\":{text}}}")), "{text}");
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
