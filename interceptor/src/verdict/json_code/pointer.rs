//! JSON Pointer (RFC 6901): `/errors/0/code`, with `~1` for `/` and `~0` for `~` in names.

/// The steps from the root of a document to one value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Pointer {
    steps: Vec<Step>,
}

/// One step. In an object it is the name of a member, in an array the index of an element.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Step {
    pub(crate) name: String,
    /// The name as an index (RFC 6901 §4): digits without a zero in front. `-` points behind the end, at
    /// nothing.
    pub(crate) index: Option<usize>,
}

/// Why a text is no JSON Pointer that is followed.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PointerError {
    /// It is not empty and does not begin with `/` (RFC 6901 §3).
    #[error("a JSON Pointer is empty or begins with /")]
    Start,
    /// A `~` that is followed by neither `0` nor `1` (RFC 6901 §3).
    #[error("~ stands in a JSON Pointer only in ~0 and ~1")]
    Escape,
    /// More steps than are followed.
    #[error("a JSON Pointer of more than {MAX_STEPS} steps is not followed")]
    Deep,
}

impl Pointer {
    pub(crate) fn parse(text: &str) -> Result<Self, PointerError> {
        if text.is_empty() {
            return Ok(Self { steps: Vec::new() });
        }
        let text = text.strip_prefix('/').ok_or(PointerError::Start)?;
        if text.split('/').nth(MAX_STEPS).is_some() {
            return Err(PointerError::Deep);
        }
        let steps = text.split('/').map(|step| Ok(Step::of(unescape(step)?)));
        Ok(Self { steps: steps.collect::<Result<_, _>>()? })
    }

    /// One step, to the member of this name.
    pub(crate) fn member(name: &str) -> Self {
        Self { steps: vec![Step::of(name.to_owned())] }
    }

    pub(crate) fn steps(&self) -> &[Step] {
        &self.steps
    }
}

impl Step {
    fn of(name: String) -> Self {
        let plain = name.bytes().all(|octet| octet.is_ascii_digit());
        let zero = name.starts_with('0') && name != "0";
        let index = if plain && !zero { name.parse().ok() } else { None };
        Self { name, index }
    }
}

fn unescape(step: &str) -> Result<String, PointerError> {
    let mut name = String::with_capacity(step.len());
    let mut letters = step.chars();
    while let Some(letter) = letters.next() {
        name.push(match letter {
            '~' => match letters.next() {
                Some('0') => '~',
                Some('1') => '/',
                _ => return Err(PointerError::Escape),
            },
            letter => letter,
        });
    }
    Ok(name)
}

/// Steps that are followed. Each may read all of the body once more, so they bound the work.
const MAX_STEPS: usize = 16;
