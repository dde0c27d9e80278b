//! Tokens and keys made to drive the terminal: on every screen and pane, in both languages, what would
//! not show is shown by its name.

use jwt_core::base64url::encode;
use jwt_tui::engine::sanitize::is_hidden;
use jwt_tui::text::Lang;
use jwt_tui::tui::message::Message;
use jwt_tui::tui::model::Pane;
use jwt_tui::tui::model::Screen;

use crate::app::App;
use crate::tokens;

/// Title, clipboard, colour, clearing by C0 and C1, order of writing, a tag, a zero-width space.
const HOSTILE: &str = "\u{1b}]0;x\u{7}\u{1b}]52;c;UFdORUQ=\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{85}\u{e0041}\u{200b}\r\u{7f}";

/// In names and values of the header and the payload, written as JSON escapes or as they are.
fn tokens() -> Vec<String> {
    let escaped: String = HOSTILE.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    let [header, payload] = [
        format!(
            r#"{{"alg":"HS256","kid":"{escaped}","typ":"{escaped}","crit":["{escaped}"],"{escaped}":1}}"#
        ),
        format!(
            r#"{{"iss":"{escaped}","sub":"{escaped}","exp":"{escaped}","{escaped}":["{escaped}"]}}"#
        ),
    ];
    vec![
        format!("{}.{}.{}", encode(&header), encode(&payload), encode(HOSTILE)),
        tokens::around(&payload.replace(&escaped, HOSTILE)),
        tokens::around(HOSTILE),
        format!("{}.{}.x", encode(format!("{{\"alg\":\"{escaped}\"}}")), encode("{}")),
        format!("{HOSTILE}.{HOSTILE}.{HOSTILE}"),
    ]
}

fn keys() -> [String; 3] {
    let name = HOSTILE.replace(['\u{1b}', '\u{7}', '\r', '\u{7f}'], "\\u001b");
    [
        format!(r#"{{"kty":"oct","kid":"{name}","alg":"{name}","use":"{name}","k":"c2VjcmV0"}}"#),
        format!(r#"{{"keys":[{{"kty":"{name}","kid":"{name}"}}]}}"#),
        format!("-----BEGIN {HOSTILE}-----\nAAAA\n-----END {HOSTILE}-----"),
    ]
}

fn assert_harmless(app: &App, step: &str) {
    let screen = app.screen();
    let odd = screen.chars().find(|&one| one != '\n' && is_hidden(one));
    assert_eq!(odd, None, "{step}\n{screen}");
}

#[test]
fn no_screen_and_no_pane_lets_a_hostile_character_through() {
    for token in tokens() {
        for lang in Lang::ALL {
            for size in [(120, 36), (80, 24), (40, 12)] {
                let mut app = App::open_in(lang, &token, tokens::BEFORE, size);
                for text in keys().into_iter().chain([tokens::A1.to_owned(), token.clone()]) {
                    app.paste(&text);
                    assert_harmless(&app, "paste");
                }
                for screen in Screen::ALL {
                    app.press(&screen.number().to_string());
                    for pane in Pane::ALL.into_iter().filter(|pane| pane.screen() == screen) {
                        for keys in ["g", "j", "j", "G", "t", "enter", "esc", "?", "esc", "y", "n"]
                        {
                            app.press(keys);
                            assert_harmless(&app, &format!("{screen:?} {pane:?} {keys}"));
                        }
                        app.press("tab");
                    }
                }
            }
        }
    }
}

#[test]
fn names_of_files_and_errors_of_the_system_are_shown_by_name() {
    for lang in Lang::ALL {
        let mut app = App::open_in(lang, tokens::A1, tokens::BEFORE, (120, 36));
        for message in [
            Message::FileRead { path: HOSTILE.to_owned(), content: Err(HOSTILE.to_owned()) },
            Message::FileRead { path: HOSTILE.to_owned(), content: Ok(tokens::A1_KEY.into()) },
            Message::CopyFailed(HOSTILE.to_owned()),
            Message::KeyGenerated(Err(HOSTILE.to_owned())),
            Message::TypedText(HOSTILE.into()),
            Message::Pasted(HOSTILE.into()),
        ] {
            app.tell(message);
            assert!(!app.said().is_empty());
            assert_harmless(&app, "message");
        }
        for keys in ["v", "o", "/", ":"] {
            app.press(keys);
            app.tell(Message::TypedText(HOSTILE.into()));
            assert_harmless(&app, keys);
            app.press("esc");
        }
    }
}
