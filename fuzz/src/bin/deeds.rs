//! Says what the inputs of `verify` or `differential` do to a token, and fails when a kind is missing.
//!
//! ```text
//! deeds TARGET FOLDER            counts, for the gate
//! deeds TARGET FOLDER choose     prints files, shortest first, that show something of their own
//! ```
//!
//! A good signature over a bad token is what these two targets are for. So of what is edited in header
//! or claims only those count whose very text was signed and left alone.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use fuzz::forgery::Deed;
use fuzz::forgery::Forgery;
use fuzz::forgery::NOW;
use fuzz::other;
use fuzz::ring;
use jwt_core::Algorithm;

/// What makes a signature a bad one.
const SPOILT: [Deed; 4] = [Deed::Confused, Deed::Spliced, Deed::Tampered, Deed::Unsigned];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (target, folder, choose) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..]
    {
        [target, folder] => (target, folder, false),
        [target, folder, "choose"] => (target, folder, true),
        _ => panic!("deeds TARGET FOLDER [choose]"),
    };
    let differential = target == "differential";
    let algorithms = if differential { other::ALGORITHMS } else { Algorithm::ALL };
    // What the target asks, this asks: another verifier would refuse for other reasons.
    let answer = |forgery: &Forgery| {
        let answer = match differential {
            true => other::verifier(forgery.algorithm).verify(&forgery.token, NOW),
            false => ring::verifier().verify(&forgery.token, NOW),
        };
        answer.map_or_else(|error| error.code(), |_| "accepted")
    };
    let mut counts: BTreeMap<Deed, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut good = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for (path, input) in inputs(folder) {
        let forgery = Forgery::of(&input, algorithms);
        let answer = answer(&forgery);
        let mut news = forgery.is_good() && good.insert(forgery.algorithm.as_str());
        for deed in told_by(&forgery) {
            *counts.entry(deed).or_default().entry(answer).or_default() += 1;
            news |= seen.insert((deed, answer));
        }
        if choose && news {
            println!("{}", path.display());
        }
    }
    if choose {
        return ExitCode::SUCCESS;
    }
    let refused = |deed| {
        counts.get(deed).is_some_and(|answers| answers.keys().any(|answer| *answer != "accepted"))
    };
    let missing: Vec<_> = Deed::ALL.iter().filter(|deed| !refused(deed)).collect();
    let unsigned: Vec<_> =
        algorithms.iter().filter(|algorithm| !good.contains(algorithm.as_str())).collect();
    println!("{target}: good tokens of {} algorithms", good.len());
    for (deed, answers) in &counts {
        println!("{target}: {deed:?}: {answers:?}");
    }
    if missing.is_empty() && unsigned.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("{target}: no refused input for {missing:?}, no good token of {unsigned:?}");
    ExitCode::FAILURE
}

/// Files and their octets, the shortest first.
fn inputs(folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("the folder of the seeds is there");
    let paths = entries.map(|entry| entry.expect("an entry is read").path());
    let mut inputs: Vec<_> =
        paths.map(|path| (path.clone(), fs::read(path).expect("a seed is read"))).collect();
    inputs.sort_by_key(|(path, input)| (input.len(), path.clone()));
    inputs
}

/// Deeds that an input is a case of: edits only under a good signature.
fn told_by(forgery: &Forgery) -> impl Iterator<Item = Deed> {
    let spoilt = SPOILT.iter().any(|deed| forgery.deeds.contains(deed));
    forgery.deeds.iter().copied().filter(move |deed| !spoilt || SPOILT.contains(deed))
}
