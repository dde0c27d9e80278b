//! What a caller allows beyond the strict reading, each by a switch of its own, and the limits.

use super::Caps;

/// Limits, understood header parameters, and named leniencies, all off by default.
///
/// # Example: a load balancer that pads its segments
///
/// ```
/// use jwt_core::jws::Policy;
///
/// let policy = Policy::default().accept_padding();
/// assert!(policy.padding && !policy.unprotected);
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Policy {
    /// Every signature of a JSON Serialization must hold. Default: one is enough (RFC 7515 §5.2).
    pub all_signatures: bool,
    /// Limits on sizes and counts.
    pub caps: Caps,
    /// Segments may carry the padding of RFC 4648 §3.2. Default: they must not (RFC 7515 §2).
    pub padding: bool,
    /// Names that `crit` may hold because the caller handles them (RFC 7515 §4.1.11).
    pub understands: Vec<String>,
    /// A payload may stand unencoded when header and `crit` say so (RFC 7797). Default: it may.
    pub unencoded: bool,
    /// `alg` and `kid` of an unprotected header are believed. Default: they are not.
    pub unprotected: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            all_signatures: false,
            caps: Caps::default(),
            padding: false,
            understands: Vec::new(),
            unencoded: true,
            unprotected: false,
        }
    }
}

impl Policy {
    /// Takes segments with the padding that they must not have (RFC 7515 §2).
    ///
    /// The signature is checked over the segments as they were sent, padding included. AWS load
    /// balancers make such tokens. Only the exact padding is taken, and an unpadded segment still is.
    #[must_use]
    pub const fn accept_padding(mut self) -> Self {
        self.padding = true;
        self
    }

    /// Believes `alg` and `kid` of an unprotected header, and nothing else of it (RFC 7515 §7.2.1).
    ///
    /// Whoever passes the message on can change them. The keys are still the caller's, and each still
    /// serves its one algorithm. Keys there and their addresses no longer refuse the text, and are
    /// passed over like `typ`, `cty`, `x5t` and `x5t#S256`: a caller who wants them reads
    /// [`Header::unprotected`](super::Header::unprotected). `crit` and `b64` stay refused.
    #[must_use]
    pub const fn accept_unprotected(mut self) -> Self {
        self.unprotected = true;
        self
    }

    /// Sets the limits on sizes and counts.
    #[must_use]
    pub const fn caps(mut self, caps: Caps) -> Self {
        self.caps = caps;
        self
    }

    /// Refuses unencoded payloads, as every JWT must (RFC 7797 §7).
    #[must_use]
    pub const fn refuse_unencoded(mut self) -> Self {
        self.unencoded = false;
        self
    }

    /// Demands that every signature of a JSON Serialization holds (RFC 7515 §5.2).
    #[must_use]
    pub const fn require_all_signatures(mut self) -> Self {
        self.all_signatures = true;
        self
    }

    /// Says that the caller handles a header parameter that `crit` may name (RFC 7515 §4.1.11).
    #[must_use]
    pub fn understands(mut self, parameter: impl Into<String>) -> Self {
        self.understands.push(parameter.into());
        self
    }
}
