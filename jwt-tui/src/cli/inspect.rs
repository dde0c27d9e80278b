//! `jwt-tui inspect`: everything that can be decoded, and what is noteworthy about it. No key.

use std::ffi::OsStr;

use jwt_core::NumericDate;
use jwt_core::inspect::Form;
use jwt_core::inspect::Inspection;
use jwt_core::inspect::Segment;
use jwt_core::inspect::Verdict;
use jwt_core::json::Value;
use jwt_core::jws::Part;

use super::args::InspectArgs;
use super::args::Look;
use super::exit::CliError;
use super::exit::Exit;
use super::input;
use super::input::Stdin;
use super::input::Token;
use super::json::Json;
use super::output;
use super::output::Role;
use super::output::Style;
use super::schema;
use super::screen::Screen;
use crate::engine::input::Origin;
use crate::engine::verdict;
use crate::engine::verdict::Judgement;
use crate::engine::verdict::Rules;

const NOTHING: &str = "nothing could be decoded";

/// Inspects every token of every input; one that cannot be read does not hide the others.
pub(super) fn run(
    args: &InspectArgs,
    look: &Look,
    style: &Style,
    now: NumericDate,
) -> Result<Exit, CliError> {
    let mut stdin = Stdin::default();
    if args.input.is_empty() {
        return inspect(None, &mut stdin, look, style, now);
    }
    let mut worst = Exit::Holds;
    for argument in &args.input {
        let exit = match inspect(Some(argument), &mut stdin, look, style, now) {
            Ok(exit) => exit,
            Err(error) if args.input.len() == 1 => return Err(error),
            Err(error) => {
                output::report(&error);
                error.exit()
            }
        };
        if worst == Exit::Holds {
            worst = exit;
        }
    }
    Ok(worst)
}

fn inspect(
    argument: Option<&OsStr>,
    stdin: &mut Stdin,
    look: &Look,
    style: &Style,
    now: NumericDate,
) -> Result<Exit, CliError> {
    let content = input::read_input(argument, stdin)?;
    let tokens = input::tokens(&content);
    let mut exit = Exit::Holds;
    for (index, token) in tokens.iter().enumerate() {
        let judgement = verdict::judge(&token.bytes, None, &Rules::default(), now);
        if !is_decoded(&judgement.inspection) {
            exit = Exit::NotAToken;
            let hint = input::hint(argument).map(|hint| format!("; {hint}")).unwrap_or_default();
            let what = if token.bytes.is_empty() { "the input is empty" } else { NOTHING };
            output::complain(&format!("not a token: {what}{hint}"));
        }
        let text = if look.json || look.ndjson {
            let members = schema::members(token, &judgement, now, false);
            document("jwt-tui.inspect/1", members, look)
        } else {
            let mut screen = Screen::new(style, now);
            if tokens.len() > 1 {
                let place = index.saturating_add(1);
                let title = format!("token {place} of {}: {}", tokens.len(), token.origin);
                screen.line(&style.paint(Role::Title, &title));
            }
            if !token.bytes.is_empty() {
                write(&mut screen, token, &judgement, style);
            }
            screen.finish()
        };
        output::print(&text)?;
    }
    Ok(exit)
}

/// Writes a document: one line, or one member in a line.
pub(super) fn document(schema: &str, members: Vec<(String, Json)>, look: &Look) -> String {
    let mut all = vec![("schema".to_owned(), Json::text(schema))];
    all.extend(members);
    let json = Json::Object(all);
    let text = if look.ndjson { json.line() } else { json.pretty() };
    format!("{text}\n")
}

/// Tells whether there is an object in header or payload, which is what makes a token one.
fn is_decoded(inspection: &Inspection<'_>) -> bool {
    let is_object = |segment: &Segment<'_>| {
        segment
            .json()
            .is_some_and(|reading| reading.value.as_ref().and_then(Value::as_object).is_some())
    };
    inspection.header().is_some_and(is_object) || inspection.payload().is_some_and(is_object)
}

fn write(screen: &mut Screen<'_>, token: &Token, judgement: &Judgement<'_>, style: &Style) {
    let inspection = &judgement.inspection;
    let dot = style.dot();
    let form = match inspection.form {
        Form::Compact => "JWS, compact",
        Form::JsonFlattened => "JWS, JSON with one signature",
        Form::JsonGeneral => "JWS, JSON with several signatures",
        Form::Jwe => "JWE, encrypted: only the header can be shown",
        _ => "not a JWS",
    };
    let count = inspection.segment_count;
    let plural = if count == 1 { "" } else { "s" };
    let origin = match &token.origin {
        Origin::Bare => String::new(),
        other => format!(" {dot} {other}"),
    };
    let length = token.bytes.len();
    screen.line(&format!("{form} {dot} {count} segment{plural} {dot} {length} chars{origin}"));
    for segment in &inspection.segments {
        let role = match segment.part {
            Part::Header => Role::Header,
            Part::Payload => Role::Payload,
            Part::Signature => Role::Signature,
            Part::Token => Role::Title,
        };
        screen.segment(segment, role);
    }
    if inspection.form == Form::Compact {
        let verdict = Verdict::not_checked("inspect uses no key; see jwt-tui verify");
        screen.verdict("signature", &verdict);
    }
    screen.findings(&inspection.findings, &token.bytes);
}
