//! Which key a token is explained with, and bound to which algorithm.

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::key::Jwk;
use jwt_core::key::KeyError;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;

use crate::engine::verdict;
use crate::engine::verdict::KeySupply;
use crate::engine::verdict::Rules;

/// A key that is ready to explain a token with.
#[derive(Clone)]
pub struct Chosen {
    /// For checking.
    pub verifying: VerifyingKey,
    /// For showing how a token was made; none of a public key.
    pub signing: Option<SigningKey>,
}

impl core::fmt::Debug for Chosen {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Chosen").field("algorithm", &self.verifying.algorithm()).finish()
    }
}

impl Chosen {
    /// Binds a key to an algorithm; a key that names its own keeps to that.
    ///
    /// # Errors
    ///
    /// [`KeyError`] when the key cannot serve the algorithm.
    pub fn bind(jwk: &Jwk, algorithm: Option<Algorithm>, weak: bool) -> Result<Self, KeyError> {
        let public = jwk.public().unwrap_or_else(|| jwk.clone());
        let verifying = match public.verifying_key(algorithm) {
            Err(KeyError::SecretTooShort { .. }) if weak => {
                VerifyingKey::from_jwk_weak(&public, algorithm)?
            }
            other => other?,
        };
        // A key that is marked for verifying alone still explains how a token is checked.
        let signing =
            if jwk.is_private() { verdict::signing_key(jwk, algorithm, weak).ok() } else { None };
        Ok(Self { verifying, signing })
    }
}

/// Chooses the key that fits the token; else one of the right kind, else the first there is.
///
/// # Errors
///
/// [`KeyError`] when there are keys and none of them can be used.
pub fn choose(
    token: &[u8],
    supply: Option<&KeySupply>,
    now: NumericDate,
) -> Result<Option<Chosen>, KeyError> {
    let Some(supply) = supply else { return Ok(None) };
    let rules = Rules { jws_only: true, ..Rules::default() };
    let judgement = verdict::judge(token, Some(supply), &rules, now);
    let named: Option<Algorithm> =
        judgement.inspection.algorithm_name().and_then(|name| name.parse().ok());
    let weak = supply.weak_secrets_allowed;
    if let Some(used) = &judgement.key
        && let Some(jwk) = supply.keys.get(used.index)
    {
        return Chosen::bind(jwk, Some(used.algorithm), weak).map(Some);
    }
    let serves = |jwk: &&Jwk| named.is_some_and(|name| jwk.algorithms().contains(&name));
    let Some(jwk) = supply.keys.iter().find(serves).or(supply.keys.first()) else {
        return Ok(None);
    };
    let algorithms = jwk.algorithms();
    let algorithm = named.filter(|name| algorithms.contains(name));
    Chosen::bind(jwk, algorithm.or_else(|| algorithms.first().copied()), weak).map(Some)
}
