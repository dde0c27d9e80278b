//! Why a text is no origin that a token may be sent to.

/// What is wrong with the text of an origin. Nothing of it is repeated.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum OriginError {
    /// It does not begin with `https://` or `http://`.
    #[error("an origin begins with https:// or http://")]
    Scheme,
    /// `http` to a host that is not this machine: whoever is on the way could read the token.
    #[error("a token is sent by https, except to localhost, 127.0.0.0/8 and [::1]")]
    Insecure,
    /// A user or password (RFC 3986 §3.2.1), which is no part of an origin.
    #[error("an origin has no user and no password")]
    User,
    /// A path, query or fragment, which is no part of an origin.
    #[error("an origin ends with its host or port: no path, query or fragment")]
    Path,
    /// The port is no number from 1 to 65535.
    #[error("the port is no number from 1 to 65535")]
    Port,
    /// There is no host, or it is neither a name nor an IP address.
    #[error("the host is neither a name nor an IP address; IPv6 stands in brackets")]
    Host,
    /// A wildcard: each host is named.
    #[error("the host has a wildcard; each host has to be named")]
    Wildcard,
    /// A name with letters beyond ASCII: requests carry the form that begins with `xn--` (RFC 5891).
    #[error("the host is not ASCII; write it as it is sent, with xn--")]
    NotAscii,
    /// Numbers that some read as an IPv4 address and some do not: `127.1`, `0x7f000001`, `010.0.0.1`.
    #[error("the host is a number in disguise; an IPv4 address is four decimal numbers")]
    Number,
}
