//! Where tokens of before are kept between sessions, when that is wanted.

pub mod store;
