//! What base64url text is refused for, and the lesson behind each refusal.

use thiserror::Error;

use crate::base64url::symbols::sextet;
use crate::explain::Explanation;
use crate::explain::Rfc;

/// Why a text is not base64url, and where.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("{}", self.describe())]
pub struct Base64UrlError {
    /// Byte offset of the first offending character; 0 for a buffer that is too small.
    pub offset: usize,
    /// The rule that was broken.
    pub kind: Base64UrlErrorKind,
}

/// The rule of RFC 4648 that a text breaks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Base64UrlErrorKind {
    /// The buffer of the caller holds fewer than `needed` octets; the text was not looked at.
    BufferTooSmall {
        /// Octets that would be enough.
        needed: usize,
    },
    /// A character that is in neither base64 alphabet.
    InvalidCharacter(u8),
    /// One symbol is left over after groups of four: it carries six bits, and an octet has eight.
    Length,
    /// A byte over 127.
    NotAscii(u8),
    /// A `=`: JOSE leaves padding out.
    Padding,
    /// A `+` or `/`, of standard base64 (RFC 4648 §4).
    StandardAlphabet(u8),
    /// The last symbol has bits set that belong to no octet.
    TrailingBits,
    /// A space, tab or line break.
    WhiteSpace(u8),
}

impl Base64UrlError {
    /// Gives the stable dotted name, such as `"base64url.padding"`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.explanation().code
    }

    /// Gives the lesson behind the refusal.
    #[must_use]
    pub fn explanation(&self) -> &'static Explanation {
        match self.kind {
            Base64UrlErrorKind::BufferTooSmall { .. } => &BUFFER_TOO_SMALL,
            Base64UrlErrorKind::InvalidCharacter(_) => &INVALID_CHARACTER,
            Base64UrlErrorKind::Length => &LENGTH,
            Base64UrlErrorKind::NotAscii(_) => &NOT_ASCII,
            Base64UrlErrorKind::Padding => &PADDING,
            Base64UrlErrorKind::StandardAlphabet(_) => &STANDARD_ALPHABET,
            Base64UrlErrorKind::TrailingBits => &TRAILING_BITS,
            Base64UrlErrorKind::WhiteSpace(_) => &WHITE_SPACE,
        }
    }

    fn describe(&self) -> String {
        let at = self.offset;
        match self.kind {
            Base64UrlErrorKind::BufferTooSmall { needed } => {
                format!("the buffer is too small: {needed} octets are needed")
            }
            Base64UrlErrorKind::InvalidCharacter(byte) => {
                format!("character at offset {at} is '{}': not base64url", byte.escape_ascii())
            }
            Base64UrlErrorKind::Length => {
                format!("lone character at offset {at}: it carries 6 bits, too few for an octet")
            }
            Base64UrlErrorKind::NotAscii(byte) => {
                format!("byte at offset {at} is 0x{byte:02x}: not ASCII")
            }
            Base64UrlErrorKind::Padding => {
                format!("character at offset {at} is '=': padding, which base64url here omits")
            }
            Base64UrlErrorKind::StandardAlphabet(byte) => {
                let symbol = char::from(byte);
                format!("character at offset {at} is '{symbol}': standard base64, not base64url")
            }
            Base64UrlErrorKind::TrailingBits => {
                format!("last character, at offset {at}, has bits set after the last octet")
            }
            Base64UrlErrorKind::WhiteSpace(byte) => {
                format!("character at offset {at} is '{}': white space", byte.escape_ascii())
            }
        }
    }
}

/// Finds the first rule that a refused `text` breaks.
///
/// A character outside the alphabet comes first wherever it is: until it is mended, neither the
/// length nor the last bits say anything.
#[cold]
pub(crate) fn first(text: &[u8]) -> Base64UrlError {
    let bad = text.iter().enumerate().find(|&(_, &byte)| sextet(byte).is_none());
    if let Some((offset, &byte)) = bad {
        return Base64UrlError { offset, kind: kind_of(byte) };
    }
    let kind = match text.len() % 4 {
        1 => Base64UrlErrorKind::Length,
        _ => Base64UrlErrorKind::TrailingBits,
    };
    Base64UrlError { offset: text.len().saturating_sub(1), kind }
}

const fn kind_of(byte: u8) -> Base64UrlErrorKind {
    match byte {
        b'=' => Base64UrlErrorKind::Padding,
        b'+' | b'/' => Base64UrlErrorKind::StandardAlphabet(byte),
        b'\t'..=b'\r' | b' ' => Base64UrlErrorKind::WhiteSpace(byte),
        128.. => Base64UrlErrorKind::NotAscii(byte),
        _ => Base64UrlErrorKind::InvalidCharacter(byte),
    }
}

/// Every lesson of this file.
pub const EXPLANATIONS: &[&Explanation] = &[
    &BUFFER_TOO_SMALL,
    &INVALID_CHARACTER,
    &LENGTH,
    &NOT_ASCII,
    &PADDING,
    &STANDARD_ALPHABET,
    &TRAILING_BITS,
    &WHITE_SPACE,
];

/// Shown when a buffer given by the caller cannot hold the result.
pub const BUFFER_TOO_SMALL: Explanation = Explanation {
    code: "base64url.buffer_too_small",
    title: "The buffer is too small for the result",
    meaning: "Four characters carry three octets. The buffer that was passed in is shorter than \
              the length of the result.",
    remedy: "Pass a buffer of encoded_len or decoded_len octets, or call encode or decode.",
    reference: Rfc { number: 4648, section: "5" },
};

/// Shown for a character that no base64 alphabet has.
pub const INVALID_CHARACTER: Explanation = Explanation {
    code: "base64url.invalid_character",
    title: "A character is not in the base64url alphabet",
    meaning: "base64url uses A–Z, a–z, 0–9, '-' and '_' and nothing else. A decoder must refuse \
              other characters, not skip them.",
    remedy: "Look for text that was pasted along with it, such as quotes, dots or a prefix.",
    reference: Rfc { number: 4648, section: "3.3" },
};

/// Shown when one symbol is left over.
pub const LENGTH: Explanation = Explanation {
    code: "base64url.length",
    title: "The text has an impossible length",
    meaning: "Groups of four characters carry three octets; a rest of two or three carries one or \
              two. A rest of one carries only six bits, less than an octet.",
    remedy: "The text was most likely cut or has one character too many: copy it again in full.",
    reference: Rfc { number: 4648, section: "4" },
};

/// Shown for a byte over 127.
pub const NOT_ASCII: Explanation = Explanation {
    code: "base64url.not_ascii",
    title: "A byte is not ASCII",
    meaning: "base64url text is plain ASCII. A byte over 127 comes from another encoding, such as \
              a typographic dash put in place of '-'.",
    remedy: "Copy the text from its source again, without an editor that changes characters.",
    reference: Rfc { number: 4648, section: "3.3" },
};

/// Shown for `=`.
pub const PADDING: Explanation = Explanation {
    code: "base64url.padding",
    title: "The text has padding",
    meaning: "JOSE writes base64url with all trailing '=' left out. Accepting padding would give \
              one token more than one spelling.",
    remedy: "Remove the '=' characters where the text is made: choose the unpadded encoder.",
    reference: Rfc { number: 7515, section: "2" },
};

/// Shown for `+` and `/`.
pub const STANDARD_ALPHABET: Explanation = Explanation {
    code: "base64url.standard_alphabet",
    title: "The text is standard base64, not base64url",
    meaning: "'+' and '/' have a meaning of their own in URLs, so base64url writes '-' and '_' \
              in their place.",
    remedy: "Use the URL-safe encoder where the text is made.",
    reference: Rfc { number: 4648, section: "5" },
};

/// Shown when the last symbol is not canonical.
pub const TRAILING_BITS: Explanation = Explanation {
    code: "base64url.trailing_bits",
    title: "The last character has bits that belong to no octet",
    meaning: "Two characters carry one octet and four spare bits, three carry two octets and two \
              spare bits. Unless the spare bits are zero, several texts decode to the same octets.",
    remedy: "The last character was changed or the text was cut: copy it again in full.",
    reference: Rfc { number: 4648, section: "3.5" },
};

/// Shown for white space.
pub const WHITE_SPACE: Explanation = Explanation {
    code: "base64url.white_space",
    title: "The text has white space in it",
    meaning: "JOSE forbids line breaks, spaces and any other addition inside base64url text, \
              though other users of base64 wrap their lines.",
    remedy: "Join the lines and remove spaces at both ends.",
    reference: Rfc { number: 7515, section: "2" },
};
