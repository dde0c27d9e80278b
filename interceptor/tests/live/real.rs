//! The real world, driven by keys: sockets, a session, a server; what the screen shows is what they did.

use std::time::Duration;
use std::time::Instant;

use interceptor::demo::Fault;
use interceptor::demo::Gate;
use interceptor::demo::Step as Fate;
use interceptor::machine::table::Phase;
use tokio::sync::mpsc;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::app::command::Command;
use crate::app::lane::Lane;
use crate::app::lane::Stage;
use crate::app::lane::What;
use crate::app::message::End;
use crate::app::message::Message;
use crate::app::model::MOST_UNDER_WAY;
use crate::app::world::World;
use crate::script::Script;

/// A model and its world, without a terminal.
struct Play {
    script: Script,
    world: World,
    messages: UnboundedReceiver<Message>,
    start: Instant,
}

impl Play {
    /// A server that answers as fast as it can.
    async fn begin(grace: Duration) -> Self {
        let (sender, messages) = mpsc::unbounded_channel();
        let world = World::start(Duration::from_secs(600), grace, sender).await.unwrap();
        let mut script = Script::new((120, 36));
        script.model.address = world.address();
        let mut play = Self { script, world, messages, start: Instant::now() };
        play.press(Command::Pace);
        play
    }

    fn press(&mut self, command: Command) {
        let effect = self.tell(Message::Command(command));
        if let Some(effect) = effect {
            self.world.act(effect);
        }
    }

    fn tell(&mut self, message: Message) -> Option<crate::app::effect::Effect> {
        self.script.tell(Message::Tick(self.start.elapsed()));
        self.script.tell(message)
    }

    /// Takes in what the world tells until it is so.
    async fn until(&mut self, what: &str, done: impl Fn(&Script) -> bool) {
        loop {
            self.script.tell(Message::Looked(self.world.look()));
            if done(&self.script) {
                return;
            }
            let next = tokio::time::timeout(PATIENCE, self.messages.recv()).await;
            let Ok(message) = next else {
                panic!("waited in vain until {what}:\n{}", self.script.screen())
            };
            self.tell(message.unwrap());
        }
    }

    async fn until_all_are(&mut self, stage: Stage) {
        self.until(stage.name(), |script| script.model.count(stage) == script.model.lanes.len())
            .await;
    }

    async fn until_none_is_under_way(&mut self) {
        self.until("all are done", |script| script.model.under_way() == 0).await;
    }

    /// Holds the next re-issue when the server has done its work.
    fn hold_reissue(&self) -> Gate {
        let gate = Gate::new();
        self.world.server.token_endpoint().next(Fault::after(Fate::Hold(gate.clone())));
        gate
    }

    fn look(&self) -> (u64, u64, u64) {
        let look = self.world.look();
        (look.asked, look.exchanged, look.reused)
    }
}

/// What a request went through: the generations it was sent with, and the answers.
fn way(lane: &Lane) -> Vec<u64> {
    let number = |what| match what {
        What::Sent(generation) => generation.unwrap_or_default(),
        What::Answered(answer) => answer.number(),
    };
    lane.marks.iter().map(|mark| number(mark.what)).collect()
}

#[tokio::test]
async fn a_burst_after_expiry_costs_one_refresh_and_every_request_is_served() {
    let mut play = Play::begin(Duration::ZERO).await;
    play.press(Command::Expire);
    play.press(Command::Burst);
    play.until_all_are(Stage::Served).await;
    let lanes = &play.script.model.lanes;
    assert_eq!(lanes.len(), 20);
    for lane in lanes {
        assert_eq!(way(lane), [1, 5001, 2, 200]);
    }
    assert_eq!(lanes.iter().filter(|lane| lane.leads).count(), 1);
    assert_eq!(play.look(), (1, 1, 0));
    play.until("the server has written it down", |script| {
        script.model.tally.expired == 20 && script.model.tally.served == 20
    })
    .await;
    let tally = &play.script.model.tally;
    assert_eq!((tally.refreshed, tally.failed, tally.repeated), (1, 0, 20));
}

#[tokio::test]
async fn when_the_leader_is_dropped_all_others_are_served_by_its_refresh() {
    let mut play = Play::begin(Duration::ZERO).await;
    let gate = play.hold_reissue();
    play.press(Command::Expire);
    play.press(Command::Burst);
    play.until_all_are(Stage::Waiting).await;
    let leader = play.script.model.leader().unwrap().number;
    gate.arrived(1).await;
    play.press(Command::DropLeader);
    play.until("it is gone", |script| script.model.count(Stage::Dropped) == 1).await;
    gate.open();
    play.until_none_is_under_way().await;
    for lane in &play.script.model.lanes {
        let wanted = if lane.number == leader { Stage::Dropped } else { Stage::Served };
        assert_eq!(lane.stage(), wanted);
    }
    assert_eq!(play.look(), (1, 1, 0));
}

#[tokio::test]
async fn a_session_that_the_server_ended_is_over_until_somebody_logs_in() {
    // Also when its token has expired before: no refresh brings it back.
    for expired in [false, true] {
        let mut play = Play::begin(Duration::ZERO).await;
        if expired {
            play.press(Command::Expire);
        }
        play.press(Command::Revoke);
        play.press(Command::Burst);
        play.until_all_are(Stage::Refused).await;
        for lane in &play.script.model.lanes {
            assert_eq!(way(lane), [1, 5002]);
        }
        assert_eq!(play.world.look().phase, Phase::Over);
        assert_eq!(play.look(), (0, 0, 0));

        play.press(Command::Clear);
        play.press(Command::Burst);
        play.until_all_are(Stage::Failed).await;
        let ends: Vec<_> =
            play.script.model.lanes.iter().map(|lane| lane.ended.unwrap().1).collect();
        assert_eq!(ends, [End::LogIn; 20]);

        play.press(Command::LogIn);
        play.press(Command::Clear);
        play.press(Command::Burst);
        play.until_all_are(Stage::Served).await;
    }
}

#[tokio::test]
async fn while_the_token_endpoint_is_slow_new_requests_wait_and_are_not_sent() {
    let mut play = Play::begin(Duration::ZERO).await;
    play.press(Command::Slow);
    play.press(Command::Expire);
    play.press(Command::One);
    play.until_all_are(Stage::Waiting).await;
    play.press(Command::Burst);
    play.until("the endpoint is asked", |script| script.model.look.asked == 1).await;
    play.until_all_are(Stage::Waiting).await;
    assert_eq!(play.script.model.lanes.len(), 21);
    let ways: Vec<_> = play.script.model.lanes.iter().map(way).collect();
    assert_eq!(ways.iter().filter(|way| way.is_empty()).count(), 20);
    assert_eq!(ways.iter().filter(|way| **way == [1, 5001]).count(), 1);
    assert!(play.script.screen().contains("slow: 6.0 s"));
    // Whoever waits hears of a logout at once.
    play.press(Command::LogOut);
    play.until_all_are(Stage::Failed).await;
}

#[tokio::test]
async fn requests_that_waited_for_a_held_refresh_go_out_with_the_new_token() {
    let mut play = Play::begin(Duration::ZERO).await;
    let gate = play.hold_reissue();
    play.press(Command::Expire);
    play.press(Command::One);
    play.until_all_are(Stage::Waiting).await;
    play.press(Command::Burst);
    gate.arrived(1).await;
    gate.open();
    play.until_all_are(Stage::Served).await;
    let ways: Vec<_> = play.script.model.lanes.iter().map(way).collect();
    assert_eq!(ways[0], [1, 5001, 2, 200]);
    assert!(ways[1..].iter().all(|way| *way == [2, 200]));
    assert_eq!(play.look(), (1, 1, 0));
}

#[tokio::test]
async fn a_broken_token_endpoint_is_asked_once_and_then_left_in_peace() {
    let mut play = Play::begin(Duration::ZERO).await;
    play.press(Command::Break);
    play.press(Command::Expire);
    play.press(Command::Burst);
    play.until_all_are(Stage::Failed).await;
    play.until("it rests", |script| script.model.rests_until.is_some()).await;
    play.press(Command::Burst);
    play.until_all_are(Stage::Failed).await;
    assert!(play.script.model.lanes.iter().all(|lane| lane.ended.unwrap().1 == End::NoToken));
    assert_eq!(play.look(), (1, 0, 0));
    assert_eq!(play.world.look().phase, Phase::Spent);
    assert!(play.script.screen().contains("next try in"));
}

#[tokio::test]
async fn when_new_tokens_are_refused_one_after_another_the_panel_says_why_requests_are() {
    let mut play = Play::begin(Duration::ZERO).await;
    // Twice is enough, unless the machine is so slow that the second token is not new any more.
    for _ in 0..100 {
        play.press(Command::Clear);
        play.press(Command::Expire);
        play.press(Command::Burst);
        play.until_none_is_under_way().await;
        if play.script.model.new_refused_until.is_some() {
            break;
        }
    }
    assert_eq!(play.script.model.count(Stage::Refused), 20);
    assert_eq!(play.world.look().phase, Phase::Usable);
    assert!(play.script.screen().contains("usable: new tokens are refused"));
}

#[tokio::test]
async fn a_lost_answer_looks_like_theft_unless_the_server_has_a_grace_window() {
    for grace in [0, 600] {
        let mut play = Play::begin(Duration::from_secs(grace)).await;
        play.press(Command::LoseAnswer);
        assert!(play.world.look().loses_answer);
        play.press(Command::Expire);
        play.press(Command::Burst);
        play.until_none_is_under_way().await;
        assert!(!play.world.look().loses_answer);
        let (wanted, reused) = if grace == 0 { (Stage::Failed, 1) } else { (Stage::Served, 0) };
        assert_eq!(play.script.model.count(wanted), 20);
        assert_eq!(play.look(), (2, 1, reused));
    }
}

#[tokio::test]
async fn who_logs_out_is_out_at_the_server_too_and_can_come_back() {
    let mut play = Play::begin(Duration::ZERO).await;
    play.press(Command::LogOut);
    let told = |text: &'static str| {
        move |script: &Script| script.model.log.iter().any(|entry| entry.text == text)
    };
    play.until("the session has told it", told("refresh token revoked")).await;
    play.until("the server has told it", told("family 1 revoked")).await;
    assert_eq!(play.world.look().phase, Phase::Empty);
    play.press(Command::One);
    play.until_all_are(Stage::Failed).await;
    play.press(Command::Clear);
    play.press(Command::LogIn);
    play.press(Command::One);
    play.until_all_are(Stage::Served).await;
}

/// Keys as a cat on a keyboard would press them, again and again the same.
#[tokio::test]
async fn mashed_keys_leave_no_request_behind() {
    let mut play = Play::begin(Duration::ZERO).await;
    let keys = [
        Command::Burst,
        Command::Expire,
        Command::DropLeader,
        Command::Burst,
        Command::LogOut,
        Command::LogIn,
        Command::Break,
        Command::LoseAnswer,
        Command::Revoke,
        Command::Larger,
        Command::Clear,
        Command::Help,
        Command::PageUp,
    ];
    let mut state = 42_u64;
    for _ in 0..400 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let place = usize::try_from(state >> 33).unwrap() % keys.len();
        play.press(keys[place]);
        // What there is to be told by now.
        tokio::task::yield_now().await;
        while let Ok(message) = play.messages.try_recv() {
            play.tell(message);
        }
        assert!(play.script.model.under_way() <= MOST_UNDER_WAY);
        play.script.screen();
    }
    // Whoever still waits for a token hears of a logout.
    play.press(Command::LogOut);
    play.until_none_is_under_way().await;
}

/// A world that does not move for so long will not move any more.
const PATIENCE: Duration = Duration::from_secs(30);
