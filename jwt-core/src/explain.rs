//! What an explanation is: the text that a rule carries beside it, for people who meet the rule.
//!
//! Every error and every finding of this crate points at one [`Explanation`]. The texts live
//! beside the error or rule they teach: in its file, or in `lessons.rs` where there are many.
//! `inspect::catalog` lists them all.

use core::fmt;

pub use self::Reference::Document;
pub use self::Reference::Rfc;

/// A lesson about one rule: what happened, what it means, what to do, and where it is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Explanation {
    /// Stable dotted name, such as `"jwt.expired"`. Never reused for another meaning.
    pub code: &'static str,
    /// What happened, in one line without a full stop.
    pub title: &'static str,
    /// Why the rule exists, in one or two sentences.
    pub meaning: &'static str,
    /// What to do about it, in one or two sentences.
    pub remedy: &'static str,
    /// The standard text behind the rule.
    pub reference: Reference,
}

/// A place in a standard: a document and a section in it, such as `4.1.4`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Reference {
    /// A document that is no RFC.
    Document {
        /// Its name as it is cited, such as `FIPS 204`.
        name: &'static str,
        /// Section inside it, without the `§` sign. Empty for the document as a whole.
        section: &'static str,
    },
    /// A document of the RFC series.
    Rfc {
        /// Number of the RFC.
        number: u16,
        /// Section inside it, without the `§` sign. Empty for the RFC as a whole.
        section: &'static str,
    },
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let section = match *self {
            Self::Document { name, section } => {
                f.write_str(name)?;
                section
            }
            Self::Rfc { number, section } => {
                write!(f, "RFC {number}")?;
                section
            }
        };
        if section.is_empty() { Ok(()) } else { write!(f, " §{section}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_reads_like_a_citation() {
        let place = Rfc { number: 7519, section: "4.1.4" };
        assert_eq!(place.to_string(), "RFC 7519 §4.1.4");
        assert_eq!(Rfc { number: 8725, section: "" }.to_string(), "RFC 8725");
        let place = Document { name: "FIPS 204", section: "6.3" };
        assert_eq!(place.to_string(), "FIPS 204 §6.3");
    }
}
