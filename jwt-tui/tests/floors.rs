//! The floors of this crate: words below, then the engine, keys, the history, the screen, and the
//! command line on top. Nobody looks up; the terminal and the drawing library stay in their rooms.
//!
//! Reads every `crate::…` path of `src`, those of comments and test modules left out.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// From the ground up. A module may name itself and what stands before it.
const FLOORS: &[&str] = &["text", "engine", "keys", "history", "tui", "cli"];

/// Rooms of `tui` that know no drawing library: state, and what changes it.
const PLAIN: &[&str] =
    &["burst", "effect", "fuzzy", "keymap", "line", "message", "model", "settings"];

/// The only rooms that meet the terminal.
const TERMINAL: &[&str] = &["tui/runtime", "tui/terminal"];

/// The code of each file by its module's path, `tui/update/moving`.
fn house() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), "", &mut files);
    assert!(files.len() > 80, "only {} files found", files.len());
    files
}

fn collect(folder: &Path, above: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let name = if above.is_empty() { stem.to_owned() } else { format!("{above}/{stem}") };
        if stem == "tests" {
            continue;
        }
        if path.is_dir() {
            collect(&path, &name, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.insert(name, code(&fs::read_to_string(&path).unwrap()));
        }
    }
}

/// A source text without its comments and without the test module at its foot.
fn code(source: &str) -> String {
    let above = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let line = |line: &str| line.split("//").next().unwrap_or_default().to_owned();
    above.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// What a text names after `prefix`: the next word of each path.
fn named<'t>(code: &'t str, prefix: &str) -> Vec<&'t str> {
    let word = |rest: &'t str| {
        rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
    };
    code.split(prefix).skip(1).map(word).collect()
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| *floor == module)
}

#[test]
fn nobody_names_a_higher_floor() {
    let mut offences = Vec::new();
    let mut walks = 0;
    for (path, code) in house() {
        let own = path.split('/').next().unwrap_or_default();
        // `lib` and `main` are the roof.
        let Some(own) = floor(own) else { continue };
        for name in named(&code, "crate::") {
            let Some(other) = floor(name) else { continue };
            walks += usize::from(other < own);
            if other > own {
                offences.push(format!("{path} names {name}"));
            }
        }
    }
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
    assert!(walks > 200, "the reader is blind: {walks} walks downstairs");
}

#[test]
fn every_module_has_a_floor() {
    let lib = code(include_str!("../src/lib.rs"));
    let mut declared = named(&lib, "pub mod ");
    declared.sort_unstable();
    let mut known = FLOORS.to_vec();
    known.sort_unstable();
    assert_eq!(declared, known);
}

#[test]
fn state_knows_no_drawing_library_and_the_terminal_has_two_rooms() {
    for (path, code) in house() {
        let rooms: Vec<&str> = path.split('/').collect();
        let is_plain = match rooms.as_slice() {
            ["tui", room, ..] => PLAIN.contains(room),
            ["cli", ..] => true,
            _ => floor(rooms[0]).is_some_and(|floor| floor < 4),
        };
        if is_plain && code.contains("ratatui::") {
            panic!("{path} names ratatui");
        }
        let is_terminal = TERMINAL.iter().any(|room| path.starts_with(room));
        if !is_terminal && code.contains("crossterm::") {
            panic!("{path} names crossterm");
        }
    }
}

#[test]
fn the_engine_reads_no_file_and_asks_no_clock() {
    for (path, code) in house() {
        if !path.starts_with("engine") && !path.starts_with("text") {
            continue;
        }
        for word in
            ["std::fs", "std::env", "std::net", "std::process", "Instant::now", "SystemTime::now"]
        {
            assert!(!code.contains(word), "{path} names {word}");
        }
    }
}
