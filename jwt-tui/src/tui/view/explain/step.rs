//! One step: why it is done, its values, what was compared, and the command that does it again.

use std::ops::Range;

use ratatui::text::Line;
use ratatui::text::Span;

use super::printable;
use crate::engine::explain::Form;
use crate::engine::explain::Step;
use crate::engine::explain::Value;
use crate::engine::explain::compared::Pair;
use crate::engine::explain::hex;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::marking;
use crate::engine::sanitize::visible;
use crate::text::explain as words;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::theme::Role;
use crate::tui::update::explain::is_revealed;
use crate::tui::widgets::prose;

/// Rows of a value that are shown; of a longer one the first and the last of them.
const ROWS: usize = 8;
/// Rows of the end of a longer value.
const LAST_ROWS: usize = 3;
/// Names of parts, in the order in which the roles are given to them.
const PARTS: [Role; 5] =
    [Role::Header, Role::Payload, Role::Signature, Role::Number, Role::Literal];

/// The content of the pane.
pub(super) fn lines(model: &Model, width: usize) -> Vec<Line<'static>> {
    page(model, width).lines
}

/// The rows of what is marked in the step.
#[must_use]
pub fn item_rows(model: &Model, width: usize) -> Range<usize> {
    let page = page(model, width);
    let start = page.items.get(model.explain.item).copied().unwrap_or(0);
    let next = page.items.get(model.explain.item.saturating_add(1));
    start..next.copied().unwrap_or(page.lines.len())
}

struct Page<'m> {
    model: &'m Model,
    width: usize,
    lines: Vec<Line<'static>>,
    /// The values that are compared, while both of them show.
    pair: Option<Pair<'m>>,
    /// The first row of each item: the text, each value, the command.
    items: Vec<usize>,
}

fn page(model: &Model, width: usize) -> Page<'_> {
    let mut page = Page { model, width, lines: Vec::new(), pair: None, items: vec![0] };
    let Some(step) = model.explain.current() else { return page };
    let shows = |value: &Value| !value.secret || is_revealed(model);
    page.pair = step.pair().filter(|pair| pair.values.into_iter().all(shows));
    page.head(step);
    for (index, value) in step.values.iter().enumerate() {
        page.items.push(page.lines.len());
        page.value(index, value);
    }
    page.items.push(page.lines.len());
    page.checks(step);
    page.recipe();
    page
}

impl Page<'_> {
    fn text(&mut self, text: &str, role: Role) {
        let style = self.model.theme.style(role);
        let rows = prose::fold(text, self.width);
        self.lines.extend(rows.into_iter().map(|row| Line::styled(row, style)));
    }

    fn head(&mut self, step: &Step) {
        let lang = self.model.lang;
        if let Some(demo) = &self.model.explain.demo {
            self.text(&words::DEMONSTRATION.with(lang, &[&demo.algorithm]), Role::Warning);
        }
        if let Some(problem) = &self.model.explain.problem {
            let problem = visible(problem).into_owned();
            self.text(&words::KEY_UNUSABLE.with(lang, &[&problem]), Role::Bad);
        }
        self.text(step.text.of(lang), Role::Plain);
        if step.name == "key" {
            let algorithm = self.model.explain.shown.as_ref().and_then(|shown| shown.algorithm);
            let phrase = algorithm.map_or(words::KEY_DEMONSTRATE, |_| words::KEY_GIVE);
            self.text(&self.model.words(phrase, &[]), Role::Plain);
        }
        if !step.reference.is_empty() {
            self.text(&step.reference.clone(), Role::Dim);
        }
        self.lines.push(Line::default());
    }

    fn value(&mut self, index: usize, value: &Value) {
        let style = |role| self.model.theme.style(role);
        let lang = self.model.lang;
        let is_marked =
            self.model.focus == Pane::Step && self.model.explain.item == index.saturating_add(1);
        let count = value.octets.len();
        let size = if count == 1 {
            words::OCTET.of(lang).to_owned()
        } else {
            words::OCTETS.with(lang, &[&count])
        };
        let role = if is_marked { Role::Selected } else { Role::Name };
        let name = clip(value.name.of(lang), self.width.saturating_sub(2)).into_owned();
        self.lines.push(Line::from(vec![
            Span::raw(if is_marked { "▸ " } else { "  " }),
            Span::styled(name, style(role)),
            Span::styled(format!("  {size}"), style(Role::Dim)),
        ]));
        if value.secret && !is_revealed(self.model) {
            let text = format!("  {}", self.model.words(words::MASKED, &[]));
            self.lines.push(Line::styled(text, style(Role::Unchecked)));
        } else {
            self.octets(value);
            self.legend(value);
        }
        self.lines.push(Line::default());
    }

    /// The value in rows; what is too long is cut out of the middle.
    fn octets(&mut self, value: &Value) {
        let per_row = match value.form {
            Form::Hex => (self.width.saturating_sub(1) / 9).saturating_mul(4).max(4),
            Form::Text => self.width.saturating_sub(2).max(8),
        };
        let octets = value.octets.expose();
        let rows = octets.len().div_ceil(per_row);
        let is_cut = rows > ROWS;
        for row in 0..rows {
            let start = row.saturating_mul(per_row);
            let first = ROWS.saturating_sub(LAST_ROWS).saturating_sub(1);
            if is_cut && row == first {
                let left = rows.saturating_sub(ROWS).saturating_add(1).saturating_mul(per_row);
                let text = self.model.words(words::MORE, &[&left]);
                let text = clip(&format!("  {text}"), self.width).into_owned();
                self.lines.push(Line::styled(text, self.model.theme.style(Role::Dim)));
            }
            if is_cut && row >= first && row < rows.saturating_sub(LAST_ROWS) {
                continue;
            }
            let end = start.saturating_add(per_row).min(octets.len());
            let line = self.row(value, octets.get(start..end).unwrap_or_default(), start);
            self.lines.push(line);
        }
    }

    fn row(&self, value: &Value, octets: &[u8], start: usize) -> Line<'static> {
        if value.form == Form::Text && !octets.is_ascii() {
            // Characters of several octets are kept together, whatever the parts are.
            let text = visible(&String::from_utf8_lossy(octets)).into_owned();
            return Line::raw(format!("  {}", clip(&text, self.width.saturating_sub(2))));
        }
        let mut spans = vec![Span::raw("  ")];
        let mut at = start;
        let pair =
            self.pair.filter(|pair| pair.values.iter().any(|one| core::ptr::eq(*one, value)));
        for run in runs(value, pair, octets, start) {
            let role = run.1;
            let mut text = String::new();
            for octet in run.0 {
                match value.form {
                    Form::Hex => {
                        let place = at.saturating_sub(start);
                        if place > 0 && place.is_multiple_of(4) {
                            text.push(' ');
                        }
                        text.push_str(&hex(&[*octet]));
                    }
                    Form::Text => text.push(printable(*octet)),
                }
                at = at.saturating_add(1);
            }
            spans.push(Span::styled(text, self.model.theme.style(role)));
        }
        Line::from(spans)
    }

    /// Which octets are which part, in words as well as in colours.
    fn legend(&mut self, value: &Value) {
        if value.parts.is_empty() {
            return;
        }
        let mut spans = vec![Span::raw("  ")];
        let mut used: usize = 2;
        for (index, (name, span)) in value.parts.iter().enumerate() {
            let place = match span.len() {
                0 => continue,
                1 => format!("{}", span.start),
                _ => format!("{}–{}", span.start, span.end.saturating_sub(1)),
            };
            let text = format!("{} {place}", name.of(self.model.lang));
            let needed = crate::engine::sanitize::columns(&text).saturating_add(2);
            if used.saturating_add(needed) > self.width && used > 2 {
                self.lines.push(Line::from(std::mem::replace(&mut spans, vec![Span::raw("  ")])));
                used = 2;
            }
            used = used.saturating_add(needed);
            spans.push(Span::styled(text, self.model.theme.style(part_role(index))));
            spans.push(Span::raw("  "));
        }
        self.lines.push(Line::from(spans));
    }

    fn checks(&mut self, step: &Step) {
        for check in &step.checks {
            let (mark, role) = if check.holds { ("✓", Role::Good) } else { ("✗", Role::Bad) };
            let rows = prose::fold(check.what.of(self.model.lang), self.width.saturating_sub(2));
            for (index, row) in rows.into_iter().enumerate() {
                let mark = if index == 0 { mark } else { " " };
                self.lines.push(Line::from(vec![
                    Span::styled(mark, self.model.theme.style(role)),
                    Span::raw(format!(" {row}")),
                ]));
            }
        }
        if let Some(pair) = &self.pair {
            let lang = self.model.lang;
            let (equal, all) = pair.equal();
            match pair.first_other() {
                None => self.text(&words::ALL_EQUAL.with(lang, &[&equal, &all]), Role::Good),
                Some(place) => {
                    self.text(&words::SOME_EQUAL.with(lang, &[&equal, &all, &place]), Role::Bad);
                }
            }
        }
        if !step.checks.is_empty() {
            self.lines.push(Line::default());
        }
    }

    fn recipe(&mut self) {
        let lang = self.model.lang;
        let Some(cooked) = &self.model.explain.recipe else { return };
        match &cooked.recipe {
            Err(why) => self.text(why.of(lang), Role::Dim),
            Ok(recipe) => {
                let last = self.model.explain.current().map_or(0, |step| step.values.len());
                let is_marked = self.model.focus == Pane::Step
                    && self.model.explain.item == last.saturating_add(1);
                let role = if is_marked { Role::Selected } else { Role::Title };
                self.text(&self.model.words(words::TRY, &[]), role);
                let room = self.width.saturating_sub(4);
                for line in &recipe.shown {
                    let style = self.model.theme.style(Role::String);
                    // The recipe is ours, and so is the mark where it is shortened.
                    for (index, text) in
                        prose::fold(&marking(false, || visible(line)), room).into_iter().enumerate()
                    {
                        let pad = if index == 0 { "  " } else { "    " };
                        let text = clip(&text, room).into_owned();
                        let spans = vec![Span::raw(pad), Span::styled(text, style)];
                        self.lines.push(Line::from(spans));
                    }
                }
            }
        }
    }
}

fn part_role(index: usize) -> Role {
    PARTS.get(index.checked_rem(PARTS.len()).unwrap_or(0)).copied().unwrap_or(Role::Plain)
}

/// Cuts octets where a part of the value begins or ends, and around those that should be others.
fn runs<'o>(
    value: &Value,
    pair: Option<Pair<'_>>,
    octets: &'o [u8],
    start: usize,
) -> Vec<(&'o [u8], Role)> {
    if value.parts.is_empty() && pair.is_none() {
        return vec![(octets, Role::Plain)];
    }
    let role_of = |at: usize| {
        if pair.is_some_and(|pair| !pair.agrees_at(at)) {
            return Role::Wrong;
        }
        let part = value.parts.iter().position(|(_, span)| span.contains(&at));
        part.map_or(Role::Plain, part_role)
    };
    let mut runs: Vec<(&[u8], Role)> = Vec::new();
    let mut from: usize = 0;
    for place in 1..=octets.len() {
        let here = role_of(start.saturating_add(from));
        let is_end = place == octets.len() || role_of(start.saturating_add(place)) != here;
        if is_end {
            runs.push((octets.get(from..place).unwrap_or_default(), here));
            from = place;
        }
    }
    runs
}
