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

#[path = "floors/house.rs"]
mod house;

use self::house::Floors;
use self::house::House;
use self::house::SourceFile;
use self::house::words;

/// From the cellar up. A module may name itself and what stands in a lower row.
const FLOORS: Floors = &[
    &["explain"],
    &["base64url", "json", "secret", "time"],
    &["alg"],
    &["key"],
    &["jws"],
    &["jwt"],
    &["inspect"],
    &["guide"],
];

fn the_house() -> House {
    House::read(concat!(env!("CARGO_MANIFEST_DIR"), "/src"), "jwt_core", FLOORS)
}

#[test]
fn no_module_names_its_own_floor_or_a_higher_one() {
    let house = the_house();
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
    let house = the_house();
    let mut declared = house.root_modules.clone();
    let mut known: Vec<_> = FLOORS.concat().iter().map(|name| (*name).to_owned()).collect();
    declared.sort();
    known.sort();
    assert_eq!(declared, known);
}

/// "No I/O, never asks the time": what would do either stands in no file.
#[test]
fn no_module_reads_writes_connects_or_asks_the_time() {
    let house = the_house();
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

/// What is said of made-up source in a file of the given path.
fn judge(path: &str, source: &str) -> Vec<String> {
    let module: Vec<String> = path.split("::").map(str::to_owned).collect();
    let file = SourceFile { module, source: source.to_owned() };
    let lib = "pub mod alg; pub use crate::alg::Algorithm;";
    let house = House::of(lib, Vec::new(), "jwt_core", FLOORS);
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
