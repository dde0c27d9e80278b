//! Two clients as they are written every day.

use std::sync::Mutex;
use std::sync::PoisonError;

use interceptor::tokens::RefreshToken;
use serde_json::Value;
use serde_json::json;

use super::Result;
use super::play::Got;
use super::play::Play;
use super::play::plain;

/// Sends requests and reads `errorCode`; what both clients have in common.
struct Http {
    client: reqwest::Client,
    url: String,
}

#[derive(Clone)]
struct Tokens {
    access: String,
    refresh: String,
}

impl Http {
    fn new(play: &Play) -> Result<Self> {
        Ok(Self { client: plain().build()?, url: play.server.url().to_owned() })
    }

    /// The error code of the answer; `None`: it is what was asked for.
    async fn get(&self, access: &str) -> Result<Option<u64>> {
        let request = self.client.get(format!("{}/api/me", self.url)).bearer_auth(access);
        let answer: Value = request.send().await?.json().await?;
        Ok(answer.get("errorCode").and_then(Value::as_u64))
    }

    async fn reissue(&self, refresh: &str) -> Result<Option<Tokens>> {
        let request = self.client.post(format!("{}/reissue", self.url));
        let request = request.json(&json!({ "refreshToken": refresh }));
        let answer: Value = request.send().await?.json().await?;
        let text = |name: &str| answer.get(name)?.as_str().map(str::to_owned);
        Ok(text("accessToken")
            .zip(text("refreshToken"))
            .map(|(access, refresh)| Tokens { access, refresh }))
    }
}

impl Tokens {
    fn of(play: &Play) -> Self {
        let refresh = play.pair.refresh.as_ref().map_or("", RefreshToken::expose);
        Self { access: play.pair.access.expose().to_owned(), refresh: refresh.to_owned() }
    }
}

/// Every request that hears 5001 re-issues the token by itself.
pub(crate) struct Naive {
    http: Http,
    tokens: Mutex<Tokens>,
}

impl Naive {
    pub(crate) fn new(play: &Play) -> Result<Self> {
        Ok(Self { http: Http::new(play)?, tokens: Mutex::new(Tokens::of(play)) })
    }

    pub(crate) async fn call(&self) -> Result<Got> {
        let tokens = self.tokens();
        match self.http.get(&tokens.access).await? {
            None => return Ok(Got::Served),
            Some(5001) => {}
            Some(_) => return Ok(Got::LogIn),
        }
        let Some(new) = self.http.reissue(&tokens.refresh).await? else { return Ok(Got::LogIn) };
        *self.tokens.lock().unwrap_or_else(PoisonError::into_inner) = new.clone();
        Ok(if self.http.get(&new.access).await?.is_none() { Got::Served } else { Got::LogIn })
    }

    fn tokens(&self) -> Tokens {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// One request re-issues the token under a lock, the others wait for the lock. Better, until somebody hangs up.
pub(crate) struct Locked {
    http: Http,
    tokens: tokio::sync::Mutex<Tokens>,
}

impl Locked {
    pub(crate) fn new(play: &Play) -> Result<Self> {
        Ok(Self { http: Http::new(play)?, tokens: tokio::sync::Mutex::new(Tokens::of(play)) })
    }

    pub(crate) async fn call(&self) -> Result<Got> {
        let used = self.tokens.lock().await.access.clone();
        match self.http.get(&used).await? {
            None => return Ok(Got::Served),
            Some(5001) => {}
            Some(_) => return Ok(Got::LogIn),
        }
        let mut tokens = self.tokens.lock().await;
        if tokens.access == used {
            // Whoever is dropped here takes the new tokens along.
            let Some(new) = self.http.reissue(&tokens.refresh).await? else {
                return Ok(Got::LogIn);
            };
            *tokens = new;
        }
        let access = tokens.access.clone();
        drop(tokens);
        Ok(if self.http.get(&access).await?.is_none() { Got::Served } else { Got::LogIn })
    }
}
