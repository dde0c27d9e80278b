//! hyper with a token that renews itself, by a tower layer: `cargo run -p interceptor --example hyper`.
//!
//! [`client`] is all that a program needs; the rest shows it at work, against a server in this process.

use std::io::{self, Write};

use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::{self, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use interceptor::adapter::tower::{AuthService, BoxError};
use interceptor::demo::{Config, Server};
use interceptor::refresher::{OAuth, TowerTransport};
use interceptor::{Bearer6750, Policy, Session, TokenPair};
use tokio::task::JoinSet;
use tower::{Layer, ServiceExt};

type Client = AuthService<legacy::Client<HttpConnector, Full<Bytes>>, Bearer6750>;

/// A client for the API at `url` with the tokens of a login, and the session that renews them.
fn client(url: &str, login: TokenPair) -> Result<(Client, Session), BoxError> {
    let plain = legacy::Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();

    // Where new tokens come from, where they may go, and what an answer says when one has expired.
    let transport = TowerTransport::new(plain.clone()).not_sent_if(legacy::Error::is_connect);
    let refresher = OAuth::builder(&format!("{url}/token"), transport).build()?;
    let session = Session::builder(refresher, Policy::for_origin(url)?).tokens(login).build();
    Ok((session.layer(Bearer6750::new()).layer(plain), session))
}

pub(crate) async fn run(out: &mut impl Write) -> Result<(), BoxError> {
    let server = Server::start(Config::default()).await?;
    let login = server.log_in("alice").ok_or("nobody of that name")?;
    let (client, session) = client(server.url(), login)?;

    for news in ["alice has logged in", "the server lets her token expire"] {
        writeln!(out, "{news}; three requests at once:")?;
        let mut calls = JoinSet::new();
        for order in 1..=3 {
            let request = Request::get(server.at(&format!("/v1/orders/{order}")));
            calls.spawn(client.clone().oneshot(request.body(Full::default())?));
        }
        for answer in calls.join_all().await {
            let (head, body) = answer?.into_parts();
            let body = body.collect().await?.to_bytes();
            writeln!(out, "  {} {}", head.status, String::from_utf8_lossy(&body))?;
        }
        let (token, asked) = (session.status().generation, server.counters().token_endpoint);
        writeln!(out, "  with token {token}; requests to the token endpoint: {asked}")?;
        server.expire_all_access_tokens();
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    run(&mut io::stdout()).await
}
