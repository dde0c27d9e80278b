//! A server to learn and test with: it logs users in, renews their tokens and guards resources.
//!
//! [`Server::start`] binds a free port of 127.0.0.1 and needs nothing set up. It is two servers in one, as
//! they are in small services: an authorization server (RFC 6749) and a resource server (RFC 6750).
//!
//! | path | what it does |
//! | --- | --- |
//! | `POST /login` | user and password → access token and refresh token |
//! | `POST /token` | RFC 6749: `refresh_token`, `client_credentials`; client by Basic, form or RFC 7523 |
//! | `POST /reissue` | the same refresh with JSON names of its own, errors as `errorCode` |
//! | `POST /revoke`, `POST /logout` | RFC 7009; and the same for people |
//! | `/api/…` | resources that answer `errorCode` 5001 (expired) or 5002 (invalid) |
//! | `/v1/…` | the same resources, answering as RFC 6750 says |
//! | `/.well-known/…` | the keys (RFC 7517) and the metadata (RFC 8414) |
//!
//! # Tokens
//!
//! The **access token** is a JWT (RFC 9068), signed ES256, good for a minute. Whoever has the public key can
//! check it without asking anybody: that is its point, and also its price, since it stays good until it
//! expires, whatever becomes of the user. The cure is a list of the `jti` of tokens that are taken back
//! before their time: one look-up for each request, and an entry for as long as the token would have lived.
//!
//! The **refresh token** says nothing: 32 random octets, of which the server keeps the hash. Each is good
//! once and comes with a successor (rotation, RFC 9700 §4.14). All that descend from one login are a
//! *family*. Who presents one a second time has either stolen it or was stolen from; the server cannot
//! tell, so the whole family is revoked and somebody must log in again. That is right, and it is what makes
//! two refreshes at once so dear.
//!
//! # Not for production
//!
//! Passwords are compared as they are (store them with Argon2), everything is kept in memory, and nothing is
//! encrypted on the way: it listens on the loopback interface and nowhere else. What makes it useful for
//! tests besides: it [counts](Server::counters), it keeps a [`Log`] without tokens, and it can be
//! [broken](Knobs) in every way in which servers break.

mod assertion;
mod client;
mod config;
mod counters;
mod dialect;
mod endpoint;
mod fault;
mod form;
mod gate;
mod listener;
mod log;
mod memory;
mod mint;
mod records;
mod refusal;
mod resource;
mod routes;
mod server;
mod shared;
mod time;
mod trouble;

pub use self::client::Client;
pub use self::client::ClientKind;
pub use self::config::Config;
pub use self::config::User;
pub use self::counters::Counters;
pub use self::fault::Canned;
pub use self::fault::Fault;
pub use self::fault::Knobs;
pub use self::fault::Step;
pub use self::gate::Gate;
pub use self::log::Entry;
pub use self::log::Happening;
pub use self::log::Log;
pub use self::memory::MemoryRecords;
pub use self::records::Family;
pub use self::records::FamilyId;
pub use self::records::Fingerprint;
pub use self::records::Issued;
pub use self::records::Records;
pub use self::records::Revocation;
pub use self::records::Rotation;
pub use self::server::Server;
pub use self::trouble::Trouble;
