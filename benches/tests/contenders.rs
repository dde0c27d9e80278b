//! That what is compared is what is published: the contenders are a workspace of their own, whose lock file must hold
//! the same versions for ours as that of the main workspace.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The versions of a crate's direct dependencies, by their names.
fn dependencies(lock: &str, of: &str) -> BTreeMap<String, String> {
    let name = format!("\nname = \"{of}\"\n");
    let package = lock.split("[[package]]").find(|package| package.starts_with(&name)).unwrap();
    let listed = package.lines().filter_map(|line| line.strip_prefix(" \"")?.strip_suffix("\","));
    listed.map(|listed| version(lock, listed)).collect()
}

/// A version stands beside a name where there is more than one.
fn version(lock: &str, listed: &str) -> (String, String) {
    if let Some((name, version)) = listed.split_once(' ') {
        return (name.to_owned(), version.to_owned());
    }
    let found = lock.split_once(&format!("\nname = \"{listed}\"\nversion = \"")).unwrap().1;
    (listed.to_owned(), found.split_once('"').unwrap().0.to_owned())
}

#[test]
fn both_workspaces_lock_the_same_versions_for_ours() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |folder: &Path| fs::read_to_string(folder.join("Cargo.lock")).unwrap();
    let main = dependencies(&read(here.parent().unwrap()), "jwt-core");
    let contenders = dependencies(&read(&here.join("contenders")), "jwt-core");
    assert!(contenders.contains_key("sha2") && contenders.len() > 10, "{contenders:?}");
    // Dependencies of the tests are in the first alone.
    for (name, version) in &contenders {
        assert_eq!(
            main.get(name),
            Some(version),
            "{name}: benches/contenders/Cargo.lock is behind"
        );
    }
}
