//! The handle of a running server.

use std::fmt;
use std::io;
use std::net::Ipv4Addr;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use jwt_core::secret::Secret;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::AbortHandle;

use super::Config;
use super::Counters;
use super::Happening;
use super::Knobs;
use super::Log;
use super::Revocation;
use super::listener;
use super::routes;
use super::shared::Shared;
use crate::tokens::AccessToken;
use crate::tokens::RefreshToken;
use crate::tokens::TokenPair;

/// A running server. Dropping it stops it.
pub struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
    serving: AbortHandle,
    /// Closed when nobody serves any more.
    stopped: watch::Receiver<()>,
}

impl Server {
    /// Starts on a free port of 127.0.0.1, on the tokio runtime around the call.
    ///
    /// # Errors
    ///
    /// When no port can be bound, or the system gives no randomness for a key.
    ///
    /// # Example: log in and look who one is
    ///
    /// ```
    /// use interceptor::demo::Config;
    /// use interceptor::demo::Server;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let server = Server::start(Config::default()).await?;
    /// let alice = server.log_in("alice").ok_or("no such user")?;
    /// // A server on this machine is no affair of a proxy's.
    /// let client = reqwest::Client::builder().no_proxy().build()?;
    /// let answer = client
    ///     .get(server.at("/v1/me"))
    ///     .bearer_auth(alice.access.expose())
    ///     .send()
    ///     .await?;
    /// assert_eq!(answer.text().await?, r#"{"token":1,"user":"alice"}"#);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn start(config: Config) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::new(config, format!("http://{address}"))?);
        let router = routes::router(Arc::clone(&shared));
        let (running, stopped) = watch::channel(());
        let serving = tokio::spawn({
            let shared = Arc::clone(&shared);
            async move {
                let _running = running;
                listener::serve(listener, router, shared).await;
            }
        });
        Ok(Self { shared, address, serving: serving.abort_handle(), stopped })
    }

    /// Starts on a thread and a runtime of its own, for programs that have none.
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start), and when no thread or runtime can be made.
    pub fn start_on_thread(config: Config) -> io::Result<Self> {
        let (sender, started) = mpsc::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        thread::Builder::new().name("demo server".to_owned()).spawn(move || {
            runtime.block_on(async {
                let server = Self::start(config).await;
                let stopped = server.as_ref().ok().map(|server| server.stopped.clone());
                // Where nobody listens any more, the server is dropped, and with it stopped.
                let _ = sender.send(server);
                if let Some(mut stopped) = stopped {
                    // It has nothing to tell: that it is closed is the news.
                    let _ = stopped.changed().await;
                }
            });
        })?;
        started.recv().map_err(io::Error::other)?
    }

    /// The URL without a path: `http://127.0.0.1:…`. It is also the issuer and the audience of the tokens.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.shared.issuer
    }

    /// The URL of a path, which begins with `/`.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.shared.issuer)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Logs somebody in without a password and without a request, for the first of the clients. `None`: there
    /// is no such user.
    #[must_use]
    pub fn log_in(&self, user: &str) -> Option<TokenPair> {
        let config = &self.shared.config;
        let user = config.users.iter().find(|own| own.name == user)?;
        let pair = self.shared.log_in(user, &config.clients.first()?.id).ok()?;
        let refresh = RefreshToken::new(text(&pair.refresh)).ok()?;
        Some(
            TokenPair::new(AccessToken::new(&pair.access.text).ok()?)
                .with_refresh(refresh)
                .with_expires_in(self.shared.mint.life()),
        )
    }

    /// Puts the server's clock ahead by `span`. Access tokens that end within it have expired.
    pub fn advance(&self, span: Duration) {
        self.shared.time.advance(span);
    }

    /// Takes all access tokens back that are out, as out of date (5001): as if they had expired
    /// now.
    pub fn expire_all_access_tokens(&self) {
        let tokens = self.shared.config.records.revoke_all(Revocation::Outdated);
        self.shared.tell(Happening::Revoked { tokens });
    }

    /// Ends all sessions, as an administrator does: no token of theirs is good any more (5002), neither those that
    /// are out nor those that would give others.
    pub fn end_all_sessions(&self) {
        self.shared.close_all();
    }

    /// What has been counted so far.
    #[must_use]
    pub fn counters(&self) -> Counters {
        self.shared.counting.read()
    }

    /// What has happened so far.
    #[must_use]
    pub fn log(&self) -> &Log {
        &self.shared.log
    }

    /// What goes wrong at `/token` and `/reissue`.
    #[must_use]
    pub fn token_endpoint(&self) -> &Knobs {
        &self.shared.token_endpoint
    }

    /// What goes wrong at `/api/…` and `/v1/…`.
    #[must_use]
    pub fn resources(&self) -> &Knobs {
        &self.shared.resources
    }

    /// Stops and closes all connections; done when the port is free.
    pub async fn shutdown(self) {
        self.serving.abort();
        let mut stopped = self.stopped.clone();
        // It has nothing to tell: that it is closed is the news.
        let _ = stopped.changed().await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("url", &self.url()).finish_non_exhaustive()
    }
}

fn text(token: &Secret) -> &str {
    std::str::from_utf8(token.expose()).unwrap_or_default()
}
