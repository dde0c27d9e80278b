//! Verdicts and findings, one a row; what each means stands in "What is this?" and behind Enter.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use crate::engine::document::SignatureState;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns;
use crate::keys::doctor;
use crate::text::bench;
use crate::text::keys;
use crate::text::words;
use crate::tui::facts::Check;
use crate::tui::facts::Sign;
use crate::tui::facts::VerdictKind;
use crate::tui::layout::content;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::theme::Role;
use crate::tui::view::bar;
use crate::tui::view::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::frame::Edges;
use crate::tui::widgets::prose;
use crate::tui::widgets::rows;

/// Columns of the name of a verdict.
const NAME: usize = 10;

/// Draws the open pane.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let inside = content(area);
    let checks = &model.facts.checks;
    let width = usize::from(inside.width);
    let (lines, _) = lines(model, width);
    let edges = Edges {
        title: Line::styled(Pane::Checks.title().of(model.lang), model.theme.style(Role::Title)),
        note: None,
        foot: vec![rows::place(model.checks.scroll, usize::from(inside.height), lines.len())],
    };
    frame::draw(frame, area, edges, model.focus == Pane::Checks, model.theme);
    if checks.is_empty() {
        draw_lines(
            frame,
            inside,
            vec![Line::styled(words::NOTHING_DECODED.of(model.lang), model.theme.style(Role::Dim))],
            0,
        );
        return;
    }
    draw_lines(frame, inside, lines, model.checks.scroll);
}

/// The content of the pane, and which rows the marked check takes.
#[must_use]
pub fn lines(model: &Model, width: usize) -> (Vec<Line<'static>>, Range<usize>) {
    let mut lines = Vec::new();
    let mut marked = 0..0;
    for (index, check) in model.facts.checks.iter().enumerate() {
        let first = lines.len();
        push_check(model, check, index, width, &mut lines);
        if index == model.checks.selected {
            marked = first..lines.len();
        }
    }
    (lines, marked)
}

/// The check on a row of the pane, counted from the first one that shows.
#[must_use]
pub fn check_of_row(model: &Model, width: usize, row: usize) -> Option<usize> {
    let wanted = model.checks.scroll.saturating_add(row);
    let mut lines = Vec::new();
    model.facts.checks.iter().enumerate().find_map(|(index, check)| {
        push_check(model, check, index, width, &mut lines);
        (wanted < lines.len()).then_some(index)
    })
}

/// Everything on one row: how many of each.
#[must_use]
pub fn summary(model: &Model, width: usize) -> Line<'static> {
    let Some(worst) = worst(model) else {
        return Line::styled(words::NOTHING_DECODED.of(model.lang), model.theme.style(Role::Dim));
    };
    let findings = model.facts.findings().count();
    let more = match findings {
        0 => String::new(),
        1 => bench::ONE_FINDING.of(model.lang).to_owned(),
        count => bench::FINDINGS.with(model.lang, &[&count]),
    };
    let room = width.saturating_sub(columns(&more)).saturating_sub(2);
    Line::from(vec![
        Span::styled(format!("{} ", worst.sign.mark()), model.theme.style(bar::role(worst.sign))),
        Span::raw(clip(&words(model, worst), room).into_owned()),
        Span::styled(more, model.theme.style(Role::Dim)),
    ])
}

/// What a check says; dates are told with their distance from now, judged or not.
#[must_use]
pub fn words(model: &Model, check: &Check) -> String {
    let is_stale = model.document.signature_state() == SignatureState::Stale;
    if check.verdict == Some(VerdictKind::Signature) && check.sign == Sign::Fail && is_stale {
        let stale = model.words(words::STALE, &[]);
        return bench::AND_WHY.with(model.lang, &[&check.message, &stale]);
    }
    if let Some((_, readings)) = model.key.diagnosis()
        && check.verdict == Some(VerdictKind::Signature)
        && check.sign == Sign::Fail
    {
        let told = doctor::told(readings, model.lang);
        return format!("{}; {}", check.message, keys::DOCTOR_CHECK.with(model.lang, &[&told]));
    }
    let is_about_now = check.lesson.as_ref().is_none_or(|lesson| lesson.code.ends_with("expired"));
    let told = bar::time_date(model).filter(|_| check.verdict == Some(VerdictKind::Time));
    match (check.sign, told) {
        (Sign::Pass, Some(words)) => words,
        (Sign::Fail, Some(words)) if is_about_now => words,
        (Sign::NotChecked, Some(words)) => {
            bench::SAYS_THE_TOKEN.with(model.lang, &[&words, &check.message])
        }
        (Sign::NotChecked, None) if nothing_was_asked(model, check) => {
            model.words(bench::ASK_HINT, &[&check.message])
        }
        _ => check.message.clone(),
    }
}

/// Whether the claims could have been judged, had there been anything to judge by.
fn nothing_was_asked(model: &Model, check: &Check) -> bool {
    let signature = model.facts.verdict(VerdictKind::Signature).map(|check| check.sign);
    check.verdict == Some(VerdictKind::Claims) && signature == Some(Sign::Pass)
}

/// The check that matters most: the first failure, else the first thing that was not checked.
fn worst(model: &Model) -> Option<&Check> {
    let checks = &model.facts.checks;
    [Sign::Fail, Sign::NotChecked, Sign::Warning]
        .into_iter()
        .find_map(|sign| checks.iter().find(|check| check.sign == sign))
        .or_else(|| checks.first())
}

/// One check: its sign, its name if it is a verdict, and its words, folded.
fn push_check(
    model: &Model,
    check: &Check,
    index: usize,
    width: usize,
    lines: &mut Vec<Line<'static>>,
) {
    let theme = model.theme;
    let name = check.verdict.map(|kind| bar::verdict_names(kind)[0].of(model.lang).to_uppercase());
    let indent = if name.is_some() { NAME.saturating_add(1) } else { 0 };
    let room = width.saturating_sub(2).saturating_sub(indent);
    let is_marked = index == model.checks.selected && model.focus == Pane::Checks;
    let style = |role| theme.style(if is_marked { Role::Selected } else { role });
    for (row, words) in prose::fold(&words(model, check), room).into_iter().enumerate() {
        let sign = if row == 0 { check.sign.mark() } else { " " };
        let name = name.as_deref().filter(|_| row == 0).unwrap_or_default();
        let gap = " ".repeat(indent.saturating_sub(columns(name)));
        let pad = " ".repeat(room.saturating_sub(columns(&words)));
        lines.push(Line::from(vec![
            Span::styled(format!("{sign} "), theme.style(bar::role(check.sign))),
            Span::styled(format!("{name}{gap}"), style(Role::Title)),
            Span::styled(words, style(Role::Plain)),
            Span::styled(pad, style(Role::Plain)),
        ]));
    }
}
