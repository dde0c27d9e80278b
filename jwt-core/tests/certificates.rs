//! The limit on the octets of a certificate (RFC 7515 §4.1.6 sets none): met to the octet by one that is
//! good but for its signature, which nothing here checks.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jwt_core::key::Certificate;
use jwt_core::key::KeyError;
use jwt_core::key::MAX_CERTIFICATE_OCTETS;

/// A certificate of so many octets: `SEQUENCE { TBSCertificate, AlgorithmIdentifier, BIT STRING }` with
/// a signature that is as long as it takes.
fn of_octets(octets: usize) -> Vec<u8> {
    let pem = include_str!("vectors/interop/p256.cert.pem");
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = STANDARD.decode(body).unwrap();
    // The header of the outer sequence is 30 82 and two octets of length; so is the first inside.
    assert_eq!((&der[..2], &der[4..6]), (&[0x30, 0x82][..], &[0x30, 0x82][..]));
    let tbs = 4 + usize::from(u16::from_be_bytes([der[6], der[7]]));
    let algorithm = 2 + usize::from(der[4 + tbs + 1]);
    let inside = &der[4..4 + tbs + algorithm];
    let length = |count: usize| u16::try_from(count).unwrap().to_be_bytes();
    let rest = octets - 4;
    let signature = rest - inside.len() - 4;
    let mut grown = vec![0x30, 0x82];
    grown.extend(length(rest));
    grown.extend(inside);
    grown.extend([0x03, 0x82]);
    grown.extend(length(signature));
    grown.resize(octets, 0);
    grown
}

#[test]
fn a_certificate_of_the_limit_is_read_and_one_octet_more_is_not() {
    let told = |read: Result<Certificate, KeyError>| {
        read.map_or_else(|error| error.to_string(), |read| read.subject().to_owned())
    };
    let (good, long) = (of_octets(MAX_CERTIFICATE_OCTETS), of_octets(MAX_CERTIFICATE_OCTETS + 1));
    let subject = told(Certificate::from_der(&of_octets(1000)));
    assert!(subject.starts_with("CN="), "{subject}");
    assert_eq!(told(Certificate::from_der(&good)), subject);
    assert_eq!(told(Certificate::from_base64(&STANDARD.encode(&good))), subject);
    let refusal = told(Certificate::from_der(&long));
    assert!(refusal.ends_with("is longer than 16384 octets"), "{refusal}");
    assert_eq!(told(Certificate::from_base64(&STANDARD.encode(&long))), refusal);
    // Text that is far longer is not decoded first.
    assert_eq!(told(Certificate::from_base64(&"A".repeat(64 * 1024))), refusal);
    assert_eq!(told(Certificate::from_base64(&"!".repeat(64 * 1024))), refusal);
}
