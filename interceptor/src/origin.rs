//! Where a token may be sent: origins (RFC 6454 §4), each a scheme, a host and a port.
//!
//! Takes the text of an origin, `https://api.example.com`, and tells of the URI of each request whether it
//! lies in one of a list. Refused as origins: `http` but for this very machine, names that are not ASCII or
//! that are numbers in disguise, and everything that an origin has not: user, path, query, wildcard.
//!
//! ```text
//! https :// api.example.com : 8443
//! └─┬─┘     └──────┬──────┘   └─┬┘
//! scheme         host        port; 443 and 80 when it is not written
//! ```
//!
//! A URI is compared as it is written: letters in any case, one dot after a name, a default port written or
//! not, and any spelling of an IPv6 address are the same; nothing else is. What is not understood is not in
//! the list.

mod error;
mod host;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use http::Uri;
use http::uri;
use http::uri::Authority;

pub use self::error::OriginError;
use self::host::Host;

/// A scheme, a host and a port.
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct Origin {
    scheme: Scheme,
    host: Host,
    port: u16,
    /// Host and port as a URI has them that is written without airs: what most requests are told by.
    authority: Box<str>,
}

/// The origins that a token may be sent to. Clones share one list; an empty one allows nothing.
#[derive(Clone, Default)]
pub struct Origins {
    list: Arc<[Origin]>,
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Scheme {
    Http,
    Https,
}

impl Origin {
    /// Reads an origin: `https://api.example.com`, `https://[2001:db8::1]:8443`, `http://localhost:3000`. One
    /// `/` at its end does no harm.
    ///
    /// # Errors
    ///
    /// Each [`OriginError`]; it repeats nothing of the text, in which a password may stand.
    ///
    /// Plain HTTP stays on the machine as long as no proxy stands between: a client that takes one from the environment
    /// (`HTTP_PROXY`) would send the token there. See `Session::client`.
    ///
    /// # Example: plain HTTP does not leave the machine
    ///
    /// ```
    /// use interceptor::origin::{Origin, OriginError};
    ///
    /// assert!(Origin::parse("http://127.0.0.1:8080").is_ok());
    /// assert_eq!(Origin::parse("http://api.example.com"), Err(OriginError::Insecure));
    /// ```
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let (scheme, rest) = text.split_once("://").ok_or(OriginError::Scheme)?;
        let scheme = Scheme::read(scheme).ok_or(OriginError::Scheme)?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.contains(['/', '?', '#', '\\']) {
            return Err(OriginError::Path);
        }
        if rest.contains('@') {
            return Err(OriginError::User);
        }
        let (host, port) = host_and_port(rest)?;
        let host = Host::parse(host)?;
        if scheme == Scheme::Http && !host.is_loopback() {
            return Err(OriginError::Insecure);
        }
        let port = port.unwrap_or(scheme.default_port());
        let default = port == scheme.default_port();
        let authority = if default { host.to_string() } else { format!("{host}:{port}") };
        Ok(Self { scheme, host, port, authority: authority.into_boxed_str() })
    }

    fn is(&self, scheme: Scheme, host: &str, port: u16) -> bool {
        self.scheme == scheme && self.port == port && self.host.is(host)
    }
}

impl Origins {
    /// A list of one.
    ///
    /// # Errors
    ///
    /// As [`Origin::parse`].
    pub fn one(origin: &str) -> Result<Self, OriginError> {
        Self::each([origin])
    }

    /// A list of these.
    ///
    /// # Errors
    ///
    /// That of the first that [`Origin::parse`] refuses.
    pub fn each<'a>(origins: impl IntoIterator<Item = &'a str>) -> Result<Self, OriginError> {
        origins.into_iter().map(Origin::parse).collect()
    }

    /// Whether a request to `uri` may carry the token. Takes no memory.
    ///
    /// A URI without scheme and host, or with a user in it, is in no list.
    ///
    /// # Example: what looks alike is another origin
    ///
    /// ```
    /// use http::Uri;
    /// use interceptor::origin::Origins;
    ///
    /// let origins = Origins::one("https://api.example.com")?;
    /// let allows = |uri| origins.allows(&Uri::from_static(uri));
    /// assert!(allows("https://API.example.com:443/orders?page=2"));
    /// assert!(!allows("https://api.example.com.evil.net/"));
    /// assert!(!allows("https://api.example.com@evil.net/"));
    /// # Ok::<(), interceptor::origin::OriginError>(())
    /// ```
    #[must_use]
    pub fn allows(&self, uri: &Uri) -> bool {
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return false;
        };
        let text = authority.as_str();
        let same = |origin: &Origin| *origin.authority == *text && origin.scheme.is(scheme);
        self.list.iter().any(same) || self.allows_spelling(scheme.as_str(), authority)
    }

    /// The same for an authority that is in no origin letter by letter.
    fn allows_spelling(&self, scheme: &str, authority: &Authority) -> bool {
        // A user stands before the host; what stands after it is a port, or must not pass for a default one.
        let host = authority.host();
        match authority.as_str().strip_prefix(host).map(|rest| rest.strip_prefix(':').ok_or(rest)) {
            Some(Err("") | Ok("")) => self.contains(scheme, host, None),
            Some(Ok(port)) => {
                read_port(port).is_some_and(|port| self.contains(scheme, host, Some(port)))
            }
            Some(Err(_)) | None => false,
        }
    }

    /// The same for a URI that has been taken apart: an IPv6 address in brackets, no port for the default one.
    /// Whoever takes it apart must look for a user in it.
    #[must_use]
    pub fn contains(&self, scheme: &str, host: &str, port: Option<u16>) -> bool {
        let Some(scheme) = Scheme::read(scheme) else { return false };
        let port = port.unwrap_or(scheme.default_port());
        self.list.iter().any(|origin| origin.is(scheme, host, port))
    }

    /// Whether all of it is on this very machine, which no proxy elsewhere can reach.
    #[cfg(feature = "reqwest")]
    pub(crate) fn is_local(&self) -> bool {
        !self.is_empty() && self.list.iter().all(|origin| origin.host.is_loopback())
    }

    /// Whether it allows nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        Self::parse(text)
    }
}

impl FromIterator<Origin> for Origins {
    fn from_iter<I: IntoIterator<Item = Origin>>(origins: I) -> Self {
        Self { list: origins.into_iter().collect() }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme.name(), self.authority)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Debug for Origins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.list.iter()).finish()
    }
}

impl Scheme {
    fn read(text: &str) -> Option<Self> {
        if text.eq_ignore_ascii_case("https") {
            Some(Self::Https)
        } else if text.eq_ignore_ascii_case("http") {
            Some(Self::Http)
        } else {
            None
        }
    }

    fn is(self, scheme: &uri::Scheme) -> bool {
        match self {
            Self::Http => *scheme == uri::Scheme::HTTP,
            Self::Https => *scheme == uri::Scheme::HTTPS,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    const fn default_port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

/// Whether a URI names this machine, so that no proxy elsewhere could reach it.
#[cfg(feature = "reqwest")]
pub(crate) fn is_loopback(uri: &Uri) -> bool {
    uri.host().and_then(|host| Host::parse(host).ok()).is_some_and(|host| host.is_loopback())
}

/// Cuts off the port. The colons of an IPv6 address stand in brackets.
fn host_and_port(text: &str) -> Result<(&str, Option<u16>), OriginError> {
    let name = text.rfind(']').map_or(0, |bracket| bracket.saturating_add(1));
    let (_, tail) = text.split_at_checked(name).ok_or(OriginError::Host)?;
    let Some((before, port)) = tail.split_once(':') else { return Ok((text, None)) };
    let length = name.saturating_add(before.len());
    let (host, _) = text.split_at_checked(length).ok_or(OriginError::Host)?;
    if port.contains(':') {
        return Err(OriginError::Host);
    }
    Ok((host, Some(read_port(port).ok_or(OriginError::Port)?)))
}

/// A port in digits and nothing else: others let a sign stand before it.
fn read_port(text: &str) -> Option<u16> {
    let digits = text.bytes().all(|octet| octet.is_ascii_digit());
    text.parse().ok().filter(|port| digits && *port != 0)
}

#[cfg(test)]
mod tests;
