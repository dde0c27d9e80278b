//! What a key asks for, without a terminal and without a world.

use crate::app::command::BINDINGS;
use crate::app::command::Command;
use crate::app::command::Key;
use crate::app::effect::Effect;
use crate::app::message::End;
use crate::app::message::Message;
use crate::app::message::Step;
use crate::app::model::LANES_KEPT;
use crate::app::model::MOST_UNDER_WAY;
use crate::script::Script;

#[test]
fn no_key_has_two_meanings_and_every_command_has_a_key() {
    let mut seen: Vec<Key> = Vec::new();
    for binding in BINDINGS {
        assert!(!binding.keys.is_empty(), "{:?} has no key", binding.command);
        for key in binding.keys {
            assert!(!seen.contains(key), "{key:?} has two meanings");
            assert_eq!(Command::of(*key), binding.command);
            seen.push(*key);
        }
    }
}

#[test]
fn q_escape_and_control_c_quit() {
    for key in [Key::Char('q'), Key::Escape, Key::Control('c')] {
        let mut script = Script::new((80, 24));
        assert_eq!(script.command(Command::of(key)), Some(Effect::Quit));
    }
}

#[test]
fn a_key_that_is_bound_to_nothing_does_nothing() {
    let mut script = Script::new((80, 24));
    let before = script.screen();
    for key in [Key::Char('x'), Key::Control('q'), Key::Other] {
        assert_eq!(script.command(Command::of(key)), None);
        assert_eq!(script.screen(), before);
    }
}

#[test]
fn a_key_in_the_help_scrolls_it_or_closes_it_and_does_nothing_else() {
    let scrolls = [
        Command::Down,
        Command::First,
        Command::Last,
        Command::PageDown,
        Command::PageUp,
        Command::Up,
    ];
    // Where all of it is on the screen there is nothing to scroll.
    for (size, is_scrolled) in [((40, 12), true), ((120, 36), false)] {
        for binding in BINDINGS {
            let command = binding.command;
            let mut script = Script::new(size);
            let before = script.screen();
            script.command(Command::Help);
            if command == Command::Abort {
                assert_eq!(script.command(command), Some(Effect::Quit));
                continue;
            }
            assert_eq!(script.command(command), None, "{command:?}");
            let stays = is_scrolled && scrolls.contains(&command);
            assert_eq!(script.model.help.is_some(), stays, "{command:?}");
            script.model.help = None;
            assert_eq!(script.screen(), before, "{command:?}");
        }
    }
}

#[test]
fn help_that_was_scrolled_before_the_screen_grew_scrolls_on_from_what_is_seen() {
    let mut script = Script::new((40, 12));
    script.command(Command::Help);
    script.command(Command::Last);
    script.tell(Message::Resized(80, 24));
    let last = script.screen();
    script.command(Command::Up);
    assert_ne!(script.screen(), last);
}

#[test]
fn requests_under_way_are_bounded_and_what_is_refused_is_said() {
    let mut script = Script::new((80, 24));
    let mut sent = 0;
    for _ in 0..100 {
        if let Some(Effect::Send(numbers)) = script.command(Command::Burst) {
            sent += numbers.count();
        }
    }
    assert_eq!((sent, script.model.under_way()), (MOST_UNDER_WAY, MOST_UNDER_WAY));
    assert!(script.screen().contains("100 requests are under way"));
}

#[test]
fn requests_that_are_done_are_forgotten_and_those_under_way_never() {
    let mut script = Script::new((80, 24));
    script.command(Command::One);
    for _ in 0..100 {
        let Some(Effect::Send(numbers)) = script.command(Command::Burst) else { panic!("no room") };
        for number in numbers {
            script.ended(number, End::HungUp);
        }
    }
    assert_eq!(script.model.lanes.len(), LANES_KEPT);
    assert_eq!(script.model.lanes.front().unwrap().number, 1);
    script.command(Command::Clear);
    assert_eq!(script.model.lanes.len(), 1);
}

#[test]
fn the_leader_is_dropped_first_then_whoever_waits_longest() {
    let mut script = Script::new((80, 24));
    assert_eq!(script.command(Command::DropLeader), None);
    script.command(Command::Burst);
    for number in 1..=5 {
        script.sent(number, 1);
        script.answered(number, 5001);
    }
    script.step(3, Step::Leads);
    assert_eq!(script.command(Command::DropLeader), Some(Effect::Drop(3)));
    script.ended(3, End::HungUp);
    assert_eq!(script.command(Command::DropLeader), Some(Effect::Drop(1)));
}

#[test]
fn an_end_is_told_once_and_nothing_follows_it() {
    let mut script = Script::new((80, 24));
    script.command(Command::One);
    script.sent(1, 1);
    script.ended(1, End::HungUp);
    let before = script.screen();
    script.answered(1, 200);
    script.ended(1, End::Answered);
    script.step(2, Step::Leads);
    assert_eq!(script.screen(), before);
}
