//! All state of the debugger: plain data, changed by `update` alone and drawn by `view`.
//!
//! Scroll offsets and cursors are numbers in here, so that a view of one model is always the same
//! screen. Nothing in here knows a terminal.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use jiff::tz::TimeZone;
use jwt_core::Algorithm;
use jwt_core::NumericDate;
use zeroize::Zeroizing;

use crate::engine::document::Document;
use crate::engine::document::Half;
use crate::engine::input::Found;
use crate::engine::times::Zone;
use crate::engine::verdict::KeySupply;
use crate::engine::verdict::Rules;
use crate::keys::doctor::Reading;
use crate::keys::fit::Examination;
use crate::keys::form::Part;
use crate::keys::ring::EntryId;
use crate::keys::ring::Ring;
use crate::text::Lang;
use crate::text::Phrase;
use crate::text::words;
use crate::tui::editor::Editor;
use crate::tui::facts::Facts;
use crate::tui::facts::under::Under;
use crate::tui::keymap::Context;
use crate::tui::line::LineInput;
use crate::tui::message::Text;
use crate::tui::sheet::Sheet;
use crate::tui::theme::Theme;

pub mod desk;
pub mod diff;
pub mod explain;
pub mod history;
pub mod keys;
pub mod marks;
pub mod palette;

/// Everything there is to know between two messages.
#[derive(Clone)]
pub struct Model {
    /// The checks pane.
    pub checks: List,
    /// The revision that was copied last: it is not lost when the program ends.
    pub copied: Option<usize>,
    /// Keys, signs, split and mouse.
    pub desk: desk::Desk,
    /// The token and its edits.
    pub document: Document,
    /// What is known about the token as it stands now.
    pub facts: Facts,
    /// Which pane has the keys.
    pub focus: Pane,
    /// The header pane.
    pub header: ClaimsPane,
    /// The keys that were given.
    pub key: KeyRing,
    /// The language that is spoken.
    pub lang: Lang,
    /// What lies over the workbench, or is being typed.
    pub mode: Mode,
    /// The screen that shows.
    pub screen: Screen,
    /// What was looked for last.
    pub search: Search,
    /// State of the Explain screen.
    pub explain: explain::State,
    /// State of the Keys screen.
    pub keys: keys::State,
    /// State of the Diff screen.
    pub diff: diff::State,
    /// State of the History screen.
    pub history: history::State,
    /// The time of the last message.
    pub now: NumericDate,
    /// The payload pane.
    pub payload: ClaimsPane,
    /// What a verifier is asked to require.
    pub rules: Rules,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Whose clock dates are told by beside UTC; none for that of this machine.
    pub place: Option<TimeZone>,
    /// Whether dates are told by another clock than UTC, too.
    pub shows_local_time: bool,
    /// The last thing said to the user; goes with the next key.
    pub status: Option<Status>,
    /// The pane that "What is this?" explains: the last focused one but itself.
    pub subject: Pane,
    /// How things look.
    pub theme: Theme,
    /// The token pane.
    pub token: TokenPane,
    /// First row of "What is this?".
    pub about_scroll: usize,
    /// When a time rule changes its verdict next.
    pub turns_at: Option<NumericDate>,
    /// Whether the focused pane has the whole screen.
    pub zoomed: bool,
}

/// A screen. Their numbers are fixed; 3 and 4 belong to the audit and the attack lab.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Screen {
    /// 1: the token, its claims, the key and the verdicts.
    #[default]
    Workbench,
    /// 2: how the signature comes about.
    Explain,
    /// 5: the keys of the session.
    Keys,
    /// 6: two tokens side by side.
    Diff,
    /// 7: the tokens of before.
    History,
}

/// A pane, in the order of Tab within its screen.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Pane {
    /// The token, three segments.
    #[default]
    Token,
    /// The JOSE Header.
    Header,
    /// The payload.
    Payload,
    /// The key.
    Key,
    /// Verdicts and findings.
    Checks,
    /// "What is this?".
    About,
    /// Explain: the list of steps.
    Steps,
    /// Explain: the values of the marked step.
    Step,
    /// Explain: base64url, the group under the cursor.
    Group,
    /// Keys: the list of keys.
    Ring,
    /// Keys: the marked key.
    KeyCard,
    /// Keys: whether it fits the token, and why not.
    Fit,
    /// Diff: what changed, claim by claim, and what it means.
    Changes,
    /// Diff: the characters of both tokens.
    Characters,
    /// History: the list of tokens.
    Entries,
    /// History: the marked token.
    Entry,
}

/// State of the token pane.
#[derive(Clone, Debug, Default)]
pub struct TokenPane {
    /// The character under the cursor, as a byte of the token.
    pub cursor: usize,
    /// The characters that carry what has the cursor, here or in another pane.
    pub marked: Option<Range<usize>>,
    /// First row that shows.
    pub scroll: usize,
    /// The cursor that the scrolling followed last.
    pub seen: usize,
    /// The segment of the cursor.
    pub segment: usize,
    /// What the character under the cursor carries.
    pub under: Option<Under>,
    /// The token in rows.
    pub sheet: Sheet,
}

/// State of the header or the payload pane.
#[derive(Clone, Debug, Default)]
pub struct ClaimsPane {
    /// First row that shows.
    pub scroll: usize,
    /// The marked claim of the table.
    pub selected: usize,
    /// How it is shown.
    pub view: View,
    /// A row of a text that is to be brought into sight.
    pub wanted: Option<usize>,
}

/// A search in header and payload.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// What is looked for.
    pub needle: String,
    /// Where it was found last: in the text of a half.
    pub found: Option<(Half, Range<usize>)>,
}

/// A list with a cursor.
#[derive(Clone, Copy, Debug, Default)]
pub struct List {
    /// First row that shows.
    pub scroll: usize,
    /// The marked row.
    pub selected: usize,
}

/// How claims are shown.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum View {
    /// One claim a row, with its meaning.
    #[default]
    Table,
    /// JSON laid out over lines; values as written.
    Json,
    /// The decoded octets as they are.
    Raw,
}

/// The keys of the session.
#[derive(Clone, Debug, Default)]
pub struct KeyRing {
    /// Every key that was given and is not forgotten.
    pub ring: Ring,
    /// What of the ring a verifier is offered.
    pub supply: Option<KeySupply>,
    /// The key that the token held with, since it was given: edits are signed with it.
    pub fitted: Option<EntryId>,
    /// Whether secrets show.
    pub revealed: bool,
    /// First row that shows.
    pub scroll: usize,
    /// Counts how often the token was judged: what was found out before is about another.
    pub judged: u64,
    /// What was found out about each key.
    pub examined: Examined,
}

/// What was found out about the keys and the token, away from the loop.
#[derive(Clone, Debug, Default)]
pub struct Examined {
    /// Which judgement it is about.
    pub of: u64,
    /// Whether each key fits.
    pub fits: Option<HashMap<EntryId, Examination>>,
    /// Whether other readings of the secrets were tried.
    pub asked_doctor: bool,
    /// The secret that fits when it is read otherwise, and how.
    pub diagnosis: Option<(EntryId, Vec<Reading>)>,
    /// Whether an answer is on its way.
    pub is_running: bool,
}

/// What has the keys besides the panes.
#[derive(Clone, Debug, Default)]
pub enum Mode {
    /// The focused pane.
    #[default]
    Normal,
    /// A question about the history.
    Ask(Question),
    /// An algorithm is picked.
    Choose(Choose),
    /// The next key says what to copy.
    Copy,
    /// A text area is open in a pane.
    Edit(Box<Edit>),
    /// The question whether to forget all keys.
    Forget,
    /// The list of keys, with the row it begins at.
    Help(usize),
    /// Each pane shows a letter.
    Jump,
    /// A line is typed.
    Line(Line),
    /// A command is looked for.
    Palette(palette::State),
    /// One of several tokens is picked.
    Pick(Pick),
    /// The question whether to leave unsaved work.
    Quit,
    /// The question whether to replace a file.
    Replace(Box<Replace>),
    /// The lesson of the marked check, with the row it begins at.
    Why(usize),
}

/// A question about the history.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Question {
    /// Whether to delete all of it.
    ClearHistory,
    /// Whether to keep it in a file.
    KeepHistory,
}

/// A file that is there already, and what is to stand in it.
#[derive(Clone, Debug)]
pub struct Replace {
    /// The path as it was typed.
    pub path: Zeroizing<String>,
    /// The text.
    pub text: Text,
}

/// A text area at work.
#[derive(Clone, Debug)]
pub struct Edit {
    /// What is edited.
    pub target: Target,
    /// The text.
    pub editor: Editor,
    /// The date under the cursor, when there is one.
    pub date: Option<NumericDate>,
}

/// What a text area edits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Target {
    /// The text of one half.
    Half(Half),
    /// One segment as it stands in the token.
    Segment(usize),
    /// The token itself.
    Token,
}

/// A line at work.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is for.
    pub purpose: Purpose,
    /// The text.
    pub input: LineInput,
    /// Whether it is shown as dots.
    pub masked: bool,
}

/// What a line is typed for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Purpose {
    /// The value of a claim: where it is, and its place in the JSON text.
    Claim(Half, Range<usize>),
    /// A token to compare with.
    Compare,
    /// The name of a file.
    File,
    /// What tokens of the history must have in them.
    Filter,
    /// A key.
    Key,
    /// A new member of a half.
    Member(Half),
    /// Another name for a member.
    Name(Half, usize),
    /// What the token must say.
    Rules,
    /// A text to look for in a half.
    Search(Half),
    /// The name of a file to write the marked key to.
    KeyFile(Part),
    /// A token, or any text with a token in it.
    Token,
}

/// Algorithms to pick from.
#[derive(Clone, Debug, Default)]
pub struct Choose {
    /// Each with whether the key can do it.
    pub items: Vec<(Algorithm, bool)>,
    /// The marked one.
    pub selected: usize,
    /// Whether a key is made for the picked one instead of changing the header.
    pub generate: bool,
    /// Whether a key is made for the picked one to demonstrate it on the Explain screen.
    pub demonstrate: bool,
    /// First row that shows.
    pub scroll: usize,
}

/// Tokens to pick from.
#[derive(Clone, Debug, Default)]
pub struct Pick {
    /// The tokens of one text, in their order.
    pub items: Vec<Found>,
    /// What is told of each.
    pub words: Vec<String>,
    /// The marked one.
    pub selected: usize,
    /// First row that shows.
    pub scroll: usize,
    /// Where the text came from.
    pub source: String,
}

/// Something said to the user.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Status {
    /// How it went.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
}

/// How something went.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tone {
    /// It did not work.
    Bad,
    /// It worked.
    Good,
    /// Neither.
    Note,
}

impl Model {
    /// An empty workbench.
    #[must_use]
    pub fn new(now: NumericDate, rules: Rules) -> Self {
        Self {
            checks: List::default(),
            copied: None,
            desk: desk::Desk::default(),
            document: Document::new(""),
            facts: Facts::default(),
            focus: Pane::Token,
            header: ClaimsPane::default(),
            key: KeyRing::default(),
            lang: Lang::default(),
            mode: Mode::Normal,
            screen: Screen::default(),
            search: Search::default(),
            explain: explain::State::default(),
            keys: keys::State::default(),
            diff: diff::State::default(),
            history: history::State::default(),
            now,
            payload: ClaimsPane::default(),
            rules,
            size: (80, 24),
            place: None,
            shows_local_time: true,
            status: None,
            subject: Pane::Token,
            theme: Theme::default(),
            token: TokenPane::default(),
            about_scroll: 0,
            turns_at: None,
            zoomed: false,
        }
    }

    /// Where keys go now.
    #[must_use]
    pub fn context(&self) -> Context {
        match self.mode {
            Mode::Normal => self.focus.context(),
            Mode::Ask(Question::ClearHistory) => Context::AskClear,
            Mode::Ask(Question::KeepHistory) => Context::AskKeep,
            Mode::Choose(_) | Mode::Pick(_) => Context::Choose,
            Mode::Copy => Context::Copy,
            Mode::Edit(_) => Context::Edit,
            Mode::Forget => Context::Forget,
            Mode::Help(_) | Mode::Why(_) => Context::Overlay,
            Mode::Jump => Context::Jump,
            Mode::Line(_) => Context::Line,
            Mode::Palette(_) => Context::Palette,
            Mode::Quit => Context::Quit,
            Mode::Replace(_) => Context::Replace,
        }
    }

    /// Whether text is being typed, so that keys are letters.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        matches!(self.mode, Mode::Edit(_) | Mode::Line(_) | Mode::Palette(_))
    }

    /// Whether leaving now would lose a made token.
    #[must_use]
    pub fn has_unsaved_work(&self) -> bool {
        self.document.is_forged() && self.copied != Some(self.document.revision())
    }

    /// The pane of a half.
    #[must_use]
    pub fn claims_pane(&self, half: Half) -> &ClaimsPane {
        match half {
            Half::Header => &self.header,
            Half::Payload => &self.payload,
        }
    }

    /// The pane of a half, to be changed.
    pub fn claims_pane_mut(&mut self, half: Half) -> &mut ClaimsPane {
        match half {
            Half::Header => &mut self.header,
            Half::Payload => &mut self.payload,
        }
    }

    /// How a half is shown: a table needs claims, laid-out JSON needs JSON.
    #[must_use]
    pub fn view_of(&self, half: Half) -> View {
        let members = self.facts.members(half);
        match self.claims_pane(half).view {
            View::Table if members.rows.is_empty() && !members.is_json => View::Raw,
            View::Json if !members.is_json => View::Raw,
            view => view,
        }
    }

    /// Whose clock dates are told by, and typed in.
    #[must_use]
    pub fn zone(&self) -> Zone<'_> {
        match &self.place {
            _ if !self.shows_local_time => Zone::Utc,
            Some(place) => Zone::Named(place),
            None => Zone::Local,
        }
    }

    /// Says something until the next key, with the values in its holes.
    pub fn say(&mut self, tone: Tone, phrase: Phrase, values: &[&dyn fmt::Display]) {
        self.say_text(tone, self.words(phrase, values));
    }

    /// A phrase with the values in its holes, and with the keys of this session where it names one.
    #[must_use]
    pub fn words(&self, phrase: Phrase, values: &[&dyn fmt::Display]) -> String {
        let key = |name: &str| self.desk.keymap.key_of(name, self.desk.ascii);
        phrase.with_keys(self.lang, values, key)
    }

    /// Says something that has no phrase of its own: an error of a library.
    pub fn say_text(&mut self, tone: Tone, text: impl Into<String>) {
        self.status = Some(Status { tone, text: text.into() });
    }
}

impl fmt::Debug for Model {
    /// Shows where the user is and nothing of the token: it is a credential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model")
            .field("focus", &self.focus)
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

impl Pane {
    /// Every pane of every screen.
    pub const ALL: [Self; 16] = [
        Self::Token,
        Self::Header,
        Self::Payload,
        Self::Key,
        Self::Checks,
        Self::About,
        Self::Steps,
        Self::Step,
        Self::Group,
        Self::Ring,
        Self::KeyCard,
        Self::Fit,
        Self::Changes,
        Self::Characters,
        Self::Entries,
        Self::Entry,
    ];

    /// The half of the token a pane shows.
    #[must_use]
    pub fn half(self) -> Option<Half> {
        match self {
            Self::Header => Some(Half::Header),
            Self::Payload => Some(Half::Payload),
            _ => None,
        }
    }

    /// Its title.
    #[must_use]
    pub fn title(self) -> Phrase {
        match self {
            Self::Token => words::TOKEN,
            Self::Header => words::HEADER,
            Self::Payload => words::PAYLOAD,
            Self::Key => words::KEY,
            Self::Checks => words::CHECKS,
            Self::About => words::ABOUT,
            Self::Steps => words::STEPS,
            Self::Step => words::STEP,
            Self::Group => words::GROUP,
            Self::Ring => words::RING,
            Self::KeyCard => words::KEY_CARD,
            Self::Fit => words::FIT,
            Self::Changes => words::CHANGES,
            Self::Characters => words::CHARACTERS,
            Self::Entries => words::ENTRIES,
            Self::Entry => words::ENTRY,
        }
    }

    /// Its row of the key table.
    #[must_use]
    pub fn context(self) -> Context {
        match self {
            Self::Token => Context::Token,
            Self::Header => Context::Header,
            Self::Payload => Context::Payload,
            Self::Key => Context::Key,
            Self::Checks => Context::Checks,
            Self::About => Context::About,
            Self::Steps => Context::Steps,
            Self::Step => Context::Step,
            Self::Group => Context::Group,
            Self::Ring => Context::Ring,
            Self::KeyCard => Context::KeyCard,
            Self::Fit => Context::Fit,
            Self::Changes => Context::Changes,
            Self::Characters => Context::Characters,
            Self::Entries => Context::Entries,
            Self::Entry => Context::Entry,
        }
    }

    /// The screen it belongs to.
    #[must_use]
    pub fn screen(self) -> Screen {
        let owns = |screen: &&Screen| screen.panes().contains(&self);
        Screen::ALL.iter().find(owns).copied().unwrap_or_default()
    }

    /// The next pane of its screen, around the end.
    #[must_use]
    pub fn next(self) -> Self {
        self.turn(1)
    }

    /// The pane before, around the end.
    #[must_use]
    pub fn previous(self) -> Self {
        self.turn(self.screen().panes().len().saturating_sub(1))
    }

    fn turn(self, steps: usize) -> Self {
        let panes = self.screen().panes();
        let place = panes.iter().position(|&pane| pane == self).unwrap_or(0);
        panes.iter().copied().cycle().nth(place.saturating_add(steps)).unwrap_or(self)
    }
}

impl Screen {
    /// Every screen, in the order of their numbers.
    pub const ALL: [Self; 5] =
        [Self::Workbench, Self::Explain, Self::Keys, Self::Diff, Self::History];

    /// The number that opens it.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Workbench => 1,
            Self::Explain => 2,
            Self::Keys => 5,
            Self::Diff => 6,
            Self::History => 7,
        }
    }

    /// Its name.
    #[must_use]
    pub fn title(self) -> Phrase {
        match self {
            Self::Workbench => words::SCREEN_WORKBENCH,
            Self::Explain => words::SCREEN_EXPLAIN,
            Self::Keys => words::SCREEN_KEYS,
            Self::Diff => words::SCREEN_DIFF,
            Self::History => words::SCREEN_HISTORY,
        }
    }

    /// Its panes, in the order of Tab.
    #[must_use]
    pub fn panes(self) -> &'static [Pane] {
        match self {
            Self::Workbench => {
                &[Pane::Token, Pane::Header, Pane::Payload, Pane::Key, Pane::Checks, Pane::About]
            }
            Self::Explain => &[Pane::Steps, Pane::Step, Pane::Group],
            Self::Keys => &[Pane::Ring, Pane::KeyCard, Pane::Fit],
            Self::Diff => &[Pane::Changes, Pane::Characters],
            Self::History => &[Pane::Entries, Pane::Entry],
        }
    }
}

impl View {
    /// Its name.
    #[must_use]
    pub fn title(self) -> Phrase {
        match self {
            Self::Table => words::VIEW_TABLE,
            Self::Json => words::VIEW_JSON,
            Self::Raw => words::VIEW_RAW,
        }
    }

    /// The next one, around the end.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Table => Self::Json,
            Self::Json => Self::Raw,
            Self::Raw => Self::Table,
        }
    }
}
