//! Sentences that `jwt-core` and the engine make with values in them, in every language.
//!
//! The library speaks English. For another language its sentence is held against a table of
//! patterns, `("exp: expired {0} ago", "exp: {~0} 전에 만료되었습니다")`: a hole takes a value over as it
//! is, and with `~` it is a sentence in the sentence that is translated in turn. What has no pattern
//! stays English: it is shown, never lost.

use std::borrow::Cow;

use super::Lang;
use super::next_hole;
use super::system;

mod engine;
mod foundations;
mod jws;
mod jwt;
mod keys;
mod pattern;
#[cfg(test)]
mod tests;
mod values;

/// An English sentence with holes and what it is in Korean.
type Pattern = (&'static str, &'static str);

const TABLES: [&[Pattern]; 6] =
    [engine::KOREAN, foundations::KOREAN, jws::KOREAN, jwt::KOREAN, keys::KOREAN, values::KOREAN];

/// What is longer is not looked at: no sentence of ours is.
const MAX_BYTES: usize = 8 * 1024;
/// How deep sentences lie in sentences.
const MAX_DEPTH: usize = 6;
/// How often a sentence is held against the table for one message, whatever is written in it.
const MAX_LOOKS: usize = 200;

/// Says a message of the library in a language; what has no translation stays English.
///
/// Quoted values are kept as they are, whatever is written in them.
#[must_use]
pub fn say(lang: Lang, english: &str) -> Cow<'_, str> {
    if lang == Lang::En || english.len() > MAX_BYTES {
        return Cow::Borrowed(english);
    }
    let said = Speaker { looks: MAX_LOOKS }.sentences(english, MAX_DEPTH);
    said.map_or(Cow::Borrowed(english), |said| Cow::Owned(said.text))
}

/// A translation, and how many bytes of the English the patterns account for.
struct Said {
    text: String,
    covered: usize,
}

/// Translates one message with bounded work.
struct Speaker {
    looks: usize,
}

impl Speaker {
    /// Translates sentences that are joined by semicolons, each by itself.
    ///
    /// A few have a semicolon inside: two pieces are one sentence when that accounts for more.
    fn sentences(&mut self, english: &str, depth: usize) -> Option<Said> {
        let depth = depth.checked_sub(1)?;
        let pieces = pattern::pieces(english);
        let mut rest = pieces.as_slice();
        let mut texts = Vec::new();
        let mut covered = 0_usize;
        while let [first, after @ ..] = rest {
            rest = after;
            let mut said = self.sentence(first, depth);
            if let [second, after @ ..] = after
                && let Some(both) = self.joined(first, second, depth)
            {
                let apart = self.sentence(second, depth);
                let covered = |one: Option<&Said>| one.map_or(0, |said| said.covered);
                let apart = covered(said.as_ref()).saturating_add(covered(apart.as_ref()));
                if both.covered > apart {
                    (said, rest) = (Some(both), after);
                }
            }
            covered = covered.saturating_add(said.as_ref().map_or(0, |said| said.covered));
            texts.push(said.map_or(Cow::Borrowed(*first), |said| Cow::Owned(said.text)));
        }
        (covered > 0).then(|| Said { text: joined(&texts), covered })
    }

    /// Translates two pieces as the one sentence that they are if a pattern has that semicolon.
    fn joined(&mut self, first: &str, second: &str, depth: usize) -> Option<Said> {
        let both = format!("{first}; {second}");
        let mut patterns = TABLES.into_iter().flatten();
        let is_one = patterns.any(|(pattern, _)| pattern::has_semicolon_of(pattern, &both));
        if is_one { self.sentence(&both, depth) } else { None }
    }

    /// Translates one sentence by the pattern that accounts for the most of it.
    fn sentence(&mut self, english: &str, depth: usize) -> Option<Said> {
        self.looks = self.looks.checked_sub(1)?;
        let known = system::korean(english).map(str::to_owned).or_else(|| choices(english));
        let mut best = known.map(|text| Said { text, covered: english.len() });
        for (pattern, korean) in TABLES.into_iter().flatten() {
            let Some(values) = pattern::holes(pattern, english) else { continue };
            let said = self.fill(korean, &values, pattern::weight(pattern), depth);
            if best.as_ref().is_none_or(|best| said.covered > best.covered) {
                best = Some(said);
            }
        }
        best
    }

    /// Puts the values into the holes; one behind `~` is translated first.
    fn fill(&mut self, korean: &str, values: &[&str], weight: usize, depth: usize) -> Said {
        let mut said = Said { text: String::new(), covered: weight };
        let mut rest = korean;
        while let Some((before, hole, after)) = next_hole(rest) {
            said.text.push_str(before);
            let (is_sentence, index) = match hole.strip_prefix('~') {
                Some(index) => (true, index),
                None => (false, hole),
            };
            let value = index.parse().ok().and_then(|index: usize| values.get(index));
            let value = value.copied().unwrap_or_default();
            let inner = if is_sentence { self.sentences(value, depth) } else { None };
            said.covered = said.covered.saturating_add(inner.as_ref().map_or(0, |one| one.covered));
            said.text.push_str(inner.as_ref().map_or(value, |one| &one.text));
            rest = after;
        }
        said.text.push_str(rest);
        said
    }
}

/// Says a list of names, `A or B or C`, whatever its length.
fn choices(english: &str) -> Option<String> {
    let names = pattern::names(english);
    (names.len() > 2).then(|| format!("{} 중 하나", names.join(", ")))
}

/// Joins sentences: one that ends in a verb with a full stop, anything else with a semicolon.
fn joined(texts: &[Cow<'_, str>]) -> String {
    let mut joined = String::new();
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            joined.push_str(if joined.ends_with('다') { ". " } else { "; " });
        }
        joined.push_str(text);
    }
    joined
}
