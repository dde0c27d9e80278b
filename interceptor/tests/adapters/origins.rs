//! Where a token goes, and whose rejections count: origins and redirects.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::OnceLock;

use bytes::Bytes;
use http::Request;
use http::Response;
use http::StatusCode;
use http::header::LOCATION;
use http_body_util::Full;
use interceptor::Classify;
use interceptor::Session;
use interceptor::adapter::tower::AuthLayer;
use tower::Layer;
use tower_http::follow_redirect::FollowRedirectLayer;
use tower_http::follow_redirect::RequestUri;
use tower_http::follow_redirect::policy::Limited;
use tower_http::follow_redirect::policy::PolicyExt;
use tower_http::follow_redirect::policy::SameOrigin;

use crate::clients::ADAPTERS;
use crate::clients::Client;
use crate::clients::by_reqwest;
use crate::clients::client_of;
use crate::clients::hyper_client;
use crate::clients::of_reqwest;
use crate::server::Server;
use crate::world::Endpoint;
use crate::world::answer;
use crate::world::guarded;
use crate::world::reader;

const REDIRECTS: [StatusCode; 5] = [
    StatusCode::MOVED_PERMANENTLY,
    StatusCode::FOUND,
    StatusCode::SEE_OTHER,
    StatusCode::TEMPORARY_REDIRECT,
    StatusCode::PERMANENT_REDIRECT,
];

fn get(url: String) -> Request<Bytes> {
    Request::get(url).body(Bytes::new()).unwrap()
}

/// The layer sees each hop.
fn within(session: &Session) -> Client {
    client_of(FollowRedirectLayer::new().layer(session.layer(reader()).layer(hyper_client())))
}

/// The layer sees the first request and the last answer.
fn around(session: &Session) -> Client {
    client_of(outside(session).layer(FollowRedirectLayer::new().layer(hyper_client())))
}

/// The same around a follower that does not leave the origin.
fn around_home(session: &Session) -> Client {
    let home = Limited::default().and::<_, (), ()>(SameOrigin::new());
    client_of(outside(session).layer(FollowRedirectLayer::with_policy(home).layer(hyper_client())))
}

fn outside(session: &Session) -> AuthLayer<impl Classify + Clone + use<>> {
    let layer = session.layer(reader());
    layer.final_uri(|extensions| extensions.get::<RequestUri>().map(|uri| &uri.0))
}

const FOLLOWERS: [fn(&Session) -> Client; 3] = [within, around, |session| by_reqwest(session, 1)];

/// A stranger, who takes no token and keeps those that come.
async fn stranger() -> Server {
    Server::start(|request| async move {
        match request.uri().path() {
            "/on" => redirect(StatusCode::FOUND, "/within"),
            _ => answer(StatusCode::UNAUTHORIZED, "who?"),
        }
    })
    .await
}

fn redirect(status: StatusCode, location: &str) -> Response<Full<Bytes>> {
    let mut response = answer(status, "elsewhere");
    response.headers_mut().insert(LOCATION, location.parse().unwrap());
    response
}

/// P35: another port, scheme, name of the same machine, or a user in the URL, is another origin.
/// P36: its 401 comes back, and causes no refresh.
#[tokio::test]
async fn a_token_goes_to_its_origin_only_and_a_rejection_elsewhere_is_none() {
    for adapter in ADAPTERS {
        let server = stranger().await;
        let port = server.origin().rsplit_once(':').unwrap().1;
        let endpoint = Endpoint::new();
        let allowed = ["http://127.0.0.1:1", &format!("https://127.0.0.1:{port}")];
        let session = endpoint.session(&allowed);
        let client = adapter(&session, 1);
        let urls = [
            server.url("/"),
            format!("http://localhost:{port}/"),
            format!("http://127.0.0.1:1@127.0.0.1:{port}/"),
            format!("http://127.0.0.1%3A1:x@127.0.0.1:{port}/"),
        ];
        for url in urls {
            let response = client(get(url)).await.unwrap();
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
            assert_eq!(response.body(), "who?");
        }
        assert_eq!(server.log().all().len(), 4);
        for seen in server.log().all() {
            assert!(!format!("{:?}", seen.raw_headers()).contains("token-1"));
        }
        assert_eq!(endpoint.hits(), 0);
    }
}

/// P35: no redirect takes the token to another origin, whatever its status, and wherever the layer stands.
/// P36: the 401 from there causes no refresh.
#[tokio::test]
async fn no_redirect_takes_the_token_to_another_origin() {
    for follower in FOLLOWERS {
        for status in REDIRECTS {
            let stranger = stranger().await;
            let there = stranger.url("/");
            let home = Server::start(move |_| std::future::ready(redirect(status, &there))).await;
            let endpoint = Endpoint::new();
            let session = endpoint.session(&[home.origin()]);
            let response = follower(&session)(get(home.url("/"))).await.unwrap();
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{status}");
            assert_eq!(response.body(), "who?");
            assert_eq!(home.log().tokens(), ["token-1"]);
            assert_eq!(stranger.log().tokens(), ["-"]);
            assert_eq!(endpoint.hits(), 0);
        }
    }
}

/// P35: nor do two redirects, of which the second stays with the stranger.
#[tokio::test]
async fn a_second_redirect_takes_it_nowhere_either() {
    let (tokens, hits) = twice(within).await;
    assert_eq!((tokens, hits), (vec!["-".to_owned(), "-".to_owned()], 0));
    // There, it is not followed.
    let (tokens, hits) = twice(|session| by_reqwest(session, 1)).await;
    assert_eq!((tokens, hits), (vec!["-".to_owned()], 0));
    // And there, not even the first.
    assert_eq!(twice(around_home).await, (vec![], 0));
}

/// P36: a hop back from a stranger would come without the token; its 401 would cost a refresh. It is not followed.
#[tokio::test]
async fn no_redirect_comes_back_from_a_stranger() {
    let back = Arc::new(OnceLock::<String>::new());
    let there = Arc::clone(&back);
    let stranger = Server::start(move |_| {
        std::future::ready(redirect(StatusCode::FOUND, there.get().unwrap()))
    })
    .await;
    let away = stranger.url("/");
    let home = Server::start(move |request| {
        std::future::ready(match request.uri().path() {
            "/away" => redirect(StatusCode::FOUND, &away),
            _ => guarded(&request, "token-1"),
        })
    })
    .await;
    back.set(home.url("/back")).unwrap();
    let endpoint = Endpoint::new();
    let session = endpoint.session(&[home.origin()]);
    let response = by_reqwest(&session, 1)(get(home.url("/away"))).await.unwrap();
    assert_eq!(response.status(), StatusCode::FOUND);
    assert_eq!(response.headers()[LOCATION], home.url("/back"));
    assert_eq!(home.log().tokens(), ["token-1"]);
    assert_eq!(stranger.log().tokens(), ["-"]);
    assert_eq!(endpoint.hits(), 0);
}

/// As many hops as reqwest follows by itself, and no more.
#[tokio::test]
async fn ten_redirects_are_followed_and_eleven_are_an_error() {
    let home = Server::start(|request| {
        let left: u32 = request.uri().path().trim_start_matches('/').parse().unwrap();
        std::future::ready(match left.checked_sub(1) {
            Some(less) => redirect(StatusCode::FOUND, &format!("/{less}")),
            None => guarded(&request, "token-1"),
        })
    })
    .await;
    let session = Endpoint::new().session(&[home.origin()]);
    let client = crate::clients::reqwest_client(&session, 1);
    let response = client.get(home.url("/10")).send().await.unwrap();
    assert_eq!((response.status(), response.url().path()), (StatusCode::OK, "/0"));
    assert!(client.get(home.url("/11")).send().await.unwrap_err().is_redirect());
    assert_eq!(home.log().tokens(), vec!["token-1"; 22]);
}

/// Why `tower_http::FollowRedirect` should stand around the layer, and why reqwest needs our policy: both take
/// the token off for the first hop to another origin alone. When this fails, the advice in the documentation can
/// be taken back.
#[tokio::test]
async fn a_follower_within_carries_the_token_on_from_the_second_hop() {
    let leaked = vec!["-".to_owned(), "token-1".to_owned()];
    assert_eq!(twice(around).await.0, leaked);
    let unguarded = |session: &Session| {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let client = reqwest_middleware::ClientBuilder::new(client);
        of_reqwest(client.with(session.middleware(reader())).build())
    };
    assert_eq!(twice(unguarded).await.0, leaked);
}

/// What arrives at a stranger, and how many refreshes there are, when a redirect there is followed by one to
/// another page of the same stranger.
async fn twice(follower: fn(&Session) -> Client) -> (Vec<String>, usize) {
    let stranger = stranger().await;
    let there = stranger.url("/on");
    let home =
        Server::start(move |_| std::future::ready(redirect(StatusCode::FOUND, &there))).await;
    let endpoint = Endpoint::new();
    let session = endpoint.session(&[home.origin()]);
    follower(&session)(get(home.url("/"))).await.unwrap();
    (stranger.log().tokens(), endpoint.hits())
}

/// P35: a redirect within the origin carries the token, which may be renewed at each hop.
/// P8: each hop is a request of its own, and sent twice at most.
#[tokio::test]
async fn a_redirect_within_the_origin_carries_the_token() {
    for follower in FOLLOWERS {
        for status in REDIRECTS {
            let paths = Arc::new(Mutex::new(Vec::new()));
            let seen = Arc::clone(&paths);
            let home = Server::start(move |request| {
                seen.lock().unwrap().push(request.uri().path().to_owned());
                std::future::ready(match request.uri().path() {
                    "/old" => redirect(status, "/new"),
                    _ => guarded(&request, "token-2"),
                })
            })
            .await;
            let endpoint = Endpoint::new();
            let session = endpoint.session(&[home.origin()]);
            let response = follower(&session)(get(home.url("/old"))).await.unwrap();
            assert_eq!(response.status(), StatusCode::OK, "{status}");
            assert_eq!(endpoint.hits(), 1);
            assert_eq!(home.log().tokens().last().unwrap(), "token-2");
            let new = paths.lock().unwrap().iter().filter(|path| *path == "/new").count();
            assert_eq!(new, 2);
        }
    }
}

/// P8: between two layers stands a follower that takes the token off on the way to another allowed origin. The
/// layer within repeats there; the one around sees that, and does not.
#[tokio::test]
async fn layers_on_both_sides_of_a_follower_do_not_multiply() {
    let there = Server::start(|_| std::future::ready(crate::world::refusal(0))).await;
    let to = there.url("/");
    let home = Server::start(move |_| std::future::ready(redirect(StatusCode::FOUND, &to))).await;
    let endpoint = Endpoint::new();
    let session = endpoint.session(&[home.origin(), there.origin()]);
    let inner = session.layer(reader()).layer(hyper_client());
    let client = session.layer(reader()).layer(FollowRedirectLayer::new().layer(inner));
    let response = client_of(client)(get(home.url("/"))).await.unwrap();
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(home.log().tokens(), ["token-1"]);
    assert_eq!(there.log().tokens(), ["token-1", "token-2"]);
    assert_eq!(endpoint.hits(), 1);
}
