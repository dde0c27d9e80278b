//! The Explain screen: saved at its sizes in both languages, and worked by keys.
#![expect(clippy::unwrap_used, reason = "a helper of tests may stop at once")]

use std::fs;
use std::time::Duration;

use jwt_core::Algorithm;
use jwt_core::key::SigningKey;
use jwt_tui::text::Lang;
use jwt_tui::tui::effect::Effect;
use jwt_tui::tui::message::Message;
use jwt_tui::tui::model::Pane;
use jwt_tui::tui::model::Screen;
use jwt_tui::tui::update::clock::next_tick;

use crate::app::App;
use crate::app::SIZES;
use crate::app::everywhere;
use crate::tokens;

const LARGE: [(u16, u16); 1] = [(120, 36)];

fn example(name: &str) -> (String, String) {
    let read = |end: &str| {
        let path = format!("{}/tests/data/rfc/{name}.{end}", env!("CARGO_MANIFEST_DIR"));
        fs::read_to_string(path).unwrap().trim().to_owned()
    };
    (read("jwt"), read("jwk"))
}

/// Opens an example with its key on the Explain screen.
fn open(lang: Lang, name: &str, with_key: bool, size: (u16, u16)) -> App {
    let (token, key) = example(name);
    let mut app = App::open_in(lang, &token, tokens::BEFORE, size);
    if with_key {
        app.paste(&key);
    }
    app.press("2");
    app
}

fn save(name: &str, sizes: &[(u16, u16)], open: impl Fn(Lang, (u16, u16)) -> App) {
    for (lang, size, at) in everywhere(sizes) {
        insta::assert_snapshot!(format!("explain_{name}_{at}"), open(lang, size).screen());
    }
}

/// Marks the step with this title, by its English name, and goes to its values.
fn go(app: &mut App, name: &str) {
    let steps = &app.model.explain.shown.as_ref().unwrap().steps;
    let index = steps.iter().position(|step| step.name == name).unwrap();
    app.press("g");
    for _ in 0..index {
        app.press("j");
    }
}

/// Trap 2.32: no tool showed, step by step, how a signature comes about.
#[test]
fn hs256_by_its_steps() {
    save("hs256_header", &SIZES, |lang, size| open(lang, "rfc7515_a1_hs256", true, size));
    save("hs256_inner", &SIZES, |lang, size| {
        let mut app = open(lang, "rfc7515_a1_hs256", true, size);
        go(&mut app, "hmac.inner_hash");
        app.press("enter");
        app
    });
    save("hs256_compare", &LARGE, |lang, size| {
        let mut app = open(lang, "rfc7515_a1_hs256", true, size);
        go(&mut app, "hmac.compare");
        app
    });
}

#[test]
fn es256_by_its_steps() {
    save("es256_point", &SIZES, |lang, size| {
        let mut app = open(lang, "rfc7515_a3_es256", true, size);
        go(&mut app, "ecdsa.point");
        app.press("tab j j");
        app
    });
    save("es256_nonce", &LARGE, |lang, size| {
        let mut app = open(lang, "rfc7515_a3_es256", true, size);
        go(&mut app, "ecdsa.nonce");
        app
    });
}

#[test]
fn rs256_by_its_steps() {
    save("rs256_compare", &LARGE, |lang, size| {
        let mut app = open(lang, "rfc7515_a2_rs256", true, size);
        go(&mut app, "rsa.compare");
        app
    });
}

#[test]
fn eddsa_by_its_steps() {
    save("eddsa_equation", &LARGE, |lang, size| {
        let mut app = open(lang, "rfc8037_a4_eddsa", true, size);
        go(&mut app, "eddsa.equation");
        app
    });
}

#[test]
fn without_a_key() {
    save("no_key", &SIZES, |lang, size| {
        let mut app = open(lang, "rfc7515_a3_es256", false, size);
        app.press("G enter");
        app
    });
}

#[test]
fn with_a_wrong_key() {
    save("wrong_key", &SIZES, |lang, size| {
        let mut app = App::open_in(lang, tokens::A1, tokens::BEFORE, size);
        app.press("v");
        app.type_text("a secret that is not the key of this token");
        app.press("enter");
        app.press("2");
        go(&mut app, "hmac.compare");
        app.press("enter");
        app
    });
}

#[test]
fn a_flipped_bit() {
    save("flip", &SIZES, |lang, size| {
        let mut app = open(lang, "rfc7515_a1_hs256", true, size);
        app.press("c tab down down");
        app
    });
}

#[test]
fn the_end_of_a_segment_in_the_group() {
    save("group_end", &SIZES, |lang, size| {
        let mut app = open(lang, "rfc7515_a1_hs256", true, size);
        app.press("shift-tab j end");
        app
    });
}

#[test]
fn an_empty_screen() {
    save("empty", &SIZES, |lang, size| {
        let mut app = App::open_in(lang, "", tokens::BEFORE, size);
        app.press("2");
        app
    });
}

#[test]
fn styles() {
    let mut app = open(Lang::En, "rfc7515_a3_es256", true, (120, 36));
    go(&mut app, "ecdsa.point");
    insta::assert_snapshot!("explain_styles_point", app.styles());
    assert!(!app.styles().contains('%'), "a style that is no role's");
    app.press("c");
    insta::assert_snapshot!("explain_styles_flip", app.styles());
    assert!(!app.styles().contains('%'), "a style that is no role's");
}

#[test]
fn a_claim_opens_the_group_that_carries_it() {
    let mut app = App::open(tokens::A1, tokens::BEFORE, (120, 36));
    app.press("tab tab j 2");
    assert_eq!(app.model.screen, Screen::Explain);
    assert_eq!(app.model.explain.segment, 1);
    // `{"iss":"joe",␍↵ ` are 16 octets, so `"exp"` begins in the sixth group.
    assert_eq!(app.model.explain.group, 5);
    assert!(app.screen().contains("payload, group 6 of"), "{}", app.screen());
    app.press("1 tab tab 2");
    assert!(app.screen().contains("Signature"), "{}", app.screen());
}

#[test]
fn secrets_are_masked_until_revealed() {
    let mut app = open(Lang::En, "rfc7515_a1_hs256", true, (120, 36));
    go(&mut app, "hmac.key_block");
    let begins = "03233 54b".replace(' ', "");
    assert!(!app.screen().contains(&begins), "{}", app.screen());
    app.press("y");
    assert_eq!(app.copied(), None);
    assert!(app.said().contains('r'), "{}", app.said());
    app.press("Y");
    assert!(!app.copied().unwrap().contains(&begins));
    app.press("r");
    assert!(app.screen().contains(&begins), "{}", app.screen());
    app.press("y");
    assert!(app.copied().unwrap().starts_with(&begins));
    app.press("Y");
    assert!(app.copied().unwrap().contains(&format!("SECRET_HEX='{begins}")));
    app.press("r");
    assert!(!app.screen().contains(&begins));
}

#[test]
fn a_nonce_of_a_real_key_is_never_shown_unasked() {
    let mut app = open(Lang::En, "rfc7515_a3_es256", true, (120, 36));
    go(&mut app, "ecdsa.nonce");
    let steps = app.model.explain.shown.as_ref().unwrap().steps.clone();
    let nonce = steps.iter().find(|step| step.name == "ecdsa.nonce").unwrap();
    for value in nonce.values.iter().filter(|value| value.secret) {
        assert!(!app.screen().contains(value.hex().get(..8).unwrap()));
    }
}

#[test]
fn flipping_changes_nothing_but_the_view() {
    let mut app = open(Lang::En, "rfc7515_a1_hs256", true, (120, 36));
    app.press("c right right down left up");
    assert_eq!(app.model.document.token(), tokens::A1);
    assert!(!app.model.document.is_forged());
    let seen = app.model.explain.flip.clone().unwrap().seen.unwrap();
    assert_eq!(seen.holds, Some([true, false]));
    assert!(app.screen().contains("bits differ"), "{}", app.screen());
    app.press("tab tab");
    assert_eq!(app.model.explain.flip.as_ref().unwrap().place.segment, 2);
    assert!(app.screen().contains("not part of what is signed"), "{}", app.screen());
    app.press("esc");
    assert!(app.model.explain.flip.is_none());
    assert_eq!(app.model.screen, Screen::Explain);
    app.press("esc");
    assert_eq!(app.model.screen, Screen::Workbench);
}

#[test]
fn it_plays_on_the_clock_and_is_silent_otherwise() {
    let mut app = open(Lang::En, "rfc8037_a4_eddsa", true, (120, 36));
    assert_eq!(next_tick(&app.model), None, "nothing moves by itself");
    app.press("space");
    assert_eq!(next_tick(&app.model), Some(Duration::from_secs(4)));
    app.at(tokens::BEFORE + 3);
    assert_eq!(app.model.explain.step, 0);
    app.at(tokens::BEFORE + 4);
    assert_eq!(app.model.explain.step, 1);
    for step in 2..40 {
        app.at(tokens::BEFORE + 4 * step);
    }
    let last = app.model.explain.count() - 1;
    assert_eq!((app.model.explain.step, next_tick(&app.model)), (last, None));
    app.press("space 1");
    app.at(tokens::BEFORE + 1_000);
    assert_eq!(next_tick(&app.model), None, "leaving the screen stops it");
}

#[test]
fn another_algorithm_is_shown_with_a_key_made_for_it() {
    let mut app = open(Lang::En, "rfc7515_a1_hs256", true, (120, 36));
    app.press("A");
    let place = Algorithm::ALL.iter().position(|one| *one == Algorithm::Es256).unwrap();
    app.press(&"j ".repeat(place));
    app.press("enter");
    let wish = app.effects.pop().unwrap();
    assert!(matches!(wish, Effect::GenerateKey(Algorithm::Es256)));
    let key = SigningKey::generate(Algorithm::Es256).unwrap().jwk().clone();
    app.tell(Message::KeyGenerated(Ok(Box::new(key))));
    let screen = app.screen();
    assert!(screen.contains("DEMONSTRATION ES256") && screen.contains("DEMO ES256"), "{screen}");
    let shown = app.model.explain.shown.as_ref().unwrap();
    assert_eq!((shown.algorithm, shown.holds), (Some(Algorithm::Es256), Some(true)));
    assert_eq!(app.model.document.token(), tokens::A1);
    assert_eq!(app.model.key.supply.as_ref().unwrap().keys.len(), 1, "the ring is as it was");
    app.press("esc");
    assert_eq!(app.model.explain.shown.as_ref().unwrap().algorithm, Some(Algorithm::Hs256));
}

#[test]
fn groups_go_over_the_ends_of_segments() {
    let mut app = open(Lang::En, "rfc7515_a1_hs256", true, (120, 36));
    app.press("shift-tab");
    assert_eq!(app.model.focus, Pane::Group);
    app.press("end right");
    assert_eq!((app.model.explain.segment, app.model.explain.group), (1, 0));
    app.press("left");
    assert_eq!((app.model.explain.segment, app.model.explain.group), (0, 9));
    app.press("j j j home left right");
    assert_eq!(app.model.explain.segment, 2);
}

/// Trap 2.32: that a token can be read without its secret was taken for a hole.
#[test]
fn without_a_key_it_is_told_that_anyone_can_read_a_token() {
    for (lang, told, name) in
        [(Lang::En, "everybody can undo that", "issuer"), (Lang::Ko, "누구나 되돌릴 수", "발급자")]
    {
        let mut app = open(lang, "rfc7515_a1_hs256", false, SIZES[0]);
        app.press("g j j");
        assert!(app.screen().contains(told), "{}", app.screen());
        app.press("1");
        assert!(app.screen().contains(name), "{}", app.screen());
    }
}

#[test]
fn a_hostile_token_reaches_the_screen_made_visible() {
    let hostile = "\u{1b}[31m\u{202e}.\u{9b}x\u{200b}.\u{7}한글";
    for size in SIZES {
        let mut app = App::open(hostile, tokens::BEFORE, size);
        app.press("2");
        for _ in 0..12 {
            let screen = app.screen();
            for hidden in ['\u{1b}', '\u{202e}', '\u{9b}', '\u{200b}', '\u{7}'] {
                assert!(!screen.contains(hidden), "{screen}");
            }
            app.press("j right tab");
        }
    }
}

#[test]
fn what_is_compared_tells_how_much_of_it_is_equal_and_where_not() {
    let mut app = open(Lang::En, "rfc7515_a1_hs256", true, (120, 36));
    go(&mut app, "hmac.compare");
    assert!(app.screen().contains("equal, 32 of 32 octets"), "{}", app.screen());
    assert!(!app.styles().contains('w'));

    let (token, key) = example("rfc7515_a1_hs256");
    let mut app = App::open(&token.replacen(".dB", ".eB", 1), tokens::BEFORE, (120, 36));
    app.paste(&key);
    app.press("2");
    go(&mut app, "hmac.compare");
    assert!(!app.screen().contains("octets are equal"), "a masked tag is not compared");
    app.press("r");
    let told = "31 of 32 octets are equal; the first other one is octet 0";
    assert!(app.screen().contains(told), "{}", app.screen());
    assert!(app.styles().contains('w'), "{}", app.styles());
}
