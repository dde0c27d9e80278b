//! What both faces of the debugger stand on: no terminal, no clock, no files.

pub mod claims;
pub mod diff;
pub mod document;
pub mod explain;
pub mod history;
pub mod input;
pub mod rules;
pub mod sanitize;
pub mod search;
pub mod spelling;
pub mod times;
pub mod verdict;
