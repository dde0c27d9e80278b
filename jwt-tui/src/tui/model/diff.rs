//! State of the Diff screen: what is compared with what.

/// What the Diff screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// First row that shows.
    pub scroll: usize,
}
