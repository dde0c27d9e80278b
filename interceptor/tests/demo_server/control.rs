//! The handle: faults, gates, the log, starting and stopping.

use std::sync::Arc;
use std::time::Duration;
use std::time::SystemTime;

use interceptor::demo::Canned;
use interceptor::demo::Config;
use interceptor::demo::Fault;
use interceptor::demo::Gate;
use interceptor::demo::Happening;
use interceptor::demo::Server;
use interceptor::demo::Step;
use interceptor::demo::Trouble;
use interceptor::moment::Moment;
use interceptor::port::BoxFuture;
use interceptor::port::Clock;
use serde_json::Value;
use tokio::io::AsyncReadExt;

use super::MINUTE;
use super::visitor::Visitor;

#[tokio::test]
async fn every_fault_happens_as_it_is_set_and_once() {
    let visitor = Visitor::at(Config::default()).await;
    let first = visitor.log_in("alice", "wonderland").await;
    let knobs = visitor.server.token_endpoint();
    knobs.next(Fault::before(Step::Answer(Canned::Unavailable(Some(MINUTE)))));
    knobs.next(Fault::before(Step::Close));
    let busy = visitor.refresh(&first["refreshToken"]).await;
    assert_eq!((busy.status, busy.header("retry-after")), (503, "60"));
    assert!(visitor.try_refresh(&first["refreshToken"]).await.is_err());
    assert_eq!(visitor.server.counters().rotations, 0);
    // Both happened before the work: the token is still good.
    knobs.next(Fault::after(Step::Close));
    assert!(visitor.try_refresh(&first["refreshToken"]).await.is_err());
    let counters = visitor.server.counters();
    assert_eq!((counters.rotations, counters.hang_ups, counters.token_endpoint), (1, 2, 3));
    assert_eq!(visitor.refresh(&first["refreshToken"]).await.status, 400);
}

#[tokio::test]
async fn a_gate_holds_an_answer_that_has_been_made() {
    let visitor = Visitor::at(Config::default()).await;
    let first = visitor.log_in("alice", "wonderland").await;
    let gate = Gate::new();
    visitor.server.token_endpoint().next(Fault::after(Step::Hold(gate.clone())));
    let answer = visitor.refresh(&first["refreshToken"]);
    let watch = async {
        gate.arrived(1).await;
        let rotated = visitor.server.counters().rotations;
        gate.open();
        rotated
    };
    let (answer, rotated) = tokio::join!(answer, watch);
    assert_eq!((answer.status, rotated), (200, 1));
}

#[tokio::test]
async fn the_log_tells_what_happened_in_order_and_holds_no_token() {
    let visitor = Visitor::at(Config::default()).await;
    let pair = visitor.log_in("alice", "wonderland").await;
    visitor.get("/api/me", pair["accessToken"].as_str()).await;
    visitor.server.advance(MINUTE);
    visitor.get("/v1/me", pair["accessToken"].as_str()).await;
    visitor.refresh(&pair["refreshToken"]).await;
    let entries = visitor.server.log().since(0);
    let told: Vec<_> = entries.iter().map(|entry| entry.what.clone()).collect();
    assert!(matches!(told[0], Happening::LoggedIn { serial: 1, .. }));
    let request = |trouble| Happening::Requested { resource: "GET /me", serial: Some(1), trouble };
    assert_eq!(told[1..3], [request(None), request(Some(Trouble::Expired))]);
    assert!(matches!(told[3], Happening::Rotated { serial: 2, .. }));
    let text = format!("{entries:?}");
    for secret in ["accessToken", "refreshToken"] {
        let start: String = pair[secret].as_str().unwrap().chars().take(12).collect();
        assert!(!text.contains(&start));
    }
    assert_eq!(visitor.server.log().since(3).len(), 1);
}

/// A port that has just been freed may be anybody's: what counts is that whoever was connected is not any more.
#[tokio::test]
async fn a_stopped_server_answers_nobody() {
    let visitor = Visitor::at(Config::default()).await;
    let address = visitor.server.address();
    let mut connection = tokio::net::TcpStream::connect(address).await.unwrap();
    while visitor.server.counters().connections == 0 {
        tokio::task::yield_now().await;
    }
    visitor.server.shutdown().await;
    // The end of the stream, or an error because it was cut.
    let closed = connection.read(&mut [0]).await;
    assert!(matches!(closed, Ok(0) | Err(_)), "{closed:?}");
}

/// The clock that it was given is the one that it tells.
#[tokio::test]
async fn the_date_of_an_answer_is_that_of_the_servers_clock() {
    let visitor = Visitor::at(Config { clock: Arc::new(Stopped), ..Config::default() }).await;
    let answer = visitor.get("/.well-known/jwks.json", None).await;
    assert_eq!(answer.header("date"), "Sun, 06 Nov 1994 08:49:37 GMT");
    visitor.server.advance(MINUTE);
    let answer = visitor.get("/.well-known/jwks.json", None).await;
    assert_eq!(answer.header("date"), "Sun, 06 Nov 1994 08:50:37 GMT");
}

/// A clock that stands still, where the examples of RFC 9110 §5.6.7 do.
struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> Moment {
        let wall = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        Moment { wall, run: Duration::ZERO }
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

#[test]
fn a_server_on_a_thread_of_its_own_serves_and_stops_with_its_handle() {
    let server = Server::start_on_thread(Config::default()).unwrap();
    let pair = server.log_in("alice").unwrap();
    let field = pair.access.header().to_str().unwrap().to_owned();
    let mut answer = ureq::get(server.at("/v1/me")).header("authorization", field).call().unwrap();
    let body: Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
    assert_eq!(body["user"], "alice");
}
