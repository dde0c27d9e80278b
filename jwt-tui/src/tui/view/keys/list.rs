//! The ring as a list: does it fit, what it is called, what it is, where it came from.

use jwt_core::key::Jwk;
use jwt_core::key::KeyType;
use ratatui::text::Line;
use ratatui::text::Span;

use super::name;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns;
use crate::engine::sanitize::visible;
use crate::keys::ring::Entry;
use crate::keys::ring::LeftOut;
use crate::text::Phrase;
use crate::text::keys as words;
use crate::text::messages;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::theme::Role;
use crate::tui::widgets::prose;

/// Columns before the name: marked, fits, chosen, a blank.
const GUTTER: usize = 4;

/// How many rows there are.
pub(super) fn count(model: &Model) -> usize {
    model.key.ring.entries().len().saturating_add(model.key.ring.left_out().len())
}

/// The rows that show, and no other: a set may have thousands.
pub(super) fn lines(model: &Model, width: usize, height: usize) -> Vec<Line<'static>> {
    let ring = &model.key.ring;
    if ring.entries().is_empty() {
        return empty(model, width);
    }
    let list = model.keys.list;
    let keys = ring.entries().len();
    (list.scroll..count(model))
        .take(height)
        .filter_map(|index| {
            let is_marked = index == list.selected;
            let key = ring.entries().get(index).map(|entry| row(model, entry, width, is_marked));
            let left_out = || {
                let one = ring.left_out().get(index.checked_sub(keys)?)?;
                Some(left_out(model, one, width, is_marked))
            };
            key.or_else(left_out)
        })
        .collect()
}

/// Which keys the verifier gets.
pub(super) fn note(model: &Model) -> &'static str {
    let one = model.key.ring.chosen().is_some();
    if one { words::OFFERS_ONE } else { words::OFFERS_ALL }.of(model.lang)
}

/// The list on one row.
pub(super) fn summary(model: &Model, width: usize) -> Line<'static> {
    let entries = model.key.ring.entries();
    if entries.is_empty() {
        let text = words::EMPTY.of(model.lang).lines().next().unwrap_or_default();
        return Line::styled(clip(text, width).into_owned(), model.theme.style(Role::Dim));
    }
    let known = model.key.examined.of == model.key.judged && model.key.examined.fits.is_some();
    let fits = |entry: &&Entry| model.key.fit(entry.id).is_some_and(|one| one.fit.is_yes());
    let count = entries.len();
    let text = if known {
        words::RING_SUMMARY.with(model.lang, &[&count, &entries.iter().filter(fits).count()])
    } else {
        words::RING_SUMMARY_UNTRIED.with(model.lang, &[&count])
    };
    Line::raw(clip(&text, width).into_owned())
}

/// The sign of a key and how it looks: fits, does not, or not tried.
pub(super) fn sign(model: &Model, entry: &Entry) -> (&'static str, Role) {
    match model.key.fit(entry.id).map(|one| &one.fit) {
        Some(fit) if fit.is_yes() => ("✓", Role::Good),
        Some(fit) if fit.is_open() => ("·", Role::Dim),
        Some(_) => ("✗", Role::Bad),
        None => ("·", Role::Dim),
    }
}

/// What a key can do, in a word.
pub(super) fn part(entry: &Entry) -> Phrase {
    match (entry.is_secret(), entry.jwk.is_private()) {
        (true, _) => words::SECRET,
        (false, true) => words::PRIVATE,
        (false, false) => words::PUBLIC,
    }
}

/// Kind and size: `EC P-256`, `RSA 2048`, `oct 32 B`.
#[must_use]
pub fn kind(jwk: &Jwk) -> String {
    match jwk.key_type() {
        KeyType::Oct => format!("oct {} B", jwk.bits() / 8),
        KeyType::Rsa => format!("RSA {}", jwk.bits()),
        other => other.to_string(),
    }
}

fn row(model: &Model, entry: &Entry, width: usize, is_marked: bool) -> Line<'static> {
    let (sign, role) = sign(model, entry);
    let chosen = if model.key.ring.chosen() == Some(entry.id) { "●" } else { " " };
    let algorithm = match entry.jwk.algorithm_name() {
        Some(name) => visible(name).into_owned(),
        None => "—".to_owned(),
    };
    let cells = [
        (name(model.lang, entry), 12),
        (kind(&entry.jwk), 13),
        (part(entry).of(model.lang).to_owned(), 8),
        (algorithm, 10),
        (visible(&entry.source).into_owned(), usize::MAX),
    ];
    let room = width.saturating_sub(GUTTER);
    let mut text = String::new();
    for (cell, wish) in cells {
        let left = room.saturating_sub(columns(&text));
        // A column that would show nothing worth reading stays away.
        if left < wish.min(8) {
            break;
        }
        let wish = wish.min(left);
        let cell = clip(&cell, wish.saturating_sub(1)).into_owned();
        let gap = " ".repeat(wish.saturating_sub(columns(&cell)));
        text.push_str(&cell);
        text.push_str(&gap);
    }
    text.push_str(&" ".repeat(room.saturating_sub(columns(&text))));
    let style = row_style(model, is_marked);
    Line::from(vec![
        Span::styled(mark(is_marked), model.theme.style(Role::HintKey)),
        Span::styled(sign, model.theme.style(role)),
        Span::styled(chosen, model.theme.style(Role::HintKey)),
        Span::raw(" "),
        Span::styled(text, model.theme.style(style)),
    ])
}

fn left_out(model: &Model, one: &LeftOut, width: usize, is_marked: bool) -> Line<'static> {
    let text = format!(
        "{} · {}: {}",
        words::LEFT_OUT.of(model.lang),
        visible(&one.source),
        visible(&messages::say(model.lang, &one.reason))
    );
    let room = width.saturating_sub(GUTTER);
    let text = clip(&text, room).into_owned();
    let gap = " ".repeat(room.saturating_sub(columns(&text)));
    Line::from(vec![
        Span::styled(mark(is_marked), model.theme.style(Role::HintKey)),
        Span::styled("!", model.theme.style(Role::Warning)),
        Span::raw("  "),
        Span::styled(format!("{text}{gap}"), model.theme.style(row_style(model, is_marked))),
    ])
}

/// The marked row, also without the style of the cursor.
fn mark(is_marked: bool) -> &'static str {
    if is_marked { "▸" } else { " " }
}

fn row_style(model: &Model, is_marked: bool) -> Role {
    match (is_marked, model.focus == Pane::Ring) {
        (true, true) => Role::Selected,
        (true, false) => Role::Title,
        (false, _) => Role::Plain,
    }
}

fn empty(model: &Model, width: usize) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = words::EMPTY
        .of(model.lang)
        .lines()
        .flat_map(|text| prose::fold(text, width))
        .map(Line::raw)
        .collect();
    for (key, does) in
        [("v", words::EMPTY_GIVE), ("o", words::EMPTY_OPEN), ("g", words::EMPTY_MAKE)]
    {
        let folded = prose::fold(does.of(model.lang), width.saturating_sub(3));
        for (index, row) in folded.into_iter().enumerate() {
            let key = if index == 0 { key } else { " " };
            lines.push(Line::from(vec![
                Span::styled(format!("{key}  "), model.theme.style(Role::HintKey)),
                Span::raw(row),
            ]));
        }
    }
    lines
}
