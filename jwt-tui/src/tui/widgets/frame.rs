//! The frame of a pane: its title, what stands at its foot, and whether it has the keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;
use ratatui::widgets::Block;
use ratatui::widgets::BorderType;
use ratatui::widgets::Clear;

use crate::engine::sanitize::columns;
use crate::tui::theme::Role;
use crate::tui::theme::Theme;

/// What stands around a pane.
#[derive(Debug, Default)]
pub struct Edges<'t> {
    /// Top left.
    pub title: Line<'t>,
    /// Bottom left: what is to be known about the content.
    pub note: Option<Line<'t>>,
    /// Bottom right: counts and places, the most important first; those that fit are shown.
    pub foot: Vec<String>,
}

/// Draws the frame. The focused pane has double lines, so that it shows without colour.
pub fn draw(frame: &mut Frame<'_>, area: Rect, edges: Edges<'_>, is_focused: bool, theme: Theme) {
    let (kind, role, edge) = if is_focused {
        (BorderType::Double, Role::BorderFocused, "═")
    } else {
        (BorderType::Plain, Role::Border, "─")
    };
    let edge = Span::styled(edge, theme.style(role));
    let mut block = Block::bordered().border_type(kind).border_style(theme.style(role));
    block = block.title_top(padded(edges.title, &edge));
    // A note stands between blanks and pieces of the border, too.
    let note_width = edges.note.as_ref().map_or(0, |note| note.width().saturating_add(2));
    if let Some(note) = edges.note {
        block = block.title_bottom(padded(note, &edge));
    }
    let room = usize::from(area.width).saturating_sub(note_width).saturating_sub(8);
    let mut foot = edges.foot;
    foot.retain(|part| !part.is_empty());
    while !foot.is_empty() && columns(&foot.join(" · ")) > room {
        foot.pop();
    }
    if !foot.is_empty() {
        let foot = Line::from(Span::styled(foot.join(" · "), theme.style(Role::Dim)));
        block = block.title_bottom(padded(foot, &edge).right_aligned());
    }
    frame.render_widget(block, area);
}

/// Draws the frame of something that lies over the screen.
pub fn draw_over(frame: &mut Frame<'_>, area: Rect, edges: Edges<'_>, theme: Theme) {
    halve(frame, area);
    frame.render_widget(Clear, area);
    draw(frame, area, edges, true, theme);
}

/// Blanks wide characters of which the left border takes the second half.
fn halve(frame: &mut Frame<'_>, area: Rect) {
    let Some(x) = area.x.checked_sub(1) else { return };
    for y in area.top()..area.bottom() {
        if let Some(cell) = frame.buffer_mut().cell_mut((x, y))
            && columns(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
    }
}

/// A text on a border: one piece of it on both sides, then a blank.
fn padded<'t>(mut line: Line<'t>, edge: &Span<'t>) -> Line<'t> {
    // The style of the line is for its text and not for the border around it.
    let style = std::mem::take(&mut line.style);
    for span in &mut line.spans {
        span.style = style.patch(span.style);
    }
    line.spans.insert(0, edge.clone());
    line.spans.insert(1, Span::raw(" "));
    line.spans.push(Span::raw(" "));
    line.spans.push(edge.clone());
    line
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    use super::*;

    #[test]
    fn no_half_of_a_wide_character_stays_beside_what_lies_over_it() {
        let mut terminal = Terminal::new(TestBackend::new(12, 3)).unwrap();
        let drawn = terminal.draw(|frame| {
            for y in 0..3 {
                frame.buffer_mut().set_string(0, y, "가나다라마바", ratatui::style::Style::new());
            }
            draw_over(frame, Rect::new(3, 0, 6, 3), Edges::default(), Theme::default());
        });
        let buffer = drawn.unwrap().buffer;
        assert_eq!(buffer[(2, 1)].symbol(), " ");
        assert_eq!(buffer[(3, 1)].symbol(), "║");
        assert_eq!(buffer[(0, 1)].symbol(), "가");
    }
}
