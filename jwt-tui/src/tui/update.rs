//! The only place that changes the model: one message in, the new state and wishes out.
//!
//! Total: any message in any state and at any size is either acted on or ignored. One file per
//! family of messages lies below.

use jiff::tz::TimeZone;

use crate::engine::sanitize;
use crate::tui::Start;
use crate::tui::effect::Effect;
use crate::tui::message::Command;
use crate::tui::message::Message;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Purpose;
use crate::tui::model::Screen;
use crate::tui::model::Tone;
use crate::tui::model::desk::Colors;
use crate::tui::theme::Theme;

pub mod asking;
pub mod clock;
pub mod copying;
pub mod cursor;
pub mod desk;
pub mod diff;
pub mod editing;
pub mod examining;
pub mod explain;
pub mod giving;
pub mod history;
pub mod judging;
pub mod keys;
pub mod members;
pub mod mouse;
pub mod moving;
pub mod palette;
pub mod picking;
pub mod ring;
pub mod writing;

use crate::keys::ring::Ring;
use crate::text::keys::NOT_FORGOTTEN;
use crate::text::keys::NOT_REPLACED;
use crate::text::words;

/// The model that a session begins with.
#[must_use]
pub fn start(start: &Start, colors: Colors) -> Model {
    let mut model = Model::new((start.now)(), start.rules.clone());
    model.lang = start.lang;
    model.shows_local_time = start.place.as_ref() != Some(&TimeZone::UTC);
    model.place.clone_from(&start.place);
    model.desk.ascii = start.ascii;
    model.desk.colors = colors;
    model.desk.keymap = start.keymap.clone();
    model.desk.mouse = start.mouse;
    match (colors, start.theme) {
        // Nobody asked for another one: nothing needs to be said.
        (Colors::None, Theme::Ansi) => model.theme = Theme::Mono,
        (_, wanted) => desk::take_theme(&mut model, wanted),
    }
    model.key.supply.clone_from(&start.keys);
    model.key.ring = start.keys.as_ref().map(Ring::of).unwrap_or_default();
    sanitize::marking(start.ascii, || begin(&mut model, start));
    model
}

fn begin(model: &mut Model, start: &Start) {
    if let Some(text) = start.text.as_deref().filter(|text| !text.trim().is_empty()) {
        giving::open(model, text);
    }
    model.history.setting = start.history.clone();
    judging::judge(model);
    history::begin(model);
    moving::settle(model);
}

/// What the world is asked to do when a session begins.
pub fn opening(model: &mut Model) -> Vec<Effect> {
    history::opening(model)
}

/// Tells a fresh model the size of the screen.
#[must_use]
pub fn sized(mut model: Model, size: (u16, u16)) -> Model {
    model.size = size;
    sanitize::marking(model.desk.ascii, || moving::settle(&mut model));
    model
}

/// Changes the model by what happened; gives what the world is asked to do.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    sanitize::marking(model.desk.ascii, || act(model, message))
}

fn act(model: &mut Model, message: Message) -> Vec<Effect> {
    let mut effects = match message {
        Message::Clock(now) => {
            clock::tell(model, now);
            return examining::wish(model).into_iter().collect();
        }
        Message::Command(wish) => {
            model.status = None;
            command(model, wish)
        }
        Message::Copied(what) => {
            model.say(Tone::Good, words::COPIED, &[&what.of(model.lang)]);
            Vec::new()
        }
        Message::CopyFailed(reason) => {
            model.say_text(Tone::Bad, reason);
            Vec::new()
        }
        Message::FileRead { path, content } => giving::file_read(model, &path, content),
        Message::FileWritten { path, result } => {
            writing::written(model, path, result);
            Vec::new()
        }
        Message::History(kept) => {
            history::told(model, kept);
            Vec::new()
        }
        Message::KeyGenerated(key) if explain::demo::awaits(model, &key) => {
            explain::demo::made(model, key);
            Vec::new()
        }
        Message::KeyGenerated(key) => keys::generated(model, key),
        Message::Mouse(mouse) => mouse::tell(model, mouse),
        Message::KeysExamined { of, fits, diagnosis } => {
            examining::examined(model, of, fits, diagnosis);
            Vec::new()
        }
        Message::Pasted(text) => giving::pasted(model, &text),
        Message::Resized(columns, rows) => {
            model.size = (columns, rows);
            Vec::new()
        }
        Message::Typed(press) => editing::typed(model, press),
        Message::TypedText(text) => editing::inserted(model, &text.to_text()),
    };
    effects.extend(history::notice(model));
    moving::settle(model);
    effects.extend(examining::wish(model));
    effects
}

/// The screen's own meaning of a command first, then the one that it has everywhere.
pub(crate) fn command(model: &mut Model, command: Command) -> Vec<Effect> {
    let own = match model.screen {
        _ if !matches!(model.mode, Mode::Normal) => Err(command),
        Screen::Workbench => Err(command),
        Screen::Explain => explain::command(model, command),
        Screen::Keys => ring::command(model, command),
        Screen::Diff => diff::command(model, command),
        Screen::History => history::command(model, command),
    };
    own.unwrap_or_else(|command| everywhere(model, command))
}

fn everywhere(model: &mut Model, command: Command) -> Vec<Effect> {
    if copying::is_copy(command) {
        return copying::copy(model, command);
    }
    match command {
        Command::Accept => return accept(model),
        Command::AddMember => members::ask_for_member(model),
        Command::AskRules => asking::ask_for_rules(model),
        Command::AcceptSigned => return history::answered(model, true),
        Command::Bottom
        | Command::Down
        | Command::GroupLeft
        | Command::GroupRight
        | Command::Left
        | Command::PageDown
        | Command::PageUp
        | Command::Right
        | Command::SegmentLeft
        | Command::SegmentRight
        | Command::Top
        | Command::Up => moving::go(model, command),
        Command::ChooseAlgorithm => keys::choose(model, false),
        Command::ClearLine => editing::clear_line(model),
        Command::Close => close(model),
        Command::Copy => model.mode = Mode::Copy,
        Command::DeleteMember => members::delete(model),
        Command::Edit => editing::open(model),
        Command::EditSegment => editing::open_segment(model),
        Command::ForgetKey => keys::forget(model),
        Command::Format => editing::format(model),
        Command::GenerateKey => return keys::generate(model),
        Command::GiveKey => giving::ask_for_key(model),
        Command::GiveToken => giving::ask_for_token(model),
        Command::Help => model.mode = Mode::Help(0),
        Command::Jump => model.mode = Mode::Jump,
        Command::NarrowLeft => desk::move_split(model, false),
        Command::NextLanguage => judging::speak(model, model.lang.next()),
        Command::NextMatch => asking::again(model, true),
        Command::NextPane => moving::focus(model, model.focus.next()),
        Command::NextTheme => desk::next_theme(model),
        Command::NextView => moving::next_view(model),
        Command::OpenFile => giving::ask_for_file(model),
        Command::Palette => palette::open(model),
        Command::PreviousMatch => asking::again(model, false),
        Command::PreviousPane => moving::focus(model, model.focus.previous()),
        Command::Quit => return quit(model),
        Command::QuitNow => return vec![Effect::Quit],
        Command::Redo => editing::redo(model),
        Command::ReadSecretSo => ring::read_so(model),
        Command::Redraw => return vec![Effect::Redraw],
        Command::RenameMember => members::ask_for_name(model),
        Command::RepairUnits => members::repair(model),
        Command::Reveal => keys::reveal(model),
        Command::Search => asking::ask_for_search(model),
        Command::CompareWith => diff::ask(model),
        Command::Show(Screen::Diff) => diff::show(model),
        Command::Show(Screen::History) => {
            moving::show(model, Screen::History);
            return history::opening(model);
        }
        Command::Show(screen) => moving::show(model, screen),
        Command::Sign => keys::sign(model),
        Command::Suspend => return vec![Effect::Suspend],
        Command::ToggleMouse => return desk::toggle_mouse(model),
        Command::Undo => editing::undo(model),
        Command::Why if model.facts.checks.is_empty() => {}
        Command::Why => model.mode = Mode::Why(0),
        Command::WidenLeft => desk::move_split(model, true),
        Command::Zoom => model.zoomed = !model.zoomed,
        _ => {}
    }
    Vec::new()
}

fn accept(model: &mut Model) -> Vec<Effect> {
    match std::mem::take(&mut model.mode) {
        Mode::Line(line) => giving::accept(model, line),
        Mode::Choose(choose) if choose.demonstrate => explain::demo::chosen(model, &choose),
        Mode::Choose(choose) => keys::chosen(model, &choose),
        Mode::Palette(state) => palette::run(model, &state),
        Mode::Pick(pick) => {
            picking::picked(model, &pick);
            Vec::new()
        }
        Mode::Replace(file) => writing::replace(*file),
        Mode::Forget => {
            keys::forget_all(model);
            Vec::new()
        }
        Mode::Ask(question) => {
            model.mode = Mode::Ask(question);
            history::answered(model, false)
        }
        other => {
            model.mode = other;
            Vec::new()
        }
    }
}

/// Leaves what lies over the panes. The text of a text area is kept: it is in the token already.
fn close(model: &mut Model) {
    match std::mem::take(&mut model.mode) {
        Mode::Normal => model.zoomed = false,
        Mode::Edit(_) => editing::close(model),
        Mode::Line(line) if line.purpose == Purpose::Key => giving::no_key(model),
        Mode::Replace(_) => model.say(Tone::Note, NOT_REPLACED, &[]),
        Mode::Forget => model.say(Tone::Note, NOT_FORGOTTEN, &[]),
        _ => {}
    }
}

fn quit(model: &mut Model) -> Vec<Effect> {
    if matches!(model.mode, Mode::Edit(_)) {
        close(model);
    }
    if model.has_unsaved_work() {
        model.mode = Mode::Quit;
        return Vec::new();
    }
    vec![Effect::Quit]
}
