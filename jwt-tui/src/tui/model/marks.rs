//! What is marked because of what has the cursor, and the date that is being typed.

use std::ops::Range;

use jwt_core::NumericDate;

use crate::engine::document::Half;
use crate::engine::times;
use crate::tui::facts::Row;
use crate::tui::facts::members::is_date;
use crate::tui::model::Line;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Purpose;
use crate::tui::model::View;

impl Model {
    /// The characters of the token that carry what has the cursor: a claim, or what a check speaks of.
    #[must_use]
    pub fn marked(&self) -> Option<Range<usize>> {
        match self.subject {
            Pane::Header | Pane::Payload => {
                let half = self.subject.half()?;
                let row = self.facts.members(half).rows.get(self.claims_pane(half).selected)?;
                (self.view_of(half) == View::Table).then(|| row.carried_by.clone())
            }
            Pane::Checks => self.facts.checks.get(self.checks.selected)?.span.clone(),
            Pane::Token => {
                let under = self.token.under.as_ref()?;
                let row = under.half.zip(under.row);
                let row = row.and_then(|(half, row)| self.facts.members(half).rows.get(row));
                Some(row.map_or_else(|| under.group.clone(), |row| row.carried_by.clone()))
            }
            _ => None,
        }
    }

    /// The row of a half that stands out: the selected one, or the one that the token's cursor is on.
    #[must_use]
    pub fn marked_row(&self, half: Half) -> Option<usize> {
        match self.subject.half() {
            Some(subject) => (subject == half).then(|| self.claims_pane(half).selected),
            None if self.subject == Pane::Token => {
                self.token.under.as_ref().filter(|under| under.half == Some(half))?.row
            }
            None => None,
        }
    }

    /// The octets of a half's text that stand out: a match of the search, or what the token's cursor
    /// is on.
    #[must_use]
    pub fn marked_text(&self, half: Half) -> Range<usize> {
        if self.focus == Pane::Token {
            let under = self.token.under.as_ref().filter(|under| under.half == Some(half));
            return under.map_or(0..0, |under| under.octets.clone());
        }
        match &self.search.found {
            Some((of, place)) if *of == half => place.clone(),
            _ => 0..0,
        }
    }

    /// The claim whose value is being typed.
    #[must_use]
    pub fn typed_row(&self, half: Half, span: &Range<usize>) -> Option<&Row> {
        self.facts.members(half).rows.iter().find(|row| row.value_span == *span)
    }

    /// The moment that is being typed for a claim that is a date; the inner none is no moment.
    #[must_use]
    pub fn typed_date(&self) -> Option<Option<NumericDate>> {
        let Mode::Line(Line { purpose, input, .. }) = &self.mode else { return None };
        let text = match purpose {
            Purpose::Claim(half, span) => {
                let row = self.typed_row(*half, span)?;
                is_date(*half, &row.name).then(|| input.text())?
            }
            Purpose::Member(half) => {
                let (name, value) = input.text().split_once('=')?;
                is_date(*half, name.trim_end_matches(':').trim()).then_some(value)?
            }
            _ => return None,
        };
        Some(times::parse_moment_in(text, self.now, self.zone()).ok())
    }

    /// A date with its distance, in UTC and on the clock of this machine.
    #[must_use]
    pub fn date_words(&self, date: NumericDate) -> String {
        let mut words =
            format!("{}, {}", times::utc(date), times::relative(date, self.now, self.lang));
        if let Some(local) = self.local_words(date) {
            words.push_str(" · ");
            words.push_str(&local);
        }
        words
    }

    /// A date on the clock of this machine, or of the place asked for, with the name of its zone, where that is not UTC.
    #[must_use]
    pub fn local_words(&self, date: NumericDate) -> Option<String> {
        let local = times::in_zone(date, self.zone());
        let is_other = !local.ends_with("+00:00") && local != times::utc(date);
        is_other.then(|| format!("{local} ({})", times::zone_name(date, self.zone())))
    }
}
