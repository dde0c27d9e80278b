//! State of the Diff screen: what is compared with what.

use std::ops::Range;
use std::sync::Arc;

use crate::text::Lang;
use crate::text::Phrase;
use crate::tui::facts::compared::Comparison;
use crate::tui::facts::compared::aligned::Aligned;
use crate::tui::theme::Role;

/// What the Diff screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The token that was chosen to compare with; none leaves it to the circumstances.
    pub chosen: Option<Other>,
    /// Whether the token on the workbench comes first.
    pub is_swapped: bool,
    /// What came out.
    pub comparison: Option<Comparison>,
    /// The count of judgements at which it was made: keys, rules and time were those of then.
    pub compared_at: u64,
    /// The marked change.
    pub selected: usize,
    /// First row of the changes that shows.
    pub scroll: usize,
    /// The changes in rows for one width.
    pub changes: Cut,
    /// The characters in rows for one width.
    pub characters: Aligned,
    /// First row of the characters that shows.
    pub characters_scroll: usize,
    /// The change that the characters were scrolled to.
    pub scrolled_to: Option<usize>,
}

/// A token to compare with.
#[derive(Clone)]
pub struct Other {
    /// The token.
    pub token: Arc<str>,
    /// What it is called.
    pub name: Phrase,
    /// Whether its signature was not kept.
    pub lacks_signature: bool,
    /// The revision on the workbench when it was chosen.
    pub revision: usize,
}

/// Rows made for one width and language.
#[derive(Clone, Debug, Default)]
pub struct Cut {
    /// The width and the language.
    pub made_for: Option<(usize, Lang)>,
    /// The rows.
    pub rows: Vec<Vec<(String, Role)>>,
    /// Which rows each change has.
    pub items: Vec<Range<usize>>,
}

impl std::fmt::Debug for Other {
    /// Shows nothing of the token: it is a credential.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Other").field("revision", &self.revision).finish_non_exhaustive()
    }
}
