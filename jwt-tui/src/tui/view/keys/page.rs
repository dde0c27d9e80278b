//! A page of labelled values and sentences, folded to a width.

use ratatui::text::Line;
use ratatui::text::Span;

use crate::engine::sanitize::columns;
use crate::text::Phrase;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::widgets::prose;

/// Lines that are being written.
pub(in crate::tui::view) struct Page<'m> {
    model: &'m Model,
    width: usize,
    indent: usize,
    pub(in crate::tui::view) lines: Vec<Line<'static>>,
}

impl<'m> Page<'m> {
    /// An empty page whose labels take this many columns.
    pub(in crate::tui::view) fn new(model: &'m Model, width: usize, indent: usize) -> Self {
        Self { model, width, indent, lines: Vec::new() }
    }

    /// A labelled text, folded behind its label.
    pub(in crate::tui::view) fn field(&mut self, label: Phrase, text: &str, role: Role) {
        self.labelled(label.of(self.model.lang), text, role);
    }

    /// The same with a label that is no phrase.
    pub(in crate::tui::view) fn labelled(&mut self, label: &str, text: &str, role: Role) {
        let indent = self.indent.max(columns(label).saturating_add(1));
        for (index, row) in
            prose::fold(text, self.width.saturating_sub(indent)).into_iter().enumerate()
        {
            let label = if index == 0 { label } else { "" };
            let gap = " ".repeat(indent.saturating_sub(columns(label)));
            self.lines.push(Line::from(vec![
                Span::styled(format!("{label}{gap}"), self.model.theme.style(Role::Dim)),
                Span::styled(row, self.model.theme.style(role)),
            ]));
        }
    }

    /// A sentence behind a sign.
    pub(in crate::tui::view) fn signed(
        &mut self,
        sign: &str,
        sign_role: Role,
        text: &str,
        role: Role,
    ) {
        for (index, row) in prose::fold(text, self.width.saturating_sub(2)).into_iter().enumerate()
        {
            let sign = if index == 0 { sign } else { " " };
            self.lines.push(Line::from(vec![
                Span::styled(format!("{sign} "), self.model.theme.style(sign_role)),
                Span::styled(row, self.model.theme.style(role)),
            ]));
        }
    }

    /// A text by itself, its own lines kept.
    pub(in crate::tui::view) fn text(&mut self, text: &str, role: Role) {
        for line in text.lines() {
            // Blanks at the beginning of a line are its indent, also of what is folded.
            let bare = line.trim_start_matches(' ');
            let indent = " ".repeat(line.len().saturating_sub(bare.len()).min(self.width / 2));
            let style = self.model.theme.style(role);
            let rows = prose::fold(bare, self.width.saturating_sub(indent.len()));
            self.lines
                .extend(rows.into_iter().map(|row| Line::styled(format!("{indent}{row}"), style)));
        }
    }

    /// How many columns there are.
    pub(in crate::tui::view) fn width(&self) -> usize {
        self.width
    }

    /// An empty line, unless the page begins with it.
    pub(in crate::tui::view) fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
    }
}
