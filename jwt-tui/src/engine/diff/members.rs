//! The members of two objects, matched by name at every depth; elements of arrays, by their place.

use core::ops::Range;
use std::collections::HashMap;

use jwt_core::inspect::Segment;
use jwt_core::json::Kind;
use jwt_core::json::Object;
use jwt_core::json::Value;
use jwt_core::jws::Part;

use super::decimal;
use super::meaning;
use super::meaning::Meaning;
use crate::text::diff as words;

/// A member that differs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MemberDiff {
    /// The names from the root down, as a JSON Pointer (RFC 6901): `/address/city`.
    pub pointer: String,
    /// What happened to it.
    pub change: Change,
    /// What the change means, where that is known: `1h later`, `gained admin`.
    pub meaning: Option<Meaning>,
    /// Name and value in the decoded text of each side, where it has them.
    pub places: [Option<Range<usize>>; 2],
}

/// What became of a member. Values are texts as they are written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Change {
    /// Only the second has it.
    Added(String),
    /// Both have it, with other values.
    Changed {
        /// The value in the first.
        before: String,
        /// The value in the second.
        after: String,
    },
    /// Both have it, at another place among its neighbours; places count from 1.
    Moved {
        /// Its place in the first.
        before: usize,
        /// Its place in the second.
        after: usize,
    },
    /// Only the first has it.
    Removed(String),
    /// Both have it with one value, written in another way: digits, escapes or spaces.
    Rewritten {
        /// The text in the first.
        before: String,
        /// The text in the second.
        after: String,
    },
}

impl Change {
    /// Tells whether the change is one of spelling alone: what the JSON says is the same.
    #[must_use]
    pub fn is_spelling(&self) -> bool {
        matches!(self, Self::Moved { .. } | Self::Rewritten { .. })
    }

    /// The value before and the value after, as written; none where there is none.
    #[must_use]
    pub fn values(&self) -> [Option<&str>; 2] {
        match self {
            Self::Added(value) => [None, Some(value)],
            Self::Changed { before, after } | Self::Rewritten { before, after } => {
                [Some(before), Some(after)]
            }
            Self::Moved { .. } => [None, None],
            Self::Removed(value) => [Some(value), None],
        }
    }
}

/// The most members that are told of; of others there is a count.
const MOST: usize = 1_000;

/// What was found.
pub(super) struct Found {
    pub(super) told: Vec<MemberDiff>,
    pub(super) more: usize,
}

/// Compares what two segments hold; `None` unless both hold a JSON object.
pub(super) fn of(part: Part, left: &Segment<'_>, right: &Segment<'_>) -> Option<Found> {
    let sources = [left.decoded_text()?, right.decoded_text()?];
    let (left, right) = (left.json()?.value?, right.json()?.value?);
    let found = Found { told: Vec::new(), more: 0 };
    let mut walk = Walk { part, sources, found };
    walk.objects("", left.as_object()?, right.as_object()?);
    Some(walk.found)
}

/// A member or an element: what it is matched by, where it stands, its value.
struct Item<'v> {
    key: (&'v str, usize),
    place: Range<usize>,
    value: &'v Value<'v>,
}

struct Walk<'t> {
    part: Part,
    sources: [&'t str; 2],
    found: Found,
}

impl Walk<'_> {
    /// Depth is that of the reader, which stops at a fixed one.
    fn objects(&mut self, at: &str, left: &Object<'_>, right: &Object<'_>) {
        let (lefts, rights) = (items(left), items(right));
        // A name that stands twice is matched with its namesake of the same place in the row.
        let mut others: HashMap<_, usize> =
            rights.iter().enumerate().map(|(place, item)| (item.key, place)).collect();
        let partners: Vec<Option<usize>> =
            lefts.iter().map(|item| others.remove(&item.key)).collect();
        let stays = stays(&partners);
        for (place, (item, partner)) in lefts.iter().zip(&partners).enumerate() {
            let pointer = pointer(at, item.key.0);
            let other = partner.and_then(|other| Some((other, rights.get(other)?)));
            let Some((other_place, other)) = other else {
                self.one_sided(pointer, 0, item);
                continue;
            };
            self.values(pointer.clone(), item, other);
            if !stays.contains(&place) {
                let places = [Some(item.place.clone()), Some(other.place.clone())];
                let [before, after] = [place, other_place].map(|place| place.saturating_add(1));
                let change = Change::Moved { before, after };
                self.tell(pointer, change, Some(words::ORDER.into()), places);
            }
        }
        for item in rights.iter().filter(|item| others.contains_key(&item.key)) {
            self.one_sided(pointer(at, item.key.0), 1, item);
        }
    }

    fn values(&mut self, pointer: String, left: &Item<'_>, right: &Item<'_>) {
        let pair = (&left.value.kind, &right.value.kind);
        if let (Kind::Object(left), Kind::Object(right)) = pair {
            return self.objects(&pointer, left, right);
        }
        let [before, after] = [(left, self.sources[0]), (right, self.sources[1])]
            .map(|(item, source)| item.value.to_text(source));
        if before == after {
            return;
        }
        if let (Kind::Array(left), Kind::Array(right)) = pair
            && (is_nested(left) || is_nested(right))
        {
            return self.arrays(&pointer, left, right);
        }
        let (before, after) = (before.to_owned(), after.to_owned());
        let places = [Some(left.place.clone()), Some(right.place.clone())];
        let (left, right) = (left.value, right.value);
        if is_same(left, right) {
            let meaning = Some(meaning::of_rewritten(left, right));
            return self.tell(pointer, Change::Rewritten { before, after }, meaning, places);
        }
        let meaning = meaning::of(self.part, &pointer, left, right);
        self.tell(pointer, Change::Changed { before, after }, meaning, places);
    }

    /// Elements that both begin and end with are the same; the others are matched by their place.
    fn arrays(&mut self, at: &str, left: &[Value<'_>], right: &[Value<'_>]) {
        let same = |(one, other): &(&Value<'_>, &Value<'_>)| is_same(one, other);
        let prefix = left.iter().zip(right).take_while(same).count();
        let least = left.len().min(right.len()).saturating_sub(prefix);
        let ends = left.iter().rev().zip(right.iter().rev());
        let suffix = ends.take(least).take_while(same).count();
        let middle = |values: &'_ [Value<'_>]| prefix..values.len().saturating_sub(suffix);
        let (lefts, rights) = (middle(left), middle(right));
        for place in lefts.start..lefts.end.max(rights.end) {
            let pointer = format!("{at}/{place}");
            let one = left.get(place).filter(|_| lefts.contains(&place)).map(element);
            let other = right.get(place).filter(|_| rights.contains(&place)).map(element);
            match (one, other) {
                (Some(one), Some(other)) => self.values(pointer, &one, &other),
                (Some(one), None) => self.one_sided(pointer, 0, &one),
                (None, Some(other)) => self.one_sided(pointer, 1, &other),
                (None, None) => {}
            }
        }
    }

    fn one_sided(&mut self, pointer: String, side: usize, item: &Item<'_>) {
        let mut places = [None, None];
        if let Some(place) = places.get_mut(side) {
            *place = Some(item.place.clone());
        }
        let source = self.sources.get(side).copied().unwrap_or_default();
        let text = item.value.to_text(source).to_owned();
        let change = if side == 0 { Change::Removed(text) } else { Change::Added(text) };
        self.tell(pointer, change, None, places);
    }

    fn tell(
        &mut self,
        pointer: String,
        change: Change,
        meaning: Option<Meaning>,
        places: [Option<Range<usize>>; 2],
    ) {
        if self.found.told.len() < MOST {
            self.found.told.push(MemberDiff { pointer, change, meaning, places });
        } else {
            self.found.more = self.found.more.saturating_add(1);
        }
    }
}

/// Members with the number of the same name before them.
fn items<'o>(object: &'o Object<'_>) -> Vec<Item<'o>> {
    numbered(object)
        .zip(&object.members)
        .map(|((key, value), member)| {
            let place = member.name_span.start..value.span.end;
            Item { key, place, value }
        })
        .collect()
}

fn element<'v>(value: &'v Value<'v>) -> Item<'v> {
    Item { key: ("", 0), place: value.span.clone(), value }
}

fn is_nested(values: &[Value<'_>]) -> bool {
    values.iter().any(|value| matches!(value.kind, Kind::Object(_) | Kind::Array(_)))
}

/// The members that need not move: the longest row of partners that rises.
fn stays(partners: &[Option<usize>]) -> std::collections::HashSet<usize> {
    // Patience sorting: the last of each pile is the least end of a row of that length.
    let mut piles: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; partners.len()];
    for (place, partner) in partners.iter().enumerate() {
        let Some(partner) = *partner else { continue };
        let pile = piles.partition_point(|&(end, _)| end < partner);
        if let (Some(link), Some(last)) = (before.get_mut(place), pile.checked_sub(1)) {
            *link = piles.get(last).map(|&(_, place)| place);
        }
        match piles.get_mut(pile) {
            Some(top) => *top = (partner, place),
            None => piles.push((partner, place)),
        }
    }
    let mut row = std::collections::HashSet::new();
    let mut next = piles.last().map(|&(_, place)| place);
    while let Some(place) = next {
        row.insert(place);
        next = before.get(place).copied().flatten();
    }
    row
}

/// Names with the number of the same name before it, and the values.
fn numbered<'o>(object: &'o Object<'_>) -> impl Iterator<Item = ((&'o str, usize), &'o Value<'o>)> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    object.members.iter().map(move |member| {
        let count = seen.entry(&member.name).or_default();
        let key = (&*member.name, *count);
        *count = count.saturating_add(1);
        (key, &member.value)
    })
}

/// Tells whether two values say the same: strings without their escapes, numbers as numbers, members
/// in any order.
pub(super) fn is_same(left: &Value<'_>, right: &Value<'_>) -> bool {
    match (&left.kind, &right.kind) {
        (Kind::Array(left), Kind::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| is_same(left, right))
        }
        (Kind::Bool(left), Kind::Bool(right)) => left == right,
        (Kind::Null, Kind::Null) => true,
        (Kind::Number(left), Kind::Number(right)) => decimal::is_same(left, right),
        (Kind::Object(left), Kind::Object(right)) => {
            let mut others: HashMap<(&str, usize), &Value<'_>> = numbered(right).collect();
            left.members.len() == right.members.len()
                && numbered(left).all(|(key, value)| {
                    others.remove(&key).is_some_and(|other| is_same(value, other))
                })
        }
        (Kind::String(left), Kind::String(right)) => left == right,
        _ => false,
    }
}

/// Adds a name to a JSON Pointer, escaped as RFC 6901 §3 says.
fn pointer(at: &str, name: &str) -> String {
    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"))
}
