//! One token in a text: where it starts, which characters are its own, where it goes on.
//!
//! A JOSE Header is a JSON object, so its base64url starts with `ey`, `ew` or `e3`: a brace and a
//! quotation mark, white space, or the other brace.

use core::ops::Range;

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::json;
use jwt_core::json::Value;

use super::Found;
use super::LOOK_BACK;
use super::Origin;

/// Lengths of an encoded RSA signature, for keys of 1024 to 8192 bits.
const RSA_SIGNATURES: [usize; 5] = [171, 342, 512, 683, 1366];
/// A shorter line was not wrapped by a terminal.
const SHORTEST_WRAPPED_LINE: usize = 40;

/// The characters of one token, and what was learnt of it while reading.
pub(super) struct Run {
    pub(super) token: String,
    pub(super) span: Range<usize>,
    pub(super) wrapped: bool,
    /// Whether nothing but the end of the text ends it.
    is_word: bool,
    dots: usize,
    /// Length of the last segment so far.
    last: usize,
    header: Option<Facts>,
}

/// What the header says about where the token ends.
#[derive(Clone, Copy, Default)]
struct Facts {
    algorithm: Option<Algorithm>,
    encrypted: bool,
}

/// Finds the next place at or after `from` where a token may start.
pub(super) fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let tail = bytes.get(from..)?;
    tail.windows(2)
        .enumerate()
        .filter(|(_, pair)| matches!(pair, [b'e', b'y' | b'w' | b'3']))
        .map(|(offset, _)| from.saturating_add(offset))
        .find(|place| is_free(bytes.get(..*place).unwrap_or_default()))
}

/// Reads a token from its first character on, over line breaks where it was wrapped.
pub(super) fn read(text: &str, start: usize) -> Run {
    let bytes = text.as_bytes();
    let after_slash = start.checked_sub(1).and_then(|place| bytes.get(place)) == Some(&b'/');
    let mut run = Run::new(start, false);
    run.take_line(text, after_slash);
    let mut widest = None;
    while let Some(next) = next_line(bytes, run.span.end) {
        let width = widest.unwrap_or_else(|| line_width(bytes, start, run.span.end));
        if !run.goes_on(next.content(bytes), width) {
            break;
        }
        run.wrapped = true;
        run.span.end = next.start;
        run.take_line(text, after_slash);
        widest = Some(width.max(run.span.end.saturating_sub(next.start)));
    }
    run.trim();
    run
}

/// Takes a text that is one wrapped token and nothing else, as standards print it.
pub(super) fn whole(text: &str) -> Option<Found> {
    let trimmed = text.trim();
    if !trimmed.contains(char::is_whitespace) || !is_start(trimmed.as_bytes()) {
        return None;
    }
    if !trimmed.bytes().all(|byte| is_own(byte) || byte == b'.' || byte.is_ascii_whitespace()) {
        return None;
    }
    let token: String = trimmed.split_ascii_whitespace().collect();
    let signature = token.rsplit_once('.')?.1.len();
    let lengths = signature_lengths(Facts::read(&token).algorithm?);
    let complete = lengths.contains(&signature) && token.matches('.').count() == 2;
    let start = text.len().saturating_sub(text.trim_start().len());
    let span = start..start.saturating_add(trimmed.len());
    complete.then_some(Found { token, span, origin: Origin::Wrapped })
}

/// Takes a text that is one word and begins like a token: every character of it is the token's, the
/// foreign ones too, so that what is wrong can be pointed at.
pub(super) fn word(text: &str) -> Option<Found> {
    let trimmed = text.trim();
    if !is_start(trimmed.as_bytes()) || trimmed.contains(char::is_whitespace) {
        return None;
    }
    let start = text.len().saturating_sub(text.trim_start().len());
    let closed = trimmed.trim_end_matches(['"', '\'', '`', ',', ';', ')', ']', '}', '>']);
    let text = text.get(..start.saturating_add(closed.len()))?;
    // Another token behind the first makes it a list.
    let first = read(text, start).span.end;
    let another = next_start(text, first).is_some_and(|next| read(text, next).dots > 0);
    let mut run = Run::new(start, true);
    run.take_line(text, false);
    run.trim();
    let Run { token, span, dots, .. } = run;
    (dots > 0 && !another).then_some(Found { token, span, origin: Origin::Bare })
}

impl Run {
    const fn new(start: usize, is_word: bool) -> Self {
        Self {
            token: String::new(),
            span: start..start,
            wrapped: false,
            is_word,
            dots: 0,
            last: 0,
            header: None,
        }
    }

    /// Takes characters up to the first that ends a token.
    fn take_line(&mut self, text: &str, after_slash: bool) {
        let bytes = text.as_bytes();
        let mut place = self.span.end;
        while let Some((one, length)) = self.next(text, place) {
            if one == '/' && after_slash {
                break;
            }
            let next = place.saturating_add(length);
            // A padding sign ends a segment; in a first word it parts a name from a value.
            let may_part = one == '=' && self.dots == 0 && !self.is_word;
            if may_part && own(bytes, next).is_some_and(|(one, _)| one != b'=' && one != b'.') {
                break;
            }
            self.token.push(one);
            if one == '.' {
                self.dots = self.dots.saturating_add(1);
                self.last = 0;
            } else {
                self.last = self.last.saturating_add(1);
            }
            place = next;
        }
        self.span.end = place;
    }

    /// Gives the next character of the token and its length, a foreign one if nothing ends there.
    fn next(&self, text: &str, place: usize) -> Option<(char, usize)> {
        if let Some((byte, length)) = own(text.as_bytes(), place) {
            return Some((char::from(byte), length));
        }
        let rest = text.get(place..)?;
        let one = rest.chars().next()?;
        let is_token = self.dots > 0 || self.token.starts_with("eyJ");
        // What stands before a token may close it: `*eyJ…*`.
        let before = text.get(..self.span.start).and_then(|before| before.chars().next_back());
        let ends = before == Some(one) || delimits(rest);
        (self.is_word || (is_token && !ends)).then_some((one, one.len_utf8()))
    }

    /// Decides whether the next line belongs to a token that fills a line `width` wide.
    fn goes_on(&mut self, line: &[u8], width: usize) -> bool {
        let more = line.iter().filter(|byte| **byte == b'.').count();
        if is_start(line) && more >= 2 {
            return false;
        }
        let facts = match self.header {
            Some(facts) => facts,
            None if self.dots == 0 => Facts::default(),
            None => *self.header.insert(Facts::read(&self.token)),
        };
        let most = if facts.encrypted { 4 } else { 2 };
        if self.dots.saturating_add(more) > most {
            return false;
        }
        if self.dots < most {
            return more > 0 || line.len() >= SHORTEST_WRAPPED_LINE || line.len() <= width;
        }
        match facts.algorithm.map(signature_lengths).as_deref() {
            Some([length]) => self.last < *length,
            Some(lengths) => !lengths.contains(&self.last),
            None => self.last == 0 || (width >= SHORTEST_WRAPPED_LINE && line.len() <= width),
        }
    }

    /// Drops the full stop of a sentence, but not that of an unsecured token.
    fn trim(&mut self) {
        while self.token.ends_with('.') && self.token.matches('.').count() > 2 {
            self.token.pop();
            self.span.end = self.span.end.saturating_sub(1);
        }
    }
}

/// A line that a token may go on in.
struct Line {
    start: usize,
    end: usize,
}

impl Line {
    fn content<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        bytes.get(self.start..self.end).unwrap_or_default()
    }
}

/// Finds the line behind a break at `place`; it must hold a token's characters and nothing else.
fn next_line(bytes: &[u8], place: usize) -> Option<Line> {
    let rest = bytes.get(place..)?;
    let head = rest.strip_prefix(b"\\").unwrap_or(rest);
    let head = head.strip_prefix(b"\r").unwrap_or(head);
    let head = head.strip_prefix(b"\n")?;
    let content = head.trim_ascii_start();
    // A blank line ends what stands before it.
    if head.iter().take_while(|byte| byte.is_ascii_whitespace()).any(|byte| *byte == b'\n') {
        return None;
    }
    let length = content.iter().take_while(|byte| is_own(**byte) || **byte == b'.').count();
    let closed = content
        .get(length..)
        .unwrap_or_default()
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default()
        .iter()
        .all(|byte| b"\"'`,;)]}\\ \t\r".contains(byte));
    let start = bytes.len().saturating_sub(content.len());
    (length > 0 && closed).then_some(Line { start, end: start.saturating_add(length) })
}

impl Facts {
    fn read(token: &str) -> Self {
        Self::of(token).unwrap_or_default()
    }

    fn of(token: &str) -> Option<Self> {
        let (header, _) = token.split_once('.')?;
        let octets = base64url::decode(header).ok()?;
        let reading = json::read(&octets, &json::Limits::default());
        let object = reading.value.as_ref().and_then(Value::as_object)?;
        let algorithm = object.get("alg").and_then(Value::as_str);
        let algorithm = algorithm.and_then(|name| name.parse().ok());
        Some(Self { algorithm, encrypted: object.get("enc").is_some() })
    }
}

/// Lists how many characters a whole signature may have.
fn signature_lengths(algorithm: Algorithm) -> Vec<usize> {
    match algorithm.signature_octets().and_then(base64url::encoded_len) {
        Some(length) => vec![length],
        None => RSA_SIGNATURES.to_vec(),
    }
}

/// Measures the line from its beginning to where the token stopped.
fn line_width(bytes: &[u8], start: usize, end: usize) -> usize {
    let before = bytes.get(start.saturating_sub(LOOK_BACK)..start).unwrap_or_default();
    let prefix = before.iter().rev().take_while(|byte| **byte != b'\n').count();
    prefix.saturating_add(end.saturating_sub(start))
}

/// Gives the token character at a place, a percent-encoded one decoded, and its length.
fn own(bytes: &[u8], place: usize) -> Option<(u8, usize)> {
    match bytes.get(place..)? {
        [b'%', high, low, ..] => {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let value = digit(*high)?.checked_mul(16)?.checked_add(digit(*low)?)?;
            let byte = u8::try_from(value).ok()?;
            (is_own(byte) || byte == b'.').then_some((byte, 3))
        }
        [byte, ..] if is_own(*byte) || *byte == b'.' => Some((*byte, 1)),
        _ => None,
    }
}

/// Tells whether a text begins with what usually stands behind a token, percent-encoded or not.
fn delimits(rest: &str) -> bool {
    let mut chars = rest.chars();
    let Some(one) = chars.next() else { return true };
    match one {
        '%' => {
            let octet = rest.get(1..3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
            octet.is_some_and(|octet| octet.is_ascii() && is_delimiter(char::from(octet)))
        }
        // The end of a sentence.
        '!' | '?' | ':' => chars.next().is_none_or(is_delimiter),
        _ => is_delimiter(one),
    }
}

/// Tells white space, quotes, brackets, separators and the scripts that write no space behind a word.
fn is_delimiter(one: char) -> bool {
    one.is_whitespace()
        || one == '\u{1b}'
        || "\"'`,;()[]{}<>&|#\\«»–—‘’‚“”„…‹›".contains(one)
        || matches!(one, '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff00}'..='\u{ff65}')
}

/// Tells base64url characters, and those of standard base64 that people put there.
const fn is_own(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'+' | b'/' | b'=')
}

fn is_start(line: &[u8]) -> bool {
    matches!(line, [b'e', b'y' | b'w' | b'3', ..])
}

/// Tells whether what stands before a place leaves a word free to start there.
fn is_free(before: &[u8]) -> bool {
    match before {
        [.., b'%', high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => true,
        [.., b'\\', b'n' | b'r' | b't'] => true,
        [.., last] => !(last.is_ascii_alphanumeric() || matches!(last, b'-' | b'_' | b'.')),
        [] => true,
    }
}
