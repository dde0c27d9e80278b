//! The command line of the example.

#[path = "../../examples/live/arguments.rs"]
mod own;

use std::ffi::OsString;
use std::time::Duration;

use self::own::Arguments;
use self::own::USAGE;
use self::own::parse;

fn parsed(line: &str) -> Result<Option<Arguments>, String> {
    parse(line.split_whitespace().map(OsString::from))
}

#[test]
fn the_usage_names_every_argument() {
    for (line, life, grace) in [("", 60, 0), ("--life 20", 20, 0), ("--grace 10 --life 20", 20, 10)]
    {
        let (life, grace) = (Duration::from_secs(life), Duration::from_secs(grace));
        assert_eq!(parsed(line), Ok(Some(Arguments { life, grace })));
        for word in line.split_whitespace().filter(|word| word.starts_with('-')) {
            assert!(USAGE.contains(word));
        }
    }
    assert_eq!(parsed("--life 20 -h"), Ok(None));
}

#[test]
fn what_is_no_number_of_seconds_is_refused_by_name() {
    for line in ["--life", "--life x", "--life 3", "--life -1", "--life 86401", "--life 1e9"] {
        assert!(parsed(line).unwrap_err().starts_with("--life needs"), "{line}");
    }
    assert_eq!(parsed("\u{1b}[2J").unwrap_err(), "unknown argument \\u{1b}[2J");
}
