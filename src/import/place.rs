//! Where a record is in a file.

use std::fmt;

use crate::limits::imports::MAX_LISTED_RANGES;

/// Where a record is in a file, with its id if that helps to find it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'r> {
    position: Position,
    id: Option<&'r str>,
    /// The file, where an import reads several.
    file: Option<&'r str>,
}

/// The position of a record, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The line of the record.
    Line(u64),
    /// The first and the last line of a record with line breaks in its cells.
    Lines(u64, u64),
    /// The index of the record in a JSON array.
    Record(u64),
}

impl Position {
    /// A place at this position, of a record with this id.
    #[must_use]
    pub fn of(self, id: &str) -> Place<'_> {
        Place { position: self, id: Some(id), file: None }
    }

    /// The number of its first line, or of the record.
    #[must_use]
    pub fn number(self) -> u64 {
        match self {
            Self::Line(number) | Self::Lines(number, _) | Self::Record(number) => number,
        }
    }

    /// The number of its last line, or of the record.
    #[must_use]
    pub fn last(self) -> u64 {
        match self {
            Self::Line(number) | Self::Lines(_, number) | Self::Record(number) => number,
        }
    }

    /// The position of the same kind with another number.
    #[must_use]
    pub fn with_number(self, number: u64) -> Self {
        match self {
            Self::Line(_) | Self::Lines(..) => Self::Line(number),
            Self::Record(_) => Self::Record(number),
        }
    }

    /// What is counted: lines or records.
    fn plural(self) -> &'static str {
        match self {
            Self::Line(_) | Self::Lines(..) => "lines",
            Self::Record(_) => "records",
        }
    }
}

impl From<Position> for Place<'_> {
    fn from(position: Position) -> Self {
        Self { position, id: None, file: None }
    }
}

impl<'r> Place<'r> {
    /// The position without the id.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// The same place in this file, one of several that an import reads.
    #[must_use]
    pub fn in_file(self, file: Option<&'r str>) -> Self {
        Self { file, ..self }
    }
}

/// The positions of several records, by their files: `a.csv: lines 5, 7-9; b.csv: line 2`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Positions(Vec<(Option<String>, FilePositions)>);

impl Positions {
    /// Adds a place, of whichever reading of the file.
    pub fn add(&mut self, place: Place<'_>) {
        let known = self.0.iter().position(|(file, _)| file.as_deref() == place.file);
        let index = known.unwrap_or_else(|| {
            self.0.push((place.file.map(str::to_owned), FilePositions::default()));
            self.0.len() - 1
        });
        self.0[index].1.add(place.position);
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.iter().map(|(_, positions)| positions.count).sum()
    }
}

impl fmt::Display for Positions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (file, positions)) in self.0.iter().enumerate() {
            f.write_str(if index > 0 { "; " } else { "" })?;
            if let Some(file) = file {
                write!(f, "{file}: ")?;
            }
            positions.fmt(f)?;
        }
        Ok(())
    }
}

/// The positions of several records of a file, as ranges: `lines 5, 7-9`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilePositions {
    /// How many records there are.
    count: u64,
    /// The first and the last line of each range, or its first and last record, in their order.
    ranges: Vec<(u64, u64)>,
    /// How many records are not in a range, since there were too many.
    unlisted: u64,
    plural: &'static str,
}

impl FilePositions {
    /// Adds a position. A file is read several times, so it can be before others, or there already.
    fn add(&mut self, position: Position) {
        self.count += 1;
        self.plural = position.plural();
        let (first, last) = (position.number(), position.last());
        let is_full = self.ranges.len() == MAX_LISTED_RANGES;
        let at = self.ranges.partition_point(|range| range.1 + 1 < first);
        match self.ranges.get_mut(at) {
            Some(range) if range.0 <= last + 1 => {
                *range = (range.0.min(first), range.1.max(last));
                let end = range.1;
                if let Some(next) = self.ranges.get(at + 1).filter(|next| next.0 <= end + 1) {
                    self.ranges[at].1 = end.max(next.1);
                    self.ranges.remove(at + 1);
                }
            }
            _ if is_full => self.unlisted += 1,
            _ => self.ranges.insert(at, (first, last)),
        }
    }
}

impl fmt::Display for FilePositions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let range = |(first, last): &(u64, u64)| {
            if first == last { first.to_string() } else { format!("{first}-{last}") }
        };
        let ranges = self.ranges.iter().map(range).collect::<Vec<_>>().join(", ");
        let is_single = self.ranges.len() == 1 && self.ranges[0].0 == self.ranges[0].1;
        let noun = if is_single { self.plural.trim_end_matches('s') } else { self.plural };
        write!(f, "{noun} {ranges}")?;
        match self.unlisted {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Lines(first, last) => write!(f, "lines {first} to {last}"),
            Self::Record(number) => write!(f, "record {number}"),
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = self.file {
            write!(f, "{file}, ")?;
        }
        match self.id {
            Some(id) => write!(f, "{} ({id})", self.position),
            None => self.position.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_listed_as_ranges() {
        let mut positions = Positions::default();
        for position in [2, 5, 6].map(Position::Line) {
            positions.add(position.into());
        }
        positions.add(Position::Lines(7, 9).into());
        assert_eq!(positions.to_string(), "lines 2, 5-9");
        assert_eq!(positions.count(), 4);
        let mut single = Positions::default();
        single.add(Position::Record(3).into());
        assert_eq!(single.to_string(), "record 3");
        let mut many = Positions::default();
        for number in 1..=2 * MAX_LISTED_RANGES as u64 {
            many.add(Position::Record(2 * number).into());
        }
        assert!(many.to_string().starts_with("records 2, 4, 6, "), "{many}");
        assert!(many.to_string().ends_with("400 and 200 more"), "{many}");
        let mut unsorted = Positions::default();
        for (first, last) in [(8, 9), (2, 2), (5, 5), (2, 2), (6, 7), (3, 3), (5, 6)] {
            unsorted.add(Position::Lines(first, last).into());
        }
        assert_eq!(unsorted.to_string(), "lines 2-3, 5-9", "of several readings");
        assert_eq!(unsorted.count(), 7);
        let mut files = Positions::default();
        for (file, line) in [("a.csv", 2), ("b.csv", 2), ("a.csv", 3)] {
            files.add(Place::from(Position::Line(line)).in_file(Some(file)));
        }
        assert_eq!(files.to_string(), "a.csv: lines 2-3; b.csv: line 2");
    }
}
