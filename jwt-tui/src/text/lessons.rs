//! The explanations of `jwt-core` in every language, found by their codes.
//!
//! The English stands beside the rules, in `jwt-core`; here is the Korean of every code in its
//! catalogue. References are the same in all languages.

use jwt_core::explain::Explanation;

use super::Lang;

mod dpop;
mod encoding;
mod inspect;
mod jws;
mod jwt;
mod key;

/// An explanation in one language; its code and its reference are the same in all.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Lesson {
    /// What happened, in one line without a full stop.
    pub title: &'static str,
    /// Why the rule exists.
    pub meaning: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

/// A lesson and the code of the explanation that it translates.
type Translated = (&'static str, Lesson);

/// Gives the lesson of an explanation; one without a translation stays English.
#[must_use]
pub fn lesson(lang: Lang, explanation: &Explanation) -> Lesson {
    let Explanation { title, meaning, remedy, .. } = *explanation;
    let english = Lesson { title, meaning, remedy };
    match lang {
        Lang::En => english,
        Lang::Ko => korean(explanation.code).unwrap_or(english),
    }
}

fn korean(code: &str) -> Option<Lesson> {
    all().find(|(known, _)| *known == code).map(|(_, lesson)| *lesson)
}

fn all() -> impl Iterator<Item = &'static Translated> {
    [encoding::KOREAN, key::KOREAN, jws::KOREAN, jwt::KOREAN, dpop::KOREAN, inspect::KOREAN]
        .into_iter()
        .flatten()
}

const fn ko(
    code: &'static str,
    title: &'static str,
    meaning: &'static str,
    remedy: &'static str,
) -> Translated {
    (code, Lesson { title, meaning, remedy })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jwt_core::inspect::catalog;

    use super::*;
    use crate::engine::sanitize::columns;

    fn is_korean(text: &str) -> bool {
        text.chars().any(|letter| ('가'..='힣').contains(&letter))
    }

    #[test]
    fn every_explanation_of_the_library_has_its_korean_and_nothing_else_has() {
        let library: BTreeSet<_> = catalog().map(|one| one.code).collect();
        let here: BTreeSet<_> = all().map(|(code, _)| *code).collect();
        assert_eq!(library.difference(&here).collect::<Vec<_>>(), Vec::<&&str>::new());
        assert_eq!(here.difference(&library).collect::<Vec<_>>(), Vec::<&&str>::new());
        assert_eq!(all().count(), here.len(), "a code is translated twice");
    }

    #[test]
    fn korean_lessons_are_short_whole_sentences() {
        for (code, lesson) in all() {
            let Lesson { title, meaning, remedy } = *lesson;
            assert!(is_korean(title) && !title.ends_with('.'), "{code}: {title}");
            assert!(columns(title) <= 66, "{code}: {} columns: {title}", columns(title));
            for text in [meaning, remedy] {
                assert!(is_korean(text), "{code}: {text}");
                assert!((10..=260).contains(&columns(text)), "{code}: {}: {text}", columns(text));
                assert!(text.ends_with('.') || text.contains(": "), "{code}: {text}");
                assert!(!text.contains("  "), "{code}: {text}");
            }
        }
    }

    #[test]
    fn english_is_what_the_library_says() {
        for one in catalog() {
            let lesson = lesson(Lang::En, one);
            assert_eq!(
                (lesson.title, lesson.meaning, lesson.remedy),
                (one.title, one.meaning, one.remedy)
            );
        }
    }
}
