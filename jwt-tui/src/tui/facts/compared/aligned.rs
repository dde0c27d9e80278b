//! The characters of both tokens below each other, and under them where they differ.
//!
//! Rows are found once for a width; a row is put together only when it shows. A text that lacks what
//! the other has is given a gap, so that what follows stands below its like again.

use std::ops::Range;

use jwt_core::jws::Part;

use super::Comparison;
use super::changes::role;
use crate::engine::diff::Block;
use crate::engine::diff::PartKind;
use crate::engine::diff::blocks;
use crate::engine::diff::heading;
use crate::text::Lang;
use crate::text::diff as words;
use crate::tui::theme::Role;

/// Columns before the characters: which token it is.
pub const GUTTER: usize = 2;

/// Both texts in rows.
#[derive(Clone, Debug, Default)]
pub struct Aligned {
    /// The width the rows were made for.
    pub width: Option<usize>,
    /// The rows.
    pub rows: Vec<Row>,
    parts: Vec<Laid>,
}

/// A row, to be put together when it shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Row {
    part: usize,
    kind: Kind,
    /// The first column of the laid-out part that it shows.
    from: usize,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    /// The name of the part.
    Heading,
    /// The characters of the first or the second token.
    Text(usize),
    /// Characters that both have.
    Both,
    /// This many characters that both have, left out.
    Skipped(usize),
    /// Where the two rows above differ.
    Marks,
}

/// A part laid out: its stretches and the column at which each begins.
#[derive(Clone, Debug)]
struct Laid {
    part: Part,
    blocks: Vec<Block>,
    starts: Vec<usize>,
    end: usize,
}

impl Laid {
    fn new(part: Part, blocks: Vec<Block>) -> Self {
        let mut end: usize = 0;
        let mut starts = Vec::with_capacity(blocks.len());
        for block in &blocks {
            starts.push(end);
            end = end.saturating_add(block.width());
        }
        Self { part, blocks, starts, end }
    }

    /// The stretches that show in some columns, with their first column.
    fn within(&self, columns: &Range<usize>) -> impl Iterator<Item = (usize, &Block)> {
        let first = self.starts.partition_point(|&start| start <= columns.start).saturating_sub(1);
        let end = columns.end;
        let pairs = self.starts.iter().copied().zip(&self.blocks).skip(first);
        pairs.take_while(move |&(start, _)| start < end)
    }

    /// The column at which a character of a token stands.
    fn column(&self, side: usize, place: usize) -> usize {
        let of = |block: &Block| block.places.get(side).cloned().unwrap_or_default();
        let index = self.blocks.partition_point(|block| of(block).end <= place);
        let start = self.starts.get(index).copied().unwrap_or(self.end);
        let begin = self.blocks.get(index).map_or(place, |block| of(block).start);
        start.saturating_add(place.saturating_sub(begin))
    }
}

impl Aligned {
    /// Makes the rows for a width.
    #[must_use]
    pub fn new(comparison: &Comparison, width: usize) -> Self {
        let mut made = Self { width: Some(width), ..Self::default() };
        for part in &comparison.diff.parts {
            let places = comparison.segments.iter().find(|(name, _)| *name == part.part);
            let Some((_, places)) = places else { continue };
            let runs: &[_] = if part.kind == PartKind::Same { &[] } else { &part.chars };
            let laid = Laid::new(part.part, blocks(places.clone(), runs));
            made.lay(laid, width.saturating_sub(GUTTER).max(1));
        }
        made
    }

    /// The row that shows where a change begins.
    #[must_use]
    pub fn row_of(&self, part: Part, carriers: &[Range<usize>; 2]) -> usize {
        let Some(index) = self.parts.iter().position(|laid| laid.part == part) else { return 0 };
        let side = usize::from(carriers[0].is_empty());
        let column = self
            .parts
            .get(index)
            .map_or(0, |laid| laid.column(side, carriers.get(side).map_or(0, |place| place.start)));
        let before = |row: &Row| row.part < index || (row.part == index && row.from <= column);
        let last = self.rows.partition_point(before).saturating_sub(1);
        let from = self.rows.get(last).map_or(0, |row| row.from);
        let first = self.rows.get(..=last).unwrap_or_default();
        // The first of the rows that show these columns.
        let same = first.iter().rev();
        let same = same.take_while(|row| row.part == index && row.from == from).count();
        last.saturating_add(1).saturating_sub(same)
    }

    /// One row as pieces of text; `marked` are the characters of the marked change in each token.
    #[must_use]
    pub fn pieces(
        &self,
        comparison: &Comparison,
        row: Row,
        marked: &[Range<usize>; 2],
        lang: Lang,
    ) -> Vec<(String, Role)> {
        let Some(laid) = self.parts.get(row.part) else { return Vec::new() };
        let width = self.width.unwrap_or(1).saturating_sub(GUTTER).max(1);
        let columns = row.from..row.from.saturating_add(width).min(laid.end);
        let part = comparison.diff.parts.get(row.part);
        match row.kind {
            Kind::Heading => {
                let told = part.map_or_else(String::new, |part| part.headline(lang));
                let title = heading(laid.part).of(lang).to_owned();
                vec![(title, role(laid.part)), (format!("  {told}"), Role::Dim)]
            }
            Kind::Skipped(count) => {
                let told = words::SAME_CHARS.with(lang, &[&count]);
                vec![(format!("  ⋯ {told}"), Role::Dim)]
            }
            Kind::Marks => {
                vec![("  ".to_owned(), Role::Dim), (marks(laid, &columns), Role::Warning)]
            }
            Kind::Both => text(comparison, laid, &columns, 0, "  ", marked),
            Kind::Text(0) => text(comparison, laid, &columns, 0, "1 ", marked),
            Kind::Text(_) => text(comparison, laid, &columns, 1, "2 ", marked),
        }
    }

    fn lay(&mut self, laid: Laid, width: usize) {
        let part = self.parts.len();
        let row = |kind, from| Row { part, kind, from };
        self.rows.push(row(Kind::Heading, 0));
        let mut same: Option<usize> = None;
        let mut from = 0;
        while from < laid.end {
            let to = from.saturating_add(width).min(laid.end);
            if laid.within(&(from..to)).any(|(_, block)| block.differs) {
                self.same(part, same.take(), from, width);
                let kinds = [Kind::Text(0), Kind::Text(1), Kind::Marks];
                self.rows.extend(kinds.map(|kind| row(kind, from)));
            } else {
                same.get_or_insert(from);
            }
            from = to;
        }
        self.same(part, same, laid.end, width);
        self.parts.push(laid);
    }

    /// Rows that both have: one as it is, more of them as their number.
    fn same(&mut self, part: usize, from: Option<usize>, to: usize, width: usize) {
        let Some(from) = from else { return };
        let count = to.saturating_sub(from);
        let kind = if count <= width { Kind::Both } else { Kind::Skipped(count) };
        self.rows.push(Row { part, kind, from });
    }
}

/// The characters of one token in some columns, in the roles of what they are.
fn text(
    comparison: &Comparison,
    laid: &Laid,
    columns: &Range<usize>,
    side: usize,
    gutter: &str,
    marked: &[Range<usize>; 2],
) -> Vec<(String, Role)> {
    let octets = comparison.side(side).token.as_bytes();
    let marked = marked.get(side).cloned().unwrap_or_default();
    let differing = if side == 0 { Role::Bad } else { Role::Good };
    let mut pieces: Vec<(String, Role)> = vec![(gutter.to_owned(), Role::Title)];
    for (start, block) in laid.within(columns) {
        let of = block.places.get(side).cloned().unwrap_or_default();
        let end = start.saturating_add(block.width()).min(columns.end);
        for column in start.max(columns.start)..end {
            let place = of.start.saturating_add(column.saturating_sub(start));
            let (character, role) = match octets.get(place).filter(|_| place < of.end) {
                None => (' ', Role::Plain),
                Some(_) if marked.contains(&place) => (shown(octets, place), Role::Marked),
                Some(_) if block.differs => (shown(octets, place), differing),
                Some(_) => (shown(octets, place), role(laid.part)),
            };
            match pieces.last_mut() {
                Some((text, last)) if *last == role => text.push(character),
                _ => pieces.push((character.to_string(), role)),
            }
        }
    }
    pieces
}

/// A token is ASCII; whatever else stands in one keeps its place and nothing more.
fn shown(octets: &[u8], place: usize) -> char {
    match octets.get(place) {
        Some(octet @ 0x21..=0x7e) => char::from(*octet),
        _ => '?',
    }
}

/// `^` where both differ, `-` and `+` where only the first or the second has something.
fn marks(laid: &Laid, columns: &Range<usize>) -> String {
    let mut marks = String::new();
    for (start, block) in laid.within(columns) {
        let end = start.saturating_add(block.width()).min(columns.end);
        for column in start.max(columns.start)..end {
            let within = |place: &Range<usize>| column.saturating_sub(start) < place.len();
            marks.push(match (block.differs, within(&block.places[0]), within(&block.places[1])) {
                (false, ..) => ' ',
                (true, true, true) => '^',
                (true, true, false) => '-',
                (true, ..) => '+',
            });
        }
    }
    marks.trim_end().to_owned()
}
