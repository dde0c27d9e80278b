//! The folder of test data: whatever is missing or does not parse is an error that names the place.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

/// The folder that the environment variable names.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(path: OsString) -> Self {
        Self(PathBuf::from(path))
    }

    /// Reads a file that is one JSON value.
    pub(crate) fn json(&self, file: &str) -> Result<Value, String> {
        let text = self.text(file)?;
        serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))
    }

    /// Reads a file with one JSON value on each line.
    pub(crate) fn json_lines(&self, file: &str) -> Result<Vec<Value>, String> {
        let text = self.text(file)?;
        let lines = text.lines().enumerate();
        let parse = |(index, line): (usize, &str)| {
            serde_json::from_str(line)
                .map_err(|error| format!("{file}, line {}: {error}", index.saturating_add(1)))
        };
        lines.map(parse).collect()
    }

    fn text(&self, file: &str) -> Result<String, String> {
        let path = self.0.join(file);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    }
}
