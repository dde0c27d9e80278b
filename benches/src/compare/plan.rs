//! The rows of the tables, and what was promised of them.

/// A line of the table.
#[derive(Debug)]
pub(crate) struct Row {
    /// What is done, in words.
    pub(crate) title: &'static str,
    /// The name of the case.
    pub(crate) case: &'static str,
    /// What a contender does in its place that has no such thing.
    pub(crate) instead: Option<&'static str>,
    /// What the token is made by, for cases that work on one.
    pub(crate) token: Option<&'static str>,
    /// What was promised.
    pub(crate) targets: &'static [Target],
}

/// A promise: the time of one contender is at most so much of the time of another.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) of: &'static str,
    pub(crate) against: &'static str,
    pub(crate) at_most: f64,
}

const fn target(against: &'static str, at_most: f64) -> Target {
    Target { of: "ours", against, at_most }
}

const RUST_CRYPTO: &str = "jsonwebtoken-rust-crypto";

const fn sign(title: &'static str, case: &'static str, targets: &'static [Target]) -> Row {
    Row { title, case, instead: None, token: None, targets }
}

const fn verify(
    title: &'static str,
    case: &'static str,
    token: &'static str,
    targets: &'static [Target],
) -> Row {
    Row { title, case, instead: None, token: Some(token), targets }
}

/// A row that others answer with their nearest.
const fn special(row: Row, instead: &'static str) -> Row {
    Row { instead: Some(instead), ..row }
}

/// All rows, in their order.
pub(crate) const ROWS: &[Row] = &[
    verify(
        "HS256 verify, typed owned claims",
        "hs256-verify",
        "hs256-sign",
        &[target(RUST_CRYPTO, 0.40), target("limit", 1.35)],
    ),
    special(
        verify(
            "HS256 verify, borrowed claims, warm buffer",
            "hs256-verify-borrowed",
            "hs256-sign",
            &[target(RUST_CRYPTO, 0.32)],
        ),
        "hs256-verify",
    ),
    verify("HS256 verify, `Value`", "hs256-verify-value", "hs256-sign", &[]),
    sign("HS256 sign", "hs256-sign", &[target(RUST_CRYPTO, 0.75)]),
    verify("ES256 verify, key parsed", "es256-verify", "es256-sign", &[]),
    verify(
        "ES256 verify, key used once",
        "es256-verify-per-call",
        "es256-sign",
        &[target(RUST_CRYPTO, 1.10)],
    ),
    special(
        verify(
            "ES256 verify, key prepared for many",
            "es256-verify-prepared",
            "es256-sign",
            &[target(RUST_CRYPTO, 0.30)],
        ),
        "es256-verify",
    ),
    sign("ES256 sign", "es256-sign", &[target(RUST_CRYPTO, 0.20)]),
    verify("RS256 verify, key parsed", "rs256-verify", "rs256-sign", &[target(RUST_CRYPTO, 0.40)]),
    special(
        verify(
            "RS256 verify, key prepared for many",
            "rs256-verify-prepared",
            "rs256-sign",
            &[target(RUST_CRYPTO, 0.18)],
        ),
        "rs256-verify",
    ),
    sign("RS256 sign", "rs256-sign", &[target(RUST_CRYPTO, 0.95)]),
];
