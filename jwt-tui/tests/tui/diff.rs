//! The Diff screen: saved screens, and what its keys do.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a helper of tests may stop at once"
)]

use jwt_core::base64url::encode;
use jwt_tui::engine::document::Half;
use jwt_tui::text::Lang;
use jwt_tui::tui::facts::compared::Vouched;
use jwt_tui::tui::model::Pane;
use jwt_tui::tui::model::Screen;
use jwt_tui::tui::model::View;

use crate::app::App;
use crate::app::SIZES;
use crate::app::everywhere;
use crate::tokens;

const WIDE: (u16, u16) = SIZES[0];

const BEFORE: &str = r#"{"iss":"https://idp.example","sub":"ann","aud":"api","iat":1300815780,"exp":1300819380,"scope":"read","n":1.0,"address":{"city":"서울","zip":"1"}}"#;
const AFTER: &str = r#"{"sub":"ann","iss":"https://idp.example","aud":["api","web"],"iat":1300815780,"exp":1300822980,"scope":"read admin","n":1,"address":{"city":"부산","zip":"1"},"admin":true}"#;

fn token(header: &str, payload: &str, signature: &str) -> String {
    format!("{}.{}.{}", encode(header), encode(payload), encode(signature))
}

fn before() -> String {
    let header = r#"{"alg":"RS256","kid":"2026-01","typ":"JWT"}"#;
    token(header, BEFORE, "the signature of the issuer, 32 o.")
}

fn after() -> String {
    let header = r#"{"alg":"HS256","kid":"2026-02","typ":"JWT"}"#;
    token(header, AFTER, "another signature of 32 octets . .")
}

/// Two tokens that were pasted one after the other.
fn pasted(lang: Lang, size: (u16, u16)) -> App {
    let mut app = App::open_in(lang, &before(), tokens::BEFORE, size);
    app.paste(&after());
    app.press("6");
    app
}

/// The example of the RFC with its key, edited.
fn forged(lang: Lang, size: (u16, u16)) -> App {
    let mut app = App::open_in(lang, tokens::A1, tokens::BEFORE, size);
    app.paste(tokens::A1_KEY);
    app.press("tab tab enter ctrl-u");
    app.type_text("\"ann\"");
    app.press("enter 6");
    app
}

/// The same members in another order and with other spaces, signed anew.
fn respelt(lang: Lang, size: (u16, u16)) -> App {
    let mut app =
        App::open_in(lang, &token(r#"{"alg":"none"}"#, r#"{"a":1,"b":[1,2]}"#, ""), 0, size);
    app.paste(&token(r#"{"alg":"none"}"#, r#"{"b":[1, 2],"a":1}"#, ""));
    app.press("6");
    app
}

fn save(name: &str, open: fn(Lang, (u16, u16)) -> App, keys: &str) {
    for (lang, size, at) in everywhere(&SIZES) {
        let mut app = open(lang, size);
        app.press(keys);
        insta::assert_snapshot!(format!("{name}_{at}"), app.screen());
    }
    let app = open(Lang::En, WIDE);
    insta::assert_snapshot!(format!("{name}_styles"), app.styles());
}

#[test]
fn two_tokens() {
    save("diff_two", pasted, "");
}

#[test]
fn a_change_further_down() {
    save("diff_further", pasted, "j j j j j j j");
}

#[test]
fn the_characters() {
    save("diff_characters", pasted, "n n n tab");
}

#[test]
fn an_edited_token_and_its_original() {
    save("diff_forged", forged, "");
}

#[test]
fn another_spelling() {
    save("diff_respelt", respelt, "");
}

#[test]
fn the_same_token() {
    let same = |lang, size| {
        let mut app = App::open_in(lang, tokens::A1, tokens::BEFORE, size);
        app.press("6 d");
        app.paste(tokens::A1);
        app.press("enter");
        app
    };
    save("diff_same", same, "");
}

#[test]
fn nothing_to_compare_with() {
    save("diff_alone", |lang, size| App::open_in(lang, tokens::A1, tokens::BEFORE, size), "6");
}

fn vouched(app: &App) -> [Vouched; 2] {
    app.model.diff.comparison.as_ref().unwrap().sides.each_ref().map(|side| side.vouched)
}

/// Nobody signed it: "does not match" would speak of a signature that is not there.
#[test]
fn an_unsigned_side_is_refused_and_not_called_a_wrong_signature() {
    let mut app = App::open_in(Lang::Ko, tokens::NONE, tokens::BEFORE, WIDE);
    app.paste(tokens::A1);
    app.paste(tokens::A1_KEY);
    app.press("6");
    assert_eq!(vouched(&app), [Vouched::Refused, Vouched::Holds]);
    let screen = app.screen();
    assert!(screen.contains("✗ 키로 검증할 수 있는 서명이 아닙니다"), "{screen}");
    assert!(screen.contains("키: oct, 512비트"), "{screen}");
}

fn pointer(app: &App) -> String {
    let made = app.model.diff.comparison.as_ref().unwrap();
    let item = &made.items[app.model.diff.selected];
    made.member(item).map_or_else(String::new, |member| member.pointer.clone())
}

#[test]
fn one_key_press_compares_an_edited_token_with_its_original_and_one_key_judges_both() {
    let app = forged(Lang::En, WIDE);
    assert_eq!(app.model.screen, Screen::Diff);
    assert_eq!(vouched(&app), [Vouched::Holds, Vouched::Fails]);
    assert!(app.screen().contains("1 original") && app.screen().contains("2 made here"));
    let made = app.model.diff.comparison.as_ref().unwrap();
    assert_eq!(*made.sides[0].token, *tokens::A1);
}

#[test]
fn a_value_is_taken_back_to_the_last_byte_and_the_step_is_undone_by_u() {
    let mut app = forged(Lang::En, WIDE);
    let edited = app.model.document.token().to_owned();
    assert_eq!(pointer(&app), "/iss");
    app.press("b");
    assert_eq!(app.model.document.token(), tokens::A1);
    app.press("u");
    assert_eq!(app.model.document.token(), edited);
    app.press("ctrl-r");
    assert_eq!(app.model.document.token(), tokens::A1);
}

#[test]
fn every_change_can_be_taken_back_until_nothing_differs() {
    let mut app = pasted(Lang::En, WIDE);
    for _ in 0..30 {
        app.press("b");
    }
    let made = app.model.diff.comparison.as_ref().unwrap();
    assert!(made.items.is_empty(), "{}", app.screen());
    assert_eq!(app.model.document.token(), before());
    app.press("b");
    assert_eq!(app.model.document.token(), before());
}

#[test]
fn a_changed_claim_is_gone_to_on_the_workbench() {
    let mut app = pasted(Lang::En, WIDE);
    while pointer(&app) != "/address/city" {
        app.press("n");
    }
    app.press("enter");
    assert_eq!((app.model.screen, app.model.focus), (Screen::Workbench, Pane::Payload));
    assert_eq!(app.model.payload.view, View::Table);
    let row = &app.model.facts.payload.rows[app.model.payload.selected];
    assert_eq!(row.name, "address");
    // Back again, the same change is marked.
    app.press("6");
    assert_eq!(pointer(&app), "/address/city");
}

#[test]
fn a_claim_that_is_not_there_is_not_gone_to() {
    let mut app = App::open(&token("{}", r#"{"a":1,"b":2}"#, "s"), 0, WIDE);
    app.paste(&token("{}", r#"{"a":1}"#, "s"));
    app.press("6 enter");
    assert_eq!(app.model.screen, Screen::Diff);
    assert!(app.said().contains("b puts it back"), "{}", app.said());
    app.press("b");
    assert_eq!(app.model.document.half(Half::Payload).unwrap(), r#"{"a":1,"b":2}"#);
}

/// Trap 2.27: neither the path nor the value could be copied.
#[test]
fn a_change_is_copied_with_its_path_and_both_values() {
    let mut app = pasted(Lang::En, WIDE);
    while pointer(&app) != "/exp" {
        app.press("j");
    }
    app.press("y");
    assert_eq!(app.copied().unwrap(), "payload/exp\n- 1300819380\n+ 1300822980\n1h later");
    app.press("G y");
    assert!(app.copied().unwrap().starts_with("signature\n- "), "{:?}", app.copied());
}

#[test]
fn sides_are_swapped_and_the_workbench_stays_the_one_that_is_edited() {
    let mut app = pasted(Lang::En, WIDE);
    app.press("x");
    let made = app.model.diff.comparison.as_ref().unwrap();
    assert_eq!((made.present, &*made.sides[1].token), (0, before().as_str()));
    while pointer(&app) != "/exp" {
        app.press("n");
    }
    app.press("b");
    let payload = app.model.document.half(Half::Payload).unwrap();
    assert!(payload.contains("1300819380") && payload.contains("\"admin\":true"), "{payload}");
}

#[test]
fn another_token_is_asked_for_from_any_pane() {
    let mut app = App::open(tokens::A1, tokens::BEFORE, WIDE);
    app.press("tab d");
    app.paste(&format!("Authorization: Bearer {}", after()));
    app.press("enter");
    assert_eq!(app.model.screen, Screen::Diff);
    assert_eq!(*app.model.diff.comparison.as_ref().unwrap().sides[0].token, *after());
    assert_eq!(app.model.document.token(), tokens::A1, "the workbench keeps its own");
    assert!(app.model.history.session.iter().any(|entry| *entry.token == *after()));
    // An edit afterwards is compared with the original again.
    app.press("1 tab enter ctrl-u");
    app.type_text("1");
    app.press("enter 6");
    assert_eq!(*app.model.diff.comparison.as_ref().unwrap().sides[0].token, *tokens::A1);
}

#[test]
fn nothing_is_compared_anew_in_a_frame_or_without_a_change() {
    let payload = format!(r#"{{"a":"{}","n":1}}"#, "x".repeat(260_000));
    let other = payload.replace("\"n\":1", "\"n\":2");
    let mut app = App::open(&token(r#"{"alg":"HS256"}"#, &payload, "s"), 0, WIDE);
    app.paste(&token(r#"{"alg":"HS256"}"#, &other, "s"));
    app.press("6");
    let place = |app: &App| {
        let made = app.model.diff.comparison.as_ref().unwrap();
        (made.items.as_ptr(), app.model.diff.changes.rows.as_ptr())
    };
    let before = place(&app);
    app.press("tab j j G g n N tab");
    app.at(99);
    assert_eq!(place(&app), before, "it was made anew");
    assert!(app.screen().contains("chars the same"), "{}", app.screen());
    // What both have is one row and not thousands.
    assert!(app.model.diff.characters.rows.len() < 20);
}

#[test]
fn hostile_names_and_values_are_shown_by_name() {
    let mut app = App::open(&token("{}", "{\"a\\u202e\\u001b[2J\":1}", "s"), 0, WIDE);
    app.paste(&token(
        "{}",
        "{\"a\\u202e\\u001b[2J\":\"\u{202e}\u{9b}\",\"scope\":\"\u{202e}\"}",
        "s",
    ));
    app.press("6");
    let screen = app.screen();
    assert!(!screen.contains(['\u{202e}', '\u{1b}', '\u{9b}']), "{screen}");
    assert!(screen.contains("⟨U+202E⟩"), "{screen}");
    let mut app = App::open("한글.\u{202e}.x", 0, WIDE);
    app.paste(tokens::A1);
    app.press("6 x tab j j");
    assert!(!app.screen().contains('\u{202e}'));
}

#[test]
fn in_ascii_every_sign_has_its_twin() {
    for open in [pasted, respelt] {
        let mut app = open(Lang::En, WIDE);
        app.model.desk.ascii = true;
        app.press("6");
        let screen = app.screen().replace(['서', '울', '부', '산'], "");
        assert!(screen.is_ascii(), "{screen}");
    }
}
