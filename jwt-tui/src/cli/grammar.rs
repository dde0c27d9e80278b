//! The grammar as `clap` knows it, and as a person reads it: in their language, on one screen.
//!
//! Parsing uses the grammar as it is; only when help or an error is to be shown it is made anew in the
//! language asked for. The help of a command leaves out what every command has and names it at its
//! end; completions and the manual leave out nothing.

use clap::Arg;
use clap::Command;
use clap::CommandFactory;

use super::args::Cli;
use crate::text::Lang;
use crate::text::help;

/// The frame of a help, around the word before the usage.
const BEFORE: &str = "{before-help}{about-with-newline}\n";
const AFTER: &str = "{usage}\n\n{all-args}{after-help}";

/// Gives the whole grammar in a language, for completions and the manual.
pub(super) fn whole(lang: Lang) -> Command {
    let mut command = Cli::command();
    command.build();
    said(command, lang)
}

/// Gives the grammar in a language, for help and errors.
pub(super) fn short(lang: Lang) -> Command {
    let mut command = Cli::command();
    command.build();
    let shared: Vec<Arg> = command.get_arguments().filter(|one| is_shared(one)).cloned().collect();
    let names: Vec<String> =
        shared.iter().filter_map(Arg::get_long).map(|long| format!("--{long}")).collect();
    let words = help::ALSO.with(lang, &[&names.join(" ")]);
    let command = said(command, lang)
        .mut_args(|arg| match arg.get_help_heading() {
            Some(heading) if heading == help::KEY.of(lang) => arg.hide(true),
            _ => arg,
        })
        .mut_subcommands(|sub| trimmed(sub, &shared, &words));
    with_after(command, help::KEYS_TOO.of(lang))
}

/// Tells whether an option is one that every command has.
fn is_shared(arg: &Arg) -> bool {
    arg.is_global_set() && arg.get_id() != "help"
}

fn trimmed(command: Command, shared: &[Arg], words: &str) -> Command {
    let hidden = |arg: Arg| {
        let is_hidden = shared.iter().any(|one| one.get_id() == arg.get_id());
        if is_hidden { arg.hide(true) } else { arg }
    };
    let command = command.mut_args(hidden).mut_subcommands(|sub| trimmed(sub, shared, words));
    if command.get_name() == "help" { command } else { with_after(command, words) }
}

fn with_after(command: Command, words: &str) -> Command {
    let after = command.get_after_help().map(|text| format!("{text}\n")).unwrap_or_default();
    command.after_help(format!("{after}{words}"))
}

/// Says every text of a grammar that is built in a language.
fn said(mut command: Command, lang: Lang) -> Command {
    if lang == Lang::En {
        return command;
    }
    let say = |text: String| help::say(lang, &text).map_or(text, str::to_owned);
    if let Some(about) = command.get_about().map(ToString::to_string) {
        command = command.about(say(about));
    }
    if let Some(after) = command.get_after_help().map(ToString::to_string) {
        command = command.after_help(say(after));
    }
    command
        .help_template(format!("{BEFORE}{} {AFTER}", help::USAGE.of(lang)))
        .subcommand_help_heading(help::COMMANDS.of(lang))
        .mut_args(|arg| {
            let heading = match arg.get_help_heading() {
                Some(heading) => heading.to_owned(),
                None if arg.is_positional() => help::ARGUMENTS.of(Lang::En).to_owned(),
                None => help::OPTIONS.of(Lang::En).to_owned(),
            };
            let help = arg.get_help().map(ToString::to_string);
            let heading = help::say(lang, &heading);
            let arg = match heading {
                Some(heading) => arg.help_heading(heading),
                None => arg,
            };
            match help {
                Some(help) => arg.help(say(help)),
                None => arg,
            }
        })
        .mut_subcommands(|sub| said(sub, lang))
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    /// The most lines of the help of a command, and of the program with its list of commands.
    const LINES: (usize, usize) = (40, 48);
    const COLUMNS: usize = 100;

    fn walk(command: &Command, see: &mut impl FnMut(&Command)) {
        see(command);
        command.get_subcommands().for_each(|sub| walk(sub, see));
    }

    fn name(command: &Command) -> String {
        command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned()
    }

    /// Every text of the grammar, with the place it stands at.
    fn texts() -> Vec<(String, String)> {
        let mut command = Cli::command();
        command.build();
        let mut texts = Vec::new();
        walk(&command, &mut |command| {
            let place = name(command);
            assert!(command.get_long_about().is_none() && command.get_before_help().is_none());
            let own = [command.get_about(), command.get_after_help()].into_iter().flatten();
            texts.extend(own.map(|text| (place.clone(), text.to_string())));
            for arg in command.get_arguments() {
                let place = format!("{place} {}", arg.get_id());
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                texts.push((place.clone(), help));
                texts.extend(arg.get_help_heading().map(|text| (place, text.to_owned())));
                assert!(arg.get_long_help().is_none());
            }
        });
        texts
    }

    #[test]
    fn every_text_of_the_grammar_is_there_in_every_language() {
        for (place, text) in texts() {
            assert!(help::say(Lang::Ko, &text).is_some(), "{place}: {text:?}");
        }
    }

    #[test]
    fn no_text_is_told_of_what_is_gone() {
        let used = texts();
        for (name, phrase) in help::ALL {
            let english = phrase.of(Lang::En);
            let ours = ["USAGE", "COMMANDS", "ARGUMENTS", "OPTIONS", "ALSO", "KEYS_TOO"];
            let known = ours.contains(name) || used.iter().any(|(_, text)| text == english);
            assert!(known, "{name}");
        }
    }

    #[test]
    fn every_option_has_an_example() {
        let mut command = Cli::command();
        command.build();
        walk(&command, &mut |command| {
            let named = |one: &&Arg| !matches!(one.get_id().as_str(), "help" | "version");
            for arg in command.get_opts().filter(named) {
                let english = arg.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(english.contains("e.g. "), "{}: {english}", arg.get_id());
                let korean = help::say(Lang::Ko, &english).unwrap_or_default();
                assert!(korean.contains("예: "), "{}: {korean}", arg.get_id());
            }
        });
    }

    #[test]
    fn the_help_of_each_command_fits_a_screen() {
        for lang in Lang::ALL {
            let mut helps = Vec::new();
            walk(&short(lang), &mut |command| {
                let name = name(command);
                helps.push((name, command.clone().render_help().to_string()));
            });
            for (name, text) in helps {
                let most = if name == "jwt-tui" { LINES.1 } else { LINES.0 };
                let lines = text.lines().count();
                assert!(lines <= most, "{name}, {lang:?}: {lines} lines\n{text}");
                let wide = text.lines().find(|line| line.width() > COLUMNS);
                assert_eq!(wide, None, "{name}, {lang:?}");
            }
        }
    }

    #[test]
    fn what_a_help_leaves_out_it_names() {
        for lang in Lang::ALL {
            let mut command = short(lang);
            let verify = command.find_subcommand_mut("verify").unwrap().render_help().to_string();
            for flag in ["--json", "--ndjson", "--color", "--lang", "--tz", "--quiet", "--verbose"]
            {
                assert_eq!(verify.matches(flag).count(), 1, "{flag}\n{verify}");
            }
        }
    }
}
