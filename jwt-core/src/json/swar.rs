//! Eight octets of a text at a time, in one integer: where a string or a number ends.
//!
//! ```text
//! x − 01…01 has the top bit of each octet that is zero, and none below the first such octet
//! ```
//!
//! A borrow may mark octets after the first one that is meant, so that only the first is asked for.

/// Finds the first octet from `at` on that no string has inside it unescaped: a quote, a backslash
/// or a control character; the end of the text when there is none.
#[inline]
pub(super) fn plain_end(octets: &[u8], at: usize) -> usize {
    end(octets, at, not_plain, |octet| octet < b' ' || matches!(octet, b'"' | b'\\'))
}

/// Gives the octets before the first of those as a number, the first one lowest, and how many they are.
///
/// `None` when there are eight of them or more, or the text is too short to tell at once.
#[inline]
pub(super) fn short(octets: &[u8]) -> Option<(u64, usize)> {
    let eight = u64::from_le_bytes(*octets.first_chunk()?);
    let marked = not_plain(eight);
    // Below the first mark, which is the top bit of its octet.
    let below = (marked.wrapping_sub(1) & !marked) >> 7;
    (marked != 0).then(|| (eight & below, (marked.trailing_zeros() / 8) as usize))
}

/// Finds the first octet from `at` on that is no digit, or the end of the text.
#[inline]
pub(super) fn digits_end(octets: &[u8], at: usize) -> usize {
    end(octets, at, not_digits, |octet| !octet.is_ascii_digit())
}

#[inline]
fn end(octets: &[u8], at: usize, marks: fn(u64) -> u64, ends: fn(u8) -> bool) -> usize {
    let mut at = at;
    let mut rest = octets.get(at..).unwrap_or_default();
    while let Some((eight, after)) = rest.split_first_chunk() {
        let marked = marks(u64::from_le_bytes(*eight));
        if marked != 0 {
            return at.wrapping_add((marked.trailing_zeros() / 8) as usize);
        }
        at = at.wrapping_add(8);
        rest = after;
    }
    at.wrapping_add(rest.iter().take_while(|octet| !ends(**octet)).count())
}

/// Marks quotes, backslashes and control characters; an octet from 0x80 on is none of them.
const fn not_plain(eight: u64) -> u64 {
    // Turning over bit 1 makes 0x20 of the quote and leaves the control characters below it: with one
    // comparison, both are found.
    let quote_or_control = (eight ^ each(0x02)).wrapping_sub(each(0x21));
    let backslash = (eight ^ each(b'\\')).wrapping_sub(each(1));
    (quote_or_control | backslash) & !eight & each(0x80)
}

const fn not_digits(eight: u64) -> u64 {
    let digits = eight ^ each(b'0');
    // Ten and more reach the top bit; one that is there already stays out of the sum.
    ((digits & each(0x7f)).wrapping_add(each(0x80 - 10)) | digits) & each(0x80)
}

const fn each(octet: u8) -> u64 {
    u64::from_ne_bytes([octet; 8])
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::any;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    fn slow(octets: &[u8], at: usize, ends: impl Fn(u8) -> bool) -> usize {
        let rest = octets.get(at..).unwrap_or_default();
        at.saturating_add(rest.iter().position(|octet| ends(*octet)).unwrap_or(rest.len()))
    }

    fn special(octet: u8) -> bool {
        octet < 0x20 || octet == b'"' || octet == b'\\'
    }

    #[test]
    fn every_octet_is_found_in_every_place() {
        for octet in 0..=u8::MAX {
            for place in 0..16 {
                for around in [b'a', b'7', 0xff, octet.wrapping_add(1)] {
                    let mut octets = [around; 16];
                    octets[place] = octet;
                    assert_eq!(plain_end(&octets, 0), slow(&octets, 0, special), "{octets:?}");
                    let digits = slow(&octets, 0, |one| !one.is_ascii_digit());
                    assert_eq!(digits_end(&octets, 0), digits, "{octets:?}");
                }
            }
        }
    }

    #[test]
    fn the_octets_before_the_end_are_a_number() {
        assert_eq!(short(b"\"       "), Some((0, 0)));
        assert_eq!(short(b"a\"\"\"\"\"\"\""), Some((0x61, 1)));
        assert_eq!(short(b"abc\"defg"), Some((0x63_62_61, 3)));
        assert_eq!(short("aé\\\"defg".as_bytes()), Some((0xa9_c3_61, 3)));
        assert_eq!(short(b"abcdefg\""), Some((0x67_66_65_64_63_62_61, 7)));
        assert_eq!(short(b"abcdefgh\""), None);
        assert_eq!(short(b"abc\""), None);
    }

    proptest! {
        #[test]
        fn finds_what_a_walk_over_single_octets_finds(
            octets in vec(any::<u8>(), 0..40),
            at in 0..40_usize,
        ) {
            let at = at.min(octets.len());
            prop_assert_eq!(plain_end(&octets, at), slow(&octets, at, special));
            let digits = slow(&octets, at, |octet| !octet.is_ascii_digit());
            prop_assert_eq!(digits_end(&octets, at), digits);
        }
    }
}
