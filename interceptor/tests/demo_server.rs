//! The demonstration server by itself: what it issues, what it refuses, and that it says so as the standards
//! ask, over real sockets.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

#[path = "demo_server/clients.rs"]
mod clients;
#[path = "demo_server/control.rs"]
mod control;
#[path = "demo_server/resources.rs"]
mod resources;
#[path = "demo_server/rotation.rs"]
mod rotation;
#[path = "demo_server/visitor.rs"]
mod visitor;

use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
