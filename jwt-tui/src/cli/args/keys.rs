//! The options that give keys.

use core::fmt;
use std::path::PathBuf;

use clap::Args;
use clap::ValueEnum;
use zeroize::Zeroizing;

use crate::keys::load::SecretEncoding;

/// Keys and secrets; several may be given.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Key")]
pub(in crate::cli) struct KeyArgs {
    /// PEM, DER, JWK or JWK Set by content; - is stdin, e.g. --key ec.pem
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) key: Vec<PathBuf>,
    /// JWK Set; - is stdin, e.g. curl -s URL | jwt-tui verify T --jwks -
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) jwks: Vec<PathBuf>,
    /// Secret in a file, less a final line break, e.g. --secret-file key.txt
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) secret_file: Vec<PathBuf>,
    /// Secret in an environment variable, e.g. --secret-env SECRET
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) secret_env: Vec<String>,
    /// Secret on stdin, less a final line break, e.g. pass jwt | jwt-tui verify …
    #[arg(long)]
    pub(in crate::cli) secret_stdin: bool,
    /// Secret typed on this terminal, unseen, e.g. --secret-prompt
    #[arg(long)]
    pub(in crate::cli) secret_prompt: bool,
    /// Secret itself, for all to see in ps and history, e.g. --secret demo
    #[arg(long, value_name = "TEXT", value_parser = SecretText::parse, allow_hyphen_values = true)]
    pub(in crate::cli) secret: Vec<SecretText>,
    /// text (default), b64, b64u, hex or auto, e.g. --secret-encoding hex
    #[arg(long, value_name = "ENC", default_value = "text")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(in crate::cli) secret_encoding: Encoding,
}

impl KeyArgs {
    /// Tells whether no key was given.
    pub(in crate::cli) fn is_empty(&self) -> bool {
        self.key.is_empty()
            && self.jwks.is_empty()
            && self.secret_file.is_empty()
            && self.secret_env.is_empty()
            && !self.secret_stdin
            && !self.secret_prompt
            && self.secret.is_empty()
    }
}

/// A secret from the command line: wiped when dropped, never shown.
#[derive(Clone)]
pub(in crate::cli) struct SecretText(pub(in crate::cli) Zeroizing<String>);

impl SecretText {
    fn parse(text: &str) -> Result<Self, core::convert::Infallible> {
        Ok(Self(Zeroizing::new(text.to_owned())))
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretText(..)")
    }
}

/// How a secret is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub(in crate::cli) enum Encoding {
    #[default]
    Text,
    B64,
    B64u,
    Hex,
    Auto,
}

impl From<Encoding> for SecretEncoding {
    fn from(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Auto => Self::Auto,
            Encoding::B64 => Self::Base64,
            Encoding::B64u => Self::Base64Url,
            Encoding::Hex => Self::Hex,
            Encoding::Text => Self::Text,
        }
    }
}
