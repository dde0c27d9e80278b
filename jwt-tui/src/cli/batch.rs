//! One token or a hundred thousand: each is answered by itself, on every core, in the order they came.
//!
//! ```text
//! reader ──chunk──▶ workers ──answers──▶ writer
//!    └────────────a place in line────────▶
//! ```
//!
//! Both queues are bounded, so the reader waits for the writer and memory does not grow with the
//! input. The writer takes the answers in the order of the places; what comes out does not depend on
//! the number of workers.

use std::collections::BTreeMap;
use std::collections::HashSet;
use std::io;
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use super::exit::CliError;
use super::exit::Exit;
use super::output;
use super::output::Style;
use super::output::Tone;
use super::records::CHUNK;
use super::records::Chunk;
use super::records::Record;
use super::records::Records;
use super::records::chunks;
use crate::text::Phrase;
use crate::text::cli as words;

/// The most threads that are started.
const THREADS: usize = 256;
/// How often progress is told.
const PERIOD: Duration = Duration::from_millis(200);

/// What came of one token.
#[derive(Debug)]
pub(super) struct Answer {
    /// The data.
    pub(super) text: String,
    /// What is told beside it, each sentence once in a run.
    pub(super) notes: Vec<(Tone, String)>,
    /// The code that a run on this token alone ends with.
    pub(super) exit: Exit,
    /// Why it failed, for counting.
    pub(super) code: &'static str,
    /// Whether its errors name the line, so that each is told once anyway.
    pub(super) is_line: bool,
}

/// Writes answers as they come, and counts.
pub(super) struct Writer<'s> {
    style: &'s Style<'s>,
    told: HashSet<String>,
    count: u64,
    failed: BTreeMap<&'static str, u64>,
    exit: Exit,
    progress: Option<Progress>,
    /// Whether lines were read, which are worth a summary even if there was one token only.
    is_batch: bool,
    /// Whether nobody reads any more.
    is_closed: bool,
}

/// The sentences of a summary: all is well, some failed.
pub(super) type Summary = (Phrase, Phrase);

struct Progress {
    size: Option<u64>,
    shown: Instant,
    is_up: bool,
}

struct Job {
    records: Vec<Record>,
    reply: mpsc::SyncSender<Vec<Answer>>,
}

/// Nobody reads the output any more.
struct Closed;

/// Answers every record of an input.
///
/// # Errors
///
/// [`CliError`] when reading or writing fails; what was answered before is written and counted.
pub(super) fn run(
    records: Records,
    threads: Option<u16>,
    writer: &mut Writer<'_>,
    work: impl Fn(&Record) -> Answer + Sync,
) -> Result<(), CliError> {
    match records {
        // One chunk is the work of one thread.
        Records::Text(records) if records.len() <= CHUNK => serial(chunks(records), writer, work),
        Records::Text(records) => spread(chunks(records), threads, writer, work),
        Records::Lines(lines) => {
            writer.begin(lines.size);
            let ended = spread(lines, threads, writer, work);
            writer.clear();
            ended
        }
    }
}

/// Spreads the work over as many threads as were asked for, else one for each core.
fn spread(
    chunks: impl Iterator<Item = Result<Chunk, CliError>> + Send,
    asked: Option<u16>,
    writer: &mut Writer<'_>,
    work: impl Fn(&Record) -> Answer + Sync,
) -> Result<(), CliError> {
    let cores = || thread::available_parallelism().map_or(1, Into::into);
    match asked.map_or_else(cores, usize::from).clamp(1, THREADS) {
        1 => serial(chunks, writer, work),
        threads => parallel(chunks, threads, writer, work),
    }
}

fn serial(
    chunks: impl Iterator<Item = Result<Chunk, CliError>>,
    writer: &mut Writer<'_>,
    work: impl Fn(&Record) -> Answer,
) -> Result<(), CliError> {
    for chunk in chunks {
        let Chunk { records, read } = chunk?;
        if let Err(Closed) = writer.take(records.iter().map(&work), read)? {
            return Ok(());
        }
    }
    Ok(())
}

fn parallel(
    chunks: impl Iterator<Item = Result<Chunk, CliError>> + Send,
    threads: usize,
    writer: &mut Writer<'_>,
    work: impl Fn(&Record) -> Answer + Sync,
) -> Result<(), CliError> {
    let room = threads.saturating_mul(2);
    let (jobs, queue) = mpsc::sync_channel::<Job>(room);
    let (places, line) = mpsc::sync_channel(room);
    let queue = Arc::new(Mutex::new(queue));
    thread::scope(|scope| {
        for _ in 0..threads {
            let (queue, work) = (Arc::clone(&queue), &work);
            scope.spawn(move || labour(&queue, work));
        }
        // With the last worker its end of the queue is gone, and the reader stops.
        drop(queue);
        scope.spawn(move || feed(chunks, &jobs, &places));
        for place in line {
            let (answers, read) = place?;
            let answers: mpsc::Receiver<Vec<Answer>> = answers;
            // A worker that is gone has panicked; the end of the scope says so.
            let Ok(answers) = answers.recv() else { break };
            if let Err(Closed) = writer.take(answers.into_iter(), read)? {
                break;
            }
        }
        Ok(())
    })
}

fn labour(queue: &Mutex<mpsc::Receiver<Job>>, work: &impl Fn(&Record) -> Answer) {
    loop {
        let Ok(Ok(Job { records, reply })) = queue.lock().map(|queue| queue.recv()) else { return };
        // The writer may have gone, for want of a reader.
        let _ = reply.send(records.iter().map(work).collect());
    }
}

type Place = Result<(mpsc::Receiver<Vec<Answer>>, u64), CliError>;

fn feed(
    chunks: impl Iterator<Item = Result<Chunk, CliError>>,
    jobs: &mpsc::SyncSender<Job>,
    places: &mpsc::SyncSender<Place>,
) {
    for chunk in chunks {
        let Chunk { records, read } = match chunk {
            Ok(chunk) => chunk,
            Err(error) => {
                let _ = places.send(Err(error));
                return;
            }
        };
        let (reply, answer) = mpsc::sync_channel(1);
        if places.send(Ok((answer, read))).is_err() || jobs.send(Job { records, reply }).is_err() {
            return;
        }
    }
}

impl<'s> Writer<'s> {
    pub(super) fn new(style: &'s Style<'s>) -> Self {
        Self {
            style,
            told: HashSet::new(),
            count: 0,
            failed: BTreeMap::new(),
            exit: Exit::Holds,
            progress: None,
            is_batch: false,
            is_closed: false,
        }
    }

    /// Gives the code of the first token that failed.
    pub(super) const fn exit(&self) -> Exit {
        self.exit
    }

    /// Counts an input that could not be read.
    pub(super) fn fail(&mut self, exit: Exit) {
        if self.exit == Exit::Holds {
            self.exit = exit;
        }
    }

    /// Tells how many there were and why some failed, unless it was only one.
    pub(super) fn summary(&self, (all, some): Summary) {
        if self.style.quiet || (self.count < 2 && !self.is_batch) {
            return;
        }
        let lang = self.style.lang;
        if self.is_closed {
            return output::say(Tone::Summary, lang, &words::STOPPED.with(lang, &[&self.count]));
        }
        let failed: u64 = self.failed.values().sum();
        let good = self.count.saturating_sub(failed);
        let message = if failed == 0 {
            all.with(lang, &[&self.count])
        } else {
            let mut reasons: Vec<_> = self.failed.iter().collect();
            reasons.sort_by_key(|(_, count)| core::cmp::Reverse(**count));
            let reasons: Vec<_> =
                reasons.into_iter().map(|(code, count)| format!("{code} {count}")).collect();
            some.with(lang, &[&self.count, &good, &failed, &reasons.join(", ")])
        };
        output::say(Tone::Summary, lang, &message);
    }

    /// Writes some answers; the inner error says that nobody reads any more.
    fn take(
        &mut self,
        answers: impl Iterator<Item = Answer>,
        read: u64,
    ) -> Result<Result<(), Closed>, CliError> {
        let mut text = String::new();
        for answer in answers {
            self.count = self.count.saturating_add(1);
            if answer.exit != Exit::Holds {
                self.fail(answer.exit);
                let count = self.failed.entry(answer.code).or_default();
                *count = count.saturating_add(1);
            }
            for (tone, note) in answer.notes {
                if self.told.contains(&note) {
                    continue;
                }
                if let Err(closed) = self.put(&mut text)? {
                    return Ok(Err(closed));
                }
                self.clear();
                self.style.tell(tone, &note);
                // What cannot come again is not remembered: memory does not grow with the lines.
                if !(answer.is_line && tone == Tone::Error) {
                    self.told.insert(note);
                }
            }
            text.push_str(&answer.text);
        }
        let ended = self.put(&mut text)?;
        self.progress(read);
        Ok(ended)
    }

    /// Writes data.
    ///
    /// When nobody reads, the rest of a batch is not judged, and nobody may take it for good.
    fn put(&mut self, text: &mut String) -> Result<Result<(), Closed>, CliError> {
        let is_read = output::print(text)?;
        text.clear();
        if is_read || !self.is_batch {
            return Ok(Ok(()));
        }
        self.fail(Exit::Io);
        self.is_closed = true;
        Ok(Err(Closed))
    }

    fn begin(&mut self, size: Option<u64>) {
        self.is_batch = true;
        let is_seen = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let wanted = is_seen && !self.style.quiet && !output::is_dumb();
        self.progress = wanted.then(|| Progress { size, shown: Instant::now(), is_up: false });
    }

    fn progress(&mut self, read: u64) {
        let Some(progress) = self.progress.as_mut().filter(|one| one.shown.elapsed() >= PERIOD)
        else {
            return;
        };
        progress.shown = Instant::now();
        progress.is_up = true;
        let failed: u64 = self.failed.values().sum();
        let percent = progress
            .size
            .and_then(|size| read.saturating_mul(100).checked_div(size))
            .map(|percent| format!(" {:>3} %", percent.min(100)))
            .unwrap_or_default();
        let words = words::PROGRESS.with(self.style.lang, &[&self.count, &failed]);
        output::status(&format!("jwt-tui:{percent} {words}"));
    }

    /// Takes the line of progress away.
    fn clear(&mut self) {
        if let Some(progress) = self.progress.as_mut().filter(|one| one.is_up) {
            progress.is_up = false;
            output::status("");
        }
    }
}
