//! Texts that tokens are copied from.

use super::*;

/// Header `{"alg":"HS256"}`, payload `{"sub":"1"}`, 43 characters of signature.
const TOKEN: &str =
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn tokens(text: &str) -> Vec<String> {
    find_tokens(text).into_iter().map(|found| found.token).collect()
}

fn only(text: &str) -> Found {
    let found = find_tokens(text);
    assert_eq!(found.len(), 1, "{text:?}: {found:?}");
    assert_eq!(found[0].token, TOKEN, "{text:?}");
    found[0].clone()
}

#[test]
fn a_token_is_found_in_what_people_copy() {
    for (text, origin) in [
        (TOKEN.to_owned(), Origin::Bare),
        (format!("  {TOKEN}\n"), Origin::Bare),
        (format!("Authorization: Bearer {TOKEN}"), Origin::Bearer),
        (format!("authorization: bearer {TOKEN}\r\nHost: x"), Origin::Bearer),
        (format!("> Authorization: Bearer {TOKEN}\n> Accept: */*\n"), Origin::Bearer),
        (format!("curl -H 'Authorization: Bearer {TOKEN}' https://x.example"), Origin::Bearer),
        (format!("\"{TOKEN}\""), Origin::Quoted),
        (format!("TOKEN='{TOKEN}'"), Origin::Quoted),
        (format!("Cookie: a=b; session={TOKEN}; c=d"), Origin::Cookie),
        (format!("< Set-Cookie: id={TOKEN}; HttpOnly"), Origin::Cookie),
        (format!("https://x.example/cb?token={TOKEN}&state=1"), Origin::Bare),
        (format!("https://x.example/{TOKEN}/next"), Origin::Bare),
        (format!("The token is {TOKEN}."), Origin::Bare),
        (format!("Bearer%20{TOKEN}"), Origin::Bearer),
        (TOKEN.replace('.', "%2E"), Origin::Bare),
    ] {
        assert_eq!(only(&text).origin, origin, "{text}");
    }
}

#[test]
fn json_members_are_named() {
    let text = format!(
        "{{\"access_token\": \"{TOKEN}\",\n \"token_type\":\"Bearer\", \"id_token\":\"{TOKEN}\"}}"
    );
    let found = find_tokens(&text);
    let names: Vec<_> = found.iter().map(|one| one.origin.to_string()).collect();
    assert_eq!(names, ["access_token", "id_token"]);
    let escaped = text.replace('"', "\\\"");
    let found = find_tokens(&escaped);
    assert_eq!(found[1].origin, Origin::Json("id_token".to_owned()));
}

#[test]
fn wrapped_lines_are_joined() {
    for width in [10, 21, 40, 60, 64] {
        let lines: Vec<_> =
            TOKEN.as_bytes().chunks(width).map(|line| str::from_utf8(line).unwrap()).collect();
        for parted in [lines.join("\n"), lines.join("\r\n    "), lines.join(" \n ")] {
            assert_eq!(only(&parted).origin, Origin::Wrapped, "{parted:?}");
        }
    }
    let (head, tail) = TOKEN.split_at(50);
    assert_eq!(tokens(&format!("Authorization: Bearer {head}\n{tail}\nHost: example\n")), [TOKEN]);
    assert_eq!(tokens(&format!("T=\"{head}\\\n{tail}\"\n")), [TOKEN]);
    // As RFC 7515 prints them, the dots on lines of their own.
    assert_eq!(tokens(&TOKEN.replace('.', "\n     .\n     ")), [TOKEN]);
}

#[test]
fn what_stands_below_a_token_is_not_joined() {
    assert_eq!(tokens(&format!("{TOKEN}\nhello")), [TOKEN]);
    assert_eq!(tokens(&format!("{TOKEN}\n{TOKEN}\n\n{TOKEN}")), [TOKEN, TOKEN, TOKEN]);
    assert_eq!(tokens(&format!("{TOKEN}\n\nabc")), [TOKEN]);
}

#[test]
fn broken_tokens_are_found_as_they_are() {
    for broken in [
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0=.abc",
        "eyJhbGciOiJIUzI1NiJ9.eyJz+WIi/iIxIn0.abc",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0",
        "eyJhbGciOiJIUzI1NiJ9.a.b.c.d.e.f",
    ] {
        assert_eq!(tokens(broken), [broken]);
    }
}

#[test]
fn a_foreign_character_stays_in_its_token() {
    for foreign in ["*", "=", "%", "é", "~", "\u{200b}", ":", "&", "\"", "한"] {
        let inside = TOKEN.replacen("iIxIn0", &format!("iI{foreign}xIn0"), 1);
        assert_eq!(tokens(&inside), [inside.as_str()]);
        let behind = format!("{TOKEN}{foreign}garbage");
        assert_eq!(tokens(&format!(" {behind}\n")), [behind.as_str()]);
    }
    for foreign in ["*", "=", "%", "é", "~", "\u{200b}"] {
        let broken = TOKEN.replacen("iIxIn0", &format!("iI{foreign}xIn0"), 1);
        for text in [
            format!("Authorization: Bearer {broken}"),
            format!("{{\"access_token\":\"{broken}\"}}"),
            format!("Cookie: session={broken}; c=d"),
        ] {
            assert_eq!(tokens(&text), [broken.as_str()], "{text}");
        }
    }
}

#[test]
fn what_usually_stands_behind_a_token_ends_it() {
    for text in [
        format!("Is it {TOKEN}?"),
        format!("no, {TOKEN}!"),
        format!("**{TOKEN}** is it"),
        format!("토큰은 {TOKEN}입니다"),
        format!("| {TOKEN}|"),
        format!("next={TOKEN}%26state%3D1"),
        format!("\u{1b}[32m {TOKEN}\u{1b}[0m"),
        format!("{TOKEN},"),
        format!("{TOKEN}\","),
    ] {
        assert_eq!(tokens(&text), [TOKEN], "{text:?}");
    }
    assert_eq!(tokens(&format!("{TOKEN} {TOKEN}")), [TOKEN, TOKEN]);
    assert_eq!(tokens(&format!("{TOKEN},{TOKEN}")), [TOKEN, TOKEN]);
}

#[test]
fn an_encrypted_token_keeps_its_five_segments() {
    let token = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAAAAAAAAAAAAAA.BBBBBBBBBBBB.CCCC";
    let (head, tail) = token.split_at(60);
    assert_eq!(tokens(&format!("{head}\n{tail}")), [token]);
}

#[test]
fn text_without_a_token_comes_back_trimmed() {
    for text in ["", "  ", "hello", "  key.pem\n", "they.were.here", "1.2.3.4", "e", "ey"] {
        assert_eq!(find_tokens(text), [], "{text:?}");
        let found = token_or_raw(text);
        assert_eq!(found.token, text.trim());
        assert_eq!(text.get(found.span), Some(text.trim()));
    }
}

#[test]
fn a_span_is_where_the_token_was() {
    let text = format!("x {TOKEN} y");
    let found = only(&text);
    assert_eq!(text.get(found.span), Some(TOKEN));
}

#[test]
fn pasted_text_is_told_apart_by_content() {
    assert!(matches!(classify(TOKEN), Pasted::Token));
    assert!(matches!(classify("abcdefgh.abcdefgh.abcdefgh"), Pasted::Token));
    assert!(matches!(classify("{\"payload\":\"e30\",\"signatures\":[]}"), Pasted::Token));
    assert!(matches!(classify("-----BEGIN PUBLIC KEY-----\nAA=="), Pasted::Key));
    assert!(matches!(classify(" {\"kty\":\"oct\",\"k\":\"AAAA\"}"), Pasted::Key));
    assert!(matches!(classify("{\"keys\":[]}"), Pasted::Key));
    assert!(matches!(classify("correct horse battery staple"), Pasted::Other));
    assert!(matches!(classify("10.0.0.1"), Pasted::Other));
    assert_eq!(classify(""), Pasted::Other);
}

#[test]
fn large_and_hostile_texts_take_no_time() {
    for text in [
        "A".repeat(1 << 20),
        "ey".repeat(1 << 19),
        "eyJ\n".repeat(1 << 18),
        ".".repeat(1 << 20),
        format!("\"{TOKEN}\" ").repeat(1 << 12),
    ] {
        let _ = find_tokens(&text);
        let _ = classify(&text);
    }
    let _ = find_tokens("ey%");
    let _ = find_tokens("ey%2");
    let _ = find_tokens("ey.\u{202e}é%ff.");
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "(?s)([eywA3.%\"\\\\ \n=/-]|eyJ|Bearer |.){0,60}") {
        for found in find_tokens(&text) {
            proptest::prop_assert!(text.get(found.span).is_some());
            proptest::prop_assert!(found.token.contains('.'));
        }
        let raw = token_or_raw(&text);
        proptest::prop_assert!(text.get(raw.span).is_some());
        let _ = classify(&text);
    }
}
