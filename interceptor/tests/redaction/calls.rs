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
use interceptor::tokens::AccessToken;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::TokenPair;
use interceptor::verdict::Bearer6750;
use interceptor::verdict::Classify;
use interceptor::verdict::JsonCode;
use serde_json::Value;
use serde_json::json;

use super::record;
use super::scan::Secrets;

/// P38: an expired token, a refresh, a repeat, a refusal, over reqwest and sockets; the article's answers and
/// those of RFC 6750.
#[tokio::test]
async fn a_call_over_reqwest_shows_no_token() {
    record::begin();
    let server = Server::start(Config::default()).await.unwrap();
    let mut issued = visit(&server, "/api/me").await;
    issued.extend(visit(&server, "/v1/me").await);
    record::show(&server);
    record::show(&server.log().since(0));
    let record = record::read();
    assert!(record.contains("hyper") && record.contains("reqwest::"), "no traces of the client");
    Secrets::of(issued.iter().map(String::as_str)).must_not_be_in(&record);
}

/// Every token that was issued meanwhile.
async fn visit(server: &Server, path: &str) -> Vec<String> {
    let reissue = Reissue::at(server);
    let first = server.log_in("alice").unwrap();
    reissue.note(&first);
    let policy = Policy::new(Origins::one(server.url()).unwrap());
    let session = Session::builder(reissue.clone(), policy)
        .observer(record::show_event)
        .tokens(first)
        .build();
    let client = reqwest_middleware::ClientBuilder::new(reqwest::Client::new())
        .with(session.middleware(JsonCode::default().or(Bearer6750::new())))
        .build();
    server.expire_all_access_tokens();
    let answer = client.get(server.at(path)).send().await.unwrap();
    record::show(&answer);
    assert_eq!((answer.status().as_u16(), session.status().generation.number()), (200, 2));
    server.end_all_access_tokens();
    record::show(&client.get(server.at(path)).send().await.unwrap());
    match client.get(server.at(path)).send().await {
        Ok(answer) => record::show(&answer),
        Err(error) => record::show_error(&error),
    }
    let issued = reissue.issued.lock().unwrap().clone();
    assert!(issued.len() >= 4);
    issued
}

/// The article's way to get new tokens, by hand.
#[derive(Clone)]
struct Reissue {
    url: String,
    client: reqwest::Client,
    issued: Arc<Mutex<Vec<String>>>,
}

impl Reissue {
    fn at(server: &Server) -> Self {
        let url = server.at("/reissue");
        Self { url, client: reqwest::Client::new(), issued: Arc::default() }
    }

    fn note(&self, pair: &TokenPair) {
        let refresh = pair.refresh.as_ref().unwrap().expose();
        // The header of a JWT is no secret, and all of them begin with the same.
        let access = pair.access.expose().split_once('.').unwrap().1;
        self.issued.lock().unwrap().extend([access.to_owned(), refresh.to_owned()]);
    }
}

impl Refresher for Reissue {
    fn refresh<'a>(
        &'a self,
        refresh: Option<&'a RefreshToken>,
    ) -> BoxFuture<'a, Result<TokenPair, RefreshError>> {
        Box::pin(async move {
            let body = json!({ "refreshToken": refresh.unwrap().expose() });
            let answer = self.client.post(&self.url).json(&body).send().await.unwrap();
            let answer: Value = answer.json().await.unwrap();
            let text = |name| answer[name].as_str().ok_or(RefreshError::permanent("no tokens"));
            let pair = TokenPair::new(AccessToken::new(text("accessToken")?).unwrap())
                .with_refresh(RefreshToken::new(text("refreshToken")?).unwrap());
            self.note(&pair);
            Ok(pair)
        })
    }
}
