//! Somebody who calls the server by hand, without the library under test.

use std::future::Future;
use std::time::Duration;
use std::time::SystemTime;

use interceptor::demo::Config;
use interceptor::demo::Server;
use jwt_core::jwt;
use jwt_core::jwt::Claims;
use jwt_core::key::SigningKey;
use serde_json::Value;
use serde_json::json;

pub(crate) struct Visitor {
    pub(crate) server: Server,
    client: reqwest::Client,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    headers: reqwest::header::HeaderMap,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        match serde_json::from_slice(&self.body) {
            Ok(json) => json,
            Err(error) => panic!("{error}: {}", String::from_utf8_lossy(&self.body)),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Visitor {
    pub(crate) async fn at(config: Config) -> Self {
        let server = Server::start(config).await.unwrap();
        Self { server, client: reqwest::Client::builder().no_proxy().build().unwrap() }
    }

    pub(crate) async fn log_in(&self, user: &str, password: &str) -> Value {
        self.post("/login", &json!({ "user": user, "password": password })).await.json()
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        answer(self.client.post(self.server.at(path)).json(body)).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        let request = self.client.get(self.server.at(path));
        answer(bearer(request, token)).await.unwrap()
    }

    pub(crate) async fn send(&self, path: &str, token: Option<&str>, body: Vec<u8>) -> Answer {
        let request = self.client.post(self.server.at(path)).body(body);
        let request = request.header("content-type", "application/x-order");
        answer(bearer(request, token)).await.unwrap()
    }

    pub(crate) async fn form(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        answer(self.form_request(path, form)).await.unwrap()
    }

    pub(crate) async fn basic(
        &self,
        path: &str,
        id: &str,
        secret: &str,
        form: &[(&str, &str)],
    ) -> Answer {
        answer(self.form_request(path, form).basic_auth(id, Some(secret))).await.unwrap()
    }

    pub(crate) async fn refresh(&self, token: &Value) -> Answer {
        self.try_refresh(token).await.unwrap()
    }

    pub(crate) async fn try_refresh(&self, token: &Value) -> Result<Answer, reqwest::Error> {
        let form = [("grant_type", "refresh_token"), ("refresh_token", token.as_str().unwrap())];
        answer(self.form_request("/token", &form)).await
    }

    /// An assertion of RFC 7523 by a client of that name.
    pub(crate) fn assertion(&self, key: &SigningKey, client: &str) -> String {
        let end = SystemTime::now().checked_add(Duration::from_secs(60)).unwrap();
        let claims = Claims::new()
            .with_issuer(client)
            .with_subject(client)
            .with_audience(&self.server.at("/token"))
            .with_expiration(end)
            .with_token_id(&jwt::random_token_id().unwrap());
        jwt::sign(key, &claims).unwrap()
    }

    fn form_request(&self, path: &str, form: &[(&str, &str)]) -> reqwest::RequestBuilder {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let kind = "application/x-www-form-urlencoded";
        self.client.post(self.server.at(path)).header("content-type", kind).body(body)
    }
}

/// All at once, on this task.
pub(crate) async fn together<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures.map(|future| (Box::pin(future), None)).collect();
    std::future::poll_fn(|context| {
        for (future, output) in futures.iter_mut().filter(|(_, output)| output.is_none()) {
            if let std::task::Poll::Ready(ready) = future.as_mut().poll(context) {
                *output = Some(ready);
            }
        }
        if futures.iter().all(|(_, output)| output.is_some()) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    futures.into_iter().filter_map(|(_, output)| output).collect()
}

fn bearer(request: reqwest::RequestBuilder, token: Option<&str>) -> reqwest::RequestBuilder {
    match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    }
}

async fn answer(request: reqwest::RequestBuilder) -> Result<Answer, reqwest::Error> {
    let response = request.send().await?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Ok(Answer { status, headers, body: response.bytes().await?.to_vec() })
}
