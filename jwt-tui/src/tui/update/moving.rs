//! Focus, cursors and scrolling, and what keeps them inside what there is.

use crate::engine::document::Half;
use crate::tui::layout::Layout;
use crate::tui::layout::layout;
use crate::tui::message::Command;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Screen;
use crate::tui::model::View;
use crate::tui::update;
use crate::tui::update::cursor;
use crate::tui::view;

/// Gives the keys to another pane.
pub fn focus(model: &mut Model, pane: Pane) {
    model.focus = pane;
    if pane != Pane::About && pane.screen() == Screen::Workbench {
        model.subject = pane;
        model.about_scroll = 0;
    }
}

/// Opens a screen at the pane where it was left, or at its first one.
pub fn show(model: &mut Model, screen: Screen) {
    if model.screen == screen {
        return;
    }
    if screen == Screen::Explain {
        update::explain::opened(model);
    }
    let here = model.screen;
    let left = &mut model.desk.left;
    left.retain(|pane| pane.screen() != here);
    left.push(model.focus);
    let remembered = left.iter().find(|pane| pane.screen() == screen);
    let pane = remembered.or(screen.panes().first()).copied();
    model.screen = screen;
    model.zoomed = false;
    if let Some(pane) = pane {
        focus(model, pane);
    }
}

/// Shows the claims of the focused pane, else those of the payload, another way.
pub fn next_view(model: &mut Model) {
    let half = model.focus.half().unwrap_or(Half::Payload);
    let view = model.view_of(half).next();
    let pane = model.claims_pane_mut(half);
    pane.view = view;
    pane.scroll = 0;
    // A view that has nothing to show is stepped over.
    if model.view_of(half) != view {
        model.claims_pane_mut(half).view = view.next();
    }
}

/// Moves inside what has the keys.
pub fn go(model: &mut Model, command: Command) {
    let layout = layout(model);
    let overlay = view::overlay::page(model);
    let page = layout.content(model.focus).map_or(1, |area| usize::from(area.height));
    match &mut model.mode {
        Mode::Help(scroll) | Mode::Why(scroll) => *scroll = moved(*scroll, command, overlay),
        Mode::Ask(_) => {
            let scroll = &mut model.history.question_scroll;
            *scroll = moved(*scroll, command, overlay);
        }
        Mode::Choose(choose) => choose.selected = moved(choose.selected, command, overlay),
        Mode::Palette(state) => state.selected = moved(state.selected, command, overlay),
        Mode::Pick(pick) => pick.selected = moved(pick.selected, command, overlay),
        _ => go_in_pane(model, command, page),
    }
}

fn go_in_pane(model: &mut Model, command: Command, page: usize) {
    match model.focus {
        Pane::Token => cursor::go(model, command, page),
        Pane::Header | Pane::Payload => {
            let Some(half) = model.focus.half() else { return };
            let is_table = model.view_of(half) == View::Table;
            let pane = model.claims_pane_mut(half);
            let place = if is_table { &mut pane.selected } else { &mut pane.scroll };
            *place = moved(*place, command, page);
            model.about_scroll = 0;
        }
        Pane::Key => model.key.scroll = moved(model.key.scroll, command, page),
        Pane::Checks => {
            model.checks.selected = moved(model.checks.selected, command, page);
            model.about_scroll = 0;
        }
        Pane::About => model.about_scroll = moved(model.about_scroll, command, page),
        _ => match model.focus.screen() {
            Screen::Workbench => {}
            Screen::Explain => update::explain::go(model, command, page),
            Screen::Keys => update::ring::go(model, command, page),
            Screen::Diff => update::diff::go(model, command, page),
            Screen::History => update::history::go(model, command, page),
        },
    }
}

/// Moves a number that is a place in rows; `page` is how many show.
pub(crate) fn moved(place: usize, command: Command, page: usize) -> usize {
    let page = page.saturating_sub(1).max(1);
    match command {
        Command::Bottom => usize::MAX,
        Command::Down => place.saturating_add(1),
        Command::PageDown => place.saturating_add(page),
        Command::PageUp => place.saturating_sub(page),
        Command::Top => 0,
        Command::Up => place.saturating_sub(1),
        _ => place,
    }
}

/// Cuts rows for the present widths and brings every number back into its range.
///
/// Called after each message; costs nothing when text and width are as before.
pub fn settle(model: &mut Model) {
    match model.screen {
        Screen::Workbench => settle_workbench(model),
        Screen::Explain => update::explain::settle(model),
        Screen::Keys => update::ring::settle(model),
        Screen::Diff => update::diff::settle(model),
        Screen::History => update::history::settle(model),
    }
    settle_mode(model);
}

/// What does not show keeps its place until it does.
fn settle_workbench(model: &mut Model) {
    let layout = cut(model);
    let rows = |pane| layout.content(pane).map_or(0, |area| usize::from(area.height));
    let size =
        |pane| layout.content(pane).map(|area| (usize::from(area.width), usize::from(area.height)));
    cursor::settle(model);
    model.token.scroll =
        within(model.token.scroll, model.token.sheet.row_count(), rows(Pane::Token));
    for half in [Half::Header, Half::Payload] {
        settle_half(model, half, rows(half.pane()));
    }
    let checks = model.facts.checks.len();
    model.checks.selected = model.checks.selected.min(checks.saturating_sub(1));
    if let Some((width, rows)) = size(Pane::Checks) {
        settle_checks(model, width, rows);
    }
    if let Some((width, rows)) = size(Pane::Key) {
        let key = view::key::lines(model, width).len();
        model.key.scroll = within(model.key.scroll, key, rows);
    }
    cursor::reveal(model, &layout);
    if let Some((width, rows)) = size(Pane::About) {
        let about = view::about::lines(model, width).len();
        model.about_scroll = within(model.about_scroll, about, rows);
    }
}

fn cut(model: &mut Model) -> Layout {
    // The rows of the halves decide how high their panes are, so they are cut first.
    let before = layout(model);
    for half in [Half::Header, Half::Payload] {
        if let Some(area) = before.content(half.pane()) {
            let width = usize::from(area.width);
            let members = model.facts.members_mut(half);
            members.json.cut(width);
            members.raw.cut(width);
        }
    }
    let layout = layout(model);
    if let Some(area) = layout.content(Pane::Token) {
        model.token.sheet.cut(usize::from(area.width.saturating_sub(view::token::GUTTER)));
    }
    layout
}

/// The marked check takes several rows where it is folded: all of them come into sight.
fn settle_checks(model: &mut Model, width: usize, rows: usize) {
    let (lines, marked) = view::checks::lines(model, width);
    let last = marked.end.saturating_sub(1);
    let scroll = follow(model.checks.scroll, last, lines.len(), rows);
    model.checks.scroll = scroll.min(marked.start);
}

fn settle_half(model: &mut Model, half: Half, rows: usize) {
    let view = model.view_of(half);
    let members = model.facts.members(half);
    let (claims, count) = match view {
        View::Table => (members.rows.len(), members.rows.len()),
        View::Json => (members.rows.len(), members.json.row_count()),
        View::Raw => (members.rows.len(), members.raw.row_count()),
    };
    let pane = model.claims_pane_mut(half);
    pane.selected = pane.selected.min(claims.saturating_sub(1));
    pane.scroll = match view {
        View::Table => follow(pane.scroll, pane.selected, count, rows),
        _ => match pane.wanted.take() {
            Some(row) => follow(pane.scroll, row.min(count.saturating_sub(1)), count, rows),
            None => within(pane.scroll, count, rows),
        },
    };
}

fn settle_mode(model: &mut Model) {
    let page = view::overlay::page(model);
    let count = view::overlay::count(model);
    let is_edited = matches!(model.mode, Mode::Edit(_));
    let focus = is_edited.then(|| layout(model).content(model.focus)).flatten();
    match &mut model.mode {
        Mode::Help(scroll) | Mode::Why(scroll) => *scroll = within(*scroll, count, page),
        Mode::Ask(_) => {
            let scroll = &mut model.history.question_scroll;
            *scroll = within(*scroll, count, page);
        }
        Mode::Choose(choose) => {
            choose.selected = choose.selected.min(choose.items.len().saturating_sub(1));
            choose.scroll = follow(choose.scroll, choose.selected, choose.items.len(), page);
        }
        Mode::Palette(state) => {
            state.selected = state.selected.min(state.found.len().saturating_sub(1));
            state.scroll = follow(state.scroll, state.selected, state.found.len(), page);
        }
        Mode::Pick(pick) => {
            pick.selected = pick.selected.min(pick.items.len().saturating_sub(1));
            pick.scroll = follow(pick.scroll, pick.selected, pick.items.len(), page);
        }
        Mode::Edit(edit) => {
            let area = focus.unwrap_or_default();
            let (row, count) = view::edit::cursor_row(&edit.editor, usize::from(area.width));
            edit.editor.scroll = follow(edit.editor.scroll, row, count, usize::from(area.height));
        }
        _ => {}
    }
}

/// A scroll offset that does not scroll past the end.
pub(crate) fn within(scroll: usize, count: usize, rows: usize) -> usize {
    scroll.min(count.saturating_sub(rows))
}

/// A scroll offset that shows the marked row.
pub(crate) fn follow(scroll: usize, selected: usize, count: usize, rows: usize) -> usize {
    let first = selected.saturating_add(1).saturating_sub(rows.max(1));
    within(scroll, count, rows).clamp(first, selected.max(first))
}

impl Half {
    /// The pane that shows it.
    #[must_use]
    pub fn pane(self) -> Pane {
        match self {
            Self::Header => Pane::Header,
            Self::Payload => Pane::Payload,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrolling_ends_with_the_text() {
        assert_eq!(within(usize::MAX, 10, 4), 6);
        assert_eq!(within(3, 2, 4), 0);
    }

    #[test]
    fn the_marked_row_is_always_in_sight() {
        for rows in 1..6 {
            for selected in 0..10 {
                for scroll in 0..10 {
                    let scroll = follow(scroll, selected, 10, rows);
                    assert!(scroll <= selected && selected < scroll + rows);
                }
            }
        }
    }
}
