//! What is timed is the same work: for every case of `benches/tokens.rs` all who have it read the same claims, refuse
//! the same tokens and make tokens that the others read. The runner proves the same of those that it alone can build.

use course::ISSUER;
use course::payload;
use jwt_core::base64url;
use jwt_core::jws;
use jwt_core::key::SigningKey;

use super::Algorithm;
use crate::contenders::Contender;
use crate::contenders::all;
use crate::contenders::signing;

/// Cases that somebody has, with the case that makes their tokens.
fn cases(contenders: &[Contender]) -> Vec<(String, String)> {
    let names = contenders.iter().flat_map(|contender| &contender.cases);
    let mut cases: Vec<_> =
        names.filter_map(|case| Some((case.name().to_owned(), signing(case.name())?))).collect();
    cases.sort();
    cases.dedup();
    cases
}

/// The claims that a case works on, as JSON.
fn claims(case: &str) -> String {
    match case {
        _ if case.ends_with("-tiny") => payload::show(&payload::tiny()),
        _ if case.ends_with("-large") => payload::show(&payload::large()),
        _ => payload::show(&payload::session()),
    }
}

/// A token of other claims by the key of a case.
fn signed(case: &str, claims: &str) -> String {
    let (algorithm, pem) = match case.split_once('-').unwrap().0 {
        "hs256" => (Algorithm::Hs256, ""),
        "rs256" => (Algorithm::Rs256, course::keys::RSA),
        "ps256" => (Algorithm::Ps256, course::keys::RSA),
        "es256" => (Algorithm::Es256, course::keys::P256),
        "es384" => (Algorithm::Es384, course::keys::P384),
        "ed25519" => (Algorithm::EdDsa, course::keys::ED25519),
        other => panic!("{other}"),
    };
    let key = if pem.is_empty() {
        SigningKey::hmac(algorithm, course::keys::HMAC)
    } else {
        SigningKey::from_pem(algorithm, pem)
    };
    jws::sign(&key.unwrap(), &jws::HeaderBuilder::new().typ("JWT"), claims.as_bytes()).unwrap()
}

/// The token with one bit of one octet of a segment turned over: of the payload or of the signature.
fn flipped(token: &str, segment: usize) -> String {
    let mut segments: Vec<_> = token.split('.').map(str::to_owned).collect();
    let mut octets = base64url::decode(&segments[segment]).unwrap();
    // The sixth of the payload is in the first claim's name or text, where JSON stays JSON.
    octets[5] ^= 1;
    segments[segment] = base64url::encode(octets);
    segments.join(".")
}

#[test]
fn every_timed_verification_reads_the_same_and_refuses_the_same() {
    let mut contenders = all();
    for (case, signing) in cases(&contenders) {
        if case.contains("-sign") {
            continue;
        }
        let claims = claims(&case);
        let token = contenders[0].case(&signing).unwrap().show("").unwrap();
        let mut bad = vec![
            ("a flipped bit in the payload", flipped(&token, 1)),
            ("a flipped bit in the signature", flipped(&token, 2)),
            ("an expired token", signed(&case, &claims.replace("4070908800", "1700000001"))),
        ];
        // The tiny claims name nobody.
        if claims.contains(ISSUER) {
            for (what, from, to) in [
                ("another issuer", "issuer.example", "issuer.invalid"),
                ("another audience", "api.example", "api.invalid"),
                ("a token that is not good yet", r#""nbf":1700000000"#, r#""nbf":4070900000"#),
            ] {
                assert!(claims.contains(from), "{claims}");
                bad.push((what, signed(&case, &claims.replace(from, to))));
            }
        }
        for contender in &mut contenders {
            let name = contender.name;
            let Some(work) = contender.case(&case) else { continue };
            let mut reads = |token: &str| {
                let read = work.show(token).map_err(|error| error.to_string());
                assert_eq!(read.as_ref(), Ok(&claims), "{name}, {case}");
            };
            reads(&token);
            reads(&signed(&case, &claims));
            for (what, token) in &bad {
                assert!(work.show(token).is_err(), "{name}, {case}: {what}");
            }
            // And after that still: nothing that was refused is remembered.
            let read = work.show(&token).map_err(|error| error.to_string());
            assert_eq!(read.as_ref(), Ok(&claims), "{name}, {case}");
        }
    }
}

#[test]
fn every_timed_token_is_read_by_the_others() {
    let mut contenders = all();
    for (case, signing) in cases(&contenders) {
        if !case.contains("-sign") {
            continue;
        }
        let reading = signing.replace("-sign", "-verify");
        let made: Vec<_> = contenders
            .iter_mut()
            .filter_map(|contender| {
                let name = contender.name;
                Some((name, contender.case(&case)?.show("").unwrap()))
            })
            .collect();
        assert!(made.iter().any(|(name, _)| *name == "ours"), "{case}");
        for (maker, token) in made {
            for contender in &mut contenders {
                let name = contender.name;
                let Some(work) = contender.case(&reading) else { continue };
                let read = work.show(&token).map_err(|error| error.to_string());
                assert_eq!(read, Ok(claims(&case)), "{case} by {maker}, {reading} by {name}");
            }
        }
    }
}
