//! The two values of a step that must be one and the same, and how far they are.

use super::Step;
use super::Value;
use crate::text::explain::core::phrase;

/// Steps that compare two values, with the names of those.
const PAIRS: [(&str, &str, &str); 5] = [
    ("hmac.compare", "signature", "tag"),
    ("rsa.compare", "EM", "expected EM"),
    ("rsa.pss_compare", "H'", "H"),
    ("ecdsa.point", "x(R) mod n", "r"),
    ("eddsa.equation", "S · B − k · A", "R"),
];

/// Two values that a step compares.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'s> {
    /// What was computed or found, and what it must be.
    pub values: [&'s Value; 2],
}

impl Step {
    /// The two values that are compared; none where the step compares otherwise.
    #[must_use]
    pub fn pair(&self) -> Option<Pair<'_>> {
        let (_, one, other) = PAIRS.iter().find(|(step, ..)| *step == self.name)?;
        let find = |name: &'static str| self.values.iter().find(|value| value.name == phrase(name));
        Some(Pair { values: [find(one)?, find(other)?] })
    }
}

impl<'s> Pair<'s> {
    /// Whether the octets at a place are the same in both.
    #[must_use]
    pub fn agrees_at(&self, place: usize) -> bool {
        let [one, other] = self.octets();
        one.get(place) == other.get(place)
    }

    /// How many octets agree, and of how many.
    #[must_use]
    pub fn equal(&self) -> (usize, usize) {
        let all = self.octets().map(<[u8]>::len).into_iter().max().unwrap_or(0);
        ((0..all).filter(|&place| self.agrees_at(place)).count(), all)
    }

    /// The first place at which they are not the same.
    #[must_use]
    pub fn first_other(&self) -> Option<usize> {
        let (_, all) = self.equal();
        (0..all).find(|&place| !self.agrees_at(place))
    }

    fn octets(&self) -> [&'s [u8]; 2] {
        self.values.map(|value| value.octets.expose())
    }
}
