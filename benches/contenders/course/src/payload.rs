//! The claims of every contender, in three sizes: [`Tiny`] 37 octets, [`Session`] 244, [`Large`] 4096.
//!
//! A text is a `String` or, where a library can lend them, a `&str` into the payload.

use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;

use crate::AUDIENCE;
use crate::EXPIRES;
use crate::ISSUER;

/// When every token was issued, in seconds since 1970: the end of 2023.
pub const ISSUED: u64 = 1_700_000_000;
/// The subject of the larger two.
pub const SUBJECT: &str = "f4c1b2a8-6d1e-4b7e-9a3c-2f60d7c41b58";
/// The name of each token.
pub const TOKEN_ID: &str = "dGhlIG5hbWUgb2YgYSB0bw";
/// A private claim.
pub const NAME: &str = "Augusta Ada Byron";
/// Another.
pub const ROLES: [&str; 2] = ["reader", "approver"];

/// Two claims.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "RFC 7519 §4.1 has them")]
pub struct Tiny<S> {
    pub sub: S,
    pub exp: u64,
}

/// What is in many an access token: all registered claims, and two more.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "RFC 7519 §4.1 has all but two")]
pub struct Session<S> {
    pub iss: S,
    pub sub: S,
    pub aud: S,
    pub exp: u64,
    pub iat: u64,
    pub nbf: u64,
    pub jti: S,
    pub name: S,
    pub roles: Vec<S>,
}

/// A [`Session`] of somebody who may do a lot.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "RFC 7519 §4.1 has all but three")]
pub struct Large<S> {
    pub iss: S,
    pub sub: S,
    pub aud: S,
    pub exp: u64,
    pub iat: u64,
    pub nbf: u64,
    pub jti: S,
    pub name: S,
    pub roles: Vec<S>,
    pub permissions: Vec<S>,
}

/// Gives the tiny claims.
#[must_use]
pub fn tiny() -> Tiny<String> {
    Tiny { sub: "1234567890".into(), exp: EXPIRES }
}

/// Gives the typical ones.
#[must_use]
pub fn session() -> Session<String> {
    Session {
        iss: ISSUER.into(),
        sub: SUBJECT.into(),
        aud: AUDIENCE.into(),
        exp: EXPIRES,
        iat: ISSUED,
        nbf: ISSUED,
        jti: TOKEN_ID.into(),
        name: NAME.into(),
        roles: ROLES.map(Into::into).into(),
    }
}

/// Gives the large ones.
#[must_use]
pub fn large() -> Large<String> {
    let Session { iss, sub, aud, exp, iat, nbf, jti, name, roles } = session();
    // The last one fills the payload up.
    let mut permissions: Vec<_> = (0..PERMISSIONS).map(permission).collect();
    permissions.push("e".repeat(REST));
    Large { iss, sub, aud, exp, iat, nbf, jti, name, roles, permissions }
}

const PERMISSIONS: usize = 112;
const REST: usize = 25;

fn permission(at: usize) -> String {
    let action = ["read", "write", "delete", "share"].into_iter().cycle().nth(at);
    format!("urn:example:documents:{at:03}:{}", action.unwrap_or_default())
}

/// Writes claims down, always alike: as the JSON of one of the types above.
pub fn show<S: Serialize>(claims: &S) -> String {
    serde_json::to_string(claims).unwrap_or_default()
}

/// Writes a tree down as if it had been read into a type: `exp` and its like are in no order there.
#[must_use]
pub fn show_value(claims: &Value) -> String {
    fn typed<T: for<'de> Deserialize<'de> + Serialize>(claims: &Value) -> Option<String> {
        T::deserialize(claims).ok().map(|claims| show(&claims))
    }
    let kinds = [typed::<Large<String>>, typed::<Session<String>>, typed::<Tiny<String>>];
    kinds.into_iter().find_map(|kind| kind(claims)).unwrap_or_else(|| claims.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_sizes_are_what_their_names_say() {
        let sizes = [show(&tiny()).len(), show(&session()).len(), show(&large()).len()];
        assert_eq!(sizes, [37, 244, 4096]);
    }

    #[test]
    fn a_tree_is_shown_as_its_type() {
        for text in [show(&tiny()), show(&session()), show(&large())] {
            assert_eq!(show_value(&serde_json::from_str(&text).unwrap()), text);
        }
    }
}
