//! Access tokens for HTTP clients: attached to each request, renewed when they expire.
//!
//! # The story
//!
//! An access token lives for minutes. When it has expired, the server answers with the error code
//! 5001; when it is invalid for another reason, with 5002. The program that made the request should
//! not have to know:
//!
//! ```text
//! program      interceptor                             server
//!   │ GET /me       │                                     │
//!   ├──────────────▶│ GET /me, Bearer access token 1      │
//!   │               ├────────────────────────────────────▶│
//!   │               │◀──────────────────── 5001, expired ─┤
//!   │               │ refresh token                       │
//!   │               ├────────────────────────────────────▶│
//!   │               │◀──────────────────── access token 2 ┤
//!   │               │ GET /me, Bearer access token 2      │
//!   │               ├────────────────────────────────────▶│
//!   │◀── 200 ───────┤◀─────────────────────────────── 200 ┤
//! ```
//!
//! - 5001: re-issue once with the refresh token, then repeat the request once.
//! - 5002: nothing to re-issue. The session is over, and the caller has to log in.
//! - Many requests that fail at the same moment wait for one refresh; each is answered exactly once.
//! - A repeated request that is refused again is handed back as it is: there are no loops.
//! - A refresh token may be good for one use. When the answer to a refresh is lost, nobody knows whether it was used:
//!   it is sent once more, and two lost answers mean a login by default. What surely was not sent, and what a server
//!   or somebody on the way put off (429, 503, a redirect, a 403 or 404 of a proxy), is tried again after a pause.
//!
//! # A client
//!
//! ```
//! use interceptor::refresher::{JsonEndpoint, ReqwestTransport};
//! use interceptor::{JsonCode, Policy, Session, TokenPair};
//!
//! # fn client(login: TokenPair) -> Result<reqwest_middleware::ClientWithMiddleware, Box<dyn std::error::Error>> {
//! let endpoint = "https://api.example.com/reissue";
//! let refresher = JsonEndpoint::builder(endpoint, ReqwestTransport::new()?).build()?;
//! let policy = Policy::for_origin("https://api.example.com")?;
//! let session = Session::builder(refresher, policy).tokens(login).build();
//! let client = session.client(reqwest::Client::builder(), JsonCode::default())?;
//! # Ok(client)
//! # }
//! ```
//!
//! | to use | feature | begin with | example to run |
//! | --- | --- | --- | --- |
//! | reqwest | `reqwest` | `Session::client` | `cargo run -p interceptor --example reqwest` |
//! | hyper, tonic, any `tower::Service` | `tower` | `Session::layer` | `… --example hyper` |
//! | ureq, threads | `blocking` | `blocking::BlockingSession` | `… --example blocking` |
//! | hooks as axios has them | `hooks` | `hooks::Instance` | |
//! | anything else | | [`Session::token`], [`Session::rejected`] | |
//!
//! # What a caller sees
//!
//! | what happens | the caller of a request gets | afterwards |
//! | --- | --- | --- |
//! | the token has expired | the answer to the repeat | |
//! | the repeat is rejected as well, or cannot be sent | the answer as it is, such as 401 | [`event::Event::NotReplayed`] |
//! | the server says "invalid" (5002) | that answer, as it is | [`event::Event::SessionEnded`], then [`AuthError::Invalid`] |
//! | the refresh token is refused | [`AuthError::Refused`] | [`event::Event::SessionEnded`], then the same error |
//! | the token endpoint is busy or gone | [`AuthError::Unavailable`], or the answer with a token that is still good | another try after a pause |
//! | the token is rejected, and there is no refresh token | the answer as it is | [`event::Event::NotRenewable`] |
//! | new tokens are rejected one after another | the answer as it is | [`event::Event::RefreshRests`] |
//!
//! [`auth_error`] finds the error in what a client gives, however deep. So a program that wants to log in again does
//! it where [`Session::events`] says that the session has ended, and hands the tokens to [`Session::install`]; requests
//! that were refused in between it sends again itself. Every event is also a line of `tracing`, target `interceptor`:
//! warnings are what somebody should look at. When the server has ended a session, what is stored of it is erased.
//!
//! # The shape
//!
//! ```text
//! tokens → verdict (what an answer means) → policy (limits) → input / action → machine
//!                                                     adapter (one per HTTP client) ─┘
//! ```
//!
//! The machine does no I/O and is told the time. It hears that a token was asked for, that a request
//! was rejected, that a refresh has ended, and says what its shell must do next; so every interleaving
//! can be tested without a network. Adapters turn that into calls of one HTTP client each.
#![forbid(unsafe_code)]

pub mod action;
pub mod adapter;
#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "demo")]
pub mod demo;
pub mod error;
pub mod event;
pub mod exchange;
#[cfg(feature = "hooks")]
pub mod hooks;
pub mod input;
pub mod machine;
pub mod moment;
pub mod origin;
pub mod policy;
pub mod port;
pub mod refresher;
pub mod session;
pub mod tokens;
pub mod verdict;

pub use crate::error::AuthError;
pub use crate::exchange::auth_error;
pub use crate::origin::Origins;
pub use crate::policy::Policy;
pub use crate::session::Session;
pub use crate::tokens::AccessToken;
pub use crate::tokens::RefreshToken;
pub use crate::tokens::TokenPair;
pub use crate::verdict::Bearer6750;
pub use crate::verdict::Classify;
pub use crate::verdict::GrpcStatus;
pub use crate::verdict::JsonCode;
