//! Header and payload: a table with the meaning of each claim, JSON laid out, or raw.

use core::fmt::Display;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use jwt_core::inspect::Form;

use crate::engine::claims::Kind;
use crate::engine::claims::header_meaning;
use crate::engine::claims::meaning;
use crate::engine::document::Half;
use crate::engine::sanitize::begin;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns;
use crate::engine::sanitize::visible;
use crate::engine::times::Lifetime;
use crate::engine::times::relative;
use crate::engine::times::unit;
use crate::text::bench;
use crate::text::words;
use crate::tui::facts::Row;
use crate::tui::facts::Was;
use crate::tui::layout::Place;
use crate::tui::layout::content;
use crate::tui::model::Line as InputLine;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Purpose;
use crate::tui::model::View;
use crate::tui::theme::Role;
use crate::tui::view::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::frame::Edges;
use crate::tui::widgets::input;
use crate::tui::widgets::rows;

/// From which width of the pane the meaning shows.
const SHOWS_MEANING: usize = 46;
/// The columns that a value has at least, beside names and meanings.
const LEAST_VALUE: usize = 14;

/// Columns of the meaning; the same from second to second, so that nothing jumps.
fn meaning_width(width: usize) -> usize {
    match width {
        0..SHOWS_MEANING => 0,
        SHOWS_MEANING..70 => 21,
        _ => 27,
    }
}

/// Draws the open pane of a half.
pub fn draw(model: &Model, frame: &mut Frame<'_>, place: &Place) {
    let Some(half) = place.pane.half() else { return };
    let inside = content(place.area);
    let members = model.facts.members(half);
    let pane = model.claims_pane(half);
    let view = model.view_of(half);
    let shown = usize::from(inside.height);
    let (count, sheet) = match view {
        View::Table => (members.rows.len(), None),
        View::Json => (members.json.row_count(), Some(&members.json)),
        View::Raw => (members.raw.row_count(), Some(&members.raw)),
    };
    let edges = Edges {
        title: title(model, half, view),
        note: removed(model, half),
        foot: vec![rows::place(pane.scroll, shown, count), counts(model, half)],
    };
    frame::draw(frame, place.area, edges, model.focus == place.pane, model.theme);
    if let Some(words) = instead(model, half) {
        draw_lines(frame, inside, vec![Line::styled(words, model.theme.style(Role::Dim))], 0);
        if model.facts.form != Some(Form::Jwe) {
            return;
        }
    }
    if half == Half::Payload && model.facts.form == Some(Form::Jwe) {
        let below = Rect {
            y: inside.y.saturating_add(2),
            height: inside.height.saturating_sub(2),
            ..inside
        };
        let lines = (pane.scroll..count)
            .take(shown)
            .map(|row| rows::line(&members.raw, row, &(0..0), model.theme));
        draw_lines(frame, below, lines.collect(), 0);
        return;
    }
    match sheet {
        Some(sheet) => {
            let marked = model.marked_text(half);
            let marked = sheet.shown(marked.start)..sheet.shown(marked.end);
            let lines = (pane.scroll..count)
                .take(shown)
                .map(|row| rows::line(sheet, row, &marked, model.theme));
            draw_lines(frame, inside, lines.collect(), 0);
        }
        None => draw_table(model, frame, inside, half),
    }
}

/// The claims on one row: `alg "ES256" · kid "ec1"`.
#[must_use]
pub fn summary(model: &Model, half: Half, width: usize) -> Line<'static> {
    if let Some(words) = instead(model, half) {
        return Line::styled(words, model.theme.style(Role::Dim));
    }
    let members = model.facts.members(half);
    let mut spans = Vec::new();
    let mut used: usize = 0;
    for row in &members.rows {
        let name = row.label();
        let value = clip(&row.shown_value(), 28).into_owned();
        let gap = if spans.is_empty() { "" } else { "  " };
        let needed = columns(gap)
            .saturating_add(columns(&name))
            .saturating_add(1)
            .saturating_add(columns(&value));
        used = used.saturating_add(needed);
        if used.saturating_add(2) > width {
            spans.push(Span::styled(" …", model.theme.style(Role::Dim)));
            break;
        }
        spans.push(Span::raw(gap));
        spans.push(Span::styled(name, model.theme.style(Role::Name)));
        spans.push(Span::raw(" "));
        spans.push(Span::styled(value, model.theme.style(value_role(row))));
    }
    if members.rows.is_empty() {
        let text = clip(members.raw.begin(width), width).into_owned();
        return Line::styled(text, model.theme.style(Role::Plain));
    }
    Line::from(spans)
}

/// What a claim means, in a few words, with the distance of a date.
#[must_use]
pub fn short_meaning(model: &Model, half: Half, row: &Row) -> (String, Role) {
    let lang = model.lang;
    if row.is_duplicate {
        return (bench::NAMED_TWICE.of(lang).to_owned(), Role::Bad);
    }
    match &row.was {
        Some(Was::Value(before)) => {
            return (bench::WAS.with(lang, &[&visible(before)]), Role::Warning);
        }
        Some(Was::Absent) => return (bench::ADDED.of(lang).to_owned(), Role::Warning),
        None => {}
    }
    let known = match half {
        Half::Header => header_meaning(&row.name),
        Half::Payload => meaning(&row.name),
    };
    let Some(known) = known else {
        let kind = match half {
            Half::Header => row.standing.header_phrase(),
            Half::Payload => row.standing.phrase(),
        };
        return (kind.of(lang).to_owned(), Role::Dim);
    };
    let Some(date) = row.date else {
        if known.is_date {
            return (bench::NO_DATE.with(lang, &[&row.kind]), Role::Warning);
        }
        return (known.short.of(model.lang).to_owned(), Role::Dim);
    };
    if let Some(unit) = unit(date, model.now) {
        return (model.words(bench::UNIT, &[&unit.sign()]), Role::Warning);
    }
    let distance = relative(date, model.now, lang);
    match row.name.as_str() {
        "exp" if date <= model.now => (bench::EXPIRED.with(lang, &[&distance]), Role::Bad),
        "exp" => (bench::EXPIRES.with(lang, &[&distance]), Role::Plain),
        "nbf" if date > model.now => (bench::BEGINS.with(lang, &[&distance]), Role::Bad),
        "nbf" => (bench::BEGAN.with(lang, &[&distance]), Role::Plain),
        "iat" => (bench::ISSUED.with(lang, &[&distance]), Role::Plain),
        _ => {
            let values: [&dyn Display; 2] = [&known.short.of(lang), &distance];
            (bench::MEANING_AND_DISTANCE.with(lang, &values), Role::Plain)
        }
    }
}

fn title(model: &Model, half: Half, view: View) -> Line<'static> {
    let style = |role| model.theme.style(role);
    let mut spans = vec![Span::styled(half.pane().title().of(model.lang), style(Role::Title))];
    let members = model.facts.members(half);
    if members.is_json {
        spans.push(Span::raw("  "));
        for other in [View::Table, View::Json, View::Raw] {
            let word = other.title().of(model.lang);
            spans.push(if other == view {
                Span::styled(format!("[{word}]"), style(Role::Title))
            } else {
                Span::styled(format!(" {word} "), style(Role::Dim))
            });
        }
    }
    Line::from(spans)
}

fn counts(model: &Model, half: Half) -> String {
    let members = model.facts.members(half);
    let octets = members.octets;
    match (members.rows.len(), members.is_present) {
        (_, false) => String::new(),
        (0, true) => bench::BYTES.with(model.lang, &[&octets]),
        (1, true) => bench::ONE_MEMBER.with(model.lang, &[&octets]),
        (count, true) => bench::MEMBERS.with(model.lang, &[&count, &octets]),
    }
}

/// What is said where there is nothing to show.
fn instead(model: &Model, half: Half) -> Option<&'static str> {
    let members = model.facts.members(half);
    if half == Half::Payload && model.facts.form == Some(Form::Jwe) {
        return Some(words::ENCRYPTED.of(model.lang));
    }
    if model.document.token().is_empty() || model.facts.form.is_none() {
        return Some(words::NOTHING_DECODED.of(model.lang));
    }
    if !members.is_present {
        return Some(words::EMPTY_SEGMENT.of(model.lang));
    }
    (members.is_json && members.rows.is_empty() && members.octets <= 4)
        .then_some(words::NO_MEMBERS.of(model.lang))
}

fn draw_table(model: &Model, frame: &mut Frame<'_>, area: Rect, half: Half) {
    let members = model.facts.members(half);
    let pane = model.claims_pane(half);
    let width = usize::from(area.width);
    let beside = meaning_width(width).saturating_add(LEAST_VALUE).saturating_add(7);
    let names = members.name_width.min(width.saturating_sub(beside)).max(3);
    let lines = members
        .rows
        .iter()
        .enumerate()
        .skip(pane.scroll)
        .take(usize::from(area.height))
        .map(|(index, row)| table_row(model, half, row, index, (names, width)))
        .collect();
    draw_lines(frame, area, lines, 0);
    let lifetime = model.facts.times.lifetime().filter(|_| half == Half::Payload);
    // Below the claims, where a row of air and one for the bar are left.
    let used = members.rows.len().saturating_add(2);
    if let Some(lifetime) = lifetime.filter(|_| used <= usize::from(area.height)) {
        let y = area.y.saturating_add(u16::try_from(used).unwrap_or(u16::MAX)).saturating_sub(1);
        let bar = self::lifetime(model, lifetime, width);
        frame.buffer_mut().set_line(area.x, y, &bar, area.width);
    }
}

/// How much of the lifetime has gone, as a bar and in percent.
#[must_use]
pub fn lifetime(model: &Model, lifetime: Lifetime, width: usize) -> Line<'static> {
    let theme = model.theme;
    let used = lifetime.used(model.now, 100);
    let name = format!("  {} ", bench::LIFETIME.of(model.lang));
    let words = format!(" {}", bench::USED.with(model.lang, &[&used]));
    let room = width.saturating_sub(columns(&name)).saturating_sub(columns(&words)).min(30);
    let full = lifetime.used(model.now, room);
    let role = if used >= 100 { Role::Bad } else { Role::Good };
    Line::from(vec![
        Span::styled(name, theme.style(Role::Dim)),
        Span::styled("█".repeat(full), theme.style(role)),
        Span::styled("░".repeat(room.saturating_sub(full)), theme.style(Role::Dim)),
        Span::raw(words),
    ])
}

/// What an edit took away, for the border; else the letters of the kinds.
fn removed(model: &Model, half: Half) -> Option<Line<'static>> {
    let members = model.facts.members(half);
    if !members.removed.is_empty() {
        let names: Vec<_> = members.removed.iter().take(8).map(|name| begin(name, 40)).collect();
        let names = visible(&names.join(", ")).into_owned();
        let words = bench::REMOVED.with(model.lang, &[&clip(&names, 30)]);
        return Some(Line::styled(words, model.theme.style(Role::Warning)));
    }
    let is_table = model.view_of(half) == View::Table && !members.rows.is_empty();
    let legend = bench::LEGEND.of(model.lang);
    (is_table && half == Half::Payload).then(|| Line::styled(legend, model.theme.style(Role::Dim)))
}

/// The letter of a kind.
fn letter(kind: Kind) -> &'static str {
    match kind {
        Kind::Registered => "R",
        Kind::Public => "P",
        Kind::Private => "·",
    }
}

fn table_row(
    model: &Model,
    half: Half,
    row: &Row,
    index: usize,
    (names, width): (usize, usize),
) -> Line<'static> {
    let theme = model.theme;
    let is_focused = model.focus == half.pane();
    let mark = if model.marked_row(half) == Some(index) { "▸ " } else { "  " };
    let is_selected = index == model.claims_pane(half).selected;
    let name = clip(&row.label(), names).into_owned();
    let gap = " ".repeat(names.saturating_sub(columns(&name)).saturating_add(2));
    let rest = width.saturating_sub(names).saturating_sub(6);
    let mut spans = vec![
        Span::styled(mark, theme.style(Role::HintKey)),
        Span::styled(format!("{} ", letter(row.standing)), theme.style(Role::Dim)),
        Span::styled(name, theme.style(Role::Name)),
        Span::raw(gap),
    ];
    if let Mode::Line(InputLine { purpose: Purpose::Claim(of, _), input, masked }) = &model.mode
        && is_selected
        && *of == half
    {
        spans.extend(input::spans(input, *masked, rest, theme));
        return Line::from(spans);
    }
    let meaning = meaning_width(width);
    let room = if meaning > 0 { rest.saturating_sub(meaning).saturating_sub(1) } else { rest };
    let value = clip(&row.shown_value(), room).into_owned();
    let gap = " ".repeat(room.saturating_sub(columns(&value)).saturating_add(1));
    spans.push(Span::styled(value, theme.style(value_role(row))));
    if meaning > 0 {
        let (words, role) = short_meaning(model, half, row);
        spans.push(Span::raw(gap));
        let words = clip(&words, meaning).into_owned();
        let pad = " ".repeat(meaning.saturating_sub(columns(&words)));
        spans.push(Span::styled(words, theme.style(role)));
        spans.push(Span::raw(pad));
    }
    if is_selected && is_focused {
        for span in spans.iter_mut().skip(1) {
            span.style = theme.style(Role::Selected);
        }
    }
    Line::from(spans)
}

/// The role of a value by its kind.
#[must_use]
pub fn value_role(row: &Row) -> Role {
    match row.kind {
        "string" => Role::String,
        "number" => Role::Number,
        "boolean" | "null" => Role::Literal,
        _ => Role::Plain,
    }
}
