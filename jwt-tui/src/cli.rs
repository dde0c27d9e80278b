//! The command line: arguments in, text or JSON and an exit code out.
//!
//! The engine judges; here files are read, the clock is asked and results are printed. Without a
//! command the debugger opens on a terminal, and elsewhere what `inspect` prints comes out.

mod args;
mod batch;
mod completions;
mod diff;
mod exit;
mod explain;
pub mod flags;
mod grammar;
mod input;
mod inspect;
mod json;
mod key;
mod lang;
mod manual;
mod mistake;
mod output;
mod prompt;
mod records;
mod schema;
mod screen;
mod settings;
mod sign;
mod supply;
mod verify;

use core::time::Duration;
use std::ffi::OsStr;
use std::ffi::OsString;
use std::io;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::CommandFactory;
use clap::FromArgMatches;
use clap::Parser;
use clap::error::ContextKind;
use clap::error::ContextValue;
use clap::error::ErrorKind;
use jwt_core::NumericDate;

use self::args::Cli;
use self::args::Clock;
use self::args::Color;
use self::args::Command;
use self::args::InspectArgs;
use self::args::ManyArgs;
pub use self::exit::CliError;
pub use self::exit::Exit;
use self::input::Stdin;
use self::output::Style;
use crate::engine::sanitize::visible;
use crate::engine::sanitize::visible_lines;
use crate::engine::spelling;
use crate::engine::verdict::Rules;
use crate::text::Lang;
use crate::text::cli as words;
use crate::tui;

/// Runs the program with its arguments, its own name first.
///
/// A panic is caught and ends with the code for our bugs.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = lang::of(&args, |name| std::env::var_os(name));
    exit::guarded(lang, || run(&args, lang)).into()
}

fn run(args: &[OsString], lang: Lang) -> Exit {
    let cli = match parse(args, lang) {
        Ok(cli) => cli,
        Err(error) => return mistake::tell(&error, lang),
    };
    match dispatch(&cli, lang) {
        Ok(exit) => exit,
        Err(error) => {
            output::report(&error, lang);
            error.exit()
        }
    }
}

/// Parses the arguments; an error quotes them fit to be shown.
///
/// `clap` quotes what was typed as it is, escape sequences included: so the error is made anew from
/// arguments that are visible.
fn parse(args: &[OsString], lang: Lang) -> Result<Cli, clap::Error> {
    parse_raw(args, lang).map_err(|error| {
        let shown: Vec<OsString> =
            args.iter().map(|one| visible(&one.to_string_lossy()).into_owned().into()).collect();
        if shown == args {
            return error;
        }
        match parse_raw(&shown, lang) {
            Err(shown) => shown,
            // `to_string` leaves out the escape sequences, the other characters are named.
            Ok(_) => {
                let told = error.to_string();
                let told = told.strip_prefix("error: ").unwrap_or(&told);
                clap::Error::raw(error.kind(), visible_lines(told))
            }
        }
    })
}

fn parse_raw(args: &[OsString], lang: Lang) -> Result<Cli, clap::Error> {
    let command = Cli::command();
    let word = first_word(&command, args);
    if let Some((typed, meant)) = misspelt(&command, word) {
        return Err(no_command(typed, Some(meant), lang));
    }
    Cli::try_parse_from(args).or_else(|error| {
        // Two words, and the first neither a command nor anything that could be a token.
        let plain = |word: &&str| word.bytes().all(|one| one.is_ascii_lowercase());
        let word = word.and_then(OsStr::to_str).filter(plain);
        let is_unknown = |word: &&str| command.find_subcommand(word).is_none();
        if let Some(word) =
            word.filter(is_unknown).filter(|_| error.kind() == ErrorKind::UnknownArgument)
        {
            let meant = (word == "decode").then(|| "inspect".to_owned());
            return Err(no_command(word, meant, lang));
        }
        // What is to be read is said in the language asked for.
        let matches = grammar::short(lang).try_get_matches_from(args)?;
        Cli::from_arg_matches(&matches)
    })
}

/// Says that there is no such command, and which is close to it.
fn no_command(typed: &str, meant: Option<String>, lang: Lang) -> clap::Error {
    let command = grammar::short(lang);
    let mut error = clap::Error::new(ErrorKind::InvalidSubcommand).with_cmd(&command);
    error.insert(ContextKind::InvalidSubcommand, ContextValue::String(typed.to_owned()));
    let meant = meant.map(|meant| ContextValue::Strings(vec![meant]));
    if let Some(meant) = meant {
        error.insert(ContextKind::SuggestedSubcommand, meant);
    }
    error
}

/// Gives the first argument that is no option and no value of one.
fn first_word<'a>(command: &clap::Command, args: &'a [OsString]) -> Option<&'a OsStr> {
    let takes_value = |option: &str| {
        let named = |arg: &&clap::Arg| {
            arg.get_long().is_some_and(|long| Some(long) == option.strip_prefix("--"))
        };
        let found = command.get_arguments().find(named);
        found.is_some_and(|arg| arg.get_action().takes_values() && !arg.is_require_equals_set())
    };
    let mut rest = args.iter().skip(1);
    while let Some(argument) = rest.next() {
        match argument.to_str().filter(|text| text.starts_with('-')) {
            None => return Some(argument),
            Some("--" | "-") => return None,
            Some(option) if takes_value(option) => {
                rest.next();
            }
            Some(_) => {}
        }
    }
    None
}

fn dispatch(cli: &Cli, lang: Lang) -> Result<Exit, CliError> {
    let style = Style::new(&cli.look, cli.look.lang.unwrap_or(lang));
    let Some(command) = &cli.command else { return open(cli, &style) };
    if cli.input.is_some() || !cli.keys.is_empty() {
        return Err(CliError::Words(words::BEFORE_COMMAND));
    }
    match command {
        Command::Completions(args) => completions::run(args.shell, grammar::whole(style.lang)),
        Command::Diff(args) => diff::run(args, &cli.look, &style, now()),
        Command::Explain(args) => explain::run(args, &cli.look, &style, now()),
        Command::Inspect(args) => inspect::run(args, &cli.look, &style, now()),
        Command::Key(args) => key::run(args, &cli.look, &style),
        Command::Man(args) => manual::run(args, grammar::whole(style.lang)),
        Command::Sign(args) => sign::run(args, &cli.look, &style, now()),
        Command::Verify(args) => verify::run(args, &cli.look, &style, now()),
    }
}

/// Opens the debugger, or inspects when there is no terminal to open it on.
fn open(cli: &Cli, style: &Style) -> Result<Exit, CliError> {
    let lines = cli.look.plain || output::is_dumb();
    let is_asked = io::stdout().is_terminal() && (!lines || io::stdin().is_terminal());
    if cli.look.json || cli.look.ndjson || !is_asked {
        if !cli.keys.is_empty() {
            style.warn(words::KEYS_NOT_USED.of(style.lang));
        }
        let args =
            InspectArgs { input: cli.input.iter().cloned().collect(), many: ManyArgs::default() };
        return inspect::run(&args, &cli.look, style, now());
    }
    if let Some(hint) = cli.input.as_deref().and_then(|name| input::hint(Some(name), style.lang)) {
        let name = cli.input.as_deref().unwrap_or_default().to_string_lossy();
        let what = words::NO_SUCH_TOKEN.with(style.lang, &[&name]);
        return Err(CliError::usage(format!("{what}; {hint}")));
    }
    let settings = settings::load(cli.screen.config.as_deref(), style.lang)?;
    let lang = cli.look.lang.or(settings.lang).unwrap_or(style.lang);
    let theme = settings::theme(cli.screen.theme.as_deref(), lang)?;
    let mut stdin = Stdin::default();
    let text = match &cli.input {
        None if io::stdin().is_terminal() => None,
        argument => Some(input::read_input(argument.as_deref(), &mut stdin)?),
    };
    let keys = supply::gather(&cli.keys, &mut stdin, style)?.map(|supply| supply.keys);
    let start = tui::Start {
        text: text.map(|content| String::from_utf8_lossy(&content).into_owned()),
        keys,
        rules: Rules::default(),
        lang,
        color: cli.look.color != Color::Never,
        theme: theme.or(settings.theme).unwrap_or_default(),
        mouse: !cli.screen.no_mouse && settings.mouse.unwrap_or(true),
        keymap: settings.keymap,
        ascii: cli.look.ascii || settings.ascii.unwrap_or(false),
        plain: lines,
        history: cli.screen.history(settings.history),
        place: cli.look.tz.as_ref().and_then(Clock::place),
        now,
    };
    match tui::run(start) {
        Ok(()) => Ok(Exit::Holds),
        Err(tui::RunError::Bug) => Ok(Exit::Bug),
        Err(error) => Err(CliError::Terminal(error.to_string())),
    }
}

/// Asks the clock, to the millisecond: the one place where the command line does.
fn now() -> NumericDate {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let milliseconds = Duration::from_millis(u64::from(now.subsec_millis()));
    NumericDate::from_seconds(now.as_secs()).saturating_add(milliseconds)
}

/// Recognises a command with a slip of the finger in it, where anything else could be a token.
fn misspelt<'a>(command: &clap::Command, word: Option<&'a OsStr>) -> Option<(&'a str, String)> {
    // An option is no command: `--plain` is near to `explain`.
    let word = word?.to_str().filter(|word| !word.starts_with('-'))?;
    let names = command.get_subcommands().map(clap::Command::get_name);
    let meant = spelling::nearest(word, names, str::to_owned).filter(|name| *name != word)?;
    Some((word, meant.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_is_behind_the_options() {
        let first = |line: &str| {
            let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            first_word(&Cli::command(), &args).map(|word| word.to_string_lossy().into_owned())
        };
        for line in ["j verfy x", "j --lang ko verfy x", "j -q --tz=utc verfy", "j --plain verfy"] {
            assert_eq!(first(line).as_deref(), Some("verfy"), "{line}");
        }
        assert_eq!(first("j --secret verfy"), None);
    }

    #[test]
    fn slips_are_recognised_and_tokens_are_not() {
        for (word, meant) in [
            ("verfy", "verify"),
            ("inspct", "inspect"),
            ("sing", ""),
            ("sgn", "sign"),
            ("kye", ""),
            ("keys", "key"),
        ] {
            let found = misspelt(&Cli::command(), Some(word.as_ref()))
                .map(|(_, meant)| meant)
                .unwrap_or_default();
            assert_eq!(found, meant, "{word}");
        }
        for word in ["verify", "eyJhbGciOiJub25lIn0.e30.", "-", "--plain", "@x", "", "hello"] {
            assert_eq!(misspelt(&Cli::command(), Some(word.as_ref())), None, "{word}");
        }
    }
}
