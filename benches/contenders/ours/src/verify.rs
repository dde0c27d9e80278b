//! Tokens that are checked.

use std::time::SystemTime;

use course::AUDIENCE;
use course::Case;
use course::Cases;
use course::ISSUER;
use course::payload::Large;
use course::payload::Session;
use course::payload::Tiny;
use course::payload::show;
use course::payload::show_value;
use jwt_core::Algorithm;
use jwt_core::jwt::Buffer;
use jwt_core::jwt::Verifier;
use jwt_core::key::VerifyingKey;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::ALGORITHMS;
use crate::verifying_key;

type Rules = Verifier<VerifyingKey>;

/// Who the token must be from, and for whom.
fn rules(key: VerifyingKey) -> Rules {
    Verifier::new(key).issuer(ISSUER).audience(AUDIENCE)
}

pub(crate) fn cases() -> Cases {
    let mut cases = Vec::new();
    for (name, algorithm) in ALGORITHMS {
        let key = verifying_key(algorithm)?;
        cases.push(owned::<Session<String>>(format!("{name}-verify"), rules(key.clone())));
        let prepared = rules(key.prepare());
        cases.push(owned::<Session<String>>(format!("{name}-verify-prepared"), prepared));
        cases.push(Case::new(format!("{name}-verify-per-call"), move |token, watch| {
            let rules = rules(verifying_key(algorithm)?);
            let claims = rules.verify_as::<Session<String>>(token, SystemTime::now())?;
            watch.saw(claims.claims(), show);
            Ok(())
        }));
    }
    let key = verifying_key(Algorithm::Hs256)?;
    let session = || rules(key.clone());
    // The tiny claims name nobody.
    let tiny = || Verifier::new(key.clone());
    cases.extend([
        owned::<Tiny<String>>("hs256-verify-tiny", tiny()),
        owned::<Large<String>>("hs256-verify-large", session()),
        value("hs256-verify-value-tiny", tiny()),
        value("hs256-verify-value", session()),
        value("hs256-verify-value-large", session()),
        borrowed("hs256-verify-borrowed", session()),
    ]);
    cases.push(borrowed_tiny("hs256-verify-borrowed-tiny", tiny()));
    cases.push(borrowed_large("hs256-verify-borrowed-large", session()));
    Ok(cases)
}

fn owned<C: DeserializeOwned + Serialize + 'static>(name: impl Into<String>, rules: Rules) -> Case {
    Case::new(name, move |token, watch| {
        let verified = rules.verify_as::<C>(token, SystemTime::now())?;
        watch.saw(verified.claims(), show);
        Ok(())
    })
}

fn value(name: &str, rules: Rules) -> Case {
    Case::new(name, move |token, watch| {
        let verified = rules.verify_as::<Value>(token, SystemTime::now())?;
        watch.saw(verified.claims(), show_value);
        Ok(())
    })
}

/// The same lines for each type that borrows: a type of one lifetime is no parameter.
macro_rules! borrowed {
    ($name:ident, $claims:ident) => {
        fn $name(name: impl Into<String>, rules: Rules) -> Case {
            let mut buffer = Buffer::new();
            Case::new(name, move |token, watch| {
                let now = SystemTime::now();
                let verified = rules.verify_borrowed::<$claims<&str>>(token, now, &mut buffer)?;
                watch.saw(verified.claims(), show);
                Ok(())
            })
        }
    };
}

borrowed!(borrowed, Session);
borrowed!(borrowed_tiny, Tiny);
borrowed!(borrowed_large, Large);
