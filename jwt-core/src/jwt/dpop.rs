//! DPoP: proof that the sender of a request holds the key that its access token is bound to (RFC 9449).
//!
//! A [`Prover`] makes a [`Proof`] for one request; a [`ProofVerifier`] checks it by the twelve points
//! of §4.3. A proof is signed by the key in its own header: **this is the one place where a key from a
//! header is used**. It proves only that the sender holds that key, so nothing is known until its
//! thumbprint is that of the access token's `cnf` (§6.1).
//!
//! ```text
//! one field ▶ JWS ▶ typ ▶ alg ▶ jwk, public ▶ signature ▶ types ▶ jti htm htu ▶ nonce ▶ iat exp nbf
//!           ▶ ath ▶ jkt
//! ```
//!
//! A proof that is sent twice is accepted twice: remembering each [`VerifiedProof::token_id`] until
//! [`VerifiedProof::remember_until`] is the caller's duty (§11.1).
//!
//! A proof is a JWT: an `exp` that has passed, an `nbf` that has not come and registered claims of a wrong
//! type refuse it, although no proof needs them. `aud` is passed over: `htu` names the recipient.
//!
//! A bound access token is worth its proof only where nobody takes it without one. A service that takes
//! bearer tokens too MUST refuse a bound one that comes as `Authorization: Bearer` (§7.2): it checks those
//! requests with [`AccessToken::bearer`](super::AccessToken::bearer).
//!
//! # Example: a request with a bound access token
//!
//! ```
//! use core::time::Duration;
//!
//! use jwt_core::Algorithm;
//! use jwt_core::jwt;
//! use jwt_core::jwt::Profile;
//! use jwt_core::jwt::Verifier;
//! use jwt_core::jwt::dpop::Prover;
//! use jwt_core::jwt::dpop::ProofVerifier;
//! use jwt_core::key::SigningKey;
//!
//! // The client has a key of its own, and the issuer binds the access token to it.
//! let client = Prover::new(SigningKey::generate(Algorithm::Es256)?)?;
//! let issuer = SigningKey::generate(Algorithm::Es256)?;
//! let kind = Profile::access_token("https://issuer.example", "https://api.example");
//! let claims = kind
//!     .claims("alice", "app", "1", 1_000, Duration::from_secs(300))
//!     .with_confirmation(&client.thumbprint());
//! let token = jwt::sign_with(&issuer, &kind.header(), &claims)?;
//!
//! // The client sends the token and a proof for this very request.
//! let proof = client.proof("GET", "https://api.example/me").access_token(&token).sign(1_010)?;
//!
//! // The service checks both.
//! let tokens = Verifier::new(issuer.verifying_key()).profile(kind);
//! let request = ProofVerifier::new("GET", "https://api.example/me")?;
//! let (verified, proof) = request.verify_with_access_token([proof], &token, &tokens, 1_010)?;
//! assert_eq!(verified.claims().subject().as_deref(), Some("alice"));
//! assert!(proof.remember_until().seconds() == 1_310);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod claims;
mod error;
mod lessons;
mod prove;
mod target_uri;
mod verify;

pub use self::error::DpopError;
pub(crate) use self::lessons::EXPLANATIONS;
pub use self::prove::Proof;
pub use self::prove::Prover;
pub use self::target_uri::MAX_URI_BYTES;
pub use self::verify::MAX_TOKEN_ID_BYTES;
pub use self::verify::ProofVerifier;
pub use self::verify::VerifiedProof;

use crate::alg::Algorithm;
use crate::alg::Family;
use crate::alg::Hash;
use crate::base64url;

/// The `typ` of a proof (RFC 9449 §4.2).
pub(crate) const TYP: &str = "dpop+jwt";

/// Computes `ath`: the SHA-256 hash of an access token as it is sent, base64url (RFC 9449 §4.2).
///
/// # Example: the access token of RFC 9449
///
/// ```
/// use jwt_core::jwt::dpop::access_token_hash;
///
/// let token = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
/// assert_eq!(access_token_hash(token), "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
/// ```
#[must_use]
pub fn access_token_hash(token: &str) -> String {
    base64url::encode(Hash::Sha256.digest(token.as_bytes()))
}

/// A shared secret proves nothing about who of its holders has signed.
fn is_asymmetric(algorithm: Algorithm) -> bool {
    algorithm.family() != Family::Hmac
}
