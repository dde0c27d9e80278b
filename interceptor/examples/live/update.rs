//! What follows from what happens. Nothing is done here; what is to be done is given back.

use interceptor::demo::Trouble;

use super::command::Command;
use super::effect::BACK_OFF;
use super::effect::Effect;
use super::effect::Tuning;
use super::lane::Lane;
use super::layout;
use super::message::Message;
use super::message::News;
use super::message::Notice;
use super::message::Step;
use super::model::BURSTS;
use super::model::LANES_KEPT;
use super::model::MOST_UNDER_WAY;
use super::model::Model;
use super::model::Who;
use super::view::help;

/// Takes in what happened, and says what is to be done.
pub(crate) fn update(model: &mut Model, message: Message) -> Option<Effect> {
    match message {
        Message::Command(command) => return obey(model, command),
        Message::Lane { number, step } => step_of(model, number, &step),
        Message::Looked(look) => model.look = look,
        Message::Resized(columns, rows) => {
            model.size = (columns, rows);
            scroll(model, model.back);
        }
        Message::Server(notice) => hear_server(model, notice),
        Message::Session { news, text, trouble } => hear_session(model, news, &text, trouble),
        Message::Tick(now) => model.now = model.now.max(now),
    }
    None
}

fn obey(model: &mut Model, command: Command) -> Option<Effect> {
    if let Some(line) = model.help
        && command != Command::Abort
    {
        // Whoever reads does nothing to what lies beneath.
        model.help = turned(model, line, command);
        return None;
    }
    match command {
        Command::Abort | Command::Quit => return Some(Effect::Quit),
        Command::Break => return tune(model, |tuning| tuning.broken = !tuning.broken),
        Command::Burst => return send(model, model.burst()),
        Command::Clear => model.lanes.retain(Lane::is_under_way),
        Command::Down => scroll(model, model.back.saturating_sub(1)),
        Command::DropLeader => return drop_leader(model),
        Command::Expire => {
            return said(
                model,
                "let all access tokens expire now; no client can know",
                Effect::Expire,
            );
        }
        Command::First => scroll(model, usize::MAX),
        Command::Help => model.help = Some(0),
        Command::Last => scroll(model, 0),
        Command::LogIn => return said(model, "log in as alice", Effect::LogIn),
        Command::LogOut => return said(model, "log out", Effect::LogOut),
        Command::LoseAnswer => return lose_answer(model),
        Command::Larger => resize_burst(model, model.burst.saturating_add(1)),
        Command::Nothing => {}
        Command::One => return send(model, 1),
        Command::Pace => return tune(model, |tuning| tuning.fast = !tuning.fast),
        Command::PageDown => scroll(model, model.back.saturating_sub(layout::capacity(model))),
        Command::PageUp => scroll(model, model.back.saturating_add(layout::capacity(model))),
        Command::Revoke => return said(model, "let the server end the session", Effect::Revoke),
        Command::Slow => return tune(model, |tuning| tuning.slow = !tuning.slow),
        Command::Smaller => resize_burst(model, model.burst.saturating_sub(1)),
        Command::Up => scroll(model, model.back.saturating_add(1)),
    }
    None
}

/// Where a command goes in the help that is open; `None`: it closes it.
fn turned(model: &Model, line: usize, command: Command) -> Option<usize> {
    let last = help::last_line(model);
    if last == 0 {
        return None;
    }
    let line = line.min(last);
    let page = usize::from(model.size.1).saturating_sub(2);
    Some(match command {
        Command::Down => line.saturating_add(1).min(last),
        Command::First => 0,
        Command::Last => last,
        Command::PageDown => line.saturating_add(page).min(last),
        Command::PageUp => line.saturating_sub(page),
        Command::Up => line.saturating_sub(1),
        _ => return None,
    })
}

fn said(model: &mut Model, text: &str, effect: Effect) -> Option<Effect> {
    model.write(Who::You, text, false);
    Some(effect)
}

fn send(model: &mut Model, wanted: usize) -> Option<Effect> {
    let count = MOST_UNDER_WAY.saturating_sub(model.under_way()).min(wanted);
    if count == 0 {
        let text = format!("{MOST_UNDER_WAY} requests are under way: no more for now");
        model.write(Who::You, text, true);
        return None;
    }
    let first = model.last_number.saturating_add(1);
    let end = first.saturating_add(u64::try_from(count).unwrap_or_default());
    model.last_number = end.saturating_sub(1);
    model.lanes.extend((first..end).map(|number| Lane::new(number, model.now)));
    forget_oldest(model);
    model.crowd = model.under_way();
    model.back = 0;
    let text = match count {
        1 => format!("send request {first}"),
        _ => format!("send {count} requests at one moment, {first} to {}", model.last_number),
    };
    model.write(Who::You, text, false);
    Some(Effect::Send(first..end))
}

fn forget_oldest(model: &mut Model) {
    let mut surplus = model.lanes.len().saturating_sub(LANES_KEPT);
    model.lanes.retain(|lane| {
        let goes = surplus > 0 && !lane.is_under_way();
        surplus = surplus.saturating_sub(usize::from(goes));
        !goes
    });
}

fn drop_leader(model: &mut Model) -> Option<Effect> {
    let leader = model.leader().map(|lane| (lane.number, "which leads"));
    let first = model.waiting().next().map(|lane| (lane.number, "the first that waits"));
    match leader.or(first) {
        Some((number, role)) => {
            let text = format!("drop request {number}, {role}");
            said(model, &text, Effect::Drop(number))
        }
        None => {
            model.write(Who::You, "no request waits: expire the token, then send a burst", true);
            None
        }
    }
}

fn lose_answer(model: &mut Model) -> Option<Effect> {
    if model.look.loses_answer {
        model.write(Who::You, "the next answer will be lost already", true);
        return None;
    }
    said(model, "lose the token endpoint's next answer", Effect::LoseAnswer)
}

fn tune(model: &mut Model, change: fn(&mut Tuning)) -> Option<Effect> {
    let before = model.tuning;
    change(&mut model.tuning);
    let now = model.tuning;
    let text = match () {
        () if now.slow != before.slow && now.slow => "slow the token endpoint down",
        () if now.slow != before.slow => "let the token endpoint be quick again",
        () if now.broken != before.broken && now.broken => "break the token endpoint",
        () if now.broken != before.broken => "mend the token endpoint",
        () if now.fast => "let the server answer as fast as it can",
        () => "let the server take its time",
    };
    said(model, text, Effect::Tune(now))
}

fn resize_burst(model: &mut Model, size: usize) {
    model.burst = size.min(BURSTS.len().saturating_sub(1));
}

/// Leaves so many requests below the screen, as far as there are any above it.
fn scroll(model: &mut Model, back: usize) {
    let most = model.lanes.len().saturating_sub(layout::capacity(model));
    model.back = back.min(most);
}

fn step_of(model: &mut Model, number: u64, step: &Step) {
    let now = model.now;
    if let Some(lane) = model.lanes.iter_mut().rfind(|lane| lane.number == number) {
        lane.step(now, step);
    }
}

fn hear_session(model: &mut Model, news: News, text: &str, trouble: bool) {
    let tally = &mut model.tally;
    match news {
        News::Refreshed => tally.refreshed = tally.refreshed.saturating_add(1),
        News::Failed(_) => tally.failed = tally.failed.saturating_add(1),
        News::Repeated => tally.repeated = tally.repeated.saturating_add(1),
        News::Ended
        | News::LoggedIn
        | News::LoggedOut
        | News::Rests
        | News::Started
        | News::Told => {}
    }
    match news {
        News::Started => {
            model.refreshing_since = Some(model.now);
            model.new_refused_until = None;
        }
        News::Rests => {
            // The session counts from the moment when the token came.
            model.new_refused_until = Some(model.token_since.saturating_add(BACK_OFF.1));
        }
        News::Failed(rest) => {
            model.refreshing_since = None;
            model.rests_until = rest.map(|rest| model.now.saturating_add(rest));
        }
        News::Ended | News::LoggedIn | News::LoggedOut | News::Refreshed => {
            model.refreshing_since = None;
            model.rests_until = None;
            model.token_since = model.now;
            model.new_refused_until = None;
        }
        // The request shows it; a line for each of twenty would only push others out.
        News::Repeated => return,
        News::Told => {}
    }
    model.write(Who::Session, text, trouble);
}

fn hear_server(model: &mut Model, notice: Notice) {
    let tally = &mut model.tally;
    match notice {
        Notice::Asked(trouble) => {
            let number = match trouble {
                None => &mut tally.served,
                Some(trouble) if Trouble::is_renewable(trouble) => &mut tally.expired,
                Some(_) => &mut tally.invalid,
            };
            *number = number.saturating_add(1);
        }
        Notice::Denied(text) => {
            tally.denied = tally.denied.saturating_add(1);
            model.write(Who::Server, text, true);
        }
        Notice::Told(text, trouble) => model.write(Who::Server, text, trouble),
    }
}
