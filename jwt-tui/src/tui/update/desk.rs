//! Theme, mouse and split.

use crate::text::craft;
use crate::tui::effect::Effect;
use crate::tui::layout;
use crate::tui::layout::layout;
use crate::tui::model::Model;
use crate::tui::model::Tone;
use crate::tui::model::desk::Colors;
use crate::tui::theme::Theme;

/// How many columns a key moves the split.
const STEP: i16 = 4;

/// The theme that was asked for, or the nearest one that this terminal can show; says so.
pub fn take_theme(model: &mut Model, wanted: Theme) {
    let name = wanted.name();
    match model.desk.colors {
        Colors::None if wanted != Theme::Mono => {
            model.theme = Theme::Mono;
            model.say(Tone::Note, craft::THEME_NO_COLOR, &[]);
        }
        Colors::Sixteen if wanted.needs_truecolor() => {
            model.theme = Theme::Ansi;
            model.say(Tone::Note, craft::THEME_NEEDS_TRUECOLOR, &[&name]);
        }
        _ => model.theme = wanted,
    }
}

/// The next theme that this terminal can show.
pub fn next_theme(model: &mut Model) {
    if model.desk.colors == Colors::None {
        return take_theme(model, Theme::Ansi);
    }
    let mut next = model.theme.next();
    while next.needs_truecolor() && model.desk.colors != Colors::True {
        next = next.next();
    }
    model.theme = next;
    model.say(Tone::Note, craft::THEME_IS, &[&next.name()]);
}

/// Takes the mouse, or gives it back.
pub fn toggle_mouse(model: &mut Model) -> Vec<Effect> {
    model.desk.mouse = !model.desk.mouse;
    model.desk.is_dragging = false;
    let words = if model.desk.mouse { craft::MOUSE_ON } else { craft::MOUSE_OFF };
    model.say(Tone::Note, words, &[]);
    vec![Effect::CaptureMouse(model.desk.mouse)]
}

/// Moves the split by a key.
pub fn move_split(model: &mut Model, is_wider: bool) {
    let Some(left) = layout(model).left_width() else {
        return model.say(Tone::Note, craft::NO_SPLIT, &[]);
    };
    let step = if is_wider { STEP } else { STEP.saturating_neg() };
    set_left(model, left.saturating_add_signed(step));
}

/// Gives the left column so many columns, as far as both sides stay usable.
pub fn set_left(model: &mut Model, wanted: u16) {
    model.desk.split = 0;
    let Some(usual) = layout(model).left_width() else { return };
    let wanted = layout::left_limits(model.size.0, wanted);
    let split = i32::from(wanted).saturating_sub(i32::from(usual));
    model.desk.split = i16::try_from(split).unwrap_or(0);
}
