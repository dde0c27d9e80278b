//! What the acts share: a server, alice, a token that dies, and the counting.

use std::time::Duration;

use interceptor::Session;
use interceptor::auth_error;
use interceptor::demo::Config;
use interceptor::demo::Counters;
use interceptor::demo::Fault;
use interceptor::demo::Gate;
use interceptor::demo::Happening;
use interceptor::demo::Server;
use interceptor::demo::Step;
use interceptor::demo::Trouble;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::refresher::JsonEndpoint;
use interceptor::refresher::ReqwestTransport;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::TokenPair;
use interceptor::verdict::JsonCode;
use reqwest_middleware::ClientBuilder;
use reqwest_middleware::ClientWithMiddleware;
use serde_json::Value;
use serde_json::json;
use tokio::task::JoinSet;

use super::Result;
use super::stage::Mood;

/// A server that alice has just logged in to.
pub(crate) struct Play {
    pub(crate) server: Server,
    pub(crate) pair: TokenPair,
}

/// What an act came to. All numbers are the server's, but `callers`.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Score {
    pub(crate) name: &'static str,
    /// Requests that a program made, and was still there to hear of.
    pub(crate) callers: usize,
    /// Requests that were answered with 5001.
    pub(crate) expired: usize,
    /// Requests that were answered with 5002.
    pub(crate) invalid: usize,
    /// Requests that were answered with what they asked for.
    pub(crate) served: usize,
    /// Requests to the token endpoint.
    pub(crate) reissues: u64,
    pub(crate) rotations: u64,
    pub(crate) reuses: u64,
    pub(crate) families_revoked: u64,
}

/// What one caller got.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Got {
    Served,
    /// The answer that says so, or an error: log in again.
    LogIn,
}

/// What a call came to, or the network's error.
pub(crate) type Call = std::result::Result<Got, String>;

impl Play {
    pub(crate) async fn begin() -> Result<Self> {
        let server = Server::start(Config::default()).await?;
        let pair = server.log_in("alice").ok_or("alice is unknown")?;
        Ok(Self { server, pair })
    }

    /// A minute passes at the server.
    pub(crate) fn token_dies(&self) {
        self.server.advance(LIFE);
    }

    /// Holds the next so many answers of resources, so that they arrive together.
    pub(crate) fn hold(&self, answers: usize) -> Gate {
        let gate = Gate::new();
        for _ in 0..answers {
            self.server.resources().next(Fault::after(Step::Hold(gate.clone())));
        }
        gate
    }

    /// Holds the answer to the next re-issue when the server has done its work.
    pub(crate) fn hold_reissue(&self) -> Gate {
        let gate = Gate::new();
        self.server.token_endpoint().next(Fault::after(Step::Hold(gate.clone())));
        gate
    }

    /// A session with alice's tokens, and a client with the interceptor in it.
    pub(crate) fn client(&self) -> Result<(Session, ClientWithMiddleware)> {
        let transport = ReqwestTransport::from_builder(plain())?;
        let refresher = JsonEndpoint::builder(&self.server.at("/reissue"), transport).build()?;
        let policy = Policy::new(Origins::one(self.server.url())?);
        let session = Session::builder(refresher, policy).tokens(self.pair.clone()).build();
        let interceptor = session.middleware(JsonCode::default());
        let client = ClientBuilder::new(plain().build()?).with(interceptor).build();
        Ok((session, client))
    }

    /// The program's call: it knows nothing of tokens.
    pub(crate) fn call(&self, client: &ClientWithMiddleware) -> impl Future<Output = Call> + use<> {
        let request = client.get(self.server.at("/api/me"));
        async move {
            match request.send().await {
                Ok(answer) if answer.status().is_success() => Ok(Got::Served),
                Ok(_) => Ok(Got::LogIn),
                Err(error) if auth_error(&error).is_some() => Ok(Got::LogIn),
                // A network that fails tells nothing of tokens.
                Err(error) => Err(error.to_string()),
            }
        }
    }

    /// What the server says to alice's refresh token: an error code, or nothing but new tokens.
    pub(crate) async fn reissue_by_hand(&self) -> Result<Option<u64>> {
        let refresh = self.pair.refresh.as_ref().map_or("", RefreshToken::expose);
        let request = plain().build()?.post(self.server.at("/reissue"));
        let answer: Value =
            request.json(&json!({ "refreshToken": refresh })).send().await?.json().await?;
        Ok(answer.get("errorCode").and_then(Value::as_u64))
    }

    /// Counts what the server has seen.
    pub(crate) fn score(&self, name: &'static str, callers: usize) -> Score {
        let Counters { token_endpoint, rotations, reuses, families_revoked, .. } =
            self.server.counters();
        let log = self.server.log().since(0);
        let asked = |fits: fn(Option<Trouble>) -> bool| {
            let counts = |what: &Happening| matches!(what, Happening::Requested { trouble, .. } if fits(*trouble));
            log.iter().filter(|entry| counts(&entry.what)).count()
        };
        Score {
            name,
            callers,
            expired: asked(|trouble| trouble.is_some_and(Trouble::is_renewable)),
            invalid: asked(|trouble| trouble.is_some_and(|trouble| !trouble.is_renewable())),
            served: asked(|trouble| trouble.is_none()),
            reissues: token_endpoint,
            rotations,
            reuses,
            families_revoked,
        }
    }
}

impl Score {
    pub(crate) fn mood(&self) -> Mood {
        match self {
            _ if self.served == self.callers => Mood::Good,
            // Nothing could be had, and nothing was tried.
            _ if self.reissues == 0 => Mood::Plain,
            _ => Mood::Bad,
        }
    }
}

/// A client for a server on this machine, which is no affair of a proxy's.
pub(crate) fn plain() -> reqwest::ClientBuilder {
    reqwest::Client::builder().no_proxy()
}

/// Waits until `gate` holds so many answers, lets them go, and gives what the calls came to. A call that fails before
/// is the end: the others would wait for it for ever.
pub(crate) async fn together(
    gate: Gate,
    count: usize,
    mut calls: JoinSet<Call>,
) -> Result<Vec<Got>> {
    all_held(&gate, count, &mut calls).await?;
    gate.open();
    all(calls).await
}

/// What all calls came to.
pub(crate) async fn all(mut calls: JoinSet<Call>) -> Result<Vec<Got>> {
    let mut got = Vec::new();
    while let Some(call) = calls.join_next().await {
        got.push(call??);
    }
    Ok(got)
}

/// Done when `gate` holds so many answers to `calls`, of which none can have ended then.
pub(crate) async fn all_held(gate: &Gate, count: usize, calls: &mut JoinSet<Call>) -> Result<()> {
    tokio::select! {
        () = gate.arrived(count) => Ok(()),
        call = calls.join_next() => Err(match call {
            Some(call) => format!("a call ended too early: {:?}", call??).into(),
            None => "there are no calls".into(),
        }),
    }
}

/// How long an access token lives at the server.
pub(crate) const LIFE: Duration = Duration::from_secs(60);
