//! Keys written down again: as PEM, JWK or JWK Set, whole or their public part, and what a secret is.
//!
//! Every text is wiped when it is dropped. What cannot be written in a form is an error of `jwt-core`.

use std::path::Path;

use jwt_core::base64url;
use jwt_core::json::Limits;
use jwt_core::json::Object;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::KeyError;
use jwt_core::key::KeyType;
use zeroize::Zeroizing;

/// A form to write a key in.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Written {
    /// One JSON object.
    #[default]
    Jwk,
    /// A set of one.
    JwkSet,
    /// PKCS#8 or SPKI between two lines.
    Pem,
}

/// How much of a key is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// What may be published.
    Public,
    /// All of it.
    Whole,
}

impl Written {
    /// The form that the end of a file's name asks for.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "jwk" => Some(Self::Jwk),
            "jwks" => Some(Self::JwkSet),
            "pem" => Some(Self::Pem),
            _ => None,
        }
    }

    /// The next form, around the end.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Jwk => Self::JwkSet,
            Self::JwkSet => Self::Pem,
            Self::Pem => Self::Jwk,
        }
    }

    /// Its name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jwk => "JWK",
            Self::JwkSet => "JWK Set",
            Self::Pem => "PEM",
        }
    }
}

/// Writes a key; JSON stands on one line.
///
/// # Errors
///
/// [`KeyError::Unrepresentable`] for a secret as PEM or its public part, which it does not have.
pub fn write(jwk: &Jwk, form: Written, part: Part) -> Result<Zeroizing<String>, KeyError> {
    let public;
    let jwk = match part {
        Part::Whole => jwk,
        Part::Public => {
            let found = jwk.key_type();
            let none = KeyError::Unrepresentable { found, form: "public" };
            public = jwk.public().ok_or(none)?;
            &public
        }
    };
    match form {
        Written::Jwk => Ok(jwk.to_json()),
        Written::JwkSet => Ok(JwkSet::from_iter([jwk.clone()]).to_json()),
        Written::Pem => jwk.to_pem(),
    }
}

/// Lays JSON of our own out over lines, one member each; other text stays as it is.
#[must_use]
pub fn laid_out(text: &str) -> Zeroizing<String> {
    if !text.starts_with('{') {
        return Zeroizing::new(text.to_owned());
    }
    // Room for every blank from the start: a text that grows leaves a copy behind.
    let breaks = text.bytes().filter(|byte| b"{},[]".contains(byte)).count();
    let room = text.len().saturating_add(breaks.saturating_mul(8)).saturating_add(16);
    let mut out = Zeroizing::new(String::with_capacity(room));
    let mut open: Vec<bool> = Vec::new();
    let (mut is_string, mut is_escaped) = (false, false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if is_string {
            out.push(character);
            is_string = character != '"' || is_escaped;
            is_escaped = character == '\\' && !is_escaped;
            continue;
        }
        match character {
            '{' | '[' => {
                // A list of words stays on its line; a list of objects does not.
                let breaks = character == '{' || characters.peek() == Some(&'{');
                open.push(breaks);
                out.push(character);
                if breaks {
                    new_line(&mut out, &open);
                }
            }
            '}' | ']' => {
                if open.pop() == Some(true) {
                    new_line(&mut out, &open);
                }
                out.push(character);
            }
            ',' => {
                out.push(character);
                if open.last() == Some(&true) {
                    new_line(&mut out, &open);
                }
            }
            _ => {
                is_string = character == '"';
                out.push(character);
            }
        }
    }
    out
}

fn new_line(out: &mut String, open: &[bool]) {
    out.push('\n');
    for _ in open.iter().filter(|&&breaks| breaks) {
        out.push_str("  ");
    }
}

/// The octets of a shared secret; none for any other key.
#[must_use]
pub fn secret_octets(jwk: &Jwk) -> Option<Zeroizing<Vec<u8>>> {
    if jwk.key_type() != KeyType::Oct {
        return None;
    }
    let json = jwk.to_json();
    let object = Object::parse(json.as_bytes(), &Limits::default()).ok()?;
    let encoded = object.get("k")?.as_str()?;
    base64url::decode(encoded).ok().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use jwt_core::Algorithm;
    use jwt_core::key::SigningKey;

    use super::*;
    use crate::keys::load;

    #[test]
    fn every_kind_of_key_comes_back_from_every_form() {
        for &algorithm in Algorithm::ALL {
            let key = SigningKey::generate(algorithm).unwrap();
            let jwk = key.jwk();
            for form in [Written::Jwk, Written::JwkSet, Written::Pem] {
                for part in [Part::Whole, Part::Public] {
                    let Ok(text) = write(jwk, form, part) else {
                        assert_eq!(jwk.key_type(), KeyType::Oct, "{algorithm} {form:?}");
                        continue;
                    };
                    for text in [&*text, &laid_out(&text)] {
                        let again = load::load(text.as_bytes()).unwrap();
                        assert_eq!(again.kind, form.name());
                        assert_eq!(again.keys[0].thumbprint(), jwk.thumbprint(), "{algorithm}");
                        assert_eq!(again.keys[0].is_private(), part == Part::Whole, "{algorithm}");
                    }
                }
            }
        }
    }

    #[test]
    fn json_is_laid_out_by_member_and_a_list_of_words_stays_together() {
        let text = r#"{"keys":[{"kty":"oct","k":"a,{\"","key_ops":["sign","verify"]}]}"#;
        let expected = "{\n  \"keys\":[\n    {\n      \"kty\":\"oct\",\n      \"k\":\"a,{\\\"\",\n      \"key_ops\":[\"sign\",\"verify\"]\n    }\n  ]\n}";
        assert_eq!(*laid_out(text), expected);
    }

    #[test]
    fn a_secret_is_read_back_and_other_keys_have_none() {
        let jwk = Jwk::from_secret(b"\x00hunter2\xff").unwrap();
        assert_eq!(secret_octets(&jwk).unwrap().as_slice(), b"\x00hunter2\xff");
        let key = SigningKey::generate(Algorithm::Ed25519).unwrap();
        assert!(secret_octets(key.jwk()).is_none());
    }
}
