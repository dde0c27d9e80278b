//! Tokens that are made.

use std::hint::black_box;

use course::Case;
use course::Cases;
use course::payload;
use jwt_core::Algorithm;
use jwt_core::jwt;
use jwt_core::key::SigningKey;
use serde::Serialize;

use crate::ALGORITHMS;
use crate::signing_key;

pub(crate) fn cases() -> Cases {
    let mut cases = Vec::new();
    for (name, algorithm) in ALGORITHMS {
        let key = signing_key(algorithm)?;
        cases.push(case(format!("{name}-sign"), key, payload::session()));
        cases.push(Case::new(format!("{name}-sign-per-call"), move |_, watch| {
            let token = jwt::sign(&signing_key(algorithm)?, black_box(&payload::session()))?;
            watch.saw(&token, String::clone);
            Ok(())
        }));
    }
    let key = signing_key(Algorithm::Hs256)?;
    cases.push(case("hs256-sign-tiny", key.clone(), payload::tiny()));
    cases.push(case("hs256-sign-large", key, payload::large()));
    Ok(cases)
}

fn case(name: impl Into<String>, key: SigningKey, claims: impl Serialize + 'static) -> Case {
    Case::new(name, move |_, watch| {
        let token = jwt::sign(&key, black_box(&claims))?;
        watch.saw(&token, String::clone);
        Ok(())
    })
}
