//! From the KEY options to keys: files are told by content, secrets by what was said of them.

use jwt_core::key::Jwk;
use jwt_core::secret::Secret;

use super::args::Encoding;
use super::args::KeyArgs;
use super::exit::CliError;
use super::input::Source;
use super::input::Stdin;
use super::output::Style;
use super::prompt;
use crate::engine::verdict::KeySupply;
use crate::keys::doctor;
use crate::keys::doctor::Reading;
use crate::keys::load;
use crate::keys::load::LoadError;
use crate::keys::load::LoadedKeys;
use crate::keys::load::SecretEncoding;
use crate::text::Lang;
use crate::text::cli as words;
use crate::text::messages;

/// What the KEY options gave.
#[derive(Debug)]
pub(super) struct Supply {
    pub(super) keys: KeySupply,
    /// Places of keys that are one way to read a secret, when each way is tried.
    readings: Vec<(usize, SecretEncoding)>,
    /// The secrets as they were given, for saying which other reading of them fits.
    secrets: Vec<Secret>,
}

impl Supply {
    /// Says how a secret would fit a token that it does not fit as it was read.
    pub(super) fn diagnose(&self, token: &[u8]) -> Option<Readings> {
        self.secrets.iter().find_map(|one| doctor::diagnose(token, one.expose()))
    }

    /// Tells how the secret at this place was read, if that was not said.
    pub(super) fn reading(&self, index: usize) -> Option<SecretEncoding> {
        self.readings.iter().find(|(place, _)| *place == index).map(|(_, encoding)| *encoding)
    }
}

/// How a secret would fit, step by step.
pub(super) type Readings = Vec<Reading>;

/// Says how a secret would fit.
pub(super) fn fits(readings: &[Reading], lang: Lang) -> String {
    words::WOULD_FIT.with(lang, &[&doctor::told(readings, lang), &flag(readings)])
}

/// Reads all the keys that were given; `None` when none was.
pub(super) fn gather(
    args: &KeyArgs,
    stdin: &mut Stdin,
    style: &Style,
) -> Result<Option<Supply>, CliError> {
    if args.is_empty() {
        return Ok(None);
    }
    let mut gathered = Gathered::new(style, args.secret_encoding);
    for path in &args.key {
        gathered.file("--key", &Source::of_file(path), stdin)?;
    }
    for path in &args.jwks {
        gathered.file("--jwks", &Source::of_file(path), stdin)?;
    }
    for path in &args.secret_file {
        gathered.secret_line("--secret-file", &Source::of_file(path), stdin)?;
    }
    for name in &args.secret_env {
        let source = Source::Env(name.into());
        let content = source.read(stdin)?;
        gathered.secret("--secret-env", &source.name(), &content)?;
    }
    if args.secret_stdin {
        gathered.secret_line("--secret-stdin", &Source::Stdin, stdin)?;
    }
    if args.secret_prompt {
        let flag = "--secret-prompt";
        let failed = |source| CliError::Io { what: flag.to_owned(), source };
        let typed = prompt::secret(words::SECRET_QUESTION.of(style.lang)).map_err(failed)?;
        let typed = typed.ok_or(CliError::Interrupted)?;
        gathered.secret(flag, flag, typed.as_bytes())?;
    }
    for text in &args.secret {
        style.warn(words::SECRET_SHOWS.of(style.lang));
        gathered.secret("--secret", "--secret", text.0.as_bytes())?;
    }
    let keys = KeySupply::new(gathered.keys, gathered.sources.join(", "));
    Ok(Some(Supply { keys, readings: gathered.readings, secrets: gathered.secrets }))
}

/// Loads the keys of one file.
pub(super) fn load_file(source: &Source, stdin: &mut Stdin) -> Result<LoadedKeys, CliError> {
    let content = source.read(stdin)?;
    load::load(&content).map_err(|error| CliError::Load { what: source.name(), source: error })
}

struct Gathered<'s> {
    style: &'s Style<'s>,
    encoding: Encoding,
    keys: Vec<Jwk>,
    readings: Vec<(usize, SecretEncoding)>,
    secrets: Vec<Secret>,
    sources: Vec<String>,
}

impl<'s> Gathered<'s> {
    const fn new(style: &'s Style<'s>, encoding: Encoding) -> Self {
        Self {
            style,
            encoding,
            keys: Vec::new(),
            readings: Vec::new(),
            secrets: Vec::new(),
            sources: Vec::new(),
        }
    }

    fn file(&mut self, flag: &str, source: &Source, stdin: &mut Stdin) -> Result<(), CliError> {
        let content = source.read(stdin)?;
        let loaded = load::load(&content).map_err(|error| refused(flag, source, error))?;
        for skipped in &loaded.skipped {
            let lang = self.style.lang;
            let skipped = messages::say(lang, skipped);
            self.style.note(&words::SKIPPED.with(lang, &[&source.name(), &skipped]));
        }
        self.keys.extend(loaded.keys);
        self.sources.push(source.name());
        Ok(())
    }

    /// Reads a secret that was written with an editor or `echo`: one line break at its end is theirs.
    fn secret_line(
        &mut self,
        flag: &str,
        source: &Source,
        stdin: &mut Stdin,
    ) -> Result<(), CliError> {
        let content = source.read(stdin)?;
        let trimmed = content.strip_suffix(b"\n").unwrap_or(&content);
        let trimmed = trimmed.strip_suffix(b"\r").unwrap_or(trimmed);
        if trimmed.len() < content.len() {
            self.style.note(&words::LINE_BREAK.with(self.style.lang, &[&flag]));
        }
        self.secret(flag, &source.name(), trimmed)
    }

    fn secret(&mut self, flag: &str, name: &str, content: &[u8]) -> Result<(), CliError> {
        let what = || if name == flag { flag.to_owned() } else { format!("{flag} {name}") };
        if self.encoding == Encoding::Auto {
            for (encoding, jwk) in load::readings(content) {
                self.readings.push((self.keys.len(), encoding));
                self.keys.push(jwk);
            }
        }
        if self.encoding != Encoding::Auto || content.is_empty() {
            let jwk = load::secret(content, self.encoding.into())
                .map_err(|source| CliError::Load { what: what(), source })?;
            self.keys.push(jwk);
        }
        self.secrets.push(Secret::from(content));
        self.sources.push(name.to_owned());
        Ok(())
    }
}

/// Names the flag that reads a secret so, where there is one.
fn flag(readings: &[Reading]) -> &'static str {
    match readings {
        [Reading::Decoded(SecretEncoding::Base64)] => ": --secret-encoding b64",
        [Reading::Decoded(SecretEncoding::Base64Url)] => ": --secret-encoding b64u",
        [Reading::Decoded(SecretEncoding::Hex)] => ": --secret-encoding hex",
        _ => "",
    }
}

fn refused(flag: &str, source: &Source, error: LoadError) -> CliError {
    CliError::Load { what: format!("{flag} {}", source.name()), source: error }
}
