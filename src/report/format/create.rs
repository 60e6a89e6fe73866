//! Creates the writer of a format.

use std::io;

#[cfg(feature = "parquet")]
use super::parquet::ParquetWriter;
use super::{
    csvw::CsvwWriter,
    delimited::DelimitedWriter,
    formats::Format,
    json::{JsonStyle, JsonWriter},
    network::{NetworkDialect, NetworkWriter},
    rdf::{RdfSyntax, RdfWriter},
    writer::{FormatWriter, Output, WriterInput},
    xlsx::XlsxWriter,
};

/// Creates the writer of a format, and writes what comes before the first row.
///
/// # Errors
/// Those of the output.
pub fn writer<'w>(
    format: Format,
    input: WriterInput<'w>,
    out: &'w mut dyn Output,
) -> io::Result<Box<dyn FormatWriter + 'w>> {
    let comma = input.text_options.csv_separator();
    Ok(match format {
        Format::Csv => Box::new(DelimitedWriter::new(input, comma, out)?),
        Format::Tsv => Box::new(DelimitedWriter::new(input, b'\t', out)?),
        Format::Ndjson => Box::new(JsonWriter::new(input.table, JsonStyle::Lines, out)?),
        Format::Json => Box::new(JsonWriter::new(input.table, JsonStyle::Array, out)?),
        Format::Xlsx => Box::new(XlsxWriter::new(input, out)?),
        #[cfg(feature = "parquet")]
        Format::Parquet => Box::new(ParquetWriter::new(input, out)?),
        Format::Graphml => Box::new(NetworkWriter::new(NetworkDialect::Graphml, input, out)?),
        Format::Gexf => Box::new(NetworkWriter::new(NetworkDialect::Gexf, input, out)?),
        Format::Jsonld => Box::new(RdfWriter::new(RdfSyntax::Jsonld, input, out)?),
        Format::Turtle => Box::new(RdfWriter::new(RdfSyntax::Turtle, input, out)?),
        Format::Csvw => Box::new(CsvwWriter::new(input, out)),
    })
}
