//! Sequence drawings: a lane for each party, time runs down.

use std::io;
use std::io::Write;

use super::stage::Mood;
use super::stage::Stage;

/// Two or three lanes.
pub(crate) struct Drawing<'s, W> {
    stage: &'s mut Stage<W>,
    /// The columns of the lanes.
    lanes: &'static [usize],
}

impl<'s, W: Write> Drawing<'s, W> {
    /// Lanes with these names: two, or three with the first two near each other.
    pub(crate) fn begin(stage: &'s mut Stage<W>, names: &[&str]) -> io::Result<Self> {
        let lanes: &[usize] = if names.len() == 2 { &[4, 72] } else { &[4, 30, 72] };
        let mut line = String::new();
        for (lane, name) in lanes.iter().zip(names) {
            let start = lane.saturating_sub(name.chars().count().div_euclid(2));
            pad(&mut line, start);
            line.push_str(name);
        }
        stage.gap()?;
        stage.line(&line, Mood::Quiet)?;
        Ok(Self { stage, lanes })
    }

    /// An arrow from one lane to the next on the right or the left, with a text on it.
    pub(crate) fn arrow(
        &mut self,
        from: usize,
        to: usize,
        text: &str,
        mood: Mood,
    ) -> io::Result<()> {
        let column = |lane: usize| self.lanes.get(lane).copied().unwrap_or_default();
        let (left, right) = (column(from.min(to)), column(from.max(to)));
        let room = right.saturating_sub(left).saturating_sub(1);
        // Two for the arrow's head and a space, two for its tail.
        let rule = "─".repeat(room.saturating_sub(text.chars().count()).saturating_sub(4));
        let arrow = if from < to {
            format!("├─ {text} {rule}▶│")
        } else {
            format!("│◀{rule} {text} ─┤")
        };
        let mut line = String::new();
        for lane in self.lanes.iter().filter(|lane| **lane < left) {
            pad(&mut line, *lane);
            line.push('│');
        }
        pad(&mut line, left);
        line.push_str(&arrow);
        for lane in self.lanes.iter().filter(|lane| **lane > right) {
            pad(&mut line, *lane);
            line.push('│');
        }
        self.stage.line(&line, mood)
    }

    /// Something that happens at the lane on the left.
    pub(crate) fn left_note(&mut self, text: &str, mood: Mood) -> io::Result<()> {
        let Some((first, others)) = self.lanes.split_first() else { return Ok(()) };
        let mut line = String::new();
        pad(&mut line, *first);
        line.push_str("│ ");
        line.push_str(text);
        for lane in others {
            pad(&mut line, *lane);
            line.push('│');
        }
        self.stage.line(&line, mood)
    }

    /// Something that happens at the lane on the right.
    pub(crate) fn note(&mut self, text: &str, mood: Mood) -> io::Result<()> {
        let Some((last, others)) = self.lanes.split_last() else { return Ok(()) };
        let start = last.saturating_sub(text.chars().count()).saturating_sub(1);
        let mut line = String::new();
        for lane in others.iter().filter(|lane| **lane < start) {
            pad(&mut line, *lane);
            line.push('│');
        }
        pad(&mut line, start);
        line.push_str(text);
        line.push_str(" │");
        self.stage.line(&line, mood)
    }

    pub(crate) fn end(self) -> io::Result<()> {
        self.stage.gap()
    }
}

fn pad(line: &mut String, column: usize) {
    for _ in line.chars().count()..column {
        line.push(' ');
    }
}
