//! The key: where it came from, what it is, and why that is no proof by itself.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use jwt_core::base64url;
use jwt_core::json::Limits;
use jwt_core::json::Object;
use jwt_core::key::Jwk;
use zeroize::Zeroizing;

use crate::engine::sanitize::clip;
use crate::engine::sanitize::visible;
use crate::text::words;
use crate::tui::layout::content;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::theme::Role;
use crate::tui::view::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::frame::Edges;
use crate::tui::widgets::prose;
use crate::tui::widgets::rows;

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
    let mut page = Page { model, width, lines: Vec::new() };
    let count = if supply.keys.len() == 1 {
        String::new()
    } else {
        format!("  ({} keys)", supply.keys.len())
    };
    page.field("source", &format!("{}{count}", visible(&supply.source)), Role::Plain);
    match (&model.facts.key, supply.keys.as_slice()) {
        (Some(used), _) => {
            let kid = used.kid.as_ref().map_or_else(String::new, |kid| format!(" · kid {kid}"));
            let algorithm =
                used.algorithm.as_ref().map_or_else(String::new, |alg| format!(" · {alg}"));
            page.field("key", &format!("{}{kid}{algorithm}", used.description), Role::Plain);
            if let Some(thumbprint) = &used.thumbprint {
                page.field("thumb", thumbprint, Role::Plain);
            }
            page.field("trust", &used.trust, Role::Good);
        }
        (None, keys) => {
            for key in keys {
                page.field("key", &describe(key), Role::Plain);
            }
            page.field("trust", words::KEY_TRUST.of(model.lang), Role::Good);
            if !model.document.token().is_empty() {
                page.field("use", words::KEY_NOT_USED.of(model.lang), Role::Warning);
            }
        }
    }
    for key in supply.keys.iter().take(1).filter(|key| key.is_private()) {
        page.secret(key);
    }
    for reason in &model.key.skipped {
        page.field("! left out", &visible(reason), Role::Warning);
    }
    page.lines
}

/// The key on one row.
#[must_use]
pub fn summary(model: &Model, width: usize) -> Line<'static> {
    let Some(supply) = &model.key.supply else {
        return Line::styled(
            "none: v gives one, g in this pane makes one",
            model.theme.style(Role::Dim),
        );
    };
    let what = match (&model.facts.key, supply.keys.first()) {
        (Some(used), _) => used.description.clone(),
        (None, Some(key)) => describe(key),
        (None, None) => String::new(),
    };
    let text =
        format!("{what} · {} · {}", visible(&supply.source), words::KEY_TRUST.of(model.lang));
    Line::raw(clip(&text, width).into_owned())
}

fn describe(key: &Jwk) -> String {
    let mut text = format!("{}, {} bits", key.key_type(), key.bits());
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
    let key = |text| Span::styled(text, model.theme.style(Role::HintKey));
    let mut lines: Vec<Line<'static>> = words::NO_KEY
        .of(model.lang)
        .lines()
        .flat_map(|text| prose::fold(text, width))
        .map(Line::raw)
        .collect();
    lines.push(Line::from(vec![
        key("v"),
        Span::raw(" to type a secret, "),
        key("o"),
        Span::raw(" to open a file,"),
    ]));
    let generate = if model.focus == Pane::Key {
        " to make a new key."
    } else {
        " in this pane to make a new key."
    };
    lines.push(Line::from(vec![key("g"), Span::raw(generate)]));
    lines
}

struct Page<'m> {
    model: &'m Model,
    width: usize,
    lines: Vec<Line<'static>>,
}

impl Page<'_> {
    /// A labelled text, folded behind its label.
    fn field(&mut self, label: &str, text: &str, role: Role) {
        let indent = if label.len() > 8 { label.len().saturating_add(1) } else { 8 };
        let rows = prose::fold(text, self.width.saturating_sub(indent));
        for (index, row) in rows.into_iter().enumerate() {
            let label = if index == 0 { label } else { "" };
            self.lines.push(Line::from(vec![
                Span::styled(format!("{label:<indent$}"), self.model.theme.style(Role::Dim)),
                Span::styled(row, self.model.theme.style(role)),
            ]));
        }
    }

    /// The secret part: how long it is, and all of it once it is asked for.
    fn secret(&mut self, key: &Jwk) {
        let shared = shared_secret(key);
        let size = shared
            .as_ref()
            .map_or_else(|| "private part".to_owned(), |secret| format!("{} bytes", secret.len()));
        if !self.model.key.revealed {
            self.field("secret", &format!("•••••• ({size}; r in this pane shows it)"), Role::Plain);
            return;
        }
        match shared.as_ref().and_then(|secret| std::str::from_utf8(secret).ok()) {
            Some(text) => self.field("secret", &visible(text), Role::Warning),
            None => self.field("secret", &visible(&key.to_json()), Role::Warning),
        }
    }
}

/// The octets of a shared secret.
fn shared_secret(key: &Jwk) -> Option<Zeroizing<Vec<u8>>> {
    let json = key.to_json();
    let object = Object::parse(json.as_bytes(), &Limits::default()).ok()?;
    let encoded = object.get("k")?.as_str()?;
    base64url::decode(encoded).ok().map(Zeroizing::new)
}
