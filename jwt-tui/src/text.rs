//! The words of the screens, one file per language.

pub mod en;
