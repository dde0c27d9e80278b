//! Rounds: every contender of a row is asked in turn.

use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::io::stderr;

use super::Failure;
use super::contender::Contenders;
use super::plan::Row;
use super::plan::Section;
use super::proof;

/// What was seen of a section.
pub(crate) struct Measured {
    pub(crate) section: Section,
    /// One for each of its rows.
    pub(crate) seen: Vec<Seen>,
}

/// What was seen of a row.
#[derive(Default)]
pub(crate) struct Seen {
    /// Nanoseconds of one run, round by round, by the name of the contender.
    pub(crate) samples: BTreeMap<&'static str, Vec<f64>>,
    /// Who did the nearest thing instead.
    pub(crate) instead: Vec<&'static str>,
}

/// How long one answer should take, in nanoseconds: long beside the switch from program to program.
const BATCH: u64 = 4_000_000;

impl Measured {
    /// Asks for every row of a section.
    pub(crate) fn take(
        contenders: &mut Contenders,
        section: Section,
        rounds: usize,
    ) -> Result<Self, Failure> {
        let mut seen = Vec::new();
        for row in &section.rows {
            if stderr().is_terminal() {
                eprint!("\r\x1b[K{}: {}", section.title, row.title);
            }
            seen.push(ask(contenders, row, rounds)?);
        }
        if stderr().is_terminal() {
            eprint!("\r\x1b[K");
        }
        Ok(Self { section, seen })
    }

    /// Gives each row with what was seen of it.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&Row, &Seen)> {
        self.section.rows.iter().zip(&self.seen)
    }
}

/// Asks all contenders that have the case, in turn, again and again.
fn ask(contenders: &mut Contenders, row: &Row, rounds: usize) -> Result<Seen, Failure> {
    proof::prepare(contenders, row)?;
    let mut seen = Seen::default();
    let mut runners = Vec::new();
    for contender in &mut contenders.all {
        let Some((case, instead)) = contender.case(row) else { continue };
        if instead {
            seen.instead.push(contender.name());
        }
        let times = batch(|times| contender.run(case, times))?;
        runners.push((contender, case, times));
    }
    for _ in 0..rounds {
        for (contender, case, times) in &mut runners {
            let time = contender.run(case, *times)?;
            let samples = seen.samples.entry(contender.name()).or_default();
            samples.push(of_one(time, *times, row.items));
        }
    }
    Ok(seen)
}

/// Finds how many runs fill a batch.
fn batch(mut run: impl FnMut(u64) -> Result<u64, Failure>) -> Result<u64, Failure> {
    let mut times = 1_u64;
    loop {
        let time = run(times)?;
        if time >= BATCH.div_euclid(4) || times >= 1 << 24 {
            let whole = times.saturating_mul(BATCH);
            return Ok(whole.checked_div(time).unwrap_or(times).max(1));
        }
        times = times.saturating_mul(2);
    }
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds and millions")]
fn of_one(time: u64, times: u64, items: u32) -> f64 {
    time as f64 / times as f64 / f64::from(items)
}

/// What a row is called, and how often each contender asked the allocator.
pub(crate) type Counted = (String, BTreeMap<&'static str, f64>);

/// Counts calls of the allocator of one run, once everything has grown: for rows that ask for it.
pub(crate) fn allocations(
    contenders: &mut Contenders,
    measured: &[Measured],
) -> Result<Vec<Counted>, Failure> {
    let rows = || measured.iter().flat_map(Measured::rows).map(|(row, _)| row);
    let rows: Vec<_> = rows().filter(|row| row.counted).collect();
    let mut counts: Vec<_> = rows.iter().map(|row| (row.title.clone(), BTreeMap::new())).collect();
    if rows.is_empty() {
        return Ok(counts);
    }
    let packages: Vec<_> = contenders.all.iter().map(|one| one.package).collect();
    for package in packages {
        let timed = contenders.all.iter().find(|one| one.name() == package.name);
        if !timed.is_some_and(|timed| rows.iter().any(|row| timed.case(row).is_some())) {
            continue;
        }
        let mut counted = super::contender::Contender::counted(package)?;
        for (row, (_, counts)) in rows.iter().zip(&mut counts) {
            let Some((case, false)) = counted.case(row) else { continue };
            if let Some(input) = proof::input(contenders.ours()?, row)? {
                counted.input(case, &input)?;
            }
            counted.count(case, 3)?;
            let calls = counted.count(case, COUNTED)?;
            counts.insert(package.name, of_one(calls, COUNTED, 1));
        }
    }
    Ok(counts)
}

/// How many runs are counted.
const COUNTED: u64 = 20;

#[cfg(test)]
mod tests {
    use super::batch;

    #[test]
    fn a_batch_takes_about_four_milliseconds() {
        for cost in [1_u64, 50, 1_000, 1_000_000, 50_000_000] {
            let times = batch(|times| Ok(times * cost)).unwrap();
            assert!(times == 1 || (3_900_000..=4_100_000).contains(&(times * cost)), "{cost}");
        }
    }

    #[test]
    fn what_takes_no_time_ends() {
        assert!(batch(|_| Ok(0)).unwrap() >= 1 << 24);
    }
}
