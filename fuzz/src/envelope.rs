//! The JSON Serialization around one known payload.

use jwt_core::Algorithm;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::JsonSigning;
use jwt_core::jws::Policy;

use crate::ring;

/// The only payload that the seeds hold signatures over.
pub const PAYLOAD: &[u8] = b"$.02, and no more";

/// Claims that whatever is accepted is the payload that was signed, and that no signature holds for
/// another one.
pub fn is_deserved(text: &[u8], policy: &Policy) {
    if let Ok(verified) = jws::verify_json(text, ring::verifying(), policy) {
        assert_eq!(verified.payload(), PAYLOAD);
        assert!(!policy.all_signatures || verified.refused().is_empty());
        for signature in verified.signatures() {
            let algorithm = signature.key().algorithm();
            assert_eq!(signature.header().algorithm_name(), algorithm.as_str());
        }
        // Padding may be taken, and need not be there. The leniency about headers is not asked: a
        // `kid` that is believed leaves fewer keys.
        let padded = policy.clone().accept_padding();
        assert!(jws::verify_json(text, ring::verifying(), &padded).is_ok());
    }
    assert!(jws::verify_json_detached(text, b"another", ring::verifying(), policy).is_err());
}

/// Claims that any octets, signed and written, are given back.
pub fn survives(payload: &[u8]) {
    let [one, other] = [Algorithm::Hs256, Algorithm::Hs512].map(ring::signing);
    let signing = JsonSigning::new(payload);
    let signing = signing.signature(one, &HeaderBuilder::new()).expect("it is signed");
    let flattened = signing.flattened().expect("it has one signature");
    let signing = signing.signature(other, &HeaderBuilder::new()).expect("it is signed");
    for text in [flattened, signing.general().expect("it has signatures")] {
        let policy = Policy::default().require_all_signatures();
        let verified = jws::verify_json(&text, ring::verifying(), &policy).expect("it holds");
        assert_eq!(verified.payload(), payload);
    }
}

/// The policies that texts are read under.
pub fn policies() -> [Policy; 3] {
    let lenient = Policy::default().accept_padding().accept_unprotected();
    [Policy::default(), Policy::default().require_all_signatures(), lenient]
}
