//! The laws of the interceptor by number, and that each has a test which names it.
//!
//! A test names its laws in the first line of its comment: `/// P3: …`, `/// P24 and P28: …`. What a law
//! demands stands here in short; what it means stands in the tests.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a panic fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The laws. Those of many processes (26 to 30) and of DPoP (46) belong to parts that are not built.
const LAWS: &[(u32, &str)] = &[
    // One refresh, and who waits for it.
    (1, "many requests rejected with one token cause one refresh, and all are repeated"),
    (2, "many first uses without a token cause one refresh, and none leaves without a token"),
    (3, "a late rejection of a token that was replaced causes no refresh"),
    (4, "who comes during a refresh waits, and leaves with the new token"),
    (5, "two sets of credentials share nothing; two clients with one set share everything"),
    (6, "one wake-up for each who waits, and nobody waits for ever"),
    (7, "while the token is good no lock is held across an await, and nothing is allocated"),
    // Repeats and loops.
    (8, "a request is sent twice at most, however layers are stacked"),
    (9, "a rejected repeat goes to the caller as it is"),
    (10, "an endpoint that rejects everything costs one refresh for each pause"),
    (11, "a refresher that comes through its own session is told so"),
    (12, "a missing scope, a bare 403 and a foreign Authorization field cause nothing"),
    // Failures.
    (13, "a refusal is one error for all, one request and one end"),
    (14, "a passing failure is one error for all, and a pause"),
    (15, "a failed early refresh leaves the good token in use"),
    (16, "no failure is remembered for ever"),
    (17, "the time of a refresh is its own"),
    (18, "whatever a token endpoint answers is sorted, and little of it is repeated"),
    // Callers that go away.
    (19, "the caller who began may go away at any point"),
    (20, "all callers may go away, and the new token is stored all the same"),
    (21, "who goes away leaves nothing behind"),
    (22, "a panic of the refresher is an error"),
    // Rotation and store.
    (23, "the new pair is stored before anybody has it"),
    (24, "a refresh token is sent once, and once more after a lost answer"),
    (25, "what an answer does not say is taken from before"),
    // Time.
    (31, "short lives cause no storm"),
    (32, "clocks may jump and machines sleep"),
    (33, "many processes spread their early refreshes"),
    (34, "one door for time"),
    // Origins and secrets.
    (35, "no octet of a token goes to a foreign origin"),
    (36, "nor after a redirect"),
    (37, "a token endpoint redirects nobody"),
    (38, "no secret is printed"),
    // Bodies and signals.
    (39, "a repeated body is the same body, or the request is not repeated"),
    (40, "5001 is renewed, 5002 is not, and large answers pass through"),
    (41, "challenges of any shape are read"),
    (42, "the connection of a discarded answer is used again"),
    (43, "a repeat is the same request"),
    // Ends, events, model, service.
    (44, "a logout wins against a refresh"),
    (45, "each event once, in order, with true numbers"),
    (47, "the machine does what a small model allows"),
    (48, "a service is asked whether it is ready"),
];

#[test]
fn each_law_has_a_test_that_names_it() {
    let mut found: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src", "tests", "../benches/tests"] {
        read(&root.join(folder), &mut found);
    }
    for (law, tests) in &found {
        println!("P{law}: {}", tests.join(", "));
    }
    let listed = |law: &u32| LAWS.iter().any(|(number, _)| number == law);
    let unlisted: Vec<_> = found.keys().filter(|law| !listed(law)).collect();
    assert!(unlisted.is_empty(), "tests name laws that are not listed: {unlisted:?}");
    let untested: Vec<_> = LAWS.iter().filter(|(law, _)| !found.contains_key(law)).collect();
    assert!(untested.is_empty(), "laws that no test names: {untested:#?}");
}

/// The reader is not blind: comments that are above no test count for nothing.
#[test]
fn a_number_counts_only_above_a_test() {
    let source = "\
        /// P1: above a test.\n#[tokio::test(start_paused = true)]\nasync fn one() {}\n\
        /// P24 and P28: two laws.\n/// More of it.\n#[test]\nfn two() {}\n\
        /// P3: above something else.\nfn three() {}\n\
        /// P13 in passing.\n#[test]\nfn four() {}\n";
    let mut found = BTreeMap::new();
    collect(source, &mut found);
    let named: Vec<_> = found.iter().map(|(law, tests)| (*law, tests.join(" "))).collect();
    let expected = [(1, "one"), (24, "two"), (28, "two")];
    assert_eq!(named, expected.map(|(law, test)| (law, test.to_owned())));
}

fn read(folder: &Path, found: &mut BTreeMap<u32, Vec<String>>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|_| panic!("no {}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("tests/properties.rs")
        {
            collect(&fs::read_to_string(&path).unwrap(), found);
        }
    }
}

/// The laws that stand in the comments above tests, with the names of the tests.
fn collect(source: &str, found: &mut BTreeMap<u32, Vec<String>>) {
    let (mut laws, mut is_test) = (Vec::new(), false);
    for line in source.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix("/// ") {
            laws.extend(laws_of(comment));
        } else if line.starts_with('#') {
            is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
        } else {
            if let (true, Some(name)) = (is_test, name_of(line)) {
                for law in &laws {
                    found.entry(*law).or_default().push(name.to_owned());
                }
            }
            (laws, is_test) = (Vec::new(), false);
        }
    }
}

/// `P24 and P28: …` as 24 and 28; nothing when the comment does not begin like that.
fn laws_of(comment: &str) -> Vec<u32> {
    let Some((head, _)) = comment.split_once(':') else { return Vec::new() };
    let words = head.split([',', ' ']).filter(|word| !word.is_empty() && *word != "and");
    let laws: Option<Vec<u32>> = words.map(|word| word.strip_prefix('P')?.parse().ok()).collect();
    laws.unwrap_or_default()
}

fn name_of(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("fn ")?;
    rest.split_once('(').map(|(name, _)| name)
}
