//! Copying: what the key after `y` names goes to the clipboard of the terminal.

use crate::engine::document::Half;
use crate::text::en;
use crate::tui::effect::Effect;
use crate::tui::message::Command;
use crate::tui::message::Text;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Tone;
use crate::tui::model::View;

/// Whether a command copies.
#[must_use]
pub fn is_copy(command: Command) -> bool {
    matches!(
        command,
        Command::CopyBearer
            | Command::CopyHeader
            | Command::CopyName
            | Command::CopyPayload
            | Command::CopyPublicKey
            | Command::CopySecretKey
            | Command::CopySignature
            | Command::CopyToken
            | Command::CopyValue
    )
}

/// Copies what the command names.
pub fn copy(model: &mut Model, command: Command) -> Vec<Effect> {
    model.mode = Mode::Normal;
    let found = match command {
        Command::CopyBearer => token(model)
            .map(|token| (format!("Authorization: Bearer {token}").into(), en::THE_BEARER)),
        Command::CopyHeader => half(model, Half::Header, "header"),
        Command::CopyName => name(model),
        Command::CopyPayload => half(model, Half::Payload, "payload"),
        Command::CopyPublicKey => return public_key(model),
        Command::CopySecretKey => key(model),
        Command::CopySignature => token(model)
            .and_then(|token| token.split('.').nth(2))
            .map(|text| (text.into(), "signature")),
        Command::CopyToken => token(model).map(|token| (token.into(), en::THE_TOKEN)),
        _ => value(model),
    };
    let Some((text, what)) = found else {
        model.say(Tone::Note, en::NOTHING_TO_COPY);
        return Vec::new();
    };
    if what == en::THE_TOKEN || what == en::THE_BEARER {
        model.copied = Some(model.document.revision());
    }
    vec![Effect::Copy { text, what }]
}

fn token(model: &Model) -> Option<&str> {
    Some(model.document.token()).filter(|token| !token.is_empty())
}

fn half(model: &Model, half: Half, what: &'static str) -> Option<(Text, &'static str)> {
    model.document.half(half).ok().map(|text| (text.into(), what))
}

fn name(model: &Model) -> Option<(Text, &'static str)> {
    let half = model.subject.half()?;
    let row = model.facts.members(half).rows.get(model.claims_pane(half).selected)?;
    Some((row.name.as_str().into(), "name"))
}

/// The value under the cursor: of a claim, a segment, a key, a check.
fn value(model: &Model) -> Option<(Text, &'static str)> {
    match model.subject {
        Pane::Header | Pane::Payload => {
            let of = model.subject.half()?;
            if model.view_of(of) != View::Table {
                return half(model, of, "text");
            }
            let row = model.facts.members(of).rows.get(model.claims_pane(of).selected)?;
            let written = model.document.half(of).ok()?;
            let raw = written.get(row.value_span.clone())?;
            Some((row.text.as_deref().unwrap_or(raw).into(), "value"))
        }
        Pane::Token => {
            let piece = model.facts.pieces.get(model.token.segment)?;
            Some((model.document.token().get(piece.span.clone())?.into(), "segment"))
        }
        Pane::Key => {
            let key = model.key.supply.as_ref()?.keys.first()?;
            Some((key.thumbprint().into(), "thumbprint"))
        }
        Pane::Checks | Pane::About => {
            let check = model.facts.checks.get(model.checks.selected)?;
            Some((check.message.as_str().into(), "message"))
        }
    }
}

fn key(model: &Model) -> Option<(Text, &'static str)> {
    let key = model.key.supply.as_ref()?.keys.first()?;
    Some((Text::new(key.to_json().as_bytes().to_vec()), "key with its secret part"))
}

fn public_key(model: &mut Model) -> Vec<Effect> {
    let Some(key) = model.key.supply.as_ref().and_then(|supply| supply.keys.first()) else {
        model.say(Tone::Note, en::NEEDS_KEY);
        return Vec::new();
    };
    let Some(public) = key.public() else {
        model.say(Tone::Note, en::NO_PUBLIC_PART);
        return Vec::new();
    };
    vec![Effect::Copy { text: public.to_json().as_bytes().to_vec().into(), what: "public key" }]
}
