//! Edits, steps and what they leave alone.

use super::*;

/// Order, odd spaces, digits and an escape that any re-serialisation would lose.
const PAYLOAD: &str = r#"{ "b":1.0,"a" : 12345678901234567890123, "t":"é"}"#;
const HEADER: &str = r#"{"typ":"JWT","alg":"HS256"}"#;

fn token() -> String {
    format!("{}.{}.c2ln", base64url::encode(HEADER), base64url::encode(PAYLOAD))
}

fn fake(_: &[u8]) -> Result<Vec<u8>, EditError> {
    Ok(b"new".to_vec())
}

#[test]
fn what_was_given_is_the_first_revision() {
    let mut document = Document::new(&token());
    document.replace_half(Half::Payload, "{}").unwrap();
    assert!(document.is_forged());
    assert_eq!(document.original(), token());
    assert!(document.undo());
    assert_eq!(document.token(), token());
    assert!(!document.is_forged());
    assert!(!document.undo());
    assert!(document.redo());
    assert!(!document.redo());
}

#[test]
fn an_edited_value_leaves_every_other_byte() {
    let mut document = Document::new(&token());
    let start = PAYLOAD.find("1.0").unwrap();
    document.replace_value(Half::Payload, start..start + 3, "2").unwrap();
    assert_eq!(document.half(Half::Payload).unwrap(), PAYLOAD.replace("1.0", "2"));
    assert_eq!(document.token().split('.').next(), token().split('.').next());
    assert_eq!(document.token().split('.').nth(2), Some("c2ln"));
    assert_eq!(document.signature_state(), SignatureState::Stale);
}

#[test]
fn a_running_edit_is_one_step_and_nothing_when_nothing_changed() {
    let mut document = Document::new(&token());
    document.begin_edit();
    document.replace_half(Half::Payload, "{").unwrap();
    document.replace_half(Half::Payload, "{}").unwrap();
    assert!(document.end_edit());
    assert!(document.undo());
    assert_eq!(document.token(), token());

    document.begin_edit();
    document.replace_half(Half::Payload, "{").unwrap();
    document.replace_half(Half::Payload, PAYLOAD).unwrap();
    assert!(!document.end_edit());
    assert!(!document.is_forged());
}

#[test]
fn what_is_edited_back_by_hand_is_as_given_again() {
    let mut document = Document::new(&token());
    document.replace_half(Half::Payload, "{}").unwrap();
    document.replace_half(Half::Payload, PAYLOAD).unwrap();
    assert_eq!(document.token(), token());
    assert!(!document.is_forged());
    assert_eq!(document.signature_state(), SignatureState::AsGiven);
    document.replace_half(Half::Payload, "{}").unwrap();
    assert!(document.is_forged());
    assert_eq!(document.original(), token());
    assert!(document.undo() && !document.is_forged());
    assert!(document.undo() && document.is_forged());
    assert_eq!(document.signature_state(), SignatureState::Stale);
}

#[test]
fn signing_makes_the_signature_fresh_and_an_edit_makes_it_stale() {
    let mut document = Document::new(&token());
    document.replace_half(Half::Payload, "{}").unwrap();
    document.sign(fake).unwrap();
    assert_eq!(document.signature_state(), SignatureState::Fresh);
    assert!(document.token().ends_with(".bmV3"));
    document.replace_text(&document.token().replacen('e', "f", 1));
    assert_eq!(document.signature_state(), SignatureState::Stale);
}

#[test]
fn another_algorithm_changes_its_value_alone() {
    let mut document = Document::new(&token());
    document.set_algorithm(Algorithm::Es256).unwrap();
    assert_eq!(document.half(Half::Header).unwrap(), r#"{"typ":"JWT","alg":"ES256"}"#);
    let bare = format!("{}..", base64url::encode(r#"{"a":1}"#));
    let mut document = Document::new(&bare);
    document.set_algorithm(Algorithm::Es256).unwrap();
    assert_eq!(document.half(Half::Header).unwrap(), r#"{"alg":"ES256","a":1}"#);
}

#[test]
fn a_pasted_token_can_be_undone_like_an_edit() {
    let mut document = Document::new("a.b.c");
    document.replace_text("a.b.d");
    document.give("x.y.z");
    assert!(!document.is_forged());
    assert_eq!(document.original(), "x.y.z");
    document.undo();
    assert!(document.is_forged());
    assert_eq!((document.token(), document.original()), ("a.b.d", "a.b.c"));
}

#[test]
fn other_forms_are_refused_by_name() {
    assert_eq!(
        Document::new("a.b.c.d.e").replace_half(Half::Header, "{}"),
        Err(EditError::NotThreeSegments(5))
    );
    assert_eq!(Document::new("").half(Half::Payload), Err(EditError::NotThreeSegments(0)));
    assert_eq!(Document::new("a+b.b.c").half(Half::Header), Err(EditError::NotBase64Url));
    assert_eq!(Document::new("_w.b.c").half(Half::Header), Err(EditError::NotText));
}
