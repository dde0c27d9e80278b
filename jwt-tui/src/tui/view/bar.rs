//! The two lines at the top: what this is, and the five verdicts, each in three states.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use jwt_core::NumericDate;
use jwt_core::inspect::Form;

use crate::engine::sanitize::begin;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::visible;
use crate::engine::times::relative;
use crate::engine::times::utc;
use crate::text::Phrase;
use crate::text::bench;
use crate::text::words;
use crate::tui::facts::Sign;
use crate::tui::facts::VerdictKind;
use crate::tui::layout::Class;
use crate::tui::message::Command;
use crate::tui::model::Model;
use crate::tui::model::Screen;
use crate::tui::theme::Role;

/// How much of the verdicts is told, from most to least: which name, and which details.
const LEVELS: &[(usize, &[VerdictKind])] = &[
    (0, &VerdictKind::ALL),
    (0, &[VerdictKind::Signature, VerdictKind::Key, VerdictKind::Time]),
    (0, &[VerdictKind::Signature, VerdictKind::Time]),
    (0, &[VerdictKind::Time]),
    (1, &[VerdictKind::Signature, VerdictKind::Time]),
    (1, &[VerdictKind::Time]),
    (1, &[]),
    (2, &[]),
];

/// Draws the top line.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let right = right(model);
    let room = usize::from(area.width).saturating_sub(right.width());
    let (left, _) = fitting(model, room);
    frame.buffer_mut().set_line(area.x, area.y, &left, area.width);
    frame.render_widget(right.right_aligned(), area);
}

/// The screen whose tab stands in a column of the top line.
#[must_use]
pub fn screen_at(model: &Model, area: Rect, column: u16) -> Option<Screen> {
    let room = usize::from(area.width).saturating_sub(right(model).width());
    let column = usize::from(column.saturating_sub(area.x));
    let (_, zones) = fitting(model, room);
    zones.into_iter().find(|(zone, _)| zone.contains(&column)).map(|(_, screen)| screen)
}

/// Whether a column of the top line is where help is named.
#[must_use]
pub fn is_help_at(model: &Model, area: Rect, column: u16) -> bool {
    let line = right(model);
    let words: usize = line.spans.iter().rev().take(2).map(Span::width).sum();
    usize::from(area.right().saturating_sub(column)) <= words
}

/// What stands at the right: that nothing is sent, the mode, and where help is.
fn right(model: &Model) -> Line<'static> {
    let style = |role| model.theme.style(role);
    Line::from(vec![
        Span::styled(format!("{} · ", words::OFFLINE.of(model.lang)), style(Role::Dim)),
        mode(model),
        Span::styled(" · ", style(Role::Dim)),
        Span::styled(help_key(model), style(Role::HintKey)),
        Span::styled(format!(" {} ", words::HELP_HINT.of(model.lang)), style(Role::Dim)),
    ])
}

fn help_key(model: &Model) -> String {
    let table = &model.desk.keymap;
    let row = table.bindings(model.focus.context()).find(|row| row.command == Command::Help);
    row.and_then(|row| row.keys.first()).map_or_else(String::new, ToString::to_string)
}

/// As much of the tabs as fits, and in which columns each stands.
fn fitting(model: &Model, room: usize) -> (Line<'static>, Vec<(Range<usize>, Screen)>) {
    let mut last = (Line::default(), Vec::new());
    for level in [Tabs::Named, Tabs::NamedClose, Tabs::CurrentNamed, Tabs::CurrentOnly] {
        last = tabs(model, level);
        if last.0.width() <= room {
            break;
        }
    }
    last
}

/// How much of the screens' names is told.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Tabs {
    /// All names, with air between them.
    Named,
    /// All names.
    NamedClose,
    /// Numbers, and the name of the one that shows.
    CurrentNamed,
    /// Only the one that shows.
    CurrentOnly,
}

/// The name of the program and the screens with their numbers; the one that shows in brackets.
fn tabs(model: &Model, level: Tabs) -> (Line<'static>, Vec<(Range<usize>, Screen)>) {
    let style = |role| model.theme.style(role);
    let mut spans =
        vec![Span::raw(" "), Span::styled(words::PROGRAM.of(model.lang), style(Role::Title))];
    spans.push(Span::raw(" "));
    let mut zones = Vec::new();
    let width = |spans: &[Span<'_>]| spans.iter().map(Span::width).sum::<usize>();
    for screen in Screen::ALL {
        let before = width(&spans);
        let (number, name) = (screen.number(), screen.title().of(model.lang));
        let is_current = screen == model.screen;
        if is_current {
            spans.push(Span::styled(format!("[{number} {name}]"), style(Role::Title)));
        } else if matches!(level, Tabs::Named | Tabs::NamedClose) {
            spans.push(Span::styled(format!(" {number}"), style(Role::HintKey)));
            spans.push(Span::styled(format!(" {name} "), style(Role::Dim)));
        } else if level == Tabs::CurrentNamed {
            spans.push(Span::styled(format!(" {number} "), style(Role::HintKey)));
        }
        zones.push((before..width(&spans), screen));
        if level == Tabs::Named {
            spans.push(Span::raw(" "));
        }
    }
    (Line::from(spans), zones)
}

/// Draws the verdicts; with the mode at the right where there is no top line.
pub fn draw_verdicts(model: &Model, frame: &mut Frame<'_>, area: Rect, class: Class) {
    let mode = (class == Class::Mini).then(|| Line::from(vec![Span::raw(" "), mode(model)]));
    let taken = mode.as_ref().map_or(0, Line::width);
    let room = usize::from(area.width).saturating_sub(taken);
    let lines = LEVELS.iter().map(|(name, details)| verdicts(model, *name, details));
    let mut last = Line::default();
    for line in lines {
        last = line;
        if last.width() <= room {
            break;
        }
    }
    frame.buffer_mut().set_line(area.x, area.y, &last, area.width);
    if let Some(mode) = mode {
        frame.render_widget(mode.right_aligned(), area);
    }
}

/// The role of a sign.
#[must_use]
pub fn role(sign: Sign) -> Role {
    match sign {
        Sign::Pass => Role::Good,
        Sign::Fail => Role::Bad,
        Sign::NotChecked => Role::Unchecked,
        Sign::Warning => Role::Warning,
        Sign::Info => Role::Dim,
    }
}

/// The mode word: whether the token is given or made.
fn mode(model: &Model) -> Span<'static> {
    if model.document.is_forged() {
        let star = if model.has_unsaved_work() { "*" } else { "" };
        return Span::styled(
            format!("{}{star}", words::FORGE.of(model.lang)),
            model.theme.style(Role::Forge),
        );
    }
    Span::styled(words::VERIFY.of(model.lang), model.theme.style(Role::Title))
}

fn verdicts(model: &Model, name: usize, details: &[VerdictKind]) -> Line<'static> {
    let mut spans = Vec::new();
    for kind in VerdictKind::ALL {
        let sign = model.facts.verdict(kind).map_or(Sign::NotChecked, |check| check.sign);
        let style = model.theme.style(role(sign));
        let word = verdict_names(kind).get(name).copied().map_or("", |name| name.of(model.lang));
        let gap = if name == 0 {
            "   "
        } else if name == 1 {
            "  "
        } else {
            " "
        };
        spans.push(Span::raw(if spans.is_empty() {
            if name == 2 { "" } else { " " }
        } else {
            gap
        }));
        let air = if name == 0 { " " } else { "" };
        spans.push(Span::styled(format!("{}{air}{word}", sign.mark()), style));
        if let Some(detail) = detail(model, kind).filter(|_| details.contains(&kind)) {
            spans.push(Span::raw(format!(" {detail}")));
        }
    }
    Line::from(spans)
}

/// A few words beside a verdict.
fn detail(model: &Model, kind: VerdictKind) -> Option<String> {
    let facts = &model.facts;
    match kind {
        VerdictKind::Structure => Some(form_words(facts.form?).of(model.lang).to_owned()),
        VerdictKind::Signature => {
            let name = facts.header_text("alg")?;
            Some(clip(&visible(&begin(name, 40)), 10).into_owned())
        }
        VerdictKind::Key => {
            let key = facts.key.as_ref()?;
            let kid = key.kid.as_deref().map(|kid| format!("kid {}", clip(kid, 16)));
            Some(kid.unwrap_or_else(|| {
                model.key.supply.as_ref().map_or_else(String::new, |supply| {
                    clip(&visible(supply.source_of(key.index)), 20).into_owned()
                })
            }))
        }
        VerdictKind::Time => time_words(model),
        VerdictKind::Claims => None,
    }
}

/// What the dates say: the most pressing one, by its distance from now.
#[must_use]
pub fn time_words(model: &Model) -> Option<String> {
    let lang = model.lang;
    pressing(model).map(|(verb, date)| verb.with(lang, &[&relative(date, model.now, lang)]))
}

/// The same with the date itself.
#[must_use]
pub fn time_date(model: &Model) -> Option<String> {
    let (_, date) = pressing(model)?;
    Some(bench::WITH_DATE.with(model.lang, &[&time_words(model)?, &utc(date)]))
}

fn pressing(model: &Model) -> Option<(Phrase, NumericDate)> {
    let times = model.facts.times;
    let now = model.now;
    let expired = times.expires.filter(|&date| date <= now).map(|date| (bench::EXPIRED, date));
    let begins = times.not_before.filter(|&date| date > now).map(|date| (bench::BEGINS, date));
    let expires = times.expires.map(|date| (bench::EXPIRES, date));
    expired.or(begins).or(expires).or_else(|| times.issued.map(|date| (bench::ISSUED, date)))
}

/// A serialization in words.
#[must_use]
pub fn form_words(form: Form) -> Phrase {
    match form {
        Form::Compact => bench::FORM_COMPACT,
        Form::JsonFlattened => bench::FORM_FLATTENED,
        Form::JsonGeneral => bench::FORM_GENERAL,
        Form::Jwe => bench::FORM_JWE,
        _ => bench::FORM_NONE,
    }
}

/// Name of a verdict: whole, short, and as short as it gets.
#[must_use]
pub fn verdict_names(kind: VerdictKind) -> [Phrase; 3] {
    match kind {
        VerdictKind::Structure => {
            [words::STRUCTURE, words::STRUCTURE_SHORT, words::STRUCTURE_SHORTEST]
        }
        VerdictKind::Signature => {
            [words::SIGNATURE, words::SIGNATURE_SHORT, words::SIGNATURE_SHORT]
        }
        VerdictKind::Key => {
            [words::KEY_VERDICT, words::KEY_VERDICT_SHORT, words::KEY_VERDICT_SHORT]
        }
        VerdictKind::Time => [words::TIME; 3],
        VerdictKind::Claims => [words::CLAIMS, words::CLAIMS, words::CLAIMS_SHORTEST],
    }
}
