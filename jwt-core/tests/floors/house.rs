//! A crate as text: which root modules each of its files names, test modules included.
//!
//! Comments and literals are passed over. What cannot be followed, such as a glob from the root, is told as
//! a problem. The tests of `floors` of more than one crate share this file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Root modules from the cellar up. A module may name itself and what stands in a lower row.
pub(crate) type Floors = &'static [&'static [&'static str]];

/// The crate as text.
pub(crate) struct House {
    /// What `lib.rs` re-exports, by the module it comes from.
    exports: BTreeMap<String, String>,
    pub(crate) files: Vec<SourceFile>,
    pub(crate) root_modules: Vec<String>,
    /// What the crate is called in code outside of it.
    name: &'static str,
    floors: Floors,
}

/// One file and the path of its module: `key/jwk/read.rs` is `["key", "jwk", "read"]`.
pub(crate) struct SourceFile {
    pub(crate) module: Vec<String>,
    pub(crate) source: String,
}

impl House {
    /// Reads all sources in the folder `src`.
    pub(crate) fn read(src: &str, name: &'static str, floors: Floors) -> Self {
        let src = Path::new(src);
        let mut files = Vec::new();
        collect(src, &mut Vec::new(), &mut files);
        assert!(files.len() > 30, "only {} files found in {}", files.len(), src.display());
        Self::of(&fs::read_to_string(src.join("lib.rs")).unwrap(), files, name, floors)
    }

    pub(crate) fn of(
        lib: &str,
        files: Vec<SourceFile>,
        name: &'static str,
        floors: Floors,
    ) -> Self {
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
        Self { exports, files, root_modules, name, floors }
    }

    /// Lists the root modules that a file names, its own included, and what cannot be followed.
    pub(crate) fn names(&self, file: &SourceFile) -> Vec<Result<String, String>> {
        let follow = |name: String| self.exports.get(&name).cloned().unwrap_or(name);
        Reader::new(file, self.name).run().into_iter().map(|name| name.map(follow)).collect()
    }

    /// Lists what a file names and should not.
    pub(crate) fn offences(&self, file: &SourceFile) -> Vec<String> {
        let own = &file.module[0];
        let place = file.module.join("::");
        let Some(own_floor) = self.floor(own) else {
            return vec![format!("{place}: the module {own} has no floor")];
        };
        let mut offences = Vec::new();
        for name in self.names(file) {
            match name {
                Err(problem) => offences.push(format!("{place}: {problem}")),
                Ok(name) if name == *own => {}
                Ok(name) => match self.floor(&name) {
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

    fn floor(&self, module: &str) -> Option<usize> {
        self.floors.iter().position(|row| row.contains(&module))
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
    own_name: &'static str,
}

impl Reader {
    fn new(file: &SourceFile, own_name: &'static str) -> Self {
        Self {
            words: words(&file.source),
            module: file.module.clone(),
            inline: Vec::new(),
            names: Vec::new(),
            own_name,
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
                word if word == self.own_name => self.refuse("names this crate from outside"),
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
pub(crate) fn words(source: &str) -> Vec<String> {
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
