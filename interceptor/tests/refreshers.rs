//! Refreshers, over transports that answer by script and over real sockets.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    dead_code,
    reason = "a panic fails the test"
)]

#[path = "refreshers/client_auth.rs"]
mod client_auth;
#[path = "refreshers/closures.rs"]
mod closures;
#[path = "common/proxy.rs"]
mod environment;
#[path = "refreshers/json_endpoint.rs"]
mod json_endpoint;
#[path = "refreshers/oauth.rs"]
mod oauth;
#[path = "refreshers/revocation.rs"]
mod revocation;
#[path = "refreshers/scripted.rs"]
mod scripted;
#[path = "refreshers/sockets.rs"]
mod sockets;
#[path = "common/world.rs"]
mod world;
