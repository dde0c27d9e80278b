//! Every explanation there is, by its code.

use super::findings;
use crate::alg;
use crate::base64url;
use crate::explain::Explanation;
use crate::json;
use crate::jws;
use crate::jwt;
use crate::key;
use crate::time;

/// Walks every explanation of the library; codes are unique.
pub fn catalog() -> impl Iterator<Item = &'static Explanation> {
    [
        base64url::EXPLANATIONS,
        json::EXPLANATIONS,
        time::EXPLANATIONS,
        alg::EXPLANATIONS,
        key::error::EXPLANATIONS,
        jws::EXPLANATIONS,
        jws::HEADER_EXPLANATIONS,
        jws::SIGN_EXPLANATIONS,
        jwt::claims_error::EXPLANATIONS,
        jwt::dpop::EXPLANATIONS,
        jwt::error::EXPLANATIONS,
        jwt::nested::EXPLANATIONS,
        findings::EXPLANATIONS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_dotted() {
        let mut codes: Vec<_> = catalog().map(|one| one.code).collect();
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all);
        for code in codes {
            let (floor, rule) = code.split_once('.').unwrap();
            assert!(!floor.is_empty() && !rule.is_empty(), "{code}");
        }
    }

    #[test]
    fn texts_are_short_whole_sentences() {
        for one in catalog() {
            let code = one.code;
            assert!(!one.title.ends_with('.') && one.title.len() <= 72, "{code}: {}", one.title);
            for text in [one.meaning, one.remedy] {
                assert!((15..=260).contains(&text.len()), "{code}: {} long", text.len());
                let plain = text.ends_with('.') || text.contains(": ");
                assert!(plain, "{code}: {text}");
                assert!(!text.contains("  "), "{code}: {text}");
            }
        }
    }
}
