//! The words behind the command.

use super::Failure;
use super::contender;

/// How to ask.
pub(crate) const USAGE: &str = "\
cargo run -p benches --release                    all of it, and COMPARE.md is written
cargo run -p benches --release -- hs256 base64    the rows that have one of the words in their name
    --contenders ours,limit                       only these; ours is always there
    --quick                                       fewer rounds, and nothing is written
    --prove                                       no rounds: that all do the same, in a debug build
    --help                                        this
";

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
                _ => parsed.words.push(argument),
            }
        }
        Ok(parsed)
    }

    /// Tells whether a row is asked for.
    pub(crate) fn wants(&self, row: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| row.contains(word.as_str()))
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

#[cfg(test)]
mod tests {
    use super::Arguments;

    fn parse(words: &str) -> Result<Arguments, String> {
        Arguments::parse(words.split_whitespace().map(str::to_owned)).map_err(|why| why.to_string())
    }

    #[test]
    fn no_words_ask_for_everything() {
        let all = parse("").unwrap();
        assert!(all.wants("hs256-sign") && all.wants_contender("limit") && all.rounds() > 60);
        assert!(all.is_everything());
    }

    #[test]
    fn words_choose_rows_and_names_choose_contenders() {
        let some = parse("hs256 --contenders ours,limit es256 --quick").unwrap();
        assert!(some.wants("hs256-sign") && some.wants("es256-verify") && !some.wants("inspect"));
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
