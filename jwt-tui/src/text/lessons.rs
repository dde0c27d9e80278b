//! The explanations of `jwt-core` in every language, found by their codes.

use jwt_core::explain::Explanation;

use super::Lang;

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

/// Gives the lesson of an explanation; one without a translation stays English.
#[must_use]
pub fn lesson(_lang: Lang, explanation: &Explanation) -> Lesson {
    let Explanation { title, meaning, remedy, .. } = *explanation;
    Lesson { title, meaning, remedy }
}
