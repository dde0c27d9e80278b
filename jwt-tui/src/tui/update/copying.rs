//! Copying: what the key after `y` names goes to the clipboard of the terminal.

use jwt_core::key::Jwk;

use crate::engine::document::Half;
use crate::text::Phrase;
use crate::text::words;
use crate::tui::effect::Effect;
use crate::tui::message::Command;
use crate::tui::message::Text;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Pane;
use crate::tui::model::Screen;
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
            .map(|token| (format!("Authorization: Bearer {token}").into(), words::THE_BEARER)),
        Command::CopyHeader => half(model, Half::Header, words::THE_HEADER),
        Command::CopyName => name(model),
        Command::CopyPayload => half(model, Half::Payload, words::THE_PAYLOAD),
        Command::CopyPublicKey => return public_key(model),
        Command::CopySecretKey => key(model),
        Command::CopySignature => token(model)
            .and_then(|token| token.split('.').nth(2))
            .map(|text| (text.into(), words::THE_SIGNATURE)),
        Command::CopyToken => token(model).map(|token| (token.into(), words::THE_TOKEN)),
        _ => value(model),
    };
    let Some((text, what)) = found else {
        model.say(Tone::Note, words::NOTHING_TO_COPY, &[]);
        return Vec::new();
    };
    if what == words::THE_TOKEN || what == words::THE_BEARER {
        model.copied = Some(model.document.revision());
    }
    vec![Effect::Copy { text, what }]
}

fn token(model: &Model) -> Option<&str> {
    Some(model.document.token()).filter(|token| !token.is_empty())
}

fn half(model: &Model, half: Half, what: Phrase) -> Option<(Text, Phrase)> {
    model.document.half(half).ok().map(|text| (text.into(), what))
}

fn name(model: &Model) -> Option<(Text, Phrase)> {
    let half = model.subject.half()?;
    let row = model.facts.members(half).rows.get(model.claims_pane(half).selected)?;
    Some((row.name.as_str().into(), words::THE_NAME))
}

/// The value under the cursor: of a claim, a segment, a key, a check.
fn value(model: &Model) -> Option<(Text, Phrase)> {
    match model.subject {
        Pane::Header | Pane::Payload => {
            let of = model.subject.half()?;
            if model.view_of(of) != View::Table {
                return half(model, of, words::THE_TEXT);
            }
            let row = model.facts.members(of).rows.get(model.claims_pane(of).selected)?;
            let written = model.document.half(of).ok()?;
            let raw = written.get(row.value_span.clone())?;
            Some((row.text.as_deref().unwrap_or(raw).into(), words::THE_VALUE))
        }
        Pane::Token => {
            let piece = model.facts.pieces.get(model.token.segment)?;
            Some((model.document.token().get(piece.span.clone())?.into(), words::THE_SEGMENT))
        }
        Pane::Key => {
            let key = shown_key(model)?;
            Some((key.thumbprint().into(), words::THE_THUMBPRINT))
        }
        // The other screens copy by themselves.
        _ if model.subject.screen() != Screen::Workbench => None,
        _ => {
            let check = model.facts.checks.get(model.checks.selected)?;
            Some((check.message.as_str().into(), words::THE_MESSAGE))
        }
    }
}

/// The key that the key pane is about: the one behind the verdict, else the first.
fn shown_key(model: &Model) -> Option<&Jwk> {
    let keys = &model.key.supply.as_ref()?.keys;
    let used = model.facts.key.as_ref().and_then(|used| keys.get(used.index));
    used.or(keys.first())
}

fn key(model: &Model) -> Option<(Text, Phrase)> {
    let key = shown_key(model)?;
    Some((Text::new(key.to_json().as_bytes().to_vec()), words::THE_SECRET_KEY))
}

fn public_key(model: &mut Model) -> Vec<Effect> {
    let Some(key) = shown_key(model) else {
        model.say(Tone::Note, words::NEEDS_KEY, &[]);
        return Vec::new();
    };
    let Some(public) = key.public() else {
        model.say(Tone::Note, words::NO_PUBLIC_PART, &[]);
        return Vec::new();
    };
    vec![Effect::Copy {
        text: public.to_json().as_bytes().to_vec().into(),
        what: words::THE_PUBLIC_KEY,
    }]
}
