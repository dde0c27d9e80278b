//! Accepts connections and serves them by hyper; here an answer can be left out and the connection closed.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use std::time::SystemTime;

use axum::Router;
use axum::body::Body;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderValue;
use http::Request;
use http::StatusCode;
use http::header;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tower_service::Service;

use super::Happening;
use super::shared::Shared;

/// Marks a response that is not to be sent: the connection is closed instead.
#[derive(Clone, Copy, Debug)]
pub(super) struct HangUp;

impl HangUp {
    pub(super) fn response() -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(Self);
        response
    }
}

/// What hyper is told so that it closes the connection.
#[derive(Debug, thiserror::Error)]
#[error("the connection is closed on purpose")]
struct HungUp;

/// Serves until it is dropped; the connections go with it.
pub(super) async fn serve(listener: TcpListener, router: Router, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    shared.counting.count(|counters| &mut counters.connections);
                    connections.spawn(connection(stream, router.clone(), Arc::clone(&shared)));
                }
                // No file descriptor is left, or the like: one that is freed comes with time.
                Err(_) => shared.time.sleep(PAUSE).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn connection(stream: TcpStream, router: Router, shared: Arc<Shared>) {
    // A small answer goes out at once. Where that cannot be set, it goes out a little later.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| answer(request, router.clone(), Arc::clone(&shared)));
    // It ends by an error when the client goes away or the answer is left out: both are seen elsewhere.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(
    request: Request<Incoming>,
    mut router: Router,
    shared: Arc<Shared>,
) -> Result<Response, HungUp> {
    let answer: Result<Response, Infallible> = router.call(request.map(Body::new)).await;
    let Ok(mut response) = answer;
    if response.extensions().get::<HangUp>().is_some() {
        shared.counting.count(|counters| &mut counters.hang_ups);
        shared.tell(Happening::HungUp);
        return Err(HungUp);
    }
    shared.counting.answered(response.status().as_u16());
    // Else hyper would write the date of the machine, and this server has a clock of its own.
    if let Some(date) = date(shared.time.now()) {
        response.headers_mut().insert(header::DATE, date);
    }
    Ok(response)
}

fn date(now: SystemTime) -> Option<HeaderValue> {
    // The year 10000 is more than the format can say.
    let seconds = now.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    (seconds < YEAR_10000).then(|| HeaderValue::try_from(httpdate::fmt_http_date(now)).ok())?
}

const PAUSE: Duration = Duration::from_millis(50);
const YEAR_10000: u64 = 253_402_300_800;
