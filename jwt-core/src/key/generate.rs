//! New keys: the key length that the algorithm asks for, from the randomness of the system.
//!
//! | algorithm | new key |
//! | --- | --- |
//! | HS256, HS384, HS512 | as many octets as the hash has |
//! | RS, PS | RSA of 2048 bits (RFC 7518 §3.3), e = 65537 |
//! | ES | a scalar on the curve of the algorithm |
//! | Ed25519, EdDSA | a seed of 32 octets |
//! | ML-DSA-44, ML-DSA-65, ML-DSA-87 | a seed of 32 octets |

use super::KeyError;
use super::KeyType;
use super::material::Material;
use crate::alg::Algorithm;
use crate::alg::Family;
use crate::alg::ecdsa;
use crate::alg::eddsa;
use crate::alg::integers;
use crate::alg::mldsa;
use crate::alg::rsa;
use crate::secret::Secret;

/// Makes the material of a new private key or secret.
pub(super) fn material(algorithm: Algorithm) -> Result<Material, KeyError> {
    if let Some(kind) = KeyType::serving(algorithm) {
        kind.built_in()?;
    }
    let no_randomness = |_| KeyError::Randomness;
    match algorithm.family() {
        Family::Ecdsa => {
            let Some(curve) = algorithm.curve() else {
                return Err(KeyError::Randomness);
            };
            let scalar = ecdsa::generate(curve).map_err(no_randomness)?;
            Material::ec(curve, None, Some(scalar))
        }
        Family::EdDsa => Material::okp(None, Some(eddsa::generate().map_err(no_randomness)?)),
        Family::Hmac => {
            let mut octets = vec![0; algorithm.hash().map_or(64, crate::alg::Hash::octets)];
            getrandom::fill(&mut octets).map_err(|_| KeyError::Randomness)?;
            Material::oct(Secret::new(octets))
        }
        Family::MlDsa => {
            let Some(set) = algorithm.parameter_set() else {
                return Err(KeyError::Randomness);
            };
            Material::akp(set, None, Some(mldsa::generate().map_err(no_randomness)?))
        }
        Family::RsaPkcs1 | Family::RsaPss => {
            let (public, private) =
                rsa::generate(integers::MIN_MODULUS_BITS).map_err(no_randomness)?;
            Material::rsa(public, Some(private))
        }
    }
}
