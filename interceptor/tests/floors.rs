//! The floor order of this crate: from tokens up to adapters, and nobody looks up or sideways.
//!
//! Reads every `crate::…` and `super::…` path in `src`, those of test modules too; the reader is that of
//! `jwt-core`, where it is tested itself. `lib.rs` names all modules and is exempt.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

#[path = "../../jwt-core/tests/floors/house.rs"]
mod house;

use self::house::Floors;
use self::house::House;
use self::house::words;

/// From the cellar up. A module may name itself and what stands in a lower row.
const FLOORS: Floors = &[
    &["error", "moment", "origin", "tokens", "verdict"],
    &["event"],
    &["policy"],
    &["input"],
    &["action"],
    &["machine"],
    &["port"],
    &["session"],
    &["exchange"],
    &["adapter", "hooks", "refresher"],
    &["blocking"],
    &["demo"],
];

fn the_house() -> House {
    House::read(concat!(env!("CARGO_MANIFEST_DIR"), "/src"), "interceptor", FLOORS)
}

#[test]
fn no_module_names_its_own_floor_or_a_higher_one() {
    let house = the_house();
    let offences: Vec<String> = house.files.iter().flat_map(|file| house.offences(file)).collect();
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
    // The reader is not blind: these walks downstairs exist.
    for (from, to) in [("session", "machine"), ("machine", "policy"), ("policy", "origin")] {
        let seen = house.files.iter().any(|file| {
            file.module[0] == from && house.names(file).iter().any(|name| name.as_deref() == Ok(to))
        });
        assert!(seen, "{from} was not seen to name {to}");
    }
}

#[test]
fn every_module_of_lib_rs_has_a_floor_and_every_floor_its_modules() {
    let mut declared = the_house().root_modules;
    let mut known: Vec<_> = FLOORS.concat().iter().map(|name| (*name).to_owned()).collect();
    declared.sort();
    known.sort();
    assert_eq!(declared, known);
}

/// P34: one file asks the time and lets it pass; everything else is told.
#[test]
fn no_code_path_reads_another_clock_than_that_of_the_port() {
    let asks = |module: &[String]| module.join("::") == "port::clock";
    let mut clocks = 0;
    let mut offences = Vec::new();
    for file in &the_house().files {
        for three in words(&file.source).windows(3) {
            let [from, colons, what] = three else { continue };
            let now = ["Instant", "SystemTime"].contains(&&**from) && what == "now";
            let time = from == "tokio" && what == "time" || from == "thread" && what == "sleep";
            if colons != "::" || !(now || time) {
            } else if asks(&file.module) {
                clocks += 1;
            } else {
                offences.push(format!("{} names {from}::{what}", file.module.join("::")));
            }
        }
    }
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
    assert_eq!(clocks, 5, "the clock of the port was not seen to ask");
}

/// The machine is told everything: it does no I/O, takes no lock and awaits nothing.
#[test]
fn the_machine_and_what_is_below_it_do_no_io() {
    let high = ["port", "session", "exchange", "adapter", "hooks", "refresher", "blocking", "demo"];
    let mut offences = Vec::new();
    for file in the_house().files.iter().filter(|file| !high.contains(&&*file.module[0])) {
        for word in words(&file.source) {
            if ["await", "tokio", "Mutex", "RwLock", "TcpStream", "File"].contains(&&*word) {
                offences.push(format!("{} names {word}", file.module.join("::")));
            }
        }
    }
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}
