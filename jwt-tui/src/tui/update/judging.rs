//! Judging the token anew, which happens when token, key or rules change and at no other time.

use jwt_core::NumericDate;

use crate::engine::verdict;
use crate::text::Lang;
use crate::tui::facts::Facts;
use crate::tui::facts::Sign;
use crate::tui::facts::VerdictKind;
use crate::tui::facts::build;
use crate::tui::model::Model;

/// Judges the token as it stands and keeps the facts.
pub fn judge(model: &mut Model) {
    model.key.judged = model.key.judged.wrapping_add(1);
    crate::tui::update::explain::forget(model);
    let token = model.document.token();
    if token.is_empty() {
        model.facts = Facts::default();
        model.token.sheet = crate::tui::sheet::Sheet::default();
        model.turns_at = None;
        model.search.found = None;
        return;
    }
    let supply = model.key.supply.as_ref();
    let judgement = verdict::judge(token.as_bytes(), supply, &model.rules, model.now);
    let facts = build::facts(&judgement, &model.document, model.now, model.lang);
    model.token.sheet = build::token_sheet(token, &facts);
    model.turns_at = turn(&facts, model);
    model.facts = facts;
    model.search.found = None;
    remember_fitting(model);
}

/// Remembers the key that the signature holds with: after an edit it holds with none.
fn remember_fitting(model: &mut Model) {
    let holds = model.facts.verdict(VerdictKind::Signature).map(|check| check.sign);
    let used = model.facts.key.as_ref().filter(|_| holds == Some(Sign::Pass));
    if let Some(entry) = used.and_then(|used| model.key.offered(used.index)) {
        model.key.fitted = Some(entry.id);
    }
}

/// Speaks another language from now on; what is known of the token is told in it, too.
pub fn speak(model: &mut Model, lang: Lang) {
    model.lang = lang;
    judge(model);
}

/// The next moment at which a time rule comes out otherwise, while a key is there to judge.
fn turn(facts: &Facts, model: &Model) -> Option<NumericDate> {
    model.key.supply.as_ref()?;
    let leeway = model.rules.leeway;
    let expires = facts.times.expires.map(|date| date.saturating_add(leeway));
    let begins = facts.times.not_before.map(|date| date.saturating_sub(leeway));
    [expires, begins].into_iter().flatten().filter(|&date| date > model.now).min()
}
