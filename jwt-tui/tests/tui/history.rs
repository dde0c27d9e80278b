//! The History screen: saved screens, and what is remembered, kept and deleted.

use std::path::PathBuf;

use jwt_core::NumericDate;
use jwt_core::base64url::encode;
use jwt_tui::engine::history::Entry;
use jwt_tui::engine::history::Keep;
use jwt_tui::engine::history::Origin;
use jwt_tui::history::store::Kept;
use jwt_tui::history::store::Request;
use jwt_tui::history::store::StoreError;
use jwt_tui::text::Lang;
use jwt_tui::tui::effect::Effect;
use jwt_tui::tui::message::Message;
use jwt_tui::tui::model::Mode;
use jwt_tui::tui::model::Screen;

use crate::app::App;
use crate::app::SIZES;
use crate::app::everywhere;
use crate::tokens;

const WIDE: (u16, u16) = SIZES[0];
const PLACE: &str = "/data/ann/.local/state/jwt-tui/history.ndjson";

fn token(payload: &str) -> String {
    format!("{}.{}.{}", encode(r#"{"alg":"ES256","kid":"k1"}"#), encode(payload), encode("sig"))
}

fn other() -> String {
    token(r#"{"iss":"https://발급자.example","sub":"김안나","exp":1300819380,"admin":true}"#)
}

/// Two tokens given; there is a place for the file, and nothing is kept in it.
fn two(lang: Lang, size: (u16, u16)) -> App {
    let mut app = App::open_in(lang, tokens::A1, tokens::BEFORE, size);
    app.model.history.setting.file = Some(PathBuf::from(PLACE));
    app.at(tokens::AFTER);
    app.paste(&other());
    app.press("7");
    app
}

/// The same, and the file has one more and a damaged line.
fn kept(lang: Lang, size: (u16, u16)) -> App {
    let mut app = two(lang, size);
    app.press("w y");
    let line = |token: &str, when| {
        let entry = Entry::new(token, NumericDate::from_seconds(when), Origin::Typed);
        entry.line(Keep::Unsigned).ok().and_then(|line| Entry::read(&line))
    };
    let tokens = [(other(), 2), (token(r#"{"sub":"of another day"}"#), 1_200_000_000)];
    let entries = tokens.iter().filter_map(|(token, when)| line(token, *when)).collect();
    app.tell(Message::History(Ok(Kept { entries, skipped: 1, mended: false })));
    app
}

fn save(name: &str, open: fn(Lang, (u16, u16)) -> App, keys: &str) {
    for (lang, size, at) in everywhere(&SIZES) {
        let mut app = open(lang, size);
        app.press(keys);
        insta::assert_snapshot!(format!("{name}_{at}"), app.screen());
    }
    let mut app = open(Lang::En, WIDE);
    app.press(keys);
    insta::assert_snapshot!(format!("{name}_styles"), app.styles());
}

#[test]
fn tokens_of_this_session() {
    save("history_session", two, "j");
}

#[test]
fn tokens_of_the_file() {
    save("history_kept", kept, "G");
}

#[test]
fn the_card() {
    save("history_card", kept, "tab");
}

#[test]
fn the_question_before_something_is_written() {
    save("history_ask_keep", two, "w");
}

#[test]
fn the_question_before_everything_is_deleted() {
    save("history_ask_clear", two, "X");
}

#[test]
fn no_token_at_all() {
    save("history_empty", |lang, size| App::open_in(lang, "", tokens::BEFORE, size), "7");
}

fn requests(app: &App) -> Vec<&Request> {
    let requests = app.effects.iter().filter_map(|effect| match effect {
        Effect::History(file, request) => {
            assert_eq!(*file, PathBuf::from(PLACE));
            Some(request)
        }
        _ => None,
    });
    requests.collect()
}

fn listed(app: &App) -> Vec<String> {
    app.model.history.shown.iter().map(|shown| shown.entry.token.to_string()).collect()
}

#[test]
fn a_paste_that_replaces_a_token_never_loses_it() {
    let mut app = two(Lang::En, WIDE);
    assert_eq!(listed(&app), [other(), tokens::A1.to_owned()]);
    // Nor does a paste after undo, which cuts the steps off.
    app.press("1 u");
    app.paste(tokens::NONE);
    app.press("7");
    assert_eq!(listed(&app), [tokens::NONE.to_owned(), tokens::A1.to_owned(), other()]);
    // Nor does a paste over a token that was made here.
    app.press("1 tab tab enter ctrl-u");
    app.type_text("\"eve\"");
    app.press("enter");
    let made = app.model.document.token().to_owned();
    app.paste(&other());
    app.press("7");
    assert!(listed(&app).contains(&made));
    assert_eq!(listed(&app).len(), 4);
}

/// Trap 2.25: tokens are credentials, and nothing said where they go.
#[test]
fn says_where_tokens_go() {
    // Trap: a tool that keeps credentials has to say so before it does, and where.
    let mut app = two(Lang::En, WIDE);
    assert!(app.screen().contains("In memory only"), "{}", app.screen());
    assert!(requests(&app).is_empty());
    app.press("w");
    for wanted in [PLACE, "header and payload", "Not: signatures, keys, secrets"] {
        assert!(app.screen().contains(wanted), "{wanted}: {}", app.screen());
    }
    app.press("n");
    assert!(requests(&app).is_empty(), "no is no");
    app.press("w esc");
    assert!(requests(&app).is_empty());
    app.press("w y");
    let [Request::Add(entries, Keep::Unsigned)] = requests(&app)[..] else {
        panic!("{:?}", app.effects)
    };
    assert_eq!(entries.len(), 2);
    for wanted in ["Kept without signatures in", PLACE] {
        assert!(app.screen().contains(wanted), "{wanted}: {}", app.screen());
    }
    app.press("w");
    app.paste(tokens::NONE);
    assert_eq!(requests(&app).len(), 1, "off is off");
}

#[test]
fn signatures_are_kept_only_when_that_is_said() {
    let mut app = two(Lang::En, WIDE);
    app.press("w s");
    assert!(matches!(requests(&app)[..], [Request::Add(_, Keep::Signed)]));
    assert!(app.screen().contains("Kept with signatures"), "{}", app.screen());
    app.paste(tokens::NONE);
    assert!(matches!(requests(&app)[..], [_, Request::Add(_, Keep::Signed)]));
}

#[test]
fn without_a_place_nothing_is_kept_and_that_is_said() {
    let mut app = two(Lang::En, WIDE);
    app.model.history.setting.file = None;
    app.press("w");
    assert!(app.said().contains("XDG_STATE_HOME"), "{}", app.said());
    assert!(matches!(app.model.mode, Mode::Normal));
}

#[test]
fn keys_and_secrets_are_no_tokens_to_remember() {
    let mut app = two(Lang::En, WIDE);
    app.press("1 v");
    app.type_text("hunter2.hunter2.hunter2");
    app.press("enter");
    app.paste(tokens::A1_KEY);
    app.press("7");
    assert_eq!(listed(&app).len(), 2);
}

#[test]
fn an_entry_is_opened_and_the_one_before_stays_in_the_list() {
    let mut app = two(Lang::En, WIDE);
    app.press("j enter");
    assert_eq!(app.model.screen, Screen::Workbench);
    assert_eq!(app.model.document.token(), tokens::A1);
    app.press("7");
    assert_eq!(listed(&app), [tokens::A1.to_owned(), other()]);
    app.press("u");
    assert_eq!(app.model.document.token(), other());
}

#[test]
fn an_entry_without_its_signature_says_so_when_it_is_opened() {
    let mut app = kept(Lang::En, WIDE);
    app.press("G enter");
    assert!(app.model.document.token().ends_with('.'));
    assert!(app.said().contains("without its signature"), "{}", app.said());
    app.press("7");
    assert_eq!(app.model.history.shown.len(), 3, "it is not in the list twice");
}

#[test]
fn an_entry_is_compared_with_the_token_on_the_workbench() {
    let mut app = kept(Lang::En, WIDE);
    app.press("G d");
    assert_eq!(app.model.screen, Screen::Diff);
    assert!(app.screen().contains("from the history"), "{}", app.screen());
    app.paste(tokens::A1_KEY);
    assert!(app.screen().contains("its signature was not kept"), "{}", app.screen());
}

#[test]
fn the_list_is_filtered_while_the_words_are_typed() {
    let mut app = two(Lang::En, WIDE);
    app.press("/");
    for letter in ["a", "d", "m", "i", "n"] {
        app.tell(Message::TypedText(letter.into()));
    }
    assert_eq!(listed(&app), [other()]);
    app.press("enter");
    assert_eq!(listed(&app), [other()]);
    app.press("esc");
    assert_eq!(listed(&app).len(), 2);
}

#[test]
fn one_is_deleted_and_the_one_on_the_workbench_stays() {
    let mut app = two(Lang::En, WIDE);
    app.press("x");
    assert_eq!(listed(&app).len(), 2, "{}", app.said());
    app.press("j x");
    assert_eq!(listed(&app), [other()]);
    assert!(requests(&app).is_empty(), "it was in no file");
    let mut app = kept(Lang::En, WIDE);
    app.press("G x");
    assert!(matches!(requests(&app)[..], [_, Request::Delete(_)]));
    assert_eq!(listed(&app).len(), 2);
}

#[test]
fn everything_is_deleted_only_after_a_question() {
    let mut app = kept(Lang::En, WIDE);
    app.press("X n");
    assert_eq!(listed(&app).len(), 3);
    app.press("X y");
    assert!(matches!(requests(&app)[..], [_, Request::Clear]));
    assert_eq!(listed(&app), [other()]);
}

#[test]
fn what_went_wrong_with_the_file_is_said() {
    let mut app = two(Lang::Ko, WIDE);
    app.tell(Message::History(Err(StoreError::Busy)));
    assert!(app.said().contains("기록하지 못했습니다"), "{}", app.said());
    app.tell(Message::History(Ok(Kept { mended: true, ..Kept::default() })));
    assert!(app.said().contains("본인만"), "{}", app.said());
}

#[test]
fn all_of_the_question_can_be_read_in_a_small_terminal() {
    let mut app = two(Lang::En, (40, 12));
    app.press("w");
    assert!(!app.screen().contains("--history"));
    app.press("G");
    assert!(app.screen().contains("--history"), "{}", app.screen());
    app.press("n");
    assert!(requests(&app).is_empty());
}
