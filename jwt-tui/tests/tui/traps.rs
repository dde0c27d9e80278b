//! What other debuggers of tokens get wrong, and this one gets right: one test for each trap.
//!
//! Each name says the trap; the tokens are those on which others fail. The numbers are those of the
//! list in `tests/traps.rs`.

#![expect(clippy::string_slice, clippy::unwrap_used, reason = "a helper of tests may stop at once")]

use jwt_core::Algorithm;
use jwt_core::base64url::encode;
use jwt_core::key::SigningKey;
use jwt_tui::engine::document::Half;
use jwt_tui::engine::document::SignatureState;
use jwt_tui::text::Lang;
use jwt_tui::tui::facts::Sign;
use jwt_tui::tui::facts::VerdictKind;
use jwt_tui::tui::message::Message;
use jwt_tui::tui::model::Mode;
use jwt_tui::tui::model::Pane;

use crate::app::App;
use crate::app::SIZES;
use crate::tokens;

const SIZE: (u16, u16) = (120, 36);

fn open(token: &str) -> App {
    App::open(token, tokens::BEFORE, SIZE)
}

fn sign(app: &App, kind: VerdictKind) -> Sign {
    app.model.facts.verdict(kind).unwrap().sign
}

fn payload(app: &App) -> String {
    app.model.document.half(Half::Payload).unwrap()
}

fn with_header(header: &str, payload: &str) -> String {
    format!("{}.{}.{}", encode(header), encode(payload), encode([7; 32]))
}

/// Trap 1b.1, 2.4: a token without a key was called invalid, in red.
#[test]
fn no_key_is_never_called_invalid() {
    for lang in Lang::ALL {
        let app = App::open_in(lang, tokens::A1, tokens::BEFORE, SIZE);
        assert_eq!(sign(&app, VerdictKind::Signature), Sign::NotChecked);
        let screen = app.screen();
        assert!(!screen.contains("✗") && !screen.to_lowercase().contains("invalid"), "{screen}");
    }
}

/// Trap 1b.2: with an unsigned, unknown, missing or doubled alg the panes stayed empty.
#[test]
fn an_algorithm_that_nobody_can_check_hides_nothing() {
    let headers = [
        r#"{"alg":"none"}"#,
        r#"{"alg":"nOnE"}"#,
        r#"{"alg":"ES512"}"#,
        r#"{"alg":"HS999"}"#,
        r#"{"typ":"JWT"}"#,
        r#"{"alg":"HS256","alg":"none"}"#,
        r#"{"alg":7}"#,
    ];
    for header in headers {
        let app = open(&with_header(header, r#"{"sub":"somebody"}"#));
        let screen = app.screen();
        assert!(screen.contains("somebody"), "{header}\n{screen}");
        let names: Vec<_> = app.model.facts.header.rows.iter().map(|row| &row.name).collect();
        assert!(!names.is_empty(), "{header}");
    }
}

/// Trap 1b.2: so they did when the payload was no JSON.
#[test]
fn a_payload_that_is_no_json_shows_as_it_is() {
    let screen = open(&tokens::around("not JSON at all")).screen();
    assert!(screen.contains("not JSON at all"), "{screen}");
    let octets =
        format!("{}.{}.", encode(r#"{"alg":"none"}"#), encode([0xff, 0, 0x41, 0xc3, 0x80]));
    assert!(open(&octets).screen().contains("ff 00 41"));
}

/// Trap 1b.3: the first letter of a pasted token was taken for a command.
#[test]
fn a_pasted_token_keeps_its_first_letter_in_every_pane() {
    for tabs in 0..6 {
        let mut app = open(tokens::NONE);
        app.press(&"tab ".repeat(tabs));
        app.paste(tokens::A1);
        assert_eq!(app.model.document.token(), tokens::A1, "pane {tabs}");
    }
}

/// Trap 1b.4: a long paste stopped in its middle.
#[test]
fn a_pasted_token_arrives_whole_however_long() {
    let token = tokens::around(&format!("{{\"a\":\"{}\"}}", "x".repeat(4_000)));
    let mut app = open("");
    app.paste(&token);
    assert_eq!(app.model.document.token(), token);
}

/// Trap 1b.5: the cursor of a folded text was drawn outside its frame.
#[test]
fn the_cursor_of_a_long_text_is_inside_its_pane() {
    let token = tokens::around(&format!("{{\"a\":\"{}\"}}", "x".repeat(2_000)));
    for size in SIZES {
        let mut app = App::open(&token, tokens::BEFORE, size);
        app.press("enter end");
        let [styles, screen] = [app.styles(), app.screen()];
        assert_eq!(styles.matches('C').count(), 1, "{size:?}\n{styles}");
        // Right behind the last character, wherever that was folded to.
        let row = styles.lines().position(|row| row.contains('C')).unwrap();
        let column = styles.lines().nth(row).unwrap().find('C').unwrap();
        let before: String = screen.lines().nth(row).unwrap().chars().take(column).collect();
        assert!(before.ends_with(&token[token.len() - 3..]), "{size:?}: {before}\n{screen}");
    }
}

/// Trap 1b.6: the largest date ended the program.
#[test]
fn the_largest_date_is_told_and_panics_nowhere() {
    for exp in ["9223372036854775807", "18446744073709551615", "1e300", "1e400", "-1", "0.5"] {
        let token = tokens::around(&format!("{{\"exp\":{exp},\"iat\":0}}"));
        for lang in Lang::ALL {
            let mut app = App::open_in(lang, &token, tokens::BEFORE, SIZE);
            app.press("tab tab");
            assert!(app.screen().contains(exp), "{exp}\n{}", app.screen());
        }
    }
}

/// Trap 1b.11: unknown members were dropped, others sorted, numbers rounded.
#[test]
fn what_is_not_known_is_shown_in_its_order_and_digits() {
    let header = r#"{"zeta":1,"alg":"HS256","typ":"JWT","x-new":{"a":[1]}}"#;
    let claims = r#"{"z":12345678901234567890123,"b":1e3,"a":1.50,"m":"\u0041"}"#;
    let app = open(&with_header(header, claims));
    let names = |rows: &[jwt_tui::tui::facts::Row]| {
        rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&app.model.facts.header.rows), ["zeta", "alg", "typ", "x-new"]);
    assert_eq!(names(&app.model.facts.payload.rows), ["z", "b", "a", "m"]);
    let screen = app.screen();
    for digits in ["12345678901234567890123", "1e3", "1.50", "\\u0041"] {
        assert!(screen.contains(digits), "{digits}\n{screen}");
    }
}

/// Trap 1b.11: what was signed was another text than the one typed.
#[test]
fn what_is_signed_is_what_was_typed() {
    let token = with_header(r#"{"typ" : "JWT", "alg":"HS256"}"#, r#"{"b":1.0,  "a":2}"#);
    let mut app = open(&token);
    app.paste(tokens::A1_KEY);
    app.press("s");
    assert_eq!(sign(&app, VerdictKind::Signature), Sign::Pass);
    let made = app.model.document.token().to_owned();
    assert_eq!(made.rsplit_once('.').unwrap().0, token.rsplit_once('.').unwrap().0);
}

/// Trap 1b.11, 2.21: an empty secret signed without a word.
#[test]
fn an_empty_secret_signs_nothing_silently() {
    let mut app = open(tokens::A1);
    app.press("v enter s");
    assert!(app.said().contains("there is no key"), "{}", app.said());
    assert_eq!(app.model.document.token(), tokens::A1);
    app.paste(r#"{"kty":"oct","k":""}"#);
    assert!(app.said().contains("empty"), "{}", app.said());
    app.press("s");
    assert_eq!(app.model.document.token(), tokens::A1);
}

/// Trap 1b.12: a token just made had to be copied to be looked at.
#[test]
fn a_made_token_is_looked_at_at_once() {
    let mut app = open(tokens::A1);
    app.paste(tokens::A1_KEY);
    app.press("tab tab enter ctrl-u");
    app.type_text("\"somebody else\"");
    app.press("enter s");
    assert!(app.screen().contains("somebody else"));
    assert_eq!(sign(&app, VerdictKind::Signature), Sign::Pass);
}

/// Trap 1b.13: the next tick wiped an error, so a failed copy looked like a good one.
#[test]
fn a_failed_copy_stays_on_the_screen_while_the_clock_ticks() {
    let mut app = open(tokens::A1);
    app.tell(Message::CopyFailed("no clipboard here".to_owned()));
    for second in 1..5 {
        app.at(tokens::BEFORE + second);
    }
    assert!(app.screen().contains("no clipboard here"));
}

/// Trap 1b.14: small terminals got frames and no content.
#[test]
fn every_size_shows_content_and_not_only_a_frame() {
    for size in [(40, 12), (30, 8), (60, 15), (100, 24)] {
        let mut app = App::open(tokens::A1, tokens::BEFORE, size);
        assert!(app.screen().contains("eyJ0eXAi"), "{size:?}\n{}", app.screen());
        app.press("tab tab");
        assert!(app.screen().contains("iss"), "{size:?}\n{}", app.screen());
    }
    let app = App::open(tokens::A1, tokens::BEFORE, (20, 6));
    assert!(app.screen().contains("30x8"));
}

/// Trap 1b.16: wide text must not move what stands around it.
#[test]
fn wide_text_stays_in_its_columns() {
    let token = tokens::around(r#"{"이름":"홍길동 👩‍👩‍👧 שלום","b":1}"#);
    for size in SIZES {
        for lang in Lang::ALL {
            let mut app = App::open_in(lang, &token, tokens::BEFORE, size);
            app.press("tab tab");
            let narrow = token_of_ascii(size, lang);
            let [wide, narrow] = [app.buffer(), narrow.buffer()];
            for (place, cell) in narrow.content.iter().enumerate() {
                if ["│", "║"].contains(&cell.symbol()) {
                    let symbol = wide.content[place].symbol();
                    assert_eq!(symbol, cell.symbol(), "{size:?} {place}\n{}", app.screen());
                }
            }
            assert!(app.screen().contains("이름"), "{}", app.screen());
        }
    }
}

/// The same members in letters of one column.
fn token_of_ascii(size: (u16, u16), lang: Lang) -> App {
    let token = tokens::around(r#"{"name":"somebody and their family, in ASCII letters","b":1}"#);
    let mut app = App::open_in(lang, &token, tokens::BEFORE, size);
    app.press("tab tab");
    app
}

/// Trap 2.1: any secret that was typed "verified", because the token was signed with it.
#[test]
fn a_token_that_was_given_is_never_signed_again_by_looking_at_it() {
    let mut app = open(tokens::A1);
    app.press("v");
    app.type_text("any secret whatsoever, typed to see what happens");
    app.press("enter");
    assert_eq!(app.model.document.token(), tokens::A1);
    assert_eq!(sign(&app, VerdictKind::Signature), Sign::Fail);
    assert!(!app.model.document.is_forged());
}

/// Trap 2.2: where looking and making were parted, people thought that editing was gone.
#[test]
fn editing_is_one_key_away_and_says_that_it_forges() {
    let mut app = open(tokens::A1);
    app.press("tab tab");
    assert!(app.screen().lines().last().unwrap().contains("Enter edit"));
    app.press("enter ctrl-u");
    app.type_text("\"ann\"");
    app.press("enter");
    assert!(app.screen().contains("FORGE"));
    assert!(app.screen().contains("was \"joe\""));
    assert_eq!(app.model.document.signature_state(), SignatureState::Stale);
}

/// Trap 2.6: an unknown algorithm was reported as a wrong signature.
#[test]
fn a_name_of_an_unknown_algorithm_is_no_wrong_signature() {
    let mut app = open(&with_header(r#"{"alg":"XS256"}"#, "{}"));
    app.paste(tokens::A1_KEY);
    assert_ne!(sign(&app, VerdictKind::Signature), Sign::Fail);
    assert!(app.screen().contains("XS256"));
}

/// Trap 2.8: unsigned tokens were shown as verified, then no longer shown at all.
#[test]
fn none_is_shown_and_never_verified() {
    let mut app = open(tokens::NONE);
    app.paste(tokens::A1_KEY);
    assert!(app.screen().contains("admin"));
    assert_ne!(sign(&app, VerdictKind::Signature), Sign::Pass);
    for kind in [VerdictKind::Key, VerdictKind::Time, VerdictKind::Claims] {
        assert_ne!(sign(&app, kind), Sign::Pass, "{kind:?}");
    }
}

/// Trap 2.9, 2.11: each new algorithm stopped the mere decoding, or the header was not shown.
#[test]
fn every_algorithm_decodes_whatever_key_is_there() {
    for algorithm in Algorithm::ALL {
        let header = format!("{{\"alg\":\"{algorithm}\"}}");
        let mut app = open(&with_header(&header, r#"{"sub":"somebody"}"#));
        app.paste(tokens::A1_KEY);
        assert!(app.screen().contains("somebody"), "{algorithm}");
    }
}

/// Trap 2.10: nothing of an encrypted token was shown, not even its header.
#[test]
fn the_header_of_an_encrypted_token_shows() {
    let screen = open(tokens::JWE).screen();
    assert!(screen.contains("RSA-OAEP") && screen.contains("A256GCM"), "{screen}");
}

/// Trap 2.13: "Bearer" and quotes had to be cut off by hand.
#[test]
fn bearer_and_prose_around_a_token_are_left_out() {
    for text in [
        format!("Bearer {}", tokens::A1),
        format!("Authorization: Bearer {}\n", tokens::A1),
        format!("the token is \"{}\", said the log", tokens::A1),
        format!("Cookie: a=b; session={}; c=d", tokens::A1),
        format!("{{\"access_token\":\"{}\"}}", tokens::A1),
    ] {
        let mut app = open("");
        app.paste(&text);
        assert_eq!(app.model.document.token(), tokens::A1, "{text}");
    }
}

/// Trap 2.13: of several tokens the first was taken.
#[test]
fn several_tokens_in_one_paste_are_picked_from() {
    let mut app = open("");
    let second = tokens::NONE;
    app.paste(&format!("{{\"access_token\":\"{}\",\"id_token\":\"{second}\"}}", tokens::A1));
    assert!(matches!(app.model.mode, Mode::Pick(_)));
    let screen = app.screen();
    assert!(screen.contains("access_token") && screen.contains("id_token"), "{screen}");
    assert_eq!(app.model.document.token(), "");
    app.press("j enter");
    assert_eq!(app.model.document.token(), second);
}

/// Trap 2.20: an edit rewrote numbers and spaces that nobody had touched.
#[test]
fn an_edit_leaves_every_byte_that_it_does_not_touch() {
    let claims = r#"{ "n":1.0,"big" : 12345678901234567890123, "s":"\u00e9","n2":1E5 }"#;
    let mut app = open(&tokens::around(claims));
    app.press("tab tab j j enter ctrl-u");
    app.type_text("\"x\"");
    app.press("enter");
    assert_eq!(payload(&app), claims.replace(r#""\u00e9""#, "\"x\""));
}

/// Trap 2.21: signing changed the header.
#[test]
fn the_header_is_left_alone_when_a_token_is_signed() {
    let header = r#"{"kid":"k","alg":"HS256","x":1}"#;
    let mut app = open(&with_header(header, "{}"));
    app.paste(tokens::A1_KEY);
    app.press("s");
    assert_eq!(app.model.document.half(Half::Header).unwrap(), header);
}

/// Trap 2.22: dates were numbers, and nothing said that one was past.
#[test]
fn dates_are_told_and_an_expired_token_says_so() {
    let mut app = App::open(tokens::A1, tokens::AFTER, SIZE);
    app.press("tab tab j");
    let screen = app.screen();
    assert!(screen.contains("2011-03-22 18:43:00 UTC"), "{screen}");
    assert!(screen.contains("expired 5h ago"), "{screen}");
}

/// Trap 2.23: milliseconds in place of seconds went unnoticed.
#[test]
fn milliseconds_are_seen_and_mended_by_one_key() {
    for (number, unit) in [
        ("1300819380000", "milliseconds"),
        ("1300819380000000", "microseconds"),
        ("1300819380000000000", "nanoseconds"),
    ] {
        let mut app = open(&tokens::around(&format!("{{\"a\":1,\"exp\":{number}, \"z\":2}}")));
        app.press("tab tab j");
        assert!(app.screen().contains(unit), "{}", app.screen());
        app.press("m");
        assert_eq!(payload(&app), "{\"a\":1,\"exp\":1300819380, \"z\":2}");
        assert!(app.said().contains(unit), "{}", app.said());
        assert!(app.model.document.is_forged());
        app.press("u");
        assert!(payload(&app).contains(number));
    }
}

/// Trap 2.24: while a date was typed nothing told which it was.
#[test]
fn dates_are_told_while_they_are_edited() {
    let mut app = open(tokens::A1);
    app.press("tab tab j enter ctrl-u");
    app.type_text("1300819440");
    assert!(app.screen().contains("2011-03-22 18:44:00 UTC"), "{}", app.screen());
    app.press("ctrl-u");
    app.type_text("tomorrow 9:00");
    assert!(app.screen().contains("2011-03-23 09:00:00 UTC"), "{}", app.screen());
    app.press("enter");
    assert!(payload(&app).contains("\"exp\":1300870800,"), "{}", payload(&app));
    // In the text of the payload, too.
    app.press("t enter down end");
    assert!(app.screen().contains("2011-03-23 09:00:00 UTC"), "{}", app.screen());
}

/// Trap 2.24: dates had no zone.
#[test]
fn the_zone_of_a_date_is_named() {
    let mut app = open(tokens::A1);
    app.press("tab tab j");
    let dated: Vec<_> =
        app.screen().lines().filter(|line| line.contains("18:43:00")).map(str::to_owned).collect();
    assert!(!dated.is_empty());
    assert!(dated.iter().all(|line| line.contains("18:43:00 UTC")), "{dated:?}");
}

/// Trap 2.26: one claim could not be copied.
#[test]
fn one_claim_is_copied_alone() {
    let mut app = open(&tokens::around(r#"{"jti":"id-1","sub":"x"}"#));
    app.press("tab tab y y");
    assert_eq!(app.copied().as_deref(), Some("id-1"));
}

#[test]
fn secrets_of_a_made_key_show_only_when_asked_for() {
    let mut app = open(tokens::A1);
    let key = SigningKey::generate(Algorithm::Hs256).unwrap();
    let secret = key.jwk().to_json().as_str().to_owned();
    let secret = secret.split("\"k\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    app.tell(Message::KeyGenerated(Ok(Box::new(key.jwk().clone()))));
    for _ in Pane::ALL {
        assert!(!app.screen().contains(&secret));
        app.press("tab");
    }
}

#[test]
fn every_error_marks_its_characters_and_the_cursor_finds_them() {
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(6_000));
    let mut token = tokens::around(&long);
    let at = token.len() - 100;
    token.replace_range(at..=at, "+");
    let mut app = open(&token);
    app.press("tab tab tab tab");
    assert_eq!(app.model.focus, Pane::Checks);
    assert_eq!(app.model.token.cursor, at);
    assert!(app.styles().contains('w'), "the wrong character is not in sight");
    app.press("enter");
    assert!(app.screen().contains("base64url"), "{}", app.screen());
}
