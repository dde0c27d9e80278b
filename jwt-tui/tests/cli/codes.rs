//! Each exit code, reached the way a user reaches it.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use super::run::Ran;
use super::run::command;
use super::run::data;
use super::run::folder;
use super::run::piped;
use super::run::ran;
use super::run::run;
use super::run::token;

/// A secret of 32 characters.
const SECRET: &str = "0123456789abcdef0123456789abcdef";

fn made(claims: &[&str]) -> String {
    let mut args = vec!["sign", "--secret", SECRET, "--alg", "HS256", "-q"];
    for claim in claims {
        args.extend(["--claim", claim]);
    }
    let ran = run(&args);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    ran.stdout.trim().to_owned()
}

fn verified(token: &str, more: &[&str]) -> Ran {
    run(&[&["verify", token, "--secret", SECRET, "-q"], more].concat())
}

#[test]
fn holds_is_0() {
    let token = made(&["iss=joe", "aud:=[\"api\",\"web\"]", "sub=alice", "exp:=9999999999"]);
    let rules =
        ["--iss", "joe", "--aud", "api", "--sub", "alice", "--typ", "JWT", "--require", "exp"];
    assert_eq!(verified(&token, &rules).code, Some(0));
    assert_eq!(verified(&token, &["--alg", "HS256"]).code, Some(0));
    assert_eq!(run(&["--help"]).code, Some(0));
    assert_eq!(run(&["--version"]).code, Some(0));
}

#[test]
fn another_check_is_1() {
    let token = made(&[]);
    assert_eq!(verified(&token, &["--typ", "at+jwt"]).code, Some(1));
    // {"alg":"HS256","crit":["x"],"x":1}
    let critical = "eyJhbGciOiJIUzI1NiIsImNyaXQiOlsieCJdLCJ4IjoxfQ.e30.AAAA";
    assert_eq!(verified(critical, &[]).code, Some(1));
    // {"alg":"dir","enc":"A128GCM"}
    let encrypted = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA";
    assert_eq!(verified(encrypted, &[]).code, Some(1));
}

#[test]
fn a_senseless_command_line_is_2() {
    let token = made(&[]);
    for args in [
        &["verify", &token, "--algo", "HS256"][..],
        &["verify", &token, "--alg", "hs256"],
        &["verify", &token, "--alg", "none"],
        &["verify", &token, "--at", "soon"],
        &["verify", &token, "--leeway", "soon"],
        &["verify", &token, "--jws", "--iss", "joe"],
        &["verfy", &token],
        &["key"],
        &["key", "gen", "RS1"],
        &["key", "gen", "ES256", "--json"],
        &["sign", "--secret", SECRET, "--claim", "a"],
        &["sign", "--secret", SECRET, "--claim", "a=1", "--claim", "a=2"],
        &["sign", "--secret", SECRET, "--payload", "x", "--exp", "15m"],
        &["sign", "--secret", SECRET, "--header", "alg=none"],
        &["--secret", SECRET, "verify", &token],
    ] {
        let ran = run(args);
        assert_eq!(ran.code, Some(2), "{args:?}: {}{}", ran.stdout, ran.stderr);
        assert_eq!(ran.stdout, "");
        assert!(!ran.stderr.is_empty());
    }
    let ran = run(&["verify", "--algo", "HS256"]);
    assert!(ran.stderr.contains("--alg"), "{}", ran.stderr);
    assert!(run(&["verfy", "x"]).stderr.contains("'verify'"));
    let twice = piped(&["verify", "-", "--secret-stdin"], b"x");
    assert_eq!(twice.code, Some(2));
    #[cfg(not(feature = "clipboard"))]
    assert_eq!(run(&["inspect", "clip:"]).code, Some(2));
}

#[test]
fn not_a_token_is_3() {
    for text in ["hello", "a.b", "", "\u{1f980}", "eyJhbGciOiJIUzI1NiJ9"] {
        assert_eq!(verified(text, &[]).code, Some(3), "{text:?}");
    }
    assert_eq!(run(&["inspect", "hello"]).code, Some(3));
    assert_eq!(run(&["inspect", "hello", &made(&[])]).code, Some(3));
    assert_eq!(piped(&["inspect"], b"").code, Some(3));
}

#[test]
fn no_usable_key_is_4() {
    let token = made(&[]);
    let folder = folder("no_usable_key");
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let other = data("rfc7515_a1_hs256.jwk");
    let set = fs::read_to_string(&other).unwrap().replace("\"kty\"", "\"kid\":\"a\",\"kty\"");
    let set = file("set", &format!("{{\"keys\":[{set},{}]}}", set.replace("\"a\"", "\"b\"")));
    // {"alg":"HS256","kid":"c"}
    let named = "eyJhbGciOiJIUzI1NiIsImtpZCI6ImMifQ.e30.AAAA";
    let ran = run(&["verify", named, "--jwks", &set]);
    assert_eq!(ran.code, Some(4), "{}", ran.stdout);
    assert!(ran.words().contains("\"a\", \"b\""), "{}", ran.stdout);
    for content in
        ["", "hunter2", "{\"kty\":\"NEW\"}", "{\"keys\":[]}", "-----BEGIN PUBLIC KEY-----"]
    {
        let path = file("key", content);
        let ran = run(&["verify", &token, "--key", &path]);
        assert_eq!(ran.code, Some(4), "{content:?}");
        assert!(ran.stderr.contains(&path), "{}", ran.stderr);
        assert!(!ran.stderr.contains("hunter2"));
    }
    assert_eq!(
        run(&["verify", &token, "--key", &data("rfc7515_a2_rs256.jwk"), "--alg", "HS256"]).code,
        Some(4)
    );
    assert_eq!(run(&["verify", &token]).code, Some(4));
    assert_eq!(run(&["verify", &token, "--secret", ""]).code, Some(4));
    assert_eq!(run(&["sign", "--claim", "a=b"]).code, Some(4));
    let pem = "-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----";
    assert_eq!(run(&["verify", &token, "--secret", pem]).code, Some(4));
}

#[test]
fn what_cannot_be_read_or_written_is_5() {
    for args in [
        &["inspect", "@/nowhere/at/all"][..],
        &["inspect", "@."],
        &["inspect", "env:NO_SUCH_VARIABLE_HERE"],
        &["verify", "e30.e30.", "--key", "/nowhere/at/all"],
        &["key", "gen", "ES256", "--out", "/nowhere/at/all"],
    ] {
        let ran = run(args);
        assert_eq!(ran.code, Some(5), "{args:?}: {}", ran.stderr);
        assert_eq!(ran.stdout, "");
    }
    let large = piped(&["inspect"], &vec![b'A'; (8 << 20) + 1]);
    assert_eq!(large.code, Some(5));
    assert!(large.stderr.contains("8 MiB"), "{}", large.stderr);
}

#[test]
fn each_failed_check_has_a_code_of_its_own() {
    let now = made(&["iss=joe", "aud=api", "sub=alice"]);
    let wrong = "ffffffffffffffffffffffffffffffff";
    assert_eq!(run(&["verify", &now, "--secret", wrong, "-q"]).code, Some(10));
    assert_eq!(verified(&made(&["exp:=1300819380"]), &[]).code, Some(11));
    assert_eq!(verified(&made(&["nbf:=9999999999"]), &[]).code, Some(12));
    for rule in [["--iss", "eve"], ["--aud", "web"], ["--sub", "bob"], ["--require", "exp"]] {
        assert_eq!(verified(&now, &rule).code, Some(13), "{rule:?}");
    }
    assert_eq!(verified(&made(&["exp=soon"]), &[]).code, Some(13));
    assert_eq!(verified(&made(&["iss:=7"]), &[]).code, Some(13));
    assert_eq!(verified(&now, &["--alg", "HS512"]).code, Some(14));
    assert_eq!(verified("eyJhbGciOiJub25lIn0.e30.", &[]).code, Some(14));
    assert_eq!(verified("eyJhbGciOiJIUzEifQ.e30.AAAA", &[]).code, Some(14));
}

#[test]
fn the_first_failure_decides() {
    let token = made(&["exp:=1300819380", "iss=joe"]);
    assert_eq!(verified(&token, &["--iss", "eve"]).code, Some(11));
    let wrong = "ffffffffffffffffffffffffffffffff";
    assert_eq!(run(&["verify", &token, "--secret", wrong, "-q"]).code, Some(10));
    assert_eq!(run(&["verify", "eyJhbGciOiJub25lIn0.e30."]).code, Some(14));
}

#[test]
fn several_tokens_fail_together() {
    let good = made(&["a=1"]);
    let bad = made(&["exp:=1300819380"]);
    let lines = format!("{good}\n{bad}\n{good}\n");
    let ran = piped(&["verify", "--ndjson", "--secret", SECRET], lines.as_bytes());
    assert_eq!(ran.code, Some(11));
    let oks: Vec<bool> = ran.stdout.lines().map(|line| line.contains("\"ok\":true")).collect();
    assert_eq!(oks, [true, false, true]);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_by_the_signal() {
    use std::os::unix::process::ExitStatusExt;

    // A shell starts what is to run in the background deaf to interrupts, and children inherit that.
    let signals = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = signals.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    if ignored.is_some_and(|mask| u64::from_str_radix(mask.trim(), 16).unwrap() & 2 != 0) {
        eprintln!("skipped: interrupts are ignored here");
        return;
    }
    let mut child =
        command(&["inspect"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // More than a pipe holds: when it is written, the program is reading.
    stdin.write_all(&vec![b'A'; 1 << 18]).unwrap();
    let mut kill = std::process::Command::new("sh");
    kill.args(["-c", &format!("kill -INT {}", child.id())]);
    assert_eq!(ran(kill).code, Some(0));
    let status = child.wait().unwrap();
    // Shells report 128 + 2.
    assert_eq!((status.code(), status.signal()), (None, Some(2)));
}

#[test]
fn the_rfcs_token_is_found_in_any_input() {
    let token = token("rfc7515_a1_hs256");
    let key = data("rfc7515_a1_hs256.jwk");
    for text in [
        format!("Authorization: Bearer {token}\n"),
        format!("{{\"access_token\":\"{token}\"}}"),
        token.replacen('.', ".\n", 1),
    ] {
        let ran = piped(&["verify", "--key", &key, "--at", "1300819379"], text.as_bytes());
        assert_eq!(ran.code, Some(0), "{text}: {}", ran.stdout);
    }
    let file = format!("@{}", data("rfc7515_a1_hs256.jwt"));
    assert_eq!(run(&["verify", &file, "--key", &key, "--at", "1300819379"]).code, Some(0));
    let mut env = command(&["verify", "env:TOKEN", "--key", &key, "--at", "1300819379"]);
    env.env("TOKEN", &token);
    assert_eq!(ran(env).code, Some(0));
    let piped_key =
        piped(&["verify", &token, "--jwks", "-", "--at", "1300819379"], &fs::read(&key).unwrap());
    assert_eq!(piped_key.code, Some(0));
}

/// Trap 2.3: is the secret text or base64?
#[test]
fn a_secret_in_another_reading_is_told() {
    let sign = [
        "sign",
        "--secret",
        "Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZQ==",
        "--secret-encoding",
        "b64",
        "--alg",
        "HS256",
        "-q",
    ];
    let token = run(&[&sign[..], &["--claim", "sub=alice"]].concat()).stdout;
    let verify = ["verify", token.trim(), "--secret", "Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZQ=="];
    let ran = run(&verify);
    assert_eq!(ran.code, Some(10));
    let words = "the secret fits decoded from base64: --secret-encoding b64";
    assert!(ran.stderr.contains(words), "{}", ran.stderr);
    let json = run(&[&verify[..], &["--json"]].concat()).stdout;
    assert!(json.contains(&format!("\"hint\": \"{words}\"")), "{json}");
    let ran = run(&["verify", token.trim(), "--secret", "\"correct horse battery staple\""]);
    assert!(ran.stderr.contains("fits without the quotes around it"), "{}", ran.stderr);
    let ran = run(&["verify", token.trim(), "--secret", "wrong"]);
    assert!(!ran.stderr.contains("fits"), "{}", ran.stderr);
}
