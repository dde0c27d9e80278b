//! Rounds: every contender of a row is asked in turn.

use std::collections::BTreeMap;

use super::Failure;
use super::Row;
use super::contender::Contender;

/// What was seen of a row.
pub(crate) struct Measured {
    pub(crate) row: &'static Row,
    /// Nanoseconds of one run, round by round, by the name of the contender.
    pub(crate) samples: BTreeMap<&'static str, Vec<f64>>,
    /// Who did the nearest thing instead.
    pub(crate) instead: Vec<&'static str>,
}

/// How long one answer should take, in nanoseconds: long beside the switch from program to program.
const BATCH: u64 = 4_000_000;

/// Has the first contender, ours, make the tokens, and hands them to all.
pub(crate) fn give_tokens(contenders: &mut [Contender], rows: &[&Row]) -> Result<(), Failure> {
    for row in rows {
        let Some(maker) = row.token else { continue };
        let ours = contenders.first_mut().ok_or("nobody is there")?;
        let token = ours.show(maker, None)?;
        for contender in &mut *contenders {
            for case in [Some(row.case), row.instead].into_iter().flatten() {
                if contender.has(case) {
                    contender.input(case, &token)?;
                }
            }
        }
    }
    Ok(())
}

/// Asks all contenders that have the case, in turn, again and again.
pub(crate) fn row(
    contenders: &mut [Contender],
    row: &'static Row,
    rounds: usize,
) -> Result<Measured, Failure> {
    let mut measured = Measured { row, samples: BTreeMap::new(), instead: Vec::new() };
    let mut runners = Vec::new();
    for contender in contenders {
        let case = match row.instead {
            _ if contender.has(row.case) => row.case,
            Some(instead) if contender.has(instead) => {
                measured.instead.push(contender.name());
                instead
            }
            _ => continue,
        };
        let times = batch(contender, case)?;
        runners.push((contender, case, times));
    }
    for _ in 0..rounds {
        for (contender, case, times) in &mut runners {
            let time = contender.run(case, *times)?;
            let samples = measured.samples.entry(contender.name()).or_default();
            samples.push(per_run(time, *times));
        }
    }
    Ok(measured)
}

/// Finds how many runs fill a batch.
fn batch(contender: &mut Contender, case: &str) -> Result<u64, Failure> {
    let mut times = 1_u64;
    loop {
        let time = contender.run(case, times)?;
        if time >= BATCH / 4 || times >= 1 << 24 {
            let whole = times.saturating_mul(BATCH);
            return Ok(whole.checked_div(time).unwrap_or(times).max(1));
        }
        times = times.saturating_mul(2);
    }
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds and thousands")]
fn per_run(time: u64, times: u64) -> f64 {
    time as f64 / times as f64
}
