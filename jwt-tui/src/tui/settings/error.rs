//! What can be wrong in a file of settings, in words.

use crate::engine::sanitize::visible;
use crate::engine::spelling::distance;
use crate::text::Lang;
use crate::text::settings as words;
use crate::tui::keymap::RebindError;

/// Something wrong in a file of settings.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SettingsError {
    /// Its line, from 1.
    pub line: usize,
    /// What it is.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Problem {
    /// The keys cannot be bound so.
    Keys(RebindError),
    /// A key that is none.
    NoKey(String),
    /// Keys that are no list of texts.
    NoList,
    /// `keys` is no table.
    NoTable,
    /// Neither `true` nor `false`.
    NoTruth,
    /// No TOML.
    Syntax(String),
    /// A name or value that is not known.
    Unknown {
        /// What stands there.
        found: String,
        /// The one that is meant, perhaps.
        nearest: Option<String>,
        /// What is known.
        known: Vec<String>,
    },
}

impl SettingsError {
    /// The whole sentence without the name of the file: `line 3: …`.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        words::LINE.with(lang, &[&self.line, &self.problem.words(lang)])
    }
}

impl Problem {
    /// A name that is not known, with what is.
    #[must_use]
    pub fn unknown(found: &str, known: Vec<String>) -> Self {
        let near = |name: &&String| distance(found, name);
        let nearest = known.iter().min_by_key(near).filter(|name| distance(found, name) <= 3);
        Self::Unknown { found: found.to_owned(), nearest: nearest.cloned(), known }
    }

    /// What is wrong, in words.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Keys(error) => keys(error, lang),
            Self::NoKey(key) => words::NO_KEY.with(lang, &[&visible(key)]),
            Self::NoList => words::NO_LIST.of(lang).to_owned(),
            Self::NoTable => words::NO_TABLE.of(lang).to_owned(),
            Self::NoTruth => words::NO_TRUTH.of(lang).to_owned(),
            Self::Syntax(reason) => words::SYNTAX.with(lang, &[&visible(reason)]),
            Self::Unknown { found, nearest: Some(nearest), known } => {
                words::UNKNOWN_NEAR.with(lang, &[&visible(found), nearest, &known.join(", ")])
            }
            Self::Unknown { found, nearest: None, known } => {
                words::UNKNOWN.with(lang, &[&visible(found), &known.join(", ")])
            }
        }
    }
}

fn keys(error: &RebindError, lang: Lang) -> String {
    match error {
        RebindError::Clash { context, press, one, other } => {
            words::CLASH.with(lang, &[press, &context.name(), &one.name(), &other.name()])
        }
        RebindError::NoWayOut(context) => words::NO_WAY_OUT.with(lang, &[&context.name()]),
        RebindError::Typed { context, press } => {
            words::TYPES_ITSELF.with(lang, &[press, &context.name()])
        }
        RebindError::Unknown => words::NO_COMMAND.of(lang).to_owned(),
    }
}
