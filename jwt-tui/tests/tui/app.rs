//! The debugger without a terminal: keys in, screens out.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a helper of tests may stop at once"
)]

use std::fmt::Write as _;

use jwt_core::NumericDate;
use jwt_tui::engine::verdict::Rules;
use jwt_tui::text::Lang;
use jwt_tui::tui::Start;
use jwt_tui::tui::effect::Effect;
use jwt_tui::tui::keymap::Key;
use jwt_tui::tui::keymap::Keymap;
use jwt_tui::tui::keymap::Press;
use jwt_tui::tui::message::Message;
use jwt_tui::tui::model::Model;
use jwt_tui::tui::model::desk::Colors;
use jwt_tui::tui::theme::Role;
use jwt_tui::tui::theme::Theme;
use jwt_tui::tui::update;
use jwt_tui::tui::view::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// The sizes at which screens are saved.
pub(crate) const SIZES: [(u16, u16); 3] = [(120, 36), (80, 24), (40, 12)];

/// Every language at each of these sizes, with what a saved screen is told by: `en_80x24`.
pub(crate) fn everywhere(sizes: &[(u16, u16)]) -> Vec<(Lang, (u16, u16), String)> {
    let named = |lang: Lang, size: (u16, u16)| format!("{}_{}x{}", lang.tag(), size.0, size.1);
    let of = |lang| sizes.iter().map(move |&size| (lang, size, named(lang, size)));
    Lang::ALL.into_iter().flat_map(of).collect()
}

/// A session with a fixed clock.
pub(crate) struct App {
    pub(crate) model: Model,
    pub(crate) effects: Vec<Effect>,
}

impl App {
    /// Opens a token, or nothing, at a time and a size.
    pub(crate) fn open(token: &str, now: u64, size: (u16, u16)) -> Self {
        Self::open_in(Lang::En, token, now, size)
    }

    /// The same in a language.
    pub(crate) fn open_in(lang: Lang, token: &str, now: u64, size: (u16, u16)) -> Self {
        let start = Self::start(lang, token);
        Self::started(&start, Colors::Sixteen, now, size)
    }

    /// What a session in a language is started with.
    pub(crate) fn start(lang: Lang, token: &str) -> Start {
        Start {
            text: Some(token.to_owned()),
            keys: None,
            rules: Rules::default(),
            lang,
            color: true,
            theme: Theme::default(),
            history: jwt_tui::history::Setting::default(),
            place: None,
            mouse: true,
            keymap: Keymap::default(),
            ascii: false,
            plain: false,
            now: || NumericDate::from_seconds(0),
        }
    }

    /// The same with everything that a session may be started with.
    pub(crate) fn started(start: &Start, colors: Colors, now: u64, size: (u16, u16)) -> Self {
        let mut model = update::start(start, colors);
        if start.place.is_none() {
            // Not the clock of the machine that tests run on.
            model.shows_local_time = false;
        }
        let mut app = Self { model: update::sized(model, size), effects: Vec::new() };
        app.at(now);
        app
    }

    /// Sets the clock.
    pub(crate) fn at(&mut self, now: u64) {
        self.tell(Message::Clock(NumericDate::from_seconds(now)));
    }

    /// Tells something. What the model wants to know of its keys is found out at once.
    pub(crate) fn tell(&mut self, message: Message) {
        for effect in update::update(&mut self.model, message) {
            match effect {
                Effect::Examine(examine) => self.tell(examine.answer()),
                other => self.effects.push(other),
            }
        }
    }

    /// Pastes a text.
    pub(crate) fn paste(&mut self, text: &str) {
        self.tell(Message::Pasted(text.into()));
    }

    /// Presses keys: `"tab j ctrl-r enter"`.
    pub(crate) fn press(&mut self, keys: &str) {
        for name in keys.split_whitespace() {
            let press = press(name);
            let message = match self.model.desk.keymap.lookup(self.model.context(), press) {
                Some(command) => Message::Command(command),
                None => Message::Typed(press),
            };
            self.tell(message);
        }
    }

    /// Types a text, key by key.
    pub(crate) fn type_text(&mut self, text: &str) {
        for character in text.chars() {
            self.tell(Message::Typed(Press { key: Key::Char(character), ctrl: false, alt: false }));
        }
    }

    /// The last thing that was said.
    pub(crate) fn said(&self) -> String {
        self.model.status.as_ref().map_or_else(String::new, |status| status.text.clone())
    }

    /// What was sent to the clipboard last.
    pub(crate) fn copied(&self) -> Option<String> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Copy { text, .. } => Some(text.to_text().to_string()),
            _ => None,
        })
    }

    /// The screen.
    pub(crate) fn buffer(&self) -> Buffer {
        let (width, height) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| view(&self.model, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// The screen as text, blanks at the ends of rows cut.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.buffer();
        let mut text = String::new();
        for y in 0..buffer.area.height {
            let mut row = String::new();
            let mut covered: usize = 0;
            for x in 0..buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                if covered == 0 {
                    row.push_str(symbol);
                    covered = jwt_tui::engine::sanitize::columns(symbol).max(1);
                }
                covered -= 1;
            }
            writeln!(text, "{}", row.trim_end()).unwrap();
        }
        text
    }

    /// The screen as styles, one letter a cell: the letters of [`Role::ALL`].
    pub(crate) fn styles(&self) -> String {
        let buffer = self.buffer();
        let mut text = String::new();
        for y in 0..buffer.area.height {
            let row: String = (0..buffer.area.width)
                .map(|x| {
                    let style = buffer[(x, y)].style();
                    Role::ALL
                        .iter()
                        .find(|(role, _)| {
                            let wanted =
                                ratatui::style::Style::reset().patch(self.model.theme.style(*role));
                            (wanted.fg, wanted.bg, wanted.add_modifier)
                                == (style.fg, style.bg, style.add_modifier)
                        })
                        .map_or('%', |(_, letter)| *letter)
                })
                .collect();
            writeln!(text, "{row}").unwrap();
        }
        text
    }
}

fn press(name: &str) -> Press {
    let (ctrl, name) = match name.strip_prefix("ctrl-") {
        Some(rest) => (true, rest),
        None => (false, name),
    };
    let key = match name {
        "backspace" => Key::Backspace,
        "delete" => Key::Delete,
        "down" => Key::Down,
        "end" => Key::End,
        "enter" => Key::Enter,
        "esc" => Key::Esc,
        "home" => Key::Home,
        "left" => Key::Left,
        "pgdn" => Key::PageDown,
        "pgup" => Key::PageUp,
        "right" => Key::Right,
        "shift-tab" => Key::BackTab,
        "space" => Key::Char(' '),
        "tab" => Key::Tab,
        "up" => Key::Up,
        letter => Key::Char(letter.chars().next().unwrap()),
    };
    Press { key, ctrl, alt: false }
}
