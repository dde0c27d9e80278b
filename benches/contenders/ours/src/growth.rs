//! Longer tokens, more claims, more keys.

use std::time::SystemTime;

use course::Case;
use course::Cases;
use course::growth;
use course::payload::Tiny;
use course::payload::show;
use jwt_core::Algorithm;
use jwt_core::jws;
use jwt_core::jws::Caps;
use jwt_core::jws::HeaderBuilder;
use jwt_core::jwt::Verifier;
use jwt_core::key::Jwk;
use jwt_core::key::JwkSet;
use serde_json::Value;

use crate::ALGORITHMS;
use crate::signing_key;
use crate::verifying_key;

pub(crate) fn cases() -> Cases {
    let mut cases = Vec::new();
    for (name, algorithm) in ALGORITHMS {
        // The runner writes the payload: tokens of other sizes, and tokens that must be refused.
        let key = signing_key(algorithm)?;
        cases.push(Case::new(format!("{name}-make"), move |payload, watch| {
            let header = HeaderBuilder::new().typ("JWT");
            watch.saw(&jws::sign(&key, &header, payload.as_bytes())?, String::clone);
            Ok(())
        }));
    }
    let caps = Caps::default().token_bytes(8 << 20);
    let wide = Verifier::new(verifying_key(Algorithm::Hs256)?).caps(caps);
    let rules = wide.clone();
    cases.push(Case::new("grow-token", move |token, watch| {
        let verified = rules.verify_as::<Tiny<String>>(token, SystemTime::now())?;
        watch.saw(verified.claims(), show);
        Ok(())
    }));
    cases.push(Case::new("grow-claims", move |token, watch| {
        let verified = wide.verify_as::<Value>(token, SystemTime::now())?;
        watch.saw(verified.claims(), |claims| {
            claims.as_object().map_or(0, serde_json::Map::len).to_string()
        });
        Ok(())
    }));
    for keys in growth::KEYS {
        let last = Jwk::from_json(growth::key(keys.saturating_sub(1)))?.signing_key(None)?;
        cases.push(Case::new(format!("make-for-{keys}-keys"), move |payload, watch| {
            let header = HeaderBuilder::new().typ("JWT");
            watch.saw(&jws::sign(&last, &header, payload.as_bytes())?, String::clone);
            Ok(())
        }));
        // Made when it is asked for: ten thousand keys take their time.
        let mut rules = None;
        cases.push(Case::new(format!("grow-keys-{keys}"), move |token, watch| {
            if rules.is_none() {
                let set = JwkSet::from_json(growth::key_set(keys))?;
                rules = Some(Verifier::new(set.verifying_keys()?));
            }
            let rules = rules.as_ref().ok_or("no keys")?;
            let verified = rules.verify_as::<Tiny<String>>(token, SystemTime::now())?;
            watch.saw(verified.claims(), show);
            Ok(())
        }));
    }
    Ok(cases)
}
