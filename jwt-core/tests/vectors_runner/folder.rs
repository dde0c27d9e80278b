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

    /// Reads a file that need not be there: `null` when it is not.
    pub(crate) fn json_if_there(&self, file: &str) -> Result<Value, String> {
        if self.0.join(file).exists() { self.json(file) } else { Ok(Value::Null) }
    }

    /// Reads a file with one JSON value on each line; a line that holds none is an error of its own.
    pub(crate) fn json_lines(&self, file: &str) -> Result<Vec<Result<Value, String>>, String> {
        let octets = self.octets(file)?;
        let lines = octets.strip_suffix(b"\n").unwrap_or(&octets).split(|octet| *octet == b'\n');
        let parse = |(index, line): (usize, &[u8])| {
            serde_json::from_slice(line)
                .map_err(|error| format!("{file}, line {}: {error}", index.saturating_add(1)))
        };
        Ok(lines.enumerate().map(parse).collect())
    }

    /// Names every folder in here, at whatever depth, that holds cases; slashes divide the names.
    pub(crate) fn sets(&self) -> Vec<String> {
        let mut sets = Vec::new();
        self.look_for_sets("", &mut sets);
        sets.sort();
        sets
    }

    fn look_for_sets(&self, name: &str, sets: &mut Vec<String>) {
        let path = self.0.join(name);
        if path.join("cases.jsonl").is_file() {
            sets.push(name.to_owned());
        }
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            // A link could lead back here.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                let inner = entry.file_name().to_string_lossy().into_owned();
                let inner = if name.is_empty() { inner } else { format!("{name}/{inner}") };
                self.look_for_sets(&inner, sets);
            }
        }
    }

    fn text(&self, file: &str) -> Result<String, String> {
        String::from_utf8(self.octets(file)?).map_err(|error| format!("{file}: {error}"))
    }

    fn octets(&self, file: &str) -> Result<Vec<u8>, String> {
        let path = self.0.join(file);
        fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    }
}
