//! The cursor of the token pane: by characters, groups of four, rows and segments.

use crate::tui::facts::under::under;
use crate::tui::layout::Layout;
use crate::tui::message::Command;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::update::moving::follow;
use crate::tui::view;

/// Moves the cursor; what it is on is marked in header and payload.
pub(super) fn go(model: &mut Model, command: Command, page: usize) {
    let page = page.saturating_sub(1).max(1);
    let last = model.document.token().len();
    let cursor = model.token.cursor;
    model.token.cursor = match command {
        Command::Top => 0,
        Command::Bottom => last,
        Command::Down => by_rows(model, 1, false),
        Command::Up => by_rows(model, 1, true),
        Command::PageDown => by_rows(model, page, false),
        Command::PageUp => by_rows(model, page, true),
        Command::Left => cursor.saturating_sub(1),
        Command::Right => after(model, cursor),
        Command::GroupLeft | Command::GroupRight => by_group(model, command),
        Command::SegmentLeft | Command::SegmentRight => by_segment(model, command),
        _ => cursor,
    };
    model.about_scroll = 0;
    settle(model);
    point(model);
}

/// Keeps the cursor on a character, and tells what it carries.
pub(super) fn settle(model: &mut Model) {
    let token = model.document.token();
    let last = token.len().saturating_sub(1);
    let cursor = token.floor_char_boundary(model.token.cursor.min(last));
    model.token.cursor = cursor;
    let begun = model.facts.pieces.partition_point(|piece| piece.span.start <= cursor);
    model.token.segment = begun.saturating_sub(1);
    model.token.under = under(&model.facts, cursor);
}

/// Brings what is marked into sight when it changed: the cursor goes there.
pub(super) fn reveal(model: &mut Model, layout: &Layout) {
    let marked = model.marked();
    if marked != model.token.marked {
        if let Some(place) = marked.as_ref().filter(|_| model.subject != Pane::Token) {
            model.token.cursor = place.start;
            settle(model);
        }
        model.token.marked = marked;
    }
    let Some(area) = layout.content(Pane::Token) else { return };
    if model.token.seen == model.token.cursor {
        return;
    }
    model.token.seen = model.token.cursor;
    let sheet = &model.token.sheet;
    let row = sheet.row_of(sheet.shown(model.token.cursor));
    let count = sheet.row_count();
    model.token.scroll = follow(model.token.scroll, row, count, usize::from(area.height));
}

/// Selects the member that the cursor is on, so that its pane shows it.
fn point(model: &mut Model) {
    let Some((half, row, start)) = model
        .token
        .under
        .as_ref()
        .and_then(|under| Some((under.half?, under.row?, under.octets.start)))
    else {
        return;
    };
    let members = model.facts.members(half);
    let rows = [&members.json, &members.raw].map(|sheet| sheet.row_of(sheet.shown(start)));
    let view = model.view_of(half);
    let pane = model.claims_pane_mut(half);
    pane.selected = row;
    pane.wanted = match view {
        crate::tui::model::View::Table => None,
        crate::tui::model::View::Json => Some(rows[0]),
        crate::tui::model::View::Raw => Some(rows[1]),
    };
}

fn after(model: &Model, cursor: usize) -> usize {
    let token = model.document.token();
    let next = cursor.saturating_add(1);
    (next..token.len()).find(|&place| token.is_char_boundary(place)).unwrap_or(cursor)
}

/// Puts the cursor on the character in a row and column of the pane, counted from its corner.
pub(super) fn clicked(model: &mut Model, row: usize, column: usize) {
    let sheet = &model.token.sheet;
    let Some(place) = sheet.row(model.token.scroll.saturating_add(row)) else { return };
    let column = column.saturating_sub(usize::from(view::token::GUTTER));
    let most = place.end.saturating_sub(1).max(place.start);
    model.token.cursor = sheet.source(place.start.saturating_add(column).min(most));
}

/// The same column some rows further, or the end of a shorter row.
fn by_rows(model: &Model, rows: usize, back: bool) -> usize {
    let sheet = &model.token.sheet;
    let shown = sheet.shown(model.token.cursor);
    let row = sheet.row_of(shown);
    let column = shown.saturating_sub(sheet.row(row).map_or(0, |row| row.start));
    let target = if back { row.saturating_sub(rows) } else { row.saturating_add(rows) };
    let target = target.min(sheet.row_count().saturating_sub(1));
    let Some(place) = sheet.row(target) else { return model.token.cursor };
    let most = place.end.saturating_sub(1).max(place.start);
    sheet.source(place.start.saturating_add(column).min(most))
}

fn by_group(model: &Model, command: Command) -> usize {
    let cursor = model.token.cursor;
    let pieces = &model.facts.pieces;
    let Some(piece) = pieces.get(model.token.segment) else { return cursor };
    let index = cursor.saturating_sub(piece.span.start);
    let first = piece.span.start.saturating_add(index.saturating_sub(index % 4));
    if command == Command::GroupRight {
        let next = first.saturating_add(4);
        let segment = pieces.get(model.token.segment.saturating_add(1));
        return match segment {
            _ if next < piece.span.end => next,
            Some(segment) => segment.span.start,
            None => cursor,
        };
    }
    if first < cursor {
        return first;
    }
    if cursor > piece.span.start {
        return first.saturating_sub(4);
    }
    let before = model.token.segment.checked_sub(1).and_then(|before| pieces.get(before));
    before.map_or(cursor, |before| {
        let last = before.span.len().saturating_sub(1);
        before.span.start.saturating_add(last.saturating_sub(last % 4))
    })
}

fn by_segment(model: &Model, command: Command) -> usize {
    let pieces = &model.facts.pieces;
    let here = pieces.get(model.token.segment).map_or(0, |piece| piece.span.start);
    let segment = match command {
        // From inside a segment first to its begin.
        Command::SegmentLeft if model.token.cursor > here => model.token.segment,
        Command::SegmentLeft => model.token.segment.saturating_sub(1),
        _ => model.token.segment.saturating_add(1),
    };
    pieces.get(segment).map_or(model.token.cursor, |piece| piece.span.start)
}
