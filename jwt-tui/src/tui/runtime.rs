//! The loop: draw, wait, find out what a key means, update, do what update asks for.
//!
//! It waits without a limit unless a countdown is on the screen or keys are held back to see whether
//! they are a paste. Everything that waits in the queue is handled before the next frame, so that a
//! flood of events costs one frame.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender;
use std::thread;
use std::thread::JoinHandle;
use std::time::Duration;
use std::time::Instant;

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;
use crossterm::terminal::BeginSynchronizedUpdate;
use crossterm::terminal::EndSynchronizedUpdate;
use jwt_core::NumericDate;
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::Rect;

use crate::engine::input;
use crate::engine::input::Pasted;
use crate::history::store;
use crate::tui::burst::Burst;
use crate::tui::burst::Heard;
use crate::tui::effect::Effect;
use crate::tui::keymap::Key;
use crate::tui::keymap::Press;
use crate::tui::message::Message;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::terminal;
use crate::tui::update::clock::next_tick;
use crate::tui::update::opening;
use crate::tui::update::update;
use crate::tui::view::view;

pub(crate) mod work;

use self::work::Watch;
use self::work::generate;
use self::work::read_file;
use self::work::write_file;

/// What reaches the loop from outside.
#[derive(Debug)]
pub enum Event {
    /// A helper thread panicked.
    Died,
    /// The terminal gives no more input.
    InputLost(io::Error),
    /// A helper thread is done.
    Message(Message),
    /// A signal.
    Signal(i32),
    /// A key, a paste or a new size, and when it was read.
    Terminal(crossterm::event::Event, Instant),
}

/// Why the loop ended.
#[derive(Debug)]
pub enum Ended {
    /// The user wanted it.
    ByUser,
    /// A signal asked for it.
    BySignal(i32),
    /// A helper thread panicked.
    ByBug,
}

/// Nobody types two keys within this time.
const RAPID: Duration = Duration::from_millis(5);

/// The loop with what it needs.
pub struct Runtime<'t, B: Backend> {
    /// Where it draws.
    pub terminal: &'t mut Terminal<B>,
    /// What it knows.
    pub model: Model,
    /// What it hears.
    pub events: Receiver<Event>,
    /// What helper threads speak into.
    pub sender: Sender<Event>,
    /// The clock.
    pub now: fn() -> NumericDate,
    /// Keys that may become a paste.
    pub burst: Burst,
    /// When the last key came.
    pub last_key: Option<Instant>,
    /// Events that were taken from the queue too early.
    pub waiting: VecDeque<Event>,
    /// The thread that changes the file of the history; the next one waits for it, so that the
    /// changes are made in the order in which they were asked for.
    pub writing: Option<JoinHandle<()>>,
}

impl<B: Backend<Error = io::Error>> Runtime<'_, B> {
    /// Runs until somebody or something ends it.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be read or written.
    pub fn run(&mut self) -> io::Result<Ended> {
        let ended = self.turn();
        // What is on its way to the disk arrives there.
        if let Some(writing) = self.writing.take() {
            let _ = writing.join();
        }
        ended
    }

    fn turn(&mut self) -> io::Result<Ended> {
        for effect in opening(&mut self.model) {
            self.act(effect)?;
        }
        // What came with the command line may leave something to be found out.
        self.tell(Message::Clock((self.now)()))?;
        loop {
            self.draw()?;
            let Some(event) = self.wait() else {
                if self.burst.deadline().is_some_and(|deadline| deadline <= Instant::now()) {
                    if let Some(heard) = self.burst.settle()
                        && let Some(ended) = self.heard(heard)?
                    {
                        return Ok(ended);
                    }
                } else {
                    self.tell(Message::Clock((self.now)()))?;
                }
                continue;
            };
            let mut next = Some(event);
            while let Some(event) = next {
                if let Some(ended) = self.handle(event)? {
                    return Ok(ended);
                }
                next = self.poll();
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        if self.model.size != (size.width, size.height) {
            self.tell(Message::Resized(size.width, size.height))?;
        }
        execute!(io::stdout(), BeginSynchronizedUpdate)?;
        let model = &self.model;
        self.terminal.draw(|frame| view(model, frame))?;
        execute!(io::stdout(), EndSynchronizedUpdate)
    }

    /// Makes the next frame draw every cell. (`Terminal::clear` would ask the terminal for its cursor,
    /// and the answer goes to the thread that reads the keys.)
    fn redraw(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Waits for an event; none when it is time for a tick or to settle held keys.
    fn wait(&mut self) -> Option<Event> {
        if let Some(event) = self.poll() {
            return Some(event);
        }
        let held = self
            .burst
            .deadline()
            .map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let limit = match (held, next_tick(&self.model)) {
            (Some(held), Some(tick)) => Some(held.min(tick)),
            (held, tick) => held.or(tick),
        };
        match limit {
            None => self.events.recv().ok(),
            Some(limit) => match self.events.recv_timeout(limit) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => Some(Event::Died),
            },
        }
    }

    fn poll(&mut self) -> Option<Event> {
        self.waiting.pop_front().or_else(|| self.events.try_recv().ok())
    }

    fn handle(&mut self, event: Event) -> io::Result<Option<Ended>> {
        match event {
            Event::Died => Ok(Some(Ended::ByBug)),
            Event::InputLost(error) => Err(error),
            Event::Message(message) => self.tell(message),
            Event::Signal(signal) if terminal::ends(signal) => Ok(Some(Ended::BySignal(signal))),
            Event::Signal(signal) if terminal::continues(signal) => {
                terminal::take()?;
                self.redraw()?;
                Ok(None)
            }
            Event::Signal(signal) if terminal::stops(signal) => self.act(Effect::Suspend),
            // Another size: the next frame asks for it.
            Event::Signal(_) => Ok(None),
            Event::Terminal(event, at) => self.terminal_event(event, at),
        }
    }

    fn terminal_event(
        &mut self,
        event: crossterm::event::Event,
        at: Instant,
    ) -> io::Result<Option<Ended>> {
        match event {
            crossterm::event::Event::Key(key) => {
                let Some(press) = terminal::press_of(key) else { return Ok(None) };
                self.provoke_panic(press);
                let is_rapid =
                    self.last_key.is_some_and(|last| at.saturating_duration_since(last) < RAPID);
                self.last_key = Some(at);
                if is_rapid && press.key == Key::Enter && self.line_goes_on() {
                    return self.tell(Message::TypedText("\n".into()));
                }
                if self.model.is_typing() {
                    return self.typed(press);
                }
                for heard in self.burst.press(press, at) {
                    if let Some(ended) = self.heard(heard)? {
                        return Ok(Some(ended));
                    }
                }
                Ok(None)
            }
            crossterm::event::Event::Mouse(event) => match terminal::mouse_of(event) {
                Some(mouse) => self.tell(Message::Mouse(mouse)),
                None => Ok(None),
            },
            crossterm::event::Event::Paste(text) => self.tell(Message::Pasted(text.into())),
            crossterm::event::Event::Resize(columns, rows) => {
                self.tell(Message::Resized(columns, rows))
            }
            _ => Ok(None),
        }
    }

    /// What a burst turned out to be. Only what can be read as a token or a key is a paste for sure.
    fn heard(&mut self, heard: Heard) -> io::Result<Option<Ended>> {
        let keys = match heard {
            Heard::Keys(keys) => keys,
            Heard::Paste(text, keys) => {
                if text.starts_with('e') || !matches!(input::classify(&text), Pasted::Other) {
                    return self.tell(Message::Pasted(text.into()));
                }
                keys
            }
        };
        for press in keys {
            let ended =
                if self.model.is_typing() { self.typed(press)? } else { self.pressed(press)? };
            if ended.is_some() {
                return Ok(ended);
            }
        }
        Ok(None)
    }

    fn pressed(&mut self, press: Press) -> io::Result<Option<Ended>> {
        match self.model.desk.keymap.lookup(self.model.context(), press) {
            Some(command) => self.tell(Message::Command(command)),
            None => self.tell(Message::Typed(press)),
        }
    }

    /// Whether Enter is a line break of an unmarked paste into a line: more follows at once.
    fn line_goes_on(&mut self) -> bool {
        if !matches!(self.model.mode, Mode::Line(_)) {
            return false;
        }
        let Some(next) = self.waiting.pop_front().or_else(|| self.events.recv_timeout(RAPID).ok())
        else {
            return false;
        };
        let is_text = matches!(&next, Event::Terminal(crossterm::event::Event::Key(key), _)
            if terminal::press_of(*key).is_some_and(|press| typed_character(&self.model, press).is_some()));
        self.waiting.push_front(next);
        is_text
    }

    /// A key while text is typed; characters that wait in the queue are taken along at once.
    fn typed(&mut self, press: Press) -> io::Result<Option<Ended>> {
        let Some(first) = typed_character(&self.model, press) else { return self.pressed(press) };
        // It may be a secret: with room from the start no copy is left behind.
        let mut text = String::with_capacity(4096);
        text.push(first);
        while let Some(event) = self.poll() {
            let next = match &event {
                Event::Terminal(crossterm::event::Event::Key(key), _) => {
                    terminal::press_of(*key).and_then(|press| typed_character(&self.model, press))
                }
                _ => None,
            };
            let Some(character) = next else {
                self.waiting.push_front(event);
                break;
            };
            text.push(character);
        }
        if text.chars().nth(1).is_none() {
            return self.pressed(press);
        }
        self.tell(Message::TypedText(text.into()))
    }

    /// Tells the time and then the message to `update`, and does what it asks for.
    fn tell(&mut self, message: Message) -> io::Result<Option<Ended>> {
        let mut effects = Vec::new();
        if !matches!(message, Message::Clock(_)) {
            effects = update(&mut self.model, Message::Clock((self.now)()));
        }
        effects.extend(update(&mut self.model, message));
        for effect in effects {
            if let Some(ended) = self.act(effect)? {
                return Ok(Some(ended));
            }
        }
        Ok(None)
    }

    fn act(&mut self, effect: Effect) -> io::Result<Option<Ended>> {
        match effect {
            Effect::CaptureMouse(is_ours) => terminal::capture_mouse(is_ours)?,
            Effect::Copy { text, what } => {
                let done =
                    execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text.expose()));
                let message = match done {
                    Ok(()) => Message::Copied(what),
                    Err(error) => Message::CopyFailed(error.to_string()),
                };
                return self.tell(message);
            }
            Effect::Examine(examine) => self.help(move || examine.answer()),
            Effect::WriteFile { path, text, replace } => self.help(move || {
                let result = write_file(&path, text, replace);
                Message::FileWritten { path, result }
            }),
            Effect::GenerateKey(algorithm) => {
                self.help(move || Message::KeyGenerated(generate(algorithm)));
            }
            Effect::History(file, request) => {
                let before = self.writing.take();
                self.writing = Some(self.spawn(move || {
                    if let Some(before) = before {
                        let _ = before.join();
                    }
                    Message::History(store::run(&file, &request))
                }));
            }
            Effect::Quit => return Ok(Some(Ended::ByUser)),
            Effect::ReadFile(path) => self.help(move || {
                let content = read_file(&path);
                Message::FileRead { path: path.to_string(), content }
            }),
            Effect::Redraw => self.redraw()?,
            Effect::Suspend => {
                terminal::suspend()?;
                self.redraw()?;
            }
        }
        Ok(None)
    }

    /// Lets a test of the debug build see that a panic, here or in a helper, leaves the terminal clean.
    #[cfg(debug_assertions)]
    #[expect(clippy::panic, reason = "it is what is tested")]
    fn provoke_panic(&self, press: Press) {
        let asked = std::env::var_os("JWT_TUI_TEST_PANIC").filter(|_| press.key == Key::F(12));
        match asked {
            Some(place) if place == "helper" => self.help(|| panic!("asked for by a test")),
            Some(_) => panic!("asked for by a test"),
            None => {}
        }
    }

    #[cfg(not(debug_assertions))]
    fn provoke_panic(&self, _: Press) {}

    /// Does something slow in a thread and sends its message back.
    fn help(&self, work: impl FnOnce() -> Message + Send + 'static) {
        drop(self.spawn(work));
    }

    /// The same, with a handle to wait for its end.
    fn spawn(&self, work: impl FnOnce() -> Message + Send + 'static) -> JoinHandle<()> {
        let sender = self.sender.clone();
        thread::spawn(move || {
            let watch = Watch(sender);
            let message = work();
            let _ = watch.0.send(Event::Message(message));
        })
    }
}

/// The character a key types, when it types one here.
fn typed_character(model: &Model, press: Press) -> Option<char> {
    match press.key {
        _ if press.ctrl || press.alt => None,
        Key::Char(character) => Some(character),
        Key::Enter if matches!(model.mode, Mode::Edit(_)) => Some('\n'),
        _ => None,
    }
}
