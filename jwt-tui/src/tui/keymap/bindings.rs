//! The rows of the key table, in the order in which help lists them.

use crate::tui::keymap::Binding;
use crate::tui::keymap::Context;
use crate::tui::keymap::Key;
use crate::tui::keymap::Press;
use crate::tui::message::Command;

/// Every key there is. Within a context the order is that of the help.
pub const BINDINGS: &[Binding] = &[
    // Panes.
    row(PANES, &[on(Key::Tab)], Command::NextPane, "pane", "go to the next pane", 2),
    row(PANES, &[on(Key::BackTab)], Command::PreviousPane, "pane back", "go to the pane before", 0),
    row(
        PANES,
        &[key('z')],
        Command::Zoom,
        "zoom",
        "give the whole screen to this pane, or back",
        13,
    ),
    // Moving.
    row(MOVING, &[on(Key::Down), key('j')], Command::Down, "down", "one line down", 0),
    row(MOVING, &[on(Key::Up), key('k')], Command::Up, "up", "one line up", 0),
    row(KEY, &[on(Key::Down), key('j')], Command::Down, "down", "one line down", 0),
    row(KEY, &[on(Key::Up)], Command::Up, "up", "one line up", 0),
    row(
        &[Context::Token],
        &[on(Key::Right), key('l')],
        Command::Right,
        "next segment",
        "mark the next segment",
        3,
    ),
    row(
        &[Context::Token],
        &[on(Key::Left), key('h')],
        Command::Left,
        "segment before",
        "mark the segment before",
        0,
    ),
    row(
        MOVING,
        &[on(Key::PageDown), ctrl('d')],
        Command::PageDown,
        "page down",
        "one page down",
        0,
    ),
    row(MOVING, &[on(Key::PageUp), ctrl('u')], Command::PageUp, "page up", "one page up", 0),
    row(MOVING, &[on(Key::Home), key('g')], Command::Top, "top", "to the first line", 0),
    row(MOVING, &[on(Key::End), key('G')], Command::Bottom, "bottom", "to the last line", 0),
    // Looking.
    row(
        CLAIMS,
        &[key('t')],
        Command::NextView,
        "view",
        "show as table, as JSON, or raw as it is in the token",
        4,
    ),
    row(
        &[Context::Checks],
        &[on(Key::Enter)],
        Command::Why,
        "why?",
        "say what this means and what to do",
        1,
    ),
    // Editing.
    row(
        EDITABLE,
        &[on(Key::Enter), key('i')],
        Command::Edit,
        "edit",
        "edit this claim, text or token; the original is kept",
        1,
    ),
    row(
        PANES,
        &[key('s')],
        Command::Sign,
        "sign",
        "sign header and payload as they stand with the key",
        6,
    ),
    row(
        PANES,
        &[key('A')],
        Command::ChooseAlgorithm,
        "algorithm",
        "write another algorithm into the header",
        9,
    ),
    row(PANES, &[key('u')], Command::Undo, "undo", "take the last edit or paste back", 8),
    row(PANES, &[ctrl('r')], Command::Redo, "redo", "do it again", 0),
    // Giving tokens and keys.
    row(
        PANES,
        &[key('p')],
        Command::GiveToken,
        "paste",
        "give another token: type or paste it; pasting works without this key, too",
        5,
    ),
    row(
        PANES,
        &[key('v')],
        Command::GiveKey,
        "verify with",
        "give the key to verify with: secret, PEM, JWK or JWK Set",
        5,
    ),
    row(
        PANES,
        &[key('o')],
        Command::OpenFile,
        "open",
        "open a file with a key or a token; what it is shows in its content",
        10,
    ),
    row(
        KEY,
        &[on(Key::Enter), key('i'), key('k')],
        Command::GiveKey,
        "type a secret",
        "type or paste a secret, PEM, JWK or JWK Set; nothing of it is shown",
        1,
    ),
    row(
        KEY,
        &[key('g')],
        Command::GenerateKey,
        "generate",
        "make a new key for the algorithm of the token",
        3,
    ),
    row(KEY, &[key('r')], Command::Reveal, "reveal", "show the secret, or hide it again", 4),
    row(
        KEY,
        &[key('x')],
        Command::ForgetKey,
        "forget",
        "forget the key and wipe it from memory",
        5,
    ),
    // Copying.
    row(PANES, &[key('y')], Command::Copy, "copy…", "copy something; the next key says what", 7),
    row(COPY, &[key('y')], Command::CopyValue, "value", "copy the value under the cursor", 1),
    row(
        COPY,
        &[key('n')],
        Command::CopyName,
        "name",
        "copy the name of the claim under the cursor",
        2,
    ),
    row(COPY, &[key('t')], Command::CopyToken, "token", "copy the token", 3),
    row(COPY, &[key('h')], Command::CopyHeader, "header", "copy the header as JSON", 4),
    row(COPY, &[key('p')], Command::CopyPayload, "payload", "copy the payload as JSON", 5),
    row(COPY, &[key('s')], Command::CopySignature, "signature", "copy the signature segment", 6),
    row(
        COPY,
        &[key('b')],
        Command::CopyBearer,
        "Bearer header",
        "copy Authorization: Bearer with the token",
        7,
    ),
    row(COPY, &[key('k')], Command::CopyPublicKey, "public key", "copy the public key as a JWK", 8),
    row(
        COPY,
        &[key('K')],
        Command::CopySecretKey,
        "secret key",
        "copy the whole key with its secret part as a JWK",
        9,
    ),
    row(COPY, &[on(Key::Esc)], Command::Close, "nothing", "copy nothing", 10),
    // Program.
    row(
        PANES,
        &[key('?'), on(Key::F(1))],
        Command::Help,
        "help",
        "list the keys, those of this pane first",
        11,
    ),
    row(PANES, &[on(Key::Esc)], Command::Close, "back", "leave the zoom, clear the message", 0),
    row(PANES, &[ctrl('l')], Command::Redraw, "redraw", "draw the screen anew", 0),
    row(PANES, &[ctrl('z')], Command::Suspend, "suspend", "go back to the shell; fg returns", 0),
    row(
        PANES,
        &[key('q'), ctrl('c')],
        Command::Quit,
        "quit",
        "leave; asks once when a made token was not copied",
        12,
    ),
    // While a text area is open.
    row(
        &[Context::Edit],
        &[on(Key::Esc)],
        Command::Close,
        "done",
        "keep the text and leave; u takes it back",
        1,
    ),
    row(
        &[Context::Edit],
        &[ctrl('s')],
        Command::Format,
        "format",
        "lay the JSON out over lines; names, digits and order stay",
        2,
    ),
    row(&[Context::Edit], &[ctrl('z')], Command::Undo, "undo", "take the last typing back", 3),
    row(&[Context::Edit], &[ctrl('y')], Command::Redo, "redo", "type it again", 4),
    row(&[Context::Edit], &[ctrl('c')], Command::Quit, "quit", "leave the program", 0),
    // While a line is typed.
    row(&[Context::Line], &[on(Key::Enter)], Command::Accept, "take it", "take what was typed", 1),
    row(&[Context::Line], &[on(Key::Esc)], Command::Close, "leave", "leave and change nothing", 2),
    row(
        &[Context::Line],
        &[ctrl('r')],
        Command::Reveal,
        "reveal",
        "show what is typed, or hide it again",
        3,
    ),
    row(&[Context::Line], &[ctrl('u')], Command::ClearLine, "clear", "start the line anew", 4),
    row(&[Context::Line], &[ctrl('c')], Command::Quit, "quit", "leave the program", 0),
    // Over the screen.
    row(&[Context::Choose], &[on(Key::Enter)], Command::Accept, "choose", "take the marked one", 1),
    row(
        &[Context::Choose],
        &[on(Key::Esc), key('q')],
        Command::Close,
        "leave",
        "leave and change nothing",
        2,
    ),
    row(
        &[Context::Overlay],
        &[on(Key::Esc), key('q'), key('?'), on(Key::Enter)],
        Command::Close,
        "close",
        "back to the workbench",
        1,
    ),
    row(
        &[Context::Choose, Context::Overlay, Context::Copy],
        &[ctrl('c')],
        Command::Quit,
        "quit",
        "leave the program",
        0,
    ),
    // The question at the end.
    row(
        &[Context::Quit],
        &[key('y'), key('q'), ctrl('c')],
        Command::QuitNow,
        "quit",
        "leave; the made token is lost",
        1,
    ),
    row(&[Context::Quit], &[key('n'), on(Key::Esc)], Command::Close, "stay", "go on working", 2),
];

const PANES: &[Context] = &[
    Context::Token,
    Context::Header,
    Context::Payload,
    Context::Key,
    Context::Checks,
    Context::About,
];
/// Where letters move; in the key pane they do things with keys.
const MOVING: &[Context] = &[
    Context::Token,
    Context::Header,
    Context::Payload,
    Context::Checks,
    Context::About,
    Context::Overlay,
    Context::Choose,
];
const CLAIMS: &[Context] = &[Context::Header, Context::Payload];
const EDITABLE: &[Context] = &[Context::Token, Context::Header, Context::Payload];
const KEY: &[Context] = &[Context::Key];
const COPY: &[Context] = &[Context::Copy];

pub(super) const fn key(character: char) -> Press {
    on(Key::Char(character))
}

pub(super) const fn ctrl(character: char) -> Press {
    Press { key: Key::Char(character), ctrl: true, alt: false }
}

pub(super) const fn on(key: Key) -> Press {
    Press { key, ctrl: false, alt: false }
}

const fn row(
    contexts: &'static [Context],
    keys: &'static [Press],
    command: Command,
    name: &'static str,
    help: &'static str,
    hint: u8,
) -> Binding {
    Binding { contexts, keys, command, name, help, hint }
}
