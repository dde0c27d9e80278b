//! All state of the debugger: plain data, changed by `update` alone and drawn by `view`.
//!
//! Scroll offsets and cursors are numbers in here, so that a view of one model is always the same
//! screen. Nothing in here knows a terminal.

use std::fmt;
use std::ops::Range;

use jwt_core::Algorithm;
use jwt_core::NumericDate;

use crate::engine::document::Document;
use crate::engine::document::Half;
use crate::engine::verdict::KeySupply;
use crate::engine::verdict::Rules;
use crate::tui::editor::Editor;
use crate::tui::facts::Facts;
use crate::tui::keymap::Context;
use crate::tui::line::LineInput;
use crate::tui::sheet::Sheet;
use crate::tui::theme::Theme;

/// Everything there is to know between two messages.
#[derive(Clone)]
pub struct Model {
    /// The checks pane.
    pub checks: List,
    /// The revision that was copied last: it is not lost when the program ends.
    pub copied: Option<usize>,
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
    /// What lies over the workbench, or is being typed.
    pub mode: Mode,
    /// The time of the last message.
    pub now: NumericDate,
    /// The payload pane.
    pub payload: ClaimsPane,
    /// What a verifier is asked to require.
    pub rules: Rules,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Whether dates are told by the clock of this machine, too.
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

/// A pane of the workbench, in the order of Tab.
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
}

/// State of the token pane.
#[derive(Clone, Debug, Default)]
pub struct TokenPane {
    /// First row that shows.
    pub scroll: usize,
    /// The marked segment.
    pub segment: usize,
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
    /// The keys and where they came from.
    pub supply: Option<KeySupply>,
    /// Whether secrets show.
    pub revealed: bool,
    /// First row that shows.
    pub scroll: usize,
    /// What could not be read among the keys.
    pub skipped: Vec<String>,
}

/// What has the keys besides the panes.
#[derive(Clone, Debug, Default)]
pub enum Mode {
    /// The focused pane.
    #[default]
    Normal,
    /// An algorithm is picked.
    Choose(Choose),
    /// The next key says what to copy.
    Copy,
    /// A text area is open in a pane.
    Edit(Box<Edit>),
    /// The list of keys, with the row it begins at.
    Help(usize),
    /// A line is typed.
    Line(Line),
    /// The question whether to leave unsaved work.
    Quit,
    /// The lesson of the marked check, with the row it begins at.
    Why(usize),
}

/// A text area at work.
#[derive(Clone, Debug)]
pub struct Edit {
    /// What is edited.
    pub target: Target,
    /// The text.
    pub editor: Editor,
}

/// What a text area edits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Target {
    /// The text of one half.
    Half(Half),
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
    /// The name of a file.
    File,
    /// A key.
    Key,
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
    /// First row that shows.
    pub scroll: usize,
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
            document: Document::new(""),
            facts: Facts::default(),
            focus: Pane::Token,
            header: ClaimsPane::default(),
            key: KeyRing::default(),
            mode: Mode::Normal,
            now,
            payload: ClaimsPane::default(),
            rules,
            size: (80, 24),
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
            Mode::Choose(_) => Context::Choose,
            Mode::Copy => Context::Copy,
            Mode::Edit(_) => Context::Edit,
            Mode::Help(_) | Mode::Why(_) => Context::Overlay,
            Mode::Line(_) => Context::Line,
            Mode::Quit => Context::Quit,
        }
    }

    /// Whether text is being typed, so that keys are letters.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        matches!(self.mode, Mode::Edit(_) | Mode::Line(_))
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

    /// Says something until the next key.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
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
    /// Every pane, in the order of Tab.
    pub const ALL: [Self; 6] =
        [Self::Token, Self::Header, Self::Payload, Self::Key, Self::Checks, Self::About];

    /// The half of the token a pane shows.
    #[must_use]
    pub fn half(self) -> Option<Half> {
        match self {
            Self::Header => Some(Half::Header),
            Self::Payload => Some(Half::Payload),
            _ => None,
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
        }
    }

    /// The pane `steps` further, around the end.
    #[must_use]
    pub fn turn(self, steps: usize) -> Self {
        let place = Self::ALL.iter().position(|&pane| pane == self).unwrap_or(0);
        Self::ALL.iter().copied().cycle().nth(place.saturating_add(steps)).unwrap_or(self)
    }
}

impl View {
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
