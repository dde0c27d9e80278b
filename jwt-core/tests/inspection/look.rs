//! What every test of an inspection needs: a key, a token's parts, and a look that checks itself.

use std::collections::BTreeSet;

use jwt_core::Algorithm;
use jwt_core::inspect;
use jwt_core::inspect::Finding;
use jwt_core::inspect::Inspection;
use jwt_core::key::SigningKey;

pub(crate) const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;
pub(crate) const CLAIMS: &str = r#"{"iss":"joe","aud":"me","exp":1700000900}"#;

pub(crate) fn key() -> SigningKey {
    SigningKey::hmac(Algorithm::Hs256, b"0123456789abcdef0123456789abcdef").unwrap()
}

/// Looks at bytes and checks what must hold of every inspection.
pub(crate) fn look(bytes: &[u8]) -> Inspection<'_> {
    let inspection = inspect::inspect(bytes);
    check(&inspection, bytes).unwrap();
    inspection
}

pub(crate) fn check(inspection: &Inspection<'_>, bytes: &[u8]) -> Result<(), String> {
    let known: BTreeSet<_> = inspect::catalog().map(|one| one.code).collect();
    let inside = |span: &core::ops::Range<usize>| span.start <= span.end && span.end <= bytes.len();
    for finding in &inspection.findings {
        let code = finding.code();
        if !known.contains(code) {
            return Err(format!("{code} is in no catalog"));
        }
        if !inside(&finding.span) {
            return Err(format!("{code} at {:?} of {} bytes", finding.span, bytes.len()));
        }
        if finding.message.is_empty() || finding.message.ends_with('.') {
            return Err(format!("{code} says {:?}", finding.message));
        }
    }
    for segment in &inspection.segments {
        if !inside(&segment.span) || bytes.get(segment.span.clone()) != Some(segment.text) {
            return Err(format!("{} is not at {:?}", segment.name, segment.span));
        }
        let carriers = segment.carriers(0..segment.octets().len());
        if carriers.start < segment.span.start || carriers.end > segment.span.end {
            return Err(format!("{} is carried by {carriers:?}", segment.name));
        }
        let _ = (segment.json(), segment.decoded_text(), segment.quads().count());
    }
    let mut order: Vec<_> = inspection.findings.iter().map(|one| one.severity).collect();
    order.sort();
    if inspection.findings.iter().map(|one| one.severity).ne(order) {
        return Err("errors do not stand first".to_owned());
    }
    let _ = format!("{inspection:?} {:?}", inspection.algorithm_name());
    Ok(())
}

pub(crate) fn finding<'i>(inspection: &'i Inspection<'_>, code: &str) -> &'i Finding {
    let mut all = inspection.findings.iter();
    all.find(|one| one.code() == code)
        .unwrap_or_else(|| panic!("no {code} in {:?}", inspection.findings))
}

/// What is told of a text, code by code.
pub(crate) fn codes(bytes: &[u8]) -> Vec<&'static str> {
    look(bytes).findings.iter().map(Finding::code).collect()
}

pub(crate) fn header_text<'i>(inspection: &'i Inspection<'_>) -> &'i str {
    inspection.header().unwrap().decoded_text().unwrap()
}

pub(crate) fn payload_text<'i>(inspection: &'i Inspection<'_>) -> &'i str {
    inspection.payload().unwrap().decoded_text().unwrap()
}
