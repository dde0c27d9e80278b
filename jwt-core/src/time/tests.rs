use super::*;

#[test]
fn minus_zero_is_zero() {
    assert_eq!(NumericDate::parse("-0.0e7"), Ok(NumericDate::from_seconds(0)));
}
