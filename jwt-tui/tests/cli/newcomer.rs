//! What somebody meets who uses this for the first time.

use super::run::folder;
use super::run::run;

const SECRET: &str = "0123456789abcdef0123456789abcdef";

fn signed(args: &[&str]) -> String {
    let ran = run(&[&["sign", "--secret", SECRET, "--alg", "HS256", "-q"], args].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    ran.stdout.trim().to_owned()
}

#[test]
fn a_foreign_character_is_pointed_at_and_no_token() {
    let token = signed(&["--claim", "sub=alice"]);
    let (payload, signature) = (token.find('.').unwrap() + 5, token.len() - 5);
    for foreign in ["*", "%", "é"] {
        for place in [payload, signature, token.len()] {
            let mut broken = token.clone();
            broken.insert_str(place, foreign);
            let seen = run(&["inspect", &broken]);
            assert_eq!(seen.code, Some(3), "{broken}: {}", seen.stdout);
            assert!(seen.stdout.contains('^'), "{broken}: {}", seen.stdout);
            let judged = run(&["verify", &broken, "--secret", SECRET]);
            assert_eq!(judged.code, Some(3), "{broken}: {}", judged.stdout);
        }
    }
    assert_eq!(run(&["verify", &format!("{token}*garbage"), "--secret", SECRET]).code, Some(3));
    let twice = run(&["verify", &format!("{token} {token}"), "--secret", SECRET]);
    assert_eq!(twice.code, Some(0));
    assert!(twice.stderr.contains("the same token is there 2 times"), "{}", twice.stderr);
}

#[test]
fn quiet_inspection_answers_by_its_code() {
    let token = signed(&["--claim", "sub=alice"]);
    let seen = run(&["inspect", "-q", &token]);
    assert_eq!((seen.code, seen.stdout.as_str(), seen.stderr.as_str()), (Some(0), "", ""));
    let seen = run(&["inspect", "-q", "hello"]);
    assert_eq!((seen.code, seen.stdout.as_str()), (Some(3), ""));
    assert!(seen.stderr.contains("not a token"), "{}", seen.stderr);
}

#[test]
fn milliseconds_in_exp_are_warned_of() {
    let token = signed(&["--claim", "exp:=1800000000000"]);
    let ran = run(&["verify", &token, "--secret", SECRET]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stderr.contains("exp seems to count milliseconds"), "{}", ran.stderr);
}

#[test]
fn a_public_key_for_a_secret_is_called_key_confusion() {
    let folder = folder("confusion");
    let (key, public) = (folder.join("rsa.jwk"), folder.join("public.pem"));
    let (key, public) = (key.to_str().unwrap(), public.to_str().unwrap());
    assert_eq!(run(&["key", "gen", "ES256", "--out", key]).code, Some(0));
    assert_eq!(run(&["key", "public", key, "--out", public]).code, Some(0));
    assert!(std::fs::read_to_string(public).unwrap().starts_with("-----BEGIN PUBLIC KEY"));
    let token = signed(&["--claim", "sub=alice"]);
    let ran = run(&["verify", &token, "--key", public]);
    assert_eq!(ran.code, Some(14), "{}", ran.stdout);
    assert!(ran.words().contains("key confusion"), "{}", ran.stdout);
    assert!(!ran.words().contains("EdDSA and"), "{}", ran.stdout);
    let json = run(&["verify", &token, "--key", public, "--json"]).stdout;
    assert!(json.contains("\"hint\": \"A public key is no secret"), "{json}");
}

#[test]
fn advice_is_in_the_words_of_the_command_line() {
    let token = signed(&["--claim", "sub=alice"]);
    let ran = run(&["verify", &token, "--secret", SECRET, "--iss", "x"]);
    assert_eq!(ran.code, Some(13));
    assert!(ran.words().contains("leave out the option that asks for it"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("allow_missing"), "{}", ran.stdout);
}

#[test]
fn what_only_the_leeway_lets_pass_is_said_to_have_expired() {
    let token = signed(&["--claim", "exp:=1700000000"]);
    let args = ["verify", &token, "--secret", SECRET, "--leeway", "3h", "--at", "1700004200"];
    let ran = run(&args);
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    let words = ran.words();
    assert!(words.contains("(1h 10m ago), within the leeway of 3h"), "{words}");
    assert!(!words.contains("valid until") && !words.contains("time given"), "{words}");
}

#[test]
fn a_converted_key_takes_its_form_from_the_name_of_the_file() {
    let folder = folder("form");
    let (key, pem) = (folder.join("ec.jwk"), folder.join("ec.pem"));
    let (key, pem) = (key.to_str().unwrap(), pem.to_str().unwrap());
    assert_eq!(run(&["key", "gen", "ES256", "--out", key]).code, Some(0));
    let ran = run(&["key", "convert", key, "--out", pem]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(std::fs::read_to_string(pem).unwrap().contains("PRIVATE KEY"));
    let ran = run(&["key", "convert", key]);
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert!(ran.stderr.contains("which form? say --to"), "{}", ran.stderr);
}

#[test]
fn a_command_that_is_none_is_named() {
    let ran = run(&["--lang", "ko", "verfy", "x"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("verify") && !ran.stderr.contains("explain"), "{}", ran.stderr);
    let ran = run(&["decode", "@et.txt"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("'decode'") && ran.stderr.contains("inspect"), "{}", ran.stderr);
}

#[test]
fn the_help_says_what_the_clipboard_needs() {
    for command in ["inspect", "verify"] {
        assert!(run(&[command, "--help"]).words().contains("clip: (--features clipboard)"));
    }
}
