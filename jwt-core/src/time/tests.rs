use proptest::prelude::*;

use super::*;

fn date(text: &str) -> NumericDate {
    NumericDate::parse(text).expect("the text is a date")
}

fn parts(text: &str) -> (u64, u32, bool) {
    let date = date(text);
    (date.seconds, date.nanoseconds, date.more)
}

#[test]
fn reads_whole_seconds() {
    assert_eq!(date("0"), NumericDate::from_seconds(0));
    assert_eq!(date("1300819380"), NumericDate::from_seconds(1_300_819_380));
}

#[test]
fn large_whole_numbers_are_exact() {
    assert_eq!(date("9007199254740993").seconds(), 9_007_199_254_740_993);
    assert_eq!(date("18446744073709551615").seconds(), u64::MAX);
    assert_eq!(date("18446744073709551614.5"), NumericDate::new(u64::MAX - 1, 500_000_000, false));
}

#[test]
fn digits_alone_are_read_as_the_whole_grammar_reads_them() {
    for text in ["0", "00", "01", "7", "9999999999999999999", "10000000000000000000", "", "-", "1a"]
    {
        let short = decimal::whole(text).map(NumericDate::from_seconds);
        let long = Decimal::parse(text).map(|number| number.date());
        assert!(short.is_none() || short == long, "{text}");
        assert_eq!(short.is_some(), long.is_some() && text.len() < 20, "{text}");
    }
}

#[test]
fn later_moments_count_as_the_last() {
    let last = NumericDate::from_seconds(u64::MAX);
    for text in ["18446744073709551616", "18446744073709551615.5", "1e300", "1.7e308"] {
        assert_eq!(date(text), last, "{text}");
    }
    assert_eq!(date(&"9".repeat(300)), last);
}

#[test]
fn exponents_move_the_point() {
    assert_eq!(parts("1e3"), (1000, 0, false));
    assert_eq!(parts("1.5E+2"), (150, 0, false));
    assert_eq!(parts("1300819380.25e0"), (1_300_819_380, 250_000_000, false));
    assert_eq!(parts("130081938025e-2"), (1_300_819_380, 250_000_000, false));
    assert_eq!(parts("0.00000130081938025e15"), (1_300_819_380, 250_000_000, false));
    assert_eq!(parts("5e-9"), (0, 5, false));
    assert_eq!(parts("5e-8"), (0, 50, false));
    assert_eq!(parts("12e-10"), (0, 1, true));
    assert_eq!(parts("1234e-12"), (0, 1, true));
    assert_eq!(parts("0e99999"), (0, 0, false));
}

#[test]
fn a_large_exponent_undoes_a_long_fraction() {
    let text = format!("0.{}7e5001", "0".repeat(5000));
    assert_eq!(date(&text), NumericDate::from_seconds(7));
    let text = format!("7{}e-5000", "0".repeat(5000));
    assert_eq!(date(&text), NumericDate::from_seconds(7));
}

#[test]
fn what_is_below_a_nanosecond_still_counts() {
    assert_eq!(parts("1.0000000001"), (1, 0, true));
    assert_eq!(parts("1e-400"), (0, 0, true));
    assert_eq!(parts("1e-99999999999999999999"), (0, 0, true));
    assert!(date("100.9999999999") < date("101"));
    assert!(date("100.0000000000001") > date("100"));
    assert_eq!(date("1.000000000"), date("1"));
}

#[test]
fn refuses_negative_numbers_but_not_minus_zero() {
    for text in ["-1", "-0.1", "-1e-400", "-1e300"] {
        assert_eq!(NumericDate::parse(text), Err(NumericDateError::Negative), "{text}");
    }
    for text in ["-0", "-0.0", "-0e5", "-0.000E-3"] {
        assert_eq!(date(text), NumericDate::from_seconds(0), "{text}");
    }
}

#[test]
fn refuses_what_is_not_a_json_number() {
    for text in [
        "", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "1e1.5", " 1", "1 ", "1_000", "NaN",
        "Infinity", "0x10", "1,5", "--1", "1.5.5", "1e5e5", "١", "\"1\"", "null",
    ] {
        assert_eq!(NumericDate::parse(text), Err(NumericDateError::NotANumber), "{text}");
    }
}

#[test]
fn addition_and_subtraction_stop_at_the_ends() {
    let second = Duration::from_secs(1);
    assert_eq!(date("10.75").saturating_add(Duration::from_millis(500)), date("11.25"));
    assert_eq!(date("11.25").saturating_sub(Duration::from_millis(500)), date("10.75"));
    assert_eq!(date("0.5").saturating_sub(second), date("0"));
    assert_eq!(date("1e300").saturating_add(second), date("1e300"));
    assert_eq!(date("18446744073709551614.9").saturating_add(second), date("1e300"));
    assert_eq!(date("5.0000000001").saturating_add(second), date("6.0000000001"));
}

#[test]
fn the_time_between_two_moments_is_known_in_one_direction() {
    assert_eq!(date("12.5").duration_since(date("10")), Some(Duration::from_millis(2500)));
    assert_eq!(date("10").duration_since(date("10")), Some(Duration::ZERO));
    assert_eq!(date("10").duration_since(date("10.0000000001")), None);
    assert_eq!(date("10.0000000001").duration_since(date("10")), Some(Duration::ZERO));
}

#[test]
fn system_time_before_1970_is_zero() {
    let epoch = SystemTime::UNIX_EPOCH;
    let second = Duration::from_millis(1500);
    assert_eq!(NumericDate::from(epoch.checked_sub(second).unwrap()), date("0"));
    assert_eq!(NumericDate::from(epoch.checked_add(second).unwrap()), date("1.5"));
}

#[test]
fn prints_seconds_and_a_short_fraction() {
    for text in ["0", "1300819380", "1300819380.25", "1.000000001"] {
        assert_eq!(date(text).to_string(), text);
    }
}

#[test]
fn is_written_as_an_integer_when_whole() {
    assert_eq!(serde_json::to_string(&date("1300819380")).unwrap(), "1300819380");
    assert_eq!(serde_json::to_string(&date("1300819380.25")).unwrap(), "1300819380.25");
    assert_eq!(serde_json::to_string(&date("1e300")).unwrap(), "18446744073709551615");
}

#[test]
fn every_refusal_has_its_own_explanation() {
    let errors =
        [NumericDateError::Negative, NumericDateError::NotANumber, NumericDateError::TooLarge];
    let codes = errors.map(|error| error.code());
    assert_eq!(codes, ["time.negative", "time.not_a_number", "time.too_large"]);
    assert!(EXPLANATIONS.iter().map(|explanation| explanation.code).eq(codes));
}

#[test]
fn what_no_float_holds_is_too_large() {
    let long = "9".repeat(400);
    let far = ["1e309", "1e999", "1e99999999999999999999", &long, "-1e309", "-2e400"];
    for text in far {
        assert_eq!(NumericDate::parse(text), Err(NumericDateError::TooLarge), "{text}");
    }
}

proptest! {
    #[test]
    fn digits_alone_are_read_exactly(
        number in any::<u64>(),
        shift in 0..64_u32,
        spoiled in any::<proptest::sample::Index>(),
        octet in 0..128_u8,
    ) {
        let number = number >> shift;
        let mut text = number.to_string();
        prop_assert_eq!(decimal::whole(&text), Some(number).filter(|_| text.len() < 20));
        let (place, octet) = (spoiled.index(text.len()), char::from(octet));
        text.replace_range(place..=place, octet.encode_utf8(&mut [0; 4]));
        let long = Decimal::parse(&text).filter(|_| text.bytes().all(|one| one.is_ascii_digit()));
        let long = long.filter(|_| text.len() < 20).map(|number| number.date());
        prop_assert_eq!(decimal::whole(&text).map(NumericDate::from_seconds), long);
    }

    #[test]
    fn accepts_exactly_the_json_numbers_that_are_not_negative(
        text in "-?[0-9]{1,4}(\\.[0-9]{0,3})?([eE][+-]?[0-9]{0,2})?",
    ) {
        let number = serde_json::from_str::<f64>(&text).ok();
        match NumericDate::parse(&text) {
            Ok(_) => prop_assert!(number.unwrap() >= 0.0),
            Err(NumericDateError::Negative) => prop_assert!(number.unwrap() < 0.0),
            Err(NumericDateError::NotANumber | NumericDateError::TooLarge) => {
                prop_assert_eq!(number, None);
            }
        }
    }

    #[test]
    fn never_panics(text in "[-+0-9.eE]{0,30}") {
        let _ = NumericDate::parse(&text);
    }

    #[test]
    fn an_exponent_is_the_same_as_moving_the_point(digits in "[1-9][0-9]{0,25}", places in 1..40_usize) {
        let padded = format!("{}{digits}", "0".repeat(places));
        let (whole, fraction) = padded.split_at(digits.len());
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            whole => whole,
        };
        let moved = date(&format!("{digits}e-{places}"));
        prop_assert_eq!(moved, date(&format!("{whole}.{fraction}")));
        let zeros = "0".repeat(places);
        prop_assert_eq!(date(&format!("{digits}e+{places}")), date(&format!("{digits}{zeros}")));
    }

    #[test]
    fn order_is_that_of_the_numbers(a in any::<u32>(), b in any::<u32>()) {
        let text = |nanoseconds: u32| format!("1.{nanoseconds:010}");
        prop_assert_eq!(date(&text(a)).cmp(&date(&text(b))), a.cmp(&b));
    }

    #[test]
    fn display_reads_back(seconds in any::<u64>(), nanoseconds in 0..1_000_000_000_u32) {
        let moment = NumericDate::new(seconds, nanoseconds, false);
        prop_assert_eq!(date(&moment.to_string()), moment);
    }
}
