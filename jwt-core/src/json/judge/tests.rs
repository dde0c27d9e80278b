use crate::json::Limits;
use crate::json::read;

/// Reads a text of bad syntax and gives the offset of the mistake.
fn mistake(text: &str) -> usize {
    let reading = read(text.as_bytes(), &Limits::default());
    assert_eq!(reading.value, None, "{text:?}");
    assert_eq!(reading.problems.len(), 1, "{text:?}");
    assert_eq!(reading.problems[0].code(), "json.syntax", "{text:?}");
    reading.problems[0].offset
}

#[test]
fn a_mistake_is_at_the_byte_that_cannot_follow() {
    for (good, bad) in [
        ("", "x"),
        ("", "]"),
        ("{} ", "x"),
        ("{}", "{}"),
        ("{}\n\n ", ",\n"),
        ("{", "1}"),
        ("{\n", "'a':1}"),
        ("{\"a\" ", "1}"),
        ("{\"a\":", "}"),
        ("{\"a\":1", ";}"),
        ("{\"a\":1 ", "\"b\":2}"),
        ("{\"a\":1,", "}"),
        ("[1,\n2,", "]"),
        ("[1", "}"),
        ("[", ",1]"),
        ("tr", "eu"),
        ("nul", "\n"),
        ("[nul", "]"),
        ("fals", "E"),
        ("", "True"),
        ("", "+1"),
        ("", ".5"),
        ("-", "x"),
        ("-", "-"),
        ("-", "\n1"),
        ("0", "1"),
        ("-0", "0"),
        ("1.", "."),
        ("1.", "e"),
        ("1.", "\n"),
        ("1e", "e"),
        ("1e+", "+"),
        ("1e+", "\n "),
        ("[1.", "]"),
        ("[1e", "]"),
        ("1.5", ".5"),
        ("1e5", ".5"),
        ("\"a", "\n\""),
        ("\"a", "\0"),
        ("{\"é\":\"ü", "\t\"}"),
        ("\n\n\"a", "\nb\""),
        ("\"\\", "x\""),
        ("\"\\", "\n\""),
        ("\"\\\\\\", "q\""),
        ("\"\\", "é\""),
        ("\"\\u", "x234\""),
        ("\"\\u12", "é4\""),
        ("\"\\u12", "\"   "),
        ("\"\\u00", "+1\""),
        ("\"\\u", "\\u0000\""),
        ("\"\\\\u00\\", "q\""),
        ("\"\\u", "x\""),
        ("\"\\u12", "\""),
        ("[\"\\u0", "\\"),
        ("{\"a\":1} ", "/* c */"),
        ("", "é"),
        ("[1, ", "é]"),
        ("", "\u{a0}1"),
    ] {
        let text = format!("{good}{bad}");
        assert_eq!(mistake(&text), good.len(), "{text:?}");
    }
}

#[test]
fn a_text_that_ends_too_early_is_wrong_at_its_end() {
    for text in [
        "",
        " ",
        "\n\n",
        "{",
        "{ \n",
        "{\"",
        "{\"a",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "[",
        "[1",
        "[1,",
        "[[]",
        "\"",
        "\"é",
        "\"\\",
        "\"\\u",
        "\"\\u12",
        "\"\\u123",
        "t",
        "tru",
        "n",
        "fals",
        "-",
        "1.",
        "1e",
        "1e+",
        "1e-",
        "-0.",
        "[-",
        "[1.",
        "[1e",
        "[\n1e-",
        "{\"a\":-",
        "{\"a\":1.",
    ] {
        assert_eq!(mistake(text), text.len(), "{text:?}");
    }
}

#[test]
fn refuses_lone_surrogates_at_their_escape() {
    for (good, bad) in [
        ("\"", "\\ud800\""),
        ("\"", "\\udc00\""),
        ("\"a", "\\uD83Dx\""),
        ("\"", "\\ud83d\\n\""),
        ("\"", "\\ud83d\\u0041\""),
        ("\"", "\\ud83d\\ud83d\\ude00\""),
        ("\"\\ud83d\\ude00", "\\ude00\""),
        ("\"\\n\\\\ud800", "\\udFFF\""),
        ("\"", "\\ud83d \\ude00\""),
        ("{\"", "\\udbff\":1}"),
        ("[1,\n\"", "\\udbff\"]"),
    ] {
        let text = format!("{good}{bad}");
        assert_eq!(mistake(&text), good.len(), "{text:?}");
    }
}
