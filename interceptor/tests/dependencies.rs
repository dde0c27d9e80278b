//! What comes with the crate: few others, no TLS library, and nothing that it would take a C compiler to build.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use std::collections::BTreeSet;
use std::env;
use std::process::Command;

/// Features, each alone; then together.
const FEATURES: [&str; 6] =
    ["blocking", "demo", "hooks", "reqwest", "tower", "blocking,demo,hooks,reqwest,tower"];

/// How many crates come beside those that jwt-core brings, without features.
const MOST: usize = 45;

/// TLS is the program's choice: it takes a TLS library for its client, or none where plain HTTP is enough.
const TLS: &[&str] = &[
    "aws-lc-rs",
    "boring",
    "native-tls",
    "openssl",
    "openssl-sys",
    "ring",
    "rustls",
    "s2n-tls",
    "schannel",
    "security-framework",
];

/// The names of all crates that a build of `package` compiles, on any platform: proc-macros and build scripts count.
fn tree(package: &str, features: &str) -> BTreeSet<String> {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["tree", "--package", package, "--no-default-features", "--features", features])
        .args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}"])
        .args(["--target", "all"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    // Name and version: two versions are two crates.
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
fn few_crates_come_beside_those_of_jwt_core() {
    let (own, core) = (tree("interceptor", ""), tree("jwt-core", ""));
    assert!(has(&own, "interceptor") && has(&own, "tokio"), "a tree of its own: {own:?}");
    let beside: Vec<_> =
        own.difference(&core).filter(|name| !name.starts_with("interceptor ")).collect();
    println!("{} beside {} of jwt-core: {beside:?}", beside.len(), core.len());
    assert!(beside.len() <= MOST, "{}: {beside:?}", beside.len());
}

#[test]
fn no_feature_brings_a_tls_library() {
    let base = tree("interceptor", "");
    for features in FEATURES {
        let tree = tree("interceptor", features);
        let more: Vec<_> = tree.difference(&base).collect();
        println!("{features}: {} crates, of which its own {more:?}", tree.len());
        for name in TLS {
            assert!(!has(&tree, name), "{name} comes with {features}");
        }
    }
    assert!(has(&tree("interceptor", "reqwest"), "reqwest"), "features are not seen");
}
