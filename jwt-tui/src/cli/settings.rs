//! The settings of the debugger: which file, what it says, and what is stronger on the command line.

use std::env;
use std::fs::File;
use std::io;
use std::io::Read as _;
use std::path::Path;

use super::exit::CliError;
use crate::engine::sanitize::visible;
use crate::text::Lang;
use crate::text::settings as words;
use crate::text::system;
use crate::tui::settings::Problem;
use crate::tui::settings::Settings;
use crate::tui::settings::usual_path;
use crate::tui::theme::Theme;

/// The longest file of settings that is read.
const LIMIT: u64 = 1 << 20;

/// Reads the file that was named, else the usual one, which may be missing.
pub(super) fn load(named: Option<&Path>, lang: Lang) -> Result<Settings, CliError> {
    let usual = || usual_path(env::var_os("XDG_CONFIG_HOME"), env::home_dir());
    let Some(path) = named.map(Path::to_owned).or_else(usual) else {
        return Ok(Settings::default());
    };
    let name = path.display().to_string();
    let text = match read(&path) {
        Ok(text) => text,
        Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => {
            return Ok(Settings::default());
        }
        Err(error) => {
            return Err(CliError::usage(
                words::UNREADABLE.with(lang, &[&visible(&name), &system::words(lang, &error)]),
            ));
        }
    };
    Settings::parse(&text).map_err(|error| {
        CliError::usage(words::WRONG.with(lang, &[&visible(&name), &error.words(lang)]))
    })
}

/// The theme of a name on the command line.
pub(super) fn theme(name: Option<&str>, lang: Lang) -> Result<Option<Theme>, CliError> {
    let Some(name) = name else { return Ok(None) };
    let known = || Theme::ALL.map(|theme| theme.name().to_owned()).to_vec();
    Theme::named(name).map(Some).ok_or_else(|| {
        let problem = Problem::unknown(name, known()).words(lang);
        CliError::usage(words::WRONG_THEME.with(lang, &[&problem]))
    })
}

fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let file = File::open(path)?;
    file.take(LIMIT.saturating_add(1)).read_to_string(&mut text)?;
    if u64::try_from(text.len()).unwrap_or(u64::MAX) > LIMIT {
        return Err(io::Error::other("more than 1 MiB"));
    }
    Ok(text)
}
