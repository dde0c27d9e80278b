//! Making a JWT: claims in, compact token out (RFC 7519 §7.1).

use serde::Serialize;

use crate::json;
use crate::json::Object;
use crate::jws;
use crate::jws::HeaderBuilder;
use crate::jws::SignError;
use crate::key::SigningKey;

/// Signs claims; the header says `typ` JWT, the key's algorithm and its `kid`.
///
/// Takes anything that serde writes as an object: a [`Claims`](super::Claims), a struct, a map.
///
/// # Errors
///
/// [`SignError::Claims`] when the claims are no JSON object with unique names, [`SignError::Key`]
/// when the key cannot sign.
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
pub fn sign<C: Serialize + ?Sized>(key: &SigningKey, claims: &C) -> Result<String, SignError> {
    sign_with(key, &HeaderBuilder::new().typ("JWT"), claims)
}

/// Signs claims under a header of the caller's.
///
/// # Errors
///
/// As [`sign`], and [`SignError::Header`] for `b64` and `crit`.
pub fn sign_with<C: Serialize + ?Sized>(
    key: &SigningKey,
    header: &HeaderBuilder,
    claims: &C,
) -> Result<String, SignError> {
    let payload = serde_json::to_string(claims)
        .map_err(|_| SignError::Claims("a value has no JSON form".to_owned()))?;
    // What our own verifier would refuse must not be signed.
    let limits = json::Limits { depth: usize::MAX };
    Object::parse(payload.as_bytes(), &limits)
        .map_err(|error| SignError::Claims(error.to_string()))?;
    jws::sign(key, header, payload.as_bytes())
}
