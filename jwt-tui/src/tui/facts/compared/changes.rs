//! The changes in rows: the two sides, what it means in short, then part by part.

use jwt_core::jws::Part;

use super::Comparison;
use super::Item;
use super::Side;
use super::Vouched;
use crate::engine::diff::Change;
use crate::engine::diff::PartDiff;
use crate::engine::diff::PartKind;
use crate::engine::diff::heading;
use crate::engine::sanitize::begin;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns;
use crate::engine::sanitize::visible;
use crate::text::Lang;
use crate::text::Phrase;
use crate::text::diff as words;
use crate::text::messages;
use crate::text::words as common;
use crate::tui::facts::Sign;
use crate::tui::model::diff::Cut;
use crate::tui::theme::Role;
use crate::tui::widgets::prose;

/// How much of a value is shown, in columns; copying has all of it.
const LONGEST: usize = 240;
/// How much of a sentence is shown, in characters: names in it may be many.
const MOST_WORDS: usize = 1_200;

/// Makes the rows for a width in a language.
#[must_use]
pub fn cut(comparison: &Comparison, width: usize, lang: Lang) -> Cut {
    let mut page = Page { lang, width, cut: Cut::default() };
    for (number, side) in ["1 ", "2 "].into_iter().zip(&comparison.sides) {
        page.side(number, side);
    }
    for note in &comparison.diff.notes {
        page.push("· ", &note.of(lang), (Role::Dim, Role::Plain));
    }
    for (index, part) in comparison.diff.parts.iter().enumerate() {
        let items: Vec<&Item> = comparison.items.iter().filter(|item| item.part == index).collect();
        page.part(part, &items);
    }
    page.cut.made_for = Some((width, lang));
    page.cut
}

impl Vouched {
    /// Its sign, which is that of a verdict.
    #[must_use]
    pub fn sign(self) -> Sign {
        match self {
            Self::Fails | Self::Refused => Sign::Fail,
            Self::Holds => Sign::Pass,
            Self::NoKey | Self::NotChecked | Self::NotKept => Sign::NotChecked,
        }
    }

    /// What it says.
    #[must_use]
    pub fn words(self) -> Phrase {
        match self {
            Self::Fails => words::FAILS,
            Self::Holds => words::HOLDS,
            Self::NoKey => words::NO_KEY,
            Self::NotChecked => words::NO_FITTING_KEY,
            Self::NotKept => words::NOT_KEPT,
            Self::Refused => words::REFUSED,
        }
    }

    fn role(self) -> Role {
        match self.sign() {
            Sign::Pass => Role::Good,
            Sign::Fail => Role::Bad,
            _ => Role::Unchecked,
        }
    }
}

/// The role of a part's characters and of its heading.
#[must_use]
pub fn role(part: Part) -> Role {
    match part {
        Part::Header => Role::Header,
        Part::Payload => Role::Payload,
        Part::Signature => Role::Signature,
        Part::Token => Role::Plain,
    }
}

struct Page {
    lang: Lang,
    width: usize,
    cut: Cut,
}

impl Page {
    fn side(&mut self, number: &str, side: &Side) {
        let algorithm = visible(side.algorithm.as_deref().unwrap_or("?"));
        let length = crate::text::history::CHARS.with(self.lang, &[&side.token.len()]);
        let told = format!("{} · {algorithm} · {length}", side.name.of(self.lang));
        self.push(number, &told, (Role::Title, Role::Title));
        let key = side.key.as_ref().map(|(kind, kid)| {
            let kid =
                kid.as_ref().map(|kid| format!(" · kid {}", visible(kid))).unwrap_or_default();
            let kind = messages::say(self.lang, kind);
            words::BY_KEY.with(self.lang, &[&format!("{kind}{kid}")])
        });
        let key = key.map(|key| format!(" · {key}")).unwrap_or_default();
        let told = format!("{}{key}", side.vouched.words().of(self.lang));
        let sign = format!("  {} ", side.vouched.sign().mark());
        self.push(&sign, &told, (side.vouched.role(), Role::Plain));
    }

    fn part(&mut self, part: &PartDiff, items: &[&Item]) {
        let title = heading(part.part).of(self.lang);
        let told = part.headline(self.lang);
        let roles = (role(part.part), Role::Dim);
        match items {
            [one] if one.member.is_none() => {
                let from = self.cut.rows.len();
                let sign = match part.kind {
                    PartKind::Respelt => "=",
                    PartKind::OneSided if part.lengths[0] == 0 => "+",
                    PartKind::OneSided => "-",
                    PartKind::Different | PartKind::Same => "~",
                };
                self.push(&format!("  {title} {sign} "), &told, roles);
                self.cut.items.push(from..self.cut.rows.len());
            }
            _ => self.push(&format!("{title}  "), &told, roles),
        }
        for member in &part.members {
            let from = self.cut.rows.len();
            self.member(&member.pointer, &member.change);
            if let Some(meaning) = &member.meaning {
                let meaning = meaning.of(self.lang);
                self.push("      ", &visible(&meaning), (Role::Dim, Role::Dim));
            }
            self.cut.items.push(from..self.cut.rows.len());
        }
        if part.more > 0 {
            self.push("  ", &words::MORE.with(self.lang, &[&part.more]), (Role::Dim, Role::Dim));
        }
    }

    fn member(&mut self, pointer: &str, change: &Change) {
        let role = match change {
            Change::Added(_) => Role::Good,
            Change::Changed { .. } => Role::Warning,
            Change::Moved { .. } | Change::Rewritten { .. } => Role::Dim,
            Change::Removed(_) => Role::Bad,
        };
        let short = |text: &str| {
            // A character of one column has at most four octets.
            let begin = begin(text, LONGEST.saturating_mul(4));
            clip(&visible(&begin), LONGEST).into_owned()
        };
        let told = match change.values() {
            [Some(before), Some(after)] => format!("{} → {}", short(before), short(after)),
            [Some(value), None] | [None, Some(value)] => short(value),
            [None, None] => change.told("→", self.lang),
        };
        let pointer = clip(&visible(pointer), self.width.saturating_sub(6)).into_owned();
        let lead = format!("  {} ", change.sign());
        self.push(&lead, &pointer, (role, Role::Name));
        // On the same row where there is room, below it where there is not.
        let used = columns(&pointer).saturating_add(6);
        match self.cut.rows.last_mut() {
            Some(row) if used.saturating_add(columns(&told)) <= self.width => {
                row.push((format!("  {told}"), Role::Plain));
            }
            _ => self.push("      ", &told, (Role::Dim, Role::Plain)),
        }
    }

    /// A text that goes on under itself behind what leads it; both are fit to be shown.
    fn push(&mut self, lead: &str, text: &str, roles: (Role, Role)) {
        let indent = columns(lead);
        let mut lead = lead.to_owned();
        let text: String = text.chars().take(MOST_WORDS).collect();
        for row in prose::fold(&text, self.width.saturating_sub(indent)) {
            let before = std::mem::replace(&mut lead, " ".repeat(indent));
            self.cut.rows.push(vec![(before, roles.0), (row, roles.1)]);
        }
    }
}

/// How many changes there are, in words.
#[must_use]
pub fn count(comparison: &Comparison, lang: Lang) -> String {
    match comparison.items.len() {
        1 => words::COUNT_ONE.of(lang).to_owned(),
        count => words::COUNT.with(lang, &[&count]),
    }
}

/// One line about all changes.
#[must_use]
pub fn in_short(comparison: &Comparison, lang: Lang) -> String {
    match comparison.items.len() {
        0 => words::SAME_BYTES.of(lang).to_owned(),
        _ => {
            let notes = comparison.diff.notes.iter().map(|note| note.of(lang));
            let told: Vec<String> = [count(comparison, lang)].into_iter().chain(notes).collect();
            told.join(" · ")
        }
    }
}

/// The change as text: path, value before, value after, and what it means.
#[must_use]
pub fn copied(comparison: &Comparison, item: &Item, lang: Lang) -> Option<String> {
    let part = comparison.part(item)?;
    let name = match part.part {
        Part::Header => "header",
        Part::Payload => "payload",
        Part::Signature => "signature",
        Part::Token => common::TOKEN.of(lang),
    };
    let mut lines = Vec::new();
    let mut push = |before: Option<&str>, after: Option<&str>| {
        lines.extend(before.map(|text| format!("- {text}")));
        lines.extend(after.map(|text| format!("+ {text}")));
    };
    let mut head = name.to_owned();
    match comparison.member(item) {
        Some(member) => {
            head = format!("{name}{}", member.pointer);
            let [before, after] = member.change.values();
            push(before, after);
            if let Change::Moved { .. } = member.change {
                lines.push(member.change.told("→", lang));
            }
            lines.extend(member.meaning.as_ref().map(|meaning| meaning.of(lang)));
        }
        None => {
            let text = |side: usize| {
                let place = item.carriers.get(side)?.clone();
                comparison.side(side).token.get(place).filter(|text| !text.is_empty())
            };
            push(text(0), text(1));
        }
    }
    lines.insert(0, head);
    Some(lines.join("\n"))
}
