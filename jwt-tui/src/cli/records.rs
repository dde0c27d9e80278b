//! The tokens of an input, one after the other: those of a text, or those of its lines.
//!
//! An input whose first two lines are each a token or a JSON object is read line by line, however long
//! it is: each line is a record, and one without a token is a token that fails. Any other input is one
//! text of bounded size, in which the tokens are looked for, each taken once.
//!
//! ```text
//! eyJhbGciOiJFUzI1NiJ9.eyJz…          a token by itself, quotes allowed
//! {"id":7,"token":"eyJhbGci…"}        an object with a token in it
//! ```

use std::ffi::OsStr;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;

use jwt_core::json;
use jwt_core::json::Value;
use zeroize::Zeroizing;

use super::exit::CliError;
use super::input;
use super::input::MAX_BYTES;
use super::input::Opened;
use super::input::Stdin;
use super::input::Token;

/// How much is read at once.
const BUFFER: usize = 64 << 10;
/// How many records are handed over at once, at most.
pub(super) const CHUNK: usize = 128;

/// A token and the line it stood in, when lines count.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) token: Token,
    pub(super) line: Option<u64>,
    /// Which of the tokens of a text or a line it is, from 1 on.
    pub(super) place: usize,
}

/// Some records, and how many bytes of the input are read with them.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub(super) records: Vec<Record>,
    pub(super) read: u64,
}

/// What an input turned out to be.
pub(super) enum Records {
    /// One text: all its tokens.
    Text(Vec<Record>),
    /// Lines.
    Lines(Lines),
}

/// Reads records line by line.
pub(super) struct Lines {
    name: String,
    reader: BufReader<Box<dyn Read + Send>>,
    /// The lines that were looked at already.
    first: Option<Chunk>,
    read: u64,
    number: u64,
    /// The size of a file.
    pub(super) size: Option<u64>,
}

impl Records {
    /// Opens the input, or stdin when there is none and stdin is no terminal.
    pub(super) fn open(argument: Option<&OsStr>, stdin: &mut Stdin) -> Result<Self, CliError> {
        let Opened { name, reader, size } = input::open_input(argument, stdin)?;
        let reader = BufReader::with_capacity(BUFFER, reader);
        let mut lines = Lines { name, reader, first: None, read: 0, number: 0, size };
        let mut head = Zeroizing::new(Vec::new());
        let mut first = Chunk::default();
        let mut is_second = false;
        loop {
            let start = head.len();
            if lines.next_line(&mut head)? == 0 {
                break;
            }
            let line = head.get(start..).unwrap_or_default();
            if line.trim_ascii().is_empty() {
                continue;
            }
            if !is_record(line) {
                break;
            }
            lines.push(line, &mut first);
            if is_second {
                first.read = lines.read;
                lines.first = Some(first);
                return Ok(Self::Lines(lines));
            }
            is_second = true;
        }
        lines.all(head)
    }
}

impl Lines {
    /// Appends one line to the buffer and tells its length; zero at the end of the input.
    fn next_line(&mut self, buffer: &mut Vec<u8>) -> Result<usize, CliError> {
        let length = (&mut self.reader)
            .take(MAX_BYTES.saturating_add(1))
            .read_until(b'\n', buffer)
            .map_err(|source| CliError::Io { what: self.name.clone(), source })?;
        self.number = self.number.saturating_add(u64::from(length > 0));
        self.read = self.read.saturating_add(u64::try_from(length).unwrap_or_default());
        if u64::try_from(length).is_ok_and(|length| length <= MAX_BYTES) {
            return Ok(length);
        }
        let what = format!("{}, line {}", self.name, self.number);
        Err(CliError::TooLarge { what, limit: MAX_BYTES })
    }

    fn push(&self, line: &[u8], chunk: &mut Chunk) {
        if line.trim_ascii().is_empty() {
            return;
        }
        chunk.records.extend(numbered(line, Some(self.number)));
    }

    /// Takes all of the input for one text.
    fn all(mut self, mut head: Zeroizing<Vec<u8>>) -> Result<Records, CliError> {
        let rest = input::bounded(&mut self.reader, &self.name)?;
        head.extend_from_slice(&rest);
        let fits = u64::try_from(head.len()).is_ok_and(|length| length <= MAX_BYTES);
        if !fits {
            return Err(CliError::TooLarge { what: self.name, limit: MAX_BYTES });
        }
        Ok(Records::Text(numbered(&head, None).collect()))
    }
}

impl Iterator for Lines {
    type Item = Result<Chunk, CliError>;

    /// Gives as many lines as are there without waiting for more, so that a slow writer is followed.
    fn next(&mut self) -> Option<Self::Item> {
        if let Some(first) = self.first.take() {
            return Some(Ok(first));
        }
        let mut chunk = Chunk::default();
        let mut line = Vec::new();
        loop {
            line.clear();
            match self.next_line(&mut line) {
                Ok(0) => break,
                Ok(_) => self.push(&line, &mut chunk),
                Err(error) => return Some(Err(error)),
            }
            let waits = !self.reader.buffer().contains(&b'\n');
            if !chunk.records.is_empty() && (waits || chunk.records.len() >= CHUNK) {
                break;
            }
        }
        chunk.read = self.read;
        (!chunk.records.is_empty()).then_some(Ok(chunk))
    }
}

fn numbered(text: &[u8], line: Option<u64>) -> impl Iterator<Item = Record> {
    (1..).zip(input::tokens(text)).map(move |(place, token)| Record { token, line, place })
}

/// Cuts the tokens of a text into chunks.
pub(super) fn chunks(records: Vec<Record>) -> impl Iterator<Item = Result<Chunk, CliError>> + Send {
    let mut rest = records.into_iter();
    core::iter::from_fn(move || {
        let records: Vec<Record> = rest.by_ref().take(CHUNK).collect();
        (!records.is_empty()).then_some(Ok(Chunk { records, read: 0 }))
    })
}

/// Tells whether a line is a record by itself: a compact token or a JSON object.
fn is_record(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    if line.starts_with(b"{") {
        let reading = json::read(line, &json::Limits::default());
        return reading.value.as_ref().and_then(Value::as_object).is_some();
    }
    let inner = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\""));
    let token = inner.unwrap_or(line);
    let alphabet = |one: &u8| one.is_ascii_alphanumeric() || b"-_.+/=".contains(one);
    let dots = token.iter().filter(|one| **one == b'.').count();
    let starts = matches!(token, [b'e', b'y' | b'w' | b'3', ..]);
    starts && matches!(dots, 2 | 4) && token.iter().all(alphabet)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJhbGciOiJub25lIn0.e30.";

    fn opened(text: &str) -> Records {
        Records::open(Some(text.as_ref()), &mut Stdin::default()).unwrap()
    }

    fn lines(text: &str) -> Option<Vec<u64>> {
        let Records::Lines(lines) = opened(text) else { return None };
        let records = lines.flat_map(|chunk| chunk.unwrap().records);
        Some(records.map(|record| record.line.unwrap()).collect())
    }

    #[test]
    fn two_records_make_lines() {
        assert_eq!(lines(&format!("{TOKEN}\n{TOKEN}")), Some(vec![1, 2]));
        assert_eq!(lines(&format!("\n\n{TOKEN}\r\n\n{TOKEN}\nhello\n\n")), Some(vec![3, 5, 6]));
        let object = format!("{{\"a\":\"{TOKEN}\",\"b\":\"{TOKEN}e30\"}}");
        assert_eq!(lines(&format!("{object}\n\"{TOKEN}\"\n{{}}")), Some(vec![1, 1, 2, 3]));
        assert_eq!(lines(&format!("{{\"n\":1}}\n{TOKEN}\n")), Some(vec![1, 2]));
    }

    #[test]
    fn anything_else_is_a_text() {
        let json = format!("{{\n \"token\": \"{TOKEN}\"\n}}\n");
        let wrapped = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.AAAA\nAAAA\n".to_owned();
        let header = format!("Authorization: Bearer {TOKEN}\n{TOKEN}\n");
        for text in [TOKEN, &format!("{TOKEN}\n"), "", "hello\n", &json, &wrapped, &header] {
            assert!(matches!(opened(text), Records::Text(_)), "{text}");
        }
    }

    #[test]
    fn a_text_too_large_and_a_line_too_long_are_refused() {
        let large = "a b\n".repeat(2 << 20) + "x";
        let result = Records::open(Some(large.as_ref()), &mut Stdin::default());
        assert!(matches!(result, Err(CliError::TooLarge { .. })));
        let long = format!("{TOKEN}\n{TOKEN}\n{}\n", "x".repeat(8 << 20));
        let Records::Lines(mut lines) = opened(&long) else { panic!("these are lines") };
        assert_eq!(lines.next().unwrap().unwrap().records.len(), 2);
        assert!(matches!(lines.next(), Some(Err(CliError::TooLarge { .. }))));
    }

    #[test]
    fn more_bytes_than_one_text_may_have_are_read_as_lines() {
        let count = (9 << 20) / TOKEN.len();
        let text = format!("{TOKEN}\n").repeat(count);
        assert_eq!(lines(&text).map(|lines| lines.len()), Some(count));
    }
}
