//! The key table in Markdown, for the README.

use crate::text::Lang;
use crate::text::Phrase;
use crate::text::craft;
use crate::tui::keymap::Binding;
use crate::tui::keymap::Context;
use crate::tui::keymap::Keymap;
use crate::tui::model::Pane;

const COLUMNS: [Phrase; 3] = [craft::COLUMN_KEYS, craft::COLUMN_COMMAND, craft::COLUMN_HELP];

/// Every key with its command and what it does, each row once: every pane first, then
/// each set of places.
#[must_use]
pub fn markdown(keymap: &Keymap, lang: Lang) -> String {
    let mut text = String::new();
    let is_everywhere =
        |row: &&Binding| Pane::ALL.iter().all(|pane| row.contexts.contains(&pane.context()));
    let everywhere: Vec<_> = keymap.rows().iter().filter(is_everywhere).collect();
    push(&mut text, craft::EVERYWHERE.of(lang), &everywhere, lang);
    let most: Vec<_> =
        keymap.rows().iter().filter(|row| !is_everywhere(row) && is_common(row)).collect();
    push(&mut text, craft::IN_MOST_PLACES.of(lang), &most, lang);
    let mut told: Vec<&[Context]> = Vec::new();
    for row in keymap.rows().iter().filter(|row| !is_everywhere(row) && !is_common(row)) {
        let contexts = row.contexts.as_ref();
        if contexts.is_empty() || told.contains(&contexts) {
            continue;
        }
        told.push(contexts);
        let titles: Vec<_> = contexts.iter().map(|&context| title(context, lang)).collect();
        let same = keymap.rows().iter().filter(|other| other.contexts == row.contexts);
        push(&mut text, &titles.join(", "), &same.collect::<Vec<_>>(), lang);
    }
    text
}

/// Whether a row works in so many places that naming them all helps nobody.
fn is_common(row: &Binding) -> bool {
    row.contexts.len() > 5
}

fn title(context: Context, lang: Lang) -> String {
    match Pane::ALL.into_iter().find(|pane| pane.context() == context) {
        Some(pane) => {
            let screen = pane.screen().title().of(lang);
            format!("{screen}: {}", pane.title().of(lang))
        }
        None => context.title().of(lang).to_owned(),
    }
}

fn push(text: &mut String, title: &str, rows: &[&Binding], lang: Lang) {
    if rows.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push('\n');
    }
    let [keys, command, help] = COLUMNS.map(|column| column.of(lang));
    text.push_str(&format!(
        "**{title}**\n\n| {keys} | {command} | {help} |\n| --- | --- | --- |\n"
    ));
    for row in rows {
        let keys: Vec<_> = row.keys.iter().map(|press| format!("`{press}`")).collect();
        let keys = keys.join(" ").replace('|', "\\|");
        text.push_str(&format!("| {keys} | `{}` | {} |\n", row.command.name(), row.help.of(lang)));
    }
}
