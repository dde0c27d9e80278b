//! Help: every key there is, in sections, those of the focused pane first. Made from the key table.

use ratatui::text::Line;
use ratatui::text::Span;

use crate::engine::sanitize::columns;
use crate::text::craft;
use crate::text::words;
use crate::tui::keymap::Binding;
use crate::tui::keymap::Context;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Screen;
use crate::tui::theme::Role;
use crate::tui::widgets::prose;

/// One section: its title and its rows of the table.
struct Section<'m> {
    title: String,
    rows: Vec<&'m Binding>,
}

/// The help as lines, folded to a width.
#[must_use]
pub fn lines(model: &Model, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for section in sections(model) {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        for title in prose::fold(&section.title, width) {
            lines.push(Line::styled(title, model.theme.style(Role::Title)));
        }
        for row in section.rows {
            push_row(model, row, width, &mut lines);
        }
    }
    lines
}

/// What this pane alone knows, what every pane knows, the other panes of the screen, what comes
/// while something is open, and the other screens. Each row stands once.
fn sections(model: &Model) -> Vec<Section<'_>> {
    let lang = model.lang;
    let pane_title = |pane: Pane| pane.title().of(lang);
    let is_everywhere =
        |row: &Binding| Pane::ALL.into_iter().all(|pane| row.contexts.contains(&pane.context()));
    let mut places =
        vec![(words::IN_THIS_PANE.with(lang, &[&pane_title(model.focus)]), model.focus.context())];
    let others = model.screen.panes().iter().filter(|&&pane| pane != model.focus);
    for &pane in others {
        places.push((craft::IN_PANE.with(lang, &[&pane_title(pane)]), pane.context()));
    }
    let open = Context::ALL.iter().skip(Pane::ALL.len());
    places.extend(open.map(|&context| (context.title().of(lang).to_owned(), context)));
    for screen in Screen::ALL.into_iter().filter(|&screen| screen != model.screen) {
        let on_screen = craft::ON_SCREEN.with(lang, &[&screen.title().of(lang)]);
        for &pane in screen.panes() {
            places.push((format!("{on_screen}: {}", pane_title(pane)), pane.context()));
        }
    }
    let mut told: Vec<&Binding> = Vec::new();
    let mut sections = Vec::new();
    for (index, (title, context)) in places.into_iter().enumerate() {
        let rows: Vec<&Binding> = model
            .desk
            .keymap
            .bindings(context)
            .filter(|row| !row.keys.is_empty() && !is_everywhere(row))
            .filter(|row| !told.iter().any(|other| std::ptr::eq(*other, *row)))
            .collect();
        told.extend(&rows);
        push(&mut sections, title, rows);
        if index == 0 {
            let rows = model.desk.keymap.rows().iter();
            let rows = rows.filter(|row| !row.keys.is_empty() && is_everywhere(row)).collect();
            push(&mut sections, craft::EVERYWHERE.of(lang).to_owned(), rows);
        }
    }
    sections
}

fn push<'m>(sections: &mut Vec<Section<'m>>, title: String, rows: Vec<&'m Binding>) {
    if !rows.is_empty() {
        sections.push(Section { title, rows });
    }
}

fn push_row(model: &Model, row: &Binding, width: usize, lines: &mut Vec<Line<'static>>) {
    let room: usize = if width < 60 { 10 } else { 18 };
    let text = row.keys_text(model.desk.ascii);
    let gap = " ".repeat(room.saturating_sub(columns(&text)));
    let taken = room.max(columns(&text)).saturating_add(3);
    let folded = prose::fold(row.help.of(model.lang), width.saturating_sub(taken));
    for (index, help) in folded.into_iter().enumerate() {
        let first = if index == 0 { format!("  {text}{gap} ") } else { " ".repeat(taken) };
        lines.push(Line::from(vec![
            Span::styled(first, model.theme.style(Role::HintKey)),
            Span::raw(help),
        ]));
    }
}
