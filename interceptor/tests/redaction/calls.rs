//! Real calls over sockets: everything that client, server and runtime trace and log is in the record as well.

use std::sync::Arc;
use std::sync::Mutex;

use interceptor::Session;
use interceptor::demo::Config;
use interceptor::demo::Server;
use interceptor::error::RefreshError;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::port::BoxFuture;
use interceptor::port::Refresher;
use interceptor::refresher::ClientAuth;
use interceptor::refresher::JsonEndpoint;
use interceptor::refresher::OAuth;
use interceptor::refresher::ReqwestTransport;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::TokenPair;
use interceptor::verdict::Bearer6750;
use interceptor::verdict::Classify;
use interceptor::verdict::JsonCode;

use super::record;
use super::scan::Secrets;

/// P38: an expired token, a refresh, a repeat, a refusal, over reqwest and sockets; the article's answers and
/// those of RFC 6750.
#[tokio::test]
async fn a_call_over_reqwest_shows_no_token() {
    record::begin();
    let server = Server::start(Config::default()).await.unwrap();
    let transport = ReqwestTransport::new().unwrap();
    let article = JsonEndpoint::builder(&server.at("/reissue"), transport.clone()).build().unwrap();
    let oauth = OAuth::builder(&server.at("/token"), transport)
        .client(ClientAuth::none("app"))
        .revocation_endpoint(server.at("/revoke"))
        .build()
        .unwrap();
    record::show(&article);
    record::show(&oauth);
    let mut issued = visit(&server, article, "/api/me").await;
    issued.extend(visit(&server, oauth, "/v1/me").await);
    record::show(&server);
    record::show(&server.log().since(0));
    let record = record::read();
    assert!(record.contains("hyper") && record.contains("reqwest::"), "no traces of the client");
    Secrets::of(issued.iter().map(String::as_str)).must_not_be_in(&record);
}

/// Every token that was issued meanwhile.
async fn visit(server: &Server, refresher: impl Refresher, path: &str) -> Vec<String> {
    let refresher = Noting::new(refresher);
    let first = server.log_in("alice").unwrap();
    refresher.note(&first);
    let policy = Policy::new(Origins::one(server.url()).unwrap());
    let session = Session::builder(refresher.clone(), policy)
        .observer(record::show_event)
        .tokens(first)
        .build();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = reqwest_middleware::ClientBuilder::new(client)
        .with(session.middleware(JsonCode::default().or(Bearer6750::new())))
        .build();
    server.expire_all_access_tokens();
    let answer = client.get(server.at(path)).send().await.unwrap();
    record::show(&answer);
    assert_eq!((answer.status().as_u16(), session.status().generation.number()), (200, 2));
    server.end_all_sessions();
    record::show(&client.get(server.at(path)).send().await.unwrap());
    match client.get(server.at(path)).send().await {
        Ok(answer) => record::show(&answer),
        Err(error) => record::show_error(&error),
    }
    session.logout().await.unwrap();
    let issued = refresher.issued.lock().unwrap().clone();
    assert!(issued.len() >= 4);
    issued
}

/// Takes down every token that a refresher gets.
#[derive(Clone)]
struct Noting {
    refresher: Arc<dyn Refresher>,
    issued: Arc<Mutex<Vec<String>>>,
}

impl Noting {
    fn new(refresher: impl Refresher) -> Self {
        Self { refresher: Arc::new(refresher), issued: Arc::default() }
    }

    fn note(&self, pair: &TokenPair) {
        let refresh = pair.refresh.as_ref().unwrap().expose();
        // The header of a JWT is no secret, and all of them begin with the same.
        let access = pair.access.expose().split_once('.').unwrap().1;
        self.issued.lock().unwrap().extend([access.to_owned(), refresh.to_owned()]);
    }
}

impl Refresher for Noting {
    fn refresh<'a>(
        &'a self,
        refresh: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        Box::pin(async move {
            let pair = self.refresher.refresh(refresh).await?;
            self.note(&pair);
            Ok(pair)
        })
    }

    fn revoke<'a>(&'a self, pair: &'a TokenPair) -> BoxFuture<'a, Result<bool, RefreshError>> {
        self.refresher.revoke(pair)
    }
}
