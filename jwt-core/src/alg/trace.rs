//! What a trace is made of: steps with their values and checks, for people who want to see how a
//! signature comes about.
//!
//! Each algorithm takes its own signature apart in a file beside it. It knows a message and a
//! signature and nothing of tokens; `inspect::trace` adds where a value stands in the token. Octets
//! are wiped when dropped, all of them, and `Debug` prints none.

use core::fmt;
use core::ops::Range;

use sha2::Digest;
use sha2::Sha256;
use sha2::Sha384;
use sha2::Sha512;
use zeroize::Zeroize;

use super::Hash;
use crate::explain::Reference;
use crate::explain::Rfc;
use crate::secret::Secret;

/// One step of making or checking a signature.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Step {
    /// Stable name, such as `"hmac.inner_hash"`. Never reused for another meaning.
    pub name: &'static str,
    /// What is done, in one line without a full stop.
    pub title: &'static str,
    /// Why it is done, in one or two sentences.
    pub text: &'static str,
    /// What was computed or read, in the order of the text.
    pub values: Vec<Value>,
    /// What was compared; empty when the step only computes.
    pub checks: Vec<Check>,
    /// The standard text behind the step.
    pub reference: Reference,
}

impl Step {
    pub(crate) fn new(
        name: &'static str,
        title: &'static str,
        text: &'static str,
        reference: Reference,
    ) -> Self {
        Self { name, title, text, values: Vec::new(), checks: Vec::new(), reference }
    }

    pub(crate) fn value(mut self, value: Value) -> Self {
        self.values.push(value);
        self
    }

    pub(crate) fn check(mut self, what: &'static str, holds: bool) -> Self {
        self.checks.push(Check { what, holds });
        self
    }

    /// Tells whether every check of the step holds; a step without checks holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.checks.iter().all(|check| check.holds)
    }

    /// Finds a value by its name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|value| value.name == name)
    }
}

impl fmt::Display for Step {
    /// Writes title, text, values in hex, checks and the standard, a line each; secret values are
    /// masked, and long ones cut.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} ({})", self.title, self.reference)?;
        writeln!(f, "   {}", self.text)?;
        for value in &self.values {
            let octets = value.octets();
            let shown = match octets.get(..SHOWN) {
                _ if value.secret => "masked".to_owned(),
                Some(start) if octets.len() > SHOWN => format!("{}…", hex(start)),
                _ => hex(octets),
            };
            writeln!(f, "   {} = {shown} ({} octets)", value.name, octets.len())?;
        }
        for check in &self.checks {
            let mark = if check.holds { "✓" } else { "✗" };
            writeln!(f, "   {mark} {}", check.what)?;
        }
        Ok(())
    }
}

/// How many octets of a value are written.
const SHOWN: usize = 32;

/// A statement about values, and whether it is true of these.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Check {
    /// What must hold, without a full stop.
    pub what: &'static str,
    /// Whether it does.
    pub holds: bool,
}

/// One value: a name, its octets, and where they come from.
///
/// Integers are big-endian and padded to their full length, except those of Ed25519, which are
/// little-endian as RFC 8032 §5.1.2 has them.
#[derive(Clone)]
#[non_exhaustive]
pub struct Value {
    /// The name in the standard, such as `"K0"` or `"u1"`.
    pub name: &'static str,
    /// Whether a viewer must mask it: it gives away key material, or is a signature that the other
    /// side has not shown yet.
    pub secret: bool,
    /// The parts of the octets, in order.
    pub parts: Vec<Part>,
    /// Which octets of an input these are, for a value that was read and not computed.
    pub source: Option<Source>,
    /// The bytes of the token that carry the value.
    pub in_token: Option<Range<usize>>,
    octets: Secret,
}

impl Value {
    pub(crate) fn new(name: &'static str, octets: impl Into<Secret>) -> Self {
        Self {
            name,
            secret: false,
            parts: Vec::new(),
            source: None,
            in_token: None,
            octets: octets.into(),
        }
    }

    pub(crate) fn secret(name: &'static str, octets: impl Into<Secret>) -> Self {
        Self::new(name, octets).masked(true)
    }

    pub(crate) fn masked(mut self, secret: bool) -> Self {
        self.secret = secret;
        self
    }

    pub(crate) fn part(mut self, name: &'static str, span: Range<usize>) -> Self {
        self.parts.push(Part { name, span });
        self
    }

    pub(crate) fn of(mut self, input: Input, span: Range<usize>) -> Self {
        self.source = Some(Source { input, span });
        self
    }

    /// Gives the octets, those of secret values too: look at [`secret`](Value#structfield.secret)
    /// before showing them.
    #[must_use]
    pub fn octets(&self) -> &[u8] {
        self.octets.expose()
    }

    /// Writes the octets in lowercase hex, without separators; of a secret value as well.
    #[must_use]
    pub fn hex(&self) -> String {
        hex(self.octets())
    }
}

fn hex(octets: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or('?');
    octets.iter().flat_map(|octet| [digit(octet >> 4), digit(octet & 15)]).collect()
}

impl fmt::Debug for Value {
    /// Shows name and length, never an octet: a log is no place for keys or tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Value")
            .field("name", &self.name)
            .field("secret", &self.secret)
            .field("len", &self.octets.len())
            .finish_non_exhaustive()
    }
}

/// A named range of a value's octets.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Part {
    /// What the octets are.
    pub name: &'static str,
    /// The octets of the value.
    pub span: Range<usize>,
}

/// Octets of an input that became a value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Source {
    /// The input.
    pub input: Input,
    /// The octets of the input.
    pub span: Range<usize>,
}

/// What an algorithm is given beside its key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Input {
    /// The message; of a token, the JWS Signing Input.
    Message,
    /// The signature, decoded.
    Signature,
}

/// Hashes octets that are given in pieces.
pub(crate) fn digest(hash: Hash, pieces: &[&[u8]]) -> Vec<u8> {
    fn of<D: Digest>(pieces: &[&[u8]]) -> Vec<u8> {
        let mut state = D::new();
        for piece in pieces {
            state.update(piece);
        }
        let mut output = state.finalize();
        let octets = output.as_slice().to_vec();
        // What is hashed may be a secret, and then its hash is one as well.
        output.zeroize();
        octets
    }
    match hash {
        Hash::Sha256 => of::<Sha256>(pieces),
        Hash::Sha384 => of::<Sha384>(pieces),
        Hash::Sha512 => of::<Sha512>(pieces),
    }
}

/// The step that hashes the message, which all but HMAC and Ed25519 begin with.
pub(crate) fn hashed(hash: Hash, message: &[u8], digest: &[u8]) -> Step {
    let (title, reference) = match hash {
        Hash::Sha256 => ("SHA-256 of the signing input", Rfc { number: 6234, section: "6.2" }),
        Hash::Sha384 => ("SHA-384 of the signing input", Rfc { number: 6234, section: "6.4" }),
        Hash::Sha512 => ("SHA-512 of the signing input", Rfc { number: 6234, section: "6.4" }),
    };
    Step::new(
        "hash",
        title,
        "The signature is made over this digest of fixed length, not over the text itself. One \
         changed bit of header or payload gives a wholly different digest.",
        reference,
    )
    .value(Value::new("message", message).of(Input::Message, 0..message.len()))
    .value(Value::new("hash", digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_prints_no_octet() {
        let secret = Value::secret("K0", &[0xab, 0xcd][..]);
        assert_eq!(format!("{secret:?}"), "Value { name: \"K0\", secret: true, len: 2, .. }");
        assert_eq!(secret.hex(), "abcd");
    }

    #[test]
    fn a_step_writes_itself_with_secrets_masked_and_long_values_cut() {
        let step = Step::new("a", "Title", "Text.", Rfc { number: 7515, section: "5.1" })
            .value(Value::secret("K0", &[0xab; 4][..]))
            .value(Value::new("n", &[1, 0xff][..]))
            .value(Value::new("EM", &[7; 33][..]))
            .check("yes", true)
            .check("no", false);
        let text = format!(
            "Title (RFC 7515 §5.1)\n   Text.\n   K0 = masked (4 octets)\n   n = 01ff (2 octets)\n   \
             EM = {}… (33 octets)\n   ✓ yes\n   ✗ no\n",
            "07".repeat(32)
        );
        assert_eq!(step.to_string(), text);
    }

    #[test]
    fn a_step_holds_when_all_of_its_checks_do() {
        let step = Step::new("a", "b", "c", Rfc { number: 1, section: "" });
        assert!(step.holds());
        assert!(!step.check("yes", true).check("no", false).holds());
    }
}
