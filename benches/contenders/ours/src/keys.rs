//! Keys that are read, and headers and tokens that are looked into.

use std::cell::Cell;
use std::hint::black_box;

use course::Case;
use course::Cases;
use course::keys;
use jwt_core::Algorithm;
use jwt_core::inspect;
use jwt_core::jws;
use jwt_core::jws::Header;
use jwt_core::jws::KeyLookup;
use jwt_core::jws::Policy;
use jwt_core::key::Jwk;
use jwt_core::key::SigningKey;
use jwt_core::key::VerifyingKey;

#[expect(clippy::unnecessary_wraps, reason = "as the other cases are given")]
pub(crate) fn cases() -> Cases {
    Ok(vec![
        public("import-pem-es256", Algorithm::Es256),
        public("import-pem-rs256", Algorithm::Rs256),
        private("import-private-pem-es256", Algorithm::Es256),
        private("import-private-pem-rs256", Algorithm::Rs256),
        Case::new("import-jwk-es256", |text, watch| {
            let key = VerifyingKey::from_jwk(&Jwk::from_json(text)?, Some(Algorithm::Es256))?;
            watch.saw(&key, |_| "a key");
            Ok(())
        }),
        Case::new("make-jwk-es256", |_, watch| {
            let jwk = Jwk::from_pem(keys::P256_PUBLIC)?;
            watch.saw(&jwk, |jwk| jwk.to_json().to_string());
            Ok(())
        }),
        header(),
        Case::new("inspect", |token, watch| {
            let inspection = inspect::inspect(token.as_bytes());
            watch.saw(&inspection, |inspection| inspection.segment_count.to_string());
            Ok(())
        }),
    ])
}

fn public(name: &str, algorithm: Algorithm) -> Case {
    Case::new(name, move |_, watch| {
        let key = VerifyingKey::from_pem(algorithm, black_box(pem(algorithm, false)))?;
        watch.saw(&key, |_| "a key");
        Ok(())
    })
}

fn private(name: &str, algorithm: Algorithm) -> Case {
    Case::new(name, move |_, watch| {
        let key = SigningKey::from_pem(algorithm, black_box(pem(algorithm, true)))?;
        watch.saw(&key, |_| "a key");
        Ok(())
    })
}

fn pem(algorithm: Algorithm, private: bool) -> &'static str {
    match (algorithm, private) {
        (Algorithm::Es256, true) => keys::P256,
        (Algorithm::Es256, false) => keys::P256_PUBLIC,
        (_, true) => keys::RSA,
        (_, false) => keys::RSA_PUBLIC,
    }
}

/// A header is read to look its key up; there is none, so the rest of the token is left alone.
fn header() -> Case {
    Case::new("header", |token, watch| {
        let seen = Cell::new(0);
        let source = KeyLookup::new(|header: &Header<'_>| {
            seen.set(header.algorithm_name().len());
            Vec::new()
        });
        let refused = jws::verify(token, &source, &Policy::default()).is_err();
        if !refused || seen.get() == 0 {
            return Err("the header was not read".into());
        }
        watch.saw(&seen, |seen| seen.get().to_string());
        Ok(())
    })
}
