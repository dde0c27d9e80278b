//! The server: how its token endpoint behaves, and what it has counted itself.

use ratatui::Frame;
use ratatui::text::Line;
use ratatui::text::Span;

use super::put;
use super::put_all;
use super::rule;
use super::span;
use super::title;
use crate::app::layout::Layout;
use crate::app::model::Model;
use crate::app::theme::Role;

pub(super) fn draw(model: &Model, frame: &mut Frame<'_>, layout: &Layout) {
    let area = layout.server;
    let (look, tally) = (&model.look, &model.tally);
    if !layout.roomy {
        let mut line = Line::from(vec![Span::raw(format!("asked {} · ", look.asked))]);
        line.extend(reused(model, "reused"));
        line.push_span(Span::raw(" · "));
        line.push_span(behaviour(model));
        return put(frame, area, 0, &line);
    }
    let address = Span::styled(model.address.clone(), model.theme.style(Role::Dim));
    let denied = if tally.denied > 0 { Role::Bad } else { Role::Plain };
    let lines = [
        rule(model, vec![title(model, "server "), address], area.width),
        Line::from(vec![Span::raw("token endpoint "), behaviour(model)]),
        Line::from(vec![
            Span::raw("  asked "),
            Span::styled(look.asked.to_string(), model.theme.style(Role::Title)),
            Span::raw(format!(" · exchanged {} · ", look.exchanged)),
            Span::styled(format!("denied {}", tally.denied), model.theme.style(denied)),
        ]),
        Line::from([vec![Span::raw("  ")], reused(model, "used tokens again")].concat()),
        Line::raw(format!(
            "answers 200: {} · 5001: {} · 5002: {}",
            tally.served, tally.expired, tally.invalid
        )),
    ];
    put_all(frame, area, &lines);
}

fn behaviour(model: &Model) -> Span<'static> {
    let tuning = model.tuning;
    let time = span(tuning.token_endpoint());
    let mut words = Vec::new();
    if model.look.loses_answer {
        words.push("loses an answer".to_owned());
    }
    if tuning.broken {
        words.push("broken: 503".to_owned());
    }
    if tuning.slow {
        words.push(format!("slow: {time}"));
    }
    if words.is_empty() {
        let text = if tuning.fast { "works".to_owned() } else { format!("works, {time}") };
        return Span::styled(text, model.theme.style(Role::Good));
    }
    Span::styled(words.join(", "), model.theme.style(Role::Bad))
}

/// What a server takes for theft: more than none is what one client too many costs.
fn reused(model: &Model, name: &str) -> Vec<Span<'static>> {
    let reused = model.look.reused;
    let role = if reused > 0 { Role::Bad } else { Role::Plain };
    let style = model.theme.style(role);
    vec![Span::styled(format!("{name} {reused}"), style)]
}
