//! Networks: `GraphML`, which every library of networks reads, and GEXF, which Gephi prefers. The rows of
//! the table are the links; the nodes are the rows of a table of their own.

use std::io::{self, BufWriter, Write};

use quick_xml::escape::escape;

use super::{Output, Writer};
use crate::report::{
    Table,
    layout::network::Network,
    rows::cell::{Cell, Kind},
};

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// `GraphML`.
    Graphml,
    /// GEXF 1.2, the newest that both Gephi and networkx read.
    Gexf,
}

/// Writes `graphml` and `gexf`.
pub(super) struct Graph<'w> {
    out: BufWriter<&'w mut dyn Output>,
    dialect: Dialect,
    network: &'w Network,
    links: u64,
    in_links: bool,
}

impl<'w> Graph<'w> {
    /// With everything before the first node written.
    pub fn new(
        dialect: Dialect,
        links: &Table,
        network: &'w Network,
        out: &'w mut dyn Output,
    ) -> io::Result<Self> {
        let mut out = BufWriter::new(out);
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        let both = [("node", &network.nodes), ("edge", links)];
        match dialect {
            Dialect::Graphml => {
                writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
                writeln!(
                    out,
                    "<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>"
                )?;
                for (what, table) in both {
                    for (at, column) in table.columns.iter().enumerate() {
                        let (name, kind) = (escape(&column.name), kind(column.kind));
                        writeln!(
                            out,
                            "<key id=\"{what}{at}\" for=\"{what}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
                        )?;
                    }
                }
                writeln!(out, "<graph edgedefault=\"directed\">")?;
            }
            Dialect::Gexf => {
                writeln!(out, "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">")?;
                writeln!(out, "<graph mode=\"static\" defaultedgetype=\"directed\">")?;
                for (what, table) in both {
                    writeln!(out, "<attributes class=\"{what}\">")?;
                    for (at, column) in table.columns.iter().enumerate() {
                        let (name, kind) = (escape(&column.name), kind(column.kind));
                        writeln!(out, "<attribute id=\"{at}\" title=\"{name}\" type=\"{kind}\"/>")?;
                    }
                    writeln!(out, "</attributes>")?;
                }
                writeln!(out, "<nodes>")?;
            }
        }
        Ok(Self { out, dialect, network, links: 0, in_links: false })
    }

    /// Between the last node and the first link.
    fn turn(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.in_links, true) && self.dialect == Dialect::Gexf {
            writeln!(self.out, "</nodes>\n<edges>")?;
        }
        Ok(())
    }

    fn values(&mut self, what: &str, cells: &[Cell<'_>]) -> io::Result<()> {
        let gexf = self.dialect == Dialect::Gexf;
        if gexf {
            write!(self.out, "<attvalues>")?;
        }
        for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_null()) {
            let text = xml(&cell.text());
            if gexf {
                write!(self.out, "<attvalue for=\"{at}\" value=\"{text}\"/>")?;
            } else {
                write!(self.out, "<data key=\"{what}{at}\">{text}</data>")?;
            }
        }
        if gexf {
            write!(self.out, "</attvalues>")?;
        }
        Ok(())
    }
}

impl Writer for Graph<'_> {
    fn node(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let id = xml(&cells[self.network.id].text());
        let label = xml(&cells[self.network.label].text());
        if self.dialect == Dialect::Gexf {
            write!(self.out, "<node id=\"{id}\" label=\"{label}\">")?;
        } else {
            write!(self.out, "<node id=\"{id}\"><data key=\"label\">{label}</data>")?;
        }
        self.values("node", cells)?;
        writeln!(self.out, "</node>")
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.turn()?;
        let source = xml(&cells[self.network.source].text());
        let target = xml(&cells[self.network.target].text());
        let at = self.links;
        self.links += 1;
        write!(self.out, "<edge id=\"{at}\" source=\"{source}\" target=\"{target}\"")?;
        if let (Some(kind), Dialect::Gexf) = (self.network.kind, self.dialect) {
            write!(self.out, " label=\"{}\"", xml(&cells[kind].text()))?;
        }
        write!(self.out, ">")?;
        self.values("edge", cells)?;
        writeln!(self.out, "</edge>")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.turn()?;
        match self.dialect {
            Dialect::Graphml => writeln!(self.out, "</graph>\n</graphml>")?,
            Dialect::Gexf => writeln!(self.out, "</edges>\n</graph>\n</gexf>")?,
        }
        self.out.flush()
    }
}

/// A text as XML can hold it: escaped, and without the characters that no escape lets in.
fn xml(text: &str) -> String {
    let allowed = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    let text: String =
        text.chars().filter(|c| allowed(*c) && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    escape(&text).into_owned()
}

/// A kind in the words of both formats; days are texts to them.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer => "long",
        Kind::Number => "double",
        Kind::Boolean => "boolean",
        Kind::Text | Kind::Day | Kind::Json => "string",
    }
}
