//! `jwt-tui sign`: makes a token; the token alone goes to stdout.
//!
//! Claims are written in the order they are given, JSON values with every digit; a payload is signed
//! byte for byte. What our own verifier would refuse, a name that stands twice, is not signed.

mod members;

use std::ffi::OsStr;

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::jws;
use jwt_core::jws::HeaderBuilder;
use jwt_core::key::Jwk;
use jwt_core::key::SigningKey;
use serde_json::value::RawValue;

use super::args::ContentArgs;
use super::args::Encoding;
use super::args::Look;
use super::args::SignArgs;
use super::exit::CliError;
use super::exit::Exit;
use super::input::Source;
use super::input::Stdin;
use super::json::Json;
use super::json::object;
use super::output;
use super::output::Style;
use super::supply;
use crate::engine::verdict;
use crate::text::Lang;
use crate::text::cli as words;

/// Makes a token and prints it.
pub(super) fn run(
    args: &SignArgs,
    look: &Look,
    style: &Style,
    now: NumericDate,
) -> Result<Exit, CliError> {
    if look.ndjson {
        return Err(CliError::Words(words::SIGN_NDJSON));
    }
    let mut stdin = Stdin::default();
    let payload = match &args.content.payload {
        Some(payload) => payload_bytes(payload, &mut stdin)?,
        None => members::claims(&args.content, style, now)?.into_bytes(),
    };
    let key = key(args, &mut stdin, style)?;
    let header = header(&args.content, style.lang)?;
    let token = jws::sign(&key, &header, &payload)?;
    let text = if look.json {
        let json = object([
            ("schema", Json::text("jwt-tui.sign/1")),
            ("token", Json::text(token)),
            ("alg", Json::text(key.algorithm().as_str())),
            ("kid", Json::maybe(key.key_id(), Json::text)),
        ]);
        json.pretty()
    } else {
        token
    };
    output::print(&format!("{text}\n"))?;
    Ok(Exit::Holds)
}

/// Takes the payload exactly as it is: the argument, a file or stdin.
fn payload_bytes(argument: &OsStr, stdin: &mut Stdin) -> Result<Vec<u8>, CliError> {
    let source = match Source::of_input(argument) {
        Source::Clipboard | Source::Env(_) => Source::Argument(argument.to_owned()),
        other => other,
    };
    Ok(source.read(stdin)?.to_vec())
}

/// Chooses the one key and binds it.
fn key(args: &SignArgs, stdin: &mut Stdin, style: &Style) -> Result<SigningKey, CliError> {
    if args.keys.secret_encoding == Encoding::Auto {
        return Err(CliError::Words(words::AUTO_SIGNS_NOTHING));
    }
    let Some(supply) = supply::gather(&args.keys, stdin, style)? else {
        return Err(CliError::NoKey(words::NO_SIGNING_KEY.of(style.lang).to_owned()));
    };
    let jwk = choose(&supply.keys.keys, args.content.kid.as_deref(), style.lang)?;
    let algorithm = args.alg.or_else(|| usual(jwk));
    let is_named = args.alg.is_some() || jwk.algorithm_name().is_some();
    if let Some(algorithm) = algorithm.filter(|_| !is_named && jwk.algorithms().len() > 1) {
        style.note(&words::ALGORITHM_TAKEN.with(style.lang, &[&algorithm]));
    }
    let key = verdict::signing_key(jwk, algorithm, supply.keys.weak_secrets_allowed)
        .map_err(|source| CliError::Key { what: supply.keys.source.clone(), source })?;
    let minimum = key.algorithm().hash().map_or(0, |hash| hash.octets().saturating_mul(8));
    if jwk.key_type() == jwt_core::key::KeyType::Oct && jwk.bits() < minimum {
        let algorithm = key.algorithm();
        style.warn(&words::WEAK_SIGNING.with(style.lang, &[&jwk.bits(), &algorithm, &minimum]));
    }
    Ok(match &args.content.kid {
        Some(kid) => key.with_key_id(kid),
        None => key,
    })
}

fn choose<'k>(keys: &'k [Jwk], kid: Option<&str>, lang: Lang) -> Result<&'k Jwk, CliError> {
    if let [only] = keys {
        return Ok(only);
    }
    let named: Vec<&Jwk> = keys.iter().filter(|jwk| jwk.key_id() == kid).collect();
    match (kid, named.as_slice()) {
        (Some(_), [only]) => Ok(only),
        (Some(kid), []) => Err(CliError::NoKey(
            words::KID_NONE.with(lang, &[&keys.len(), &format_args!("{kid:?}")]),
        )),
        (Some(kid), many) => Err(CliError::NoKey(
            words::KID_MANY.with(lang, &[&many.len(), &format_args!("{kid:?}")]),
        )),
        (None, _) => {
            let names: Vec<_> = keys.iter().filter_map(Jwk::key_id).take(5).collect();
            Err(CliError::NoKey(words::KEYS_MANY.with(lang, &[&keys.len(), &names.join(", ")])))
        }
    }
}

/// The algorithm that most people mean with such a key (RFC 9864 for Ed25519).
fn usual(jwk: &Jwk) -> Option<Algorithm> {
    let served = jwk.algorithms();
    if served.contains(&Algorithm::Ed25519) {
        return Some(Algorithm::Ed25519);
    }
    served.first().copied()
}

fn header(args: &ContentArgs, lang: Lang) -> Result<HeaderBuilder, CliError> {
    let mut header = HeaderBuilder::new();
    let named =
        args.header.iter().any(|one| members::split(one).is_some_and(|(name, ..)| name == "typ"));
    match args.typ.as_deref() {
        Some("none") => {}
        Some(typ) => header = header.typ(typ),
        None if args.payload.is_none() && !named => header = header.typ("JWT"),
        None => {}
    }
    for parameter in &args.header {
        if parameter.trim_start().starts_with('{') {
            let object = members::json_object("--header", parameter, lang)?;
            for member in &object.members {
                header = add(header, &member.name, member.value.to_text(parameter), lang)?;
            }
            continue;
        }
        let (name, value) = members::member("--header", parameter, lang)?;
        header = add(header, &name, &value, lang)?;
    }
    Ok(header)
}

fn add(
    header: HeaderBuilder,
    name: &str,
    value: &str,
    lang: Lang,
) -> Result<HeaderBuilder, CliError> {
    // A JSON object may set typ in place of the usual one.
    if name == "typ" && header.has("typ") {
        let text = RawValue::from_string(value.to_owned()).ok();
        let typ = text.and_then(|raw| serde_json::from_str::<String>(raw.get()).ok());
        if let Some(typ) = typ {
            return Ok(header.typ(&typ));
        }
    }
    let raw = RawValue::from_string(value.to_owned()).map_err(|_| {
        CliError::usage(words::HEADER_NO_JSON.with(lang, &[&format_args!("{name:?}")]))
    })?;
    Ok(header.member(name, &raw)?)
}
