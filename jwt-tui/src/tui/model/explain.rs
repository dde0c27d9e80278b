//! State of the Explain screen: which step is shown, which group is marked.

/// What the Explain screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// First row that shows.
    pub scroll: usize,
}
