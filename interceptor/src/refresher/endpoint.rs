//! Where a refresh token may be sent: one URL, by `https` unless it stays on this machine.
//!
//! Takes the text of a URL, gives what a request is made of. Refused: plain HTTP to another machine, a user
//! in the URL, a fragment (RFC 6749 §3.2 forbids it), and what is no absolute URL. A query is kept.

use std::fmt;

use http::Uri;

use crate::origin::Origin;
use crate::origin::OriginError;
use crate::verdict::PointerError;

/// An endpoint that tokens are sent to.
#[derive(Clone)]
pub(super) struct Endpoint {
    uri: Uri,
    text: String,
}

/// Why a text is no URL to send a refresh token to.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum EndpointError {
    /// It has a fragment: "The endpoint URI MUST NOT include a fragment component" (RFC 6749 §3.2).
    #[error("the URL has a fragment")]
    Fragment,
    /// Its scheme, host or port will not do.
    #[error(transparent)]
    Origin(#[from] OriginError),
    /// It is no absolute URL.
    #[error("no absolute URL")]
    Url,
}

/// Why a refresher cannot be made of what it was given.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SetupError {
    /// A URL was refused.
    #[error("{which}: {error}")]
    Endpoint {
        /// Which one.
        which: &'static str,
        /// Why.
        #[source]
        error: EndpointError,
    },
    /// The grant is for clients that prove who they are (RFC 6749 §4.4.2), and none is named.
    #[error("client credentials need a client")]
    Client,
    /// A JWT that is a grant must have this claim (RFC 7523 §3).
    #[error("the assertion has no {name:?}")]
    Claim {
        /// Its name: `iss` or `sub`.
        name: &'static str,
    },
    /// An extra header field has a name or a value that cannot be sent, or is set already.
    #[error("the header field {name:?} cannot be added: it is there already, or is none")]
    Header {
        /// Its name.
        name: String,
    },
    /// An extra parameter has a name that the request has already, or none.
    #[error("the parameter {name:?} cannot be added: it is there already, or has no name")]
    Parameter {
        /// Its name.
        name: String,
    },
    /// The place of a member is no JSON Pointer.
    #[error(transparent)]
    Pointer(#[from] PointerError),
}

impl Endpoint {
    pub(super) fn parse(text: &str) -> Result<Self, EndpointError> {
        if text.contains('#') {
            return Err(EndpointError::Fragment);
        }
        let uri: Uri = text.parse().map_err(|_| EndpointError::Url)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(EndpointError::Url);
        };
        Origin::parse(&format!("{scheme}://{authority}"))?;
        Ok(Self { uri, text: text.to_owned() })
    }

    /// The same, with the name of the setting in the error.
    pub(super) fn named(which: &'static str, text: &str) -> Result<Self, SetupError> {
        Self::parse(text).map_err(|error| SetupError::Endpoint { which, error })
    }

    pub(super) fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The URL as it was given: an audience is compared letter by letter (RFC 7523 §3).
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }
}

/// Without its query, in which a key of the API may stand.
impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.text.split_once('?').map_or(&*self.text, |(url, _)| url);
        fmt::Debug::fmt(url, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_query() {
        let endpoint = Endpoint::parse("https://as.example/token?api_key=sesame").unwrap();
        assert_eq!(format!("{endpoint:?}"), r#""https://as.example/token""#);
    }

    #[test]
    fn a_refresh_token_leaves_the_machine_by_https_alone() {
        for good in [
            "https://as.example/token",
            "https://as.example:8443/token?tenant=1",
            "http://localhost:3000/token",
            "http://127.0.0.1/token",
            "http://[::1]:80/token",
        ] {
            assert_eq!(Endpoint::parse(good).map(|endpoint| endpoint.text), Ok(good.to_owned()));
        }
        for (bad, why) in [
            ("http://as.example/token", EndpointError::Origin(OriginError::Insecure)),
            ("ftp://as.example/token", EndpointError::Origin(OriginError::Scheme)),
            ("https://user:pass@as.example/token", EndpointError::Origin(OriginError::User)),
            ("https://as.example/token#part", EndpointError::Fragment),
            ("/token", EndpointError::Url),
            ("", EndpointError::Url),
        ] {
            assert_eq!(Endpoint::parse(bad).map(|endpoint| endpoint.text), Err(why), "{bad}");
        }
    }
}
