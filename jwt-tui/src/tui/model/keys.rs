//! State of the Keys screen: which key of the ring is marked.

/// What the Keys screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// First row that shows.
    pub scroll: usize,
}
