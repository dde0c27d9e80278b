//! Answers of token endpoints: read alone, by a client of RFC 6749 and by one of an endpoint with JSON of
//! its own. Both have sent secrets, which an answer may repeat and nobody else may.

use std::error::Error;
use std::fmt::Debug;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use http::Response;
use http::header::RETRY_AFTER;
use interceptor::error::Failure;
use interceptor::error::MAX_MESSAGE;
use interceptor::error::RefreshError;
use interceptor::port::BoxFuture;
use interceptor::port::Refresher;
use interceptor::refresher::ClientAuth;
use interceptor::refresher::JsonEndpoint;
use interceptor::refresher::MAX_ANSWER_BYTES;
use interceptor::refresher::OAuth;
use interceptor::refresher::TokenTransport;
use interceptor::refresher::TransportError;
use interceptor::refresher::parse_token_response;
use interceptor::tokens::AccessToken;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::TokenPair;
use jwt_core::json::Kind;
use jwt_core::json::Limits;
use jwt_core::json::Object;
use jwt_core::json::Value;

use crate::adapter::block_on;
use crate::message::Message;

type Answer = Result<TokenPair, RefreshError>;

/// Claims what holds for every answer, and that it is taken by RFC 6749 exactly if it is in order.
pub fn is_read_by_rfc6749(message: &Message<'_>) {
    let answer = parse_token_response(message.status(), &message.headers, message.body);
    holds(&answer, message, "expires_in", &[]);
    let bearer = |kind: &Value<'_>| {
        kind.kind == Kind::Null || kind.as_str().is_some_and(|kind| kind.to_lowercase() == "bearer")
    };
    let object = object(message.body);
    let kind = object.as_ref().and_then(|object| object.get("token_type"));
    let foreign = kind.is_some_and(|kind| !bearer(kind));
    let good = object.as_ref().and_then(|object| tokens(object, ["access_token", "refresh_token"]));
    let expected = good.filter(|_| !foreign && message.status().is_success());
    assert_eq!(answer.as_ref().ok().map(both), expected);

    let client = OAuth::builder(URL, Canned::of(message)).client(ClientAuth::basic("id", SECRET));
    let asked = ask(&client.build().expect("a client"));
    holds(&asked, message, "expires_in", &[SENT, SECRET]);
    assert_eq!(asked.as_ref().ok(), answer.as_ref().ok());
    if let (Err(asked), Err(alone)) = (&asked, &answer) {
        let known = |error: &RefreshError| (error.failure(), error.retry_after());
        assert_eq!(known(asked), known(alone), "what was sent does not change what is meant");
    }
}

/// The same for the endpoint with JSON of its own, whose names are the article's.
pub fn is_read_by_the_article(message: &Message<'_>) {
    let endpoint = JsonEndpoint::builder(URL, Canned::of(message)).build().expect("an endpoint");
    let answer = ask(&endpoint);
    holds(&answer, message, "expiresIn", &[SENT]);
    let object = object(message.body);
    let good = object.as_ref().and_then(|object| tokens(object, ["accessToken", "refreshToken"]));
    let expected = good.filter(|_| message.status().is_success());
    assert_eq!(answer.as_ref().ok().map(both), expected);
    let code = object.as_ref().and_then(|object| object.get("errorCode"));
    let code = code.and_then(|code| code.as_number().or_else(|| code.as_str()));
    if let (Err(error), Some(code @ ("5001" | "5002"))) = (&answer, code)
        && !message.status().is_success()
    {
        assert_eq!((error.failure(), error.oauth_code()), (Failure::Permanent, Some(code)));
    }
}

/// What holds for every answer, with the name of the lifetime in it and what was sent.
fn holds(answer: &Answer, message: &Message<'_>, lifetime: &str, sent: &[&str]) {
    match answer {
        Ok(pair) => {
            is_silent(pair);
            let object = object(message.body).expect("tokens come in an object");
            has_its_lifetime(pair.expires_in, object.get(lifetime));
        }
        Err(error) => {
            is_discreet(error, message.body, sent);
            fits(error, message);
        }
    }
}

/// Claims that `Debug` is the same whatever the tokens are.
fn is_silent(pair: &TokenPair) {
    let mut other = pair.clone();
    other.access = AccessToken::new("another").expect("a token");
    other.refresh = pair.refresh.as_ref().map(|_| RefreshToken::new("another").expect("a token"));
    assert_eq!(format!("{pair:?}"), format!("{other:?}"));
}

/// Claims that a lifetime is the number that stands there, or nothing where none does.
fn has_its_lifetime(lifetime: Option<Duration>, value: Option<&Value<'_>>) {
    let text = value.and_then(|value| value.as_number().or_else(|| value.as_str().map(str::trim)));
    let number = text.and_then(|text| serde_json::from_str::<f64>(text).ok());
    match (lifetime, number.filter(|number| *number >= 0.0)) {
        (None, None) => {}
        (Some(lifetime), Some(number)) => {
            let longest = Duration::MAX.as_secs_f64();
            let off = (lifetime.as_secs_f64() - number.min(longest)).abs();
            assert!(off <= 1e-6 + number * 1e-9, "{lifetime:?} of {number}");
        }
        other => panic!("{other:?}"),
    }
}

/// Claims that an error is one short line, in which no long word of the body and nothing that was sent stands.
fn is_discreet(error: &RefreshError, body: &[u8], sent: &[&str]) {
    let line = error.to_string();
    assert!(!line.chars().any(char::is_control), "{line:?}");
    let code = error.oauth_code().map_or(0, |code| code.chars().count() + 3);
    assert!(line.chars().count() <= MAX_MESSAGE + 1 + code && code <= MAX_CODE + 3, "{line}");
    let shown = format!("{line} {error:?} {:?}", error.source());
    for sent in sent {
        // A space at either end could be one of ours.
        let mut parts =
            sent.as_bytes().windows(8).filter(|part| part.trim_ascii().len() == part.len());
        let seen = parts.find(|part| contains(shown.as_bytes(), part));
        assert!(seen.is_none(), "{shown}");
    }
    let sentence = error.oauth_code().map_or(&*line, |code| &line[..line.len() - code.len() - 3]);
    let is_of_tokens = |letter: char| letter.is_ascii_alphanumeric() || "-._~+/=".contains(letter);
    for word in sentence.split(|letter| !is_of_tokens(letter)) {
        assert!(word.len() < 20 || !contains(body, word.as_bytes()), "{line}");
    }
}

/// Claims that a failure is one that the status allows.
fn fits(error: &RefreshError, message: &Message<'_>) {
    let status = message.status().as_u16();
    let object = object(message.body);
    let word = object.as_ref().and_then(|object| object.get("error")).and_then(Value::as_str);
    let bare = object
        .as_ref()
        .is_none_or(|object| ["error", "errorCode"].iter().all(|name| object.get(name).is_none()));
    let failure = error.failure();
    match status {
        200..=299 if bare && object.is_none() => assert_eq!(failure, Failure::Ambiguous),
        408 if bare => assert_eq!(failure, Failure::Ambiguous),
        429 | 503 if bare => assert_eq!(failure, Failure::Transient),
        400 | 401 if bare || word == Some("invalid_grant") => {
            assert_eq!(failure, Failure::Permanent)
        }
        300..=499 if bare => assert_eq!(failure, Failure::Transient),
        500..=999 if bare => assert_eq!(failure, Failure::Ambiguous),
        _ => assert_ne!(failure, Failure::Broken),
    }
    let digits = message.headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    let digits = digits.filter(|digits| digits.bytes().all(|octet| octet.is_ascii_digit()));
    if let Some(seconds) = digits.and_then(|digits| digits.parse().ok())
        && !message.status().is_success()
    {
        assert_eq!(error.retry_after(), Some(Duration::from_secs(seconds)));
    }
}

/// The tokens of an object that has an access token and, if any, a refresh token.
fn tokens(object: &Object<'_>, names: [&str; 2]) -> Option<(String, Option<String>)> {
    let is_visible = |octet: u8| octet.is_ascii_graphic();
    let access = object.get(names[0])?.as_str()?;
    let refresh = object.get(names[1]).filter(|value| value.kind != Kind::Null);
    let refresh = match refresh.map(|value| value.as_str()) {
        Some(None) => return None,
        Some(Some("")) | None => None,
        Some(Some(token)) => {
            token.bytes().all(|octet| octet == b' ' || is_visible(octet)).then_some(())?;
            Some(token.to_owned())
        }
    };
    let good = !access.is_empty() && access.bytes().all(is_visible);
    good.then(|| (access.to_owned(), refresh))
}

fn both(pair: &TokenPair) -> (String, Option<String>) {
    let refresh = pair.refresh.as_ref().map(|token| token.expose().to_owned());
    (pair.access.expose().to_owned(), refresh)
}

fn object(body: &[u8]) -> Option<Object<'_>> {
    let text = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    let object = Object::parse(text, &Limits::default()).ok();
    object.filter(|_| body.len() <= MAX_ANSWER_BYTES)
}

fn contains(octets: &[u8], part: &[u8]) -> bool {
    octets.windows(part.len()).any(|window| window == part)
}

fn ask(refresher: &(impl Refresher + Debug)) -> Answer {
    let shown = format!("{refresher:?}");
    assert!(!shown.contains(SECRET), "{shown}");
    let sent = RefreshToken::new(SENT).expect("a token");
    block_on(refresher.refresh(Some(&sent)))
}

/// A transport whose every answer is the same.
struct Canned(Response<Bytes>);

impl Canned {
    fn of(message: &Message<'_>) -> Self {
        let mut response = Response::new(Bytes::copy_from_slice(message.body));
        *response.status_mut() = message.status();
        *response.headers_mut() = message.headers.clone();
        Self(response)
    }
}

impl TokenTransport for Canned {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async { Ok(self.0.clone()) })
    }
}

const URL: &str = "https://as.example/token";

/// A refresh token may have spaces.
const SENT: &str = "8xLOxBt Zp8 tGzv";

const SECRET: &str = "invalid_7Fjfp0ZBr1KtDRbnfVdmIw";

/// Octets of a code that is shown.
const MAX_CODE: usize = 64;
