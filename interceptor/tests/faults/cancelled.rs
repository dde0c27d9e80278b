//! Callers go away, at every point where they can.

use std::future::Future;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;
use std::time::Duration;

use interceptor::demo::Fault;
use interceptor::demo::Gate;
use interceptor::demo::Step;
use interceptor::event::Event;
use interceptor::machine::table::Phase;

use super::world::Got;
use super::world::World;
use super::world::assert_all_served;

/// P19: the leading caller is dropped after each number of polls that it can have had, until it is done before.
///
/// Five others were rejected with the same token. Each of them is served, by one refresh, in which no refresh
/// token is sent twice, whether the server is held before the exchange or after it.
#[tokio::test]
async fn the_leader_may_go_at_every_point() {
    for fault in [Fault::before, Fault::after] {
        let mut during_the_refresh = 0;
        for polls in 0.. {
            match leave_after(polls, fault).await {
                Left::Done => break,
                Left::Early(Phase::Refreshing) => during_the_refresh += 1,
                Left::Early(_) => {}
            }
            assert!(polls < 1000, "it is never done");
        }
        assert!(during_the_refresh > 0);
    }
}

/// When the leader left.
enum Left {
    /// Where the session stood then.
    Early(Phase),
    Done,
}

async fn leave_after(polls: usize, fault: fn(Step) -> Fault) -> Left {
    let (world, held, gone) = (World::new().await, Gate::new(), Gate::new());
    world.server.token_endpoint().next(fault(Step::Hold(held.clone())));
    // The server has rejected the others, and they have not heard of it: whoever comes now will lead.
    let late = world.hold_answers(5);
    let others = world.burst(5, "/v1/me");
    late.arrived(5).await;
    let leader = async {
        let got = Impatient { call: Some(Box::pin(world.get("/v1/me"))), polls }.await;
        let phase = world.session.status().phase;
        gone.open();
        got.map_or(Left::Early(phase), |got| {
            assert_eq!(got.unwrap(), 200);
            Left::Done
        })
    };
    let server = async {
        tokio::select! {
            () = held.arrived(1) => {}
            () = gone.pass() => {}
        }
        late.open();
        held.arrived(1).await;
        held.open();
    };
    let (left, ()) = tokio::join!(leader, server);
    assert_all_served(others, 5).await;
    assert_eq!(world.tally(), (1, 1, 0, 0), "dropped after {polls} polls");
    left
}

/// Drops its call after so many polls, at once. `None`: the call was not done before.
struct Impatient<F> {
    call: Option<Pin<Box<F>>>,
    polls: usize,
}

impl<F: Future<Output = Got>> Future for Impatient<F> {
    type Output = Option<Got>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.polls > 0 {
            self.polls -= 1;
            let call = self.call.as_mut().unwrap();
            if let Poll::Ready(got) = call.as_mut().poll(context) {
                return Poll::Ready(Some(got));
            }
        }
        if self.polls == 0 {
            self.call = None;
            return Poll::Ready(None);
        }
        Poll::Pending
    }
}

/// P20: all are gone when the server has exchanged the token; the answer is kept all the same, and good.
#[tokio::test]
async fn when_all_have_gone_the_new_pair_is_kept() {
    for fault in [Fault::before, Fault::after] {
        let (world, held) = (World::new().await, Gate::new());
        world.server.token_endpoint().next(fault(Step::Hold(held.clone())));
        let old = world.store.kept().unwrap();
        let mut burst = world.rejected_burst(20, "/v1/me").await;
        held.arrived(1).await;
        burst.shutdown().await;
        assert_eq!(world.store.kept().unwrap(), old);

        held.open();
        world.ear.hears(|event| matches!(event, Event::Refreshed { waiters: 0, .. })).await;
        let kept = world.store.kept().unwrap();
        assert_ne!(kept.pair.refresh, old.pair.refresh);
        // What is kept is what the server takes.
        assert_eq!(world.get("/v1/me").await.unwrap(), 200);
        assert_eq!(world.tally(), (1, 1, 0, 0));
        world.clock.advance(Duration::from_secs(1));
        world.server.expire_all_access_tokens();
        assert_eq!(world.get("/v1/me").await.unwrap(), 200);
        assert_eq!(world.tally(), (2, 2, 0, 0));
    }
}

/// P19: those who wait go one by one, the leader first; the last one is served.
#[tokio::test]
async fn whoever_stays_is_served() {
    let (world, held) = (World::new().await, Gate::new());
    world.server.token_endpoint().next(Fault::after(Step::Hold(held.clone())));
    let late = world.hold_answers(6);
    let mut calls: Vec<_> = (0..6).map(|_| tokio::spawn(world.get("/v1/me"))).collect();
    late.arrived(6).await;
    late.open();
    held.arrived(1).await;
    let last = calls.pop().unwrap();
    for call in calls {
        call.abort();
        assert!(call.await.unwrap_err().is_cancelled());
    }
    held.open();
    assert_eq!(last.await.unwrap().unwrap(), 200);
    assert_eq!(world.tally(), (1, 1, 0, 0));
}
