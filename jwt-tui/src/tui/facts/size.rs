//! Whether a token fits where tokens travel: a header of a request, a cookie.
//!
//! No standard names the most a server takes for a header field (RFC 9110 §5.4), but 8 KB for a
//! request line or a field is what most are set to; a cookie has 4096 bytes (RFC 6265 §6.1).

use crate::text::Lang;
use crate::text::bench as words;
use crate::tui::facts::Check;
use crate::tui::facts::Lesson;
use crate::tui::facts::Sign;

/// Bytes that most servers take for one header field.
pub const HEADER: usize = 8_192;
/// Bytes that a browser takes for one cookie.
pub const COOKIE: usize = 4_096;
/// What is sent before the token.
const BEARER: &str = "Authorization: Bearer ";

/// Percent of a header field that the token takes with the words before it, rounded up.
#[must_use]
pub fn of_header(length: usize) -> usize {
    percent(length.saturating_add(BEARER.len()), HEADER)
}

/// Percent of a cookie that the token takes, without its name, rounded up.
#[must_use]
pub fn of_cookie(length: usize) -> usize {
    percent(length, COOKIE)
}

/// Says when the token does not fit.
pub(super) fn check(length: usize, lang: Lang) -> Option<Check> {
    let sent = length.saturating_add(BEARER.len());
    let (sign, phrase, bytes, lesson) = if sent > HEADER {
        let lesson = Lesson {
            code: "size.header",
            title: words::LARGE_HEADER_TITLE.of(lang),
            meaning: words::LARGE_HEADER_MEANING.of(lang),
            remedy: words::LARGE_REMEDY.of(lang),
            reference: "RFC 9110 §5.4".to_owned(),
        };
        (Sign::Warning, words::LARGE_HEADER, sent, lesson)
    } else if length > COOKIE {
        let lesson = Lesson {
            code: "size.cookie",
            title: words::LARGE_COOKIE_TITLE.of(lang),
            meaning: words::LARGE_COOKIE_MEANING.of(lang),
            remedy: words::LARGE_REMEDY.of(lang),
            reference: "RFC 6265 §6.1".to_owned(),
        };
        (Sign::Info, words::LARGE_COOKIE, length, lesson)
    } else {
        return None;
    };
    let message = phrase.with(lang, &[&bytes]);
    Some(Check { sign, verdict: None, message, span: None, lesson: Some(lesson) })
}

fn percent(part: usize, whole: usize) -> usize {
    part.saturating_mul(100).div_ceil(whole.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_of_what_is_sent() {
        assert_eq!(of_header(HEADER - BEARER.len()), 100);
        assert_eq!(of_header(HEADER), 101);
        assert_eq!(of_cookie(COOKIE), 100);
        assert_eq!(of_cookie(1), 1);
    }

    #[test]
    fn what_fits_is_not_spoken_of() {
        assert_eq!(check(COOKIE, Lang::En), None);
        assert_eq!(check(COOKIE + 1, Lang::En).unwrap().sign, Sign::Info);
        assert_eq!(check(HEADER, Lang::En).unwrap().sign, Sign::Warning);
    }
}
