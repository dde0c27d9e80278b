//! Which language to speak: the one asked for, else that of the locale.

use std::ffi::OsStr;
use std::ffi::OsString;

use crate::text::Lang;

/// The variables that name the language of messages, the strongest first (POSIX.1-2017 §8.2).
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// Finds the language before the arguments are parsed, for errors in them are told in it, too.
///
/// The first variable that is set and not empty decides, even for a language that is not spoken here:
/// the answer is then English.
pub(super) fn of(args: &[OsString], variable: impl Fn(&str) -> Option<OsString>) -> Lang {
    if let Some(lang) = asked(args) {
        return lang;
    }
    let locale = VARIABLES.iter().filter_map(|name| variable(name)).find(|value| !value.is_empty());
    locale.as_deref().and_then(OsStr::to_str).and_then(Lang::parse).unwrap_or_default()
}

/// Looks for `--lang ko` or `--lang=ko`, up to the `--` that ends options.
fn asked(args: &[OsString]) -> Option<Lang> {
    let mut args =
        args.iter().map(|one| one.to_str().unwrap_or_default()).take_while(|one| *one != "--");
    while let Some(one) = args.next() {
        let value = match one.strip_prefix("--lang") {
            Some("") => args.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        if let Some(lang) = value.and_then(Lang::parse) {
            return Some(lang);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(args: &[&str], variables: &[(&str, &str)]) -> Lang {
        let args: Vec<OsString> = args.iter().map(OsString::from).collect();
        of(&args, |name| {
            variables.iter().find(|(one, _)| *one == name).map(|(_, value)| value.into())
        })
    }

    #[test]
    fn the_option_is_stronger_than_the_locale() {
        let korean = [("LANG", "ko_KR.UTF-8")];
        assert_eq!(found(&["jwt-tui", "inspect", "--lang", "en"], &korean), Lang::En);
        assert_eq!(found(&["jwt-tui", "--lang=ko"], &[]), Lang::Ko);
        assert_eq!(found(&["jwt-tui", "--", "--lang=ko"], &[]), Lang::En);
        assert_eq!(found(&["jwt-tui", "--lang"], &korean), Lang::Ko);
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let all =
            |all, messages, lang| [("LC_ALL", all), ("LC_MESSAGES", messages), ("LANG", lang)];
        assert_eq!(found(&[], &all("ko_KR.UTF-8", "C", "C")), Lang::Ko);
        assert_eq!(found(&[], &all("", "ko_KR", "C")), Lang::Ko);
        assert_eq!(found(&[], &all("", "", "ko")), Lang::Ko);
        assert_eq!(found(&[], &all("C.UTF-8", "ko_KR", "ko_KR")), Lang::En);
        assert_eq!(found(&[], &all("de_DE", "ko_KR", "ko_KR")), Lang::En);
        assert_eq!(found(&[], &[]), Lang::En);
    }
}
