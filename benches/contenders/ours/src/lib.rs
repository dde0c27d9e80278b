//! The toolkit itself, as a service would use it.

mod encoding;
mod growth;
mod keys;
mod many;
mod sign;
mod verify;

use course::Cases;
use jwt_core::Algorithm;
use jwt_core::key::KeyError;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;

/// The algorithms that are measured, by the names of their cases.
const ALGORITHMS: [(&str, Algorithm); 6] = [
    ("hs256", Algorithm::Hs256),
    ("rs256", Algorithm::Rs256),
    ("ps256", Algorithm::Ps256),
    ("es256", Algorithm::Es256),
    ("es384", Algorithm::Es384),
    ("ed25519", Algorithm::EdDsa),
];

/// Everything this contender has.
///
/// # Errors
///
/// What a key is refused for.
pub fn cases() -> Cases {
    let mut cases = sign::cases()?;
    cases.extend(verify::cases()?);
    cases.extend(encoding::cases());
    cases.extend(keys::cases()?);
    cases.extend(many::cases()?);
    cases.extend(growth::cases()?);
    Ok(cases)
}

fn signing_key(algorithm: Algorithm) -> Result<SigningKey, KeyError> {
    match algorithm {
        Algorithm::Hs256 => SigningKey::hmac(algorithm, course::keys::HMAC),
        Algorithm::Rs256 | Algorithm::Ps256 => SigningKey::from_pem(algorithm, course::keys::RSA),
        Algorithm::Es256 => SigningKey::from_pem(algorithm, course::keys::P256),
        Algorithm::Es384 => SigningKey::from_pem(algorithm, course::keys::P384),
        _ => SigningKey::from_pem(algorithm, course::keys::ED25519),
    }
}

fn verifying_key(algorithm: Algorithm) -> Result<VerifyingKey, KeyError> {
    match algorithm {
        Algorithm::Hs256 => VerifyingKey::hmac(algorithm, course::keys::HMAC),
        Algorithm::Rs256 | Algorithm::Ps256 => {
            VerifyingKey::from_pem(algorithm, course::keys::RSA_PUBLIC)
        }
        Algorithm::Es256 => VerifyingKey::from_pem(algorithm, course::keys::P256_PUBLIC),
        Algorithm::Es384 => VerifyingKey::from_pem(algorithm, course::keys::P384_PUBLIC),
        _ => VerifyingKey::from_pem(algorithm, course::keys::ED25519_PUBLIC),
    }
}
