//! Draws the screens of the debugger as SVG, for the README.
//!
//! ```text
//! cargo run -p jwt-tui --example captures -- docs/screens
//! ```
//!
//! Clock, token and keys are fixed, so the same source draws the same pictures.

use std::env;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use jwt_core::NumericDate;
use jwt_tui::text::Lang;
use jwt_tui::tui::Start;
use jwt_tui::tui::effect::Effect;
use jwt_tui::tui::keymap::Key;
use jwt_tui::tui::keymap::Press;
use jwt_tui::tui::message::Message;
use jwt_tui::tui::model::Model;
use jwt_tui::tui::model::desk::Colors;
use jwt_tui::tui::update;
use jwt_tui::tui::view::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

mod svg;

/// One picture: its file, its language, its size, and what leads to it.
struct Capture {
    name: &'static str,
    lang: Lang,
    size: (u16, u16),
    script: &'static [Do],
}

/// One step of a script.
enum Do {
    /// Presses keys, named as in the settings, with blanks between them.
    Press(&'static str),
    /// Pastes a text.
    Paste(&'static str),
    /// Types a text into the line that is open.
    Type(&'static str),
}

/// An hour and a bit before the token expires.
const NOW: u64 = 1_795_444_868;

/// HS256 over `{"iss":"https://issuer.example",…}` with [`SECRET`].
const TOKEN: &str = "eyJhbGciOiJIUzI1NiIsImtpZCI6IjIwMjYtMTEifQ.eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGxlIiwic3ViIjoiMTIzNDU2Nzg5MCIsImF1ZCI6WyJhcGkiLCJ3ZWIiXSwibmFtZSI6Iu2VnOq1rSDsgqzrnowiLCJhZG1pbiI6dHJ1ZSwic2NvcGUiOiJyZWFkIHdyaXRlIiwiaWF0IjoxNzk1NDQ0MDE0LCJuYmYiOjE3OTU0NDQwMTQsImV4cCI6MTc5NTQ0NzYxNCwiYWRkcmVzcyI6eyJjaXR5Ijoi7ISc7Jq4IiwiemlwIjoiMDQ1MjQifX0._I_A3yEhOmNONIRtk-hcgPjhmo-4mSxNkMinCBQ59Z8";

/// The secret of the pictures; it protects nothing.
const SECRET: &str = "an example secret of forty-one characters";

/// RFC 7517 A.1 and RFC 8037 A.2: public keys that do not fit.
const OTHER_KEYS: &str = r#"{"keys":[{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"sig","kid":"2026-11"},{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"edge"}]}"#;

/// RFC 7515 A.3: a token of ES256 and its private key.
const ES256: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

const GIVE_TOKEN: &[Do] = &[Do::Paste(TOKEN), Do::Press("v"), Do::Type(SECRET), Do::Press("enter")];

const CAPTURES: &[Capture] = &[
    Capture {
        name: "workbench",
        lang: Lang::En,
        size: WIDE,
        script: &[Do::Press("shift-tab end up")],
    },
    Capture {
        name: "workbench-ko",
        lang: Lang::Ko,
        size: WIDE,
        script: &[Do::Press("shift-tab end up")],
    },
    Capture { name: "explain", lang: Lang::En, size: WIDE, script: &[Do::Press("2 ] ] ]")] },
    Capture {
        name: "keys",
        lang: Lang::En,
        size: WIDE,
        script: &[Do::Paste(OTHER_KEYS), Do::Press("5 j")],
    },
    Capture {
        name: "diff",
        lang: Lang::En,
        size: WIDE,
        script: &[
            Do::Press("shift-tab end up enter ctrl-u"),
            Do::Type("+1h"),
            Do::Press("enter k k k enter ctrl-u"),
            Do::Type("\"read write admin\""),
            Do::Press("enter s 6"),
        ],
    },
    Capture {
        name: "history",
        lang: Lang::En,
        size: WIDE,
        script: &[Do::Paste(ES256), Do::Press("7 j")],
    },
];

const WIDE: (u16, u16) = (120, 36);

fn main() -> Result<(), Box<dyn Error>> {
    let folder: PathBuf = env::args_os().nth(1).ok_or("name the folder to write to")?.into();
    fs::create_dir_all(&folder)?;
    for capture in CAPTURES {
        let model = play(capture);
        let mut terminal = Terminal::new(TestBackend::new(capture.size.0, capture.size.1))?;
        terminal.draw(|frame| view(&model, frame))?;
        let path = folder.join(capture.name).with_extension("svg");
        fs::write(&path, svg::draw(terminal.backend().buffer())?)?;
        println!("{}", path.display());
    }
    Ok(())
}

/// Opens the token with its key and plays the script.
fn play(capture: &Capture) -> Model {
    let mut start = Start::new(None, || NumericDate::from_seconds(NOW));
    start.lang = capture.lang;
    let mut model = update::sized(update::start(&start, Colors::Sixteen), capture.size);
    model.shows_local_time = false;
    for step in GIVE_TOKEN.iter().chain(capture.script) {
        match step {
            Do::Paste(text) => tell(&mut model, Message::Pasted((*text).into())),
            Do::Press(keys) => {
                for press in keys.split_whitespace().filter_map(Press::parse) {
                    let message = match model.desk.keymap.lookup(model.context(), press) {
                        Some(command) => Message::Command(command),
                        None => Message::Typed(press),
                    };
                    tell(&mut model, message);
                }
            }
            Do::Type(text) => text.chars().for_each(|c| tell(&mut model, typed(c))),
        }
    }
    model
}

/// Tells a message and answers what is asked of the world, as far as a picture needs it.
fn tell(model: &mut Model, message: Message) {
    for effect in update::update(model, message) {
        if let Effect::Examine(examine) = effect {
            tell(model, examine.answer());
        }
    }
}

fn typed(character: char) -> Message {
    Message::Typed(Press { key: Key::Char(character), ctrl: false, alt: false })
}
