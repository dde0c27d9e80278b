//! `update` and `view` take anything in any order at any size.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a helper of tests may stop at once"
)]

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::key::SigningKey;
use jwt_tui::engine::history::Entry;
use jwt_tui::engine::history::Keep;
use jwt_tui::engine::history::Origin;
use jwt_tui::history::store::Kept;
use jwt_tui::history::store::StoreError;
use jwt_tui::text::Lang;
use jwt_tui::tui::keymap::BINDINGS;
use jwt_tui::tui::keymap::Context;
use jwt_tui::tui::keymap::Key;
use jwt_tui::tui::keymap::Press;
use jwt_tui::tui::message::Command;
use jwt_tui::tui::message::Message;
use jwt_tui::tui::message::Mouse;
use jwt_tui::tui::message::MouseKind;
use jwt_tui::tui::message::NotWritten;
use jwt_tui::tui::model::Screen;
use jwt_tui::tui::update::palette::letters;
use proptest::prelude::*;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;

use crate::app::App;
use crate::tokens;

/// Asks whether to forget all keys, when there are several.
const FORGET: &str = "esc esc 5 X";

/// One thing that may happen.
#[derive(Clone, Debug)]
enum Step {
    /// Keys that open a question, and a command that answers it.
    Ask(&'static str),
    /// A command that works where the keys go, one that was not yet run there if there is any.
    Bound(usize),
    /// Any command, wherever it is told.
    Command(usize),
    Clock(u64),
    File(bool, String),
    History(bool, String),
    /// The keys to another pane of the screen, by its letter.
    Jump(usize),
    KeyMade(bool),
    Mouse(MouseKind, u16, u16),
    Paste(String),
    Press(Press),
    Resize(u16, u16),
    Show(Screen),
    Text(String),
    Written(u8),
}

fn text() -> impl Strategy<Value = String> {
    let encode = jwt_core::base64url::encode;
    prop_oneof![
        Just(tokens::A1.to_owned()),
        Just(tokens::A1_KEY.to_owned()),
        Just(tokens::JWE.to_owned()),
        Just(tokens::malformed()),
        any::<String>(),
        "[eyJA-Za-z0-9_.{}\":,-]{0,80}",
        ("[{}a-c\":,0-9 ]{0,40}", "[{}a-c\":,0-9 ]{0,40}")
            .prop_map(move |(header, payload)| format!("{}.{}.x", encode(header), encode(payload))),
    ]
}

fn press() -> impl Strategy<Value = Press> {
    let key = prop_oneof![
        any::<char>().prop_map(Key::Char),
        (b' '..=b'~').prop_map(|octet| Key::Char(char::from(octet))),
        Just(Key::Backspace),
        Just(Key::BackTab),
        Just(Key::Delete),
        Just(Key::Down),
        Just(Key::End),
        Just(Key::Enter),
        Just(Key::Esc),
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

fn mouse() -> impl Strategy<Value = Step> {
    let kind = prop::sample::select(vec![
        MouseKind::Drag,
        MouseKind::Press,
        MouseKind::Release,
        MouseKind::WheelDown,
        MouseKind::WheelUp,
    ]);
    (kind, 0..140_u16, 0..50_u16).prop_map(|(kind, column, row)| Step::Mouse(kind, column, row))
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => prop::sample::select(vec!["esc esc 7 w", "esc esc 7 X", "esc esc q", FORGET])
            .prop_map(Step::Ask),
        30 => any::<usize>().prop_map(Step::Bound),
        5 => (0..BINDINGS.len()).prop_map(Step::Command),
        1 => any::<u64>().prop_map(Step::Clock),
        1 => (any::<bool>(), text()).prop_map(|(found, text)| Step::File(found, text)),
        1 => (any::<bool>(), text()).prop_map(|(read, text)| Step::History(read, text)),
        5 => any::<usize>().prop_map(Step::Jump),
        1 => any::<bool>().prop_map(Step::KeyMade),
        2 => mouse(),
        2 => text().prop_map(Step::Paste),
        4 => press().prop_map(Step::Press),
        2 => (0..140_u16, 0..50_u16).prop_map(|(columns, rows)| Step::Resize(columns, rows)),
        3 => prop::sample::select(&Screen::ALL[..]).prop_map(Step::Show),
        2 => text().prop_map(Step::Text),
        1 => any::<u8>().prop_map(Step::Written),
    ]
}

fn kept(text: &str) -> Kept {
    let entry = Entry::new(text, NumericDate::from_seconds(7), Origin::Typed);
    let read = entry.line(Keep::Unsigned).ok().and_then(|line| Entry::read(&line));
    Kept { entries: read.into_iter().chain([entry]).collect(), skipped: 1, mended: false }
}

fn pair(context: Context, command: Command) -> String {
    format!("{context:?} {}", command.name())
}

/// What a step tells; `run` is which commands were run where.
fn message(app: &App, step: Step, run: &BTreeSet<String>) -> Message {
    match step {
        Step::Ask(_) => message(app, Step::Bound(0), run),
        Step::Bound(index) => {
            let context = app.model.context();
            let bound: Vec<_> =
                app.model.desk.keymap.bindings(context).map(|row| row.command).collect();
            let is_new = |command: &&Command| !run.contains(&pair(context, **command));
            let new: Vec<_> = bound.iter().filter(is_new).collect();
            let command = new.get(index % new.len().max(1)).copied();
            Message::Command(*command.unwrap_or(&bound[index % bound.len()]))
        }
        Step::Clock(seconds) => Message::Clock(NumericDate::from_seconds(seconds)),
        Step::Command(index) => Message::Command(BINDINGS[index].command),
        Step::File(found, text) => {
            let content = if found { Ok(text.into()) } else { Err("no such file".to_owned()) };
            Message::FileRead { path: "./key\u{1b}".to_owned(), content }
        }
        Step::History(read, text) => {
            Message::History(if read { Ok(kept(&text)) } else { Err(StoreError::Busy) })
        }
        Step::Jump(index) => {
            let letters = letters(&app.model);
            let character = letters.get(index % letters.len().max(1)).map_or('a', |(one, _)| *one);
            Message::Typed(Press { key: Key::Char(character), ctrl: false, alt: false })
        }
        Step::KeyMade(made) => Message::KeyGenerated(if made {
            Ok(Box::new(SigningKey::generate(Algorithm::Es256).unwrap().jwk().clone()))
        } else {
            Err("no randomness".to_owned())
        }),
        Step::Mouse(kind, column, row) => Message::Mouse(Mouse { kind, column, row }),
        Step::Paste(text) => Message::Pasted(text.into()),
        Step::Press(press) => match app.model.desk.keymap.lookup(app.model.context(), press) {
            Some(command) => Message::Command(command),
            None => Message::Typed(press),
        },
        Step::Resize(columns, rows) => Message::Resized(columns, rows),
        Step::Show(screen) => Message::Command(Command::Show(screen)),
        Step::Text(text) => Message::TypedText(text.into()),
        Step::Written(how) => Message::FileWritten {
            path: "./key\u{1b}".to_owned().into(),
            result: match how % 3 {
                0 => Ok(()),
                1 => Err(NotWritten::Failed("disk full\u{9b}".to_owned())),
                _ => Err(NotWritten::Exists("{}".into())),
            },
        },
    }
}

/// A session of steps. Notes which commands were run where the table binds them.
fn play(lang: Lang, token: &str, steps: Vec<Step>, run: &mut BTreeSet<String>) {
    let mut app = App::open_in(lang, token, tokens::BEFORE, (120, 36));
    app.model.history.setting.file = Some(PathBuf::from("/data/history.ndjson"));
    for step in steps {
        match step {
            Step::Ask(keys) => {
                if keys == FORGET {
                    app.press("esc esc");
                    app.paste(tokens::A1_KEY);
                    app.paste(r#"{"kty":"oct","k":"c2Vjb25k"}"#);
                }
                app.press(keys);
            }
            Step::Jump(_) => app.press("esc esc ctrl-o"),
            _ => {}
        }
        let message = message(&app, step, run);
        if let Message::Command(command) = message {
            let context = app.model.context();
            if app.model.desk.keymap.bindings(context).any(|row| row.command == command) {
                run.insert(pair(context, command));
            }
        }
        app.tell(message);
        let _ = app.screen();
    }
}

fn session() -> impl Strategy<Value = (bool, String, Vec<Step>)> {
    (any::<bool>(), text(), prop::collection::vec(step(), 0..60))
}

fn lang(is_korean: bool) -> Lang {
    if is_korean { Lang::Ko } else { Lang::En }
}

/// The same sessions each time, so that what they reach can be held.
#[test]
fn random_sessions_reach_every_command_where_it_is_bound() {
    let config = ProptestConfig { cases: 150, failure_persistence: None, ..Default::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let reached = RefCell::new(BTreeSet::new());
    let played = TestRunner::new_with_rng(config, rng).run(&session(), |(korean, token, steps)| {
        play(lang(korean), &token, steps, &mut reached.borrow_mut());
        Ok(())
    });
    played.unwrap();
    let reached = reached.into_inner();
    for row in BINDINGS {
        let name = row.command.name();
        let is_reached =
            row.contexts.iter().any(|context| reached.contains(&pair(*context, row.command)));
        assert!(is_reached, "{name} was reached in none of {:?}", row.contexts);
    }
    let pairs: usize = BINDINGS.iter().map(|row| row.contexts.len()).sum();
    assert!(reached.len() * 10 > pairs * 9, "{} of {pairs}", reached.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics((korean, token, steps) in session()) {
        play(lang(korean), &token, steps, &mut BTreeSet::new());
    }

    #[test]
    fn undo_leads_back_to_the_first_byte(steps in prop::collection::vec(step(), 0..40)) {
        let mut app = App::open(tokens::A1, tokens::BEFORE, (80, 24));
        for step in steps {
            let message = message(&app, step, &BTreeSet::new());
            app.tell(message);
        }
        app.press("esc esc 1");
        for _ in 0..200 {
            app.press("u");
        }
        prop_assert_eq!(app.model.document.token(), tokens::A1);
    }
}
