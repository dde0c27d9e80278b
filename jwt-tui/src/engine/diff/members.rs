//! The members of two objects, matched by name at every depth.

use std::collections::HashMap;

use jwt_core::inspect::Segment;
use jwt_core::json::Kind;
use jwt_core::json::Object;
use jwt_core::json::Value;
use jwt_core::jws::Part;

use super::meaning;

/// A member that differs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MemberDiff {
    /// The names from the root down, as a JSON Pointer (RFC 6901): `/address/city`.
    pub pointer: String,
    /// What happened to it.
    pub change: Change,
    /// What the change means, where that is known: `1h later`, `gained admin`.
    pub meaning: Option<String>,
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
    /// Only the first has it.
    Removed(String),
}

/// The most members that are told of; a token with more says so by its size.
const MOST: usize = 1_000;

/// Compares what two segments hold; `None` unless both hold a JSON object.
pub(super) fn of(part: Part, left: &Segment<'_>, right: &Segment<'_>) -> Option<Vec<MemberDiff>> {
    let (left_text, right_text) = (left.decoded_text()?, right.decoded_text()?);
    let (left, right) = (left.json()?.value?, right.json()?.value?);
    let mut walk = Walk { part, sources: [left_text, right_text], found: Vec::new() };
    walk.objects("", left.as_object()?, right.as_object()?);
    Some(walk.found)
}

struct Walk<'t> {
    part: Part,
    sources: [&'t str; 2],
    found: Vec<MemberDiff>,
}

impl Walk<'_> {
    /// Depth is that of the reader, which stops at a fixed one.
    fn objects(&mut self, at: &str, left: &Object<'_>, right: &Object<'_>) {
        // A name that stands twice is matched with its namesake of the same place in the row.
        let mut others: HashMap<(&str, usize), &Value<'_>> = HashMap::new();
        for (key, value) in numbered(right) {
            others.insert(key, value);
        }
        for (key, value) in numbered(left) {
            let pointer = pointer(at, key.0);
            match others.remove(&key) {
                Some(other) => self.values(pointer, value, other),
                None => {
                    let text = value.to_text(self.sources[0]).to_owned();
                    self.tell(pointer, Change::Removed(text), None);
                }
            }
        }
        for (key, value) in numbered(right) {
            if others.contains_key(&key) {
                let text = value.to_text(self.sources[1]).to_owned();
                self.tell(pointer(at, key.0), Change::Added(text), None);
            }
        }
    }

    fn values(&mut self, pointer: String, left: &Value<'_>, right: &Value<'_>) {
        if let (Some(left), Some(right)) = (left.as_object(), right.as_object()) {
            return self.objects(&pointer, left, right);
        }
        if is_same(left, right) {
            return;
        }
        let [before, after] = [(left, self.sources[0]), (right, self.sources[1])]
            .map(|(value, source)| value.to_text(source).to_owned());
        let meaning = meaning::of(self.part, &pointer, left, right);
        self.tell(pointer, Change::Changed { before, after }, meaning);
    }

    fn tell(&mut self, pointer: String, change: Change, meaning: Option<String>) {
        if self.found.len() < MOST {
            self.found.push(MemberDiff { pointer, change, meaning });
        }
    }
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

/// Tells whether two values say the same: strings without their escapes, numbers as written, members
/// in any order.
fn is_same(left: &Value<'_>, right: &Value<'_>) -> bool {
    match (&left.kind, &right.kind) {
        (Kind::Array(left), Kind::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| is_same(left, right))
        }
        (Kind::Bool(left), Kind::Bool(right)) => left == right,
        (Kind::Null, Kind::Null) => true,
        (Kind::Number(left), Kind::Number(right)) => left == right,
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
