//! State of the History screen: the tokens of before.

use std::sync::Arc;

use crate::engine::history::Entry;
use crate::engine::history::Origin;
use crate::history::Setting;
use crate::text::Lang;
use crate::tui::model::List;
use crate::tui::theme::Role;

/// What the History screen remembers.
#[derive(Clone, Default)]
pub struct State {
    /// The tokens of this session, the newest first.
    pub session: Vec<Arc<Entry>>,
    /// The tokens of the file, the newest first.
    pub kept: Vec<Arc<Entry>>,
    /// How many lines of the file could not be read.
    pub skipped: usize,
    /// Whether tokens are kept in a file, and in which.
    pub setting: Setting,
    /// Words that a token must have in it to be shown.
    pub filter: String,
    /// The tokens that are shown.
    pub shown: Vec<Shown>,
    /// The marked one of those.
    pub list: List,
    /// What is told about the marked one.
    pub card: Card,
    /// Where the token that comes next is from.
    pub origin: Option<Origin>,
    /// Tokens that were given for something else than the workbench, to be remembered, too.
    pub aside: Vec<Arc<str>>,
    /// The token as it was given that was seen last.
    pub seen: Arc<str>,
    /// The token made from it that was seen last.
    pub made: Option<Arc<str>>,
    /// First row of the question that shows.
    pub question_scroll: usize,
    /// Goes up with each change of the lists.
    pub changes: usize,
    /// The changes and the filter that `shown` was made for.
    pub shown_for: Option<(usize, String)>,
}

/// A row of the list.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The token.
    pub entry: Arc<Entry>,
    /// Whether it is on the workbench.
    pub is_present: bool,
    /// Whether the file has it.
    pub is_kept: bool,
}

/// What is told about the marked token, in rows for one width.
#[derive(Clone, Default)]
pub struct Card {
    /// The token it was made for, and for which width and language.
    pub of: Option<(Arc<Entry>, bool, usize, Lang)>,
    /// The rows.
    pub rows: Vec<Vec<(String, Role)>>,
    /// First row that shows.
    pub scroll: usize,
}

impl State {
    /// The marked token.
    #[must_use]
    pub fn marked(&self) -> Option<&Shown> {
        self.shown.get(self.list.selected)
    }
}

impl std::fmt::Debug for State {
    /// Shows how many tokens there are and nothing of them.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("session", &self.session.len()).finish_non_exhaustive()
    }
}
