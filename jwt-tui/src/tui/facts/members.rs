//! Header and payload, decoded: their rows, and what an edit changed in them.

use std::collections::HashMap;
use std::collections::HashSet;

use jwt_core::NumericDate;
use jwt_core::inspect::Form;
use jwt_core::inspect::Segment;
use jwt_core::json;
use jwt_core::json::Limits;
use jwt_core::json::Member;

use crate::engine::claims;
use crate::engine::document::Document;
use crate::engine::document::Half;
use crate::engine::sanitize::columns;
use crate::engine::sanitize::is_hidden;
use crate::tui::facts::Members;
use crate::tui::facts::Row;
use crate::tui::facts::Was;
use crate::tui::facts::lay_out;

/// Values longer than this are cut in the table; text views and copying have all of them.
const LONGEST_VALUE: usize = 4096;

/// Reads one half of a token.
pub(super) fn read(segment: Option<&Segment<'_>>, half: Half, form: Form) -> Members {
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
        let (mut seen, mut twice) = (HashSet::new(), HashSet::new());
        for member in &object.members {
            if !seen.insert(&*member.name) {
                twice.insert(&*member.name);
            }
        }
        let row = |member| row(text, member, segment, half, &twice);
        members.rows = object.members.iter().map(row).collect();
    }
    members.name_width = widest(&members.rows);
    members
}

/// Marks what differs from the half as it was given.
pub(super) fn compare(members: &mut Members, half: Half, document: &Document) {
    let (Ok(now), Ok(before)) = (document.half(half), document.original_half(half)) else { return };
    let reading = json::read(before.as_bytes(), &Limits { depth: usize::MAX });
    let Some(object) = reading.value.as_ref().and_then(|value| value.as_object()) else { return };
    // A name that stands twice is compared place by place.
    let mut values: HashMap<&str, Vec<&str>> = HashMap::new();
    for member in object.members.iter().rev() {
        let written = before.get(member.value.span.clone()).unwrap_or_default();
        values.entry(&member.name).or_default().push(written);
    }
    for row in &mut members.rows {
        let written = now.get(row.value_span.clone()).unwrap_or_default();
        row.was = match values.get_mut(row.name.as_str()).and_then(Vec::pop) {
            None => Some(Was::Absent),
            Some(value) if value != written => Some(Was::Value(cut(value).to_owned())),
            Some(_) => None,
        };
    }
    let is_left = |name: &&str| values.get(*name).is_some_and(|values| !values.is_empty());
    let mut names: Vec<&str> = object.members.iter().map(|member| &*member.name).collect();
    names.dedup();
    members.removed = names.into_iter().filter(is_left).map(str::to_owned).collect();
}

/// Text with a few wrong octets, as a slip in the encoding leaves them; those show as U+FFFD.
fn nearly_text(octets: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(octets);
    let wrong =
        text.chars().filter(|&one| one == char::REPLACEMENT_CHARACTER || is_hidden(one)).count();
    (wrong.saturating_mul(8) <= text.len()).then(|| text.into_owned())
}

fn row(
    text: &str,
    member: &Member<'_>,
    segment: &Segment<'_>,
    half: Half,
    twice: &HashSet<&str>,
) -> Row {
    let value = member.value.to_text(text);
    let span = member.name_span.start..member.value.span.end;
    let is_date = is_date(half, &member.name);
    Row {
        name: member.name.clone().into_owned(),
        value: cut(value).to_owned(),
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
        is_duplicate: twice.contains(&*member.name),
        standing: match half {
            Half::Header => claims::header_kind(&member.name),
            Half::Payload => claims::kind(&member.name),
        },
        was: None,
    }
}

/// Whether a member of this name is a date.
#[must_use]
pub fn is_date(half: Half, name: &str) -> bool {
    half == Half::Payload && claims::meaning(name).is_some_and(|known| known.is_date)
}

/// The member at an offset of the text, or the next one; the last behind all.
#[must_use]
pub fn row_at(rows: &[Row], offset: usize) -> usize {
    let row = rows.partition_point(|row| row.span.end <= offset);
    row.min(rows.len().saturating_sub(1))
}

fn cut(value: &str) -> &str {
    value.get(..value.floor_char_boundary(LONGEST_VALUE)).unwrap_or_default()
}

fn widest(rows: &[Row]) -> usize {
    rows.iter().map(|row| columns(&row.label())).max().unwrap_or(0)
}
