//! What every screen shares: palette, jump, help, themes, ASCII, widths.
#![expect(clippy::unwrap_used, reason = "a helper of tests may stop at once")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jwt_tui::text::Lang;
use jwt_tui::text::ascii;
use jwt_tui::tui::keymap::BINDINGS;
use jwt_tui::tui::layout::layout;
use jwt_tui::tui::model::Pane;
use jwt_tui::tui::model::desk::Colors;
use jwt_tui::tui::theme::Theme;

use crate::app::App;
use crate::app::SIZES;
use crate::app::everywhere;
use crate::tokens;

/// Saves one screen at all three sizes and in both languages.
fn save(name: &str, prepare: impl Fn(&mut App)) {
    for (lang, size, at) in everywhere(&SIZES) {
        let mut app = App::open_in(lang, tokens::A1, tokens::BEFORE, size);
        prepare(&mut app);
        insta::assert_snapshot!(format!("{name}_{at}"), app.screen());
    }
}

#[test]
fn the_palette() {
    save("palette", |app| {
        app.press(":");
        app.type_text("si");
    });
}

#[test]
fn the_palette_without_a_match() {
    let mut app = App::open(tokens::A1, tokens::BEFORE, (80, 24));
    app.press("ctrl-p");
    app.type_text("qqqq");
    assert!(app.screen().contains("no command fits"), "{}", app.screen());
    app.press("enter");
    assert!(!app.screen().contains("no command fits"));
}

#[test]
fn the_jump() {
    save("jump", |app| app.press("ctrl-o"));
}

#[test]
fn the_jump_reaches_every_pane() {
    for size in SIZES {
        let mut app = App::open(tokens::A1, tokens::BEFORE, size);
        for (letter, pane) in jwt_tui::tui::update::palette::letters(&app.model) {
            app.press(&format!("ctrl-o {letter}"));
            assert_eq!(app.model.focus, pane);
        }
        app.press("ctrl-o esc");
    }
}

/// Trap 1b.14: the table of help lost its last column at 80 columns.
#[test]
fn help_of_each_screen() {
    for number in ["1", "2", "5", "6", "7"] {
        for lang in Lang::ALL {
            let mut app = App::open_in(lang, tokens::A1, tokens::BEFORE, (80, 24));
            app.press(&format!("{number} ?"));
            insta::assert_snapshot!(format!("help_{number}_{}", lang.tag()), app.screen());
        }
    }
}

#[test]
fn help_tells_every_key_once() {
    for pane in Pane::ALL {
        let mut app = App::open(tokens::A1, tokens::BEFORE, (120, 36));
        app.model.screen = pane.screen();
        app.model.focus = pane;
        let lines = jwt_tui::tui::view::help::lines(&app.model, 200);
        let text: Vec<String> = lines.iter().map(ToString::to_string).collect();
        for row in BINDINGS {
            let told = format!("  {}", row.keys_text(false));
            let line =
                |line: &&String| line.starts_with(&told) && line.ends_with(row.help.of(Lang::En));
            assert!(
                text.iter().any(|one| line(&one)),
                "{pane:?}: {told} {}",
                row.help.of(Lang::En)
            );
        }
    }
}

#[test]
fn a_name_in_the_palette_runs_its_command_in_its_pane() {
    let mut app = App::open(tokens::A1, tokens::BEFORE, (120, 36));
    app.press(":");
    app.type_text("show-keys");
    app.press("enter");
    assert_eq!(app.model.screen, jwt_tui::tui::model::Screen::Keys);
    app.press("1 :");
    app.type_text("copy-token");
    app.press("enter");
    assert_eq!(app.copied().as_deref(), Some(tokens::A1));
}

#[test]
fn names_of_commands_are_stable() {
    let names: BTreeSet<String> = BINDINGS.iter().map(|row| row.command.name()).collect();
    let names: Vec<String> = names.into_iter().collect();
    insta::assert_snapshot!("command_names", names.join("\n"));
}

fn themed(theme: Theme, colors: Colors) -> App {
    let mut start = App::start(Lang::En, tokens::A1);
    start.theme = theme;
    let mut app = App::started(&start, colors, tokens::AFTER, (120, 36));
    app.paste(tokens::A1_KEY);
    app.press("tab tab j");
    app
}

#[test]
fn true_colour_reaches_every_cell() {
    for theme in [Theme::Dark, Theme::Light] {
        let app = themed(theme, Colors::True);
        let is_true = |color| matches!(color, ratatui::style::Color::Rgb(..));
        for cell in &app.buffer().content {
            assert!(is_true(cell.fg) && is_true(cell.bg), "{cell:?}");
        }
        insta::assert_snapshot!(format!("styles_{}", theme.name()), app.styles());
        assert!(!app.styles().contains('%'), "a style that is no role's");
    }
}

/// Trap 1b.17, 2.33: RGB colours went to terminals that have none.
#[test]
fn a_terminal_without_true_colour_says_so_and_keeps_its_own() {
    let mut start = App::start(Lang::En, tokens::A1);
    start.theme = Theme::Dark;
    let mut app = App::started(&start, Colors::Sixteen, tokens::BEFORE, (120, 36));
    assert_eq!(app.model.theme, Theme::Ansi);
    assert!(app.said().contains("COLORTERM=truecolor"), "{}", app.said());
    app.press("T");
    assert_eq!(app.model.theme, Theme::Mono);
    app.press("T");
    assert_eq!(app.model.theme, Theme::Ansi);
    assert_eq!(app.said(), "theme: ansi");
}

/// Trap 4c: beside a colour, `NO_COLOR` took reverse and bold away; a theme without any colour does
/// not.
#[test]
fn no_colour_means_none_whatever_is_asked_for() {
    let mut start = App::start(Lang::En, tokens::A1);
    start.theme = Theme::Light;
    let mut app = App::started(&start, Colors::None, tokens::BEFORE, (120, 36));
    for _ in 0..5 {
        assert_eq!(app.model.theme, Theme::Mono);
        app.press("T");
    }
    assert!(app.said().contains("NO_COLOR"), "{}", app.said());
}

/// Signs tell the verdicts apart where colour does not.
#[test]
fn no_verdict_is_told_by_colour_alone() {
    let screen = |theme| {
        let mut app = themed(Theme::Ansi, Colors::True);
        app.model.theme = theme;
        app.screen()
    };
    for theme in Theme::ALL {
        assert_eq!(screen(theme), screen(Theme::Mono));
    }
    for sign in ["✓ signature", "✗ time"] {
        assert!(screen(Theme::Mono).contains(sign), "{sign}");
    }
}

fn in_ascii(lang: Lang, token: &str, size: (u16, u16)) -> App {
    let mut start = App::start(lang, token);
    start.ascii = true;
    App::started(&start, Colors::Sixteen, tokens::BEFORE, size)
}

/// Every screen and pane, and what may lie over them.
const TOUR: &[&str] = &[
    "tab", "tab", "t", "t", "t", "enter", "esc", "tab", "tab", "enter", "esc", "tab", "?", "G",
    "esc", ":", "down", "esc", "ctrl-o", "esc", "A", "esc", "y", "esc", "v", "esc", "p", "esc",
    "o", "esc", "2", "tab", "tab", "5", "tab", "tab", "6", "tab", "7", "tab", "1", "z", "z", "T",
    "M", "M", "u",
];

#[test]
fn ascii_leaves_no_sign_of_ours() {
    for size in [(170, 40), (120, 36), (80, 24), (40, 12), (20, 6)] {
        for with_key in [false, true] {
            let mut app = in_ascii(Lang::En, tokens::A1, size);
            if with_key {
                app.paste(tokens::A1_KEY);
            }
            for keys in TOUR {
                let screen = app.screen();
                // Letters are no signs: a language may be named by its own.
                let is_letter = |one: char| one.is_ascii() || one.is_alphabetic();
                let odd = screen.chars().find(|&one| !is_letter(one));
                assert_eq!(odd, None, "before {keys}:\n{screen}");
                app.press(keys);
            }
        }
    }
}

#[test]
fn ascii_leaves_foreign_text_alone() {
    let token = tokens::around(r#"{"a":"✓ 한글 … ─ ⟨é⟩","✗":1,"b":"\u202e"}"#);
    let mut app = in_ascii(Lang::En, &token, (120, 36));
    app.press("tab tab");
    for _ in 0..3 {
        let screen = app.screen();
        assert!(screen.contains("✓ 한글 … ─ ⟨é⟩") && screen.contains('✗'), "{screen}");
        let foreign = |one: char| "✓한글…─⟨é⟩✗".contains(one);
        let odd = screen.chars().find(|&one| !one.is_ascii() && !foreign(one));
        assert_eq!(odd, None, "{screen}");
        app.press("t");
    }
    insta::assert_snapshot!("ascii_foreign", app.screen());
}

#[test]
fn ascii_moves_nothing() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut plain = App::open_in(lang, tokens::A1, tokens::BEFORE, size);
            let mut twin = in_ascii(lang, tokens::A1, size);
            for app in [&mut plain, &mut twin] {
                app.press("tab tab");
            }
            let widths = |app: &App| -> Vec<usize> {
                app.screen().lines().map(jwt_tui::engine::sanitize::columns).collect()
            };
            // Hints may be longer, for arrows have names: the last line is left out.
            let (mut one, mut other) = (widths(&plain), widths(&twin));
            one.pop();
            other.pop();
            assert_eq!(one, other, "{size:?}");
            insta::assert_snapshot!(
                format!("ascii_{}_{}x{}", lang.tag(), size.0, size.1),
                twin.screen()
            );
        }
    }
}

/// Every sign in a text or a view of ours has a twin.
#[test]
fn every_sign_of_ours_has_a_twin() {
    let is_letter =
        |one: char| ('가'..='힣').contains(&one) || ('\u{3131}'..='\u{318e}').contains(&one);
    let mut odd = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for part in ["src", "../jwt-core/src/inspect", "../jwt-core/src/jwt", "../jwt-core/src/jws"] {
        collect(&folder.join(part), &mut files);
    }
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (number, line) in text.lines().enumerate() {
            let code = line.split(" // ").next().unwrap_or_default();
            if code.trim_start().starts_with("//") {
                continue;
            }
            for one in code.chars() {
                if !one.is_ascii() && !is_letter(one) && !ascii::is_sign(one) {
                    odd.push(format!("{}:{}: {one}", file.display(), number + 1));
                }
            }
        }
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, files);
        } else if name.ends_with(".rs") && name != "tests.rs" && name != "ascii.rs" {
            files.push(path);
        }
    }
}

#[test]
fn wide_terminals_have_three_columns() {
    let mut app = App::open(tokens::A1, tokens::BEFORE, (180, 40));
    app.paste(tokens::A1_KEY);
    app.press("tab tab j");
    let layout = layout(&app.model);
    let columns: BTreeSet<u16> = layout.panes.iter().map(|place| place.area.x).collect();
    assert_eq!(columns.len(), 3);
    insta::assert_snapshot!("wide_180x40", app.screen());
}
