//! What holds for every input: nothing panics, and nothing but the token that was signed verifies.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use core::fmt::Debug;
use core::ops::Range;
use std::sync::LazyLock;
use std::time::Duration;

use jwt_core::Algorithm;
use jwt_core::NumericDate;
use jwt_core::alg::Family;
use jwt_core::base64url;
use jwt_core::inspect;
use jwt_core::inspect::Outcome;
use jwt_core::inspect::Report;
use jwt_core::inspect::State;
use jwt_core::json;
use jwt_core::json::Object;
use jwt_core::jws;
use jwt_core::jws::Caps;
use jwt_core::jws::Compact;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::JsonSigning;
use jwt_core::jws::Policy;
use jwt_core::jwt::Claims;
use jwt_core::jwt::Verifier;
use jwt_core::jwt::VerifyError;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use jwt_core::key::KeyType;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use proptest::collection::vec;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::sample::Index;
use proptest::sample::select;
use proptest::test_runner::Config;
use proptest::test_runner::TestCaseError;
use proptest::test_runner::TestRunner;

const NOW: u64 = 1_700_000_000;
const MUTATIONS: u32 = 10_000;

/// One algorithm, its keys and two tokens, made once.
struct Sample {
    algorithm: Algorithm,
    key: SigningKey,
    verifier: Verifier<VerifyingKey>,
    token: String,
    /// Another good token of the same key, to splice with.
    other: String,
}

static SAMPLES: LazyLock<Vec<Sample>> =
    LazyLock::new(|| Algorithm::ALL.iter().map(|one| Sample::of(*one)).collect());

impl Sample {
    fn of(algorithm: Algorithm) -> Self {
        let key = SigningKey::generate(algorithm).unwrap();
        let claims = Claims::new().with_issuer("joe").with_audience("me");
        let sign = |exp: u64| {
            let header = HeaderBuilder::new().typ("JWT").key_id("one");
            jwt_core::jwt::sign_with(&key, &header, &claims.clone().with_expiration(exp)).unwrap()
        };
        let verifier =
            Verifier::new(key.verifying_key()).issuer("joe").audience("me").leeway(Duration::ZERO);
        let (token, other) = (sign(NOW + 900), sign(NOW + 901));
        Self { algorithm, key, verifier, token, other }
    }

    fn get(algorithm: Algorithm) -> &'static Self {
        SAMPLES.iter().find(|sample| sample.algorithm == algorithm).unwrap()
    }
}

/// Runs a property `cases` times with a fixed seed: a failure comes again.
fn holds<S: Strategy>(
    cases: u32,
    strategy: S,
    property: impl Fn(S::Value) -> Result<(), TestCaseError>,
) where
    S::Value: Debug,
{
    let config = Config {
        cases,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(7519),
        ..Config::default()
    };
    TestRunner::new(config).run(&strategy, property).unwrap();
}

fn ensure(holds: bool, what: impl FnOnce() -> String) -> Result<(), TestCaseError> {
    if holds { Ok(()) } else { Err(TestCaseError::fail(what())) }
}

/// One thing that a hostile or careless hand does to a token.
#[derive(Clone, Debug)]
enum Mutation {
    Delete { at: Index, length: usize },
    Duplicate { at: Index, length: usize },
    DuplicateSegment(usize),
    DropSegment(usize),
    FlipBit { at: Index, bit: u8 },
    Insert { at: Index, octets: Vec<u8> },
    Replace { at: Index, octet: u8 },
    ReplaceInJson { segment: usize, at: Index, octet: u8 },
    Splice(usize),
    Swap { one: Index, other: Index },
    SwapSegments(usize, usize),
    Truncate(Index),
}

fn octet() -> impl Strategy<Value = u8> {
    // Characters that mean something to a parser come as often as all others together.
    let telling = b"ABQgw_-.=+/ \n\r\t\"{}[]:,0\0".to_vec();
    proptest::prop_oneof![any::<u8>(), select(telling)]
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let at = any::<Index>;
    proptest::prop_oneof![
        (at(), 1..9_usize).prop_map(|(at, length)| Mutation::Delete { at, length }),
        (at(), 1..9_usize).prop_map(|(at, length)| Mutation::Duplicate { at, length }),
        (0..3_usize).prop_map(Mutation::DuplicateSegment),
        (0..3_usize).prop_map(Mutation::DropSegment),
        (at(), 0..8_u8).prop_map(|(at, bit)| Mutation::FlipBit { at, bit }),
        (at(), vec(octet(), 1..5)).prop_map(|(at, octets)| Mutation::Insert { at, octets }),
        (at(), octet()).prop_map(|(at, octet)| Mutation::Replace { at, octet }),
        (0..2_usize, at(), octet()).prop_map(|(segment, at, octet)| Mutation::ReplaceInJson {
            segment,
            at,
            octet
        }),
        (0..3_usize).prop_map(Mutation::Splice),
        (at(), at()).prop_map(|(one, other)| Mutation::Swap { one, other }),
        (0..3_usize, 0..3_usize).prop_map(|(one, other)| Mutation::SwapSegments(one, other)),
        at().prop_map(Mutation::Truncate),
    ]
}

impl Mutation {
    fn apply(&self, token: &mut Vec<u8>, other: &str) {
        if token.is_empty() {
            return;
        }
        let length = token.len();
        match self {
            Self::Delete { at, length: count } => {
                let at = at.index(length);
                token.drain(at..(at + count).min(length));
            }
            Self::Duplicate { at, length: count } => {
                let at = at.index(length);
                let copy = token[at..(at + count).min(length)].to_vec();
                token.splice(at..at, copy);
            }
            Self::FlipBit { at, bit } => token[at.index(length)] ^= 1 << bit,
            Self::Insert { at, octets } => {
                let at = at.index(length + 1);
                token.splice(at..at, octets.iter().copied());
            }
            Self::Replace { at, octet } => token[at.index(length)] = *octet,
            Self::Swap { one, other } => token.swap(one.index(length), other.index(length)),
            Self::Truncate(at) => token.truncate(at.index(length)),
            Self::DuplicateSegment(_)
            | Self::DropSegment(_)
            | Self::ReplaceInJson { .. }
            | Self::Splice(_)
            | Self::SwapSegments(..) => self.apply_to_segments(token, other),
        }
    }

    fn apply_to_segments(&self, token: &mut Vec<u8>, other: &str) {
        let mut segments: Vec<Vec<u8>> =
            token.split(|octet| *octet == b'.').map(<[u8]>::to_vec).collect();
        let count = segments.len();
        match self {
            Self::DuplicateSegment(at) => segments.push(segments[at % count].clone()),
            Self::DropSegment(at) => drop(segments.remove(at % count)),
            Self::ReplaceInJson { segment, at, octet } => {
                let segment = &mut segments[segment % count];
                if let Ok(mut octets) = base64url::decode(&*segment)
                    && !octets.is_empty()
                {
                    let at = at.index(octets.len());
                    octets[at] = *octet;
                    *segment = base64url::encode(octets).into_bytes();
                }
            }
            Self::Splice(at) => {
                let from = other.split('.').nth(at % 3).unwrap().as_bytes().to_vec();
                segments[at % count] = from;
            }
            Self::SwapSegments(one, two) => segments.swap(one % count, two % count),
            _ => {}
        }
        *token = segments.join(&b'.');
    }
}

/// Whatever is done to a token, it is the same token or it is refused; looking at it never fails, and
/// what is shown is the verifier's answer.
fn mutations_are_refused(algorithm: Algorithm) {
    let sample = Sample::get(algorithm);
    let now = NumericDate::from_seconds(NOW);
    // The two slow curves and lattices would take most of the time of all.
    let cases = match algorithm.family() {
        Family::MlDsa => MUTATIONS / 4,
        _ if matches!(algorithm, Algorithm::Es384 | Algorithm::Es512) => MUTATIONS / 4,
        _ => MUTATIONS,
    };
    holds(cases, vec(mutation(), 1..4), |mutations| {
        let mut token = sample.token.clone().into_bytes();
        for mutation in &mutations {
            mutation.apply(&mut token, &sample.other);
        }
        // A splice of all three segments is the other token, which is good as well.
        let known = token == sample.token.as_bytes() || token == sample.other.as_bytes();
        let answer = sample.verifier.verify(&token, now);
        let accepted = answer.is_ok();
        ensure(accepted == known, || format!("accepted: {accepted}, {}", token.escape_ascii()))?;
        is_shown(answer.as_ref().err(), &inspect::examine(&token, &sample.verifier, now), &token)
    });
}

/// A report holds the verifier's answer and says nothing else; what it points at lies in the token.
fn is_shown(
    answer: Option<&VerifyError>,
    report: &Report<'_>,
    token: &[u8],
) -> Result<(), TestCaseError> {
    let Outcome::Jwt(told) = &report.outcome else { panic!("a JWT was asked for") };
    ensure(told.as_ref().err() == answer, || format!("{told:?}, not {answer:?}"))?;
    let verdicts = &report.verdicts;
    let failed: Vec<_> = verdicts.iter().filter(|(_, one)| one.state == State::Fail).collect();
    match answer {
        None => ensure(failed.is_empty() && verdicts.signature.state == State::Pass, || {
            format!("accepted, but {verdicts:?}")
        })?,
        Some(error) => {
            ensure(failed.iter().any(|(_, one)| one.code == error.code()), || {
                format!("{error:?}, but {verdicts:?}")
            })?;
            if let VerifyError::Jws(error) = error {
                is_inside(error.span(), token, error)?;
            }
        }
    }
    for (_, verdict) in verdicts.iter() {
        is_inside(verdict.span.clone(), token, verdict)?;
    }
    for finding in &report.inspection.findings {
        is_inside(Some(finding.span.clone()), token, finding)?;
    }
    Ok(())
}

fn is_inside(span: Option<Range<usize>>, text: &[u8], of: &dyn Debug) -> Result<(), TestCaseError> {
    ensure(span.is_none_or(|span| text.get(span).is_some()), || {
        format!("{of:?} points out of {} octets", text.len())
    })
}

#[test]
fn mutated_hs256_is_refused() {
    mutations_are_refused(Algorithm::Hs256);
}

#[test]
fn mutated_hs384_is_refused() {
    mutations_are_refused(Algorithm::Hs384);
}

#[test]
fn mutated_hs512_is_refused() {
    mutations_are_refused(Algorithm::Hs512);
}

#[test]
fn mutated_rs256_is_refused() {
    mutations_are_refused(Algorithm::Rs256);
}

#[test]
fn mutated_rs384_is_refused() {
    mutations_are_refused(Algorithm::Rs384);
}

#[test]
fn mutated_rs512_is_refused() {
    mutations_are_refused(Algorithm::Rs512);
}

#[test]
fn mutated_ps256_is_refused() {
    mutations_are_refused(Algorithm::Ps256);
}

#[test]
fn mutated_ps384_is_refused() {
    mutations_are_refused(Algorithm::Ps384);
}

#[test]
fn mutated_ps512_is_refused() {
    mutations_are_refused(Algorithm::Ps512);
}

#[test]
fn mutated_es256_is_refused() {
    mutations_are_refused(Algorithm::Es256);
}

#[test]
fn mutated_es384_is_refused() {
    mutations_are_refused(Algorithm::Es384);
}

#[test]
fn mutated_es512_is_refused() {
    mutations_are_refused(Algorithm::Es512);
}

#[test]
fn mutated_es256k_is_refused() {
    mutations_are_refused(Algorithm::Es256k);
}

#[test]
fn mutated_ed25519_is_refused() {
    mutations_are_refused(Algorithm::Ed25519);
}

#[test]
fn mutated_eddsa_is_refused() {
    mutations_are_refused(Algorithm::EdDsa);
}

#[test]
fn mutated_ml_dsa_44_is_refused() {
    mutations_are_refused(Algorithm::MlDsa44);
}

#[test]
fn mutated_ml_dsa_65_is_refused() {
    mutations_are_refused(Algorithm::MlDsa65);
}

#[test]
fn mutated_ml_dsa_87_is_refused() {
    mutations_are_refused(Algorithm::MlDsa87);
}

#[test]
fn what_is_signed_verifies_and_comes_back_whole() {
    for sample in SAMPLES.iter() {
        let key = sample.key.verifying_key();
        holds(20, (vec(any::<u8>(), 0..300), ".{0,20}"), |(payload, key_id)| {
            let header = HeaderBuilder::new().key_id(&key_id);
            let token = jws::sign(&sample.key, &header, &payload).unwrap();
            let verified = jws::verify(&token, &key, &Policy::default());
            let verified = verified.map_err(|error| TestCaseError::fail(error.to_string()))?;
            ensure(verified.payload() == payload, || format!("{} changed", sample.algorithm))?;
            ensure(verified.header().key_id() == Some(&key_id), || "kid changed".to_owned())
        });
    }
}

#[test]
fn claims_that_are_signed_come_back_as_they_were() {
    let sample = Sample::get(Algorithm::Hs256);
    holds(2_000, (".{0,40}", ".{0,40}", any::<u64>(), any::<f64>()), |(name, text, id, number)| {
        let number = if number.is_finite() { number } else { 0.5 };
        let claims = Claims::new()
            .with_issuer("joe")
            .with_audience("me")
            .with_expiration(NOW + 1)
            .with_subject(&text)
            .with("id", id)
            .and_then(|claims| claims.with("number", number))
            .and_then(|claims| claims.with(&format!("x{name}"), &text))
            .unwrap();
        let token = jwt_core::jwt::sign(&sample.key, &claims).unwrap();
        let verified = sample.verifier.verify(&token, NOW);
        let verified = verified.map_err(|error| TestCaseError::fail(error.to_string()))?;
        ensure(*verified.claims() == claims, || format!("{claims:?} changed"))
    });
}

/// Every bit of the decoded header and payload, one at a time, and of the signature every bit that
/// `step` meets.
fn flipped_bits_are_refused(algorithms: &[Algorithm], step: usize) {
    for sample in algorithms.iter().map(|one| Sample::get(*one)) {
        let segments: Vec<&str> = sample.token.split('.').collect();
        for (index, segment) in segments.iter().enumerate() {
            let octets = base64url::decode(segment).unwrap();
            let step = if index == 2 { step } else { 1 };
            for bit in (0..octets.len() * 8).step_by(step) {
                let mut octets = octets.clone();
                octets[bit / 8] ^= 1 << (bit % 8);
                let flipped = base64url::encode(octets);
                let mut changed = segments.clone();
                changed[index] = &flipped;
                let outcome = sample.verifier.verify(&changed.join("."), NOW);
                let code = outcome.map(drop).unwrap_err().code();
                if index > 0 {
                    let place = (sample.algorithm, index, bit);
                    assert_eq!(code, "jws.signature_mismatch", "{place:?}");
                }
            }
        }
    }
}

#[test]
fn every_flipped_bit_under_hmac_and_ed25519_is_refused() {
    flipped_bits_are_refused(&[Algorithm::Hs256, Algorithm::Hs384, Algorithm::Hs512], 1);
    flipped_bits_are_refused(&[Algorithm::Ed25519, Algorithm::EdDsa], 1);
}

#[test]
fn every_flipped_bit_under_ecdsa_is_refused() {
    flipped_bits_are_refused(&[Algorithm::Es256, Algorithm::Es256k, Algorithm::Es384], 1);
}

/// P-521 is slow: every seventh bit of the signature, which leaves out no octet and no place in one.
#[test]
fn every_flipped_octet_under_es512_is_refused() {
    flipped_bits_are_refused(&[Algorithm::Es512], 7);
}

#[test]
fn every_flipped_bit_under_rsa_is_refused() {
    flipped_bits_are_refused(&[Algorithm::Rs256, Algorithm::Rs384, Algorithm::Rs512], 1);
    flipped_bits_are_refused(&[Algorithm::Ps256, Algorithm::Ps384, Algorithm::Ps512], 1);
}

/// Signatures are long: every seventh bit, which leaves out no octet and no place in one.
#[test]
fn every_flipped_octet_under_ml_dsa_is_refused() {
    flipped_bits_are_refused(&[Algorithm::MlDsa44, Algorithm::MlDsa65, Algorithm::MlDsa87], 7);
}

/// Every bit of the text itself: also those that make it no base64url, or another spelling of it.
#[test]
fn every_flipped_bit_of_the_text_is_refused() {
    for sample in [Algorithm::Hs256, Algorithm::Ed25519].map(Sample::get) {
        for bit in 0..sample.token.len() * 8 {
            let mut token = sample.token.clone().into_bytes();
            token[bit / 8] ^= 1 << (bit % 8);
            assert!(sample.verifier.verify(&token, NOW).is_err(), "{}, {bit}", sample.algorithm);
        }
    }
}

/// Two signatures of which one is enough: what is done to the text may leave one of them, and never
/// another payload.
#[test]
fn mutated_json_serialization_is_refused_or_the_same_payload() {
    let payload = b"$.02, and no more";
    let samples = [Algorithm::Hs256, Algorithm::Ed25519].map(Sample::get);
    let keys = samples.map(|sample| sample.key.verifying_key()).to_vec();
    let signing = samples.iter().fold(JsonSigning::new(payload), |signing, sample| {
        signing.signature(&sample.key, &HeaderBuilder::new()).unwrap()
    });
    let one = JsonSigning::new(payload).signature(&samples[0].key, &HeaderBuilder::new()).unwrap();
    let texts = vec![signing.general().unwrap(), one.flattened().unwrap()];
    let policy = Policy::default();
    assert!(texts.iter().all(|text| jws::verify_json(text, &keys, &policy).is_ok()));
    holds(MUTATIONS, (select(texts), vec(mutation(), 1..4)), |(text, mutations)| {
        let mut text = text.into_bytes();
        for mutation in &mutations {
            mutation.apply(&mut text, &samples[0].token);
        }
        match jws::verify_json(&text, &keys, &policy) {
            Ok(verified) => ensure(verified.payload() == payload, || {
                format!("accepted: {}", text.escape_ascii())
            }),
            Err(error) => is_inside(error.span(), &text, &error),
        }
    });
}

/// Text that is nearly what a reader expects, so that it gets far before it fails.
fn nearly(examples: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let changed = (select(examples), vec(mutation(), 0..6)).prop_map(|(mut text, mutations)| {
        for mutation in &mutations {
            mutation.apply(&mut text, "e30.e30.e30");
        }
        text
    });
    proptest::prop_oneof![changed, vec(any::<u8>(), 0..200)]
}

/// Private and public keys of every kind as text.
fn written(write: impl Fn(&Jwk) -> Option<Vec<u8>>) -> Vec<Vec<u8>> {
    let keys = SAMPLES.iter().map(|sample| sample.key.jwk());
    keys.flat_map(|jwk| [Some(jwk.clone()), jwk.public()].into_iter().flatten())
        .filter_map(|jwk| write(&jwk))
        .collect()
}

/// Binds a key that could be read to everything, which must not panic either.
fn bind(jwk: &Jwk) {
    for algorithm in jwk.algorithms() {
        let _ = VerifyingKey::from_jwk(jwk, Some(algorithm));
        let public = jwk.public().map(|public| VerifyingKey::from_jwk(&public, Some(algorithm)));
        if let Some(Ok(key)) = public {
            assert!(key.verify(b"message", &[1; 64]).is_err());
        }
    }
    let _ = (jwk.thumbprint(), jwk.to_json(), jwk.to_pem().is_ok(), jwk.bits());
}

#[test]
fn no_json_panics_the_reader_of_keys() {
    let examples = written(|jwk| Some(jwk.to_json().as_bytes().to_vec()));
    holds(3_000, nearly(examples), |text| {
        if let Ok(jwk) = Jwk::from_json(&text) {
            bind(&jwk);
        }
        Ok(())
    });
}

#[test]
fn no_text_panics_the_reader_of_pem() {
    let examples = written(|jwk| Some(jwk.to_pem().ok()?.as_bytes().to_vec()));
    holds(3_000, nearly(examples), |text| {
        if let Ok(jwk) = Jwk::from_pem(&text) {
            bind(&jwk);
        }
        Ok(())
    });
}

#[test]
fn no_octets_panic_the_reader_of_der() {
    use base64::Engine;
    let examples = written(|jwk| {
        let pem = jwk.to_pem().ok()?;
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        Some(base64::engine::general_purpose::STANDARD.decode(body).unwrap())
    });
    holds(3_000, nearly(examples), |octets| {
        if let Ok(jwk) = Jwk::from_der(&octets) {
            bind(&jwk);
        }
        Ok(())
    });
}

#[test]
fn no_json_panics_the_reader_of_key_sets() {
    let examples = written(|jwk| Some(format!(r#"{{"keys":[{}]}}"#, *jwk.to_json()).into_bytes()));
    holds(2_000, nearly(examples), |text| {
        if let Ok(set) = JwkSet::from_json(&text) {
            assert!(set.keys.len() + set.skipped.len() <= 4);
        }
        Ok(())
    });
}

/// A set hands out its keys, unless a secret stands beside a public key or a `kid` names two keys of
/// one `kty` (RFC 7517 §4.5).
#[test]
fn a_key_set_is_not_mixed_and_names_each_key_once() {
    let jwks = SAMPLES.iter().map(|sample| sample.key.jwk());
    let keys: Vec<Jwk> = jwks.map(|key| key.public().unwrap_or_else(|| key.clone())).collect();
    let key_id = select(vec![None, Some("a"), Some("b")]);
    holds(500, vec((any::<Index>(), key_id), 1..4), |members| {
        let chosen: Vec<(&Jwk, Option<&str>)> =
            members.iter().map(|(at, key_id)| (at.get(&keys), *key_id)).collect();
        let written = chosen.iter().map(|(key, key_id)| {
            let mut json: serde_json::Value = serde_json::from_str(&key.to_json()).unwrap();
            let members = json.as_object_mut().unwrap();
            let _ = key_id.map(|key_id| members.insert("kid".to_owned(), key_id.into()));
            json
        });
        let written: Vec<_> = written.collect();
        let secrets = chosen.iter().filter(|(key, _)| key.key_type() == KeyType::Oct).count();
        let mixed = secrets > 0 && secrets < chosen.len();
        let twice = chosen.iter().enumerate().any(|(at, (key, key_id))| {
            chosen.iter().skip(at + 1).any(|(other, other_id)| {
                key_id.is_some()
                    && key_id == other_id
                    && key.key_type().kty() == other.key_type().kty()
                    && key.thumbprint() != other.thumbprint()
            })
        });
        let set = serde_json::json!({ "keys": written }).to_string();
        let bound = JwkSet::from_json(set.as_bytes()).unwrap().verifying_keys();
        ensure(bound.is_err() == (mixed || twice), || format!("{members:?}: {bound:?}"))?;
        let bound = bound.map(Vec::from).unwrap_or_default();
        let hmac = bound.iter().filter(|key| key.algorithm().family() == Family::Hmac).count();
        ensure(hmac == 0 || hmac == bound.len(), || format!("{bound:?}"))
    });
}

#[test]
fn no_octets_panic_the_readers_of_tokens_and_json() {
    let mut examples: Vec<_> =
        SAMPLES.iter().map(|sample| sample.token.clone().into_bytes()).collect();
    examples
        .push(br#"{"iss":"joe","aud":["me"],"exp":1.5e3,"a":{"b":[true,null,"\u0041"]}}"#.to_vec());
    let caps = Caps::default();
    let sample = Sample::get(Algorithm::Hs256);
    holds(20_000, nearly(examples), |text| {
        let _ = Compact::parse(&text, &caps);
        let _ = Object::parse(&text, &json::Limits::default());
        let reading = json::read(&text, &json::Limits { depth: 3 });
        ensure(reading.problems.iter().all(|one| one.offset <= text.len()), || {
            format!("{:?}", reading.problems)
        })?;
        // The same octets as header and as payload of a token that is sound otherwise.
        for input in [
            format!("{}.e30", base64url::encode(&text)),
            format!("eyJhbGciOiJIUzI1NiJ9.{}", base64url::encode(&text)),
        ] {
            let tag = base64url::encode(sample.key.sign(input.as_bytes()).unwrap());
            let token = format!("{input}.{tag}");
            let _ = sample.verifier.verify(&token, NOW);
            let _ = inspect::inspect(token.as_bytes());
        }
        Ok(())
    });
}
