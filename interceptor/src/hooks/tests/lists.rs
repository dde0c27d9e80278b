//! Hooks that are removed, that run for some requests, that come and go meanwhile.

use super::*;

#[tokio::test]
async fn an_ejected_hook_runs_no_more_and_the_others_keep_their_order() {
    let log = Log::default();
    let instance = Instance::new(client(&log));
    let request = instance.interceptors().request();
    request.use_(noting(&log, "a"), rethrow);
    let b = request.use_(noting(&log, "b"), rethrow);
    request.use_(noting(&log, "c"), rethrow);
    request.eject(b);
    request.eject(b);
    instance.request(to("200")).await.unwrap();
    assert_eq!(log.take(), "c a send(body+c+a)");
}

#[tokio::test]
async fn an_id_of_one_list_ejects_nothing_from_the_other() {
    let log = Log::default();
    let instance = Instance::new(client(&log));
    let id = instance.interceptors().request().use_(noting(&log, "a"), rethrow);
    instance.interceptors().response().use_(seen(&log, "b", on), rethrow);
    instance.interceptors().response().eject(id);
    instance.request(to("200")).await.unwrap();
    assert_eq!(log.take(), "a send(body+a) b");
}

#[tokio::test]
async fn clear_removes_the_hooks_of_its_list_and_gives_no_id_twice() {
    let log = Log::default();
    let instance = Instance::new(client(&log));
    let request = instance.interceptors().request();
    let old = request.use_(noting(&log, "a"), rethrow);
    request.use_(noting(&log, "b"), rethrow);
    instance.interceptors().response().use_(seen(&log, "c", on), rethrow);
    request.clear();
    let new = request.use_(noting(&log, "d"), rethrow);
    request.eject(old);
    assert_ne!(old, new);
    instance.request(to("200")).await.unwrap();
    assert_eq!(log.take(), "d send(body+d) c");
}

#[tokio::test]
async fn a_hook_runs_for_the_requests_that_its_option_names_with_both_sides_or_none() {
    let log = Log::default();
    let instance = Instance::new(client(&log));
    let request = instance.interceptors().request();
    let named = |request: &Request<String>| request.uri().path() == "/200";
    request.use_when(noting(&log, "a"), rethrow, named);
    request.use_when(seen(&log, "ok", on), seen(&log, "err", down), |_| false);
    request.use_(seen(&log, "throw", throws), rethrow);
    assert!(instance.request(to("200")).await.is_err());
    assert_eq!(log.take(), "throw");
    request.clear();
    request.use_when(noting(&log, "a"), rethrow, named);
    instance.request(to("200")).await.unwrap();
    instance.request(to("204")).await.unwrap();
    assert_eq!(log.take(), "a send(body+a) send(body)");
}

#[tokio::test]
async fn the_option_sees_the_request_as_it_was_before_any_hook() {
    let log = Log::default();
    let instance = Instance::new(client(&log));
    let request = instance.interceptors().request();
    request.use_when(noting(&log, "a"), rethrow, |request| request.body() == "body");
    request.use_(noting(&log, "b"), rethrow);
    instance.request(to("200")).await.unwrap();
    assert_eq!(log.take(), "b a send(body+b+a)");
}

#[tokio::test]
async fn hooks_that_are_added_or_ejected_meanwhile_count_from_the_next_request_on() {
    let log = Log::default();
    let instance = Instance::new(client(&log));
    let ejected = instance.interceptors().response().use_(seen(&log, "old", on), rethrow);
    let (shared, note) = (instance.clone(), log.clone());
    let change = move |request| {
        shared.interceptors().response().eject(ejected);
        shared.interceptors().response().use_(seen(&note, "new", on), rethrow);
        shared.interceptors().request().clear();
        std::future::ready(Ok(request))
    };
    instance.interceptors().request().use_(change, rethrow);
    instance.request(to("200")).await.unwrap();
    assert_eq!(log.take(), "send(body) old");
    instance.request(to("200")).await.unwrap();
    assert_eq!(log.take(), "send(body) new");
}
