//! What is noteworthy in the signatures: lengths that cannot be right.

use core::ops::RangeInclusive;

use crate::alg::Algorithm;
use crate::alg::Family;
use crate::inspect::findings;
use crate::inspect::findings::Finding;
use crate::inspect::findings::Findings;
use crate::inspect::findings::Severity;
use crate::inspect::inspection::Form;
use crate::inspect::inspection::Inspection;
use crate::inspect::inspection::Segment;
use crate::jws::Part;

/// Octets of the moduli that are ever taken, weak ones included.
const RSA_OCTETS: RangeInclusive<usize> = 128..=1024;

/// Notes what is in each signature, by the algorithm of the header before it.
pub(super) fn signatures(inspection: &Inspection<'_>, findings: &mut Findings) {
    let mut header: Option<&Segment<'_>> = None;
    for segment in &inspection.segments {
        match segment.part {
            Part::Header => header = Some(segment),
            Part::Signature => {
                let algorithm = header.and_then(|header| header.member_text("alg"));
                signature(segment, algorithm, findings);
                // Of several signatures each has a header of its own, or none.
                header = None;
            }
            _ => {}
        }
    }
    let empty = |part| inspection.segment(part).is_some_and(|one| one.text.is_empty());
    if let Some(segment) = inspection.payload()
        && inspection.form == Form::Compact
        && empty(Part::Payload)
        && !empty(Part::Signature)
    {
        findings.add(
            Finding::new(&findings::DETACHED, Part::Payload, segment.span.clone())
                .weighs(Severity::Info)
                .message("the payload is empty: it may travel apart from the token")
                .contrast("a payload", "nothing"),
        );
    }
}

fn signature(segment: &Segment<'_>, algorithm: Option<String>, findings: &mut Findings) {
    if segment.text.is_empty() {
        findings.add(
            Finding::new(&findings::SIGNATURE_EMPTY, Part::Signature, segment.span.clone())
                .weighs(Severity::Warning)
                .message("the signature is empty".to_owned())
                .contrast("a signature", "nothing"),
        );
        return;
    }
    let Some(algorithm) = algorithm.and_then(|name| name.parse::<Algorithm>().ok()) else { return };
    let found = segment.octets.len();
    let (fits, expected) = match algorithm.signature_octets() {
        Some(expected) => (found == expected, expected.to_string()),
        // The others are RSA: as many octets as the modulus.
        None => (RSA_OCTETS.contains(&found), "128 to 1024".to_owned()),
    };
    if !fits && segment.error.is_none() {
        let der = algorithm.family() == Family::Ecdsa && is_der(&segment.octets);
        let form = if der { " of DER" } else { "" };
        findings.add(
            Finding::new(&findings::SIGNATURE_LENGTH, Part::Signature, segment.span.clone())
                .weighs(Severity::Warning)
                .message(format!(
                    "{algorithm} signatures have {expected} octets, found {found}{form}"
                ))
                .contrast(&format!("{expected} octets"), &format!("{found} octets{form}")),
        );
    }
}

/// Tells a SEQUENCE that fills all of the octets.
fn is_der(octets: &[u8]) -> bool {
    match octets {
        [0x30, 0x81, length, rest @ ..] | [0x30, length, rest @ ..] => {
            rest.len() == usize::from(*length)
        }
        _ => false,
    }
}
