//! Everything that can go wrong between a session and its server, over real sockets: the demonstration server
//! breaks as it is told, the refresher and the client are those that a program would use.
//!
//! Nobody sleeps: answers are held by gates, and the session's clock is moved by hand.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

#[path = "faults/cancelled.rs"]
mod cancelled;
#[path = "faults/clock.rs"]
mod clock;
#[path = "faults/crowd.rs"]
mod crowd;
#[path = "faults/ended.rs"]
mod ended;
#[path = "faults/lost.rs"]
mod lost;
#[path = "faults/refused.rs"]
mod refused;
#[path = "faults/world.rs"]
mod world;
