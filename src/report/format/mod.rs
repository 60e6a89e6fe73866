//! The formats: one writer each, all of them behind the same rows.

mod json;
mod meta;
mod network;
#[cfg(feature = "parquet")]
mod parquet;
mod rdf;
mod resources;
mod text;
mod vocabulary;
mod xlsx;

use std::io::{self, Seek, Write};

use super::{Table, layout::network::Network, options::Style, prepared::About, rows::cell::Cell};

/// A format that a table can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// JSON, one object a line.
    Ndjson,
    /// JSON, a list of objects.
    Json,
    /// An Excel workbook.
    Xlsx,
    /// Apache Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
    /// A network for libraries.
    Graphml,
    /// A network for Gephi.
    Gexf,
    /// RDF as JSON-LD.
    Jsonld,
    /// RDF as Turtle.
    Ttl,
    /// What the table is: CSVW.
    Meta,
}

/// What a format is: its ending, media type, and what it is for.
pub struct Facts {
    /// The format.
    pub format: Format,
    /// How names end.
    pub ending: &'static str,
    /// What `Content-Type` says.
    pub media: &'static str,
    /// For people.
    pub title: &'static str,
}

const fn facts(
    format: Format,
    ending: &'static str,
    media: &'static str,
    title: &'static str,
) -> Facts {
    Facts { format, ending, media, title }
}

/// Every format, in the order of the catalogue.
pub const FORMATS: &[Facts] = &[
    facts(Format::Csv, "csv", "text/csv; charset=utf-8; header=present", "Comma-separated values"),
    facts(Format::Tsv, "tsv", "text/tab-separated-values; charset=utf-8", "Tab-separated values"),
    facts(
        Format::Ndjson,
        "ndjson",
        "application/x-ndjson; charset=utf-8",
        "JSON, one object a line",
    ),
    facts(Format::Json, "json", "application/json; charset=utf-8", "JSON, a list of objects"),
    facts(
        Format::Xlsx,
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Excel workbook",
    ),
    #[cfg(feature = "parquet")]
    facts(Format::Parquet, "parquet", "application/vnd.apache.parquet", "Apache Parquet"),
    facts(Format::Graphml, "graphml", "application/graphml+xml", "Network for libraries (GraphML)"),
    facts(Format::Gexf, "gexf", "application/gexf+xml", "Network for Gephi (GEXF)"),
    facts(Format::Jsonld, "jsonld", "application/ld+json", "RDF as JSON-LD"),
    facts(Format::Ttl, "ttl", "text/turtle; charset=utf-8", "RDF as Turtle"),
    facts(Format::Meta, "meta.json", "application/csvm+json", "What the table is (CSVW)"),
];

impl Format {
    /// The format that names with this ending have.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        FORMATS.iter().find(|facts| facts.ending == ending).map(|facts| facts.format)
    }

    /// What the format is.
    #[must_use]
    pub fn facts(self) -> &'static Facts {
        FORMATS.iter().find(|facts| facts.format == self).unwrap_or(&FORMATS[0])
    }

    /// Rows that a file of this format can have at most, where the format itself sets a limit.
    #[must_use]
    pub fn most_rows(self) -> Option<u64> {
        (self == Self::Xlsx).then_some(xlsx::MOST_ROWS)
    }

    /// Whether it shows nodes and links.
    #[must_use]
    pub fn is_network(self) -> bool {
        matches!(self, Self::Graphml | Self::Gexf)
    }
}

/// Where a format writes to.
pub trait Output: Write + Seek + Send {}

impl<W: Write + Seek + Send> Output for W {}

/// Writes the rows of one table in one format.
pub trait Writer {
    /// Writes a node of a network; all of them come before the first row.
    ///
    /// # Errors
    /// Those of the output.
    fn node(&mut self, _cells: &[Cell<'_>]) -> io::Result<()> {
        Ok(())
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the output.
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()>;

    /// Writes what comes after the last row.
    ///
    /// # Errors
    /// Those of the output.
    fn finish(&mut self) -> io::Result<()>;
}

/// What a writer writes.
#[derive(Clone, Copy)]
pub struct Made<'w> {
    /// The table.
    pub table: &'w Table,
    /// For network formats, the nodes.
    pub network: Option<&'w Network>,
    /// How text formats write.
    pub style: &'w Style,
    /// What an answer says of itself.
    pub about: &'w About,
}

/// A writer for a table; whatever comes before the first row is written.
///
/// # Errors
/// Those of the output.
pub fn writer<'w>(
    format: Format,
    made: Made<'w>,
    out: &'w mut dyn Output,
) -> io::Result<Box<dyn Writer + 'w>> {
    let Made { table, network, style, about } = made;
    let network = |dialect, out| {
        let network = network.ok_or_else(|| io::Error::other("a network without nodes"))?;
        network::Graph::new(dialect, table, network, out)
    };
    Ok(match format {
        Format::Csv => Box::new(text::Text::new(table, style, style.sep, out)?),
        Format::Tsv => Box::new(text::Text::new(table, style, Some(b'\t'), out)?),
        Format::Ndjson => Box::new(json::Json::new(table, json::Form::Lines, out)?),
        Format::Json => Box::new(json::Json::new(table, json::Form::List, out)?),
        Format::Xlsx => Box::new(xlsx::Xlsx::new(table, about, out)?),
        #[cfg(feature = "parquet")]
        Format::Parquet => Box::new(parquet::Parquet::new(table, about, out)?),
        Format::Graphml => Box::new(network(network::Dialect::Graphml, out)?),
        Format::Gexf => Box::new(network(network::Dialect::Gexf, out)?),
        Format::Jsonld => Box::new(rdf::Rdf::new(table, about, rdf::Syntax::Jsonld, out)?),
        Format::Ttl => Box::new(rdf::Rdf::new(table, about, rdf::Syntax::Turtle, out)?),
        Format::Meta => Box::new(meta::Meta::new(table, style, about, out)),
    })
}
