//! The checklist of SECURITY.md names tests; each of them exists under that name.

use std::fs;
use std::path::PathBuf;

/// Gives the text of a file of tests: `file` below `jwt-core/tests`, or a path from the root.
fn tests_of(file: &str) -> Option<String> {
    let crate_root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let path = match file.contains('/') {
        true => crate_root.join("..").join(file),
        false => crate_root.join("tests").join(file),
    };
    fs::read_to_string(path.with_extension("rs")).ok()
}

/// Finds a test by its whole name, where it is defined.
fn is_defined(name: &str, text: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at..).and_then(|text| text.strip_prefix(name)?.chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// What the last column of a row names, between backticks.
fn named(row: &str) -> Option<Vec<&str>> {
    let cells: Vec<&str> = row.trim().strip_prefix('|')?.strip_suffix('|')?.split(" | ").collect();
    Some(cells.last()?.split('`').skip(1).step_by(2).collect())
}

#[test]
fn every_test_that_the_checklist_names_exists() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../SECURITY.md");
    let checklist = fs::read_to_string(root).unwrap();
    let (_, checklist) = checklist.split_once("## RFC 8725 as a checklist").unwrap();
    let (checklist, _) = checklist.split_once("\n## ").unwrap();
    let mut missing = Vec::new();
    let mut seen = 0_u32;
    for row in checklist.lines().filter(|line| line.starts_with("| ")) {
        let mut text = String::new();
        for name in named(row).unwrap_or_default() {
            // A chapter of the book, whose examples are tests.
            if name.starts_with("guide::") {
                continue;
            }
            seen = seen.saturating_add(1);
            let (file, test) = match name.split_once(": ") {
                Some((file, test)) => (Some(file), Some(test)),
                None if text.is_empty() => (Some(name), None),
                None => (None, Some(name)),
            };
            if let Some(file) = file {
                text = tests_of(file).unwrap_or_default();
            }
            let alone = test.is_none() && !text.is_empty();
            if !(alone || test.is_some_and(|test| is_defined(test, &text))) {
                missing.push(name);
            }
            // A file alone says nothing of what stands behind it.
            if test.is_none() {
                text.clear();
            }
        }
    }
    assert!(seen > 30, "the table was found and read: {seen}");
    assert_eq!(missing, Vec::<&str>::new());
}
