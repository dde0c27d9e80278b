//! What comes with the crate: how few others an HMAC-only user compiles, and that none of them needs a C compiler.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use std::collections::BTreeSet;
use std::env;
use std::process::Command;

/// The families of algorithms, each a feature.
const FAMILIES: [&str; 5] = ["ecdsa", "eddsa", "hmac", "ml-dsa", "rsa"];

/// How many crates a program with HS256 alone compiles, this one and the proc-macros and build scripts among them.
const MOST_WITH_HMAC: usize = 28;

/// Name and version of all crates that a build with these features compiles on this machine's platform.
fn tree(features: &str) -> BTreeSet<String> {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["tree", "--package", "jwt-core", "--no-default-features", "--features", features])
        .args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let crates = tree
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| line.split_whitespace().take(2).collect::<Vec<_>>().join(" "));
    crates.collect()
}

fn has(tree: &BTreeSet<String>, name: &str) -> bool {
    tree.iter().any(|krate| krate.split(' ').next() == Some(name))
}

#[test]
fn hmac_alone_comes_with_few_crates() {
    let tree = tree("hmac");
    println!("{} with hmac: {tree:?}", tree.len());
    assert!(has(&tree, "jwt-core") && has(&tree, "sha2"), "a tree of its own: {tree:?}");
    assert!(tree.len() <= MOST_WITH_HMAC, "{}: {tree:?}", tree.len());
}

#[test]
fn a_family_brings_its_own_crates_and_no_others() {
    let own = [
        ("ecdsa", &["k256", "p256", "p384", "p521"][..]),
        ("eddsa", &["curve25519-dalek", "ed25519-dalek"]),
        ("hmac", &[]),
        ("ml-dsa", &["ml-dsa"]),
        ("rsa", &["rsa"]),
    ];
    for family in FAMILIES {
        // What a default build asks for beside the families must not bring one.
        let tree = tree(&format!("{family},precomputed-tables"));
        println!("{} with {family}", tree.len());
        for (other, crates) in own {
            for name in crates {
                assert_eq!(has(&tree, name), family == other, "{name} with {family}");
            }
        }
        let containers = has(&tree, "pkcs8") && has(&tree, "x509-cert");
        assert_eq!(containers, family != "hmac", "{family}");
    }
}
