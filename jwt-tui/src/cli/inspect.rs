//! `jwt-tui inspect`: everything that can be decoded, and what is noteworthy about it. No key.

use std::ffi::OsStr;

use jwt_core::NumericDate;
use jwt_core::inspect::Form;
use jwt_core::inspect::Verdict;
use jwt_core::jws::Part;

use super::args::InspectArgs;
use super::args::Look;
use super::batch;
use super::batch::Answer;
use super::batch::Writer;
use super::exit::CliError;
use super::exit::Exit;
use super::input;
use super::input::Stdin;
use super::input::Token;
use super::json::Json;
use super::output;
use super::output::Role;
use super::output::Style;
use super::output::Tone;
use super::records::Record;
use super::records::Records;
use super::schema;
use super::screen::Screen;
use crate::engine::input::Origin;
use crate::engine::verdict;
use crate::engine::verdict::Judgement;
use crate::engine::verdict::Rules;
use crate::text::cli as words;

/// Inspects every token of every input; one that cannot be read does not hide the others.
pub(super) fn run(
    args: &InspectArgs,
    look: &Look,
    style: &Style,
    now: NumericDate,
) -> Result<Exit, CliError> {
    let mut stdin = Stdin::default();
    let mut writer = Writer::new(style);
    let arguments: Vec<Option<&OsStr>> = match args.input.as_slice() {
        [] => vec![None],
        several => several.iter().map(|one| Some(one.as_os_str())).collect(),
    };
    for argument in &arguments {
        let result = Records::open(*argument, &mut stdin).and_then(|records| {
            let task = Task::new(&records, *argument, look, style, now);
            batch::run(records, args.many.threads, &mut writer, |record| task.answer(record))
        });
        match result {
            Ok(()) => {}
            Err(error) if arguments.len() == 1 => {
                writer.summary((words::ALL_DECODED, words::SOME_NOT_DECODED));
                return Err(error);
            }
            Err(error) => {
                output::report(&error, style.lang);
                writer.fail(error.exit());
            }
        }
    }
    writer.summary((words::ALL_DECODED, words::SOME_NOT_DECODED));
    Ok(writer.exit())
}

/// How what is seen is told.
struct Task<'s> {
    look: &'s Look,
    style: &'s Style<'s>,
    now: NumericDate,
    /// How many tokens there are in a text; zero for lines, which nobody has counted yet.
    count: usize,
    /// What to say when the name of a file stands for a token.
    hint: Option<String>,
}

impl<'s> Task<'s> {
    fn new(
        records: &Records,
        argument: Option<&OsStr>,
        look: &'s Look,
        style: &'s Style<'s>,
        now: NumericDate,
    ) -> Self {
        let count = match records {
            Records::Text(records) => records.len(),
            Records::Lines(_) => 0,
        };
        Self { look, style, now, count, hint: input::hint(argument, style.lang) }
    }

    fn answer(&self, record: &Record) -> Answer {
        let token = &record.token;
        let judgement = verdict::judge(&token.bytes, None, &Rules::default(), self.now);
        let mut answer = Answer {
            text: String::new(),
            notes: Vec::new(),
            exit: Exit::Holds,
            code: "not_a_token",
            is_line: record.line.is_some(),
        };
        answer.notes.extend(token.repeated(self.style.lang));
        let is_decoded = judgement.inspection.is_decoded();
        if !is_decoded || token.is_foreign() {
            answer.exit = Exit::NotAToken;
            answer.notes.push((Tone::Error, self.complaint(record, is_decoded)));
        }
        answer.text = if self.style.quiet {
            String::new()
        } else if self.look.json || self.look.ndjson {
            let members = schema::members(record, &judgement, self.now, false);
            document("jwt-tui.inspect/1", members, self.look)
        } else {
            self.text(record, &judgement)
        };
        answer
    }

    fn complaint(&self, record: &Record, is_decoded: bool) -> String {
        let lang = self.style.lang;
        let hint = self.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
        let what = match is_decoded {
            true => words::FOREIGN_CHARACTER,
            false if record.token.bytes.is_empty() => words::INPUT_EMPTY,
            false => words::NOTHING_DECODED,
        };
        let words = words::NOT_A_TOKEN.with(lang, &[&what.of(lang)]) + &hint;
        match record.line {
            Some(line) => words::LINE_RESULT.with(lang, &[&line, &words]),
            None => words,
        }
    }

    fn text(&self, record: &Record, judgement: &Judgement<'_>) -> String {
        let Record { token, line, place } = record;
        let lang = self.style.lang;
        let mut screen = Screen::new(self.style, self.now);
        let origin = token.origin.to_string();
        let origin = words::named(lang, &origin);
        let title = match line {
            Some(line) => Some(words::LINE_TITLE.with(lang, &[line, &origin])),
            None if self.count > 1 => {
                Some(words::TOKEN_TITLE.with(lang, &[place, &self.count, &origin]))
            }
            None => None,
        };
        if let Some(title) = title {
            screen.line(&self.style.paint(Role::Title, &title));
        }
        if !token.bytes.is_empty() {
            write(&mut screen, token, judgement, self.style);
        }
        screen.finish()
    }
}

/// Writes a document: one line, or one member in a line.
pub(super) fn document(schema: &str, members: Vec<(String, Json)>, look: &Look) -> String {
    let mut all = vec![("schema".to_owned(), Json::text(schema))];
    all.extend(members);
    let json = Json::Object(all);
    let text = if look.ndjson { json.line() } else { json.pretty() };
    format!("{text}\n")
}

fn write(screen: &mut Screen<'_>, token: &Token, judgement: &Judgement<'_>, style: &Style) {
    let inspection = &judgement.inspection;
    let dot = style.dot();
    let form = match inspection.form {
        Form::Compact => words::FORM_COMPACT,
        Form::JsonFlattened => words::FORM_FLATTENED,
        Form::JsonGeneral => words::FORM_GENERAL,
        Form::Jwe => words::FORM_JWE,
        _ => words::FORM_NONE,
    };
    let lang = style.lang;
    let form = form.of(lang);
    let count = match inspection.segment_count {
        1 => words::SEGMENT_ONE.of(lang).to_owned(),
        several => words::SEGMENTS.with(lang, &[&several]),
    };
    let origin = match &token.origin {
        Origin::Bare => String::new(),
        other => format!(" {dot} {}", words::named(lang, &other.to_string())),
    };
    let length = words::CHARS.with(lang, &[&token.bytes.len()]);
    screen.line(&format!("{form} {dot} {count} {dot} {length}{origin}"));
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
        let verdict = Verdict::not_checked(words::USES_NO_KEY.of(lang));
        screen.verdict("signature", &verdict);
    }
    screen.findings(&inspection.findings, &token.bytes);
}
