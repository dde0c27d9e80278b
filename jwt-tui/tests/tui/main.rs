//! The terminal debugger, seen from outside: saved screens, scripts of keys, and the real binary in a
//! pseudo-terminal.

mod app;
mod bench;
mod bounded;
mod craft;
mod diff;
mod explain;
mod hints;
mod history;
mod hostile;
mod keys;
mod leads;
mod lossless;
mod mouse;
mod properties;
mod pty;
mod readme;
mod roles;
mod screens;
mod scripts;
mod tokens;
mod traps;
