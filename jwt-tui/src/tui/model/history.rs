//! State of the History screen: the tokens of before.

/// What the History screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// First row that shows.
    pub scroll: usize,
}
