//! A model that is told what happens, and the screen it makes.

use std::time::Duration;

use interceptor::machine::table::Phase;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::buffer::Cell;

use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::message::Answer;
use crate::app::message::End;
use crate::app::message::Look;
use crate::app::message::Message;
use crate::app::message::News;
use crate::app::message::Step;
use crate::app::model::Model;
use crate::app::theme::Theme;
use crate::app::update::update;
use crate::app::view::view;

pub(crate) struct Script {
    pub(crate) model: Model,
}

impl Script {
    pub(crate) fn new(size: (u16, u16)) -> Self {
        let life = Duration::from_secs(60);
        let mut script =
            Self { model: Model::new("127.0.0.1:49152".to_owned(), life, Theme::Colour) };
        script.tell(Message::Resized(size.0, size.1));
        script.session(News::LoggedIn, "logged in, token 1", false);
        script.look(Phase::Usable, 1, Some(60_000));
        script
    }

    pub(crate) fn tell(&mut self, message: Message) -> Option<Effect> {
        update(&mut self.model, message)
    }

    pub(crate) fn command(&mut self, command: Command) -> Option<Effect> {
        self.tell(Message::Command(command))
    }

    /// So many milliseconds after the start.
    pub(crate) fn at(&mut self, milliseconds: u64) {
        self.tell(Message::Tick(Duration::from_millis(milliseconds)));
    }

    pub(crate) fn session(&mut self, news: News, text: &str, trouble: bool) {
        self.tell(Message::Session { news, text: text.to_owned(), trouble });
    }

    pub(crate) fn step(&mut self, number: u64, step: Step) {
        self.tell(Message::Lane { number, step });
    }

    pub(crate) fn sent(&mut self, number: u64, generation: u64) {
        self.step(number, Step::Sent(Some(generation)));
    }

    /// An answer: a status, or 401 with this error code.
    pub(crate) fn answered(&mut self, number: u64, code: u64) {
        let answer = match u16::try_from(code) {
            Ok(status) if status < 1000 => Answer { status, code: None },
            _ => Answer { status: 401, code: Some(code) },
        };
        self.step(number, Step::Answered(answer));
    }

    pub(crate) fn ended(&mut self, number: u64, end: End) {
        self.step(number, Step::Ended(end));
    }

    pub(crate) fn look(&mut self, phase: Phase, generation: u64, time_left: Option<u64>) {
        let time_left = time_left.map(Duration::from_millis);
        let look = Look { phase, generation, time_left, ..self.model.look.clone() };
        self.tell(Message::Looked(look));
    }

    /// The numbers of the token endpoint.
    pub(crate) fn counted(&mut self, asked: u64, exchanged: u64, reused: u64) {
        let look = Look { asked, exchanged, reused, ..self.model.look.clone() };
        self.tell(Message::Looked(look));
    }

    pub(crate) fn buffer(&self) -> Buffer {
        let (columns, rows) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| view(&self.model, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// The screen as text.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.buffer();
        let columns = usize::from(buffer.area.width).max(1);
        let rows = buffer.content.chunks(columns).map(|row| {
            let row: String = row.iter().map(Cell::symbol).collect();
            row.trim_end().to_owned() + "\n"
        });
        rows.collect()
    }
}
