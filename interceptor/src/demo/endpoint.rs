//! The endpoints of the authorization server.

mod login;
mod reissue;
mod revoke;
mod token;
mod well_known;

pub(super) use self::login::login;
pub(super) use self::login::logout;
pub(super) use self::reissue::reissue;
pub(super) use self::revoke::revoke;
pub(super) use self::token::token;
pub(super) use self::well_known::jwks;
pub(super) use self::well_known::metadata;
