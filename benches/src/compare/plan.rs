//! The rows of the tables, what each works on, and what was promised of it.

use super::contender::JSONWEBTOKEN;
use super::contender::JSONWEBTOKEN_AWS;
use super::contender::LIMIT;
use super::contender::OURS;
use super::contender::OURS_AWS;

/// Rows that stand in one table.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) title: &'static str,
    /// What is said below the title.
    pub(crate) about: &'static str,
    pub(crate) rows: Vec<Row>,
    /// Whether the rows are one thing that grows.
    pub(crate) grows: bool,
}

/// A line of a table.
#[derive(Debug)]
pub(crate) struct Row {
    /// What is done, in words.
    pub(crate) title: String,
    /// The name of the case.
    pub(crate) case: String,
    /// The nearest thing, for contenders that have no such case.
    pub(crate) instead: Option<String>,
    pub(crate) input: Input,
    pub(crate) proof: Proof,
    pub(crate) promises: Vec<Promise>,
    /// How many things one run does: the time of one is told.
    pub(crate) items: u32,
    /// Whether calls of the allocator are counted.
    pub(crate) counted: bool,
}

/// What a case works on.
#[derive(Debug)]
pub(crate) enum Input {
    /// Nothing that it is given.
    Nothing,
    /// What a case of ours yields for the text.
    Yielded { by: String, from: String },
    /// A text.
    Text(String),
}

/// How it is known that all do the same work.
#[derive(Debug)]
pub(crate) enum Proof {
    /// Nobody else does it, or it is a matter of taste what it yields.
    Alone,
    /// All read the same claims, and refuse what must be refused; `make` signs other payloads.
    Reads { make: String, named: bool },
    /// All yield the same.
    Same,
    /// All say that a secret is wrong, and of the right one, which the other case tries, that it is right.
    Tries { right: String },
    /// What one signs, all others read.
    Signs { read_by: String },
}

/// A promise of a row.
#[derive(Debug)]
pub(crate) enum Promise {
    /// The time of one is at most so much of another's.
    Ratio { of: &'static str, against: &'static str, at_most: f64 },
    /// So many in a second, at least.
    PerSecond { of: &'static str, at_least: f64 },
    /// At least so many times as many as in the row of one thread.
    Scaling { of: &'static str, at_least: f64 },
}

impl Row {
    fn new(title: impl Into<String>, case: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            case: case.into(),
            instead: None,
            input: Input::Nothing,
            proof: Proof::Alone,
            promises: Vec::new(),
            items: 1,
            counted: false,
        }
    }

    /// A token of the typical claims is made.
    fn sign(title: &str, algorithm: &str) -> Self {
        let read_by = format!("{algorithm}-verify");
        Self {
            proof: Proof::Signs { read_by },
            counted: true,
            ..Self::new(format!("{title} sign"), format!("{algorithm}-sign"))
        }
    }

    /// A token of the typical claims is checked.
    fn verify(title: impl Into<String>, algorithm: &str) -> Self {
        Self {
            input: Input::Yielded { by: format!("{algorithm}-sign"), from: String::new() },
            proof: Proof::Reads { make: format!("{algorithm}-make"), named: true },
            counted: true,
            ..Self::new(title, format!("{algorithm}-verify"))
        }
    }

    /// The same in another way, `instead` of which others do as they always do.
    fn variant(self, title: &str, suffix: &str) -> Self {
        let instead = Some(self.case.clone());
        Self { title: title.into(), case: format!("{}-{suffix}", self.case), instead, ..self }
    }

    /// The same with key and rules made for this one token.
    fn per_call(self, title: &str) -> Self {
        Self { instead: None, ..self.variant(title, "per-call") }
    }

    fn promise(mut self, of: &'static str, against: &'static str, at_most: f64) -> Self {
        self.promises.push(Promise::Ratio { of, against, at_most });
        self
    }
}

/// All sections, without the rows that are not asked for.
pub(crate) fn sections(wanted: impl Fn(&Row) -> bool) -> Vec<Section> {
    let all = [hs256(), public_keys(), base64url(), keys(), secrets(), threads()];
    let grown = [grown_tokens(), grown_claims(), grown_sets()];
    let mut sections: Vec<_> = all.into_iter().chain(grown).collect();
    for section in &mut sections {
        section.rows.retain(&wanted);
    }
    sections.retain(|section| !section.rows.is_empty());
    sections
}

fn section(title: &'static str, about: &'static str, rows: Vec<Row>) -> Section {
    Section { title, about, rows, grows: false }
}

fn hs256() -> Section {
    let verify = |title| Row::verify(title, "hs256");
    let sized = |mut row: Row, title: &str, size: &str| {
        row.title = title.to_owned();
        row.case = format!("{}-{size}", row.case);
        row.instead = row.instead.map(|instead| format!("{instead}-{size}"));
        match &mut row.proof {
            Proof::Reads { named, .. } => *named = size != "tiny",
            Proof::Signs { read_by } => *read_by = format!("{read_by}-{size}"),
            Proof::Alone | Proof::Same | Proof::Tries { .. } => {}
        }
        if let Input::Yielded { by, .. } = &mut row.input {
            *by = format!("{by}-{size}");
        }
        row
    };
    let borrowed = || verify("").variant("HS256 verify, borrowed claims, warm buffer", "borrowed");
    let value = || Row { instead: None, ..verify("").variant("HS256 verify, `Value`", "value") };
    let sign = || Row::sign("HS256", "hs256");
    section(
        "HS256",
        "Typical claims are 244 octets of JSON, tiny ones 37, large ones 4,096. Both columns of ours run the same code \
         here: the feature `aws-lc-rs` leaves HMAC as it is.",
        vec![
            verify("HS256 verify, typed owned claims")
                .promise(OURS, JSONWEBTOKEN, 0.40)
                .promise(OURS, LIMIT, 1.35)
                .promise(OURS_AWS, JSONWEBTOKEN, 0.40)
                .promise(OURS_AWS, LIMIT, 1.35),
            borrowed().promise(OURS, JSONWEBTOKEN, 0.32).promise(OURS_AWS, JSONWEBTOKEN, 0.32),
            value(),
            verify("").per_call("HS256 verify, key and rules made per call"),
            sign().promise(OURS, JSONWEBTOKEN, 0.75).promise(OURS_AWS, JSONWEBTOKEN, 0.75),
            sign().per_call("HS256 sign, key made per call"),
            sized(verify(""), "HS256 verify, tiny", "tiny"),
            sized(borrowed(), "HS256 verify, tiny, borrowed", "tiny"),
            sized(value(), "HS256 verify, tiny, `Value`", "tiny"),
            sized(sign(), "HS256 sign, tiny", "tiny"),
            sized(verify(""), "HS256 verify, large", "large"),
            sized(borrowed(), "HS256 verify, large, borrowed", "large"),
            sized(value(), "HS256 verify, large, `Value`", "large"),
            sized(sign(), "HS256 sign, large", "large"),
        ],
    )
}

fn public_keys() -> Section {
    let prepared = |title, algorithm| Row::verify("", algorithm).variant(title, "prepared");
    section(
        "Public keys",
        "Typical claims, typed and owned. Preparing a key (`VerifyingKey::prepare`) changes ES256 alone: an RSA key stays \
         as it is, and the row of RS256 with a prepared key shows no more than that.",
        vec![
            Row::verify("ES256 verify, key parsed before", "es256"),
            Row::verify("", "es256")
                .per_call("ES256 verify, key used once")
                .promise(OURS, JSONWEBTOKEN, 1.10)
                .promise(OURS_AWS, JSONWEBTOKEN_AWS, 1.00),
            prepared("ES256 verify, key prepared for many", "es256").promise(
                OURS,
                JSONWEBTOKEN,
                0.30,
            ),
            Row::sign("ES256", "es256").promise(OURS, JSONWEBTOKEN, 0.20).promise(
                OURS_AWS,
                JSONWEBTOKEN_AWS,
                0.70,
            ),
            Row::sign("ES256", "es256").per_call("ES256 sign, key made per call"),
            Row::verify("RS256 verify, key parsed before", "rs256")
                .promise(OURS, JSONWEBTOKEN, 0.40)
                .promise(OURS_AWS, JSONWEBTOKEN_AWS, 0.85),
            Row::verify("", "rs256").per_call("RS256 verify, key used once"),
            prepared("RS256 verify, key prepared for many", "rs256").promise(
                OURS,
                JSONWEBTOKEN,
                0.18,
            ),
            Row::sign("RS256", "rs256").promise(OURS, JSONWEBTOKEN, 0.95).promise(
                OURS_AWS,
                JSONWEBTOKEN_AWS,
                0.45,
            ),
            Row::sign("RS256", "rs256").per_call("RS256 sign, key made per call"),
            Row::verify("PS256 verify", "ps256"),
            Row::sign("PS256", "ps256"),
            Row::verify("ES384 verify", "es384"),
            Row::sign("ES384", "es384"),
            Row::verify("Ed25519 verify", "ed25519"),
            Row::sign("Ed25519", "ed25519"),
        ],
    )
}

/// Every name of a contender that is not a library of tokens.
pub(crate) const BASE64: &str = "base64-crate";

fn base64url() -> Section {
    let mut rows = Vec::new();
    for (characters, octets) in [(43_u32, 32), (400, 300), (5600, 4200)] {
        let octets: String = ('!'..='~').cycle().take(octets).collect();
        let encode = format!("base64-encode-{characters}");
        let decode = Row::new(
            format!("decode {characters} characters"),
            format!("base64-decode-{characters}"),
        );
        rows.push(Row {
            input: Input::Yielded { by: encode.clone(), from: octets.clone() },
            proof: Proof::Same,
            ..decode.promise(OURS, BASE64, 1.0)
        });
        let encode = Row::new(format!("encode to {characters} characters"), encode);
        rows.push(Row {
            input: Input::Text(octets),
            proof: Proof::Same,
            ..encode.promise(OURS, BASE64, 1.0)
        });
    }
    section("base64url", "Appended to memory that is used again. The limit is `base64-simd`.", rows)
}

fn keys() -> Section {
    let import = |title: &str, case: &str| Row {
        proof: Proof::Same,
        ..Row::new(title, format!("import-{case}"))
    };
    let token = || Input::Yielded { by: "es256-sign".into(), from: String::new() };
    section(
        "Keys and headers",
        "`jsonwebtoken` keeps the octets of a key and reads them at each verification, so that its imports check \
         little. Ours checks a key in full, a private one against its public half, when it is loaded. Inspection of \
         ours finds faults and says where they are; that of others, and the limit, only decodes.",
        vec![
            import("public ES256 key from PEM", "pem-es256"),
            import("public RS256 key from PEM", "pem-rs256"),
            import("private ES256 key from PEM", "private-pem-es256"),
            import("private RS256 key from PEM", "private-pem-rs256"),
            Row {
                input: Input::Yielded { by: "make-jwk-es256".into(), from: String::new() },
                ..import("public ES256 key from a JWK", "jwk-es256")
            },
            Row { input: token(), proof: Proof::Same, ..Row::new("header read", "header") },
            Row { input: token(), ..Row::new("token inspected", "inspect") },
        ],
    )
}

/// A payload that makes a signing input of 200 octets.
fn tried_payload() -> String {
    let rest = "x".repeat(122_usize.saturating_sub(r#"{"sub":"","exp":4070908800}"#.len()));
    format!(r#"{{"sub":"{rest}","exp":4070908800}}"#)
}

fn secrets() -> Section {
    let mut row = Row {
        input: Input::Yielded { by: "hs256-make".into(), from: tried_payload() },
        proof: Proof::Tries { right: "candidate-right".into() },
        ..Row::new("one secret tried", "candidate")
    };
    row.promises.push(Promise::PerSecond { of: OURS, at_least: 3e6 });
    section(
        "Weak secrets",
        "HS256, a signing input of 200 octets, secrets of nine to twelve. The limit is the crate `hmac`, keyed for \
         each secret; `jsonwebtoken` is asked as crackers ask it that are built upon it. Here each secret is a text of its own that \
         the caller hands over and drops again, and that is in the time; the table of threads, where secrets are made \
         in place, shows what the trying alone takes.",
        vec![row],
    )
}

/// What is called scaling with cores: two of them are not quite twice one, as they share memory and clock.
const SCALES: f64 = 1.6;

/// How the title of a row ends that is done on one thread.
pub(crate) const ONE_THREAD: &str = " on 1 thread";
/// How that of the same on two ends.
pub(crate) const TWO_THREADS: &str = " on 2 threads";

fn threads() -> Section {
    let tried = |threads, on| Row {
        input: Input::Yielded { by: "hs256-make".into(), from: tried_payload() },
        items: 262_144,
        ..Row::new(format!("secrets tried{on}"), format!("candidates-{threads}"))
    };
    let batch = |threads, on| Row {
        input: Input::Yielded { by: "hs256-sign".into(), from: String::new() },
        items: 65_536,
        ..Row::new(format!("tokens verified{on}"), format!("batch-{threads}"))
    };
    let mut two = tried("2-threads", TWO_THREADS);
    two.promises.push(Promise::Scaling { of: OURS, at_least: SCALES });
    section(
        "Threads",
        "By the clock on the wall, which counts what else the machine does, and of one secret or token among \
         thousands; typical claims, borrowed, HS256. What was promised, that secrets are tried faster with more cores, is \
         taken to hold when two threads try 1.6 times as many as one.",
        vec![
            tried("1-thread", ONE_THREAD),
            two,
            batch("1-thread", ONE_THREAD),
            batch("2-threads", TWO_THREADS),
        ],
    )
}

fn made(by: &str, payload: String) -> Input {
    Input::Yielded { by: by.into(), from: payload }
}

fn grown_tokens() -> Section {
    let row = |title: &str, length: usize| {
        // Header, two dots and signature are 81 characters; two claims and a name are 44 octets.
        let filling = length.saturating_sub(81).saturating_mul(3).div_euclid(4).saturating_sub(44);
        let filling = "x".repeat(filling);
        let payload = format!(r#"{{"sub":"1234567890","exp":4070908800,"x":"{filling}"}}"#);
        Row {
            input: made("hs256-make", payload),
            proof: Proof::Same,
            ..Row::new(title, "grow-token")
        }
    };
    Section {
        grows: true,
        ..section(
            "Length of the token",
            "HS256; two claims are read, typed and owned, and the rest, one long text, is passed over.",
            vec![
                row("141 characters", 141),
                row("1,000 characters", 1_000),
                row("10,000 characters", 10_000),
                row("100,000 characters", 100_000),
                row("1,000,000 characters", 1_000_000),
            ],
        )
    }
}

fn grown_claims() -> Section {
    let row = |title: &str, claims: usize| {
        let mut payload = String::from(r#"{"sub":"1234567890","exp":4070908800"#);
        for at in 0..claims {
            payload.push_str(&format!(r#","claim{at:04}":"value {at:04}""#));
        }
        payload.push('}');
        Row {
            input: made("hs256-make", payload),
            proof: Proof::Same,
            ..Row::new(title, "grow-claims")
        }
    };
    Section {
        grows: true,
        ..section(
            "Number of claims",
            "HS256, read into a `Value`; `sub` and `exp` come on top.",
            vec![
                row("1 claim", 1),
                row("10 claims", 10),
                row("100 claims", 100),
                row("1,000 claims", 1_000),
            ],
        )
    }
}

fn grown_sets() -> Section {
    let row = |title: &str, keys: usize| Row {
        input: made(
            &format!("make-for-{keys}-keys"),
            r#"{"sub":"1234567890","exp":4070908800}"#.into(),
        ),
        proof: Proof::Same,
        ..Row::new(title, format!("grow-keys-{keys}"))
    };
    Section {
        grows: true,
        ..section(
            "Number of keys in a set",
            "HS256, tiny claims, typed and owned; the key is the last of the set and is found by its `kid`. Ours reads the \
             keys once, with the set. `jsonwebtoken` is asked with the set that it has itself, as its documentation \
             does: `JwkSet::find` looks from key to key, and `DecodingKey::from_jwk` reads the one that is found for \
             each token. Who keeps a map of keys beside it saves both.",
            vec![
                row("1 key", 1),
                row("10 keys", 10),
                row("100 keys", 100),
                row("1,000 keys", 1_000),
                row("10,000 keys", 10_000),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Input;
    use super::sections;

    #[test]
    fn no_two_rows_do_the_same() {
        let mut seen = BTreeSet::new();
        for row in sections(|_| true).iter().flat_map(|section| &section.rows) {
            assert!(seen.insert((row.title.clone(), row.case.clone())), "{}", row.title);
            assert!(!row.title.is_empty(), "{}", row.case);
        }
    }

    #[test]
    fn sections_without_a_row_are_left_out() {
        let some = sections(|row| row.case.starts_with("base64"));
        assert_eq!(some.len(), 1);
        assert_eq!(some[0].rows.len(), 6);
        assert!(sections(|_| false).is_empty());
    }

    #[test]
    fn sizes_are_those_of_the_claims_and_of_the_tokens() {
        let all = sections(|_| true);
        let rows = || all.iter().flat_map(|section| &section.rows);
        let row = rows().find(|row| row.case == "hs256-verify-borrowed-large").unwrap();
        assert_eq!(row.instead.as_deref(), Some("hs256-verify-large"));
        assert!(matches!(&row.input, Input::Yielded { by, .. } if by == "hs256-sign-large"));
        assert_eq!(super::tried_payload().len(), 122);
    }
}
