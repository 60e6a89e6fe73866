//! What a table says about itself, in HTTP headers, a sheet of a workbook or the header of a file.

use super::about::{NamedRecord, TableAbout};
use crate::limits::tables::MAX_METADATA_CHARS;

/// What a table says about itself.
#[derive(Clone, Debug)]
pub struct TableMetadata {
    /// Name of the report, or `table`.
    pub name: String,
    /// Title for people.
    pub title: String,
    /// SHA-256 digest of the GraphQL document, in hexadecimal digits.
    pub query_digest: String,
    /// The date that the table is about: the option `asOf`, or else today.
    pub as_of: String,
    /// Version of the data.
    pub data_version: String,
    /// Licences of the facts, as an SPDX expression; see [`super::licence::expression`].
    pub licence: String,
    /// Address of the same table as `csv`.
    pub csv_address: String,
    /// What it is about and what it leaves out.
    pub about: TableAbout,
}

/// A part of the metadata, for formats that keep it as pairs.
#[derive(Clone, Debug)]
pub struct MetadataEntry {
    /// The name for programs.
    pub key: String,
    /// The name for people.
    pub label: String,
    /// The value as text, shortened if it is very long.
    pub value: String,
}

impl TableMetadata {
    /// The metadata as pairs. `rows` is the number of rows.
    #[must_use]
    pub fn entries(&self, rows: u64) -> Vec<MetadataEntry> {
        let entry = |key: &str, label: &str, value: &str| MetadataEntry {
            key: key.to_owned(),
            label: label.to_owned(),
            value: shortened(value),
        };
        let mut entries =
            vec![entry("title", "Title", &self.title), entry("report", "Report", &self.name)];
        for NamedRecord { variable, slug, name } in &self.about.records {
            entries.push(entry(variable, &in_words(variable), &format!("{name} ({slug})")));
        }
        entries.push(entry("asOf", "Date asked about", &self.as_of));
        for filter in &self.about.filters {
            entries.push(entry(&filter.name, &in_words(&filter.name), &filter.value));
        }
        entries.push(entry("rows", "Rows", &rows.to_string()));
        for omission in &self.about.omissions {
            entries.push(entry("limited", "Not complete", &omission.sentence));
        }
        for warning in &self.about.warnings {
            entries.push(entry("warning", "Warning", warning));
        }
        entries.extend([
            entry("dataVersion", "Version of the data", &self.data_version),
            entry("querySha256", "SHA-256 of the query", &self.query_digest),
            entry("licence", "Licence", &self.licence),
        ]);
        entries
    }
}

/// The start of a text that is too long for a cell.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_METADATA_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The name of a parameter for people: `Max nodes` for `maxNodes`.
fn in_words(name: &str) -> String {
    if name == "lang" {
        return "Language of names".to_owned();
    }
    let mut words = String::new();
    for (position, c) in name.chars().enumerate() {
        match c {
            c if position == 0 => words.extend(c.to_uppercase()),
            c if c.is_uppercase() => {
                words.push(' ');
                words.extend(c.to_lowercase());
            }
            c => words.push(c),
        }
    }
    words
}
