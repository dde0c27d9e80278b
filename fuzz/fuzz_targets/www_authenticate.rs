//! The challenges of any field lines are those that the grammar has, printed and read as the same; what
//! they say of a token does not depend on letters, quotes and lines.
#![no_main]

use interceptor::verdict::Challenges;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let lines: Vec<_> = input.split(|octet| *octet == b'\n').collect();
    let challenges = Challenges::parse(lines.iter().copied());
    fuzz::challenges::are_all(&challenges, &lines);
    fuzz::challenges::survive_print(&challenges);
    fuzz::challenges::have_one_verdict(&lines);
});
