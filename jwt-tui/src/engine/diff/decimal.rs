//! Numbers as JSON writes them, compared as numbers: `1`, `1.0`, `10e-1` and `-0` with `0`.

/// Tells whether two JSON numbers are the same number, exactly; `false` when an exponent is beyond
/// counting.
pub(super) fn is_same(left: &str, right: &str) -> bool {
    left == right || parts(left).is_some_and(|parts_of| Some(parts_of) == parts(right))
}

/// Sign, digits without zeros at either end, and the power of ten of the last digit.
fn parts(text: &str) -> Option<(bool, String, i64)> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let kept = digits.trim_end_matches('0');
    let significant = kept.trim_start_matches('0');
    if significant.is_empty() {
        return Some((false, String::new(), 0));
    }
    let dropped = i64::try_from(digits.len().saturating_sub(kept.len())).ok()?;
    let power = exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?.checked_add(dropped)?;
    Some((negative, significant.to_owned(), power))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_and_not_their_texts() {
        for (left, right) in
            [("1", "1.0"), ("10", "1e1"), ("-0", "0.00"), ("0.5", "5E-1"), ("-12.50", "-125e-1")]
        {
            assert!(is_same(left, right), "{left} {right}");
        }
        for (left, right) in
            [("1", "-1"), ("1", "10"), ("0.1", "0.01"), ("1e99999999999999999999", "1")]
        {
            assert!(!is_same(left, right), "{left} {right}");
        }
        let many = "12345678901234567890123";
        assert!(!is_same(many, "12345678901234567890124"));
    }
}
