//! Pieces that several views draw with.

pub mod frame;
pub mod input;
pub mod prose;
pub mod rows;
