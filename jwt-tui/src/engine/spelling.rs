//! Slips of the finger: how far two words are apart, and which of many is meant.

/// The most letters that are compared; names are shorter.
const LETTERS: usize = 64;

/// Finds the name that a word is likely meant for; `form` says how a name is compared.
#[must_use]
pub fn nearest<'n>(
    word: &str,
    names: impl Iterator<Item = &'n str>,
    form: impl Fn(&str) -> String,
) -> Option<&'n str> {
    names
        .map(|name| (distance(word, &form(name)), name))
        .filter(|(distance, name)| *distance <= if name.len() < 5 { 1 } else { 2 })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Counts the letters to add, drop or replace between two words, of each the first 64 letters.
#[must_use]
pub fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(LETTERS).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, left) in one.chars().take(LETTERS).enumerate() {
        let mut before = index.saturating_add(1);
        let mut next = vec![before];
        for (pair, right) in row.windows(2).zip(&other) {
            let [diagonal, above] = pair else { continue };
            let replaced = diagonal.saturating_add(usize::from(left != *right));
            before = replaced.min(above.saturating_add(1)).min(before.saturating_add(1));
            next.push(before);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_meant() {
        let names = ["HS256", "HS512", "ES256", "EdDSA"];
        let found = |word| nearest(word, names.iter().copied(), str::to_owned);
        assert_eq!(found("ES265"), Some("ES256"));
        assert_eq!(found("EDSA"), Some("EdDSA"));
        assert_eq!(found("EdDS"), Some("EdDSA"));
        assert_eq!(found("RS1"), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn the_distance_counts_changed_letters() {
        for (one, other, expected) in [
            ("verify", "verify", 0),
            ("verfy", "verify", 1),
            ("abc", "abd", 1),
            ("", "ab", 2),
            ("sing", "sign", 2),
        ] {
            assert_eq!(distance(one, other), expected, "{one} {other}");
        }
    }
}
