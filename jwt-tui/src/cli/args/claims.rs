//! The options about what a token must say, and what a new one shall say.

use clap::Args;
use jwt_core::Algorithm;

use super::KeyArgs;
use crate::cli::mistake::Refused;
use crate::engine::spelling;
use crate::text::mistakes as words;

/// What `verify` asks for.
#[derive(Args, Debug)]
#[command(next_help_heading = "Rules")]
pub(in crate::cli) struct RuleArgs {
    /// Check the signature alone, whatever the payload is, e.g. --jws
    #[arg(long, conflicts_with_all = ["iss", "aud", "sub", "typ", "require", "leeway", "at"])]
    pub(in crate::cli) jws: bool,
    /// Accept this algorithm only; again for one more, e.g. --alg ES256
    #[arg(long, value_name = "ALG", value_parser = algorithm)]
    pub(in crate::cli) alg: Vec<Algorithm>,
    #[arg(
        long,
        value_name = "ISSUER",
        help = "Require this issuer, e.g. --iss https://idp.example"
    )]
    pub(in crate::cli) iss: Option<String>,
    /// Require this audience; again for one more that will do, e.g. --aud api
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) aud: Vec<String>,
    /// Require this subject, e.g. --sub alice
    #[arg(long, value_name = "SUBJECT")]
    pub(in crate::cli) sub: Option<String>,
    /// Require this media type in the header, e.g. --typ at+jwt
    #[arg(long, value_name = "TYPE")]
    pub(in crate::cli) typ: Option<String>,
    /// Require a claim to be there, e.g. --require exp --require jti
    #[arg(long, value_name = "CLAIM")]
    pub(in crate::cli) require: Vec<String>,
    /// Grant so much for clocks that differ, else nothing, e.g. --leeway 60s
    #[arg(long, value_name = "SPAN", default_value = "0s", hide_default_value = true)]
    pub(in crate::cli) leeway: String,
    /// Judge at this time, e.g. --at 1300819379 or --at 2026-01-31T12:00:00Z
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(in crate::cli) at: Option<String>,
}

/// `sign`.
#[derive(Args, Debug)]
#[command(after_help = "\
The token goes to stdout, everything else to stderr. iat is now unless --iat says otherwise.
TIME is seconds since 1970, 2026-01-31T12:00:00Z, now, or from now: 15m, 1h30m, 2d, -1h.
Example: jwt-tui sign --key ec.pem --claim sub=alice --claim 'roles:=[\"admin\"]' --exp 15m")]
pub(in crate::cli) struct SignArgs {
    /// Algorithm, unless the key names one, e.g. --alg PS256
    #[arg(long, value_name = "ALG", value_parser = algorithm)]
    pub(in crate::cli) alg: Option<Algorithm>,
    #[command(flatten)]
    pub(in crate::cli) keys: KeyArgs,
    #[command(flatten)]
    pub(in crate::cli) content: ContentArgs,
}

/// What a new token says.
#[derive(Args, Debug)]
#[command(next_help_heading = "Content")]
pub(in crate::cli) struct ContentArgs {
    /// Header parameter: k=text, k:=json or a JSON object, e.g. --header ver:=2
    #[arg(long, value_name = "PARAM")]
    pub(in crate::cli) header: Vec<String>,
    /// kid of the header; of several keys, the one to use, e.g. --kid 2026-01
    #[arg(long)]
    pub(in crate::cli) kid: Option<String>,
    /// typ of the header, JWT without it; none leaves it out, e.g. --typ at+jwt
    #[arg(long, value_name = "TYPE")]
    pub(in crate::cli) typ: Option<String>,
    /// Claim: k=text or k:=json, in order, e.g. --claim sub=alice --claim n:=1
    #[arg(long, value_name = "CLAIM")]
    pub(in crate::cli) claim: Vec<String>,
    /// Sign these very bytes: text, @FILE or - (stdin), e.g. --payload @claims.json
    #[arg(long, value_name = "PAYLOAD", conflicts_with_all = ["claim", "exp", "nbf", "iat", "jti"])]
    pub(in crate::cli) payload: Option<std::ffi::OsString>,
    /// Expiration time, e.g. --exp 15m
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(in crate::cli) exp: Option<String>,
    /// Time before which it is not valid, e.g. --nbf now
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(in crate::cli) nbf: Option<String>,
    /// Time of issue, now without it; none leaves it out, e.g. --iat none
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(in crate::cli) iat: Option<String>,
    /// Name of this one token: random or a text, e.g. --jti random
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) jti: Option<String>,
}

/// Reads the exact name of an algorithm, and helps with near misses.
pub(super) fn algorithm(name: &str) -> Result<Algorithm, Refused> {
    if let Ok(algorithm) = name.parse() {
        return Ok(algorithm);
    }
    if name.eq_ignore_ascii_case("none") {
        return Err(Refused::new(words::ALGORITHM_NONE, ""));
    }
    let names = || Algorithm::ALL.iter().map(|one| one.as_str());
    let same = names().find(|one| one.eq_ignore_ascii_case(name));
    match same
        .or_else(|| spelling::nearest(&name.to_ascii_uppercase(), names(), str::to_ascii_uppercase))
    {
        Some(near) => Err(Refused::new(words::ALGORITHM_SPELLING, near)),
        None => Err(Refused::new(words::ONE_OF, names().collect::<Vec<_>>().join(", "))),
    }
}
