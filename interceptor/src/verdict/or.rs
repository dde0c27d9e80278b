//! Two ways to read an answer, one after the other.
//!
//! The rule is that of [`Classify::or`]: whoever is sure is believed, in turn; then whoever guesses.
//!
//! ```text
//! by head   first      second     joined
//!           certain    any        the first's, and no body is looked at
//!           likely     certain    the second's, certain
//!           likely     likely     the first's guess, unless it says nothing
//! body      whoever of the two wants it sees it, before any verdict by head of its own or of those after it
//! ```

use http::HeaderMap;
use http::StatusCode;

use crate::verdict::Classify;
use crate::verdict::Glance;
use crate::verdict::Verdict;

/// The two; made by [`Classify::or`].
#[derive(Clone, Copy, Debug)]
pub struct Or<A, B> {
    first: A,
    second: B,
}

impl<A, B> Or<A, B> {
    pub(super) fn new(first: A, second: B) -> Self {
        Self { first, second }
    }
}

impl<A: Classify, B: Classify> Classify for Or<A, B> {
    fn by_head(&self, status: StatusCode, headers: &HeaderMap) -> Glance {
        let first = self.first.by_head(status, headers);
        if first.is_certain() { first } else { join(first, self.second.by_head(status, headers)) }
    }

    fn by_body(&self, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Option<Verdict> {
        let first = self.first.by_head(status, headers);
        let said = shown(first, body)
            .and_then(|body| self.first.by_body(status, headers, body))
            .or_else(|| first.is_certain().then_some(first.verdict()));
        if said.is_some() {
            return said;
        }
        let second = self.second.by_head(status, headers);
        shown(second, body).and_then(|body| self.second.by_body(status, headers, body))
    }
}

/// The body, if it is wanted and not too long.
fn shown(glance: Glance, body: &[u8]) -> Option<&[u8]> {
    glance.limit().filter(|limit| body.len() <= *limit).map(|_| body)
}

/// What both make of the head, of whom the first is not sure.
fn join(first: Glance, second: Glance) -> Glance {
    let verdict = match first.verdict() {
        _ if second.is_certain() => second.verdict(),
        Verdict::NotOurs => second.verdict(),
        guess => guess,
    };
    let joined =
        if second.is_certain() { Glance::certain(verdict) } else { Glance::likely(verdict) };
    match first.limit().max(second.limit()) {
        Some(limit) => joined.after_body(limit),
        None => joined,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Reason;

    const EXPIRED: Verdict = Verdict::Rejected(Reason::Expired);
    const INVALID: Verdict = Verdict::Rejected(Reason::Invalid);

    /// Says always the same, and of a body that it sees this.
    #[derive(Clone, Copy)]
    struct Says(Glance, Option<Verdict>);

    impl Classify for Says {
        fn by_head(&self, _: StatusCode, _: &HeaderMap) -> Glance {
            self.0
        }

        fn by_body(&self, _: StatusCode, _: &HeaderMap, body: &[u8]) -> Option<Verdict> {
            assert!(body.len() <= self.0.limit().unwrap(), "more than was asked for");
            self.1
        }
    }

    /// The verdict that an adapter comes to.
    fn outcome(classify: &impl Classify, body: &[u8]) -> Verdict {
        classify.judge(StatusCode::OK, &HeaderMap::new(), body)
    }

    fn sure(verdict: Verdict) -> Says {
        Says(Glance::certain(verdict), None)
    }

    fn guess(verdict: Verdict) -> Says {
        Says(Glance::likely(verdict), None)
    }

    fn reader(limit: usize, says: Option<Verdict>) -> Says {
        Says(Glance::likely(Verdict::NotOurs).after_body(limit), says)
    }

    #[test]
    fn whoever_is_sure_by_the_head_is_believed_before_every_guess() {
        for other in [sure(INVALID), guess(INVALID), reader(9, Some(INVALID))] {
            let joined = sure(EXPIRED).or(other);
            assert_eq!(joined.by_head(StatusCode::OK, &HeaderMap::new()), sure(EXPIRED).0);
        }
        assert_eq!(outcome(&guess(Verdict::Accepted).or(sure(EXPIRED)), b""), EXPIRED);
    }

    #[test]
    fn a_body_speaks_before_every_guess() {
        for said in [Some(INVALID), None] {
            let expected = said.unwrap_or(EXPIRED);
            assert_eq!(outcome(&guess(EXPIRED).or(reader(9, said)), b"body"), expected);
            assert_eq!(outcome(&reader(9, said).or(guess(EXPIRED)), b"body"), expected);
        }
    }

    #[test]
    fn a_body_speaks_before_whoever_comes_after_even_if_that_one_is_sure() {
        assert_eq!(outcome(&reader(9, Some(INVALID)).or(sure(EXPIRED)), b"body"), INVALID);
        assert_eq!(outcome(&reader(9, None).or(sure(EXPIRED)), b"body"), EXPIRED);
        assert_eq!(outcome(&sure(EXPIRED).or(reader(9, Some(INVALID))), b"body"), EXPIRED);
    }

    #[test]
    fn a_guess_that_says_something_comes_before_one_that_says_nothing() {
        let (nothing, taken) = (guess(Verdict::NotOurs), guess(Verdict::Accepted));
        assert_eq!(outcome(&nothing.or(taken), b""), Verdict::Accepted);
        assert_eq!(outcome(&guess(EXPIRED).or(taken), b""), EXPIRED);
        assert_eq!(outcome(&taken.or(guess(EXPIRED)), b""), Verdict::Accepted);
    }

    #[test]
    fn the_larger_limit_is_asked_for_and_each_sees_its_own() {
        let joined = reader(3, Some(EXPIRED)).or(reader(9, Some(INVALID)));
        assert_eq!(joined.by_head(StatusCode::OK, &HeaderMap::new()).limit(), Some(9));
        assert_eq!(outcome(&joined, b"abc"), EXPIRED);
        assert_eq!(outcome(&joined, b"abcd"), INVALID);
    }

    #[test]
    fn it_does_not_matter_how_three_are_joined() {
        let all = [
            sure(EXPIRED),
            sure(INVALID),
            guess(EXPIRED),
            guess(Verdict::Accepted),
            guess(Verdict::NotOurs),
            reader(3, Some(INVALID)),
            reader(3, Some(EXPIRED)),
            reader(9, Some(INVALID)),
            reader(9, None),
            Says(Glance::certain(EXPIRED).after_body(3), Some(INVALID)),
            Says(Glance::certain(INVALID).after_body(9), None),
        ];
        let pairs = all.iter().flat_map(|a| all.map(|b| (*a, b)));
        for ((a, b), c) in pairs.flat_map(|pair| all.map(|c| (pair, c))) {
            for body in [&b"abc"[..], b"abcdef", b"abcdefabcdef"] {
                assert_eq!(outcome(&a.or(b).or(c), body), outcome(&a.or(b.or(c)), body));
            }
        }
    }
}
