//! The settings file: theme, language, mouse, signs, history and keys, as TOML.
//!
//! ```toml
//! theme = "dark"
//! mouse = false
//!
//! [keys]
//! sign = ["ctrl-x"]
//!
//! [keys.payload]
//! edit = ["enter", "c"]
//! ```
//!
//! Takes the text of the file; reading it is the caller's. What is not known is refused with its line,
//! what is known there, and the nearest name: a setting that is silently ignored would be a trap.

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use crate::text::Lang;
use crate::tui::keymap::Context;
use crate::tui::keymap::Keymap;
use crate::tui::keymap::Press;
use crate::tui::keymap::RebindError;
use crate::tui::message::Command;
use crate::tui::theme::Theme;

mod error;
mod path;

pub use self::error::Problem;
pub use self::error::SettingsError;
pub use self::path::usual_path;

/// The names of the settings.
const NAMES: [&str; 6] = ["ascii", "history", "keys", "lang", "mouse", "theme"];

/// What a file of settings says; none where it says nothing.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Whether signs and borders are ASCII.
    pub ascii: Option<bool>,
    /// Whether tokens are kept in the history.
    pub history: Option<bool>,
    /// The keys.
    pub keymap: Keymap,
    /// The language to speak.
    pub lang: Option<Lang>,
    /// Whether the mouse may be taken.
    pub mouse: Option<bool>,
    /// The theme.
    pub theme: Option<Theme>,
}

impl Settings {
    /// Reads the text of a file.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] with the line and what is wrong there.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let at = |place: usize| {
            let before = text.as_bytes().get(..place).unwrap_or(text.as_bytes());
            before.iter().filter(|&&octet| octet == b'\n').count().saturating_add(1)
        };
        read(text).map_err(|(place, problem)| SettingsError { line: at(place), problem })
    }
}

/// A problem with its place in the text.
type Placed = (usize, Problem);

fn read(text: &str) -> Result<Settings, Placed> {
    let table = DeTable::parse(text).map_err(|error| {
        let place = error.span().map_or(0, |span| span.start);
        (place, Problem::Syntax(error.message().to_owned()))
    })?;
    let mut settings = Settings::default();
    for (name, value) in table.get_ref() {
        match name.get_ref().as_ref() {
            "ascii" => settings.ascii = Some(truth(value)?),
            "history" => settings.history = Some(truth(value)?),
            "mouse" => settings.mouse = Some(truth(value)?),
            "lang" => {
                settings.lang = Some(one_of(value, Lang::parse, || {
                    Lang::ALL.map(|lang| lang.tag().to_owned()).to_vec()
                })?);
            }
            "theme" => {
                settings.theme = Some(one_of(value, Theme::named, || {
                    Theme::ALL.map(|theme| theme.name().to_owned()).to_vec()
                })?);
            }
            "keys" => keys(&mut settings.keymap, value)?,
            _ => return Err(unknown(name, NAMES.map(str::to_owned).to_vec())),
        }
    }
    Ok(settings)
}

/// The keys that hold everywhere first, then those of single places.
fn keys(keymap: &mut Keymap, value: &Spanned<DeValue<'_>>) -> Result<(), Placed> {
    let Some(table) = value.get_ref().as_table() else {
        return Err((value.span().start, Problem::NoTable));
    };
    let is_place = |value: &Spanned<DeValue<'_>>| value.get_ref().is_table();
    for (name, value) in table.iter().filter(|(_, value)| !is_place(value)) {
        bind(keymap, None, name, value)?;
    }
    for (name, value) in table.iter().filter(|(_, value)| is_place(value)) {
        let context = Context::ALL.iter().find(|context| context.name() == *name.get_ref());
        let Some(&context) = context else {
            return Err(unknown(name, Context::ALL.iter().map(|context| context.name()).collect()));
        };
        for (name, value) in value.get_ref().as_table().into_iter().flatten() {
            bind(keymap, Some(context), name, value)?;
        }
    }
    keymap.check().map_err(|error| (value.span().start, Problem::Keys(error)))
}

fn bind(
    keymap: &mut Keymap,
    context: Option<Context>,
    name: &Spanned<std::borrow::Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
) -> Result<(), Placed> {
    let commands = commands(keymap);
    let Some(command) = commands.iter().find(|command| command.name() == *name.get_ref()) else {
        return Err(unknown(name, commands.iter().map(|command| command.name()).collect()));
    };
    let Some(list) = value.get_ref().as_array() else {
        return Err((value.span().start, Problem::NoList));
    };
    let mut presses = Vec::new();
    for item in list {
        let press = item.get_ref().as_str().and_then(Press::parse);
        let shown = || item.get_ref().as_str().unwrap_or_default().to_owned();
        presses.push(press.ok_or_else(|| (item.span().start, Problem::NoKey(shown())))?);
    }
    let bound = keymap.rebind(context, *command, &presses);
    bound.map_err(|error: RebindError| (name.span().start, Problem::Keys(error)))
}

/// Every command of the table, once.
fn commands(keymap: &Keymap) -> Vec<Command> {
    let mut commands = Vec::new();
    for row in keymap.rows() {
        if !commands.contains(&row.command) {
            commands.push(row.command);
        }
    }
    commands
}

fn truth(value: &Spanned<DeValue<'_>>) -> Result<bool, Placed> {
    value.get_ref().as_bool().ok_or_else(|| (value.span().start, Problem::NoTruth))
}

fn one_of<T>(
    value: &Spanned<DeValue<'_>>,
    read: impl Fn(&str) -> Option<T>,
    known: impl Fn() -> Vec<String>,
) -> Result<T, Placed> {
    let found = value.get_ref().as_str().unwrap_or_default();
    let unknown = || Problem::unknown(found, known());
    read(found).ok_or_else(|| (value.span().start, unknown()))
}

fn unknown(name: &Spanned<std::borrow::Cow<'_, str>>, known: Vec<String>) -> Placed {
    (name.span().start, Problem::unknown(name.get_ref(), known))
}

#[cfg(test)]
mod tests;
