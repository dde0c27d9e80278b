//! Making a JWT: claims in, compact token out (RFC 7519 §7.1).

use serde::Serialize;

use crate::alg::SigningFailed;
use crate::base64url;
use crate::json;
use crate::json::Object;
use crate::jws;
use crate::jws::HeaderBuilder;
use crate::jws::SignError;
use crate::jws::Signer;

/// Signs claims; the header says `typ` JWT, the key's algorithm and its `kid`.
///
/// Takes anything that serde writes as an object: a [`Claims`](super::Claims), a struct, a map.
///
/// # Errors
///
/// [`SignError::Claims`] when the claims are no JSON object with unique names, [`SignError::Key`] or
/// [`SignError::Signer`] when the key cannot sign.
///
/// # Example: claims of one's own type
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::jwt;
/// use jwt_core::key::SigningKey;
///
/// #[derive(serde::Serialize)]
/// struct Session<'a> {
///     sub: &'a str,
///     exp: u64,
/// }
///
/// let key = SigningKey::generate(Algorithm::Hs256)?;
/// let token = jwt::sign(&key, &Session { sub: "alice", exp: 1_700_000_900 })?;
/// assert_eq!(token.split('.').count(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sign<S, C>(signer: &S, claims: &C) -> Result<String, SignError>
where
    S: Signer + ?Sized,
    C: Serialize + ?Sized,
{
    sign_with(signer, &HeaderBuilder::new().typ("JWT"), claims)
}

/// Signs claims under a header of the caller's.
///
/// # Errors
///
/// As [`sign`], [`SignError::Header`] for a header that a verifier would refuse, and
/// [`SignError::Payload`] for `b64`.
pub fn sign_with<S, C>(signer: &S, header: &HeaderBuilder, claims: &C) -> Result<String, SignError>
where
    S: Signer + ?Sized,
    C: Serialize + ?Sized,
{
    if header.has("b64") {
        return Err(SignError::Payload("a JWT is always base64url (RFC 7797 §7)"));
    }
    let payload = serde_json::to_string(claims)
        .map_err(|_| SignError::Claims("a value has no JSON form".to_owned()))?;
    // What is no strict object is no JWT. Whether exp is a number is for whoever made the type.
    let limits = json::Limits { depth: usize::MAX };
    Object::parse(payload.as_bytes(), &limits)
        .map_err(|error| SignError::Claims(error.to_string()))?;
    jws::sign(signer, header, payload.as_bytes())
}

/// Makes a `jti` of 128 bits from the randomness of the operating system, base64url, 22 characters.
///
/// # Errors
///
/// [`SignError::Key`] when the system gives none.
pub fn random_token_id() -> Result<String, SignError> {
    let mut octets = [0_u8; 16];
    getrandom::fill(&mut octets).map_err(|_| SignError::Key(SigningFailed))?;
    Ok(base64url::encode(octets))
}
