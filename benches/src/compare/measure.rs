//! Rounds: in each of them all contenders of all rows of a section are asked in turn.

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

/// For how many rounds a program is asked. How fast it is depends on what came before in its memory, the proofs
/// for example, and on where its memory happens to lie: the medians are of several places, and of clean ones.
///
/// No multiple of how many contenders there are, so that not the same one always begins a life.
const LIFE: usize = 11;

impl Measured {
    /// Asks all contenders that have a case, row by row, again and again. The rows of a section are compared with each
    /// other too, so no row is done with before the next begins.
    pub(crate) fn take(
        contenders: &mut Contenders,
        section: Section,
        rounds: usize,
    ) -> Result<Self, Failure> {
        let mut plans = Vec::new();
        for row in &section.rows {
            plans.push(Turns::new(contenders, row)?);
        }
        for round in 0..rounds {
            if stderr().is_terminal() {
                eprint!("\r\x1b[K{}: {} of {rounds}", section.title, round.saturating_add(1));
            }
            if round.checked_rem(LIFE) == Some(0) {
                contenders.restart()?;
                plans.iter().try_for_each(|turns| turns.wake(contenders))?;
            }
            for (row, turns) in section.rows.iter().zip(&mut plans) {
                turns.take(contenders, row.items, round)?;
            }
        }
        if stderr().is_terminal() {
            eprint!("\r\x1b[K");
        }
        Ok(Self { section, seen: plans.into_iter().map(|turns| turns.seen).collect() })
    }

    /// Gives each row with what was seen of it.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&Row, &Seen)> {
        self.section.rows.iter().zip(&self.seen)
    }
}

/// What is asked for a row in each round.
struct Turns {
    /// What the case works on. It is given before each run, outside of its time: rows may share a case.
    input: Option<String>,
    turns: Vec<Turn>,
    seen: Seen,
}

/// What one contender is asked.
struct Turn {
    /// Its place among the contenders.
    who: usize,
    case: String,
    times: u64,
}

impl Turns {
    /// Finds out who has the case, and how many runs of each fill a batch.
    fn new(contenders: &mut Contenders, row: &Row) -> Result<Self, Failure> {
        proof::prepare(contenders, row)?;
        let input = proof::input(contenders.ours()?, row)?;
        let (mut turns, mut seen) = (Vec::new(), Seen::default());
        for (who, contender) in contenders.all.iter_mut().enumerate() {
            let Some((case, instead)) = contender.case(row) else { continue };
            if instead {
                seen.instead.push(contender.name());
            }
            let times = batch(|times| contender.run(case, times))?;
            turns.push(Turn { who, case: case.to_owned(), times });
        }
        Ok(Self { input, turns, seen })
    }

    /// Lets each of them make what it makes once.
    fn wake(&self, contenders: &mut Contenders) -> Result<(), Failure> {
        for turn in &self.turns {
            turn.run(contenders, self.input.as_deref(), 1)?;
        }
        Ok(())
    }

    /// Asks each of them once. Another one begins in the next round, as who comes after whom may matter.
    fn take(
        &mut self,
        contenders: &mut Contenders,
        items: u32,
        round: usize,
    ) -> Result<(), Failure> {
        for turn in rotated(&self.turns, round) {
            let (name, time) = turn.run(contenders, self.input.as_deref(), turn.times)?;
            let samples = self.seen.samples.entry(name).or_default();
            samples.push(of_one(time, turn.times, items));
        }
        Ok(())
    }
}

impl Turn {
    /// Gives the name of the contender and the nanoseconds of all runs.
    fn run(
        &self,
        contenders: &mut Contenders,
        input: Option<&str>,
        times: u64,
    ) -> Result<(&'static str, u64), Failure> {
        let contender = contenders.all.get_mut(self.who).ok_or("a contender is not there")?;
        if let Some(input) = input {
            contender.input(&self.case, input)?;
        }
        Ok((contender.name(), contender.run(&self.case, times)?))
    }
}

/// All of them, from another one on in each round.
fn rotated<T>(all: &[T], round: usize) -> impl Iterator<Item = &T> {
    let first = round.checked_rem(all.len()).unwrap_or_default();
    all.iter().cycle().skip(first).take(all.len())
}

/// Finds how many runs fill a batch.
fn batch(mut run: impl FnMut(u64) -> Result<u64, Failure>) -> Result<u64, Failure> {
    let mut times = 1_u64;
    loop {
        // The first run makes tables and wakes memory, which the others find ready.
        let time = run(times)?.min(run(times)?);
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
    use super::rotated;

    #[test]
    fn another_one_begins_in_each_round() {
        let order = |round| rotated(&['a', 'b', 'c'], round).collect::<String>();
        assert_eq!([0, 1, 2, 3].map(order), ["abc", "bca", "cab", "abc"]);
        assert_eq!(rotated::<char>(&[], 5).count(), 0);
    }

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
