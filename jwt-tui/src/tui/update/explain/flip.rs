//! One flipped bit: where it is and what came of it. The token is left alone.

use crate::engine::explain::flip;
use crate::engine::explain::flip::Place;
use crate::text::explain as words;
use crate::tui::message::Command;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Tone;
use crate::tui::model::explain::Flip;
use crate::tui::update::explain::token;
use crate::tui::update::moving::focus;

/// Flips the highest bit of the first octet of the marked group.
pub fn begin(model: &mut Model) {
    let place = Place {
        segment: model.explain.segment,
        octet: model.explain.group.saturating_mul(3),
        bit: 7,
    };
    let places = [place, Place { octet: 0, ..place }, Place { segment: 0, octet: 0, bit: 7 }];
    let token_text = token(model).as_bytes();
    let found = places.into_iter().find(|place| {
        flip::octets_of(token_text, place.segment).is_some_and(|count| place.octet < count)
    });
    let Some(place) = found else {
        model.say(Tone::Note, words::NOTHING_TO_FLIP, &[]);
        return;
    };
    model.explain.flip = Some(Flip { place, seen: None });
    model.explain.plays_at = None;
    focus(model, Pane::Step);
    look(model);
}

/// Acts on a command while a bit is flipped; `false` when it is not about that.
pub fn command(model: &mut Model, command: Command) -> bool {
    let Some(place) = model.explain.flip.as_ref().map(|flip| flip.place) else { return false };
    let next = match command {
        Command::Close | Command::FlipBit => {
            model.explain.flip = None;
            model.explain.scroll = 0;
            return true;
        }
        Command::Left if place.bit > 0 => Place { bit: place.bit.saturating_sub(1), ..place },
        Command::Left => Place { bit: 7, ..before(place) },
        Command::Right if place.bit < 7 => Place { bit: place.bit.saturating_add(1), ..place },
        Command::Right => Place { bit: 0, octet: place.octet.saturating_add(1), ..place },
        Command::Down => Place { octet: place.octet.saturating_add(1), ..place },
        Command::Up => before(place),
        Command::Top => Place { octet: 0, ..place },
        Command::Bottom => Place { octet: last(model, place.segment), ..place },
        Command::NextPane => segment(model, place, 1),
        Command::PreviousPane => segment(model, place, 2),
        _ => return false,
    };
    let is_there = flip::octets_of(token(model).as_bytes(), next.segment)
        .is_some_and(|count| next.octet < count);
    if is_there {
        model.explain.flip = Some(Flip { place: next, seen: None });
        look(model);
    }
    true
}

fn before(place: Place) -> Place {
    match place.octet.checked_sub(1) {
        Some(octet) => Place { octet, ..place },
        None => Place { bit: 0, ..place },
    }
}

fn last(model: &Model, segment: usize) -> usize {
    flip::octets_of(token(model).as_bytes(), segment).map_or(0, |count| count.saturating_sub(1))
}

/// The next segment that has octets, around the end.
fn segment(model: &Model, place: Place, steps: usize) -> Place {
    let token = token(model).as_bytes();
    let turned = [steps, steps.saturating_mul(2)]
        .into_iter()
        .map(|steps| place.segment.saturating_add(steps).checked_rem(3).unwrap_or(0));
    let found = turned.into_iter().find(|&segment| flip::octets_of(token, segment).is_some());
    Place { segment: found.unwrap_or(place.segment), octet: 0, bit: 7 }
}

/// Looks at what the flipped bit changes, and marks the group that carries it.
pub fn look(model: &mut Model) {
    let Some(place) = model.explain.flip.as_ref().map(|flip| flip.place) else { return };
    let seen = flip::flip(token(model).as_bytes(), place, model.explain.key.as_ref());
    model.explain.flip = seen.map(|seen| Flip { place, seen: Some(seen) });
    model.explain.segment = place.segment;
    model.explain.group = place.octet / 3;
    model.explain.scroll = 0;
}
