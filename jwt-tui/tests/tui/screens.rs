//! Saved screens at the three sizes, with a fixed clock. `cargo insta review` shows what changed.

use jwt_tui::text::Lang;

use crate::app::App;
use crate::app::SIZES;
use crate::tokens;

/// Saves one screen at all three sizes, in both languages.
fn save(name: &str, token: &str, now: u64, prepare: impl Fn(&mut App)) {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut app = App::open_in(lang, token, now, size);
            prepare(&mut app);
            let file = match lang {
                Lang::En => format!("{name}_{}x{}", size.0, size.1),
                Lang::Ko => format!("{name}_ko_{}x{}", size.0, size.1),
            };
            insta::assert_snapshot!(file, app.screen());
        }
    }
}

/// Claims of every kind: registered, public, private; dates, one of them in milliseconds.
fn rich() -> String {
    let iat = tokens::BEFORE - 348;
    let exp = tokens::BEFORE + 3_252;
    tokens::around(&format!(
        r#"{{"iss":"https://issuer.example","sub":"홍길동","iat":{iat},"nbf":{iat}000,"exp":{exp},"https://example.com/x":{{"a":[1,"둘"]}},"admin":true,"admin":false}}"#
    ))
}

#[test]
fn an_empty_start() {
    save("empty", "", tokens::BEFORE, |_| {});
}

#[test]
fn a_token_without_a_key() {
    save("without_key", tokens::A1, tokens::BEFORE, |app| app.press("tab tab j"));
}

#[test]
fn a_token_with_the_right_key() {
    save("right_key", tokens::A1, tokens::BEFORE, |app| {
        app.paste(tokens::A1_KEY);
        app.press("tab tab j");
    });
}

#[test]
fn a_token_with_a_wrong_key() {
    save("wrong_key", tokens::A1, tokens::BEFORE, |app| {
        app.press("v");
        app.type_text("a secret that is not the key of this token");
        app.press("enter tab j");
    });
}

#[test]
fn an_expired_token() {
    save("expired", tokens::A1, tokens::AFTER, |app| {
        app.paste(tokens::A1_KEY);
        app.press("tab tab j");
    });
}

#[test]
fn a_malformed_token() {
    save("malformed", &tokens::malformed(), tokens::BEFORE, |app| app.press("tab tab tab tab"));
}

#[test]
fn an_unsigned_token() {
    save("none", tokens::NONE, tokens::BEFORE, |app| app.press("tab"));
}

#[test]
fn an_encrypted_token() {
    save("jwe", tokens::JWE, tokens::BEFORE, |app| app.press("tab"));
}

#[test]
fn a_claim_that_is_edited() {
    save("editing_a_claim", tokens::A1, tokens::BEFORE, |app| app.press("tab tab j enter"));
}

#[test]
fn a_text_that_is_edited() {
    save("editing_json", tokens::A1, tokens::BEFORE, |app| {
        app.press("tab tab t enter down");
        app.type_text("  ");
    });
}

#[test]
fn a_made_token() {
    save("forge", tokens::A1, tokens::BEFORE, |app| {
        app.paste(tokens::A1_KEY);
        app.press("tab tab enter ctrl-u");
        app.type_text("\"admin\"");
        app.press("enter");
    });
}

#[test]
fn claims_of_every_kind() {
    save("claims", &rich(), tokens::BEFORE, |app| app.press("tab tab j j j"));
}

#[test]
fn a_value_with_values_inside() {
    save("nested", &rich(), tokens::BEFORE, |app| app.press("tab tab j j j j j"));
}

#[test]
fn a_character_of_the_token() {
    save("ruler", &rich(), tokens::BEFORE, |app| app.press("] w w w l"));
}

#[test]
fn a_claim_as_a_date_in_words() {
    save("typing_a_date", &rich(), tokens::BEFORE, |app| {
        app.press("tab tab j j j j enter ctrl-u");
        app.type_text("tomorrow 9:00");
    });
}

#[test]
fn a_date_in_the_text_that_is_edited() {
    save("editing_a_date", &rich(), tokens::BEFORE, |app| {
        app.press("tab tab t enter ctrl-s down down down end");
    });
}

#[test]
fn mended_dates() {
    save("mended", &rich(), tokens::BEFORE, |app| app.press("tab tab j j j m"));
}

#[test]
fn a_segment_that_is_edited() {
    save("editing_a_segment", tokens::A1, tokens::BEFORE, |app| {
        app.press("tab tab I end");
        app.type_text("=");
    });
}

#[test]
fn a_claim_that_is_added() {
    save("adding", &rich(), tokens::BEFORE, |app| {
        app.press("tab tab +");
        app.type_text("auth_time=-5m");
    });
}

#[test]
fn members_taken_out() {
    save("taken_out", &rich(), tokens::BEFORE, |app| app.press("tab tab D D"));
}

#[test]
fn rules_that_are_asked_for() {
    save("rules", tokens::A1, tokens::BEFORE, |app| {
        app.paste(tokens::A1_KEY);
        app.press("R");
        app.type_text("iss=joe aud=api leeway=30s");
        app.press("enter tab j j j j");
    });
}

#[test]
fn a_search() {
    save("search", &rich(), tokens::BEFORE, |app| {
        app.press("tab tab t /");
        app.type_text("admin");
        app.press("enter n");
    });
}

#[test]
fn several_tokens_to_pick_from() {
    let text = format!("{{\"access_token\":\"{}\",\"id_token\":\"{}\"}}", rich(), tokens::A1);
    save("pick", "", tokens::BEFORE, |app| app.paste(&text));
}

#[test]
fn a_token_too_long_for_a_header() {
    let token = tokens::around(&format!("{{\"a\":\"{}\"}}", "x".repeat(7_000)));
    save("too_long", &token, tokens::BEFORE, |app| app.press("tab tab tab tab G"));
}

#[test]
fn help() {
    save("help", tokens::A1, tokens::BEFORE, |app| app.press("tab tab ?"));
}

#[test]
fn why_a_check_failed() {
    save("why", tokens::A1, tokens::AFTER, |app| {
        app.paste(tokens::A1_KEY);
        app.press("tab tab tab tab j j j enter");
    });
}

#[test]
fn a_choice_of_algorithms() {
    save("algorithms", tokens::A1, tokens::BEFORE, |app| {
        app.paste(tokens::A1_KEY);
        app.press("A");
    });
}

#[test]
fn a_terminal_that_is_too_small() {
    let app = App::open(tokens::A1, tokens::BEFORE, (20, 6));
    assert!(app.screen().starts_with("needs 30x8, have\n20x6\n"), "{}", app.screen());
}

#[test]
fn styles_by_role() {
    let mut app = App::open(tokens::A1, tokens::AFTER, (120, 36));
    app.paste(tokens::A1_KEY);
    app.press("tab tab j");
    insta::assert_snapshot!("styles_120x36", app.styles());
    assert!(!app.styles().contains('%'), "a style that is no role's");
}

#[test]
fn styles_of_the_ruler_and_of_edits() {
    for lang in Lang::ALL {
        let mut app = App::open_in(lang, &rich(), tokens::BEFORE, (120, 36));
        app.press("] w w w l");
        insta::assert_snapshot!(format!("styles_ruler_{}", lang.tag()), app.styles());
        assert!(!app.styles().contains('%'), "a style that is no role's");
        app.press("tab tab j j j m tab tab");
        insta::assert_snapshot!(format!("styles_mended_{}", lang.tag()), app.styles());
        assert!(!app.styles().contains('%'), "a style that is no role's");
    }
}

#[test]
fn styles_without_colour() {
    let mut app = App::open(tokens::A1, tokens::AFTER, (80, 24));
    app.model.theme = jwt_tui::tui::theme::Theme::Mono;
    app.paste(tokens::A1_KEY);
    for y in 0..24 {
        for x in 0..80 {
            let cell = &app.buffer()[(x, y)];
            assert_eq!(cell.fg, ratatui::style::Color::Reset);
            assert_eq!(cell.bg, ratatui::style::Color::Reset);
        }
    }
}
