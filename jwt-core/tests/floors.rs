//! The floor order of this crate: one floor per standard, and nobody looks up or sideways.
//!
//! Reads every `crate::…` and `super::…` path in `src`, those of test modules too, and fails on a
//! module that names one on its own floor or above, and on a module with no floor. Comments and
//! strings are passed over: a doc may point anywhere. `lib.rs` names them all and is exempt.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// From the cellar up. A module may name itself and what stands in a lower row.
const FLOORS: [&[&str]; 8] = [
    &["explain"],
    &["base64url", "json", "secret", "time"],
    &["alg"],
    &["key"],
    &["jws"],
    &["jwt"],
    &["inspect"],
    &["guide"],
];

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|row| row.contains(&module))
}

#[test]
fn no_module_names_its_own_floor_or_a_higher_one() {
    let house = House::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    let offences: Vec<String> = house.files.iter().flat_map(|file| house.offences(file)).collect();
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
    // The reader is not blind: these walks downstairs exist.
    for (from, to) in [("inspect", "jwt"), ("jwt", "jws"), ("jws", "key"), ("key", "alg")] {
        let seen = house.files.iter().any(|file| {
            file.module[0] == from && house.names(file).iter().any(|name| name.as_deref() == Ok(to))
        });
        assert!(seen, "{from} was not seen to name {to}");
    }
}

#[test]
fn every_module_of_lib_rs_has_a_floor_and_every_floor_its_modules() {
    let house = House::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    let mut declared = house.root_modules.clone();
    let mut known: Vec<_> = FLOORS.concat().iter().map(|name| (*name).to_owned()).collect();
    declared.sort();
    known.sort();
    assert_eq!(declared, known);
}

/// "No I/O, never asks the time": what would do either stands in no file.
#[test]
fn no_module_reads_writes_connects_or_asks_the_time() {
    let house = House::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    let mut offences = Vec::new();
    for file in &house.files {
        let words = words(&file.source);
        for three in words.windows(3) {
            let [from, _, what] = three else { continue };
            let io = from == "std" && ["env", "fs", "io", "net", "process"].contains(&&**what);
            let clock = ["Instant", "SystemTime"].contains(&&**from) && what == "now";
            if three[1] == "::" && (io || clock) {
                offences.push(format!("{} names {from}::{what}", file.module.join("::")));
            }
        }
    }
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}

/// The crate as text.
struct House {
    /// What `lib.rs` re-exports, by the module it comes from.
    exports: BTreeMap<String, String>,
    files: Vec<SourceFile>,
    root_modules: Vec<String>,
}

/// One file and the path of its module: `key/jwk/read.rs` is `["key", "jwk", "read"]`.
struct SourceFile {
    module: Vec<String>,
    source: String,
}

impl House {
    fn read(src: &Path) -> Self {
        let mut files = Vec::new();
        collect(src, &mut Vec::new(), &mut files);
        assert!(files.len() > 30, "only {} files found in {}", files.len(), src.display());
        Self::of(&fs::read_to_string(src.join("lib.rs")).unwrap(), files)
    }

    fn of(lib: &str, files: Vec<SourceFile>) -> Self {
        let words = words(lib);
        let mut exports = BTreeMap::new();
        for at in 0..words.len() {
            if let [a, b, c, module, d, name, e] = words.get(at..at + 7).unwrap_or_default()
                && [a, b, c, d, e].map(String::as_str) == ["use", "crate", "::", "::", ";"]
            {
                exports.insert(name.clone(), module.clone());
            }
        }
        let root_modules = words
            .windows(3)
            .filter(|three| three[0] == "mod" && three[2] == ";")
            .map(|three| three[1].clone())
            .collect();
        Self { exports, files, root_modules }
    }

    /// Lists the root modules that a file names, its own included, and what cannot be followed.
    fn names(&self, file: &SourceFile) -> Vec<Result<String, String>> {
        let follow = |name: String| self.exports.get(&name).cloned().unwrap_or(name);
        Reader::new(file).run().into_iter().map(|name| name.map(follow)).collect()
    }

    fn offences(&self, file: &SourceFile) -> Vec<String> {
        let own = &file.module[0];
        let place = file.module.join("::");
        let Some(own_floor) = floor(own) else {
            return vec![format!("{place}: the module {own} has no floor")];
        };
        let mut offences = Vec::new();
        for name in self.names(file) {
            match name {
                Err(problem) => offences.push(format!("{place}: {problem}")),
                Ok(name) if name == *own => {}
                Ok(name) => match floor(&name) {
                    None => offences.push(format!("{place} names {name}, which has no floor")),
                    Some(floor) if floor > own_floor => {
                        offences.push(format!("{place} names {name}, which is higher"));
                    }
                    Some(floor) if floor == own_floor => {
                        offences.push(format!("{place} names {name}, which is on the same floor"));
                    }
                    Some(_) => {}
                },
            }
        }
        offences
    }
}

fn collect(folder: &Path, module: &mut Vec<String>, files: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        module.push(path.file_stem().unwrap().to_string_lossy().into_owned());
        if path.is_dir() {
            collect(&path, module, files);
        } else if module.concat() != "lib" {
            let extension = path.extension().unwrap();
            if extension == "md" && module[0] == "guide" {
                // The chapters of the book are prose.
                module.pop();
                continue;
            }
            assert_eq!(extension, "rs", "{} is no source", path.display());
            let source = fs::read_to_string(&path).unwrap();
            files.push(SourceFile { module: module.clone(), source });
        }
        module.pop();
    }
}

/// Walks the words of a file and follows paths to the module below the root.
struct Reader {
    words: Vec<String>,
    /// The path of the file's module, then of the inline modules around the place of reading.
    module: Vec<String>,
    /// How many braces were open where each inline module began.
    inline: Vec<usize>,
    names: Vec<Result<String, String>>,
}

impl Reader {
    fn new(file: &SourceFile) -> Self {
        Self {
            words: words(&file.source),
            module: file.module.clone(),
            inline: Vec::new(),
            names: Vec::new(),
        }
    }

    fn run(mut self) -> Vec<Result<String, String>> {
        let mut open = 0_usize;
        let mut at = 0;
        while at < self.words.len() {
            match self.word(at) {
                "{" => open += 1,
                "}" => {
                    open -= 1;
                    if self.inline.last() == Some(&open) {
                        self.inline.pop();
                        self.module.pop();
                    }
                }
                "mod" if self.word(at + 2) == "{" => {
                    self.inline.push(open);
                    self.module.push(self.word(at + 1).to_owned());
                    open += 1;
                    at += 2;
                }
                "include" if self.word(at + 1) == "!" => self.refuse("includes another file"),
                "path" if self.word(at + 1) == "=" && self.word(at.saturating_sub(1)) == "[" => {
                    self.refuse("moves a module to another file");
                }
                "extern" if self.word(at + 1) == "crate" => self.refuse("names a whole crate"),
                "jwt_core" => self.refuse("names this crate from outside"),
                // Middles of paths were read with their beginning.
                "crate" | "super" | "self" if self.word(at.saturating_sub(1)) != "::" => {
                    at = self.path(at, &self.module.clone());
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        self.names
    }

    /// Reads a path or a tree of paths that is relative to `base`; gives the place after it.
    fn path(&mut self, at: usize, base: &[String]) -> usize {
        let mut base = base.to_vec();
        match self.word(at) {
            "{" => return self.group(at, &base),
            "crate" => base.clear(),
            "super" if base.pop().is_none() => self.refuse("climbs above the root"),
            "super" | "self" => {}
            "*" => {
                if base.is_empty() {
                    self.refuse("takes everything from the root");
                }
                return at + 1;
            }
            name => {
                if let Some(root) = base.first() {
                    self.names.push(Ok(root.clone()));
                } else {
                    self.names.push(Ok(name.to_owned()));
                }
                return at + 1;
            }
        }
        if self.word(at + 1) == "::" {
            return self.path(at + 2, &base);
        }
        // `pub(crate)` and `pub(super)` name no module, nor does the receiver `self`.
        let visibility = self.word(at.saturating_sub(1)) == "(" && self.word(at + 1) == ")";
        if base.is_empty() && !visibility {
            self.refuse("names the root as a whole");
        }
        at + 1
    }

    fn group(&mut self, start: usize, base: &[String]) -> usize {
        let mut at = start + 1;
        while self.word(at) != "}" {
            at = self.path(at, base);
            // What follows the head of one path, to its comma.
            let mut open = 0_usize;
            while open > 0 || !matches!(self.word(at), "," | "}") {
                match self.word(at) {
                    "{" => open += 1,
                    "}" => open -= 1,
                    "" => panic!("a group of paths has no end"),
                    _ => {}
                }
                at += 1;
            }
            if self.word(at) == "," {
                at += 1;
            }
        }
        at + 1
    }

    fn refuse(&mut self, problem: &str) {
        self.names.push(Err(problem.to_owned()));
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }
}

/// Cuts Rust source into identifiers, `::` and single signs; comments and literals are left out.
fn words(source: &str) -> Vec<String> {
    let chars: Vec<char> = source.chars().collect();
    let is_name = |char: char| char.is_alphanumeric() || char == '_';
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(&char) = chars.get(at) {
        let rest = &chars[at..];
        if let Some(length) = comment(rest).or_else(|| literal(rest)) {
            at += length;
        } else if rest.starts_with(&['r', '#']) && rest.get(2).is_some_and(|char| is_name(*char)) {
            at += 2;
        } else if is_name(char) {
            let length = rest.iter().take_while(|char| is_name(**char)).count();
            words.push(rest[..length].iter().collect());
            at += length;
        } else if rest.starts_with(&[':', ':']) {
            words.push("::".to_owned());
            at += 2;
        } else {
            if !char.is_whitespace() {
                words.push(char.to_string());
            }
            at += 1;
        }
    }
    words
}

/// Measures a comment at the start of `rest`; block comments nest.
fn comment(rest: &[char]) -> Option<usize> {
    if rest.starts_with(&['/', '/']) {
        return Some(rest.iter().take_while(|char| **char != '\n').count());
    }
    if !rest.starts_with(&['/', '*']) {
        return None;
    }
    let mut open = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with(&['/', '*']) {
            open += 1;
            at += 2;
        } else if rest[at..].starts_with(&['*', '/']) {
            open -= 1;
            at += 2;
            if open == 0 {
                return Some(at);
            }
        } else {
            at += 1;
        }
    }
    panic!("a comment has no end");
}

/// Measures a string or character, raw or not, at the start of `rest`; a lifetime is none.
fn literal(rest: &[char]) -> Option<usize> {
    let prefix = match rest {
        ['b' | 'c', 'r', '"' | '#', ..] => 2,
        ['b' | 'c' | 'r', '"' | '#' | '\'', ..] => 1,
        _ => 0,
    };
    let raw = prefix > 0 && rest[prefix - 1] == 'r';
    if raw {
        let hashes = rest[prefix..].iter().take_while(|char| **char == '#').count();
        let start = prefix + hashes;
        if rest.get(start) != Some(&'"') {
            return None;
        }
        let mut end = vec!['"'];
        end.extend(core::iter::repeat_n('#', hashes));
        let length = rest[start + 1..].windows(end.len()).position(|window| *window == *end);
        return Some(start + 1 + length.unwrap() + end.len());
    }
    match rest.get(prefix) {
        Some('"') => {
            let mut at = prefix + 1;
            while rest[at] != '"' {
                at += if rest[at] == '\\' { 2 } else { 1 };
            }
            Some(at + 1)
        }
        Some('\'') => match &rest[prefix + 1..] {
            ['\\', _, after @ ..] => {
                Some(prefix + 4 + after.iter().position(|char| *char == '\'').unwrap())
            }
            [_, '\'', ..] => Some(prefix + 3),
            _ => None,
        },
        _ => None,
    }
}

/// What is said of made-up source in a file of the given path.
fn judge(path: &str, source: &str) -> Vec<String> {
    let module: Vec<String> = path.split("::").map(str::to_owned).collect();
    let file = SourceFile { module, source: source.to_owned() };
    let house = House::of("pub mod alg; pub use crate::alg::Algorithm;", Vec::new());
    house.offences(&file)
}

#[test]
fn looking_up_is_seen_in_every_spelling() {
    for source in [
        "use crate::jwt::Claims;",
        "use crate :: jwt\n:: Claims;",
        "fn f() { crate::jwt::sign() }",
        "use crate::{alg, jwt::{self, Claims}};",
        "use crate::{alg::{rsa, hmac}, jwt};",
        "use super::super::jwt::Claims;",
        "use super::{super::{jwt}, header};",
        "use self::super::super::jwt;",
        "mod tests { use super::super::super::jwt; }",
        "mod a { mod b {} use super::super::super::jwt; }",
        "#[cfg(test)] mod tests { fn f() { crate::jwt::sign() } }",
        "macro_rules! m { () => { $crate::jwt::sign() } }",
        "pub(in crate::jwt) fn f() {}",
        "use crate::r#jwt;",
        "/* /* */ */ use crate::jwt; // crate::alg",
        "const C: char = '\\''; use crate::jwt; const D: char = '\"';",
        "fn f<'a>(_: &'a str) -> crate::jwt::Claims { 'x'; \"\\\"\" }",
        "const S: &str = r#\"\"}\"#; use crate::jwt;",
    ] {
        let told = judge("jws::verify", source);
        assert_eq!(told, ["jws::verify names jwt, which is higher"], "{source}");
    }
}

#[test]
fn looking_sideways_is_seen_on_the_ground_floor() {
    assert_eq!(
        judge("json::walk", "use crate::base64url;"),
        ["json::walk names base64url, which is on the same floor"]
    );
    assert_eq!(
        judge("time", "use super::secret::Secret;"),
        ["time names secret, which is on the same floor"]
    );
    assert_eq!(
        judge("explain", "use crate::time;"),
        ["explain names time, which is higher"],
        "the cellar imports nothing"
    );
}

#[test]
fn a_re_export_is_followed_to_its_module() {
    assert_eq!(judge("time", "use crate::Algorithm;"), ["time names alg, which is higher"]);
    assert!(judge("key", "use crate::Algorithm;").is_empty());
}

#[test]
fn looking_down_and_into_the_own_folder_is_fine() {
    for source in [
        "use crate::key::VerifyingKey; use crate::{alg, base64url, explain::Rfc};",
        "use crate::jws::Header; use super::header; use super::super::jws::Caps;",
        "pub(crate) fn f() {} pub(super) fn g() {} pub(in crate::jws) fn h(&self) { self.x }",
        "mod tests { use super::*; use super::super::Header; fn f(self) -> Self { Self::x() } }",
        "mod tests;",
    ] {
        assert_eq!(judge("jws::verify", source), [""; 0], "{source}");
    }
    assert!(judge("secret", "use crate::explain::Rfc; mod tests { use super::*; }").is_empty());
}

#[test]
fn comments_and_strings_are_passed_over() {
    let source = "//! crate::jwt\n/// [`crate::jwt`]\n/* crate::jwt */\n\
                  const A: &str = \"crate::jwt\"; const B: &[u8] = br#\"crate::jwt\"\"#;";
    assert_eq!(judge("jws", source), [""; 0]);
}

#[test]
fn what_cannot_be_followed_is_refused() {
    for (source, problem) in [
        ("use crate as root;", "names the root as a whole"),
        ("use crate::{self as root};", "names the root as a whole"),
        ("use crate::*;", "takes everything from the root"),
        ("use super::super::*;", "takes everything from the root"),
        ("use super::super as root;", "names the root as a whole"),
        ("extern crate self as me;", "names a whole crate"),
        ("include!(\"other.rs\");", "includes another file"),
        ("#[path = \"other.rs\"] mod other;", "moves a module to another file"),
        ("use jwt_core::jwt;", "names this crate from outside"),
    ] {
        let told = judge("jws::verify", source);
        assert_eq!(told.first(), Some(&format!("jws::verify: {problem}")), "{source}");
    }
}

#[test]
fn a_module_without_a_floor_is_refused() {
    assert_eq!(judge("helpers", ""), ["helpers: the module helpers has no floor"]);
    assert_eq!(judge("jws", "use crate::helpers::f;"), ["jws names helpers, which has no floor"]);
}
