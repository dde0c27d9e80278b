//! "What is this?": a few sentences about whatever has the cursor, with the place in the standard.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use jwt_core::NumericDate;
use jwt_core::inspect::Form;
use jwt_core::json;
use jwt_core::json::Limits;

use crate::engine::claims::Kind;
use crate::engine::claims::header_meaning;
use crate::engine::claims::meaning;
use crate::engine::document::Half;
use crate::engine::document::SignatureState;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns;
use crate::engine::sanitize::visible;
use crate::engine::times;
use crate::text::Phrase;
use crate::text::bench;
use crate::text::words;
use crate::tui::facts::Check;
use crate::tui::facts::Piece;
use crate::tui::facts::PieceKind;
use crate::tui::facts::Row;
use crate::tui::facts::VerdictKind;
use crate::tui::facts::Was;
use crate::tui::facts::lay_out;
use crate::tui::facts::size;
use crate::tui::layout::content;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::theme::Role;
use crate::tui::view::bar;
use crate::tui::view::checks;
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
        title: Line::styled(Pane::About.title().of(model.lang), model.theme.style(Role::Title)),
        note: None,
        foot: vec![rows::place(model.about_scroll, usize::from(inside.height), lines.len())],
    };
    frame::draw(frame, area, edges, model.focus == Pane::About, model.theme);
    draw_lines(frame, inside, lines, model.about_scroll);
}

/// The content of the pane.
#[must_use]
pub fn lines(model: &Model, width: usize) -> Vec<Line<'static>> {
    let mut page = Page { model, width, lines: Vec::new() };
    match model.subject {
        Pane::Header | Pane::Payload => page.half(model.subject.half().unwrap_or(Half::Payload)),
        Pane::Key => page.key(),
        Pane::Checks => match model.facts.checks.get(model.checks.selected) {
            Some(check) => page.check(check),
            None => page.start(),
        },
        // The subject is a pane of the workbench.
        _ => page.segment(),
    }
    page.lines
}

/// The lesson of a check, for the text that Enter opens.
#[must_use]
pub fn lesson(model: &Model, width: usize) -> Vec<Line<'static>> {
    let mut page = Page { model, width, lines: Vec::new() };
    if let Some(check) = model.facts.checks.get(model.checks.selected) {
        page.check(check);
    }
    page.lines
}

/// The first sentence, on one row.
#[must_use]
pub fn summary(model: &Model, width: usize) -> Line<'static> {
    let mut words: Vec<String> = Vec::new();
    for line in lines(model, 400).iter().take(3) {
        let text: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
        if !text.trim().is_empty() {
            words.push(text.trim().to_owned());
        }
    }
    Line::styled(clip(&words.join(" · "), width).into_owned(), model.theme.style(Role::Dim))
}

struct Page<'m> {
    model: &'m Model,
    width: usize,
    lines: Vec<Line<'static>>,
}

impl Page<'_> {
    fn start(&mut self) {
        self.title(self.of(bench::JWT), "RFC 7519");
        self.text(self.of(bench::JWT_TEXT));
        self.text(self.of(bench::JWT_READABLE));
    }

    fn segment(&mut self) {
        let model = self.model;
        let Some(piece) = model.facts.pieces.get(model.token.segment) else {
            self.start();
            return;
        };
        let encrypted = model.facts.form == Some(Form::Jwe);
        let [title, text] = piece_words(piece.kind, encrypted).map(|phrase| self.of(phrase));
        self.title(title, if encrypted { "RFC 7516 §3" } else { "RFC 7515 §3" });
        if model.focus == Pane::Token || model.subject == Pane::Token {
            self.under(piece);
        }
        self.text(text);
        let length = piece.span.len();
        let size = match piece.octets {
            Some(octets) => bench::SEGMENT_SIZE.with(model.lang, &[&length, &octets]),
            None => bench::SEGMENT_BROKEN.with(model.lang, &[&length]),
        };
        self.text(&size);
        if piece.kind == PieceKind::Signature
            && model.document.signature_state() == SignatureState::Stale
        {
            self.text(self.of(bench::STALE_TEXT));
        }
        let length = model.document.token().len();
        let shares = [size::of_header(length), size::of_cookie(length)];
        self.text(&bench::GAUGES_TEXT.with(model.lang, &[&shares[0], &shares[1]]));
    }

    /// The character under the cursor: its group, the octets of that, the claim that it belongs to.
    fn under(&mut self, piece: &Piece) {
        let model = self.model;
        let Some(under) = &model.token.under else { return };
        let group = model.document.token().get(under.group.clone()).unwrap_or_default();
        let octets = jwt_core::base64url::decode(group).unwrap_or_default();
        let hex: Vec<_> = octets.iter().map(|octet| format!("{octet:02x}")).collect();
        let shown: String = octets
            .iter()
            .map(|&octet| if (0x20..0x7f).contains(&octet) { char::from(octet) } else { '·' })
            .collect();
        let number = under.index.saturating_add(1);
        self.line(&bench::CHARACTER.with(model.lang, &[&number]), Role::Plain);
        self.pair(bench::GROUP_CHARS, group);
        self.pair(bench::GROUP_BYTES, &format!("{}   {shown}", hex.join(" ")));
        let row = under.half.zip(under.row);
        let row = row.and_then(|(half, row)| model.facts.members(half).rows.get(row));
        let carried = match (row, under.half) {
            (Some(row), _) => format!("{}: {}", row.label(), row.shown_value()),
            (None, Some(half)) if model.facts.members(half).rows.is_empty() => String::new(),
            (None, Some(_)) => self.of(bench::BETWEEN).to_owned(),
            (None, None) => {
                let last = under.octets.end.saturating_sub(1);
                let all = piece.octets.unwrap_or_default();
                bench::OCTETS_OF.with(model.lang, &[&under.octets.start, &last, &all])
            }
        };
        let room = self.width.saturating_sub(9).max(8);
        if !carried.is_empty() {
            self.pair(bench::CARRIES, &clip(&carried, room));
        }
        self.blank();
    }

    fn half(&mut self, half: Half) {
        let row = self.model.facts.members(half).rows.get(self.model.claims_pane(half).selected);
        match row {
            Some(row) => self.row(half, row),
            None => {
                let kind =
                    if half == Half::Header { PieceKind::Header } else { PieceKind::Payload };
                let encrypted = self.model.facts.form == Some(Form::Jwe);
                let [title, text] = piece_words(kind, encrypted).map(|phrase| self.of(phrase));
                self.title(title, if half == Half::Header { "RFC 7515 §4" } else { "RFC 7519 §4" });
                self.text(text);
            }
        }
    }

    fn row(&mut self, half: Half, row: &Row) {
        let known = match half {
            Half::Header => header_meaning(&row.name),
            Half::Payload => meaning(&row.name),
        };
        let name = row.label();
        let kind = match half {
            Half::Header => row.standing.header_phrase(),
            Half::Payload => row.standing.phrase(),
        };
        match known {
            Some(known) => {
                self.title(&format!("{name}  {}", self.of(known.short)), known.reference);
                self.text(self.of(known.long));
                self.line(self.of(kind), Role::Dim);
            }
            None => {
                let (reference, private) = match half {
                    Half::Header => ("RFC 7515 §4.3", bench::PRIVATE_PARAMETER_TEXT),
                    Half::Payload => ("RFC 7519 §4.3", bench::PRIVATE_CLAIM_TEXT),
                };
                self.title(&format!("{name}  {}", self.of(kind)), reference);
                let is_public = row.standing == Kind::Public;
                self.text(self.of(if is_public { bench::PUBLIC_NAME_TEXT } else { private }));
            }
        }
        if row.is_duplicate {
            self.line(self.of(bench::DUPLICATE_TEXT), Role::Bad);
            self.blank();
        }
        self.value(row);
        match &row.was {
            Some(Was::Value(before)) => {
                let was = bench::WAS.with(self.model.lang, &[&visible(before)]);
                self.line(&was, Role::Warning);
            }
            Some(Was::Absent) => self.line(self.of(bench::ADDED), Role::Warning),
            None => {}
        }
        if let Some(date) = row.date {
            self.date(date);
        }
    }

    /// The value; one with members inside is laid out over lines.
    fn value(&mut self, row: &Row) {
        let role = super::claims::value_role(row);
        if !matches!(row.kind, "object" | "array") {
            self.line(&row.shown_value(), role);
            return;
        }
        let reading = json::read(row.value.as_bytes(), &Limits::default());
        let laid_out = reading.value.map(|value| lay_out::text(&row.value, &value));
        let written = row.shown_value();
        for line in laid_out.as_deref().unwrap_or(&written).lines() {
            let text = line.trim_start();
            let indent = " ".repeat(line.len().saturating_sub(text.len()).min(self.width / 2));
            let room = self.width.saturating_sub(indent.len());
            for row in prose::fold(&visible(text), room) {
                let row = format!("{indent}{row}");
                self.lines.push(Line::styled(row, self.model.theme.style(role)));
            }
        }
    }

    fn date(&mut self, date: NumericDate) {
        let model = self.model;
        let distance = times::relative(date, model.now, model.lang);
        self.line(&format!("= {}, {distance}", times::utc(date)), Role::Plain);
        if let Some(local) = model.local_words(date) {
            self.line(&format!("= {local}"), Role::Plain);
        }
        if let Some(unit) = times::unit(date, model.now) {
            let seconds = unit.to_seconds(date);
            let values: [&dyn core::fmt::Display; 3] =
                [&self.of(unit.name()), &seconds.seconds(), &times::utc(seconds)];
            self.line(&model.words(bench::LOOKS_LIKE, &values), Role::Warning);
        }
        if let Some(lifetime) = model.facts.times.lifetime() {
            self.blank();
            let bar = super::claims::lifetime(model, lifetime, self.width);
            self.lines.push(bar);
        }
    }

    fn key(&mut self) {
        self.title(self.of(bench::ABOUT_KEY), "RFC 7515 §5.2");
        self.text(self.of(bench::ABOUT_KEY_TEXT));
        self.text(self.of(bench::ABOUT_KEY_ALGORITHM));
    }

    fn check(&mut self, check: &Check) {
        let sign = check.sign.mark();
        let name = check.verdict.map(|kind| self.of(bar::verdict_names(kind)[0]));
        match &check.lesson {
            Some(lesson) => self.title(&format!("{sign} {}", lesson.title), &lesson.reference),
            None => self.title(&format!("{sign} {}", name.unwrap_or_default()), ""),
        }
        self.line(&checks::words(self.model, check), bar::role(check.sign));
        self.blank();
        if let Some(lesson) = &check.lesson {
            self.text(lesson.meaning);
            self.text(lesson.remedy);
        }
        match check.verdict {
            Some(VerdictKind::Time) => self.skew(),
            Some(VerdictKind::Claims) => self.text(&self.model.words(bench::ASK_TEXT, &[])),
            _ => {}
        }
        if let Some(date) = suspect(self.model, check) {
            self.date(date);
            self.blank();
        }
        if let Some(span) = check.span.as_ref().filter(|span| !span.is_empty()) {
            let last = span.end.saturating_sub(1);
            let place = match span.len() {
                1 => bench::WHERE_BYTE.with(self.model.lang, &[&span.start]),
                _ => bench::WHERE_BYTES.with(self.model.lang, &[&span.start, &last]),
            };
            self.line(&place, Role::Dim);
        }
        if let Some(lesson) = &check.lesson {
            self.line(lesson.code, Role::Dim);
        }
    }

    /// How much another clock may differ, and the token holds or holds again.
    fn skew(&mut self) {
        let model = self.model;
        let (times, now) = (model.facts.times, model.now.seconds());
        let early = times.not_before.filter(|date| *date > model.now);
        let told = if let Some(date) = early {
            (bench::SKEW_EARLY, date.seconds().saturating_sub(now))
        } else if let Some(date) = times.expires {
            if date <= model.now {
                (bench::SKEW_BEHIND, now.saturating_sub(date.seconds()))
            } else {
                (bench::SKEW_AHEAD, date.seconds().saturating_sub(now).saturating_sub(1))
            }
        } else {
            return;
        };
        let span = times::span(told.1, model.lang);
        self.text(&model.words(told.0, &[&span]));
    }

    fn of(&self, phrase: Phrase) -> &'static str {
        phrase.of(self.model.lang)
    }

    /// A word and what belongs to it, in two columns.
    fn pair(&mut self, word: Phrase, text: &str) {
        let word = self.of(word);
        let gap = " ".repeat(9_usize.saturating_sub(columns(word)));
        self.lines.push(Line::from(vec![
            Span::styled(format!("{word}{gap}"), self.model.theme.style(Role::Dim)),
            Span::raw(text.to_owned()),
        ]));
    }

    fn title(&mut self, title: &str, reference: &str) {
        let rows = prose::fold(title, self.width);
        let last = rows.len().saturating_sub(1);
        for (index, row) in rows.into_iter().enumerate() {
            let used = columns(&row).saturating_add(2);
            let fits = used.saturating_add(reference.len()) <= self.width;
            let mut spans = vec![Span::styled(row, self.model.theme.style(Role::Title))];
            if index == last && fits {
                spans.push(Span::styled(
                    format!("  {reference}"),
                    self.model.theme.style(Role::Dim),
                ));
            }
            self.lines.push(Line::from(spans));
            if index == last && !fits {
                self.line(reference, Role::Dim);
            }
        }
        self.blank();
    }

    /// A paragraph with air below.
    fn text(&mut self, text: &str) {
        self.line(text, Role::Plain);
        self.blank();
    }

    fn line(&mut self, text: &str, role: Role) {
        for row in prose::fold(text, self.width) {
            self.lines.push(Line::styled(row, self.model.theme.style(role)));
        }
    }

    fn blank(&mut self) {
        self.lines.push(Line::default());
    }
}

/// The date in a smaller unit that a check speaks of.
fn suspect(model: &Model, check: &Check) -> Option<NumericDate> {
    let span = check.span.as_ref()?;
    let rows = &model.facts.payload.rows;
    let touches = |row: &&Row| row.carried_by.start < span.end && span.start < row.carried_by.end;
    let row = rows.iter().filter(touches).find(|row| row.date.is_some())?;
    row.date.filter(|&date| times::suspect_unit(date, model.now))
}

/// Name of a segment and what it is.
fn piece_words(kind: PieceKind, encrypted: bool) -> [Phrase; 2] {
    match (kind, encrypted) {
        (PieceKind::Header, _) => [words::PIECE_HEADER, words::PIECE_HEADER_TEXT],
        (PieceKind::Payload, false) => [words::PIECE_PAYLOAD, words::PIECE_PAYLOAD_TEXT],
        (PieceKind::Signature, false) => [words::PIECE_SIGNATURE, words::PIECE_SIGNATURE_TEXT],
        (PieceKind::Payload, true) => [words::PIECE_CIPHERTEXT, words::PIECE_CIPHERTEXT_TEXT],
        (PieceKind::Signature, true) => [words::PIECE_TAG, words::PIECE_TAG_TEXT],
        (PieceKind::Other, true) => [words::PIECE_ENCRYPTED_KEY, words::PIECE_ENCRYPTED_KEY_TEXT],
        (PieceKind::Other, false) => [words::PIECE_OTHER, words::PIECE_OTHER_TEXT],
    }
}
