//! Parsed files: values that follow the rule of their key, each with its position.
//!
//! A value that breaks its rule is reported once and becomes [`Value::Invalid`], so that later rules skip
//! it and do not take it for missing.

use std::collections::BTreeMap;

use super::{
    format::{
        field::{RecordFormat, ValueType},
        records::record_formats,
    },
    problem::Position,
};
use crate::domain::date::{PartialDate, StatedDate};

/// All files of a seed, in the order of [`record_formats`].
pub(super) struct ParsedFiles(pub(super) Vec<ParsedFile>);

/// The records of one file.
pub(super) struct ParsedFile {
    /// The format of the records.
    pub(super) format: &'static RecordFormat,
    /// The records in the order of the file.
    pub(super) records: Vec<ParsedRecord>,
    /// Whether some records could not be read, so that it is not known which records the file has.
    pub(super) incomplete: bool,
}

impl ParsedFiles {
    /// Files without records.
    pub(super) fn empty() -> Self {
        let file = |format| ParsedFile { format, records: Vec::new(), incomplete: false };
        Self(record_formats().map(file).collect())
    }

    /// Every record with its format.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static RecordFormat, &ParsedRecord)> {
        self.0.iter().flat_map(|file| file.records.iter().map(|record| (file.format, record)))
    }

    /// The records of one table.
    pub(super) fn records(&self, table: &str) -> &[ParsedRecord] {
        self.0.iter().find(|file| file.format.table == table).map_or(&[], |file| &file.records)
    }
}

/// A record, or a table within a record.
pub(super) struct ParsedRecord {
    /// The position of its header or opening brace.
    pub(super) position: Position,
    /// The values of the keys that its format has.
    pub(super) values: BTreeMap<&'static str, ParsedValue>,
}

/// A value and its position.
pub(super) struct ParsedValue {
    /// The rule that it was compared with.
    pub(super) value_type: &'static ValueType,
    /// Where it starts.
    pub(super) position: Position,
    /// The value.
    pub(super) value: Value,
}

/// A value.
pub(super) enum Value {
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A date.
    Date(StatedDate),
    /// A list.
    List(Vec<ParsedValue>),
    /// A table.
    Table(ParsedRecord),
    /// A value that breaks its rule, which has been reported.
    Invalid,
}

impl ParsedRecord {
    /// Whether the key is present, even with an invalid value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    /// The position of the value of a key, even of an invalid one.
    pub(super) fn position_of(&self, key: &str) -> Option<Position> {
        self.values.get(key).map(|value| value.position)
    }

    /// The text of a key.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.values.get(key)?.text()
    }

    /// The date of a key.
    pub(super) fn date(&self, key: &str) -> Option<StatedDate> {
        match &self.values.get(key)?.value {
            Value::Date(date) => Some(date.clone()),
            _ => None,
        }
    }

    /// The date of a key whose rule is [`ValueType::PartialDate`].
    pub(super) fn partial_date(&self, key: &str) -> Option<PartialDate> {
        self.date(key)?.partial()
    }

    /// The number of a key.
    pub(super) fn number(&self, key: &str) -> Option<f64> {
        match self.values.get(key)?.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Whether the value of a key is true.
    pub(super) fn is_true(&self, key: &str) -> bool {
        matches!(self.values.get(key), Some(ParsedValue { value: Value::Boolean(true), .. }))
    }

    /// The table of a key.
    pub(super) fn table(&self, key: &str) -> Option<&Self> {
        self.values.get(key)?.table()
    }

    /// The list of a key; empty if there is none.
    pub(super) fn list(&self, key: &str) -> &[ParsedValue] {
        match self.values.get(key) {
            Some(ParsedValue { value: Value::List(values), .. }) => values,
            _ => &[],
        }
    }

    /// The tables in the list of a key.
    pub(super) fn tables(&self, key: &str) -> impl Iterator<Item = &Self> {
        self.list(key).iter().filter_map(ParsedValue::table)
    }

    /// Visits every value of the record that is no list or table, also within lists and tables.
    pub(super) fn walk<'r>(&'r self, visit: &mut dyn FnMut(&'r ParsedValue)) {
        for value in self.values.values() {
            value.walk(visit);
        }
    }
}

impl ParsedValue {
    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The table, if it is one.
    pub(super) fn table(&self) -> Option<&ParsedRecord> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The value as a text that only equal values have. None if a part of it is invalid.
    pub(super) fn content(&self) -> Option<String> {
        Some(match &self.value {
            Value::Text(text) => format!("{text:?}"),
            Value::Number(number) => number.to_string(),
            Value::Boolean(boolean) => boolean.to_string(),
            Value::Date(date) => date.to_string(),
            Value::List(values) => {
                let values: Option<Vec<_>> = values.iter().map(Self::content).collect();
                format!("[{}]", values?.join(", "))
            }
            Value::Table(table) => {
                let entry =
                    |(key, value): (&&str, &Self)| Some(format!("{key} = {}", value.content()?));
                let entries: Option<Vec<_>> = table.values.iter().map(entry).collect();
                format!("{{ {} }}", entries?.join(", "))
            }
            Value::Invalid => return None,
        })
    }

    fn walk<'r>(&'r self, visit: &mut dyn FnMut(&'r Self)) {
        match &self.value {
            Value::List(values) => values.iter().for_each(|value| value.walk(visit)),
            Value::Table(table) => table.walk(visit),
            _ => visit(self),
        }
    }
}

/// The key of a record: its own, or one made of its parts in the order of the sentence, such as
/// `sanofi.founder.pscc`.
pub(super) fn key_of(format: &RecordFormat, record: &ParsedRecord) -> Option<String> {
    if record.has("key") || format.key_parts.is_empty() {
        return record.text("key").map(str::to_owned);
    }
    let parts = format.key_parts.iter().filter(|part| record.has(part));
    let words = parts.map(|part| Some(record.text(part)?.to_lowercase().replace('_', "-")));
    words.collect::<Option<Vec<_>>>().map(|words| words.join("."))
}
