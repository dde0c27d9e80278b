//! Where the tale is told: lines of at most 80 columns, colour where it is wanted, time to read.

use std::future::pending;
use std::io;
use std::io::Write;
use std::mem;
use std::time::Duration;

use tokio::sync::mpsc::Receiver;

/// Time to read a line.
pub(crate) const LINE: Duration = Duration::from_millis(450);
/// Columns that are used.
pub(crate) const WIDTH: usize = 78;

pub(crate) struct Stage<W> {
    out: W,
    colour: bool,
    /// Where there are pauses: who ends one by a press of Enter.
    enter: Option<Receiver<()>>,
    /// Lines since the last pause.
    lines: u32,
}

/// How something is meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Mood {
    Plain,
    Good,
    Bad,
    Quiet,
    Title,
}

impl<W: Write> Stage<W> {
    pub(crate) fn new(out: W, colour: bool, enter: Option<Receiver<()>>) -> Self {
        Self { out, colour, enter, lines: 0 }
    }

    /// Begins an act.
    pub(crate) fn title(&mut self, text: &str) -> io::Result<()> {
        self.gap()?;
        self.line(text, Mood::Title)?;
        self.line(&"─".repeat(text.chars().count()), Mood::Quiet)
    }

    /// A paragraph.
    pub(crate) fn say(&mut self, text: &str) -> io::Result<()> {
        self.wrapped(text, "", Mood::Plain)?;
        self.gap()
    }

    /// One step of an act.
    pub(crate) fn step(&mut self, text: &str, mood: Mood) -> io::Result<()> {
        let mark = match mood {
            Mood::Good => "✓ ",
            Mood::Bad => "✗ ",
            _ => "· ",
        };
        self.wrapped(text, mark, mood)
    }

    /// A word and what it means.
    pub(crate) fn item(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.wrapped(text, &format!("  {name}  "), Mood::Plain)
    }

    /// A row of the table: a name, then four numbers.
    pub(crate) fn row(&mut self, name: &str, cells: &[String; 4], mood: Mood) -> io::Result<()> {
        let [first, second, third, fourth] = cells;
        let text = format!("  {name:<28}{first:>10}{second:>12}{third:>10}{fourth:>12}");
        self.line(&text, mood)
    }

    /// A line as it is.
    pub(crate) fn line(&mut self, text: &str, mood: Mood) -> io::Result<()> {
        let code = match mood {
            _ if !self.colour => "",
            Mood::Plain => "",
            Mood::Good => "32",
            Mood::Bad => "31",
            Mood::Quiet => "2",
            Mood::Title => "1",
        };
        self.lines = self.lines.saturating_add(1);
        if code.is_empty() {
            writeln!(self.out, "{text}")
        } else {
            writeln!(self.out, "\u{1b}[{code}m{text}\u{1b}[0m")
        }
    }

    pub(crate) fn gap(&mut self) -> io::Result<()> {
        self.lines = self.lines.saturating_add(1);
        writeln!(self.out)
    }

    /// Leaves time to read what has come since the last pause; Enter ends it.
    pub(crate) async fn pause(&mut self) {
        let lines = mem::take(&mut self.lines);
        let Some(enter) = &mut self.enter else { return };
        // Whatever was pressed before was not meant for this one.
        while enter.try_recv().is_ok() {}
        let pressed = async {
            if enter.recv().await.is_none() {
                // Nobody listens to the keyboard.
                pending::<()>().await;
            }
        };
        // Either is an end.
        let _ = tokio::time::timeout(LINE.saturating_mul(lines), pressed).await;
    }

    /// Text in lines; the first begins with `mark`, the others stand under it.
    fn wrapped(&mut self, text: &str, mark: &str, mood: Mood) -> io::Result<()> {
        let indent = mark.chars().count();
        let mut line = mark.to_owned();
        let mut used = indent;
        for word in text.split_whitespace() {
            let length = word.chars().count();
            if used > indent && used.saturating_add(length).saturating_add(1) > WIDTH {
                self.line(&line, mood)?;
                line = " ".repeat(indent);
                used = indent;
            }
            if used > indent {
                line.push(' ');
                used = used.saturating_add(1);
            }
            line.push_str(word);
            used = used.saturating_add(length);
        }
        self.line(&line, mood)
    }
}
