//! The sidecar of a table: what it is and what its columns mean, as CSV on the Web (CSVW) has it, so that
//! tools which know the standard read types and meanings, and people what was asked of which data.

use std::io;

use serde_json::{Value as Json, json};

use super::{Output, Writer};
use crate::report::{
    Table, licence,
    options::Style,
    prepared::About,
    rows::cell::{Cell, Kind},
};

/// Writes `meta.json`.
pub(super) struct Meta<'w> {
    table: &'w Table,
    style: &'w Style,
    about: &'w About,
    out: &'w mut dyn Output,
    rows: u64,
}

impl<'w> Meta<'w> {
    pub fn new(
        table: &'w Table,
        style: &'w Style,
        about: &'w About,
        out: &'w mut dyn Output,
    ) -> Self {
        Self { table, style, about, out, rows: 0 }
    }
}

impl Writer for Meta<'_> {
    fn row(&mut self, _cells: &[Cell<'_>]) -> io::Result<()> {
        self.rows += 1;
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let about = self.about;
        let sep = self.style.sep.unwrap_or(if self.style.decimal_comma { b';' } else { b',' });
        let licences = licence::addresses(&about.licence);
        let licences: Vec<_> = licences.iter().map(|address| json!({ "@id": address })).collect();
        let columns: Vec<_> = self
            .table
            .columns
            .iter()
            .map(|column| {
                json!({
                    "name": column.name,
                    "titles": column.name,
                    "datatype": datatype(column.kind),
                    "dc:description": column.doc,
                })
            })
            .collect();
        let meta = json!({
            "@context": ["http://www.w3.org/ns/csvw", { "language": "en" }],
            "url": about.csv,
            "dc:title": about.title,
            "dc:license": licences,
            "consortia:licence": about.licence,
            "dialect": {
                "delimiter": char::from(sep).to_string(),
                "header": true,
                "encoding": "utf-8",
                "lineTerminators": ["\n"],
            },
            "tableSchema": { "columns": columns },
            "consortia:report": about.name,
            "consortia:dataVersion": about.data_version,
            "consortia:querySha256": about.query_hash,
            "consortia:asOf": about.as_of,
            "consortia:rows": self.rows,
            "consortia:rowsAre": self.table.rows,
            "consortia:limited": self.table.limited,
            "consortia:exploded": self.table.exploded,
        });
        let text = serde_json::to_string_pretty(&meta)?;
        self.out.write_all(text.as_bytes())?;
        self.out.write_all(b"\n")?;
        self.out.flush()
    }
}

fn datatype(kind: Kind) -> Json {
    match kind {
        Kind::Text => json!("string"),
        Kind::Integer => json!("integer"),
        Kind::Number => json!("number"),
        Kind::Boolean => json!({ "base": "boolean", "format": "true|false" }),
        Kind::Day => json!({ "base": "date", "format": "yyyy-MM-dd" }),
        Kind::Json => json!("json"),
    }
}
