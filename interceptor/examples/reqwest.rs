//! reqwest with a token that renews itself: `cargo run -p interceptor --example reqwest`.
//!
//! [`client`] is all that a program needs; the rest shows it at work, against a server in this process.

use std::error::Error;
use std::io::{self, Write};

use interceptor::demo::{Config, Server};
use interceptor::refresher::{JsonEndpoint, ReqwestTransport};
use interceptor::{JsonCode, Policy, Session, TokenPair};
use reqwest_middleware::ClientWithMiddleware;
use tokio::task::JoinSet;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A client for the API at `url` with the tokens of a login, and the session that renews them.
fn client(url: &str, login: TokenPair) -> Result<(ClientWithMiddleware, Session)> {
    // Timeouts, TLS and proxies are yours to set. This server is on the same machine.
    let plain = || reqwest::Client::builder().no_proxy();

    // Where new tokens come from, where they may go, and what an answer says when one has expired.
    let transport = ReqwestTransport::from_builder(plain())?;
    let refresher = JsonEndpoint::builder(&format!("{url}/reissue"), transport).build()?;
    let session = Session::builder(refresher, Policy::for_origin(url)?).tokens(login).build();
    let client = session.client(plain(), JsonCode::default())?;
    Ok((client, session))
}

pub(crate) async fn run(out: &mut impl Write) -> Result<()> {
    let server = Server::start(Config::default()).await?;
    let login = server.log_in("alice").ok_or("nobody of that name")?;
    let (client, session) = client(server.url(), login)?;

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
    Ok(())
}

#[tokio::main]
async fn main() -> Result<()> {
    run(&mut io::stdout()).await
}
