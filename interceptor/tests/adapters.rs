//! The adapters, over services in memory and over real sockets.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    dead_code,
    reason = "a panic fails the test"
)]

#[path = "adapters/reqwest.rs"]
mod reqwest_middleware;
#[path = "adapters/server.rs"]
mod server;
#[path = "adapters/tower.rs"]
mod tower_layer;
#[path = "adapters/world.rs"]
mod world;
