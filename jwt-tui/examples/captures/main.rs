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

const CAPTURES: &[Capture] = &[
    Capture {
        name: "workbench",
        lang: Lang::En,
        size: (120, 36),
        script: &[
            Do::Paste(TOKEN),
            Do::Press("v"),
            Do::Type(SECRET),
            Do::Press("enter"),
            Do::Press("shift-tab G up"),
        ],
    },
    Capture {
        name: "workbench-ko",
        lang: Lang::Ko,
        size: (120, 36),
        script: &[
            Do::Paste(TOKEN),
            Do::Press("v"),
            Do::Type(SECRET),
            Do::Press("enter"),
            Do::Press("shift-tab G up"),
        ],
    },
];

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

fn play(capture: &Capture) -> Model {
    let mut start = Start::new(None, || NumericDate::from_seconds(NOW));
    start.lang = capture.lang;
    let mut model = update::sized(update::start(&start, Colors::Sixteen), capture.size);
    model.shows_local_time = false;
    for step in capture.script {
        let messages: Vec<Message> = match step {
            Do::Paste(text) => vec![Message::Pasted((*text).into())],
            Do::Type(text) => text.chars().map(typed).collect(),
            Do::Press(keys) => {
                for press in keys.split_whitespace().filter_map(Press::parse) {
                    let message = match model.desk.keymap.lookup(model.context(), press) {
                        Some(command) => Message::Command(command),
                        None => Message::Typed(press),
                    };
                    update::update(&mut model, message);
                }
                Vec::new()
            }
        };
        for message in messages {
            update::update(&mut model, message);
        }
    }
    model
}

fn typed(character: char) -> Message {
    Message::Typed(Press { key: Key::Char(character), ctrl: false, alt: false })
}
