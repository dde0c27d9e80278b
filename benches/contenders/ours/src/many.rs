//! Secrets that are tried, and tokens that are checked by the thousand, on one thread and on two.

use std::num::NonZero;
use std::thread;
use std::time::SystemTime;

use course::AUDIENCE;
use course::Answer;
use course::Case;
use course::Cases;
use course::ISSUER;
use course::payload::Session;
use jwt_core::Algorithm;
use jwt_core::jws::Caps;
use jwt_core::jws::SecretCandidates;
use jwt_core::jwt::Buffer;
use jwt_core::jwt::Verifier;

use crate::verifying_key;

/// How many secrets a run tries: some 60 milliseconds, beside which it is little until another thread runs.
const SECRETS: u64 = 262_144;
/// How many times a run checks the token, some 50 milliseconds.
const TOKENS: u64 = 65_536;

pub(crate) fn cases() -> Cases {
    let wrong = (0..1024).map(|at| secret(at).into_bytes()).collect();
    let right = vec![course::keys::HMAC.to_vec()];
    let mut cases =
        vec![one_candidate("candidate", wrong), one_candidate("candidate-right", right)];
    for (name, threads) in [("1-thread", 1), ("2-threads", 2)] {
        let threads = NonZero::new(threads).ok_or("no thread")?;
        cases.push(candidates(name, threads));
        cases.push(batch(name, threads)?);
    }
    Ok(cases)
}

/// A word of a list.
fn secret(at: u64) -> String {
    format!("password{at}")
}

fn one_candidate(name: &str, secrets: Vec<Vec<u8>>) -> Case {
    let mut next = secrets.into_iter().cycle();
    let mut candidates = None;
    Case::new(name, move |token, watch| {
        if candidates.is_none() {
            candidates = Some(SecretCandidates::new(token, &Caps::default())?);
        }
        let (candidates, secret) = (candidates.as_ref().ok_or("")?, next.next().ok_or("")?);
        watch.saw(&candidates.matches(&secret), |found| *found);
        Ok(())
    })
}

fn candidates(name: &str, threads: NonZero<u64>) -> Case {
    Case::threaded(format!("candidates-{name}"), move |token, watch| {
        let candidates = SecretCandidates::new(token, &Caps::default())?;
        let share = SECRETS.div_euclid(threads.get());
        let found = in_threads(threads, || {
            (0..share).filter(|at| candidates.matches(&octets(*at))).count() == 0
        });
        watch.saw(&found, |none| *none);
        Ok(())
    })
}

/// A candidate of ten octets that is made without asking the allocator.
fn octets(at: u64) -> [u8; 10] {
    let mut secret = *b"password00";
    if let Some(end) = secret.last_chunk_mut() {
        *end = u16::try_from(at & 0xffff).unwrap_or_default().to_be_bytes();
    }
    secret
}

fn batch(name: &str, threads: NonZero<u64>) -> Result<Case, Box<dyn std::error::Error>> {
    let key = verifying_key(Algorithm::Hs256)?;
    let verifier = Verifier::new(key).issuer(ISSUER).audience(AUDIENCE);
    Ok(Case::threaded(format!("batch-{name}"), move |token, watch| {
        let share = TOKENS.div_euclid(threads.get());
        let good = in_threads(threads, || {
            let mut buffer = Buffer::new();
            let mut check = || {
                let now = SystemTime::now();
                verifier.verify_borrowed::<Session<&str>>(token, now, &mut buffer).is_ok()
            };
            (0..share).all(|_| check())
        });
        watch.saw(&good, |good| *good);
        refused_unless(good)
    }))
}

fn refused_unless(good: bool) -> Answer {
    if good { Ok(()) } else { Err("a token of the batch was refused".into()) }
}

/// Does the work in so many threads and tells whether it went well in all; this one is the first of them.
fn in_threads(threads: NonZero<u64>, work: impl Fn() -> bool + Sync) -> bool {
    thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = (1..threads.get()).map(|_| scope.spawn(work)).collect();
        let first = work();
        others
            .into_iter()
            .map(thread::ScopedJoinHandle::join)
            .all(|done| done.is_ok_and(|done| done))
            && first
    })
}
