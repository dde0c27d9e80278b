//! The bottom line: what is being typed, else what was said last, else the keys that work now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns;
use crate::text::Phrase;
use crate::text::bench;
use crate::text::words;
use crate::tui::keymap;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Purpose;
use crate::tui::model::Tone;
use crate::tui::theme::Role;
use crate::tui::widgets::input;

/// Draws the bottom line.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let line = match (&model.mode, &model.status) {
        (Mode::Line(line), None)
            if matches!(line.purpose, Purpose::Claim(..)) && model.typed_date().is_some() =>
        {
            preview(model, width)
        }
        (Mode::Line(line), None) if !matches!(line.purpose, Purpose::Claim(..)) => {
            let label = format!(" {}: ", label(&line.purpose).of(model.lang));
            let date = model.typed_date().flatten();
            let date =
                date.map_or_else(String::new, |date| format!("  = {}", model.date_words(date)));
            let date = clip(&date, width / 2).into_owned();
            let taken = columns(&label).saturating_add(columns(&date));
            let room = width.saturating_sub(taken).saturating_sub(1);
            let mut spans = vec![Span::styled(label, model.theme.style(Role::HintKey))];
            spans.extend(input::spans(&line.input, line.masked, room, model.theme));
            spans.push(Span::styled(date, model.theme.style(Role::Title)));
            Line::from(spans)
        }
        (Mode::Quit, _) => hints(model, &format!("{} ", words::UNSAVED.of(model.lang)), width),
        (_, Some(status)) => {
            let (sign, role) = match status.tone {
                Tone::Bad => ("✗", Role::Bad),
                Tone::Good => ("✓", Role::Good),
                Tone::Note => ("·", Role::Title),
            };
            let text = clip(&status.text, width.saturating_sub(3)).into_owned();
            Line::from(vec![
                Span::styled(format!(" {sign} "), model.theme.style(role)),
                Span::raw(text),
            ])
        }
        (Mode::Copy, None) => hints(model, &format!("{} ", words::COPY_WHAT.of(model.lang)), width),
        _ => hints(model, "", width),
    };
    frame.buffer_mut().set_line(area.x, area.y, &line, area.width);
}

fn label(purpose: &Purpose) -> Phrase {
    match purpose {
        Purpose::Claim(..) => words::PROMPT_CLAIM,
        Purpose::File => words::PROMPT_FILE,
        Purpose::Key => words::PROMPT_KEY,
        Purpose::Member(_) => bench::PROMPT_MEMBER,
        Purpose::Name(..) => bench::PROMPT_NAME,
        Purpose::Rules => bench::PROMPT_RULES,
        Purpose::Search(_) => bench::PROMPT_SEARCH,
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

/// As many hints as fit, in the order of their worth.
fn hints(model: &Model, before: &str, width: usize) -> Line<'static> {
    let mut spans =
        vec![Span::raw(" "), Span::styled(before.to_owned(), model.theme.style(Role::Warning))];
    let mut used = columns(before).saturating_add(1);
    for row in keymap::hints(model.context()) {
        let Some(key) = row.keys.first().map(ToString::to_string) else { continue };
        let name = row.name.of(model.lang);
        let needed = columns(&key).saturating_add(columns(name)).saturating_add(3);
        if used.saturating_add(needed) > width {
            continue;
        }
        used = used.saturating_add(needed);
        spans.push(Span::styled(key, model.theme.style(Role::HintKey)));
        spans.push(Span::raw(format!(" {name}  ")));
    }
    Line::from(spans)
}
