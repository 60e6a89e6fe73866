//! Networks: `GraphML`, which network libraries read, and GEXF, which Gephi prefers. The rows of the table are
//! the links; the nodes are the rows of another table.

use std::io::{self, BufWriter, Write};

use quick_xml::escape::escape;

use super::writer::{FormatWriter, Output, WriterInput};
use crate::report::{
    cell::{Cell, CellType},
    layout::{NodeTable, Table},
};

/// The two XML formats.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NetworkDialect {
    /// `GraphML`.
    Graphml,
    /// GEXF 1.2, the newest version that both Gephi and networkx read.
    Gexf,
}

/// Writes `graphml` and `gexf`.
pub(super) struct NetworkWriter<'w> {
    out: BufWriter<&'w mut dyn Output>,
    dialect: NetworkDialect,
    nodes: &'w NodeTable,
    link_count: u64,
    in_links: bool,
}

impl<'w> NetworkWriter<'w> {
    /// Writes everything before the first node.
    pub fn new(
        dialect: NetworkDialect,
        input: WriterInput<'w>,
        out: &'w mut dyn Output,
    ) -> io::Result<Self> {
        let nodes = input.nodes.ok_or_else(|| io::Error::other("a network without nodes"))?;
        let mut out = BufWriter::new(out);
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        let tables = [("node", &nodes.table), ("edge", input.table)];
        match dialect {
            NetworkDialect::Graphml => start_graphml(&mut out, tables)?,
            NetworkDialect::Gexf => start_gexf(&mut out, tables)?,
        }
        Ok(Self { out, dialect, nodes, link_count: 0, in_links: false })
    }

    /// Writes what stands between the last node and the first link.
    fn start_links(&mut self) -> io::Result<()> {
        let was_in_links = std::mem::replace(&mut self.in_links, true);
        if !was_in_links && self.dialect == NetworkDialect::Gexf {
            writeln!(self.out, "</nodes>\n<edges>")?;
        }
        Ok(())
    }

    fn write_values(&mut self, element: &str, cells: &[Cell<'_>]) -> io::Result<()> {
        let is_gexf = self.dialect == NetworkDialect::Gexf;
        if is_gexf {
            write!(self.out, "<attvalues>")?;
        }
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_null()) {
            let text = xml(&cell.text());
            if is_gexf {
                write!(self.out, "<attvalue for=\"{column}\" value=\"{text}\"/>")?;
            } else {
                write!(self.out, "<data key=\"{element}{column}\">{text}</data>")?;
            }
        }
        if is_gexf {
            write!(self.out, "</attvalues>")?;
        }
        Ok(())
    }
}

fn start_graphml(out: &mut dyn Write, tables: [(&str, &Table); 2]) -> io::Result<()> {
    writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    writeln!(out, "<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>")?;
    for (element, table) in tables {
        for (position, column) in table.columns.iter().enumerate() {
            let (name, data_type) = (escape(&column.name), data_type(column.cell_type));
            writeln!(
                out,
                "<key id=\"{element}{position}\" for=\"{element}\" attr.name=\"{name}\" attr.type=\"{data_type}\"/>"
            )?;
        }
    }
    writeln!(out, "<graph edgedefault=\"directed\">")
}

fn start_gexf(out: &mut dyn Write, tables: [(&str, &Table); 2]) -> io::Result<()> {
    writeln!(out, "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">")?;
    writeln!(out, "<graph mode=\"static\" defaultedgetype=\"directed\">")?;
    for (element, table) in tables {
        writeln!(out, "<attributes class=\"{element}\">")?;
        for (position, column) in table.columns.iter().enumerate() {
            let (name, data_type) = (escape(&column.name), data_type(column.cell_type));
            writeln!(out, "<attribute id=\"{position}\" title=\"{name}\" type=\"{data_type}\"/>")?;
        }
        writeln!(out, "</attributes>")?;
    }
    writeln!(out, "<nodes>")
}

impl FormatWriter for NetworkWriter<'_> {
    fn node(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let id = xml(&cells[self.nodes.id].text());
        let label = xml(&cells[self.nodes.label].text());
        if self.dialect == NetworkDialect::Gexf {
            write!(self.out, "<node id=\"{id}\" label=\"{label}\">")?;
        } else {
            write!(self.out, "<node id=\"{id}\"><data key=\"label\">{label}</data>")?;
        }
        self.write_values("node", cells)?;
        writeln!(self.out, "</node>")
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.start_links()?;
        let source = xml(&cells[self.nodes.source].text());
        let target = xml(&cells[self.nodes.target].text());
        let id = self.link_count;
        self.link_count += 1;
        write!(self.out, "<edge id=\"{id}\" source=\"{source}\" target=\"{target}\"")?;
        if let (Some(role), NetworkDialect::Gexf) = (self.nodes.role, self.dialect) {
            write!(self.out, " label=\"{}\"", xml(&cells[role].text()))?;
        }
        write!(self.out, ">")?;
        self.write_values("edge", cells)?;
        writeln!(self.out, "</edge>")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.start_links()?;
        match self.dialect {
            NetworkDialect::Graphml => writeln!(self.out, "</graph>\n</graphml>")?,
            NetworkDialect::Gexf => writeln!(self.out, "</edges>\n</graph>\n</gexf>")?,
        }
        self.out.flush()
    }
}

/// A text with its special characters escaped, and without the characters that XML does not allow.
fn xml(text: &str) -> String {
    let is_allowed = |c: &char| match c {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => !c.is_control(),
    };
    let text: String = text.chars().filter(is_allowed).collect();
    escape(&text).into_owned()
}

/// The name of a type in both formats. Neither has a type for days.
fn data_type(cell_type: CellType) -> &'static str {
    match cell_type {
        CellType::Integer => "long",
        CellType::Number => "double",
        CellType::Boolean => "boolean",
        CellType::Text | CellType::Day | CellType::Json => "string",
    }
}
