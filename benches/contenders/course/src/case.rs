//! One thing that is measured.

use std::error::Error;
use std::fmt::Display;
use std::hint::black_box;

use crate::clock::Clock;

/// How a run ends: an error is a token that was refused.
pub type Answer = Result<(), Box<dyn Error>>;

/// Sees what a run yields. When time is taken it only keeps the compiler from leaving the work out.
#[derive(Debug)]
pub enum Watch {
    /// Nobody looks.
    Blind,
    /// What was seen is written down.
    Shown(String),
}

impl Watch {
    /// Takes what the run yields, and how to write it down, which is not done when time is taken.
    #[inline]
    pub fn saw<T: ?Sized, S: Display>(&mut self, yielded: &T, show: impl FnOnce(&T) -> S) {
        let yielded = black_box(yielded);
        if let Self::Shown(text) = self {
            *text = show(yielded).to_string();
        }
    }
}

/// A name, the text that is worked on, and the work.
pub struct Case {
    pub(crate) name: String,
    pub(crate) input: String,
    pub(crate) work: Box<dyn Work>,
    pub(crate) clock: Clock,
}

impl Case {
    /// Names some work of one thread. It is given the text of the case, mostly a token.
    pub fn new(
        name: impl Into<String>,
        work: impl FnMut(&str, &mut Watch) -> Answer + 'static,
    ) -> Self {
        let work = Box::new(work);
        Self { name: name.into(), input: String::new(), work, clock: Clock::Thread }
    }

    /// Names some work of several threads.
    pub fn threaded(
        name: impl Into<String>,
        work: impl FnMut(&str, &mut Watch) -> Answer + 'static,
    ) -> Self {
        Self { clock: Clock::Wall, ..Self::new(name, work) }
    }

    /// Gives the name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Sets the text that is worked on from now on.
    pub fn set_input(&mut self, text: &str) {
        text.clone_into(&mut self.input);
    }

    /// Does the work once on some text and tells what it yields: claims that were read, or a token that was made.
    ///
    /// # Errors
    ///
    /// What the text is refused for.
    pub fn show(&mut self, text: &str) -> Result<String, Box<dyn Error>> {
        self.work.show(text)
    }

    /// Does the work so many times and gives the nanoseconds that it took.
    ///
    /// # Errors
    ///
    /// What the text is refused for.
    pub fn time(&mut self, times: u64) -> Result<u64, Box<dyn Error>> {
        let (time, done) = self.clock.measure(|| self.work.repeat(&self.input, times));
        done.map(|()| time)
    }
}

/// What a closure is for a case: the loop is compiled with the closure in it.
pub(crate) trait Work {
    fn repeat(&mut self, input: &str, times: u64) -> Answer;
    fn show(&mut self, input: &str) -> Result<String, Box<dyn Error>>;
}

impl<F: FnMut(&str, &mut Watch) -> Answer> Work for F {
    fn repeat(&mut self, input: &str, times: u64) -> Answer {
        for _ in 0..times {
            self(black_box(input), &mut Watch::Blind)?;
        }
        Ok(())
    }

    fn show(&mut self, input: &str) -> Result<String, Box<dyn Error>> {
        let mut watch = Watch::Shown(String::new());
        self(input, &mut watch)?;
        match watch {
            Watch::Shown(text) => Ok(text),
            Watch::Blind => Ok(String::new()),
        }
    }
}
