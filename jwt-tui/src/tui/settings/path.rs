//! Where the settings are when nobody says so.

use std::ffi::OsString;
use std::path::PathBuf;

/// `$XDG_CONFIG_HOME/jwt-tui/config.toml`, else `~/.config/jwt-tui/config.toml`; none without a home.
///
/// A relative `XDG_CONFIG_HOME` does not count, as the XDG Base Directory Specification says.
#[must_use]
pub fn usual_path(config_home: Option<OsString>, home: Option<PathBuf>) -> Option<PathBuf> {
    let own = config_home.map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = own.or_else(|| home.map(|home| home.join(".config")))?;
    Some(folder.join("jwt-tui").join("config.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_folder_is_stronger_than_the_home() {
        let path = |own: Option<&str>, home: Option<&str>| {
            usual_path(own.map(OsString::from), home.map(PathBuf::from))
                .map(|path| path.display().to_string())
        };
        assert_eq!(path(Some("/c"), Some("/h")).as_deref(), Some("/c/jwt-tui/config.toml"));
        assert_eq!(path(None, Some("/h")).as_deref(), Some("/h/.config/jwt-tui/config.toml"));
        assert_eq!(path(Some("c"), Some("/h")).as_deref(), Some("/h/.config/jwt-tui/config.toml"));
        assert_eq!(path(Some(""), None), None);
    }
}
