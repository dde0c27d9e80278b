//! Ways to get new tokens: what stands behind the port [`Refresher`](crate::port::Refresher).
//!
//! | tokens come from | look at |
//! | --- | --- |
//! | an OAuth 2.0 token endpoint (RFC 6749) | [`OAuth`] |
//! | an endpoint that takes and gives JSON of its own | [`JsonEndpoint`] |
//! | anything else | [`from_fn`], [`from_blocking_fn`] |
//!
//! The first two speak through a [`TokenTransport`]: a client of their own, never one that adds the very token
//! they are to fetch. No redirect is followed, an answer is read up to [`MAX_ANSWER_BYTES`], and what is not
//! sent by `https` stays on this machine.

mod article;
mod closure;
mod endpoint;
mod oauth;
mod response;
mod transport;

pub use self::article::JsonEndpoint;
pub use self::article::JsonEndpointBuilder;
pub use self::closure::BlockingFnRefresher;
pub use self::closure::FnRefresher;
pub use self::closure::from_blocking_fn;
pub use self::closure::from_fn;
pub use self::endpoint::EndpointError;
pub use self::endpoint::SetupError;
pub use self::oauth::Assertion;
pub use self::oauth::ClientAuth;
pub use self::oauth::Grant;
pub use self::oauth::OAuth;
pub use self::oauth::OAuthBuilder;
pub use self::response::parse_token_response;
pub use self::transport::BlockingTransport;
pub use self::transport::BoxError;
pub use self::transport::MAX_ANSWER_BYTES;
#[cfg(feature = "reqwest")]
pub use self::transport::ReqwestTransport;
pub use self::transport::TokenTransport;
#[cfg(feature = "tower")]
pub use self::transport::TowerTransport;
pub use self::transport::TransportError;
