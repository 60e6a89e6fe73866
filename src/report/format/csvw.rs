//! The description of a table as CSV on the Web (W3C): the types and meanings of its columns, and what was
//! asked of which data.

use std::io;

use serde_json::{Value as Json, json};

use super::writer::{FormatWriter, Output, WriterInput};
use crate::report::{
    cell::{Cell, CellType},
    licence,
};

/// Writes `meta.json`.
pub(super) struct CsvwWriter<'w> {
    input: WriterInput<'w>,
    out: &'w mut dyn Output,
    rows: u64,
}

impl<'w> CsvwWriter<'w> {
    pub fn new(input: WriterInput<'w>, out: &'w mut dyn Output) -> Self {
        Self { input, out, rows: 0 }
    }

    fn description(&self) -> Json {
        let WriterInput { table, metadata, text_options, .. } = self.input;
        let licences = licence::addresses(&metadata.licence);
        let licences: Vec<_> = licences.iter().map(|address| json!({ "@id": address })).collect();
        let columns = table.columns.iter().map(|column| {
            json!({
                "name": column.name,
                "titles": column.name,
                "datatype": datatype(column.cell_type, text_options.decimal_comma),
                "dc:description": column.description,
            })
        });
        json!({
            "@context": ["http://www.w3.org/ns/csvw", { "language": "en" }],
            "url": metadata.csv_address,
            "dc:title": metadata.title,
            "dc:license": licences,
            "consortia:licence": metadata.licence,
            "dialect": {
                "delimiter": char::from(text_options.csv_separator()).to_string(),
                "header": true,
                "encoding": "utf-8",
                "lineTerminators": ["\n"],
            },
            "tableSchema": { "columns": columns.collect::<Vec<_>>() },
            "consortia:report": metadata.name,
            "consortia:dataVersion": metadata.data_version,
            "consortia:querySha256": metadata.query_digest,
            "consortia:asOf": metadata.as_of,
            "consortia:rows": self.rows,
            "consortia:rowsAre": table.rows,
            "consortia:limited": table.limited,
            "consortia:exploded": table.exploded,
        })
    }
}

impl FormatWriter for CsvwWriter<'_> {
    fn row(&mut self, _cells: &[Cell<'_>]) -> io::Result<()> {
        self.rows += 1;
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let text = serde_json::to_string_pretty(&self.description())?;
        self.out.write_all(text.as_bytes())?;
        self.out.write_all(b"\n")?;
        self.out.flush()
    }
}

fn datatype(cell_type: CellType, decimal_comma: bool) -> Json {
    match cell_type {
        CellType::Number if decimal_comma => {
            json!({ "base": "number", "format": { "decimalChar": "," } })
        }
        CellType::Text => json!("string"),
        CellType::Integer => json!("integer"),
        CellType::Number => json!("number"),
        CellType::Boolean => json!({ "base": "boolean", "format": "true|false" }),
        CellType::Day => json!({ "base": "date", "format": "yyyy-MM-dd" }),
        CellType::Json => json!("json"),
    }
}
