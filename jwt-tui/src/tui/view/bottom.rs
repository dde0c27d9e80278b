//! The bottom line: what is being typed, else what was said last, else the keys that work now.

use std::ops::Range;

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;
use ratatui::widgets::Clear;

use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns;
use crate::engine::sanitize::visible;
use crate::keys::form::Part;
use crate::text::Phrase;
use crate::text::bench;
use crate::text::craft;
use crate::text::diff;
use crate::text::history;
use crate::text::keys;
use crate::text::words;
use crate::tui::message::Command;
use crate::tui::model::Line as TypedLine;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Purpose;
use crate::tui::model::Status;
use crate::tui::model::Tone;
use crate::tui::theme::Role;
use crate::tui::update::palette;
use crate::tui::update::writing;
use crate::tui::widgets::input;

/// Draws the bottom line.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let line = match Shown::in_line(model) {
        Shown::Hints => hints(model, &before(model), width).0,
        Shown::Letters => letters(model, width),
        Shown::Preview => preview(model, width),
        Shown::Said(status) => said(model, status, width),
        Shown::Typed(line) => {
            if let Some(status) = &model.status {
                draw_above(model, status, frame, area);
            }
            typed(model, line, width)
        }
    };
    frame.buffer_mut().set_line(area.x, area.y, &line, area.width);
}

/// What the line shows.
enum Shown<'m> {
    Hints,
    /// Those of the panes, to jump to one.
    Letters,
    /// The date that is being typed in a pane.
    Preview,
    Said(&'m Status),
    Typed(&'m TypedLine),
}

impl<'m> Shown<'m> {
    fn in_line(model: &'m Model) -> Self {
        match (&model.mode, &model.status) {
            (Mode::Line(line), _) if !matches!(line.purpose, Purpose::Claim(..)) => {
                Self::Typed(line)
            }
            (Mode::Line(_), None) if model.typed_date().is_some() => Self::Preview,
            (Mode::Forget | Mode::Quit | Mode::Replace(_), _) => Self::Hints,
            (_, Some(status)) => Self::Said(status),
            (Mode::Jump, None) => Self::Letters,
            _ => Self::Hints,
        }
    }
}

/// What is being typed, with its cursor, behind what it is for.
fn typed(model: &Model, line: &TypedLine, width: usize) -> Line<'static> {
    let form = writing::form_for(line.input.text(), model.keys.form).name();
    let label = format!(" {}: ", label(&line.purpose).with(model.lang, &[&form]));
    let date = model.typed_date().flatten();
    let date = date.map_or_else(String::new, |date| format!("  = {}", model.date_words(date)));
    let date = clip(&date, width / 2).into_owned();
    let taken = columns(&label).saturating_add(columns(&date));
    let room = width.saturating_sub(taken).saturating_sub(1);
    let mut spans = vec![Span::styled(label, model.theme.style(Role::HintKey))];
    spans.extend(input::spans(&line.input, line.masked, room, model.theme));
    spans.push(Span::styled(date, model.theme.style(Role::Title)));
    if line.purpose == Purpose::Rules && line.input.text().is_empty() {
        let example =
            clip(bench::RULES_EXAMPLE.of(model.lang), room.saturating_sub(1)).into_owned();
        spans.push(Span::styled(example, model.theme.style(Role::Dim)));
    }
    Line::from(spans)
}

/// What was said last, with its sign.
fn said(model: &Model, status: &Status, width: usize) -> Line<'static> {
    let (sign, role) = match status.tone {
        Tone::Bad => ("✗", Role::Bad),
        Tone::Good => ("✓", Role::Good),
        Tone::Note => ("·", Role::Title),
    };
    let text = clip(&status.text, width.saturating_sub(3)).into_owned();
    Line::from(vec![Span::styled(format!(" {sign} "), model.theme.style(role)), Span::raw(text)])
}

/// Says it in the row above: a line that is being typed stays in sight.
fn draw_above(model: &Model, status: &Status, frame: &mut Frame<'_>, area: Rect) {
    let Some(y) = area.y.checked_sub(1) else { return };
    let above = Rect { y, height: 1, ..area };
    frame.render_widget(Clear, above);
    let line = said(model, status, usize::from(area.width));
    frame.buffer_mut().set_line(above.x, above.y, &line, above.width);
}

fn label(purpose: &Purpose) -> Phrase {
    match purpose {
        Purpose::Claim(..) => words::PROMPT_CLAIM,
        Purpose::Compare => diff::PROMPT,
        Purpose::File => words::PROMPT_FILE,
        Purpose::Filter => history::PROMPT,
        Purpose::Key => words::PROMPT_KEY,
        Purpose::Member(_) => bench::PROMPT_MEMBER,
        Purpose::Name(..) => bench::PROMPT_NAME,
        Purpose::Rules => bench::PROMPT_RULES,
        Purpose::Search(_) => bench::PROMPT_SEARCH,
        Purpose::KeyFile(Part::Public) => keys::PROMPT_WRITE,
        Purpose::KeyFile(Part::Whole) => keys::PROMPT_WRITE_WHOLE,
        Purpose::Token => words::PROMPT_TOKEN,
    }
}

/// The date that is being typed, or what can be typed.
fn preview(model: &Model, width: usize) -> Line<'static> {
    let (sign, words, role) = match model.typed_date().flatten() {
        Some(date) => {
            ("✓", bench::PREVIEW.with(model.lang, &[&model.date_words(date)]), Role::Good)
        }
        None => ("?", bench::PREVIEW_HELP.of(model.lang).to_owned(), Role::Unchecked),
    };
    Line::from(vec![
        Span::styled(format!(" {sign} "), model.theme.style(role)),
        Span::raw(clip(&words, width.saturating_sub(3)).into_owned()),
    ])
}

/// The command of the hint in a column of the line, when hints are what it shows.
#[must_use]
pub fn command_at(model: &Model, area: Rect, column: u16) -> Option<Command> {
    if !matches!(Shown::in_line(model), Shown::Hints) {
        return None;
    }
    let column = usize::from(column.saturating_sub(area.x));
    let (_, zones) = hints(model, &before(model), usize::from(area.width));
    let zone = zones.into_iter().find(|(zone, _)| zone.contains(&column));
    zone.map(|(_, command)| command)
}

/// What stands before the hints.
fn before(model: &Model) -> Cow<'static, str> {
    match &model.mode {
        Mode::Quit => Cow::Borrowed(words::UNSAVED.of(model.lang)),
        Mode::Forget => {
            let count = model.key.ring.entries().len();
            Cow::Owned(keys::FORGET_ALL.with(model.lang, &[&count]))
        }
        Mode::Copy => Cow::Borrowed(words::COPY_WHAT.of(model.lang)),
        Mode::Replace(file) => {
            let name = visible(&file.path);
            let name = clip(&name, usize::from(model.size.0) / 3);
            Cow::Owned(keys::REPLACE.with(model.lang, &[&name]))
        }
        _ => Cow::Borrowed(""),
    }
}

/// The letters of the jump with their panes.
fn letters(model: &Model, width: usize) -> Line<'static> {
    let to = format!(" {} ", craft::JUMP_TO.of(model.lang));
    let mut spans = vec![Span::styled(to, model.theme.style(Role::Warning))];
    let panes = palette::letters(model);
    let named = |(_, pane): &(char, Pane)| columns(pane.title().of(model.lang)).saturating_add(4);
    let has_room = panes.iter().map(named).sum::<usize>().saturating_add(10) <= width;
    for (letter, pane) in panes {
        // Where not all have room the focused one tells its name, and the others their letters.
        let name = Some(pane.title().of(model.lang)).filter(|_| has_room || pane == model.focus);
        spans.push(Span::styled(letter.to_string(), model.theme.style(Role::HintKey)));
        spans.push(Span::raw(name.map_or_else(|| "  ".to_owned(), |name| format!(" {name}  "))));
    }
    Line::from(spans)
}

/// As many hints as fit, in the order of their worth, and in which columns each stands.
fn hints(
    model: &Model,
    before: &str,
    width: usize,
) -> (Line<'static>, Vec<(Range<usize>, Command)>) {
    let mut spans = vec![Span::raw(" ")];
    let mut used: usize = 1;
    if !before.is_empty() {
        spans.push(Span::styled(format!("{before} "), model.theme.style(Role::Warning)));
        used = used.saturating_add(columns(before)).saturating_add(1);
    }
    let mut zones = Vec::new();
    for row in model.desk.keymap.hints(model.context()) {
        if row.command == Command::RepairUnits && !model.facts.has_wrong_unit {
            continue;
        }
        // Nothing is hidden in the value of a claim.
        if row.command == Command::Reveal && matches!(model.mode, Mode::Line(_)) {
            continue;
        }
        let Some(press) = row.keys.first() else { continue };
        let key = if model.desk.ascii { press.ascii() } else { press.to_string() };
        let name = row.name.of(model.lang);
        let needed = columns(&key).saturating_add(columns(name)).saturating_add(3);
        let end = used.saturating_add(needed);
        if end > width {
            continue;
        }
        zones.push((used..end.saturating_sub(2), row.command));
        used = end;
        spans.push(Span::styled(key, model.theme.style(Role::HintKey)));
        spans.push(Span::raw(format!(" {name}  ")));
    }
    (Line::from(spans), zones)
}
