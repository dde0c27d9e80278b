//! What is reqwest's own: answers that know where they came from, and header fields that a client adds by itself.

use bytes::Bytes;
use http::HeaderMap;
use http::HeaderValue;
use http::StatusCode;
use http::header::AUTHORIZATION;
use http::header::CONTENT_TYPE;
use http::header::LOCATION;

use crate::bodies::AnyBody;
use crate::bodies::uncounted;
use crate::bodies::whole;
use crate::clients::reqwest_client;
use crate::server::Server;
use crate::world::Endpoint;
use crate::world::answer;
use crate::world::guarded;
use crate::world::reader;

/// An answer whose body was looked at is, in all that reqwest says of one, the answer that came without a layer.
#[tokio::test]
async fn an_answer_that_was_looked_at_is_as_it_came() {
    let framings: [fn(Bytes) -> AnyBody; 2] = [|text| whole(text), |text| uncounted(text)];
    for framing in framings {
        let server = Server::start(move |request| {
            let mut response = answer(StatusCode::OK, "").map(|_| framing("{\"a\":1}".into()));
            let fields = response.headers_mut();
            fields.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            if request.uri().path() == "/old" {
                *response.status_mut() = StatusCode::FOUND;
                response.headers_mut().insert(LOCATION, HeaderValue::from_static("/new?x=1"));
            }
            std::future::ready(response)
        })
        .await;
        let session = Endpoint::new().session(&[server.origin()]);
        let url = server.url("/old");
        let plain = reqwest::Client::builder().no_proxy().build().unwrap();
        let expected = plain.get(&url).send().await.unwrap();
        let looked_at = reqwest_client(&session, 1).get(&url).send().await.unwrap();

        assert_eq!(looked_at.url().as_str(), server.url("/new?x=1"));
        assert_eq!(looked_at.url(), expected.url());
        assert_eq!(looked_at.remote_addr(), expected.remote_addr());
        assert!(looked_at.remote_addr().is_some());
        // Where the head does not tell, it is known by now.
        assert_eq!(looked_at.content_length(), expected.content_length().or(Some(7)));
        assert_eq!(looked_at.version(), expected.version());
        assert_eq!(looked_at.status(), expected.status());
        let but_the_date = |answer: &reqwest::Response| {
            let mut fields = answer.headers().clone();
            fields.remove("date");
            fields
        };
        assert_eq!(but_the_date(&looked_at), but_the_date(&expected));
        assert_eq!(looked_at.bytes().await.unwrap(), "{\"a\":1}");
        assert_eq!(server.log().tokens(), ["-", "-", "token-1", "token-1"]);
    }
}

/// What the client would add by itself comes after the layer, which cannot see it, and gives way.
#[tokio::test]
async fn a_default_field_of_the_client_gives_way_to_the_token() {
    let server = Server::start(|request| async move { guarded(&request, "token-2") }).await;
    let session = Endpoint::new().session(&[server.origin()]);
    let field = (AUTHORIZATION, HeaderValue::from_static("Bearer mine"));
    let plain =
        reqwest::Client::builder().no_proxy().default_headers(HeaderMap::from_iter([field]));
    let client = session.client(plain, reader()).unwrap();
    let response = client.get(server.url("/")).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(server.log().tokens(), ["token-1", "token-2"]);
}
