//! The mouse: click, wheel and the drag of the split.
//!
//! Everything it does can be done with keys, too.

use ratatui::layout::Position;
use ratatui::layout::Rect;

use crate::tui::effect::Effect;
use crate::tui::keymap::Key;
use crate::tui::keymap::Press;
use crate::tui::layout::Layout;
use crate::tui::layout::content;
use crate::tui::layout::layout;
use crate::tui::message::Command;
use crate::tui::message::Mouse;
use crate::tui::message::MouseKind;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::View;
use crate::tui::update;
use crate::tui::update::cursor;
use crate::tui::update::desk;
use crate::tui::update::editing;
use crate::tui::update::moving;
use crate::tui::view;

/// How many rows a turn of the wheel moves.
const WHEEL: usize = 3;

/// Takes what the mouse did.
pub fn tell(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    if !model.desk.mouse {
        return Vec::new();
    }
    let at = Position::new(mouse.column, mouse.row);
    match mouse.kind {
        MouseKind::Release => model.desk.is_dragging = false,
        MouseKind::Drag if model.desk.is_dragging => {
            desk::set_left(model, mouse.column.saturating_add(1));
        }
        MouseKind::Drag => {}
        MouseKind::Press => {
            model.desk.is_dragging = false;
            model.status = None;
            return pressed(model, at);
        }
        MouseKind::WheelDown => wheel(model, at, Command::Down),
        MouseKind::WheelUp => wheel(model, at, Command::Up),
    }
    Vec::new()
}

/// What the mouse has to do with in a mode.
enum Reach {
    /// A question waits for a key.
    Nothing,
    /// What lies over the screen.
    Over,
    /// The panes.
    Panes,
}

impl Reach {
    fn of(mode: &Mode) -> Self {
        match mode {
            Mode::Ask(_)
            | Mode::Choose(_)
            | Mode::Help(_)
            | Mode::Palette(_)
            | Mode::Pick(_)
            | Mode::Why(_) => Self::Over,
            Mode::Copy | Mode::Edit(_) | Mode::Jump | Mode::Normal => Self::Panes,
            Mode::Forget | Mode::Line(_) | Mode::Quit | Mode::Replace(_) => Self::Nothing,
        }
    }
}

fn pressed(model: &mut Model, at: Position) -> Vec<Effect> {
    let layout = layout(model);
    if layout.bottom.contains(at) {
        return view::bottom::command_at(model, layout.bottom, at.x)
            .map_or_else(Vec::new, |command| update::command(model, command));
    }
    match Reach::of(&model.mode) {
        Reach::Over => return over(model, at),
        Reach::Nothing => return Vec::new(),
        Reach::Panes if matches!(model.mode, Mode::Copy | Mode::Jump) => model.mode = Mode::Normal,
        Reach::Panes => {}
    }
    if layout.bar.contains(at) {
        return bar(model, layout.bar, at.x);
    }
    if layout.is_split(at) {
        model.desk.is_dragging = true;
        return Vec::new();
    }
    if let Some(place) = layout.panes.iter().find(|place| place.area.contains(at)).copied() {
        let inside = content(place.area);
        let inner = (place.is_open && inside.contains(at)).then(|| {
            let (row, column) = (at.y.saturating_sub(inside.y), at.x.saturating_sub(inside.x));
            (usize::from(row), usize::from(column))
        });
        pane(model, place.pane, inner, usize::from(inside.width));
    }
    Vec::new()
}

/// A click on the top line: a screen, or help.
fn bar(model: &mut Model, area: Rect, column: u16) -> Vec<Effect> {
    if matches!(model.mode, Mode::Edit(_)) {
        return Vec::new();
    }
    match view::bar::screen_at(model, area, column) {
        Some(screen) => update::command(model, Command::Show(screen)),
        None if view::bar::is_help_at(model, area, column) => update::command(model, Command::Help),
        None => Vec::new(),
    }
}

/// A click on what lies over the screen: marks a row, and takes it when it was marked; beside it: leaves.
fn over(model: &mut Model, at: Position) -> Vec<Effect> {
    let Some(area) = view::overlay::area(model).filter(|area| area.contains(at)) else {
        return update::command(model, Command::Close);
    };
    let inside = view::overlay::list_area(model, area);
    if !inside.contains(at) {
        return Vec::new();
    }
    let row = usize::from(at.y.saturating_sub(inside.y));
    let (selected, scroll, count) = match &mut model.mode {
        Mode::Choose(choose) => (&mut choose.selected, choose.scroll, choose.items.len()),
        Mode::Palette(state) => (&mut state.selected, state.scroll, state.found.len()),
        Mode::Pick(pick) => (&mut pick.selected, pick.scroll, pick.items.len()),
        _ => return Vec::new(),
    };
    let row = row.saturating_add(scroll);
    if row >= count {
        return Vec::new();
    }
    if *selected == row {
        return update::command(model, Command::Accept);
    }
    *selected = row;
    Vec::new()
}

/// A click on a pane: it gets the keys, and the row under the mouse is marked.
fn pane(model: &mut Model, pane: Pane, inner: Option<(usize, usize)>, width: usize) {
    if matches!(model.mode, Mode::Edit(_)) {
        if pane == model.focus {
            return;
        }
        editing::close(model);
        model.mode = Mode::Normal;
    }
    moving::focus(model, pane);
    let Some((row, column)) = inner else { return };
    match pane {
        Pane::Token => cursor::clicked(model, row, column),
        Pane::Header | Pane::Payload => {
            let Some(half) = pane.half() else { return };
            if model.view_of(half) == View::Table {
                let claims = model.claims_pane_mut(half);
                claims.selected = claims.scroll.saturating_add(row);
            }
        }
        // Settling keeps it within the list.
        Pane::Ring => model.keys.list.selected = model.keys.list.scroll.saturating_add(row),
        Pane::Checks => {
            if let Some(check) = view::checks::check_of_row(model, width, row) {
                model.checks.selected = check;
            }
        }
        Pane::Changes => update::diff::clicked(model, row),
        Pane::Steps => update::explain::clicked(model, row),
        Pane::Entries => update::history::clicked(model, row, width),
        _ => {}
    }
}

/// The wheel moves what it is over, whatever has the keys.
fn wheel(model: &mut Model, at: Position, command: Command) {
    match Reach::of(&model.mode) {
        Reach::Over => {
            for _ in 0..WHEEL {
                moving::go(model, command);
            }
            return;
        }
        Reach::Nothing => return,
        Reach::Panes => {}
    }
    let Some(pane) = under(&layout(model), at) else { return };
    if matches!(model.mode, Mode::Edit(_)) {
        if pane == model.focus {
            let key = if command == Command::Down { Key::Down } else { Key::Up };
            for _ in 0..WHEEL {
                editing::typed(model, Press { key, ctrl: false, alt: false });
            }
        }
        return;
    }
    let focus = std::mem::replace(&mut model.focus, pane);
    for _ in 0..WHEEL {
        update::command(model, command);
    }
    model.focus = focus;
}

/// The open pane under the mouse.
fn under(layout: &Layout, at: Position) -> Option<Pane> {
    layout
        .panes
        .iter()
        .find(|place| place.is_open && place.area.contains(at))
        .map(|place| place.pane)
}
