//! hyper with a token that renews itself, by a tower layer: `cargo run -p interceptor --example hyper`.
//!
//! [`client`] is all that a program needs, and `settled` before it ends; the rest shows it at work.

use std::{io, io::Write, time::Duration};

use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt, Full};
use hyper_util::{client::legacy, client::legacy::connect::HttpConnector, rt::TokioExecutor};
use interceptor::adapter::tower::{AuthService, BoxError};
use interceptor::refresher::{OAuth, TowerTransport};
use interceptor::{Bearer6750, Policy, Session, TokenPair, demo::Config, demo::Server};
use tokio::task::JoinSet;
use tower::{Layer, ServiceExt};

type Client = AuthService<legacy::Client<HttpConnector, Full<Bytes>>, Bearer6750>;

/// A client for the API at `url` with the tokens of a login, and the session that renews them.
fn client(url: &str, login: TokenPair) -> Result<(Client, Session), BoxError> {
    let mut clients = legacy::Client::builder(TokioExecutor::new());
    let api = clients.build_http();
    // For the token endpoint one that gives up in time, and keeps no connection that may die meanwhile.
    let mut connector = HttpConnector::new();
    connector.set_connect_timeout(Some(Duration::from_secs(10)));
    let own = clients.pool_max_idle_per_host(0).build::<_, Full<Bytes>>(connector);
    let transport = TowerTransport::new(own).not_sent_if(legacy::Error::is_connect);
    let refresher = OAuth::builder(&format!("{url}/token"), transport).build()?;
    let session = Session::builder(refresher, Policy::for_origin(url)?).tokens(login).build();
    Ok((session.layer(Bearer6750::new()).layer(api), session))
}

pub(crate) async fn run(out: &mut impl Write) -> Result<(), BoxError> {
    let server = Server::start(Config::default()).await?;
    let (client, session) = client(server.url(), server.log_in("alice").ok_or("who?")?)?;
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
    session.settled().await;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    run(&mut io::stdout()).await
}
