//! Reads the values of a record from the cells of a row, as the map of the record says.

use std::borrow::Cow;

use csv::StringRecord;

use super::{
    columns::Columns,
    findings::Findings,
    keys::AmbiguousKeys,
    map::{FieldMap, FieldType, InvalidValues, Map, RecordMap},
    values,
};
use crate::{
    domain::{
        date::{PartialDate, StatedDate},
        entity_type::EntityType,
        invalid_value::InvalidValue,
        record::Name,
        text::{self, is_placeholder, is_slug},
        vocabulary::Vocabulary,
        web_address,
    },
    limits::imports::{MAX_LONG_TEXT_CHARS, MAX_TEXT_CHARS},
};

/// The names that a record can have, and their kinds.
const NAME_KINDS: [(&str, &str); 4] =
    [("name", "LABEL"), ("acronym", "ACRONYM"), ("alias", "ALIAS"), ("former", "FORMER")];

const PLACEHOLDER: &str = "a placeholder for a missing value";

/// The cells of a row, and the map of a record that they describe.
#[derive(Clone, Copy)]
pub struct Row<'r> {
    /// The map of the tables.
    pub map: &'r Map,
    /// The map of the record.
    pub record: &'r RecordMap,
    /// The columns that the map names.
    pub columns: &'r Columns,
    /// The cells.
    pub cells: &'r StringRecord,
    /// The latest date on which the table can have been written.
    pub released: PartialDate,
    /// Keys that name no record, since another record has the same slug.
    pub ambiguous: &'r AmbiguousKeys,
}

/// The text of a cell, or why it has none.
enum Cell<'r> {
    Text(Cow<'r, str>),
    Blank,
    /// The map says that the text means no value.
    Blanked,
    /// The map has no word for the text.
    Unknown(Cow<'r, str>),
}

impl<'r> Row<'r> {
    /// Whether the row describes such a record.
    #[must_use]
    pub fn is_described(&self) -> bool {
        self.record.only.iter().all(|(title, texts)| {
            let cell = self.columns.index(title).and_then(|index| self.cells.get(index));
            cell.is_some_and(|cell| texts.iter().any(|text| cell.trim() == text))
        })
    }

    /// The text of a column; None if it is blank.
    #[must_use]
    pub fn column(&self, title: &str) -> Option<&'r str> {
        let cell = self.cells.get(self.columns.index(title)?)?;
        Some(cell.trim()).filter(|text| !text.is_empty())
    }

    /// The text that a field has in the table, before the map replaces it.
    #[must_use]
    pub fn written(&self, field: &str) -> Option<Cow<'r, str>> {
        let FieldMap { columns, format, .. } = self.record.fields.get(field)?;
        if !format.is_empty() {
            return self.formatted(columns, format).map(Cow::Owned);
        }
        let mut texts = columns.iter().filter_map(|title| self.column(title));
        let first = texts.next()?;
        let rest: Vec<_> = texts.collect();
        Some(if rest.is_empty() {
            Cow::Borrowed(first)
        } else {
            Cow::Owned(format!("{first} {}", rest.join(" ")))
        })
    }

    /// The texts of columns in a text with a `{}` for each; None if one is blank.
    fn formatted(&self, columns: &[String], format: &str) -> Option<String> {
        let mut parts = format.split("{}");
        let mut text = parts.next().unwrap_or_default().to_owned();
        for (title, after) in columns.iter().zip(parts) {
            text.push_str(self.column(title)?);
            text.push_str(after);
        }
        Some(text)
    }

    fn cell(&self, name: &str) -> Cell<'r> {
        let Some(field) = self.record.fields.get(name) else { return Cell::Blank };
        let Some(text) = self.written(name) else {
            let default = field.default.as_deref();
            return default.map_or(Cell::Blank, |text| Cell::Text(Cow::Borrowed(text)));
        };
        if field.placeholders.iter().chain(&self.map.placeholders).any(|it| *it == text) {
            return Cell::Blanked;
        }
        match (field.values.get(&*text), &field.other) {
            (Some(word), _) if word.is_empty() => Cell::Blanked,
            (Some(word), _) => Cell::Text(Cow::Borrowed(word)),
            (None, Some(other)) if other.is_empty() => Cell::Blanked,
            (None, Some(other)) => Cell::Text(Cow::Borrowed(other)),
            (None, None) if field.values.is_empty() || field.keep_others => Cell::Text(text),
            (None, None) => Cell::Unknown(text),
        }
    }

    /// The value of a field as text; None if its cell is blank or it has no column.
    pub fn value(&self, name: &str, found: &mut Findings) -> Option<Cow<'r, str>> {
        match self.cell(name) {
            Cell::Text(text) => Some(text),
            Cell::Blank => None,
            Cell::Blanked => {
                let title = self.record.fields.get(name).and_then(|it| it.columns.first());
                let text = self.written(name).unwrap_or_default().into_owned();
                found.blanked.push((title.cloned().unwrap_or_default(), text, name.to_owned()));
                None
            }
            Cell::Unknown(text) => {
                let rule = "the map has no word for this text; add it to `values`, or set `other` or `keep_others`";
                self.invalid(name, &text, rule, found);
                None
            }
        }
    }

    /// A broken rule, with the column of the field.
    #[must_use]
    pub fn problem(&self, field: &str, rule: &str) -> String {
        let columns = self.record.fields.get(field).map(|field| &field.columns);
        let title = columns.and_then(|columns| columns.first());
        match title.and_then(|title| self.columns.index(title)) {
            Some(index) => self.columns.problem(index, rule),
            None => format!("`{field}` of the map: {rule}"),
        }
    }

    /// Refuses the record, because the text of this field is not what it should be.
    pub fn refuse(
        &self,
        field: &str,
        text: &str,
        rule: impl std::fmt::Display,
        found: &mut Findings,
    ) {
        found.problems.push(self.problem(field, &format!("{text:?}: {rule}")));
    }

    /// Leaves an invalid value out, if the map says so and the record can do without it. Otherwise the record is refused.
    pub fn invalid(
        &self,
        field: &str,
        text: &str,
        rule: impl std::fmt::Display,
        found: &mut Findings,
    ) {
        if self.map.invalid_values == InvalidValues::Omit && !self.record.needs(field) {
            self.omit(field, text, &rule.to_string(), found);
        } else {
            self.refuse(field, text, rule, found);
        }
    }

    /// Leaves the text of a field out.
    pub fn omit(&self, field: &str, text: &str, reason: &str, found: &mut Findings) {
        found.omitted.push(self.problem(field, &format!("{text:?}: {reason}")));
    }

    /// The text of a field. A placeholder is left out.
    pub fn text(&self, field: &str, found: &mut Findings) -> Option<String> {
        self.text_within(field, MAX_TEXT_CHARS, found)
    }

    fn text_within(&self, field: &str, max_chars: usize, found: &mut Findings) -> Option<String> {
        let text = self.value(field, found)?;
        if let Err(error) = text::check_line(&text, max_chars) {
            self.invalid(field, &text, error, found);
        } else if is_placeholder(&text) {
            self.omit(field, &text, PLACEHOLDER, found);
        } else {
            return Some(text.into_owned());
        }
        None
    }

    /// The text of a field that a record must have.
    pub fn required(&self, field: &str, found: &mut Findings) -> String {
        let (problems, omitted) = (found.problems.len(), found.omitted.len());
        let text = self.text(field, found);
        if text.is_none() && problems == found.problems.len() {
            found.omitted.truncate(omitted);
            found.problems.push(self.problem(field, "the value is missing"));
        }
        text.unwrap_or_default()
    }

    /// The text of a field that people write on several lines. Line breaks and tabs become spaces.
    pub fn lines(&self, field: &str, found: &mut Findings) -> Option<String> {
        let text = self.value(field, found)?;
        if !text.contains(['\n', '\r', '\t']) {
            return self.text_within(field, MAX_LONG_TEXT_CHARS, found);
        }
        let words: Vec<_> =
            text.split(['\n', '\r', '\t', ' ']).filter(|it| !it.is_empty()).collect();
        let line = words.join(" ");
        if let Err(error) = text::check_line(&line, MAX_LONG_TEXT_CHARS) {
            self.invalid(field, &text, error, found);
            return None;
        }
        self.omit(field, &text, "line breaks and tabs were replaced by spaces", found);
        Some(line)
    }

    /// The names of the record, the label first.
    pub fn names(&self, found: &mut Findings) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        for (field, kind) in NAME_KINDS {
            if let Some(rule) = self.missing_name().filter(|_| field == "name") {
                found.problems.push(self.problem(field, &rule));
                continue;
            }
            let Some(value) = self.text(field, found) else { continue };
            if names.iter().any(|name| name.value == value) {
                self.omit(field, &value, "duplicate name", found);
                continue;
            }
            let language = self.value("language", found).filter(|_| kind == "LABEL");
            names.push(Name::new(value, language.map(Cow::into_owned), kind));
        }
        names
    }

    /// Why the row has no name; None if it has one.
    fn missing_name(&self) -> Option<String> {
        match self.cell("name") {
            Cell::Blank | Cell::Blanked => Some("the name is missing".to_owned()),
            Cell::Text(text) if is_placeholder(&text) => {
                Some(format!("{text:?} is not a name; a name needs a letter or digit"))
            }
            Cell::Text(_) | Cell::Unknown(_) => None,
        }
    }

    /// The date of a field. A placeholder is left out.
    pub fn date(&self, field: &str, found: &mut Findings) -> Option<StatedDate> {
        let text = self.value(field, found)?;
        if is_placeholder(&text) {
            self.omit(field, &text, PLACEHOLDER, found);
            return None;
        }
        let form = self.field(field).map_or("", |field| &field.date);
        match values::date(&text, form) {
            Ok(date) if !date.is_placeholder() => return Some(date),
            Ok(_) => self.omit(field, &text, "a placeholder for an unknown date", found),
            Err(rule) => self.invalid(field, &text, rule, found),
        }
        None
    }

    /// Whether a date is later than that of the table.
    #[must_use]
    pub fn is_ahead(&self, date: Option<&StatedDate>) -> bool {
        date.is_some_and(|date| date.unqualified().first >= self.released.span().end)
    }

    /// The number of a field. A placeholder is left out.
    pub fn number(&self, field: &str, found: &mut Findings) -> Option<f64> {
        let text = self.value(field, found)?;
        if is_placeholder(&text) {
            self.omit(field, &text, PLACEHOLDER, found);
            return None;
        }
        let decimal = self.field(field).map_or(".", |field| &field.decimal);
        let decimal = if decimal.is_empty() { "." } else { decimal };
        values::number(&text, decimal).map_err(|rule| self.invalid(field, &text, rule, found)).ok()
    }

    /// Whether a field is true; false if it has no value.
    pub fn flag(&self, field: &str, found: &mut Findings) -> bool {
        let Some(text) = self.value(field, found) else { return false };
        values::flag(&text).unwrap_or_else(|rule| {
            self.invalid(field, &text, rule, found);
            false
        })
    }

    /// The word of a field.
    pub fn word(
        &self,
        field: &str,
        vocabulary: &Vocabulary,
        found: &mut Findings,
    ) -> Option<String> {
        let text = self.value(field, found)?;
        if vocabulary.has(&text) {
            return Some(text.into_owned());
        }
        let rule = format!("use one of {}, or give its word in `values`", vocabulary.list());
        self.invalid(field, &text, rule, found);
        None
    }

    /// The web address of a field. What is none is left out: a row with a wrong address is still right about the rest.
    pub fn website(&self, field: &str, found: &mut Findings) -> Option<String> {
        let text = self.value(field, found)?;
        if is_placeholder(&text) {
            self.omit(field, &text, PLACEHOLDER, found);
            return None;
        }
        let omitted = |error: InvalidValue| self.omit(field, &text, &error.to_string(), found);
        web_address::parse(&text).map_err(omitted).ok()
    }

    /// The key of the record, if it has one; without it, the row has no such record or is invalid.
    pub fn key(&self, found: &mut Findings) -> String {
        self.identify("key", self.record.ty, found).unwrap_or_default()
    }

    /// The slug of the record of another type that a field refers to. If the record needs the field, it has to have a value.
    pub fn reference(&self, field: &str, found: &mut Findings) -> Option<String> {
        let (map, record_type) = (self.field(field)?, self.record.record_type()?);
        let Some(FieldType::Reference(ty)) = record_type.field(field) else { return None };
        let key = if record_type.needs(field) {
            self.identify(field, ty, found)?
        } else {
            self.text(field, found)?
        };
        let slug = if map.is_slug { key.clone() } else { self.map.slug_of(ty, &key) };
        let rule = if !is_slug(&slug) {
            "not the key of a record".to_owned()
        } else if !map.is_slug && self.ambiguous.has(ty, &key) {
            format!("names no {}, since its row is refused", ty.noun())
        } else {
            return Some(slug);
        };
        self.refuse(field, &key, rule, found);
        None
    }

    /// The text that identifies the record or one that it needs.
    fn identify(&self, field: &str, ty: EntityType, found: &mut Findings) -> Option<String> {
        let before = found.problems.len();
        let Some(text) = self.value(field, found) else {
            let is_blanked = matches!(self.cell(field), Cell::Blanked);
            if is_blanked || self.record.is_optional {
                found.is_absent = true;
            } else if before == found.problems.len() {
                found.problems.push(self.problem(field, "the value is missing"));
            }
            return None;
        };
        if is_placeholder(&text) {
            let noun = self.record.ty.name_in_text();
            let reason = format!("a placeholder and no {}; the {noun} is left out", ty.noun());
            found.is_absent = true;
            found.absence = Some(self.problem(field, &format!("{text:?}: {reason}")));
            return None;
        }
        if let Err(error) = text::check_line(&text, MAX_TEXT_CHARS) {
            self.refuse(field, &text, error, found);
            return None;
        }
        Some(text.into_owned())
    }

    fn field(&self, name: &str) -> Option<&'r FieldMap> {
        self.record.fields.get(name)
    }

    /// The text of a field as the map reads it, in a form that other maps give it, too.
    #[must_use]
    pub fn read_text(&self, field: &str) -> Option<Cow<'r, str>> {
        let Cell::Text(text) = self.cell(field) else { return None };
        let form = self.field(field).map_or("", |field| &field.date);
        if form.is_empty() {
            return Some(text);
        }
        Some(values::date(&text, form).map_or(text, |date| Cow::Owned(date.to_string())))
    }
}
