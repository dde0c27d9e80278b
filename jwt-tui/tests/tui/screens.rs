//! Saved screens at the three sizes, with a fixed clock. `cargo insta review` shows what changed.

use crate::app::App;
use crate::tokens;

const SIZES: [(u16, u16); 3] = [(120, 36), (80, 24), (40, 12)];

/// Saves one screen at all three sizes.
fn save(name: &str, token: &str, now: u64, prepare: impl Fn(&mut App)) {
    for size in SIZES {
        let mut app = App::open(token, now, size);
        prepare(&mut app);
        insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), app.screen());
    }
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
