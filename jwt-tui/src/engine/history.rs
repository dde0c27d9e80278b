//! The tokens of before: what is remembered of each, and the lines in which some of it is kept.
//!
//! A line is one JSON object. The signature is left out unless it is asked for: without it nobody can
//! use the token, and nobody can guess a weak secret from the line. For the same reason the hash
//! covers header and payload alone. What must not be kept at all is told by [`NotKept`].
//!
//! ```text
//! {"v":1,"when":1300819380,"from":"pasted","length":170,"hash":"…","signature":"left out","token":"eyJ….eyJ…."}
//! ```

use std::sync::Arc;

use jwt_core::NumericDate;
use jwt_core::base64url;
use jwt_core::inspect;
use jwt_core::inspect::Form;
use jwt_core::inspect::Inspection;
use jwt_core::json::Kind;
use jwt_core::json::Value;
use jwt_core::key::PRIVATE_MEMBERS;
use serde_json::json;
use sha2::Digest;
use sha2::Sha256;

use crate::engine::document::signing_input;
use crate::text::Lang;
use crate::text::history as words;

/// The longest token of which a line is kept.
pub const MAX_KEPT_TOKEN: usize = 64 * 1024;
/// The longest line that is read; a line with a token of full length has room in it.
pub const MAX_LINE: usize = 128 * 1024;
/// How much of a payload can be searched.
const SEARCHED: usize = 4 * 1024;
/// The version of the lines.
const VERSION: u64 = 1;
/// What stands for a signature that is not there.
const LEFT_OUT: &str = "left out";
const KEPT: &str = "kept";

/// What is written to the file.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Keep {
    /// Nothing.
    #[default]
    Nothing,
    /// Header and payload.
    Unsigned,
    /// The whole token.
    Signed,
}

/// A token of before.
#[derive(Clone, Eq, PartialEq)]
pub struct Entry {
    /// The token; without its signature when that was left out.
    pub token: Arc<str>,
    /// Whether the token lost its signature when it was kept.
    pub lacks_signature: bool,
    /// When it came.
    pub when: NumericDate,
    /// Where it came from.
    pub origin: Origin,
    /// How many characters the whole token has.
    pub length: usize,
    /// What it says in short.
    pub summary: Summary,
    /// SHA-256 over header and payload as they are in the token, in base64url.
    pub hash: String,
}

/// Where a token came from.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Origin {
    /// From the file of this name.
    File(String),
    /// There when the program was started: on the command line or in a pipe.
    Given,
    /// Made here from another.
    Made,
    /// Pasted.
    #[default]
    Pasted,
    /// Typed.
    Typed,
}

/// What a token says in short, and what it can be found by.
#[derive(Clone, Default, Eq, PartialEq)]
pub struct Summary {
    /// `alg`.
    pub algorithm: Option<String>,
    /// `iss`.
    pub issuer: Option<String>,
    /// `kid`.
    pub key_id: Option<String>,
    /// `sub`.
    pub subject: Option<String>,
    /// Header and the beginning of the payload in small letters.
    searched: String,
}

/// Why a token is not written to the file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotKept {
    /// It holds a private key or a secret.
    HoldsKey,
    /// It is no signed token in Compact Serialization: a cut or encrypted one, or a secret perhaps.
    NotCompact,
    /// It is too long.
    TooLong,
}

impl Entry {
    /// Remembers a token.
    #[must_use]
    pub fn new(token: &str, when: NumericDate, origin: Origin) -> Self {
        let seen = inspect::inspect(token.as_bytes());
        let summary = Summary::of(&seen);
        let hash = hash(signing_input(token));
        let (length, token) = (token.len(), Arc::from(token));
        Self { token, lacks_signature: false, when, origin, length, summary, hash }
    }

    /// Tells whether another entry is of the same token, as far as that can be told.
    #[must_use]
    pub fn is_twin(&self, other: &Self) -> bool {
        if self.lacks_signature || other.lacks_signature {
            return self.hash == other.hash;
        }
        self.token == other.token
    }

    /// Tells whether the token says what is looked for, in letters of any size.
    #[must_use]
    pub fn matches(&self, wanted: &str) -> bool {
        let wanted = wanted.to_lowercase();
        wanted.split_whitespace().all(|word| self.summary.searched.contains(word))
    }

    /// Writes the line that is kept.
    ///
    /// # Errors
    ///
    /// [`NotKept`] when nothing of this token may lie in a file.
    pub fn line(&self, keep: Keep) -> Result<String, NotKept> {
        if self.token.len() > MAX_KEPT_TOKEN {
            return Err(NotKept::TooLong);
        }
        let seen = inspect::inspect(self.token.as_bytes());
        if !is_plain_jws(&seen) {
            return Err(NotKept::NotCompact);
        }
        if holds_key(&seen) {
            return Err(NotKept::HoldsKey);
        }
        // Where nobody signed there is nothing to leave out.
        let is_unsigned = self.token.ends_with('.');
        let is_whole = !self.lacks_signature && (keep == Keep::Signed || is_unsigned);
        let token = if is_whole {
            self.token.to_string()
        } else {
            format!("{}.", signing_input(&self.token))
        };
        let (from, file) = self.origin.written();
        let line = json!({
            "v": VERSION,
            "when": self.when.seconds(),
            "from": from,
            "file": file,
            "length": self.length,
            "hash": self.hash,
            "signature": if is_whole { KEPT } else { LEFT_OUT },
            "token": token,
        });
        Ok(line.to_string())
    }

    /// Reads a line; none when it is damaged or of another version.
    #[must_use]
    pub fn read(line: &str) -> Option<Self> {
        if line.len() > MAX_LINE {
            return None;
        }
        let object: serde_json::Value = serde_json::from_str(line).ok()?;
        if object.get("v")?.as_u64()? != VERSION {
            return None;
        }
        let text = |name: &str| object.get(name).and_then(serde_json::Value::as_str);
        let token = text("token")?;
        let lacks_signature = match text("signature")? {
            KEPT => false,
            LEFT_OUT => true,
            _ => return None,
        };
        let when = NumericDate::from_seconds(object.get("when")?.as_u64()?);
        let origin = Origin::read(text("from")?, text("file"))?;
        let mut entry = Self::new(token, when, origin);
        // A line that was changed by hand must not pass for the token it was.
        if text("hash")? != entry.hash {
            return None;
        }
        entry.lacks_signature = lacks_signature;
        entry.length = usize::try_from(object.get("length")?.as_u64()?).ok()?;
        Some(entry)
    }
}

impl core::fmt::Debug for Entry {
    /// Shows nothing of the token: it is a credential.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Entry").field("length", &self.length).finish_non_exhaustive()
    }
}

impl Origin {
    /// Where it came from, in words; a file name is foreign text.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::File(name) => words::FROM_FILE.with(lang, &[name]),
            Self::Given => words::FROM_START.of(lang).to_owned(),
            Self::Made => words::FROM_MADE.of(lang).to_owned(),
            Self::Pasted => words::FROM_PASTE.of(lang).to_owned(),
            Self::Typed => words::FROM_TYPING.of(lang).to_owned(),
        }
    }

    fn written(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::File(name) => ("file", Some(name)),
            Self::Given => ("given", None),
            Self::Made => ("made", None),
            Self::Pasted => ("pasted", None),
            Self::Typed => ("typed", None),
        }
    }

    fn read(from: &str, file: Option<&str>) -> Option<Self> {
        Some(match from {
            "file" => Self::File(file?.to_owned()),
            "given" => Self::Given,
            "made" => Self::Made,
            "pasted" => Self::Pasted,
            "typed" => Self::Typed,
            _ => return None,
        })
    }
}

impl Summary {
    fn of(seen: &Inspection<'_>) -> Self {
        let claim = |name: &str| {
            let reading = seen.payload()?.json()?;
            let value = reading.value.as_ref()?.as_object()?.get(name)?.as_str()?.to_owned();
            Some(value)
        };
        let text = |segment: Option<&inspect::Segment<'_>>| -> String {
            let text = segment.map(|one| String::from_utf8_lossy(one.octets()).into_owned());
            text.unwrap_or_default().chars().take(SEARCHED).collect()
        };
        Self {
            algorithm: seen.algorithm_name(),
            issuer: claim("iss"),
            key_id: seen.header_text("kid"),
            subject: claim("sub"),
            searched: format!("{}\n{}", text(seen.header()), text(seen.payload())).to_lowercase(),
        }
    }
}

/// Three segments of strict base64url, the first a JSON object: nothing else is sure to be no secret.
fn is_plain_jws(seen: &Inspection<'_>) -> bool {
    let strict = |segment: &inspect::Segment<'_>| segment.error.is_none() && segment.encoded;
    let names_algorithm = seen.algorithm_name().is_some();
    seen.form == Form::Compact
        && seen.segment_count == 3
        && names_algorithm
        && seen.segments.iter().all(strict)
}

fn holds_key(seen: &Inspection<'_>) -> bool {
    [seen.header(), seen.payload()].into_iter().flatten().any(|segment| {
        segment.json().and_then(|reading| reading.value).is_some_and(|value| is_private(&value))
    })
}

fn is_private(value: &Value<'_>) -> bool {
    match &value.kind {
        Kind::Array(values) => values.iter().any(is_private),
        Kind::Object(object) => {
            let has = |name: &str| object.members.iter().any(|member| member.name == name);
            (has("kty") && PRIVATE_MEMBERS.iter().any(|name| has(name)))
                || object.members.iter().any(|member| is_private(&member.value))
        }
        _ => false,
    }
}

fn hash(text: &str) -> String {
    base64url::encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests;
