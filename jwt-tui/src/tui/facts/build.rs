//! From a judgement, which borrows the token, to facts, which a model can keep.

use std::ops::Range;

use jwt_core::NumericDate;
use jwt_core::inspect::Form;
use jwt_core::inspect::Inspection;
use jwt_core::inspect::Segment;
use jwt_core::jws::Part;

use crate::engine::document::Document;
use crate::engine::document::Half;
use crate::engine::times::unit;
use crate::engine::verdict::Judgement;
use crate::text::Lang;
use crate::tui::facts::Check;
use crate::tui::facts::Facts;
use crate::tui::facts::Piece;
use crate::tui::facts::PieceKind;
use crate::tui::facts::Row;
use crate::tui::facts::Sign;
use crate::tui::facts::Times;
use crate::tui::facts::checks;
use crate::tui::facts::members;
use crate::tui::sheet::Sheet;
use crate::tui::sheet::SheetBuilder;
use crate::tui::theme::Role;

/// Digests a judgement of the document's token, in the words of a language.
#[must_use]
pub fn facts(
    judgement: &Judgement<'_>,
    document: &Document,
    now: NumericDate,
    lang: Lang,
) -> Facts {
    let inspection = &judgement.inspection;
    let token = document.token();
    let read = |segment, half, form| {
        let mut members = members::read(segment, half, form);
        if document.is_forged() {
            members::compare(&mut members, half, document);
        }
        members
    };
    let payload = read(inspection.payload(), Half::Payload, inspection.form);
    let times = times(&payload.rows);
    let has_wrong_unit =
        payload.rows.iter().filter_map(|row| row.date).any(|date| unit(date, now).is_some());
    let checks = checks::checks(judgement, token.len(), lang);
    let pieces = pieces(inspection, &checks);
    Facts {
        checks,
        chars: token.chars().count(),
        form: Some(inspection.form),
        has_wrong_unit,
        header: read(inspection.header(), Half::Header, Form::Compact),
        key: checks::key_words(judgement, lang),
        payload,
        pieces,
        times,
    }
}

/// The token in the colours of its segments, each on rows of its own; wrong characters marked.
#[must_use]
pub fn token_sheet(token: &str, facts: &Facts) -> Sheet {
    let mut out = SheetBuilder::default();
    let in_rows = matches!(facts.form, Some(Form::Compact | Form::Unknown | Form::Jwe))
        && !token.starts_with('{');
    let wrong = wrong(facts);
    let mut at = 0;
    for (index, piece) in facts.pieces.iter().enumerate() {
        push(&mut out, token, at..piece.span.start, Role::Dot, &[]);
        if in_rows && index > 0 {
            out.break_row();
        }
        push(&mut out, token, piece.span.clone(), piece.kind.role(), &wrong);
        at = piece.span.end.max(at);
    }
    push(&mut out, token, at..token.len(), Role::Plain, &wrong);
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

/// The places of all errors, in order and apart. An error of a whole segment points at no
/// character, for all of them would be marked: it has its sign beside the segment's letter.
fn wrong(facts: &Facts) -> Vec<Range<usize>> {
    let is_whole = |span: &Range<usize>| {
        facts
            .pieces
            .iter()
            .any(|piece| span.start <= piece.span.start && span.end >= piece.span.end)
    };
    let mut spans: Vec<Range<usize>> = facts
        .checks
        .iter()
        .filter(|check| check.sign == Sign::Fail)
        .filter_map(|check| check.span.clone())
        .filter(|span| !span.is_empty() && !is_whole(span))
        .collect();
    spans.sort_by_key(|span| span.start);
    let mut apart: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}

fn push(
    out: &mut SheetBuilder,
    token: &str,
    range: Range<usize>,
    role: Role,
    wrong: &[Range<usize>],
) {
    let part = |range: Range<usize>| token.get(range).unwrap_or_default();
    let mut at = range.start;
    for wrong in wrong {
        let (start, end) = (wrong.start.max(at), wrong.end.min(range.end));
        if start < end {
            out.push(part(at..start), role);
            out.push(part(start..end), Role::Wrong);
            at = end;
        }
    }
    out.push(part(at..range.end), role);
}

fn pieces(inspection: &Inspection<'_>, checks: &[Check]) -> Vec<Piece> {
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
        is_wrong: checks
            .iter()
            .any(|check| check.sign == Sign::Fail && check.span.as_ref() == Some(&segment.span)),
    };
    let mut pieces: Vec<Piece> = inspection.segments.iter().enumerate().map(of).collect();
    pieces.sort_by_key(|piece| piece.span.start);
    pieces
}

fn times(rows: &[Row]) -> Times {
    let date = |name: &str| rows.iter().find(|row| row.name == name).and_then(|row| row.date);
    Times { expires: date("exp"), issued: date("iat"), not_before: date("nbf") }
}
