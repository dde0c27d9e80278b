//! A long text cut into rows once, so that a frame only touches the rows that show.
//!
//! Holds the text as it is shown (already sanitised), what role each stretch of it has, and the
//! byte range of each row. Rows are cut anew when the text or the width changes, never in a frame.

use std::ops::Range;

use crate::engine::sanitize::columns_of;
use crate::engine::sanitize::push_visible;
use crate::tui::theme::Role;

/// Text in rows.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Sheet {
    text: String,
    /// Where a role begins; sorted, the first at 0 unless the text is empty.
    roles: Vec<(usize, Role)>,
    /// Where the shown text moves away from its source: (source offset, shown offset) after each
    /// character that is shown by its name.
    shifts: Vec<(usize, usize)>,
    /// Shown offsets at which a row must begin: lines and segments.
    breaks: Vec<usize>,
    rows: Vec<Range<usize>>,
    width: usize,
}

/// Builds a [`Sheet`] from left to right.
#[derive(Debug, Default)]
pub struct SheetBuilder {
    sheet: Sheet,
    source: usize,
}

impl SheetBuilder {
    /// Adds source text in one role; line breaks become rows.
    pub fn push(&mut self, text: &str, role: Role) {
        self.enter(role);
        if is_plain_ascii(text) {
            self.sheet.text.push_str(text);
            self.source = self.source.saturating_add(text.len());
            return;
        }
        for character in text.chars() {
            self.source = self.source.saturating_add(character.len_utf8());
            if character == '\n' {
                // The break itself is not drawn; its place stays with the row it ends.
                self.sheet.text.push(' ');
                self.sheet.breaks.push(self.sheet.text.len());
            } else {
                let end = self.sheet.text.len().saturating_add(character.len_utf8());
                push_visible(character, &mut self.sheet.text);
                if self.sheet.text.len() != end {
                    self.sheet.shifts.push((self.source, self.sheet.text.len()));
                }
            }
        }
    }

    /// Adds text that is not in the source, such as indentation.
    pub fn decorate(&mut self, text: &str, role: Role) {
        self.enter(role);
        self.sheet.text.push_str(text);
        self.sheet.shifts.push((self.source, self.sheet.text.len()));
    }

    /// Skips source text that is not shown.
    pub fn skip(&mut self, octets: usize) {
        self.source = self.source.saturating_add(octets);
        self.sheet.shifts.push((self.source, self.sheet.text.len()));
    }

    /// Begins a new row here.
    pub fn break_row(&mut self) {
        self.sheet.breaks.push(self.sheet.text.len());
    }

    /// The sheet, not yet cut.
    #[must_use]
    pub fn build(self) -> Sheet {
        self.sheet
    }

    fn enter(&mut self, role: Role) {
        if self.sheet.roles.last().is_none_or(|&(_, last)| last != role) {
            self.sheet.roles.push((self.sheet.text.len(), role));
        }
    }
}

impl Sheet {
    /// Cuts the rows for a width; does nothing when they are cut for it already.
    pub fn cut(&mut self, width: usize) {
        let width = width.max(1);
        if self.width == width && !self.rows.is_empty() {
            return;
        }
        self.width = width;
        self.rows.clear();
        let mut from = 0;
        for index in 0..=self.breaks.len() {
            let to = self.breaks.get(index).copied().unwrap_or(self.text.len());
            self.cut_line(from..to);
            from = to;
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// The begin of the text, at most four bytes for each of so many columns.
    #[must_use]
    pub fn begin(&self, columns: usize) -> &str {
        let most = columns.saturating_add(1).saturating_mul(4);
        self.text.get(..self.text.floor_char_boundary(most)).unwrap_or_default()
    }

    /// The shown range of a row.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<Range<usize>> {
        self.rows.get(index).cloned()
    }

    /// The pieces of a row, each in one role and with its shown range.
    pub fn pieces(&self, index: usize) -> impl Iterator<Item = (Range<usize>, &str, Role)> {
        let row = self.row(index).unwrap_or(0..0);
        let first = self.roles.partition_point(|&(start, _)| start <= row.start).saturating_sub(1);
        let roles = self.roles.get(first..).unwrap_or_default();
        let end = row.end;
        roles.iter().enumerate().take_while(move |(_, (start, _))| *start < end).filter_map(
            move |(place, &(start, role))| {
                let next = roles.get(place.saturating_add(1)).map_or(end, |&(next, _)| next);
                let range = start.max(row.start)..next.min(end);
                self.text
                    .get(range.clone())
                    .filter(|text| !text.is_empty())
                    .map(|text| (range, text, role))
            },
        )
    }

    /// The row that shows a place of the shown text.
    #[must_use]
    pub fn row_of(&self, shown: usize) -> usize {
        self.rows.partition_point(|row| row.start <= shown).saturating_sub(1)
    }

    /// Where a place of the source is shown.
    #[must_use]
    pub fn shown(&self, source: usize) -> usize {
        let place = self.shifts.partition_point(|&(from, _)| from <= source);
        match place.checked_sub(1).and_then(|index| self.shifts.get(index)) {
            Some(&(from, shown)) => shown.saturating_add(source.saturating_sub(from)),
            None => source,
        }
        .min(self.text.len())
    }

    /// The place of the source that is shown at a place; what is only shown belongs to what follows.
    #[must_use]
    pub fn source(&self, shown: usize) -> usize {
        let place = self.shifts.partition_point(|&(_, at)| at <= shown);
        let next = self.shifts.get(place).map_or(usize::MAX, |&(from, _)| from);
        match place.checked_sub(1).and_then(|index| self.shifts.get(index)) {
            Some(&(from, at)) => from.saturating_add(shown.saturating_sub(at)),
            None => shown,
        }
        .min(next)
    }

    fn cut_line(&mut self, line: Range<usize>) {
        let Some(text) = self.text.get(line.clone()) else { return };
        if text.is_empty() {
            self.rows.push(line);
            return;
        }
        if text.is_ascii() {
            let mut start = line.start;
            while start < line.end {
                let end = start.saturating_add(self.width).min(line.end);
                // A line break takes no room of its own.
                let end = if end.saturating_add(1) == line.end && text.ends_with(' ') {
                    line.end
                } else {
                    end
                };
                self.rows.push(start..end);
                start = end;
            }
            return;
        }
        let mut start = line.start;
        let mut used: usize = 0;
        for (offset, character) in text.char_indices() {
            let place = line.start.saturating_add(offset);
            let columns = columns_of(character);
            if used.saturating_add(columns) > self.width && place > start {
                self.rows.push(start..place);
                start = place;
                used = 0;
            }
            used = used.saturating_add(columns);
        }
        self.rows.push(start..line.end);
    }
}

fn is_plain_ascii(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(sheet: &Sheet) -> Vec<String> {
        (0..sheet.row_count())
            .map(|row| sheet.pieces(row).map(|(_, text, _)| text).collect())
            .collect()
    }

    #[test]
    fn rows_are_cut_by_width_and_lines() {
        let mut builder = SheetBuilder::default();
        builder.push("abcdef\ngh", Role::Plain);
        let mut sheet = builder.build();
        sheet.cut(4);
        assert_eq!(rows(&sheet), ["abcd", "ef ", "gh"]);
        sheet.cut(6);
        assert_eq!(rows(&sheet), ["abcdef ", "gh"]);
    }

    #[test]
    fn wide_characters_count_twice() {
        let mut builder = SheetBuilder::default();
        builder.push("한글자a", Role::Plain);
        let mut sheet = builder.build();
        sheet.cut(5);
        assert_eq!(rows(&sheet), ["한글", "자a"]);
    }

    #[test]
    fn pieces_keep_their_roles_over_row_borders() {
        let mut builder = SheetBuilder::default();
        builder.push("aaaa", Role::Header);
        builder.push(".", Role::Dot);
        builder.break_row();
        builder.push("bb", Role::Payload);
        let mut sheet = builder.build();
        sheet.cut(3);
        let roles: Vec<Vec<Role>> =
            (0..3).map(|row| sheet.pieces(row).map(|(_, _, role)| role).collect()).collect();
        assert_eq!(roles, [vec![Role::Header], vec![Role::Header, Role::Dot], vec![Role::Payload]]);
    }

    #[test]
    fn a_place_in_the_source_is_found_after_named_characters() {
        let mut builder = SheetBuilder::default();
        builder.push("a\u{202e}b", Role::Plain);
        let sheet = builder.build();
        assert_eq!(sheet.shown(0), 0);
        assert_eq!(sheet.text.get(sheet.shown(4)..), Some("b"));
    }

    #[test]
    fn the_source_of_a_place_is_found_again() {
        let mut builder = SheetBuilder::default();
        builder.push("ab\u{202e}cd", Role::Plain);
        let sheet = builder.build();
        for source in [0, 1, 5, 6] {
            assert_eq!(sheet.source(sheet.shown(source)), source);
        }
    }

    #[test]
    fn an_empty_sheet_has_one_empty_row() {
        let mut sheet = Sheet::default();
        sheet.cut(10);
        assert_eq!(sheet.row_count(), 1);
        assert_eq!(sheet.pieces(0).count(), 0);
        assert_eq!(sheet.pieces(9).count(), 0);
    }
}
