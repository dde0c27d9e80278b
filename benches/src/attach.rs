//! One request through a client that answers at once: what a token costs on its way out, and nothing else.
//!
//! All [`Case`]s build the same request and drop the same answer, so the difference between two of them is
//! what the layer does. No byte leaves the program: there is nothing to wait for, and a future that is not
//! ready when it is first asked is an error.

use std::convert::Infallible;
use std::error::Error;
use std::future::Future;
use std::future::ready;
use std::hint::black_box;
use std::pin::Pin;
use std::pin::pin;
use std::task::Context;
use std::task::Poll;
use std::task::Waker;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use http::HeaderValue;
use http::Method;
use http::Request;
use http::Response;
use http::header::ACCEPT;
use http::header::AUTHORIZATION;
use http::header::CONTENT_TYPE;
use http_body_util::Full;
use interceptor::Session;
use interceptor::adapter::tower::AuthService;
use interceptor::adapter::tower::Never;
use interceptor::error::RefreshError;
use interceptor::origin::OriginError;
use interceptor::origin::Origins;
use interceptor::policy::Policy;
use interceptor::refresher::from_fn;
use interceptor::tokens::AccessToken;
use interceptor::tokens::RefreshToken;
use interceptor::tokens::TokenError;
use interceptor::tokens::TokenPair;
use interceptor::verdict::Bearer6750;
use tower_http::set_header::SetRequestHeader;
use tower_http::set_header::SetRequestHeaderLayer;
use tower_layer::Layer;
use tower_service::Service;

/// What is done once.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Case {
    /// A request goes through the client as it is.
    Bare,
    /// The same through `tower_http`'s layer that sets one header field to one value.
    Fixed,
    /// The same with the token of a session, which the caller asks for and puts into the header.
    Hand,
    /// The same through our layer, which keeps nothing.
    Attach,
    /// The same through our layer, which keeps a copy to send the request again.
    Keep,
    /// The session is asked for its token, and no request is made.
    Token,
}

/// Sessions and services, ready for every case.
pub struct Stage {
    bare: Client,
    fixed: SetRequestHeader<Client, HeaderValue>,
    attach: AuthService<Client, Bearer6750, Never>,
    keep: AuthService<Client, Bearer6750>,
    session: Session,
}

/// Answers 200 at once, with the header fields of the request and without a body. Its future is in a box, as those
/// of hyper-util's client and of reqwest are.
#[derive(Clone, Copy, Debug)]
pub struct Client;

type Body = Full<Bytes>;

impl Case {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Bare, Self::Fixed, Self::Hand, Self::Attach, Self::Keep, Self::Token];

    /// The name, as the program `instructions` takes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Attach => "attach",
            Self::Bare => "bare",
            Self::Fixed => "fixed",
            Self::Hand => "hand",
            Self::Keep => "keep",
            Self::Token => "token",
        }
    }

    /// The case of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.name() == name)
    }
}

impl Stage {
    /// Layers around the client, for a session of its own.
    ///
    /// # Errors
    ///
    /// None, unless a constant of this file is wrong.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let refresher = from_fn(|_| ready(Err(RefreshError::permanent("nothing expires here"))));
        let session = Session::builder(refresher, policy()?).tokens(pair()?).build();
        Self::of(session).ok_or_else(|| "a session without a token".into())
    }

    /// The same for a session that has a token. `None`: it has none.
    #[must_use]
    pub fn of(session: Session) -> Option<Self> {
        let header = session.try_token()?.token.header().clone();
        Some(Self {
            bare: Client,
            fixed: SetRequestHeaderLayer::overriding(AUTHORIZATION, header).layer(Client),
            attach: session.layer(Bearer6750::new()).never_replays().layer(Client),
            keep: session.layer(Bearer6750::new()).layer(Client),
            session,
        })
    }

    /// The session.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Does one case once, and gives the header fields with which the request arrived: none for
    /// [`Case::Token`]. `None`: something was not as it should be, and no figure means anything.
    #[inline(never)]
    pub fn run(&mut self, case: Case) -> Option<HeaderMap> {
        match case {
            Case::Attach => send(&mut self.attach, request()?),
            Case::Bare => send(&mut self.bare, request()?),
            Case::Fixed => send(&mut self.fixed, request()?),
            Case::Hand => {
                let (mut request, bearer) = (request()?, self.session.try_token()?);
                request.headers_mut().insert(AUTHORIZATION, bearer.token.header().clone());
                send(&mut self.bare, request)
            }
            Case::Keep => send(&mut self.keep, request()?),
            Case::Token => black_box(self.session.try_token()).map(|_| HeaderMap::new()),
        }
    }
}

/// A token of 600 octets that is good for an hour.
///
/// # Errors
///
/// None, unless a constant of this file is wrong.
pub fn pair() -> Result<TokenPair, TokenError> {
    let text = format!("{}.{}.{}", "h".repeat(40), "p".repeat(500), "s".repeat(58));
    let pair = TokenPair::new(AccessToken::new(&text)?);
    Ok(pair.with_refresh(RefreshToken::new("refresh")?).with_expires_in(Duration::from_secs(3600)))
}

/// The defaults, for the one server that there is.
///
/// # Errors
///
/// None, unless a constant of this file is wrong.
pub fn policy() -> Result<Policy, OriginError> {
    Ok(Policy::new(Origins::one("https://api.example.com")?))
}

impl Service<Request<Body>> for Client {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    // Nothing is known of a client to whoever calls it. Were it of this one, the cases would differ by more than
    // their layers.
    #[inline(never)]
    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let (head, body) = black_box(request).into_parts();
        drop(body);
        let mut response = Response::new(Body::default());
        *response.headers_mut() = head.headers;
        let answer: Self::Future = Box::pin(ready(Ok(response)));
        black_box(answer)
    }
}

/// A small request, as a program makes one: a target that is read, two header fields, a body of its own.
fn request() -> Option<Request<Body>> {
    Request::builder()
        .method(Method::POST)
        .uri(black_box("https://api.example.com/orders?page=2"))
        .header(ACCEPT, HeaderValue::from_static("application/json"))
        .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
        .body(Body::from(black_box(&br#"{"article":42,"count":1}"#[..]).to_vec()))
        .ok()
}

#[inline(never)]
fn send<S, R>(service: &mut S, request: Request<Body>) -> Option<HeaderMap>
where
    S: Service<Request<Body>, Response = Response<R>>,
{
    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(Ok(())) = service.poll_ready(&mut context) else { return None };
    let Poll::Ready(Ok(answer)) = pin!(service.call(request)).poll(&mut context) else {
        return None;
    };
    let (head, body) = black_box(answer).into_parts();
    drop(body);
    head.status.is_success().then_some(head.headers)
}
