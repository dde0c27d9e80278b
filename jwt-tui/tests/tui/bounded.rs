//! Tokens of endless parts: what a frame makes of them does not grow with them.

use jwt_core::base64url::encode;
use jwt_tui::tui::model::Pane;
use jwt_tui::tui::view;

use crate::app::App;
use crate::tokens;

const SIZE: (u16, u16) = (120, 36);
const MANY: usize = 100_000;

fn open(header: &str, payload: &str) -> App {
    let token = format!("{}.{}.AAAA", encode(header), encode(payload));
    App::open(&token, tokens::BEFORE, SIZE)
}

#[test]
fn an_endless_name_is_shown_by_its_begin() {
    let mut app = open(r#"{"alg":"HS256"}"#, &format!("{{\"{}\":1}}", "n".repeat(MANY)));
    app.press("tab tab");
    assert_eq!(app.model.focus, Pane::Payload);
    assert!(view::about::lines(&app.model, 50).len() < 40);
    assert!(app.model.facts.payload.rows.iter().all(|row| row.label().len() < 300));
    app.press("y n");
    assert_eq!(app.copied().map(|name| name.len()), Some(MANY), "copying has all of it");
}

#[test]
fn endless_header_parameters_make_no_endless_message() {
    let header = format!(r#"{{"alg":"{}","kid":"{}"}}"#, "a".repeat(MANY), "k".repeat(MANY));
    let app = open(&header, "{}");
    assert!(app.model.facts.checks.iter().all(|check| check.message.len() < 700));
    assert!(view::checks::lines(&app.model, 58).0.len() < 200);
}

#[test]
fn a_value_that_is_cut_says_so() {
    let mut app = open(r#"{"alg":"HS256"}"#, &format!(r#"{{"a":"{}"}}"#, "x".repeat(MANY)));
    app.press("tab tab");
    let lines = view::about::lines(&app.model, 50);
    let has_mark = |line: &ratatui::text::Line<'_>| line.to_string().ends_with('…');
    assert!(lines.iter().any(has_mark));
}
