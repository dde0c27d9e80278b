//! A key as PKCS#8 or SPKI, the private one in memory that is wiped (RFC 5958 §2, RFC 5280 §4.1.2.7).

use pkcs1::RsaPssParamsRef;
use pkcs1::UintRef;
use pkcs8::AlgorithmIdentifierRef;
use pkcs8::PrivateKeyInfoRef;
use pkcs8::SubjectPublicKeyInfoRef;
use pkcs8::der::Decode;
use pkcs8::der::Encode;
use pkcs8::der::asn1::AnyRef;
use pkcs8::der::asn1::BitStringRef;
use pkcs8::der::asn1::OctetStringRef;
use sha2::Sha256;
use sha2::Sha384;
use sha2::Sha512;
use zeroize::Zeroizing;

use super::EC_PUBLIC_KEY;
use super::ED25519;
use super::RSA_ENCRYPTION;
use super::RSASSA_PSS;
use super::identifier_of;
use super::identifier_of_set;
use crate::alg::Hash;
use crate::alg::integers;
use crate::alg::rsa;
use crate::key::Jwk;
use crate::key::KeyError;
use crate::key::material::Allowed;
use crate::key::material::Material;

const PRIVATE: &str = "PRIVATE KEY";
const PUBLIC: &str = "PUBLIC KEY";

/// Writes PKCS#8 for a private key and SPKI for a public one, with the PEM label that belongs to it.
pub(in crate::key) fn write(jwk: &Jwk) -> Result<(&'static str, Zeroizing<Vec<u8>>), KeyError> {
    let form = "PEM";
    let failed = || KeyError::Unrepresentable { found: jwk.key_type(), form };
    match &jwk.material {
        Material::Oct(_) => Err(failed()),
        Material::Rsa { public, private, allowed } => {
            let parameters = pss_parameters(*allowed).ok_or_else(failed)?;
            let algorithm = match allowed {
                Allowed::All => {
                    AlgorithmIdentifierRef { oid: RSA_ENCRYPTION, parameters: Some(AnyRef::NULL) }
                }
                Allowed::Pss => AlgorithmIdentifierRef { oid: RSASSA_PSS, parameters: None },
                Allowed::PssWith { .. } => {
                    let parameters = AnyRef::from_der(&parameters).map_err(|_| failed())?;
                    AlgorithmIdentifierRef { oid: RSASSA_PSS, parameters: Some(parameters) }
                }
            };
            let Some(private) = private else {
                public.check(integers::Limits::WIDEST)?;
                let inner = rsa_public(public).ok_or_else(failed)?;
                return public_info(algorithm, &inner).ok_or_else(failed);
            };
            // Checks the key and finds the primes, which PKCS#1 cannot do without.
            let key = rsa::private_key(public, private, integers::Limits::WIDEST)?;
            let inner = rsa_private(public, &rsa::integers(&key).1).ok_or_else(failed)?;
            private_info(algorithm, &inner).ok_or_else(failed)
        }
        Material::Akp { set, public, private } => {
            let algorithm =
                AlgorithmIdentifierRef { oid: identifier_of_set(*set), parameters: None };
            let Some(seed) = private else {
                return public_info(algorithm, public).ok_or_else(failed);
            };
            let inner = Zeroizing::new([&[0x80, 0x20], seed.expose()].concat());
            private_info(algorithm, &inner).ok_or_else(failed)
        }
        Material::Ec { curve, point, private } => {
            let identifier = identifier_of(*curve);
            let parameters = Some(AnyRef::from(&identifier));
            let algorithm = AlgorithmIdentifierRef { oid: EC_PUBLIC_KEY, parameters };
            let sec1_point = [&[4], point.as_slice()].concat();
            let Some(scalar) = private else {
                return public_info(algorithm, &sec1_point).ok_or_else(failed);
            };
            let inner = sec1::EcPrivateKey {
                private_key: scalar.expose(),
                parameters: None,
                public_key: Some(&sec1_point),
            };
            let inner = Zeroizing::new(inner.to_der().map_err(|_| failed())?);
            private_info(algorithm, &inner).ok_or_else(failed)
        }
        Material::Okp { public, private } => {
            let algorithm = AlgorithmIdentifierRef { oid: ED25519, parameters: None };
            let Some(seed) = private else {
                return public_info(algorithm, public).ok_or_else(failed);
            };
            let inner = OctetStringRef::new(seed.expose()).and_then(|octets| octets.to_der());
            let inner = Zeroizing::new(inner.map_err(|_| failed())?);
            private_info(algorithm, &inner).ok_or_else(failed)
        }
    }
}

/// Writes `RSAPublicKey` (RFC 8017 §A.1.1).
fn rsa_public(public: &integers::PublicIntegers) -> Option<Zeroizing<Vec<u8>>> {
    let modulus = UintRef::new(&public.modulus).ok()?;
    let public_exponent = UintRef::new(&public.exponent).ok()?;
    let key = pkcs1::RsaPublicKeyRef { modulus, public_exponent };
    key.to_der().ok().map(Zeroizing::new)
}

/// Writes `RSAPrivateKey` of two primes (RFC 8017 §A.1.2).
fn rsa_private(
    public: &integers::PublicIntegers,
    private: &integers::PrivateIntegers,
) -> Option<Zeroizing<Vec<u8>>> {
    let integers::Primes { p, q, dp, dq, qi } = private.primes.as_ref()?;
    let key = pkcs1::RsaPrivateKeyRef {
        modulus: UintRef::new(&public.modulus).ok()?,
        public_exponent: UintRef::new(&public.exponent).ok()?,
        private_exponent: UintRef::new(private.exponent.expose()).ok()?,
        prime1: UintRef::new(p.expose()).ok()?,
        prime2: UintRef::new(q.expose()).ok()?,
        exponent1: UintRef::new(dp.expose()).ok()?,
        exponent2: UintRef::new(dq.expose()).ok()?,
        coefficient: UintRef::new(qi.expose()).ok()?,
        other_prime_infos: None,
    };
    key.to_der().ok().map(Zeroizing::new)
}

/// Writes `RSASSA-PSS-params`, empty where there are none (RFC 4055 §3.1).
fn pss_parameters(allowed: Allowed) -> Option<Vec<u8>> {
    let Allowed::PssWith { hash, salt } = allowed else {
        return Some(Vec::new());
    };
    let parameters = match hash {
        Hash::Sha256 => RsaPssParamsRef::new::<Sha256>(salt),
        Hash::Sha384 => RsaPssParamsRef::new::<Sha384>(salt),
        Hash::Sha512 => RsaPssParamsRef::new::<Sha512>(salt),
    };
    parameters.to_der().ok()
}

fn public_info(
    algorithm: AlgorithmIdentifierRef<'_>,
    key: &[u8],
) -> Option<(&'static str, Zeroizing<Vec<u8>>)> {
    let subject_public_key = BitStringRef::from_bytes(key).ok()?;
    let der = SubjectPublicKeyInfoRef { algorithm, subject_public_key }.to_der().ok()?;
    Some((PUBLIC, Zeroizing::new(der)))
}

fn private_info(
    algorithm: AlgorithmIdentifierRef<'_>,
    key: &[u8],
) -> Option<(&'static str, Zeroizing<Vec<u8>>)> {
    let key = OctetStringRef::new(key).ok()?;
    let der = PrivateKeyInfoRef::new(algorithm, key).to_der().ok()?;
    Some((PRIVATE, Zeroizing::new(der)))
}
