//! `jwt-tui verify`: five verdicts on each token, and the exit code of the first that fails.

use jwt_core::NumericDate;
use jwt_core::inspect::State;
use jwt_core::key::Jwk;
use jwt_core::key::KeyType;

use super::args::Look;
use super::args::RuleArgs;
use super::args::VerifyArgs;
use super::batch;
use super::batch::Answer;
use super::batch::Writer;
use super::exit::CliError;
use super::exit::Exit;
use super::input;
use super::input::Stdin;
use super::input::Token;
use super::inspect::document;
use super::json::Json;
use super::output::Role;
use super::output::Style;
use super::output::Tone;
use super::records::Record;
use super::records::Records;
use super::schema;
use super::screen::Screen;
use super::supply;
use super::supply::Readings;
use super::supply::Supply;
use crate::engine::times;
use crate::engine::verdict::Failure;
use crate::engine::verdict::FailureKind;
use crate::engine::verdict::Judge;
use crate::engine::verdict::Judgement;
use crate::engine::verdict::Rules;
use crate::text::Lang;
use crate::text::cli as words;
use crate::text::lessons;
use crate::text::messages;

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
    let records = Records::open(args.input.as_deref(), &mut stdin)?;
    let supply = supply::gather(&args.keys, &mut stdin, style)?;
    if let Some(hint) = input::hint(args.input.as_deref(), style.lang) {
        style.note(&hint);
    }
    let count = match &records {
        Records::Text(records) => records.len(),
        Records::Lines(_) => 0,
    };
    let judge = Judge::new(supply.as_ref().map(|supply| &supply.keys), &rules);
    let (supply, rules) = (supply.as_ref(), &rules);
    let task = Task { judge, supply, rules, look, style, now, count };
    let mut writer = Writer::new(style);
    let ended = batch::run(records, args.many.threads, &mut writer, |record| task.answer(record));
    writer.summary((words::ALL_HOLD, words::SOME_FAILED));
    ended.map(|()| writer.exit())
}

/// What each token is judged by, and how that is told.
struct Task<'s> {
    judge: Judge<'s>,
    supply: Option<&'s Supply>,
    rules: &'s Rules,
    look: &'s Look,
    style: &'s Style<'s>,
    now: NumericDate,
    /// How many tokens there are in a text; zero for lines, which nobody has counted yet.
    count: usize,
}

impl Task<'_> {
    fn answer(&self, record: &Record) -> Answer {
        let Self { supply, rules, style, now, .. } = self;
        let token = &record.token;
        let judgement = self.judge.judge(&token.bytes, *now);
        let exit = match Exit::of(judgement.failure.as_ref().map(|failure| failure.kind)) {
            // JSON that is no JWS in JSON Serialization either.
            Exit::Check if !judgement.inspection.is_decoded() => Exit::NotAToken,
            other => other,
        };
        let code = judgement.failure.as_ref().map_or("", |failure| failure.code);
        let is_line = record.line.is_some();
        if style.quiet {
            // Only the exit code is asked for.
            return Answer { text: String::new(), notes: Vec::new(), exit, code, is_line };
        }
        let readings = readings(&judgement, *supply, &token.bytes);
        let mut notes = notes(&judgement, *supply, *now, style.lang);
        let told = |readings: &Readings| (Tone::Note, supply::fits(readings, style.lang));
        notes.extend(readings.as_ref().map(told));
        notes.extend(token.repeated(style.lang));
        let text = if self.look.json || self.look.ndjson {
            let hint = readings
                .map(|readings| supply::fits(&readings, Lang::En))
                .or_else(|| remedy(&judgement, *supply, Lang::En));
            let head = head(&judgement, exit, hint, rules, *now, style);
            let members = schema::members(record, &judgement, *now, true);
            document("jwt-tui.verify/1", [head, members].concat(), self.look)
        } else {
            self.text(record, &judgement)
        };
        Answer { text, notes, exit, code, is_line }
    }

    /// Writes all that was found, or one line for each of many.
    fn text(&self, record: &Record, judgement: &Judgement<'_>) -> String {
        let Self { rules, style, now, .. } = self;
        let mut screen = Screen::new(style, *now);
        let origin = record.token.origin.to_string();
        let origin = words::named(style.lang, &origin);
        match record.line {
            Some(line) if !style.verbose => {
                let state = if judgement.failure.is_none() { State::Pass } else { State::Fail };
                let headline = judgement.headline(style.zone);
                let headline = messages::say(style.lang, &headline);
                let words = words::LINE_RESULT.with(style.lang, &[&line, &headline]);
                screen.marked(&style.mark(state), "", &words);
                return screen.finish();
            }
            Some(line) => {
                let title = words::LINE_TITLE.with(style.lang, &[&line, &origin]);
                screen.line(&style.paint(Role::Title, &title));
            }
            None if self.count > 1 => {
                screen.line(&style.paint(Role::Title, origin));
            }
            None => {}
        }
        write(&mut screen, &record.token, judgement, rules, *now, style);
        let remedy = remedy(judgement, self.supply, style.lang);
        match judgement.failure.as_ref().and_then(|failure| failure.explanation) {
            Some(lesson) => screen.lesson_with(lesson, remedy.as_deref()),
            None => {
                if let Some(remedy) = remedy {
                    screen.marked("", "", &remedy);
                }
            }
        }
        screen.finish()
    }
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
fn readings(judgement: &Judgement<'_>, supply: Option<&Supply>, token: &[u8]) -> Option<Readings> {
    let mismatch = |failure: &Failure| failure.kind == FailureKind::Signature;
    judgement.failure.as_ref().filter(|failure| mismatch(failure))?;
    supply?.diagnose(token)
}

/// Says what to do about a failure, in the words of this command line.
fn remedy(judgement: &Judgement<'_>, supply: Option<&Supply>, lang: Lang) -> Option<String> {
    let failure = judgement.failure.as_ref()?;
    let words = match (failure.kind, failure.code) {
        (FailureKind::NoKey, _) => words::GIVE_A_KEY,
        (FailureKind::Algorithm, _) if is_confused(judgement, supply) => words::KEY_CONFUSION,
        (_, "jwt.claim_missing") => words::CLAIM_MISSING,
        _ => {
            let lesson = lessons::lesson(lang, failure.explanation?);
            return Some(lesson.remedy.to_owned());
        }
    };
    Some(words.of(lang).to_owned())
}

/// Tells whether a public key would have to serve as a shared secret (RFC 8725 §3.1).
fn is_confused(judgement: &Judgement<'_>, supply: Option<&Supply>) -> bool {
    let algorithm = judgement.inspection.algorithm_name().unwrap_or_default();
    let keys = supply.map(|supply| supply.keys.keys.as_slice()).unwrap_or_default();
    let is_secret = |key: &Jwk| key.key_type() == KeyType::Oct;
    algorithm.starts_with("HS") && !keys.is_empty() && !keys.iter().any(is_secret)
}

/// Says beside the result what the person should know about the key they gave.
fn notes(
    judgement: &Judgement<'_>,
    supply: Option<&Supply>,
    now: NumericDate,
    lang: Lang,
) -> Vec<(Tone, String)> {
    let mut notes = Vec::new();
    if let Some(unit) = judgement.expiration.and_then(|date| times::unit(date, now)) {
        notes.push((Tone::Warning, words::EXP_UNIT.with(lang, &[&unit.name().of(lang)])));
    }
    let Some(key) = &judgement.key else { return notes };
    if key.weak {
        notes.push((Tone::Warning, words::WEAK_SECRET.with(lang, &[&key.algorithm])));
    }
    let reading = supply.and_then(|supply| supply.reading(key.index));
    if let Some(encoding) = reading.filter(|_| judgement.signature_holds()) {
        let encoding = encoding.to_string();
        let encoding = messages::say(lang, &encoding);
        notes.push((Tone::Note, words::FITS_AS.with(lang, &[&encoding])));
    }
    notes
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
    let lang = style.lang;
    let headline = judgement.headline(style.zone);
    let headline = messages::say(lang, &headline);
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
        let kind = messages::say(lang, &key.description);
        screen.marked("", words::WITH.of(lang), &format!("{kind}{kid}{thumbprint}"));
    }
    let leeway = times::span(rules.leeway.as_secs(), lang);
    let leeway = words::LEEWAY.with(lang, &[&leeway]);
    let at = times::in_zone(now, style.zone);
    screen.marked("", words::AT.of(lang), &format!("{at} {dot} {leeway}"));
}
