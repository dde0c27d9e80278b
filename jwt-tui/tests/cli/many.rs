//! Many tokens in one input: every line is answered, in order, whatever the number of threads.

use std::fs;
use std::process::Stdio;

use serde_json::Value;

use super::run::command;
use super::run::folder;
use super::run::piped;
use super::run::ran;
use super::run::run;

const SECRET: &str = "0123456789abcdef0123456789abcdef";

fn made(claims: &[&str]) -> String {
    let claims = claims.iter().flat_map(|claim| ["--claim", claim]);
    let args: Vec<&str> =
        ["sign", "--secret", SECRET, "--alg", "HS256", "-q"].into_iter().chain(claims).collect();
    let ran = run(&args);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    ran.stdout.trim().to_owned()
}

/// Lines of three kinds: a token, an object with one in it, and what fails.
fn lines(count: usize) -> String {
    let kinds = [
        made(&["sub=alice"]),
        format!("{{\"id\":7,\"token\":\"{}\"}}", made(&["sub=bob"])),
        made(&["exp:=1300819380"]),
        "{\"id\":8}".to_owned(),
        format!("\"{}\"", made(&["nbf:=9999999999"])),
        format!("{}A", made(&["sub=carol"])),
        "hello".to_owned(),
    ];
    // The first two decide that these are lines.
    let mut state = 1_u64;
    let pick = |index: usize| {
        // Any order will do that is the same each time and has no period of a chunk.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let random = usize::try_from(state >> 60).unwrap_or_default().rem_euclid(kinds.len());
        kinds.get(if index < 2 { index } else { random }).map_or("", String::as_str)
    };
    (0..count).map(pick).flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn order_is_kept_and_one_thread_says_the_same_as_several() {
    let text = lines(2_000);
    let args = ["verify", "--ndjson", "--secret", SECRET, "--at", "1700000000"];
    let results = ["1", "2", "7"].map(|threads| {
        let ran = piped(&[&args[..], &["--threads", threads]].concat(), text.as_bytes());
        (ran.code, ran.stdout, ran.stderr)
    });
    assert!(results[0] == results[1] && results[0] == results[2]);
    let (code, stdout, _) = &results[0];
    let numbers: Vec<u64> = stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["token"]["line"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, (1..=2_000).collect::<Vec<_>>());
    let first = stdout.lines().find(|line| line.contains("\"ok\":false")).unwrap();
    let first: Value = serde_json::from_str(first).unwrap();
    assert_eq!(i64::from(code.unwrap()), first["exit"].as_i64().unwrap());
}

#[test]
fn the_end_says_how_many_failed_and_why() {
    let [good, expired] = [made(&["a=1"]), made(&["exp:=1300819380"])];
    let text = format!("{good}\n{expired}\nhello\n\n{expired}\n");
    let ran = piped(&["verify", "--secret", SECRET], text.as_bytes());
    assert_eq!(ran.code, Some(11), "the first that failed");
    let summary = "jwt-tui: 4 tokens: 1 hold, 3 failed (jwt.expired 2, ";
    assert!(ran.stderr.lines().last().unwrap().starts_with(summary), "{}", ran.stderr);
    let marks: Vec<_> = ran.stdout.lines().map(|line| line.chars().next().unwrap()).collect();
    assert_eq!(marks, ['✓', '✗', '✗', '✗'], "{}", ran.stdout);
    assert!(ran.stdout.contains("line 5: signature holds, expired since 2011-03-22"));
    let all = piped(&["verify", "--secret", SECRET], format!("{good}\n{good}\n").as_bytes());
    assert_eq!(all.code, Some(0));
    assert!(all.stderr.ends_with("jwt-tui: 2 tokens: all hold\n"), "{}", all.stderr);
    let quiet = piped(&["verify", "--secret", SECRET, "-q"], text.as_bytes());
    assert_eq!((quiet.code, quiet.stdout.as_str(), quiet.stderr.as_str()), (Some(11), "", ""));
}

#[test]
fn a_line_without_a_token_is_never_passed_over() {
    let good = made(&["a=1"]);
    let text = format!("{good}\n{good}\n{{\"message\":\"started\"}}\n");
    assert_eq!(piped(&["verify", "--secret", SECRET, "-q"], text.as_bytes()).code, Some(3));
    let ran = piped(&["inspect", "--ndjson"], text.as_bytes());
    assert_eq!((ran.code, ran.stdout.lines().count()), (Some(3), 3));
    assert!(ran.stderr.contains("error: line 3: not a token"), "{}", ran.stderr);
    assert!(ran.stderr.contains("3 tokens: 2 decoded, 1 not (not_a_token 1)"), "{}", ran.stderr);
}

#[test]
fn a_file_and_a_pipe_give_the_same_and_no_progress_leaves_the_terminal() {
    let text = lines(300);
    let path = folder("many").join("tokens.txt");
    fs::write(&path, &text).unwrap();
    let file = run(&["verify", &format!("@{}", path.display()), "--secret", SECRET]);
    let pipe = piped(&["verify", "--secret", SECRET], text.as_bytes());
    assert_eq!((file.code, &file.stdout, &file.stderr), (pipe.code, &pipe.stdout, &pipe.stderr));
    assert!(!file.stderr.contains(['\r', '\u{1b}']), "{}", file.stderr);
}

#[test]
fn a_warning_is_told_once() {
    let token = run(&["sign", "--secret", "short", "--alg", "HS256", "-q"]).stdout;
    let ran = piped(&["verify", "--secret-env", "WEAK"], b"");
    assert_eq!(ran.code, Some(5), "the variable is not set");
    let text = token.repeat(50);
    let ran = piped(&["verify", "--secret", "short"], text.as_bytes());
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    assert_eq!(ran.stderr.matches("can be guessed").count(), 1, "{}", ran.stderr);
}

#[test]
fn what_nobody_reads_is_not_taken_for_good() {
    let good = made(&["a=1"]);
    let path = folder("unread").join("tokens.txt");
    fs::write(&path, format!("{good}\n").repeat(2_000)).unwrap();
    let argument = format!("@{}", path.display());
    let mut child = command(&["verify", &argument, "--secret", SECRET, "--ndjson"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(5));
    let whole = command(&["verify", &argument, "--secret", SECRET, "--ndjson"]);
    assert_eq!(ran(whole).code, Some(0));
}
