//! Hooks that repeat a request, what is kept for them, and what an instance asks of client and body.

use super::*;

/// A response hook that repeats what was refused, once, on another path.
fn repeat_once<S>(instance: &Instance<S, String, String>)
where
    S: Service<Request<String>, Response = Response<String>> + Clone + Send + 'static,
    S::Error: Into<AnyError>,
    S::Future: Send,
{
    let again = instance.downgrade();
    instance.interceptors().response().use_(pass, move |thrown: Thrown| {
        let again = again.clone();
        async move {
            match thrown.request {
                Some(request) if request.body() == "body" => {
                    let mut repeat = to("200");
                    *repeat.body_mut() = "again".to_owned();
                    again.request(repeat).await
                }
                request => Err(Thrown { request, ..thrown }),
            }
        }
    });
}

#[tokio::test]
async fn a_hook_repeats_a_request_through_its_own_instance() {
    let log = Log::default();
    let instance = Instance::new(client(&log));
    instance.interceptors().request().use_(seen(&log, "hook", on), rethrow);
    repeat_once(&instance);
    let answer = instance.request(to("401")).await.unwrap();
    assert_eq!(log.take(), "hook send(body) hook send(again)");
    assert_eq!(answer.request.unwrap().body(), "again");
}

/// P48: a repeat does not wait for the place that its own first try holds.
#[tokio::test]
async fn a_repeat_finds_a_place_in_a_client_that_has_one() {
    let log = Log::default();
    let instance = Instance::new(ConcurrencyLimit::new(client(&log), 1));
    repeat_once(&instance);
    let (first, second) = tokio::join!(instance.request(to("401")), instance.request(to("401")));
    assert!(first.is_ok() && second.is_ok());
}

#[tokio::test]
async fn an_instance_with_a_hook_that_repeats_ends_with_its_last_owner() {
    let instance = Instance::new(client(&Log::default()));
    repeat_once(&instance);
    let witness = Arc::new(());
    let held = Arc::clone(&witness);
    instance.interceptors().request().use_(
        move |request| {
            let _ = &held;
            pass(request)
        },
        rethrow,
    );
    let weak = instance.downgrade();
    drop(instance);
    assert_eq!(Arc::strong_count(&witness), 1);
    let thrown = weak.request(to("200")).await.unwrap_err();
    assert_eq!(thrown.to_string(), "the client failed: the instance is gone");
    assert!(thrown.request.is_some());
}

#[tokio::test]
async fn the_kept_request_is_the_one_that_was_sent() {
    let instance = Instance::new(client(&Log::default()));
    instance.interceptors().request().use_(noting(&Log::default(), "hook"), rethrow);
    let answer = instance.request(to("200")).await.unwrap();
    assert_eq!(answer.request.unwrap().body(), "body+hook");
    let thrown = instance.request(to("401")).await.unwrap_err();
    assert_eq!(thrown.request.unwrap().body(), "body+hook");
}

#[tokio::test]
async fn a_body_that_cannot_be_cloned_is_sent_and_not_kept() {
    struct Stream;
    let client =
        service_fn(async |_: Request<Stream>| Sent::Ok(Response::new("answer".to_owned())));
    let instance = Instance::streaming(client);
    let answer = instance.request(Request::new(Stream)).await.unwrap();
    assert!(answer.request.is_none());
}

#[tokio::test]
async fn a_client_that_is_send_and_not_sync_will_do() {
    let client = client(&Log::default()).boxed_clone();
    let instance = Instance::new(client);
    assert!(tokio::spawn(instance.request(to("200"))).await.unwrap().is_ok());
}

#[test]
fn what_others_share_is_send_and_sync() {
    fn shared(_: &(impl Send + Sync + 'static)) {}
    fn sent(_: impl Future + Send + 'static) {}
    let instance = Instance::new(client(&Log::default()));
    shared(&instance);
    shared(&instance.downgrade());
    sent(instance.request(to("200")));
}

#[tokio::test]
async fn debug_shows_neither_header_nor_body() {
    let instance = Instance::new(client(&Log::default()));
    instance.interceptors().request().use_(
        async |mut request: Request<String>| {
            let secret = HeaderValue::from_static("Bearer open-sesame");
            request.headers_mut().insert(AUTHORIZATION, secret);
            Ok(request.map(|_| "open-sesame".to_owned()))
        },
        rethrow,
    );
    let answer = instance.request(to("200")).await.unwrap();
    assert_eq!(format!("{answer:?}"), "Answer { status: 200, .. }");
    let thrown = instance.request(to("401")).await.unwrap_err();
    assert!(!format!("{thrown:?} {thrown}").contains("sesame"));
}
