//! An X.509 certificate, read for showing (RFC 5280 §4.1).

use core::fmt::Write;

use pkcs8::der::Decode;

use super::distinguished_name;
use super::read::certificate;
use crate::key::Certificate;
use crate::key::KeyError;
use crate::time::NumericDate;

/// Reads what a person wants to see of a certificate; a key of an unknown kind inside is no error.
pub(in crate::key) fn x509(der: &[u8]) -> Result<Certificate, KeyError> {
    let whole = x509_cert::Certificate::from_der(der).map_err(|_| KeyError::Malformed {
        container: "X.509",
        problem: "is no certificate, or something follows it".to_owned(),
    })?;
    let inside = whole.tbs_certificate();
    let moment =
        |time: &x509_cert::time::Time| NumericDate::from_seconds(time.to_unix_duration().as_secs());
    Ok(Certificate {
        der: der.to_vec(),
        issuer: visible(&distinguished_name::text(inside.issuer())),
        key_type: certificate(der).map(|jwk| jwk.key_type()),
        not_after: moment(&inside.validity().not_after),
        not_before: moment(&inside.validity().not_before),
        serial: hexadecimal(inside.serial_number().as_bytes()),
        subject: visible(&distinguished_name::text(inside.subject())),
    })
}

/// Escapes what a terminal obeys instead of showing it, in the way of RFC 4514 §2.4.
fn visible(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for char in name.chars() {
        if !(char.is_control() || DIRECTIONS_AND_LINES.contains(&char)) {
            text.push(char);
            continue;
        }
        for octet in char.encode_utf8(&mut [0; 4]).bytes() {
            let _ = write!(text, "\\{octet:02x}");
        }
    }
    text
}

/// The characters that set the direction of writing (UAX #9 §2), and the separators of lines.
const DIRECTIONS_AND_LINES: [char; 14] = [
    '\u{61c}', '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}', '\u{202a}', '\u{202b}', '\u{202c}',
    '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
];

fn hexadecimal(octets: &[u8]) -> String {
    octets.iter().fold(String::new(), |mut text, octet| {
        let _ = write!(text, "{octet:02x}");
        text
    })
}
