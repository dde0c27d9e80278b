//! What somebody meets who uses this for the first time.

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
