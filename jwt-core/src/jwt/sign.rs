//! Making a JWT: claims in, compact token out (RFC 7519 §7.1).

use serde::Serialize;

use crate::alg::SigningFailed;
use crate::base64url;
use crate::json;
use crate::json::Object;
use crate::json::Outline;
use crate::jws;
use crate::jws::HeaderBuilder;
use crate::jws::SignError;
use crate::jws::Signer;

/// Signs claims; the header says `typ` JWT, the key's algorithm and its `kid`.
///
/// Takes anything that serde writes as an object: a [`Claims`](super::Claims), a struct, a map. It may be
/// serialised more than once.
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
    jws::sign_jwt(signer, written(claims)?)
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
    jws::sign(signer, header, &written(claims)?)
}

/// Writes claims as JSON that a verifier reads.
///
/// What is no strict object is no JWT. Whether exp is a number is for whoever made the type.
fn written<C: Serialize + ?Sized>(claims: &C) -> Result<Vec<u8>, SignError> {
    let mut payload = Vec::with_capacity(USUAL_OCTETS);
    let strict = json::write(claims, &mut payload)
        .map_err(|_| SignError::Claims("a value has no JSON form".to_owned()))?;
    let limits = json::Limits { depth: usize::MAX };
    if !strict && !Outline::is_strict(&payload, &limits) {
        Object::parse(&payload, &limits).map_err(|error| SignError::Claims(error.to_string()))?;
    }
    Ok(payload)
}

/// Most Claims Sets fit into so many octets.
const USUAL_OCTETS: usize = 512;

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
