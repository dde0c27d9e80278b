//! One element of the list: what stands between two commas that are in no quotes (RFC 9110 §5.6.1).
//!
//! A list of challenges and the list of parameters of one challenge use the same comma, so each element is
//! looked at by itself: `name = value` goes on with the challenge before, a name alone or a name, a space and
//! something begins the next one.

use std::borrow::Cow;

#[derive(Debug, Eq, PartialEq)]
pub(super) enum Element<'a> {
    /// A scheme alone.
    Scheme(&'a str),
    /// A scheme and its token68.
    Token68(&'a str, &'a str),
    /// A scheme and its first parameter.
    First(&'a str, &'a str, Cow<'a, str>),
    /// One more parameter.
    Param(&'a str, Cow<'a, str>),
    /// A scheme, and a first parameter that is none.
    FirstBroken(&'a str),
    /// Against the grammar.
    Broken,
}

/// The elements of a line; empty ones are passed over, as §5.6.1.2 demands.
pub(super) struct Elements<'a> {
    rest: &'a [u8],
}

impl<'a> Elements<'a> {
    pub(super) fn new(line: &'a [u8]) -> Self {
        Self { rest: line }
    }

    /// Takes octets off the front while they are `good`.
    fn take_all(&mut self, good: fn(u8) -> bool) -> &'a [u8] {
        let length = self.rest.iter().position(|octet| !good(*octet)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        taken
    }

    fn take_token(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.take_all(is_token)).ok().filter(|token| !token.is_empty())
    }

    /// Takes `octet` off the front, if it is there.
    fn take(&mut self, octet: u8) -> bool {
        match self.rest.split_first() {
            Some((first, rest)) if *first == octet => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Whether the element ends here, but for spaces.
    fn ends(&mut self) -> bool {
        self.take_all(is_space);
        matches!(self.rest.first(), None | Some(b','))
    }

    fn element(&mut self) -> Element<'a> {
        let Some(name) = self.take_token() else { return Element::Broken };
        let spaced = !self.take_all(is_space).is_empty();
        if self.ends() {
            return Element::Scheme(name);
        }
        if self.take(b'=') {
            return self.value().map_or(Element::Broken, |value| Element::Param(name, value));
        }
        if !spaced {
            return Element::Broken;
        }
        if let Some(token68) = self.take_token68() {
            return Element::Token68(name, token68);
        }
        match self.param() {
            Some((first, value)) => Element::First(name, first, value),
            None => Element::FirstBroken(name),
        }
    }

    fn param(&mut self) -> Option<(&'a str, Cow<'a, str>)> {
        let name = self.take_token()?;
        self.take_all(is_space);
        if self.take(b'=') { Some((name, self.value()?)) } else { None }
    }

    /// What stands behind `=`, to the end of the element.
    fn value(&mut self) -> Option<Cow<'a, str>> {
        self.take_all(is_space);
        let value =
            if self.take(b'"') { self.quoted()? } else { Cow::Borrowed(self.take_token()?) };
        self.ends().then_some(value)
    }

    /// A quoted-string (§5.6.4) behind its first quote; `None` where it is no UTF-8 or has no end.
    fn quoted(&mut self) -> Option<Cow<'a, str>> {
        let plain = self.take_all(is_quotable);
        if self.take(b'"') {
            return std::str::from_utf8(plain).ok().map(Cow::Borrowed);
        }
        let mut value = plain.to_vec();
        while self.take(b'\\') {
            let (escaped, rest) = self.rest.split_first()?;
            if escaped.is_ascii_control() && *escaped != b'\t' {
                return None;
            }
            self.rest = rest;
            value.push(*escaped);
            value.extend_from_slice(self.take_all(is_quotable));
        }
        if self.take(b'"') { String::from_utf8(value).ok().map(Cow::Owned) } else { None }
    }

    /// A token68 (§11.2), when nothing else is left of the element. Else nothing is taken.
    fn take_token68(&mut self) -> Option<&'a str> {
        let mut ahead = Self { rest: self.rest };
        let letters = ahead.take_all(is_token68).len();
        let padding = ahead.take_all(|octet| octet == b'=').len();
        if letters == 0 || !ahead.ends() {
            return None;
        }
        let token68 = self.rest.get(..letters.saturating_add(padding))?;
        self.rest = ahead.rest;
        std::str::from_utf8(token68).ok()
    }

    /// Goes on to the next comma that is in no quotes; behind a quote without end there is none.
    fn skip(&mut self) {
        while !matches!(self.rest.first(), None | Some(b',')) {
            if self.take(b'"') {
                self.skip_quoted();
            } else {
                self.rest = self.rest.split_first().map_or(&[], |(_, rest)| rest);
            }
        }
    }

    fn skip_quoted(&mut self) {
        loop {
            self.take_all(|octet| !matches!(octet, b'"' | b'\\'));
            match self.rest {
                [b'\\', _, rest @ ..] => self.rest = rest,
                [b'"', rest @ ..] => {
                    self.rest = rest;
                    return;
                }
                _ => {
                    self.rest = &[];
                    return;
                }
            }
        }
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = Element<'a>;

    fn next(&mut self) -> Option<Element<'a>> {
        self.take_all(|octet| is_space(octet) || octet == b',');
        let start = self.rest;
        start.first()?;
        let element = self.element();
        if matches!(element, Element::Broken | Element::FirstBroken(_)) {
            // From its start, so that a quote that was read halfway is seen as a whole.
            self.rest = start;
            self.skip();
        }
        Some(element)
    }
}

/// OWS and BWS (§5.6.3).
fn is_space(octet: u8) -> bool {
    matches!(octet, b' ' | b'\t')
}

/// tchar (§5.6.2).
fn is_token(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&octet)
}

fn is_token68(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || b"-._~+/".contains(&octet)
}

/// qdtext (§5.6.4), with whatever is beyond ASCII.
fn is_quotable(octet: u8) -> bool {
    octet == b'\t' || !(octet.is_ascii_control() || matches!(octet, b'"' | b'\\'))
}
