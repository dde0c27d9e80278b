//! JSON Web Tokens from scratch: base64url, JOSE keys, JWS, JWT and inspection.
//!
//! | to | look at |
//! | --- | --- |
//! | make and check tokens | [`jwt`] |
//! | sign octets that are no claims | [`jws`] |
//! | load, make and write keys | [`key`] |
//! | check many tokens with one key | [`key::VerifyingKey::prepare`], [`jwt::Verifier::verify_borrowed`] |
//! | look into any token, without a key | [`inspect`] |
//! | see which algorithms there are | [`alg`] |
//!
//! New here? [`guide::tour`] walks through all of it, [`guide::keys`] says which key goes with which
//! algorithm, [`guide::migration`] starts from `jsonwebtoken`, and [`guide::pitfalls`] shows what does
//! not compile.
//!
//! The library does no I/O and never asks the time: `now` is an argument. A key is bound to exactly
//! one algorithm, so a header can never choose how it is used, and [`jwt::Verified`] is made by a
//! verifier alone. Every input is hostile until verified: bounded in size, read strictly, and never
//! a reason to panic.
//!
//! # Example: a service that checks access tokens
//!
//! ```
//! use std::time::SystemTime;
//!
//! use jwt_core::Algorithm;
//! use jwt_core::jwt::Profile;
//! use jwt_core::jwt::Verifier;
//! use jwt_core::key::VerifyingKey;
//!
//! # let pem = jwt_core::key::SigningKey::generate(Algorithm::Es256)?.jwk().public().unwrap().to_pem()?;
//! let key = VerifyingKey::from_pem(Algorithm::Es256, &pem)?;
//! // Who made the token, for whom, and that it is an access token and of no other kind (RFC 9068).
//! // One that is bound to a key is good beside a proof alone, which is not asked for here.
//! let kind = Profile::access_token("https://issuer.example", "https://api.example").bearer();
//! let verifier = Verifier::new(key).profile(kind);
//!
//! match verifier.verify("eyJhbGciOiJub25lIn0.e30.", SystemTime::now()) {
//!     Ok(verified) => println!("hello, {:?}", verified.claims().subject()),
//!     Err(error) => assert_eq!(error.code(), "jws.unsecured"),
//! }
//! # Ok::<(), jwt_core::key::KeyError>(())
//! ```

pub mod alg;
pub mod base64url;
pub mod explain;
pub mod guide;
pub mod inspect;
pub mod json;
pub mod jws;
pub mod jwt;
pub mod key;
pub mod secret;
pub mod time;

pub use crate::alg::Algorithm;
pub use crate::time::NumericDate;

/// The README's examples, compiled and run with the others.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
