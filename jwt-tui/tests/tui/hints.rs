//! The bottom line and the help: whole words at every width.

use jwt_tui::text::Lang;
use jwt_tui::tui::keymap::BINDINGS;
use jwt_tui::tui::model::Pane;
use jwt_tui::tui::view::help;

use crate::app::App;
use crate::tokens;

fn on(pane: Pane, lang: Lang, width: u16) -> App {
    let mut app = App::open_in(lang, tokens::A1, tokens::BEFORE, (width, 24));
    app.paste(tokens::A1_KEY);
    app.model.status = None;
    app.model.screen = pane.screen();
    app.model.focus = pane;
    app
}

/// Trap 1b.14: the line of hints ended in the middle of a word.
#[test]
fn a_hint_is_whole_or_not_there() {
    for pane in Pane::ALL {
        for lang in Lang::ALL {
            for width in 36..=130 {
                let app = on(pane, lang, width);
                let screen = app.screen();
                let line = screen.lines().last().unwrap_or_default().trim().to_owned();
                let hints = app.model.desk.keymap.hints(app.model.context());
                let whole: Vec<String> = hints
                    .iter()
                    .filter_map(|row| Some(format!("{} {}", row.keys.first()?, row.name.of(lang))))
                    .collect();
                assert!(!line.is_empty(), "{pane:?} {width}");
                for told in line.split("  ") {
                    assert!(whole.iter().any(|one| one == told), "{pane:?} {width}: {told:?}");
                }
            }
        }
    }
}

/// Trap 1b.14: the help lost its last column in a narrow terminal.
#[test]
fn the_help_folds_and_cuts_nothing() {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    for lang in Lang::ALL {
        for width in [36, 76, 116] {
            let app = on(Pane::Payload, lang, 120);
            let lines = help::lines(&app.model, width);
            let text: String = lines.iter().map(|line| squeezed(&line.to_string())).collect();
            for row in BINDINGS {
                let told = squeezed(row.help.of(lang));
                assert!(text.contains(&told), "{width}: {told}");
            }
            for line in &lines {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }
}
