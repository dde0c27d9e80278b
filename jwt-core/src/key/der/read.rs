//! The structures of keys, told apart and read (RFC 5958, RFC 8017 §A.1, RFC 5915, RFC 5280 §4.1).
//!
//! Errors name the structure and what is wrong with it, never an octet: it may be a secret's.

use pkcs1::UintRef;
use pkcs8::AlgorithmIdentifierRef;
use pkcs8::ObjectIdentifier;
use pkcs8::PrivateKeyInfoRef;
use pkcs8::SubjectPublicKeyInfoRef;
use pkcs8::der::Decode;
use pkcs8::der::Encode;
use pkcs8::der::Reader;
use pkcs8::der::SliceReader;
use pkcs8::der::Tag;
use pkcs8::der::Tagged;
use pkcs8::der::asn1::BitStringRef;
use pkcs8::der::asn1::OctetStringRef;
use x509_cert::Certificate;

use super::EC_PUBLIC_KEY;
use super::ED25519;
use super::MGF1;
use super::RSA_ENCRYPTION;
use super::RSASSA_PSS;
use super::SHA256;
use super::SHA384;
use super::SHA512;
use super::identifier_of;
use super::identifier_of_set;
use crate::alg::Curve;
use crate::alg::Hash;
use crate::alg::ParameterSet;
use crate::alg::integers;
use crate::alg::mldsa;
use crate::alg::parameter_set::SEED_OCTETS;
use crate::key::Jwk;
use crate::key::KeyError;
use crate::key::KeyType;
use crate::key::material::Allowed;
use crate::key::material::Material;
use crate::secret::Secret;

/// Reads whichever of the five structures the octets are.
pub(in crate::key) fn read(der: &[u8]) -> Result<Jwk, KeyError> {
    if PrivateKeyInfoRef::from_der(der).is_ok() {
        return pkcs8(der);
    }
    if SubjectPublicKeyInfoRef::from_der(der).is_ok() {
        return spki(der);
    }
    if pkcs1::RsaPrivateKeyRef::from_der(der).is_ok() {
        return pkcs1_private(der);
    }
    if pkcs1::RsaPublicKeyRef::from_der(der).is_ok() {
        return pkcs1_public(der);
    }
    if sec1::EcPrivateKey::from_der(der).is_ok() {
        return sec1_private(der, None);
    }
    if Certificate::from_der(der).is_ok() {
        return certificate(der);
    }
    if is_encrypted(der) {
        return Err(KeyError::Encrypted { label: "ENCRYPTED PRIVATE KEY".to_owned() });
    }
    Err(malformed("is no PKCS#8, SPKI, PKCS#1, SEC1 or X.509 structure, or octets follow it"))
}

/// Recognises `EncryptedPrivateKeyInfo`: an algorithm and octets (RFC 5958 §3).
fn is_encrypted(der: &[u8]) -> bool {
    let read = |mut reader: SliceReader<'_>| {
        let parts = reader.sequence(|inner| {
            AlgorithmIdentifierRef::decode(inner)?;
            <&OctetStringRef>::decode(inner)
        });
        parts.and_then(|_| reader.finish())
    };
    SliceReader::new(der).and_then(read).is_ok()
}

/// Reads PKCS#8, the form of private keys of every kind (RFC 5958 §2).
pub(in crate::key) fn pkcs8(der: &[u8]) -> Result<Jwk, KeyError> {
    let info = PrivateKeyInfoRef::from_der(der).map_err(|_| malformed("is no PKCS#8"))?;
    let inner = info.private_key.as_bytes();
    // The public half that version 2 may hold must be the one that the private half has.
    let public = info.public_key.as_ref().map(BitStringRef::raw_bytes);
    match info.algorithm.oid {
        RSA_ENCRYPTION => {
            null_or_absent(&info.algorithm)?;
            same_half(pkcs1_private(inner)?, public.map(pkcs1_public))
        }
        RSASSA_PSS => {
            let jwk = same_half(pkcs1_private(inner)?, public.map(pkcs1_public))?;
            pss(jwk, &info.algorithm)
        }
        EC_PUBLIC_KEY => {
            let curve = curve_of(&info.algorithm)?;
            let point = |octets| Ok(Material::ec(curve, Some(octets), None)?.into());
            same_half(sec1_private(inner, Some(curve))?, public.map(point))
        }
        ED25519 => {
            absent(&info.algorithm)?;
            let seed = <&OctetStringRef>::from_der(inner)
                .map_err(|_| malformed("the Ed25519 seed is no OCTET STRING"))?;
            Ok(Material::okp(public, Some(Secret::from(seed.as_bytes())))?.into())
        }
        other => {
            let set = parameter_set(other).ok_or_else(|| unsupported(other))?;
            absent(&info.algorithm)?;
            Ok(Material::akp(set, public, Some(mldsa_seed(set, inner)?))?.into())
        }
    }
}

fn same_half(pair: Jwk, public: Option<Result<Jwk, KeyError>>) -> Result<Jwk, KeyError> {
    match public.transpose()? {
        Some(public) if public.thumbprint() != pair.thumbprint() => {
            Err(KeyError::Inconsistent { found: pair.key_type() })
        }
        _ => Ok(pair),
    }
}

/// Reads `SubjectPublicKeyInfo`, the form of public keys of every kind (RFC 5280 §4.1.2.7).
pub(in crate::key) fn spki(der: &[u8]) -> Result<Jwk, KeyError> {
    let info =
        SubjectPublicKeyInfoRef::from_der(der).map_err(|_| malformed("is no public key (SPKI)"))?;
    let key = info
        .subject_public_key
        .as_bytes()
        .ok_or_else(|| malformed("the public key has unused bits"))?;
    match info.algorithm.oid {
        RSA_ENCRYPTION => {
            null_or_absent(&info.algorithm)?;
            pkcs1_public(key)
        }
        RSASSA_PSS => pss(pkcs1_public(key)?, &info.algorithm),
        EC_PUBLIC_KEY => Ok(Material::ec(curve_of(&info.algorithm)?, Some(key), None)?.into()),
        ED25519 => {
            absent(&info.algorithm)?;
            Ok(Material::okp(Some(key), None)?.into())
        }
        other => {
            let set = parameter_set(other).ok_or_else(|| unsupported(other))?;
            absent(&info.algorithm)?;
            Ok(Material::akp(set, Some(key), None)?.into())
        }
    }
}

/// Reads an RSA private key of two primes (RFC 8017 §A.1.2).
pub(in crate::key) fn pkcs1_private(der: &[u8]) -> Result<Jwk, KeyError> {
    let key = pkcs1::RsaPrivateKeyRef::from_der(der)
        .map_err(|_| malformed("is no RSA private key (PKCS#1)"))?;
    let public =
        integers::PublicIntegers::new(key.modulus.as_bytes(), key.public_exponent.as_bytes());
    let five = [key.prime1, key.prime2, key.exponent1, key.exponent2, key.coefficient];
    let primes = Some(integers::Primes::new(five.each_ref().map(UintRef::as_bytes)));
    let exponent = Secret::from(key.private_exponent.as_bytes());
    let private = integers::PrivateIntegers { exponent, primes };
    Ok(Material::rsa(public, Some(private))?.into())
}

/// Reads an RSA public key (RFC 8017 §A.1.1).
pub(in crate::key) fn pkcs1_public(der: &[u8]) -> Result<Jwk, KeyError> {
    let key = pkcs1::RsaPublicKeyRef::from_der(der)
        .map_err(|_| malformed("is no RSA public key (PKCS#1)"))?;
    let public =
        integers::PublicIntegers::new(key.modulus.as_bytes(), key.public_exponent.as_bytes());
    Ok(Material::rsa(public, None)?.into())
}

/// Reads an EC private key (RFC 5915); the curve stands inside it or, in PKCS#8, outside.
pub(in crate::key) fn sec1_private(der: &[u8], outer: Option<Curve>) -> Result<Jwk, KeyError> {
    let key =
        sec1::EcPrivateKey::from_der(der).map_err(|_| malformed("is no EC private key (SEC1)"))?;
    let inner = key
        .parameters
        .and_then(sec1::EcParameters::named_curve)
        .map(curve_by_identifier)
        .transpose()?;
    let curve = match (outer, inner) {
        (Some(outer), Some(inner)) if outer != inner => {
            return Err(malformed("the EC private key names two curves"));
        }
        (Some(curve), _) | (None, Some(curve)) => curve,
        (None, None) => return Err(malformed("the EC private key names no curve")),
    };
    Ok(Material::ec(curve, key.public_key, Some(Secret::from(key.private_key)))?.into())
}

/// Reads the public key of an X.509 certificate; nothing else of it is looked at, least of all trusted.
pub(in crate::key) fn certificate(der: &[u8]) -> Result<Jwk, KeyError> {
    let certificate =
        Certificate::from_der(der).map_err(|_| malformed("is no X.509 certificate"))?;
    let info = certificate
        .tbs_certificate()
        .subject_public_key_info()
        .to_der()
        .map_err(|_| malformed("the certificate's public key cannot be read"))?;
    spki(&info)
}

/// Reads the seed out of the three forms of an ML-DSA private key (RFC 9881 §6).
///
/// ```text
/// seed      [0] OCTET STRING (32)
/// expanded  OCTET STRING                       without its seed: refused, for a JWK needs it
/// both      SEQUENCE { OCTET STRING (32), OCTET STRING }
/// ```
fn mldsa_seed(set: ParameterSet, der: &[u8]) -> Result<Secret, KeyError> {
    if let [0x80, 0x20, seed @ ..] = der
        && seed.len() == SEED_OCTETS
    {
        return Ok(Secret::from(seed));
    }
    let expanded = <&OctetStringRef>::from_der(der).map(|octets| octets.as_bytes().len());
    if expanded == Ok(expanded_key_octets(set)) {
        let found =
            format!("an expanded {set} private key without its seed: export it with the seed");
        return Err(KeyError::unsupported(found));
    }
    let both = |mut reader: SliceReader<'_>| {
        let parts = reader.sequence(|inner| {
            let seed = <&OctetStringRef>::decode(inner)?;
            let expanded = <&OctetStringRef>::decode(inner)?;
            Ok::<_, pkcs8::der::Error>((
                Secret::from(seed.as_bytes()),
                Secret::from(expanded.as_bytes()),
            ))
        })?;
        reader.finish()?;
        Ok::<_, pkcs8::der::Error>(parts)
    };
    let (seed, stored) = SliceReader::new(der)
        .and_then(both)
        .map_err(|_| malformed("the ML-DSA private key is no seed of 32 octets"))?;
    let found = KeyType::Akp(set);
    match mldsa::expanded_key(set, seed.expose()) {
        Ok(expanded) if expanded == stored => Ok(seed),
        _ => Err(KeyError::Inconsistent { found }),
    }
}

/// Counts the octets of an expanded private key (FIPS 204 table 2).
const fn expanded_key_octets(set: ParameterSet) -> usize {
    match set {
        ParameterSet::MlDsa44 => 2560,
        ParameterSet::MlDsa65 => 4032,
        ParameterSet::MlDsa87 => 4896,
    }
}

/// Marks a key as serving PSS only, and one algorithm only when its parameters name the hash.
fn pss(mut jwk: Jwk, algorithm: &AlgorithmIdentifierRef<'_>) -> Result<Jwk, KeyError> {
    jwk.material.restrict(Allowed::Pss);
    let Some(parameters) = algorithm.parameters else {
        return Ok(jwk);
    };
    let wrong = || malformed("the RSASSA-PSS parameters are none that JWS allows");
    let parameters = parameters.to_der().map_err(|_| wrong())?;
    let parameters = pkcs1::RsaPssParamsOwned::from_der(&parameters).map_err(|_| wrong())?;
    let hash = match parameters.hash.oid {
        SHA256 => Hash::Sha256,
        SHA384 => Hash::Sha384,
        SHA512 => Hash::Sha512,
        _ => return Err(wrong()),
    };
    // The mask is made with the same hash as the digest (RFC 7518 §3.5).
    let mask = &parameters.mask_gen;
    let mask_hash = mask.parameters.as_ref().map(|hash| hash.oid);
    if mask.oid != MGF1 || mask_hash != Some(parameters.hash.oid) {
        return Err(wrong());
    }
    // The salt of a JWS is as long as the hash (RFC 7518 §3.5); the parameter is its least length.
    let salt = parameters.salt_len;
    if usize::from(salt) > hash.octets() {
        return Err(wrong());
    }
    let allowed = Allowed::PssWith { hash, salt };
    jwk.material.restrict(allowed);
    jwk.algorithm = allowed.one().map(|algorithm| algorithm.as_str().to_owned());
    Ok(jwk)
}

fn curve_of(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<Curve, KeyError> {
    let identifier =
        algorithm.parameters_oid().map_err(|_| malformed("the EC key names no curve"))?;
    curve_by_identifier(identifier)
}

fn curve_by_identifier(identifier: ObjectIdentifier) -> Result<Curve, KeyError> {
    Curve::ALL
        .iter()
        .copied()
        .find(|curve| identifier_of(*curve) == identifier)
        .ok_or_else(|| KeyError::unsupported(format!("the EC curve {identifier}")))
}

fn parameter_set(identifier: ObjectIdentifier) -> Option<ParameterSet> {
    ParameterSet::ALL.iter().copied().find(|set| identifier_of_set(*set) == identifier)
}

fn null_or_absent(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<(), KeyError> {
    match algorithm.parameters {
        Some(parameters) if parameters.tag() != Tag::Null => {
            Err(malformed("the RSA key has parameters"))
        }
        _ => Ok(()),
    }
}

fn absent(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<(), KeyError> {
    match algorithm.parameters {
        Some(_) => Err(malformed(
            "the key has parameters where its kind has none (RFC 8410 §3, RFC 9881 §2)",
        )),
        None => Ok(()),
    }
}

fn unsupported(identifier: ObjectIdentifier) -> KeyError {
    let name = match identifier.to_string().as_str() {
        "1.3.101.110" => "an X25519 key, which cannot sign".to_owned(),
        "1.3.101.111" => "an X448 key, which cannot sign".to_owned(),
        "1.3.101.113" => "an Ed448 key".to_owned(),
        "1.2.840.10040.4.1" => "a DSA key".to_owned(),
        other => format!("the key algorithm {other}"),
    };
    KeyError::unsupported(name)
}

fn malformed(problem: &str) -> KeyError {
    KeyError::Malformed { container: "DER", problem: problem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alg::Algorithm;
    use crate::key::SigningKey;
    use crate::key::der;
    use crate::key::der_outline;
    use crate::key::pem;

    /// Tells whether one of the readers takes the octets for a structure of a key.
    fn has_a_reader(der: &[u8]) -> bool {
        PrivateKeyInfoRef::from_der(der).is_ok()
            || SubjectPublicKeyInfoRef::from_der(der).is_ok()
            || pkcs1::RsaPrivateKeyRef::from_der(der).is_ok()
            || pkcs1::RsaPublicKeyRef::from_der(der).is_ok()
            || sec1::EcPrivateKey::from_der(der).is_ok()
            || Certificate::from_der(der).is_ok()
            || is_encrypted(der)
    }

    #[test]
    fn what_a_reader_takes_has_the_outline_of_a_key() {
        let certificate = "\
            MIHvMIGioAMCAQICAgp/MAUGAytlcDARMQ8wDQYDVQQDDAZpc3N1ZXIwIBcNMjYwMTAxMDAwMDAwWhgPMj\
            A1MTAxMDEwMDAwMDBaMC8xFjAUBgNVBAoMDUV4YW1wbGUsIEluYy4xFTATBgNVBAMMDGV4YW1wbGUKbGVh\
            ZjAqMAUGAytlcAMhANdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1EaMAUGAytlcANBAE4TiJdQxi\
            ger0xKbKsrKjbEj41zV4DDcV/LYJI3GU1HOvCxU/pOTWiSkxEBFqqXfQQWSjWWajEM0bZcaPctXgw=";
        let encrypted = &[0x30, 11, 0x30, 5, 6, 3, 42, 3, 4, 4, 2, 7, 7];
        let mut structures = vec![pem::from_base64(certificate.as_bytes()).unwrap().to_vec()];
        structures.push(encrypted.to_vec());
        for algorithm in
            [Algorithm::Rs256, Algorithm::Es512, Algorithm::Ed25519, Algorithm::MlDsa44]
        {
            let jwk = SigningKey::generate(algorithm).unwrap().jwk().clone();
            let (_, private) = der::write(&jwk).unwrap();
            let (_, public) = der::write(&jwk.public().unwrap()).unwrap();
            let inner = PrivateKeyInfoRef::from_der(&private).unwrap().private_key.as_bytes();
            let bits = SubjectPublicKeyInfoRef::from_der(&public).unwrap().subject_public_key;
            structures.extend([inner.to_vec(), bits.raw_bytes().to_vec()]);
            structures.extend([private.to_vec(), public.to_vec()]);
        }
        let mut taken = 0;
        for der in &structures {
            for at in (0..der.len()).filter(|at| *at < 40 || at % 29 == 0) {
                for octet in [der[at], 0, 1, 2, 3, 4, 6, 0x30, 0x7f, 0x80, 0x81, 0x82, 0xa0, 0xff] {
                    let mut changed = der.clone();
                    changed[at] = octet;
                    let read = has_a_reader(&changed);
                    taken += usize::from(read);
                    assert!(!read || der_outline::is_key(&changed), "{at}: {changed:02x?}");
                }
            }
        }
        assert!(taken > 1000, "{taken}");
    }
}
