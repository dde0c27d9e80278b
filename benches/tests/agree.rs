//! Other JWT libraries as oracles: what one side signs, the other verifies, and both refuse alike.
//!
//! For each algorithm, a thousand random tokens go each way to every library that has it, and claims
//! come out as they went in. Then a thousand tokens that are a step away from a good one: what ours
//! accepts, theirs must accept. Where the two part, either way, `agree/partings.rs` has the difference
//! with its rule; an unlisted one fails, and so does an entry that no longer occurs.
//!
//! That what is timed is the same work for all is proved case by case in `agree/timed.rs`.
//!
//! The seed is fixed and printed; `JWT_AGREE_SEED=7 cargo test -p benches --test agree` takes another.
//! ES512 has no second library here, and neither writes `Ed25519` as `alg`.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

#[path = "common/contenders.rs"]
mod contenders;
#[path = "agree/libraries.rs"]
mod libraries;
#[path = "agree/mutation.rs"]
mod mutation;
#[path = "agree/partings.rs"]
mod partings;
#[path = "agree/random.rs"]
mod random;
#[path = "agree/timed.rs"]
mod timed;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jwt_core::Algorithm;
use jwt_core::jwt;
use jwt_core::jwt::Verifier;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use serde_json::Value;

use crate::libraries::Library;
use crate::partings::PARTINGS;
use crate::random::NOW;
use crate::random::Random;

const ROUNDS: usize = 1000;

/// How ours and a library part on a token.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Parting {
    /// Ours accepts it, theirs does not.
    OnlyOurs,
    /// Theirs accepts it, ours does not.
    OnlyTheirs,
    /// Both accept it and read other claims.
    OtherClaims,
}

/// One RSA key for every algorithm: making one takes long.
static RSA: LazyLock<String> = LazyLock::new(|| {
    let key = SigningKey::generate(Algorithm::Rs256).unwrap();
    key.jwk().to_pem().unwrap().to_string()
});

fn key(algorithm: Algorithm) -> SigningKey {
    if algorithm.as_str().starts_with(['R', 'P']) {
        return SigningKey::from_pem(algorithm, RSA.as_str()).unwrap();
    }
    SigningKey::generate(algorithm).unwrap()
}

fn seed(algorithm: Algorithm) -> u64 {
    let seed = std::env::var("JWT_AGREE_SEED").map_or(8725, |text| text.parse().unwrap());
    println!("{algorithm}: JWT_AGREE_SEED={seed}");
    seed
}

/// Ours, as a service would call it; the claims as one JSON value.
fn ours(verifier: &Verifier<VerifyingKey>, token: &[u8]) -> Result<Value, &'static str> {
    let verified = verifier.verify(token, NOW).map_err(|error| error.code())?;
    // Claims keep a number as it is written, which not every value type can hold.
    Ok(serde_json::to_value(verified.claims()).unwrap_or_else(|error| error.to_string().into()))
}

/// Everything that is claimed about one algorithm.
fn agree(algorithm: Algorithm) {
    let key = key(algorithm);
    let verifier = Verifier::new(key.verifying_key()).allow_any_audience();
    let libraries = libraries::all(&key);
    let names: Vec<_> = libraries.iter().map(|library| library.name).collect();
    assert_eq!(names, expected(algorithm), "{algorithm}");
    let mut random = Random::new(seed(algorithm));
    let mut good = Vec::new();
    for _ in 0..ROUNDS {
        good.push(both_ways(&mut random, &key, &verifier, &libraries));
    }
    let mut tokens = mutation::signed_anew(&key);
    while tokens.len() < ROUNDS {
        let token = &good[random.below(good.len())];
        tokens.push(mutation::mutate(&mut random, &key, token));
    }
    let mut partings = BTreeMap::new();
    let mut accepted = 0;
    for (mutation, token) in tokens {
        let ours = ours(&verifier, &token);
        accepted += usize::from(ours.is_ok());
        for library in &libraries {
            if let Some((parting, why)) = parting(&ours, library, &token) {
                partings.insert((library.name, mutation, parting), why);
            }
        }
    }
    println!("{algorithm}: of {ROUNDS} mutated tokens ours accepted {accepted}");
    assert!(accepted > 0 && accepted < ROUNDS, "the mutations are all of one kind");
    compare(algorithm, &libraries, &partings);
}

/// The libraries that have an algorithm: one that is no longer asked would leave nothing to notice.
const fn expected(algorithm: Algorithm) -> &'static [&'static str] {
    match algorithm {
        Algorithm::Ed25519
        | Algorithm::Es256k
        | Algorithm::MlDsa44
        | Algorithm::MlDsa65
        | Algorithm::MlDsa87 => &["jwt-simple"],
        _ => &["jsonwebtoken", "jwt-simple"],
    }
}

/// Asks a library about a token that ours has answered.
fn parting(
    ours: &Result<Value, &'static str>,
    library: &Library,
    token: &[u8],
) -> Option<(Parting, String)> {
    // Theirs take text; what is no UTF-8 is no token for them.
    let theirs = match core::str::from_utf8(token) {
        Ok(text) => (library.verify)(text),
        Err(error) => Err(error.to_string()),
    };
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) if *ours == theirs => None,
        (Ok(ours), Ok(theirs)) => Some((Parting::OtherClaims, format!("{ours} or {theirs}"))),
        (Ok(_), Err(why)) => Some((Parting::OnlyOurs, why)),
        (Err(code), Ok(_)) => Some((Parting::OnlyTheirs, (*code).to_owned())),
        (Err(_), Err(_)) => None,
    }
}

/// Holds what was seen against what is written down, both ways.
fn compare(
    algorithm: Algorithm,
    libraries: &[Library],
    seen: &BTreeMap<(&str, &str, Parting), String>,
) {
    let listed = |one: &(&str, &str, Parting)| {
        PARTINGS
            .iter()
            .any(|(library, mutation, parting, _)| (*library, *mutation, *parting) == *one)
    };
    let unlisted: Vec<_> = seen.iter().filter(|(one, _)| !listed(one)).collect();
    assert!(unlisted.is_empty(), "{algorithm}: {unlisted:#?}");
    for (library, mutation, parting, _) in PARTINGS {
        let here = libraries.iter().any(|one| one.name == *library);
        let always = *mutation != "the other s" || algorithm == Algorithm::Es256k;
        let seen = seen.contains_key(&(*library, *mutation, *parting));
        assert!(seen || !(here && always), "{algorithm}: no longer so: {library}, {mutation}");
    }
}

/// One random token each way for every library; gives ours.
fn both_ways(
    random: &mut Random,
    key: &SigningKey,
    verifier: &Verifier<VerifyingKey>,
    libraries: &[Library],
) -> String {
    let (kid, claims) = (random.text(), random.claims());
    let token = jwt::sign(&key.clone().with_key_id(&*kid), &claims).unwrap();
    let claims = Value::Object(claims);
    for Library { name, sign, verify } in libraries {
        let theirs = verify(&token).unwrap_or_else(|why| panic!("{name} refuses {token}: {why}"));
        assert_eq!(theirs, claims, "{name} reads {token}");
        if let Some(sign) = sign {
            let token = sign(&kid, claims.as_object().unwrap());
            let verified = verifier.verify(&token, NOW);
            let verified =
                verified.unwrap_or_else(|why| panic!("ours refuses {token} of {name}: {why}"));
            assert_eq!(verified.header().key_id(), Some(&*kid), "{token}");
            let ours = serde_json::to_value(verified.claims()).unwrap();
            assert_eq!(ours, claims, "ours reads {token} of {name}");
        }
    }
    token
}

#[test]
fn hs256() {
    agree(Algorithm::Hs256);
}

#[test]
fn hs384() {
    agree(Algorithm::Hs384);
}

#[test]
fn hs512() {
    agree(Algorithm::Hs512);
}

#[test]
fn rs256() {
    agree(Algorithm::Rs256);
}

#[test]
fn rs384() {
    agree(Algorithm::Rs384);
}

#[test]
fn rs512() {
    agree(Algorithm::Rs512);
}

#[test]
fn ps256() {
    agree(Algorithm::Ps256);
}

#[test]
fn ps384() {
    agree(Algorithm::Ps384);
}

#[test]
fn ps512() {
    agree(Algorithm::Ps512);
}

#[test]
fn es256() {
    agree(Algorithm::Es256);
}

#[test]
fn es384() {
    agree(Algorithm::Es384);
}

#[test]
fn es256k() {
    agree(Algorithm::Es256k);
}

#[test]
fn eddsa() {
    agree(Algorithm::EdDsa);
}

#[test]
fn ed25519() {
    agree(Algorithm::Ed25519);
}

#[test]
fn ml_dsa_44() {
    agree(Algorithm::MlDsa44);
}

#[test]
fn ml_dsa_65() {
    agree(Algorithm::MlDsa65);
}

#[test]
fn ml_dsa_87() {
    agree(Algorithm::MlDsa87);
}
