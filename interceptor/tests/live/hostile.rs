//! Whatever comes in whatever order: no panic, and nothing grows without a bound.

use std::time::Duration;

use interceptor::demo::Trouble;
use interceptor::machine::table::Phase;
use proptest::prelude::*;

use crate::app::command::BINDINGS;
use crate::app::message::Answer;
use crate::app::message::End;
use crate::app::message::Look;
use crate::app::message::Message;
use crate::app::message::News;
use crate::app::message::Notice;
use crate::app::message::Step;
use crate::app::model::LANES_KEPT;
use crate::app::model::MOST_UNDER_WAY;
use crate::script::Script;

fn any_command() -> impl Strategy<Value = Message> {
    prop::sample::select(BINDINGS).prop_map(|binding| Message::Command(binding.command))
}

fn any_step() -> impl Strategy<Value = Step> {
    let ends = [End::Answered, End::Failed, End::HungUp, End::LogIn, End::NoToken];
    prop_oneof![
        prop::sample::select(ends.to_vec()).prop_map(Step::Ended).boxed(),
        (any::<u16>(), any::<Option<u64>>())
            .prop_map(|(status, code)| Step::Answered(Answer { status, code }))
            .boxed(),
        any::<Option<u64>>().prop_map(Step::Sent).boxed(),
        Just(Step::Leads).boxed(),
        Just(Step::Waits).boxed(),
    ]
}

fn any_news() -> impl Strategy<Value = News> {
    prop_oneof![
        any::<Option<Duration>>().prop_map(News::Failed),
        Just(News::Ended),
        Just(News::LoggedIn),
        Just(News::LoggedOut),
        Just(News::Refreshed),
        Just(News::Repeated),
        Just(News::Started),
        Just(News::Told),
    ]
}

fn any_notice() -> impl Strategy<Value = Notice> {
    let trouble = prop::option::of(prop::sample::select(&[Trouble::Expired, Trouble::Over][..]));
    prop_oneof![
        trouble.prop_map(Notice::Asked),
        any::<String>().prop_map(Notice::Denied),
        (any::<String>(), any::<bool>()).prop_map(|(text, trouble)| Notice::Told(text, trouble)),
    ]
}

fn any_look() -> impl Strategy<Value = Look> {
    let numbers = any::<(u64, u64, u64, u64)>();
    let phase = prop::sample::select(&Phase::ALL[..]);
    (phase, numbers, any::<Option<Duration>>(), any::<bool>()).prop_map(
        |(phase, (generation, asked, exchanged, reused), time_left, loses_answer)| Look {
            phase,
            generation,
            time_left,
            asked,
            exchanged,
            reused,
            loses_answer,
        },
    )
}

fn any_message() -> impl Strategy<Value = Message> {
    let size = prop_oneof![(0_u16..150, 0_u16..60), (Just(200_u16), Just(100_u16))];
    prop_oneof![
        6 => any_command(),
        6 => (0_u64..300, any_step()).prop_map(|(number, step)| Message::Lane { number, step }),
        2 => (any_news(), any::<String>(), any::<bool>())
            .prop_map(|(news, text, trouble)| Message::Session { news, text, trouble }),
        1 => any_notice().prop_map(Message::Server),
        1 => any_look().prop_map(Message::Looked),
        1 => size.prop_map(|(columns, rows)| Message::Resized(columns, rows)),
        1 => any::<Duration>().prop_map(Message::Tick),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_messages_makes_it_panic_or_grow(
        messages in prop::collection::vec(any_message(), 1..200),
        life in any::<Duration>(),
    ) {
        let mut script = Script::new((80, 24));
        script.model.life = life;
        for (place, message) in messages.into_iter().enumerate() {
            script.tell(message);
            // The largest of them cost a while to draw.
            if place % 8 == 0 {
                let screen = script.screen();
                prop_assert!(!screen.contains(|letter: char| letter.is_control() && letter != '\n'));
            }
            let model = &script.model;
            prop_assert!(model.under_way() <= MOST_UNDER_WAY);
            prop_assert!(model.lanes.len() <= LANES_KEPT);
            prop_assert!(model.log.len() <= 200);
        }
        script.screen();
    }
}
