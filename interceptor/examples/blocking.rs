//! ureq with a token that renews itself, no async in sight: `cargo run -p interceptor --example blocking`.
//!
//! [`session`], [`get`] and [`send`] are all that a program needs, and `settled` before it ends.

use std::{io, io::Write, time::Duration};

use http::{Request, Response, header::AUTHORIZATION};
use interceptor::blocking::BlockingSession;
use interceptor::demo::{Config, Server};
use interceptor::refresher::{BlockingTransport, BoxError, JsonEndpoint};
use interceptor::{JsonCode, Policy, Session, TokenPair};
use ureq::{Agent, AsSendBody};

/// A session for the API at `url` with the tokens of a login.
fn session(url: &str, login: TokenPair, agent: Agent) -> Result<BlockingSession, BoxError> {
    let transport = BlockingTransport::new(move |request| send(&agent, request.map(Vec::from)));
    let refresher = JsonEndpoint::builder(&format!("{url}/reissue"), transport).build()?;
    let builder = Session::builder(refresher, Policy::for_origin(url)?).tokens(login);
    Ok(BlockingSession::start(builder)?)
}

/// Sends a request with the token, and once more with the next one where the answer says 5001.
fn get(session: &BlockingSession, agent: &Agent, url: &str) -> Result<Response<String>, BoxError> {
    session.send(&JsonCode::default(), |token| {
        send(agent, Request::get(url).header(AUTHORIZATION, token.header()).body(())?)
    })
}

fn send(agent: &Agent, request: Request<impl AsSendBody>) -> Result<Response<String>, BoxError> {
    let (head, mut body) = agent.run(request)?.into_parts();
    Ok(Response::from_parts(head, body.read_to_string()?))
}

pub(crate) fn run(out: &mut impl Write) -> Result<(), BoxError> {
    let server = Server::start_on_thread(Config::default())?;
    // A refusal is an answer, and no token follows a redirect. This server is on the same machine.
    let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0).proxy(None);
    let agent = Agent::from(agent.build());
    let session = session(server.url(), server.log_in("alice").ok_or("who?")?, agent.clone())?;
    for news in ["alice has logged in", "the server lets her token expire"] {
        writeln!(out, "{news}; three requests at once:")?;
        let urls = [1, 2, 3].map(|order| server.at(&format!("/api/orders/{order}")));
        for answer in std::thread::scope(|scope| {
            let calls = urls.each_ref().map(|url| scope.spawn(|| get(&session, &agent, url)));
            calls.map(|call| call.join().map_err(|_| "a thread broke"))
        }) {
            let answer = answer??;
            writeln!(out, "  {} {}", answer.status(), answer.body())?;
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
