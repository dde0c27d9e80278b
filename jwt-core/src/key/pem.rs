//! PEM: DER in base64 between two lines (RFC 7468).
//!
//! ```text
//! -----BEGIN PRIVATE KEY-----      PKCS#8      -----BEGIN PUBLIC KEY-----       SPKI
//! -----BEGIN RSA PRIVATE KEY-----  PKCS#1      -----BEGIN RSA PUBLIC KEY-----   PKCS#1
//! -----BEGIN EC PRIVATE KEY-----   SEC1        -----BEGIN CERTIFICATE-----      X.509
//! ```
//!
//! Takes a text with one key; comments before it and `EC PARAMETERS` beside it are passed over, and
//! lines of any length and ending read, also the literal `\n` that environment variables and JSON
//! files are full of. Refused: a block without its END line, encrypted blocks, anything else between.

use base64ct::Base64;
use base64ct::Encoding;
use zeroize::Zeroizing;

use super::Jwk;
use super::KeyError;
use super::der;
use super::error::cut;
use super::error::quoted;

/// Takes octets for the text that PEM is.
pub(super) fn text(octets: &[u8]) -> Result<&str, KeyError> {
    core::str::from_utf8(octets).map_err(|_| malformed("it is no text in UTF-8".to_owned()))
}

/// Reads the first block that is a key.
pub(super) fn read(text: &str) -> Result<Jwk, KeyError> {
    // Most texts have nothing to mend and are read where they are.
    let copy = text.contains('\\').then(|| mended(text));
    let mut rest = copy.as_deref().map_or(text, String::as_str);
    loop {
        let (block, after) = first_block(rest)?;
        // `openssl ecparam -genkey` writes the curve as a block of its own before the key.
        if block.label != "EC PARAMETERS" {
            return block.key();
        }
        rest = after;
    }
}

/// Writes one block with lines of 64 characters (RFC 7468 §2).
pub(super) fn write(jwk: &Jwk) -> Result<Zeroizing<String>, KeyError> {
    let (label, der) = der::write(jwk)?;
    let mut line = Zeroizing::new([0; LINE_CHARACTERS]);
    // Room for all of it from the start: a text that grows leaves copies behind.
    let mut text =
        Zeroizing::new(String::with_capacity(der.len().saturating_mul(2).saturating_add(128)));
    text.push_str(&format!("-----BEGIN {label}-----\n"));
    for octets in der.chunks(LINE_CHARACTERS / 4 * 3) {
        let line = Base64::encode(octets, &mut *line)
            .map_err(|_| KeyError::Unrepresentable { found: jwk.key_type(), form: "PEM" })?;
        text.push_str(line);
        text.push('\n');
    }
    text.push_str(&format!("-----END {label}-----\n"));
    Ok(text)
}

/// How long a line is, but for the last one (RFC 7468 §2).
const LINE_CHARACTERS: usize = 64;

/// Decodes standard base64 with white space between, as PEM holds it.
pub(super) fn from_base64(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    // As long as the whole text from the start: what grows leaves copies behind.
    let mut dense = Zeroizing::new(Vec::with_capacity(text.len()));
    for line in text.split(u8::is_ascii_whitespace) {
        dense.extend_from_slice(line);
    }
    // Not in place: that way the crate lets spare bits in the last symbol pass.
    let mut octets = Zeroizing::new(vec![0; dense.len()]);
    let length = Base64::decode(&*dense, &mut octets).ok()?.len();
    octets.truncate(length);
    Some(octets)
}

struct Block<'t> {
    label: &'t str,
    body: &'t str,
}

impl Block<'_> {
    fn key(&self) -> Result<Jwk, KeyError> {
        let label = self.label;
        if label == "ENCRYPTED PRIVATE KEY" {
            return Err(KeyError::Encrypted { label: cut(label) });
        }
        let der = from_base64(self.body.as_bytes()).ok_or_else(|| self.no_base64())?;
        match label {
            "CERTIFICATE" | "X509 CERTIFICATE" => der::certificate(&der),
            "EC PRIVATE KEY" => der::sec1_private(&der, None),
            "PRIVATE KEY" => der::pkcs8(&der),
            "PUBLIC KEY" => der::spki(&der),
            "RSA PRIVATE KEY" => der::pkcs1_private(&der),
            "RSA PUBLIC KEY" => der::pkcs1_public(&der),
            "OPENSSH PRIVATE KEY" => Err(malformed(
                "is an OpenSSH key; convert it with: ssh-keygen -p -m PKCS8 -f FILE".to_owned(),
            )),
            _ => {
                let found = quoted(label);
                Err(malformed(format!("expected a key or certificate, found {found}")))
            }
        }
    }

    /// Tells why the body is no base64.
    fn no_base64(&self) -> KeyError {
        // The older form of encryption says so in a header line inside the block (RFC 1421 §4.6.1.1).
        if self.body.contains("Proc-Type:") {
            return KeyError::Encrypted { label: cut(self.label) };
        }
        malformed(format!("the body of {} is not base64", quoted(self.label)))
    }
}

/// Cuts out the first block; `after` is what stands behind it.
fn first_block(text: &str) -> Result<(Block<'_>, &str), KeyError> {
    let missing = |what: &str| malformed(format!("{what} is missing"));
    let (_, text) = text.split_once("-----BEGIN ").ok_or_else(|| missing("the BEGIN line"))?;
    let (label, text) = text.split_once("-----").ok_or_else(|| missing("the end of BEGIN"))?;
    let end = format!("-----END {label}-----");
    let (body, after) = text.split_once(&end).ok_or_else(|| missing("the END line"))?;
    Ok((Block { label, body }, after))
}

/// Turns the literal `\n` and `\r\n` of environment variables into line ends.
fn mended(text: &str) -> Zeroizing<String> {
    // One pass into one buffer: each copy would be another one to wipe.
    let mut mended = Zeroizing::new(String::with_capacity(text.len()));
    let mut pieces = text.split('\\');
    mended.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        match (piece.strip_prefix('n'), piece.strip_prefix('r')) {
            (Some(rest), _) => {
                mended.push('\n');
                mended.push_str(rest);
            }
            (None, Some(rest)) => mended.push_str(rest),
            (None, None) => {
                mended.push('\\');
                mended.push_str(piece);
            }
        }
    }
    mended
}

fn malformed(problem: String) -> KeyError {
    KeyError::Malformed { container: "PEM", problem }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::KeyType;

    const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\n\
        MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n\
        -----END PUBLIC KEY-----\n";

    #[test]
    fn line_ends_of_any_kind_are_read() {
        for text in [
            PUBLIC.to_owned(),
            PUBLIC.replace('\n', "\r\n"),
            PUBLIC.replace('\n', "\\n"),
            PUBLIC.trim().to_owned(),
            format!("a comment\n{PUBLIC}and more"),
            PUBLIC.replace('\n', "\\r\\n"),
            format!("a \\ comment \\\n{PUBLIC}"),
            PUBLIC.replace("VwAyEA", "VwA\nyEA"),
            PUBLIC.replace("VwAyEA", "VwA \t\x0cyEA"),
        ] {
            assert_eq!(read(&text).unwrap().key_type(), KeyType::OkpEd25519, "{text}");
        }
    }

    #[test]
    fn a_body_that_no_encoder_writes_is_no_base64() {
        // Spare bits in the last symbol, no padding, too much of it, and what is outside the alphabet.
        for end in ["URp=", "URo", "URo==", "UR-="] {
            let error = read(&PUBLIC.replace("URo=", end)).unwrap_err();
            let told = "PEM: the body of \"PUBLIC KEY\" is not base64";
            assert_eq!(error.to_string(), told, "{end}");
        }
    }

    #[test]
    fn a_written_key_is_what_was_read() {
        assert_eq!(*write(&read(PUBLIC).unwrap()).unwrap(), *PUBLIC);
    }

    #[test]
    fn mending_takes_no_more_room_than_the_text_has() {
        for text in ["", "\\", r"a\nb\r\nc\x\\n", PUBLIC] {
            let mended = mended(text);
            assert_eq!(*mended, text.replace("\\r", "").replace("\\n", "\n"));
            assert!(mended.len() <= text.len());
        }
    }

    #[test]
    fn a_label_is_repeated_in_part_and_escaped() {
        let label = format!("\u{1b}[2J\u{202e}{}", "A".repeat(10_000));
        let text = format!("-----BEGIN {label}-----\nAAAA\n-----END {label}-----");
        let told = read(&text).unwrap_err().to_string();
        assert!(told.len() < 200 && told.contains(r"\u{1b}[2J\u{202e}AAA"), "{told}");
    }

    #[test]
    fn a_block_without_its_end_is_refused() {
        let cut = PUBLIC.replace("-----END PUBLIC KEY-----", "");
        let error = read(&cut).unwrap_err();
        assert_eq!(error.code(), "key.malformed");
        assert_eq!(error.to_string(), "PEM: the END line is missing");
        for text in
            ["", "junk", "-----BEGIN PUBLIC KEY", "-----BEGIN ", "-----BEGIN A----------END B-----"]
        {
            assert_eq!(read(text).unwrap_err().code(), "key.malformed", "{text}");
        }
    }

    #[test]
    fn encrypted_blocks_are_refused_by_name() {
        let new =
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----";
        let old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\
                   \nAAAA\n-----END RSA PRIVATE KEY-----";
        for text in [new, old] {
            assert_eq!(read(text).unwrap_err().code(), "key.encrypted");
        }
    }
}
