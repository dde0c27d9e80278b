//! The text that people read: segments as tables, findings with a caret under the byte at fault.
//!
//! Every foreign text passes the sanitiser on its way here. One line is one fact; nothing is boxed, so
//! that pipes and screen readers get the same.

use core::fmt::Write;
use core::ops::Range;

use jwt_core::NumericDate;
use jwt_core::explain::Explanation;
use jwt_core::inspect::Finding;
use jwt_core::inspect::Segment;
use jwt_core::inspect::Severity;
use jwt_core::inspect::State;
use jwt_core::inspect::Verdict;
use jwt_core::json::Object;
use jwt_core::json::Value;
use unicode_width::UnicodeWidthChar;
use unicode_width::UnicodeWidthStr;

use super::json::Json;
use super::output::Role;
use super::output::Style;
use crate::engine::claims;
use crate::engine::explain::hex;
use crate::engine::sanitize::visible;
use crate::engine::times;
use crate::text::cli as words;
use crate::text::lessons;
use crate::text::lessons::Lesson;
use crate::text::messages;

/// How wide a line gets before it is wrapped or cut.
const WIDTH: usize = 100;
/// How wide the names of a table get.
const NAME_WIDTH: usize = 26;
/// How many findings are told unless all are asked for.
const FINDINGS: usize = 8;
/// How many octets are shown of what is no text.
const OCTETS: usize = 32;

/// Lines being put together.
pub(super) struct Screen<'s> {
    style: &'s Style<'s>,
    now: NumericDate,
    text: String,
}

impl<'s> Screen<'s> {
    pub(super) const fn new(style: &'s Style<'s>, now: NumericDate) -> Self {
        Self { style, now, text: String::new() }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn indented(&mut self, line: &str) {
        self.line(&format!("  {line}"));
    }

    /// Writes a mark, or none, and a text that goes on under itself.
    pub(super) fn marked(&mut self, mark: &str, name: &str, text: &str) {
        let name = if name.is_empty() {
            String::new()
        } else {
            format!("{name}{:gap$} ", "", gap = 10_usize.saturating_sub(name.width()))
        };
        let indent: usize = if self.style.ascii { 5 } else { 2 };
        let mark =
            if mark.is_empty() { " ".repeat(indent.saturating_sub(1)) } else { mark.to_owned() };
        let hanging = indent.saturating_add(name.width());
        let text = wrapped(&visible(text), WIDTH.saturating_sub(hanging), hanging);
        self.line(&format!("{mark} {name}{text}"));
    }

    pub(super) fn verdict(&mut self, name: &str, verdict: &Verdict) {
        let lang = self.style.lang;
        let message = messages::say(lang, &verdict.message);
        let words = match verdict.state {
            State::NotChecked => words::NOT_CHECKED.with(lang, &[&message]),
            State::Fail | State::Pass => message.into_owned(),
        };
        self.marked(&self.style.mark(verdict.state), words::named(lang, name), &words);
    }

    /// Writes what to do, and with `-v` why the rule exists.
    pub(super) fn lesson(&mut self, lesson: &Explanation) {
        self.lesson_with(lesson, None);
    }

    /// The same, with another advice than the lesson's.
    pub(super) fn lesson_with(&mut self, lesson: &Explanation, advice: Option<&str>) {
        let indent: usize = if self.style.ascii { 5 } else { 2 };
        let pad = " ".repeat(indent);
        let mut tell = |text: &str| {
            let text = wrapped(text, WIDTH.saturating_sub(indent), indent);
            self.text.push_str(&format!("{pad}{}\n", self.style.paint(Role::Dim, &text)));
        };
        let Lesson { meaning, remedy, .. } = lessons::lesson(self.style.lang, lesson);
        if self.style.verbose {
            tell(meaning);
        }
        let remedy = advice.unwrap_or(remedy);
        let reference = lesson.reference.to_string();
        let reference =
            if self.style.ascii { reference.replace('§', "section ") } else { reference };
        tell(&format!("{remedy} ({reference})"));
    }

    /// Writes a segment: its size, then what is in it.
    pub(super) fn segment(&mut self, segment: &Segment<'_>, role: Role) {
        let dot = self.style.dot();
        let (chars, octets) = (segment.text.len(), segment.octets().len());
        let lang = self.style.lang;
        let name = self.style.paint(role, &words::named(lang, segment.name).to_uppercase());
        let size = words::SEGMENT_SIZE.with(lang, &[&chars, &dot, &octets]);
        self.line(&format!("{name}  {size}"));
        if role == Role::Signature {
            return self.octets(segment.octets());
        }
        let Some(text) = segment.decoded_text() else { return self.octets(segment.octets()) };
        let value = segment.json().and_then(|reading| reading.value);
        match value.as_ref().map(|value| (value, value.as_object())) {
            Some((_, Some(object))) => self.table(object, text, role),
            Some((value, None)) => {
                self.line(&format!("  {}", self.cut(&Json::of(value, text).line(), 2)));
            }
            None if text.is_empty() => self.indented(words::EMPTY.of(lang)),
            // The parts of an encrypted token are octets, whatever they look like.
            None if role == Role::Title => self.octets(segment.octets()),
            None => {
                let text = self.cut(&visible(text), 8);
                self.indented(&words::TEXT.with(lang, &[&text]));
            }
        }
    }

    /// Writes findings, the first few unless all are asked for.
    pub(super) fn findings(&mut self, findings: &[Finding], token: &[u8]) {
        let most = if self.style.verbose { usize::MAX } else { FINDINGS };
        for finding in findings.iter().take(most) {
            let mark = match finding.severity {
                Severity::Error => self.style.mark(State::Fail),
                Severity::Info => {
                    self.style.paint(Role::Dim, if self.style.ascii { "[--]" } else { "·" })
                }
                Severity::Warning => self.style.warning_mark(),
            };
            self.marked(&mark, "", &messages::say(self.style.lang, &finding.message));
            self.caret(token, &finding.span);
            if self.style.verbose {
                self.lesson(finding.explanation);
            }
        }
        let rest = findings.len().saturating_sub(most);
        if rest > 0 {
            self.indented(&words::MORE_FINDINGS.with(self.style.lang, &[&rest]));
        }
    }

    /// Points at bytes of the token, unless they are all of it or a whole segment.
    pub(super) fn caret(&mut self, token: &[u8], span: &Range<usize>) {
        let is_edge = |place: Option<usize>| {
            place.and_then(|place| token.get(place)).is_none_or(|byte| matches!(byte, b'.' | b'"'))
        };
        let whole = is_edge(span.start.checked_sub(1)) && is_edge(Some(span.end));
        let beyond = token.is_empty() || span.start > token.len() || span.len() > WIDTH;
        if beyond || (whole && span.len() > 1) {
            return;
        }
        let (excerpt, place) = excerpt(token, span.start, self.style.ellipsis());
        let length = span.len().clamp(1, WIDTH.saturating_sub(place).max(1));
        let carets = self.style.paint(Role::Bad, &"^".repeat(length));
        self.line(&format!("    {excerpt}"));
        self.line(&format!("    {:place$}{carets}", ""));
    }

    fn table(&mut self, object: &Object<'_>, source: &str, role: Role) {
        if object.members.is_empty() {
            return self.indented(words::NO_MEMBER.of(self.style.lang));
        }
        let names = object.members.iter().map(|member| visible(&member.name).width());
        let width = names.max().unwrap_or_default().min(NAME_WIDTH);
        for member in &object.members {
            let name = visible(&member.name);
            let gap = width.saturating_sub(name.width());
            let indent = width.max(name.width()).saturating_add(4);
            let value = self.cut(&Json::of(&member.value, source).line(), indent);
            let mut row = format!("  {name}{:gap$}  {value}", "");
            if let Some(note) = self.remark(&member.name, &member.value, role) {
                let used = row.width();
                let room = WIDTH.saturating_sub(used).saturating_sub(3);
                if note.width() <= room || self.style.verbose {
                    let note = self.style.paint(Role::Dim, &note);
                    let column = 40_usize.saturating_sub(used).max(3).min(room.max(3));
                    let _ = write!(row, "{:column$}{note}", "");
                }
            }
            self.line(&row);
        }
    }

    /// Says what a value means: a date in words, else what the name stands for.
    fn remark(&self, name: &str, value: &Value<'_>, role: Role) -> Option<String> {
        if role == Role::Header {
            return claims::header_meaning(name)
                .map(|meaning| meaning.short.of(self.style.lang).to_owned());
        }
        let meaning = claims::meaning(name)?;
        let date = value.as_number().and_then(|digits| NumericDate::parse(digits).ok());
        let lang = self.style.lang;
        let date = date.filter(|_| meaning.is_date);
        match date.map(|date| (date, times::unit(date, self.now))) {
            Some((date, Some(unit))) => {
                let meant = times::in_zone(unit.to_seconds(date), self.style.zone);
                Some(words::OTHER_UNIT.with(lang, &[&unit.name().of(lang), &meant]))
            }
            Some((date, None)) => {
                let words = times::in_zone(date, self.style.zone);
                Some(format!("{words}, {}", times::relative(date, self.now, self.style.lang)))
            }
            None => Some(meaning.short.of(self.style.lang).to_owned()),
        }
    }

    fn octets(&mut self, octets: &[u8]) {
        if octets.is_empty() {
            return self.indented(words::EMPTY.of(self.style.lang));
        }
        let most = if self.style.verbose { usize::MAX } else { OCTETS };
        let rest = if octets.len() > most { self.style.ellipsis() } else { "" };
        let shown = octets.get(..most.min(octets.len())).unwrap_or_default();
        self.line(&format!("  {}{rest}", hex(shown)));
    }

    /// Cuts a text to the room that is left of a line, unless all of it is asked for.
    fn cut(&self, text: &str, used: usize) -> String {
        let room = WIDTH.saturating_sub(used).max(20);
        if self.style.verbose || text.width() <= room {
            return text.to_owned();
        }
        let mut width = 0_usize;
        let room = room.saturating_sub(24);
        let kept: String = text
            .chars()
            .take_while(|one| {
                width = width.saturating_add(one.width().unwrap_or_default());
                width <= room
            })
            .collect();
        let rest = text.chars().count().saturating_sub(kept.chars().count());
        let rest = words::MORE_CHARS.with(self.style.lang, &[&rest]);
        format!("{kept}{} {rest}", self.style.ellipsis())
    }
}

/// Cuts out what stands around a byte, one column for each byte, and tells its column.
fn excerpt(token: &[u8], place: usize, ellipsis: &str) -> (String, usize) {
    let start = place.saturating_sub(40);
    let end = place.saturating_add(24).min(token.len());
    let printable = |byte: &u8| match byte {
        b' '..=b'~' => char::from(*byte),
        _ => '?',
    };
    let inner: String = token.get(start..end).unwrap_or_default().iter().map(printable).collect();
    let before = if start > 0 { ellipsis } else { "" };
    let after = if end < token.len() { ellipsis } else { "" };
    let column = place.saturating_sub(start).saturating_add(before.width());
    (format!("{before}{inner}{after}"), column)
}

/// Breaks a text at its spaces; every line but the first is indented.
fn wrapped(text: &str, width: usize, indent: usize) -> String {
    let mut lines = String::new();
    let mut used = 0_usize;
    for word in text.split(' ') {
        let length = word.width();
        if used > 0 && used.saturating_add(length).saturating_add(1) > width {
            let _ = write!(lines, "\n{:indent$}", "");
            used = 0;
        } else if used > 0 {
            lines.push(' ');
            used = used.saturating_add(1);
        }
        lines.push_str(word);
        used = used.saturating_add(length);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_its_byte() {
        let token = format!("{}+{}", "a".repeat(100), "b".repeat(100));
        let (text, column) = excerpt(token.as_bytes(), 100, "…");
        assert_eq!(text.chars().nth(column), Some('+'));
        let (text, column) = excerpt(b"ab+", 2, "…");
        assert_eq!((text.as_str(), column), ("ab+", 2));
        let (text, column) = excerpt(b"", 0, "…");
        assert_eq!((text.as_str(), column), ("", 0));
    }

    #[test]
    fn long_lines_are_broken_at_spaces() {
        assert_eq!(wrapped("aa bb cc", 5, 2), "aa bb\n  cc");
        assert_eq!(wrapped("aaaaaaaa", 5, 2), "aaaaaaaa");
    }
}
