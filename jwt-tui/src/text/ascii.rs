//! The twin in ASCII of every sign of ours: one character of one column for each.

/// Signs and their twins. Letters of a language are no signs and have none.
const TWINS: &[(&str, char)] = &[
    ("─━╌╍┄‾–—−⁻", '-'),
    ("│║┃╎▏▕‖¦", '|'),
    ("┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╭╮╯╰╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫", '+'),
    ("✓✔", '+'),
    ("✗✘×✕", 'x'),
    ("·•∙⋅…⋯", '.'),
    ("▸▶→›»⟩⇒", '>'),
    ("◂◀←‹«⟨⇐", '<'),
    ("↑▴▲⊕↕", '^'),
    ("↓▾▼", 'v'),
    ("█▓▉▊▋■●", '#'),
    ("░▒▌▐▍▎□○", '-'),
    ("↔⇄⇆⇔", '~'),
    ("≠", '!'),
    ("≡≈═", '='),
    ("≤", '<'),
    ("≥", '>'),
    ("‘’‚", '\''),
    ("“”„", '"'),
    ("¹", '1'),
    ("²", '2'),
    ("³", '3'),
    ("ⁿ", 'n'),
    ("§", '#'),
    ("°", 'o'),
    ("ᵈ", 'd'),
    ("ᵉ", 'e'),
    ("÷", '/'),
    ("±", '+'),
    ("∞", '8'),
    ("β", 'b'),
    ("γ", 'g'),
    ("μµ", 'u'),
    ("ξ", 'x'),
    ("ρ", 'r'),
    ("↵", '/'),
    ("␍", '\\'),
];

/// The twin of a sign of ours; none for ASCII, for letters and for what is no sign of ours.
#[must_use]
pub fn twin(sign: char) -> Option<char> {
    if sign.is_ascii() {
        return None;
    }
    TWINS.iter().find(|(signs, _)| signs.contains(sign)).map(|&(_, twin)| twin)
}

/// A tilde over the letter before it; it takes no column and is left out.
const TILDE: char = '\u{303}';

/// Whether a character is a sign of ours, which has a twin or is left out.
#[must_use]
pub fn is_sign(character: char) -> bool {
    character == TILDE || twin(character).is_some()
}

/// A text of ours with its signs as ASCII.
#[must_use]
pub fn text(text: &str) -> String {
    text.chars().filter(|&sign| sign != TILDE).map(|sign| twin(sign).unwrap_or(sign)).collect()
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthChar;

    use super::*;

    #[test]
    fn twins_are_ascii_and_as_wide() {
        let mut seen = String::new();
        for (signs, twin) in TWINS {
            assert!(twin.is_ascii_graphic(), "{twin}");
            for sign in signs.chars() {
                assert_eq!(sign.width(), Some(1), "{sign}");
                assert!(!seen.contains(sign), "{sign} has two twins");
                seen.push(sign);
            }
        }
    }

    #[test]
    fn the_marks_of_verdicts_stay_apart() {
        let marks = ["✓", "✗", "?", "!", "·"].map(text);
        for (index, mark) in marks.iter().enumerate() {
            assert!(!marks[..index].contains(mark), "{mark}");
        }
    }
}
