//! What lies over the screen: help, a lesson, a list to choose from, the palette.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns;
use crate::text::bench;
use crate::text::words;
use crate::tui::layout::content;
use crate::tui::model::Choose;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pick;
use crate::tui::model::Question;
use crate::tui::theme::Role;
use crate::tui::view;
use crate::tui::view::about;
use crate::tui::view::draw_lines;
use crate::tui::view::help;
use crate::tui::view::palette;
use crate::tui::widgets::frame;
use crate::tui::widgets::frame::Edges;
use crate::tui::widgets::prose;
use crate::tui::widgets::rows;

/// Draws what lies over the screen, if anything does.
pub fn draw(model: &Model, frame: &mut Frame<'_>) {
    let Some(area) = area(model) else { return };
    let inside = content(area);
    let (title, lines, scroll) = match &model.mode {
        Mode::Help(scroll) => {
            (words::HELP.of(model.lang), help::lines(model, usize::from(inside.width)), *scroll)
        }
        Mode::Palette(state) => return palette::draw(model, frame, area, state),
        Mode::Why(scroll) => {
            (words::WHY.of(model.lang), about::lesson(model, usize::from(inside.width)), *scroll)
        }
        Mode::Pick(pick) => (
            bench::WHICH_TOKEN.of(model.lang),
            tokens(model, pick, usize::from(inside.width)),
            pick.scroll,
        ),
        Mode::Choose(choose) => {
            (words::ALGORITHMS.of(model.lang), choices(model, choose), choose.scroll)
        }
        Mode::Ask(question) => {
            let title = view::history::question(*question);
            let lines = asked(model, *question, usize::from(inside.width));
            (title.of(model.lang), lines, model.history.question_scroll)
        }
        _ => return,
    };
    let edges = Edges {
        title: Line::styled(title, model.theme.style(Role::Title)),
        note: None,
        foot: vec![rows::place(scroll, usize::from(inside.height), lines.len())],
    };
    frame::draw_over(frame, area, edges, model.theme);
    draw_lines(frame, inside, lines, scroll);
}

/// How many rows of it show.
#[must_use]
pub fn page(model: &Model) -> usize {
    area(model).map_or(0, |area| usize::from(list_area(model, area).height))
}

/// How many rows it has.
#[must_use]
pub fn count(model: &Model) -> usize {
    let width = area(model).map_or(0, |area| usize::from(content(area).width));
    match &model.mode {
        Mode::Help(_) => help::lines(model, width).len(),
        Mode::Palette(state) => state.found.len(),
        Mode::Why(_) => about::lesson(model, width).len(),
        Mode::Ask(question) => asked(model, *question, width).len(),
        Mode::Choose(choose) => choose.items.len(),
        Mode::Pick(pick) => pick.items.len(),
        _ => 0,
    }
}

/// Where its rows are: the content, below the line that is typed.
#[must_use]
pub fn list_area(model: &Model, area: Rect) -> Rect {
    let inside = content(area);
    match model.mode {
        Mode::Palette(_) => palette::list_area(inside),
        _ => inside,
    }
}

/// In the middle, as large as it needs to be; the bottom line stays free.
#[must_use]
pub fn area(model: &Model) -> Option<Rect> {
    let (width, height) = model.size;
    let room = height.saturating_sub(1);
    let (wish_width, wish_height) = match &model.mode {
        Mode::Help(_) => (86, room),
        Mode::Why(_) => {
            let width = 76.min(width);
            let lines = about::lesson(model, usize::from(width.saturating_sub(4))).len();
            (76, u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2))
        }
        Mode::Pick(pick) => {
            (90, u16::try_from(pick.items.len()).unwrap_or(u16::MAX).saturating_add(2))
        }
        Mode::Ask(question) => {
            let width = usize::from(76.min(width).saturating_sub(4));
            let lines = asked(model, *question, width).len();
            (76, u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2))
        }
        Mode::Choose(choose) => {
            (46, u16::try_from(choose.items.len()).unwrap_or(u16::MAX).saturating_add(2))
        }
        // As high as the whole list, so that nothing jumps while one types.
        Mode::Palette(state) => {
            (86, u16::try_from(state.total).unwrap_or(u16::MAX).saturating_add(4).min(room))
        }
        _ => return None,
    };
    let area_width = wish_width.min(width);
    let area_height = wish_height.min(room);
    Some(Rect {
        x: width.saturating_sub(area_width) / 2,
        y: room.saturating_sub(area_height) / 2,
        width: area_width,
        height: area_height,
    })
}

/// The tokens of one text; only those that show are made into lines.
fn tokens(model: &Model, pick: &Pick, width: usize) -> Vec<Line<'static>> {
    let line = |(index, words): (usize, &String)| {
        let role = if index == pick.selected { Role::Selected } else { Role::Plain };
        let mark = if index == pick.selected { "▸ " } else { "  " };
        let words = clip(words, width.saturating_sub(2)).into_owned();
        Line::from(vec![
            Span::styled(mark, model.theme.style(Role::HintKey)),
            Span::styled(words, model.theme.style(role)),
        ])
    };
    pick.words.iter().enumerate().map(line).collect()
}

/// What a question about the history is about, folded.
fn asked(model: &Model, question: Question, width: usize) -> Vec<Line<'static>> {
    let text = view::history::asked(model, question);
    text.lines().flat_map(|line| prose::fold(line, width)).map(Line::raw).collect()
}

fn choices(model: &Model, choose: &Choose) -> Vec<Line<'static>> {
    let theme = model.theme;
    let now = model.facts.header_text("alg");
    let line = |(index, &(algorithm, possible)): (usize, &(jwt_core::Algorithm, bool))| {
        let mark = if index == choose.selected { "▸ " } else { "  " };
        let is_now = now == Some(algorithm.as_str());
        let is_now = is_now.then(|| bench::ALGORITHM_NOW.of(model.lang));
        let not = (!possible).then(|| bench::NOT_WITH_KEY.of(model.lang));
        let words = is_now.into_iter().chain(not).collect::<Vec<_>>().join(", ");
        let pad = " ".repeat(26_usize.saturating_sub(columns(&words)));
        let role = match (index == choose.selected, possible) {
            (true, _) => Role::Selected,
            (false, true) => Role::Plain,
            (false, false) => Role::Dim,
        };
        Line::from(vec![
            Span::styled(mark, theme.style(Role::HintKey)),
            Span::styled(format!("{:<10}{words}{pad}", algorithm.as_str()), theme.style(role)),
        ])
    };
    choose.items.iter().enumerate().map(line).collect()
}
