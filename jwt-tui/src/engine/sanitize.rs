//! The one door through which foreign text reaches a screen.
//!
//! Tokens, claims, key identifiers and file names come from strangers. A control character among
//! them could move the cursor, set the clipboard or change the title; a bidirectional override
//! could show `admin` where the token says something else. Here each such character becomes its
//! visible name, `⟨U+202E⟩`, and everything else stays as it is.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;
use unicode_width::UnicodeWidthStr;

use crate::text::ascii;

/// Makes every character of one line visible; a line break is named, too.
///
/// Borrows when there is nothing to change, which is the common case.
///
/// # Example: an override that would reverse the rest of the line
///
/// ```
/// use jwt_tui::engine::sanitize::visible;
///
/// assert_eq!(visible("a\u{202e}b"), "a⟨U+202E⟩b");
/// assert_eq!(visible("plain 한글"), "plain 한글");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    rewrite(text, is_hidden)
}

/// Makes every character visible but keeps line breaks, for text that is shown over several lines.
#[must_use]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    rewrite(text, |character| character != '\n' && is_hidden(character))
}

/// Whether a character would not show, or would change how others show.
///
/// Control characters (C0, DEL, C1), bidirectional marks and overrides, zero-width characters,
/// line and paragraph separators, invisible operators, interlinear marks, tags and noncharacters.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{fffe}'..='\u{ffff}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Follows a character of foreign text that looks like a sign of ours, while [`marking`] is on.
///
/// It takes no column and joins the character before it (U+034F, combining grapheme joiner). Foreign
/// text cannot bring it along: it is hidden, so it shows by its name.
pub const FOREIGN: char = '\u{34f}';

thread_local! {
    static MARKS: Cell<bool> = const { Cell::new(false) };
}

/// Runs something while foreign text is marked, or is not, wherever it uses a sign of ours.
///
/// So the screen can turn our signs into ASCII and leave those of others alone.
pub fn marking<T>(is_on: bool, work: impl FnOnce() -> T) -> T {
    /// Puts the former state back, even on a panic.
    struct Former(bool);
    impl Drop for Former {
        fn drop(&mut self) {
            MARKS.set(self.0);
        }
    }
    let _former = Former(MARKS.replace(is_on));
    work()
}

fn is_marked(character: char) -> bool {
    !character.is_ascii() && MARKS.get() && ascii::is_sign(character)
}

/// Whether a character is shown otherwise than it is, or marked.
#[must_use]
pub fn is_rewritten(character: char) -> bool {
    is_hidden(character) || is_marked(character)
}

/// Writes one character as it is shown: itself, or its name in angle brackets.
pub fn push_visible(character: char, out: &mut String) {
    if is_hidden(character) {
        // Writing to a String cannot fail.
        let _ = if MARKS.get() {
            write!(out, "<U+{:04X}>", u32::from(character))
        } else {
            write!(out, "⟨U+{:04X}⟩", u32::from(character))
        };
    } else {
        out.push(character);
        if is_marked(character) {
            out.push(FOREIGN);
        }
    }
}

/// How many columns the text takes on a terminal, once it is visible.
#[must_use]
pub fn columns(text: &str) -> usize {
    text.width()
}

/// How many columns one character takes on a terminal.
#[must_use]
pub fn columns_of(character: char) -> usize {
    character.width().unwrap_or(0)
}

/// Cuts visible text to `width` columns, with `…` where something was left out.
#[must_use]
pub fn clip(text: &str, width: usize) -> Cow<'_, str> {
    // Every column takes at least one byte, so that most long texts need no measuring.
    if text.len() <= width || columns(text) <= width {
        return Cow::Borrowed(text);
    }
    if width == 0 {
        return Cow::Borrowed("");
    }
    let room = width.saturating_sub(1);
    let mut used: usize = 0;
    let mut cut = String::new();
    for character in text.chars() {
        used = used.saturating_add(columns_of(character));
        if used > room {
            break;
        }
        cut.push(character);
    }
    cut.push('…');
    Cow::Owned(cut)
}

/// The begin of a foreign text of at most `most` octets, with `…` where something was left out.
///
/// For what a screen shows of a name or a sentence that a stranger may have made endless.
#[must_use]
pub fn begin(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most {
        return Cow::Borrowed(text);
    }
    let cut = text.get(..text.floor_char_boundary(most)).unwrap_or_default();
    Cow::Owned(format!("{cut}…"))
}

fn rewrite(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(|character| hidden(character) || is_marked(character)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len().saturating_add(16));
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if hidden(character) {
            push_visible(character, &mut shown);
            continue;
        }
        shown.push(character);
        if is_marked(character) {
            shown.push(FOREIGN);
            // It went through here before.
            characters.next_if_eq(&FOREIGN);
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_lose_their_power() {
        let hostile = "\u{1b}]52;c;aGk=\u{7}\u{9b}31m\u{7f}";
        assert_eq!(visible(hostile), "⟨U+001B⟩]52;c;aGk=⟨U+0007⟩⟨U+009B⟩31m⟨U+007F⟩");
    }

    #[test]
    fn invisible_and_reversing_characters_are_named() {
        for hidden in
            ['\u{202e}', '\u{2066}', '\u{200b}', '\u{200d}', '\u{feff}', '\u{e0041}', '\u{ad}']
        {
            assert_eq!(visible(&hidden.to_string()), format!("⟨U+{:04X}⟩", u32::from(hidden)));
        }
    }

    #[test]
    fn foreign_signs_are_marked_while_that_is_wanted_and_not_after() {
        marking(true, || {
            assert_eq!(visible("✓ é한…"), "✓\u{34f} é한…\u{34f}");
            assert_eq!(visible(&visible("✓")), "✓\u{34f}");
            assert_eq!(visible("a\u{202e}"), "a<U+202E>");
            assert_eq!(columns(&visible("✓…")), 2);
        });
        assert_eq!(visible("✓…"), "✓…");
    }

    #[test]
    fn clean_text_is_borrowed() {
        assert!(matches!(visible("한글 ok é"), Cow::Borrowed(_)));
    }

    #[test]
    fn line_breaks_stay_only_where_lines_are_meant() {
        assert_eq!(visible("a\nb"), "a⟨U+000A⟩b");
        assert_eq!(visible_lines("a\n\tb"), "a\n⟨U+0009⟩b");
    }

    #[test]
    fn clipping_counts_columns_and_marks_the_cut() {
        assert_eq!(clip("abcdef", 4), "abc…");
        assert_eq!(clip("한글한글", 5), "한글…");
        assert_eq!(clip("한글", 4), "한글");
        assert_eq!(clip("abc", 0), "");
    }

    #[test]
    fn a_begin_ends_between_characters_and_says_that_more_follows() {
        assert_eq!(begin("abc", 3), "abc");
        assert_eq!(begin("abcd", 3), "abc…");
        assert_eq!(begin("한글", 4), "한…");
        assert_eq!(begin("한", 0), "…");
    }
}
