//! `jwt-tui diff`: what two tokens differ in, and what that means. Schema `jwt-tui.diff/1`.
//!
//! | member | holds |
//! | --- | --- |
//! | `same` | whether there is no difference |
//! | `notes` | what the differences mean for the tokens as a whole, in English sentences |
//! | `parts` | for header, payload and signature: `kind`, the characters and the members that differ |
//! | `verdicts` | with a key: whether it vouches for each of the two |

use jwt_core::NumericDate;
use jwt_core::inspect;
use jwt_core::inspect::Verdict;
use jwt_core::jws::Part;

use super::args::DiffArgs;
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
use super::schema;
use super::screen::Screen;
use super::supply;
use crate::engine::diff;
use crate::engine::diff::Change;
use crate::engine::diff::Diff;
use crate::engine::diff::MemberDiff;
use crate::engine::diff::PartDiff;
use crate::engine::diff::PartKind;
use crate::engine::diff::heading;
use crate::engine::verdict;
use crate::engine::verdict::Rules;
use crate::text::Lang;
use crate::text::Phrase;
use crate::text::ascii;
use crate::text::diff as words;

/// What the two tokens are called.
const WHICH: [Phrase; 2] = [words::FIRST, words::SECOND];

/// Compares the first token of one input with the first of another.
pub(super) fn run(
    args: &DiffArgs,
    look: &Look,
    style: &Style,
    now: NumericDate,
) -> Result<Exit, CliError> {
    let mut stdin = Stdin::default();
    let before = input::first_token(Some(&args.before), &mut stdin, style)?;
    let after = input::first_token(Some(&args.after), &mut stdin, style)?;
    let supply = supply::gather(&args.keys, &mut stdin, style)?;
    let seen = [&before, &after].map(|token| inspect::inspect(token));
    for (inspection, name) in seen.iter().zip(WHICH) {
        if !inspection.is_decoded() {
            output::complain(
                &words::NOT_A_TOKEN.with(style.lang, &[&name.of(style.lang)]),
                style.lang,
            );
            return Ok(Exit::NotAToken);
        }
    }
    let found = diff::diff(&seen[0], &seen[1]);
    let verdicts: Option<Vec<Verdict>> = supply.as_ref().map(|supply| {
        let rules = Rules { jws_only: true, ..Rules::default() };
        let signature = |token: &Vec<u8>| {
            verdict::judge(token, Some(&supply.keys), &rules, now).verdicts.signature
        };
        [&before, &after].map(signature).into()
    });
    if !style.quiet {
        let text = if look.json || look.ndjson {
            document("jwt-tui.diff/1", members(&found, verdicts.as_deref()), look)
        } else {
            let mut screen = Screen::new(style, now);
            write(&mut screen, &found, verdicts.as_deref(), style);
            screen.finish()
        };
        output::print(&text)?;
    }
    Ok(if found.is_same() { Exit::Holds } else { Exit::Differs })
}

const fn name(part: Part) -> &'static str {
    match part {
        Part::Header => "header",
        Part::Payload => "payload",
        Part::Signature => "signature",
        Part::Token => "token",
    }
}

fn write(screen: &mut Screen<'_>, found: &Diff, verdicts: Option<&[Verdict]>, style: &Style<'_>) {
    for part in &found.parts {
        let role = match part.part {
            Part::Header => Role::Header,
            Part::Payload => Role::Payload,
            Part::Signature | Part::Token => Role::Signature,
        };
        let title = style.paint(role, heading(part.part).of(style.lang));
        screen.line(&format!("{title}  {}", part.headline(style.lang)));
        for member in &part.members {
            write_member(screen, member, style);
        }
        if part.more > 0 {
            screen.line(&words::MORE.with(style.lang, &[&part.more]));
        }
    }
    if !found.notes.is_empty() {
        screen.line(&style.paint(Role::Title, words::IN_SHORT.of(style.lang)));
    }
    for note in &found.notes {
        let note = note.of(style.lang);
        let note = if style.ascii { ascii::text(&note) } else { note };
        screen.marked(style.dot(), "", &note);
    }
    for (verdict, which) in verdicts.unwrap_or_default().iter().zip(WHICH) {
        screen.verdict(which.of(style.lang), verdict);
    }
}

fn write_member(screen: &mut Screen<'_>, member: &MemberDiff, style: &Style<'_>) {
    let role = match &member.change {
        Change::Added(_) => Role::Good,
        Change::Changed { .. } => Role::Warning,
        Change::Moved { .. } | Change::Rewritten { .. } => Role::Dim,
        Change::Removed(_) => Role::Bad,
    };
    let sign = if style.ascii { member.change.ascii_sign() } else { member.change.sign() };
    let arrow = if style.ascii { "->" } else { "→" };
    let values = member.change.told(arrow, style.lang);
    let meaning = member.meaning.as_ref().map(|meaning| meaning.of(style.lang));
    let meaning = meaning.map(|words| format!("  ({words})")).unwrap_or_default();
    let pointer = &member.pointer;
    screen.marked(&style.paint(role, sign), "", &format!("{pointer}  {values}{meaning}"));
}

fn members(found: &Diff, verdicts: Option<&[Verdict]>) -> Vec<(String, Json)> {
    let verdicts = verdicts.map(|verdicts| {
        let checks = verdicts.iter().zip(WHICH);
        checks.map(|(verdict, which)| schema::check(which.of(Lang::En), verdict)).collect()
    });
    let notes = found.notes.iter().map(|note| Json::text(note.of(Lang::En)));
    [
        ("same", Json::Bool(found.is_same())),
        ("notes", Json::List(notes.collect())),
        ("parts", Json::List(found.parts.iter().map(part).collect())),
        ("verdicts", Json::maybe(verdicts, Json::List)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

fn part(part: &PartDiff) -> Json {
    let kind = match part.kind {
        PartKind::Different => "different",
        PartKind::OneSided => "one_sided",
        PartKind::Respelt => "respelt",
        PartKind::Same => "same",
    };
    let chars = part.chars.iter().map(|(left, right)| {
        object([
            ("before", Json::List(vec![Json::number(left.start), Json::number(left.end)])),
            ("after", Json::List(vec![Json::number(right.start), Json::number(right.end)])),
        ])
    });
    object([
        ("name", Json::text(name(part.part))),
        ("kind", Json::text(kind)),
        ("chars", Json::List(chars.collect())),
        ("members", Json::List(part.members.iter().map(member).collect())),
    ])
}

fn member(member: &MemberDiff) -> Json {
    let change = match &member.change {
        Change::Added(_) => "added",
        Change::Changed { .. } => "changed",
        Change::Moved { .. } => "moved",
        Change::Removed(_) => "removed",
        Change::Rewritten { .. } => "rewritten",
    };
    let [before, after] = member.change.values();
    // As text: the values keep digits, escapes and duplicate names.
    let value = |text: Option<&str>| Json::maybe(text, Json::text);
    object([
        ("pointer", Json::text(&member.pointer)),
        ("change", Json::text(change)),
        ("before", value(before)),
        ("after", value(after)),
        ("meaning", Json::maybe(member.meaning.as_ref(), |one| Json::text(one.of(Lang::En)))),
    ])
}
