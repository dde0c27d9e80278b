//! How long a token takes on its way out: `cargo bench -p benches --bench attach`.
//!
//! For development: case is timed after case, and a machine that drifts tells less than a factor of 1.5. What
//! is claimed is counted instead, in `instructions.md`.

use benches::attach::Case;
use benches::attach::Stage;
use criterion::Criterion;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    attach(&mut criterion);
    criterion.final_summary();
}

fn attach(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("attach");
    for case in Case::ALL {
        let Ok(mut stage) = Stage::new() else { return };
        group.bench_function(case.name(), |bencher| bencher.iter(|| stage.run(case)));
    }
    group.finish();
}
