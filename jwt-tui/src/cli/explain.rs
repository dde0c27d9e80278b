//! `jwt-tui explain`: how the signature of a token comes about, step by step. Schema
//! `jwt-tui.explain/1`.
//!
//! | member | holds |
//! | --- | --- |
//! | `alg` | the algorithm of the key; without a key, the one that the header names |
//! | `view` | `made`, `checked` or `unkeyed`: what the key lets us see |
//! | `holds` | whether the signature holds; null without a key |
//! | `steps` | each with its name, values, checks and a shell command; in English |
//!
//! A value that is secret has its length and no octets, here and in the text.

use std::ffi::OsStr;

use jwt_core::NumericDate;
use jwt_core::inspect;

use super::args::ExplainArgs;
use super::args::Look;
use super::exit::CliError;
use super::exit::Exit;
use super::input;
use super::input::Stdin;
use super::inspect::document;
use super::json::Json;
use super::json::object;
use super::output;
use super::output::Role;
use super::output::Style;
use super::supply;
use crate::engine::explain;
use crate::engine::explain::Explained;
use crate::engine::explain::Form;
use crate::engine::explain::Phase;
use crate::engine::explain::Step;
use crate::engine::explain::Value;
use crate::engine::explain::View;
use crate::engine::explain::recipe;
use crate::engine::explain::recipe::Prints;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns;
use crate::engine::sanitize::visible;
use crate::text::Lang;
use crate::text::Phrase;
use crate::text::ascii;
use crate::text::explain as words;

/// How wide a line gets before it is folded or cut.
const WIDTH: usize = 100;
/// How far the lines of a step stand in.
const INDENT: &str = "    ";

/// Explains the first token of the input.
pub(super) fn run(
    args: &ExplainArgs,
    look: &Look,
    style: &Style,
    now: NumericDate,
) -> Result<Exit, CliError> {
    let mut stdin = Stdin::default();
    let token = input::first_token(args.input.as_deref(), &mut stdin, style)?;
    let supply = supply::gather(&args.keys, &mut stdin, style)?;
    if !inspect::inspect(&token).is_decoded() {
        complain(args.input.as_deref(), style);
        return Ok(Exit::NotAToken);
    }
    let keys = supply.as_ref().map(|supply| &supply.keys);
    let key = explain::choose(&token, keys, now)
        .map_err(|source| CliError::Key { what: "--key".to_owned(), source })?;
    let explained = explain::explain(&token, key.as_ref());
    let steps = chosen(&explained, args.step, style.lang)?;
    if style.quiet {
        return Ok(Exit::Holds);
    }
    let text = if look.json || look.ndjson {
        document("jwt-tui.explain/1", members(&explained, &steps), look)
    } else {
        let text = Page::new(&explained, style, args.step.is_some()).write(&steps);
        if style.ascii { ascii::text(&text) } else { text }
    };
    output::print(&text)?;
    Ok(Exit::Holds)
}

fn complain(argument: Option<&OsStr>, style: &Style) {
    let hint =
        input::hint(argument, style.lang).map(|hint| format!("; {hint}")).unwrap_or_default();
    let what = words::CLI_NOT_A_TOKEN.of(style.lang);
    output::complain(&format!("{what}{hint}"), style.lang);
}

/// Which steps are told, by their places.
fn chosen(explained: &Explained, step: Option<usize>, lang: Lang) -> Result<Vec<usize>, CliError> {
    let count = explained.steps.len();
    match step {
        None => Ok((0..count).collect()),
        Some(number) if number >= 1 && number <= count => Ok(vec![number.saturating_sub(1)]),
        Some(number) => {
            Err(CliError::usage(words::CLI_NO_SUCH_STEP.with(lang, &[&number, &count])))
        }
    }
}

struct Page<'e> {
    explained: &'e Explained,
    style: &'e Style<'e>,
    /// Whether commands are told, too.
    has_recipes: bool,
    text: String,
}

impl<'e> Page<'e> {
    fn new(explained: &'e Explained, style: &'e Style<'e>, is_one: bool) -> Self {
        Self { explained, style, has_recipes: is_one || style.verbose, text: String::new() }
    }

    fn write(mut self, steps: &[usize]) -> String {
        let lang = self.style.lang;
        let mut phase = None;
        for &index in steps {
            let Some(step) = self.explained.steps.get(index) else { continue };
            if phase != Some(step.phase) {
                phase = Some(step.phase);
                let heading = heading(step.phase, self.explained.holds).of(lang);
                let heading = self.style.paint(Role::Title, heading);
                self.line(&heading);
            }
            self.step(index, step);
        }
        self.text
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Folds a text at blanks, each line standing in.
    fn folded(&mut self, text: &str, role: Option<Role>) {
        let room = WIDTH.saturating_sub(INDENT.len());
        let mut row = String::new();
        let mut rows = Vec::new();
        for word in text.split(' ') {
            let needed = columns(&row).saturating_add(1).saturating_add(columns(word));
            if !row.is_empty() && needed > room {
                rows.push(std::mem::take(&mut row));
            } else if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(word);
        }
        rows.push(row);
        for row in rows {
            let row = role.map_or_else(|| row.clone(), |role| self.style.paint(role, &row));
            self.line(&format!("{INDENT}{row}"));
        }
    }

    fn step(&mut self, index: usize, step: &Step) {
        let lang = self.style.lang;
        let number = index.saturating_add(1);
        let title = self.style.paint(Role::Title, step.title.of(lang));
        let reference = if step.reference.is_empty() {
            String::new()
        } else {
            self.style.paint(Role::Dim, &format!("  ({})", step.reference))
        };
        self.line(&format!("{number:>2}  {title}{reference}"));
        self.folded(step.text.of(lang), None);
        for value in &step.values {
            self.value(value);
        }
        for check in &step.checks {
            let state = if check.holds { inspect::State::Pass } else { inspect::State::Fail };
            let mark = self.style.mark(state);
            self.line(&format!("{INDENT}{mark} {}", check.what.of(lang)));
        }
        if self.has_recipes {
            self.recipe(index);
        }
    }

    fn value(&mut self, value: &Value) {
        let lang = self.style.lang;
        let count = value.octets.len();
        let size = if count == 1 {
            words::OCTET.of(lang).to_owned()
        } else {
            words::OCTETS.with(lang, &[&count])
        };
        let head = format!("{INDENT}{}  {size}  ", value.name.of(lang));
        let room = WIDTH.saturating_sub(columns(&head)).max(16);
        if value.secret {
            self.line(&format!("{head}{}", words::CLI_SECRET.of(lang)));
            return;
        }
        // Only what is shown is written; a character takes at most four octets.
        let most = if self.style.verbose { count } else { count.min(room.saturating_mul(4)) };
        let octets = value.octets.expose().get(..most).unwrap_or_default();
        let text = match value.form {
            Form::Hex => explain::hex(octets),
            Form::Text => visible(&String::from_utf8_lossy(octets)).into_owned(),
        };
        if self.style.verbose {
            self.line(&format!("{head}{text}"));
        } else {
            self.line(&format!("{head}{}", clip(&text, room)));
        }
        let parts: Vec<String> = value
            .parts
            .iter()
            .filter(|(_, span)| !span.is_empty())
            .map(|(name, span)| {
                let last = span.end.saturating_sub(1);
                format!("{} {}–{last}", name.of(lang), span.start)
            })
            .collect();
        if !parts.is_empty() {
            self.folded(&format!("  {}", parts.join(", ")), Some(Role::Dim));
        }
    }

    fn recipe(&mut self, index: usize) {
        let lang = self.style.lang;
        match recipe::recipe(self.explained, index, false, lang) {
            Err(why) => self.folded(why.of(lang), Some(Role::Dim)),
            Ok(recipe) => {
                let title = self.style.paint(Role::Dim, words::CLI_TRY.of(lang));
                self.line(&format!("{INDENT}{title}"));
                for line in recipe.script.lines() {
                    self.line(line);
                }
            }
        }
    }
}

fn heading(phase: Phase, holds: Option<bool>) -> Phrase {
    match phase {
        Phase::Write => words::PHASE_WRITE,
        Phase::Sign if holds == Some(false) => words::PHASE_SIGN_WRONG,
        Phase::Sign => words::PHASE_SIGN,
        Phase::Check => words::PHASE_CHECK,
    }
}

fn members(explained: &Explained, steps: &[usize]) -> Vec<(String, Json)> {
    let view = match explained.view {
        View::Checked => "checked",
        View::Made => "made",
        View::Unkeyed => "unkeyed",
    };
    let one =
        |index: &usize| explained.steps.get(*index).map(|step| step_json(explained, *index, step));
    [
        ("alg", Json::maybe(explained.algorithm, |algorithm| Json::text(algorithm.as_str()))),
        ("view", Json::text(view)),
        ("holds", Json::maybe(explained.holds, Json::Bool)),
        ("steps", Json::List(steps.iter().filter_map(one).collect())),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

fn step_json(explained: &Explained, index: usize, step: &Step) -> Json {
    let phase = match step.phase {
        Phase::Write => "write",
        Phase::Sign => "sign",
        Phase::Check => "check",
    };
    let checks = step.checks.iter().map(|check| {
        object([("what", Json::text(check.what.of(Lang::En))), ("holds", Json::Bool(check.holds))])
    });
    let recipe = recipe::recipe(explained, index, false, Lang::En).ok();
    object([
        ("n", Json::number(index.saturating_add(1))),
        ("name", Json::text(step.name)),
        ("phase", Json::text(phase)),
        ("title", Json::text(step.title.of(Lang::En))),
        ("text", Json::text(step.text.of(Lang::En))),
        ("ref", Json::text(step.reference.as_str())),
        ("values", Json::List(step.values.iter().map(value_json).collect())),
        ("checks", Json::List(checks.collect())),
        (
            "shell",
            Json::maybe(recipe, |recipe| {
                object([
                    ("script", Json::text(recipe.script.as_str())),
                    ("prints", prints_json(&recipe.prints)),
                ])
            }),
        ),
    ])
}

fn prints_json(prints: &Prints) -> Json {
    let (form, places) = match prints {
        Prints::Hex(places) => ("hex", places.clone()),
        Prints::Octets(place) => ("octets", vec![*place]),
        Prints::Verdict => ("verdict", Vec::new()),
    };
    let places = places.into_iter().map(Json::number).collect();
    object([("form", Json::text(form)), ("values", Json::List(places))])
}

fn value_json(value: &Value) -> Json {
    let text = match value.form {
        Form::Text if !value.secret => str::from_utf8(value.octets.expose()).ok(),
        _ => None,
    };
    let hex = (!value.secret).then(|| value.hex());
    let place = |span: &core::ops::Range<usize>| {
        object([("start", Json::number(span.start)), ("len", Json::number(span.len()))])
    };
    let parts = value
        .parts
        .iter()
        .map(|(name, span)| object([("name", Json::text(name.of(Lang::En))), ("at", place(span))]));
    object([
        ("name", Json::text(value.name.of(Lang::En))),
        ("secret", Json::Bool(value.secret)),
        ("len", Json::number(value.octets.len())),
        ("hex", Json::maybe(hex, Json::Text)),
        ("text", Json::maybe(text, Json::text)),
        ("parts", Json::List(parts.collect())),
        ("at", Json::maybe(value.in_token.as_ref(), place)),
    ])
}
