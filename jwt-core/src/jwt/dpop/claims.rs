//! The claims of a proof: texts and dates, read with their types (RFC 9449 §4.2).
//!
//! Takes the parsed Claims Set, gives what is there. Refused: a registered claim of the wrong type
//! (RFC 7519 §4.1), and a missing claim where one is required.

use super::DpopError;
use crate::json::Fields;
use crate::json::Object;
use crate::json::Value;
use crate::jwt::ClaimsError;
use crate::jwt::ill_typed;
use crate::jwt::validation::date;
use crate::time::NumericDate;

/// The dates of a proof, as far as they are there.
pub(super) struct Dates {
    pub(super) issued_at: Option<NumericDate>,
    pub(super) expiration: Option<NumericDate>,
    pub(super) not_before: Option<NumericDate>,
}

/// Reads the dates, once every registered claim has its type (RFC 7519 §4.1).
pub(super) fn dates(claims: &Fields<'_, '_>) -> Result<Dates, DpopError> {
    if let Some(ClaimsError::WrongType { claim, expected, found, .. }) =
        ill_typed(claims).into_iter().next()
    {
        return Err(DpopError::WrongType { claim, expected, found });
    }
    // What is of a wrong type has been told.
    let date = |claim| date(claims, claim, &mut Vec::new()).map(|(date, _)| date);
    Ok(Dates { issued_at: date("iat"), expiration: date("exp"), not_before: date("nbf") })
}

pub(super) fn required<'c>(
    claims: &'c Object<'_>,
    claim: &'static str,
) -> Result<&'c str, DpopError> {
    optional(claims, claim)?.ok_or(DpopError::Missing { claim })
}

pub(super) fn optional<'c>(
    claims: &'c Object<'_>,
    claim: &'static str,
) -> Result<Option<&'c str>, DpopError> {
    let Some(value) = claims.get(claim) else { return Ok(None) };
    match value.as_str() {
        Some(text) => Ok(Some(text)),
        None => Err(wrong_type(claim, "a string", value)),
    }
}

fn wrong_type(claim: &'static str, expected: &'static str, value: &Value<'_>) -> DpopError {
    DpopError::WrongType { claim, expected, found: value.type_name().to_owned() }
}
