//! A text area in the place of a pane: long lines folded, what is hidden named, the cursor reversed.

use std::ops::Range;

use ratatui::Frame;
use ratatui::text::Line;
use ratatui::text::Span;

use crate::engine::sanitize::columns;
use crate::engine::sanitize::columns_of;
use crate::engine::sanitize::is_hidden;
use crate::engine::sanitize::is_rewritten;
use crate::engine::sanitize::push_visible;
use crate::text::bench;
use crate::tui::editor::Editor;
use crate::tui::layout::Place;
use crate::tui::layout::content;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Target;
use crate::tui::theme::Role;
use crate::tui::theme::Theme;
use crate::tui::view::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::frame::Edges;

/// Draws the text area.
pub fn draw(model: &Model, frame: &mut Frame<'_>, place: &Place) {
    let Mode::Edit(edit) = &model.mode else { return };
    let inside = content(place.area);
    let (line, character) = edit.editor.cursor();
    let pane = place.pane.title().of(model.lang);
    let what = match edit.target {
        Target::Half(_) => bench::EDIT_JSON,
        Target::Segment(_) => bench::EDIT_SEGMENT,
        Target::Token => bench::EDIT_TOKEN,
    };
    let what = what.of(model.lang);
    let edges = Edges {
        title: Line::from(vec![
            Span::styled(format!("{pane}  {what}  "), model.theme.style(Role::Title)),
            Span::styled(bench::EDIT_SIGN.of(model.lang), model.theme.style(Role::Forge)),
        ]),
        note: edit.date.map(|date| {
            let words = bench::PREVIEW.with(model.lang, &[&model.date_words(date)]);
            Line::styled(words, model.theme.style(Role::Title))
        }),
        foot: vec![
            bench::PLACE.with(model.lang, &[&line.saturating_add(1), &character.saturating_add(1)]),
        ],
    };
    frame::draw(frame, place.area, edges, true, model.theme);
    let lines =
        lines(&edit.editor, usize::from(inside.width), usize::from(inside.height), model.theme);
    draw_lines(frame, inside, lines, 0);
}

/// The row of the cursor and how many rows there are.
#[must_use]
pub fn cursor_row(editor: &Editor, width: usize) -> (usize, usize) {
    let (line, character) = editor.cursor();
    let mut rows: usize = 0;
    let mut cursor = 0;
    for (index, text) in editor.lines().iter().enumerate() {
        let folds = fold(text, width);
        if index == line {
            let offset = byte_of(text, character);
            let row = folds.partition_point(|fold| fold.start <= offset).saturating_sub(1);
            cursor = rows.saturating_add(row);
        }
        rows = rows.saturating_add(folds.len());
    }
    (cursor, rows)
}

/// How many characters fit a row; one column is kept for the cursor.
#[must_use]
pub fn fold_width(width: usize) -> usize {
    width.saturating_sub(1).max(1)
}

fn lines(editor: &Editor, width: usize, height: usize, theme: Theme) -> Vec<Line<'static>> {
    let (cursor_line, character) = editor.cursor();
    let mut lines = Vec::new();
    let mut row: usize = 0;
    for (index, text) in editor.lines().iter().enumerate() {
        let cursor = (index == cursor_line).then(|| byte_of(text, character));
        let folds = fold(text, width);
        let last = folds.len().saturating_sub(1);
        for (place, fold) in folds.into_iter().enumerate() {
            row = row.saturating_add(1);
            if row <= editor.scroll {
                continue;
            }
            let here = cursor.filter(|&at| fold.contains(&at) || (place == last && at >= fold.end));
            lines.push(line(
                text.get(fold.clone()).unwrap_or_default(),
                here.map(|at| at.saturating_sub(fold.start)),
                theme,
            ));
            if lines.len() >= height {
                return lines;
            }
        }
    }
    lines
}

fn line(text: &str, cursor: Option<usize>, theme: Theme) -> Line<'static> {
    let Some(cursor) = cursor else { return Line::from(styled(text, theme)) };
    let (before, after) = text.split_at_checked(cursor).unwrap_or((text, ""));
    let mut rest = after.chars();
    let under = rest.next().map_or_else(|| " ".to_owned(), shown);
    let mut spans = styled(before, theme);
    spans.push(Span::styled(under, theme.style(Role::Cursor)));
    spans.extend(styled(rest.as_str(), theme));
    Line::from(spans)
}

/// Text with hidden characters by name, which stand out from what is written.
fn styled(text: &str, theme: Theme) -> Vec<Span<'static>> {
    if !text.chars().any(is_rewritten) {
        return vec![Span::styled(text.to_owned(), theme.style(Role::Plain))];
    }
    text.chars()
        .map(|one| {
            Span::styled(
                shown(one),
                theme.style(if is_hidden(one) { Role::Warning } else { Role::Plain }),
            )
        })
        .collect()
}

fn shown(character: char) -> String {
    let mut text = String::new();
    push_visible(character, &mut text);
    text
}

/// The rows of one line, as byte ranges.
fn fold(line: &str, width: usize) -> Vec<Range<usize>> {
    let width = fold_width(width);
    if line.is_empty() {
        return std::iter::once(0..0).collect();
    }
    let mut rows = Vec::new();
    let mut start: usize = 0;
    if line.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        while start < line.len() {
            let end = start.saturating_add(width).min(line.len());
            rows.push(start..end);
            start = end;
        }
        return rows;
    }
    let mut used: usize = 0;
    for (offset, character) in line.char_indices() {
        let needed =
            if is_hidden(character) { columns(&shown(character)) } else { columns_of(character) };
        if used.saturating_add(needed) > width && offset > start {
            rows.push(start..offset);
            start = offset;
            used = 0;
        }
        used = used.saturating_add(needed);
    }
    rows.push(start..line.len());
    rows
}

fn byte_of(line: &str, character: usize) -> usize {
    line.char_indices().nth(character).map_or(line.len(), |(offset, _)| offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(editor: &Editor, width: usize, height: usize) -> Vec<String> {
        lines(editor, width, height, Theme::Mono)
            .iter()
            .map(|line| line.spans.iter().map(|span| span.content.as_ref()).collect())
            .collect()
    }

    #[test]
    fn long_lines_are_folded_and_the_cursor_has_room() {
        let mut editor = Editor::new("abcdef\nx");
        assert_eq!(rows(&editor, 4, 9), ["abc", "def", "x"]);
        editor.go_to(0, 6);
        assert_eq!(rows(&editor, 4, 9), ["abc", "def ", "x"]);
        assert_eq!(cursor_row(&editor, 4), (1, 3));
    }

    #[test]
    fn hidden_characters_are_named() {
        let editor = Editor::new("a\u{202e}b");
        assert_eq!(rows(&editor, 20, 1), ["a⟨U+202E⟩b"]);
    }

    #[test]
    fn only_the_rows_that_show_are_made() {
        let mut editor = Editor::new(&"a\n".repeat(1000));
        editor.scroll = 990;
        assert_eq!(rows(&editor, 10, 3), ["a", "a", "a"]);
    }
}
