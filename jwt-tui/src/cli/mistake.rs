//! What is told of a command line that makes no sense: `clap`'s words in English, ours in Korean.

use core::error::Error as _;
use core::fmt;

use clap::error::ContextKind;
use clap::error::ContextValue;
use clap::error::Error;
use clap::error::ErrorKind;

use super::exit::Exit;
use super::output;
use crate::engine::sanitize::visible;
use crate::text::Lang;
use crate::text::Phrase;
use crate::text::help;
use crate::text::mistakes as words;

/// Why the value of an option or argument is refused.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    pub(super) phrase: Phrase,
    pub(super) value: String,
}

impl Refused {
    pub(super) fn new(phrase: Phrase, value: impl Into<String>) -> Self {
        Self { phrase, value: value.into() }
    }

    fn message(&self, lang: Lang) -> String {
        self.phrase.with(lang, &[&self.value])
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl core::error::Error for Refused {}

/// Prints help or an error, and gives the code to end with.
pub(super) fn tell(error: &Error, lang: Lang) -> Exit {
    if !error.use_stderr() {
        // Help that nobody reads to its end is no error.
        let _ = error.print();
        return Exit::Holds;
    }
    match said(error, lang) {
        Some(message) => output::complain_lines(&message, lang),
        None => {
            let _ = error.print();
        }
    }
    Exit::Usage
}

/// Says an error of a frequent kind in a language other than that of `clap`.
fn said(error: &Error, lang: Lang) -> Option<String> {
    if lang == Lang::En {
        return None;
    }
    let mut lines = vec![headline(error, lang)?];
    let like =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    for kind in like {
        let names = texts(error, kind);
        if !names.is_empty() {
            lines.push(format!("  {}", words::ALIKE.with(lang, &[&names.join(", ")])));
        }
    }
    lines.push(String::new());
    if let Some(usage) = texts(error, ContextKind::Usage).first() {
        let usage = usage.strip_prefix(help::USAGE.of(Lang::En)).unwrap_or(usage);
        lines.push(format!("{}{usage}", help::USAGE.of(lang)));
        lines.push(String::new());
    }
    lines.push(words::SEE_HELP.of(lang).to_owned());
    Some(lines.join("\n"))
}

fn headline(error: &Error, lang: Lang) -> Option<String> {
    let of = |kind| texts(error, kind).join(" ");
    let argument = of(ContextKind::InvalidArg);
    let value = of(ContextKind::InvalidValue);
    Some(match error.kind() {
        ErrorKind::ArgumentConflict => {
            words::CONFLICT.with(lang, &[&argument, &of(ContextKind::PriorArg)])
        }
        ErrorKind::InvalidSubcommand => {
            words::NO_COMMAND.with(lang, &[&of(ContextKind::InvalidSubcommand)])
        }
        ErrorKind::InvalidValue if value.is_empty() => words::NO_VALUE.with(lang, &[&argument]),
        ErrorKind::InvalidValue => {
            let valid = texts(error, ContextKind::ValidValue).join(", ");
            words::WRONG_VALUE
                .with(lang, &[&argument, &value, &words::ONE_OF.with(lang, &[&valid])])
        }
        ErrorKind::MissingRequiredArgument => words::MISSING.with(lang, &[&argument]),
        ErrorKind::MissingSubcommand => words::MISSING.with(lang, &[&"COMMAND"]),
        ErrorKind::UnknownArgument => words::UNKNOWN.with(lang, &[&argument]),
        ErrorKind::ValueValidation => {
            let source = error.source()?;
            let reason = source
                .downcast_ref::<Refused>()
                .map_or_else(|| source.to_string(), |refused| refused.message(lang));
            words::WRONG_VALUE.with(lang, &[&argument, &value, &reason])
        }
        _ => return None,
    })
}

fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    let plain = |text: &dyn fmt::Display| visible(&text.to_string()).into_owned();
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![plain(text)],
        Some(ContextValue::Strings(texts)) => texts.iter().map(|text| plain(text)).collect(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(|text| plain(text)).collect(),
        _ => Vec::new(),
    }
}
