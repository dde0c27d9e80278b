//! The machine against its table (to come).
