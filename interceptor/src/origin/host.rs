//! The host of an origin: a name (RFC 1123 §2.1) or an IP address (RFC 3986 §3.2.2).
//!
//! A name is kept in small letters and without the dot that says that it is whole. An IPv4 address has one
//! spelling, an IPv6 address has many and is compared as a number.

use std::fmt;
use std::net::Ipv4Addr;
use std::net::Ipv6Addr;

use crate::origin::OriginError;

#[derive(Clone, Eq, Hash, PartialEq)]
pub(super) enum Host {
    Name(Box<str>),
    V4(Ipv4Addr),
    V6(Ipv6Addr),
}

impl Host {
    pub(super) fn parse(text: &str) -> Result<Self, OriginError> {
        if text.starts_with('[') {
            return read_v6(text).map(Self::V6).ok_or(OriginError::Host);
        }
        if let Ok(address) = text.parse() {
            return Ok(Self::V4(address));
        }
        let name = without_dot(text);
        check(name)?;
        Ok(Self::Name(name.to_ascii_lowercase().into_boxed_str()))
    }

    /// Whether `text`, the host of a URI, is this one. Whatever [`parse`](Self::parse) would refuse is not.
    pub(super) fn is(&self, text: &str) -> bool {
        match self {
            Self::Name(name) => without_dot(text).eq_ignore_ascii_case(name),
            Self::V4(address) => text.parse() == Ok(*address),
            Self::V6(address) => read_v6(text) == Some(*address),
        }
    }

    /// Whether it is this machine by definition (RFC 6761 §6.3 for names).
    pub(super) fn is_loopback(&self) -> bool {
        match self {
            Self::Name(name) => &**name == "localhost" || name.ends_with(".localhost"),
            Self::V4(address) => address.is_loopback(),
            Self::V6(address) => address.is_loopback(),
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::V4(address) => address.fmt(f),
            Self::V6(address) => write!(f, "[{address}]"),
        }
    }
}

fn without_dot(text: &str) -> &str {
    text.strip_suffix('.').unwrap_or(text)
}

/// An address in brackets. A zone is refused: it names an interface of one machine.
fn read_v6(text: &str) -> Option<Ipv6Addr> {
    text.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}

fn check(name: &str) -> Result<(), OriginError> {
    if !name.is_ascii() {
        return Err(OriginError::NotAscii);
    }
    if name.contains('*') {
        return Err(OriginError::Wildcard);
    }
    if name.len() > MAX_NAME || !name.split('.').all(is_label) {
        return Err(OriginError::Host);
    }
    // Where the last label is a number, resolvers take the whole for an IPv4 address, each in its own way.
    let last = name.rsplit('.').next().unwrap_or_default();
    if is_number(last) { Err(OriginError::Number) } else { Ok(()) }
}

/// Underscores are no part of host names, and yet of names that are in use.
fn is_label(label: &str) -> bool {
    let good = |octet: u8| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_');
    (1..=MAX_LABEL).contains(&label.len()) && label.bytes().all(good)
}

fn is_number(label: &str) -> bool {
    let hex = label.strip_prefix("0x").or_else(|| label.strip_prefix("0X"));
    label.bytes().all(|octet| octet.is_ascii_digit())
        || hex.is_some_and(|digits| digits.bytes().all(|octet| octet.is_ascii_hexdigit()))
}

/// Octets of a name (RFC 1035 §2.3.4), as text without the last dot.
const MAX_NAME: usize = 253;

/// Octets of one label (RFC 1035 §2.3.4).
const MAX_LABEL: usize = 63;
