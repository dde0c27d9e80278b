//! An HTTP answer as a text: a line of decisions, header fields, an empty line, the body.

use http::HeaderMap;
use http::HeaderName;
use http::HeaderValue;
use http::StatusCode;

/// The parts of an answer.
pub struct Message<'a> {
    /// The words of the first line.
    pub words: Vec<&'a str>,
    /// Its fields, but for those that no client would let through.
    pub headers: HeaderMap,
    /// The rest.
    pub body: &'a [u8],
}

impl<'a> Message<'a> {
    /// Reads any octets as an answer.
    pub fn of(input: &'a [u8]) -> Self {
        let end = input.windows(2).position(|pair| pair == b"\n\n");
        let (head, body) = match end {
            Some(end) => (&input[..end], &input[end + 2..]),
            None => (input, &b""[..]),
        };
        let mut lines = head.split(|octet| *octet == b'\n');
        let words = lines.next().and_then(|line| str::from_utf8(line).ok()).unwrap_or_default();
        let mut headers = HeaderMap::new();
        for (name, value) in lines.take(64).filter_map(field) {
            headers.append(name, value);
        }
        Self { words: words.split(' ').collect(), headers, body }
    }

    /// The first word, as a status; 200 where it is none.
    pub fn status(&self) -> StatusCode {
        self.words.first().and_then(|word| word.parse().ok()).unwrap_or_default()
    }
}

fn field(line: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let colon = line.iter().position(|octet| *octet == b':')?;
    let name = HeaderName::from_bytes(&line[..colon]).ok()?;
    Some((name, HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok()?))
}
