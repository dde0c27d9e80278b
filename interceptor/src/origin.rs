//! Where a token may be sent (stub).
/// Origins.
#[derive(Clone, Debug, Default)]
pub struct Origins {}
