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
use interceptor::verdict::Classify;
use interceptor::verdict::JsonCode;
use interceptor::verdict::Verdict;

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
                // The caller has a token of its own for this.
                None if request.headers().contains_key(AUTHORIZATION) => return Ok(request),
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

    // Response hook, error side: on 5001 have the token re-issued, and repeat the request once. On 5002 the session
    // ends. What answers a repeat goes to the caller.
    let (session, again) = (session.clone(), instance.downgrade());
    let reissue = move |mut thrown: Thrown<String, String>| {
        let (session, again) = (session.clone(), again.clone());
        async move {
            let Some((SentWith(generation), repeated)) = sent_with(&thrown) else {
                return Err(thrown);
            };
            let Verdict::Rejected(reason) = verdict(&thrown) else { return Err(thrown) };
            if repeated {
                session.rejected_again(generation, reason);
                return Err(thrown);
            }
            match (session.rejected(generation, reason).await?, thrown.request.take()) {
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

/// With which token of ours the request went, and whether for the second time.
fn sent_with(thrown: &Thrown<String, String>) -> Option<(SentWith, bool)> {
    let extensions = thrown.request.as_ref()?.extensions();
    Some((*extensions.get::<SentWith>()?, extensions.get::<Repeat>().is_some()))
}

/// What the answer says of the token: `errorCode` 5001, 5002, or nothing.
fn verdict(thrown: &Thrown<String, String>) -> Verdict {
    let judge = |answer: &Response<String>| {
        JsonCode::default().judge(answer.status(), answer.headers(), answer.body().as_bytes())
    };
    thrown.response.as_deref().map_or(Verdict::NotOurs, judge)
}
