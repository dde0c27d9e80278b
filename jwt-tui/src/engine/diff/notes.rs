//! What a comparison means for the tokens as a whole: signature, lifetime, renewal.

use jwt_core::NumericDate;
use jwt_core::inspect::Inspection;
use jwt_core::json::Object;
use jwt_core::jws::Part;

use super::Meaning;
use super::PartDiff;
use super::PartKind;
use super::meaning::Word;
use crate::text::diff as words;

/// Claims that a renewed token has anew.
const RENEWED: [&str; 4] = ["/exp", "/iat", "/jti", "/nbf"];

/// Says what all of it means, the most telling first.
pub(super) fn of(
    parts: &[PartDiff],
    before: &Inspection<'_>,
    after: &Inspection<'_>,
) -> Vec<Meaning> {
    if parts.iter().all(|part| part.kind == PartKind::Same) {
        return vec![words::SAME_BYTES.into()];
    }
    let find = |wanted| parts.iter().find(|part| part.part == wanted);
    let mut notes = Vec::new();
    // Without a signature of its own it is an edit and no renewal.
    let is_signed_anew = find(Part::Signature).is_some_and(|part| part.kind == PartKind::Different);
    if let Some(payload) = find(Part::Payload).filter(|_| is_signed_anew)
        && is_renewed(payload)
    {
        notes.push(words::LOOKS_RENEWED.into());
    }
    notes.extend(lifetime(before, after));
    let is_same = |part| find(part).is_none_or(|part| part.kind == PartKind::Same);
    let content_is_same = is_same(Part::Header) && is_same(Part::Payload);
    if let Some(signature) = find(Part::Signature) {
        notes.extend(of_signature(signature, content_is_same));
    }
    notes
}

fn is_renewed(payload: &PartDiff) -> bool {
    let renewed = |pointer: &str| RENEWED.contains(&pointer);
    payload.more == 0
        && payload.members.iter().any(|one| one.pointer == "/exp" || one.pointer == "/iat")
        && payload.members.iter().all(|one| renewed(&one.pointer) && !one.change.is_spelling())
}

fn of_signature(signature: &PartDiff, content_is_same: bool) -> Option<Meaning> {
    let phrase = match (signature.lengths, signature.kind, content_is_same) {
        ([_, 0], PartKind::Different | PartKind::OneSided, _) => words::SIGNATURE_LOST,
        ([0, _], PartKind::Different | PartKind::OneSided, _) => words::SIGNATURE_GAINED,
        ([0, 0], ..) => return None,
        (_, PartKind::Same, false) => words::SAME_SIGNATURE,
        (_, PartKind::Same, true) => return None,
        (_, _, true) => words::OTHER_SIGNATURE,
        (_, _, false) => words::SIGNATURE_REPLACED,
    };
    Some(phrase.into())
}

/// Compares how long the tokens live: from `iat`, else `nbf`, to `exp`.
fn lifetime(before: &Inspection<'_>, after: &Inspection<'_>) -> Option<Meaning> {
    let (before, after) = (span(before)?, span(after)?);
    let (Some(before), Some(after)) = (before, after) else {
        return (before.is_some() && after.is_none()).then(|| words::NEVER_EXPIRES.into());
    };
    let phrase = match before.cmp(&after) {
        core::cmp::Ordering::Equal => return None,
        core::cmp::Ordering::Less if before.checked_mul(2) == Some(after) => {
            words::LIFETIME_DOUBLED
        }
        core::cmp::Ordering::Greater if after.checked_mul(2) == Some(before) => {
            words::LIFETIME_HALVED
        }
        core::cmp::Ordering::Less => words::LIFETIME_LONGER,
        core::cmp::Ordering::Greater => words::LIFETIME_SHORTER,
    };
    Some(Meaning::new(phrase, [Word::Span(before), Word::Span(after)]))
}

/// Seconds from the beginning to the end; inner none without an end, outer none without claims or a
/// beginning.
fn span(token: &Inspection<'_>) -> Option<Option<u64>> {
    let payload = token.payload()?;
    let reading = payload.json()?;
    let claims = reading.value.as_ref()?.as_object()?;
    let Some(end) = date(claims, "exp") else { return Some(None) };
    let begin = date(claims, "iat").or_else(|| date(claims, "nbf"))?;
    Some(Some(end.seconds().checked_sub(begin.seconds())?))
}

fn date(claims: &Object<'_>, name: &str) -> Option<NumericDate> {
    NumericDate::parse(claims.get(name)?.as_number()?).ok()
}
