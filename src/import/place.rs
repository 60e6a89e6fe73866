//! Where a record stands in a file.

use std::fmt;

/// Where a record stands in a file, and its id there if that helps to find it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'r> {
    position: Position,
    id: Option<&'r str>,
}

/// The position of a record, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The line on which the record begins.
    Line(u64),
    /// The index of the record in a JSON array.
    Record(u64),
}

impl Position {
    /// A place at this position, of a record with this id.
    #[must_use]
    pub fn of(self, id: &str) -> Place<'_> {
        Place { position: self, id: Some(id) }
    }

    /// The number of the line or record.
    #[must_use]
    pub fn number(self) -> u64 {
        match self {
            Self::Line(number) | Self::Record(number) => number,
        }
    }

    /// The position of the same kind with another number.
    #[must_use]
    pub fn with_number(self, number: u64) -> Self {
        match self {
            Self::Line(_) => Self::Line(number),
            Self::Record(_) => Self::Record(number),
        }
    }
}

impl From<Position> for Place<'_> {
    fn from(position: Position) -> Self {
        Self { position, id: None }
    }
}

impl Place<'_> {
    /// The position without the id.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Record(number) => write!(f, "record {number}"),
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.id {
            Some(id) => write!(f, "{} ({id})", self.position),
            None => self.position.fmt(f),
        }
    }
}
