//! A screen as SVG: paper, coloured cells, then the text in runs of one style.

use std::fmt;
use std::fmt::Write as _;

use jwt_tui::engine::sanitize::columns;
use ratatui::buffer::Buffer;
use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;

/// Width and height of a cell.
const CELL: (f32, f32) = (8.4, 17.0);
/// What the terminal's own background is in the picture.
const PAPER: &str = "#16181d";
/// What the terminal's own foreground is.
const INK: &str = "#d7dae0";

/// Draws the whole screen.
pub(crate) fn draw(buffer: &Buffer) -> Result<String, fmt::Error> {
    let (width, height) = (left(buffer.area.width), top(buffer.area.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK KR', \
         monospace\" font-size=\"14\" xml:space=\"preserve\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{PAPER}\"/>\n"
    );
    for y in 0..buffer.area.height {
        for run in runs(buffer, y) {
            run.draw(&mut out, y)?;
        }
    }
    out.push_str("</svg>\n");
    Ok(out)
}

/// Characters of one style beside each other.
struct Run {
    x: u16,
    columns: u16,
    text: String,
    style: Style,
}

/// The runs of a row. A wide character stands alone: a font may not give it exactly two cells.
fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x: u16 = 0;
    while x < buffer.area.width {
        let Some(cell) = buffer.cell((x, y)) else { break };
        let wide = u16::try_from(columns(cell.symbol())).unwrap_or(1).max(1);
        match runs.last_mut() {
            Some(run) if run.style == cell.style() && wide == 1 && run.goes_on() => {
                run.columns = run.columns.saturating_add(1);
                run.text.push_str(cell.symbol());
            }
            _ => runs.push(Run {
                x,
                columns: wide,
                text: cell.symbol().to_owned(),
                style: cell.style(),
            }),
        }
        x = x.saturating_add(wide);
    }
    runs
}

impl Run {
    fn goes_on(&self) -> bool {
        usize::from(self.columns) == self.text.chars().count()
    }

    fn draw(&self, out: &mut String, y: u16) -> fmt::Result {
        let has = |modifier| self.style.add_modifier.contains(modifier);
        let (mut ink, mut paper) = (self.style.fg.and_then(hex), self.style.bg.and_then(hex));
        if has(Modifier::REVERSED) {
            (ink, paper) = (
                Some(paper.unwrap_or_else(|| PAPER.to_owned())),
                Some(ink.unwrap_or_else(|| INK.to_owned())),
            );
        }
        let (x, y, width) = (left(self.x), top(y), left(self.columns));
        if let Some(paper) = paper {
            let height = CELL.1;
            writeln!(
                out,
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" \
                 fill=\"{paper}\"/>"
            )?;
        }
        if self.text.trim().is_empty() {
            return Ok(());
        }
        let mut look = String::new();
        for (modifier, attribute) in [
            (Modifier::BOLD, " font-weight=\"bold\""),
            (Modifier::DIM, " opacity=\"0.6\""),
            (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        ] {
            if has(modifier) {
                look.push_str(attribute);
            }
        }
        let ink = ink.unwrap_or_else(|| INK.to_owned());
        let base = y + CELL.1 * 0.76;
        let text = self.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        writeln!(
            out,
            "<text x=\"{x:.1}\" y=\"{base:.1}\" textLength=\"{width:.1}\" \
             lengthAdjust=\"spacingAndGlyphs\" fill=\"{ink}\"{look}>{text}</text>"
        )
    }
}

fn left(column: u16) -> f32 {
    f32::from(column) * CELL.0
}

fn top(row: u16) -> f32 {
    f32::from(row) * CELL.1
}

/// The sixteen colours as a dark palette may have them; none is the terminal's own.
fn hex(color: Color) -> Option<String> {
    let named = match color {
        Color::Rgb(red, green, blue) => return Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        Color::Black => "#16181d",
        Color::Blue => "#5c8df6",
        Color::Cyan => "#4fb6c2",
        Color::DarkGray => "#767c88",
        Color::Gray => "#a9afba",
        Color::Green => "#7fbf6a",
        Color::LightBlue => "#86acff",
        Color::LightCyan => "#6fd7e3",
        Color::LightGreen => "#a5dd8f",
        Color::LightMagenta => "#d99af0",
        Color::LightRed => "#ff7f86",
        Color::LightYellow => "#f2d479",
        Color::Magenta => "#b877d6",
        Color::Red => "#e0606a",
        Color::White => "#f4f5f7",
        Color::Yellow => "#d9b24c",
        _ => return None,
    };
    Some(named.to_owned())
}
