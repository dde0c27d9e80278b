use std::collections::VecDeque;

use jwt_core::NumericDate;
use proptest::prelude::*;

use super::*;
use crate::engine::verdict::Rules;
use crate::text::Lang;
use crate::tui::keymap::Keymap;
use crate::tui::theme::Theme;

/// RFC 7515 appendix A.1.
const A1: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const A1_KEY: &str = r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#;

/// Answers that were written down, and what was told and asked.
struct Script {
    answers: VecDeque<String>,
    told: String,
    hidden: Vec<String>,
}

impl Console for Script {
    fn ask(&mut self, prompt: &str, is_hidden: bool) -> io::Result<Option<Zeroizing<String>>> {
        self.told.push_str(prompt);
        self.told.push_str("> ");
        let answer = self.answers.pop_front();
        match &answer {
            Some(answer) if is_hidden => self.hidden.push(answer.clone()),
            Some(answer) => self.told.push_str(answer),
            None => {}
        }
        self.told.push('\n');
        Ok(answer.map(Zeroizing::new))
    }

    fn tell(&mut self, line: &str) -> io::Result<()> {
        self.told.push_str(line);
        self.told.push('\n');
        Ok(())
    }
}

fn ran(lang: Lang, token: &str, answers: &[&str]) -> Script {
    let start = Start {
        text: Some(token.to_owned()),
        keys: None,
        rules: Rules::default(),
        lang,
        color: true,
        theme: Theme::default(),
        mouse: true,
        keymap: Keymap::default(),
        ascii: false,
        plain: true,
        history: crate::history::Setting::default(),
        place: None,
        now: || NumericDate::from_seconds(1_300_816_000),
    };
    let answers = answers.iter().map(|&answer| answer.to_owned()).collect();
    let mut script = Script { answers, told: String::new(), hidden: Vec::new() };
    let mut session = Session::new(&start, &mut script);
    session.model.shows_local_time = false;
    session.run(start.now).unwrap();
    script
}

/// What was told after the menu at the beginning.
fn told(lang: Lang, token: &str, answers: &[&str]) -> String {
    ran(lang, token, answers).told
}

#[test]
fn a_session_in_english() {
    let answers =
        ["3", A1_KEY, "edit 4 1300823000", "sign", "diff", "print", "undo", "nonsense", "12"];
    insta::assert_snapshot!(told(Lang::En, A1, &answers));
}

#[test]
fn a_session_in_korean() {
    let answers =
        ["키", A1_KEY, "편집 4 1300823000", "서명", "비교", "출력", "취소", "nonsense", "종료"];
    insta::assert_snapshot!(told(Lang::Ko, A1, &answers));
}

#[test]
fn every_entry_answers_to_its_number_and_its_names() {
    for (index, entry) in Entry::ALL.into_iter().enumerate() {
        let number = (index + 1).to_string();
        assert_eq!(menu::read(&number), Some((entry, "")));
        for lang in Lang::ALL {
            let line = format!("{}  behind it", entry.words().0.of(lang));
            assert_eq!(menu::read(&line), Some((entry, "behind it")));
        }
    }
    assert_eq!(menu::read("0"), None);
    assert_eq!(menu::read("13"), None);
}

#[test]
fn a_token_alone_opens_it() {
    let told = told(Lang::En, "", &[A1]);
    assert!(told.contains("1300819380"), "{told}");
}

#[test]
fn a_key_is_asked_without_an_echo_and_never_told() {
    let script = ran(Lang::En, A1, &["key", "a secret nobody knows", "show"]);
    assert_eq!(script.hidden, ["a secret nobody knows"]);
    assert!(!script.told.contains("nobody knows"), "{}", script.told);
    assert!(script.told.contains("[no] signature"), "{}", script.told);
}

#[test]
fn a_pem_is_read_to_its_last_line() {
    let pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----";
    let mut answers = vec!["key"];
    answers.extend(pem.lines());
    answers.push("quit");
    let script = ran(Lang::En, A1, &answers);
    assert_eq!(script.hidden.join("\n"), pem);
    assert!(script.told.contains("PEM"), "{}", script.told);
    assert!(script.answers.is_empty(), "the end of the key was taken for commands");
}

#[test]
fn nothing_but_lines_is_written() {
    let token = format!(
        "{}.{}.",
        jwt_core::base64url::encode(r#"{"alg":"none","kid":"a\u001b[31mb"}"#),
        jwt_core::base64url::encode("{\"x\":\"\u{9b}2J\u{202e}\"}"),
    );
    for lang in Lang::ALL {
        let told = told(
            lang,
            &token,
            &["show", "why", "explain", "", "q", "edit 1", "", "diff", "undo", "8"],
        );
        let odd = told.chars().find(|&one| one != '\n' && crate::engine::sanitize::is_hidden(one));
        assert_eq!(odd, None, "{told}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is typed at whatever token: nothing panics, and nothing but lines is written.
    #[test]
    fn any_lines_at_any_token_are_answered_in_lines(
        is_korean in any::<bool>(),
        token in prop_oneof![
            Just(A1.to_owned()),
            Just("a\u{1b}]0;x\u{7}.\u{9b}2J\u{202e}.c".to_owned()),
            any::<String>(),
            "[{}a-c\":,0-9\\\\u]{0,40}".prop_map(|payload| {
                use jwt_core::base64url::encode;
                format!("{}.{}.x", encode("{\"alg\":\"none\",\"kid\":\"\\u001b[2J\"}"), encode(payload))
            }),
        ],
        lines in prop::collection::vec(
            prop_oneof![
                4 => (1..13_u8).prop_map(|number| number.to_string()),
                1 => (1..13_u8, any::<String>()).prop_map(|(number, text)| format!("{number} {text}")),
                1 => any::<String>(),
                1 => Just(String::new()),
                1 => Just(A1_KEY.to_owned()),
            ],
            0..12,
        ),
    ) {
        let lang = if is_korean { Lang::Ko } else { Lang::En };
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let script = ran(lang, &token, &lines);
        // The console of the test repeats what was typed; a terminal does so by itself.
        let typed: std::collections::BTreeSet<char> =
            lines.iter().flat_map(|line| line.chars()).collect();
        let odd = script.told.chars().find(|&one| {
            one != '\n' && crate::engine::sanitize::is_hidden(one) && !typed.contains(&one)
        });
        prop_assert_eq!(odd, None);
    }
}

#[test]
fn unsaved_work_is_asked_for_once() {
    let answers = ["edit 3 \"x\"", "quit", "no", "quit", "y", "show"];
    let script = ran(Lang::En, A1, &answers);
    assert_eq!(script.answers.len(), 1, "it ended before the last line");
}

#[test]
fn keys_that_sentences_name_are_commands() {
    let script = ran(Lang::En, A1, &["edit 3 \"x\"", "u", "open", "?", "q", "show"]);
    assert!(!script.told.contains("is no command"), "{}", script.told);
    assert_eq!(script.told.matches("Menu:").count(), 2, "{}", script.told);
    assert_eq!(script.answers.len(), 1, "q did not leave");
}

#[test]
fn each_step_is_told_with_its_number_and_title() {
    let told = told(Lang::En, A1, &["explain", "", "q", "quit"]);
    assert!(told.contains("\n1. Header: JSON text"), "{told}");
    assert!(told.contains("\n2. Header: octets"), "{told}");
}

/// Nobody can copy here what a screen shortens.
#[test]
fn a_command_for_the_shell_is_told_whole() {
    let told = told(Lang::En, A1, &["explain", "", "q", "quit"]);
    let command = told.lines().find(|line| line.starts_with("T='")).unwrap();
    assert_eq!(command, format!("T='{A1}'"), "{told}");
    assert!(told.contains("dec() {") && !told.contains("copies it"), "{told}");
}

#[test]
fn nothing_panics_without_a_token() {
    let lines: Vec<String> = (0..14).map(|number| number.to_string()).collect();
    let lines: Vec<&str> = lines.iter().flat_map(|line| [line.as_str(), ""]).collect();
    for lang in Lang::ALL {
        told(lang, "", &lines);
        told(lang, "not a token", &lines);
    }
}
