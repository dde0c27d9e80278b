//! What a token is made of, and what is done beside it: base64url, headers, keys, inspection, secrets, many tokens.
//!
//! For development, as `benches/tokens.rs` is. Each group has a row `limit`: the bare primitives with nothing around
//! them, or nothing that could be less.
//!
//! ```text
//! cargo bench -p benches --bench parts -- base64url
//! ```
#![expect(clippy::unwrap_used, reason = "a panic ends the benchmark")]

use std::hint::black_box;
use std::thread;
use std::time::SystemTime;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use base64_simd::AsOut;
use course::AUDIENCE;
use course::ISSUER;
use course::keys;
use course::payload;
use course::payload::Session;
use criterion::BenchmarkId;
use criterion::Criterion;
use criterion::Throughput;
use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::inspect;
use jwt_core::jws;
use jwt_core::jwt;
use jwt_core::jwt::Buffer;
use jwt_core::jwt::Verifier;
use jwt_core::key::Jwk;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;
use serde::Deserialize;
use serde_json::Value;
use sha2::block_api::compress256;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    decode(&mut criterion);
    encode(&mut criterion);
    header(&mut criterion);
    import(&mut criterion);
    inspection(&mut criterion);
    candidates(&mut criterion);
    many(&mut criterion);
    criterion.final_summary();
}

/// Characters of an HMAC, of a payload, and of a large one.
const LENGTHS: [usize; 3] = [43, 400, 5600];

fn text(length: usize) -> String {
    let octets: Vec<u8> =
        (0..=u8::MAX).cycle().take(length.div_ceil(4).saturating_mul(3)).collect();
    let mut text = URL_SAFE_NO_PAD.encode(octets);
    text.truncate(length);
    // The last character of 43 has two bits that must be zero.
    text.pop();
    text.push('A');
    text
}

fn decode(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("base64url-decode");
    for length in LENGTHS {
        let text = text(length);
        let mut out = vec![0; length];
        group.throughput(Throughput::Bytes(u64::try_from(length).unwrap()));
        group.bench_function(BenchmarkId::new("ours", length), |bencher| {
            bencher.iter(|| {
                base64url::decode_into(black_box(text.as_bytes()), &mut out).unwrap().len()
            });
        });
        group.bench_function(BenchmarkId::new("base64", length), |bencher| {
            bencher.iter(|| URL_SAFE_NO_PAD.decode_slice(black_box(&text), &mut out).unwrap());
        });
        group.bench_function(BenchmarkId::new("limit", length), |bencher| {
            let simd = base64_simd::URL_SAFE_NO_PAD;
            bencher.iter(|| simd.decode(black_box(text.as_bytes()), out.as_out()).unwrap().len());
        });
    }
    group.finish();
}

fn encode(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("base64url-encode");
    for length in LENGTHS {
        let octets = base64url::decode(text(length)).unwrap();
        let mut out = vec![0; length];
        group.throughput(Throughput::Bytes(u64::try_from(length).unwrap()));
        group.bench_function(BenchmarkId::new("ours", length), |bencher| {
            bencher.iter(|| base64url::encode_into(black_box(&octets), &mut out).unwrap().len());
        });
        group.bench_function(BenchmarkId::new("base64", length), |bencher| {
            bencher.iter(|| URL_SAFE_NO_PAD.encode_slice(black_box(&octets), &mut out).unwrap());
        });
        group.bench_function(BenchmarkId::new("limit", length), |bencher| {
            let simd = base64_simd::URL_SAFE_NO_PAD;
            bencher.iter(|| simd.encode(black_box(&octets), out.as_out()).len());
        });
    }
    group.finish();
}

fn session() -> String {
    jwt::sign(&SigningKey::hmac(Algorithm::Hs256, keys::HMAC).unwrap(), &payload::session())
        .unwrap()
}

/// A header that was not seen before is read. Ours does it on the way to a key, and here there is none.
fn header(criterion: &mut Criterion) {
    #[derive(Deserialize)]
    struct Header<'h> {
        alg: &'h str,
        typ: Option<&'h str>,
        kid: Option<&'h str>,
    }

    let token = session();
    let (none, policy): (Vec<VerifyingKey>, _) = (Vec::new(), jws::Policy::default());
    let mut group = criterion.benchmark_group("header");
    group.bench_function("ours, up to the key", |bencher| {
        bencher.iter(|| jws::verify(black_box(&token), &none, &policy).unwrap_err());
    });
    group.bench_function("jsonwebtoken", |bencher| {
        bencher.iter(|| jsonwebtoken::decode_header(black_box(&token)).unwrap());
    });
    group.bench_function("limit", |bencher| {
        let mut out = Vec::new();
        bencher.iter(|| {
            let (header, _) = black_box(&token).split_once('.').unwrap();
            out.clear();
            base64_simd::URL_SAFE_NO_PAD.decode_append(header, &mut out).unwrap();
            let header: Header<'_> = serde_json::from_slice(&out).unwrap();
            (header.alg.len(), header.typ.is_some(), header.kid.is_some())
        });
    });
    group.finish();
}

/// A public key is read and made ready to verify. The limit takes its PEM apart.
fn import(criterion: &mut Criterion) {
    for (name, algorithm, pem) in [
        ("rs256", Algorithm::Rs256, keys::RSA_PUBLIC),
        ("es256", Algorithm::Es256, keys::P256_PUBLIC),
        ("es384", Algorithm::Es384, keys::P384_PUBLIC),
        ("ed25519", Algorithm::EdDsa, keys::ED25519_PUBLIC),
    ] {
        let jwk = Jwk::from_pem(pem).unwrap().to_json();
        let theirs: jsonwebtoken::jwk::Jwk = serde_json::from_str(&jwk).unwrap();
        let decoding = |pem: &str| match name {
            "rs256" => jsonwebtoken::DecodingKey::from_rsa_pem(pem.as_bytes()),
            "ed25519" => jsonwebtoken::DecodingKey::from_ed_pem(pem.as_bytes()),
            _ => jsonwebtoken::DecodingKey::from_ec_pem(pem.as_bytes()),
        };
        let mut group = criterion.benchmark_group(format!("import-{name}"));
        group.bench_function(BenchmarkId::new("ours", "PEM"), |bencher| {
            bencher.iter(|| VerifyingKey::from_pem(algorithm, black_box(pem)).unwrap());
        });
        group.bench_function(BenchmarkId::new("ours", "JWK"), |bencher| {
            bencher.iter(|| {
                let jwk = Jwk::from_json(black_box(&jwk)).unwrap();
                VerifyingKey::from_jwk(&jwk, Some(algorithm)).unwrap()
            });
        });
        group.bench_function(BenchmarkId::new("jsonwebtoken", "PEM"), |bencher| {
            bencher.iter(|| decoding(black_box(pem)).unwrap());
        });
        group.bench_function(BenchmarkId::new("jsonwebtoken", "JWK"), |bencher| {
            bencher.iter(|| {
                let _: jsonwebtoken::jwk::Jwk = serde_json::from_str(black_box(&jwk)).unwrap();
                jsonwebtoken::DecodingKey::from_jwk(black_box(&theirs)).unwrap()
            });
        });
        group.bench_function("limit", |bencher| {
            bencher.iter(|| {
                let lines = black_box(pem).lines().filter(|line| !line.starts_with('-'));
                STANDARD.decode(lines.collect::<String>()).unwrap()
            });
        });
        group.finish();
    }
}

/// A token is looked at by a person. The limit reads both of its texts.
fn inspection(criterion: &mut Criterion) {
    let token = session();
    let mut group = criterion.benchmark_group("inspect");
    group.bench_function("ours", |bencher| {
        bencher.iter(|| inspect::inspect(black_box(token.as_bytes())).segments.len());
    });
    group.bench_function("limit", |bencher| {
        bencher.iter(|| {
            let read = |text| {
                let octets = base64_simd::URL_SAFE_NO_PAD.decode_to_vec(text).unwrap();
                serde_json::from_slice::<Value>(&octets).unwrap()
            };
            black_box(&token).split('.').take(2).map(read).count()
        });
    });
    group.finish();
}

/// A wrong secret is tried on a signing input of 200 octets.
fn candidates(criterion: &mut Criterion) {
    let key = SigningKey::hmac(Algorithm::Hs256, keys::HMAC).unwrap();
    // 20 characters of header and a dot; 179 of payload.
    let header = jws::HeaderBuilder::new();
    let token = jws::sign(&key, &header, &[b'a'; 134]).unwrap();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    assert_eq!(signed.len(), 200, "{signed}");
    let tries = jws::SecretCandidates::new(&token, &jws::Caps::default()).unwrap();
    let decoding = jsonwebtoken::DecodingKey::from_secret(b"correct horse");
    let theirs = jsonwebtoken::Algorithm::HS256;
    let mut group = criterion.benchmark_group("candidates");
    group.throughput(Throughput::Elements(1));
    group.bench_function("ours", |bencher| {
        bencher.iter(|| tries.matches(black_box(b"correct horse")));
    });
    group.bench_function("jsonwebtoken", |bencher| {
        bencher.iter(|| {
            let decoding = black_box(&decoding);
            jsonwebtoken::crypto::verify(signature, signed.as_bytes(), decoding, theirs).unwrap()
        });
    });
    // One block of each key, four of the text, one of the inner hash.
    group.bench_function("limit", |bencher| {
        let mut state = [0; 8];
        bencher.iter(|| compress256(&mut state, black_box(&[[0; 64]; 7])));
    });
    group.finish();
}

/// Tokens that are verified one after the other, and by two threads, a half by each.
fn many(criterion: &mut Criterion) {
    const TOKENS: usize = 64;

    let secret = SigningKey::hmac(Algorithm::Hs256, keys::HMAC).unwrap();
    let private = SigningKey::from_pem(Algorithm::Es256, keys::P256).unwrap();
    for (name, key, rival, rules) in [
        (
            "hs256",
            secret,
            jsonwebtoken::DecodingKey::from_secret(keys::HMAC),
            jsonwebtoken::Algorithm::HS256,
        ),
        (
            "es256",
            private,
            jsonwebtoken::DecodingKey::from_ec_pem(keys::P256_PUBLIC.as_bytes()).unwrap(),
            jsonwebtoken::Algorithm::ES256,
        ),
    ] {
        let verifier =
            Verifier::new(key.verifying_key().prepare()).issuer(ISSUER).audience(AUDIENCE);
        let mut rules = jsonwebtoken::Validation::new(rules);
        rules.set_issuer(&[ISSUER]);
        rules.set_audience(&[AUDIENCE]);
        let tokens: Vec<_> =
            (0..TOKENS).map(|_| jwt::sign(&key, &payload::session()).unwrap()).collect();
        let ours = |tokens: &[String]| {
            let mut buffer = Buffer::new();
            for token in tokens {
                let now = SystemTime::now();
                verifier.verify_borrowed::<Session<&str>>(token, now, &mut buffer).unwrap();
            }
        };
        let theirs = |tokens: &[String]| {
            for token in tokens {
                jsonwebtoken::decode::<Session<String>>(token, &rival, &rules).unwrap();
            }
        };
        let mut group = criterion.benchmark_group(format!("many-{name}"));
        group.throughput(Throughput::Elements(u64::try_from(TOKENS).unwrap()));
        for threads in [1, 2] {
            group.bench_function(BenchmarkId::new("ours", threads), |bencher| {
                bencher.iter(|| shared(threads, &tokens, ours));
            });
            group.bench_function(BenchmarkId::new("jsonwebtoken", threads), |bencher| {
                bencher.iter(|| shared(threads, &tokens, theirs));
            });
            // What it takes to have the threads.
            group.bench_function(BenchmarkId::new("limit", threads), |bencher| {
                bencher.iter(|| {
                    shared(threads, &tokens, |tokens| {
                        black_box(tokens);
                    });
                });
            });
        }
        group.finish();
    }
}

fn shared(threads: usize, tokens: &[String], work: impl Fn(&[String]) + Sync) {
    if threads == 1 {
        return work(tokens);
    }
    let share = tokens.len().div_ceil(threads);
    thread::scope(|scope| {
        for tokens in tokens.chunks(share) {
            scope.spawn(|| work(tokens));
        }
    });
}
