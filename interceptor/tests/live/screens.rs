//! Saved screens: each situation at each size.

use std::time::Duration;

use interceptor::demo::Trouble;
use interceptor::machine::table::Phase;
use ratatui::style::Color;

use crate::app::command::Command;
use crate::app::lane::Lane;
use crate::app::lane::Stage;
use crate::app::lane::What;
use crate::app::message::End;
use crate::app::message::Message;
use crate::app::message::News;
use crate::app::message::Notice;
use crate::app::message::Step;
use crate::app::model::Model;
use crate::app::theme::Theme;
use crate::script::Script;

const SIZES: [(u16, u16); 3] = [(120, 36), (80, 24), (40, 12)];

/// Saves the screens of a situation at all sizes.
fn save(name: &str, play: fn(&mut Script)) {
    for (columns, rows) in SIZES {
        let mut script = Script::new((columns, rows));
        play(&mut script);
        assert_possible(&script.model);
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), script.screen());
    }
}

/// What session, server and requests say of one thing is the same.
fn assert_possible(model: &Model) {
    let (look, tally) = (&model.look, &model.tally);
    // There was one login.
    assert_eq!(look.generation, tally.refreshed.saturating_add(1));
    assert_eq!(look.exchanged, tally.refreshed);
    assert!(look.asked >= tally.refreshed.saturating_add(tally.failed));
    assert_eq!(look.phase == Phase::Refreshing, model.refreshing_since.is_some());
    for lane in &model.lanes {
        let sent = generations(lane);
        assert!(sent.is_sorted() && sent.iter().all(|generation| *generation <= look.generation));
    }
    let repeated = model.lanes.iter().filter(|lane| generations(lane).len() > 1).count();
    assert_eq!(u64::try_from(repeated).unwrap(), tally.repeated);
    let marks = model.lanes.iter().flat_map(|lane| &lane.marks);
    let answers = marks.filter(|mark| matches!(mark.what, What::Answered(_))).count();
    let written = tally.served.saturating_add(tally.expired).saturating_add(tally.invalid);
    assert_eq!(u64::try_from(answers).unwrap(), written);
}

/// The tokens that a request was sent with.
fn generations(lane: &Lane) -> Vec<u64> {
    let sent = lane.marks.iter().filter_map(|mark| match mark.what {
        What::Sent(generation) => generation,
        What::Answered(_) => None,
    });
    sent.collect()
}

/// All access tokens expire, and the server says so.
fn expire(script: &mut Script) {
    script.command(Command::Expire);
    script.tell(Message::Server(Notice::Told("access tokens taken back: 1".to_owned(), false)));
}

/// The server judges the token of a request, and the request has the answer.
fn judged(script: &mut Script, number: u64, code: u64) {
    let trouble = match code {
        5001 => Some(Trouble::Outdated),
        5002 => Some(Trouble::Over),
        _ => None,
    };
    script.tell(Message::Server(Notice::Asked(trouble)));
    script.answered(number, code);
}

#[test]
fn a_fresh_start_says_what_to_try() {
    save("fresh", |_| {});
}

#[test]
fn a_burst_in_flight_shows_every_stage_of_a_request() {
    save("burst", every_stage);
}

fn every_stage(script: &mut Script) {
    // A token that is refused as soon as it is here would not be replaced at once.
    script.at(42_000);
    expire(script);
    script.command(Command::Burst);
    for number in 1..=20 {
        script.sent(number, 1);
    }
    script.at(42_600);
    for number in 1..=19 {
        judged(script, number, 5001);
    }
    script.step(17, Step::Leads);
    script.session(News::Started, "refresh of token 1 started (rejected)", false);
    script.at(43_100);
    script.command(Command::DropLeader);
    script.ended(17, End::HungUp);
    script.at(43_800);
    let text = "refresh token of family 1 exchanged, access token 2";
    script.tell(Message::Server(Notice::Told(text.to_owned(), false)));
    script.session(News::Refreshed, "token 2 is here after 1.2 s, 18 waited", false);
    for number in (1..=16).chain(18..=19) {
        script.session(News::Repeated, "", false);
        script.sent(number, 2);
    }
    script.ended(19, End::Failed);
    script.at(43_900);
    script.command(Command::One);
    script.sent(21, 2);
    script.at(44_400);
    for number in 1..=14 {
        judged(script, number, 200);
        script.ended(number, End::Answered);
    }
    expire(script);
    judged(script, 18, 5001);
    script.ended(18, End::Answered);
    script.at(44_500);
    judged(script, 21, 5001);
    script.step(21, Step::Leads);
    script.session(News::Started, "refresh of token 2 started (rejected)", false);
    script.at(44_600);
    script.command(Command::One);
    script.step(22, Step::Waits);
    script.at(44_700);
    script.command(Command::One);
    script.look(Phase::Refreshing, 2, Some(59_100));
    script.counted(2, 1, 0);
}

#[test]
fn the_stages_of_that_burst_are_all_there_are() {
    let mut script = Script::new((120, 36));
    every_stage(&mut script);
    for stage in Stage::ALL {
        assert!(script.model.count(stage) > 0, "no request is {}", stage.name());
    }
}

#[test]
fn a_session_that_is_over_says_so_and_what_helps() {
    save("over", |script| {
        script.at(2000);
        script.command(Command::Revoke);
        script.command(Command::One);
        script.sent(1, 1);
        script.at(2600);
        judged(script, 1, 5002);
        script.session(
            News::Ended,
            "session ended: the server calls the access token invalid",
            true,
        );
        script.ended(1, End::Answered);
        script.at(3000);
        script.command(Command::One);
        script.ended(2, End::LogIn);
        script.look(Phase::Over, 1, Some(57_000));
    });
}

#[test]
fn a_user_who_has_logged_out_is_told_how_to_log_in() {
    save("logged_out", |script| {
        script.at(2000);
        script.command(Command::LogOut);
        script.session(News::LoggedOut, "logged out", false);
        script.tell(Message::Server(Notice::Told("family 1 revoked".to_owned(), false)));
        script.session(News::Told, "refresh token revoked", false);
        script.look(Phase::Empty, 1, None);
    });
}

#[test]
fn a_broken_token_endpoint_is_seen_with_the_pause_that_follows() {
    save("broken", |script| {
        script.at(2000);
        script.command(Command::Break);
        expire(script);
        script.command(Command::One);
        script.sent(1, 1);
        script.at(2600);
        judged(script, 1, 5001);
        script.step(1, Step::Leads);
        script.session(News::Started, "refresh of token 1 started (rejected)", false);
        script.at(3800);
        script.session(
            News::Failed(Some(Duration::from_secs(5))),
            "refresh failed, 1 waited, next try in 5.0 s: the re-issue endpoint answered 503",
            true,
        );
        script.ended(1, End::NoToken);
        script.at(5000);
        script.command(Command::One);
        script.ended(2, End::NoToken);
        script.look(Phase::Spent, 1, Some(55_000));
        script.counted(1, 0, 0);
    });
}

#[test]
fn new_tokens_that_are_refused_are_told_until_refreshing_goes_on() {
    save("rests", |script| {
        script.at(2000);
        expire(script);
        script.command(Command::One);
        script.sent(1, 1);
        judged(script, 1, 5001);
        script.step(1, Step::Leads);
        script.session(News::Started, "refresh of token 1 started (rejected)", false);
        script.at(3000);
        script.session(News::Refreshed, "token 2 is here after 1.0 s, 1 waited", false);
        script.session(News::Repeated, "", false);
        script.sent(1, 2);
        judged(script, 1, 200);
        script.ended(1, End::Answered);
        script.at(4000);
        expire(script);
        script.command(Command::One);
        script.sent(2, 2);
        judged(script, 2, 5001);
        script.session(News::Rests, "token 2 is new and refused as well: refreshing rests", true);
        script.ended(2, End::Answered);
        script.look(Phase::Usable, 2, Some(59_000));
        script.counted(1, 1, 0);
    });
    let told = |script: &Script| {
        let screen = script.screen();
        let rests = screen.contains("refreshing rests for");
        assert_eq!(screen.contains("usable: new tokens are refused"), rests, "{screen}");
        assert_ne!(screen.contains("requests go out at once"), rests, "{screen}");
        rests
    };
    let mut script = Script::new((80, 24));
    script.at(1000);
    script.session(News::Rests, "token 1 is refused", true);
    assert!(told(&script));
    // The longest pause, from the moment when the token came.
    script.at(4999);
    assert!(told(&script));
    script.at(5000);
    assert!(!told(&script));
    for news in [News::Started, News::Refreshed, News::LoggedIn] {
        script.session(News::LoggedIn, "logged in", false);
        script.session(News::Rests, "token 1 is refused", true);
        assert!(told(&script));
        script.session(news, "", false);
        assert!(!told(&script), "{news:?}");
    }
}

#[test]
fn a_screen_that_was_cleared_does_not_say_that_nothing_was_sent() {
    let mut script = Script::new((80, 24));
    assert!(script.screen().contains("Nothing sent yet."));
    script.command(Command::One);
    script.ended(1, End::HungUp);
    script.command(Command::Clear);
    let screen = script.screen();
    assert!(screen.contains("Nothing on the screen."), "{screen}");
    assert!(!screen.contains("Nothing sent yet."), "{screen}");
}

#[test]
fn help_tells_every_key_and_scrolls_where_it_does_not_fit() {
    save("help", |script| {
        script.command(Command::Help);
    });
    let mut script = Script::new((40, 12));
    script.command(Command::Help);
    let mut seen = String::new();
    for _ in 0..100 {
        seen.push_str(&script.screen());
        script.command(Command::Down);
    }
    let words: Vec<_> = seen.split_whitespace().collect();
    let last = script.screen();
    for key in ["space", "e", "d", "s", "b", "l", "r", "o", "i", "1", "+", "-", "p", "c", "?", "q"]
    {
        assert!(words.contains(&key), "{key} is not in the help");
    }
    for argument in ["--life", "--grace"] {
        assert!(words.contains(&argument), "{argument} is not in the help");
    }
    script.command(Command::Down);
    assert_eq!(script.screen(), last, "it scrolls beyond its end");
    script.command(Command::First);
    assert_ne!(script.screen(), last);
}

#[test]
fn requests_beyond_the_screen_are_counted_and_can_be_scrolled_to() {
    let mut script = Script::new((80, 24));
    script.command(Command::Larger);
    script.command(Command::Larger);
    script.command(Command::Burst);
    for number in 1..=100 {
        script.sent(number, 1);
    }
    insta::assert_snapshot!("overflow_last", script.screen());
    script.command(Command::First);
    insta::assert_snapshot!("overflow_first", script.screen());
    script.command(Command::PageDown);
    script.command(Command::Down);
    let screen = script.screen();
    assert!(screen.contains("↑ 21") && screen.contains("↓ 59"), "{screen}");
    script.command(Command::Last);
    assert!(!script.screen().contains('↓'));
}

#[test]
fn a_summary_that_does_not_fit_loses_whole_parts_and_never_what_is_beyond_the_edges() {
    let parts = ["1 …", "1 1▶", "2 wait", "2 2▶", "14 ✓", "1 ✗", "1 !", "1 –"];
    for columns in 40..=80 {
        let mut script = Script::new((columns, 12));
        every_stage(&mut script);
        script.command(Command::Up);
        let screen = script.screen();
        let summary = screen.lines().find(|line| line.starts_with("── 23:")).unwrap();
        let summary = summary.trim_end_matches('─').trim_end();
        let lost = (0..parts.len()).find(|lost| {
            let sign = if *lost > 0 { " …" } else { "" };
            let kept = parts[*lost..].join(" ");
            summary.starts_with(&format!("── 23:{sign} {kept} ↑ "))
        });
        assert!(lost.is_some() && summary.ends_with(" ↓ 1"), "{summary}");
        assert_eq!(lost == Some(0), columns >= 54, "{columns}: {summary}");
    }
}

#[test]
fn a_line_that_is_too_long_says_so_at_the_edge() {
    let mut script = Script::new((40, 12));
    script.command(Command::Slow);
    script.command(Command::Break);
    script.command(Command::One);
    let line = |script: &Script| script.screen().lines().nth(1).unwrap().to_owned();
    assert_eq!(line(&script), "asked 0 · reused 0 · broken: 503, slow:…");
    script.command(Command::DropLeader);
    let screen = script.screen();
    assert!(screen.contains("\nyou: no request waits: expire the token…\n"), "{screen}");
    script.tell(Message::Resized(45, 12));
    assert_eq!(line(&script), "asked 0 · reused 0 · broken: 503, slow: 6.0 s");
}

#[test]
fn a_screen_that_is_too_small_says_how_large_it_must_be() {
    for size in [(39, 12), (40, 11), (10, 1), (1, 1), (0, 0)] {
        let script = Script::new(size);
        let wanted: String = format!("40×12 needed, this is {}×{}", size.0, size.1);
        let room = usize::from(size.0);
        let wanted = match room {
            0 => String::new(),
            _ if wanted.chars().count() <= room => wanted,
            _ => wanted.chars().take(room - 1).chain(['…']).collect(),
        };
        assert_eq!(script.screen().lines().next().unwrap_or_default(), wanted);
    }
}

#[test]
fn without_colours_there_are_none() {
    for theme in [Theme::Mono, Theme::Colour] {
        let mut script = Script::new((120, 36));
        every_stage(&mut script);
        script.model.theme = theme;
        let buffer = script.buffer();
        let coloured = buffer.content.iter().any(|cell| {
            cell.style().fg.is_some_and(|colour| colour != Color::Reset)
                || cell.style().bg.is_some_and(|colour| colour != Color::Reset)
        });
        assert_eq!(coloured, theme == Theme::Colour);
    }
}
