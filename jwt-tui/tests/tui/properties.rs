//! `update` and `view` take anything in any order at any size.
#![expect(clippy::indexing_slicing, reason = "a helper of tests may stop at once")]

use jwt_core::NumericDate;
use jwt_tui::text::Lang;
use jwt_tui::tui::keymap::BINDINGS;
use jwt_tui::tui::keymap::Key;
use jwt_tui::tui::keymap::Press;
use jwt_tui::tui::message::Message;
use proptest::prelude::*;

use crate::app::App;
use crate::tokens;

/// One thing that may happen.
#[derive(Clone, Debug)]
enum Step {
    Binding(usize),
    Clock(u64),
    File(bool, String),
    Paste(String),
    Press(Press),
    Resize(u16, u16),
    Text(String),
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(tokens::A1.to_owned()),
        Just(tokens::A1_KEY.to_owned()),
        Just(tokens::JWE.to_owned()),
        Just(tokens::malformed()),
        any::<String>(),
        "[eyJA-Za-z0-9_.{}\":,-]{0,80}",
    ]
}

fn press() -> impl Strategy<Value = Press> {
    let key = prop_oneof![
        any::<char>().prop_map(Key::Char),
        Just(Key::Backspace),
        Just(Key::Delete),
        Just(Key::Down),
        Just(Key::End),
        Just(Key::Enter),
        Just(Key::Home),
        Just(Key::Left),
        Just(Key::PageDown),
        Just(Key::PageUp),
        Just(Key::Right),
        Just(Key::Tab),
        Just(Key::Up),
        any::<u8>().prop_map(Key::F),
    ];
    (key, any::<bool>(), any::<bool>()).prop_map(|(key, ctrl, alt)| Press { key, ctrl, alt })
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => (0..BINDINGS.len()).prop_map(Step::Binding),
        1 => any::<u64>().prop_map(Step::Clock),
        1 => (any::<bool>(), text()).prop_map(|(found, text)| Step::File(found, text)),
        2 => text().prop_map(Step::Paste),
        4 => press().prop_map(Step::Press),
        2 => (0..140_u16, 0..50_u16).prop_map(|(columns, rows)| Step::Resize(columns, rows)),
        2 => text().prop_map(Step::Text),
    ]
}

fn message(step: Step) -> Message {
    match step {
        Step::Binding(index) => Message::Command(BINDINGS[index].command),
        Step::Clock(seconds) => Message::Clock(NumericDate::from_seconds(seconds)),
        Step::File(found, text) => {
            let content = if found { Ok(text.into()) } else { Err("no such file".to_owned()) };
            Message::FileRead { path: "./key\u{1b}".to_owned(), content }
        }
        Step::Paste(text) => Message::Pasted(text.into()),
        Step::Press(press) => Message::Typed(press),
        Step::Resize(columns, rows) => Message::Resized(columns, rows),
        Step::Text(text) => Message::TypedText(text.into()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(
        is_korean in any::<bool>(),
        token in text(),
        steps in prop::collection::vec(step(), 0..60),
    ) {
        let lang = if is_korean { Lang::Ko } else { Lang::En };
        let mut app = App::open_in(lang, &token, tokens::BEFORE, (120, 36));
        for step in steps {
            app.tell(message(step));
            let _ = app.screen();
        }
    }

    #[test]
    fn undo_leads_back_to_the_first_byte(steps in prop::collection::vec(step(), 0..40)) {
        let mut app = App::open(tokens::A1, tokens::BEFORE, (80, 24));
        for step in steps {
            app.tell(message(step));
        }
        app.press("esc esc");
        for _ in 0..200 {
            app.press("u");
        }
        prop_assert_eq!(app.model.document.token(), tokens::A1);
    }
}
