use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// RFC 4648 §10 without its padding, and RFC 7515 appendix C.
const VECTORS: &[(&[u8], &str)] = &[
    (b"", ""),
    (b"f", "Zg"),
    (b"fo", "Zm8"),
    (b"foo", "Zm9v"),
    (b"foob", "Zm9vYg"),
    (b"fooba", "Zm9vYmE"),
    (b"foobar", "Zm9vYmFy"),
    (&[3, 236, 255, 224, 193], "A-z_4ME"),
];

fn refused(text: &[u8]) -> (usize, Base64UrlErrorKind) {
    let error = decode(text).expect_err("the text is refused");
    (error.offset, error.kind)
}

#[test]
fn the_examples_of_the_standards_hold() {
    for &(octets, text) in VECTORS {
        assert_eq!(encode(octets), text);
        assert_eq!(decode(text).as_deref(), Ok(octets));
    }
}

#[test]
fn every_symbol_has_its_place_in_the_alphabet() {
    let text = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let sextets: Vec<u8> =
        quads(text.as_bytes()).flat_map(|quad| quad.sextets().to_vec()).flatten().collect();
    assert_eq!(sextets, (0..64).collect::<Vec<u8>>());
    assert_eq!(encode(decode(text).unwrap()), text);
}

#[test]
fn refuses_padding_at_the_first_equals_sign() {
    assert_eq!(refused(b"Zg=="), (2, Base64UrlErrorKind::Padding));
    assert_eq!(refused(b"="), (0, Base64UrlErrorKind::Padding));
}

#[test]
fn refuses_the_standard_alphabet() {
    assert_eq!(refused(b"A+z/4ME"), (1, Base64UrlErrorKind::StandardAlphabet(b'+')));
    assert_eq!(refused(b"A-z/4ME"), (3, Base64UrlErrorKind::StandardAlphabet(b'/')));
}

#[test]
fn refuses_white_space() {
    for byte in *b" \t\n\x0b\x0c\r" {
        let text = [b'Z', b'm', b'9', b'v', byte];
        assert_eq!(refused(&text), (4, Base64UrlErrorKind::WhiteSpace(byte)));
    }
}

#[test]
fn refuses_bytes_that_are_not_ascii() {
    assert_eq!(refused("Zm–v".as_bytes()), (2, Base64UrlErrorKind::NotAscii(0xE2)));
}

#[test]
fn refuses_other_characters() {
    assert_eq!(refused(b"Zm9v.Zg"), (4, Base64UrlErrorKind::InvalidCharacter(b'.')));
    assert_eq!(refused(b"\0m9v"), (0, Base64UrlErrorKind::InvalidCharacter(0)));
}

#[test]
fn refuses_a_lone_symbol() {
    assert_eq!(refused(b"A"), (0, Base64UrlErrorKind::Length));
    assert_eq!(refused(b"Zm9vA"), (4, Base64UrlErrorKind::Length));
}

#[test]
fn refuses_trailing_bits_at_the_last_symbol() {
    assert_eq!(refused(b"Zh"), (1, Base64UrlErrorKind::TrailingBits));
    assert_eq!(refused(b"Zm9vYmF"), (6, Base64UrlErrorKind::TrailingBits));
    assert_eq!(refused(b"ZP"), (1, Base64UrlErrorKind::TrailingBits));
}

#[test]
fn a_bad_character_comes_before_length_and_trailing_bits() {
    assert_eq!(refused(b"Z=9vA"), (1, Base64UrlErrorKind::Padding));
    assert_eq!(refused(b" h"), (0, Base64UrlErrorKind::WhiteSpace(b' ')));
}

#[test]
fn a_bad_character_is_found_at_every_place_of_every_length() {
    for length in 0..70 {
        let good = vec![b'A'; length];
        assert_eq!(decode(&good).is_ok(), length % 4 != 1);
        for offset in 0..length {
            let mut text = good.clone();
            text[offset] = b'*';
            assert_eq!(refused(&text), (offset, Base64UrlErrorKind::InvalidCharacter(b'*')));
        }
    }
}

#[test]
fn appends_to_what_is_there() {
    let mut text = String::from("a.");
    encode_append(&[0; 1000], &mut text);
    assert_eq!(text, format!("a.{}", URL_SAFE_NO_PAD.encode([0; 1000])));

    let mut octets = b"old".to_vec();
    decode_append(b"Zm9v", &mut octets).unwrap();
    assert_eq!(octets, b"oldfoo");
}

#[test]
fn an_error_leaves_the_vector_as_it_was() {
    let mut octets = b"old".to_vec();
    for text in [&b"Zm9vZm+v"[..], b"Zm9vZ", b"Zm9vZh"] {
        decode_append(text, &mut octets).unwrap_err();
        assert_eq!(octets, b"old");
    }
}

#[test]
fn a_buffer_of_the_exact_length_is_enough() {
    for &(octets, text) in VECTORS {
        let mut out = vec![0xFF; text.len()];
        assert_eq!(encode_into(octets, &mut out), Ok(text));
        let mut out = vec![0xFF; octets.len()];
        assert_eq!(decode_into(text.as_bytes(), &mut out), Ok(octets));
    }
}

#[test]
fn a_buffer_that_is_too_small_is_told_how_much_is_needed() {
    let error = encode_into(b"foob", &mut [0; 5]).unwrap_err();
    assert_eq!(error.kind, Base64UrlErrorKind::BufferTooSmall { needed: 6 });
    let error = decode_into(b"Zm9vYg", &mut [0; 3]).unwrap_err();
    assert_eq!(error.kind, Base64UrlErrorKind::BufferTooSmall { needed: 4 });
    assert_eq!(error.to_string(), "the buffer is too small: 4 octets are needed");
}

#[test]
fn lengths_do_not_overflow() {
    assert_eq!(encoded_len(usize::MAX), None);
    assert_eq!(encoded_len(usize::MAX / 4 * 3), Some(usize::MAX / 4 * 4));
    assert_eq!(decoded_len(usize::MAX), Some(usize::MAX / 4 * 3 + 2));
    assert_eq!((decoded_len(5), decoded_len(6), decoded_len(7)), (None, Some(4), Some(5)));
}

#[test]
fn messages_name_the_offset_and_the_character() {
    for (text, message) in [
        (&b"Zm9v+A"[..], "character at offset 4 is '+': standard base64, not base64url"),
        (b"Zg==", "character at offset 2 is '=': padding, which base64url here omits"),
        (b"Zg\n", "character at offset 2 is '\\n': white space"),
        (b"Zg'", "character at offset 2 is '\\'': not base64url"),
        (b"Zg\xFF", "byte at offset 2 is 0xff: not ASCII"),
        (b"Zm9vA", "lone character at offset 4: it carries 6 bits, too few for an octet"),
        (b"Zh", "last character, at offset 1, has bits set after the last octet"),
    ] {
        assert_eq!(decode(text).unwrap_err().to_string(), message);
    }
}

#[test]
fn every_refusal_has_its_own_explanation() {
    let texts = [&b"A="[..], b"A+", b"A ", b"A\x80", b"A.", b"A", b"AB"];
    let mut codes: Vec<&str> = texts.map(|text| decode(text).unwrap_err().code()).to_vec();
    codes.push(encode_into(b"f", &mut []).unwrap_err().code());
    codes.sort_unstable();
    let listed: Vec<&str> = EXPLANATIONS.iter().map(|explanation| explanation.code).collect();
    assert_eq!(codes, listed);
}

#[test]
fn a_damaged_quad_yields_nothing_and_moves_nothing() {
    let quads: Vec<Quad> = quads(b"Zm=vYmFyZ").collect();
    assert_eq!(quads[0].sextets(), [Some(25), Some(38), None, Some(47)]);
    assert_eq!((quads[0].octets(), quads[0].bytes.clone()), (&b""[..], 0..0));
    assert_eq!((quads[1].octets(), quads[1].bytes.clone()), (&b"bar"[..], 3..6));
    assert_eq!((quads[2].symbols(), quads[2].bytes.clone()), (&b"Z"[..], 6..6));
    assert_eq!(quads[2].chars, 8..9);
}

#[test]
fn a_quad_shows_its_trailing_bits() {
    let bits = |text| quads(text).map(|quad| quad.trailing_bits()).collect::<Vec<u8>>();
    assert_eq!(bits(b"Zh"), [1]);
    assert_eq!(bits(b"Zm9vYmF"), [0, 1]);
    assert_eq!(bits(b"__"), [15]);
    assert_eq!(bits(b"____"), [0]);
}

#[test]
fn ranges_agree_with_a_count_of_bits() {
    for start in 0..24_usize {
        for end in start + 1..25 {
            let bits = start * 8..end * 8;
            assert_eq!(chars_of_octets(start..end), bits.start / 6..bits.end.div_ceil(6));
            let bits = start * 6..end * 6;
            assert_eq!(octets_of_chars(start..end), bits.start / 8..bits.end.div_ceil(8));
        }
        assert!(chars_of_octets(start..start).is_empty());
        assert!(octets_of_chars(start..start).is_empty());
    }
    assert_eq!(chars_of_octets(usize::MAX..usize::MAX).start, usize::MAX);
}

/// Text that is mostly right: symbols with a rare stranger among them.
fn nearly_base64url() -> impl Strategy<Value = Vec<u8>> {
    let symbol = prop_oneof![
        200 => proptest::char::ranges(vec!['A'..='Z', 'a'..='z', '0'..='9', '-'..='-', '_'..='_'].into()),
        1 => proptest::char::ranges(vec!['\0'..='\x7F'].into()),
    ];
    vec(symbol.prop_map(|symbol| u8::try_from(symbol).unwrap_or(b'=')), 0..120)
}

proptest! {
    #[test]
    fn encodes_as_the_base64_crate_does(octets in vec(any::<u8>(), 0..300)) {
        let text = encode(&octets);
        prop_assert_eq!(&text, &URL_SAFE_NO_PAD.encode(&octets));
        prop_assert_eq!(Some(text.len()), encoded_len(octets.len()));
        let mut appended = String::new();
        encode_append(&octets, &mut appended);
        prop_assert_eq!(&appended, &text);
        prop_assert_eq!(decode(&text), Ok(octets));
    }

    #[test]
    fn decodes_arbitrary_bytes_as_the_base64_crate_does(text in vec(any::<u8>(), 0..40)) {
        prop_assert_eq!(decode(&text).ok(), URL_SAFE_NO_PAD.decode(&text).ok());
    }

    #[test]
    fn decodes_near_text_as_the_base64_crate_does(text in nearly_base64url()) {
        prop_assert_eq!(decode(&text).ok(), URL_SAFE_NO_PAD.decode(&text).ok());
    }

    #[test]
    fn one_octet_string_has_one_text(text in nearly_base64url()) {
        if let Ok(octets) = decode(&text) {
            prop_assert_eq!(encode(octets).into_bytes(), text);
        }
    }

    #[test]
    fn an_error_points_at_the_first_bad_character(text in vec(any::<u8>(), 1..40)) {
        if let Err(error) = decode(&text) {
            let before = text.get(..error.offset).unwrap();
            prop_assert!(quads(before).all(|quad| quad.sextets().iter().all(Option::is_some)));
            prop_assert!(error.offset < text.len());
        }
    }

    #[test]
    fn quads_cover_every_text_without_a_gap(text in vec(any::<u8>(), 0..60)) {
        let mut end = 0;
        for quad in quads(&text) {
            prop_assert_eq!(quad.chars.start, end);
            prop_assert_eq!(quad.symbols(), text.get(quad.chars.clone()).unwrap());
            prop_assert_eq!(quad.bytes.len(), quad.octets().len());
            prop_assert_eq!(octets_of_chars(quad.chars.clone()).start, quad.bytes.start);
            end = quad.chars.end;
        }
        prop_assert_eq!(end, text.len());
        prop_assert_eq!(quads(&text).len(), quads(&text).count());
    }

    #[test]
    fn quads_yield_what_decode_yields(octets in vec(any::<u8>(), 0..60)) {
        let text = encode(&octets);
        let yielded: Vec<u8> =
            quads(text.as_bytes()).flat_map(|quad| quad.octets().to_vec()).collect();
        prop_assert_eq!(yielded, octets);
    }
}
