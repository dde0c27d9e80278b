//! What a user can ask for, and by which key: hints and help are printed from this one table.

/// A key, without the terminal library's words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Key {
    Char(char),
    /// A letter with the control key held down.
    Control(char),
    Down,
    End,
    Enter,
    Escape,
    Home,
    /// Any other, and most with another key held down.
    Other,
    PageDown,
    PageUp,
    Up,
}

/// What a user can ask for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Command {
    /// Ends the program, whatever is open.
    Abort,
    Break,
    Burst,
    Clear,
    Down,
    DropLeader,
    Expire,
    First,
    Help,
    Last,
    LogIn,
    LogOut,
    LoseAnswer,
    Larger,
    /// Nothing; but the help is closed by it, as by others.
    Nothing,
    One,
    Pace,
    PageDown,
    PageUp,
    /// Ends the program.
    Quit,
    Revoke,
    Slow,
    Smaller,
    Up,
}

/// A command, its keys, and what people are told of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Binding {
    pub(crate) command: Command,
    pub(crate) keys: &'static [Key],
    /// The keys as they are written.
    pub(crate) shown: &'static str,
    /// A word or two for the bottom line; empty where it does not stand there.
    pub(crate) hint: &'static str,
    /// A sentence for the help.
    pub(crate) help: &'static str,
}

impl Command {
    /// The command of a key.
    #[must_use]
    pub(crate) fn of(key: Key) -> Self {
        let binding = BINDINGS.iter().find(|binding| binding.keys.contains(&key));
        binding.map_or(Self::Nothing, |binding| binding.command)
    }
}

/// Every command, the most useful first: what has no room in the bottom line falls off its end.
pub(crate) const BINDINGS: &[Binding] = &[
    Binding {
        command: Command::Help,
        keys: &[Key::Char('?'), Key::Char('h')],
        shown: "?",
        hint: "help",
        help: "This page.",
    },
    Binding {
        command: Command::Quit,
        keys: &[Key::Char('q'), Key::Escape],
        shown: "q",
        hint: "quit",
        help: "Ends the program, as Esc does; Ctrl-C does so from this page, too.",
    },
    Binding {
        command: Command::Burst,
        keys: &[Key::Char(' '), Key::Enter],
        shown: "space",
        hint: "burst",
        help: "Sends many requests at one moment.",
    },
    Binding {
        command: Command::Expire,
        keys: &[Key::Char('e')],
        shown: "e",
        hint: "expire",
        help: "The server lets all access tokens expire now: 5001 for whoever sends one.",
    },
    Binding {
        command: Command::DropLeader,
        keys: &[Key::Char('d')],
        shown: "d",
        hint: "drop leader",
        help: "The request that began the refresh goes away in the middle of it.",
    },
    Binding {
        command: Command::Slow,
        keys: &[Key::Char('s')],
        shown: "s",
        hint: "slow",
        help: "The token endpoint takes six seconds; once more for its usual pace.",
    },
    Binding {
        command: Command::Break,
        keys: &[Key::Char('b')],
        shown: "b",
        hint: "break",
        help: "The token endpoint answers 503 and wants five seconds of rest; once more mends it.",
    },
    Binding {
        command: Command::LoseAnswer,
        keys: &[Key::Char('l')],
        shown: "l",
        hint: "lose answer",
        help: "The token endpoint exchanges the next refresh token and hangs up: its answer is lost. \
               The session sends that token once more; a used one looks like theft here and ends the \
               session. After a start with --grace 10 the server is patient and the session lives.",
    },
    Binding {
        command: Command::Revoke,
        keys: &[Key::Char('r')],
        shown: "r",
        hint: "revoke",
        help: "The server ends the session: 5002 for whoever sends its token.",
    },
    Binding {
        command: Command::LogOut,
        keys: &[Key::Char('o')],
        shown: "o",
        hint: "log out",
        help: "Ends the session here, and revokes its refresh token at the server.",
    },
    Binding {
        command: Command::LogIn,
        keys: &[Key::Char('i')],
        shown: "i",
        hint: "log in",
        help: "Logs in again, at any time.",
    },
    Binding {
        command: Command::One,
        keys: &[Key::Char('1')],
        shown: "1",
        hint: "one",
        help: "Sends one request.",
    },
    Binding {
        command: Command::Larger,
        keys: &[Key::Char('+'), Key::Char('=')],
        shown: "+ -",
        hint: "size",
        help: "Makes the burst larger or smaller: 1, 5, 20, 50 or 100 requests.",
    },
    Binding {
        command: Command::Smaller,
        keys: &[Key::Char('-'), Key::Char('_')],
        shown: "",
        hint: "",
        help: "",
    },
    Binding {
        command: Command::Pace,
        keys: &[Key::Char('p')],
        shown: "p",
        hint: "pace",
        help: "The server takes its time so that one can watch, or answers as fast as it can.",
    },
    Binding {
        command: Command::Clear,
        keys: &[Key::Char('c')],
        shown: "c",
        hint: "clear",
        help: "Takes the requests off the screen that are done.",
    },
    Binding {
        command: Command::Up,
        keys: &[Key::Up, Key::Char('k')],
        shown: "↑ ↓",
        hint: "",
        help: "Goes back and forth in the requests; PgUp and PgDn by a screen, Home and End to the ends.",
    },
    Binding {
        command: Command::Down,
        keys: &[Key::Down, Key::Char('j')],
        shown: "",
        hint: "",
        help: "",
    },
    Binding { command: Command::PageUp, keys: &[Key::PageUp], shown: "", hint: "", help: "" },
    Binding { command: Command::PageDown, keys: &[Key::PageDown], shown: "", hint: "", help: "" },
    Binding { command: Command::First, keys: &[Key::Home], shown: "", hint: "", help: "" },
    Binding { command: Command::Last, keys: &[Key::End], shown: "", hint: "", help: "" },
    Binding { command: Command::Abort, keys: &[Key::Control('c')], shown: "", hint: "", help: "" },
    Binding { command: Command::Nothing, keys: &[Key::Other], shown: "", hint: "", help: "" },
];
