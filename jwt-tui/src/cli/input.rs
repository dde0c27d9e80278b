//! Reads what the command line names: arguments, files, stdin, variables, the clipboard.
//!
//! Every reading is bounded, and stdin is given to one reader only.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::ffi::OsString;
use std::fs::File;
use std::fs::Metadata;
use std::io;
use std::io::IsTerminal;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use zeroize::Zeroizing;

use super::exit::CliError;
use super::output::Style;
use super::output::Tone;
use crate::engine::input;
use crate::engine::input::Origin;
use crate::text::Lang;
use crate::text::cli as words;
use crate::text::diff::FIRST_OF_MANY;

/// The most that is read from one place.
pub(super) const MAX_BYTES: u64 = 8 << 20;

/// Where something comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Source {
    Argument(OsString),
    Clipboard,
    Env(OsString),
    File(PathBuf),
    Stdin,
}

impl Source {
    /// Reads `@FILE`, `-`, `env:NAME`, `clip:` or the thing itself.
    pub(super) fn of_input(argument: &OsStr) -> Self {
        if argument == "-" {
            return Self::Stdin;
        }
        if argument == "clip:" {
            return Self::Clipboard;
        }
        if let Some(name) = strip_prefix(argument, "@") {
            return Self::File(name.into());
        }
        if let Some(name) = strip_prefix(argument, "env:") {
            return Self::Env(name);
        }
        Self::Argument(argument.to_owned())
    }

    /// Reads a file name or `-`.
    pub(super) fn of_file(path: &Path) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path.to_owned()) }
    }

    /// Names the place for messages.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Argument(_) => "the argument".to_owned(),
            Self::Clipboard => "the clipboard".to_owned(),
            Self::Env(name) => format!("the variable {}", name.to_string_lossy()),
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "stdin".to_owned(),
        }
    }

    /// Reads all of it.
    pub(super) fn read(&self, stdin: &mut Stdin) -> Result<Zeroizing<Vec<u8>>, CliError> {
        let failed = |source| CliError::Io { what: self.name(), source };
        match self {
            Self::Argument(text) => Ok(Zeroizing::new(text.as_encoded_bytes().to_vec())),
            Self::Clipboard => clipboard(),
            Self::Env(name) => match std::env::var_os(name) {
                Some(value) => Ok(Zeroizing::new(value.into_encoded_bytes())),
                None => Err(failed(io::Error::new(io::ErrorKind::NotFound, "it is not set"))),
            },
            Self::File(path) => bounded(File::open(path).map_err(failed)?, &self.name()),
            Self::Stdin => stdin.take(),
        }
    }
}

/// Standard input, which can be read once.
#[derive(Debug, Default)]
pub(super) struct Stdin {
    taken: bool,
}

impl Stdin {
    fn take(&mut self) -> Result<Zeroizing<Vec<u8>>, CliError> {
        self.give()?;
        bounded(io::stdin().lock(), "stdin")
    }

    /// Lets one reader have it.
    fn give(&mut self) -> Result<(), CliError> {
        if self.taken {
            return Err(CliError::Words(words::STDIN_TWICE));
        }
        self.taken = true;
        Ok(())
    }
}

/// Reads an input and gives its first token, empty when there is none; says so when there are more.
pub(super) fn first_token(
    argument: Option<&OsStr>,
    stdin: &mut Stdin,
    style: &Style<'_>,
) -> Result<Vec<u8>, CliError> {
    let content = read_input(argument, stdin)?;
    let tokens = tokens(&content);
    if tokens.len() > 1 {
        style.note(&FIRST_OF_MANY.with(style.lang, &[&tokens.len()]));
    }
    Ok(tokens.into_iter().next().map(|token| token.bytes).unwrap_or_default())
}

/// Something that was given as a token, or a text with some.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) bytes: Vec<u8>,
    /// What stood around it, when that has a name.
    pub(super) origin: Origin,
    /// How often it stands in the text.
    pub(super) times: usize,
}

impl Token {
    fn bare(word: &[u8]) -> Self {
        Self { bytes: word.to_vec(), origin: Origin::Bare, times: 1 }
    }

    /// Says that a token was found more than once and is told once.
    pub(super) fn repeated(&self, lang: Lang) -> Option<(Tone, String)> {
        (self.times > 1).then(|| (Tone::Note, words::REPEATED.with(lang, &[&self.times])))
    }

    /// Tells whether there is a character that no compact form has, not even a careless one.
    pub(super) fn is_foreign(&self) -> bool {
        let own = |one: &u8| one.is_ascii_alphanumeric() || b"-_.+/=".contains(one);
        !self.bytes.starts_with(b"{") && !self.bytes.iter().all(own)
    }
}

/// An input that is read bit by bit.
pub(super) struct Opened {
    /// The name of the place, for messages.
    pub(super) name: String,
    pub(super) reader: Box<dyn Read + Send>,
    /// The size of a file.
    pub(super) size: Option<u64>,
}

/// Reads the input, or stdin when there is none and stdin is no terminal.
pub(super) fn read_input(
    argument: Option<&OsStr>,
    stdin: &mut Stdin,
) -> Result<Zeroizing<Vec<u8>>, CliError> {
    source(argument)?.read(stdin)
}

/// Opens the input for reading it bit by bit.
pub(super) fn open_input(argument: Option<&OsStr>, stdin: &mut Stdin) -> Result<Opened, CliError> {
    let source = source(argument)?;
    let name = source.name();
    let (reader, size): (Box<dyn Read + Send>, _) = match &source {
        Source::File(path) => {
            let file =
                File::open(path).map_err(|source| CliError::Io { what: name.clone(), source })?;
            let size = file.metadata().ok().filter(Metadata::is_file).map(|data| data.len());
            (Box::new(file), size)
        }
        Source::Stdin => {
            stdin.give()?;
            (Box::new(io::stdin()), None)
        }
        _ => (Box::new(io::Cursor::new(source.read(stdin)?.to_vec())), None),
    };
    Ok(Opened { name, reader, size })
}

fn source(argument: Option<&OsStr>) -> Result<Source, CliError> {
    match argument {
        Some(argument) => Ok(Source::of_input(argument)),
        None if io::stdin().is_terminal() => Err(CliError::Words(words::NO_TOKEN)),
        None => Ok(Source::Stdin),
    }
}

/// Finds the tokens of a text, each once; without any, all of it is taken for one.
pub(super) fn tokens(content: &[u8]) -> Vec<Token> {
    let word = content.trim_ascii();
    if str::from_utf8(word).is_err() && !word.iter().any(u8::is_ascii_whitespace) {
        // One word with octets that are no text: searching it would cut it at the first of them.
        return vec![Token::bare(word)];
    }
    let text = String::from_utf8_lossy(content);
    let mut tokens: Vec<Token> = Vec::new();
    let mut places = HashMap::new();
    for found in input::find_tokens(&text) {
        let place = *places.entry(found.token.clone()).or_insert(tokens.len());
        match tokens.get_mut(place) {
            Some(token) => token.times = token.times.saturating_add(1),
            None => tokens.push(Token {
                bytes: found.token.into_bytes(),
                origin: found.origin,
                times: 1,
            }),
        }
    }
    if tokens.is_empty() {
        tokens.push(Token::bare(word));
    }
    tokens
}

/// Says what to write instead when the name of a file was given for a token.
pub(super) fn hint(argument: Option<&OsStr>, lang: Lang) -> Option<String> {
    let name = argument?;
    let is_name = matches!(Source::of_input(name), Source::Argument(_));
    let exists = is_name && name.len() < 1_024 && Path::new(name).is_file();
    exists.then(|| words::FILE_OF_THIS_NAME.with(lang, &[&name.to_string_lossy()]))
}

/// Reads all of it, up to a bound.
pub(super) fn bounded(reader: impl Read, what: &str) -> Result<Zeroizing<Vec<u8>>, CliError> {
    let mut content = Zeroizing::new(Vec::new());
    reader
        .take(MAX_BYTES.saturating_add(1))
        .read_to_end(&mut content)
        .map_err(|source| CliError::Io { what: what.to_owned(), source })?;
    if u64::try_from(content.len()).is_ok_and(|length| length <= MAX_BYTES) {
        return Ok(content);
    }
    Err(CliError::TooLarge { what: what.to_owned(), limit: MAX_BYTES })
}

fn strip_prefix(text: &OsStr, prefix: &str) -> Option<OsString> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;

        let rest = text.as_bytes().strip_prefix(prefix.as_bytes())?;
        Some(OsStr::from_bytes(rest).to_owned())
    }
    #[cfg(not(unix))]
    {
        text.to_str()?.strip_prefix(prefix).map(OsString::from)
    }
}

#[cfg(feature = "clipboard")]
fn clipboard() -> Result<Zeroizing<Vec<u8>>, CliError> {
    let text = arboard::Clipboard::new().and_then(|mut clipboard| clipboard.get_text());
    match text {
        Ok(text) => Ok(Zeroizing::new(text.into_bytes())),
        Err(error) => {
            let source = io::Error::other(error.to_string());
            Err(CliError::Io { what: "the clipboard".to_owned(), source })
        }
    }
}

#[cfg(not(feature = "clipboard"))]
fn clipboard() -> Result<Zeroizing<Vec<u8>>, CliError> {
    Err(CliError::Words(words::NO_CLIPBOARD))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_an_input_are_told_apart() {
        for (argument, source) in [
            ("-", Source::Stdin),
            ("clip:", Source::Clipboard),
            ("@a b", Source::File("a b".into())),
            ("env:TOKEN", Source::Env("TOKEN".into())),
            ("eyJ.e30.", Source::Argument("eyJ.e30.".into())),
        ] {
            assert_eq!(Source::of_input(argument.as_ref()), source);
        }
    }

    #[test]
    fn a_token_is_taken_once_and_other_text_whole() {
        let token = "eyJhbGciOiJub25lIn0.e30.";
        let twice = format!("a {token} b \"{token}\" c");
        let once = tokens(twice.as_bytes());
        assert_eq!((once.len(), once[0].times), (1, 2));
        assert_eq!(tokens(b" hello \n")[0].bytes, b"hello");
        assert_eq!(tokens(b"\xff\xfe")[0].bytes, b"\xff\xfe");
    }

    #[test]
    fn stdin_is_given_away_once() {
        let mut stdin = Stdin { taken: true };
        assert!(matches!(Source::Stdin.read(&mut stdin), Err(CliError::Words(_))));
    }
}
