//! `jwt-tui diff`: what two tokens differ in, and what that means. Schema `jwt-tui.diff/1`.
//!
//! | member | holds |
//! | --- | --- |
//! | `same` | whether there is no difference |
//! | `parts` | for header, payload and signature: `kind`, the characters and the members that differ |
//! | `verdicts` | with a key: whether it vouches for each of the two |

use std::ffi::OsStr;

use jwt_core::NumericDate;
use jwt_core::inspect;
use jwt_core::inspect::Inspection;
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
use crate::engine::verdict;
use crate::engine::verdict::Rules;

/// What the two tokens are called.
const WHICH: [&str; 2] = ["first", "second"];

/// Compares the first token of one input with the first of another.
pub(super) fn run(
    args: &DiffArgs,
    look: &Look,
    style: &Style,
    now: NumericDate,
) -> Result<Exit, CliError> {
    let mut stdin = Stdin::default();
    let before = first_token(&args.before, &mut stdin, style)?;
    let after = first_token(&args.after, &mut stdin, style)?;
    let supply = supply::gather(&args.keys, &mut stdin, style)?;
    let seen = [&before, &after].map(|token| inspect::inspect(token));
    for (inspection, name) in seen.iter().zip(WHICH) {
        if !inspection.is_decoded() {
            output::complain(&format!("not a token: nothing of the {name} could be decoded"));
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
            write(&mut screen, &found, &seen, verdicts.as_deref(), style);
            screen.finish()
        };
        output::print(&text)?;
    }
    Ok(if found.is_same() { Exit::Holds } else { Exit::Differs })
}

fn first_token(argument: &OsStr, stdin: &mut Stdin, style: &Style) -> Result<Vec<u8>, CliError> {
    let content = input::read_input(Some(argument), stdin)?;
    let tokens = input::tokens(&content);
    if tokens.len() > 1 {
        style.note(&format!("{} tokens in one input; the first is compared", tokens.len()));
    }
    Ok(tokens.into_iter().next().map(|token| token.bytes).unwrap_or_default())
}

const fn name(part: Part) -> &'static str {
    match part {
        Part::Header => "header",
        Part::Payload => "payload",
        Part::Signature => "signature",
        Part::Token => "token",
    }
}

fn write(
    screen: &mut Screen<'_>,
    found: &Diff,
    seen: &[Inspection<'_>; 2],
    verdicts: Option<&[Verdict]>,
    style: &Style,
) {
    for part in &found.parts {
        let role = match part.part {
            Part::Header => Role::Header,
            Part::Payload => Role::Payload,
            Part::Signature | Part::Token => Role::Signature,
        };
        let title = style.paint(role, &name(part.part).to_uppercase());
        screen.line(&format!("{title}  {}", headline(part, seen)));
        for member in &part.members {
            write_member(screen, member, style);
        }
    }
    for (verdict, which) in verdicts.unwrap_or_default().iter().zip(WHICH) {
        screen.verdict(which, verdict);
    }
}

fn headline(part: &PartDiff, seen: &[Inspection<'_>; 2]) -> String {
    let length = |index: usize| {
        let segment = seen.get(index).and_then(|one| one.segment(part.part));
        segment.map_or(0, |segment| segment.text.len())
    };
    let (before, after) = (length(0), length(1));
    match part.kind {
        PartKind::Same => format!("the same {before} chars"),
        PartKind::OneSided if before == 0 => format!("only the second has it, {after} chars"),
        PartKind::OneSided => format!("only the first has it, {before} chars"),
        PartKind::Respelt => {
            "the same members in another text: spaces, escapes or order".to_owned()
        }
        PartKind::Different if before == after => {
            let count: usize = part.chars.iter().map(|(left, _)| left.len()).sum();
            format!("{count} of {before} chars differ")
        }
        PartKind::Different => format!("{before} chars became {after}"),
    }
}

fn write_member(screen: &mut Screen<'_>, member: &MemberDiff, style: &Style) {
    let arrow = if style.ascii { "->" } else { "→" };
    let (role, mark, values) = match &member.change {
        Change::Added(value) => (Role::Good, "+", value.clone()),
        Change::Changed { before, after } => {
            (Role::Warning, "~", format!("{before} {arrow} {after}"))
        }
        Change::Removed(value) => (Role::Bad, "-", value.clone()),
    };
    let meaning = member.meaning.as_ref().map(|words| format!("  ({words})")).unwrap_or_default();
    let pointer = &member.pointer;
    screen.marked(&style.paint(role, mark), "", &format!("{pointer}  {values}{meaning}"));
}

fn members(found: &Diff, verdicts: Option<&[Verdict]>) -> Vec<(String, Json)> {
    let verdicts = verdicts.map(|verdicts| {
        verdicts.iter().zip(WHICH).map(|(verdict, which)| schema::check(which, verdict)).collect()
    });
    [
        ("same", Json::Bool(found.is_same())),
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
    let (change, before, after) = match &member.change {
        Change::Added(value) => ("added", None, Some(value)),
        Change::Changed { before, after } => ("changed", Some(before), Some(after)),
        Change::Removed(value) => ("removed", Some(value), None),
    };
    // As text: the values keep digits, escapes and duplicate names.
    let value = |text: Option<&String>| Json::maybe(text, Json::text);
    object([
        ("pointer", Json::text(&member.pointer)),
        ("change", Json::text(change)),
        ("before", value(before)),
        ("after", value(after)),
        ("meaning", Json::maybe(member.meaning.as_ref(), Json::text)),
    ])
}
