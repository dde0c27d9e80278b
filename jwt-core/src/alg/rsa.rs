//! RSA signatures: RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 7518 §3.3, §3.5; RFC 8017 §8).
//!
//! Takes the integers of a key as big-endian octets and gives prepared keys. Refused: a modulus under
//! 2048 or over 8192 bits, even or of the ROCA kind, an exponent that is even or under 65537, private
//! integers that do not fit the public ones or each other, and any signature that is not exactly as
//! long as the modulus. The two lower bounds are a caller's [`Limits`]. Signing is that of the crate `rsa`,
//! blinded; decryption, where timing attacks on RSA live, is never called. Verifying is ours: it handles
//! public values alone. The salt of PSS is as long as the hash, on both sides, and the modulus has room for
//! both.

mod emsa_pkcs1;
mod emsa_pss;
mod montgomery;
mod public;
pub(crate) mod roca;
#[cfg(feature = "trace")]
pub(crate) mod trace;

use core::marker::PhantomData;

use rsa::BoxedUint;
use rsa::RsaPrivateKey;
use rsa::RsaPublicKey;
use rsa::pkcs1v15;
use rsa::pss;
use rsa::traits::PrivateKeyParts;
use rsa::traits::PublicKeyParts;
use sha2::Sha256;
use sha2::Sha384;
use sha2::Sha512;
use signature::SignatureEncoding;
use zeroize::Zeroizing;

use self::emsa_pkcs1::Pkcs1;
use self::emsa_pss::Pss;
pub(crate) use self::public::PublicKey;
use super::Hash;
use super::Sign;
use super::SigningFailed;
use super::Verify;
use super::integers::Limits;
use super::integers::MAX_EXPONENT;
use super::integers::MAX_MODULUS_BITS;
use super::integers::MIN_EXPONENT;
use super::integers::Primes;
use super::integers::PrivateIntegers;
use super::integers::PublicIntegers;
use super::integers::Refused;
use super::integers::stripped;
use crate::secret::Secret;

// No exponent that is within the bounds is refused by the crate below.
const _: () = assert!(MAX_EXPONENT == RsaPublicKey::MAX_PUB_EXPONENT);

impl PublicIntegers {
    /// Checks every rule and gives the key.
    pub(crate) fn check(&self, limits: Limits) -> Result<PublicKey, Refused> {
        let bits = self.bits();
        let sizes = limits.modulus_bits..=MAX_MODULUS_BITS;
        if !sizes.contains(&bits) {
            return Err(Refused::Size { found: bits, minimum: limits.modulus_bits });
        }
        if self.modulus.last().is_none_or(|octet| octet & 1 == 0) {
            return Err(Refused::Modulus);
        }
        if roca::is_weak(&self.modulus) {
            return Err(Refused::Roca);
        }
        Ok(PublicKey::new(&self.modulus, self.check_exponent(limits)?))
    }
}

/// Checks every rule for both halves and prepares the private key.
///
/// Missing primes are looked for, which takes many times as long as checking given ones.
pub(crate) fn private_key(
    public: &PublicIntegers,
    private: &PrivateIntegers,
    limits: Limits,
) -> Result<RsaPrivateKey, Refused> {
    public.check(limits)?;
    // Without primes they are looked for with the help of e·d − 1, which must not be negative.
    if private.exponent.expose().iter().all(|octet| *octet == 0) {
        return Err(Refused::Inconsistent);
    }
    // That way (NIST SP 800-56B Rev. 2, appendix C.2) works from e = 2^16 on.
    if private.primes.is_none() && public.check_exponent(limits)? < MIN_EXPONENT {
        return Err(Refused::PrimesMissing);
    }
    let bits = u32::try_from(public.bits()).map_err(|_| Refused::Modulus)?;
    let precision = bits.next_multiple_of(64);
    let number = |octets: &[u8]| {
        BoxedUint::from_be_slice(stripped(octets), precision).map_err(|_| Refused::Inconsistent)
    };
    let modulus = number(&public.modulus)?;
    let exponent = BoxedUint::from_be_slice_vartime(&public.exponent);
    let secret = number(private.exponent.expose())?;
    let primes = match &private.primes {
        Some(Primes { p, q, .. }) => vec![number(p.expose())?, number(q.expose())?],
        None => Vec::new(),
    };
    let key = RsaPrivateKey::from_components(modulus, exponent, secret, primes)
        .map_err(|_| Refused::Inconsistent)?;
    // Others compute with dp, dq and qi as they are written.
    let whole = integers(&key).1.primes;
    if whole.is_none() || private.primes.is_some() && private.primes != whole {
        return Err(Refused::Inconsistent);
    }
    Ok(key)
}

/// Makes a new private key of `bits` with the public exponent 65537.
///
/// Takes about a second for 2048 bits and rises steeply: the search for two primes.
pub(crate) fn generate(bits: usize) -> Result<(PublicIntegers, PrivateIntegers), SigningFailed> {
    let mut rng = rand_core::UnwrapErr(getrandom::SysRng);
    // A source of randomness that does not work is found here and not by a panic further down.
    getrandom::fill(&mut [0_u8; 32]).map_err(|_| SigningFailed)?;
    let key = RsaPrivateKey::new(&mut rng, bits).map_err(|_| SigningFailed)?;
    Ok(integers(&key))
}

/// Reads the integers of a prepared private key.
pub(crate) fn integers(key: &RsaPrivateKey) -> (PublicIntegers, PrivateIntegers) {
    let public = PublicIntegers::new(&key.n_bytes(), &key.e_bytes());
    (public, PrivateIntegers { exponent: octets(key.d()), primes: primes(key) })
}

fn primes(key: &RsaPrivateKey) -> Option<Primes> {
    let [p, q] = key.primes() else {
        return None;
    };
    let (dp, dq) = (octets(key.dp()?), octets(key.dq()?));
    let qi = octets(&key.qinv()?.retrieve());
    Some(Primes { p: octets(p.as_ref()), q: octets(q.as_ref()), dp, dq, qi })
}

fn octets(number: &BoxedUint) -> Secret {
    let whole = Zeroizing::new(number.to_be_bytes().into_vec());
    Secret::from(stripped(&whole))
}

/// Prepares RSASSA-PKCS1-v1_5 verification.
pub(crate) fn pkcs1_verifier(hash: Hash, key: PublicKey) -> Box<dyn Verify> {
    match hash {
        Hash::Sha256 => Box::new(Pkcs1::<Sha256> { key, hash, digest: PhantomData }),
        Hash::Sha384 => Box::new(Pkcs1::<Sha384> { key, hash, digest: PhantomData }),
        Hash::Sha512 => Box::new(Pkcs1::<Sha512> { key, hash, digest: PhantomData }),
    }
}

/// Prepares RSASSA-PSS verification.
pub(crate) fn pss_verifier(hash: Hash, key: PublicKey) -> Box<dyn Verify> {
    match hash {
        Hash::Sha256 => Box::new(Pss::<Sha256> { key, digest: PhantomData }),
        Hash::Sha384 => Box::new(Pss::<Sha384> { key, digest: PhantomData }),
        Hash::Sha512 => Box::new(Pss::<Sha512> { key, digest: PhantomData }),
    }
}

/// Prepares RSASSA-PKCS1-v1_5 signing, blinded.
pub(crate) fn pkcs1_signer(hash: Hash, key: RsaPrivateKey) -> Box<dyn Sign> {
    match hash {
        Hash::Sha256 => Blinded::boxed(pkcs1v15::SigningKey::<Sha256>::new(key)),
        Hash::Sha384 => Blinded::boxed(pkcs1v15::SigningKey::<Sha384>::new(key)),
        Hash::Sha512 => Blinded::boxed(pkcs1v15::SigningKey::<Sha512>::new(key)),
    }
}

/// Prepares RSASSA-PSS signing, blinded, with a fresh salt for each signature.
pub(crate) fn pss_signer(hash: Hash, key: RsaPrivateKey) -> Box<dyn Sign> {
    match hash {
        Hash::Sha256 => Blinded::boxed(pss::SigningKey::<Sha256>::new(key)),
        Hash::Sha384 => Blinded::boxed(pss::SigningKey::<Sha384>::new(key)),
        Hash::Sha512 => Blinded::boxed(pss::SigningKey::<Sha512>::new(key)),
    }
}

/// A typed private key that draws its own randomness for blinding and salt.
struct Blinded<K, S> {
    key: K,
    signature: PhantomData<fn() -> S>,
}

impl<K, S> Blinded<K, S>
where
    K: signature::RandomizedSigner<S> + Send + Sync + 'static,
    S: SignatureEncoding + 'static,
{
    fn boxed(key: K) -> Box<dyn Sign> {
        Box::new(Self { key, signature: PhantomData })
    }
}

impl<K, S> Sign for Blinded<K, S>
where
    K: signature::RandomizedSigner<S> + Send + Sync,
    S: SignatureEncoding,
{
    fn sign(&self, message: &[u8], signature: &mut Vec<u8>) -> Result<(), SigningFailed> {
        let made = self
            .key
            .try_sign_with_rng(&mut getrandom::SysRng, message)
            .map_err(|_| SigningFailed)?;
        signature.extend_from_slice(made.to_bytes().as_ref());
        Ok(())
    }
}

#[cfg(test)]
mod tests;
