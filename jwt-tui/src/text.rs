//! Every word of ours, in each language: data that knows nothing above it.
//!
//! A [`Phrase`] is one text in all languages, side by side, so that none can be forgotten: without
//! its Korean it does not compile. Texts of `jwt-core`, which speaks English, are found by code or by
//! pattern in tables of their own.

use std::fmt::Display;

pub mod ascii;
pub mod bench;
pub mod claims;
pub mod cli;
pub mod craft;
pub mod diff;
pub mod explain;
pub mod help;
pub mod history;
pub mod keys;
pub mod lessons;
pub mod messages;
pub mod mistakes;
pub mod plain;
pub mod settings;
pub mod system;
pub mod times;
pub mod words;

/// A language to speak.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
}

/// One text in every language.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Phrase {
    en: &'static str,
    ko: &'static str,
}

/// Defines phrases as `NAME = "English", "한국어";`, and `ALL` of them with their names.
macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident = $en:expr, $ko:expr;)*) => {
        $($(#[$doc])* pub const $name: $crate::text::Phrase =
            $crate::text::Phrase::new($en, $ko);)*

        /// All phrases of this file with their names.
        pub const ALL: &[(&str, $crate::text::Phrase)] = &[$((stringify!($name), $name)),*];
    };
}

pub(crate) use phrases;

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Ko];

    /// Reads a language tag or a POSIX locale: `ko`, `ko-KR`, `ko_KR.UTF-8`, `C`.
    ///
    /// Gives none for a language that we do not speak.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let primary = text.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" | "c" | "posix" => Some(Self::En),
            "ko" => Some(Self::Ko),
            _ => None,
        }
    }

    /// The next one, around the end.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::En => Self::Ko,
            Self::Ko => Self::En,
        }
    }

    /// Its tag: `en`, `ko`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
        }
    }
}

impl Phrase {
    /// Sets the languages side by side.
    ///
    /// # Panics
    ///
    /// When one of them is empty; for a constant that is while it is compiled.
    #[must_use]
    pub const fn new(en: &'static str, ko: &'static str) -> Self {
        assert!(!en.is_empty() && !ko.is_empty(), "a language is missing");
        Self { en, ko }
    }

    /// The text in a language.
    #[must_use]
    pub const fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Ko => self.ko,
        }
    }

    /// The text with `{0}`, `{1}` … replaced by the values; a hole without a value stays as it is.
    ///
    /// The values are inserted as they are, so a `{1}` inside the first one is no hole.
    #[must_use]
    pub fn with(self, lang: Lang, values: &[&dyn Display]) -> String {
        self.with_keys(lang, values, |_| None)
    }

    /// The same; a hole with the name of a command, such as `{sign}`, by what `key` gives for it.
    #[must_use]
    pub fn with_keys(
        self,
        lang: Lang,
        values: &[&dyn Display],
        key: impl Fn(&str) -> Option<String>,
    ) -> String {
        let mut filled = String::new();
        let mut rest = self.of(lang);
        while let Some((before, hole, after)) = next_hole(rest) {
            filled.push_str(before);
            match hole.parse::<usize>().ok().and_then(|index| values.get(index)) {
                Some(value) => filled.push_str(&value.to_string()),
                None => match key(hole) {
                    Some(key) => filled.push_str(&key),
                    None => filled.extend(["{", hole, "}"]),
                },
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// Cuts a text at its first `{…}`: what is before, what is between the braces, what is after.
pub(super) fn next_hole(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (hole, after) = rest.split_once('}')?;
    Some((before, hole, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every file of phrases; a new one belongs here.
    const FILES: &[&[(&str, Phrase)]] = &[
        bench::ALL,
        claims::ALL,
        cli::ALL,
        craft::ALL,
        help::ALL,
        mistakes::ALL,
        diff::ALL,
        explain::ALL,
        explain::core::ALL,
        history::ALL,
        keys::ALL,
        plain::ALL,
        settings::ALL,
        system::ALL,
        times::ALL,
        words::ALL,
    ];

    #[test]
    fn locales_name_their_language() {
        for (text, expected) in [
            ("ko", Some(Lang::Ko)),
            ("ko_KR.UTF-8", Some(Lang::Ko)),
            ("KO-kr", Some(Lang::Ko)),
            ("en_US.UTF-8", Some(Lang::En)),
            ("C.UTF-8", Some(Lang::En)),
            ("de_DE", None),
            ("", None),
        ] {
            assert_eq!(Lang::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn holes_are_filled_in_any_order_and_never_twice() {
        let phrase = Phrase::new("{0} of {1}", "{1} 중 {0}");
        assert_eq!(phrase.with(Lang::En, &[&"{1}", &2]), "{1} of 2");
        assert_eq!(phrase.with(Lang::Ko, &[&1, &2]), "2 중 1");
        assert_eq!(phrase.with(Lang::En, &[&1]), "1 of {1}");
    }

    #[test]
    fn both_languages_have_the_same_holes() {
        for (name, phrase) in FILES.iter().copied().flatten() {
            let holes = |lang| {
                let mut rest = phrase.of(lang);
                let mut holes = Vec::new();
                while let Some((_, hole, after)) = next_hole(rest) {
                    holes.push(hole.to_owned());
                    rest = after;
                }
                holes.sort();
                holes
            };
            assert_eq!(holes(Lang::En), holes(Lang::Ko), "{name}");
        }
    }

    #[test]
    fn korean_is_korean() {
        let is_hangul = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
        // Names of programs, modes and forms are the same in both.
        let is_name = |phrase: &Phrase| phrase.of(Lang::En) == phrase.of(Lang::Ko);
        for (name, phrase) in FILES.iter().copied().flatten() {
            let ko = phrase.of(Lang::Ko);
            assert!(is_name(phrase) || is_hangul(ko), "{name}: {ko}");
            assert!(!is_hangul(phrase.of(Lang::En)), "{name}");
        }
    }
}
