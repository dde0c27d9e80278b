//! The samples that a newcomer copies: each runs, tells the truth, and is short.
//!
//! They are modules of this test, so that it cannot run an older build of them.
#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use std::fs;
use std::path::Path;

#[expect(dead_code, reason = "it is the test that runs it")]
#[path = "../examples/blocking.rs"]
mod blocking;
#[expect(dead_code, reason = "it is the test that runs it")]
#[path = "../examples/hyper.rs"]
mod hyper;
#[expect(dead_code, reason = "it is the test that runs it")]
#[path = "../examples/reqwest.rs"]
mod reqwest;

/// Lines of the longest sample, and one more.
const MAX_LINES: usize = 60;

/// Three requests at once, before and after the token has expired: nobody noticed, and it cost one refresh.
fn assert_told(out: &[u8]) {
    let text = std::str::from_utf8(out).unwrap();
    let mut lines: Vec<_> = text.lines().collect();
    for answers in [1..4, 6..9] {
        // Three at once come back in any order.
        lines.get_mut(answers).unwrap().sort_unstable();
    }
    let expected = [
        "alice has logged in; three requests at once:",
        r#"  200 OK {"order":1,"user":"alice"}"#,
        r#"  200 OK {"order":2,"user":"alice"}"#,
        r#"  200 OK {"order":3,"user":"alice"}"#,
        "  with token 1; requests to the token endpoint: 0",
        "the server lets her token expire; three requests at once:",
        r#"  200 OK {"order":1,"user":"alice"}"#,
        r#"  200 OK {"order":2,"user":"alice"}"#,
        r#"  200 OK {"order":3,"user":"alice"}"#,
        "  with token 2; requests to the token endpoint: 1",
    ];
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn the_sample_for_reqwest_renews_its_token() {
    let mut out = Vec::new();
    reqwest::run(&mut out).await.unwrap();
    assert_told(&out);
}

#[tokio::test]
async fn the_sample_for_hyper_renews_its_token() {
    let mut out = Vec::new();
    hyper::run(&mut out).await.unwrap();
    assert_told(&out);
}

#[test]
fn the_sample_without_async_renews_its_token() {
    let mut out = Vec::new();
    blocking::run(&mut out).unwrap();
    assert_told(&out);
}

#[test]
fn every_sample_is_short_and_says_how_it_is_run() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for name in ["blocking", "hyper", "reqwest"] {
        let text = fs::read_to_string(examples.join(name).with_extension("rs")).unwrap();
        assert!(text.lines().count() < MAX_LINES, "{name} is long");
        let first = text.lines().next().unwrap();
        let command = format!("`cargo run -p interceptor --example {name}`");
        assert!(first.starts_with("//! ") && first.contains(&command), "{first}");
    }
}

/// `UPDATE_README=1 cargo test -p interceptor --test examples readme` writes it anew.
#[test]
fn the_readme_shows_the_client_of_the_example_as_it_is() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let path = format!("{root}/README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let example = fs::read_to_string(format!("{root}/interceptor/examples/reqwest.rs")).unwrap();
    let uses: String = example
        .lines()
        .filter(|line| {
            ["use interceptor", "use reqwest", "type Result"]
                .iter()
                .any(|start| line.starts_with(start))
        })
        .filter(|line| !line.contains("::demo"))
        .map(|line| format!("{line}\n"))
        .collect();
    let (_, client) = example.split_once("/// A client for the API").unwrap();
    let (client, _) = client.split_once("\n}\n").unwrap();
    let shown = format!("```rs\n{uses}\n/// A client for the API{client}\n}}\n```\n");
    let (begin, end) = ("<!-- client:begin -->\n", "<!-- client:end -->");
    let (before, rest) = readme.split_once(begin).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    let expected = format!("{before}{begin}{shown}{end}{after}");
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let readme = fs::read_to_string(&path).unwrap();
    assert!(readme == expected, "README.md shows another client than examples/reqwest.rs");
}
