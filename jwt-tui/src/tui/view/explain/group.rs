//! Base64url under a ruler: three octets, the same bits in sixes, four characters.

use ratatui::text::Line;
use ratatui::text::Span;

use super::printable;
use crate::engine::explain::group::Group;
use crate::engine::sanitize::clip;
use crate::engine::sanitize::columns;
use crate::text::Phrase;
use crate::text::explain as words;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::update::explain::marked_group;
use crate::tui::update::explain::token;
use crate::tui::widgets::prose;

/// A colour for each octet, so that its bits can be followed into the sixes.
const OCTETS: [Role; 3] = [Role::Number, Role::String, Role::Payload];
/// Columns of the names of rows.
const NAME: usize = 7;

/// The content of the pane.
pub(super) fn lines(model: &Model, width: usize) -> Vec<Line<'static>> {
    let Some(group) = marked_group(model) else {
        return vec![Line::raw(words::GROUP_NONE.of(model.lang))];
    };
    let lang = model.lang;
    let name = segment_name(model).of(lang);
    let number = group.index.saturating_add(1);
    let place = words::GROUP_PLACE.with(lang, &[&number, &group.count, &name]);
    let mut lines = vec![
        Line::styled(clip(&place, width).into_owned(), model.theme.style(Role::Title)),
        around(model, &group, width),
        octet_row(model, &group, words::GROUP_TEXT, 9, |octet| printable(octet).to_string()),
        octet_row(model, &group, words::GROUP_HEX, 9, |octet| format!("{octet:02x}")),
        octet_row(model, &group, words::GROUP_BITS, 9, |octet| format!("{octet:08b}")),
        sixes(model, &group),
        sextet_row(model, &group, words::GROUP_INDEX, |sextet, _| sextet.to_string()),
        sextet_row(model, &group, words::GROUP_CHAR, |_, symbol| printable(symbol).to_string()),
    ];
    for (text, role) in notes(model, &group) {
        let style = model.theme.style(role);
        lines.extend(prose::fold(&text, width).into_iter().map(|row| Line::styled(row, style)));
    }
    lines
}

/// The group in a line.
pub(super) fn summary(model: &Model, width: usize) -> Line<'static> {
    let Some(group) = marked_group(model) else { return Line::default() };
    let octets: Vec<String> = group.carried().iter().map(|octet| format!("{octet:02x}")).collect();
    let text: String = group.symbols().iter().map(|&symbol| printable(symbol)).collect();
    let number = group.index.saturating_add(1);
    let name = segment_name(model).of(model.lang);
    let place = words::GROUP_PLACE.with(model.lang, &[&number, &group.count, &name]);
    let text = format!("{place}: {text} = {}", octets.join(" "));
    Line::styled(clip(&text, width).into_owned(), model.theme.style(Role::Dim))
}

/// The name of the segment whose group is shown.
pub(super) fn segment_name(model: &Model) -> Phrase {
    match model.explain.segment {
        0 => words::HEADER,
        1 => words::PAYLOAD,
        _ => words::SIGNATURE,
    }
}

/// The characters before and after, with the group between them.
fn around(model: &Model, group: &Group, width: usize) -> Line<'static> {
    let token = token(model).as_bytes();
    let room = width.saturating_sub(group.symbols().len()) / 2;
    let last = token.len().saturating_sub(width);
    let start = group.in_token.start.saturating_sub(room).min(last);
    let end = start.saturating_add(width).min(token.len());
    let text = |range: core::ops::Range<usize>| -> String {
        token.get(range).unwrap_or_default().iter().map(|&octet| printable(octet)).collect()
    };
    let style = |role| model.theme.style(role);
    Line::from(vec![
        Span::styled(text(start..group.in_token.start), style(Role::Dim)),
        Span::styled(text(group.in_token.clone()), style(Role::Marked)),
        Span::styled(text(group.in_token.end..end), style(Role::Dim)),
    ])
}

fn name(model: &Model, name: Phrase) -> Span<'static> {
    let text = name.of(model.lang);
    let pad = " ".repeat(NAME.saturating_sub(columns(text)).max(1));
    Span::styled(format!("{text}{pad}"), model.theme.style(Role::Dim))
}

fn octet_role(index: usize) -> Role {
    OCTETS.get(index).copied().unwrap_or(Role::Plain)
}

fn octet_row(
    model: &Model,
    group: &Group,
    title: Phrase,
    cell: usize,
    write: impl Fn(u8) -> String,
) -> Line<'static> {
    let mut spans = vec![name(model, title)];
    for (index, &octet) in group.carried().iter().enumerate() {
        let text = write(octet);
        let pad = " ".repeat(cell.saturating_sub(columns(&text)));
        spans.push(Span::styled(format!("{text}{pad}"), model.theme.style(octet_role(index))));
    }
    Line::from(spans)
}

/// The bits in sixes, each in the colour of the octet it comes from; spare bits stand out.
fn sixes(model: &Model, group: &Group) -> Line<'static> {
    let mut spans = vec![name(model, words::GROUP_SIX)];
    let carried = group.carried().len().saturating_mul(8);
    for (place, sextet) in group.sextets().iter().enumerate() {
        let Some(sextet) = sextet else {
            spans.push(Span::styled("?????? ", model.theme.style(Role::Wrong)));
            continue;
        };
        for (bit, digit) in format!("{sextet:06b}").chars().enumerate() {
            let at = place.saturating_mul(6).saturating_add(bit);
            let role = if at < carried { octet_role(at / 8) } else { Role::Unchecked };
            spans.push(Span::styled(digit.to_string(), model.theme.style(role)));
        }
        spans.push(Span::raw(" "));
    }
    Line::from(spans)
}

fn sextet_row(
    model: &Model,
    group: &Group,
    title: Phrase,
    write: impl Fn(u8, u8) -> String,
) -> Line<'static> {
    let mut spans = vec![name(model, title)];
    for (sextet, &symbol) in group.sextets().iter().zip(group.symbols()) {
        let text =
            sextet.map_or_else(|| printable(symbol).to_string(), |sextet| write(sextet, symbol));
        let role = if sextet.is_some() { Role::Name } else { Role::Wrong };
        spans.push(Span::styled(format!("{text:<6} "), model.theme.style(role)));
    }
    Line::from(spans)
}

/// Where the group stands, and what is left over in the last one.
fn notes(model: &Model, group: &Group) -> Vec<(String, Role)> {
    let lang = model.lang;
    let one = |number: usize| number.saturating_add(1);
    let place = words::GROUP_CHARS.with(
        lang,
        &[
            &one(group.chars.start),
            &group.chars.end,
            &one(group.in_token.start),
            &group.in_token.end,
        ],
    );
    let mut notes = vec![(place, Role::Dim)];
    if group.sextets().iter().any(Option::is_none) {
        notes.push((words::GROUP_DAMAGED.of(lang).to_owned(), Role::Bad));
    } else if one(group.index) == group.count {
        let octets = group.carried().len();
        notes.push(if !group.is_canonical() {
            (words::GROUP_NOT_ZERO.of(lang).to_owned(), Role::Bad)
        } else if group.spare_bits() == 0 {
            (words::GROUP_FULL.with(lang, &[&group.total_octets]), Role::Plain)
        } else {
            let phrase = if octets == 1 { words::GROUP_SPARE_ONE } else { words::GROUP_SPARE };
            (phrase.with(lang, &[&octets, &group.spare_bits()]), Role::Plain)
        });
    }
    notes
}
