//! The mouse, and that everything it does can be done by keys.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper of tests may stop at once")]

use jwt_tui::tui::effect::Effect;
use jwt_tui::tui::layout::layout;
use jwt_tui::tui::message::Message;
use jwt_tui::tui::message::Mouse;
use jwt_tui::tui::message::MouseKind;
use jwt_tui::tui::model::Mode;
use jwt_tui::tui::model::Pane;
use jwt_tui::tui::model::Screen;

use crate::app::App;
use crate::tokens;

fn mouse(app: &mut App, kind: MouseKind, (column, row): (u16, u16)) {
    app.tell(Message::Mouse(Mouse { kind, column, row }));
}

fn click(app: &mut App, at: (u16, u16)) {
    mouse(app, MouseKind::Press, at);
    mouse(app, MouseKind::Release, at);
}

/// Where a text stands: the first column of it.
fn place(app: &App, text: &str) -> (u16, u16) {
    let screen = app.screen();
    let found = screen.lines().enumerate().find_map(|(row, line)| {
        let before = line.split_once(text)?.0;
        Some((jwt_tui::engine::sanitize::columns(before), row))
    });
    let (column, row) = found.unwrap_or_else(|| panic!("{text} is not on\n{screen}"));
    (u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
}

fn open() -> App {
    App::open(tokens::A1, tokens::BEFORE, (120, 36))
}

#[test]
fn a_click_gives_a_pane_the_keys_and_marks_the_claim() {
    let mut app = open();
    let at = place(&app, "1300819380");
    click(&mut app, at);
    assert_eq!(app.model.focus, Pane::Payload);
    assert_eq!(app.model.payload.selected, 1);
    let header = place(&app, "\"HS256\"");
    click(&mut app, header);
    assert_eq!((app.model.focus, app.model.header.selected), (Pane::Header, 1));
}

#[test]
fn a_click_on_the_token_puts_the_cursor_on_that_character() {
    let mut app = open();
    app.press("tab");
    let (column, row) = place(&app, "dBjftJeZ4CVP");
    click(&mut app, (column + 5, row));
    assert_eq!(app.model.focus, Pane::Token);
    assert_eq!(app.model.token.cursor, tokens::A1.find("dBjft").unwrap() + 5);
    assert_eq!(app.model.token.segment, 2);
}

#[test]
fn a_click_on_a_step_or_a_key_marks_it() {
    let mut app = open();
    app.paste(tokens::A1_KEY);
    app.press("2");
    let at = place(&app, " 3 ");
    click(&mut app, at);
    assert_eq!((app.model.focus, app.model.explain.step), (Pane::Steps, 2));
    app.paste(r#"{"kty":"oct","kid":"second","k":"AAAA"}"#);
    app.press("5");
    let at = place(&app, "second");
    app.press("g tab");
    click(&mut app, at);
    assert_eq!(app.model.focus, Pane::Ring);
    assert_eq!(app.model.marked_key().and_then(|entry| entry.jwk.key_id()), Some("second"));
}

#[test]
fn the_split_moves_on_every_screen() {
    for screen in ["1", "2", "5", "6", "7"] {
        let mut app = open();
        app.press(screen);
        let left = |app: &App| layout(&app.model).left_width().unwrap();
        let before = left(&app);
        app.press("> >");
        assert_eq!(left(&app), before + 8, "screen {screen}");
    }
}

#[test]
fn a_click_on_a_folded_pane_opens_it() {
    let mut app = App::open(tokens::A1, tokens::BEFORE, (80, 24));
    let area = layout(&app.model).place(Pane::Payload).unwrap().area;
    click(&mut app, (area.x + 3, area.y));
    assert_eq!(app.model.focus, Pane::Payload);
}

#[test]
fn a_click_on_a_check_marks_the_check_of_that_row() {
    let mut app = open();
    app.paste(tokens::A1_KEY);
    let area = layout(&app.model).content(Pane::Checks).unwrap();
    for row in 0..area.height.min(6) {
        click(&mut app, (area.x, area.y + row));
        let lines = jwt_tui::tui::view::checks::lines(&app.model, usize::from(area.width));
        assert!(lines.1.contains(&usize::from(row)), "row {row}: {:?}", lines.1);
    }
}

#[test]
fn a_click_on_a_hint_runs_it() {
    let mut app = open();
    let at = place(&app, "verify with");
    click(&mut app, at);
    assert!(matches!(app.model.mode, Mode::Line(_)));
    app.press("esc");
    let at = place(&app, "? help");
    click(&mut app, at);
    assert!(matches!(app.model.mode, Mode::Help(_)));
    // Beside it: it closes.
    click(&mut app, (1, 5));
    assert!(matches!(app.model.mode, Mode::Normal));
}

/// The date that is being typed stands there, and no hint.
#[test]
fn a_click_on_the_preview_of_a_date_runs_no_hint() {
    let mut app = open();
    app.press("tab tab j enter ctrl-u");
    app.type_text("+1h");
    let row = app.model.size.1 - 1;
    for column in 0..app.model.size.0 {
        click(&mut app, (column, row));
        assert!(matches!(app.model.mode, Mode::Line(_)), "column {column}");
    }
}

#[test]
fn a_click_on_a_tab_opens_its_screen() {
    let mut app = open();
    for screen in [Screen::Explain, Screen::Keys, Screen::Diff, Screen::Workbench] {
        let at = place(&app, screen.title().of(app.model.lang));
        click(&mut app, at);
        assert_eq!(app.model.screen, screen);
    }
}

#[test]
fn a_click_in_the_palette_marks_and_a_second_one_runs() {
    let mut app = open();
    app.press(":");
    app.type_text("zoom");
    let at = place(&app, "give the whole");
    click(&mut app, at);
    assert!(app.model.zoomed, "the marked one runs at once");
    app.press("z :");
    let at = place(&app, "previous-pane");
    click(&mut app, at);
    assert!(matches!(app.model.mode, Mode::Palette(_)));
    click(&mut app, at);
    assert_eq!(app.model.focus, Pane::Token.previous());
}

/// Trap 1b.17: the wheel scrolled two panes of many.
#[test]
fn the_wheel_scrolls_what_it_is_over_and_leaves_the_focus() {
    let mut app = App::open(&tokens::around(&"x".repeat(4_000)), tokens::BEFORE, (120, 36));
    app.press("tab tab");
    let area = layout(&app.model).content(Pane::Token).unwrap();
    for _ in 0..4 {
        mouse(&mut app, MouseKind::WheelDown, (area.x, area.y));
    }
    assert!(app.model.token.scroll > 0);
    assert_eq!(app.model.focus, Pane::Payload);
    for _ in 0..9 {
        mouse(&mut app, MouseKind::WheelUp, (area.x, area.y));
    }
    assert_eq!(app.model.token.scroll, 0);
    app.press("?");
    mouse(&mut app, MouseKind::WheelDown, (area.x, area.y));
    assert!(matches!(app.model.mode, Mode::Help(3)));
}

#[test]
fn the_split_follows_the_mouse_and_the_keys() {
    let mut app = open();
    let left = |app: &App| layout(&app.model).left_width().unwrap();
    let before = left(&app);
    mouse(&mut app, MouseKind::Press, (before, 10));
    mouse(&mut app, MouseKind::Drag, (79, 11));
    assert_eq!(left(&app), 80);
    mouse(&mut app, MouseKind::Drag, (119, 11));
    assert_eq!(left(&app), 90, "both sides stay usable");
    mouse(&mut app, MouseKind::Drag, (0, 11));
    assert_eq!(left(&app), 30);
    mouse(&mut app, MouseKind::Release, (0, 11));
    mouse(&mut app, MouseKind::Drag, (70, 11));
    assert_eq!(left(&app), 30, "nothing is dragged any more");
    app.press("> > >");
    assert_eq!(left(&app), 42);
    app.press("<");
    assert_eq!(left(&app), 38);
}

/// Trap 2.26: while the mouse was taken nothing could be selected.
#[test]
fn the_mouse_is_given_back_by_a_key_and_then_ignored() {
    let mut app = open();
    app.press("M");
    assert!(matches!(app.effects.last(), Some(Effect::CaptureMouse(false))));
    let at = place(&app, "1300819380");
    click(&mut app, at);
    assert_eq!(app.model.focus, Pane::Token);
    app.press("M");
    assert!(app.said().contains("Shift"), "{}", app.said());
    click(&mut app, at);
    assert_eq!(app.model.focus, Pane::Payload);
}

#[test]
fn the_mouse_moves_nothing_while_a_line_is_typed() {
    let mut app = open();
    app.press("v");
    let at = place(&app, "1300819380");
    click(&mut app, at);
    mouse(&mut app, MouseKind::WheelDown, at);
    assert!(matches!(app.model.mode, Mode::Line(_)));
}
