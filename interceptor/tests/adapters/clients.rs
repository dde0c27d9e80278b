//! One way to send a request, through each adapter.

use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use http::Response;
use http_body::Body;
use http_body_util::BodyExt;
use http_body_util::Full;
use http_body_util::combinators::UnsyncBoxBody;
use hyper_util::client::legacy::Client as HyperClient;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use interceptor::Session;
use interceptor::adapter::tower::BoxError;
use interceptor::port::BoxFuture;
use reqwest_middleware::ClientBuilder;
use reqwest_middleware::ClientWithMiddleware;
use tower::Layer;
use tower::ServiceExt;

use crate::world::reader;

pub(crate) type Outcome = Result<Response<Bytes>, BoxError>;
pub(crate) type Client = Arc<dyn Fn(Request<Bytes>) -> BoxFuture<'static, Outcome> + Send + Sync>;

/// A client for a session, through `layers` layers of the same session.
pub(crate) type Adapter = fn(session: &Session, layers: usize) -> Client;

pub(crate) const ADAPTERS: [Adapter; 2] = [by_tower, by_reqwest];

/// The body of an answer that has just begun.
pub(crate) type Flow = UnsyncBoxBody<Bytes, BoxError>;
pub(crate) type FlowClient = Arc<
    dyn Fn(Request<Bytes>) -> BoxFuture<'static, Result<Response<Flow>, BoxError>> + Send + Sync,
>;

pub(crate) const FLOWS: [fn(&Session) -> FlowClient; 2] = [
    |session| flow_of(session.layer(reader()).layer(hyper_client())),
    |session| flow_of_reqwest(reqwest_client(session, 1)),
];

pub(crate) fn hyper_client() -> HyperClient<HttpConnector, Full<Bytes>> {
    HyperClient::builder(TokioExecutor::new()).build_http()
}

pub(crate) fn by_tower(session: &Session, layers: usize) -> Client {
    let layer = session.layer(reader());
    match layers {
        1 => client_of(layer.layer(hyper_client())),
        _ => client_of(layer.layer(layer.layer(hyper_client()))),
    }
}

/// Whatever is a service, as a client.
pub(crate) fn client_of<S, R>(service: S) -> Client
where
    S: tower::Service<Request<Full<Bytes>>, Response = Response<R>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    R: Body<Data = Bytes> + Send + 'static,
    R::Error: Into<BoxError>,
{
    whole(flow_of(service))
}

/// The same, for answers that are read bit by bit.
fn flow_of<S, R>(service: S) -> FlowClient
where
    S: tower::Service<Request<Full<Bytes>>, Response = Response<R>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    R: Body<Data = Bytes> + Send + 'static,
    R::Error: Into<BoxError>,
{
    Arc::new(move |request: Request<Bytes>| {
        let answer = service.clone().oneshot(request.map(Full::new));
        Box::pin(async move { Ok(flow(answer.await.map_err(Into::into)?)) })
    })
}

pub(crate) fn reqwest_client(session: &Session, layers: usize) -> ClientWithMiddleware {
    let builder = reqwest::Client::builder().no_proxy();
    let mut client = ClientBuilder::from_client(session.client(builder, reader()).unwrap());
    for _ in 1..layers {
        client = client.with(session.middleware(reader()));
    }
    client.build()
}

/// Through the layers of two sessions, of which the first stands outside.
pub(crate) const OF_TWO: [fn(&Session, &Session) -> Client; 2] = [
    |outer, inner| {
        let within = inner.layer(reader()).layer(hyper_client());
        client_of(outer.layer(reader()).layer(within))
    },
    |outer, inner| {
        let client = ClientBuilder::from_client(reqwest_client(outer, 1));
        of_reqwest(client.with(inner.middleware(reader())).build())
    },
];

pub(crate) fn by_reqwest(session: &Session, layers: usize) -> Client {
    of_reqwest(reqwest_client(session, layers))
}

pub(crate) fn of_reqwest(client: ClientWithMiddleware) -> Client {
    whole(flow_of_reqwest(client))
}

fn flow_of_reqwest(client: ClientWithMiddleware) -> FlowClient {
    Arc::new(move |request: Request<Bytes>| {
        let client = client.clone();
        Box::pin(async move {
            let answer = client.execute(request.try_into()?).await?;
            Ok(flow(Response::<reqwest::Body>::from(answer)))
        })
    })
}

fn flow<R>(response: Response<R>) -> Response<Flow>
where
    R: Body<Data = Bytes> + Send + 'static,
    R::Error: Into<BoxError>,
{
    response.map(|body| Flow::new(body.map_err(Into::into)))
}

fn whole(client: FlowClient) -> Client {
    Arc::new(move |request| {
        let answer = client(request);
        Box::pin(async move {
            let (head, body) = answer.await?.into_parts();
            Ok(Response::from_parts(head, body.collect().await?.to_bytes()))
        })
    })
}
