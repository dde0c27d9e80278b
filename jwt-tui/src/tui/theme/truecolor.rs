//! Two themes in true colour, each colour checked for contrast against the ground it stands on.
//!
//! Text has a contrast of 4.5:1 at least, borders 3:1 (WCAG 2.2, success criteria 1.4.3 and 1.4.11).

use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;

use crate::tui::theme::Role;

/// The colours of a theme.
pub(super) struct Palette {
    ground: Color,
    text: Color,
    bad: Color,
    border: Color,
    dim: Color,
    focus: Color,
    good: Color,
    header: Color,
    literal: Color,
    number: Color,
    payload: Color,
    selected: (Color, Color),
    signature: Color,
    string: Color,
    warning: Color,
}

/// On a dark ground.
pub(super) const DARK: Palette = Palette {
    ground: rgb(0x16_18_1d),
    text: rgb(0xd8_dc_e4),
    bad: rgb(0xff_8b_85),
    border: rgb(0x71_7a_8c),
    dim: rgb(0x9a_a3_b2),
    focus: rgb(0x5c_c8_ff),
    good: rgb(0x7b_d8_8f),
    header: rgb(0x7f_b2_ff),
    literal: rgb(0xf0_a9_7a),
    number: rgb(0x8b_d5_f5),
    payload: rgb(0xd5_9b_ff),
    selected: (rgb(0xff_ff_ff), rgb(0x2f_3f_63)),
    signature: rgb(0x5f_d7_c5),
    string: rgb(0xa5_d6_a0),
    warning: rgb(0xf2_c5_5c),
};

/// On a light ground.
pub(super) const LIGHT: Palette = Palette {
    ground: rgb(0xfb_fb_f8),
    text: rgb(0x24_27_2e),
    bad: rgb(0xb3_26_1e),
    border: rgb(0x7d_85_94),
    dim: rgb(0x5b_62_70),
    focus: rgb(0x0b_62_b0),
    good: rgb(0x1e_6f_2e),
    header: rgb(0x1a_55_c4),
    literal: rgb(0x9a_4a_00),
    number: rgb(0x0a_66_80),
    payload: rgb(0x8a_2b_b8),
    selected: (rgb(0x14_16_1a), rgb(0xcf_e0_f8)),
    signature: rgb(0x00_70_6a),
    string: rgb(0x3b_6b_12),
    warning: rgb(0x7a_52_00),
};

impl Palette {
    /// Text and ground.
    pub(super) const fn base(&self) -> (Color, Color) {
        (self.text, self.ground)
    }

    /// The style of a role; it always names both colours.
    pub(super) fn style(&self, role: Role) -> Style {
        let on_ground = |color| Style::new().fg(color).bg(self.ground);
        let bold = |color| on_ground(color).add_modifier(Modifier::BOLD);
        let filled = |color| Style::new().fg(self.ground).bg(color);
        match role {
            Role::Bad => bold(self.bad),
            Role::Border => on_ground(self.border),
            Role::BorderFocused => on_ground(self.focus),
            Role::Cursor => filled(self.text),
            Role::Dim | Role::Dot => on_ground(self.dim),
            Role::Forge => filled(self.warning),
            Role::Good => bold(self.good),
            Role::Header => on_ground(self.header),
            Role::HintKey => bold(self.focus),
            Role::Literal => on_ground(self.literal),
            Role::Marked => filled(self.payload),
            Role::Name | Role::Title => bold(self.text),
            Role::Number => on_ground(self.number),
            Role::Payload => on_ground(self.payload),
            Role::Plain => on_ground(self.text),
            Role::Selected => {
                let (text, ground) = self.selected;
                Style::new().fg(text).bg(ground).add_modifier(Modifier::BOLD)
            }
            Role::Signature => on_ground(self.signature),
            Role::String => on_ground(self.string),
            Role::Unchecked => bold(self.warning),
            Role::Warning => on_ground(self.warning),
            Role::Wrong => filled(self.bad).add_modifier(Modifier::BOLD),
        }
    }
}

const fn rgb(number: u32) -> Color {
    let [_, red, green, blue] = number.to_be_bytes();
    Color::Rgb(red, green, blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(color: Color) -> f64 {
        let Color::Rgb(red, green, blue) = color else { panic!("no true colour") };
        let linear = |octet: u8| {
            let part = f64::from(octet) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(style: Style) -> f64 {
        let (one, other) = (luminance(style.fg.unwrap()), luminance(style.bg.unwrap()));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_role_has_contrast() {
        for (name, palette) in [("dark", DARK), ("light", LIGHT)] {
            for &(role, _) in Role::ALL {
                let is_border = matches!(role, Role::Border | Role::BorderFocused);
                let least = if is_border { 3.0 } else { 4.5 };
                let found = contrast(palette.style(role));
                assert!(found >= least, "{name} {role:?}: {found:.2}:1, {least}:1 is wanted");
            }
        }
    }

    #[test]
    fn contrast_is_measured_as_the_standard_says() {
        let of = |text, ground| contrast(Style::new().fg(rgb(text)).bg(rgb(ground)));
        assert!((of(0x00_00_00, 0xff_ff_ff) - 21.0).abs() < 0.01);
        assert!((of(0x77_77_77, 0xff_ff_ff) - 4.48).abs() < 0.01);
    }
}
