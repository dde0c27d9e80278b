//! What a token must say, on one line: `iss=https://issuer.example aud=api leeway=30s`.
//!
//! | word | asks |
//! | --- | --- |
//! | `iss=…`, `sub=…`, `typ=…` | that the member is this text |
//! | `aud=…` | that `aud` holds this name, or one of several when given again |
//! | `require=…` | that this claim is there; again for another |
//! | `alg=…` | that this algorithm was used, or one of several when given again |
//! | `leeway=…` | nothing, but grants so much for clocks that differ |
//!
//! A text with blanks stands in quotation marks: `iss="a b"`. An empty line asks nothing.

use crate::engine::times;
use crate::engine::times::TimeError;
use crate::engine::verdict::Rules;
use crate::text::Lang;
use crate::text::bench as words;

/// Why a line is no set of rules.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RuleError {
    /// The library knows no algorithm of this name.
    Algorithm(String),
    /// The leeway is no duration.
    Leeway(TimeError),
    /// A word has no `=`, or names nothing that can be asked.
    Word(String),
}

impl RuleError {
    /// Says it in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Algorithm(name) => {
                words::NO_SUCH_ALGORITHM.with(lang, &[&format_args!("{name:?}")])
            }
            Self::Leeway(error) => error.message(lang),
            Self::Word(word) => words::NO_RULE.with(lang, &[&format_args!("{word:?}")]),
        }
    }
}

/// Reads a line; whether only the signature counts is not asked here and stays as it is.
///
/// # Errors
///
/// [`RuleError`] for the first word that asks nothing.
pub fn parse(line: &str, jws_only: bool) -> Result<Rules, RuleError> {
    let mut rules = Rules { jws_only, ..Rules::default() };
    for word in split(line) {
        let Some((name, value)) = word.split_once('=') else { return Err(RuleError::Word(word)) };
        let value = value.to_owned();
        match name {
            "iss" => rules.issuer = Some(value),
            "sub" => rules.subject = Some(value),
            "typ" => rules.typ = Some(value),
            "aud" => rules.audiences.push(value),
            "require" => rules.require.push(value),
            "leeway" => {
                rules.leeway = times::parse_duration(&value).map_err(RuleError::Leeway)?;
            }
            "alg" => match value.parse() {
                Ok(algorithm) => rules.algorithms.push(algorithm),
                Err(_) => return Err(RuleError::Algorithm(value)),
            },
            _ => return Err(RuleError::Word(word)),
        }
    }
    Ok(rules)
}

/// Writes rules as a line that reads as them.
#[must_use]
pub fn write(rules: &Rules) -> String {
    let mut all: Vec<(&str, String)> = Vec::new();
    all.extend(rules.issuer.clone().map(|value| ("iss", value)));
    all.extend(rules.audiences.iter().cloned().map(|value| ("aud", value)));
    all.extend(rules.subject.clone().map(|value| ("sub", value)));
    all.extend(rules.typ.clone().map(|value| ("typ", value)));
    all.extend(rules.algorithms.iter().map(|value| ("alg", value.to_string())));
    all.extend(rules.require.iter().cloned().map(|value| ("require", value)));
    if !rules.leeway.is_zero() {
        all.push(("leeway", format!("{}s", rules.leeway.as_secs())));
    }
    let written: Vec<_> =
        all.into_iter().map(|(name, value)| format!("{name}={}", quoted(&value))).collect();
    written.join(" ")
}

/// Words between blanks; quotation marks hold blanks together, a backslash takes the next as it is.
fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut is_quoted = false;
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                is_quoted = !is_quoted;
                word.get_or_insert_default();
            }
            '\\' => word.get_or_insert_default().extend(characters.next()),
            blank if blank.is_whitespace() && !is_quoted => words.extend(word.take()),
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    words
}

fn quoted(value: &str) -> String {
    let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
    if value.is_empty() || value.contains(char::is_whitespace) {
        return format!("\"{escaped}\"");
    }
    escaped
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use jwt_core::Algorithm;

    use super::*;

    #[test]
    fn a_line_asks_what_it_says() {
        let line = "iss=https://a.example/?b=c aud=api aud=\"the other\" leeway=2m alg=ES256";
        let rules = parse(line, true).unwrap();
        assert_eq!(rules.issuer.as_deref(), Some("https://a.example/?b=c"));
        assert_eq!(rules.audiences, ["api", "the other"]);
        assert_eq!(rules.leeway, Duration::from_secs(120));
        assert_eq!(rules.algorithms, [Algorithm::Es256]);
        assert!(rules.jws_only);
    }

    #[test]
    fn what_is_written_reads_the_same() {
        for line in [
            "",
            "iss=a aud=b aud=c sub=d typ=at+jwt alg=HS256 require=exp require=jti leeway=30s",
            "iss=\"a b\" sub=\"\"",
            "iss=a\\\"b\\\\c",
        ] {
            assert_eq!(write(&parse(line, false).unwrap()), line);
        }
    }

    #[test]
    fn other_words_are_refused_by_name() {
        for line in ["issuer", "iss", "iss=a foo=b", "alg=XS256", "leeway=soon"] {
            let error = parse(line, false).unwrap_err();
            for lang in Lang::ALL {
                assert!(error.message(lang).contains('"'), "{line}");
            }
        }
    }
}
