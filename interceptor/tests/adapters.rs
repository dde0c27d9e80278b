//! The adapters, over services in memory and over real sockets.
#![expect(clippy::arithmetic_side_effects, clippy::unwrap_used, reason = "a panic fails the test")]

#[path = "adapters/bodies.rs"]
mod bodies;
#[path = "adapters/clients.rs"]
mod clients;
#[path = "adapters/connection.rs"]
mod connection;
#[path = "common/proxy.rs"]
mod environment;
#[path = "adapters/grpc.rs"]
mod grpc;
#[path = "adapters/origins.rs"]
mod origins;
#[path = "adapters/proxy.rs"]
mod proxy;
#[path = "adapters/readiness.rs"]
mod readiness;
#[path = "adapters/recorded.rs"]
mod recorded;
#[path = "adapters/repeated_body.rs"]
mod repeated_body;
#[path = "adapters/replay.rs"]
mod replay;
#[path = "adapters/reqwest.rs"]
mod reqwest_middleware_alone;
#[path = "adapters/server.rs"]
mod server;
#[path = "adapters/signals.rs"]
mod signals;
#[path = "adapters/single_flight.rs"]
mod single_flight;
#[path = "adapters/tower.rs"]
mod tower_layer;
#[path = "adapters/traces.rs"]
mod traces;
#[path = "adapters/untouched.rs"]
mod untouched;
#[path = "adapters/world.rs"]
mod world;
