//! How the signature of this token comes about, step by step, with this key.
//!
//! Takes the bytes of a token and, where there is one, a key. Gives the steps in the order in which a
//! token is made and then checked: JSON, base64url, signing input, then what the algorithm computes.
//! The values are those of `jwt-core`'s trace; what needs no key is shown without one. With a private
//! key whose signature holds, the steps only its holder can take are among them.
//!
//! Every value is wiped when dropped and none is ever printed by `Debug`.

use core::ops::Range;

use jwt_core::Algorithm;
use jwt_core::inspect::trace;
use jwt_core::secret::Secret;

use crate::text::Phrase;

pub mod compared;
pub mod encoding;
pub mod flip;
pub mod group;
pub mod key;
pub mod recipe;
mod steps;

pub use self::key::Chosen;
pub use self::key::choose;
pub use self::steps::explain;

/// One token taken apart.
#[derive(Clone, Debug)]
pub struct Explained {
    /// The one algorithm of the key; without a key, the one that the header names.
    pub algorithm: Option<Algorithm>,
    /// What the key lets us see.
    pub view: View,
    /// The steps in order; never empty.
    pub steps: Vec<Step>,
    /// Whether the signature holds under the key; none without a key.
    pub holds: Option<bool>,
    /// What recipes are made of besides the steps.
    pub materials: recipe::Materials,
}

/// What the key lets us see.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum View {
    /// How the token is checked: the key is public, or the signature is not its own.
    Checked,
    /// How the token was made, too: the key is private or shared.
    Made,
    /// Only how it is written: there is no key.
    Unkeyed,
}

/// What a step belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Phase {
    /// From JSON to the signing input; needs no key.
    Write,
    /// From the signing input to the signature; only the holder of the key can do it.
    Sign,
    /// From the signature to the verdict.
    Check,
}

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Stable name, such as `"hmac.inner_hash"`.
    pub name: &'static str,
    /// What it belongs to.
    pub phase: Phase,
    /// What is done, in a line without a full stop.
    pub title: Phrase,
    /// Why it is done, in one to three sentences.
    pub text: Phrase,
    /// What was read or computed.
    pub values: Vec<Value>,
    /// What was compared.
    pub checks: Vec<Check>,
    /// The standard text behind it; may be empty.
    pub reference: String,
}

/// A statement and whether it is true here.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// What must hold, without a full stop.
    pub what: Phrase,
    /// Whether it does.
    pub holds: bool,
}

/// One named value.
#[derive(Clone, Debug)]
pub struct Value {
    /// The name in the standard, such as `u1`; words of ours in both languages.
    pub name: Phrase,
    /// How it reads best.
    pub form: Form,
    /// Whether it must be masked until it is revealed.
    pub secret: bool,
    /// Its parts, in order.
    pub parts: Vec<(Phrase, Range<usize>)>,
    /// The characters of the token that carry it.
    pub in_token: Option<Range<usize>>,
    /// The octets.
    pub octets: Secret,
}

/// How octets read best.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// Two hexadecimal digits an octet.
    Hex,
    /// Characters: JSON, a segment, the signing input.
    Text,
}

impl Step {
    /// Whether everything that was compared agrees.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.checks.iter().all(|check| check.holds)
    }

    /// The value that a step is about: the last one that was computed.
    #[must_use]
    pub fn main_value(&self) -> Option<usize> {
        let last = self.values.len().checked_sub(1)?;
        Some(self.values.iter().position(|value| self.is_main(value)).unwrap_or(last))
    }

    /// Values of some steps that are not the last of theirs.
    fn is_main(&self, value: &Value) -> bool {
        let name = value.name.of(crate::text::Lang::En);
        matches!(
            (self.name, name),
            ("ecdsa.point", "R") | ("rsa.compare", "EM") | ("rsa.sign", "s") | ("ecdsa.split", "r")
        )
    }
}

impl Value {
    /// A value that is text.
    #[must_use]
    pub fn text(name: Phrase, octets: &[u8], in_token: Option<Range<usize>>) -> Self {
        Self {
            name,
            form: Form::Text,
            secret: false,
            parts: Vec::new(),
            in_token,
            octets: octets.into(),
        }
    }

    /// Its hexadecimal digits, those of secrets as well.
    #[must_use]
    pub fn hex(&self) -> String {
        hex(self.octets.expose())
    }
}

impl From<trace::Check> for Check {
    fn from(check: trace::Check) -> Self {
        Self { what: crate::text::explain::core::phrase(check.what), holds: check.holds }
    }
}

/// Writes octets as lowercase hexadecimal digits without anything between them.
#[must_use]
pub fn hex(octets: &[u8]) -> String {
    use core::fmt::Write as _;

    let mut text = String::with_capacity(octets.len().saturating_mul(2));
    for octet in octets {
        // Writing to a String cannot fail.
        let _ = write!(text, "{octet:02x}");
    }
    text
}

#[cfg(test)]
mod tests;
