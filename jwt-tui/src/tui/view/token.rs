//! The token: each segment in its colour on rows of its own, with H, P or S in the gutter.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use crate::engine::document::SignatureState;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::visible;
use crate::text::Lang;
use crate::text::bench;
use crate::text::words;
use crate::tui::facts::PieceKind;
use crate::tui::facts::Sign;
use crate::tui::facts::size;
use crate::tui::layout::content;
use crate::tui::layout::layout;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::theme::Role;
use crate::tui::view::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::frame::Edges;
use crate::tui::widgets::prose;
use crate::tui::widgets::rows;

/// Columns of the gutter.
pub const GUTTER: u16 = 2;

/// Draws the open pane.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let inside = content(area);
    let sheet = &model.token.sheet;
    let place = rows::place(model.token.scroll, usize::from(inside.height), sheet.row_count());
    let title = if model.document.is_forged() { words::TOKEN_MADE } else { words::TOKEN };
    let title = title.of(model.lang);
    let edges = Edges {
        title: Line::styled(title, model.theme.style(Role::Title)),
        note: signature_note(model)
            .map(|note| Line::styled(note, model.theme.style(Role::Warning)))
            .or_else(|| carried(model)),
        foot: counts(model).into_iter().chain([place]).collect(),
    };
    frame::draw(frame, area, edges, model.focus == Pane::Token, model.theme);
    if model.document.token().is_empty() {
        draw_lines(frame, inside, welcome(model.lang, usize::from(inside.width)), 0);
        return;
    }
    let marked = marked(model);
    let below = usize::from(inside.height).saturating_sub(1);
    if sheet.row_count() <= below {
        let y = inside.y.saturating_add(u16::try_from(below).unwrap_or(u16::MAX));
        frame.buffer_mut().set_line(inside.x, y, &gauges(model), inside.width);
    }
    let last = model.token.scroll.saturating_add(usize::from(inside.height)).min(sheet.row_count());
    let lines = (model.token.scroll..last).map(|row| line(model, row, &marked)).collect();
    draw_lines(frame, inside, lines, 0);
}

/// What stands there before there is a token.
#[must_use]
pub fn welcome(lang: Lang, width: usize) -> Vec<Line<'static>> {
    words::WELCOME
        .of(lang)
        .lines()
        .flat_map(|text| prose::fold(text, width))
        .map(Line::raw)
        .collect()
}

/// One segment on one row, for where there is no room for more.
#[must_use]
pub fn summary(model: &Model, index: usize, width: usize) -> Line<'static> {
    let Some(piece) = model.facts.pieces.get(index) else { return Line::default() };
    let style = model.theme.style(piece.kind.role());
    let mut spans = vec![
        Span::styled(piece.kind.letter(), model.theme.style(Role::Title)),
        wrong_sign(model, piece.is_wrong),
    ];
    if piece.span.is_empty() {
        spans.push(Span::styled(empty_words(model, piece.kind), model.theme.style(Role::Warning)));
        return Line::from(spans);
    }
    // A few hundred columns are enough for any screen.
    let end = piece.span.start.saturating_add(width.max(1)).min(piece.span.end);
    let token = model.document.token();
    let text =
        (end..=piece.span.end).find_map(|end| token.get(piece.span.start..end)).unwrap_or_default();
    let shown = visible(text);
    let room = width.saturating_sub(2);
    let cut = if piece.span.len() > room { format!("{shown}…") } else { shown.into_owned() };
    spans.push(Span::styled(clip(&cut, room).into_owned(), style));
    Line::from(spans)
}

fn line(model: &Model, row: usize, marked: &Range<usize>) -> Line<'static> {
    let sheet = &model.token.sheet;
    let (index, is_first) = piece_of(model, row);
    let shown = sheet.shown(model.token.cursor);
    let cursor = if model.focus == Pane::Token { shown..shown.saturating_add(1) } else { 0..0 };
    let marks = [(cursor, Role::Cursor), (marked.clone(), Role::Marked)];
    let mut line = rows::marked_line(sheet, row, &marks, model.theme);
    let piece = index.and_then(|index| model.facts.pieces.get(index));
    let letter = piece.filter(|_| is_first).map_or(" ", |piece| piece.kind.letter());
    let is_marked = model.focus == Pane::Token && index == Some(model.token.segment) && is_first;
    let role = if is_marked { Role::Selected } else { Role::Title };
    line.spans.insert(0, Span::styled(letter, model.theme.style(role)));
    let is_wrong = is_first && piece.is_some_and(|piece| piece.is_wrong);
    line.spans.insert(1, wrong_sign(model, is_wrong));
    if let Some(piece) = piece.filter(|piece| is_first && piece.span.is_empty()) {
        line.spans.push(Span::styled(
            format!("  {}", empty_words(model, piece.kind)),
            model.theme.style(Role::Warning),
        ));
    }
    line
}

/// Beside the letter of a segment: whether all of it is wrong.
fn wrong_sign(model: &Model, is_wrong: bool) -> Span<'static> {
    if is_wrong {
        Span::styled(Sign::Fail.mark(), model.theme.style(Role::Bad))
    } else {
        Span::raw(" ")
    }
}

fn empty_words(model: &Model, kind: PieceKind) -> String {
    let phrase = match kind {
        PieceKind::Signature if model.document.is_forged() => words::NOTHING_SIGNED,
        PieceKind::Signature => words::UNSIGNED,
        _ => words::EMPTY_SEGMENT,
    };
    model.words(phrase, &[])
}

/// Which segment a row belongs to, and whether it begins there.
fn piece_of(model: &Model, row: usize) -> (Option<usize>, bool) {
    let sheet = &model.token.sheet;
    let first_row = |index: usize| {
        model.facts.pieces.get(index).map(|piece| sheet.row_of(sheet.shown(piece.span.start)))
    };
    let index = (0..model.facts.pieces.len())
        .rev()
        .find(|&index| first_row(index).is_some_and(|first| first <= row));
    (index, index.and_then(first_row) == Some(row))
}

/// The characters that carry what is marked, as they are shown.
fn marked(model: &Model) -> Range<usize> {
    let sheet = &model.token.sheet;
    let marked = model.token.marked.clone().unwrap_or(0..0);
    sheet.shown(marked.start)..sheet.shown(marked.end)
}

/// How much of a header and of a cookie the token takes.
fn gauges(model: &Model) -> Line<'static> {
    let length = model.document.token().len();
    let (header, cookie) = (size::of_header(length), size::of_cookie(length));
    let words = bench::GAUGES.with(model.lang, &[&header, &cookie]);
    let (sign, role) =
        if header.max(cookie) > 100 { ("! ", Role::Warning) } else { ("  ", Role::Dim) };
    Line::styled(format!("{sign}{words}"), model.theme.style(role))
}

fn counts(model: &Model) -> Vec<String> {
    let token = model.document.token();
    if token.is_empty() {
        return Vec::new();
    }
    let pieces = model.facts.pieces.iter().filter(|piece| piece.kind != PieceKind::Other);
    let lengths: Vec<_> =
        pieces.map(|piece| format!("{} {}", piece.kind.letter(), piece.span.len())).collect();
    vec![bench::CHARS.with(model.lang, &[&model.facts.chars]), lengths.join(" · ")]
}

/// What the character under the cursor carries, where no other pane says so.
fn carried(model: &Model) -> Option<Line<'static>> {
    if model.focus != Pane::Token || layout(model).place(Pane::About).is_some() {
        return None;
    }
    let under = model.token.under.as_ref()?;
    let group = model.document.token().get(under.group.clone()).unwrap_or_default();
    let row = under.half.zip(under.row);
    let row = row.and_then(|(half, row)| model.facts.members(half).rows.get(row));
    let octets = jwt_core::base64url::decode(group).unwrap_or_default();
    let hex: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
    let name = row.map_or_else(String::new, |row| format!(" · {}", row.label()));
    let words = format!("{group} = {hex}{}", clip(&name, 16));
    Some(Line::styled(words, model.theme.style(Role::Title)))
}

fn signature_note(model: &Model) -> Option<String> {
    (model.document.signature_state() == SignatureState::Stale)
        .then(|| format!("S {}", model.words(words::STALE, &[])))
}
