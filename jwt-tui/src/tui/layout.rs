//! Where the panes are: a function of the size, the focus and how much there is to show.
//!
//! | class | size | what shows |
//! | --- | --- | --- |
//! | wide | from 160×24 | the workbench in three columns: token, claims, what they mean |
//! | columns | from 100×24 | all panes in two columns |
//! | stacked | from 60×15 | one column; the focused pane is open, the others are folded to their summary |
//! | mini | from 30×8 | verdicts, the focused pane, one line of hints |
//! | too small | below | one line that says so |
//!
//! `update` and `view` both ask here, so that a page is as long as what is seen.

use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::engine::document::Half;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Screen;
use crate::tui::model::View;
use crate::tui::view;

/// The smallest size in which there is something to see.
pub const SMALLEST: (u16, u16) = (30, 8);
/// From how many columns on the workbench has three of its own.
const WIDE: u16 = 160;
/// What a column keeps when the split is moved.
const LEAST_COLUMN: u16 = 30;

/// The places of everything.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Layout {
    /// How the screen is divided.
    pub class: Class,
    /// The top line with name and mode; without height when there is no room.
    pub bar: Rect,
    /// The five verdicts.
    pub verdicts: Rect,
    /// The panes that show.
    pub panes: Vec<Place>,
    /// Hints or the last message.
    pub bottom: Rect,
}

/// How the screen is divided.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Class {
    /// Two columns.
    Columns,
    /// One pane.
    Mini,
    /// One column, one pane open.
    Stacked,
    /// Nothing fits.
    #[default]
    TooSmall,
}

/// The place of a pane.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Place {
    /// Which pane.
    pub pane: Pane,
    /// Where.
    pub area: Rect,
    /// Whether it is open, with a border, or folded to its summary.
    pub is_open: bool,
}

impl Layout {
    /// The place of a pane, when it shows.
    #[must_use]
    pub fn place(&self, pane: Pane) -> Option<&Place> {
        self.panes.iter().find(|place| place.pane == pane)
    }

    /// How many columns the left column has, when there is one beside it.
    #[must_use]
    pub fn left_width(&self) -> Option<u16> {
        let right = self.panes.iter().map(|place| place.area.right()).max()?;
        let first = self.panes.first()?.area;
        (first.right() < right).then_some(first.width)
    }

    /// Whether a place is on the border between the left column and the next one.
    #[must_use]
    pub fn is_split(&self, at: Position) -> bool {
        let rows = self.bottom.y > at.y && self.verdicts.y < at.y;
        rows && self
            .left_width()
            .is_some_and(|width| at.x == width || at.x.saturating_add(1) == width)
    }

    /// The content of a pane: its columns and rows. None when it is folded or hidden.
    #[must_use]
    pub fn content(&self, pane: Pane) -> Option<Rect> {
        self.place(pane).filter(|place| place.is_open).map(|place| content(place.area))
    }
}

/// What is left of a bordered area: one column and row for the border, one column of air.
#[must_use]
pub fn content(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(2),
        y: area.y.saturating_add(1),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// Divides the screen.
#[must_use]
pub fn layout(model: &Model) -> Layout {
    let (width, height) = model.size;
    let whole = Rect { x: 0, y: 0, width, height };
    match class(width, height) {
        Class::TooSmall => Layout::default(),
        Class::Mini => mini(model, whole),
        Class::Stacked if model.zoomed => framed(whole, Class::Stacked, |body| zoomed(model, body)),
        Class::Columns if model.zoomed => framed(whole, Class::Columns, |body| zoomed(model, body)),
        Class::Stacked => framed(whole, Class::Stacked, |body| stacked(model, body)),
        Class::Columns => framed(whole, Class::Columns, |body| match model.screen {
            Screen::Workbench => columns(model, body),
            Screen::Explain => view::explain::columns(model, body),
            Screen::Keys => view::keys::columns(model, body),
            Screen::Diff => view::diff::columns(model, body),
            Screen::History => view::history::columns(model, body),
        }),
    }
}

/// How a screen of this size is divided.
#[must_use]
pub fn class(width: u16, height: u16) -> Class {
    match (width, height) {
        _ if width < SMALLEST.0 || height < SMALLEST.1 => Class::TooSmall,
        _ if width < 60 || height < 15 => Class::Mini,
        _ if width < 100 || height < 24 => Class::Stacked,
        _ => Class::Columns,
    }
}

fn framed(whole: Rect, class: Class, divide: impl FnOnce(Rect) -> Vec<Place>) -> Layout {
    let (bar, rest) = split(whole, 1);
    let (verdicts, rest) = split(rest, 1);
    let (body, bottom) = split(rest, rest.height.saturating_sub(1));
    Layout { class, bar, verdicts, panes: divide(body), bottom }
}

fn mini(model: &Model, whole: Rect) -> Layout {
    let (verdicts, rest) = split(whole, 1);
    let (body, bottom) = split(rest, rest.height.saturating_sub(1));
    Layout {
        class: Class::Mini,
        bar: Rect::default(),
        verdicts,
        panes: zoomed(model, body),
        bottom,
    }
}

fn zoomed(model: &Model, body: Rect) -> Vec<Place> {
    vec![Place { pane: model.focus, area: body, is_open: true }]
}

/// The focused pane gets what it needs; what is left shows more of the checks and of the lesson.
fn stacked(model: &Model, body: Rect) -> Vec<Place> {
    let panes = model.screen.panes();
    let mut folded = vec![1_u16; panes.len()];
    if body.height >= 18 && model.screen == Screen::Workbench {
        set(panes, &mut folded, Pane::Token, 3);
    }
    let others = |folded: &[u16]| {
        let rows = panes.iter().zip(folded).filter(|(pane, _)| **pane != model.focus);
        rows.map(|(_, rows)| *rows).sum::<u16>()
    };
    if !matches!(model.mode, Mode::Edit(_)) {
        let needed = wish(model, body).saturating_add(2).max(7);
        let mut free = body.height.saturating_sub(others(&folded)).saturating_sub(needed);
        for (pane, most) in [(Pane::Checks, 4), (Pane::About, 4)] {
            let more = free.min(most);
            if pane != model.focus && !model.facts.checks.is_empty() {
                set(panes, &mut folded, pane, more.saturating_add(1));
                free = free.saturating_sub(more);
            }
        }
    }
    let open = body.height.saturating_sub(others(&folded));
    let mut rest = body;
    panes
        .iter()
        .zip(folded)
        .map(|(&pane, rows)| {
            let is_open = pane == model.focus;
            let (area, below) = split(rest, if is_open { open } else { rows });
            rest = below;
            Place { pane, area, is_open }
        })
        .collect()
}

fn set(panes: &[Pane], rows: &mut [u16], pane: Pane, count: u16) {
    for (rows, &of) in rows.iter_mut().zip(panes) {
        if of == pane {
            *rows = count;
        }
    }
}

/// How many rows the content of the focused pane would take in a pane of this width.
fn wish(model: &Model, body: Rect) -> u16 {
    let width = content(body).width;
    match model.focus {
        Pane::Token => token_rows(model, width),
        Pane::Header => rows(model, Half::Header),
        Pane::Payload => rows(model, Half::Payload),
        Pane::Key => count(view::key::lines(model, usize::from(width)).len()),
        Pane::Checks => count(view::checks::lines(model, usize::from(width)).0.len()),
        Pane::About => count(view::about::lines(model, usize::from(width)).len()),
        pane => count(rows_of_pane(model, pane, usize::from(width))),
    }
}

fn columns(model: &Model, body: Rect) -> Vec<Place> {
    let percent = if body.width >= WIDE { 34 } else { 47 };
    let (left, right) = sides(model, body, percent);
    if body.width >= WIDE {
        return three_columns(model, left, right);
    }
    let token = token_rows(model, content(left).width).saturating_add(2);
    let (token, rest) = split(left, within(token, 6, body.height.saturating_mul(2) / 5));
    let key = rows_of(&view::key::lines(model, usize::from(content(left).width)));
    let (key, about) = split(rest, within(key, 7, 11));
    let header = within(rows(model, Half::Header).saturating_add(2), 4, 9);
    let (header, rest) = split(right, header);
    // What the payload does not need is given to the checks, then to the payload again.
    let payload = within(rows(model, Half::Payload).saturating_add(2), 8, rest.height);
    let checks = rows_of(&view::checks::lines(model, usize::from(content(right).width)).0);
    let free = rest.height.saturating_sub(payload).max(rest.height / 3);
    let (payload, checks) = split(rest, rest.height.saturating_sub(within(checks, 7, free)));
    open([token, header, payload, key, checks, about], Screen::Workbench)
}

/// The token and its key, the claims, and what is said about them.
fn three_columns(model: &Model, left: Rect, rest: Rect) -> Vec<Place> {
    let half = rest.width.div_ceil(2);
    let middle = Rect { width: half, ..rest };
    let right =
        Rect { x: rest.x.saturating_add(half), width: rest.width.saturating_sub(half), ..rest };
    let wanted = rows_of(&view::key::lines(model, usize::from(content(left).width)));
    let key = within(wanted, 7, left.height / 2);
    let (token, key) = split(left, left.height.saturating_sub(key));
    let header = rows(model, Half::Header).saturating_add(2);
    let (header, payload) = split(middle, within(header, 4, middle.height / 3));
    let wanted = rows_of(&view::checks::lines(model, usize::from(content(right).width)).0);
    let (checks, about) = split(right, within(wanted, 7, right.height / 2));
    open([token, header, payload, key, checks, about], Screen::Workbench)
}

/// Divides the body into a left and a right side; `percent` is what the left one usually has.
#[must_use]
pub fn sides(model: &Model, body: Rect, percent: u16) -> (Rect, Rect) {
    let left = left_width(model, body, percent);
    let right =
        Rect { x: body.x.saturating_add(left), width: body.width.saturating_sub(left), ..body };
    (Rect { width: left, ..body }, right)
}

/// The panes of a screen, all of them open, with their areas in the order of Tab.
#[must_use]
pub fn open(areas: impl IntoIterator<Item = Rect>, screen: Screen) -> Vec<Place> {
    let panes = screen.panes().iter().zip(areas);
    panes.map(|(&pane, area)| Place { pane, area, is_open: true }).collect()
}

/// The columns of the left side: what it usually has, and what the user moved the split by.
#[must_use]
pub fn left_width(model: &Model, body: Rect, percent: u16) -> u16 {
    let usual = body.width.saturating_mul(percent) / 100;
    left_limits(body.width, usual.saturating_add_signed(model.desk.split))
}

/// A width of the left side that leaves both sides usable.
#[must_use]
pub fn left_limits(width: u16, wanted: u16) -> u16 {
    let least = LEAST_COLUMN.min(width / 2);
    wanted.clamp(least, width.saturating_sub(least))
}

/// How many rows the content of a pane of another screen takes.
fn rows_of_pane(model: &Model, pane: Pane, width: usize) -> usize {
    match pane.screen() {
        Screen::Workbench => 0,
        Screen::Explain => view::explain::rows(model, pane, width),
        Screen::Keys => view::keys::rows(model, pane, width),
        Screen::Diff => view::diff::rows(model, pane, width),
        Screen::History => view::history::rows(model, pane, width),
    }
}

/// The height of a pane with these lines.
fn rows_of(lines: &[Line<'_>]) -> u16 {
    count(lines.len()).saturating_add(2)
}

/// How many rows the token takes, each segment on rows of its own behind a gutter of two.
fn token_rows(model: &Model, width: u16) -> u16 {
    if model.document.token().is_empty() {
        return count(view::token::welcome(model.lang, usize::from(width)).len());
    }
    let width = usize::from(width.saturating_sub(view::token::GUTTER)).max(1);
    let rows = model
        .facts
        .pieces
        .iter()
        .map(|piece| piece.span.len().saturating_add(1).div_ceil(width))
        .fold(0_usize, usize::saturating_add);
    // One more for what the length means.
    count(rows.saturating_add(1))
}

fn rows(model: &Model, half: Half) -> u16 {
    let members = model.facts.members(half);
    match model.view_of(half) {
        View::Table => {
            let bar = half == Half::Payload && model.facts.times.lifetime().is_some();
            count(members.rows.len().saturating_add(if bar { 2 } else { 0 }))
        }
        // The header is small; its own rows are known once it is cut.
        View::Json => count(members.json.row_count()),
        View::Raw => count(members.raw.row_count()),
    }
}

fn count(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn within(wish: u16, least: u16, most: u16) -> u16 {
    wish.min(most).max(least)
}

/// Cuts `height` rows off the top.
pub(crate) fn split(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    let top = Rect { height, ..area };
    let below = Rect {
        y: area.y.saturating_add(height),
        height: area.height.saturating_sub(height),
        ..area
    };
    (top, below)
}

#[cfg(test)]
mod tests {
    use jwt_core::NumericDate;

    use super::*;
    use crate::engine::verdict::Rules;

    fn at(width: u16, height: u16) -> (Model, Layout) {
        let mut model = Model::new(NumericDate::from_seconds(0), Rules::default());
        model.size = (width, height);
        let layout = layout(&model);
        (model, layout)
    }

    #[test]
    fn classes_change_at_their_borders() {
        for (size, expected) in [
            ((120, 36), Class::Columns),
            ((100, 24), Class::Columns),
            ((99, 40), Class::Stacked),
            ((80, 24), Class::Stacked),
            ((120, 20), Class::Stacked),
            ((59, 40), Class::Mini),
            ((40, 12), Class::Mini),
            ((29, 40), Class::TooSmall),
            ((200, 7), Class::TooSmall),
            ((0, 0), Class::TooSmall),
        ] {
            assert_eq!(at(size.0, size.1).1.class, expected, "{size:?}");
        }
    }

    #[test]
    fn panes_tile_the_body_at_every_size() {
        for width in 30..=130 {
            for height in 8..=50 {
                let (_, layout) = at(width, height);
                let cells: u32 = layout.panes.iter().map(|place| place.area.area()).sum();
                let lines = 2 + u32::from(layout.bar.height);
                let body = u32::from(width) * (u32::from(height) - lines);
                assert_eq!(cells, body, "{width}x{height}");
            }
        }
    }

    #[test]
    fn the_focused_pane_is_always_open() {
        for size in [(120, 36), (80, 24), (60, 15), (40, 12), (30, 8)] {
            let (mut model, _) = at(size.0, size.1);
            for pane in Pane::ALL {
                model.screen = pane.screen();
                model.focus = pane;
                let content = layout(&model).content(pane).unwrap();
                assert!(content.height >= 2, "{size:?} {pane:?} {content:?}");
            }
        }
    }
}
