//! `jwt-tui key`: make, show, convert, publish and identify keys.
//!
//! What `show` prints never holds a private part. Files are written readable by their owner alone and
//! replace nothing unless they are told to.

use std::io;
use std::path::Path;

use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::KeyError;
use jwt_core::key::KeyType;
use jwt_core::key::SigningKey;
use unicode_width::UnicodeWidthStr;
use zeroize::Zeroizing;

use super::args::GenArgs;
use super::args::KeyCommand;
use super::args::Look;
use super::args::OutArgs;
use super::exit::CliError;
use super::exit::Exit;
use super::input::Source;
use super::input::Stdin;
use super::json::Json;
use super::json::object;
use super::output;
use super::output::Role;
use super::output::Style;
use super::supply;
use crate::engine::sanitize::visible;
use crate::keys::file;
use crate::keys::form::Written;
use crate::keys::load::LoadedKeys;
use crate::text::Lang;
use crate::text::cli as words;
use crate::text::messages;

/// Runs one of the commands on keys.
pub(super) fn run(command: &KeyCommand, look: &Look, style: &Style) -> Result<Exit, CliError> {
    let prints_json = matches!(command, KeyCommand::Show(_));
    if look.ndjson || (look.json && !prints_json) {
        return Err(CliError::Words(words::KEY_JSON));
    }
    match command {
        KeyCommand::Convert(args) => {
            let loaded = read(&args.file)?;
            let named = || Written::of_file(args.out.out.as_deref()?);
            let form = args.to.or_else(named).ok_or(CliError::Words(words::NO_FORM))?;
            let text = written(&loaded.keys, form, &args.file, style.lang)?;
            put(&text, &args.out)?;
        }
        KeyCommand::Gen(args) => generate(args, style.lang)?,
        KeyCommand::Public(args) => {
            let loaded = read(&args.file)?;
            let public: Vec<Jwk> = loaded.keys.iter().filter_map(Jwk::public).collect();
            let left_out = loaded.keys.len().saturating_sub(public.len());
            if public.is_empty() {
                let place = args.file.display();
                return Err(CliError::NoKey(words::NO_PUBLIC.with(style.lang, &[&place])));
            }
            if left_out > 0 {
                style.note(&words::NO_PUBLIC_LEFT_OUT.with(style.lang, &[&left_out]));
            }
            let named = || Written::of_file(args.out.out.as_deref()?);
            let form = args.to.or_else(named).unwrap_or(match loaded.kind {
                "JWK" => Written::Jwk,
                "JWK Set" => Written::JwkSet,
                _ => Written::Pem,
            });
            put(&written(&public, form, &args.file, style.lang)?, &args.out)?;
        }
        KeyCommand::Show(args) => {
            let loaded = read(&args.file)?;
            let text = if look.json {
                let json = object([
                    ("schema", Json::text("jwt-tui.key/1")),
                    ("form", Json::text(loaded.kind)),
                    ("keys", Json::List(loaded.keys.iter().map(described).collect())),
                    ("skipped", Json::List(loaded.skipped.iter().map(Json::text).collect())),
                ]);
                format!("{}\n", json.pretty())
            } else {
                shown(&loaded, style)
            };
            output::print(&text)?;
        }
        KeyCommand::Thumbprint(args) => {
            let loaded = read(&args.file)?;
            if loaded.keys.iter().any(|jwk| jwk.key_type() == KeyType::Oct) {
                style.warn(words::SECRET_THUMBPRINT.of(style.lang));
            }
            let lines: Vec<_> = loaded.keys.iter().map(|jwk| jwk.thumbprint() + "\n").collect();
            output::print(&lines.concat())?;
        }
    }
    Ok(Exit::Holds)
}

fn read(path: &Path) -> Result<LoadedKeys, CliError> {
    supply::load_file(&Source::of_file(path), &mut Stdin::default())
}

fn generate(args: &GenArgs, lang: Lang) -> Result<(), CliError> {
    let refused = |source| CliError::Key { what: format!("key gen {}", args.algorithm), source };
    let mut key = SigningKey::generate(args.algorithm).map_err(refused)?;
    if let Some(kid) = &args.kid {
        key = key.with_key_id(kid);
    }
    let text = written(core::slice::from_ref(key.jwk()), args.to, Path::new("the new key"), lang)?;
    put(&text, &args.out)
}

/// Writes keys in one form, private parts included.
fn written(
    keys: &[Jwk],
    form: Written,
    path: &Path,
    lang: Lang,
) -> Result<Zeroizing<String>, CliError> {
    let what = path.display().to_string();
    let refused = |source: KeyError| CliError::Key { what: what.clone(), source };
    let mut text = match (form, keys) {
        (Written::JwkSet, _) => JwkSet { keys: keys.to_vec(), skipped: Vec::new() }.to_json(),
        (Written::Jwk, [only]) => only.to_json(),
        (Written::Jwk, several) => {
            let count = several.len();
            return Err(CliError::NoKey(words::MAKE_A_SET.with(lang, &[&what, &count])));
        }
        (Written::Pem, _) => {
            let mut text = Zeroizing::new(String::new());
            for key in keys {
                text.push_str(&key.to_pem().map_err(refused)?);
            }
            text
        }
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

/// Prints the text, or writes it to the file that was named.
fn put(text: &str, out: &OutArgs) -> Result<(), CliError> {
    match &out.out {
        None => output::print(text).map(|_| ()),
        Some(path) => write_private(path, text, out.force)
            .map_err(|source| CliError::Io { what: path.display().to_string(), source }),
    }
}

/// Writes a file for its owner alone; says which flag replaces one.
fn write_private(path: &Path, text: &str, replace: bool) -> io::Result<()> {
    file::write_private(path, text.as_bytes(), replace).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists if !replace => {
            io::Error::new(error.kind(), "there is such a file already; --force replaces it")
        }
        _ => error,
    })
}

fn shown(loaded: &LoadedKeys, style: &Style) -> String {
    let lang = style.lang;
    let mut lines = Vec::new();
    for (index, jwk) in loaded.keys.iter().enumerate() {
        if loaded.keys.len() > 1 {
            let place = index.saturating_add(1);
            lines.push(
                style.paint(
                    Role::Title,
                    &words::KEY_TITLE.with(lang, &[&place, &loaded.keys.len()]),
                ),
            );
        }
        let mut row = |name: &str, value: &str| {
            let name = words::named(lang, name);
            let gap = 11_usize.saturating_sub(name.width());
            lines.push(format!("{name}{:gap$} {}", "", visible(value)));
        };
        row("form", loaded.kind);
        row("key", &words::KEY_SIZE.with(lang, &[&jwk.key_type(), &jwk.bits()]));
        let private = if jwk.is_private() { words::PRIVATE_YES } else { words::PRIVATE_NO };
        row("private", private.of(lang));
        for (name, value) in
            [("kid", jwk.key_id()), ("alg", jwk.algorithm_name()), ("use", jwk.public_key_use())]
        {
            row(name, value.unwrap_or("-"));
        }
        if let Some(operations) = jwk.key_operations() {
            row("key_ops", &operations.join(", "));
        }
        let algorithms: Vec<_> = jwk.algorithms().iter().map(|one| one.as_str()).collect();
        row("serves", &algorithms.join(", "));
        if jwk.key_type() != KeyType::Oct {
            row("thumbprint", &jwk.thumbprint());
        }
    }
    for skipped in &loaded.skipped {
        let skipped = messages::say(lang, skipped);
        let words = words::SKIPPED_KEY.with(lang, &[&visible(&skipped)]);
        lines.push(format!("{} {words}", style.warning_mark()));
    }
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn described(jwk: &Jwk) -> Json {
    let kind = jwk.key_type();
    let algorithms = jwk.algorithms().iter().map(|one| Json::text(one.as_str())).collect();
    let operations = |list: &[String]| Json::List(list.iter().map(Json::text).collect());
    let thumbprint = (kind != KeyType::Oct).then(|| jwk.thumbprint());
    object([
        ("kty", Json::text(kind.kty())),
        ("crv", Json::maybe(kind.crv(), Json::text)),
        ("bits", Json::number(jwk.bits())),
        ("private", Json::Bool(jwk.is_private())),
        ("kid", Json::maybe(jwk.key_id(), Json::text)),
        ("alg", Json::maybe(jwk.algorithm_name(), Json::text)),
        ("use", Json::maybe(jwk.public_key_use(), Json::text)),
        ("key_ops", Json::maybe(jwk.key_operations(), operations)),
        ("serves", Json::List(algorithms)),
        ("thumbprint", Json::maybe(thumbprint, Json::text)),
    ])
}
