//! The card of the marked token: when it came, what it says, what is kept of it.

use jwt_core::NumericDate;
use jwt_core::inspect;
use jwt_core::inspect::Segment;
use jwt_core::jws::Part;

use crate::engine::claims;
use crate::engine::sanitize::columns;
use crate::engine::sanitize::visible;
use crate::engine::times;
use crate::engine::times::Zone;
use crate::text::Lang;
use crate::text::Phrase;
use crate::text::history as words;
use crate::tui::model::Model;
use crate::tui::model::history::Shown;
use crate::tui::theme::Role;
use crate::tui::widgets::prose;

/// The most members of a segment, and the most characters of a value, that are told.
const MOST: (usize, usize) = (200, 1_000);
/// Columns of a label.
const LABEL: usize = 11;

/// Makes the rows for a width; does nothing when they are made already.
pub fn cut(model: &mut Model, width: usize) {
    let Some(shown) = model.history.marked().cloned() else {
        model.history.card.rows.clear();
        model.history.card.of = None;
        return;
    };
    let made_for = Some((shown.entry.clone(), shown.is_kept, width, model.lang));
    let is_made = match (&model.history.card.of, &made_for) {
        (Some(old), Some(new)) => {
            std::sync::Arc::ptr_eq(&old.0, &new.0) && (old.1, old.2, old.3) == (new.1, new.2, new.3)
        }
        _ => false,
    };
    if is_made {
        return;
    }
    let zone = model.zone();
    let mut card = Rows { lang: model.lang, width, zone, rows: Vec::new() };
    card.about(&shown);
    card.token(&shown.entry.token);
    model.history.card.rows = card.rows;
    model.history.card.of = made_for;
}

struct Rows<'z> {
    lang: Lang,
    width: usize,
    zone: Zone<'z>,
    rows: Vec<Vec<(String, Role)>>,
}

impl Rows<'_> {
    fn about(&mut self, shown: &Shown) {
        let (entry, lang) = (&shown.entry, self.lang);
        self.field(words::WHEN, &self.date(entry.when), Role::Plain);
        self.field(words::FROM, &entry.origin.words(lang), Role::Plain);
        self.field(words::LENGTH, &words::CHARS.with(lang, &[&entry.length]), Role::Plain);
        let signature = entry.token.split('.').nth(2).map_or(0, str::len);
        let (told, role) = match (entry.lacks_signature, signature) {
            (true, _) => (words::SIGNATURE_LEFT_OUT.of(lang).to_owned(), Role::Warning),
            (false, 0) => (words::SIGNATURE_NONE.of(lang).to_owned(), Role::Warning),
            (false, length) => (words::SIGNATURE_HERE.with(lang, &[&length]), Role::Signature),
        };
        self.field(words::SIGNATURE, &told, role);
        let kept = if shown.is_kept { words::IN_FILE } else { words::IN_MEMORY };
        self.field(words::KEPT, kept.of(lang), Role::Plain);
    }

    fn token(&mut self, token: &str) {
        let seen = inspect::inspect(token.as_bytes());
        let parts = [
            (words::HEADER, seen.header(), Role::Header),
            (words::PAYLOAD, seen.payload(), Role::Payload),
        ];
        for (title, segment, role) in parts {
            self.rows.push(Vec::new());
            self.rows.push(vec![(title.of(self.lang).to_owned(), role)]);
            if segment.and_then(|segment| self.members(segment)).is_none() {
                self.rows.push(vec![(words::NOT_JSON.of(self.lang).to_owned(), Role::Dim)]);
            }
        }
    }

    fn members(&mut self, segment: &Segment<'_>) -> Option<()> {
        let text = segment.decoded_text()?;
        let reading = segment.json()?;
        let object = reading.value.as_ref()?.as_object()?;
        for member in object.members.iter().take(MOST.0) {
            let written: String = member.value.to_text(text).chars().take(MOST.1).collect();
            let is_date = segment.part == Part::Payload
                && claims::meaning(&member.name).is_some_and(|known| known.is_date);
            let date = member.value.as_number().filter(|_| is_date);
            let date = date.and_then(|number| NumericDate::parse(number).ok());
            let date = date.map(|date| format!("  {}", self.date(date))).unwrap_or_default();
            self.row(&member.name, &format!("{written}{date}"), (Role::Name, Role::Plain));
        }
        let more = object.members.len().saturating_sub(MOST.0);
        if more > 0 {
            self.rows.push(vec![(words::MORE.with(self.lang, &[&more]), Role::Dim)]);
        }
        Some(())
    }

    fn date(&self, date: NumericDate) -> String {
        times::in_zone(date, self.zone)
    }

    fn field(&mut self, label: Phrase, text: &str, role: Role) {
        self.row(label.of(self.lang), text, (Role::Dim, role));
    }

    /// A label and a foreign text that goes on under itself.
    fn row(&mut self, label: &str, text: &str, roles: (Role, Role)) {
        let label = visible(label);
        let label = crate::engine::sanitize::clip(&label, self.width / 2).into_owned();
        let gap = LABEL.saturating_sub(columns(&label)).max(1);
        let indent = columns(&label).saturating_add(gap);
        let mut label = format!("{label}{}", " ".repeat(gap));
        for folded in prose::fold(&visible(text), self.width.saturating_sub(indent)) {
            let before = std::mem::replace(&mut label, " ".repeat(indent));
            self.rows.push(vec![(before, roles.0), (folded, roles.1)]);
        }
    }
}
