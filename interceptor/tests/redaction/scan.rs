//! Looks for parts of secrets in a text, however they are written.

use std::collections::HashMap;
use std::collections::HashSet;

use base64ct::Base64Unpadded;
use base64ct::Base64UrlUnpadded;
use base64ct::Encoding;

/// Parts of secrets, by their length: each stands for [`PART`] octets of one.
#[derive(Default)]
pub(crate) struct Secrets {
    parts: HashMap<usize, HashSet<Vec<u8>>>,
    /// What any of them begins with: most places of a text are passed over by that.
    beginnings: HashSet<[u8; BEGINNING]>,
}

impl Secrets {
    pub(crate) fn of<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for secret in secrets {
            assert!(secret.len() >= PART, "too short to be looked for");
            all.add(secret, PART);
            let hex: String = secret.bytes().map(|octet| format!("{octet:02x}")).collect();
            all.add(&hex, 2 * PART);
            all.add(&hex.to_uppercase(), 2 * PART);
            // Where the octets before are not known, base64 begins at one of three places.
            for skip in 0..3 {
                let octets = &secret.as_bytes()[skip..];
                all.add(&Base64Unpadded::encode_string(octets), 10);
                all.add(&Base64UrlUnpadded::encode_string(octets), 10);
            }
            for part in secret.as_bytes().windows(PART) {
                let numbers: Vec<_> = part.iter().map(ToString::to_string).collect();
                all.add_part(numbers.join(","));
            }
        }
        all
    }

    /// What was found, and what stands around it.
    pub(crate) fn find_in(&self, text: &str) -> Option<String> {
        // Lists of numbers may be written with spaces and in many lines.
        let dense: Vec<_> = text.bytes().filter(|octet| !octet.is_ascii_whitespace()).collect();
        self.find_in_octets(text.as_bytes()).or_else(|| self.find_in_octets(&dense))
    }

    fn find_in_octets(&self, text: &[u8]) -> Option<String> {
        let mut places = text.windows(BEGINNING).enumerate();
        let at = places.position(|(at, beginning)| {
            let is_part = |(length, parts): (&usize, &HashSet<Vec<u8>>)| {
                text.get(at..at + length).is_some_and(|part| parts.contains(part))
            };
            self.beginnings.contains(beginning) && self.parts.iter().any(is_part)
        })?;
        let around = &text[at.saturating_sub(120)..text.len().min(at + 120)];
        Some(String::from_utf8_lossy(around).into_owned())
    }

    /// Fails the test if any part is in the text.
    pub(crate) fn must_not_be_in(&self, text: &str) {
        let found = self.find_in(text);
        assert!(found.is_none(), "part of a token: {found:?}");
    }

    fn add(&mut self, written: &str, length: usize) {
        for at in 0..=written.len() - length {
            self.add_part(written[at..at + length].to_owned());
        }
    }

    fn add_part(&mut self, part: String) {
        self.beginnings.insert(*part.as_bytes().first_chunk().unwrap());
        self.parts.entry(part.len()).or_default().insert(part.into_bytes());
    }
}

/// A secret like no other text: letters and digits by `seed`.
pub(crate) fn secret(seed: u64, length: usize) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut letter = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        char::from(alphabet[usize::try_from(state >> 33).unwrap() % alphabet.len()])
    };
    (0..length).map(|_| letter()).collect()
}

/// Octets of a secret that nobody may see in a row.
const PART: usize = 8;

/// Octets at the beginning of a part that are compared first.
const BEGINNING: usize = 4;

/// P38: the search itself is not blind.
#[test]
fn a_planted_token_is_found_in_every_form() {
    let token = secret(1, 40);
    let secrets = Secrets::of([&*token]);
    let octets = token.as_bytes();
    let part = &octets[17..25];
    let hex: String = part.iter().map(|octet| format!("{octet:02x}")).collect();
    for planted in [
        token.clone(),
        format!("ä…{}…", &token[17..25]),
        format!("{octets:?}"),
        format!("{part:#?}"),
        format!("{:?}", bytes::Bytes::copy_from_slice(part)),
        hex.to_uppercase(),
        hex,
        Base64Unpadded::encode_string(octets),
        Base64UrlUnpadded::encode_string(&[b"x", octets].concat()),
        Base64Unpadded::encode_string(&[b"xy", octets, b"z"].concat()),
        Base64Unpadded::encode_string(&[b"user:", octets].concat()),
    ] {
        assert!(secrets.find_in(&format!("before {planted} after")).is_some(), "{planted}");
    }
    for harmless in [&token[17..24], "", "Bearer", "[1, 2, 3]", &secret(2, 4000)] {
        secrets.must_not_be_in(harmless);
    }
}
