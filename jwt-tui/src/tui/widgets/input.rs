//! A one-line input: the text around the cursor, masked when it is a secret.

use ratatui::text::Span;

use crate::engine::sanitize::columns;
use crate::engine::sanitize::columns_of;
use crate::engine::sanitize::push_visible;
use crate::tui::line::LineInput;
use crate::tui::theme::Role;
use crate::tui::theme::Theme;

/// The spans of an input in `width` columns; what does not fit is cut on the far side.
#[must_use]
pub fn spans(input: &LineInput, is_masked: bool, width: usize, theme: Theme) -> Vec<Span<'static>> {
    let (before, after) = input.halves();
    let cells =
        |text: &str| -> Vec<String> { text.chars().map(|one| shown(one, is_masked)).collect() };
    let before = cells(before);
    let mut after = cells(after).into_iter();
    let under = after.next().unwrap_or_else(|| " ".to_owned());
    let rest: Vec<String> = after.collect();

    // The cursor stays in sight; a third of the room is kept for what follows it.
    let room = width.saturating_sub(columns(&under));
    let following = columns(&rest.concat()).min(room / 3);
    let left = tail(&before, room.saturating_sub(following));
    let right_room = room.saturating_sub(columns(&left));
    let right = head(&rest, right_room);
    vec![
        Span::styled(left, theme.style(Role::Plain)),
        Span::styled(under, theme.style(Role::Cursor)),
        Span::styled(right, theme.style(Role::Plain)),
    ]
}

fn shown(character: char, is_masked: bool) -> String {
    if is_masked {
        return "•".to_owned();
    }
    let mut text = String::new();
    push_visible(character, &mut text);
    text
}

fn tail(cells: &[String], room: usize) -> String {
    let mut used: usize = 0;
    let fits = |cell: &&String| {
        used = used.saturating_add(columns(cell));
        used <= room
    };
    let count = cells.iter().rev().take_while(fits).count();
    cells.get(cells.len().saturating_sub(count)..).unwrap_or_default().concat()
}

fn head(cells: &[String], room: usize) -> String {
    let mut used: usize = 0;
    cells
        .iter()
        .take_while(|cell| {
            used = used.saturating_add(cell.chars().map(columns_of).sum());
            used <= room
        })
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(input: &LineInput, is_masked: bool, width: usize) -> String {
        spans(input, is_masked, width, Theme::Mono)
            .iter()
            .map(|span| span.content.as_ref())
            .collect()
    }

    #[test]
    fn a_long_line_shows_its_end_and_the_cursor() {
        assert_eq!(text(&LineInput::new("abcdefgh"), false, 5), "efgh ");
        assert_eq!(text(&LineInput::new("ab"), false, 5), "ab ");
        assert_eq!(text(&LineInput::new("ab"), false, 0), " ");
    }

    #[test]
    fn a_secret_shows_its_length_alone() {
        assert_eq!(text(&LineInput::new("한글ab"), true, 9), "•••• ");
    }
}
