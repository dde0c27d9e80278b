//! x
pub mod alg;
pub mod base64url;
pub mod explain;
pub mod json;
pub mod jws;
pub mod jwt;
pub mod key;
pub mod secret;
pub mod time;
pub use alg::Algorithm;
pub use time::NumericDate;
