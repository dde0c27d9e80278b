//! The Explain screen: the steps, the values of one of them, and base64url under a ruler.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use crate::engine::explain::Phase;
use crate::engine::sanitize::clip;
use crate::text::Phrase;
use crate::text::explain as words;
use crate::tui::layout;
use crate::tui::layout::Place;
use crate::tui::layout::content;
use crate::tui::layout::split;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Screen;
use crate::tui::model::explain::Row;
use crate::tui::theme::Role;
use crate::tui::view::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::frame::Edges;
use crate::tui::widgets::prose;
use crate::tui::widgets::rows;

mod flip;
mod group;
mod step;

pub use self::step::item_rows;

/// How high the pane of the group is; the list of steps gets at least as many rows.
const GROUP_HEIGHT: u16 = 12;

/// Divides the body: the steps over the group at the left, the values at the right.
#[must_use]
pub fn columns(model: &Model, body: Rect) -> Vec<Place> {
    let (left, right) = layout::sides(model, body, 42);
    let (steps, group) = split(left, body.height.saturating_sub(GROUP_HEIGHT.min(body.height / 2)));
    layout::open([steps, right, group], Screen::Explain)
}

/// Draws one open pane.
pub fn draw(model: &Model, frame: &mut Frame<'_>, place: &Place) {
    let inside = content(place.area);
    let lines = lines(model, place.pane, usize::from(inside.width));
    let scroll = scroll(model, place.pane);
    let state = &model.explain;
    let mut foot = vec![rows::place(scroll, usize::from(inside.height), lines.len())];
    if place.pane == Pane::Steps && state.count() > 0 {
        let number = state.step.saturating_add(1);
        foot.push(words::STEP_OF.with(model.lang, &[&number, &state.count()]));
    }
    let room = usize::from(place.area.width).saturating_sub(6);
    let edges =
        Edges { title: title(model, place.pane, room), note: note(model, place.pane), foot };
    frame::draw(frame, place.area, edges, place.pane == model.focus, model.theme);
    draw_lines(frame, inside, lines, scroll);
}

fn title(model: &Model, pane: Pane, room: usize) -> Line<'static> {
    let lang = model.lang;
    let text = match model.explain.current() {
        _ if pane == Pane::Step && model.explain.flip.is_some() => words::FLIP.of(lang).to_owned(),
        Some(step) if pane == Pane::Step => {
            format!("{} · {}", model.explain.step.saturating_add(1), step.title.of(lang))
        }
        _ => pane.title().of(lang).to_owned(),
    };
    Line::styled(clip(&text, room).into_owned(), model.theme.style(Role::Title))
}

/// What must not be overlooked: that this is a demonstration, or that it plays.
fn note(model: &Model, pane: Pane) -> Option<Line<'static>> {
    let style = model.theme.style(Role::Warning);
    if let Some(demo) = &model.explain.demo {
        let text = words::DEMONSTRATION_SHORT.with(model.lang, &[&demo.algorithm]);
        return Some(Line::styled(text, style));
    }
    let plays = model.explain.plays_at.is_some() && pane == Pane::Steps;
    plays.then(|| Line::styled(words::PLAYING.of(model.lang), style))
}

fn scroll(model: &Model, pane: Pane) -> usize {
    match pane {
        Pane::Steps => model.explain.steps_scroll,
        Pane::Step => model.explain.scroll,
        _ => model.explain.group_scroll,
    }
}

/// The content of a pane.
fn lines(model: &Model, pane: Pane, width: usize) -> Vec<Line<'static>> {
    if model.explain.shown.is_none() {
        let text = words::NO_TOKEN.of(model.lang);
        let lines = if pane == Pane::Group { Vec::new() } else { prose::fold(text, width) };
        return lines.into_iter().map(Line::raw).collect();
    }
    match pane {
        Pane::Steps => list(model, width),
        Pane::Step if model.explain.flip.is_some() => flip::lines(model, width),
        Pane::Step => step::lines(model, width),
        _ => group::lines(model, width),
    }
}

fn list(model: &Model, width: usize) -> Vec<Line<'static>> {
    model.explain.rows().into_iter().map(|row| list_row(model, row, width)).collect()
}

fn list_row(model: &Model, row: Row, width: usize) -> Line<'static> {
    let style = |role| model.theme.style(role);
    match row {
        Row::Heading(phase) => {
            Line::styled(heading(model, phase).of(model.lang), style(Role::Title))
        }
        Row::Step(index) => {
            let steps = model.explain.shown.as_ref().map_or(&[][..], |shown| &shown.steps);
            let Some(step) = steps.get(index) else { return Line::default() };
            let is_marked = index == model.explain.step;
            let pointer = if is_marked { "▸" } else { " " };
            let number = index.saturating_add(1);
            let head = format!("{pointer} {number:>2} ");
            let room = width.saturating_sub(7);
            let text = clip(step.title.of(model.lang), room).into_owned();
            let role = if is_marked && model.focus == Pane::Steps {
                Role::Selected
            } else if is_marked {
                Role::Name
            } else {
                Role::Plain
            };
            let mut spans = vec![Span::styled(head, style(role)), Span::styled(text, style(role))];
            if !step.checks.is_empty() {
                let (mark, role) =
                    if step.holds() { (" ✓", Role::Good) } else { (" ✗", Role::Bad) };
                spans.push(Span::styled(mark, style(role)));
            }
            Line::from(spans)
        }
    }
}

fn heading(model: &Model, phase: Phase) -> Phrase {
    let holds = model.explain.shown.as_ref().and_then(|shown| shown.holds);
    match phase {
        Phase::Write => words::PHASE_WRITE,
        Phase::Sign if holds == Some(false) => words::PHASE_SIGN_WRONG,
        Phase::Sign => words::PHASE_SIGN,
        Phase::Check => words::PHASE_CHECK,
    }
}

/// One line for a folded pane.
#[must_use]
pub fn summary(model: &Model, pane: Pane, width: usize) -> Line<'static> {
    let Some(step) = model.explain.current() else { return Line::default() };
    let style = model.theme.style(Role::Dim);
    let text = match pane {
        Pane::Steps => {
            let number = model.explain.step.saturating_add(1);
            let place = words::STEP_OF.with(model.lang, &[&number, &model.explain.count()]);
            format!("{place}: {}", step.title.of(model.lang))
        }
        Pane::Step => step.text.of(model.lang).to_owned(),
        _ => return group::summary(model, width),
    };
    Line::styled(clip(&text, width).into_owned(), style)
}

/// How many rows the content of a pane takes at a width.
#[must_use]
pub fn rows(model: &Model, pane: Pane, width: usize) -> usize {
    lines(model, pane, width).len()
}

/// A character for an octet that is ASCII: what would not show is a dot.
fn printable(octet: u8) -> char {
    match octet {
        b'\n' => '↵',
        b'\r' => '␍',
        b' '..=b'~' => char::from(octet),
        _ => '·',
    }
}
