//! Members of a header or a Claims Set as they are typed: `k=text` and `k:=json`.
//!
//! Values are kept as JSON text, so that no digit is lost between the command line and the token.

use core::fmt::Write;

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::json;
use jwt_core::json::Object;
use jwt_core::key::SigningKey;

use crate::cli::args::ContentArgs;
use crate::cli::exit::CliError;
use crate::cli::output::Style;
use crate::engine::times;
use crate::text::Lang;
use crate::text::cli as words;
use crate::text::messages;

/// The claims that must be numbers (RFC 7519 §4.1).
const DATES: [&str; 3] = ["exp", "nbf", "iat"];
/// A date before 1973 is likelier a number of seconds from now.
const EARLIEST: NumericDate = NumericDate::from_seconds(100_000_000);

/// Writes the Claims Set: what was given, in order, then the registered dates that options ask for.
pub(super) fn claims(
    args: &ContentArgs,
    style: &Style,
    now: NumericDate,
) -> Result<String, CliError> {
    let mut members = Vec::new();
    for claim in &args.claim {
        let (name, value) = member("--claim", claim, style.lang)?;
        let is_number = value.starts_with(|one: char| one.is_ascii_digit());
        if DATES.contains(&name.as_str()) && !is_number {
            style.warn(&words::DATE_AS_TEXT.with(style.lang, &[&name]));
        }
        members.push((name, value));
    }
    let is_given = members.iter().any(|(name, _)| name == "iat");
    let iat = match args.iat.as_deref() {
        Some("none") => None,
        Some(text) => Some(moment("--iat", text, style, now)?),
        None if is_given => None,
        None => Some(NumericDate::from_seconds(now.seconds()).to_string()),
    };
    let date = |flag, text: &Option<String>| {
        text.as_deref().map(|text| moment(flag, text, style, now)).transpose()
    };
    let (nbf, exp) = (date("--nbf", &args.nbf)?, date("--exp", &args.exp)?);
    let jti = args.jti.as_deref().map(token_id).transpose()?;
    for (name, value) in [("iat", iat), ("nbf", nbf), ("exp", exp), ("jti", jti)] {
        let Some(value) = value else { continue };
        if members.iter().any(|(known, _)| known == name) {
            return Err(CliError::usage(words::TWICE.with(style.lang, &[&name])));
        }
        members.push((name.to_owned(), value));
    }
    write(&members, style.lang)
}

fn write(members: &[(String, String)], lang: Lang) -> Result<String, CliError> {
    let mut json = String::from("{");
    for (index, (name, value)) in members.iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        let _ = write!(json, "{comma}{}:{value}", serde_json::Value::from(name.as_str()));
    }
    json.push('}');
    // A name that stands twice, or a value nested too deep, would be refused by every good verifier.
    json_object("--claim", &json, lang)?;
    Ok(json)
}

fn moment(
    flag: &'static str,
    text: &str,
    style: &Style,
    now: NumericDate,
) -> Result<String, CliError> {
    let date = times::parse_moment(text, now).map_err(|source| CliError::Time { flag, source })?;
    if date < EARLIEST {
        style.warn(&words::EARLY_DATE.with(style.lang, &[&flag, &text, &times::utc(date)]));
    }
    // A moment counted from now is meant to the second.
    let exact = text.trim().starts_with(|one: char| one.is_ascii_digit()) && text.contains('.');
    Ok(if exact { date.to_string() } else { date.seconds().to_string() })
}

/// Makes the value of `jti`: the text, or 128 random bits.
fn token_id(text: &str) -> Result<String, CliError> {
    if text != "random" {
        return Ok(serde_json::Value::from(text).to_string());
    }
    // A new secret is the randomness at hand; its thumbprint gives none of it away.
    let secret = SigningKey::generate(Algorithm::Hs256)
        .map_err(|source| CliError::Key { what: "--jti random".to_owned(), source })?;
    let thumbprint = secret.jwk().thumbprint();
    Ok(format!("\"{}\"", thumbprint.get(..22).unwrap_or(&thumbprint)))
}

/// Reads `k=text` or `k:=json`; the value comes back as JSON.
pub(super) fn member(flag: &str, text: &str, lang: Lang) -> Result<(String, String), CliError> {
    let Some((name, value, is_json)) = split(text) else {
        return Err(CliError::usage(
            words::NO_PAIR.with(lang, &[&flag, &format_args!("{text:?}")]),
        ));
    };
    if !is_json {
        return Ok((name.to_owned(), serde_json::Value::from(value).to_string()));
    }
    let reading = json::read(value.as_bytes(), &json::Limits::default());
    match reading.problems.first() {
        None => Ok((name.to_owned(), value.trim().to_owned())),
        Some(problem) => {
            let problem = problem.to_string();
            let problem = messages::say(lang, &problem);
            Err(CliError::usage(words::NO_JSON.with(lang, &[&flag, &name, &problem])))
        }
    }
}

/// Splits at the first `=`, which is part of `:=` when a colon stands before it.
pub(super) fn split(text: &str) -> Option<(&str, &str, bool)> {
    let (name, value) = text.split_once('=')?;
    match name.strip_suffix(':') {
        Some(name) if !name.is_empty() => Some((name, value, true)),
        _ if !name.is_empty() => Some((name, value, false)),
        _ => None,
    }
}

pub(super) fn json_object<'t>(
    flag: &str,
    text: &'t str,
    lang: Lang,
) -> Result<Object<'t>, CliError> {
    Object::parse(text.as_bytes(), &json::Limits::default()).map_err(|error| {
        let error = error.to_string();
        CliError::usage(format!("{flag}: {}", messages::say(lang, &error)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_split_at_the_first_sign() {
        assert_eq!(split("url=http://a?b=c"), Some(("url", "http://a?b=c", false)));
        assert_eq!(split("n:=1"), Some(("n", "1", true)));
        assert_eq!(split("a:b=c"), Some(("a:b", "c", false)));
        assert_eq!(split("=x"), None);
        assert_eq!(split(":=x"), Some((":", "x", false)));
        assert_eq!(split("x"), None);
    }

    #[test]
    fn claims_keep_order_and_digits() {
        let members = ["z:=12345678901234567890123", "a=é\"", "o:={\"x\" : [1.0]}"]
            .map(|text| member("--claim", text, Lang::En).unwrap());
        assert_eq!(
            write(&members, Lang::En).unwrap(),
            r#"{"z":12345678901234567890123,"a":"é\"","o":{"x" : [1.0]}}"#
        );
    }

    #[test]
    fn what_a_verifier_refuses_is_not_written() {
        let twice = [("a".to_owned(), "1".to_owned()), ("a".to_owned(), "2".to_owned())];
        assert!(matches!(write(&twice, Lang::En), Err(CliError::Usage(_))));
        assert!(member("--claim", "a:=hello", Lang::En).is_err());
        assert!(member("--claim", "a:={\"x\":1,\"x\":2}", Lang::En).is_err());
        assert!(member("--claim", "a:=", Lang::En).is_err());
    }

    #[test]
    fn token_ids_differ() {
        let (one, other) = (token_id("random").unwrap(), token_id("random").unwrap());
        assert_ne!(one, other);
        assert_eq!(one.len(), 24);
        assert_eq!(token_id("a\"b").unwrap(), r#""a\"b""#);
    }
}
