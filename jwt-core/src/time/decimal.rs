//! A JSON number as it is written (RFC 8259 §6), taken apart without a float.
//!
//! Takes text, gives whole seconds, nanoseconds and whether there is more. Work is linear in the
//! text: an exponent of a million moves the point and adds no digits.
//!
//! ```text
//! digits   1 3 0 0 8 1 9 3 8 0 . 2 5        place of a digit: 0 stands before the point,
//! places   9 8 7 6 5 4 3 2 1 0  -1 -2       -1 to -9 are nanoseconds, the rest is "more"
//! ```

use core::iter;

use crate::time::NumericDate;

/// Reads digits alone, as nearly every date is written; no more of them than fit, no leading zero.
pub(super) fn whole(text: &str) -> Option<u64> {
    let digits = text.as_bytes();
    if digits.len() > 19 || !matches!(digits, [b'0'] | [b'1'..=b'9', ..]) {
        return None;
    }
    // Dates have ten digits for two centuries to come: eight at once and two.
    let (first, rest) = match digits.split_first_chunk() {
        Some((eight, rest)) => (eight_digits(*eight)?, rest),
        None => (0, digits),
    };
    rest.iter().try_fold(first, |seconds, digit| {
        let value = digit.wrapping_sub(b'0');
        // Nineteen digits at most: they fit.
        (value < 10).then(|| seconds.wrapping_mul(10).wrapping_add(value.into()))
    })
}

/// Reads eight digits: pairs become numbers under 100, those become numbers under 10,000, those one.
fn eight_digits(text: [u8; 8]) -> Option<u64> {
    let digits = u64::from_le_bytes(text) ^ 0x3030_3030_3030_3030;
    // A digit plus 118 stays under the top bit of its octet; so does nothing else.
    let over = (digits & 0x7f7f_7f7f_7f7f_7f7f).wrapping_add(0x7676_7676_7676_7676) | digits;
    if over & 0x8080_8080_8080_8080 != 0 {
        return None;
    }
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    Some((fours.wrapping_mul(10_000).wrapping_add(fours >> 32)) & 0xffff_ffff)
}

/// A JSON number: `[-] whole [. fraction] [e exponent]`.
pub(super) struct Decimal<'a> {
    pub(super) negative: bool,
    whole: &'a [u8],
    fraction: &'a [u8],
    exponent: i64,
}

impl<'a> Decimal<'a> {
    /// Follows the grammar and gives `None` where the text leaves it.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (negative, rest) = match text.as_bytes() {
            [b'-', rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        let (whole, rest) = digits(rest)?;
        if whole.len() > 1 && whole.starts_with(b"0") {
            return None;
        }
        let (fraction, rest) = match rest {
            [b'.', rest @ ..] => digits(rest)?,
            rest => (&[][..], rest),
        };
        let (exponent, rest) = match rest {
            [b'e' | b'E', rest @ ..] => exponent(rest)?,
            rest => (0, rest),
        };
        rest.is_empty().then_some(Self { negative, whole, fraction, exponent })
    }

    pub(super) fn is_zero(&self) -> bool {
        self.whole.iter().chain(self.fraction).all(|&digit| digit == b'0')
    }

    /// Gives the moment, with no regard to the sign.
    pub(super) fn date(&self) -> NumericDate {
        let mut place = signed(self.whole.len()).saturating_add(self.exponent);
        let (mut seconds, mut nanoseconds, mut more) = (0_u64, 0_u32, false);
        for digit in self.whole.iter().chain(self.fraction).copied().chain(self.zeros()) {
            let value = digit.wrapping_sub(b'0');
            place = place.saturating_sub(1);
            match place {
                0.. => seconds = seconds.saturating_mul(10).saturating_add(value.into()),
                // Nine digits at most: they fit.
                -9..0 => nanoseconds = nanoseconds.wrapping_mul(10).wrapping_add(value.into()),
                _ => more |= value != 0,
            }
        }
        NumericDate::new(seconds, nanoseconds, more)
    }

    /// Gives the zeros from the last digit to the ninth place after the point.
    ///
    /// No more than 29 of them: 20 fill any number of seconds, nine the fraction.
    fn zeros(&self) -> impl Iterator<Item = u8> {
        let missing = self
            .exponent
            .saturating_sub(signed(self.fraction.len()))
            .saturating_add(9)
            .clamp(0, 29);
        iter::repeat_n(b'0', usize::try_from(missing).unwrap_or_default())
    }
}

/// Splits off one or more digits.
fn digits(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    if end == 0 {
        return None;
    }
    text.split_at_checked(end)
}

/// Reads what stands after `e`.
///
/// A number too large for the type stops at its largest: no text is long enough to undo it.
fn exponent(text: &[u8]) -> Option<(i64, &[u8])> {
    let (negative, rest) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let (digits, rest) = digits(rest)?;
    let size = digits.iter().fold(0_i64, |size, digit| {
        size.saturating_mul(10).saturating_add(digit.wrapping_sub(b'0').into())
    });
    Some((if negative { size.saturating_neg() } else { size }, rest))
}

fn signed(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
