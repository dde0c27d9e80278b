//! "What is this?": a few sentences about whatever has the cursor, with the place in the standard.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use jwt_core::NumericDate;
use jwt_core::inspect::Form;

use crate::engine::claims::header_meaning;
use crate::engine::claims::meaning;
use crate::engine::document::Half;
use crate::engine::document::SignatureState;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::visible;
use crate::engine::times;
use crate::text::Phrase;
use crate::text::words;
use crate::tui::facts::Check;
use crate::tui::facts::PieceKind;
use crate::tui::facts::Row;
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

/// Values longer than this are shown by their begin; copying has all of them.
const LONGEST_VALUE: usize = 600;

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
        self.title("JSON Web Token", "RFC 7519");
        self.text("Claims about somebody or something, as JSON, signed by whoever issued them. Three segments of base64url with dots between: header, payload, signature.");
        self.text("Everybody can read a token. Only the key tells whether it is genuine.");
    }

    fn segment(&mut self) {
        let Some(piece) = self.model.facts.pieces.get(self.model.token.segment) else {
            self.start();
            return;
        };
        let encrypted = self.model.facts.form == Some(Form::Jwe);
        let lang = self.model.lang;
        let [title, text] = piece_words(piece.kind, encrypted).map(|phrase| phrase.of(lang));
        self.title(title, if encrypted { "RFC 7516 §3" } else { "RFC 7515 §3" });
        self.text(text);
        let size = match piece.octets {
            Some(octets) => format!(
                "{} characters carry {octets} bytes: base64url, six bits a character.",
                piece.span.len()
            ),
            None => format!("{} characters, not base64url: see Checks.", piece.span.len()),
        };
        self.text(&size);
        if piece.kind == PieceKind::Signature
            && self.model.document.signature_state() == SignatureState::Stale
        {
            self.text("It was made for another text: header or payload changed since. Sign anew to see the token pass.");
        }
    }

    fn half(&mut self, half: Half) {
        let row = self.model.facts.members(half).rows.get(self.model.claims_pane(half).selected);
        match row {
            Some(row) => self.row(half, row),
            None => {
                let kind =
                    if half == Half::Header { PieceKind::Header } else { PieceKind::Payload };
                let encrypted = self.model.facts.form == Some(Form::Jwe);
                let lang = self.model.lang;
                let [title, text] = piece_words(kind, encrypted).map(|phrase| phrase.of(lang));
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
        let name = visible(&row.name).into_owned();
        match known {
            Some(known) => {
                let lang = self.model.lang;
                self.title(&format!("{name}  {}", known.short.of(lang)), known.reference);
                self.text(known.long.of(lang));
            }
            None if half == Half::Header => {
                self.title(&name, "RFC 7515 §4.3");
                self.text("A private header parameter: its meaning is agreed between those who use it. A verifier that does not know it ignores it, unless crit names it.");
            }
            None => {
                self.title(&name, "RFC 7519 §4.3");
                self.text("A private claim: issuer and audience agreed on its meaning among themselves. Nothing keeps others from using the name for something else.");
            }
        }
        if row.is_duplicate {
            self.line("! The name stands here twice; one reader takes the first, another the last. Verifiers must refuse the token.", Role::Bad);
            self.blank();
        }
        let shown: String = row.value.chars().take(LONGEST_VALUE).collect();
        self.line(&visible(&shown), super::claims::value_role(row));
        if let Some(date) = row.date {
            self.date(date);
        }
    }

    fn date(&mut self, date: NumericDate) {
        let now = self.model.now;
        let utc = times::utc(date);
        self.line(
            &format!("= {utc}, {}", times::relative(date, now, self.model.lang)),
            Role::Plain,
        );
        let local = times::local(date);
        if self.model.shows_local_time && !local.ends_with("+00:00") && utc != local {
            self.line(&format!("= {local} (local)"), Role::Plain);
        }
        if times::suspect_unit(date, now) {
            let seconds = NumericDate::from_seconds(date.seconds() / 1000);
            let meant = format!(
                "! These look like milliseconds; as seconds it would be {} = {}.",
                seconds.seconds(),
                times::utc(seconds)
            );
            self.line(&meant, Role::Warning);
        }
    }

    fn key(&mut self) {
        self.title("The key", "RFC 7515 §5.2");
        self.text("Whoever checks a token brings the key; the token may only hint at one. A signature that matches says that the holder of this key made the token, and whether that holder is to be trusted is for you to know.");
        self.text("A key has one algorithm. A header that names another one is refused, whatever the signature says.");
    }

    fn check(&mut self, check: &Check) {
        let sign = check.sign.mark();
        let name =
            check.verdict.map(|kind| bar::verdict_names(kind)[0].of(self.model.lang).to_owned());
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
        if let Some(span) = check.span.as_ref().filter(|span| !span.is_empty()) {
            let last = span.end.saturating_sub(1);
            let place = if span.len() == 1 {
                format!("byte {}", span.start)
            } else {
                format!("bytes {} to {last}", span.start)
            };
            self.line(&format!("Where: {place} of the token, counted from 0."), Role::Dim);
        }
        if let Some(lesson) = &check.lesson {
            self.line(lesson.code, Role::Dim);
        }
    }

    fn title(&mut self, title: &str, reference: &str) {
        let rows = prose::fold(title, self.width);
        let last = rows.len().saturating_sub(1);
        for (index, row) in rows.into_iter().enumerate() {
            let used = crate::engine::sanitize::columns(&row).saturating_add(2);
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
