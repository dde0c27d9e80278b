//! Codes in JSON bodies: the peek beside two readers that build a tree, and the body that went through it.

use bytes::Bytes;
use http::HeaderMap;
use http::Response;
use http::StatusCode;
use http::header::CONTENT_ENCODING;
use http::header::CONTENT_LENGTH;
use http::header::CONTENT_RANGE;
use http::header::CONTENT_TYPE;
use interceptor::verdict::Classify;
use interceptor::verdict::Code;
use interceptor::verdict::JsonCode;
use interceptor::verdict::Reason;
use interceptor::verdict::Verdict;
use jwt_core::json::JsonErrorKind;
use jwt_core::json::Kind;
use jwt_core::json::Limits;
use jwt_core::json::Value;
use jwt_core::json::read;
use serde_json::value::RawValue;

use crate::adapter;
use crate::adapter::Script;
use crate::adapter::Step;
use crate::message::Message;

/// An answer with a body, and where the code is looked for: `STATUS LIMIT CUTS POINTER` in its first line.
pub struct Peek<'a> {
    message: Message<'a>,
    code: JsonCode,
    pointer: &'a str,
    limit: usize,
    cuts: &'a str,
}

impl<'a> Peek<'a> {
    /// Reads any octets as one; `None` where there is no pointer that is followed.
    pub fn of(input: &'a [u8]) -> Option<Self> {
        let message = Message::of(input);
        let word = |at: usize| message.words.get(at).copied().unwrap_or_default();
        let (limit, cuts, pointer) = (word(1).parse().unwrap_or(65_536), word(2), word(3));
        let code = JsonCode::at(pointer).ok()?.expired(expired()).invalid(invalid());
        let code = code.statuses([200..=299, 400..=401, 403..=403]).max_octets(limit);
        Some(Self { message, code, pointer, limit, cuts })
    }

    /// Claims that the code is found that stands there, and no other.
    pub fn finds_what_a_tree_has(&self) {
        let body = self.message.body;
        let said = says(&self.code, body);
        if serde_json::from_slice::<&RawValue>(body).is_err() {
            assert_eq!(said, None, "no JSON");
        }
        // This reader forgets what was there twice, and rounds numbers.
        if let Ok(tree) = serde_json::from_slice::<serde_json::Value>(body) {
            let found = tree.pointer(self.pointer);
            let is_zero = found.is_some_and(|value| value.as_f64() == Some(0.0));
            let found = found.and_then(|value| match value {
                serde_json::Value::Number(number) => number.as_i64().map(Code::Number),
                serde_json::Value::String(text) => Some(text.clone().into()),
                _ => None,
            });
            assert!(said.is_none() || is_zero || said == found.as_ref().and_then(meaning));
        }
        // This one keeps it, and gives up on depth alone.
        let reading = read(body, &Limits { depth: 128 });
        let whole = reading.problems.iter().all(|problem| {
            matches!(problem.kind, JsonErrorKind::DuplicateName(_) | JsonErrorKind::ReservedName(_))
        });
        if let Some(root) = reading.value.filter(|_| whole) {
            let found = follow(&root, self.pointer).and_then(code_of);
            assert_eq!(said, found.as_ref().and_then(meaning));
            self.finds(found);
        }
    }

    /// Claims that the very code that stands there is found, whatever it is, and one beside it is not.
    fn finds(&self, code: Option<Code>) {
        let Some(code) = code else { return };
        let other = match &code {
            Code::Number(number) => Code::Number(number ^ 1),
            Code::Text(text) => format!("{text}.").into(),
        };
        let at = |code| JsonCode::at(self.pointer).expect("a pointer").invalid([code]);
        assert_eq!(says(&at(code), self.message.body), Some(INVALID));
        assert_eq!(says(&at(other), self.message.body), None);
    }

    /// Claims that a body is asked for where its head says that it is plain JSON of some length that will do.
    pub fn asks_for_plain_json_alone(&self) {
        let (status, headers) = (self.message.status(), &self.message.headers);
        let glance = self.code.by_head(status, headers);
        assert!(!glance.is_certain());
        let is_good = if status.is_success() { Verdict::Accepted } else { Verdict::NotOurs };
        assert_eq!(glance.verdict(), is_good);
        let values = |name| headers.get_all(name).iter().map(http::HeaderValue::as_bytes);
        let kinds: Vec<_> = values(CONTENT_TYPE).map(<[u8]>::to_ascii_lowercase).collect();
        let judged = matches!(status.as_u16(), 200..=299 | 400 | 401 | 403);
        match glance.limit() {
            Some(limit) => {
                assert!(judged && limit == self.limit && kinds.len() == 1);
                assert!(kinds[0].windows(4).any(|part| part == b"json"));
                assert!(!headers.contains_key(CONTENT_RANGE));
                let mut codings = values(CONTENT_ENCODING);
                assert!(codings.all(|coding| coding.eq_ignore_ascii_case(b"identity")));
            }
            None => {
                let parts = [CONTENT_ENCODING, CONTENT_RANGE];
                let plain = kinds == [b"application/json"]
                    && !parts.iter().any(|name| headers.contains_key(name));
                assert!(!(judged && plain) || headers.contains_key(CONTENT_LENGTH));
            }
        }
    }

    /// Claims that the adapter comes to the verdict of the body where it may look at it, and that the answer
    /// goes on as it came, frame by frame.
    pub fn is_handed_on(&self) {
        let (status, headers) = (self.message.status(), &self.message.headers);
        let sized = !self.cuts.contains('~');
        let patient = !self.cuts.contains('*');
        let steps = self.steps();
        let mut response = Response::new(Script { steps: steps.clone().into(), sized });
        *response.status_mut() = status;
        *response.headers_mut() = headers.clone();
        let outcome = adapter::send(response, self.code.clone(), patient);

        let (head, body) = outcome.response.into_parts();
        assert_eq!((head.status, &head.headers), (status, headers));
        let frames: Vec<_> = steps.iter().filter(|step| **step != Step::Pending).cloned().collect();
        let end =
            frames.iter().position(|step| *step == Step::Error).map_or(frames.len(), |at| at + 1);
        assert_eq!(body, frames[..end]);

        let glance = self.code.by_head(status, headers);
        let octets: Vec<u8> = frames.iter().flat_map(octets).copied().collect();
        let whole = octets.len() <= self.limit
            && frames.len() <= self.limit.saturating_add(16)
            && !frames.contains(&Step::Error)
            && (sized || patient || !steps.contains(&Step::Pending));
        let said = glance.limit().filter(|_| whole).and_then(|_| says(&self.code, &octets));
        let verdict = said.unwrap_or(glance.verdict());
        assert_eq!((outcome.expired, outcome.over), (verdict == EXPIRED, verdict == INVALID));
    }

    /// The body in frames: a digit is one of so many octets, `.` a pause, `;` trailers, `!` an error.
    fn steps(&self) -> Vec<Step> {
        let mut rest = self.message.body;
        let mut take = |length: usize| {
            let (taken, left) = rest.split_at(length.min(rest.len()));
            rest = left;
            Step::Data(Bytes::copy_from_slice(taken))
        };
        let mut steps: Vec<_> = self
            .cuts
            .bytes()
            .take(256)
            .filter_map(|cut| match cut {
                b'0'..=b'9' => Some(take(usize::from(cut - b'0'))),
                b'.' => Some(Step::Pending),
                b';' => Some(Step::Trailers),
                b'!' => Some(Step::Error),
                _ => None,
            })
            .collect();
        steps.push(take(usize::MAX));
        steps
    }
}

fn says(code: &JsonCode, body: &[u8]) -> Option<Verdict> {
    code.by_body(StatusCode::OK, &HeaderMap::new(), body)
}

fn octets(step: &Step) -> &[u8] {
    if let Step::Data(data) = step { data } else { &[] }
}

fn expired() -> [Code; 5] {
    [5001.into(), 0.into(), (-1).into(), "UNAUTHENTICATED".into(), "".into()]
}

fn invalid() -> [Code; 4] {
    [5002.into(), 1.into(), i64::MAX.into(), "5001".into()]
}

fn meaning(code: &Code) -> Option<Verdict> {
    if expired().contains(code) {
        Some(EXPIRED)
    } else {
        invalid().contains(code).then_some(INVALID)
    }
}

fn code_of(value: &Value<'_>) -> Option<Code> {
    match &value.kind {
        Kind::Number(digits) => digits.parse().ok().map(Code::Number),
        Kind::String(text) => Some(text.clone().into_owned().into()),
        _ => None,
    }
}

/// What a pointer leads to (RFC 6901 §4), where no name on the way is there twice.
fn follow<'o>(root: &'o Value<'_>, pointer: &str) -> Option<&'o Value<'o>> {
    let steps = pointer.split('/').skip(1);
    let mut value = root;
    for step in steps.map(|step| step.replace("~1", "/").replace("~0", "~")) {
        value = match &value.kind {
            Kind::Array(items) => {
                let index = step.parse::<usize>().ok().filter(|index| index.to_string() == step);
                items.get(index?)?
            }
            Kind::Object(object) => {
                let mut named = object.members.iter().filter(|member| member.name == step);
                let first = named.next()?;
                named.next().is_none().then_some(&first.value)?
            }
            _ => return None,
        };
    }
    Some(value)
}

const EXPIRED: Verdict = Verdict::Rejected(Reason::Expired);

const INVALID: Verdict = Verdict::Rejected(Reason::Invalid);
