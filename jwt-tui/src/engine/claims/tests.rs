//! The dictionary is whole in both languages, and its names are what the registries say.

use std::collections::BTreeSet;

use super::*;
use crate::engine::sanitize::columns;
use crate::text::Lang;

fn is_korean(text: &str) -> bool {
    text.chars().any(|letter| ('가'..='힣').contains(&letter))
}

#[test]
fn texts_fit_their_place_in_both_languages() {
    for known in standard().chain(vendors::CLAIMS).chain(headers::PARAMETERS) {
        let name = known.name;
        for lang in Lang::ALL {
            let (short, long) = (known.short.of(lang), known.long.of(lang));
            assert!(columns(short) <= 20, "{name}: {short}");
            assert!(long.ends_with('.') && columns(long) < 200, "{name}: {long}");
        }
        assert!(
            is_korean(known.short.of(Lang::Ko)) && is_korean(known.long.of(Lang::Ko)),
            "{name}"
        );
        assert!(
            !is_korean(known.short.of(Lang::En)) && !is_korean(known.long.of(Lang::En)),
            "{name}"
        );
    }
}

#[test]
fn every_name_of_a_standard_has_its_place() {
    for known in standard().chain(headers::PARAMETERS) {
        let (name, reference) = (known.name, known.reference);
        // Of a short document the whole is the place.
        let is_whole = ["RFC 8485", "RFC 9321"].contains(&reference);
        assert!(reference.contains('§') || is_whole, "{name}: {reference}");
    }
    for known in vendors::CLAIMS {
        assert!(!known.reference.is_empty() && !known.reference.contains('§'), "{}", known.name);
    }
    for (name, reference) in registry::OTHERS {
        assert!(!name.is_empty() && reference.len() > 3, "{name}: {reference}");
    }
}

#[test]
fn names_are_unique() {
    let mut claims = BTreeSet::new();
    let described = standard().chain(vendors::CLAIMS).map(|known| known.name);
    for name in described.chain(registry::OTHERS.iter().map(|(name, _)| *name)) {
        assert!(claims.insert(name), "{name}");
    }
    let mut parameters = BTreeSet::new();
    for known in headers::PARAMETERS {
        assert!(parameters.insert(known.name), "{}", known.name);
    }
}

#[test]
fn the_registered_dates_are_dates() {
    let dates: Vec<_> = standard().filter(|one| one.is_date).map(|one| one.name).collect();
    assert_eq!(dates, ["exp", "nbf", "iat", "auth_time", "updated_at", "toe"]);
}

#[test]
fn one_name_may_mean_two_things_in_two_places() {
    assert!(meaning("alg").is_none());
    assert!(header_meaning("exp").is_none());
    assert_eq!(header_meaning("kid").map(|known| known.reference), Some("RFC 7515 §4.1.4"));
    assert_ne!(header_meaning("nonce"), meaning("nonce"));
}

#[test]
fn kinds_are_those_of_the_standard() {
    for (name, expected) in [
        ("iss", Kind::Registered),
        ("jti", Kind::Registered),
        ("email", Kind::Public),
        ("eat_nonce", Kind::Public),
        ("roles", Kind::Public),
        ("https://example.com/roles", Kind::Public),
        ("urn:example:admin", Kind::Public),
        ("com.example.admin", Kind::Public),
        ("kubernetes.io", Kind::Public),
        ("example.com/admin", Kind::Public),
        ("cognito:groups", Kind::Private),
        ("tid", Kind::Private),
        ("realm_access", Kind::Private),
        ("admin", Kind::Private),
        ("a..b", Kind::Private),
        (".", Kind::Private),
        ("", Kind::Private),
        ("ISS", Kind::Private),
    ] {
        assert_eq!(kind(name), expected, "{name}");
    }
    assert_eq!(header_kind("alg"), Kind::Registered);
    assert_eq!(header_kind("https://example.com/x"), Kind::Public);
    assert_eq!(header_kind("x"), Kind::Private);
}

#[test]
fn a_registered_name_without_a_meaning_still_has_its_document() {
    assert_eq!(registration("cdniv"), Some("RFC 9246"));
    assert_eq!(registration("exp"), Some("RFC 7519 §4.1.4"));
    assert_eq!(registration("tid"), None);
}
