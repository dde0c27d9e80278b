//! Keys from outside and in the session: recognised by what is in them, never by the name of a file.

pub mod doctor;
pub mod file;
pub mod fit;
pub mod form;
pub mod load;
pub mod ring;
