//! The answers of a contender.

use std::error::Error;
use std::io::BufRead;
use std::io::Write;
use std::io::stdin;
use std::io::stdout;
use std::process::ExitCode;

use crate::case::Case;

/// The cases of a contender, or why there are none.
pub type Cases = Result<Vec<Case>, Box<dyn Error>>;

/// Answers lines of standard input until it ends.
#[must_use]
pub fn serve(cases: Cases) -> ExitCode {
    answer(cases, None)
}

/// As [`serve`], in a program that knows how often the allocator was asked so far.
#[must_use]
pub fn serve_counted(cases: Cases, counter: fn() -> u64) -> ExitCode {
    answer(cases, Some(counter))
}

fn answer(cases: Cases, counter: Option<fn() -> u64>) -> ExitCode {
    let cases = match cases {
        Ok(cases) => cases,
        Err(error) => {
            eprintln!("no cases: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut contender = Contender { cases, counter };
    for line in stdin().lock().lines() {
        let Ok(line) = line else { return ExitCode::FAILURE };
        let answer = contender.answer(&line);
        let mut out = stdout().lock();
        if writeln!(out, "{answer}").and_then(|()| out.flush()).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

struct Contender {
    cases: Vec<Case>,
    counter: Option<fn() -> u64>,
}

impl Contender {
    fn answer(&mut self, line: &str) -> String {
        let mut words = line.splitn(3, ' ');
        let order = words.next().unwrap_or_default();
        if order == "cases" {
            let names = self.cases.iter().map(|case| case.name.as_str());
            return format!("cases {}", names.collect::<Vec<_>>().join(" "));
        }
        let (Some(name), rest) = (words.next(), words.next()) else {
            return format!("error no case in {order:?}");
        };
        let Some(case) = self.cases.iter_mut().find(|case| case.name == name) else {
            return format!("error no case {name:?}");
        };
        let times = rest.and_then(|rest| rest.parse().ok());
        let done = match (order, rest, times, self.counter) {
            ("input", Some(text), ..) => {
                text.clone_into(&mut case.input);
                Ok(String::new())
            }
            ("show", text, ..) => case.work.show(text.unwrap_or(&case.input)),
            ("run", _, Some(times), _) => case.time(times).map(|time| time.to_string()),
            ("count", _, Some(times), Some(counter)) => count(case, times, counter),
            _ => return format!("error {order:?} is not understood"),
        };
        match done {
            Ok(text) => format!("ok {text}"),
            // One line, whatever the library writes.
            Err(error) => format!("refused {}", error.to_string().replace('\n', " ")),
        }
    }
}

fn count(case: &mut Case, times: u64, counter: fn() -> u64) -> Result<String, Box<dyn Error>> {
    let before = counter();
    case.work.repeat(&case.input, times)?;
    Ok(counter().saturating_sub(before).to_string())
}

#[cfg(test)]
mod tests {
    use super::Case;
    use super::Contender;

    fn contender() -> Contender {
        let echo = Case::new("echo", |text, watch| {
            if text == "bad" {
                return Err("a bad\nword".into());
            }
            watch.saw(text, str::to_uppercase);
            Ok(())
        });
        Contender { cases: vec![echo], counter: Some(|| 7) }
    }

    #[test]
    fn every_order_is_answered_by_a_line() {
        let mut contender = contender();
        for (line, answer) in [
            ("cases", "cases echo"),
            ("show echo a b", "ok A B"),
            ("show echo bad", "refused a bad word"),
            ("input echo word", "ok "),
            ("show echo", "ok WORD"),
            ("count echo 3", "ok 0"),
            ("run other 3", "error no case \"other\""),
            ("run echo many", "error \"run\" is not understood"),
            ("", "error no case in \"\""),
        ] {
            assert_eq!(contender.answer(line), answer, "{line}");
        }
    }

    #[test]
    fn a_run_is_answered_by_a_number() {
        let answer = contender().answer("run echo 1000");
        assert!(answer.strip_prefix("ok ").unwrap().parse::<u64>().is_ok(), "{answer}");
    }

    #[test]
    fn a_run_that_is_refused_has_no_time() {
        let mut contender = contender();
        contender.answer("input echo bad");
        assert_eq!(contender.answer("run echo 1000"), "refused a bad word");
    }
}
