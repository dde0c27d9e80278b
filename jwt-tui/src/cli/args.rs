//! The grammar of the command line, and the help that is printed from it.

mod claims;
mod keys;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;
use clap::Parser;
use clap::Subcommand;
use clap::ValueEnum;
use clap::builder::PossibleValue;
use jiff::tz::TimeZone;

pub(super) use self::claims::ContentArgs;
pub(super) use self::claims::RuleArgs;
pub(super) use self::claims::SignArgs;
pub(super) use self::keys::Encoding;
pub(super) use self::keys::KeyArgs;
use super::mistake::Refused;
use crate::engine::history::Keep;
use crate::engine::times::Zone;
use crate::history::Setting;
use crate::history::store;
use crate::keys::form::Written;
use crate::text::Lang;
use crate::text::mistakes as words;

/// Look into JSON Web Tokens, verify and sign them. Without a command: the debugger on this terminal,
/// or what `inspect` prints when the output is no terminal. Nothing is ever sent anywhere
#[derive(Debug, Parser)]
#[command(name = "jwt-tui", version, max_term_width = 100, after_help = EXAMPLES)]
#[command(subcommand_help_heading = "Commands")]
pub(super) struct Cli {
    #[arg(help = INPUT)]
    pub(super) input: Option<OsString>,
    #[command(flatten)]
    pub(super) keys: KeyArgs,
    #[command(flatten)]
    pub(super) screen: ScreenArgs,
    #[command(flatten)]
    pub(super) look: Look,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  jwt-tui                                     open the debugger and paste a token
  pbpaste | jwt-tui                           open it with what was copied
  curl -sv https://api.example 2>&1 | jwt-tui inspect
  jwt-tui verify @token.txt --jwks jwks.json --iss https://idp.example --aud api
  jwt-tui sign --key ec.pem --claim sub=alice --exp 15m";

/// What stands for the token on a command line.
const INPUT: &str = "Token or text, @FILE, -, env:NAME or clip: (--features clipboard)";

/// What can be done.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Decode everything that can be decoded; never needs a key
    Inspect(InspectArgs),
    /// Check structure, algorithm, signature, time and claims
    Verify(VerifyArgs),
    /// Make a token
    Sign(SignArgs),
    /// Show step by step how a signature comes about, with a shell command for each step
    Explain(ExplainArgs),
    /// Compare two tokens: characters, claims and what the changes mean
    Diff(DiffArgs),
    /// Make, show and convert keys
    #[command(subcommand)]
    Key(KeyCommand),
    /// Print a script that completes commands and flags in a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or write one for each command
    Man(ManArgs),
}

/// Options of the debugger.
#[derive(Args, Debug)]
#[command(next_help_heading = "Debugger")]
pub(super) struct ScreenArgs {
    /// Colours of the debugger, e.g. --theme mono
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// Leave the mouse to the terminal, e.g. jwt-tui --no-mouse T
    #[arg(long)]
    pub(super) no_mouse: bool,
    /// Settings of the debugger, e.g. --config keys.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Keep tokens of before: off, unsigned (--history alone), signed, e.g. --history=signed
    #[arg(long, value_name = "WHAT", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "unsigned", hide_possible_values = true)]
    pub(super) history: Option<History>,
}

/// What is kept of tokens of before.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum History {
    Off,
    Unsigned,
    Signed,
}

impl ScreenArgs {
    /// Whether tokens of before are kept, and in which file; what the settings say comes second.
    pub(super) fn history(&self, settings: Option<bool>) -> Setting {
        let keep = match self.history {
            None if settings == Some(true) => Keep::Unsigned,
            None | Some(History::Off) => Keep::Nothing,
            Some(History::Unsigned) => Keep::Unsigned,
            Some(History::Signed) => Keep::Signed,
        };
        Setting { keep, file: store::location(|name| std::env::var_os(name)) }
    }
}

/// Options that every command has.
#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub(super) struct Look {
    /// Print JSON with a versioned schema, e.g. inspect --json T | jq .payload.value
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Print JSON, a line for each token, e.g. inspect --ndjson @log.txt
    #[arg(long, global = true, conflicts_with = "json")]
    pub(super) ndjson: bool,
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help = COLOR)]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(super) color: Color,
    /// Write marks in ASCII: [ok] [no] [??] [!!], e.g. inspect --ascii T
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    /// Print plain text, never take over the terminal, e.g. jwt-tui --plain T
    #[arg(long, global = true)]
    pub(super) plain: bool,
    /// Language, en or ko, else that of the locale, e.g. --lang ko
    #[arg(long, global = true, value_name = "LANG", value_parser = lang)]
    pub(super) lang: Option<Lang>,
    /// Clock for dates: utc (default), local or a place, e.g. --tz Asia/Seoul
    #[arg(long, global = true, value_name = "ZONE", value_parser = clock)]
    pub(super) tz: Option<Clock>,
    /// Say nothing but errors, the exit code answers, e.g. verify -q T --key ec.pem
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Explain failures and findings, show long values whole, e.g. inspect -v T
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
}

const COLOR: &str = "auto (a terminal without NO_COLOR), always, never, e.g. --color never";

/// When to colour.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub(super) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// Whose clock to show dates on.
#[derive(Clone, Debug)]
pub(super) enum Clock {
    Local,
    Place(TimeZone),
    Utc,
}

impl Clock {
    pub(super) const fn zone(&self) -> Zone<'_> {
        match self {
            Self::Local => Zone::Local,
            Self::Place(place) => Zone::Named(place),
            Self::Utc => Zone::Utc,
        }
    }

    /// The clock that the debugger shows beside UTC; none for that of this machine.
    pub(super) fn place(&self) -> Option<TimeZone> {
        match self {
            Self::Local => None,
            Self::Place(place) => Some(place.clone()),
            Self::Utc => Some(TimeZone::UTC),
        }
    }
}

/// Reads `utc`, `local` or a name of the time zone database.
fn clock(name: &str) -> Result<Clock, Refused> {
    match name.to_ascii_lowercase().as_str() {
        "local" => Ok(Clock::Local),
        "utc" => Ok(Clock::Utc),
        _ => TimeZone::get(name).map(Clock::Place).map_err(|_| Refused::new(words::CLOCK, "")),
    }
}

/// Reads a language that we speak.
fn lang(name: &str) -> Result<Lang, Refused> {
    Lang::parse(name).ok_or_else(|| Refused::new(words::LANGUAGE, ""))
}

/// `inspect`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  jwt-tui inspect eyJhbGciOi…                 curl -sv https://api.example 2>&1 | jwt-tui inspect
  jwt-tui inspect --json @token.txt           jwt-tui inspect env:TOKEN @response.json
Exit: 0 something could be decoded, 3 nothing could, 5 input not readable.")]
pub(super) struct InspectArgs {
    #[arg(help = "Tokens or texts, @FILE, -, env:NAME or clip: (--features clipboard)")]
    pub(super) input: Vec<OsString>,
    #[command(flatten)]
    pub(super) many: ManyArgs,
}

/// How many tokens are read.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Many tokens")]
pub(super) struct ManyArgs {
    /// Use so many threads, else one for each core, e.g. --threads 2
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) threads: Option<u16>,
}

/// `verify`.
#[derive(Args, Debug)]
#[command(after_help = "\
Example: jwt-tui verify @token.txt --jwks jwks.json --iss https://idp.example --aud api
Lines that are tokens, or JSON objects with one, are answered each, in order, on every core.
Exit: 0 holds, 3 not a token, 4 no key fits, 10 signature, 11 expired, 12 not yet valid,
  13 claims, 14 algorithm, 1 another check; 2 usage, 5 reading or writing failed.")]
pub(super) struct VerifyArgs {
    #[arg(help = INPUT)]
    pub(super) input: Option<OsString>,
    #[command(flatten)]
    pub(super) keys: KeyArgs,
    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) many: ManyArgs,
}

/// `explain`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  jwt-tui explain @token.txt --secret-file key.txt    jwt-tui explain @token.txt --key ec.pem
  jwt-tui explain @token.txt --step 5                 without a key: all that needs none
Exit: 0 explained, 2 no such step, 3 not a token, 4 key cannot be used, 5 input not readable.")]
pub(super) struct ExplainArgs {
    #[arg(help = INPUT)]
    pub(super) input: Option<OsString>,
    /// Show one step alone, with its shell command, e.g. --step 5
    #[arg(long, value_name = "N")]
    pub(super) step: Option<usize>,
    #[command(flatten)]
    pub(super) keys: KeyArgs,
}

/// `diff`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  jwt-tui diff @before.txt @after.txt         jwt-tui diff \"$OLD\" \"$NEW\" --key issuer.jwks
Exit: 0 the same, 22 they differ, 3 one is no token, 5 input not readable.")]
pub(super) struct DiffArgs {
    #[arg(value_name = "A", help = "First token, as for inspect, e.g. @before.txt")]
    pub(super) before: OsString,
    #[arg(value_name = "B", help = "Second token, e.g. env:TOKEN")]
    pub(super) after: OsString,
    #[command(flatten)]
    pub(super) keys: KeyArgs,
}

/// `key`.
#[derive(Debug, Subcommand)]
#[command(after_help = "\
FILE is PEM, DER, JWK or JWK Set, told by its content; - is stdin.
Examples:
  jwt-tui key gen ES256 --kid 2026-01 --out ec.jwk    jwt-tui key public ec.jwk > ec.pub.jwk
  jwt-tui key convert ec.jwk --to pem > ec.pem        jwt-tui key show - < jwks.json")]
pub(super) enum KeyCommand {
    /// Make a new private key or secret, e.g. key gen ES256 --out ec.jwk
    Gen(GenArgs),
    /// Describe the keys in a file, never their private parts, e.g. key show jwks.json
    Show(FileArgs),
    /// Write keys in another form, private parts included, e.g. key convert ec.pem --to jwk
    Convert(ConvertArgs),
    /// Write the public half, e.g. key public ec.pem --to jwks
    Public(PublicArgs),
    /// Print the SHA-256 thumbprint (RFC 7638), e.g. key thumbprint ec.pub.pem
    Thumbprint(FileArgs),
}

/// `key gen`.
#[derive(Args, Debug)]
pub(super) struct GenArgs {
    /// Algorithm that the key is for, e.g. ES256, Ed25519, RS256 or HS256
    #[arg(value_name = "ALG", value_parser = claims::algorithm)]
    pub(super) algorithm: jwt_core::Algorithm,
    /// Name of the key, e.g. --kid 2026-01
    #[arg(long)]
    pub(super) kid: Option<String>,
    /// Form to write: jwk (default), jwks or pem, e.g. --to pem
    #[arg(long, value_name = "FORM", default_value = "jwk")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(super) to: Written,
    #[command(flatten)]
    pub(super) out: OutArgs,
}

/// Where a key is written.
#[derive(Args, Debug)]
pub(super) struct OutArgs {
    /// File to write, readable by its owner alone, e.g. --out ec.jwk; stdout without it
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Replace the file if there is one, e.g. --out ec.jwk --force
    #[arg(long, requires = "out")]
    pub(super) force: bool,
}

/// A command on one file of keys.
#[derive(Args, Debug)]
pub(super) struct FileArgs {
    /// Key file, or - for stdin, e.g. jwks.json
    pub(super) file: PathBuf,
}

/// `key convert`.
#[derive(Args, Debug)]
pub(super) struct ConvertArgs {
    /// Key file, or - for stdin, e.g. ec.pem
    pub(super) file: PathBuf,
    /// Form to write: jwk, jwks or pem, else by the name of --out, e.g. --to jwk
    #[arg(long, value_name = "FORM", hide_possible_values = true)]
    pub(super) to: Option<Written>,
    #[command(flatten)]
    pub(super) out: OutArgs,
}

/// `key public`.
#[derive(Args, Debug)]
pub(super) struct PublicArgs {
    /// Key file, or - for stdin, e.g. ec.pem
    pub(super) file: PathBuf,
    /// Form to write: jwk, jwks or pem, else by --out or as the file, e.g. --to jwks
    #[arg(long, value_name = "FORM", hide_possible_values = true)]
    pub(super) to: Option<Written>,
    #[command(flatten)]
    pub(super) out: OutArgs,
}

/// `completions`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  jwt-tui completions bash > ~/.local/share/bash-completion/completions/jwt-tui
  jwt-tui completions zsh > ~/.zfunc/_jwt-tui
  jwt-tui completions fish > ~/.config/fish/completions/jwt-tui.fish")]
pub(super) struct CompletionsArgs {
    /// bash, elvish, fish, nushell, powershell or zsh
    #[arg(hide_possible_values = true)]
    pub(super) shell: Shell,
}

/// A shell that can be taught.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum Shell {
    Bash,
    Elvish,
    Fish,
    Nushell,
    #[value(alias = "pwsh")]
    Powershell,
    Zsh,
}

/// `man`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  jwt-tui man | man -l -                      jwt-tui man --out ~/.local/share/man/man1")]
pub(super) struct ManArgs {
    /// Folder to write all pages to, e.g. --out man1
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

impl ValueEnum for Written {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Jwk, Self::JwkSet, Self::Pem]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Jwk => "jwk",
            Self::JwkSet => "jwks",
            Self::Pem => "pem",
        }))
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_grammar_has_no_contradiction() {
        Cli::command().debug_assert();
    }
}
