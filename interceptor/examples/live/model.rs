//! All that the screen shows, as plain data: no terminal, no socket, no clock.

use std::collections::VecDeque;
use std::time::Duration;

use interceptor::machine::table::Phase;

use super::effect::Tuning;
use super::lane::Lane;
use super::lane::Stage;
use super::message::Look;
use super::theme::Theme;

/// Everything that is known.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    /// Since the start of the program.
    pub(crate) now: Duration,
    /// Columns and rows.
    pub(crate) size: (u16, u16),
    pub(crate) theme: Theme,
    /// Where the server listens.
    pub(crate) address: String,
    /// How long an access token lives.
    pub(crate) life: Duration,
    pub(crate) look: Look,
    pub(crate) tuning: Tuning,
    pub(crate) tally: Tally,
    /// The pause after a refresh that failed: its end.
    pub(crate) rests_until: Option<Duration>,
    /// When the last token came.
    pub(crate) token_since: Duration,
    /// New tokens are refused, so that refreshing rests: until then at most.
    pub(crate) new_refused_until: Option<Duration>,
    /// When the refresh that is under way began.
    pub(crate) refreshing_since: Option<Duration>,
    /// Requests, the oldest first.
    pub(crate) lanes: VecDeque<Lane>,
    pub(crate) last_number: u64,
    /// Requests that were under way when the last was sent: they are to be seen together.
    pub(crate) crowd: usize,
    /// Requests of one burst: an index into [`BURSTS`].
    pub(crate) burst: usize,
    /// Requests that are below the last one on the screen.
    pub(crate) back: usize,
    pub(crate) log: VecDeque<Entry>,
    /// The help is open, from this line on.
    pub(crate) help: Option<usize>,
}

/// What was counted of the news.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Tally {
    /// Refreshes that gave a token, and that did not.
    pub(crate) refreshed: u64,
    pub(crate) failed: u64,
    /// Requests that were sent again.
    pub(crate) repeated: u64,
    /// What the server wrote down of requests for resources.
    pub(crate) served: u64,
    pub(crate) expired: u64,
    pub(crate) invalid: u64,
    /// Requests that the token endpoint denied.
    pub(crate) denied: u64,
}

/// A line of what happened.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Entry {
    pub(crate) at: Duration,
    pub(crate) who: Who,
    pub(crate) text: String,
    pub(crate) trouble: bool,
    /// How often in a row.
    pub(crate) times: u64,
}

/// Who did or told something.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Who {
    Server,
    Session,
    You,
}

impl Who {
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Session => "session",
            Self::You => "you",
        }
    }
}

impl Model {
    #[must_use]
    pub(crate) fn new(address: String, life: Duration, theme: Theme) -> Self {
        Self {
            now: Duration::ZERO,
            size: (0, 0),
            theme,
            address,
            life,
            look: Look {
                phase: Phase::Empty,
                generation: 0,
                time_left: None,
                asked: 0,
                exchanged: 0,
                reused: 0,
                loses_answer: false,
            },
            tuning: Tuning::default(),
            tally: Tally::default(),
            rests_until: None,
            token_since: Duration::ZERO,
            new_refused_until: None,
            refreshing_since: None,
            lanes: VecDeque::new(),
            last_number: 0,
            crowd: 0,
            burst: FIRST_BURST,
            back: 0,
            log: VecDeque::new(),
            help: None,
        }
    }

    /// Requests of one burst.
    #[must_use]
    pub(crate) fn burst(&self) -> usize {
        BURSTS.get(self.burst).copied().unwrap_or(1)
    }

    #[must_use]
    pub(crate) fn under_way(&self) -> usize {
        self.lanes.iter().filter(|lane| lane.is_under_way()).count()
    }

    #[must_use]
    pub(crate) fn count(&self, stage: Stage) -> usize {
        self.lanes.iter().filter(|lane| lane.stage() == stage).count()
    }

    /// The request that began the refresh and waits for it.
    #[must_use]
    pub(crate) fn leader(&self) -> Option<&Lane> {
        self.waiting().find(|lane| lane.leads)
    }

    /// Requests that wait for a token, the oldest first.
    pub(crate) fn waiting(&self) -> impl Iterator<Item = &Lane> {
        self.lanes.iter().filter(|lane| lane.stage() == Stage::Waiting)
    }

    /// Writes a line into the log; the same line again only counts.
    pub(crate) fn write(&mut self, who: Who, text: impl Into<String>, trouble: bool) {
        let (at, text) = (self.now, text.into());
        if let Some(last) = self.log.back_mut()
            && last.who == who
            && last.text == text
        {
            last.times = last.times.saturating_add(1);
            last.at = at;
            return;
        }
        self.log.push_back(Entry { at, who, text, trouble, times: 1 });
        if self.log.len() > LOG_KEPT {
            self.log.pop_front();
        }
    }
}

/// Sizes of a burst.
pub(crate) const BURSTS: [usize; 5] = [1, 5, 20, 50, 100];
const FIRST_BURST: usize = 2;
/// Requests that are under way at one time. Each needs two sockets here, and some systems give 256 to a program.
pub(crate) const MOST_UNDER_WAY: usize = 100;
/// Requests that are remembered.
pub(crate) const LANES_KEPT: usize = 1000;
const LOG_KEPT: usize = 200;
