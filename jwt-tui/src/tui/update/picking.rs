//! Several tokens in one text: a list to pick from.

use jwt_core::inspect;
use jwt_core::inspect::Inspection;

use crate::engine::input::Found;
use crate::engine::input::Origin;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns;
use crate::engine::sanitize::visible;
use crate::text::Lang;
use crate::text::bench as words;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pick;
use crate::tui::model::Tone;
use crate::tui::update::giving;

/// More tokens than this are not listed: nobody picks from more by eye.
const MOST: usize = 200;

/// Opens the list.
pub(super) fn open(model: &mut Model, mut items: Vec<Found>, source: &str) {
    let count = items.len();
    items.truncate(MOST);
    let words = items.iter().map(|found| words_of(found, model.lang)).collect();
    let pick = Pick { items, words, selected: 0, scroll: 0, source: source.to_owned() };
    model.mode = Mode::Pick(pick);
    model.say(Tone::Note, words::TOKENS_FOUND, &[&count]);
}

/// Takes the marked token.
pub(super) fn picked(model: &mut Model, pick: &Pick) {
    if let Some(found) = pick.items.get(pick.selected) {
        giving::take_token(model, found, &pick.source);
    }
}

/// What a token is told by: where it stood, its algorithm, issuer and subject, its length.
fn words_of(found: &Found, lang: Lang) -> String {
    let origin = match &found.origin {
        Origin::Bare => words::ORIGIN_BARE.of(lang),
        Origin::Bearer => words::ORIGIN_BEARER.of(lang),
        Origin::Cookie => words::ORIGIN_COOKIE.of(lang),
        Origin::Json(name) => name,
        Origin::Quoted => words::ORIGIN_QUOTED.of(lang),
        Origin::Wrapped => words::ORIGIN_WRAPPED.of(lang),
    };
    let seen = inspect::inspect(found.token.as_bytes());
    let mut told = clip(&visible(origin), 16).into_owned();
    told.push_str(&" ".repeat(18_usize.saturating_sub(columns(&told))));
    let algorithm = seen.algorithm_name().unwrap_or_default();
    told.push_str(&format!("{:<7}", clip(&visible(&algorithm), 6)));
    for name in ["iss", "sub"] {
        if let Some(value) = claim(&seen, name) {
            told.push_str(&format!("{name} {}  ", clip(&visible(&value), 22)));
        }
    }
    told.push_str(&words::CHARS.with(lang, &[&found.token.len()]));
    told
}

fn claim(seen: &Inspection<'_>, name: &str) -> Option<String> {
    let reading = seen.payload()?.json()?;
    reading.value.as_ref()?.as_object()?.get(name)?.as_str().map(str::to_owned)
}
