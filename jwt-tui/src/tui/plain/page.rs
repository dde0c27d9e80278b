//! What the line mode tells: the token on plain lines, and what a pane shows read off its view.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::engine::document::Half;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns;
use crate::engine::sanitize::visible;
use crate::text::plain as words;
use crate::text::words as common;
use crate::tui::facts::Check;
use crate::tui::facts::Row;
use crate::tui::facts::Sign;
use crate::tui::layout::layout;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Status;
use crate::tui::model::Tone;
use crate::tui::view;
use crate::tui::view::bar;
use crate::tui::view::checks;
use crate::tui::view::claims;

/// The longest value that is told whole.
const VALUE: usize = 160;

/// Everything about the token: verdicts, findings, header and claims with numbers, the key.
pub(super) fn token(model: &Model) -> Vec<String> {
    let lang = model.lang;
    if model.document.token().is_empty() {
        return vec![words::NO_TOKEN.of(lang).to_owned()];
    }
    let forged = model.document.is_forged();
    let state = if forged { common::FORGE } else { common::VERIFY };
    let form = model.facts.form.map_or("-", |form| bar::form_words(form).of(lang));
    let count = model.document.token().chars().count();
    let mut lines = vec![words::TOKEN.with(lang, &[&form, &count, &state.of(lang)])];
    lines.extend(model.facts.checks.iter().map(|check| self::check(model, check)));
    let mut number: usize = 0;
    for half in [Half::Header, Half::Payload] {
        let members = model.facts.members(half);
        let title = half.pane().title().of(lang);
        lines.push(words::MEMBERS.with(lang, &[&title, &members.rows.len()]));
        if members.rows.is_empty() {
            lines.push(format!("  {}", text_of(&claims::summary(model, half, VALUE))));
        }
        for row in &members.rows {
            number = number.saturating_add(1);
            lines.push(member(model, half, row, number));
        }
    }
    let key = match model.key.supply {
        Some(_) => text_of(&view::key::summary(model, VALUE)),
        None => words::NO_KEY.of(lang).to_owned(),
    };
    lines.push(words::KEY.with(lang, &[&key.trim()]));
    lines
}

/// The members of both halves in the order of their numbers.
pub(super) fn numbered(model: &Model) -> Vec<(Half, usize)> {
    let of = |half: Half| (0..model.facts.members(half).rows.len()).map(move |row| (half, row));
    of(Half::Header).chain(of(Half::Payload)).collect()
}

/// A check on one line: its mark, its name if it is a verdict, what it says.
pub(super) fn check(model: &Model, check: &Check) -> String {
    let mark = mark(check.sign);
    let words = checks::words(model, check);
    match check.verdict {
        Some(kind) => {
            let [name, ..] = bar::verdict_names(kind);
            format!("{mark} {}: {words}", name.of(model.lang))
        }
        None => format!("{mark} {words}"),
    }
}

/// What was said last, with its mark.
pub(super) fn status(status: &Status) -> String {
    let mark = match status.tone {
        Tone::Bad => mark(Sign::Fail),
        Tone::Good => mark(Sign::Pass),
        Tone::Note => mark(Sign::Info),
    };
    format!("{mark} {}", status.text)
}

/// The marks of the command line with `--ascii`: read aloud they are words.
fn mark(sign: Sign) -> &'static str {
    match sign {
        Sign::Pass => "[ok]",
        Sign::Fail => "[no]",
        Sign::NotChecked => "[??]",
        Sign::Warning => "[!!]",
        Sign::Info => "[--]",
    }
}

fn member(model: &Model, half: Half, row: &Row, number: usize) -> String {
    let (name, value) = (visible(&row.name), visible(&row.value));
    let value = clip(&value, VALUE);
    let (meaning, _) = claims::short_meaning(model, half, row);
    if meaning.is_empty() {
        return format!("  {number}. {name}: {value}");
    }
    format!("  {number}. {name}: {value} ({meaning})")
}

/// What an open pane shows, as lines without its border.
pub(super) fn pane(model: &Model, pane: Pane) -> Vec<String> {
    let mut model = model.clone();
    model.focus = pane;
    model.zoomed = true;
    let Some(area) = layout(&model).content(pane) else { return Vec::new() };
    let (width, height) = model.size;
    // The test backend is a buffer in memory: it cannot fail.
    let Ok(mut terminal) = Terminal::new(TestBackend::new(width, height));
    let _ = terminal.draw(|frame| view::view(&model, frame));
    rows(terminal.backend().buffer(), area)
}

fn rows(buffer: &Buffer, area: Rect) -> Vec<String> {
    let mut lines: Vec<String> = (area.top()..area.bottom())
        .map(|y| {
            let mut line = String::new();
            let mut covered: usize = 0;
            for x in area.left()..area.right() {
                let symbol = buffer.cell((x, y)).map_or(" ", |cell| cell.symbol());
                if covered == 0 {
                    line.push_str(symbol);
                    covered = columns(symbol).max(1);
                }
                covered = covered.saturating_sub(1);
            }
            line.trim_end().to_owned()
        })
        .collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

fn text_of(line: &Line<'_>) -> String {
    line.spans.iter().map(|span| span.content.as_ref()).collect()
}
