//! One flipped bit and what it changes.

use ratatui::text::Line;
use ratatui::text::Span;

use crate::engine::explain::flip::Flipped;
use crate::engine::explain::hex;
use crate::engine::sanitize::columns;
use crate::engine::sanitize::visible;
use crate::text::Phrase;
use crate::text::explain as words;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::update::explain::token;
use crate::tui::view::explain::group::segment_name;
use crate::tui::widgets::prose;

/// Columns of the names of rows.
const NAME: usize = 11;

/// The content of the pane.
pub(super) fn lines(model: &Model, width: usize) -> Vec<Line<'static>> {
    let Some(seen) = model.explain.flip.as_ref().and_then(|flip| flip.seen.as_ref()) else {
        return Vec::new();
    };
    let mut page = Page { model, width, lines: Vec::new() };
    page.place(seen);
    page.characters(seen);
    page.verdict(seen);
    page.hash(seen);
    page.text(words::FLIP_NOTE.of(model.lang), Role::Dim);
    page.lines
}

struct Page<'m> {
    model: &'m Model,
    width: usize,
    lines: Vec<Line<'static>>,
}

impl Page<'_> {
    fn text(&mut self, text: &str, role: Role) {
        let style = self.model.theme.style(role);
        let rows = prose::fold(text, self.width).into_iter();
        self.lines.extend(rows.map(|row| Line::styled(row, style)));
    }

    fn span(&self, text: impl Into<String>, role: Role) -> Span<'static> {
        Span::styled(text.into(), self.model.theme.style(role))
    }

    fn name(&self, name: Phrase) -> Span<'static> {
        let text = name.of(self.model.lang);
        let pad = " ".repeat(NAME.saturating_sub(columns(text)).max(1));
        self.span(format!("{text}{pad}"), Role::Dim)
    }

    fn place(&mut self, seen: &Flipped) {
        let lang = self.model.lang;
        let (bit, octet) = (seen.place.bit.saturating_add(1), seen.place.octet.saturating_add(1));
        let segment = segment_name(self.model).of(lang);
        let text = words::FLIP_PLACE.with(lang, &[&bit, &octet, &seen.octets, &segment]);
        self.text(&text, Role::Title);
        let [before, after] = seen.octet;
        let mut spans = vec![self.name(words::FLIP_OCTET)];
        spans.extend(self.bits(before, seen.place.bit));
        spans.push(Span::raw(format!(" {} → ", shown(before))));
        spans.extend(self.bits(after, seen.place.bit));
        spans.push(Span::raw(format!(" {}", shown(after))));
        self.lines.push(Line::from(spans));
    }

    fn bits(&self, octet: u8, marked: usize) -> Vec<Span<'static>> {
        let digits = format!("{octet:08b}");
        let digit = |(index, digit): (usize, char)| {
            self.span(digit.to_string(), if index == marked { Role::Marked } else { Role::Plain })
        };
        digits.chars().enumerate().map(digit).collect()
    }

    fn characters(&mut self, seen: &Flipped) {
        let lang = self.model.lang;
        let mut spans = vec![self.name(words::FLIP_CHARS)];
        for (index, symbols) in seen.symbols.iter().enumerate() {
            if index > 0 {
                spans.push(Span::raw(" → "));
            }
            for (place, symbol) in symbols.chars().enumerate() {
                let at = seen.group.start.saturating_add(place);
                let role = if seen.changed.contains(&at) { Role::Marked } else { Role::Plain };
                spans.push(self.span(visible(&symbol.to_string()).into_owned(), role));
            }
        }
        self.lines.push(Line::from(spans));
        let (count, all) = (seen.changed.len(), token(self.model).len());
        let text = words::FLIP_CHANGED.with(lang, &[&count, &all]);
        self.lines
            .push(Line::from(vec![Span::raw(" ".repeat(NAME)), self.span(text, Role::Plain)]));
        self.lines.push(Line::default());
    }

    fn hash(&mut self, seen: &Flipped) {
        let lang = self.model.lang;
        let (bits, all) = seen.hash_bits();
        let name = seen.hash.replace("sha", "SHA-");
        let title = format!("{name}, {}", words::SIGNING_INPUT.of(lang));
        self.text(&title, Role::Name);
        if bits == 0 {
            self.text(words::FLIP_SAME.of(lang), Role::Plain);
        } else {
            self.text(&words::FLIP_BITS.with(lang, &[&bits, &all]), Role::Warning);
            let [before, after] = [&seen.digests[0], &seen.digests[1]].map(|digest| hex(digest));
            self.digits(words::BEFORE, &before, &after);
            self.digits(words::AFTER, &after, &before);
        }
        if let Some((bits, all)) = seen.tag {
            let text = words::FLIP_BITS.with(lang, &[&bits, &all]);
            let name = words::FLIP_TAG.of(lang);
            self.text(&format!("{name}: {text}"), Role::Warning);
        }
        self.lines.push(Line::default());
    }

    /// Hexadecimal digits in rows; those that are others in `than` stand out.
    fn digits(&mut self, name: Phrase, digits: &str, than: &str) {
        let wide = self.width.saturating_sub(NAME);
        let room = if wide >= 64 {
            64
        } else if wide >= 32 {
            32
        } else {
            16
        };
        let pairs: Vec<(char, char)> = digits.chars().zip(than.chars()).collect();
        for (index, row) in pairs.chunks(room).enumerate() {
            let head = if index == 0 { self.name(name) } else { Span::raw(" ".repeat(NAME)) };
            let mut spans = vec![head];
            for (digit, other) in row {
                let role = if digit == other { Role::Dim } else { Role::Plain };
                spans.push(self.span(digit.to_string(), role));
            }
            self.lines.push(Line::from(spans));
        }
    }

    fn verdict(&mut self, seen: &Flipped) {
        let lang = self.model.lang;
        let Some([before, after]) = seen.holds else {
            self.lines.push(Line::from(vec![
                self.name(words::VERDICT),
                self.span(format!("? {}", words::NO_VERDICT.of(lang)), Role::Unchecked),
            ]));
            self.lines.push(Line::default());
            return;
        };
        for (name, holds) in [(words::BEFORE, before), (words::AFTER, after)] {
            let (mark, text, role) = if holds {
                ("✓", words::HOLDS, Role::Good)
            } else {
                ("✗", words::REFUSED, Role::Bad)
            };
            let text = format!("{mark} {}", text.of(lang));
            self.lines.push(Line::from(vec![self.name(name), self.span(text, role)]));
        }
        if let Some(failed) = seen.failed {
            let what = words::FIRST_FAILURE.of(lang);
            self.text(&format!("{what}: {}", failed.of(lang)), Role::Bad);
        }
        self.lines.push(Line::default());
    }
}

fn shown(octet: u8) -> String {
    match octet {
        b'!'..=b'~' => char::from(octet).to_string(),
        _ => format!("{octet:02x}"),
    }
}
