//! The cells of a table and their types.

use std::{borrow::Cow, fmt};

use crate::domain::date::{Day, PartialDate};

/// What stands between the values of a joined list, unless an option gives another separator.
pub const DEFAULT_SEPARATOR: &str = "; ";

/// Bytes of a number, a day or a truth value as text.
const NUMBER_BYTES: usize = 24;

/// The type of the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellType {
    /// Text: names, enum values, ids, dates as precise as they are known.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A calendar day.
    Day,
    /// JSON as text.
    Json,
}

impl CellType {
    /// Its name for people, as the catalogue of reports shows it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Day => "day",
            Self::Json => "json",
        }
    }
}

/// The value of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// An empty cell: the value is unknown, or there is none.
    Null,
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A calendar day.
    Day(Day),
    /// JSON as text.
    Json(String),
    /// The values of a joined list, and the separator to write between them.
    Joined(Vec<Option<Cow<'a, str>>>, &'a str),
}

impl Cell<'_> {
    /// Whether the cell is empty.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Cell::Null)
    }

    /// How many bytes [`Cell::text`] has. Of a number it is the most that one usually has.
    #[must_use]
    pub fn text_bytes(&self) -> usize {
        match self {
            Cell::Null => 0,
            Cell::Text(text) => text.len(),
            Cell::Json(text) => text.len(),
            Cell::Integer(_) | Cell::Number(_) | Cell::Boolean(_) | Cell::Day(_) => NUMBER_BYTES,
            Cell::Joined(values, separator) => {
                let separators = separator.len() * values.len().saturating_sub(1);
                values.iter().flatten().map(|value| value.len()).sum::<usize>() + separators
            }
        }
    }

    /// How many values a joined list has; none in other cells.
    #[must_use]
    pub fn joined_values(&self) -> usize {
        if let Cell::Joined(values, _) = self { values.len() } else { 0 }
    }

    /// The cell as text, as every text format writes it. The text of an empty cell is empty.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Null => Cow::Borrowed(""),
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Json(text) => Cow::Borrowed(text),
            cell => Cow::Owned(cell.to_string()),
        }
    }
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Null => Ok(()),
            Cell::Text(text) => f.write_str(text),
            Cell::Json(text) => f.write_str(text),
            Cell::Integer(number) => write!(f, "{number}"),
            // The shortest text that parses to the same number.
            Cell::Number(number) => write!(f, "{number}"),
            Cell::Boolean(value) => write!(f, "{value}"),
            Cell::Day(day) => write!(f, "{}", PartialDate::of_day(*day)),
            Cell::Joined(values, separator) => {
                for (index, value) in values.iter().enumerate() {
                    if index > 0 {
                        f.write_str(separator)?;
                    }
                    f.write_str(value.as_deref().unwrap_or_default())?;
                }
                Ok(())
            }
        }
    }
}
