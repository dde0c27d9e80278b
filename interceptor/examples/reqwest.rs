//! reqwest with a token that renews itself: `cargo run -p interceptor --example reqwest`.
//!
//! [`client`] is all that a program needs, and `settled` before it ends; the rest shows it at work, against a server in
//! this process.

use std::error::Error;
use std::io::{self, Write};

use interceptor::demo::{Config, Server};
use interceptor::refresher::{JsonEndpoint, ReqwestTransport};
use interceptor::{JsonCode, Policy, Session, TokenPair};
use reqwest::ClientBuilder;
use reqwest_middleware::ClientWithMiddleware;
use tokio::task::JoinSet;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A client for the API at `url` with the tokens of a login, and the session that renews them. Timeouts, TLS and
/// proxies are yours to set in `plain`.
fn client(
    plain: ClientBuilder,
    url: &str,
    login: TokenPair,
) -> Result<(ClientWithMiddleware, Session)> {
    // Where new tokens come from, where they may go, and what an answer says when one has expired.
    let transport = ReqwestTransport::new()?;
    let refresher = JsonEndpoint::builder(&format!("{url}/reissue"), transport).build()?;
    let session = Session::builder(refresher, Policy::for_origin(url)?).tokens(login).build();
    let client = session.client(plain, JsonCode::default())?;
    Ok((client, session))
}

pub(crate) async fn run(out: &mut impl Write) -> Result<()> {
    let server = Server::start(Config::default()).await?;
    let login = server.log_in("alice").ok_or("nobody of that name")?;
    let (client, session) = client(reqwest::Client::builder(), server.url(), login)?;

    for news in ["alice has logged in", "the server lets her token expire"] {
        writeln!(out, "{news}; three requests at once:")?;
        let urls = (1..=3).map(|order| server.at(&format!("/api/orders/{order}")));
        let calls: JoinSet<_> = urls.map(|url| client.get(url).send()).collect();
        for answer in calls.join_all().await {
            let answer = answer?;
            writeln!(out, "  {} {}", answer.status(), answer.text().await?)?;
        }
        let (token, asked) = (session.status().generation, server.counters().token_endpoint);
        writeln!(out, "  with token {token}; requests to the token endpoint: {asked}")?;
        server.expire_all_access_tokens();
    }
    // A refresh that was begun early, and its way to the store, would end with the program.
    session.settled().await;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<()> {
    run(&mut io::stdout()).await
}
