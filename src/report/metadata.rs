//! What a table says about itself, in HTTP headers, a sheet of a workbook or the header of a file.

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
}

/// A part of the metadata, for formats that keep it as pairs.
#[derive(Clone, Debug)]
pub struct MetadataEntry {
    /// The name for programs.
    pub key: &'static str,
    /// The name for people.
    pub label: &'static str,
    /// The value as text.
    pub value: String,
}

impl TableMetadata {
    /// The metadata as pairs. `rows` is the number of rows.
    #[must_use]
    pub fn entries(&self, rows: u64) -> [MetadataEntry; 7] {
        let entry = |key, label, value: &str| MetadataEntry { key, label, value: value.to_owned() };
        [
            entry("title", "Title", &self.title),
            entry("report", "Report", &self.name),
            entry("asOf", "Date asked about", &self.as_of),
            entry("dataVersion", "Version of the data", &self.data_version),
            entry("querySha256", "SHA-256 of the query", &self.query_digest),
            entry("rows", "Rows", &rows.to_string()),
            entry("licence", "Licence", &self.licence),
        ]
    }
}
