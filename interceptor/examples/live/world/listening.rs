//! Ears at the session and at the server's log: what they tell, in words for people who watch.

use std::sync::Arc;
use std::time::Duration;

use interceptor::demo::Happening;
use interceptor::demo::Server;
use interceptor::error::AuthError;
use interceptor::event::Event;
use interceptor::port::Observer;
use tokio::sync::mpsc::UnboundedSender;

use super::caller;
use crate::app::message::Message;
use crate::app::message::News;
use crate::app::message::Notice;
use crate::app::message::Step;

/// Hears every event of a session as it happens.
pub(super) fn to_session(messages: UnboundedSender<Message>) -> impl Observer {
    move |event: &Event| {
        if matches!(event, Event::RefreshStarted { .. }) {
            // On the task of the request that began it, if it was one.
            caller::tell(&messages, Step::Leads);
        }
        let (news, text) = (news(event), words(event));
        let _ = messages.send(Message::Session { news, text, trouble: event.is_trouble() });
    }
}

/// Passes on what the server writes down, until it is stopped.
pub(super) async fn to_server(server: Arc<Server>, messages: UnboundedSender<Message>) {
    let mut last = 0;
    loop {
        server.log().changed(last).await;
        for entry in server.log().since(last) {
            last = entry.number;
            if messages.send(Message::Server(notice(&entry.what))).is_err() {
                return;
            }
        }
    }
}

fn news(event: &Event) -> News {
    match event {
        Event::LoggedIn { .. } => News::LoggedIn,
        Event::LoggedOut => News::LoggedOut,
        Event::RefreshFailed { held_off, .. } => News::Failed(*held_off),
        Event::RefreshRests { .. } => News::Rests,
        Event::RefreshStarted { .. } => News::Started,
        Event::Refreshed { .. } => News::Refreshed,
        Event::Repeated { .. } => News::Repeated,
        Event::SessionEnded { .. } => News::Ended,
        _ => News::Told,
    }
}

/// The event's own words; but spans of time, which it gives to the nanosecond, and errors are shorter.
fn words(event: &Event) -> String {
    match event {
        Event::Refreshed { generation, waiters, took } => {
            format!("token {generation} is here after {}, {waiters} waited", seconds(*took))
        }
        Event::RefreshFailed { error, waiters, held_off: Some(rest) } => {
            let (rest, why) = (seconds(*rest), why(error));
            format!("refresh failed, {waiters} waited, next try in {rest}: {why}")
        }
        Event::RefreshFailed { error, waiters, held_off: None } => {
            format!("refresh failed for good, {waiters} waited: {}", why(error))
        }
        Event::SessionEnded { error } => format!("session ended: {}", why(error)),
        Event::RefreshRepeated { replaces, delay } => {
            let delay = seconds(*delay);
            format!("refresh of token {replaces}: answer lost, once more in {delay}")
        }
        event => event.to_string(),
    }
}

/// What an error comes from: that there is no token or no session is said before.
fn why(error: &AuthError) -> String {
    match error {
        AuthError::Refused(error) | AuthError::Unavailable(error) => error.to_string(),
        AuthError::Invalid => "the server calls the access token invalid".to_owned(),
        error => error.to_string(),
    }
}

fn seconds(span: Duration) -> String {
    format!("{:.1} s", span.as_secs_f64())
}

fn notice(what: &Happening) -> Notice {
    match what {
        Happening::Requested { trouble, .. } => Notice::Asked(*trouble),
        // On this screen "refused" is said of requests for resources only.
        Happening::Refused { error } => Notice::Denied(format!("token request denied: {error}")),
        Happening::Reused { .. } | Happening::HungUp => Notice::Told(what.to_string(), true),
        Happening::Revoked { tokens } => {
            Notice::Told(format!("access tokens taken back: {tokens}"), false)
        }
        _ => Notice::Told(what.to_string(), false),
    }
}
