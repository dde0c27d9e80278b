//! Taking a value back: the text of one side with one member as the other side has it.
//!
//! Only the member moves; what stands around it stays, spaces and all. When every change is taken
//! back, one after the other, the text is often that of the other side to the last space.

use core::ops::Range;
use std::collections::HashMap;

use jwt_core::json;
use jwt_core::json::Kind;
use jwt_core::json::Limits;
use jwt_core::json::Value;

/// Writes into `text` what `source` has at `pointer`, or nothing when it has nothing there.
///
/// `places` are those of the member in `source` and in `text`, as a comparison of the two gives them.
/// Gives none when there is no place for it.
#[must_use]
pub fn restored(
    source: &str,
    text: &str,
    places: &[Option<Range<usize>>; 2],
    is_moved: bool,
) -> Option<String> {
    match (&places[0], &places[1]) {
        (Some(from), Some(to)) if is_moved => {
            let without = removed(text, to)?;
            inserted(source, &without, from)
        }
        (Some(from), Some(to)) => replaced(source, text, from, to),
        (None, Some(to)) => removed(text, to),
        (Some(from), None) => inserted(source, text, from),
        (None, None) => None,
    }
}

fn replaced(source: &str, text: &str, from: &Range<usize>, to: &Range<usize>) -> Option<String> {
    let (old, new) = (value_of(source, from)?, value_of(text, to)?);
    spliced(text, new, source.get(old)?)
}

/// Takes a member or an element out, with the comma that parted it from its neighbour.
fn removed(text: &str, place: &Range<usize>) -> Option<String> {
    let reading = read(text);
    let (_, items) = container(reading.as_ref()?, place, Vec::new())?.pop()?;
    let index = items.iter().position(|item| item == place)?;
    let before = index.checked_sub(1).and_then(|index| items.get(index));
    let after = items.get(index.saturating_add(1));
    let cut = match (before, after) {
        (Some(before), _) => before.end..place.end,
        (None, Some(after)) => place.start..after.start,
        (None, None) => place.clone(),
    };
    spliced(text, cut, "")
}

/// Puts a member or an element of `source` into the container of the same path in `text`.
fn inserted(source: &str, text: &str, place: &Range<usize>) -> Option<String> {
    let (old, new) = (read(source), read(text));
    let path = container(old.as_ref()?, place, Vec::new())?;
    let (_, items) = path.last()?;
    let names: Vec<Step> = path.iter().skip(1).map(|(step, _)| step.clone()).collect();
    let target = follow(new.as_ref()?, &names)?;
    let index = items.iter().position(|item| item == place)?;
    let is_member = name_at(source, place).is_some();
    // Behind the nearest neighbour before it that is still there.
    let ends = ends(target, is_member)?;
    let earlier = (0..index).rev().filter_map(|earlier| Some((earlier, items.get(earlier)?)));
    let step = |(earlier, place): (usize, &Range<usize>)| match name_at(source, place) {
        Some(name) => Step::Name(name),
        None => Step::Index(earlier),
    };
    if let Some(&end) = earlier.map(step).find_map(|step| ends.get(&step)) {
        let nearest = items.get(index.checked_sub(1)?)?;
        return spliced(text, end..end, source.get(nearest.end..place.end)?);
    }
    let comma = if ends.is_empty() { "" } else { "," };
    let start = target.span.start.checked_add(1)?;
    spliced(text, start..start, &format!("{}{comma}", source.get(place.clone())?))
}

/// Where the members of an object or the elements of an array end; none when it is the other kind.
fn ends(target: &Value<'_>, is_member: bool) -> Option<HashMap<Step, usize>> {
    let ends = match &target.kind {
        Kind::Object(object) if is_member => {
            let members = object.members.iter();
            members.map(|one| (Step::Name(one.name.to_string()), one.value.span.end)).collect()
        }
        Kind::Array(values) if !is_member => {
            let values = values.iter().enumerate();
            values.map(|(index, value)| (Step::Index(index), value.span.end)).collect()
        }
        _ => return None,
    };
    Some(ends)
}

/// The name of a member, or the place of an element.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
enum Step {
    Index(usize),
    Name(String),
}

type Path = Vec<(Step, Vec<Range<usize>>)>;

/// The containers down to the one that holds `place`, each with the step into it and its items.
fn container(value: &Value<'_>, place: &Range<usize>, mut path: Path) -> Option<Path> {
    let items: Vec<(Step, Range<usize>, &Value<'_>)> = match &value.kind {
        Kind::Object(object) => object
            .members
            .iter()
            .map(|member| {
                let span = member.name_span.start..member.value.span.end;
                (Step::Name(member.name.to_string()), span, &member.value)
            })
            .collect(),
        Kind::Array(values) => values
            .iter()
            .enumerate()
            .map(|(index, value)| (Step::Index(index), value.span.clone(), value))
            .collect(),
        _ => return None,
    };
    let spans = items.iter().map(|(_, span, _)| span.clone()).collect();
    if path.is_empty() {
        path.push((Step::Index(0), spans));
    } else if let Some(last) = path.last_mut() {
        last.1 = spans;
    }
    if items.iter().any(|(_, span, _)| span == place) {
        return Some(path);
    }
    let (step, _, inner) = items
        .into_iter()
        .find(|(_, span, _)| span.start <= place.start && place.end <= span.end)?;
    path.push((step, Vec::new()));
    container(inner, place, path)
}

fn follow<'v, 'a>(mut value: &'v Value<'a>, path: &[Step]) -> Option<&'v Value<'a>> {
    for step in path {
        value = match (step, &value.kind) {
            (Step::Name(name), Kind::Object(object)) => object.get(name)?,
            (Step::Index(index), Kind::Array(values)) => values.get(*index)?,
            _ => return None,
        };
    }
    Some(value)
}

/// The value of the member at a place: all of it when it is an element.
fn value_of(text: &str, place: &Range<usize>) -> Option<Range<usize>> {
    if name_at(text, place).is_none() {
        return Some(place.clone());
    }
    let member = format!("{{{}}}", text.get(place.clone())?);
    let value = read(&member)?;
    let span = value.as_object()?.members.first()?.value.span.clone();
    // One brace more stands before it here.
    let shift = |at: usize| at.checked_sub(1)?.checked_add(place.start);
    Some(shift(span.start)?..shift(span.end)?)
}

/// The name of the member at a place; none for an element.
fn name_at(text: &str, place: &Range<usize>) -> Option<String> {
    let member = format!("{{{}}}", text.get(place.clone())?);
    let value = read(&member)?;
    value.as_object()?.members.first().map(|member| member.name.to_string())
}

fn read(text: &str) -> Option<Value<'_>> {
    json::read(text.as_bytes(), &Limits { depth: usize::MAX }).value
}

fn spliced(text: &str, place: Range<usize>, with: &str) -> Option<String> {
    text.get(place.clone())?;
    let mut written = text.to_owned();
    written.replace_range(place, with);
    Some(written)
}
