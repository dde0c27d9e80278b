//! How long it takes to make and to verify a token: ours, the other libraries in pure Rust, and the limit.
//!
//! For development: case is timed after case, and a machine that drifts tells less than a factor of 1.5. What is
//! published is measured in turn, by `just compare`; the cases are the same.
//!
//! ```text
//! cargo bench -p benches --bench tokens -- hs256-verify
//! ```
//!
//! A group is called as its case: `es256-verify` has the key parsed before, `es256-verify-per-call` parses it each time
//! as many users do, `es256-verify-prepared` is ours alone; `-borrowed` and `-value` say what claims are read into, and
//! without them it is a type that owns its texts; `-tiny` has 37 octets of claims, `-large` 4096, and the rest 244.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic ends the benchmark"
)]

#[path = "../tests/common/contenders.rs"]
mod contenders;

use std::time::Duration;

use criterion::Criterion;

use crate::contenders::all;
use crate::contenders::signing;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut contenders = all();
    let mut names: Vec<String> = Vec::new();
    for case in contenders.iter().flat_map(|contender| &contender.cases) {
        if signing(case.name()).is_some() && !names.iter().any(|name| name == case.name()) {
            names.push(case.name().to_owned());
        }
    }
    names.sort();
    for name in names {
        let token = signing(&name).map(|case| contenders[0].case(&case).unwrap().show("").unwrap());
        let mut group = criterion.benchmark_group(&name);
        for contender in &mut contenders {
            let title = contender.name;
            let Some(case) = contender.case(&name) else { continue };
            case.set_input(token.as_deref().unwrap_or_default());
            group.bench_function(title, |bencher| {
                bencher.iter_custom(|times| match case.time(times) {
                    Ok(nanoseconds) => Duration::from_nanos(nanoseconds),
                    Err(error) => panic!("{title}: {error}"),
                });
            });
        }
        group.finish();
    }
    criterion.final_summary();
}
