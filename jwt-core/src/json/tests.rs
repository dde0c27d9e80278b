use super::*;

#[test]
fn refuses_a_name_that_occurs_twice() {
    let error = Object::parse(br#"{"a":1,"\u0061":2}"#, &Limits::default()).unwrap_err();
    assert_eq!((error.offset, error.code()), (7, "json.duplicate_name"));
}
