//! `WWW-Authenticate` (RFC 9110 §11.6.1): what a server wants to see, by scheme.
//!
//! Takes the field's lines in their order, gives the challenges that are well formed: names in any case,
//! several in one line or in many, quoted commas, token68. An element that breaks the grammar is left out and
//! reading goes on after the next comma, so that one careless parameter does not hide the others. Looked at
//! are [`MAX_OCTETS`] octets and [`MAX_ELEMENTS`] elements; what comes after is left out as well.
//!
//! ```text
//! Basic realm="a, b", Bearer error="invalid_token", scope=x, Negotiate YII=
//! └─┬─┘ └────┬─────┘  └─┬──┘ └────────┬──────────┘  └──┬──┘            └┬─┘
//! scheme   parameter  scheme      parameter         parameter        token68
//! └──── element ───┘  └────────── element ───────┘  element  └─ element ──┘
//! ```

mod element;

use std::borrow::Cow;
use std::fmt;

use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;

use self::element::Element;
use self::element::Elements;

/// One challenge (RFC 9110 §11.3). `Debug` shows names, never a value or a token68, which may be secrets.
#[derive(Clone, Eq, PartialEq)]
pub struct Challenge<'a> {
    scheme: &'a str,
    token68: Option<&'a str>,
    params: Vec<(&'a str, Cow<'a, str>)>,
}

/// The challenges of an answer, in their order.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Challenges<'a> {
    list: Vec<Challenge<'a>>,
    left_out: bool,
}

impl<'a> Challenge<'a> {
    /// The name of the scheme, as it was written.
    #[must_use]
    pub fn scheme(&self) -> &'a str {
        self.scheme
    }

    /// Whether it is of this scheme; letters in any case.
    #[must_use]
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// What stands in the place of parameters in some schemes, such as `Negotiate`.
    #[must_use]
    pub fn token68(&self) -> Option<&'a str> {
        self.token68
    }

    /// The parameter of this name, without quotes and escapes; letters in any case. The first, if a server
    /// sends two against the rules.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Names and values in their order.
    pub fn params(&self) -> impl Iterator<Item = (&'a str, &str)> {
        self.params.iter().map(|(name, value)| (*name, &**value))
    }
}

impl<'a> Challenges<'a> {
    /// Those of the header fields of an answer.
    #[must_use]
    pub fn of(headers: &'a HeaderMap) -> Self {
        Self::parse(headers.get_all(WWW_AUTHENTICATE).iter().map(http::HeaderValue::as_bytes))
    }

    /// Those of these field lines. Takes time linear in what is looked at.
    ///
    /// # Example: two schemes in one line
    ///
    /// ```
    /// use interceptor::verdict::Challenges;
    ///
    /// let line = br#"Basic realm="a, b", bearer Error="invalid_token""#;
    /// let challenges = Challenges::parse([&line[..]]);
    /// let bearer = challenges.iter().find(|challenge| challenge.is("Bearer")).unwrap();
    /// assert_eq!(bearer.param("error"), Some("invalid_token"));
    /// ```
    #[must_use]
    pub fn parse(lines: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut challenges = Self::default();
        let (mut octets, mut elements) = (MAX_OCTETS, MAX_ELEMENTS);
        for line in lines {
            let cut = line.get(..octets).filter(|cut| cut.len() < line.len());
            let looked_at = cut.map_or(line, whole_elements);
            // What is cut is the end: nothing that comes after is looked at.
            octets = if cut.is_some() { 0 } else { octets.saturating_sub(line.len()) };
            challenges.left_out |= cut.is_some();
            // A parameter at the start of a line belongs to the line before: they are one list (§5.3).
            for element in Elements::new(looked_at) {
                if elements == 0 {
                    challenges.left_out = true;
                    return challenges;
                }
                elements = elements.saturating_sub(1);
                challenges.take_in(element);
            }
        }
        challenges
    }

    /// The challenges in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Challenge<'a>> {
        self.list.iter()
    }

    /// Whether there is none that could be read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether something was left out: against the grammar, or beyond the limits.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.left_out
    }

    fn take_in(&mut self, element: Element<'a>) {
        match element {
            Element::Scheme(scheme) => self.begin(scheme, None),
            Element::Token68(scheme, token68) => self.begin(scheme, Some(token68)),
            Element::First(scheme, name, value) => {
                self.begin(scheme, None);
                self.add(name, value);
            }
            Element::Param(name, value) => self.add(name, value),
            Element::FirstBroken(scheme) => {
                self.begin(scheme, None);
                self.left_out = true;
            }
            Element::Broken => self.left_out = true,
        }
    }

    fn begin(&mut self, scheme: &'a str, token68: Option<&'a str>) {
        self.list.push(Challenge { scheme, token68, params: Vec::new() });
    }

    fn add(&mut self, name: &'a str, value: Cow<'a, str>) {
        match self.list.last_mut().filter(|challenge| challenge.token68.is_none()) {
            Some(challenge) => challenge.params.push((name, value)),
            // There is no challenge that it could belong to.
            None => self.left_out = true,
        }
    }
}

impl fmt::Debug for Challenge<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.params.iter().map(|(name, _)| name).collect();
        f.debug_struct("Challenge")
            .field("scheme", &self.scheme)
            .field("params", &names)
            .finish_non_exhaustive()
    }
}

/// Writes it so that [`Challenges::parse`] reads the same: values always in quotes.
impl fmt::Display for Challenge<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.scheme)?;
        if let Some(token68) = self.token68 {
            write!(f, " {token68}")?;
        }
        for (at, (name, value)) in self.params().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            write!(f, "{comma} {name}=\"")?;
            for letter in value.chars() {
                let escape = if matches!(letter, '"' | '\\') { "\\" } else { "" };
                write!(f, "{escape}{letter}")?;
            }
            f.write_str("\"")?;
        }
        Ok(())
    }
}

/// What was cut off somewhere, up to its last comma: half an element could be taken for another one.
fn whole_elements(cut: &[u8]) -> &[u8] {
    cut.iter().rposition(|octet| *octet == b',').and_then(|comma| cut.get(..comma)).unwrap_or(&[])
}

/// Octets of all lines together that are looked at.
pub const MAX_OCTETS: usize = 16 * 1024;

/// Schemes and parameters that are looked at.
pub const MAX_ELEMENTS: usize = 128;

#[cfg(test)]
mod tests;
