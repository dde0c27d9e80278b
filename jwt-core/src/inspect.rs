//! Looking at tokens without judging them, and explaining what a verifier says (RFC 8725).
//!
//! [`inspect`] takes any bytes and gives what can be seen in them: segments, header, payload, and
//! findings that point at the byte they are about. It has no path to a verified token. [`examine`]
//! puts a verifier's own return value beside it, told apart in five verdicts; nothing is judged a
//! second time here.
//!
//! With the feature `hazmat` there is a module `inspect::forge`: tokens that no honest signer makes,
//! for proving that a service of one's own refuses them.
//!
//! # Example: what is wrong with this token?
//!
//! ```
//! let inspection = jwt_core::inspect::inspect(b"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0=.");
//! let finding = &inspection.findings[0];
//! assert_eq!(finding.code(), "base64url.padding");
//! assert_eq!(finding.span, 36..37);
//! ```

mod catalog;
mod findings;
#[cfg(feature = "hazmat")]
pub mod forge;
mod inspection;
mod report;
mod rules;
mod segments;
mod survey;
#[cfg(feature = "trace")]
pub mod trace;

pub use self::catalog::catalog;
pub use self::findings::Finding;
pub use self::findings::Severity;
pub use self::inspection::Form;
pub use self::inspection::Inspection;
pub use self::inspection::Segment;
pub use self::report::Outcome;
pub use self::report::Report;
pub use self::report::State;
pub use self::report::Verdict;
pub use self::report::Verdicts;
pub use self::report::examine;
pub use self::report::examine_jws;
pub use self::report::examine_without_key;

use crate::jws::Caps;
use crate::jws::Policy;

/// Looks at any bytes; never fails.
///
/// What the default [`Caps`] refuse is a finding; up to 8 MiB it is still taken apart.
#[must_use]
pub fn inspect(bytes: &[u8]) -> Inspection<'_> {
    inspect_with(bytes, &Caps::default())
}

/// Looks at any bytes under limits of the caller's; never fails.
///
/// What no JWT may have is an error here, such as `b64` false; [`examine_jws`] looks with a policy.
#[must_use]
pub fn inspect_with<'t>(bytes: &'t [u8], caps: &Caps) -> Inspection<'t> {
    survey::survey(bytes, &policy_of_a_jwt(caps), rules::Asked::Jwt)
}

fn policy_of_a_jwt(caps: &Caps) -> Policy {
    Policy::default().caps(caps.clone()).refuse_unencoded()
}

/// Without the feature `hazmat` nothing of it can be named.
///
/// ```compile_fail,E0432
/// use jwt_core::inspect::forge;
/// ```
#[cfg(all(doctest, not(feature = "hazmat")))]
struct NoForgeWithoutHazmat;
