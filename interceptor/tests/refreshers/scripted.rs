//! A transport that answers by script and keeps what it was given.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::Mutex;

use bytes::Bytes;
use http::Request;
use http::Response;
use interceptor::port::BoxFuture;
use interceptor::refresher::TokenTransport;
use interceptor::refresher::TransportError;
use interceptor::tokens::AccessToken;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::TokenPair;

type Turn = Result<Response<Bytes>, TransportError>;

/// Clones are the same transport. Without a turn left it has lost the answer.
#[derive(Clone, Default)]
pub(crate) struct Scripted {
    shared: Arc<Mutex<Script>>,
}

#[derive(Default)]
struct Script {
    turns: VecDeque<Turn>,
    sent: Vec<Request<Bytes>>,
}

impl Scripted {
    /// One answer.
    pub(crate) fn answering(status: u16, body: impl Into<Bytes>) -> Self {
        Self::default().then(Ok(Response::builder().status(status).body(body.into()).unwrap()))
    }

    /// The answer of RFC 6749 §5.1, with the type that can be sent.
    pub(crate) fn issuing() -> Self {
        let body = r#"{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer",
            "expires_in":3600,"refresh_token":"a-new-one"}"#;
        Self::answering(200, body)
    }

    pub(crate) fn then(self, turn: Turn) -> Self {
        self.shared.lock().unwrap().turns.push_back(turn);
        self
    }

    /// What was sent.
    pub(crate) fn sent(&self) -> Vec<Request<Bytes>> {
        self.shared.lock().unwrap().sent.clone()
    }

    /// The body of the only request.
    pub(crate) fn body(&self) -> String {
        let sent = self.sent();
        assert_eq!(sent.len(), 1);
        String::from_utf8(sent[0].body().to_vec()).unwrap()
    }

    /// The values of a field of the only form.
    pub(crate) fn fields(&self, name: &str) -> Vec<String> {
        let body = self.body();
        let fields = form_urlencoded::parse(body.as_bytes());
        fields.filter(|field| field.0 == name).map(|field| field.1.into_owned()).collect()
    }

    /// A header field of the only request.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        Some(self.sent()[0].headers().get(name)?.to_str().unwrap().to_owned())
    }
}

impl TokenTransport for Scripted {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Turn> {
        let mut shared = self.shared.lock().unwrap();
        shared.sent.push(request);
        let turn = shared.turns.pop_front();
        Box::pin(async { turn.unwrap_or(Err(TransportError::Lost("as written".into()))) })
    }
}

pub(crate) const TOKEN: &str = "https://server.example.com/token";

/// The refresh token of RFC 6749 §6.
pub(crate) fn refresh_token() -> RefreshToken {
    RefreshToken::new("tGzv3JOkF0XG5Qx2TlKWIA").unwrap()
}

pub(crate) fn access_alone() -> TokenPair {
    TokenPair::new(AccessToken::new("2YotnFZFEjr1zCsicMWpAA").unwrap())
}
