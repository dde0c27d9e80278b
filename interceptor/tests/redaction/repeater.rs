//! A token endpoint that writes whatever it was sent into its errors, as some do, and the refreshers before it.

use bytes::Bytes;
use http::Request;
use http::Response;
use http::header::AUTHORIZATION;
use interceptor::error::RefreshError;
use interceptor::port::BoxFuture;
use interceptor::port::Refresher;
use interceptor::refresher::ClientAuth;
use interceptor::refresher::JsonEndpoint;
use interceptor::refresher::OAuth;
use interceptor::refresher::TokenTransport;
use interceptor::refresher::TransportError;
use serde_json::json;

use super::endpoint::Endpoint;
use super::record;
use super::scan::Secrets;
use super::scan::secret;

/// Repeats the request in every member that an error may have.
struct Repeater {
    status: u16,
}

impl TokenTransport for Repeater {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let sent = String::from_utf8_lossy(request.body()).into_owned();
        let proof = request.headers().get(AUTHORIZATION).map(|value| value.to_str().unwrap());
        // The values alone, as they come out of a form or of JSON.
        let values: Vec<_> = sent
            .split(['&', '=', '"', '{', '}', ':', ','])
            .filter(|part| part.len() > 20)
            .collect();
        assert!(!values.is_empty(), "there is nothing to repeat");
        let body = json!({
            "error": values.first(),
            "errorCode": values.last(),
            "error_description": format!("token {} is bad: {sent}, {proof:?}", values.join(" ")),
            "message": format!("{sent} {proof:?}"),
        });
        let response = Response::builder()
            .status(self.status)
            .header("retry-after", sent)
            .body(Bytes::from(body.to_string()))
            .unwrap();
        Box::pin(async { Ok(response) })
    }
}

/// P38: a server that repeats tokens and client secrets in its errors does not get them into ours.
#[tokio::test]
async fn an_error_repeats_nothing_that_was_sent() {
    record::begin();
    let endpoint = Endpoint::new(30, []);
    let client_secret = secret(31_000, 43);
    let pair = endpoint.pair(60);
    let mut errors = Vec::new();
    for status in [200, 400, 401, 429, 500, 503] {
        for refresher in refreshers(status, &client_secret) {
            errors.push(refresher.refresh(pair.refresh.as_ref()).await.unwrap_err());
            errors.extend(refresher.revoke(&pair).await.err());
        }
    }
    assert!(errors.len() > 40 && errors.iter().any(|error| error.oauth_code().is_none()));
    errors.iter().for_each(|error: &RefreshError| record::show_error(error));
    let mut issued = endpoint.issued();
    issued.push(client_secret);
    Secrets::of(issued.iter().map(String::as_str)).must_not_be_in(&record::read());
}

fn refreshers(status: u16, client_secret: &str) -> Vec<Box<dyn Refresher>> {
    let url = "https://auth.example/token";
    let mut refreshers: Vec<Box<dyn Refresher>> = Vec::new();
    for client in [
        ClientAuth::none("app"),
        ClientAuth::basic("app", client_secret),
        ClientAuth::post("app", client_secret),
    ] {
        record::show(&client);
        let oauth =
            OAuth::builder(url, Repeater { status }).client(client).revocation_endpoint(url);
        let oauth = oauth.build().unwrap();
        record::show(&oauth);
        refreshers.push(Box::new(oauth));
    }
    let article = JsonEndpoint::builder(url, Repeater { status }).logout_endpoint(url);
    refreshers.push(Box::new(article.build().unwrap()));
    refreshers
}
