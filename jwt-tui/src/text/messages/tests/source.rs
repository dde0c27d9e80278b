//! Reads the source of the library: each text in it that could be a sentence must be known here.

#![expect(clippy::arithmetic_side_effects, clippy::string_slice, reason = "a panic fails the test")]

use super::*;

/// Texts of the source that no person is told, or that are the same in every language.
const NOT_SAID: &[&str] = &[
    // Debug and Display of values.
    "{}: {} at {:?}",
    "{:?} at {:?}",
    "{:?}: {:?}",
    "{} ({})",
    "{} {set}",
    "{} {curve}",
    "{} {expected}",
    "{0}",
    "{container}: {problem}",
    "{name}: {problem}",
    "AKP {}",
    "EC {}",
    "OKP {}",
    "payload, protected, header, signature",
    "jwk: {0}",
    "128 to 1024",
    "signatures[{}]: {}",
    " {name:?}",
    " {span:?}",
    // Names of kinds of keys, in a list.
    "OKP Ed25519",
    // For builds without a family of algorithms, of which this is none.
    ", for which {which} of jwt-core must be on",
    "the feature {one}",
    "one of the features {} or {last}",
    "no key at all",
    // A reason to look closer, which nobody is told.
    "the type needs a closer look",
    // What is looked for in foreign text, and labels of PEM.
    " at line ",
    "control character",
    "missing field `",
    "BEGIN SSH2 PUBLIC KEY",
    "JWK Set",
    "-----BEGIN ",
    "-----END {label}-----",
    "Bearer ",
    "EC PARAMETERS",
    "ENCRYPTED PRIVATE KEY",
    "X509 CERTIFICATE",
    "EC PRIVATE KEY",
    "PRIVATE KEY",
    "PUBLIC KEY",
    "RSA PRIVATE KEY",
    "RSA PUBLIC KEY",
    "OPENSSH PRIVATE KEY",
];

/// Pieces that never stand alone, each with a sentence that it ends.
const PIECES: &[(&str, &str)] = &[
    ("expected {}, found {found}{}", "expected RSA, EC, OKP Ed25519, AKP ML-DSA or oct, found 7"),
    (" of DER", "ES256 signatures have 64 octets, found 71 of DER"),
    (" the token's kid {key_id:?}", "no key fits the token's kid \"x\""),
    (" if it is there", "azp must be \"x\" if it is there"),
    ("azp must be {}{unless}", "azp must be \"x\""),
    (" or missing", "typ must be JWT or missing"),
    ("typ must be {}{missing}", "typ must be JWT"),
    (" or nothing", "typ: expected \"at+jwt\" or nothing, found \"x\""),
    (
        ": it has no {field}",
        "the claims do not fit the type asked for, at line 7 column 7 of the payload: it has no x5t",
    ),
    ("nonce: {}", "nonce: is missing"),
    (": it is empty", "no key of the set can verify a signature: it is empty"),
    (
        "; the first: {reason}",
        "no key of the set can verify a signature; the first: the HMAC secret is empty",
    ),
    ("{one} or {other}", "\"x\" or \"x\""),
    ("{what} is missing", "PEM: the BEGIN line is missing"),
    ("crit {problem}{}", "crit names a parameter twice: \"x\""),
    ("{kind} at byte {offset}", "no value at byte 7"),
    (
        "the claims do not fit the type asked for, at line {line} column {column} of the payload{}",
        "the claims do not fit the type asked for, at line 7 column 7 of the payload",
    ),
    ("no key of the set can verify a signature{}", "no key of the set can verify a signature"),
    ("no key fits{}", "no key fits"),
    (
        "{algorithm} signatures have {expected} octets, found {found}{form}",
        "RS256 signatures have 128 to 1024 octets, found 7",
    ),
    ("{found} octets{form}", "71 octets of DER"),
    ("{found} segment{}", "2 segments"),
];

/// The same for the engine.
const ENGINE_PIECES: &[(&str, &str)] = &[
    ("signature holds, expired since {date}", "signature holds, expired since 7 (7s ago)"),
    ("signature holds, not valid before {date}", "signature holds, not valid before 7 (in 7s)"),
    ("{message}; the keys given have kid {}{more}", "no key fits; the keys given have kid \"x\""),
    (
        "the JWK Set holds no usable key{}",
        "the JWK Set holds no usable key: the HMAC secret is empty",
    ),
    ("key {} (kid {kid:?}): {}", "key 7 (kid \"x\"): the HMAC secret is empty"),
    ("key {}: {}", "key 7: the HMAC secret is empty"),
];

#[test]
fn every_sentence_in_the_source_of_the_library_has_its_korean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../jwt-core/src");
    let mut sentences = Vec::new();
    for file in sources(&root) {
        // The steps of a trace are lessons of their own, told on the screen that shows them.
        if file.ends_with("trace.rs") || file.components().any(|part| part.as_os_str() == "trace") {
            continue;
        }
        // What stands in for a family that is not built in: here, all are.
        if file.ends_with("der_absent.rs") {
            continue;
        }
        let source = fs::read_to_string(&file).expect("the source can be read");
        for text in texts(&source) {
            let piece = PIECES.iter().find(|(piece, _)| *piece == text);
            let whole = piece.map_or_else(|| filled(&text), |(_, whole)| (*whole).to_owned());
            if is_sentence(&whole) && !NOT_SAID.contains(&text.as_str()) {
                sentences.push(whole);
            }
        }
    }
    assert!(sentences.len() > 300, "only {} were found: is the source read?", sentences.len());
    all_are_said(sentences);
}

#[test]
fn every_sentence_in_the_source_of_the_engine_has_its_korean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = sources(&root.join("engine/verdict"));
    let more = ["engine/document.rs", "engine/verdict.rs", "keys/doctor.rs", "keys/load.rs"];
    files.extend(more.map(|name| root.join(name)));
    let mut sentences = Vec::new();
    for file in files {
        let source = fs::read_to_string(&file).expect("the source can be read");
        for text in texts(&source) {
            let piece = ENGINE_PIECES.iter().find(|(piece, _)| *piece == text);
            let whole = piece.map_or_else(|| filled(&text), |(_, whole)| (*whole).to_owned());
            if is_sentence(&whole) && !NOT_SAID.contains(&text.as_str()) {
                sentences.push(whole);
            }
        }
    }
    all_are_said(sentences);
}

#[test]
fn nothing_is_excused_that_is_not_in_the_source() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../jwt-core/src");
    let all: Vec<String> = sources(&root)
        .iter()
        .flat_map(|file| texts(&fs::read_to_string(file).expect("the source can be read")))
        .collect();
    for excused in NOT_SAID.iter().chain(PIECES.iter().map(|(piece, _)| piece)) {
        assert!(all.iter().any(|text| text == excused), "not in the source: {excused}");
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && name != "tests" {
            found.extend(sources(&path));
        } else if name.ends_with(".rs")
            && !matches!(name, "tests.rs" | "properties.rs" | "guide.rs")
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Two words or more, of which one is in lower case: what stands in a sentence.
fn is_sentence(text: &str) -> bool {
    let is_reference = ["RFC ", "OpenID Connect "].iter().any(|start| text.starts_with(start));
    text.contains(' ') && text.chars().any(|letter| letter.is_ascii_lowercase()) && !is_reference
}

/// Puts a value into every hole: a number, or a quoted text where the source asks for quotes.
fn filled(text: &str) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, hole, after)) = next_hole(rest) {
        filled.push_str(before);
        filled.push_str(if hole.ends_with(":?") { "\"x\"" } else { "7" });
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The texts between quotes in a source, up to its tests, without those of explanations.
fn texts(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut texts = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let (before, from) = rest.split_at(at);
        if let Some(comment) = from.strip_prefix("//") {
            rest = comment.split_once('\n').map_or("", |(_, after)| after);
        } else if let Some(after) = from.strip_prefix('/') {
            rest = after;
        } else if from.starts_with('\'') {
            rest = after_character(from);
        } else {
            let hashes = before.len() - before.trim_end_matches('#').len();
            let is_raw = before.trim_end_matches('#').strip_suffix('r').is_some_and(|before| {
                !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
            });
            let (text, after) = if is_raw {
                let end = format!("\"{}", "#".repeat(hashes));
                let (text, after) = from[1..].split_once(&end).expect("a raw text ends");
                (text.to_owned(), after)
            } else {
                unescaped(&from[1..])
            };
            if !is_explained(before) {
                texts.push(text);
            }
            rest = after;
        }
    }
    texts
}

/// Whether a text is a member of an explanation, or the reason of an attribute.
fn is_explained(before: &str) -> bool {
    let before = before.trim_end();
    let members = ["code:", "title:", "meaning:", "remedy:", "section:", "name:", "reason ="];
    members.iter().any(|member| before.ends_with(member))
}

/// Steps over a character in quotes, or over the mark of a lifetime.
fn after_character(from: &str) -> &str {
    let mut letters = from.char_indices().skip(1);
    match (letters.next(), letters.next()) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let after = &from[at + escaped.len_utf8()..];
            after.split_once('\'').map_or("", |(_, after)| after)
        }
        (Some(_), Some((at, '\''))) => &from[at + 1..],
        _ => &from[1..],
    }
}

/// Reads a text up to its closing quote.
fn unescaped(from: &str) -> (String, &str) {
    let mut text = String::new();
    let mut letters = from.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (text, &from[at + 1..]),
            '\\' => match letters.next() {
                Some((_, '\n')) => {
                    while letters.next_if(|(_, letter)| letter.is_whitespace()).is_some() {}
                }
                Some((_, 'n')) => text.push('\n'),
                Some((_, 't')) => text.push('\t'),
                Some((_, other)) => text.push(other),
                None => break,
            },
            other => text.push(other),
        }
    }
    (text, "")
}
