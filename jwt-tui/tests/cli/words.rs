//! The command line in Korean: help, mistakes and results.

use super::run::Ran;
use super::run::command;
use super::run::data;
use super::run::ran;
use super::run::run;
use super::run::token;

const NAME: &str = "rfc7515_a1_hs256";

fn korean(args: &[&str]) -> Ran {
    run(&[args, &["--lang", "ko"]].concat())
}

#[test]
fn help_speaks_the_language_of_the_locale() {
    let mut locale = command(&["verify", "--help"]);
    locale.env("LC_ALL", "ko_KR.UTF-8");
    let locale = ran(locale).stdout;
    assert!(locale.contains("사용법: jwt-tui verify"), "{locale}");
    assert_eq!(locale, korean(&["verify", "--help"]).stdout);
    let mut english = command(&["verify", "--help", "--lang", "en"]);
    english.env("LC_ALL", "ko_KR.UTF-8");
    assert!(ran(english).stdout.contains("Usage: jwt-tui verify"));
    for word in ["Usage", "Options", "Commands", "Arguments", "Print"] {
        assert!(!korean(&["--help"]).stdout.contains(word), "{word}");
        assert!(!korean(&["key", "--help"]).stdout.contains(word), "{word}");
    }
}

#[test]
fn mistakes_are_told_in_korean_with_what_was_likely_meant() {
    for (args, words) in [
        (&["verify", "x", "--algo", "ES256"][..], &["--algo", "--alg"][..]),
        (&["verfy", "x"], &["verfy", "verify"]),
        (&["key", "convrt"], &["convrt", "convert"]),
        (&["verify", "x", "--alg", "ES265"], &["--alg", "ES265", "ES256인가요"]),
        (&["verify", "x", "--alg", "none"], &["none은 서명이 아닙니다"]),
        (&["key", "gen", "ES256", "--to", "jwkk"], &["jwkk", "비슷한 이름: jwk", "pem"]),
        (&["verify", "x", "--tz", "Mars"], &["Mars", "Asia/Seoul"]),
        (&["key", "show"], &["<FILE>"]),
        (&["inspect", "x", "--json", "--ndjson"], &["--json", "--ndjson"]),
        (&["verify", "x", "--alg"], &["--alg", "값이 필요합니다"]),
    ] {
        let ran = korean(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(ran.stderr.starts_with("jwt-tui: 오류: "), "{}", ran.stderr);
        for word in words {
            assert!(ran.stderr.contains(word), "{args:?} {word}: {}", ran.stderr);
        }
        for word in ["Usage", "error", "expected"] {
            assert!(!ran.stderr.contains(word), "{args:?}: {}", ran.stderr);
        }
    }
}

#[test]
fn mistakes_are_told_in_english_with_what_was_likely_meant() {
    for (args, word) in [
        (&["verify", "x", "--algo", "ES256"][..], "'--alg'"),
        (&["verfy", "x"], "'verify'"),
        (&["key", "convrt"], "'convert'"),
        (&["verify", "x", "--alg", "ES265"], "did you mean ES256?"),
        (&["key", "gen", "ES256", "--to", "jwkk"], "'jwk'"),
        (&["inspect", "x", "--color", "alway"], "'always'"),
        (&["completions", "bsh"], "'bash'"),
    ] {
        let ran = run(args);
        assert_eq!(ran.code, Some(2), "{args:?}");
        assert!(ran.stderr.contains(word), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn hostile_arguments_reach_no_terminal() {
    for lang in ["en", "ko"] {
        for args in [["--\u{1b}[31mx", "y"], ["verify", "--alg=\u{1b}[31m\u{202e}"]] {
            let ran = run(&[&args[..], &["--lang", lang]].concat());
            assert_eq!(ran.code, Some(2));
            assert!(!ran.stderr.contains(['\u{1b}', '\u{202e}']), "{:?}", ran.stderr);
        }
    }
}

#[test]
fn the_key_that_was_used_is_told_in_korean() {
    let key = data(&format!("{NAME}.jwk"));
    let ran = korean(&["verify", &token(NAME), "--key", &key, "--at", "1300819379"]);
    assert!(ran.stdout.contains("사용한 키  oct, 512비트"), "{}", ran.stdout);
}

#[test]
fn json_is_english_whatever_the_language() {
    let token = token(NAME);
    let key = data(&format!("{NAME}.jwk"));
    for args in [&["inspect", &token, "--json"][..], &["verify", &token, "--key", &key, "--json"]] {
        let at =
            [args, if args[0] == "verify" { &["--at", "1300819379"][..] } else { &[] }].concat();
        let [english, korean] = [run(&at).stdout, korean(&at).stdout];
        // What depends on the moment stands in a line of its own.
        let still = |text: &str| -> Vec<String> {
            text.lines().filter(|line| !line.contains("relative_s")).map(str::to_owned).collect()
        };
        assert_eq!(still(&english), still(&korean));
    }
}
