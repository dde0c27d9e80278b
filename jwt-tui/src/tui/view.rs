//! The screen as a pure function of the model: the same model is always the same screen.
//!
//! No view computes anything: what is known stands in [`Facts`](crate::tui::facts::Facts), where
//! things are stands in [`layout`], how they look in [`theme`](crate::tui::theme).

use ratatui::Frame;
use ratatui::text::Line;

use crate::engine::sanitize;
use crate::text::words;
use crate::tui::layout;
use crate::tui::layout::Class;
use crate::tui::layout::Place;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::theme::Role;
use crate::tui::widgets::prose;

pub mod about;
pub mod bar;
pub mod bottom;
pub mod checks;
pub mod claims;
pub mod diff;
pub mod edit;
pub mod explain;
pub mod finish;
pub mod folded;
pub mod help;
pub mod history;
pub mod jump;
pub mod key;
pub mod keys;
pub mod overlay;
pub mod palette;
pub mod token;

/// Draws the whole screen.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    sanitize::marking(model.desk.ascii, || draw(model, frame));
    finish::finish(model, frame.buffer_mut());
}

fn draw(model: &Model, frame: &mut Frame<'_>) {
    // The terminal shrank a moment ago and its message is still on the way: the next frame fits.
    let screen = frame.area();
    if model.size.0 > screen.width || model.size.1 > screen.height {
        return;
    }
    let layout = layout::layout(model);
    if layout.class == Class::TooSmall {
        let text = words::TOO_SMALL.with(
            model.lang,
            &[&layout::SMALLEST.0, &layout::SMALLEST.1, &model.size.0, &model.size.1],
        );
        let area = frame.area();
        let style = model.theme.style(Role::Warning);
        let lines = prose::fold(&text, usize::from(area.width)).into_iter();
        draw_lines(frame, area, lines.map(|line| Line::styled(line, style)).collect(), 0);
        return;
    }
    bar::draw(model, frame, layout.bar);
    bar::draw_verdicts(model, frame, layout.verdicts, layout.class);
    for place in &layout.panes {
        draw_pane(model, frame, place);
    }
    jump::draw(model, frame, &layout);
    bottom::draw(model, frame, layout.bottom);
    overlay::draw(model, frame);
}

fn draw_pane(model: &Model, frame: &mut Frame<'_>, place: &Place) {
    let is_edited = matches!(model.mode, Mode::Edit(_)) && place.pane == model.focus;
    if !place.is_open {
        folded::draw(model, frame, place);
    } else if is_edited {
        edit::draw(model, frame, place);
    } else {
        match place.pane {
            Pane::Token => token::draw(model, frame, place.area),
            Pane::Header | Pane::Payload => claims::draw(model, frame, place),
            Pane::Key => key::draw(model, frame, place.area),
            Pane::Checks => checks::draw(model, frame, place.area),
            Pane::About => about::draw(model, frame, place.area),
            Pane::Steps | Pane::Step | Pane::Group => explain::draw(model, frame, place),
            Pane::Ring | Pane::KeyCard | Pane::Fit => keys::draw(model, frame, place),
            Pane::Changes | Pane::Characters => diff::draw(model, frame, place),
            Pane::Entries | Pane::Entry => history::draw(model, frame, place),
        }
    }
}

/// Draws lines from `scroll` on into an area, each cut at its edge.
pub(crate) fn draw_lines(
    frame: &mut Frame<'_>,
    area: ratatui::layout::Rect,
    lines: Vec<Line<'_>>,
    scroll: usize,
) {
    let rows = usize::from(area.height);
    for (row, line) in lines.into_iter().skip(scroll).take(rows).enumerate() {
        let y = area.y.saturating_add(u16::try_from(row).unwrap_or(u16::MAX));
        frame.buffer_mut().set_line(area.x, y, &line, area.width);
    }
}
