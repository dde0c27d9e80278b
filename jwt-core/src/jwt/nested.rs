//! A JWT inside a signed token (RFC 7519 §7.2 step 8, RFC 8725 §3.3): both signatures must hold.
//!
//! Only signed in signed, and exactly one level: a third token inside is refused.

use core::fmt;

use serde::de::DeserializeOwned;

use super::Claims;
use super::Verified;
use super::Verifier;
use super::VerifyError;
use super::claims_error::quoted_or_nothing;
use super::validation::same_media_type;
use crate::explain::Explanation;
use crate::explain::Rfc;
use crate::jws;
use crate::jws::Caps;
use crate::jws::Compact;
use crate::jws::JwsError;
use crate::jws::KeySource;
use crate::jws::Policy;
use crate::jws::VerifiedJws;
use crate::time::NumericDate;

/// Checks a token whose payload is a JWT, and then that JWT by a verifier of its own.
///
/// The outer header must say `cty` JWT. Nothing that the outer token says is a claim: who has wrapped a
/// token is told by the outer key alone. One that is bound to issuers vouches for the inner token too: its
/// `iss` must be one of them, as it must for the inner key (RFC 8725 §3.8).
///
/// # Errors
///
/// [`NestedError`], from outside in: the inner token is not looked at before the outer signature holds.
///
/// # Example: a gateway signs what an issuer has signed
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::jws;
/// use jwt_core::jws::HeaderBuilder;
/// use jwt_core::jws::Policy;
/// use jwt_core::jwt;
/// use jwt_core::jwt::Claims;
/// use jwt_core::jwt::Verifier;
/// use jwt_core::key::SigningKey;
///
/// let issuer = SigningKey::generate(Algorithm::Es256)?;
/// let gateway = SigningKey::generate(Algorithm::Ed25519)?;
/// let inner = jwt::sign(&issuer, &Claims::new().with_subject("alice").with_expiration(2_000))?;
/// let outer = jws::sign(&gateway, &HeaderBuilder::new().cty("JWT"), inner.as_bytes())?;
///
/// let tokens = Verifier::new(issuer.verifying_key());
/// let keys = gateway.verifying_key();
/// let nested = jwt::verify_nested(&outer, &keys, &Policy::default(), &tokens, 1_000)?;
/// assert_eq!(nested.inner().claims().subject().as_deref(), Some("alice"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify_nested<T, O, K>(
    token: &T,
    outer_keys: &O,
    policy: &Policy,
    inner: &Verifier<K>,
    now: impl Into<NumericDate>,
) -> Result<VerifiedNested, NestedError>
where
    T: AsRef<[u8]> + ?Sized,
    O: KeySource + ?Sized,
    K: KeySource,
{
    verify_nested_as(token, outer_keys, policy, inner, now)
}

/// Checks a token in a token as [`verify_nested`], and reads its claims as a type of the caller's.
///
/// # Errors
///
/// As [`verify_nested`], and [`VerifyError::Shape`] when the claims do not fit the type.
///
/// # Example: the inner claims as a type
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_core::jws;
/// use jwt_core::jws::HeaderBuilder;
/// use jwt_core::jws::Policy;
/// use jwt_core::jwt;
/// use jwt_core::jwt::Claims;
/// use jwt_core::jwt::Verifier;
/// use jwt_core::key::SigningKey;
///
/// #[derive(serde::Deserialize)]
/// struct Session {
///     sub: String,
/// }
///
/// let (issuer, gateway) =
///     (SigningKey::generate(Algorithm::Es256)?, SigningKey::generate(Algorithm::Ed25519)?);
/// let inner = jwt::sign(&issuer, &Claims::new().with_subject("alice").with_expiration(2_000))?;
/// let outer = jws::sign(&gateway, &HeaderBuilder::new().cty("JWT"), inner.as_bytes())?;
///
/// let (keys, policy) = (gateway.verifying_key(), Policy::default());
/// let tokens = Verifier::new(issuer.verifying_key());
/// let nested = jwt::verify_nested_as::<Session>(&outer, &keys, &policy, &tokens, 1_000)?;
/// assert_eq!(nested.into_inner().into_claims().sub, "alice");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify_nested_as<C: DeserializeOwned>(
    token: &(impl AsRef<[u8]> + ?Sized),
    outer_keys: &(impl KeySource + ?Sized),
    policy: &Policy,
    inner: &Verifier<impl KeySource>,
    now: impl Into<NumericDate>,
) -> Result<VerifiedNested<C>, NestedError> {
    // "MUST NOT" be unencoded (RFC 7797 §7), whatever the policy says of other tokens.
    let policy = policy.clone().refuse_unencoded();
    let outer = jws::verify(token, outer_keys, &policy).map_err(NestedError::Outer)?;
    let found = outer.header().cty();
    if !says_nested(found) {
        return Err(NestedError::NotNested { found: found.map(str::to_owned) });
    }
    // One that holds a token again has no Claims Set, so the inner verifier refuses it.
    let inner = inner
        .verify_wrapped(outer.payload(), now.into(), outer.key().issuers())
        .map_err(NestedError::Inner)?;
    Ok(VerifiedNested { outer, inner })
}

/// Tells whether a `cty` says that the payload is a JWT (RFC 7519 §5.2). It is only the sender's word.
pub(crate) fn says_nested(cty: Option<&str>) -> bool {
    cty.is_some_and(|cty| same_media_type(cty, "JWT"))
}

/// Tells whether a payload has the form of a compact token, signed or encrypted.
pub(crate) fn is_token(payload: &[u8]) -> bool {
    let caps = Caps::default().token_bytes(usize::MAX);
    matches!(Compact::parse(payload, &caps), Ok(_) | Err(JwsError::Jwe))
}

/// Two tokens, one in the other, that both passed every check. Only [`verify_nested`] and
/// [`verify_nested_as`] make one.
#[derive(Clone)]
pub struct VerifiedNested<C = Claims> {
    outer: VerifiedJws,
    inner: Verified<C>,
}

impl<C> VerifiedNested<C> {
    /// Gives the outer token: its header and the key that fitted.
    #[must_use]
    pub const fn outer(&self) -> &VerifiedJws {
        &self.outer
    }

    /// Gives the inner token with its claims.
    #[must_use]
    pub const fn inner(&self) -> &Verified<C> {
        &self.inner
    }

    /// Gives the inner token away.
    #[must_use]
    pub fn into_inner(self) -> Verified<C> {
        self.inner
    }
}

impl<C> fmt::Debug for VerifiedNested<C> {
    /// Shows both headers and keys in brief and no claim.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedNested")
            .field("outer", &self.outer)
            .field("inner", &self.inner)
            .finish()
    }
}

/// Why [`verify_nested`] refused a token. Places in each error are those of its own layer.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NestedError {
    /// The inner token is refused; the outer signature was good.
    #[error("the inner token: {0}")]
    Inner(VerifyError),
    /// The outer header does not say that the payload is a token (RFC 7519 §5.2).
    #[error("cty: expected \"JWT\", found {}", quoted_or_nothing(found.as_deref()))]
    NotNested {
        /// The header's `cty`.
        found: Option<String>,
    },
    /// The outer token is refused.
    #[error("the outer token: {0}")]
    Outer(JwsError),
}

impl NestedError {
    /// Gives the stable dotted name of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// Gives the lesson behind the error.
    #[must_use]
    pub fn explanation(&self) -> &'static Explanation {
        match self {
            Self::Inner(error) => error.explanation(),
            Self::NotNested { .. } => &NOT_NESTED,
            Self::Outer(error) => error.explanation(),
        }
    }
}

/// Every explanation of this file, for the catalog.
pub(crate) const EXPLANATIONS: &[&Explanation] = &[&NOT_NESTED];

/// Shown when a token that should hold another does not say so.
pub(crate) const NOT_NESTED: Explanation = Explanation {
    code: "jwt.not_nested",
    title: "The header does not speak of a token inside",
    meaning: "A nested token is marked by cty JWT in the outer header. Without it the payload is \
              something else, whatever it looks like.",
    remedy: "Set cty to JWT when wrapping a token, or verify the token as it is.",
    reference: Rfc { number: 7519, section: "5.2" },
};
