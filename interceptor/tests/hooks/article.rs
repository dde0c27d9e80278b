// The article's pair of hooks, printed in the documentation of `interceptor::hooks`.

use http::Request;
use http::Response;
use http::header::AUTHORIZATION;

use interceptor::action::Bearer;
use interceptor::hooks::AnyError;
use interceptor::hooks::Instance;
use interceptor::hooks::Thrown;
use interceptor::hooks::pass;
use interceptor::hooks::rethrow;
use interceptor::session::Remedy;
use interceptor::session::Session;
use interceptor::tokens::Generation;
use interceptor::verdict::Reason;

/// Which token a request was sent with.
#[derive(Clone, Copy)]
struct SentWith(Generation);

/// Marks a request that is sent for the second time.
#[derive(Clone)]
struct Repeat(Bearer);

/// Makes the client attach the token and have it re-issued.
pub(crate) fn intercept<S>(instance: &Instance<S, String, String>, session: &Session)
where
    S: tower_service::Service<Request<String>, Response = Response<String>>
        + Clone
        + Send
        + 'static,
    S::Future: Send,
    S::Error: Into<AnyError>,
{
    // Request hook: attach the token, for the server that it is meant for and for no other.
    let own = session.clone();
    let attach = move |mut request: Request<String>| {
        let session = own.clone();
        async move {
            let bearer = match request.extensions().get::<Repeat>() {
                Some(Repeat(bearer)) => bearer.clone(),
                None => session.token().await?,
            };
            request.headers_mut().insert(AUTHORIZATION, bearer.token.header().clone());
            request.extensions_mut().insert(SentWith(bearer.generation));
            Ok(request)
        }
    };
    let origins = session.policy().origins.clone();
    let ours = move |request: &Request<String>| origins.allows(request.uri());
    instance.interceptors().request().use_when(attach, rethrow, ours);

    // Response hook, error side: on 5001 have the token re-issued, and repeat the request once.
    let (session, again) = (session.clone(), instance.downgrade());
    let reissue = move |mut thrown: Thrown<String, String>| {
        let (session, again) = (session.clone(), again.clone());
        async move {
            let expired = |answer: &Response<String>| answer.body().contains(r#""errorCode":5001"#);
            if !thrown.response.as_deref().is_some_and(expired) {
                return Err(thrown);
            }
            let sent = thrown.request.as_ref().and_then(|request| {
                let first = request.extensions().get::<Repeat>().is_none();
                first.then(|| request.extensions().get::<SentWith>().copied()).flatten()
            });
            let Some(SentWith(generation)) = sent else { return Err(thrown) };
            let remedy = session.rejected(generation, Reason::Expired).await?;
            match (remedy, thrown.request.take()) {
                (Remedy::Repeat(bearer), Some(mut request)) => {
                    request.extensions_mut().insert(Repeat(bearer));
                    again.request(*request).await
                }
                (_, request) => Err(Thrown { request, ..thrown }),
            }
        }
    };
    instance.interceptors().response().use_(pass, reissue);
}
