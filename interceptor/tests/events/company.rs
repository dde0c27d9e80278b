//! More than one session, listener or thread.

use std::sync::Arc;
use std::sync::OnceLock;
use std::time::Duration;

use interceptor::error::RefreshError;
use interceptor::event::Event;
use interceptor::event::NotReplayed;
use interceptor::policy::Policy;
use interceptor::session::Next;
use interceptor::session::Session;
use interceptor::verdict::Reason;

use crate::stage::Heard;
use crate::stage::Script;
use crate::stage::Stage;
use crate::stage::VirtualClock;
use crate::stage::all;
use crate::stage::line;
use crate::stage::pair;
use crate::stage::policy;
use crate::stage::settle;

/// P45: two sessions at once tell each its own.
#[tokio::test(start_paused = true)]
async fn two_sessions_tell_their_own_events() {
    let (one, two) = (Stage::new(), Stage::new());
    let mut first = one.rejected(4).await;
    let second = two.rejected(20).await;
    first.extend(one.asking(3).await);
    two.script.answer();
    assert!(all(second).await.iter().all(Result::is_ok));
    assert_eq!(one.heard.take(), ["logged in 1", "started 1 rejected"]);
    one.script.fail(RefreshError::permanent("no"));
    one.script.answer();
    assert!(all(first).await.iter().all(Result::is_err));
    assert_eq!(one.heard.take(), ["failed waiters 7 for good", "ended session.refused"]);
    let told = ["logged in 1", "started 1 rejected", "refreshed 2 waiters 20"];
    assert_eq!(two.heard.take(), told);
}

/// P45: an observer may call its session; what follows from that is told after what it was called with.
#[tokio::test(start_paused = true)]
async fn an_observer_may_call_the_session() {
    let own: Arc<OnceLock<Session>> = Arc::default();
    let (script, heard) = (Script::default(), Heard::default());
    let (calls, note) = (Arc::clone(&own), heard.clone());
    let observer = move |event: &Event| {
        note.note(event);
        let Some(session) = calls.get() else { return };
        assert!(session.status().generation.number() > 0);
        match event {
            Event::RefreshStarted { replaces, .. } => {
                session.rejected_again(*replaces, Reason::InsufficientScope);
                session.tell(Event::Repeated { generation: *replaces });
                note.note(&Event::NotReplayed { cause: NotReplayed::Body });
            }
            Event::SessionEnded { .. } => session.install(pair(100)),
            _ => {}
        }
    };
    let session = Session::builder(script.clone(), policy())
        .clock(VirtualClock::new())
        .observer(observer)
        .tokens(pair(1))
        .build();
    own.set(session.clone()).unwrap();
    let stage = Stage { session, script, heard };
    let callers = stage.rejected(7).await;
    stage.script.fail(RefreshError::permanent("no"));
    stage.script.answer();
    let got = all(callers).await;
    settle().await;
    let told = [
        "logged in 1",
        "started 1 rejected",
        // Heard while the observer was still at the line before; told after it had returned.
        "not replayed: body",
        "request repeated 1",
        "failed waiters 7 for good",
        "ended session.refused",
        "logged in 2",
    ];
    assert_eq!(stage.heard.take(), told);
    assert_eq!(got.len(), 7);
    assert!(stage.session.token().await.is_ok());
}

/// P45: a stream tells what the observer hears; one that is too slow is told how much it missed.
#[tokio::test(start_paused = true)]
async fn a_stream_tells_what_the_observer_hears() {
    let stage = Stage::new();
    stage.heard.take();
    let (mut quick, mut slow) = (stage.session.events(), stage.session.events());
    stage.script.answer_all();
    all(stage.rejected(7).await).await;
    let mut streamed = Vec::new();
    while let Some(Next::Event(event)) = quick.try_next() {
        streamed.push(line(&event));
    }
    assert_eq!(streamed, stage.heard.take());
    for _ in 0..1024 {
        stage.session.tell(Event::NotReplayed { cause: NotReplayed::Body });
    }
    assert!(matches!(slow.next().await, Some(Next::Missed(2))));
    assert!(matches!(slow.next().await, Some(Next::Event(Event::NotReplayed { .. }))));
}

/// P45: many threads, and still each refresh is told once, from start to end, with nobody counted twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn threads_that_reject_at_once_do_not_mix_up_the_order() {
    // No token is ever young: each rejection of the current one is followed by a refresh.
    let policy = Policy { back_off: (Duration::ZERO, Duration::ZERO), ..policy() };
    let stage = Stage::of(policy, |builder| builder);
    stage.script.answer_all();
    let mut tasks = Vec::new();
    for _ in 0..8 {
        let session = stage.session.clone();
        tasks.push(tokio::spawn(async move {
            for _ in 0..50 {
                let bearer = session.token().await.unwrap();
                session.rejected(bearer.generation, Reason::Expired).await.unwrap();
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    settle().await;
    let told = stage.heard.take();
    let last = stage.session.status().generation.number();
    assert_eq!(told.len() as u64, 1 + 2 * (last - 1), "one login, two lines for each refresh");
    let mut waited = 0;
    for (index, lines) in told[1..].chunks(2).enumerate() {
        assert_eq!(lines[0], format!("started {} rejected", index + 1));
        let count = lines[1].strip_prefix(&format!("refreshed {} waiters ", index + 2)).unwrap();
        waited += count.parse::<usize>().unwrap();
    }
    // Each of the 800 calls waits for one refresh at most.
    assert!(waited >= told.len() / 2 && waited <= 800, "{waited}");
}
