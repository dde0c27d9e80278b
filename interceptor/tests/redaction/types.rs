//! `Debug` of every public type that holds a token.

use std::time::Duration;
use std::time::SystemTime;

use http::HeaderMap;
use http::HeaderValue;
use http::header::AUTHORIZATION;
use interceptor::Session;
use interceptor::action::Action;
use interceptor::input::FlightId;
use interceptor::input::Input;
use interceptor::input::Outcome;
use interceptor::machine::Machine;
use interceptor::moment::Moment;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::port::MemoryStore;
use interceptor::port::Store;
use interceptor::session::Remedy;
use interceptor::session::Sessions;
use interceptor::tokens::AccessToken;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::StoredPair;
use interceptor::verdict::Bearer6750;
use interceptor::verdict::Reason;

use super::endpoint::Endpoint;
use super::record;
use super::scan::Secrets;

fn must_stay_hidden(endpoint: &Endpoint) {
    let issued = endpoint.issued();
    Secrets::of(issued.iter().map(String::as_str)).must_not_be_in(&record::read());
}

/// P38: the tokens themselves and what is made of them.
#[tokio::test]
async fn debug_of_what_holds_a_token_shows_none() {
    record::begin();
    let endpoint = Endpoint::new(20, []);
    let pair = endpoint.pair(60);
    record::show(&pair.access);
    record::show(&pair.refresh);
    record::show(&pair);
    let stored = StoredPair { pair: pair.clone(), received_at: SystemTime::UNIX_EPOCH };
    record::show(&stored);
    let store = MemoryStore::default();
    store.save(&stored).await.unwrap();
    record::show(&store);
    let session = Session::builder(endpoint.clone(), Policy::new(Origins::default()))
        .tokens(pair.clone())
        .build();
    let bearer = session.token().await.unwrap();
    record::show(&bearer);
    record::show(&Remedy::Repeat(bearer));
    record::show(&session);
    let sessions = Sessions::new();
    let _ = sessions.session("key", || session.clone());
    record::show(&sessions);
    record::show(&session.layer(Bearer6750::new()));
    record::show(&session.middleware(Bearer6750::new()));
    must_stay_hidden(&endpoint);
}

/// P38: each input, what the machine says to it, and the machine.
#[test]
fn debug_of_the_machine_and_all_that_it_says_shows_no_token() {
    record::begin();
    let endpoint = Endpoint::new(21, []);
    let now = Moment { wall: SystemTime::UNIX_EPOCH, run: Duration::ZERO };
    let mut machine = Machine::new(Policy::new(Origins::default()), true, 1);
    let mut flight = None;
    let stored = StoredPair { pair: endpoint.pair(60), received_at: now.wall };
    for step in 0..8 {
        let generation = machine.generation();
        let input = match (step, flight) {
            (0, _) => Input::Restored(stored.clone()),
            (1, _) => Input::Installed(endpoint.pair(9000)),
            (2, _) => Input::Rejected { generation, reason: Reason::Expired },
            (3, Some(flight)) => {
                Input::Finished { flight, outcome: Outcome::Issued(endpoint.pair(60)) }
            }
            (4, Some(flight)) => Input::Saved { flight },
            (5, Some(flight)) => {
                Input::Finished { flight, outcome: Outcome::Superseded(stored.clone()) }
            }
            (6, _) => Input::Ask,
            _ => Input::Cleared,
        };
        record::show(&input);
        let said = machine.hear(input, now);
        flight = said.actions.iter().find_map(flight_of).or(flight);
        record::show(&said);
        record::show(&machine);
        record::show(&machine.standing(now));
    }
    assert!(flight.is_some(), "there was no refresh to see");
    must_stay_hidden(&endpoint);
}

fn flight_of(action: &Action) -> Option<FlightId> {
    match action {
        Action::Start(job) => Some(job.flight),
        _ => None,
    }
}

/// P38: on a request, in the hands of whoever logs its header; and never in the table of HPACK.
#[test]
fn the_header_field_is_sensitive_wherever_it_is_put() {
    record::begin();
    let endpoint = Endpoint::new(22, []);
    let value = endpoint.pair(60).access.header().clone();
    let headers = HeaderMap::from_iter([(AUTHORIZATION, value.clone())]);
    assert!(headers[AUTHORIZATION].is_sensitive());
    let request = http::Request::builder().header(AUTHORIZATION, value.clone()).body(()).unwrap();
    record::show(&value);
    record::show(&headers);
    record::show(&request);
    record::show(&request.into_parts().0);
    must_stay_hidden(&endpoint);
    // It is the mark that hides it, not chance.
    let plain = HeaderValue::from_bytes(value.as_bytes()).unwrap();
    let issued = endpoint.issued();
    assert!(Secrets::of([&*issued[0]]).find_in(&format!("{plain:?}")).is_some());
}

/// P38: a text that is refused is not repeated.
#[test]
fn the_error_for_what_is_no_token_shows_nothing_of_it() {
    record::begin();
    let endpoint = Endpoint::new(23, []);
    let _ = endpoint.pair(60);
    for text in endpoint.issued() {
        for broken in [format!("{text}\n"), format!("ä{text}"), format!("\u{0}{text}")] {
            record::show_error(&AccessToken::new(&broken).unwrap_err());
            record::show_error(&RefreshToken::new(&broken).unwrap_err());
        }
    }
    must_stay_hidden(&endpoint);
}
