//! Verdicts and findings as lines, with their lessons, in the words of one language.

use jwt_core::explain::Explanation;
use jwt_core::inspect::Finding;
use jwt_core::inspect::Severity;
use jwt_core::inspect::State;
use jwt_core::inspect::Verdict;

use crate::engine::sanitize::begin;
use crate::engine::sanitize::visible;
use crate::engine::verdict::Judgement;
use crate::text::Lang;
use crate::text::lessons;
use crate::text::messages;
use crate::tui::facts::Check;
use crate::tui::facts::KeyWords;
use crate::tui::facts::Lesson;
use crate::tui::facts::Sign;
use crate::tui::facts::VerdictKind;
use crate::tui::facts::size;

/// Octets of a message that are kept: a token may have names and algorithms without end.
const LONGEST_MESSAGE: usize = 600;

/// All of them: verdicts in their order, findings, what the length of the token brings about.
pub(super) fn checks(judgement: &Judgement<'_>, length: usize, lang: Lang) -> Vec<Check> {
    let verdicts = &judgement.verdicts;
    let mut checks: Vec<Check> = [
        (VerdictKind::Structure, &verdicts.structure),
        (VerdictKind::Signature, &verdicts.signature),
        (VerdictKind::Key, &verdicts.key),
        (VerdictKind::Time, &verdicts.time),
        (VerdictKind::Claims, &verdicts.claims),
    ]
    .into_iter()
    .map(|(kind, verdict)| of_verdict(kind, verdict, lang))
    .collect();
    let told: Vec<_> = checks
        .iter()
        .filter_map(|check| Some((check.lesson.as_ref()?.code, check.message.clone())))
        .collect();
    let findings = judgement.inspection.findings.iter().map(|finding| of_finding(finding, lang));
    // What a verdict says already is not said twice.
    checks.extend(findings.filter(|check| {
        check.lesson.as_ref().is_none_or(|lesson| {
            !told.iter().any(|(code, message)| *code == lesson.code && *message == check.message)
        })
    }));
    checks.extend(size::check(length, lang));
    checks
}

/// The key that was used, in words.
pub(super) fn key_words(judgement: &Judgement<'_>, lang: Lang) -> Option<KeyWords> {
    let key = judgement.key.as_ref()?;
    Some(KeyWords {
        index: key.index,
        kid: key.kid.as_deref().map(|kid| visible(kid).into_owned()),
        thumbprint: key.thumbprint.clone(),
        description: said(lang, &key.description),
        algorithm: Some(key.algorithm.to_string()),
        trust: said(lang, &key.trust),
    })
}

/// A message of the library or of the engine in a language, fit to be shown.
fn said(lang: Lang, english: &str) -> String {
    visible(&begin(&messages::say(lang, english), LONGEST_MESSAGE)).into_owned()
}

fn of_verdict(kind: VerdictKind, verdict: &Verdict, lang: Lang) -> Check {
    Check {
        sign: match verdict.state {
            State::Pass => Sign::Pass,
            State::Fail => Sign::Fail,
            State::NotChecked => Sign::NotChecked,
        },
        verdict: Some(kind),
        message: said(lang, &verdict.message),
        span: verdict.span.clone(),
        lesson: verdict.explanation.map(|explanation| lesson(lang, explanation)),
    }
}

fn of_finding(finding: &Finding, lang: Lang) -> Check {
    Check {
        sign: match finding.severity {
            Severity::Error => Sign::Fail,
            Severity::Warning => Sign::Warning,
            Severity::Info => Sign::Info,
        },
        verdict: None,
        message: said(lang, &finding.message),
        span: Some(finding.span.clone()),
        lesson: Some(lesson(lang, finding.explanation)),
    }
}

fn lesson(lang: Lang, explanation: &'static Explanation) -> Lesson {
    let words = lessons::lesson(lang, explanation);
    Lesson {
        code: explanation.code,
        title: words.title,
        meaning: words.meaning,
        remedy: words.remedy,
        reference: explanation.reference.to_string(),
    }
}
