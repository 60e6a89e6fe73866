//! The list of formats.

use super::xlsx;

/// A format that a table can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// JSON, one object per line.
    Ndjson,
    /// JSON, an array of objects.
    Json,
    /// An Excel workbook.
    Xlsx,
    /// Apache Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
    /// A network for network libraries.
    Graphml,
    /// A network for Gephi.
    Gexf,
    /// RDF as JSON-LD.
    Jsonld,
    /// RDF as Turtle.
    Turtle,
    /// A description of the table: CSV on the Web.
    Csvw,
}

/// What a format is called.
pub struct FormatInfo {
    /// The format.
    pub format: Format,
    /// The extension of its files.
    pub extension: &'static str,
    /// Its value of `Content-Type`.
    pub media_type: &'static str,
    /// Its title for people.
    pub title: &'static str,
}

const fn info(
    format: Format,
    extension: &'static str,
    media_type: &'static str,
    title: &'static str,
) -> FormatInfo {
    FormatInfo { format, extension, media_type, title }
}

/// Every format, in the order of the catalogue.
pub const FORMATS: &[FormatInfo] = &[
    info(Format::Csv, "csv", "text/csv; charset=utf-8; header=present", "Comma-separated values"),
    info(Format::Tsv, "tsv", "text/tab-separated-values; charset=utf-8", "Tab-separated values"),
    info(
        Format::Ndjson,
        "ndjson",
        "application/x-ndjson; charset=utf-8",
        "JSON, one object per line",
    ),
    info(Format::Json, "json", "application/json; charset=utf-8", "JSON, an array of objects"),
    info(
        Format::Xlsx,
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Excel workbook",
    ),
    #[cfg(feature = "parquet")]
    info(Format::Parquet, "parquet", "application/vnd.apache.parquet", "Apache Parquet"),
    info(Format::Graphml, "graphml", "application/graphml+xml", "Network for libraries (GraphML)"),
    info(Format::Gexf, "gexf", "application/gexf+xml", "Network for Gephi (GEXF)"),
    info(Format::Jsonld, "jsonld", "application/ld+json", "RDF as JSON-LD"),
    info(Format::Turtle, "ttl", "text/turtle; charset=utf-8", "RDF as Turtle"),
    info(Format::Csvw, "meta.json", "application/csvm+json", "Description of the table (CSVW)"),
];

impl Format {
    /// The format whose files have this extension.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        FORMATS.iter().find(|info| info.extension == extension).map(|info| info.format)
    }

    /// What the format is called.
    #[must_use]
    pub fn info(self) -> &'static FormatInfo {
        FORMATS.iter().find(|info| info.format == self).unwrap_or(&FORMATS[0])
    }

    /// The most rows that a file can have, if the format has a limit.
    #[must_use]
    pub fn max_rows(self) -> Option<u64> {
        (self == Self::Xlsx).then_some(xlsx::MAX_ROWS)
    }

    /// Whether an option of tables can change a file of this format. `meta.json` describes `csv`.
    #[must_use]
    pub fn takes(self, option: &str) -> bool {
        match option {
            "bom" | "decimal" => matches!(self, Self::Csv | Self::Tsv | Self::Csvw),
            "sep" => matches!(self, Self::Csv | Self::Csvw),
            "rows" => !self.is_network(),
            "columns" => !self.is_network() && !self.is_rdf(),
            _ => true,
        }
    }

    /// Whether the format states facts in RDF.
    #[must_use]
    pub fn is_rdf(self) -> bool {
        matches!(self, Self::Jsonld | Self::Turtle)
    }

    /// Whether the format holds nodes and links.
    #[must_use]
    pub fn is_network(self) -> bool {
        matches!(self, Self::Graphml | Self::Gexf)
    }
}
