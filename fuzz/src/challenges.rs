//! `WWW-Authenticate`, read a second time in the plainest way: cut at the commas, then look at each piece.

use http::HeaderMap;
use http::HeaderValue;
use http::StatusCode;
use http::header::WWW_AUTHENTICATE;
use interceptor::verdict::Bearer6750;
use interceptor::verdict::Challenges;
use interceptor::verdict::Classify;
use interceptor::verdict::Glance;
use interceptor::verdict::MAX_ELEMENTS;
use interceptor::verdict::MAX_OCTETS;
use interceptor::verdict::Reason;
use interceptor::verdict::Verdict;

/// One challenge: scheme, token68, parameters.
type Told = (String, Option<String>, Vec<(String, String)>);

/// What stands between two commas.
enum Piece {
    Begins(Told),
    BeginsBadly(String),
    GoesOn(String, String),
    Nothing,
}

/// Claims that exactly those challenges were read that the grammar has.
pub fn are_all(challenges: &Challenges<'_>, lines: &[&[u8]]) {
    if lines.iter().map(|line| line.len()).sum::<usize>() > MAX_OCTETS {
        assert!(challenges.is_partial(), "more than is looked at");
        return;
    }
    let (told, partial) = tell(lines);
    assert_eq!(read(challenges), told);
    assert_eq!(challenges.is_partial(), partial);
}

/// Claims that what was read is printed and read back as the same, in one line and in many.
pub fn survive_print(challenges: &Challenges<'_>) {
    let lines: Vec<_> = challenges.iter().map(ToString::to_string).collect();
    let line = lines.join(", ");
    if line.len() <= MAX_OCTETS {
        let many = Challenges::parse(lines.iter().map(String::as_bytes));
        for again in [many, Challenges::parse([line.as_bytes()])] {
            assert_eq!((read(&again), again.is_partial()), (read(challenges), false));
        }
    }
}

/// Claims that the verdict is the one of the RFC, whatever the letters, the quotes and the lines.
pub fn have_one_verdict(lines: &[&[u8]]) {
    let headers = headers(lines.iter().copied());
    let lines: Vec<_> =
        headers.get_all(WWW_AUTHENTICATE).iter().map(HeaderValue::as_bytes).collect();
    let challenges = Challenges::of(&headers);
    let printed: Vec<_> = challenges.iter().map(ToString::to_string).collect();
    let louder: Vec<_> = lines.iter().map(|line| line.to_ascii_uppercase()).collect();
    for status in [401, 403] {
        let glance = glance(status, &headers);
        assert_eq!(glance.certain_verdict(), certain(&read(&challenges)), "{status}");
        assert_eq!(glance, self::glance(status, &self::headers(louder.iter().map(Vec::as_slice))));
        if printed.iter().map(String::len).sum::<usize>() <= MAX_OCTETS {
            let printed = printed.iter().map(String::as_bytes);
            assert_eq!(glance, self::glance(status, &self::headers(printed)));
        }
        // Nothing that follows unsays it.
        let first = [&b"Basic realm=\"a, b\", Bearer error=invalid_token"[..]];
        let first = self::headers(first.into_iter().chain(lines.iter().copied()));
        assert_eq!(self::glance(status, &first), Glance::certain(EXPIRED), "{status}");
    }
    assert_eq!(glance(200, &headers), Glance::likely(Verdict::Accepted));
    for status in [302, 400, 407, 500] {
        assert_eq!(glance(status, &headers), Glance::likely(Verdict::NotOurs), "{status}");
    }
}

trait CertainVerdict {
    fn certain_verdict(&self) -> Option<Verdict>;
}

impl CertainVerdict for Glance {
    fn certain_verdict(&self) -> Option<Verdict> {
        self.is_certain().then_some(self.verdict())
    }
}

fn glance(status: u16, headers: &HeaderMap) -> Glance {
    Bearer6750::new().by_head(StatusCode::from_u16(status).expect("a status"), headers)
}

/// Those lines that a header field can carry.
fn headers<'a>(lines: impl IntoIterator<Item = &'a [u8]>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for value in lines.into_iter().filter_map(|line| HeaderValue::from_bytes(line).ok()) {
        headers.append(WWW_AUTHENTICATE, value);
    }
    headers
}

/// The first Bearer challenge with an error of RFC 6750 §3.1 or RFC 9470 §3 decides.
fn certain(told: &[Told]) -> Option<Verdict> {
    let bearers = told.iter().filter(|(scheme, ..)| scheme.to_lowercase() == "bearer");
    let errors = bearers.filter_map(|(_, _, params)| {
        params.iter().find(|(name, _)| name.to_lowercase() == "error").map(|(_, value)| value)
    });
    errors.map(|error| error.to_ascii_lowercase()).find_map(|error| match &*error {
        "invalid_request" => Some(Verdict::NotOurs),
        "invalid_token" => Some(EXPIRED),
        "insufficient_scope" | "insufficient_user_authentication" => {
            Some(Verdict::Rejected(Reason::InsufficientScope))
        }
        _ => None,
    })
}

fn read(challenges: &Challenges<'_>) -> Vec<Told> {
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    challenges
        .iter()
        .map(|challenge| {
            let token68 = challenge.token68().map(str::to_owned);
            (challenge.scheme().to_owned(), token68, challenge.params().map(owned).collect())
        })
        .collect()
}

/// The challenges, and whether something was left out.
fn tell(lines: &[&[u8]]) -> (Vec<Told>, bool) {
    let (mut told, mut partial) = (Vec::<Told>::new(), false);
    let pieces = lines.iter().flat_map(|line| pieces(line)).filter(|piece| !piece.is_empty());
    for (at, piece) in pieces.enumerate() {
        if at == MAX_ELEMENTS {
            return (told, true);
        }
        match Piece::of(piece) {
            Piece::Begins(challenge) => told.push(challenge),
            Piece::BeginsBadly(scheme) => {
                told.push((scheme, None, Vec::new()));
                partial = true;
            }
            Piece::GoesOn(name, value) => match told.last_mut() {
                Some((_, None, params)) => params.push((name, value)),
                _ => partial = true,
            },
            Piece::Nothing => partial = true,
        }
    }
    (told, partial)
}

/// Cuts at the commas that stand in no quotes.
fn pieces(line: &[u8]) -> Vec<&[u8]> {
    let (mut quoted, mut escaped) = (false, false);
    let pieces = line.split(|octet| {
        match octet {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            _ => {}
        }
        *octet == b',' && !quoted
    });
    pieces.map(trim).collect()
}

impl Piece {
    fn of(piece: &[u8]) -> Self {
        let (name, after) = piece.split_at(count(piece, is_letter));
        let Some(name) = text(name).filter(|name| !name.is_empty()) else { return Self::Nothing };
        let rest = trim(after);
        if rest.is_empty() {
            return Self::Begins((name, None, Vec::new()));
        }
        if let Some(value) = rest.strip_prefix(b"=") {
            return value_of(value).map_or(Self::Nothing, |value| Self::GoesOn(name, value));
        }
        if rest.len() == after.len() {
            return Self::Nothing;
        }
        let letters =
            count(rest, |octet| octet.is_ascii_alphanumeric() || b"-._~+/".contains(&octet));
        if letters > 0 && rest[letters..].iter().all(|octet| *octet == b'=') {
            return Self::Begins((name, text(rest), Vec::new()));
        }
        match parameter(rest) {
            Some(first) => Self::Begins((name, None, vec![first])),
            None => Self::BeginsBadly(name),
        }
    }
}

fn parameter(text: &[u8]) -> Option<(String, String)> {
    let sign = text.iter().position(|octet| *octet == b'=')?;
    let name = trim(&text[..sign]);
    let value = value_of(&text[sign + 1..])?;
    (!name.is_empty() && count(name, is_letter) == name.len()).then_some((self::text(name)?, value))
}

/// A token or a quoted-string, with nothing after it.
fn value_of(value: &[u8]) -> Option<String> {
    let value = trim(value);
    let Some(quoted) = value.strip_prefix(b"\"") else {
        return text(value).filter(|_| !value.is_empty() && count(value, is_letter) == value.len());
    };
    let (mut octets, mut rest) = (Vec::new(), quoted.iter());
    loop {
        let octet = match rest.next()? {
            b'"' => break,
            b'\\' => rest.next()?,
            octet => octet,
        };
        if octet.is_ascii_control() && *octet != b'\t' {
            return None;
        }
        octets.push(*octet);
    }
    text(&octets).filter(|_| rest.next().is_none())
}

fn trim(text: &[u8]) -> &[u8] {
    let is_space = |octet: &u8| matches!(octet, b' ' | b'\t');
    let start = text.iter().position(|octet| !is_space(octet)).unwrap_or(text.len());
    let end = text.iter().rposition(|octet| !is_space(octet)).map_or(start, |last| last + 1);
    &text[start..end]
}

fn count(text: &[u8], good: impl Fn(u8) -> bool) -> usize {
    text.iter().take_while(|octet| good(**octet)).count()
}

fn text(octets: &[u8]) -> Option<String> {
    String::from_utf8(octets.to_vec()).ok()
}

/// What tokens are made of (RFC 9110 §5.6.2).
fn is_letter(octet: u8) -> bool {
    octet.is_ascii_graphic() && !b"\"(),/:;<=>?@[\\]{}".contains(&octet)
}

const EXPIRED: Verdict = Verdict::Rejected(Reason::Expired);
