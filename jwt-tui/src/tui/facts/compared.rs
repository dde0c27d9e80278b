//! Two tokens compared, and which of them a key vouches for: made once when something changes.

use std::ops::Range;
use std::sync::Arc;

use jwt_core::NumericDate;
use jwt_core::inspect;
use jwt_core::inspect::Inspection;
use jwt_core::inspect::State;
use jwt_core::jws::Part;

use crate::engine::diff;
use crate::engine::diff::Diff;
use crate::engine::diff::MemberDiff;
use crate::engine::diff::PartDiff;
use crate::engine::diff::PartKind;
use crate::engine::verdict;
use crate::engine::verdict::FailureKind;
use crate::engine::verdict::KeySupply;
use crate::engine::verdict::Rules;
use crate::text::Phrase;

pub mod aligned;
pub mod changes;

/// What is known about two tokens.
#[derive(Clone)]
pub struct Comparison {
    /// The two, in the order in which they are shown.
    pub sides: [Side; 2],
    /// Which of them is on the workbench.
    pub present: usize,
    /// What they differ in.
    pub diff: Diff,
    /// The changes that can be marked, in their order.
    pub items: Vec<Item>,
    /// The places of the three segments in each text; empty where one has none.
    pub segments: Vec<(Part, [Range<usize>; 2])>,
}

/// One of the two tokens.
#[derive(Clone)]
pub struct Side {
    /// The token.
    pub token: Arc<str>,
    /// What it is called.
    pub name: Phrase,
    /// Its `alg`.
    pub algorithm: Option<String>,
    /// Whether the key vouches for it.
    pub vouched: Vouched,
    /// What kind of key it is, in the engine's words, and its `kid`.
    pub key: Option<(String, Option<String>)>,
}

/// Whether a key vouches for a token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Vouched {
    /// The signature does not match.
    Fails,
    /// The signature matches.
    Holds,
    /// There is no key.
    NoKey,
    /// None of the keys could be tried.
    NotChecked,
    /// The signature was left out when the token was kept.
    NotKept,
    /// It is no signature of an algorithm that a key could check.
    Refused,
}

/// A change that can be marked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Item {
    /// The place of its part among the parts.
    pub part: usize,
    /// The place of its member among the members of the part; none for the part as a whole.
    pub member: Option<usize>,
    /// The characters of each token that carry it.
    pub carriers: [Range<usize>; 2],
}

/// A token to be compared, and what it is called.
pub struct Given {
    /// The token.
    pub token: Arc<str>,
    /// What it is called.
    pub name: Phrase,
    /// Whether its signature was not kept.
    pub lacks_signature: bool,
}

/// Compares two tokens and asks the keys about both.
#[must_use]
pub fn compare(
    given: [Given; 2],
    present: usize,
    supply: Option<&KeySupply>,
    now: NumericDate,
) -> Comparison {
    let (diff, segments, items) = {
        let seen = given.each_ref().map(|side| inspect::inspect(side.token.as_bytes()));
        let diff = diff::diff(&seen[0], &seen[1]);
        let (segments, items) = (segments(&seen), items(&diff, &seen));
        (diff, segments, items)
    };
    let sides = given.map(|side| judged(side, supply, now));
    Comparison { sides, present, diff, items, segments }
}

impl Comparison {
    /// The member of a change; none when it is a whole part.
    #[must_use]
    pub fn member(&self, item: &Item) -> Option<&MemberDiff> {
        self.part(item)?.members.get(item.member?)
    }

    /// The part of a change.
    #[must_use]
    pub fn part(&self, item: &Item) -> Option<&PartDiff> {
        self.diff.parts.get(item.part)
    }

    /// The side that is not on the workbench.
    #[must_use]
    pub fn other(&self) -> usize {
        usize::from(self.present == 0)
    }

    /// One of the two sides.
    #[must_use]
    pub fn side(&self, index: usize) -> &Side {
        match index {
            0 => &self.sides[0],
            _ => &self.sides[1],
        }
    }
}

impl std::fmt::Debug for Comparison {
    /// Shows nothing of the tokens: they are credentials.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Comparison").field("changes", &self.items.len()).finish_non_exhaustive()
    }
}

fn judged(given: Given, supply: Option<&KeySupply>, now: NumericDate) -> Side {
    let rules = Rules { jws_only: true, ..Rules::default() };
    let judgement = verdict::judge(given.token.as_bytes(), supply, &rules, now);
    let does_not_match =
        judgement.failure.as_ref().is_some_and(|failure| failure.kind == FailureKind::Signature);
    let vouched = match judgement.verdicts.signature.state {
        _ if supply.is_none() => Vouched::NoKey,
        _ if given.lacks_signature => Vouched::NotKept,
        State::Pass => Vouched::Holds,
        State::Fail if does_not_match => Vouched::Fails,
        State::Fail => Vouched::Refused,
        _ => Vouched::NotChecked,
    };
    let algorithm = judgement.inspection.algorithm_name();
    let key = judgement.key.as_ref().filter(|_| !given.lacks_signature);
    let key = key.map(|key| (key.description.clone(), key.kid.clone()));
    let Given { token, name, .. } = given;
    Side { algorithm, vouched, key, token, name }
}

fn segments(seen: &[Inspection<'_>; 2]) -> Vec<(Part, [Range<usize>; 2])> {
    let parts = [Part::Header, Part::Payload, Part::Signature];
    let places = |part| {
        seen.each_ref().map(|one| one.segment(part).map_or(0..0, |segment| segment.span.clone()))
    };
    parts.into_iter().map(|part| (part, places(part))).collect()
}

fn items(diff: &Diff, seen: &[Inspection<'_>; 2]) -> Vec<Item> {
    let mut items = Vec::new();
    for (place, part) in diff.parts.iter().enumerate() {
        let segments = seen.each_ref().map(|one| one.segment(part.part));
        if part.kind == PartKind::Same {
            continue;
        }
        if part.members.is_empty() {
            let carriers = segments.map(|one| one.map_or(0..0, |segment| segment.span.clone()));
            items.push(Item { part: place, member: None, carriers });
        }
        for (index, member) in part.members.iter().enumerate() {
            let carrier = |side: usize| {
                let octets = member.places.get(side).cloned().flatten()?;
                Some(segments.get(side).copied().flatten()?.carriers(octets))
            };
            let carriers = [carrier(0).unwrap_or_default(), carrier(1).unwrap_or_default()];
            items.push(Item { part: place, member: Some(index), carriers });
        }
    }
    items
}
