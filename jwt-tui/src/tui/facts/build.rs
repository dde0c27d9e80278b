//! From a judgement, which borrows the token, to facts, which a model can keep.

use std::collections::HashSet;
use std::ops::Range;

use jwt_core::NumericDate;
use jwt_core::explain::Explanation;
use jwt_core::inspect::Finding;
use jwt_core::inspect::Form;
use jwt_core::inspect::Inspection;
use jwt_core::inspect::Segment;
use jwt_core::inspect::Severity;
use jwt_core::inspect::State;
use jwt_core::inspect::Verdict;
use jwt_core::json::Member;
use jwt_core::jws::Part;

use crate::engine::claims::meaning;
use crate::engine::sanitize::is_hidden;
use crate::engine::sanitize::visible;
use crate::engine::verdict::Judgement;
use crate::tui::facts::Check;
use crate::tui::facts::Facts;
use crate::tui::facts::KeyWords;
use crate::tui::facts::Lesson;
use crate::tui::facts::Members;
use crate::tui::facts::Piece;
use crate::tui::facts::PieceKind;
use crate::tui::facts::Row;
use crate::tui::facts::Sign;
use crate::tui::facts::Times;
use crate::tui::facts::VerdictKind;
use crate::tui::facts::lay_out;
use crate::tui::sheet::Sheet;
use crate::tui::sheet::SheetBuilder;
use crate::tui::theme::Role;

/// Values longer than this are cut in the table; text views and copying have all of them.
const LONGEST_VALUE: usize = 4096;

/// Digests a judgement.
#[must_use]
pub fn facts(judgement: &Judgement<'_>) -> Facts {
    let inspection = &judgement.inspection;
    let payload = members(inspection.payload(), inspection.form);
    let times = times(&payload.rows);
    Facts {
        checks: checks(judgement),
        form: Some(inspection.form),
        header: members(inspection.header(), Form::Compact),
        key: key_words(judgement),
        payload,
        pieces: pieces(inspection),
        times,
    }
}

/// The token in the colours of its segments, each on rows of its own; the wrong character marked.
#[must_use]
pub fn token_sheet(token: &str, facts: &Facts) -> Sheet {
    let mut out = SheetBuilder::default();
    let in_rows = matches!(facts.form, Some(Form::Compact | Form::Unknown | Form::Jwe))
        && !token.starts_with('{');
    let wrong = facts
        .checks
        .iter()
        .filter(|check| check.sign == Sign::Fail)
        .find_map(|check| check.span.clone().filter(|span| span.len() <= 4));
    let mut at = 0;
    for (index, piece) in facts.pieces.iter().enumerate() {
        push(&mut out, token, at..piece.span.start, Role::Dot, None);
        if in_rows && index > 0 {
            out.break_row();
        }
        push(&mut out, token, piece.span.clone(), piece.kind.role(), wrong.clone());
        at = piece.span.end.max(at);
    }
    push(&mut out, token, at..token.len(), Role::Plain, wrong);
    out.build()
}

impl PieceKind {
    /// Its role on the screen.
    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Self::Header => Role::Header,
            Self::Payload => Role::Payload,
            Self::Signature => Role::Signature,
            Self::Other => Role::Plain,
        }
    }

    /// Its letter in the gutter.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::Header => "H",
            Self::Payload => "P",
            Self::Signature => "S",
            Self::Other => "·",
        }
    }
}

fn push(
    out: &mut SheetBuilder,
    token: &str,
    range: Range<usize>,
    role: Role,
    wrong: Option<Range<usize>>,
) {
    let part = |range: Range<usize>| token.get(range).unwrap_or_default();
    let wrong = wrong
        .map(|wrong| wrong.start.max(range.start)..wrong.end.min(range.end))
        .filter(|wrong| wrong.start < wrong.end);
    let Some(wrong) = wrong else {
        out.push(part(range), role);
        return;
    };
    out.push(part(range.start..wrong.start), role);
    out.push(part(wrong.clone()), Role::Wrong);
    out.push(part(wrong.end..range.end), role);
}

fn pieces(inspection: &Inspection<'_>) -> Vec<Piece> {
    let encrypted = inspection.form == Form::Jwe;
    let of = |(index, segment): (usize, &Segment<'_>)| Piece {
        span: segment.span.clone(),
        octets: segment.error.is_none().then(|| segment.octets().len()),
        kind: match (segment.part, index) {
            (Part::Header, _) => PieceKind::Header,
            // RFC 7516 §7.1: header, encrypted key, initialization vector, ciphertext, tag.
            (_, 3) if encrypted => PieceKind::Payload,
            (_, 4) if encrypted => PieceKind::Signature,
            (Part::Payload, _) => PieceKind::Payload,
            (Part::Signature, _) => PieceKind::Signature,
            _ => PieceKind::Other,
        },
    };
    let mut pieces: Vec<Piece> = inspection.segments.iter().enumerate().map(of).collect();
    pieces.sort_by_key(|piece| piece.span.start);
    pieces
}

fn checks(judgement: &Judgement<'_>) -> Vec<Check> {
    let verdicts = &judgement.verdicts;
    let mut checks: Vec<Check> = [
        (VerdictKind::Structure, &verdicts.structure),
        (VerdictKind::Signature, &verdicts.signature),
        (VerdictKind::Key, &verdicts.key),
        (VerdictKind::Time, &verdicts.time),
        (VerdictKind::Claims, &verdicts.claims),
    ]
    .into_iter()
    .map(|(kind, verdict)| verdict_line(kind, verdict))
    .collect();
    let told: Vec<_> = checks
        .iter()
        .filter_map(|check| Some((check.lesson.as_ref()?.code, check.message.clone())))
        .collect();
    let findings = judgement.inspection.findings.iter().map(finding_line);
    // What a verdict says already is not said twice.
    checks.extend(findings.filter(|check| {
        check.lesson.as_ref().is_none_or(|lesson| {
            !told.iter().any(|(code, message)| *code == lesson.code && *message == check.message)
        })
    }));
    checks
}

fn verdict_line(kind: VerdictKind, verdict: &Verdict) -> Check {
    Check {
        sign: match verdict.state {
            State::Pass => Sign::Pass,
            State::Fail => Sign::Fail,
            State::NotChecked => Sign::NotChecked,
        },
        verdict: Some(kind),
        message: visible(&verdict.message).into_owned(),
        span: verdict.span.clone(),
        lesson: verdict.explanation.map(lesson),
    }
}

fn finding_line(finding: &Finding) -> Check {
    Check {
        sign: match finding.severity {
            Severity::Error => Sign::Fail,
            Severity::Warning => Sign::Warning,
            Severity::Info => Sign::Info,
        },
        verdict: None,
        message: visible(&finding.message).into_owned(),
        span: Some(finding.span.clone()),
        lesson: Some(lesson(finding.explanation)),
    }
}

fn lesson(explanation: &'static Explanation) -> Lesson {
    Lesson {
        code: explanation.code,
        title: explanation.title,
        meaning: explanation.meaning,
        remedy: explanation.remedy,
        reference: explanation.reference.to_string(),
    }
}

fn key_words(judgement: &Judgement<'_>) -> Option<KeyWords> {
    let key = judgement.key.as_ref()?;
    Some(KeyWords {
        kid: key.kid.as_deref().map(|kid| visible(kid).into_owned()),
        thumbprint: key.thumbprint.clone(),
        description: key.description.to_string(),
        algorithm: Some(key.algorithm.to_string()),
        trust: visible(&key.trust).into_owned(),
    })
}

fn members(segment: Option<&Segment<'_>>, form: Form) -> Members {
    let Some(segment) = segment else { return Members::default() };
    let octets = segment.octets();
    let mut members = Members {
        octets: octets.len(),
        is_present: !segment.text.is_empty(),
        ..Members::default()
    };
    let Some(text) = segment.decoded_text().filter(|_| form != Form::Jwe) else {
        members.raw = match nearly_text(octets).filter(|_| form != Form::Jwe) {
            Some(text) => lay_out::raw(&text, None),
            None => lay_out::octets(octets),
        };
        return members;
    };
    let Some(reading) = segment.json() else { return members };
    let problem = reading.problems.first().map(|problem| problem.offset);
    members.raw = lay_out::raw(text, problem.filter(|_| reading.value.is_none()));
    let Some(value) = &reading.value else { return members };
    members.is_json = true;
    members.json = lay_out::json(text, value);
    if let Some(object) = value.as_object() {
        let mut seen = HashSet::new();
        members.rows = object
            .members
            .iter()
            .map(|member| row(text, member, segment, !seen.insert(member.name.clone())))
            .collect();
    }
    members
}

/// Text with a few wrong octets, as a slip in the encoding leaves them; those show as U+FFFD.
fn nearly_text(octets: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(octets);
    let wrong =
        text.chars().filter(|&one| one == char::REPLACEMENT_CHARACTER || is_hidden(one)).count();
    (wrong.saturating_mul(8) <= text.len()).then(|| text.into_owned())
}

fn row(text: &str, member: &Member<'_>, segment: &Segment<'_>, is_duplicate: bool) -> Row {
    let value = member.value.to_text(text);
    let span = member.name_span.start..member.value.span.end;
    let is_date = meaning(&member.name).is_some_and(|known| known.is_date);
    let cut = (0..=LONGEST_VALUE.min(value.len()))
        .rev()
        .find(|&end| value.is_char_boundary(end))
        .unwrap_or(0);
    Row {
        name: member.name.clone().into_owned(),
        value: value.get(..cut).unwrap_or_default().to_owned(),
        text: member.value.as_str().map(str::to_owned),
        kind: member.value.type_name(),
        date: member
            .value
            .as_number()
            .filter(|_| is_date)
            .and_then(|number| NumericDate::parse(number).ok()),
        carried_by: segment.carriers(span.clone()),
        span,
        value_span: member.value.span.clone(),
        is_duplicate,
    }
}

fn times(rows: &[Row]) -> Times {
    let date = |name: &str| rows.iter().find(|row| row.name == name).and_then(|row| row.date);
    Times { expires: date("exp"), issued: date("iat"), not_before: date("nbf") }
}
