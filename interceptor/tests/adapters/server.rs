//! A server on a real socket of this machine.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use bytes::Bytes;
use http::Request;
use http::Response;
use http_body_util::BodyExt;
use http_body_util::combinators::BoxBody;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::world::Log;

pub(crate) type Answer = Response<BoxBody<Bytes, Infallible>>;

pub(crate) struct Server {
    origin: String,
    log: Log,
    connections: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Server {
    /// Answers each request, once its body is there, as `answer` says.
    pub(crate) async fn start<B>(
        answer: impl Fn(&Request<Bytes>) -> Response<B> + Send + Sync + 'static,
    ) -> Self
    where
        B: http_body::Body<Data = Bytes, Error = Infallible> + Send + Sync + 'static,
    {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let (log, connections) = (Log::default(), Arc::<AtomicUsize>::default());
        let room = Arc::new((answer, log.clone(), Arc::clone(&connections)));
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                room.2.fetch_add(1, Ordering::SeqCst);
                let room = Arc::clone(&room);
                let service = service_fn(move |request: Request<Incoming>| {
                    let room = Arc::clone(&room);
                    async move {
                        let (head, body) = request.into_parts();
                        let body = body.collect().await?.to_bytes();
                        let request = Request::from_parts(head, body.clone());
                        room.1.write(&request, body);
                        Ok::<_, hyper::Error>((room.0)(&request).map(BodyExt::boxed))
                    }
                });
                let serving = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
                tokio::spawn(async move { drop(serving.await) });
            }
        });
        Self { origin, log, connections, task }
    }

    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    pub(crate) fn log(&self) -> &Log {
        &self.log
    }

    /// How many TCP connections were accepted.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}
