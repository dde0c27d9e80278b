//! The loop: draw, wait for a key, the world or the clock, update, do what update asks for.
//!
//! Everything that waits is taken in before the next frame, and frames keep a distance, so that a flood of
//! messages costs few of them.

use std::io;
use std::io::Stdout;
use std::time::Duration;
use std::time::Instant;

use crossterm::execute;
use crossterm::terminal::BeginSynchronizedUpdate;
use crossterm::terminal::EndSynchronizedUpdate;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use tokio::sync::mpsc::Receiver;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::app::command::Command;
use crate::app::command::Key;
use crate::app::effect::Effect;
use crate::app::message::Message;
use crate::app::model::Model;
use crate::app::update::update;
use crate::app::view::view;
use crate::app::world::Result;
use crate::app::world::World;
use crate::signals;
use crate::terminal;
use crate::terminal::Heard;

/// The loop with what it needs.
pub(crate) struct Runtime {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    model: Model,
    world: World,
    messages: UnboundedReceiver<Message>,
    input: Receiver<Heard>,
    start: Instant,
}

/// Why the loop ended: by the user, or by a signal.
type Ended = Option<i32>;

impl Runtime {
    pub(crate) fn new(
        model: Model,
        world: World,
        messages: UnboundedReceiver<Message>,
        input: Receiver<Heard>,
    ) -> io::Result<Self> {
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(Self { terminal, model, world, messages, input, start: Instant::now() })
    }

    /// Runs until somebody or something ends it.
    pub(crate) async fn run(&mut self) -> Result<Ended> {
        loop {
            if !terminal::is_ours() {
                return Err("stopped by a bug of its own".into());
            }
            self.draw()?;
            if let Some(ended) = self.wait().await? {
                return Ok(ended);
            }
            // Some keys for one frame: whoever holds one down sees what it does.
            for _ in 0..KEYS {
                let Ok(heard) = self.input.try_recv() else { break };
                if let Some(ended) = self.hear(heard)? {
                    return Ok(ended);
                }
            }
            // It is one thread: keys without end would leave the world no time.
            tokio::task::yield_now().await;
            while let Ok(message) = self.messages.try_recv() {
                self.tell(message);
            }
        }
    }

    /// Waits for something to happen; then as long as two frames are apart.
    async fn wait(&mut self) -> Result<Option<Ended>> {
        let idle = if self.model.under_way() > 0 { BUSY } else { IDLE };
        tokio::select! {
            heard = self.input.recv() => {
                let heard = heard.ok_or("nobody reads the keys any more")?;
                return self.hear(heard);
            }
            message = self.messages.recv() => {
                if let Some(message) = message {
                    self.tell(message);
                }
                tokio::time::sleep(FRAME).await;
            }
            () = tokio::time::sleep(idle) => {}
        }
        Ok(None)
    }

    fn hear(&mut self, heard: Heard) -> Result<Option<Ended>> {
        match heard {
            Heard::InputLost(error) => return Err(error.into()),
            Heard::Key(Key::Control('z')) => self.suspend()?,
            Heard::Key(key) => return Ok(self.obey(Command::of(key))),
            // The next frame asks for the size.
            Heard::Resized => {}
            Heard::Signal(signal) if signals::stops(signal) => self.suspend()?,
            Heard::Signal(signal) if signals::continues(signal) => {
                terminal::take_again()?;
                self.redraw()?;
            }
            Heard::Signal(signal) => return Ok(Some(Some(signal))),
        }
        Ok(None)
    }

    fn obey(&mut self, command: Command) -> Option<Ended> {
        match self.tell(Message::Command(command)) {
            Some(Effect::Quit) => return Some(None),
            Some(effect) => self.world.act(effect),
            None => {}
        }
        None
    }

    /// Tells the time, then the message.
    fn tell(&mut self, message: Message) -> Option<Effect> {
        update(&mut self.model, Message::Tick(self.start.elapsed()));
        update(&mut self.model, message)
    }

    fn draw(&mut self) -> Result<()> {
        let size = self.terminal.size()?;
        if self.model.size != (size.width, size.height) {
            self.tell(Message::Resized(size.width, size.height));
        }
        self.tell(Message::Looked(self.world.look()));
        execute!(io::stdout(), BeginSynchronizedUpdate)?;
        let model = &self.model;
        self.terminal.draw(|frame| view(model, frame))?;
        execute!(io::stdout(), EndSynchronizedUpdate)?;
        Ok(())
    }

    /// Stops until the shell continues the program.
    fn suspend(&mut self) -> Result<()> {
        terminal::suspend()?;
        self.redraw()
    }

    /// Makes the next frame draw every cell.
    fn redraw(&mut self) -> Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))?;
        Ok(())
    }
}

/// Keys that are heard between two frames.
const KEYS: usize = 16;
/// Between two frames at least, while messages come in.
const FRAME: Duration = Duration::from_millis(30);
/// Between two frames at most, while requests are under way.
const BUSY: Duration = Duration::from_millis(100);
/// Between two frames at most, for the countdown.
const IDLE: Duration = Duration::from_millis(250);
