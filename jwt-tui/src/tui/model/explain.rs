//! State of the Explain screen: which step is shown, which group is marked, what is flipped.

use std::fmt;

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use zeroize::Zeroizing;

use crate::engine::explain::Chosen;
use crate::engine::explain::Explained;
use crate::engine::explain::Phase;
use crate::engine::explain::flip::Flipped;
use crate::engine::explain::flip::Place;
use crate::engine::explain::recipe::Recipe;
use crate::text::Lang;
use crate::text::Phrase;

/// What the Explain screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Whether [`State::shown`] is of the token, key and demonstration as they stand.
    pub is_fresh: bool,
    /// The steps; none before the screen was opened.
    pub shown: Option<Explained>,
    /// The key of the steps.
    pub key: Option<Chosen>,
    /// Why the key that was given cannot be used.
    pub problem: Option<String>,
    /// The marked step.
    pub step: usize,
    /// First row of the list of steps.
    pub steps_scroll: usize,
    /// What is marked in the step: 0 its text, then its values, then its command.
    pub item: usize,
    /// First row of the step.
    pub scroll: usize,
    /// The segment whose group is shown.
    pub segment: usize,
    /// The group in that segment.
    pub group: usize,
    /// First row of the group.
    pub group_scroll: usize,
    /// The bit that is flipped, while one is.
    pub flip: Option<Flip>,
    /// The demonstration with another algorithm, while there is one.
    pub demo: Option<Demo>,
    /// The algorithm that a demonstration key is being made for.
    pub awaited: Option<Algorithm>,
    /// When the next step shows by itself, while it plays.
    pub plays_at: Option<NumericDate>,
    /// The command of the marked step.
    pub recipe: Option<Cooked>,
}

/// The command of a step, or why there is none, and what it was written for.
#[derive(Clone, Debug)]
pub struct Cooked {
    /// The step, whether secrets were in it, and the language.
    pub of: (usize, bool, Lang),
    /// The command, or why there is none.
    pub recipe: Result<Recipe, Phrase>,
}

/// A flipped bit.
#[derive(Clone, Debug, Default)]
pub struct Flip {
    /// Where it is.
    pub place: Place,
    /// What came of it.
    pub seen: Option<Flipped>,
}

/// The token's text under another algorithm and a key made for that.
#[derive(Clone)]
pub struct Demo {
    /// The algorithm.
    pub algorithm: Algorithm,
    /// The token that was made.
    pub token: Zeroizing<String>,
    /// The key that was made.
    pub key: Chosen,
}

impl fmt::Debug for Demo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Demo").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}

/// A row of the list of steps.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Row {
    /// What the steps below belong to.
    Heading(Phase),
    /// A step.
    Step(usize),
}

impl State {
    /// The rows of the list of steps.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut last = None;
        let steps = self.shown.iter().flat_map(|shown| &shown.steps);
        for (index, step) in steps.enumerate() {
            if last != Some(step.phase) {
                rows.push(Row::Heading(step.phase));
                last = Some(step.phase);
            }
            rows.push(Row::Step(index));
        }
        rows
    }

    /// How many steps there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.shown.as_ref().map_or(0, |shown| shown.steps.len())
    }

    /// The marked step.
    #[must_use]
    pub fn current(&self) -> Option<&crate::engine::explain::Step> {
        self.shown.as_ref()?.steps.get(self.step)
    }
}
