//! The words behind the command.

use std::collections::BTreeSet;

use super::Failure;
use super::contender;
use super::plan;
use super::plan::Row;

const USAGE: &str = "\
cargo run -p benches --release                    all of it, and COMPARE.md is written
cargo run -p benches --release -- hs256 base64    the rows that have one of the words in their name: the one that
                                                  stands in the tables, as \"ES256 verify\", or that of the case, as
                                                  es256-verify; capitals do not matter
    --contenders ours,limit                       only these; ours is always there
    --quick                                       fewer rounds, and nothing is written
    --prove                                       no rounds: that all do the same, in a debug build
    --help                                        this, with all contenders and words
";

/// How to ask, and for what.
pub(crate) fn usage() -> String {
    let contenders = contender::names().collect::<Vec<_>>().join(", ");
    format!(
        "{USAGE}\nContenders: {contenders}.\nWords in the names of cases: {}.\n",
        words_of_cases()
    )
}

/// What is asked for.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    /// Parts of names of rows; none stands for all.
    words: Vec<String>,
    /// Names of contenders; none stands for all.
    contenders: Vec<String>,
    /// Fewer rounds.
    quick: bool,
    /// No rounds at all.
    pub(crate) prove: bool,
    /// Nothing but how to ask.
    pub(crate) help: bool,
}

impl Arguments {
    pub(crate) fn parse(arguments: impl Iterator<Item = String>) -> Result<Self, Failure> {
        let mut parsed = Self::default();
        let mut arguments = arguments.peekable();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--help" | "-h" => parsed.help = true,
                "--prove" => parsed.prove = true,
                "--quick" => parsed.quick = true,
                "--contenders" => {
                    let names = arguments.next().ok_or("--contenders needs names")?;
                    for name in names.split(',') {
                        known(name)?;
                        parsed.contenders.push(name.to_owned());
                    }
                }
                option if option.starts_with('-') => {
                    return Err(format!("{option} is no option").into());
                }
                _ => {
                    named(&argument)?;
                    parsed.words.push(argument);
                }
            }
        }
        Ok(parsed)
    }

    /// Tells whether a row is asked for.
    pub(crate) fn wants(&self, row: &Row) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| is_in_name(word, row))
    }

    /// Tells whether a contender is asked for.
    pub(crate) fn wants_contender(&self, name: &str) -> bool {
        self.contenders.is_empty() || self.contenders.iter().any(|one| one == name)
    }

    /// Tells whether nothing is left out, so that what is seen may be written down.
    pub(crate) const fn is_everything(&self) -> bool {
        self.words.is_empty() && self.contenders.is_empty() && !self.quick && !self.prove
    }

    /// How often each contender is asked for a row.
    pub(crate) const fn rounds(&self) -> usize {
        if self.quick { 15 } else { 61 }
    }
}

/// A name that nobody has would leave ours alone in the table.
fn known(name: &str) -> Result<(), Failure> {
    let names: Vec<_> = contender::names().collect();
    if names.contains(&name) {
        return Ok(());
    }
    Err(format!("{name} is no contender; these are: {}", names.join(", ")).into())
}

/// Tells whether a word stands in the title of a row or in the name of its case; capitals do not matter.
fn is_in_name(word: &str, row: &Row) -> bool {
    // Who reads the table as a page sees no backticks.
    let plain = |name: &str| name.replace('`', "").to_lowercase();
    [&row.title, &row.case].iter().any(|name| plain(name).contains(&plain(word)))
}

/// A word of no row would leave what it was to choose out of the tables.
fn named(word: &str) -> Result<(), Failure> {
    let empty = word.replace('`', "").trim().is_empty();
    if !empty && !plan::sections(|row| is_in_name(word, row)).is_empty() {
        return Ok(());
    }
    Err(format!(
        "no row has {word:?} in its name; write it as the tables do (\"ES256 verify\"), or words of cases: {}",
        words_of_cases()
    )
    .into())
}

/// The words that names of cases are made of, without those that are only numbers.
fn words_of_cases() -> String {
    let sections = plan::sections(|_| true);
    let cases = sections.iter().flat_map(|section| &section.rows).map(|row| row.case.as_str());
    let words = cases.flat_map(|case| case.split('-'));
    let words: BTreeSet<_> = words.filter(|word| word.parse::<u32>().is_err()).collect();
    words.into_iter().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use super::plan;
    use super::usage;

    fn parse(words: &str) -> Result<Arguments, String> {
        Arguments::parse(words.split_whitespace().map(str::to_owned)).map_err(|why| why.to_string())
    }

    fn titles(wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let sections = plan::sections(|row| wanted(&row.case));
        sections.into_iter().flat_map(|section| section.rows).map(|row| row.title).collect()
    }

    fn chosen(arguments: &Arguments) -> Vec<String> {
        let sections = plan::sections(|row| arguments.wants(row));
        sections.into_iter().flat_map(|section| section.rows).map(|row| row.title).collect()
    }

    /// One argument, blanks and all.
    fn word(word: &str) -> Result<Arguments, String> {
        Arguments::parse([word.to_owned()].into_iter()).map_err(|why| why.to_string())
    }

    #[test]
    fn rows_are_asked_for_as_the_tables_or_as_the_cases_name_them() {
        let verify = titles(|case| case.starts_with("es256-verify"));
        assert!(verify.len() > 2 && verify[0] == "ES256 verify, key parsed before");
        for name in ["es256-verify", "ES256-VERIFY", "ES256 verify", "es256 verify"] {
            assert_eq!(chosen(&word(name).unwrap()), verify, "{name}");
        }
        for name in ["HS256 verify, `Value`", "HS256 verify, Value"] {
            assert_eq!(chosen(&word(name).unwrap()), ["HS256 verify, `Value`"], "{name}");
        }
        let hs256 = titles(|case| case.starts_with("hs256"));
        assert_eq!(chosen(&word("HS256").unwrap()), hs256);
        for name in titles(|_| true) {
            assert!(chosen(&word(&name).unwrap()).contains(&name), "{name}");
        }
    }

    #[test]
    fn a_word_of_no_row_is_refused_and_told_which_there_are() {
        for words in ["hs265", "hs256 verfy"] {
            let why = parse(words).unwrap_err();
            assert!(why.starts_with("no row has \"") && why.contains(" in its name"), "{why}");
            for word in ["base64", "hs256", "per", "prepared", "verify"] {
                assert!(why.contains(&format!(" {word}")), "{why}");
            }
        }
    }

    #[test]
    fn the_help_lists_contenders_and_words() {
        let told = usage();
        for name in ["jwt-simple-pure-rust", "base64-crate", "hs256", "\"ES256 verify\""] {
            assert!(told.contains(name), "{told}");
        }
    }

    #[test]
    fn no_words_ask_for_everything() {
        let all = parse("").unwrap();
        assert_eq!(chosen(&all), titles(|_| true));
        assert!(all.wants_contender("limit") && all.rounds() > 60);
        assert!(all.is_everything());
    }

    #[test]
    fn words_choose_rows_and_names_choose_contenders() {
        let some = parse("hs256 --contenders ours,limit es256 --quick").unwrap();
        assert_eq!(chosen(&some), titles(|case| case.contains("hs256") || case.contains("es256")));
        assert!(some.wants_contender("limit") && !some.wants_contender("josekit"));
        assert!(some.rounds() < 60 && !some.is_everything());
        assert!(!parse("--prove").unwrap().is_everything());
    }

    #[test]
    fn an_unknown_option_is_refused() {
        assert_eq!(parse("--fast").unwrap_err(), "--fast is no option");
        assert_eq!(parse("--contenders").unwrap_err(), "--contenders needs names");
        assert!(parse("--help").unwrap().help && parse("-h").unwrap().help);
    }

    #[test]
    fn an_unknown_contender_is_refused() {
        for names in ["jsonwebtoken", "ours,", "--quick"] {
            let why = parse(&format!("--contenders {names}")).unwrap_err();
            assert!(why.contains("is no contender; these are: ours, "), "{why}");
            assert!(why.contains("jsonwebtoken-rust-crypto"), "{why}");
        }
    }
}
