//! Parses the text of a file: each value is compared with the rule of its key.
//!
//! The parser never stops at a problem. It reports the problem and goes on with the next value.

use std::{
    collections::{BTreeMap, HashSet},
    iter,
    ops::Range,
};

use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue, Error},
};

use super::value::{Expected, scalar};
use crate::seed::{
    format::{
        field::{Field, RecordFormat, ValueType, with_article},
        records::format_of,
    },
    parsed::{ParsedFile, ParsedRecord, ParsedValue, Value},
    problem::{FileId, Position, Problems, Violation},
};
use crate::suggestion::nearest;

/// Parses one file.
pub struct Parser<'p, 'f> {
    problems: &'p mut Problems<'f>,
    file: FileId,
    /// Where the text that is being parsed starts in the file.
    offset: usize,
}

impl<'p, 'f> Parser<'p, 'f> {
    /// A parser of the file.
    pub fn new(problems: &'p mut Problems<'f>, file: FileId) -> Self {
        Self { problems, file, offset: 0 }
    }

    /// Parses the records of the file. Where a part is not valid TOML, the records around it are parsed.
    pub fn parse(&mut self, format: &'static RecordFormat, text: &str) -> ParsedFile {
        let mut file = ParsedFile { format, records: Vec::new(), incomplete: false };
        match DeTable::parse(text) {
            Ok(document) => self.document(&mut file, document.get_ref()),
            Err(error) => self.record_by_record(&mut file, text, &error),
        }
        file
    }

    /// Parses a text that is not valid TOML as a whole, each record by itself.
    fn record_by_record(&mut self, file: &mut ParsedFile, text: &str, error: &Error) {
        file.incomplete = true;
        let headers = text.match_indices("\n[[").map(|(at, _)| at + 1);
        let starts: Vec<_> = iter::once(0).chain(headers).collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let mut reported = false;
        for (start, end) in starts.iter().copied().zip(ends) {
            self.offset = start;
            match DeTable::parse(&text[start..end]) {
                Ok(document) => self.document(file, document.get_ref()),
                Err(error) => {
                    reported = true;
                    self.invalid_toml(&error);
                }
            }
        }
        self.offset = 0;
        if !reported {
            self.invalid_toml(error);
        }
    }

    fn invalid_toml(&mut self, error: &Error) {
        let position = self.position(&error.span().unwrap_or_default());
        let help = "correct it, then check again: the rest of this record was skipped";
        let message = format!("This is not valid TOML: {}", error.message());
        self.problems.add(position, message, help);
    }

    fn document(&mut self, file: &mut ParsedFile, document: &DeTable<'_>) {
        let own = file.format;
        for (name, value) in document {
            let is_own = name.get_ref() == own.table;
            let message = match value.get_ref() {
                DeValue::Array(records) if is_own => {
                    let records = records.iter().filter_map(|value| self.record(own, value));
                    file.records.extend(records);
                    continue;
                }
                _ if is_own => format!("`{}` is not an array of tables", own.table),
                _ => format!("{} has no table `{}`", own.file, name.get_ref()),
            };
            let help = match format_of(name.get_ref()).filter(|other| other.table != own.table) {
                Some(other) => format!("move it to {}", other.file),
                None => header_help(own),
            };
            self.problems.add(self.position(&name.span()), message, help);
            file.incomplete = true;
        }
    }

    fn record(
        &mut self,
        format: &'static RecordFormat,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<ParsedRecord> {
        let position = self.position(&value.span());
        let DeValue::Table(table) = value.get_ref() else {
            self.problems.add(position, "This is not a record", header_help(format));
            return None;
        };
        let record = self.table(format.fields, format.table, table, position);
        for group in format.exactly_one_of {
            self.exactly_one_of(group, format.table, &record);
        }
        Some(record)
    }

    /// Parses a table. `noun` says what it is: "organization", "entry of `names`".
    fn table(
        &mut self,
        fields: &'static [Field],
        noun: &str,
        table: &DeTable<'_>,
        position: Position,
    ) -> ParsedRecord {
        let mut record = ParsedRecord { position, values: BTreeMap::new() };
        for (name, value) in table {
            let Some(field) = Field::find(fields, name.get_ref()) else {
                self.unknown_key(fields, noun, name.get_ref(), &name.span());
                continue;
            };
            let label = format!("`{}`", field.name);
            let expected =
                Expected { label: &label, value_type: &field.value_type, required: field.required };
            let value = self.value(&expected, value);
            record.values.insert(field.name, value);
        }
        for field in fields.iter().filter(|field| field.required && !record.has(field.name)) {
            let message = format!("This {noun} has no `{}`", field.name);
            let help = format!("add `{}`: {}", field.name, field.value_type.expected());
            self.problems.add(position, message, help);
        }
        record
    }

    fn unknown_key(&mut self, fields: &[Field], noun: &str, name: &str, span: &Range<usize>) {
        let known = || fields.iter().map(|field| field.name);
        let help = match nearest(name, known()) {
            Some(nearest) => format!("write `{nearest}`, or remove it"),
            None => format!("remove it; the keys are {}", known().collect::<Vec<_>>().join(", ")),
        };
        let message = format!("{} has no key `{name}`", capitalized(&with_article(noun)));
        self.problems.add(self.position(span), message, help);
    }

    fn value(&mut self, expected: &Expected<'_>, value: &Spanned<DeValue<'_>>) -> ParsedValue {
        let position = self.position(&value.span());
        let value = match (expected.value_type, value.get_ref()) {
            (ValueType::List(of), DeValue::Array(list)) => self.list(expected, of, list, position),
            (ValueType::Table(fields), DeValue::Table(table)) => {
                let noun = expected.label.trim_start_matches("An ");
                Value::Table(self.table(fields, noun, table, position))
            }
            (_, other) => scalar(expected, other)
                .unwrap_or_else(|violation| self.invalid(position, violation)),
        };
        ParsedValue { value_type: expected.value_type, position, value }
    }

    fn list(
        &mut self,
        expected: &Expected<'_>,
        of: &'static ValueType,
        list: &DeArray<'_>,
        position: Position,
    ) -> Value {
        let label = expected.label;
        if list.is_empty() {
            let help = expected.or_remove("write at least one entry");
            return self.invalid(position, Violation::new(format!("{label} is empty"), help));
        }
        let entry_label = format!("An entry of {label}");
        let entry = Expected { label: &entry_label, value_type: of, required: true };
        let values: Vec<_> = list.iter().map(|value| self.value(&entry, value)).collect();
        let mut seen = HashSet::new();
        for (value, content) in values.iter().filter_map(|value| Some((value, value.content()?))) {
            if !seen.insert(content) {
                let entry =
                    value.text().map_or("this entry".to_owned(), |text| format!("`{text}`"));
                let message = format!("{label} has {entry} twice");
                self.problems.add(value.position, message, "remove one of the two");
            }
        }
        Value::List(values)
    }

    fn exactly_one_of(&mut self, group: &[&'static str], noun: &str, record: &ParsedRecord) {
        let mut present: Vec<_> =
            group.iter().filter_map(|key| Some((record.position_of(key)?, *key))).collect();
        present.sort_unstable();
        let keys: Vec<_> = group.iter().map(|key| format!("`{key}`")).collect();
        match present[..] {
            [] => {
                let message = format!("This {noun} has none of {}", keys.join(", "));
                self.problems.add(record.position, message, "add exactly one of them");
            }
            [_] => {}
            [(_, first), (position, second), ..] => {
                let message = format!("This {noun} has both `{first}` and `{second}`");
                self.problems.add(position, message, format!("keep one of {}", keys.join(", ")));
            }
        }
    }

    fn invalid(&mut self, position: Position, violation: Violation) -> Value {
        self.problems.add(position, violation.message, violation.help);
        Value::Invalid
    }

    fn position(&self, span: &Range<usize>) -> Position {
        self.file.position(self.offset + span.start)
    }
}

fn header_help(format: &RecordFormat) -> String {
    format!("put `[[{}]]` above each record", format.table)
}

fn capitalized(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
