//! Saved screens: each situation at each size.

use std::time::Duration;

use interceptor::demo::Trouble;
use interceptor::machine::table::Phase;
use ratatui::style::Color;

use crate::app::command::Command;
use crate::app::lane::Stage;
use crate::app::message::End;
use crate::app::message::Message;
use crate::app::message::News;
use crate::app::message::Notice;
use crate::app::message::Step;
use crate::app::theme::Theme;
use crate::script::Script;

const SIZES: [(u16, u16); 3] = [(120, 36), (80, 24), (40, 12)];

/// Saves the screens of a situation at all sizes.
fn save(name: &str, play: fn(&mut Script)) {
    for (columns, rows) in SIZES {
        let mut script = Script::new((columns, rows));
        play(&mut script);
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), script.screen());
    }
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
    script.at(2000);
    script.command(Command::Expire);
    script.tell(Message::Server(Notice::Told("access tokens taken back: 1".to_owned(), false)));
    script.command(Command::Burst);
    for number in 1..=20 {
        script.sent(number, 1);
    }
    script.at(2600);
    for number in 2..=20 {
        script.answered(number, 5001);
        script.tell(Message::Server(Notice::Asked(Some(Trouble::Outdated))));
    }
    script.step(2, Step::Leads);
    script.session(News::Started, "refresh of token 1 started (rejected)", false);
    script.at(3100);
    script.ended(20, End::HungUp);
    script.ended(19, End::NoToken);
    script.ended(18, End::LogIn);
    script.at(3800);
    for number in 4..=17 {
        script.sent(number, 2);
        script.session(News::Repeated, "", false);
    }
    script.answered(16, 5002);
    script.ended(16, End::Answered);
    script.ended(17, End::Failed);
    script.at(4200);
    for number in 7..=15 {
        script.answered(number, 200);
        script.ended(number, End::Answered);
        script.tell(Message::Server(Notice::Asked(None)));
    }
    script.command(Command::One);
    script.step(21, Step::Waits);
    script.at(4300);
    script.command(Command::One);
    script.look(Phase::Refreshing, 1, Some(55_700));
    script.counted(1, 0, 0);
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
        script.answered(1, 5002);
        script.tell(Message::Server(Notice::Asked(Some(Trouble::Over))));
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
        script.command(Command::Expire);
        script.command(Command::One);
        script.sent(1, 1);
        script.at(2600);
        script.answered(1, 5001);
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
fn a_screen_that_is_too_small_says_how_large_it_must_be() {
    for size in [(39, 12), (40, 11), (10, 1), (1, 1), (0, 0)] {
        let script = Script::new(size);
        let wanted: String = format!("40×12 needed, this is {}×{}", size.0, size.1);
        let wanted: String = wanted.chars().take(usize::from(size.0)).collect();
        assert_eq!(script.screen().lines().next().unwrap_or_default(), wanted.trim_end());
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
