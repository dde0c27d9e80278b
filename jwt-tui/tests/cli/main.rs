//! The command line as its users meet it: the built binary, its output and its exit codes.

mod codes;
mod completions;
mod diff;
mod explain;
mod hostile;
mod json;
mod keys;
mod many;
mod newcomer;
mod output;
mod rfc;
mod run;
mod sign;
mod traps;
mod words;
