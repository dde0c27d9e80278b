//! The line mode: a numbered menu on plain lines, for screen readers and dumb terminals.
//!
//! No alternate screen, no cursor movement, no colour: lines in, lines out. What happens is decided by
//! the same `update` on the same model as on the screen, and what a pane says is read off its view.

use std::io;

use zeroize::Zeroizing;

use crate::engine::sanitize::clip;
use crate::engine::sanitize::visible;
use crate::history::store;
use crate::text::Phrase;
use crate::text::ascii;
use crate::text::plain as words;
use crate::tui::Start;
use crate::tui::effect::Effect;
use crate::tui::message::Command;
use crate::tui::message::Message;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Screen;
use crate::tui::model::Tone;
use crate::tui::model::desk::Colors;
use crate::tui::runtime::work::generate;
use crate::tui::runtime::work::read_file;
use crate::tui::update;

mod act;
mod menu;
mod page;

use self::menu::Entry;

/// Where lines come from and go to.
pub trait Console {
    /// Asks for a line, which is not shown while it is typed when it is hidden; none at the end.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    fn ask(&mut self, prompt: &str, is_hidden: bool) -> io::Result<Option<Zeroizing<String>>>;

    /// Writes a line.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    fn tell(&mut self, line: &str) -> io::Result<()>;
}

/// How wide lines are folded, and how many rows of a pane are told at most.
const SIZE: (u16, u16) = (100, 400);

/// The line mode with what it knows.
pub struct Session<'c, C: Console> {
    console: &'c mut C,
    model: Model,
    has_ended: bool,
}

impl<'c, C: Console> Session<'c, C> {
    /// Begins with what the program was started with.
    pub fn new(start: &Start, console: &'c mut C) -> Self {
        let model = update::sized(update::start(start, Colors::None), SIZE);
        Self { console, model, has_ended: false }
    }

    /// Runs until the user leaves or the input ends.
    ///
    /// # Errors
    ///
    /// When the console cannot be read or written.
    pub fn run(mut self, now: fn() -> jwt_core::NumericDate) -> io::Result<()> {
        let lang = self.model.lang;
        self.tell(words::WELCOME.of(lang))?;
        let effects = update::opening(&mut self.model);
        self.act(effects)?;
        self.tell_status()?;
        self.command(Entry::Show, "")?;
        self.command(Entry::Help, "")?;
        while !self.has_ended {
            let Some(line) = self.ask(words::PROMPT.of(lang), false)? else { break };
            self.update(Message::Clock(now()))?;
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            match menu::read(line) {
                Some((entry, rest)) => self.command(entry, rest)?,
                None if menu::is_token(line) => self.command(Entry::Open, line)?,
                None => {
                    let shown = visible(line);
                    let shown = clip(&shown, 40);
                    self.tell(&words::UNKNOWN.with(lang, &[&shown]))?;
                }
            }
        }
        self.tell(words::BYE.of(lang))
    }

    fn tell(&mut self, line: &str) -> io::Result<()> {
        if self.model.desk.ascii {
            return self.console.tell(&ascii::text(line));
        }
        self.console.tell(line)
    }

    fn tell_all(&mut self, lines: &[String]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.tell(line))
    }

    fn ask(&mut self, prompt: &str, is_hidden: bool) -> io::Result<Option<Zeroizing<String>>> {
        let prompt = if self.model.desk.ascii { ascii::text(prompt) } else { prompt.to_owned() };
        let line = self.console.ask(&prompt, is_hidden)?;
        self.has_ended |= line.is_none();
        Ok(line)
    }

    /// Says what `update` has to say, once.
    fn tell_status(&mut self) -> io::Result<()> {
        match self.model.status.take() {
            Some(status) => self.tell(&page::status(&status)),
            None => Ok(()),
        }
    }

    /// The same where the words of the screen name its keys: what worked is told in words of our own.
    fn tell_outcome(&mut self, words: Phrase) -> io::Result<()> {
        match &mut self.model.status {
            Some(status) if status.tone == Tone::Good => {
                status.text = words.of(self.model.lang).to_owned();
            }
            _ => {}
        }
        self.tell_status()
    }

    /// Tells `update` something and does what it asks for.
    fn update(&mut self, message: Message) -> io::Result<()> {
        let effects = update::update(&mut self.model, message);
        self.act(effects)
    }

    /// Does what is asked for, and what is asked for after that.
    fn act(&mut self, mut effects: Vec<Effect>) -> io::Result<()> {
        while let Some(effect) = effects.pop() {
            let message = match effect {
                Effect::Copy { text, .. } => {
                    // There may be anything in a broken token; this is a terminal, too.
                    self.tell(&visible(&text.to_text()))?;
                    self.model.copied = Some(self.model.document.revision());
                    continue;
                }
                Effect::Examine(examine) => examine.answer(),
                Effect::GenerateKey(algorithm) => Message::KeyGenerated(generate(algorithm)),
                Effect::History(file, request) => Message::History(store::run(&file, &request)),
                Effect::Quit => {
                    self.has_ended = true;
                    continue;
                }
                Effect::ReadFile(path) => {
                    let content = read_file(&path);
                    Message::FileRead { path: path.to_string(), content }
                }
                _ => continue,
            };
            effects.extend(update::update(&mut self.model, message));
        }
        Ok(())
    }

    fn wish(&mut self, command: Command) -> io::Result<()> {
        self.update(Message::Command(command))
    }

    /// Back to the workbench with nothing open.
    fn rest(&mut self) -> io::Result<()> {
        self.model.mode = Mode::Normal;
        self.wish(Command::Show(Screen::Workbench))
    }
}

#[cfg(test)]
mod tests;
