//! Where tokens of before are kept between sessions, when that is wanted.

use std::path::PathBuf;

use crate::engine::history::Keep;

pub mod store;

/// Whether tokens are kept, and where.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Setting {
    /// What is kept.
    pub keep: Keep,
    /// The file; none when there is no place for it.
    pub file: Option<PathBuf>,
}
