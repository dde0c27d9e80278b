//! Text that is encoded, keys that are read, headers that are looked into, secrets that are tried.

use std::error::Error;
use std::hint::black_box;

use base64_simd::URL_SAFE_NO_PAD as BASE64URL;
use course::Case;
use hmac::Hmac;
use hmac::KeyInit as _;
use hmac::Mac as _;
use serde::Deserialize;
use serde_json::Value;
use sha2::Sha256;

use crate::Opened;
use crate::now;
use crate::primitive::Name;
use crate::primitive::Signing;
use crate::primitive::Verifying;

/// What a service looks for in a header.
#[derive(Deserialize)]
struct Header<'a> {
    alg: &'a str,
    kid: Option<&'a str>,
}

pub(crate) fn cases() -> Result<Vec<Case>, Box<dyn Error>> {
    let mut cases = encoding();
    cases.extend([
        public("import-pem-es256", Name::Es256),
        public("import-pem-rs256", Name::Rs256),
        private("import-private-pem-es256", Name::Es256),
        private("import-private-pem-rs256", Name::Rs256),
        header(),
        inspect(),
        candidate("candidate", (0..1024).map(|at| format!("password{at}").into_bytes()).collect()),
        candidate("candidate-right", vec![course::keys::HMAC.to_vec()]),
        claims()?,
    ]);
    Ok(cases)
}

fn encoding() -> Vec<Case> {
    course::encoding::cases(
        |text, octets| {
            BASE64URL.decode_append(text, octets)?;
            Ok(())
        },
        |text, encoded| {
            BASE64URL.encode_append(text, encoded);
        },
    )
}

fn public(case: &str, name: Name) -> Case {
    Case::new(case, move |_, watch| {
        let key = Verifying::new(black_box(name))?;
        watch.saw(&key, |_| "a key");
        Ok(())
    })
}

fn private(case: &str, name: Name) -> Case {
    Case::new(case, move |_, watch| {
        let key = Signing::new(black_box(name))?;
        watch.saw(&key, |_| "a key");
        Ok(())
    })
}

fn header() -> Case {
    let mut octets = Vec::new();
    Case::new("header", move |token, watch| {
        let (header, _) = token.split_once('.').ok_or("no payload")?;
        octets.clear();
        BASE64URL.decode_append(header, &mut octets)?;
        let header: Header<'_> = serde_json::from_slice(&octets)?;
        watch.saw(&(header.alg, header.kid), |(alg, _)| alg.len());
        Ok(())
    })
}

/// Two trees, and nothing said about them.
fn inspect() -> Case {
    Case::new("inspect", |token, watch| {
        let mut segments = token.split('.');
        let mut tree = || -> Result<Value, Box<dyn Error>> {
            let segment = segments.next().ok_or("no segment")?;
            Ok(serde_json::from_slice(&BASE64URL.decode_to_vec(segment)?)?)
        };
        let trees = (tree()?, tree()?);
        watch.saw(&trees, |_| "3");
        Ok(())
    })
}

fn candidate(name: &str, secrets: Vec<Vec<u8>>) -> Case {
    let mut next = secrets.into_iter().cycle();
    let mut tag = Vec::new();
    Case::new(name, move |token, watch| {
        let (message, signature) = token.rsplit_once('.').ok_or("no signature")?;
        if tag.is_empty() {
            tag = BASE64URL.decode_to_vec(signature)?;
        }
        let secret = next.next().ok_or("no secret")?;
        let keyed = Hmac::<Sha256>::new_from_slice(&secret)?;
        let found = keyed.chain_update(message).finalize().into_bytes().as_slice() == tag;
        watch.saw(&found, |found| *found);
        Ok(())
    })
}

fn claims() -> Result<Case, Box<dyn Error>> {
    let mut opened = Opened::new(Name::Hs256)?;
    Ok(Case::new("grow-claims", move |token, watch| {
        let now = now()?;
        let read: Value = serde_json::from_str(opened.open(token)?)?;
        if read.get("exp").and_then(Value::as_u64).is_none_or(|exp| exp <= now) {
            return Err("expired".into());
        }
        watch.saw(&read, |read| read.as_object().map_or(0, serde_json::Map::len));
        Ok(())
    }))
}
