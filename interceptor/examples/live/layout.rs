//! Where things are: rows and columns from the size of the screen, and how many requests there is room for.

use ratatui::layout::Rect;

use super::model::Model;

/// The places of the screen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Layout {
    /// Titles over each part, and all of its lines; else one line for each.
    pub(crate) roomy: bool,
    pub(crate) session: Rect,
    pub(crate) server: Rect,
    pub(crate) lanes: Rect,
    pub(crate) log: Rect,
    pub(crate) hints: Rect,
}

/// How requests are drawn.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Form {
    /// With words, or with signs.
    pub(crate) words: bool,
    /// Requests beside each other.
    pub(crate) columns: usize,
    pub(crate) rows: usize,
}

/// The smallest screen: columns and rows.
pub(crate) const SMALLEST: (u16, u16) = (40, 12);

/// The places for a screen of this size; `None`: it is too small.
#[must_use]
pub(crate) fn layout((columns, rows): (u16, u16)) -> Option<Layout> {
    if columns < SMALLEST.0 || rows < SMALLEST.1 {
        return None;
    }
    let roomy = columns >= 78 && rows >= 20;
    if !roomy {
        let below = rows.saturating_sub(5);
        return Some(Layout {
            roomy,
            session: Rect::new(0, 0, columns, 1),
            server: Rect::new(0, 1, columns, 1),
            lanes: Rect::new(0, 2, columns, below),
            log: Rect::new(0, rows.saturating_sub(3), columns, 1),
            hints: Rect::new(0, rows.saturating_sub(2), columns, 2),
        });
    }
    let (top, hints) = (5_u16, 2_u16);
    let log = if rows >= 30 { 8 } else { 6 };
    let lanes = rows.saturating_sub(top).saturating_sub(log).saturating_sub(hints);
    let half = columns.div_euclid(2);
    Some(Layout {
        roomy,
        session: Rect::new(0, 0, half.saturating_sub(1), top),
        server: Rect::new(half, 0, columns.saturating_sub(half), top),
        lanes: Rect::new(0, top, columns, lanes),
        log: Rect::new(0, top.saturating_add(lanes), columns, log),
        hints: Rect::new(0, rows.saturating_sub(hints), columns, hints),
    })
}

/// How requests are drawn in `lanes`, whose first row is its title, when so many are to be seen together.
#[must_use]
pub(crate) fn form(lanes: Rect, crowd: usize) -> Form {
    let rows = usize::from(lanes.height.saturating_sub(1));
    let width = usize::from(lanes.width);
    let words = width >= WORDS;
    if words && crowd <= rows {
        return Form { words, columns: 1, rows };
    }
    // Signs are enough where that shows more of them.
    let columns = width.saturating_add(GAP).div_euclid(SIGNS.saturating_add(GAP)).max(1);
    Form { words: false, columns, rows }
}

/// How many requests the screen has room for.
#[must_use]
pub(crate) fn capacity(model: &Model) -> usize {
    let Some(layout) = layout(model.size) else { return 1 };
    let form = form(layout.lanes, model.crowd);
    form.columns.saturating_mul(form.rows).max(1)
}

/// Columns of a request in words.
const WORDS: usize = 72;
/// Columns of a request in signs.
pub(crate) const SIGNS: usize = 38;
/// Columns between two requests beside each other.
pub(crate) const GAP: usize = 2;
