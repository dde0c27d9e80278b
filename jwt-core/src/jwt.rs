//! JWT: a Claims Set in a JWS (RFC 7519).
//!
//! [`sign`] makes a token, a [`Verifier`] checks one. [`Verified`] is the only proof that a token
//! was checked: no other code can make one. The time is an argument, never asked for.
//!
//! ```text
//! token ▶ JWS verified ▶ payload is one strict JSON object ▶ registered claims have their types
//!       ▶ exp, nbf, iat ▶ iss, sub, aud, typ, required claims ▶ the caller's own type
//! ```
//!
//! # Example: sign and verify
//!
//! ```
//! use jwt_core::Algorithm;
//! use jwt_core::NumericDate;
//! use jwt_core::jwt;
//! use jwt_core::jwt::Claims;
//! use jwt_core::jwt::Verifier;
//! use jwt_core::key::SigningKey;
//!
//! let now = NumericDate::from_seconds(1_700_000_000);
//! let key = SigningKey::generate(Algorithm::Es256)?;
//! let claims = Claims::new().with_issuer("joe").with_audience("api").with_expiration(1_700_000_900);
//! let token = jwt::sign(&key, &claims)?;
//!
//! let verifier = Verifier::new(key.verifying_key()).issuer("joe").audience("api");
//! let verified = verifier.verify(&token, now)?;
//! assert_eq!(verified.claims().issuer().as_deref(), Some("joe"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod claims;
pub(crate) mod claims_error;
pub mod dpop;
pub(crate) mod error;
pub(crate) mod nested;
mod profile;
mod sign;
mod validation;
mod verify;

pub use self::claims::Claims;
pub use self::claims_error::ClaimsError;
pub use self::claims_error::ClaimsErrors;
pub use self::error::VerifyError;
pub use self::nested::NestedError;
pub use self::nested::VerifiedNested;
pub use self::nested::verify_nested;
pub use self::nested::verify_nested_as;
pub use self::profile::AccessToken;
pub use self::profile::BACKCHANNEL_LOGOUT;
pub use self::profile::IdToken;
pub use self::profile::LogoutToken;
pub use self::profile::Profile;
pub use self::profile::RefreshToken;
pub use self::profile::Rule;
pub use self::profile::token_hash;
pub use self::sign::random_token_id;
pub use self::sign::sign;
pub use self::sign::sign_with;
pub use self::validation::Validation;
pub(crate) use self::validation::ill_typed;
pub use self::verify::Verified;
pub use self::verify::VerifiedRef;
pub use self::verify::Verifier;
pub use crate::jws::Buffer;
