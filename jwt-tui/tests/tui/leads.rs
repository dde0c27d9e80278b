//! Marks and hints that lead somewhere: they are there when they help, and tell without colour.

use jwt_core::Algorithm;
use jwt_core::key::SigningKey;
use jwt_tui::text::Lang;
use jwt_tui::text::bench;
use jwt_tui::text::explain;
use jwt_tui::text::words;
use jwt_tui::tui::facts::PieceKind;
use jwt_tui::tui::keymap::Key;
use jwt_tui::tui::keymap::Press;
use jwt_tui::tui::message::Command;
use jwt_tui::tui::model::Pane;

use crate::app::App;
use crate::tokens;

const SIZE: (u16, u16) = (120, 36);

fn bottom(app: &App) -> String {
    app.screen().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn the_cursor_of_the_algorithms_is_a_sign_and_not_a_colour() {
    let mut app = App::open(tokens::A1, tokens::BEFORE, SIZE);
    app.paste(tokens::A1_KEY);
    app.press("A");
    let marked = |app: &App| {
        let screen = app.screen();
        screen
            .lines()
            .find(|line| line.contains("▸ HS") || line.contains("▸ RS"))
            .map(str::to_owned)
    };
    assert!(marked(&app).unwrap().contains("HS256     now"), "{}", app.screen());
    app.press("j");
    assert!(marked(&app).unwrap().contains("HS384"), "{}", app.screen());
    assert!(app.screen().contains("  HS256     now"), "{}", app.screen());
}

#[test]
fn mending_dates_is_offered_where_there_is_one_to_mend() {
    let mut app = App::open(&tokens::around(r#"{"exp":1300819380000}"#), tokens::BEFORE, SIZE);
    app.press("tab tab");
    assert!(bottom(&app).contains("m mend dates"), "{}", bottom(&app));
    app.press("m");
    assert!(!bottom(&app).contains("mend dates"), "{}", bottom(&app));
    let mut sound = App::open(tokens::A1, tokens::BEFORE, SIZE);
    sound.press("tab tab");
    assert!(!bottom(&sound).contains("mend dates"), "{}", bottom(&sound));
}

#[test]
fn the_key_behind_the_verdict_is_the_one_that_is_copied() {
    let other = SigningKey::generate(Algorithm::Hs256).unwrap();
    let mut app = App::open(tokens::A1, tokens::BEFORE, SIZE);
    app.paste(&format!(r#"{{"keys":[{},{}]}}"#, other.jwk().to_json().as_str(), tokens::A1_KEY));
    assert_eq!(app.model.facts.key.as_ref().map(|key| key.index), Some(1));
    app.press("y K");
    assert!(app.copied().unwrap().contains("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ"));
}

#[test]
fn an_error_of_a_whole_segment_marks_its_letter() {
    let token = tokens::A1.replacen(".dBjf", ".eBjf", 1);
    let mut app = App::open(&token, tokens::BEFORE, SIZE);
    app.paste(tokens::A1_KEY);
    let wrong: Vec<_> = app.model.facts.pieces.iter().filter(|piece| piece.is_wrong).collect();
    assert_eq!(wrong.iter().map(|piece| piece.kind).collect::<Vec<_>>(), [PieceKind::Signature]);
    assert!(
        app.screen().contains("│ S✗eBj") || app.screen().contains("║ S✗eBj"),
        "{}",
        app.screen()
    );
}

#[test]
fn the_marked_check_is_in_sight_where_checks_are_folded() {
    let token = tokens::around(r#"{"exp":1,"a":1,"a":2,"b":1,"b":2,"c":3,"c":4}"#);
    for size in [(120, 36), (80, 24), (40, 12)] {
        let mut app = App::open(&token, tokens::BEFORE, size);
        app.press("tab tab tab tab");
        assert_eq!(app.model.focus, Pane::Checks);
        for _ in 0..app.model.facts.checks.len() {
            assert!(app.styles().contains('X'), "{size:?}\n{}", app.screen());
            app.press("j");
        }
    }
}

/// The names of commands in the holes of a text.
fn commands(text: &str) -> Vec<&str> {
    let holes = text.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let mut names: Vec<_> = holes.filter(|hole| hole.contains(char::is_alphabetic)).collect();
    names.sort_unstable();
    names
}

#[test]
fn every_command_that_a_sentence_names_is_one_and_in_each_language() {
    let app = App::open(tokens::A1, tokens::BEFORE, SIZE);
    let mut seen = 0;
    for (name, phrase) in [words::ALL, bench::ALL, explain::ALL].concat() {
        let english = commands(phrase.of(Lang::En));
        assert_eq!(english, commands(phrase.of(Lang::Ko)), "{name}");
        for command in english {
            seen += 1;
            assert!(app.model.desk.keymap.key_of(command, false).is_some(), "{name}: {command}");
        }
    }
    assert!(seen > 20);
}

#[test]
fn a_sentence_names_the_key_of_this_session() {
    for lang in Lang::ALL {
        let mut app = App::open_in(lang, tokens::A1, tokens::AFTER, SIZE);
        let press = Press { key: Key::Char('x'), ctrl: true, alt: false };
        app.model.desk.keymap.rebind(None, Command::Sign, &[press]).unwrap();
        app.model.desk.keymap.rebind(None, Command::AskRules, &[]).unwrap();
        app.paste(tokens::A1_KEY);
        app.press("tab tab D");
        assert!(app.screen().contains("Ctrl-X"), "{}", app.screen());
        app.press("u tab tab");
        assert_eq!(app.model.focus, Pane::Checks);
        let folded: String = app.screen().split(['│', '║', '\n']).collect();
        assert!(folded.contains(":ask-rules"), "a command without a key is in the palette");
    }
}
