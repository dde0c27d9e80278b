//! What happens when: scripts of keys and pastes, and what the model and the screen say after them.

#![expect(clippy::string_slice, clippy::unwrap_used, reason = "a helper of tests may stop at once")]

use jwt_core::Algorithm;
use jwt_core::key::SigningKey;
use jwt_tui::engine::document::SignatureState;
use jwt_tui::tui::effect::Effect;
use jwt_tui::tui::facts::Sign;
use jwt_tui::tui::facts::VerdictKind;
use jwt_tui::tui::message::Message;
use jwt_tui::tui::model::Mode;
use jwt_tui::tui::model::Pane;
use jwt_tui::tui::update::clock::next_tick;

use crate::app::App;
use crate::tokens;

const SIZE: (u16, u16) = (120, 36);

fn app() -> App {
    App::open(tokens::A1, tokens::BEFORE, SIZE)
}

fn sign(app: &App, kind: VerdictKind) -> Sign {
    app.model.facts.verdict(kind).unwrap().sign
}

/// Trap 2.4: "invalid signature" where no key was given.
#[test]
fn no_key_is_not_a_failure() {
    let app = app();
    assert_eq!(sign(&app, VerdictKind::Structure), Sign::Pass);
    for kind in [VerdictKind::Signature, VerdictKind::Key, VerdictKind::Time, VerdictKind::Claims] {
        assert_eq!(sign(&app, kind), Sign::NotChecked, "{kind:?}");
    }
}

#[test]
fn a_wrong_key_fails_the_signature_and_nothing_else() {
    let mut app = app();
    app.press("v");
    app.type_text("not the key of this token, but long enough");
    app.press("enter");
    assert_eq!(sign(&app, VerdictKind::Signature), Sign::Fail);
    assert_eq!(sign(&app, VerdictKind::Time), Sign::NotChecked);
    assert!(!app.screen().contains("not the key of this token"), "the secret shows");
}

#[test]
fn a_secret_shows_only_when_it_is_asked_for() {
    let mut app = app();
    app.press("v");
    app.type_text("hunter2");
    assert!(!app.screen().contains("hunter2"));
    app.press("ctrl-r");
    assert!(app.screen().contains("hunter2"));
    app.press("enter");
    assert!(!app.screen().contains("hunter2"));
    app.press("r");
    assert!(app.screen().contains("hunter2"));
    app.press("x");
    assert!(app.model.key.supply.is_none());
    assert!(!app.screen().contains("hunter2"));
}

/// Trap 2.13: a new token had to be put in by several steps.
#[test]
fn a_pasted_token_replaces_and_undo_restores() {
    let mut app = app();
    let curl =
        format!("> GET / HTTP/1.1\n> Authorization: Bearer {}\n> Accept: */*\n", tokens::NONE);
    app.paste(&curl);
    assert_eq!(app.model.document.token(), tokens::NONE);
    assert!(!app.model.document.is_forged());
    app.press("u");
    assert_eq!(app.model.document.token(), tokens::A1);
    app.press("ctrl-r");
    assert_eq!(app.model.document.token(), tokens::NONE);
}

#[test]
fn a_pasted_key_becomes_the_key_wherever_the_cursor_is() {
    let mut app = app();
    app.paste(tokens::A1_KEY);
    assert_eq!(sign(&app, VerdictKind::Signature), Sign::Pass);
    assert_eq!(sign(&app, VerdictKind::Time), Sign::Pass);
    assert_eq!(app.model.document.token(), tokens::A1);
}

#[test]
fn other_text_is_refused_aloud_but_is_a_secret_in_the_key_pane() {
    let mut app = app();
    app.paste("just some words");
    assert!(app.said().contains("neither a token nor a key"));
    assert_eq!(app.model.document.token(), tokens::A1);
    app.press("tab tab tab");
    assert_eq!(app.model.focus, Pane::Key);
    app.paste("just some words\n");
    assert!(app.said().contains("15 bytes"), "{}", app.said());
    assert!(app.said().contains("line break"), "{}", app.said());
}

#[test]
fn the_time_turns_once_when_it_comes() {
    let mut app = app();
    app.paste(tokens::A1_KEY);
    assert!(next_tick(&app.model).is_some());
    app.at(1_300_819_379);
    assert_eq!(sign(&app, VerdictKind::Time), Sign::Pass);
    app.at(1_300_819_380);
    assert_eq!(sign(&app, VerdictKind::Time), Sign::Fail);
    assert!(app.screen().contains("expired"));
    assert_eq!(app.model.turns_at, None);
    app.at(1_300_819_380 + 800 * 86_400);
    assert_eq!(next_tick(&app.model), None);
}

/// Trap 2.19: claims could not be edited in the token that they stand in.
#[test]
fn a_claim_is_edited_in_place_and_only_its_bytes_change() {
    let mut app = app();
    app.press("tab tab enter ctrl-u");
    app.type_text("nonsense");
    app.press("enter");
    assert!(app.said().contains("quotes"), "{}", app.said());
    assert!(matches!(app.model.mode, Mode::Line(_)));
    app.press("ctrl-u");
    app.type_text("\"ann\"");
    app.press("enter");
    let payload = app.model.document.half(jwt_tui::engine::document::Half::Payload).unwrap();
    assert_eq!(
        payload,
        "{\"iss\":\"ann\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}"
    );
    assert!(app.model.document.is_forged());
    assert_eq!(app.model.document.signature_state(), SignatureState::Stale);
    assert!(app.screen().contains("FORGE"));
    app.press("u");
    assert_eq!(app.model.document.token(), tokens::A1);
    assert!(app.screen().contains("VERIFY"));
}

#[test]
fn a_text_edit_is_one_step_and_escape_keeps_it() {
    let mut app = app();
    app.press("tab tab t enter end backspace");
    app.type_text(",\"a\":1}");
    assert!(matches!(app.model.mode, Mode::Edit(_)));
    assert!(app.model.document.is_forged());
    app.press("ctrl-s esc");
    assert!(matches!(app.model.mode, Mode::Normal));
    app.press("u");
    assert_eq!(app.model.document.token(), tokens::A1);
}

#[test]
fn an_edit_that_changes_nothing_leaves_verify() {
    let mut app = app();
    app.press("tab tab t enter");
    app.type_text("x");
    app.press("backspace esc");
    assert!(!app.model.document.is_forged());
    assert_eq!(app.model.document.token(), tokens::A1);
}

#[test]
fn the_token_text_is_edited_without_blanks() {
    let mut app = app();
    app.press("enter end space enter");
    app.type_text("AA");
    app.tell(Message::TypedText("B\r\n B".into()));
    app.press("esc");
    assert_eq!(app.model.document.token(), format!("{}AABB", tokens::A1));
    assert_eq!(sign(&app, VerdictKind::Structure), Sign::Pass);
}

#[test]
fn sign_makes_the_made_token_hold() {
    let mut app = app();
    app.paste(tokens::A1_KEY);
    app.press("tab tab enter ctrl-u");
    app.type_text("\"ann\"");
    app.press("enter");
    assert_eq!(sign(&app, VerdictKind::Signature), Sign::Fail);
    app.press("s");
    assert_eq!(sign(&app, VerdictKind::Signature), Sign::Pass, "{}", app.said());
    assert_eq!(app.model.document.signature_state(), SignatureState::Fresh);
    app.press("u");
    assert_eq!(app.model.document.signature_state(), SignatureState::Stale);
}

#[test]
fn signing_what_the_key_made_changes_nothing() {
    let mut app = app();
    app.paste(tokens::A1_KEY);
    app.press("s");
    assert!(!app.model.document.is_forged());
    assert!(app.said().contains("the same"));
}

/// Trap 2.11: the algorithm could not be chosen.
#[test]
fn another_algorithm_and_a_key_made_for_it() {
    let mut app = app();
    app.press("A g down");
    let at = Algorithm::ALL.iter().position(|&one| one == Algorithm::Es256).unwrap();
    app.press(&"up ".repeat(20));
    app.press(&"down ".repeat(at));
    app.press("enter");
    assert_eq!(app.model.facts.header_text("alg"), Some("ES256"));
    app.press("tab tab tab g");
    assert!(matches!(app.effects.last(), Some(Effect::GenerateKey(Algorithm::Es256))));
    let key = SigningKey::generate(Algorithm::Es256).unwrap();
    app.tell(Message::KeyGenerated(Ok(Box::new(
        key.jwk().clone().with_algorithm(Algorithm::Es256),
    ))));
    app.press("s");
    assert_eq!(sign(&app, VerdictKind::Signature), Sign::Pass, "{}", app.said());
    app.press("y k");
    assert!(!app.copied().unwrap().contains("\"d\""));
    app.press("y K");
    assert!(app.copied().unwrap().contains("\"d\""));
}

#[test]
fn a_key_offers_only_what_it_can_do() {
    let mut app = app();
    app.paste(tokens::A1_KEY);
    app.press("A");
    let Mode::Choose(choose) = &app.model.mode else { panic!("no choice") };
    for (algorithm, possible) in &choose.items {
        assert_eq!(*possible, algorithm.as_str().starts_with("HS"), "{algorithm}");
    }
    app.press("end enter");
    assert!(app.said().contains("cannot do"), "{}", app.said());
    assert_eq!(app.model.document.token(), tokens::A1);
}

#[test]
fn a_token_is_made_from_nothing() {
    let mut app = App::open("", tokens::BEFORE, SIZE);
    app.press("tab tab enter esc");
    assert!(app.model.document.is_forged());
    assert_eq!(sign(&app, VerdictKind::Structure), Sign::Pass);
    app.press("v");
    app.type_text("0123456789abcdef0123456789abcdef");
    app.press("enter s");
    assert_eq!(sign(&app, VerdictKind::Signature), Sign::Pass, "{}", app.said());
}

#[test]
fn copies_say_what_they_copied() {
    let mut app = app();
    for (keys, expected) in [
        ("y t", tokens::A1),
        ("y s", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
        ("y h", "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}"),
        ("tab tab y y", "joe"),
        ("y n", "iss"),
        ("j y y", "1300819380"),
    ] {
        app.press(keys);
        assert_eq!(app.copied().as_deref(), Some(expected), "{keys}");
    }
    app.press("y b");
    assert!(app.copied().unwrap().starts_with("Authorization: Bearer eyJ"));
    app.tell(Message::Copied(jwt_tui::text::words::THE_TOKEN));
    assert!(app.said().starts_with("token"));
    app.press("y z");
    assert!(matches!(app.model.mode, Mode::Normal));
}

#[test]
fn leaving_asks_once_when_a_made_token_would_be_lost() {
    let mut app = app();
    app.press("tab tab enter end backspace backspace");
    app.type_text("x\"");
    app.press("enter q");
    assert!(matches!(app.model.mode, Mode::Quit));
    app.press("esc");
    assert!(matches!(app.model.mode, Mode::Normal));
    app.press("ctrl-c ctrl-c");
    assert!(matches!(app.effects.last(), Some(Effect::Quit)));

    app.effects.clear();
    app.press("esc y t q");
    assert!(matches!(app.effects.last(), Some(Effect::Quit)), "a copied token is not lost");
}

#[test]
fn escape_never_quits() {
    let mut app = app();
    for _ in 0..20 {
        app.press("esc tab");
    }
    assert!(app.effects.is_empty());
}

#[test]
fn the_marked_claim_shows_the_characters_that_carry_it() {
    let mut app = app();
    app.press("tab tab j");
    let carried = app.model.facts.payload.rows[1].carried_by.clone();
    let text = &tokens::A1[carried];
    // The characters of whole groups decode to the claim and a few bytes around it.
    assert!(text.contains("ImV4cCI6MTMwMDgxOTM4M") || text.len() >= 22, "{text}");
    let marked: String = app.styles().chars().filter(|&letter| letter == 'M').collect();
    assert_eq!(marked.len(), text.len());
}

#[test]
fn a_hostile_token_sends_no_escape_sequence_to_the_screen() {
    let payload = "{\"\u{202e}name\":\"\\u001b]0;x\\u0007\",\"raw\":\"a\u{200b}b\u{85}\u{9b}31m\"}";
    for size in [(120, 36), (80, 24), (40, 12)] {
        let mut app = App::open(&tokens::around(payload), tokens::BEFORE, size);
        for keys in ["tab", "tab", "t", "t", "enter", "esc", "tab", "tab", "enter", "esc", "tab"] {
            app.press(keys);
            for character in app.screen().chars().filter(|&one| one != '\n') {
                assert!(
                    !jwt_tui::engine::sanitize::is_hidden(character),
                    "{character:?} at {size:?}"
                );
            }
        }
    }
}

#[test]
fn whatever_it_is_something_is_shown() {
    let mut duplicate = tokens::around(r#"{"a":1,"a":2}"#);
    duplicate.push('x');
    let long = format!("{}.{}", "A".repeat(1 << 20), "B".repeat(99));
    let exp = tokens::around(r#"{"exp":9223372036854775807,"iat":1e400,"nbf":-1}"#);
    for text in [
        "a",
        "..",
        "a.b.c.d.e.f.g",
        &duplicate,
        &long,
        &exp,
        &tokens::around("not json"),
        &tokens::around("[1]"),
        &tokens::around(""),
        "{\"payload\":\"e30\",\"signatures\":[]}",
        "\u{fffd}.\u{0}.한글",
    ] {
        for size in [(120, 36), (80, 24), (40, 12), (30, 8), (20, 6), (1, 1)] {
            let mut app = App::open(text, tokens::AFTER, size);
            for _ in 0..6 {
                app.press("tab j t G enter esc");
                let screen = app.screen();
                let told = screen.chars().filter(|one| one.is_alphanumeric()).count();
                assert!(told > 8 || size == (1, 1), "{size:?}\n{screen}");
            }
            assert_eq!(app.model.document.token(), text, "what was given stays");
        }
    }
}

#[test]
fn a_large_paste_arrives_whole() {
    let mut app = app();
    let payload = format!("{{\"a\":\"{}\"}}", "x".repeat(225_000));
    let token = tokens::around(&payload);
    assert!(token.len() > 300_000);
    app.paste(&token);
    let _ = app.buffer();
    assert_eq!(app.model.document.token(), token);
}

#[test]
fn a_line_stays_in_sight_beside_its_error() {
    for (key, wrong) in [("R", "foo"), ("+", "role")] {
        for size in [SIZE, (80, 24), (40, 12)] {
            let mut app = App::open(tokens::A1, tokens::BEFORE, size);
            app.press("tab tab");
            app.press(key);
            app.type_text(wrong);
            app.press("enter");
            let said = app.said();
            assert!(!said.is_empty(), "{key}");
            let screen = app.screen();
            let rows: Vec<&str> = screen.lines().collect();
            let (line, above) = (rows[rows.len() - 1], rows[rows.len() - 2]);
            assert!(line.ends_with(&format!(": {wrong}")), "{screen}");
            assert!(above.contains(&said[..12]), "{screen}");
            let styles = app.styles();
            let cursor = styles.lines().last().and_then(|row| row.find('C'));
            assert!(cursor.is_some(), "{styles}");

            app.type_text("x");
            assert_eq!(app.said(), "");
            assert!(app.screen().trim_end().ends_with(&format!(": {wrong}x")), "{}", app.screen());
            app.press("backspace left");
            let moved = app.styles().lines().last().and_then(|row| row.find('C'));
            assert_eq!(moved, cursor.map(|column| column - 1));
        }
    }
}

#[test]
fn the_line_for_rules_shows_an_example_and_letters_never_become_commands() {
    let mut app = app();
    app.press("R");
    assert!(app.screen().contains("iss=… aud=… leeway=30s"), "{}", app.screen());
    app.press("enter");
    assert!(app.said().contains("require="), "{}", app.said());
    app.press("h t t p s : / / i d p enter");
    assert!(app.screen().contains("https://idp"), "{}", app.screen());
    assert_eq!(app.model.document.token(), tokens::A1);
    app.press("ctrl-u");
    app.type_text("iss=joe");
    app.press("enter");
    assert!(matches!(app.model.mode, Mode::Normal));
    app.press("R ctrl-u enter");
    assert!(app.said().contains("nothing is asked for"), "{}", app.said());
    app.press("R esc");
    assert!(matches!(app.model.mode, Mode::Normal));
}

#[test]
fn an_edit_is_signed_with_the_key_that_the_token_held_with() {
    let mut app = app();
    app.paste(tokens::A1_KEY);
    let fitting = app.model.key.ring.entries()[0].id;
    app.paste(r#"{"kty":"oct","k":"dGhyb3ctYXdheSB0aHJvdy1hd2F5IHRocm93LWF3YXk"}"#);
    assert_ne!(app.model.key.ring.entries()[0].id, fitting);
    app.model.focus = Pane::Payload;
    app.press("D s");
    assert!(app.said().contains("by secret (pasted)"), "{}", app.said());
    let used = app.model.facts.key.as_ref().unwrap().index;
    assert_eq!(app.model.key.offered(used).unwrap().id, fitting);
    assert_eq!(sign(&app, VerdictKind::Signature), Sign::Pass);
    // A token that is given anew is signed with none of before.
    app.paste(tokens::NONE);
    assert_eq!(app.model.key.fitted, None);
}

#[test]
fn each_screen_remembers_its_pane() {
    let mut app = app();
    app.press("tab tab 5 tab 1");
    assert_eq!(app.model.focus, Pane::Payload);
    app.press("5");
    assert_eq!(app.model.focus, Pane::KeyCard);
    app.press("6 1");
    assert_eq!(app.model.focus, Pane::Payload);
}

#[test]
fn escape_from_the_line_for_a_key_goes_back() {
    let mut app = app();
    app.press("tab tab v");
    assert_eq!(app.model.focus, Pane::Key);
    app.press("esc");
    assert_eq!(app.model.focus, Pane::Payload);
    app.press("5 v esc 1");
    assert_eq!(app.model.focus, Pane::Payload);
}

#[test]
fn a_letter_of_no_pane_is_said_and_the_jump_stays() {
    let mut app = app();
    app.press("ctrl-o p");
    assert!(matches!(app.model.mode, Mode::Jump));
    assert!(app.said().contains("no pane has p"), "{}", app.said());
    app.press("d");
    assert_eq!((app.model.focus, app.said().as_str()), (Pane::Payload, ""));
    assert!(matches!(app.model.mode, Mode::Normal));
}
