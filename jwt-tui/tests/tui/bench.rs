//! The Workbench at work: the byte ruler both ways, edits of members and segments, rules, search.

#![expect(clippy::unwrap_used, reason = "a helper of tests may stop at once")]

use core::time::Duration;

use jwt_tui::engine::document::Half;
use jwt_tui::text::Lang;
use jwt_tui::tui::facts::Sign;
use jwt_tui::tui::facts::VerdictKind;
use jwt_tui::tui::model::Mode;
use jwt_tui::tui::model::Pane;

use crate::app::App;
use crate::tokens;

const SIZE: (u16, u16) = (120, 36);

fn open(payload: &str) -> App {
    App::open(&tokens::around(payload), tokens::BEFORE, SIZE)
}

fn payload(app: &App) -> String {
    app.model.document.half(Half::Payload).unwrap()
}

fn message(app: &App, kind: VerdictKind) -> String {
    app.model.facts.verdict(kind).unwrap().message.clone()
}

#[test]
fn each_character_of_the_token_leads_to_its_claim_and_back() {
    let mut app = App::open(tokens::A1, tokens::BEFORE, SIZE);
    let dots: Vec<_> = tokens::A1.match_indices('.').map(|(at, _)| at).collect();
    let text = payload(&app);
    for at in 0..tokens::A1.len() {
        let under = app.model.token.under.clone();
        assert_eq!(under.is_none(), dots.contains(&at), "{at}");
        if let Some((row, under)) = under.and_then(|under| Some((under.row?, under)))
            && under.half == Some(Half::Payload)
        {
            let row = &app.model.facts.payload.rows[row];
            assert!(row.carried_by.contains(&at), "{at}");
            assert!(row.span.start < under.octets.end && under.octets.start < row.span.end);
            assert!(text.get(row.span.clone()).unwrap().contains(&row.name));
            assert_eq!(app.model.token.marked, Some(row.carried_by.clone()));
        }
        app.press("l");
    }
}

#[test]
fn the_group_under_the_cursor_shows_its_octets() {
    let mut app = App::open(tokens::A1, tokens::BEFORE, SIZE);
    app.press("] w w");
    let screen = app.screen();
    // eyJp c3Mi Oiqb: the third group of the payload is `:"j`.
    assert!(screen.contains("3a 22 6a   :\"j"), "{screen}");
    assert!(screen.contains("carries  iss: \"joe\""), "{screen}");
    assert!(screen.contains("▸ R iss"), "{screen}");
}

#[test]
fn the_cursor_moves_by_group_row_and_segment() {
    let mut app = App::open(tokens::A1, tokens::BEFORE, SIZE);
    let at = |app: &App| app.model.token.cursor;
    app.press("w");
    assert_eq!(at(&app), 4);
    app.press("l b");
    assert_eq!(at(&app), 4);
    app.press("b b");
    assert_eq!(at(&app), 0);
    app.press("]");
    let payload = tokens::A1.find('.').unwrap() + 1;
    assert_eq!(at(&app), payload);
    app.press("b");
    assert_eq!(at(&app), payload - 5, "the last group of the header");
    app.press("] ] h [");
    assert_eq!(at(&app), payload);
    app.press("G");
    assert_eq!(at(&app), tokens::A1.len() - 1);
    app.press("] w l j");
    assert_eq!(at(&app), tokens::A1.len() - 1);
    app.press("g");
    assert_eq!(at(&app), 0);
}

#[test]
fn the_octets_under_the_cursor_stand_out_in_the_text() {
    let mut app = App::open(tokens::A1, tokens::BEFORE, SIZE);
    app.press("tab tab t tab tab tab tab");
    assert_eq!(app.model.focus, Pane::Token);
    app.press("g ] w w l l");
    let marked: usize = app
        .styles()
        .lines()
        .map(|line| line.chars().skip(56).filter(|&one| one == 'M').count())
        .sum();
    assert_eq!(marked, 2, "{}", app.styles());
}

#[test]
fn a_claim_far_down_a_long_token_is_brought_into_sight() {
    let claims: Vec<_> = (0..400).map(|index| format!("\"claim{index}\":{index}")).collect();
    let mut app = open(&format!("{{{}}}", claims.join(",")));
    app.press("tab tab G");
    let row = app.model.facts.payload.rows.last().unwrap().carried_by.clone();
    assert_eq!(app.model.token.cursor, row.start);
    assert!(app.styles().contains('M'));
}

#[test]
fn a_member_is_added_renamed_and_taken_out_and_the_rest_stays() {
    let text = "{\n  \"a\": 1.0,\n  \"b\" : \"x\"\n}";
    let mut app = open(text);
    app.press("tab tab +");
    app.type_text("role=admin");
    app.press("enter");
    assert_eq!(payload(&app), "{\n  \"a\": 1.0,\n  \"b\" : \"x\",\n  \"role\" : \"admin\"\n}");
    app.press("+");
    app.type_text("n:=[1, 2]");
    app.press("enter");
    assert!(payload(&app).contains("\"n\" : [1, 2]\n}"), "{}", payload(&app));
    app.press("D k r ctrl-u");
    app.type_text("한글");
    app.press("enter");
    assert!(payload(&app).contains("\"한글\" : \"x\""), "{}", payload(&app));
    app.press("k D");
    assert!(!payload(&app).contains("1.0"));
    assert!(app.screen().contains("taken out: a, b"), "{}", app.screen());
    app.press("u u u u u");
    assert_eq!(payload(&app), text);
    assert!(!app.model.document.is_forged());
}

#[test]
fn a_new_date_is_typed_in_words() {
    let mut app = open("{}");
    for (typed, expected) in [
        ("exp=+1h", tokens::BEFORE + 3_600),
        ("nbf=now", tokens::BEFORE),
        ("iat=1", 1),
        ("auth_time=5분 전", tokens::BEFORE - 300),
    ] {
        app.press("tab tab");
        app.model.focus = Pane::Payload;
        app.press("+");
        app.type_text(typed);
        assert!(app.screen().contains(" UTC"), "no preview of {typed}");
        app.press("enter");
        let name = typed.split('=').next().unwrap();
        assert!(payload(&app).contains(&format!("\"{name}\":{expected}")), "{}", payload(&app));
    }
    app.press("+");
    app.type_text("exp=soon");
    app.press("enter");
    assert!(app.said().contains("soon"), "{}", app.said());
    assert!(matches!(app.model.mode, Mode::Line(_)), "the line stays open");
}

#[test]
fn one_segment_is_edited_as_it_stands_and_decodes_at_once() {
    let mut app = App::open(tokens::A1, tokens::BEFORE, SIZE);
    app.press("tab tab I");
    assert_eq!(app.model.focus, Pane::Token);
    app.press("end backspace backspace backspace backspace");
    assert_eq!(app.model.document.token().matches('.').count(), 2);
    assert!(!app.model.facts.payload.is_json);
    app.type_text("VlfQ");
    app.press("esc");
    assert_eq!(app.model.document.token(), tokens::A1);
    assert!(!app.model.document.is_forged());
    app.press("I end");
    app.type_text("+");
    app.press("esc");
    assert!(app.model.document.is_forged());
    assert_eq!(sign(&app, VerdictKind::Structure), Sign::Fail);
    app.press("u");
    assert_eq!(app.model.document.token(), tokens::A1);
}

fn sign(app: &App, kind: VerdictKind) -> Sign {
    app.model.facts.verdict(kind).unwrap().sign
}

#[test]
fn what_an_edit_changed_stands_beside_it() {
    let mut app = open(r#"{"a":1,"b":2,"a":3}"#);
    app.press("tab tab G enter ctrl-u");
    app.type_text("4");
    app.press("enter");
    let was: Vec<_> = app.model.facts.payload.rows.iter().map(|row| row.was.is_some()).collect();
    assert_eq!(was, [false, false, true], "a name that stands twice is compared place by place");
    app.press("enter ctrl-u");
    app.type_text("3");
    app.press("enter");
    assert!(app.model.facts.payload.rows.iter().all(|row| row.was.is_none()));
}

#[test]
fn rules_are_asked_for_and_judged() {
    let mut app = App::open(tokens::A1, tokens::BEFORE, SIZE);
    app.paste(tokens::A1_KEY);
    assert_eq!(sign(&app, VerdictKind::Claims), Sign::NotChecked);
    assert!(app.screen().contains("R asks"), "{}", app.screen());
    app.press("R");
    app.type_text("iss=joe");
    app.press("enter");
    assert_eq!(
        sign(&app, VerdictKind::Claims),
        Sign::Pass,
        "{}",
        message(&app, VerdictKind::Claims)
    );
    app.press("R");
    app.type_text(" aud=api leeway=2h");
    app.press("enter");
    assert_eq!(sign(&app, VerdictKind::Claims), Sign::Fail);
    assert_eq!(app.model.rules.leeway, Duration::from_secs(7_200));
    app.at(1_300_819_380 + 3_600);
    assert_eq!(sign(&app, VerdictKind::Time), Sign::Pass, "within the leeway");
    app.press("R ctrl-u");
    app.type_text("foo=1");
    app.press("enter");
    assert!(app.said().contains("foo=1"), "{}", app.said());
    assert!(matches!(app.model.mode, Mode::Line(_)), "the line stays open");
    app.press("ctrl-u enter");
    assert_eq!(sign(&app, VerdictKind::Claims), Sign::NotChecked);
}

#[test]
fn the_lesson_on_time_tells_how_far_a_clock_may_be_off() {
    let mut app = App::open(tokens::A1, 1_300_819_380 + 185, SIZE);
    app.paste(tokens::A1_KEY);
    app.press("tab tab tab tab j j j enter");
    assert!(app.screen().contains("more than 3m 5s behind"), "{}", app.screen());
    let mut app = App::open(tokens::A1, tokens::BEFORE, SIZE);
    app.paste(tokens::A1_KEY);
    app.press("tab tab tab tab j j j enter");
    assert!(app.screen().contains("up to 54m 11s"), "{}", app.screen());
}

#[test]
fn a_search_goes_through_claims_and_text() {
    let mut app = open(r#"{"role":"user","name":"Role Model","x":{"role":1}}"#);
    app.press("tab tab /");
    app.type_text("role");
    app.press("enter");
    assert_eq!(app.model.payload.selected, 0);
    app.press("n");
    assert_eq!(app.model.payload.selected, 1, "small letters find both cases");
    app.press("n");
    assert_eq!(app.model.payload.selected, 2);
    app.press("n");
    assert_eq!(app.model.payload.selected, 0);
    assert!(app.said().contains("other end"), "{}", app.said());
    app.press("N N");
    assert_eq!(app.model.payload.selected, 1);
    app.press("g /");
    app.type_text("Role");
    app.press("enter");
    assert_eq!(app.model.payload.selected, 1, "a capital finds only itself");
    app.press("/");
    app.type_text("nowhere");
    app.press("enter");
    assert!(app.said().contains("nowhere"), "{}", app.said());
    app.press("t /");
    app.type_text("model");
    app.press("enter");
    assert_eq!(app.styles().matches('M').count(), "model".len(), "{}", app.styles());
}

#[test]
fn the_lifetime_is_a_bar_and_a_share() {
    let mut app = open(r#"{"iat":1300815000,"exp":1300817000}"#);
    app.at(1_300_815_200);
    assert!(app.screen().contains("███░░░░░░░░░░░░░░░░░░░░░░░░░░░ 10 % used"), "{}", app.screen());
    app.at(1_300_817_000);
    assert!(app.screen().contains("100 % used"));
    let app = open(r#"{"iat":0,"exp":18446744073709551615}"#);
    assert!(app.screen().contains("0 % used"), "{}", app.screen());
}

#[test]
fn a_token_that_is_too_long_for_a_header_is_told() {
    let app = open(&format!("{{\"a\":\"{}\"}}", "x".repeat(8_000)));
    let told = |app: &App, code: &str| {
        app.model
            .facts
            .findings()
            .any(|check| check.lesson.as_ref().is_some_and(|it| it.code == code))
    };
    assert!(told(&app, "size.header"));
    let app = open(&format!("{{\"a\":\"{}\"}}", "x".repeat(4_000)));
    assert!(told(&app, "size.cookie") && !told(&app, "size.header"));
}

#[test]
fn kinds_of_names_have_letters_and_a_legend() {
    let mut app = open(r#"{"iss":"a","name":"b","https://example.com/x":1,"mine":2}"#);
    app.press("tab tab");
    let screen = app.screen();
    for row in ["R iss", "P name", "P https://", "· mine", "R registered  P public  · private"] {
        assert!(screen.contains(row), "{row}\n{screen}");
    }
}

#[test]
fn values_inside_values_are_laid_out_where_they_are_explained() {
    let mut app = open(r#"{"realm_access":{"roles":["a","b"]}}"#);
    app.press("tab tab");
    let screen = app.screen();
    assert!(screen.contains("│     \"a\","), "{screen}");
}

#[test]
fn the_language_changes_what_is_known_too() {
    let mut app = App::open(tokens::A1, tokens::AFTER, SIZE);
    app.paste(tokens::A1_KEY);
    let english = message(&app, VerdictKind::Time);
    app.press("L");
    assert_eq!(app.model.lang, Lang::Ko);
    assert_ne!(message(&app, VerdictKind::Time), english);
    app.press("L");
    assert_eq!(message(&app, VerdictKind::Time), english);
}
