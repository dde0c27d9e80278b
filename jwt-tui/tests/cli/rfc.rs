//! The examples of RFC 7515 and RFC 8037, verified with the keys that stand beside them.

use super::run::data;
use super::run::run;
use super::run::token;

/// The tokens that carry claims, and those that do not.
const JWTS: [&str; 3] = ["rfc7515_a1_hs256", "rfc7515_a2_rs256", "rfc7515_a3_es256"];
const OTHERS: [&str; 2] = ["rfc7515_a4_es512", "rfc8037_a4_eddsa"];

fn verify(name: &str, token: &str, more: &[&str]) -> super::run::Ran {
    let key = data(&format!("{name}.jwk"));
    run(&[&["verify", token, "--key", &key], more].concat())
}

/// Trap 2.11: with each new version of a library, signing and verifying broke.
#[test]
fn the_claims_hold_a_second_before_they_expire() {
    for name in JWTS {
        let ran = verify(name, &token(name), &["--at", "1300819379"]);
        assert_eq!(ran.code, Some(0), "{name}: {}{}", ran.stdout, ran.stderr);
        let headline = "signature holds, valid until 2011-03-22 18:43:00 UTC (in 1s)\n";
        assert!(ran.stdout.starts_with(headline), "{}", ran.stdout);
        assert!(ran.words().contains("not pinned"), "{}", ran.stdout);
    }
}

#[test]
fn they_expire_on_the_second_and_the_signature_still_holds() {
    for name in JWTS {
        for at in [&[][..], &["--at", "1300819380"], &["--at", "2011-03-22T18:43:00Z"]] {
            let ran = verify(name, &token(name), at);
            assert_eq!(ran.code, Some(11), "{name}: {}", ran.stderr);
            let headline = "signature holds, expired since 2011-03-22 18:43:00 UTC (";
            assert!(ran.stdout.starts_with(headline), "{}", ran.stdout);
        }
        let ran = verify(name, &token(name), &["--at", "1300819380", "--leeway", "1s"]);
        assert_eq!(ran.code, Some(0));
    }
}

#[test]
fn a_payload_without_claims_passes_as_a_jws_only() {
    for name in OTHERS {
        let ran = verify(name, &token(name), &["--jws"]);
        assert_eq!(ran.code, Some(0), "{name}: {}{}", ran.stdout, ran.stderr);
        let ran = verify(name, &token(name), &[]);
        assert_eq!(ran.code, Some(13), "{name}: {}", ran.stderr);
        let headline = "signature holds but the payload is no Claims Set\n";
        assert!(ran.stdout.starts_with(headline), "{}", ran.stdout);
    }
}

#[test]
fn without_a_key_nothing_is_said_of_the_signature() {
    for name in [JWTS.as_slice(), &OTHERS].concat() {
        let ran = run(&["verify", &token(name)]);
        assert_eq!(ran.code, Some(4));
        assert!(ran.stdout.starts_with("signature not checked"), "{}", ran.stdout);
        assert_eq!(run(&["inspect", &token(name)]).code, Some(0));
    }
}

#[test]
fn one_character_of_any_segment_changed_is_refused() {
    for name in [JWTS.as_slice(), &OTHERS].concat() {
        let token = token(name);
        let segments: Vec<&str> = token.split('.').collect();
        for (index, segment) in segments.iter().enumerate() {
            for place in [0, segment.len() / 2, segment.len() - 1] {
                let other = if segment.as_bytes()[place] == b'A' { 'B' } else { 'A' };
                let mut changed: Vec<String> =
                    segments.iter().map(|one| (*one).to_owned()).collect();
                changed[index].replace_range(place..=place, &other.to_string());
                let ran = verify(name, &changed.join("."), &["--jws", "-q"]);
                let refused = [1, 3, 10, 14].map(Some).contains(&ran.code);
                assert!(refused, "{name} segment {index} character {place}: {:?}", ran.code);
            }
        }
    }
}

#[test]
fn the_key_of_another_example_never_fits() {
    for (name, other, code) in [
        ("rfc7515_a1_hs256", "rfc7515_a2_rs256", 14),
        ("rfc7515_a2_rs256", "rfc7515_a1_hs256", 14),
        ("rfc7515_a3_es256", "rfc7515_a4_es512", 14),
        ("rfc8037_a4_eddsa", "rfc7515_a3_es256", 14),
    ] {
        let ran = verify(other, &token(name), &["--at", "1300819379"]);
        assert_eq!(ran.code, Some(code), "{name} {other}: {}", ran.stdout);
    }
}
