//! The JSON of each command against its description in `docs/json.md`, in both directions.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::run::data;
use super::run::piped;
use super::run::run;
use super::run::token;

const SECRET: &str = "Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZQ==";

/// The members that the description names for a schema.
#[expect(clippy::unwrap_used, reason = "the description is part of the source")]
fn described(schema: &str) -> BTreeSet<String> {
    let path = format!("{}/docs/json.md", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().skip_while(|line| *line != format!("## `{schema}`")).skip(1);
    lines
        .take_while(|line| !line.starts_with("## "))
        .filter_map(|line| {
            line.strip_prefix("| `")?.split_once('`').map(|(path, _)| path.to_owned())
        })
        .collect()
}

/// Every member of a document as a path; what a token itself holds is not ours to describe.
fn paths(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|one| paths(one, &format!("{path}[]"), found)),
        Value::Object(_) if ["header.value", "payload.value"].contains(&path) => {}
        Value::Object(members) => {
            for (name, value) in members {
                let name = if path == "times" { "NAME" } else { name };
                let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
                found.insert(path.clone());
                paths(value, &path, found);
            }
        }
        _ => {}
    }
}

#[expect(clippy::unwrap_used, reason = "output that is no JSON fails the test")]
fn printed(schema: &str, outputs: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in outputs.iter().flat_map(|output| output.lines()) {
        let json: Value = serde_json::from_str(line).unwrap();
        assert_eq!(json.get("schema").and_then(Value::as_str), Some(schema));
        paths(&json, "", &mut found);
    }
    found
}

fn holds(schema: &str, outputs: &[String]) {
    let (described, printed) = (described(schema), printed(schema, outputs));
    let missing: Vec<_> = printed.difference(&described).collect();
    assert!(missing.is_empty(), "{schema}: printed and not described: {missing:?}");
    let unseen: Vec<_> = described.difference(&printed).collect();
    assert!(unseen.is_empty(), "{schema}: described and never printed: {unseen:?}");
}

/// A document as one line.
#[expect(clippy::unwrap_used, reason = "output that is no JSON fails the test")]
fn one_line(args: &[&str]) -> String {
    serde_json::from_str::<Value>(&run(args).stdout).unwrap().to_string()
}

/// Tokens that are whole, cut, no text, no token.
fn inputs() -> Vec<String> {
    let encode = |text: &[u8]| jwt_core::base64url::encode(text);
    let header = encode(b"{\"alg\":\"HS256\"}");
    let dates = encode(b"{\"exp\":1795408408000,\"nbf\":1,\"iat\":1}");
    vec![
        token("rfc7515_a1_hs256"),
        format!("{header}.{}.AAAA", encode(b"\xff\xfe")),
        format!("{header}.{dates}.AAAA"),
        format!("{header}.a+b.AAAA"),
        "hello".to_owned(),
        "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA".to_owned(),
    ]
}

#[test]
fn inspect_prints_what_is_described() {
    let outputs: Vec<_> =
        inputs().iter().map(|input| run(&["inspect", "--ndjson", input]).stdout).collect();
    holds("jwt-tui.inspect/1", &outputs);
}

#[test]
fn verify_prints_what_is_described() {
    let key = data("rfc7515_a1_hs256.jwk");
    let mut outputs: Vec<_> = inputs()
        .iter()
        .map(|input| run(&["verify", "--ndjson", input, "--key", &key]).stdout)
        .collect();
    let sign = ["sign", "--secret", SECRET, "--secret-encoding", "b64", "-q"];
    let token = run(&sign).stdout;
    outputs.push(run(&["verify", "--ndjson", token.trim(), "--secret", SECRET]).stdout);
    outputs.push(piped(&["verify", "--ndjson"], token.repeat(2).as_bytes()).stdout);
    holds("jwt-tui.verify/1", &outputs);
}

#[test]
fn sign_diff_and_key_print_what_is_described() {
    let key = data("rfc7515_a1_hs256.jwk");
    let pair = data("rfc7515_a3_es256.jwk");
    holds("jwt-tui.sign/1", &[one_line(&["sign", "--key", &key, "--json"])]);
    let (before, after) = (token("rfc7515_a1_hs256"), token("rfc7515_a2_rs256"));
    let later = format!(
        "eyJhbGciOiJIUzI1NiJ9.{}.AAAA",
        jwt_core::base64url::encode("{\"iss\":\"joe\",\"exp\":1300822980}")
    );
    holds(
        "jwt-tui.diff/1",
        &[
            one_line(&["diff", &before, &after, "--json"]),
            one_line(&["diff", &before, &later, "--key", &key, "--json"]),
        ],
    );
    holds(
        "jwt-tui.key/1",
        &[one_line(&["key", "show", &key, "--json"]), one_line(&["key", "show", &pair, "--json"])],
    );
}

#[test]
fn explain_prints_what_is_described() {
    let outputs = ["rfc7515_a1_hs256", "rfc7515_a2_rs256", "rfc7515_a3_es256"].map(|name| {
        let key = data(&format!("{name}.jwk"));
        one_line(&["explain", &token(name), "--key", &key, "--json"])
    });
    holds("jwt-tui.explain/1", &outputs);
}

#[test]
fn the_exit_codes_of_the_description_are_those_there_are() {
    let path = format!("{}/docs/json.md", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).unwrap_or_default();
    let rows = text.lines().skip_while(|line| *line != "## Exit codes");
    let codes: BTreeSet<u8> =
        rows.filter_map(|line| line.strip_prefix("| ")?.split_once(" |")?.0.parse().ok()).collect();
    // Each of them is reached in codes.rs.
    let reached = [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 22, 70, 130];
    assert_eq!(codes, BTreeSet::from(reached));
}
