//! What can happen: everything that [`update`](crate::tui::update::update) may be told.

use std::collections::HashMap;
use std::fmt;

use jwt_core::NumericDate;
use jwt_core::key::Jwk;
use zeroize::Zeroizing;

use crate::history::store::Kept;
use crate::history::store::StoreError;
use crate::keys::doctor::Reading;
use crate::keys::fit::Examination;
use crate::keys::ring::EntryId;
use crate::text::Phrase;
use crate::tui::keymap::Press;
use crate::tui::keymap::kebab;
use crate::tui::model::Screen;

/// Something that happened, or that somebody wants.
#[derive(Debug)]
pub enum Message {
    /// The clock was read. Comes before every other message and on each tick.
    Clock(NumericDate),
    /// A key of the table was pressed.
    Command(Command),
    /// The clipboard took a text; it is named by what it was.
    Copied(Phrase),
    /// The clipboard could not be reached; the reason in words.
    CopyFailed(String),
    /// A file was read, or not; the reason in words.
    FileRead {
        /// The path as it was typed.
        path: String,
        /// Its content.
        content: Result<Text, String>,
    },
    /// A file was written, or not.
    FileWritten {
        /// The path as it was typed.
        path: Zeroizing<String>,
        /// Why not.
        result: Result<(), NotWritten>,
    },
    /// The file of the history was read or written, or not.
    History(Result<Kept, StoreError>),
    /// A key was made, or not; the reason in words.
    KeyGenerated(Result<Box<Jwk>, String>),
    /// The mouse did something.
    Mouse(Mouse),
    /// Keys were tried on the token.
    KeysExamined {
        /// Which judgement it is about.
        of: u64,
        /// Whether each key fits, when that was asked.
        fits: Option<HashMap<EntryId, Examination>>,
        /// The secret that fits when it is read otherwise, when that was asked.
        diagnosis: Option<Option<(EntryId, Vec<Reading>)>>,
    },
    /// Text was pasted.
    Pasted(Text),
    /// The terminal has another size: columns and rows.
    Resized(u16, u16),
    /// A key that the table does not name, while text is being typed.
    Typed(Press),
    /// Many characters at once, while text is being typed.
    TypedText(Text),
}

/// Why a file was not written.
#[derive(Debug)]
pub enum NotWritten {
    /// There is such a file; the text comes back.
    Exists(Text),
    /// The system said no; the reason in words.
    Failed(String),
}

/// What a key can do. One name for one action, wherever it is bound.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Command {
    /// Take what was typed or marked.
    Accept,
    /// Add a claim or a header parameter.
    AddMember,
    /// Ask for what the token must say.
    AskRules,
    /// Take it, with signatures.
    AcceptSigned,
    /// To the last line.
    Bottom,
    /// Pick an algorithm for the header.
    ChooseAlgorithm,
    /// Empty the one-line input.
    ClearLine,
    /// Leave what is open; keeps the text of a text area, drops that of a line.
    Close,
    /// Compare the marked token of the history with the one on the workbench.
    CompareEntry,
    /// Ask for a token to compare with.
    CompareWith,
    /// Wait for the key that says what to copy.
    Copy,
    /// Copy `Authorization: Bearer …`.
    CopyBearer,
    /// Copy the marked change.
    CopyChange,
    /// Copy the header's JSON text.
    CopyHeader,
    /// Copy the public part of the marked key, in the form that shows.
    CopyKey,
    /// Copy the shell command of a step.
    CopyRecipe,
    /// Copy the name under the cursor.
    CopyName,
    /// Copy the payload's text.
    CopyPayload,
    /// Copy all of the marked key, in the form that shows.
    CopyPrivateKey,
    /// Copy the public key as a JWK.
    CopyPublicKey,
    /// Copy the whole key as a JWK.
    CopySecretKey,
    /// Copy the signature segment.
    CopySignature,
    /// Copy the thumbprint of the marked key.
    CopyThumbprint,
    /// Copy the token.
    CopyToken,
    /// Copy the value under the cursor.
    CopyValue,
    /// Take the claim under the cursor out.
    DeleteMember,
    /// Add the public part of the marked key to the ring.
    DerivePublic,
    /// Ask whether to delete the whole history.
    DeleteAll,
    /// Delete the marked token of the history.
    DeleteEntry,
    /// One line down.
    Down,
    /// Edit what is focused.
    Edit,
    /// Edit one segment as it stands.
    EditSegment,
    /// Forget every key.
    ForgetAll,
    /// Ask for a word that tokens of the history must have.
    Filter,
    /// Flip one bit and watch.
    FlipBit,
    /// Forget the key.
    ForgetKey,
    /// Lay JSON out over lines.
    Format,
    /// Make a key for the algorithm of the token.
    GenerateKey,
    /// Ask for a key.
    GiveKey,
    /// Ask for a token.
    GiveToken,
    /// Four characters back.
    GroupLeft,
    /// Four characters on.
    GroupRight,
    /// List the keys.
    Help,
    /// Show a letter on each pane; the next key goes to one.
    Jump,
    /// Show the marked key in another form.
    KeyForm,
    /// Go to the marked change on the workbench.
    JumpToClaim,
    /// Switch the file of the history on, after a question, or off.
    KeepHistory,
    /// One to the left.
    Left,
    /// Make the left column narrower.
    NarrowLeft,
    /// Speak the next language.
    NextLanguage,
    /// Mark the next change.
    NextChange,
    /// To the next place of what was looked for.
    NextMatch,
    /// Focus the next pane.
    NextPane,
    /// Explain the next step.
    NextStep,
    /// Change the colours.
    NextTheme,
    /// Show the claims another way.
    NextView,
    /// Put the marked token of the history on the workbench.
    OpenEntry,
    /// Ask for the name of a file.
    OpenFile,
    /// One page down.
    PageDown,
    /// One page up.
    PageUp,
    /// Look for a command by its name.
    Palette,
    /// To the place before of what was looked for.
    PreviousMatch,
    /// Mark the change before.
    PreviousChange,
    /// Show one step after the other by itself, or stop.
    Play,
    /// Focus the pane before.
    PreviousPane,
    /// Explain the step before.
    PreviousStep,
    /// Leave, or ask first.
    Quit,
    /// Leave without asking.
    QuitNow,
    /// Read the secret as it was found to fit.
    ReadSecretSo,
    /// Draw everything anew.
    Redraw,
    /// Undo the undoing.
    Redo,
    /// Give the claim under the cursor another name.
    RenameMember,
    /// Write dates of smaller units in seconds.
    RepairUnits,
    /// Show or hide the secret.
    Reveal,
    /// One to the right.
    Right,
    /// Look for a text.
    Search,
    /// To the segment before.
    SegmentLeft,
    /// To the next segment.
    SegmentRight,
    /// Open a screen.
    Show(Screen),
    /// Sign.
    Sign,
    /// Sign with the marked key, whose algorithm is written into the header.
    SignWithKey,
    /// Stop until the shell continues us.
    Suspend,
    /// Take the mouse from the terminal, or give it back.
    ToggleMouse,
    /// Swap the two compared tokens.
    SwapSides,
    /// Take the marked value from the other token.
    TakeBack,
    /// To the first line.
    Top,
    /// Take the last step back.
    Undo,
    /// One line up.
    Up,
    /// Verify with the marked key alone, or with all again.
    UseKey,
    /// Explain the marked check.
    Why,
    /// Make the left column wider.
    WidenLeft,
    /// Write the public part of the marked key to a file.
    WriteKey,
    /// Write all of the marked key to a file.
    WritePrivateKey,
    /// Give the screen to one pane.
    Zoom,
}

impl Command {
    /// Its stable name, by which the settings and the palette know it: `give-token`.
    #[must_use]
    pub fn name(self) -> String {
        kebab(&format!("{self:?}"))
    }
}

/// What the mouse did, and where: column and row.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// Which column, from 0.
    pub column: u16,
    /// Which row, from 0.
    pub row: u16,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MouseKind {
    /// The left button moved while it was down.
    Drag,
    /// The left button went down.
    Press,
    /// The left button went up.
    Release,
    /// The wheel turned towards the user.
    WheelDown,
    /// The wheel turned away.
    WheelUp,
}

/// Text that may be a secret: wiped when dropped, not printed.
#[derive(Clone, Default, Eq, PartialEq)]
pub struct Text(Zeroizing<Vec<u8>>);

impl Text {
    /// Takes over the octets.
    #[must_use]
    pub fn new(octets: Vec<u8>) -> Self {
        Self(Zeroizing::new(octets))
    }

    /// The octets, for reading.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The octets as text; what is no UTF-8 shows as U+FFFD.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(String::from_utf8_lossy(&self.0).into_owned())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::new(text.into_bytes())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text.as_bytes().to_vec())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} octets)", self.0.len())
    }
}

impl From<Vec<u8>> for Text {
    fn from(octets: Vec<u8>) -> Self {
        Self::new(octets)
    }
}
