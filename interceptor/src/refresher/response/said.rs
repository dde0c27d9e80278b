//! What a server wrote, fit for an error: its code and its sentence, and no token that it repeats.
//!
//! Some servers write the refused token into `error_description`. Words as long as tokens are masked, and a text
//! that repeats eight octets of what was sent is left out.

use std::borrow::Cow;

/// An `error` (RFC 6749 §5.2), when it looks like a code.
pub(super) fn code<'t>(text: &'t str, sent: &[Cow<'_, str>]) -> Option<&'t str> {
    let good = |octet: u8| octet.is_ascii_alphanumeric() || b"_-.:/ ".contains(&octet);
    let is_code = !text.is_empty() && text.len() <= MAX_CODE && text.bytes().all(good);
    (is_code && !repeats(text, sent)).then_some(text)
}

/// An `error_description`, its beginning, in one line.
pub(super) fn sentence(text: &str, sent: &[Cow<'_, str>]) -> Option<String> {
    // One line before anything else: a token with spaces is repeated by one with line breaks as well. And a word
    // that is cut at the end must still be seen to be a long one.
    let looked_at = MAX_SENTENCE.saturating_add(TOKEN);
    let beginning: String = text.chars().map(in_line).take(looked_at).collect();
    if beginning.is_empty() || repeats(&beginning, sent) {
        return None;
    }
    let words = beginning.split_inclusive(|letter: char| !is_of_tokens(letter));
    let masked: String = words.map(mask).collect();
    Some(masked.chars().take(MAX_SENTENCE).collect())
}

fn in_line(letter: char) -> char {
    if letter.is_control() { ' ' } else { letter }
}

/// Puts an ellipsis for a word that is as long as a token; what ends the word stays.
fn mask(word: &str) -> String {
    let bare = word.trim_end_matches(|letter: char| !is_of_tokens(letter));
    if bare.len() < TOKEN {
        return word.to_owned();
    }
    format!("…{}", word.strip_prefix(bare).unwrap_or_default())
}

/// The characters of RFC 6750 §2.1, of which nearly every token is made.
fn is_of_tokens(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~+/=".contains(letter)
}

fn repeats(text: &str, sent: &[Cow<'_, str>]) -> bool {
    let parts = || text.as_bytes().windows(REPEATED);
    sent.iter().any(|secret| {
        // A short secret counts as a whole.
        let short = !secret.is_empty() && secret.len() < REPEATED && text.contains(&**secret);
        short || secret.as_bytes().windows(REPEATED).any(|part| parts().any(|seen| seen == part))
    })
}

/// Octets of a code.
const MAX_CODE: usize = 64;

/// Characters of a sentence.
const MAX_SENTENCE: usize = 200;

/// Characters from which on a word passes for a token.
const TOKEN: usize = 20;

/// Octets in a row that are no chance.
const REPEATED: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_kept_and_a_token_in_it_is_not() {
        let masked = sentence("token 8xLOxBtZp8.8xLOxBtZp8.8xLOxBtZp8, gone", &[]);
        assert_eq!(masked.as_deref(), Some("token …, gone"));
        assert_eq!(sentence("Invalid refresh token: 8xLOxBtZp8", &["8xLOxBtZp8".into()]), None);
        assert_eq!(sentence("it was 8xLOxBtZ", &["8xLOxBtZp8".into()]), None);
        assert_eq!(
            sentence("the token was reused", &["8xLOxBtZp8".into()]).as_deref(),
            Some("the token was reused")
        );
        assert_eq!(sentence("", &[]), None);
    }

    /// P38: a refresh token may have spaces (RFC 6749 appendix A.17), and an error is one line.
    #[test]
    fn a_token_with_spaces_is_not_repeated_by_one_with_line_breaks() {
        let sent = ["8xLOxBt Zp8 tGzv".into()];
        for said in ["8xLOxBt Zp8 tGzv", "8xLOxBt\nZp8\ttGzv", "8xLOxBt\u{85}Zp8\u{0}tGzv"] {
            assert_eq!(sentence(said, &sent), None, "{said:?}");
        }
        assert_eq!(sentence("a\r\nb", &sent).as_deref(), Some("a  b"));
    }

    /// P38: not even the beginning of a token is kept where the sentence is cut.
    #[test]
    fn a_long_word_is_masked_where_the_sentence_is_cut() {
        let said = format!("{}8xLOxBtZp8tGzv3JOkF0XG5Qx2", "so ".repeat(MAX_SENTENCE / 3 - 3));
        let kept = sentence(&said, &[]).unwrap();
        assert!(kept.ends_with(" …") && !kept.contains("8xLO"), "{kept}");
        let short = sentence(&"so ".repeat(MAX_SENTENCE), &[]).unwrap();
        assert_eq!(short.chars().count(), MAX_SENTENCE);
    }

    #[test]
    fn a_code_looks_like_one() {
        assert_eq!(code("invalid_grant", &[]), Some("invalid_grant"));
        assert_eq!(code("urn:example:gone", &[]), Some("urn:example:gone"));
        for bad in ["", "a\nb", "é", &"a".repeat(65)] {
            assert_eq!(code(bad, &[]), None);
        }
        assert_eq!(code("tGzv3JOkF0XG5Qx2TlKWIA", &["tGzv3JOkF0XG5Qx2TlKWIA".into()]), None);
    }
}
