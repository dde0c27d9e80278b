//! Keys from outside: recognised by what is in them, never by the name of a file.

pub mod load;
