//! DER: the binary forms of keys (RFC 5958, RFC 8017 §A.1, RFC 5915, RFC 5280 §4.1, RFC 9881).
//!
//! ```text
//! PKCS#8  SEQUENCE { INTEGER version, SEQUENCE { OID, params }, OCTET STRING key, … }
//! SPKI    SEQUENCE { SEQUENCE { OID, params }, BIT STRING key }
//! PKCS#1  SEQUENCE { INTEGER n, INTEGER e }  or  SEQUENCE { 0, n, e, d, p, q, dp, dq, qi }
//! SEC1    SEQUENCE { 1, OCTET STRING d, [0] curve, [1] BIT STRING point }
//! X.509   SEQUENCE { SEQUENCE { …, SPKI, … }, … }
//! ```
//!
//! Refused: octets after the end, parameters that do not belong to the kind, curves without a name.

mod distinguished_name;
mod read;
mod write;
mod x509;

use pkcs8::ObjectIdentifier;

pub(super) use self::read::certificate;
pub(super) use self::read::pkcs1_private;
pub(super) use self::read::pkcs1_public;
pub(super) use self::read::pkcs8;
pub(super) use self::read::read;
pub(super) use self::read::sec1_private;
pub(super) use self::read::spki;
pub(super) use self::write::write;
pub(super) use self::x509::x509;
use crate::alg::Curve;
use crate::alg::ParameterSet;

const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const MGF1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.8");
const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSASSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");

const fn identifier_of(curve: Curve) -> ObjectIdentifier {
    match curve {
        Curve::P256 => ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7"),
        Curve::P384 => ObjectIdentifier::new_unwrap("1.3.132.0.34"),
        Curve::P521 => ObjectIdentifier::new_unwrap("1.3.132.0.35"),
        Curve::Secp256k1 => ObjectIdentifier::new_unwrap("1.3.132.0.10"),
    }
}

/// The identifiers of RFC 9881 §2.
const fn identifier_of_set(set: ParameterSet) -> ObjectIdentifier {
    match set {
        ParameterSet::MlDsa44 => ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.17"),
        ParameterSet::MlDsa65 => ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.18"),
        ParameterSet::MlDsa87 => ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.3.19"),
    }
}
