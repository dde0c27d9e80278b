//! What every contender has to do, and how it is asked to.
//!
//! A contender is a program. It names its [`Case`]s and [`serve`]s them: the runner writes lines to its standard
//! input, and each is answered by a line.
//!
//! ```text
//! cases                 case NAME … : what this contender has
//! input CASE TEXT       ok          : the token, or other text, that the case works on from now on
//! show CASE [TEXT]      ok WHAT     : what one run yields: claims that were read, or a token that was made
//! run CASE TIMES        ok NUMBER   : nanoseconds that so many runs took
//! count CASE TIMES      ok NUMBER   : how often so many runs asked the allocator; in programs that count
//! ```
//!
//! A case that yields an error is answered by `refused WHY`, and a line that makes no sense by `error WHY`.
//!
//! [`keys`] and [`payload`] are the same for all. Tokens come from the runner.

pub mod case;
pub mod clock;
pub mod encoding;
pub mod growth;
pub mod keys;
pub mod payload;
pub mod serve;

pub use crate::case::Answer;
pub use crate::case::Case;
pub use crate::case::Watch;
pub use crate::serve::Cases;
pub use crate::serve::serve;
pub use crate::serve::serve_counted;

/// The issuer of every token.
pub const ISSUER: &str = "https://issuer.example";
/// The audience of every token.
pub const AUDIENCE: &str = "https://api.example";
/// When every token expires, in seconds since 1970: the year 2099. Some libraries ask the clock by themselves.
pub const EXPIRES: u64 = 4_070_908_800;
