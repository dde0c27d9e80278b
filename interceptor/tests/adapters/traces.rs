//! What somebody reads who wonders why a request had no token.

use std::cell::RefCell;
use std::io;
use std::io::Write;
use std::sync::Once;

use bytes::Bytes;
use http::Request;
use http::StatusCode;
use http::header::AUTHORIZATION;
use interceptor::exchange::NoToken;
use tracing_subscriber::fmt::MakeWriter;

use crate::clients::ADAPTERS;
use crate::server::Server;
use crate::world::Endpoint;
use crate::world::answer;

thread_local! {
    /// Each test has a thread of its own.
    static RECORD: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

static BEGIN: Once = Once::new();

/// What was traced on this thread since the last time.
fn traced() -> String {
    RECORD.with_borrow_mut(|record| String::from_utf8(std::mem::take(record)).unwrap())
}

struct Recorder;

impl Write for Recorder {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        RECORD.with_borrow_mut(|record| record.extend_from_slice(octets));
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Recorder {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        Self
    }
}

/// The reason is traced, with the origin; of user, path and query, in which secrets may stand, there is nothing.
#[tokio::test]
async fn it_is_traced_why_a_request_has_no_token() {
    BEGIN.call_once(|| {
        let record = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE);
        record.with_ansi(false).with_writer(Recorder).init();
    });
    for adapter in ADAPTERS {
        let server = Server::start(|_| async { answer(StatusCode::OK, "welcome") }).await;
        let origin = server.origin().replace("127.0.0.1", "localhost");
        let session = Endpoint::new().session(&[&origin]);
        let client = adapter(&session, 1);
        let get = |url: String| Request::get(url).body(Bytes::new()).unwrap();
        let elsewhere = get(server.url("/secret?secret").replace("//", "//u:secret@"));
        let mut own = get(format!("{origin}/"));
        own.headers_mut().insert(AUTHORIZATION, "Bearer secret".parse().unwrap());
        let port = origin.rsplit_once(':').unwrap().1;
        let expected = [
            (elsewhere, "DEBUG", format!("scheme=\"http\" host=\"127.0.0.1\" port={port}")),
            (own, "TRACE", "a field of its own host=\"localhost\"".to_owned()),
        ];
        traced();
        for (request, level, words) in expected {
            client(request).await.unwrap();
            let said = traced();
            let mut lines = said.lines().filter(|line| line.contains(" interceptor: "));
            let line = lines.next().unwrap();
            assert!(line.contains(level) && line.contains(&words), "{line}");
            assert!(!line.contains("secret"), "{line}");
            assert_eq!(lines.next(), None);
        }
        client(get(format!("{origin}/"))).await.unwrap();
        assert!(!traced().contains("no token"));
        assert_eq!(server.log().tokens().last().unwrap(), "token-1");
    }
    let session = Endpoint::new().session(&["http://localhost:1"]);
    let marked = Request::get("http://localhost:1/").extension(NoToken).body(Bytes::new()).unwrap();
    let nowhere = Request::get("/orders").body(Bytes::new()).unwrap();
    for (request, level, words) in
        [(marked, "TRACE", "marked so host=\"localhost\""), (nowhere, "DEBUG", "has no origin")]
    {
        traced();
        assert!(crate::clients::by_tower(&session, 1)(request).await.is_err());
        let said = traced();
        assert!(said.contains(level) && said.contains(words), "{said}");
    }
}
