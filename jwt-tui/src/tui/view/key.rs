//! The key pane of the Workbench: the key behind the verdict, and why that is no proof by itself.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use crate::engine::sanitize::clip;
use crate::engine::sanitize::visible;
use crate::keys::doctor;
use crate::keys::form::secret_octets;
use crate::keys::ring::Entry;
use crate::text::keys;
use crate::text::messages;
use crate::text::words;
use crate::tui::layout::content;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::theme::Role;
use crate::tui::view::draw_lines;
use crate::tui::view::keys::Page;
use crate::tui::widgets::frame;
use crate::tui::widgets::frame::Edges;
use crate::tui::widgets::prose;
use crate::tui::widgets::rows;

/// Columns of the labels.
const LABELS: usize = 8;
/// The most keys that are listed here; the Keys screen lists all.
const MOST: usize = 4;

/// Draws the open pane.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let inside = content(area);
    let lines = lines(model, usize::from(inside.width));
    let edges = Edges {
        title: Line::styled(Pane::Key.title().of(model.lang), model.theme.style(Role::Title)),
        note: None,
        foot: vec![rows::place(model.key.scroll, usize::from(inside.height), lines.len())],
    };
    frame::draw(frame, area, edges, model.focus == Pane::Key, model.theme);
    draw_lines(frame, inside, lines, model.key.scroll);
}

/// The content of the pane.
#[must_use]
pub fn lines(model: &Model, width: usize) -> Vec<Line<'static>> {
    let Some(supply) = &model.key.supply else { return no_key(model, width) };
    let lang = model.lang;
    let mut page = Page::new(model, width, LABELS);
    let source = match &model.facts.key {
        Some(used) => supply.source_of(used.index),
        None => &supply.source,
    };
    let source = visible(source).into_owned();
    let source = match supply.keys.len() {
        1 => source,
        count => keys::KEY_COUNT.with(lang, &[&source, &count]),
    };
    page.field(keys::LABEL_SOURCE, &source, Role::Plain);
    match &model.facts.key {
        Some(used) => {
            let kid = used.kid.as_ref().map_or_else(String::new, |kid| format!(" · kid {kid}"));
            let algorithm =
                used.algorithm.as_ref().map_or_else(String::new, |alg| format!(" · {alg}"));
            let told = format!("{}{kid}{algorithm}", used.description);
            page.field(keys::LABEL_KEY, &told, Role::Plain);
            if let Some(thumbprint) = &used.thumbprint {
                page.field(keys::LABEL_THUMBPRINT, thumbprint, Role::Plain);
            }
            page.field(keys::LABEL_TRUST, &used.trust, Role::Good);
        }
        None => unused(&mut page, model),
    }
    if let Some((_, readings)) = model.key.diagnosis() {
        let told = keys::DOCTOR.with(lang, &[&doctor::told(readings, lang)]);
        page.labelled("!", &told, Role::Warning);
    }
    let shown = model.facts.key.as_ref().map_or(0, |used| used.index);
    if let Some(entry) = model.key.offered(shown).filter(|entry| entry.jwk.is_private()) {
        secret(&mut page, model, entry);
    }
    for one in model.key.ring.left_out().iter().take(MOST) {
        let label = format!("! {}", keys::LEFT_OUT.of(lang));
        let reason = messages::say(lang, &one.reason);
        page.labelled(&label, &visible(&reason), Role::Warning);
    }
    page.lines
}

/// The key on one row.
#[must_use]
pub fn summary(model: &Model, width: usize) -> Line<'static> {
    let Some(supply) = &model.key.supply else {
        let text = clip(keys::NONE_FOLDED.of(model.lang), width).into_owned();
        return Line::styled(text, model.theme.style(Role::Dim));
    };
    let (what, source) = match (&model.facts.key, model.key.offered(0)) {
        (Some(used), _) => (used.description.clone(), supply.source_of(used.index)),
        (None, Some(entry)) => (describe(entry), supply.source.as_str()),
        (None, None) => (String::new(), supply.source.as_str()),
    };
    let trust = words::KEY_TRUST.of(model.lang);
    let text = format!("{what} · {} · {trust}", visible(source));
    Line::raw(clip(&text, width).into_owned())
}

/// Keys of which none is behind the verdict.
fn unused(page: &mut Page<'_>, model: &Model) {
    for entry in model.key.ring.offered().take(MOST) {
        page.field(keys::LABEL_KEY, &describe(entry), Role::Plain);
    }
    let more = model.key.ring.offered().count().saturating_sub(MOST);
    if more > 0 {
        page.labelled("", &keys::AND_MORE.with(model.lang, &[&more]), Role::Dim);
    }
    page.field(keys::LABEL_TRUST, words::KEY_TRUST.of(model.lang), Role::Good);
    if !model.document.token().is_empty() {
        page.labelled("!", words::KEY_NOT_USED.of(model.lang), Role::Warning);
    }
}

fn describe(entry: &Entry) -> String {
    let key = &entry.jwk;
    let mut text = crate::tui::view::keys::kind(key);
    if let Some(kid) = key.key_id() {
        text.push_str(&format!(" · kid {}", visible(kid)));
    }
    let names: Vec<_> = key.algorithms().iter().map(|algorithm| algorithm.as_str()).collect();
    if !names.is_empty() {
        text.push_str(&format!(" · {}", names.join(" ")));
    }
    text
}

fn no_key(model: &Model, width: usize) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = words::NO_KEY
        .of(model.lang)
        .lines()
        .flat_map(|text| prose::fold(text, width))
        .map(Line::raw)
        .collect();
    let key = |text| Span::styled(text, model.theme.style(Role::HintKey));
    let says = |phrase: crate::text::Phrase| Span::raw(format!(" {} ", phrase.of(model.lang)));
    let make = if model.focus == Pane::Key { keys::TO_MAKE } else { keys::TO_MAKE_HERE };
    lines.push(Line::from(vec![key("v"), says(keys::TO_TYPE), key("o"), says(keys::TO_OPEN)]));
    lines.push(Line::from(vec![key("g"), says(make)]));
    lines
}

/// The secret part: how long it is, and all of it once it is asked for.
fn secret(page: &mut Page<'_>, model: &Model, entry: &Entry) {
    let shared = secret_octets(&entry.jwk);
    if !model.key.revealed {
        let told = match &shared {
            Some(secret) => keys::HIDDEN_BYTES.with(model.lang, &[&secret.len()]),
            None => keys::HIDDEN_PRIVATE.of(model.lang).to_owned(),
        };
        page.field(keys::LABEL_SECRET, &told, Role::Plain);
        return;
    }
    match shared.as_ref().and_then(|secret| std::str::from_utf8(secret).ok()) {
        Some(text) => page.field(keys::LABEL_SECRET, &visible(text), Role::Warning),
        None => page.field(keys::LABEL_SECRET, &visible(&entry.jwk.to_json()), Role::Warning),
    }
}
