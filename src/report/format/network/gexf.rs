//! The elements of GEXF 1.3.

use std::io::{self, Write};

use super::{
    edge::{Edge, SYMMETRIC, data_type},
    titles::titles,
    xml::xml,
};
use crate::report::{
    cell::{Cell, CellType},
    format::writer::WriterInput,
    layout::NodeTable,
};

/// Writes what the table says about itself, the attributes, and the start of the nodes.
pub(super) fn write_start(
    out: &mut dyn Write,
    input: WriterInput<'_>,
    nodes: &NodeTable,
) -> io::Result<()> {
    // The number of rows is not known yet.
    let entries = input.metadata.entries(0);
    let entries = entries.iter().filter(|entry| entry.key != "rows");
    let about = entries.map(|entry| format!("{}: {}", entry.label, entry.value));
    let about = xml(&about.collect::<Vec<_>>().join("; "));
    writeln!(out, "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">")?;
    writeln!(out, "<meta><creator>consortia</creator><description>{about}</description></meta>")?;
    let time = if nodes.start.is_some() || nodes.end.is_some() {
        "mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\""
    } else {
        "mode=\"static\""
    };
    writeln!(out, "<graph {time} defaultedgetype=\"directed\">")?;
    for (class, row, table) in
        [("node", "node", &nodes.table), ("edge", "affiliation", input.table)]
    {
        writeln!(out, "<attributes class=\"{class}\">")?;
        if class == "edge" {
            write_attribute(out, SYMMETRIC, SYMMETRIC, CellType::Boolean)?;
        }
        for (position, (column, title)) in table.columns.iter().zip(titles(table, row)).enumerate()
        {
            write_attribute(out, &position.to_string(), &title, column.cell_type)?;
        }
        writeln!(out, "</attributes>")?;
    }
    writeln!(out, "<nodes>")
}

fn write_attribute(
    out: &mut dyn Write,
    id: &str,
    title: &str,
    cell_type: CellType,
) -> io::Result<()> {
    let (title, data_type) = (xml(title), data_type(cell_type));
    writeln!(out, "<attribute id=\"{id}\" title=\"{title}\" type=\"{data_type}\"/>")
}

/// Writes a node.
pub(super) fn write_node(
    out: &mut dyn Write,
    id: &str,
    label: &str,
    cells: &[Cell<'_>],
) -> io::Result<()> {
    write!(out, "<node id=\"{}\" label=\"{}\">", xml(id), xml(label))?;
    write_values(out, None, cells)?;
    writeln!(out, "</node>")
}

/// Writes an edge. What is not known of its time is left out: it is then without a bound.
pub(super) fn write_edge(out: &mut dyn Write, edge: &Edge, cells: &[Cell<'_>]) -> io::Result<()> {
    write!(out, "<edge")?;
    let required = [("id", &edge.id), ("source", &edge.source), ("target", &edge.target)];
    let optional =
        [("label", &edge.role), ("kind", &edge.kind), ("start", &edge.start), ("end", &edge.end)];
    let optional = optional.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
    for (name, value) in required.into_iter().chain(optional) {
        write!(out, " {name}=\"{}\"", xml(value))?;
    }
    write!(out, ">")?;
    write_values(out, edge.is_symmetric, cells)?;
    writeln!(out, "</edge>")
}

fn write_values(
    out: &mut dyn Write,
    is_symmetric: Option<bool>,
    cells: &[Cell<'_>],
) -> io::Result<()> {
    write!(out, "<attvalues>")?;
    if let Some(is_symmetric) = is_symmetric {
        write!(out, "<attvalue for=\"{SYMMETRIC}\" value=\"{is_symmetric}\"/>")?;
    }
    for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_null()) {
        write!(out, "<attvalue for=\"{column}\" value=\"{}\"/>", xml(&cell.text()))?;
    }
    write!(out, "</attvalues>")
}
