//! The view of the interceptor at work: its screens are saved, and what it shows is what sockets brought.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a panic fails the test")]

#[path = "../examples/live/app.rs"]
mod app;

#[path = "live/arguments.rs"]
mod arguments;
#[path = "live/hostile.rs"]
mod hostile;
#[path = "live/keyboard.rs"]
mod keyboard;
#[path = "live/keys.rs"]
mod keys;
#[path = "live/real.rs"]
mod real;
#[path = "live/screens.rs"]
mod screens;
#[path = "live/script.rs"]
mod script;
