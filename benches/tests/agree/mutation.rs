//! Tokens that are a step away from a good one, each with the name of that step.
//!
//! Half of them break the text of a good token. The other half are signed anew with the right key, so
//! that the readers of header and claims meet what a signature would otherwise keep from them.

use jwt_core::Algorithm;
use jwt_core::base64url;
use jwt_core::key::SigningKey;

use crate::random::LATE;
use crate::random::Random;

/// Every header and every payload of the lists below, signed anew: each difference shows, whatever
/// the seed.
pub(crate) fn signed_anew(key: &SigningKey) -> Vec<(&'static str, Vec<u8>)> {
    let headers = HEADERS.iter().map(|(name, header)| (*name, with_header(key, header)));
    let payloads = PAYLOADS.iter().map(|(name, payload)| (*name, with_payload(key, payload)));
    headers.chain(payloads).collect()
}

/// A good token with one thing done to it, and the name of that thing.
pub(crate) fn mutate(random: &mut Random, key: &SigningKey, good: &str) -> (&'static str, Vec<u8>) {
    match random.below(4) {
        0 => {
            let (name, header) = HEADERS[random.below(HEADERS.len())];
            (name, with_header(key, header))
        }
        1 => {
            let (name, payload) = PAYLOADS[random.below(PAYLOADS.len())];
            (name, with_payload(key, payload))
        }
        _ => in_the_text(random, key.algorithm(), good),
    }
}

fn with_header(key: &SigningKey, header: &[u8]) -> Vec<u8> {
    let header = header.replace(b"ALG", key.algorithm().as_str());
    signed(key, &header, format!(r#"{{"exp":{LATE}}}"#).as_bytes())
}

fn with_payload(key: &SigningKey, payload: &[u8]) -> Vec<u8> {
    let header = format!(r#"{{"typ":"JWT","alg":"{}"}}"#, key.algorithm());
    signed(key, header.as_bytes(), &payload.replace(b"LATE", &LATE.to_string()))
}

/// Octets of a template, where a word stands for what only the run knows.
trait Template {
    fn replace(&self, word: &[u8], by: &str) -> Vec<u8>;
}

impl Template for [u8] {
    fn replace(&self, word: &[u8], by: &str) -> Vec<u8> {
        let mut whole = Vec::new();
        let mut rest = self;
        while let Some(at) = rest.windows(word.len()).position(|window| window == word) {
            whole.extend_from_slice(&rest[..at]);
            whole.extend_from_slice(by.as_bytes());
            rest = &rest[at + word.len()..];
        }
        whole.extend_from_slice(rest);
        whole
    }
}

fn signed(key: &SigningKey, header: &[u8], payload: &[u8]) -> Vec<u8> {
    let input = format!("{}.{}", base64url::encode(header), base64url::encode(payload));
    let signature = key.sign(input.as_bytes()).unwrap();
    format!("{input}.{}", base64url::encode(signature)).into_bytes()
}

fn in_the_text(random: &mut Random, algorithm: Algorithm, good: &str) -> (&'static str, Vec<u8>) {
    let (input, signature) = good.rsplit_once('.').unwrap();
    let (header, payload) = input.split_once('.').unwrap();
    let mut octets = base64url::decode(signature).unwrap();
    let place = random.below(good.len());
    let with_signature = |octets: &[u8]| format!("{input}.{}", base64url::encode(octets));
    let (name, token) = match random.below(14) {
        0 => {
            let bit = random.below(octets.len() * 8);
            octets[bit / 8] ^= 1 << (bit % 8);
            ("a bit of the signature", with_signature(&octets))
        }
        1 => {
            octets.pop();
            ("an octet of the signature less", with_signature(&octets))
        }
        2 => {
            octets.push(u8::try_from(random.below(256)).unwrap());
            ("an octet of the signature more", with_signature(&octets))
        }
        3 => {
            octets.insert(0, 0);
            ("a zero before the signature", with_signature(&octets))
        }
        4 => ("no signature", format!("{input}.")),
        5 => ("two segments", input.to_owned()),
        6 => ("four segments", format!("{good}.{signature}")),
        7 => ("a dot more", format!("{good}.")),
        8 => ("padding", format!("{good}{}", "=".repeat(1 + random.below(2)))),
        9 => (
            "white space around",
            format!("{}{good}{}", random.pick(&["", " ", "\n"]), random.pick(&[" ", "\n", "\r\n"])),
        ),
        10 => ("segments swapped", format!("{payload}.{header}.{signature}")),
        11 => {
            let mut text = good.to_owned();
            text.replace_range(
                place..=place,
                random.pick(&["A", "Q", "g", "w", "_", "+", "/", "=", ".", "\u{e9}"]),
            );
            if text == good {
                text.push('A');
            }
            ("a character", text)
        }
        12 => {
            let mut text = good.to_owned();
            text.remove(place);
            ("a character less", text)
        }
        _ => match order(algorithm) {
            // Whoever sees one signature can write down the other.
            Some(order) => {
                let half = octets.len() / 2;
                let other = difference(&order, &octets[half..]);
                octets[half..].copy_from_slice(&other);
                ("the other s", with_signature(&octets))
            }
            None => ("no header", format!(".{payload}.{signature}")),
        },
    };
    (name, token.into_bytes())
}

/// The order of the curve, big-endian (SEC 2); P-521 has no second library here.
fn order(algorithm: Algorithm) -> Option<Vec<u8>> {
    let hex = match algorithm {
        Algorithm::Es256 => "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
        Algorithm::Es256k => "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
        Algorithm::Es384 => {
            "ffffffffffffffffffffffffffffffffffffffffffffffff\
             c7634d81f4372ddf581a0db248b0a77aecec196accc52973"
        }
        _ => return None,
    };
    let octet = |at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    Some((0..hex.len()).step_by(2).map(octet).collect())
}

/// `minuend - subtrahend`, both big-endian and of one length.
fn difference(minuend: &[u8], subtrahend: &[u8]) -> Vec<u8> {
    let mut borrow = false;
    let mut octets: Vec<u8> = minuend
        .iter()
        .zip(subtrahend)
        .rev()
        .map(|(left, right)| {
            let (one, first) = left.overflowing_sub(*right);
            let (one, second) = one.overflowing_sub(u8::from(borrow));
            borrow = first || second;
            one
        })
        .collect();
    octets.reverse();
    octets
}

/// Headers, where `ALG` is the key's algorithm.
const HEADERS: &[(&str, &[u8])] = &[
    ("header: white space", b" {\n \"alg\" : \"ALG\" ,\t\"typ\":\"JWT\"}\r\n"),
    ("header: an unknown parameter", br#"{"alg":"ALG","x":{"y":[1,null]}}"#),
    ("header: an escaped name", br#"{"\u0061lg":"ALG"}"#),
    ("header: a parameter twice", br#"{"alg":"ALG","alg":"ALG"}"#),
    ("header: an unknown parameter twice", br#"{"alg":"ALG","x":1,"x":2}"#),
    ("header: no typ", br#"{"alg":"ALG"}"#),
    ("header: typ of an access token", br#"{"alg":"ALG","typ":"at+jwt"}"#),
    ("header: typ in lower case", br#"{"alg":"ALG","typ":"jwt"}"#),
    ("header: typ of another kind", br#"{"alg":"ALG","typ":"JOSE"}"#),
    ("header: typ with the prefix", br#"{"alg":"ALG","typ":"application/jwt"}"#),
    ("header: typ is a number", br#"{"alg":"ALG","typ":1}"#),
    ("header: typ is null", br#"{"alg":"ALG","typ":null}"#),
    ("header: cty", br#"{"alg":"ALG","cty":"JWT"}"#),
    ("header: kid is a number", br#"{"alg":"ALG","kid":1}"#),
    ("header: kid is null", br#"{"alg":"ALG","kid":null}"#),
    ("header: crit names an unknown", br#"{"alg":"ALG","crit":["x"],"x":1}"#),
    ("header: crit is empty", br#"{"alg":"ALG","crit":[]}"#),
    ("header: crit is a string", br#"{"alg":"ALG","crit":"exp"}"#),
    ("header: crit names what is missing", br#"{"alg":"ALG","crit":["x"]}"#),
    ("header: b64 is true", br#"{"alg":"ALG","b64":true,"crit":["b64"]}"#),
    ("header: b64 is false", br#"{"alg":"ALG","b64":false,"crit":["b64"]}"#),
    ("header: b64 is false, not critical", br#"{"alg":"ALG","b64":false}"#),
    ("header: alg is none", br#"{"alg":"none"}"#),
    ("header: alg is missing", br#"{"typ":"JWT"}"#),
    ("header: alg with a space", br#"{"alg":"ALG "}"#),
    ("header: alg is a list", br#"{"alg":["ALG"]}"#),
    ("header: alg is ES512", br#"{"alg":"ES512"}"#),
    ("header: jwk", br#"{"alg":"ALG","jwk":{"kty":"oct","k":"AA"}}"#),
    ("header: jku", br#"{"alg":"ALG","jku":"https://evil.example/keys"}"#),
    ("header: jku is a number", br#"{"alg":"ALG","jku":1}"#),
    ("header: x5c is a string", br#"{"alg":"ALG","x5c":"MIIB"}"#),
    ("header: zip", br#"{"alg":"ALG","zip":"DEF"}"#),
    ("header: a list", br#"["ALG"]"#),
    ("header: nothing", b""),
    ("header: a byte order mark", b"\xef\xbb\xbf{\"alg\":\"ALG\"}"),
    ("header: a comma too many", br#"{"alg":"ALG",}"#),
    ("header: something behind", br#"{"alg":"ALG"}{}"#),
    ("header: a NUL behind", b"{\"alg\":\"ALG\"}\0"),
    ("header: a comment", br#"{"alg":"ALG"/**/}"#),
    ("header: no UTF-8", b"{\"alg\":\"ALG\",\"x\":\"\xff\"}"),
    ("header: half a surrogate pair", br#"{"alg":"ALG","x":"\ud800"}"#),
    ("header: a name that is half a surrogate pair", br#"{"alg":"ALG","\ud800":1}"#),
];

/// Payloads, where `LATE` is a time that has not come.
const PAYLOADS: &[(&str, &[u8])] = &[
    ("claims: white space", b"\n{ \"exp\" : LATE }\r\n"),
    ("claims: an escaped name", br#"{"\u0065xp":LATE}"#),
    ("claims: a registered claim twice", br#"{"exp":1,"exp":LATE}"#),
    ("claims: a private claim twice", br#"{"exp":LATE,"x":1,"x":2}"#),
    ("claims: a name twice deep inside", br#"{"exp":LATE,"x":[{"y":1,"y":2}]}"#),
    ("claims: one name in two spellings", br#"{"exp":LATE,"x":1,"\u0078":2}"#),
    ("claims: exp is missing", br#"{"sub":"x"}"#),
    ("claims: nothing", b"{}"),
    ("claims: exp has passed", br#"{"exp":1000000000}"#),
    ("claims: exp is zero", br#"{"exp":0}"#),
    ("claims: exp is negative", br#"{"exp":-1}"#),
    ("claims: exp is a fraction", br#"{"exp":LATE.5}"#),
    ("claims: exp has an exponent", br#"{"exp":4.0e9}"#),
    ("claims: exp is a string", br#"{"exp":"LATE"}"#),
    ("claims: exp is null", br#"{"exp":null}"#),
    ("claims: exp is true", br#"{"exp":true}"#),
    ("claims: exp is in milliseconds", br#"{"exp":LATE000}"#),
    ("claims: exp is beyond 2^53", br#"{"exp":9007199254740993}"#),
    ("claims: exp is 2^64 - 1", br#"{"exp":18446744073709551615}"#),
    ("claims: exp is 2^64", br#"{"exp":18446744073709551616}"#),
    ("claims: exp is 1e300", br#"{"exp":1e300}"#),
    ("claims: exp is 1e400", br#"{"exp":1e400}"#),
    ("claims: exp has a leading zero", br#"{"exp":0LATE}"#),
    ("claims: exp has a plus sign", br#"{"exp":+LATE}"#),
    ("claims: nbf has not come", br#"{"exp":LATE,"nbf":LATE}"#),
    ("claims: nbf is a string", br#"{"exp":LATE,"nbf":"1"}"#),
    ("claims: nbf is negative", br#"{"exp":LATE,"nbf":-1}"#),
    ("claims: iat has not come", br#"{"exp":LATE,"iat":LATE}"#),
    ("claims: iat is a string", br#"{"exp":LATE,"iat":"1"}"#),
    ("claims: iat is a fraction", br#"{"exp":LATE,"iat":1.25}"#),
    ("claims: iss is a number", br#"{"exp":LATE,"iss":1}"#),
    ("claims: iss is null", br#"{"exp":LATE,"iss":null}"#),
    ("claims: iss is a list", br#"{"exp":LATE,"iss":["x"]}"#),
    ("claims: sub is a number", br#"{"exp":LATE,"sub":1}"#),
    ("claims: sub is null", br#"{"exp":LATE,"sub":null}"#),
    ("claims: aud is a number", br#"{"exp":LATE,"aud":1}"#),
    ("claims: aud is null", br#"{"exp":LATE,"aud":null}"#),
    ("claims: aud is empty", br#"{"exp":LATE,"aud":[]}"#),
    ("claims: aud is mixed", br#"{"exp":LATE,"aud":["x",1]}"#),
    ("claims: aud is several", br#"{"exp":LATE,"aud":["x","y"]}"#),
    ("claims: jti is a number", br#"{"exp":LATE,"jti":1}"#),
    ("claims: nonce is a number", br#"{"exp":LATE,"nonce":1}"#),
    (
        "claims: a number of forty digits",
        br#"{"exp":LATE,"x":1234567890123456789012345678901234567890}"#,
    ),
    ("claims: a private 1e400", br#"{"exp":LATE,"x":1e400}"#),
    ("claims: minus zero", br#"{"exp":LATE,"x":-0}"#),
    ("claims: NaN", br#"{"exp":LATE,"x":NaN}"#),
    ("claims: an empty name", br#"{"exp":LATE,"":1}"#),
    ("claims: a list", br#"[{"exp":LATE}]"#),
    ("claims: a string", br#""exp""#),
    ("claims: no octet", b""),
    ("claims: a byte order mark", b"\xef\xbb\xbf{\"exp\":LATE}"),
    ("claims: a comma too many", br#"{"exp":LATE,}"#),
    ("claims: something behind", br#"{"exp":LATE}x"#),
    ("claims: a NUL behind", b"{\"exp\":LATE}\0"),
    ("claims: a control character in text", b"{\"exp\":LATE,\"x\":\"\x01\"}"),
    ("claims: no UTF-8", b"{\"exp\":LATE,\"x\":\"\xff\"}"),
    ("claims: an overlong form", b"{\"exp\":LATE,\"x\":\"\xc0\xaf\"}"),
    ("claims: half a surrogate pair", br#"{"exp":LATE,"x":"\ud800"}"#),
    ("claims: a surrogate pair", br#"{"exp":LATE,"x":"\ud83d\ude00"}"#),
    ("claims: an unknown escape", br#"{"exp":LATE,"x":"\x"}"#),
    ("claims: single quotes", br#"{'exp':LATE}"#),
    (
        "claims: 31 levels inside",
        b"{\"exp\":LATE,\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}",
    ),
    (
        "claims: 32 levels inside",
        b"{\"exp\":LATE,\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}",
    ),
];
