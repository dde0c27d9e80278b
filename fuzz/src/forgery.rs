//! Tokens that began as good ones: signed with the keys of this package, then tampered with.
//!
//! The input is read as a list of decisions: which algorithm, what stands in header and claims, what
//! is signed, whose signature is put on it, and which octets of the finished text are changed. Every
//! input is a forgery, the empty one a plain good token.

use std::collections::BTreeSet;

use jwt_core::Algorithm;
use jwt_core::base64url;
use libfuzzer_sys::arbitrary::Result;
use libfuzzer_sys::arbitrary::Unstructured;

use crate::ring;

/// The time at which tokens are checked.
pub const NOW: u64 = 1_700_000_000;

/// A token and what was signed on the way to it.
pub struct Forgery {
    /// The text.
    pub token: Vec<u8>,
    /// The algorithm, and so the key, that signed.
    pub algorithm: Algorithm,
    /// The signing input that was signed, if any was with the key of its algorithm.
    pub signed: Option<String>,
    /// What was done to the token, read off what came of it; nothing for a good one.
    pub deeds: BTreeSet<Deed>,
}

/// What a forger did.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Deed {
    /// The name `alg` stands with an escape or in other letters.
    AlgorithmRespelt,
    /// The header has `b64`.
    B64,
    /// An HMAC under the text of the public key stands for the signature.
    Confused,
    /// The header has `crit`.
    Crit,
    /// A name occurs twice in header or claims, as it is or with an escape.
    Duplicate,
    /// A member of header or claims is another than in the good token.
    Edited,
    /// The name `exp` stands with an escape or in other letters.
    ExpirationRespelt,
    /// The signature is that of the good token, and header or claims are not.
    Spliced,
    /// Octets of the finished text were changed.
    Tampered,
    /// No signature stands there, or zeros.
    Unsigned,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::AlgorithmRespelt,
        Self::B64,
        Self::Confused,
        Self::Crit,
        Self::Duplicate,
        Self::Edited,
        Self::ExpirationRespelt,
        Self::Spliced,
        Self::Tampered,
        Self::Unsigned,
    ];
}

impl Forgery {
    /// Makes a token with one of these algorithms from the octets of a fuzzer.
    pub fn of(input: &[u8], algorithms: &[Algorithm]) -> Self {
        let mut choices = Unstructured::new(input);
        let algorithm = choices.choose(algorithms).copied().unwrap_or(algorithms[0]);
        let mut forgery =
            Self { token: Vec::new(), algorithm, signed: None, deeds: BTreeSet::new() };
        // Choices that have run out are no failure: the rest of them is the first of each kind.
        forgery.write(&mut choices).expect("there is something to choose from");
        forgery
    }

    /// Signs octets as they are under HS256: the first line is the header, or a plain one when it is
    /// empty, and the rest is the payload, which is given back.
    pub fn of_lines(input: &[u8]) -> (Self, &[u8]) {
        let end = input.iter().position(|octet| *octet == b'\n').unwrap_or(0);
        let (header, payload) = input.split_at(end);
        let payload = payload.strip_prefix(b"\n").unwrap_or(payload);
        let header = if header.is_empty() { br#"{"alg":"HS256"}"# } else { header };
        let text = format!("{}.{}", base64url::encode(header), base64url::encode(payload));
        let signature = base64url::encode(ring::sign(Algorithm::Hs256, &text));
        let token = format!("{text}.{signature}").into_bytes();
        let deeds = BTreeSet::from([Deed::Edited]);
        (Self { token, algorithm: Algorithm::Hs256, signed: Some(text), deeds }, payload)
    }

    /// Tells whether nothing was done: such a token must be accepted.
    pub fn is_good(&self) -> bool {
        self.deeds.is_empty()
    }

    fn write(&mut self, choices: &mut Unstructured<'_>) -> Result<()> {
        let name = format!("\"{}\"", self.algorithm);
        let mut header = vec![("alg".to_owned(), name), ("typ".to_owned(), "\"JWT\"".to_owned())];
        let mut claims = vec![
            ("sub".to_owned(), "\"alice\"".to_owned()),
            ("exp".to_owned(), "1700000600".to_owned()),
        ];
        let good = signing_input(&header, &claims);
        for _ in 0..choices.int_in_range(0..=6)? {
            edit(choices, &mut header, HEADER)?;
        }
        for _ in 0..choices.int_in_range(0..=6)? {
            edit(choices, &mut claims, CLAIMS)?;
        }
        let text = signing_input(&header, &claims);
        self.note_edits(&header, &claims);
        self.note(Deed::Edited, text != good);
        let signed = match choices.int_in_range(0..=5)? {
            2 => Some(good),
            3..=5 => None,
            _ => Some(text.clone()),
        };
        self.note(Deed::Spliced, signed.as_ref().is_some_and(|signed| *signed != text));
        let (deed, signature) = match (&signed, choices.int_in_range(0..=2)?) {
            (Some(signed), _) => (None, ring::sign(self.algorithm, signed)),
            (None, 0) => (Some(Deed::Unsigned), Vec::new()),
            (None, 1) => (Some(Deed::Unsigned), vec![0; 64]),
            (None, _) => (Some(Deed::Confused), ring::sign_confused(self.algorithm, &text)),
        };
        self.deeds.extend(deed);
        self.signed = signed;
        let whole = format!("{text}.{}", base64url::encode(signature)).into_bytes();
        self.token.clone_from(&whole);
        for _ in 0..choices.int_in_range(0..=4)? {
            tamper(choices, &mut self.token)?;
        }
        self.note(Deed::Tampered, self.token != whole);
        Ok(())
    }

    fn note(&mut self, deed: Deed, done: bool) {
        self.deeds.extend(done.then_some(deed));
    }

    fn note_edits(&mut self, header: &Members, claims: &Members) {
        let has = |members: &Members, names: &[&str]| {
            members.iter().any(|(name, _)| names.contains(&name.as_str()))
        };
        let plain =
            |(name, _): &(String, String)| name.replace("\\u0061", "a").replace("\\u0065", "e");
        let twice = |members: &Members| {
            members.iter().map(plain).collect::<BTreeSet<_>>().len() < members.len()
        };
        self.note(Deed::AlgorithmRespelt, has(header, &["\\u0061lg", "Alg"]));
        self.note(Deed::B64, has(header, &["b64"]));
        self.note(Deed::Crit, has(header, &["crit"]));
        self.note(Deed::Duplicate, twice(header) || twice(claims));
        self.note(Deed::ExpirationRespelt, has(claims, &["\\u0065xp", "Exp"]));
    }
}

type Members = Vec<(String, String)>;

/// Sets, removes, repeats or respells a member of an object that is being written.
fn edit(choices: &mut Unstructured<'_>, members: &mut Members, names: &[&str]) -> Result<()> {
    let place = choices.choose_index(members.len() + 1)?;
    let name = match choices.int_in_range(0..=9)? {
        0 => choices.arbitrary::<String>()?,
        _ => (*choices.choose(names)?).to_owned(),
    };
    let value = match choices.int_in_range(0..=9)? {
        0 => choices.arbitrary::<String>()?,
        1 => format!("\"{}\"", choices.arbitrary::<String>()?),
        2 => choices.arbitrary::<i64>()?.to_string(),
        3 => (NOW as i64 + i64::from(choices.arbitrary::<i8>()?)).to_string(),
        4 => format!("\"{}\"", choices.choose(Algorithm::ALL)?),
        _ => (*choices.choose(VALUES)?).to_owned(),
    };
    match (choices.int_in_range(0..=4)?, members.get_mut(place)) {
        (0, Some(_)) => drop(members.remove(place)),
        (1, Some(member)) => member.1 = value,
        (2, Some(member)) => member.0 = name,
        _ => members.insert(place, (name, value)),
    }
    Ok(())
}

/// Changes the text in one place.
fn tamper(choices: &mut Unstructured<'_>, token: &mut Vec<u8>) -> Result<()> {
    let place = choices.choose_index(token.len() + 1)?;
    let octet = *choices.choose(b"ABQgw_-.=+/ \n\0\xff{")?;
    match choices.int_in_range(0..=4)? {
        0 => token.insert(place, octet),
        1 => token.truncate(place),
        2 => token.rotate_left(place),
        _ if place == token.len() => token.push(octet),
        3 => drop(token.remove(place)),
        _ => token[place] = octet,
    }
    Ok(())
}

fn signing_input(header: &Members, claims: &Members) -> String {
    let [header, claims] = [header, claims].map(|members| base64url::encode(object(members)));
    format!("{header}.{claims}")
}

/// Writes an object; names and values are text as it is, so that they may break it.
fn object(members: &Members) -> String {
    let members: Vec<_> =
        members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", members.join(","))
}

const HEADER: &[&str] = &[
    "alg",
    "b64",
    "crit",
    "cty",
    "enc",
    "jku",
    "jwk",
    "kid",
    "typ",
    "x5c",
    "x5t",
    "x5u",
    "zip",
    "\\u0061lg",
    "Alg",
    "x",
];

const CLAIMS: &[&str] = &["aud", "exp", "iat", "iss", "jti", "nbf", "sub", "\\u0065xp", "Exp", "x"];

const VALUES: &[&str] = &[
    "true",
    "false",
    "null",
    "0",
    "-1",
    "1e3",
    "1.7e9",
    "1700000000.5",
    "1e999",
    "{}",
    "[]",
    "\"\"",
    "[\"b64\"]",
    "[\"x\"]",
    "[\"b64\",\"b64\"]",
    "[\"exp\"]",
    "[1]",
    "\"none\"",
    "\"nOnE\"",
    "\"JWT\"",
    "\"at+jwt\"",
    "\"\\ud800\"",
    "{\"a\":1,\"a\":2}",
    "[[[[[[[[]]]]]]]]",
    "{\"kty\":\"oct\",\"k\":\"AA\"}",
    " 1 ",
    "1}",
    "1,\"alg\":\"none\"",
];
