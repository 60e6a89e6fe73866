//! What stands in a cell of a table.

use std::{borrow::Cow, fmt};

use crate::domain::date::{Day, PartialDate};

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text: names, words of vocabularies, ids, dates as far as they are known.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A day of the calendar.
    Day,
    /// JSON as text.
    Json,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing: not known, or not there.
    Null,
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A day of the calendar.
    Day(Day),
    /// JSON as text.
    Json(String),
    /// The values of a list, and what stands between them where they are one text.
    Joined(Vec<Option<Cow<'a, str>>>, &'a str),
}

impl Cell<'_> {
    /// Whether nothing is there.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Cell::Null)
    }

    /// The cell as a text, as every text format writes it; empty where nothing is there.
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
            // The shortest text that reads back as the same number.
            Cell::Number(number) => write!(f, "{number}"),
            Cell::Boolean(value) => write!(f, "{value}"),
            Cell::Day(day) => write!(f, "{}", PartialDate::of_day(*day)),
            Cell::Joined(values, between) => {
                for (at, value) in values.iter().enumerate() {
                    if at > 0 {
                        f.write_str(between)?;
                    }
                    f.write_str(value.as_deref().unwrap_or_default())?;
                }
                Ok(())
            }
        }
    }
}
