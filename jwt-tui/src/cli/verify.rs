//! `jwt-tui verify`: five verdicts on each token, and the exit code of the first that fails.

use std::ffi::OsStr;

use jwt_core::NumericDate;

use super::args::Look;
use super::args::RuleArgs;
use super::args::VerifyArgs;
use super::exit::CliError;
use super::exit::Exit;
use super::input;
use super::input::Stdin;
use super::input::Token;
use super::inspect::document;
use super::json::Json;
use super::output;
use super::output::Role;
use super::output::Style;
use super::schema;
use super::screen::Screen;
use super::supply;
use super::supply::Supply;
use crate::engine::times;
use crate::engine::verdict;
use crate::engine::verdict::Failure;
use crate::engine::verdict::FailureKind;
use crate::engine::verdict::Judgement;
use crate::engine::verdict::Rules;

/// Verifies every token of the input; one that fails decides.
pub(super) fn run(
    args: &VerifyArgs,
    look: &Look,
    style: &Style,
    clock: NumericDate,
) -> Result<Exit, CliError> {
    let now = match &args.rules.at {
        Some(text) => times::parse_moment(text, clock)
            .map_err(|source| CliError::Time { flag: "--at", source })?,
        None => clock,
    };
    let rules = rules(&args.rules)?;
    let mut stdin = Stdin::default();
    let content = input::read_input(args.input.as_deref(), &mut stdin)?;
    let supply = supply::gather(&args.keys, &mut stdin, style)?;
    let tokens = input::tokens(&content);
    let mut exit = Exit::Holds;
    for token in &tokens {
        let keys = supply.as_ref().map(|supply| &supply.keys);
        let judgement = verdict::judge(&token.bytes, keys, &rules, now);
        let this = Exit::of(judgement.failure.as_ref().map(|failure| failure.kind));
        if exit == Exit::Holds {
            exit = this;
        }
        let hint = hint(&judgement, supply.as_ref(), &token.bytes);
        warn(&judgement, supply.as_ref(), args.input.as_deref(), style);
        if let Some(hint) = &hint {
            style.note(hint);
        }
        if style.quiet {
            continue;
        }
        let text = if look.json || look.ndjson {
            let head = head(&judgement, this, hint, &rules, now, style);
            let members = schema::members(token, &judgement, now, true);
            document("jwt-tui.verify/1", [head, members].concat(), look)
        } else {
            let mut screen = Screen::new(style, now);
            if tokens.len() > 1 {
                screen.line(&style.paint(Role::Title, &token.origin.to_string()));
            }
            write(&mut screen, token, &judgement, &rules, now, style);
            screen.finish()
        };
        output::print(&text)?;
    }
    Ok(exit)
}

fn rules(args: &RuleArgs) -> Result<Rules, CliError> {
    let leeway = times::parse_duration(&args.leeway)
        .map_err(|source| CliError::Time { flag: "--leeway", source })?;
    Ok(Rules {
        algorithms: args.alg.clone(),
        audiences: args.aud.clone(),
        issuer: args.iss.clone(),
        jws_only: args.jws,
        leeway,
        require: args.require.clone(),
        subject: args.sub.clone(),
        typ: args.typ.clone(),
    })
}

/// Asks the secret doctor when the signature does not match.
fn hint(judgement: &Judgement<'_>, supply: Option<&Supply>, token: &[u8]) -> Option<String> {
    let mismatch = |failure: &Failure| failure.kind == FailureKind::Signature;
    judgement.failure.as_ref().filter(|failure| mismatch(failure))?;
    supply?.diagnose(token)
}

/// Says beside the result what the person should know about the key they gave.
fn warn(
    judgement: &Judgement<'_>,
    supply: Option<&Supply>,
    argument: Option<&OsStr>,
    style: &Style,
) {
    if let Some(hint) = input::hint(argument) {
        style.note(&hint);
    }
    let Some(key) = &judgement.key else { return };
    if key.weak {
        let algorithm = key.algorithm;
        style.warn(&format!(
            "the secret is shorter than {algorithm} asks for (RFC 7518 §3.2): it can be guessed"
        ));
    }
    let reading = supply.and_then(|supply| supply.reading(key.index));
    if let Some(encoding) = reading.filter(|_| judgement.signature_holds()) {
        style.note(&format!("--secret-encoding auto: the secret fits as {encoding}"));
    }
}

fn head(
    judgement: &Judgement<'_>,
    exit: Exit,
    hint: Option<String>,
    rules: &Rules,
    now: NumericDate,
    style: &Style,
) -> Vec<(String, Json)> {
    [
        ("ok", Json::Bool(exit == Exit::Holds)),
        ("exit", Json::number(exit.code())),
        ("code", Json::maybe(judgement.failure.as_ref(), |failure| Json::text(failure.code))),
        ("message", Json::text(judgement.headline(style.zone))),
        ("hint", Json::maybe(hint, Json::text)),
        ("at", Json::number(now)),
        ("leeway_s", Json::number(rules.leeway.as_secs())),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

fn write(
    screen: &mut Screen<'_>,
    token: &Token,
    judgement: &Judgement<'_>,
    rules: &Rules,
    now: NumericDate,
    style: &Style,
) {
    let dot = style.dot();
    let role = if judgement.failure.is_none() { Role::Good } else { Role::Bad };
    let headline = judgement.headline(style.zone);
    let headline = crate::engine::sanitize::visible(&headline);
    screen.line(&style.paint(role, &headline));
    for (name, verdict) in judgement.verdicts.iter() {
        screen.verdict(name, verdict);
        if let Some(span) = &verdict.span {
            screen.caret(&token.bytes, span);
        }
    }
    if let Some(key) = &judgement.key {
        let kid = key.kid.as_ref().map(|kid| format!(" {dot} kid {kid:?}")).unwrap_or_default();
        let thumbprint = key.thumbprint.as_ref();
        let thumbprint =
            thumbprint.map(|one| format!(" {dot} thumbprint {one}")).unwrap_or_default();
        screen.marked("", "with", &format!("{}{kid}{thumbprint}", key.description));
    }
    let leeway = times::span(rules.leeway.as_secs(), style.lang);
    screen.marked("", "at", &format!("{} {dot} leeway {leeway}", times::in_zone(now, style.zone)));
    if judgement.failure.as_ref().is_some_and(|failure| failure.kind == FailureKind::NoKey) {
        let words =
            "give one with --key FILE, --jwks FILE, --secret-file FILE or --secret-env NAME";
        screen.marked("", "", words);
    }
    if let Some(lesson) = judgement.failure.as_ref().and_then(|failure| failure.explanation) {
        screen.lesson(lesson);
    }
}
