//! Adapters: the walk of [`exchange`](crate::exchange) for one HTTP client each, behind a feature each.
//!
//! An adapter turns its client's requests and answers into what an exchange knows, and holds no policy.
//! A client without one calls [`Session::token`](crate::Session::token) before it sends, and
//! [`Session::rejected`](crate::Session::rejected) when an answer says so.

#[cfg(feature = "reqwest")]
pub mod reqwest;
#[cfg(feature = "tower")]
pub mod tower;
