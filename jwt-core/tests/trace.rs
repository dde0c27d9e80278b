//! Traces: their checks agree with the verifier on every token, and their values with the RFCs.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use std::sync::LazyLock;

use jwt_core::Algorithm;
use jwt_core::alg::Curve;
use jwt_core::base64url;
use jwt_core::inspect::trace;
use jwt_core::inspect::trace::Trace;
use jwt_core::jws;
use jwt_core::jws::Caps;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jws::Policy;
use jwt_core::key::Jwk;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::sample::Index;
use proptest::sample::select;
use proptest::test_runner::Config;
use proptest::test_runner::RngSeed;
use proptest::test_runner::TestCaseError;
use proptest::test_runner::TestRunner;
use rsa::pkcs8::EncodePrivateKey;
use rsa::traits::PublicKeyParts;
use serde_json::Value;
use signature::SignatureEncoding;

const PAYLOAD: &[u8] = br#"{"iss":"joe","exp":1700000900}"#;

/// One algorithm, its key, a stranger's key for the same algorithm, and a good token.
struct Sample {
    algorithm: Algorithm,
    key: VerifyingKey,
    stranger: VerifyingKey,
    token: String,
}

static SAMPLES: LazyLock<Vec<Sample>> =
    LazyLock::new(|| Algorithm::ALL.iter().map(|one| Sample::of(*one)).collect());

impl Sample {
    fn of(algorithm: Algorithm) -> Self {
        let key = SigningKey::generate(algorithm).unwrap();
        let (token, made) = trace::signing(&key, &HeaderBuilder::new(), PAYLOAD).unwrap();
        assert!(made.holds() && made.failed().is_none(), "{algorithm}: {:?}", made.failed());
        let stranger = SigningKey::generate(algorithm).unwrap().verifying_key();
        Self { algorithm, key: key.verifying_key(), stranger, token }
    }
}

/// Traces a token and gives the trace when its checks, its verdict and the verifier agree.
fn agreed(token: &[u8], key: &VerifyingKey) -> Result<Trace, TestCaseError> {
    agreed_under(&Policy::default(), token, key, trace::verifying(token, key))
}

/// As [`agreed`], under a policy.
fn agreed_with(policy: &Policy, token: &[u8], key: &VerifyingKey) -> Result<Trace, TestCaseError> {
    agreed_under(policy, token, key, trace::verifying_with(token, key, policy))
}

fn agreed_under(
    policy: &Policy,
    token: &[u8],
    key: &VerifyingKey,
    trace: Trace,
) -> Result<Trace, TestCaseError> {
    let accepted = jws::verify(token, key, policy).is_ok();
    let verdict = trace.steps.last().unwrap();
    let told = (verdict.name, trace.holds(), trace.failed().is_none());
    if told != ("verdict", accepted, accepted) {
        let (failed, token) = (trace.failed(), String::from_utf8_lossy(token));
        return Err(TestCaseError::fail(format!("{accepted} {told:?} {failed:?} {token}")));
    }
    if let Some(failed) = trace.failed() {
        assert_eq!(verdict.checks[0].what, failed.what, "the verdict says what did not hold");
    } else {
        assert_eq!(verdict.checks[0].what, "the verifier accepts the token");
    }
    for step in &trace.steps {
        for value in &step.values {
            let length = value.octets().len();
            assert!(value.parts.iter().all(|part| part.span.end <= length), "{}", step.name);
            let end = value.in_token.as_ref().map_or(0, |span| span.end);
            assert!(end <= token.len(), "{} {}", step.name, value.name);
        }
    }
    Ok(trace)
}

/// Runs a property with a fixed seed: a failure comes again.
fn holds<S: Strategy>(
    cases: u32,
    strategy: S,
    property: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let config = Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(7515),
        ..Config::default()
    };
    TestRunner::new(config).run(&strategy, property).unwrap();
}

fn sample() -> impl Strategy<Value = usize> {
    0..Algorithm::ALL.len()
}

#[test]
fn good_tokens_hold_and_a_stranger_s_key_refuses_them() {
    for sample in SAMPLES.iter() {
        let trace = agreed(sample.token.as_bytes(), &sample.key).unwrap();
        assert!(trace.holds(), "{}", sample.algorithm);
        assert!(trace.steps.len() > 9, "{} is taken apart", sample.algorithm);
        let trace = agreed(sample.token.as_bytes(), &sample.stranger).unwrap();
        assert!(!trace.holds(), "{}", sample.algorithm);
    }
}

#[test]
fn the_key_of_every_other_algorithm_is_told_from_the_right_one() {
    for sample in SAMPLES.iter() {
        for other in SAMPLES.iter().filter(|other| other.algorithm != sample.algorithm) {
            let trace = agreed(sample.token.as_bytes(), &other.key).unwrap();
            assert_eq!(trace.failed().unwrap().what, "alg is the algorithm of the key");
        }
    }
}

#[test]
fn a_flipped_bit_anywhere_in_the_token_gives_the_verifier_s_verdict() {
    holds(600, (sample(), any::<Index>(), 0..8_u8), |(sample, at, bit)| {
        let sample = &SAMPLES[sample];
        let mut token = sample.token.clone().into_bytes();
        let at = at.index(token.len());
        token[at] ^= 1 << bit;
        agreed(&token, &sample.key).map(drop)
    });
}

/// The token with other octets for its signature.
fn with_signature(token: &str, change: impl FnOnce(&mut Vec<u8>)) -> String {
    let (signing_input, signature) = token.rsplit_once('.').unwrap();
    let mut octets = base64url::decode(signature).unwrap();
    change(&mut octets);
    format!("{signing_input}.{}", base64url::encode(octets))
}

#[test]
fn a_flipped_bit_in_header_payload_or_signature_gives_the_verifier_s_verdict() {
    let strategy = (sample(), 0..3_usize, any::<Index>(), 0..8_u8);
    holds(900, strategy, |(sample, segment, at, bit)| {
        let sample = &SAMPLES[sample];
        let mut segments: Vec<String> = sample.token.split('.').map(str::to_owned).collect();
        let mut octets = base64url::decode(&segments[segment]).unwrap();
        let at = at.index(octets.len());
        octets[at] ^= 1 << bit;
        segments[segment] = base64url::encode(octets);
        let trace = agreed(segments.join(".").as_bytes(), &sample.key)?;
        assert!(!trace.holds(), "{}", sample.algorithm);
        Ok(())
    });
}

#[test]
fn any_octets_for_a_signature_give_the_verifier_s_verdict() {
    let octet = proptest::prop_oneof![any::<u8>(), select(vec![0_u8, 1, 0xff])];
    let octets = proptest::collection::vec(octet, 0..300);
    holds(300, (sample(), octets), |(sample, octets)| {
        let sample = &SAMPLES[sample];
        let token = with_signature(&sample.token, |signature| *signature = octets);
        agreed(token.as_bytes(), &sample.key).map(drop)
    });
}

#[test]
fn any_octets_for_a_token_give_the_verifier_s_verdict() {
    holds(300, (sample(), proptest::collection::vec(any::<u8>(), 0..200)), |(sample, octets)| {
        agreed(&octets, &SAMPLES[sample].key).map(drop)
    });
}

/// Signs any octets as header and payload, the latter as they stand or encoded.
fn sealed(key: &SigningKey, header: &str, payload: &str) -> String {
    let input = format!("{}.{payload}", base64url::encode(header));
    let tag = base64url::encode(key.sign(input.as_bytes()).unwrap());
    format!("{input}.{tag}")
}

fn secret() -> SigningKey {
    SigningKey::hmac(Algorithm::Hs256, &[7; 32]).unwrap()
}

#[test]
fn an_unencoded_payload_is_taken_as_it_stands() {
    let key = secret();
    let header = HeaderBuilder::new().unencoded();
    for payload in ["hello world", "e30", "hello", "", "e30="] {
        let (token, made) = trace::signing(&key, &header, payload.as_bytes()).unwrap();
        let checked = agreed(token.as_bytes(), &key.verifying_key()).unwrap();
        for trace in [made, checked] {
            assert!(trace.holds() && trace.failed().is_none(), "{payload}: {:?}", trace.failed());
            assert!(trace.step("hmac.compare").is_some(), "{payload}");
            assert_eq!(octets(&trace, "payload", "payload"), payload.as_bytes());
            let step = trace.step("payload").unwrap();
            let span = step.values[0].in_token.clone().unwrap();
            assert_eq!(&token.as_bytes()[span], payload.as_bytes());
            assert!(step.title.contains("as it stands") && step.checks.is_empty());
        }
    }
    let policy = Policy::default().refuse_unencoded();
    let token = jws::sign(&key, &header, b"hello").unwrap();
    let trace = agreed_with(&policy, token.as_bytes(), &key.verifying_key()).unwrap();
    assert_eq!(trace.failed().unwrap().what, "the payload is encoded");
}

#[test]
fn what_a_header_is_refused_for_is_said_truly() {
    let key = secret();
    let long = format!(r#"{{"alg":"HS256","x":"{}"}}"#, "x".repeat(9_000));
    for (header, what) in [
        (r#"{"alg":"none"}"#, "alg is not none"),
        (r#"{"typ":"JWT"}"#, "the header has an alg"),
        (r#"{"alg":"HS256","crit":[]}"#, "crit is a well-formed list of names"),
        (r#"{"alg":"HS256","crit":"x","x":1}"#, "crit is a well-formed list of names"),
        (r#"{"alg":"HS256","kid":7}"#, "registered parameters have their types"),
        (r#"{"alg":"HS256","alg":"HS256"}"#, "the header is one JSON object with unique names"),
        (r#"{"alg":"HS256","crit":["x"],"x":1}"#, "every critical parameter is understood"),
        (r#"{"alg":"HS256","b64":false}"#, "crit names b64, which is false"),
        (&long, "the header is not over the limit"),
    ] {
        let token = sealed(&key, header, "e30");
        let trace = agreed(token.as_bytes(), &key.verifying_key()).unwrap();
        assert_eq!(trace.failed().unwrap().what, what, "{header}");
    }
    for (token, what) in [
        ("e30.e30".to_owned(), "there are three segments"),
        ("{}".to_owned(), "there are three segments"),
        ("e30.e30.e30.e30.e30".to_owned(), "there are three segments"),
        ("A".repeat(20_000), "the token is not over the limit"),
        (
            "e30.e 30.e30".to_owned(),
            "they are base64url characters, the payload printable ASCII under b64 false",
        ),
    ] {
        let trace = agreed(token.as_bytes(), &key.verifying_key()).unwrap();
        assert_eq!(trace.failed().unwrap().what, what);
    }
}

#[test]
fn headers_and_payloads_of_any_kind_give_the_verifier_s_verdict() {
    let headers = select(vec![
        r#"{"alg":"HS256"}"#,
        r#"{"alg":"none"}"#,
        r#"{"alg":"HS384"}"#,
        r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#,
        r#"{"alg":"HS256","b64":false}"#,
        r#"{"alg":"HS256","b64":true,"crit":["b64"]}"#,
        r#"{"alg":"HS256","crit":["x"],"x":1}"#,
        r#"{"alg":"HS256","b64":false,"crit":["x","b64"],"x":1}"#,
        r#"{"alg":"HS256","crit":[]}"#,
        r#"{"alg":"HS256","kid":"k"}"#,
    ]);
    let payloads =
        select(vec!["hello world", "e30", "hello", "", "e30=", "YQ==", "a\nb", "\u{e9}", "YR"]);
    let policies = select(vec![
        Policy::default(),
        Policy::default().accept_padding(),
        Policy::default().refuse_unencoded(),
        Policy::default().understands("x"),
        Policy::default().caps(Caps::default().token_bytes(100)),
        Policy::default().caps(Caps::default().header_bytes(20)),
        Policy::default().caps(Caps::default().depth(0)),
    ]);
    let padded = (any::<bool>(), any::<bool>());
    holds(3_000, (headers, payloads, policies, padded), |(header, payload, policy, padded)| {
        let key = secret();
        let mut head = base64url::encode(header);
        while padded.0 && head.len() % 4 != 0 {
            head.push('=');
        }
        let input = format!("{head}.{payload}");
        let mut tag = base64url::encode(key.sign(input.as_bytes()).unwrap());
        if padded.1 {
            tag.push('=');
        }
        let token = format!("{input}.{tag}");
        agreed_with(&policy, token.as_bytes(), &key.verifying_key()).map(drop)
    });
}

#[test]
fn what_was_signed_is_traced_whatever_its_size_and_its_crit() {
    for sample in SAMPLES.iter() {
        let key = SigningKey::generate(sample.algorithm).unwrap();
        let large = vec![b'x'; 20_000];
        let header = HeaderBuilder::new().critical("x", &1).unwrap();
        let deep: Value =
            serde_json::from_str(&format!("{}{}", "[".repeat(60), "]".repeat(60))).unwrap();
        let wide = HeaderBuilder::new().member("wide", &"x".repeat(9_000)).unwrap();
        let wide = wide.member("deep", &deep).unwrap();
        for (header, payload) in
            [(&HeaderBuilder::new(), &large[..]), (&header, PAYLOAD), (&wide, PAYLOAD)]
        {
            let (token, trace) = trace::signing(&key, header, payload).unwrap();
            assert!(trace.holds() && trace.failed().is_none(), "{:?}", trace.failed());
            assert!(trace.steps.len() > 9, "{}", sample.algorithm);
            let checked = agreed(token.as_bytes(), &key.verifying_key()).unwrap();
            assert!(!checked.holds(), "the default policy refuses what was made");
        }
    }
}

#[test]
fn zeros_ones_and_wrong_lengths_stop_with_what_does_not_hold() {
    for sample in SAMPLES.iter() {
        let length = base64url::decode(sample.token.rsplit_once('.').unwrap().1).unwrap().len();
        for (length, octet) in
            [(0, 0), (length, 0), (length, 0xff), (length - 1, 1), (length + 1, 1), (length, 1)]
        {
            let token = with_signature(&sample.token, |octets| *octets = vec![octet; length]);
            let trace = agreed(token.as_bytes(), &sample.key).unwrap();
            assert!(!trace.holds() && trace.failed().is_some(), "{}", sample.algorithm);
        }
    }
}

fn failed(sample: &Sample, change: impl FnOnce(&mut Vec<u8>)) -> &'static str {
    let token = with_signature(&sample.token, change);
    agreed(token.as_bytes(), &sample.key).unwrap().failed().unwrap().what
}

#[test]
fn the_check_that_does_not_hold_is_named() {
    for sample in SAMPLES.iter() {
        let name = sample.algorithm.as_str();
        match sample.algorithm.curve() {
            Some(curve) => {
                let size = curve.coordinate_octets();
                assert_eq!(failed(sample, |octets| octets[..size].fill(0)), "0 < r < n", "{name}");
                assert_eq!(failed(sample, |octets| octets[size..].fill(0)), "0 < s < n", "{name}");
                assert_eq!(
                    failed(sample, |octets| octets[size..].fill(255)),
                    "0 < s < n",
                    "{name}"
                );
                let what = "the signature is twice as long as a coordinate";
                assert_eq!(failed(sample, |octets| octets.push(0)), what, "{name}");
            }
            None if name.starts_with("HS") => {
                let what = "the signature is as long as the hash";
                assert_eq!(failed(sample, |octets| octets.truncate(31)), what, "{name}");
            }
            None if name.starts_with("Ed") => {
                assert_eq!(failed(sample, |octets| octets[32..].fill(255)), "S < L", "{name}");
                let mut identity = [0; 32];
                identity[0] = 1;
                let small = |octets: &mut Vec<u8>| octets[..32].copy_from_slice(&identity);
                assert_eq!(failed(sample, small), "R is not of small order", "{name}");
            }
            None if name.starts_with("ML") => {
                let what = "the signature has the length of its parameter set";
                assert_eq!(failed(sample, |octets| octets.push(0)), what, "{name}");
                assert_eq!(failed(sample, |octets| octets.truncate(9)), what, "{name}");
                let what = "h is a list of hints in its one encoding";
                assert_eq!(failed(sample, |octets| octets.fill(255)), what, "{name}");
                // The coefficient zero bits stand for is γ1 itself.
                let what = "every coefficient of z is below γ1 − β";
                assert_eq!(failed(sample, |octets| octets[64..80].fill(0)), what, "{name}");
                assert_eq!(failed(sample, |octets| octets[0] ^= 1), "H(μ ‖ w1) is c̃", "{name}");
            }
            None => {
                assert_eq!(failed(sample, |octets| octets.fill(255)), "s < n", "{name}");
                let what = "s has as many octets as n";
                assert_eq!(failed(sample, |octets| octets.insert(0, 0)), what, "{name}");
            }
        }
    }
}

/// The order of a curve's group, as long as a coordinate.
fn order(curve: Curve) -> Vec<u8> {
    let mut octets = match curve {
        Curve::P256 => (-p256::Scalar::ONE).to_bytes().to_vec(),
        Curve::P384 => (-p384::Scalar::ONE).to_bytes().to_vec(),
        Curve::P521 => (-p521::Scalar::ONE).to_bytes().to_vec(),
        _ => (-k256::Scalar::ONE).to_bytes().to_vec(),
    };
    // The order is odd, so the number before it ends in a zero bit.
    *octets.last_mut().unwrap() += 1;
    octets
}

#[test]
fn the_order_itself_is_no_half_of_an_ecdsa_signature() {
    for sample in SAMPLES.iter() {
        let Some(curve) = sample.algorithm.curve() else { continue };
        let (n, size) = (order(curve), curve.coordinate_octets());
        assert_eq!(n.len(), size);
        assert_eq!(failed(sample, |octets| octets[..size].copy_from_slice(&n)), "0 < r < n");
        assert_eq!(failed(sample, |octets| octets[size..].copy_from_slice(&n)), "0 < s < n");
        let below: Vec<u8> = [&n[..size - 1], &[n[size - 1] - 1]].concat();
        let what = failed(sample, |octets| octets[size..].copy_from_slice(&below));
        assert_eq!(what, "r = x(R) mod n", "n − 1 is in order");
    }
}

/// Adds two numbers of one length, the lowest octet first, and gives what is left over.
fn add<'o>(octets: impl Iterator<Item = (&'o mut u8, u8)>) -> u8 {
    octets.fold(0, |carry, (one, other)| {
        let sum = u16::from(*one) + u16::from(other) + u16::from(carry);
        *one = (sum & 0xff) as u8;
        (sum >> 8) as u8
    })
}

#[test]
fn a_second_spelling_of_s_is_refused_for_ed25519_and_rsa() {
    // The order L of RFC 8032 §5.1, little-endian.
    let mut order = [0; 32];
    order[..16].copy_from_slice(&[
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
        0x14,
    ]);
    order[31] = 0x10;
    for sample in SAMPLES.iter() {
        let name = sample.algorithm.as_str();
        if name.starts_with("Ed") {
            let what = failed(sample, |octets| {
                assert_eq!(add(octets[32..].iter_mut().zip(order)), 0);
            });
            assert_eq!(what, "S < L", "{name}");
            assert_eq!(failed(sample, |octets| octets[32..].copy_from_slice(&order)), "S < L");
        }
        if name.starts_with("RS") || name.starts_with("PS") {
            let jwk: Value = serde_json::from_str(&sample.key.jwk().to_json()).unwrap();
            let n = base64url::decode(jwk["n"].as_str().unwrap()).unwrap();
            assert_eq!(failed(sample, |octets| octets.clone_from(&n)), "s < n", "{name}");
            let mut over = 0;
            let what = failed(sample, |octets| {
                over = add(octets.iter_mut().rev().zip(n.iter().rev().copied()));
                if over > 0 {
                    octets.insert(0, over);
                }
            });
            let expected = if over > 0 { "s has as many octets as n" } else { "s < n" };
            assert_eq!(what, expected, "{name}");
        }
    }
}

#[test]
fn a_secret_longer_than_a_block_is_hashed_first() {
    for (algorithm, block) in
        [(Algorithm::Hs256, 64), (Algorithm::Hs384, 128), (Algorithm::Hs512, 128)]
    {
        for (length, origin) in
            [(block, "secret"), (block + 1, "hash of the secret"), (300, "hash of the secret")]
        {
            let secret: Vec<u8> = (0..=255).cycle().take(length).collect();
            let key = SigningKey::hmac(algorithm, &secret).unwrap();
            let (token, made) = trace::signing(&key, &HeaderBuilder::new(), PAYLOAD).unwrap();
            let trace = agreed(token.as_bytes(), &key.verifying_key()).unwrap();
            assert!(made.holds() && trace.holds(), "{algorithm} {length}");
            let value = trace.step("hmac.key_block").unwrap().find("K0").unwrap();
            assert_eq!((value.octets().len(), value.parts[0].name), (block, origin));
            let start = &value.octets()[value.parts[0].span.clone()];
            let hashed = match algorithm {
                Algorithm::Hs256 => <sha2::Sha256 as sha2::Digest>::digest(&secret).to_vec(),
                Algorithm::Hs384 => <sha2::Sha384 as sha2::Digest>::digest(&secret).to_vec(),
                _ => <sha2::Sha512 as sha2::Digest>::digest(&secret).to_vec(),
            };
            assert_eq!(start, if length > block { &hashed } else { &secret });
            assert!(value.octets()[value.parts[0].span.end..].iter().all(|octet| *octet == 0));
        }
    }
}

#[test]
fn a_high_s_is_traced_to_a_good_signature_on_secp256k1() {
    // JOSE has no low-s rule, and the crate below wants the lower of s and n − s.
    let sample = SAMPLES.iter().find(|one| one.algorithm == Algorithm::Es256k).unwrap();
    let token = with_signature(&sample.token, |octets| {
        let (r, s) = k256::ecdsa::Signature::from_slice(octets).unwrap().split_scalars();
        *octets = k256::ecdsa::Signature::from_scalars(r, -s).unwrap().to_bytes().to_vec();
    });
    assert_ne!(token, sample.token);
    assert!(agreed(token.as_bytes(), &sample.key).unwrap().holds());
}

fn example(text: &str, source: &str) -> (Jwk, Algorithm, String) {
    let all: Vec<Value> = serde_json::from_str(text).unwrap();
    let example = all.into_iter().find(|one| one["source"] == source).unwrap();
    let jwk = Jwk::from_json(example["jwk"].to_string().as_bytes()).unwrap();
    let algorithm = example["alg"].as_str().unwrap().parse().unwrap();
    (jwk, algorithm, example["compact"].as_str().unwrap().to_owned())
}

/// Traces an example of RFC 7515, Appendix A, and gives the octets of its signature as well.
fn published(text: &str, source: &str) -> (Trace, Vec<u8>) {
    let (jwk, algorithm, token) = example(text, source);
    let public = jwk.public().unwrap_or_else(|| jwk.clone());
    let key = public.verifying_key(Some(algorithm)).unwrap();
    let trace = agreed(token.as_bytes(), &key).unwrap();
    assert!(trace.holds(), "{source}");
    (trace, base64url::decode(token.rsplit_once('.').unwrap().1).unwrap())
}

const RFC_7515: &str = include_str!("vectors/rfc/rfc7515_appendix_a.json");
const RFC_8037: &str = include_str!("vectors/rfc/rfc8037_appendix_a.json");

fn octets<'t>(trace: &'t Trace, step: &str, value: &str) -> &'t [u8] {
    trace.step(step).unwrap().find(value).unwrap().octets()
}

#[test]
fn rfc7515_a1_ends_in_the_tag_of_the_rfc() {
    let (trace, signature) = published(RFC_7515, "RFC7515 A.1");
    assert_eq!(octets(&trace, "hmac.outer_hash", "tag"), signature);
    let block = octets(&trace, "hmac.key_block", "K0");
    let inner = octets(&trace, "hmac.inner_pad", "K0 xor ipad");
    let outer = octets(&trace, "hmac.outer_pad", "K0 xor opad");
    assert_eq!(block.len(), 64);
    for (at, octet) in block.iter().enumerate() {
        assert_eq!((inner[at], outer[at]), (octet ^ 0x36, octet ^ 0x5c));
    }
    for name in ["hmac.key_block", "hmac.inner_pad", "hmac.outer_pad"] {
        assert!(trace.step(name).unwrap().values.iter().all(|value| value.secret), "{name}");
    }
    assert!(!trace.step("hmac.outer_hash").unwrap().find("tag").unwrap().secret);
}

#[test]
fn rfc7515_a2_opens_to_the_encoding_of_its_hash() {
    let (trace, signature) = published(RFC_7515, "RFC7515 A.2");
    assert_eq!(octets(&trace, "rsa.signature_integer", "s"), signature);
    let encoded = octets(&trace, "rsa.open", "s^e mod n");
    assert_eq!(encoded.len(), 256);
    assert_eq!(encoded[..2], [0, 1]);
    assert!(encoded[2..204].iter().all(|octet| *octet == 0xff));
    assert_eq!(encoded[204], 0);
    let step = trace.step("rsa.compare").unwrap();
    let parts = &step.find("EM").unwrap().parts;
    let spans: Vec<_> = parts.iter().map(|part| (part.name, part.span.clone())).collect();
    assert_eq!(
        spans,
        [
            ("00 01", 0..2),
            ("ff", 2..204),
            ("00", 204..205),
            ("DigestInfo prefix", 205..224),
            ("hash", 224..256)
        ]
    );
    assert_eq!(&encoded[224..], octets(&trace, "hash", "hash"));
    // The digest that the signing input of the example has by any SHA-256.
    let message = octets(&trace, "signing_input", "signing input");
    assert_eq!(&encoded[224..], <sha2::Sha256 as sha2::Digest>::digest(message).as_slice());
}

#[test]
fn rfc7515_a3_and_a4_find_r_again() {
    // R and S as A.3.1 prints them: their first octets.
    let (trace, signature) = published(RFC_7515, "RFC7515 A.3");
    assert_eq!(octets(&trace, "ecdsa.split", "r")[..4], [14, 209, 33, 83]);
    assert_eq!(octets(&trace, "ecdsa.split", "s")[..4], [197, 10, 7, 211]);
    assert_eq!(octets(&trace, "ecdsa.point", "x(R) mod n"), &signature[..32]);
    let (trace, signature) = published(RFC_7515, "RFC7515 A.4");
    assert_eq!(octets(&trace, "ecdsa.point", "x(R) mod n"), &signature[..66]);
    let z = octets(&trace, "ecdsa.hash_integer", "z");
    assert_eq!((&z[..2], &z[2..]), (&[0, 0][..], octets(&trace, "hash", "hash")));
}

#[test]
fn rfc8037_a4_is_signed_step_by_step_to_the_signature_of_the_rfc() {
    let (jwk, algorithm, token) = example(RFC_8037, "RFC8037 A.4");
    let key = jwk.signing_key(Some(algorithm)).unwrap();
    let payload = b"Example of Ed25519 signing";
    let (made, trace) = trace::signing(&key, &HeaderBuilder::new(), payload).unwrap();
    assert_eq!(made, token);
    assert!(trace.holds() && trace.failed().is_none());
    // The signature as A.4 prints it: its first octets and those of its second half.
    let r = octets(&trace, "eddsa.nonce", "R");
    let s = octets(&trace, "eddsa.response", "S");
    assert_eq!(r[..8], [0x86, 0x0c, 0x98, 0xd2, 0x29, 0x7f, 0x30, 0x60]);
    let signature = base64url::decode(token.rsplit_once('.').unwrap().1).unwrap();
    assert_eq!([r, s].concat(), signature);
    assert_eq!(octets(&trace, "eddsa.equation", "S · B − k · A"), r);
    for (step, value) in
        [("seed_hash", "seed"), ("seed_hash", "h"), ("seed_hash", "a"), ("nonce", "r")]
    {
        let step = trace.step(&format!("eddsa.{step}")).unwrap();
        assert!(step.find(value).unwrap().secret, "{value}");
    }
}

#[test]
fn the_tag_that_a_forger_lacks_is_marked_secret() {
    let sample = &SAMPLES[0];
    let token = with_signature(&sample.token, |octets| octets[0] ^= 1);
    let trace = trace::verifying(token.as_bytes(), &sample.key);
    assert!(trace.step("hmac.outer_hash").unwrap().find("tag").unwrap().secret);
}

#[test]
fn private_values_are_marked_and_debug_prints_none() {
    for &algorithm in Algorithm::ALL {
        let key = SigningKey::generate(algorithm).unwrap();
        let (_, trace) = trace::signing(&key, &HeaderBuilder::new(), PAYLOAD).unwrap();
        let text = format!("{trace:?}");
        let jwk: Value = serde_json::from_str(&key.jwk().to_json()).unwrap();
        let private = ["k", "d", "priv"].iter().find_map(|name| jwk[name].as_str()).unwrap();
        let private = base64url::decode(private).unwrap();
        let mut shown = 0;
        for value in trace.steps.iter().flat_map(|step| &step.values) {
            if value.octets() == private {
                assert!(value.secret, "{algorithm}: {}", value.name);
                shown += 1;
            }
            assert!(value.octets().len() < 8 || !text.contains(&value.hex()), "{}", value.name);
        }
        assert!(shown > 0, "{algorithm}: the steps of signing begin with the key");
    }
}

#[test]
fn an_ecdsa_nonce_is_found_again_and_marked_secret() {
    for sample in SAMPLES.iter().filter(|sample| sample.algorithm.curve().is_some()) {
        let key = SigningKey::generate(sample.algorithm).unwrap();
        let (token, trace) = trace::signing(&key, &HeaderBuilder::new(), PAYLOAD).unwrap();
        let step = trace.step("ecdsa.nonce").unwrap();
        assert!(step.holds() && step.find("k").unwrap().secret && step.find("d").unwrap().secret);
        let checked = trace::verifying(token.as_bytes(), &key.verifying_key());
        let secrets = checked.steps.iter().flat_map(|step| &step.values).filter(|one| one.secret);
        assert_eq!(secrets.count(), 0, "a public key has nothing to mark");
    }
}

/// The nonce of RFC 6979 §3.2 for SHA-256 and a group order of 256 bits, from HMAC alone.
fn nonce(private: &[u8], message: &[u8]) -> Vec<u8> {
    let hash = <sha2::Sha256 as sha2::Digest>::digest(message);
    // A hash over the group order would have to be reduced; no message here has one.
    let hmac = |key: &[u8], pieces: &[&[u8]]| {
        SigningKey::hmac(Algorithm::Hs256, key).unwrap().sign(&pieces.concat()).unwrap()
    };
    let (mut value, mut key) = (vec![1; 32], vec![0; 32]);
    for round in [0, 1] {
        key = hmac(&key, &[&value, &[round], private, &hash]);
        value = hmac(&key, &[&value]);
    }
    hmac(&key, &[&value])
}

#[test]
fn the_nonce_shown_is_that_of_rfc6979_though_the_signer_negates_s() {
    let private = [7; 32];
    let [secp256k1, p256] = [
        k256::ecdsa::SigningKey::from_slice(&private)
            .unwrap()
            .verifying_key()
            .to_sec1_point(false)
            .as_bytes()
            .to_vec(),
        p256::ecdsa::SigningKey::from_slice(&private)
            .unwrap()
            .verifying_key()
            .to_sec1_point(false)
            .as_bytes()
            .to_vec(),
    ];
    for (algorithm, curve, point) in
        [(Algorithm::Es256k, "secp256k1", secp256k1), (Algorithm::Es256, "P-256", p256)]
    {
        let [x, y, d] = [&point[1..33], &point[33..], &private].map(base64url::encode);
        let jwk = format!(r#"{{"kty":"EC","crv":"{curve}","x":"{x}","y":"{y}","d":"{d}"}}"#);
        let jwk = Jwk::from_json(jwk.as_bytes()).unwrap();
        let key = jwk.signing_key(Some(algorithm)).unwrap();
        let mut negated = 0;
        for number in 0..16 {
            let payload = format!(r#"{{"exp":{number}}}"#);
            let (token, trace) =
                trace::signing(&key, &HeaderBuilder::new(), payload.as_bytes()).unwrap();
            let (message, signature) = token.rsplit_once('.').unwrap();
            let k = octets(&trace, "ecdsa.nonce", "k");
            // AWS-LC draws its nonce. What is shown is found from the signature either way.
            let drawn = cfg!(feature = "aws-lc-rs") && algorithm == Algorithm::Es256;
            assert_eq!(k == nonce(&private, message.as_bytes()), !drawn, "{algorithm} {number}");
            let step = trace.step("ecdsa.nonce").unwrap();
            let sent = &base64url::decode(signature).unwrap()[32..];
            let name = if step.find("n − s").is_some() { "n − s" } else { "s" };
            assert_eq!(octets(&trace, "ecdsa.nonce", name), sent);
            negated += usize::from(name != "s");
        }
        let half = algorithm == Algorithm::Es256k;
        assert_eq!((1..16).contains(&negated), half, "{algorithm}: {negated}");
    }
}

#[test]
fn a_value_s_place_in_the_token_carries_its_octets() {
    for sample in SAMPLES.iter() {
        let trace = trace::verifying(sample.token.as_bytes(), &sample.key);
        let mut read = 0;
        for value in trace.steps.iter().flat_map(|step| &step.values) {
            let (Some(span), Some(source)) = (&value.in_token, &value.source) else {
                continue;
            };
            read += 1;
            if source.input == trace::Input::Message {
                assert_eq!(&sample.token.as_bytes()[span.clone()], value.octets());
                continue;
            }
            // The characters may carry up to five bits of a neighbour at each end.
            let start = sample.token.rfind('.').unwrap() + 1;
            let octets = base64url::decode(&sample.token[start..]).unwrap();
            assert_eq!(&octets[source.span.clone()], value.octets());
            let bits = (span.start - start) * 6..(span.end - start) * 6;
            assert!(bits.start <= source.span.start * 8 && source.span.start * 8 < bits.start + 6);
            assert!(source.span.end * 8 <= bits.end && bits.end < source.span.end * 8 + 6);
        }
        assert!(read > 1, "{}", sample.algorithm);
    }
}

/// RSA keys whose modulus has one bit more than whole octets, none, and two.
static RSA: LazyLock<Vec<rsa::RsaPrivateKey>> = LazyLock::new(|| {
    let mut rng = rand_core::UnwrapErr(getrandom::SysRng);
    [2048, 2049, 2050].map(|bits| rsa::RsaPrivateKey::new(&mut rng, bits).unwrap()).into()
});

fn bound(key: &rsa::RsaPrivateKey, algorithm: Algorithm) -> SigningKey {
    SigningKey::from_der(algorithm, key.to_pkcs8_der().unwrap().as_bytes()).unwrap()
}

/// Raises any octets to the private exponent, as only the holder of the key can.
fn raised(key: &rsa::RsaPrivateKey, encoded: &[u8]) -> Option<Vec<u8>> {
    let number = rsa::BoxedUint::from_be_slice(encoded, key.n_bits_precision()).ok()?;
    if number >= key.n().as_ref() {
        return None;
    }
    let power = rsa::hazmat::rsa_decrypt(None::<&mut getrandom::SysRng>, key, &number).ok()?;
    let power = power.to_be_bytes();
    Some(power[power.len() - encoded.len()..].to_vec())
}

#[test]
fn a_flipped_bit_inside_the_encoded_message_is_seen_as_the_verifier_sees_it() {
    for key in RSA.iter() {
        for algorithm in [Algorithm::Rs256, Algorithm::Rs512, Algorithm::Ps256, Algorithm::Ps512] {
            let signer = bound(key, algorithm);
            let (token, trace) = trace::signing(&signer, &HeaderBuilder::new(), PAYLOAD).unwrap();
            assert!(
                trace.holds() && trace.failed().is_none(),
                "{algorithm} {}",
                key.n().bit_width()
            );
            let encoded = octets(&trace, "rsa.open", "s^e mod n").to_vec();
            let verifier = signer.verifying_key();
            let (mut seen, last) = (0, encoded.len() - 1);
            for bit in (0..24).chain((24..last * 8).step_by(97)).chain(last * 8..last * 8 + 8) {
                let mut changed = encoded.clone();
                changed[bit / 8] ^= 0x80 >> (bit % 8);
                if let Some(signature) = raised(key, &changed) {
                    let token = with_signature(&token, |octets| *octets = signature);
                    let trace = agreed(token.as_bytes(), &verifier).unwrap();
                    assert!(!trace.holds(), "{algorithm} bit {bit}");
                    assert_eq!(octets(&trace, "rsa.open", "s^e mod n"), changed);
                    seen += 1;
                }
            }
            assert!(seen > 30, "{seen}");
        }
    }
}

#[test]
fn another_salt_length_and_a_missing_digest_info_are_named() {
    let key = &RSA[1];
    let trace_of = |algorithm, sign: &dyn Fn(&[u8]) -> Vec<u8>| {
        let signer = bound(key, algorithm);
        let (token, _) = trace::signing(&signer, &HeaderBuilder::new(), PAYLOAD).unwrap();
        let message = token.rsplit_once('.').unwrap().0.as_bytes().to_vec();
        let token = with_signature(&token, |octets| *octets = sign(&message));
        agreed(token.as_bytes(), &signer.verifying_key()).unwrap()
    };
    let trace = trace_of(Algorithm::Ps256, &|message| {
        let signer = rsa::pss::SigningKey::<sha2::Sha256>::new_with_salt_len(key.clone(), 20);
        let rng = &mut rand_core::UnwrapErr(getrandom::SysRng);
        signature::RandomizedSigner::sign_with_rng(&signer, rng, message).to_vec()
    });
    assert_eq!(trace.failed().unwrap().what, "DB is zeros and 01 before the salt");
    let trace = trace_of(Algorithm::Rs256, &|message| {
        let signer = rsa::pkcs1v15::SigningKey::<sha2::Sha256>::new_unprefixed(key.clone());
        signature::Signer::sign(&signer, message).to_vec()
    });
    assert_eq!(trace.failed().unwrap().what, "ff fills EM up to one 00");
}

#[test]
fn other_encodings_of_a_point_are_seen_as_the_verifier_sees_them() {
    let sample = SAMPLES.iter().find(|one| one.algorithm == Algorithm::EdDsa).unwrap();
    // y and y + p for the small y that can be written twice, with both signs of x.
    for low in (0..19_u8).chain(0xed..=0xff) {
        for (middle, top) in [(0, 0), (0, 0x80), (0xff, 0x7f), (0xff, 0xff)] {
            let token = with_signature(&sample.token, |octets| {
                octets[0] = low;
                octets[1..31].fill(middle);
                octets[31] = top;
            });
            assert!(!agreed(token.as_bytes(), &sample.key).unwrap().holds());
        }
    }
}

#[test]
fn other_responses_and_hints_of_ml_dsa_are_seen_as_the_verifier_sees_them() {
    let sets = || SAMPLES.iter().filter(|one| one.algorithm.as_str().starts_with("ML-DSA"));
    assert_eq!(sets().count(), 3);
    for sample in sets() {
        let (challenge, hint) = match sample.algorithm {
            Algorithm::MlDsa44 => (32, 84),
            Algorithm::MlDsa65 => (48, 61),
            _ => (64, 83),
        };
        // Every octet of the hint and of the first coefficients, at values around its edges.
        let length = base64url::decode(sample.token.rsplit_once('.').unwrap().1).unwrap().len();
        for at in (length - hint..length).chain(challenge..challenge + 10) {
            for octet in [0, 1, 3, 0x4e, 0x50, 0x51, 0x80, 0xff] {
                let token = with_signature(&sample.token, |octets| octets[at] = octet);
                agreed(token.as_bytes(), &sample.key).unwrap();
            }
        }
    }
}

#[test]
fn the_representative_of_ml_dsa_is_what_the_primitive_signs() {
    // A signature made over μ alone, as FIPS 204 allows, holds for the token from which μ was made.
    let key = SigningKey::generate(Algorithm::MlDsa44).unwrap();
    let (token, trace) = trace::signing(&key, &HeaderBuilder::new(), PAYLOAD).unwrap();
    let seed = ml_dsa::Seed::try_from(octets(&trace, "mldsa.seed", "ξ")).unwrap();
    let signer = ml_dsa::ExpandedSigningKey::<ml_dsa::MlDsa44>::from_seed(&seed);
    let representative = octets(&trace, "mldsa.message", "μ").try_into().unwrap();
    let signature = signer.sign_mu_deterministic(&representative);
    let token = with_signature(&token, |octets| *octets = signature.encode().to_vec());
    assert!(agreed(token.as_bytes(), &key.verifying_key()).unwrap().holds());
}

#[test]
fn signing_comes_before_the_check_of_what_was_made() {
    for &algorithm in Algorithm::ALL {
        let key = SigningKey::generate(algorithm).unwrap();
        let (_, trace) = trace::signing(&key, &HeaderBuilder::new(), PAYLOAD).unwrap();
        let names: Vec<_> = trace.steps.iter().map(|step| step.name).collect();
        let place = |name: &str| names.iter().position(|one| *one == name);
        for (made, checked) in [
            ("ecdsa.nonce", "ecdsa.split"),
            ("eddsa.response", "eddsa.split"),
            ("mldsa.seed", "mldsa.split"),
            ("rsa.sign", "rsa.open"),
            ("hmac.outer_hash", "hmac.compare"),
        ] {
            assert!(place(made) <= place(checked), "{algorithm}: {names:?}");
            assert_eq!(place(made).is_some(), place(checked).is_some(), "{algorithm}");
        }
    }
}

#[test]
fn the_point_at_infinity_is_named() {
    // With d = −z and r = 1, u1 · G + u2 · Q is nothing whatever s is.
    let sample = SAMPLES.iter().find(|one| one.algorithm == Algorithm::Es256).unwrap();
    let message = sample.token.rsplit_once('.').unwrap().0;
    let hash = <sha2::Sha256 as sha2::Digest>::digest(message);
    let z = <p256::Scalar as p256::elliptic_curve::ops::Reduce<p256::FieldBytes>>::reduce(&hash);
    let key = p256::ecdsa::SigningKey::from_slice(&(-z).to_bytes()).unwrap();
    let point = p256::ecdsa::VerifyingKey::from(&key).to_sec1_point(false);
    let (x, y) = point.as_bytes()[1..].split_at(32);
    let [x, y] = [x, y].map(base64url::encode);
    let jwk = format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"}}"#);
    let key = Jwk::from_json(jwk.as_bytes()).unwrap();
    let key = key.verifying_key(Some(Algorithm::Es256)).unwrap();
    let token = with_signature(&sample.token, |octets| {
        octets[..31].fill(0);
        octets[31] = 1;
    });
    let trace = agreed(token.as_bytes(), &key).unwrap();
    assert_eq!(trace.failed().unwrap().what, "R is not the point at infinity");
}
