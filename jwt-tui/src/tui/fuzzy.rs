//! How well a text answers to what was typed: its letters in their order, not always side by side.

/// The longest query that is looked at; nobody types more.
const QUERY: usize = 48;
/// The longest text that is looked at.
const TEXT: usize = 160;
/// For a letter at the beginning of a word.
const AT_WORD: i32 = 12;
/// For a letter right after the one before.
const TOGETHER: i32 = 9;
/// For any letter that is there.
const FOUND: i32 = 4;

/// How well `text` answers to `query`, more is better; none when a letter is missing.
///
/// Blanks of the query do not count, case neither. Letters that begin words and letters that stand
/// together are worth more, so that `gt` finds `give-token` first.
#[must_use]
pub fn score(query: &str, text: &str) -> Option<i32> {
    let query: Vec<char> = folded(query).filter(|one| !one.is_whitespace()).take(QUERY).collect();
    let text: Vec<char> = folded(text).take(TEXT).collect();
    // best[j]: the best score of the query so far when its last letter stands at j.
    let mut best: Vec<Option<i32>> = Vec::new();
    for (index, &wanted) in query.iter().enumerate() {
        let mut next = Vec::with_capacity(text.len());
        let mut before: Option<i32> = None;
        for (place, &letter) in text.iter().enumerate() {
            let previous = place.checked_sub(1);
            let adjacent = previous.and_then(|at| best.get(at).copied().flatten());
            let reached = match index {
                0 => Some(0),
                _ => before.max(adjacent.map(|score| score.saturating_add(TOGETHER))),
            };
            let is_word =
                previous.and_then(|at| text.get(at)).is_none_or(|one| !one.is_alphanumeric());
            let worth = FOUND.saturating_add(if is_word { AT_WORD } else { 0 });
            next.push(reached.filter(|_| letter == wanted).map(|base| base.saturating_add(worth)));
            before = before.max(adjacent);
        }
        best = next;
    }
    if query.is_empty() {
        return Some(0);
    }
    let shorter = i32::try_from(text.len() / 4).unwrap_or(0);
    best.into_iter().flatten().max().map(|score| score.saturating_sub(shorter))
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_must_come_in_their_order() {
        assert!(score("gtk", "give-token").is_some());
        assert_eq!(score("tg", "give-token").filter(|_| true), None);
        assert_eq!(score("x", ""), None);
        assert_eq!(score("", "anything"), Some(0));
    }

    #[test]
    fn beginnings_of_words_come_first() {
        assert!(score("gt", "give-token") > score("gt", "right"));
        assert!(score("sign", "sign") > score("sign", "copy-signature"));
    }

    #[test]
    fn case_and_blanks_do_not_count() {
        assert_eq!(score("GI to", "give-token"), score("gito", "give-token"));
        assert!(score("복사", "토큰을 복사합니다").is_some());
    }

    #[test]
    fn absurd_lengths_are_cut() {
        let long = "a".repeat(100_000);
        assert!(score(&long, &long).is_some());
    }
}
