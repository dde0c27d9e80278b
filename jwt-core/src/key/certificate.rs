//! X.509 certificates beside a key: `x5c` and `x5t#S256` (RFC 7517 §4.7, §4.9; RFC 7515 §4.1.6).
//!
//! Takes DER, or an entry of `x5c` in standard base64, and gives what a person wants to see: names,
//! validity, serial number, key. Nothing here is trusted: no chain is validated, no signature checked
//! and no date compared. What is checked is the one thing that RFC 7517 asks of a JWK: the key of the
//! first certificate MUST be the key of the JWK. Refused: more than [`MAX_CERTIFICATES`] entries, one
//! over [`MAX_CERTIFICATE_OCTETS`], base64url, line breaks, what is no certificate.

use core::fmt;

use base64ct::Base64;
use base64ct::Encoding;
use sha2::Digest;
use sha2::Sha256;

use super::Jwk;
use super::KeyError;
use super::KeyType;
use super::der;
use super::error::quoted;
use super::material::Allowed;
use super::thumbprint;
use crate::base64url;
use crate::json::Object;
use crate::time::NumericDate;

/// The most certificates that an `x5c` may hold.
pub const MAX_CERTIFICATES: usize = 10;
/// The most octets of DER that one certificate may have.
pub const MAX_CERTIFICATE_OCTETS: usize = 16 * 1024;

/// One X.509 certificate (RFC 5280 §4.1), read for showing and never trusted.
///
/// # Example: how long a certificate says it is good
///
/// ```
/// use jwt_core::key::Certificate;
///
/// let certificate = Certificate::from_base64(
///     "MIHvMIGioAMCAQICAgp/MAUGAytlcDARMQ8wDQYDVQQDDAZpc3N1ZXIwIBcNMjYwMTAxMDAwMDAwWhgPM\
///      jA1MTAxMDEwMDAwMDBaMC8xFjAUBgNVBAoMDUV4YW1wbGUsIEluYy4xFTATBgNVBAMMDGV4YW1wbGUKbG\
///      VhZjAqMAUGAytlcAMhANdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1EaMAUGAytlcANBAE4TiJd\
///      Qxiger0xKbKsrKjbEj41zV4DDcV/LYJI3GU1HOvCxU/pOTWiSkxEBFqqXfQQWSjWWajEM0bZcaPctXgw=",
/// )?;
/// assert_eq!(certificate.issuer(), "CN=issuer");
/// // 2051-01-01T00:00:00Z.
/// assert_eq!(certificate.not_after().seconds(), 2_556_144_000);
/// # Ok::<(), jwt_core::key::KeyError>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct Certificate {
    pub(super) der: Vec<u8>,
    pub(super) issuer: String,
    pub(super) key_type: Result<KeyType, KeyError>,
    pub(super) not_after: NumericDate,
    pub(super) not_before: NumericDate,
    pub(super) serial: String,
    pub(super) subject: String,
}

impl Certificate {
    /// Reads one certificate from DER.
    ///
    /// # Errors
    ///
    /// [`KeyError::Malformed`] when it is none, is followed by something or is too long. A key of an
    /// unknown kind inside is no error: see [`Certificate::public_key`].
    pub fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        if der.len() > MAX_CERTIFICATE_OCTETS {
            return Err(malformed(&format!("is longer than {MAX_CERTIFICATE_OCTETS} octets")));
        }
        der::x509(der)
    }

    /// Reads one entry of `x5c`: DER in standard base64 with padding and nothing between (RFC 4648 §4).
    ///
    /// Works for the `x5c` of a header too, whose certificates are worth even less than those of a JWK.
    ///
    /// # Errors
    ///
    /// [`KeyError::Malformed`] for other text, and what [`Certificate::from_der`] refuses.
    pub fn from_base64(text: &str) -> Result<Self, KeyError> {
        // Four characters for three octets.
        if text.len() / 4 > MAX_CERTIFICATE_OCTETS.div_ceil(3) {
            return Err(malformed(&format!("is longer than {MAX_CERTIFICATE_OCTETS} octets")));
        }
        let der = Base64::decode_vec(text)
            .map_err(|_| malformed("is no standard base64 (RFC 4648 §4, with padding)"))?;
        Self::from_der(&der)
    }

    /// Gives the octets it was read from.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Gives the name of the one it was made for, in the form of RFC 4514: `CN=example,O=Example`.
    ///
    /// The certificate's maker chose the text. Escaped in it, as octets of UTF-8 (`\e2\80\ae`), are
    /// control characters, line separators and the characters that turn the direction of writing.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Gives the name of the one who signed it, in the form of [`Certificate::subject`].
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Gives the serial number in lower-case hexadecimal digits, two for an octet.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.serial
    }

    /// Gives the first second of its validity (RFC 5280 §4.1.2.5).
    #[must_use]
    pub fn not_before(&self) -> NumericDate {
        self.not_before
    }

    /// Gives the last second of its validity, which counts in (RFC 5280 §4.1.2.5).
    #[must_use]
    pub fn not_after(&self) -> NumericDate {
        self.not_after
    }

    /// Tells the kind of its key.
    ///
    /// # Errors
    ///
    /// What [`Jwk::from_der`] refuses, for example a kind that cannot sign here.
    pub fn key_type(&self) -> Result<KeyType, KeyError> {
        self.key_type.clone()
    }

    /// Reads its public key. It is the key of nobody in particular until the chain has been validated.
    ///
    /// # Errors
    ///
    /// As [`Certificate::key_type`].
    pub fn public_key(&self) -> Result<Jwk, KeyError> {
        der::certificate(&self.der)
    }

    /// Computes the SHA-256 hash of the DER, base64url: the value of `x5t#S256` (RFC 7517 §4.9).
    #[must_use]
    pub fn sha256_thumbprint(&self) -> String {
        base64url::encode(Sha256::digest(&self.der))
    }

    pub(super) fn to_base64(&self) -> String {
        Base64::encode_string(&self.der)
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("subject", &self.subject)
            .field("issuer", &self.issuer)
            .field("serial", &self.serial)
            .finish_non_exhaustive()
    }
}

/// Reads `x5c`; an absent member gives no certificate, an empty array is refused.
pub(super) fn read(object: &Object<'_>) -> Result<Vec<Certificate>, KeyError> {
    let Some(value) = object.get("x5c") else {
        return Ok(Vec::new());
    };
    let wrong = |problem: String| KeyError::Member { name: "x5c", problem };
    let expected = || wrong("expected an array of base64 strings".to_owned());
    let items = value.as_array().ok_or_else(expected)?;
    if items.is_empty() || items.len() > MAX_CERTIFICATES {
        let found = items.len();
        return Err(wrong(format!("expected 1 to {MAX_CERTIFICATES} entries, found {found}")));
    }
    let mut certificates = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let text = item.as_str().ok_or_else(expected)?;
        let certificate = Certificate::from_base64(text)
            .map_err(|error| wrong(format!("entry {index}: {error}")))?;
        certificates.push(certificate);
    }
    Ok(certificates)
}

/// Reads `x5t#S256`: the base64url of 32 octets.
pub(super) fn read_thumbprint(object: &Object<'_>) -> Result<Option<String>, KeyError> {
    let Some(value) = object.get("x5t#S256") else {
        return Ok(None);
    };
    let octets = value.as_str().and_then(|text| base64url::decode(text).ok());
    match (octets.map(|octets| octets.len()), value.as_str()) {
        (Some(32), Some(text)) => Ok(Some(text.to_owned())),
        _ => {
            let problem = "expected the base64url of 32 octets".to_owned();
            Err(KeyError::Member { name: "x5t#S256", problem })
        }
    }
}

/// Demands that the first certificate belongs to the key: by its key, and by its hash if there is one.
pub(super) fn check(jwk: &mut Jwk) -> Result<(), KeyError> {
    let Some(first) = jwk.certificates.first() else {
        return Ok(());
    };
    if jwk.certificate_thumbprint.as_ref().is_some_and(|told| *told != first.sha256_thumbprint()) {
        return Err(KeyError::CertificateMismatch { member: "x5t#S256" });
    }
    let certified = first.public_key();
    let same = |other: &Jwk| {
        other.key_type() == jwk.key_type()
            && thumbprint::sha256(&other.material) == thumbprint::sha256(&jwk.material)
    };
    match certified {
        Ok(other) if same(&other) => restrict(jwk, other.material.allowed()),
        _ => Err(KeyError::CertificateMismatch { member: "x5c" }),
    }
}

/// Takes over that the certificate lets the key be used for PSS alone (RFC 4055 §1.2).
fn restrict(jwk: &mut Jwk, allowed: Allowed) -> Result<(), KeyError> {
    if allowed == Allowed::All {
        return Ok(());
    }
    let fits = |name: &str| name.parse().is_ok_and(|algorithm| allowed.allows(algorithm));
    if let Some(name) = jwk.algorithm.as_deref().filter(|name| !fits(name)) {
        let problem = format!("the certificate in x5c does not allow {}", quoted(name));
        return Err(KeyError::Member { name: "alg", problem });
    }
    jwk.material.restrict(allowed);
    if jwk.algorithm.is_none() {
        jwk.algorithm = allowed.one().map(|algorithm| algorithm.as_str().to_owned());
    }
    Ok(())
}

fn malformed(problem: &str) -> KeyError {
    KeyError::Malformed { container: "X.509", problem: problem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alg::Algorithm;

    /// A certificate made for these tests: the Ed25519 key of RFC 8037, a line end in the name.
    const LEAF: &str = "\
        MIHvMIGioAMCAQICAgp/MAUGAytlcDARMQ8wDQYDVQQDDAZpc3N1ZXIwIBcNMjYwMTAxMDAwMDAwWhgPMj\
        A1MTAxMDEwMDAwMDBaMC8xFjAUBgNVBAoMDUV4YW1wbGUsIEluYy4xFTATBgNVBAMMDGV4YW1wbGUKbGVh\
        ZjAqMAUGAytlcAMhANdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1EaMAUGAytlcANBAE4TiJdQxi\
        ger0xKbKsrKjbEj41zV4DDcV/LYJI3GU1HOvCxU/pOTWiSkxEBFqqXfQQWSjWWajEM0bZcaPctXgw=";
    /// Another, of an Ed448 key.
    const ED448: &str = "\
        MIIBADCBs6ADAgECAgEFMAUGAytlcDARMQ8wDQYDVQQDDAZpc3N1ZXIwIBcNMjYwMTAxMDAwMDAwWhgPMj\
        A1MTAxMDEwMDAwMDBaMCgxFjAUBgNVBAoMDUV4YW1wbGUsIEluYy4xDjAMBgNVBAMMBW90aGVyMEMwBQYD\
        K2VxAzoA3aXTK6CN/gaT72Uqr74ilrjgDEGepKv650RkLOicATpIfLA7ta3/INod7P3qGtvkdgYsOt/6KK\
        WAMAUGAytlcANBAElVRLekBY8U96PsDSLqGET2MHu8HuU+k/Y12mFqnQB1h4opy4b+hjF9PVrYo693y1UC\
        MSeDuk4v5YB0fItndwA=";
    const HASH: &str = "mG-Fs3uDo7hp0hGk9-5YYzYnZYv7uBckJCMsRXWyGIM";
    const X: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    /// The key of [`LEAF`] with more members.
    fn jwk(more: &str) -> Result<Jwk, KeyError> {
        let json = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{X}"{more}}}"#);
        Jwk::from_json(json.as_bytes())
    }

    fn code(more: &str) -> &'static str {
        jwk(more).map_or_else(|error| error.code(), |_| "read")
    }

    #[test]
    fn a_certificate_tells_its_names_dates_number_and_key() {
        let leaf = Certificate::from_base64(LEAF).unwrap();
        assert_eq!(leaf.subject(), r"CN=example\0aleaf,O=Example\, Inc.");
        assert_eq!(leaf.issuer(), "CN=issuer");
        assert_eq!(leaf.serial(), "0a7f");
        assert_eq!(leaf.not_before(), NumericDate::from_seconds(1_767_225_600));
        assert_eq!(leaf.not_after(), NumericDate::from_seconds(2_556_144_000));
        assert_eq!(leaf.key_type(), Ok(KeyType::OkpEd25519));
        assert_eq!(leaf.sha256_thumbprint(), HASH);
        assert_eq!(leaf.to_base64(), LEAF);
        assert_eq!(Certificate::from_der(leaf.der()).unwrap(), leaf);
        assert!(jwk("").unwrap().thumbprint() == leaf.public_key().unwrap().thumbprint());
    }

    #[test]
    fn names_move_no_cursor_and_turn_no_line() {
        let der = Certificate::from_base64(LEAF).unwrap().der().to_vec();
        let subject = |name: &str| {
            let old = b"example\nleaf";
            assert_eq!(old.len(), name.len());
            let at = der.windows(old.len()).position(|window| window == old).unwrap();
            let changed = [&der[..at], name.as_bytes(), &der[at + old.len()..]].concat();
            Certificate::from_der(&changed).unwrap().subject().to_owned()
        };
        assert_eq!(subject("exa\u{202e}\u{9b}leaf"), r"CN=exa\e2\80\ae\c2\9bleaf,O=Example\, Inc.");
        assert_eq!(
            subject("\u{2066}\u{2028}\u{7f}\u{1b}é[m"),
            r"CN=\e2\81\a6\e2\80\a8\7f\1bé[m,O=Example\, Inc."
        );
    }

    #[test]
    fn a_key_of_an_unknown_kind_is_shown_all_the_same() {
        let other = Certificate::from_base64(ED448).unwrap();
        assert_eq!(other.subject(), r"CN=other,O=Example\, Inc.");
        assert_eq!(other.key_type().unwrap_err().code(), "key.unsupported");
    }

    #[test]
    fn a_jwk_keeps_its_certificates_and_writes_them_back() {
        let text = format!(r#","kid":"k","x5c":["{LEAF}","{ED448}"],"x5t#S256":"{HASH}""#);
        let read = jwk(&text).unwrap();
        assert_eq!(read.certificates().len(), 2);
        assert_eq!(read.certificate_thumbprint(), Some(HASH));
        let json = read.to_json();
        assert!(json.ends_with(&format!("{text}}}")), "{}", *json);
        assert_eq!(Jwk::from_json(json.as_bytes()).unwrap().to_json(), json);
        // Certificates change neither the key nor what it is good for.
        assert_eq!(read.thumbprint(), jwk("").unwrap().thumbprint());
        let key = read.verifying_key(Some(Algorithm::Ed25519)).unwrap();
        assert_eq!(key.jwk().certificates(), read.certificates());
        assert!(jwk("").unwrap().certificates().is_empty());
    }

    #[test]
    fn the_certificate_of_another_key_is_refused() {
        assert_eq!(code(&format!(r#","x5c":["{LEAF}"]"#)), "read");
        assert_eq!(code(&format!(r#","x5c":["{ED448}","{LEAF}"]"#)), "key.certificate_mismatch");
        let secret = format!(r#"{{"kty":"oct","k":"AAAA","x5c":["{LEAF}"]}}"#);
        let error = Jwk::from_json(secret.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), "x5c: the first certificate is not of this key");
        // Its hash must be told rightly too; alone it can only be kept.
        let wrong = HASH.replacen('m', "A", 1);
        let both = format!(r#","x5c":["{LEAF}"],"x5t#S256":"{wrong}""#);
        assert_eq!(code(&both), "key.certificate_mismatch");
        assert_eq!(code(&format!(r#","x5t#S256":"{wrong}""#)), "read");
        for hash in ["\"\"", "\"AAAA\"", "7", "\"+G-Fs3uDo7hp0hGk9-5YYzYnZYv7uBckJCMsRXWyGIM\""] {
            assert_eq!(code(&format!(r#","x5t#S256":{hash}"#)), "key.member", "{hash}");
        }
    }

    #[test]
    fn entries_that_are_not_strict_base64_of_one_certificate_are_refused() {
        let der = Certificate::from_base64(LEAF).unwrap().der().to_vec();
        let trailing = Base64::encode_string(&[&der[..], &[0]].concat());
        let cut = Base64::encode_string(&der[..der.len() - 1]);
        for text in [
            "",
            "AAAA",
            "MA==",
            &LEAF.replacen("MAUGAytl", "MAUG\nAytl", 1),
            &LEAF.replace('=', ""),
            &LEAF.replace('+', "-").replace('/', "_"),
            &LEAF.replace("gw=", "gx="),
            &format!("{LEAF}\n"),
            &format!(" {LEAF}"),
            &trailing,
            &cut,
        ] {
            let error = Certificate::from_base64(text).unwrap_err();
            assert_eq!(error.code(), "key.malformed", "{text}");
            let entry = serde_json::to_string(text).unwrap();
            assert_eq!(code(&format!(r#","x5c":[{entry}]"#)), "key.member", "{text}");
        }
    }

    #[test]
    fn an_x5c_of_another_shape_or_of_too_many_entries_is_refused() {
        for value in ["7", "null", "{}", "[]", "[7]", "[null]", "\"MA==\""] {
            assert_eq!(code(&format!(r#","x5c":{value}"#)), "key.member", "{value}");
        }
        let entries = |count: usize| vec![format!("\"{LEAF}\""); count].join(",");
        assert_eq!(code(&format!(r#","x5c":[{}]"#, entries(MAX_CERTIFICATES))), "read");
        assert_eq!(code(&format!(r#","x5c":[{}]"#, entries(MAX_CERTIFICATES + 1))), "key.member");
    }

    #[test]
    fn no_changed_octet_panics() {
        let der = Certificate::from_base64(LEAF).unwrap().der().to_vec();
        for at in 0..der.len() {
            for octet in [0, 1, 0x30, 0x7f, 0x80, 0x82, 0xff] {
                let mut changed = der.clone();
                changed[at] = octet;
                if let Ok(read) = Certificate::from_der(&changed) {
                    let _ = (read.public_key(), format!("{read:?}"));
                }
            }
        }
    }
}
