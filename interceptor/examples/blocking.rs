//! ureq with a token that renews itself, no async in sight: `cargo run -p interceptor --example blocking`.
//! [`agent`], [`session`], [`get`] and [`send`] are all that a program needs, and `settled` before it ends.

use std::{io, io::Write, time::Duration};

use interceptor::refresher::{BlockingTransport, BoxError, JsonEndpoint};
use interceptor::{JsonCode, Policy, Session, TokenPair};
use interceptor::{blocking::BlockingSession, demo::Config, demo::Server};
use ureq::{Agent, AsSendBody, Error, Timeout, http::Request, http::Response};

/// A refusal is an answer, no token follows a redirect, and waiting ends. This server is on the same machine: no proxy.
fn agent(kept: usize) -> Agent {
    let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).proxy(None);
    config.timeout_connect(Some(Duration::from_secs(10))).max_idle_connections(kept).build().into()
}

/// A session for the API at `url` with the tokens of a login.
fn session(url: &str, login: TokenPair) -> Result<BlockingSession, BoxError> {
    let own = agent(0); // A connection that was kept may have died meanwhile.
    let transport = BlockingTransport::new(move |request| send(&own, request.map(Vec::from)));
    let unsent = |e: &Error| matches!(e, Error::HostNotFound | Error::Timeout(Timeout::Connect));
    let transport = transport.not_sent_if(unsent);
    let refresher = JsonEndpoint::builder(&format!("{url}/reissue"), transport).build()?;
    Ok(BlockingSession::start(Session::builder(refresher, Policy::for_origin(url)?).tokens(login))?)
}

/// Sends a request with the token, and once more with the next one where the answer says 5001.
fn get(session: &BlockingSession, agent: &Agent, url: &str) -> Result<Response<String>, BoxError> {
    session.send(&JsonCode::default(), Request::get(url).body(())?, |next| Ok(send(agent, next)?))
}

fn send(agent: &Agent, request: Request<impl AsSendBody>) -> Result<Response<String>, Error> {
    let (head, mut body) = agent.run(request)?.into_parts();
    Ok(Response::from_parts(head, body.read_to_string()?))
}

pub(crate) fn run(out: &mut impl Write) -> Result<(), BoxError> {
    let (agent, server) = (agent(3), Server::start_on_thread(Config::default())?);
    let session = session(server.url(), server.log_in("alice").ok_or("who?")?)?;
    for news in ["alice has logged in", "the server lets her token expire"] {
        writeln!(out, "{news}; three requests at once:")?;
        let urls = [1, 2, 3].map(|order| server.at(&format!("/api/orders/{order}")));
        for answer in std::thread::scope(|scope| {
            let calls = urls.each_ref().map(|url| scope.spawn(|| get(&session, &agent, url)));
            calls.map(|call| call.join().map_err(|_| "a thread broke"))
        }) {
            let (head, body) = answer??.into_parts();
            writeln!(out, "  {} {body}", head.status)?;
        }
        let (token, asked) = (session.status().generation, server.counters().token_endpoint);
        writeln!(out, "  with token {token}; requests to the token endpoint: {asked}")?;
        server.expire_all_access_tokens();
    }
    Ok(session.settled(Duration::from_secs(10))?)
}

fn main() -> Result<(), BoxError> {
    run(&mut io::stdout())
}
