//! Sentences folded at blanks, by columns.

use crate::engine::sanitize::columns;
use crate::engine::sanitize::columns_of;

/// Folds a text to `width` columns; a word that is wider is cut.
#[must_use]
pub fn fold(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let mut row = String::new();
    for word in text.split(' ') {
        let needed = taken(&row).saturating_add(1).saturating_add(columns(word));
        if !row.is_empty() && needed > width {
            rows.push(std::mem::take(&mut row));
        } else if !row.is_empty() {
            row.push(' ');
        }
        for character in word.chars() {
            if taken(&row).saturating_add(columns_of(character)) > width && !row.is_empty() {
                rows.push(std::mem::take(&mut row));
            }
            row.push(character);
        }
    }
    rows.push(row);
    rows
}

/// The columns of a row that grows; most are ASCII, of which the length says it.
fn taken(row: &str) -> usize {
    if row.is_ascii() { row.len() } else { columns(row) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_at_blanks_and_cuts_long_words() {
        assert_eq!(fold("one two three", 7), ["one two", "three"]);
        assert_eq!(fold("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(fold("한글 한글", 5), ["한글", "한글"]);
        assert_eq!(fold("", 5), [""]);
    }

    #[test]
    fn no_row_is_wider_than_asked() {
        for width in 2..20 {
            for row in fold("a 한국어 sentence with averyveryverylongword in it", width) {
                assert!(columns(&row) <= width);
            }
        }
    }
}
