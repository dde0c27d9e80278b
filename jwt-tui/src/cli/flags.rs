//! The options of each command as tables in Markdown, made from the grammar: the README has them.

use clap::Arg;
use clap::Command;
use clap::CommandFactory;

use super::args::Cli;

/// The name of the table with the options that every command has.
pub const GLOBAL: &str = "global";

/// The commands that have a table: `verify`, `key gen`, and [`GLOBAL`].
#[must_use]
pub fn tables() -> Vec<String> {
    let mut names = vec![GLOBAL.to_owned()];
    for command in built().get_subcommands() {
        let name = command.get_name();
        let inner: Vec<_> =
            shown(command).map(|inner| format!("{name} {}", inner.get_name())).collect();
        if name == "help" {
            continue;
        }
        if inner.is_empty() {
            names.push(name.to_owned());
        }
        names.extend(inner);
    }
    names
}

/// The table of a command; none when there is no such command.
#[must_use]
pub fn table(name: &str) -> Option<String> {
    let root = built();
    let mut command = &root;
    if name != GLOBAL {
        for word in name.split(' ') {
            command = command.find_subcommand(word)?;
        }
    }
    let mut text = String::from("| option | what it does |\n| --- | --- |\n");
    let is_global = name == GLOBAL;
    for arg in command.get_arguments() {
        let is_of_this = arg.is_global_set() == is_global || (is_global && !arg.is_positional());
        if !arg.is_hide_set() && is_of_this && (is_global || !is_common(arg)) {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            text.push_str(&format!("| `{}` | {} |\n", written(arg), escaped(&help)));
        }
    }
    Some(text)
}

fn built() -> Command {
    let mut command = Cli::command();
    command.build();
    command
}

fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|inner| inner.get_name() != "help" && !inner.is_hide_set())
}

fn is_common(arg: &Arg) -> bool {
    matches!(arg.get_id().as_str(), "help" | "version")
}

/// `-q, --quiet`, `--alg <ALG>…`, `[INPUT]…`.
fn written(arg: &Arg) -> String {
    let values: Vec<_> = arg
        .get_value_names()
        .filter(|_| arg.get_action().takes_values())
        .into_iter()
        .flatten()
        .map(ToString::to_string)
        .collect();
    let values = values.join(" ");
    if arg.is_positional() {
        let several = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
        return format!("{values}{}", if several { "…" } else { "" });
    }
    let short = arg.get_short().map(|short| format!("-{short}"));
    let long = arg.get_long().map(|long| format!("--{long}"));
    let names: Vec<_> = short.into_iter().chain(long).collect();
    let names = names.join(", ");
    match (values.is_empty(), arg.is_require_equals_set()) {
        (true, _) => names,
        // What stands apart from it would be another argument.
        (false, true) => format!("{names}[={values}]"),
        (false, false) => format!("{names} {values}"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('|', "\\|").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_table() {
        let names = tables();
        for name in ["global", "inspect", "verify", "sign", "diff", "key gen"] {
            assert!(names.iter().any(|known| known == name), "{name}: {names:?}");
        }
        for name in names {
            assert!(table(&name).unwrap().lines().count() > 2, "{name}");
        }
        assert_eq!(table("attack"), None);
    }

    #[test]
    fn options_stand_as_they_are_typed() {
        let text = table("verify").unwrap();
        assert!(text.contains("| `--alg "), "{text}");
        assert!(!text.contains("--json"), "{text}");
        assert!(table(GLOBAL).unwrap().contains("`--json`"));
    }
}
