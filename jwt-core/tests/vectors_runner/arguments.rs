//! The options that `cargo test -- …` hands to a harness, as far as they choose tests.

/// What was asked of the harness.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    /// Name the tests and run none.
    pub(crate) list: bool,
    exact: bool,
    ignored: bool,
    wanted: Vec<String>,
    unwanted: Vec<String>,
}

/// Options that are followed by a value of their own.
const WITH_VALUE: [&str; 6] =
    ["--color", "--format", "--logfile", "--shuffle-seed", "--test-threads", "-Z"];

impl Arguments {
    pub(crate) fn read(mut words: impl Iterator<Item = String>) -> Self {
        let mut arguments = Self::default();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--list" => arguments.list = true,
                "--exact" => arguments.exact = true,
                "--ignored" => arguments.ignored = true,
                "--skip" => arguments.unwanted.extend(words.next()),
                option if WITH_VALUE.contains(&option) => drop(words.next()),
                option if option.starts_with('-') => {
                    arguments.unwanted.extend(option.strip_prefix("--skip=").map(str::to_owned));
                }
                name => arguments.wanted.push(name.to_owned()),
            }
        }
        arguments
    }

    /// Tells whether a test is to run. None is marked `ignored`, so `--ignored` chooses none.
    pub(crate) fn chooses(&self, test: &str) -> bool {
        let fits =
            |name: &String| if self.exact { test == name } else { test.contains(name.as_str()) };
        !self.ignored
            && (self.wanted.is_empty() || self.wanted.iter().any(fits))
            && !self.unwanted.iter().any(fits)
    }
}
