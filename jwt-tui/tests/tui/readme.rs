//! The README's tables of keys and options are what the code says.
//!
//! `UPDATE_README=1 cargo test -p jwt-tui --test tui readme` writes them anew.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper of tests may stop at once")]

use std::env;
use std::fs;

use jwt_tui::cli::flags;
use jwt_tui::text::Lang;
use jwt_tui::tui::keymap::Keymap;
use jwt_tui::tui::keymap::table;

const KOREAN_KEYS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/keys.ko.md");
const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");

/// Before it the tables of new commands are put.
const LAST: &str = "<!-- flags:last -->";

/// The text with another table between the markers of a block.
fn replaced(text: &str, name: &str, table: &str) -> String {
    let begin = format!("<!-- {name} -->\n");
    let end = format!("<!-- {} -->", name.replace(":begin", ":end"));
    let (before, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("no {begin}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("no {end}"));
    format!("{before}{begin}\n{}\n\n{end}{after}", table.trim_end())
}

fn with_keys(text: &str, lang: Lang) -> String {
    let keys = table::markdown(&Keymap::default(), lang);
    replaced(text, &format!("keys:begin {}", lang.tag()), &keys)
}

/// Writes the text anew when that is asked for, else demands that it is as it should be.
fn settle(path: &str, before: &str, after: &str) {
    if env::var_os("UPDATE_README").is_some() {
        fs::write(path, after).unwrap();
        return;
    }
    assert!(
        before == after,
        "write the tables anew: UPDATE_README=1 cargo test -p jwt-tui --test tui readme"
    );
}

#[test]
fn the_readme_in_korean_has_the_keys_of_the_code() {
    let before = fs::read_to_string(KOREAN_KEYS).unwrap();
    settle(KOREAN_KEYS, &before, &with_keys(&before, Lang::Ko));
}

#[test]
fn the_readme_has_the_tables_of_the_code() {
    let before = fs::read_to_string(README).unwrap();
    let mut after = with_keys(&before, Lang::En);
    for name in flags::tables() {
        let block = format!("flags:begin {name}");
        if env::var_os("UPDATE_README").is_some() && !after.contains(&format!("<!-- {block} -->")) {
            let new = format!("<!-- {block} -->\n<!-- flags:end {name} -->\n\n{LAST}");
            after = after.replace(LAST, &new);
        }
        let called = if name == flags::GLOBAL { String::new() } else { format!(" {name}") };
        let table = format!("**`jwt-tui{called}`**\n\n{}", flags::table(&name).unwrap());
        after = replaced(&after, &block, &table);
    }
    settle(README, &before, &after);
}
