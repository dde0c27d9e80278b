//! The History screen: the tokens of before in a list, and the marked one as a card.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use crate::engine::history::Keep;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns as width_of;
use crate::engine::sanitize::columns_of;
use crate::engine::sanitize::visible;
use crate::engine::times;
use crate::text::Phrase;
use crate::text::history as words;
use crate::tui::layout;
use crate::tui::layout::Place;
use crate::tui::layout::content;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Question;
use crate::tui::model::Screen;
use crate::tui::model::history::Shown;
use crate::tui::theme::Role;
use crate::tui::view::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::frame::Edges;
use crate::tui::widgets::prose;
use crate::tui::widgets::rows as row_words;

mod card;

pub use self::card::cut;

/// Columns of the date, of the algorithm and of the length.
const DATE: usize = 16;
const ALGORITHM: usize = 6;
const LENGTH: usize = 6;
/// Below this many columns a path is cut to its end.
const NARROW: usize = 50;

/// Divides the body between the panes of this screen, where there is room for two columns.
#[must_use]
pub fn columns(model: &Model, body: Rect) -> Vec<Place> {
    let (left, right) = layout::sides(model, body, 53);
    layout::open([left, right], Screen::History)
}

/// Draws one open pane.
pub fn draw(model: &Model, frame: &mut Frame<'_>, place: &Place) {
    let inside = content(place.area);
    let (width, height) = (usize::from(inside.width), usize::from(inside.height));
    let history = &model.history;
    let (lines, foot) = match place.pane {
        Pane::Entry => {
            let rows = history.card.rows.iter().skip(history.card.scroll).take(height);
            let lines = rows.map(|row| styled(model, row)).collect();
            let foot = row_words::place(history.card.scroll, height, history.card.rows.len());
            (lines, foot)
        }
        _ => {
            let mut lines = head(model, width);
            let rows = height.saturating_sub(lines.len());
            let from = history.list.scroll;
            let shown = history.shown.iter().enumerate().skip(from).take(rows);
            lines.extend(shown.map(|(index, shown)| row(model, shown, index, width)));
            (lines, row_words::place(from, rows, history.shown.len()))
        }
    };
    let filter = match (&history.filter, place.pane) {
        (filter, Pane::Entries) if !filter.is_empty() => {
            words::FILTERED.with(model.lang, &[&visible(filter)])
        }
        _ => String::new(),
    };
    let edges = Edges {
        title: Line::styled(place.pane.title().of(model.lang), model.theme.style(Role::Title)),
        note: None,
        foot: vec![foot, filter],
    };
    frame::draw(frame, place.area, edges, place.pane == model.focus, model.theme);
    draw_lines(frame, inside, lines, 0);
}

/// What stands over the list: whether it is kept, what is wrong with the file, or why it is empty.
#[must_use]
pub fn head(model: &Model, width: usize) -> Vec<Line<'static>> {
    let style = |role| model.theme.style(role);
    let history = &model.history;
    let place = |phrase: Phrase| {
        let file = history.setting.file.as_ref().map(|file| file.display().to_string());
        // In a narrow pane the list needs the rows more than the path does.
        let used = width_of(&phrase.with(model.lang, &[&""]));
        let room = if width < NARROW { width.saturating_sub(used) } else { usize::MAX };
        phrase.with(model.lang, &[&tail(&visible(&file.unwrap_or_default()), room)])
    };
    let (state, role) = match history.setting.keep {
        Keep::Nothing => (words::OFF.of(model.lang).to_owned(), Role::Dim),
        Keep::Unsigned => (place(words::ON), Role::Good),
        Keep::Signed => (place(words::ON_SIGNED), Role::Warning),
    };
    let mut lines: Vec<Line<'static>> = vec![];
    let mut push = |text: &str, role: Role| {
        let folded = text.lines().flat_map(|line| prose::fold(line, width));
        lines.extend(folded.map(|row| Line::styled(row, style(role))));
    };
    push(&state, role);
    if history.skipped > 0 {
        let skipped = match history.skipped {
            1 => words::SKIPPED_ONE.of(model.lang).to_owned(),
            count => words::SKIPPED.with(model.lang, &[&count]),
        };
        push(&format!("! {skipped}"), Role::Warning);
    }
    if history.shown.iter().any(|shown| shown.is_kept) {
        push(words::LEGEND.of(model.lang), Role::Dim);
    }
    if history.shown.is_empty() && history.session.is_empty() && history.kept.is_empty() {
        push(words::NO_ENTRIES.of(model.lang), Role::Plain);
    } else if history.shown.is_empty() {
        let filter = history.shown_for.as_ref().map_or("", |(_, filter)| filter.as_str());
        push(&words::NO_MATCH.with(model.lang, &[&visible(filter)]), Role::Plain);
    }
    lines
}

/// The end of a text that fits a number of columns.
fn tail(text: &str, width: usize) -> String {
    if width_of(text) <= width {
        return text.to_owned();
    }
    let mut used: usize = 1;
    let fits = |character: &char| {
        used = used.saturating_add(columns_of(*character));
        used <= width
    };
    let mut end: Vec<char> = text.chars().rev().take_while(fits).collect();
    end.push('…');
    end.into_iter().rev().collect()
}

/// A token of the list: marks, date, algorithm, who, length.
fn row(model: &Model, shown: &Shown, index: usize, width: usize) -> Line<'static> {
    let is_marked = index == model.history.list.selected;
    let role = |role| match is_marked && model.focus == Pane::Entries {
        true => Role::Selected,
        false => role,
    };
    let style = |wanted| model.theme.style(role(wanted));
    let summary = &shown.entry.summary;
    let sign = |is_so: bool, sign: &'static str| if is_so { sign } else { " " };
    let marks = [sign(is_marked, "▸"), sign(shown.is_present, "*"), sign(shown.is_kept, "f")];
    let date: String = date(model, shown).chars().take(DATE).collect();
    let algorithm = summary.algorithm.as_deref().unwrap_or("?");
    let left = format!("{} {date} ", marks.concat());
    let algorithm = padded(&visible(algorithm), ALGORITHM);
    let length = format!("{:>LENGTH$}", shown.entry.length);
    let used = width_of(&left).saturating_add(ALGORITHM).saturating_add(LENGTH).saturating_add(2);
    let who = padded(&who(shown), width.saturating_sub(used));
    Line::from(vec![
        Span::styled(left, style(Role::Dim)),
        Span::styled(format!("{algorithm} "), style(Role::Header)),
        Span::styled(format!("{who} "), style(Role::Plain)),
        Span::styled(length, style(Role::Dim)),
    ])
}

/// Issuer, subject and key in short.
fn who(shown: &Shown) -> String {
    let summary = &shown.entry.summary;
    let kid = summary.key_id.as_ref().map(|kid| format!("kid {kid}"));
    let issuer = summary.issuer.as_deref().map(|name| {
        let bare = name.strip_prefix("https://").or_else(|| name.strip_prefix("http://"));
        bare.unwrap_or(name).to_owned()
    });
    let parts = [issuer, summary.subject.clone(), kid];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    // Each by itself, so that the dots between them stay signs of ours.
    let parts: Vec<String> = parts.iter().map(|part| visible(part).into_owned()).collect();
    if parts.is_empty() { "–".to_owned() } else { parts.join(" · ") }
}

fn date(model: &Model, shown: &Shown) -> String {
    times::in_zone(shown.entry.when, model.zone())
}

/// Text cut or filled to a number of columns.
fn padded(text: &str, width: usize) -> String {
    let text = clip(text, width);
    let gap = " ".repeat(width.saturating_sub(width_of(&text)));
    format!("{text}{gap}")
}

fn styled(model: &Model, row: &[(String, Role)]) -> Line<'static> {
    let span = |(text, role): &(String, Role)| Span::styled(text.clone(), model.theme.style(*role));
    Line::from(row.iter().map(span).collect::<Vec<_>>())
}

/// One line for a folded pane.
#[must_use]
pub fn summary(model: &Model, pane: Pane, width: usize) -> Line<'static> {
    let style = model.theme.style(Role::Plain);
    match (pane, model.history.marked()) {
        (Pane::Entry, Some(shown)) => {
            let algorithm = shown.entry.summary.algorithm.as_deref().unwrap_or("?");
            let algorithm = visible(algorithm);
            let text = format!("{} {algorithm} {}", date(model, shown), who(shown));
            Line::styled(clip(&text, width).into_owned(), style)
        }
        (Pane::Entry, None) => Line::default(),
        _ => Line::styled(model.history.shown.len().to_string(), style),
    }
}

/// How many rows the content of a pane takes at a width.
#[must_use]
pub fn rows(model: &Model, pane: Pane, width: usize) -> usize {
    match pane {
        Pane::Entry => model.history.card.rows.len(),
        _ => head(model, width).len().saturating_add(model.history.shown.len()),
    }
}

/// A question about the history.
#[must_use]
pub fn question(question: Question) -> Phrase {
    match question {
        Question::ClearHistory => words::ASK_CLEAR,
        Question::KeepHistory => words::ASK_KEEP,
    }
}

/// What the question is about: what is kept or deleted, and where.
#[must_use]
pub fn asked(model: &Model, question: Question) -> String {
    let history = &model.history;
    let file = history.setting.file.as_ref().map(|file| file.display().to_string());
    let file = file.unwrap_or_else(|| words::NO_FILE.of(model.lang).to_owned());
    let file = visible(&file);
    match question {
        Question::ClearHistory => {
            let is_present = |entry: &&std::sync::Arc<_>| is_seen(model, entry);
            let present = history.session.iter().filter(is_present).count();
            let is_known = |kept| history.session.iter().any(|entry| entry.is_twin(kept));
            let only_kept = history.kept.iter().filter(|kept| !is_known(kept)).count();
            let count = history.session.len().saturating_sub(present).saturating_add(only_kept);
            words::ASK_CLEAR_BODY.with(model.lang, &[&count, &file])
        }
        Question::KeepHistory => {
            words::ASK_KEEP_BODY.with(model.lang, &[&file, &history.session.len()])
        }
    }
}

fn is_seen(model: &Model, entry: &crate::engine::history::Entry) -> bool {
    entry.token == model.history.seen
}
