//! The traps: what other tools for tokens get wrong, and what this one must get right. Each has a test,
//! which names its number in its doc comment: `/// Trap 1b.7: …`.
//!
//! The groups are: 1b, what a terminal debugger and a command line were seen to do; 2, what users of
//! such tools complain about; 4, what libraries for terminals do by themselves. Numbers that are left
//! out are those of tools for attacks, and of what no program can mend.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const TRAPS: &[(&str, &str)] = &[
    ("1b.1", "no key is called an invalid signature"),
    ("1b.2", "nothing shows of a token whose algorithm or payload is odd"),
    ("1b.3", "the first letter of a paste runs a command"),
    ("1b.4", "a long paste stops in its middle"),
    ("1b.5", "the cursor of a folded text is outside its frame"),
    ("1b.6", "the largest date is a crash"),
    ("1b.7", "a senseless number is a crash"),
    ("1b.8", "failures go to stdout and exit with 0"),
    ("1b.9", "a token in a pipe opens an empty screen"),
    ("1b.10", "a JWK, a set without kid, SEC1 are refused; the name of a file decides"),
    ("1b.11", "members dropped, sorted, rounded; an empty secret signs"),
    ("1b.12", "what was made cannot be looked at"),
    ("1b.13", "an error is gone with the next tick"),
    ("1b.14", "small terminals: frames without content, cut hints, cut help"),
    ("1b.15", "a signal leaves the terminal unusable; Ctrl-Z does nothing"),
    ("1b.16", "wide text moves frames; control characters act"),
    ("1b.17", "the mouse does little; colours that the terminal has not"),
    ("1b.18", "a wrong signature hides everything; no word that nothing was checked"),
    ("1b.19", "a leeway that nobody asked for"),
    ("1b.20", "crashes: no such file, wrong JSON, JSON of several lines, dates"),
    ("1b.21", "a wrapped token, a header line"),
    ("1b.22", "a value with =; colours in pipes"),
    ("2.1", "any secret verifies"),
    ("2.2", "editing is hidden"),
    ("2.3", "text or base64"),
    ("2.4", "no key is called an invalid signature"),
    ("2.5", "nothing says that the signature was not checked"),
    ("2.6", "an unknown algorithm is called a wrong signature"),
    ("2.7", "kid is passed over"),
    ("2.8", "none is shown as verified"),
    ("2.9", "a new algorithm stops decoding"),
    ("2.10", "the header of an encrypted token does not show"),
    ("2.11", "the header is hidden; the algorithm cannot be chosen; known examples break"),
    ("2.12", "stdin is not read"),
    ("2.13", "Bearer, Authorization, prose around a token; one gesture to replace it"),
    ("2.14", "no set as text, no JWK that signs, binary secrets"),
    ("2.15", "keys by the name of a file; SEC1; the quoting of shells"),
    ("2.16", "the token of a cluster takes a day to verify"),
    ("2.17", "a span of time with a plus is a crash"),
    ("2.18", "no header parameters of one's own"),
    ("2.19", "no editing in place, keys are gone after one use"),
    ("2.20", "an edit touches what nobody touched"),
    ("2.21", "an empty key; the header is rewritten"),
    ("2.22", "dates are numbers; expired is not said"),
    ("2.23", "milliseconds"),
    ("2.24", "no dates while editing, no zone"),
    ("2.25", "where do tokens go"),
    ("2.26", "one claim cannot be copied; the mouse blocks selecting"),
    ("2.27", "paths and values cannot be copied, not over SSH, not to stdout"),
    ("2.31", "files in unknown places; failures without a reason"),
    ("2.32", "that anyone can read a token, and how it is signed, is not explained"),
    ("2.33", "long pastes, endless pastes, NO_COLOR, RGB, crashed threads, dumb terminals"),
    ("4a", "the tail of an unmarked paste waits for the next key"),
    ("4c", "NO_COLOR takes bold and reverse away beside a colour"),
    ("4d", "mouse and paste marks stay on after the end"),
    ("4e", "keys come from the terminal while stdin is a pipe"),
];

/// The tests of a source text that name traps: number to names of functions.
fn named(source: &str, found: &mut BTreeMap<String, Vec<String>>) {
    let mut numbers: Vec<String> = Vec::new();
    let mut is_test = false;
    for line in source.lines() {
        if let Some(told) = line.strip_prefix("/// Trap ") {
            let (list, _) = told.split_once(": ").unwrap();
            numbers = list.split(", ").map(str::to_owned).collect();
        } else if line == "#[test]" {
            is_test = true;
        } else if let Some(rest) = line.strip_prefix("fn ") {
            let name = rest.split('(').next().unwrap();
            assert!(is_test || numbers.is_empty(), "{name} names a trap and is no test");
            for number in std::mem::take(&mut numbers) {
                found.entry(number).or_default().push(name.to_owned());
            }
            is_test = false;
        } else if !line.starts_with("#[") && !line.starts_with("///") {
            assert!(numbers.is_empty(), "no test follows trap {numbers:?}");
        }
    }
}

fn walk(folder: &Path, found: &mut BTreeMap<String, Vec<String>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("tests/traps.rs")
        {
            named(&fs::read_to_string(&path).unwrap(), found);
        }
    }
}

#[test]
fn every_trap_has_a_test_that_names_it() {
    let mut found = BTreeMap::new();
    walk(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")), &mut found);
    for (number, trap) in TRAPS {
        assert!(found.contains_key(*number), "no test names trap {number}: {trap}");
    }
    for (number, tests) in &found {
        let is_known = TRAPS.iter().any(|(known, _)| known == number);
        assert!(is_known, "{tests:?} name trap {number}, which is not in the list");
    }
}

#[test]
fn a_number_is_seen_only_above_a_test() {
    let mut found = BTreeMap::new();
    let source = "/// Trap 1b.7, 2.4: words.\n/// More.\n#[test]\n#[cfg(unix)]\nfn a() {}\n// Trap 4a: no.\n";
    named(source, &mut found);
    assert_eq!(found.keys().collect::<Vec<_>>(), ["1b.7", "2.4"]);
}
