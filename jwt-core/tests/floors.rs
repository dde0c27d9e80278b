//! The house order: a module names modules on lower floors and files in its own folder, nothing else.
//!
//! Reads every `crate::…` and `super::…` path of the source as text and fails on one that leads up or
//! sideways, and on a module without a floor.

#![expect(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// Every module of the crate root and its floor; the cellar, which imports nothing, is -1.
const FLOORS: [(&str, i8); 10] = [
    ("explain", -1),
    ("base64url", 0),
    ("json", 0),
    ("secret", 0),
    ("time", 0),
    ("alg", 1),
    ("key", 2),
    ("jws", 3),
    ("jwt", 4),
    ("inspect", 5),
];

/// Names that the crate root exports again, with the module they come from.
const EXPORTS: [(&str, &str); 2] = [("Algorithm", "alg"), ("NumericDate", "time")];

#[test]
fn no_module_looks_up_or_sideways() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&root);
    assert!(files.len() > 40, "the source was not found");
    let mut wrong = Vec::new();
    for file in files {
        let place = file.strip_prefix(&root).unwrap();
        if place == Path::new("lib.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        for problem in problems(&module_path(place), &text) {
            wrong.push(format!("{}: {problem}", place.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_floor_has_its_module() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (module, _) in FLOORS {
        assert!(root.join(module).with_extension("rs").is_file(), "{module}");
    }
}

#[test]
fn upward_and_sideways_paths_are_found() {
    let of = |module: &str, line: &str| problems(&path(module), line).len();
    assert_eq!(of("alg/rsa", "use crate::key::Jwk;"), 1, "up");
    assert_eq!(of("json", "use crate::base64url;"), 1, "sideways");
    assert_eq!(of("explain", "use crate::json;"), 1, "out of the cellar");
    assert_eq!(of("jws/sign", "let x = crate::jwt::sign(k, c);"), 1, "in an expression");
    assert_eq!(of("alg/rsa", "use super::super::key::Jwk;"), 1, "up through super");
    assert_eq!(of("alg", "use super::key::Jwk;"), 1, "up through the root");
    assert_eq!(of("key", "use crate::nowhere::X;"), 1, "no floor");
    assert_eq!(of("attic", "use crate::json;"), 1, "a module without a floor");
    assert_eq!(of("key", "use crate::{inspect, json};"), 1, "in braces");
    assert_eq!(of("time", "use crate::Algorithm;"), 1, "through an export of the root");
}

#[test]
fn downward_paths_and_the_own_folder_are_in_order() {
    let of = |module: &str, line: &str| problems(&path(module), line);
    for (module, line) in [
        ("key/jwk/read", "use crate::key::material::Material;"),
        ("key/jwk/read", "use super::super::KeyError;"),
        ("key", "use crate::alg::Algorithm;"),
        ("key", "pub(crate) mod error; pub(crate) fn f() {}"),
        ("jws", "use crate::explain::Rfc;"),
        ("inspect/report", "use super::Severity;"),
        ("jwt", "/// As in crate::inspect::examine."),
        ("json", "// use crate::jwt;"),
        ("json", "mod tests {\n    use super::*;"),
    ] {
        assert_eq!(of(module, line), [""; 0], "{module}: {line}");
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// `key/jwk/read.rs` is the module `key::jwk::read`.
fn module_path(file: &Path) -> Vec<String> {
    let text = file.with_extension("");
    text.iter().map(|part| part.to_str().unwrap().to_owned()).collect()
}

fn path(text: &str) -> Vec<String> {
    text.split('/').map(str::to_owned).collect()
}

fn problems(module: &[String], text: &str) -> Vec<String> {
    let here = &module.first().cloned().unwrap_or_default();
    let Some(floor) = floor(here) else { return vec![format!("{here} has no floor")] };
    let mut module = module.to_vec();
    let mut wrong = Vec::new();
    for line in text.lines() {
        let code = line.split("//").next().unwrap_or("");
        if code.starts_with("mod tests {") {
            // The tests at the foot of a file are one module deeper.
            module.push("tests".to_owned());
        }
        for target in targets(&module, code) {
            match self::floor(&target) {
                _ if target == *here => {}
                None => wrong.push(format!("{target} has no floor: {}", line.trim())),
                Some(other) if other < floor => {}
                Some(_) => wrong.push(format!("floor {floor} looks at {target}: {}", line.trim())),
            }
        }
    }
    wrong
}

fn floor(module: &str) -> Option<i8> {
    let module = EXPORTS.iter().find(|(name, _)| *name == module).map_or(module, |(_, from)| from);
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

/// Names the root modules that a line of code leads to.
fn targets(module: &[String], code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        found.extend(heads(code.split_at(at).1.trim_start_matches("crate::")));
    }
    for (at, _) in code.match_indices("super::") {
        let (before, rest) = code.split_at(at);
        if before.ends_with("super::") {
            continue;
        }
        let ups = rest.split("super::").take_while(|part| part.is_empty()).count();
        // `a/b` is two modules deep: the second `super` of `a::b` is the root.
        if ups >= module.len() {
            found.extend(heads(rest.trim_start_matches("super::")));
        }
    }
    found
}

/// `key::Jwk` starts with `key`; `{a::X, b}` with `a` and `b`.
fn heads(path: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    match path.strip_prefix('{') {
        Some(list) => {
            let list = list.split('}').next().unwrap_or(list);
            list.split(',').map(name).filter(|name| !name.is_empty()).collect()
        }
        None => vec![name(path)],
    }
}
