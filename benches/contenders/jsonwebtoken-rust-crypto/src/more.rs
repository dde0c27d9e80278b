//! Keys that are read, headers that are looked into, secrets that are tried, and things that grow.

use std::hint::black_box;

use course::Case;
use course::growth;
use course::payload::Tiny;
use course::payload::show;
use jsonwebtoken::Algorithm;
use jsonwebtoken::DecodingKey;
use jsonwebtoken::Validation;
use jsonwebtoken::crypto;
use jsonwebtoken::dangerous::insecure_decode;
use jsonwebtoken::decode;
use jsonwebtoken::decode_header;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::jwk::JwkSet;
use serde_json::Value;

use crate::decoding_key;
use crate::encoding_key;
use crate::tiny_rules;
use crate::verify;

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = vec![
        public("import-pem-es256", Algorithm::ES256),
        public("import-pem-rs256", Algorithm::RS256),
        private("import-private-pem-es256", Algorithm::ES256),
        private("import-private-pem-rs256", Algorithm::RS256),
        Case::new("import-jwk-es256", |text, watch| {
            let key = DecodingKey::from_jwk(&serde_json::from_str::<Jwk>(text)?)?;
            watch.saw(&key, |_| "a key");
            Ok(())
        }),
        Case::new("header", |token, watch| {
            let header = decode_header(token)?;
            watch.saw(&header, |header| format!("{:?}", header.alg).len().to_string());
            Ok(())
        }),
        Case::new("inspect", |token, watch| {
            let data = insecure_decode::<Value>(token)?;
            watch.saw(&data, |_| "3");
            Ok(())
        }),
        candidate("candidate", (0..1024).map(|at| format!("password{at}").into_bytes()).collect()),
        candidate("candidate-right", vec![course::keys::HMAC.to_vec()]),
        verify::<Tiny<String>>("grow-token", DecodingKey::from_secret(course::keys::HMAC), rules()),
        claims(),
    ];
    cases.extend(growth::KEYS.map(keys));
    cases
}

fn rules() -> Validation {
    tiny_rules(Algorithm::HS256)
}

fn public(name: &str, algorithm: Algorithm) -> Case {
    Case::new(name, move |_, watch| {
        let key = decoding_key(black_box(algorithm))?;
        watch.saw(&key, |_| "a key");
        Ok(())
    })
}

fn private(name: &str, algorithm: Algorithm) -> Case {
    Case::new(name, move |_, watch| {
        let key = encoding_key(black_box(algorithm))?;
        watch.saw(&key, |_| "a key");
        Ok(())
    })
}

/// As crackers do that are built upon it.
fn candidate(name: &str, secrets: Vec<Vec<u8>>) -> Case {
    let mut next = secrets.into_iter().cycle();
    Case::new(name, move |token, watch| {
        let (message, signature) = token.rsplit_once('.').ok_or("no signature")?;
        let key = DecodingKey::from_secret(&next.next().ok_or("no secret")?);
        let found = crypto::verify(signature, message.as_bytes(), &key, Algorithm::HS256)?;
        watch.saw(&found, |found| *found);
        Ok(())
    })
}

fn claims() -> Case {
    let (key, rules) = (DecodingKey::from_secret(course::keys::HMAC), rules());
    Case::new("grow-claims", move |token, watch| {
        let data = decode::<Value>(token, &key, &rules)?;
        watch.saw(&data.claims, |claims| {
            claims.as_object().map_or(0, serde_json::Map::len).to_string()
        });
        Ok(())
    })
}

/// As its documentation finds a key: by the `kid` of the header, in the set.
fn keys(keys: usize) -> Case {
    let (mut set, rules) = (None, rules());
    Case::new(format!("grow-keys-{keys}"), move |token, watch| {
        if set.is_none() {
            set = Some(serde_json::from_str::<JwkSet>(&growth::key_set(keys))?);
        }
        let kid = decode_header(token)?.kid.ok_or("no kid")?;
        let jwk = set.as_ref().and_then(|set| set.find(&kid)).ok_or("no key")?;
        let data = decode::<Tiny<String>>(token, &DecodingKey::from_jwk(jwk)?, &rules)?;
        watch.saw(&data.claims, show);
        Ok(())
    })
}
