//! P41 for the parser itself.

use proptest::prelude::*;

use super::*;

fn parse<'a>(lines: &[&'a str]) -> Challenges<'a> {
    Challenges::parse(lines.iter().map(|line| line.as_bytes()))
}

fn printed(challenges: &Challenges<'_>) -> Vec<String> {
    challenges.iter().map(ToString::to_string).collect()
}

/// P41: several challenges in one line and in many, quoted commas, any case, token68.
#[test]
fn every_shape_is_read() {
    for (lines, expected) in [
        (&["Basic"][..], &["Basic"][..]),
        (&["Basic, Digest"], &["Basic", "Digest"]),
        (&["a b=c,d e=f"], &["a b=\"c\"", "d e=\"f\""]),
        (&["a b=c, d=e, f"], &["a b=\"c\", d=\"e\"", "f"]),
        (&["a b = \"c, d e=f\" , g"], &["a b=\"c, d e=f\"", "g"]),
        (&["a b=\"c\\\"\\\\\\d\""], &["a b=\"c\\\"\\\\d\""]),
        (&["a b=\"\""], &["a b=\"\""]),
        (&["Negotiate ab+/~._-==, NTLM  x"], &["Negotiate ab+/~._-==", "NTLM x"]),
        // RFC 9110 §11.6.1, last example.
        (
            &[
                "Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\"",
            ],
            &[
                "Basic realm=\"simple\"",
                "Newauth realm=\"apps\", type=\"1\", title=\"Login to \\\"apps\\\"\"",
            ],
        ),
        (&["a", "b=c"], &["a b=\"c\""]),
        (&[",, a ,,", "", "b"], &["a", "b"]),
        (&["\t a\tb=c\t"], &["a b=\"c\""]),
    ] {
        let challenges = parse(lines);
        assert_eq!(printed(&challenges), expected, "{lines:?}");
        assert!(!challenges.is_partial(), "{lines:?}");
    }
}

/// P41: what breaks the grammar is left out, and nothing else is.
#[test]
fn what_breaks_the_grammar_is_left_out() {
    for (line, expected) in [
        ("a=b", &[][..]),
        ("=", &[]),
        ("\"a\"", &[]),
        ("a b=\"c", &["a"]),
        ("a b=\"c, d e=f", &["a"]),
        ("a b=c d, e=f", &["a e=\"f\""]),
        ("a b c, d e=f", &["a", "d e=\"f\""]),
        ("a b=\"c\"d, e=\"f, g\"", &["a e=\"f, g\""]),
        ("a/b, c", &["c"]),
        ("a b=\"x\\", &["a"]),
        ("a x==, b=c, d", &["a x==", "d"]),
        ("a b==c, d", &["a", "d"]),
        ("a ü=c, d", &["a", "d"]),
        ("a b=ü, d", &["a", "d"]),
    ] {
        let challenges = parse(&[line]);
        assert_eq!(printed(&challenges), expected, "{line}");
        assert!(challenges.is_partial(), "{line}");
    }
}

#[test]
fn octets_beyond_ascii_stand_in_quotes_as_utf8_or_not_at_all() {
    let lines = [&b"a b=\"\xc3\xbc\", c=\"\xfc\", d=e"[..]];
    assert_eq!(printed(&Challenges::parse(lines)), ["a b=\"ü\", d=\"e\""]);
    assert_eq!(
        printed(&Challenges::parse([&b"a b=\"\x01\", c=\"\\\x01\", d=e"[..]])),
        ["a d=\"e\""]
    );
}

#[test]
fn the_first_of_two_parameters_of_one_name_counts() {
    let challenges = parse(&["a B=c, b=d"]);
    assert_eq!(challenges.iter().next().unwrap().param("b"), Some("c"));
}

#[test]
fn no_more_than_the_limits_is_looked_at() {
    let many = "a,".repeat(MAX_ELEMENTS + 1);
    let challenges = parse(&[&many]);
    assert_eq!((challenges.iter().count(), challenges.is_partial()), (MAX_ELEMENTS, true));
    let long = format!("a b=\"{}\", c", "x".repeat(MAX_OCTETS));
    assert!(parse(&[&long, "d"]).is_empty() && parse(&[&long]).is_partial());
    // Half a parameter is not one.
    let cut = format!("a b=\"{}\", error=invalid_token", "x".repeat(MAX_OCTETS - 20));
    let challenges = parse(&[&cut]);
    assert_eq!(challenges.iter().next().unwrap().params().count(), 1);
    assert!(challenges.is_partial());
}

/// P38: values may be secrets, so `Debug` shows none.
#[test]
fn debug_shows_names_and_no_values() {
    let shown = format!("{:?}", parse(&["a b=\"open-sesame\", c d=e, Negotiate b3Blbi1zZXNhbWU="]));
    assert!(shown.contains("Negotiate") && shown.contains("\"b\""), "{shown}");
    assert!(!shown.contains("sesame") && !shown.contains("b3Blbi"), "{shown}");
}

fn challenge() -> impl Strategy<Value = (String, Option<String>, Vec<(String, String)>)> {
    let token = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,9}";
    let params = prop::collection::vec((token, "[\\t -~ü\u{80}-\u{10ffff}]{0,9}"), 0..4);
    let token68 = prop::option::of("[A-Za-z0-9._~+/-]{1,9}={0,2}");
    (token, token68, params).prop_map(|(scheme, token68, params)| match token68 {
        Some(token68) => (scheme, Some(token68), Vec::new()),
        None => (scheme, None, params),
    })
}

proptest! {
    /// P41: printing and reading give back every well-formed list, in one line and in many.
    #[test]
    fn what_is_printed_is_read_back(parts in prop::collection::vec(challenge(), 0..5), one_line: bool) {
        let list: Vec<_> = parts
            .iter()
            .map(|(scheme, token68, params)| Challenge {
                scheme,
                token68: token68.as_deref(),
                params: params.iter().map(|(name, value)| (&**name, value.into())).collect(),
            })
            .collect();
        let lines: Vec<_> = list.iter().map(ToString::to_string).collect();
        let lines = if one_line { vec![lines.join(", ")] } else { lines };
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        prop_assert_eq!(parse(&lines), Challenges { list, left_out: false });
    }

    /// P41: garbage never panics, and what is read of it is well formed.
    #[test]
    fn garbage_is_read_without_panic_and_what_is_read_can_be_printed(
        lines in prop::collection::vec("[ab=\", \\\\\t\u{1}ü]{0,30}", 0..4)
    ) {
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        let challenges = parse(&lines);
        let text = printed(&challenges).join(", ");
        prop_assert_eq!(&parse(&[&text]).list, &challenges.list);
    }

    #[test]
    fn any_octets_are_read_without_panic(line in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Challenges::parse([&line[..]]);
    }
}
