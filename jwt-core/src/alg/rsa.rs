//! RSA signatures: RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 7518 §3.3, §3.5; RFC 8017 §8).
//!
//! Takes the integers of a key as big-endian octets and gives prepared keys. Refused: a modulus under
//! 2048 or over 8192 bits, even or of the ROCA kind, an exponent that is even or under 65537, private
//! integers that do not fit the public ones or each other, and any signature that is not exactly as
//! long as the modulus. The two lower bounds are a caller's [`Limits`]. Signing is blinded;
//! decryption, where timing attacks on RSA live, is never called. The salt of PSS is as long as the
//! hash, on both sides, and the modulus has room for both.

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

use super::Hash;
use super::Sign;
use super::SignatureMismatch;
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
    /// Checks every rule and prepares the key.
    pub(crate) fn check(&self, limits: Limits) -> Result<RsaPublicKey, Refused> {
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
        self.check_exponent(limits)?;
        let modulus = BoxedUint::from_be_slice_vartime(&self.modulus);
        let exponent = BoxedUint::from_be_slice_vartime(&self.exponent);
        RsaPublicKey::new_with_size_limits(modulus, exponent, sizes).map_err(|_| Refused::Modulus)
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
pub(crate) fn pkcs1_verifier(hash: Hash, key: RsaPublicKey) -> Box<dyn Verify> {
    let octets = key.size();
    match hash {
        Hash::Sha256 => Exact::boxed(pkcs1v15::VerifyingKey::<Sha256>::new(key), octets),
        Hash::Sha384 => Exact::boxed(pkcs1v15::VerifyingKey::<Sha384>::new(key), octets),
        Hash::Sha512 => Exact::boxed(pkcs1v15::VerifyingKey::<Sha512>::new(key), octets),
    }
}

/// Prepares RSASSA-PSS verification.
pub(crate) fn pss_verifier(hash: Hash, key: RsaPublicKey) -> Box<dyn Verify> {
    let octets = key.size();
    match hash {
        Hash::Sha256 => Exact::boxed(pss::VerifyingKey::<Sha256>::new(key), octets),
        Hash::Sha384 => Exact::boxed(pss::VerifyingKey::<Sha384>::new(key), octets),
        Hash::Sha512 => Exact::boxed(pss::VerifyingKey::<Sha512>::new(key), octets),
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

/// A typed public key that first demands a signature as long as the modulus (RFC 8017 §8.1.2).
struct Exact<K, S> {
    key: K,
    octets: usize,
    signature: PhantomData<fn() -> S>,
}

impl<K, S> Exact<K, S>
where
    K: signature::Verifier<S> + Send + Sync + 'static,
    S: SignatureEncoding + 'static,
{
    fn boxed(key: K, octets: usize) -> Box<dyn Verify> {
        Box::new(Self { key, octets, signature: PhantomData })
    }
}

impl<K, S> Verify for Exact<K, S>
where
    K: signature::Verifier<S> + Send + Sync,
    S: SignatureEncoding,
{
    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureMismatch> {
        if signature.len() != self.octets {
            return Err(SignatureMismatch);
        }
        let signature = S::try_from(signature).map_err(|_| SignatureMismatch)?;
        self.key.verify(message, &signature).map_err(|_| SignatureMismatch)
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
mod tests {
    use super::*;

    fn odd(bits: usize) -> Vec<u8> {
        let mut octets = vec![0xff; bits / 8];
        octets[0] = 0x80;
        octets
    }

    #[test]
    fn a_small_modulus_is_refused_with_its_size() {
        let key = PublicIntegers::new(&odd(1024), &[1, 0, 1]);
        let refused = |found, minimum| Some(Refused::Size { found, minimum });
        assert_eq!(key.check(Limits::STRICT).err(), refused(1024, 2048));
        assert!(key.check(Limits::WIDEST).is_ok());
        for bits in [0, 8, 1016, 8200] {
            let key = PublicIntegers::new(&odd(8200)[..bits / 8], &[1, 0, 1]);
            assert_eq!(key.check(Limits::STRICT).err(), refused(bits, 2048));
            assert_eq!(key.check(Limits::WIDEST).err(), refused(bits, 1024));
        }
    }

    #[test]
    fn a_roca_modulus_is_refused_by_name_under_every_limit() {
        let modulus = crate::base64url::decode(roca::tests::WEAK).unwrap();
        for (limits, exponent) in
            [(Limits::STRICT, &[1, 0, 1][..]), (Limits::WIDEST, &[1, 0, 1]), (Limits::STRICT, &[3])]
        {
            let key = PublicIntegers::new(&modulus, exponent);
            assert_eq!(key.check(limits).err(), Some(Refused::Roca));
        }
    }

    #[test]
    fn small_odd_exponents_are_taken_under_the_widest_limits_alone() {
        for exponent in [&[3][..], &[17], &[1, 0, 1]] {
            let key = PublicIntegers::new(&odd(2048), exponent);
            assert!(key.check(Limits::WIDEST).is_ok(), "{exponent:?}");
        }
        for exponent in [&[][..], &[0], &[1], &[2], &[4], &[1, 0, 2], &[0xff; 9], &[2, 0, 0, 0, 1]]
        {
            let key = PublicIntegers::new(&odd(2048), exponent);
            let refused = Refused::Exponent { minimum: 3 };
            assert_eq!(key.check(Limits::WIDEST).err(), Some(refused), "{exponent:?}");
        }
    }

    #[test]
    fn an_even_small_or_huge_exponent_is_refused() {
        for exponent in [&[][..], &[1], &[3], &[1, 0, 0], &[1, 0, 2], &[0xff; 9], &[2, 0, 0, 0, 1]]
        {
            let key = PublicIntegers::new(&odd(2048), exponent);
            let refused = Refused::Exponent { minimum: 65_537 };
            assert_eq!(key.check(Limits::STRICT).err(), Some(refused), "{exponent:?}");
        }
    }

    #[test]
    fn pss_asks_for_room_for_digest_and_salt() {
        let least = |limits: Limits, hash| limits.for_pss(hash).modulus_bits;
        assert_eq!(least(Limits::WIDEST, Hash::Sha256), 1024);
        assert_eq!(least(Limits::WIDEST, Hash::Sha384), 1024);
        assert_eq!(least(Limits::WIDEST, Hash::Sha512), 1034);
        assert_eq!(least(Limits::STRICT, Hash::Sha512), 2048);
    }

    #[test]
    fn an_even_modulus_is_refused() {
        let mut modulus = odd(2048);
        modulus[255] = 0xfe;
        let key = PublicIntegers::new(&modulus, &[1, 0, 1]);
        assert_eq!(key.check(Limits::STRICT).err(), Some(Refused::Modulus));
    }

    #[test]
    fn leading_zeros_do_not_change_a_number() {
        let mut padded = vec![0; 3];
        padded.extend(odd(2048));
        let key = PublicIntegers::new(&padded, &[0, 1, 0, 1]);
        assert_eq!(key.bits(), 2048);
        assert!(key == PublicIntegers::new(&odd(2048), &[1, 0, 1]));
    }
}
