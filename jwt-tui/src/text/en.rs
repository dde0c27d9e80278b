//! The words of the debugger in English: titles, labels and what is said after a key.
//!
//! What a rule teaches is not here: it stands beside the rule, as an `Explanation` of jwt-core.

use crate::tui::facts::PieceKind;
use crate::tui::facts::VerdictKind;
use crate::tui::model::Pane;
use crate::tui::model::View;

/// Name of the program in the top line.
pub const PROGRAM: &str = "jwt-tui";
/// The promise in the top line.
pub const OFFLINE: &str = "offline";
/// State in which the token is as it was given.
pub const VERIFY: &str = "VERIFY";
/// State in which the token is made from edits.
pub const FORGE: &str = "FORGE";
/// Title of the list of keys.
pub const HELP: &str = "Keys";
/// Title over a lesson.
pub const WHY: &str = "Why?";
/// Title over the algorithms.
pub const ALGORITHMS: &str = "Which algorithm?";
/// The question at the end.
pub const UNSAVED: &str = "Lose the made token?";
/// After `y`.
pub const COPY_WHAT: &str = "copy:";
/// What an empty workbench says.
pub const WELCOME: &[&str] = &[
    "Paste a token. Anything with a token in it will do:",
    "a header, a cookie, JSON, the output of curl -v.",
    "",
    "Or go to the payload with Tab and press Enter to make one.",
    "Nothing is sent anywhere: this program opens no connection.",
];
/// What an empty half says.
pub const NOTHING_DECODED: &str = "nothing to show yet";
/// What a half says whose segment is empty.
pub const EMPTY_SEGMENT: &str = "this segment is empty";
/// What an empty object says.
pub const NO_MEMBERS: &str = "an empty object: { }";
/// What the signature says of a token that has none.
pub const NOTHING_SIGNED: &str = "nothing signed yet: s signs";
/// What the signature says of a token that was given without one.
pub const UNSIGNED: &str = "empty: nobody signed this token";
/// What the signature says after an edit.
pub const STALE: &str = "made before the edit; s signs anew";
/// What the payload of an encrypted token is.
pub const ENCRYPTED: &str = "encrypted: only the holder of the key can read the content";
/// What an empty key pane says.
pub const NO_KEY: &[&str] =
    &["No key yet, so nothing is verified.", "Paste a PEM, JWK or JWK Set, or press"];
/// What the key pane offers.
pub const KEY_TRUST: &str = "supplied by you, not by the token";
/// When no key of several was used.
pub const KEY_NOT_USED: &str = "none was used for this token";
/// After a copy; OSC 52 has no answer, so only the sending is known.
pub const BY_TERMINAL: &str = "sent to the terminal's clipboard (OSC 52)";
/// After undo at the first step.
pub const NOTHING_TO_UNDO: &str = "nothing to take back";
/// After redo at the last step.
pub const NOTHING_TO_REDO: &str = "nothing to do again";
/// After an undo.
pub const UNDONE: &str = "taken back; Ctrl-R does it again";
/// After a redo.
pub const REDONE: &str = "done again";
/// When a key is needed.
pub const NEEDS_KEY: &str = "there is no key; Tab to the key pane, or v gives one";
/// After forgetting.
pub const FORGOTTEN: &str = "the key is forgotten and wiped";
/// When something was pasted that is nothing known.
pub const NOT_RECOGNISED: &str = "this is neither a token nor a key; p takes any text as a token, the key pane takes it as a secret";
/// When nothing was typed.
pub const NOTHING_TYPED: &str = "nothing was typed";
/// When the value of a claim is no JSON.
pub const NOT_JSON: &str = "this is not JSON; a text needs quotes: \"text\"";
/// After an edit that changed nothing.
pub const UNCHANGED: &str = "nothing changed; the token is as it was";
/// After an edit.
pub const EDITED: &str = "the edit is kept; s signs, u takes it back";
/// While an edit is open.
pub const EDITING: &str =
    "FORGE: the token is made from your edit as you type; the original is kept";
/// When there is no token yet.
pub const NOTHING_TO_SIGN: &str = "there is no token yet; Enter in the payload begins one";
/// When there is nothing to copy.
pub const NOTHING_TO_COPY: &str = "there is nothing to copy here";
/// When a secret would be needed but only a public key is there.
pub const NO_PUBLIC_PART: &str = "a shared secret has no public part; yK copies the secret itself";
/// After reading keys of which none was usable.
pub const NO_USABLE_KEY: &str = "there is no usable key in it";
/// After a signature that came out the same.
pub const SAME_SIGNATURE: &str = "the signature comes out the same: this key made this token";
/// When the algorithm cannot be signed with.
pub const NO_ALGORITHM: &str = "the header names no algorithm that can sign; A picks one";
/// Where a typed key came from.
pub const TYPED: &str = "typed";
/// Where a pasted key came from.
pub const PASTED: &str = "pasted";
/// Where a made key came from.
pub const MADE_HERE: &str = "made here";
/// What was copied: the token.
pub const THE_TOKEN: &str = "token";
/// What was copied: the header for a request.
pub const THE_BEARER: &str = "Authorization header";

/// Title of a pane.
#[must_use]
pub fn pane(pane: Pane) -> &'static str {
    match pane {
        Pane::Token => "Token",
        Pane::Header => "Header",
        Pane::Payload => "Payload",
        Pane::Key => "Key",
        Pane::Checks => "Checks",
        Pane::About => "What is this?",
    }
}

/// Name of a view.
#[must_use]
pub fn view(view: View) -> &'static str {
    match view {
        View::Table => "table",
        View::Json => "json",
        View::Raw => "raw",
    }
}

/// Name of a verdict: whole, short, and as short as it gets.
#[must_use]
pub fn verdict(kind: VerdictKind) -> [&'static str; 3] {
    match kind {
        VerdictKind::Structure => ["structure", "struct", "str"],
        VerdictKind::Signature => ["signature", "sig", "sig"],
        VerdictKind::Key => ["key trust", "key", "key"],
        VerdictKind::Time => ["time", "time", "time"],
        VerdictKind::Claims => ["claims", "claims", "clm"],
    }
}

/// Name of a segment, in a sentence.
#[must_use]
pub fn piece(kind: PieceKind, encrypted: bool) -> (&'static str, &'static str) {
    match (kind, encrypted) {
        (PieceKind::Header, _) => (
            "JOSE Header",
            "Says how the token was made: the algorithm, a hint which key, the type. Everybody can read it, and whoever made the token chose it.",
        ),
        (PieceKind::Payload, false) => (
            "Payload",
            "The claims, as UTF-8 JSON in base64url. It is encoded, not encrypted: everybody who holds the token can read it.",
        ),
        (PieceKind::Signature, false) => (
            "Signature",
            "Made with a key over the first two segments and the dot between them, exactly as they are written. One other character and it no longer matches.",
        ),
        (PieceKind::Payload, true) => {
            ("Ciphertext", "The encrypted content. Only the holder of the key can read it.")
        }
        (PieceKind::Signature, true) => (
            "Authentication tag",
            "Shows whether header or ciphertext were changed, to whoever holds the key.",
        ),
        (PieceKind::Other, true) => (
            "Encrypted key or initialization vector",
            "What the holder of the key needs to decrypt the content.",
        ),
        (PieceKind::Other, false) => {
            ("Segment", "A signed token has three segments; this is none of them.")
        }
    }
}

/// When the terminal is too small.
#[must_use]
pub fn too_small(needed: (u16, u16), found: (u16, u16)) -> String {
    format!("needs {}x{}, have {}x{}", needed.0, needed.1, found.0, found.1)
}

/// After a paste or a file that held a token.
#[must_use]
pub fn token_taken(origin: &str, more: usize) -> String {
    let others = match more {
        0 => String::new(),
        1 => "; one more token was in it".to_owned(),
        more => format!("; {more} more tokens were in it"),
    };
    format!("token taken{origin}{others}; u brings the old one back")
}

/// After keys were taken.
#[must_use]
pub fn keys_taken(kind: &str, count: usize, skipped: usize) -> String {
    let keys = if count == 1 { "1 key".to_owned() } else { format!("{count} keys") };
    let left_out = if skipped == 0 { String::new() } else { format!(", {skipped} left out") };
    format!("{kind}: {keys} taken{left_out}")
}

/// After a secret was taken.
#[must_use]
pub fn secret_taken(octets: usize, trimmed: bool) -> String {
    let cut = if trimmed { "; the line break at its end was left out" } else { "" };
    format!("secret of {octets} bytes taken as text{cut}")
}

/// While a key is made.
#[must_use]
pub fn making_key(algorithm: &str) -> String {
    format!("making a key for {algorithm} …")
}

/// After a key was made.
#[must_use]
pub fn key_made(algorithm: &str) -> String {
    format!("a key for {algorithm}, for this session only: s signs, yk and yK copy it")
}

/// After signing.
#[must_use]
pub fn signed(algorithm: &str) -> String {
    format!("signed with {algorithm}; yt copies the token")
}

/// When no key can sign with the algorithm of the header.
#[must_use]
pub fn cannot_sign(algorithm: &str) -> String {
    format!(
        "no private key here does {algorithm}; A picks another algorithm, g in the key pane makes a key"
    )
}

/// After another algorithm was chosen.
#[must_use]
pub fn algorithm_written(algorithm: &str, has_key: bool) -> String {
    let next = if has_key { "s signs" } else { "g in the key pane makes a key for it" };
    format!("alg is {algorithm} now; {next}")
}

/// When the key cannot do what was chosen.
#[must_use]
pub fn key_cannot(algorithm: &str) -> String {
    format!("this key cannot do {algorithm}; g in the key pane makes one that can")
}

/// After a copy.
#[must_use]
pub fn copied(what: &str) -> String {
    format!("{what} {BY_TERMINAL}")
}

/// Prompt of a one-line input.
pub mod prompt {
    /// For a claim.
    pub const CLAIM: &str = "JSON value";
    /// For a file.
    pub const FILE: &str = "file with a token or a key";
    /// For a key.
    pub const KEY: &str = "secret, PEM, JWK or JWK Set";
    /// For a token.
    pub const TOKEN: &str = "token, or text with a token in it";
}
